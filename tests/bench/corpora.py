"""The files that checking is measured on, the same in every run: banks, one large, and answers."""

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from material import banks_of, response_to

from custcheck import banks
from custcheck.answers.writing import to_yaml
from custcheck.model import Response

QUESTIONS = 30
"""How many questions a bank has."""
LIMIT_BYTES, LIMIT_NODES = 1 << 20, 50_000
"""What a file may hold at most."""
_NODES_A_QUESTION = 60
"""More keys and values than any question here has."""

_ACTORS = (
    "team leaders", "branch managers", "directors", "new starters", "service agents",
    "field engineers", "account managers", "product owners", "finance staff", "buyers",
    "shift supervisors", "web designers", "technicians", "claims handlers", "drivers",
    "call handlers", "shop assistants", "trainers", "planners", "regional heads",
)  # fmt: skip
_VERBS = (
    "review", "publish", "explain", "shorten", "test", "measure", "discuss", "repair",
    "simplify", "replace", "observe", "record", "compare", "improve", "share", "correct",
    "approve", "rewrite", "budget for", "own", "question", "present", "check", "update",
)  # fmt: skip
_OBJECTS = (
    "the complaint figures", "the returns page", "the opening hours", "the welcome letter",
    "the waiting times", "the refund rules", "the delivery promise", "the price list",
    "the exit interviews", "the call recordings", "the repair backlog", "the staff rota",
    "the first invoice", "the booking form", "the survey comments", "the warranty terms",
    "the hand-over notes", "the renewal offer", "the hold music", "the spare parts list",
    "the help pages", "the branch layout", "the loyalty scheme", "the sign-up steps",
    "the reply templates", "the error messages", "the training plan", "the bonus scheme",
    "the customer panel", "the contract wording", "the mystery visits", "the service map",
    "the tracking page", "the supplier scores", "the access routes", "the cancellation rate",
)  # fmt: skip
_WHENS = (
    "before a launch", "after a price rise", "within a week of a complaint", "at year end",
    "when a customer leaves", "during the busy season", "in the first month", "on a Monday",
    "once a project closes", "when the figures fall", "with customers in the room",
    "ahead of the board meeting", "after a failed delivery", "while a case is open",
    "at the start of a quarter", "if a regular customer asks",
)  # fmt: skip
_WHYS = (
    "Customers feel {thing} long before {who} hear of it in a report.",
    "What {who} see for themselves they mend sooner than what they are told.",
    "A rule about {thing} helps a customer only from the day that somebody follows it {when}.",
    "Where {thing} stays as it is for years, people stop mentioning it.",
    "Most of the cost shows up {when}, far from the budget that caused it.",
)
_EVIDENCE = (
    "Minutes of the last three meetings that dealt with {thing}.",
    "Five cases from last month, with what {who} did.",
    "A dated list of changes, and who asked for them.",
    "The figures for two quarters, {when} above all.",
)
_ACTIONS = (
    "Give {thing} one owner, a date for the first result, and half a day a month.",
    "Let {who} spend an hour with customers {when}; collect what they learn on one page.",
    "Put {thing} on the agenda {when}. Stop once two checks in a row find nothing new.",
)
_TAGS = ("stores", "online", "phone", "employees", "suppliers")
_ROLES = ("executive", "manager", "frontline", "employee")
_DIMENSIONS = ("leadership", "people", "insight", "measures", "ease", "loyalty")
_LEVELS = (
    ("No plan", "An idea", "A written plan", "A plan with an owner", "A plan that is reviewed"),
    ("Nobody", "A few people", "Half of the teams", "Most teams", "Every team"),
    ("Not known", "Guessed", "Counted once", "Counted each year", "Counted each month"),
)
_TEXTS = {
    "yesno good": (
        "Can {who} {act} {thing} {when}?",
        "Did {who} {act} {thing} last year {when}?",
        "Is it the job of {who} to {act} {thing} {when}?",
    ),
    "yesno bad": (
        "Do {who} need a second request to {act} {thing} {when}?",
        "Is it left to chance whether {who} {act} {thing} {when}?",
    ),
    "scale practice": ("How established is it that {who} {act} {thing} {when}?",),
    "scale occasion": (
        "How often do {who} {act} {thing} {when}?",
        "In the past twelve months, how often did {who} {act} {thing} {when}?",
    ),
    "scale share": ("What share of {who} {act} {thing} {when}?",),
    "scale agreement": ("Most {who} know how to {act} {thing} {when}.",),
    "levels": ("How far have {who} come with a plan to {act} {thing} {when}?",),
}


def write_shipped(folder: Path) -> list[str]:
    """Copy the shipped banks to a folder, and return their names."""
    for path in banks.shipped().values():
        shutil.copy(path, folder)
    return _names(folder)


def write_banks(folder: Path, number: int) -> list[str]:
    """Write so many banks to a folder, each with other questions, and return their names."""
    for index in range(number):
        text = "".join(_bank(f"bench-{index:04}", QUESTIONS))
        folder.joinpath(f"bench-{index:04}.yaml").write_text(text, encoding="utf-8")
    return _names(folder)


def write_largest(folder: Path) -> list[str]:
    """Write the largest bank that a file may hold to a folder, and return its name."""
    pieces: list[str] = []
    size = 0
    for piece in _bank("bench-largest", LIMIT_NODES // _NODES_A_QUESTION * 2):
        size += len(piece.encode())
        if size > LIMIT_BYTES:
            break
        pieces.append(piece)
    folder.joinpath("largest.yaml").write_text("".join(pieces), encoding="utf-8")
    return _names(folder)


def write_answers(folder: Path, number: int) -> list[str]:
    """Write so many answer files to the core banks to a folder, and return their names."""
    core = banks_of({name: banks.shipped()[name] for name in banks.CORE})
    response = response_to(core)
    for index in range(number):
        text = to_yaml(_shortened(response, index))
        folder.joinpath(f"answers-{index:04}.yaml").write_text(text, encoding="utf-8")
    return _names(folder)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.yaml"))


def _shortened(response: Response, index: int) -> Response:
    """Return a response of another organisation, which left every so manieth question blank."""
    step = 5 + index % 17
    answers = {
        bank: {name: answer for n, (name, answer) in enumerate(given.items(), index) if n % step}
        for bank, given in response.answers.items()
    }
    return replace(response, organisation=f"Bench & Co {index}", answers=answers)


def _bank(identity: str, questions: int) -> Iterator[str]:
    """Yield the text of a bank: its head, then question after question."""
    chance = random.Random(identity)
    is_large = questions > QUESTIONS
    groups = [f"part_{chr(97 + n)}" for n in range(5)]
    yield (
        f"# Generated for the benchmark\ncustcheck: 1\nkind: bank\nid: {identity}\n"
        f'version: "1.{len(identity)}"\ntitle: {chance.choice(_OBJECTS)[4:].capitalize()}\n'
        "language: en\nframework: customer-centricity\ngroups:\n"
        + "".join(f"  - {{id: {group}, title: Part {group[-1].upper()}}}\n" for group in groups)
        + "questions:\n"
    )
    things: list[str] = []
    texts: set[str] = set()
    for number in range(questions):
        things = things or chance.sample(_OBJECTS, len(_OBJECTS))
        yield _question(chance, number, groups, things.pop(), texts, is_large=is_large)


def _question(
    chance: random.Random,
    number: int,
    groups: Sequence[str],
    thing: str,
    texts: set[str],
    *,
    is_large: bool,
) -> str:
    """Return one question as YAML, with a text that is not among ``texts`` and then is."""
    kind = chance.choice(tuple(_TEXTS))
    text = act = ""
    words: dict[str, str] = {}
    while not text or text in texts:
        act = chance.choice(_VERBS)
        words = {"who": chance.choice(_ACTORS), "thing": thing, "when": chance.choice(_WHENS)}
        text = chance.choice(_TEXTS[kind]).format(act=act, **words)
    texts.add(text)
    says = {
        name: " ".join(s.format(**words) for s in chance.sample(choices, 2 if is_large else 1))
        for name, choices in (("why", _WHYS), ("evidence", _EVIDENCE), ("action", _ACTIONS))
    }
    lines = [
        f"  - id: q{number:04}_{act.split()[0]}",
        f"    group: {groups[number % len(groups)]}",
        f"    dimension: {_DIMENSIONS[number % len(_DIMENSIONS)]}",
        *_type_lines(chance, kind),
        *(["    lead: true"] if number < len(groups) else []),
        f"    label: {act.capitalize()} {thing}",
        f"    text: {text}",
        *([f'    wording: {{employee: "{text}"}}'] if number % 4 == 0 else []),
        f"    ask: [{', '.join(chance.sample(_ROLES, 1 + number % 2))}]",
        f'    evidence: "{says["evidence"]}"',
        f"    why: {says['why']}",
        *_action_lines(chance, says["action"]),
        *([f"    tags: [{chance.choice(_TAGS)}]"] if number % 3 == 0 else []),
    ]
    return "\n".join(lines) + "\n"


def _type_lines(chance: random.Random, kind: str) -> list[str]:
    name, _, detail = kind.partition(" ")
    if name == "yesno":
        return ["    type: yesno", f"    yes_is: {detail}"]
    if name == "scale":
        return ["    type: scale", f"    scale: {detail}"]
    labels = chance.choice(_LEVELS)
    options = [f"      - {{value: {n}, label: {label}}}" for n, label in enumerate(labels, 1)]
    return ["    type: levels", "    levels:", *options]


def _action_lines(chance: random.Random, text: str) -> list[str]:
    effort = chance.choice(("quick", "quarter", "heavy"))
    if chance.random() < 0.5:
        return [f'    action: {{effort: {effort}, text: "{text}"}}']
    return ["    action:", f"      effort: {effort}", f'      text: "{text}"']
