"""What the interview says, above all line by line: each function returns lines, prints nothing."""

from collections.abc import Iterable, Iterator, Sequence

from custcheck.interview.commands import Command, Give, Grade, Note, Refusal, Skip
from custcheck.interview.state import NOTE_LENGTH, Interview, Item
from custcheck.model import (
    Answer,
    Blank,
    Evidence,
    LoadedBank,
    Option,
    YesNoQuestion,
    minutes,
)

HINTS = (
    "Every answer is saved at once. To leave, type quit; you can go on later.",
    "Answer with an option's key or its words, or with d (don't know), x (not applicable) or "
    "s (skip for now).",
    'Evidence goes after a colon, as in "3: board pack, page 4". For all the rest, type help.',
)
HELP = (
    "Answers: an option's key or its words. d: don't know. x: not applicable, with the reason, "
    "as in: x: we have one product. s: skip for now, or go on.",
    "Evidence: after a colon, as in: 3: board pack, page 4. Or: note TEXT; note alone deletes it.",
    "Then, for the answer on screen, else the one just given: checked, if someone else has seen "
    "the evidence; confirmed, if another role or customers say the same; with a date, as in: "
    "checked 2026-06-30. described takes that back.",
    "Moving: back, forward, go N, review. why tells why a question is asked.",
    "Any question by its id: complaint_unchanged=no",
    "Leaving: quit saves and leaves; finish ends the interview. Short forms: b ? r f q.",
)
REFUSALS = {
    Refusal.NEEDS_REASON: 'Say why it does not apply, as in "x: we have one product".',
    Refusal.NOTE_TOO_LONG: f"A note has at most {NOTE_LENGTH} characters.",
    Refusal.NOTE_WAITS: "Your note waits for an answer. Answer, or type note to delete it.",
    Refusal.NO_NOTE: "There is no note here. Type note and the text.",
    Refusal.NOT_ANSWERED: "Answer the question first. Type back for the one before.",
    Refusal.NOTHING_TO_CHECK: "Only an answer can be checked, and this question has none.",
    Refusal.NO_SUCH_QUESTION: "There is no question with that number.",
    Refusal.NO_QUESTION_HERE: "Open a question first: type its number.",
    Refusal.NOTHING_OPEN: "No question is open. To end, type finish.",
    Refusal.AT_THE_START: "This is the first question.",
    Refusal.ANSWER_OR_SKIP: "Answer this question first, or type s to skip it.",
    Refusal.NOTHING_ANSWERED: "Nothing is answered yet. Type quit to leave.",
    Refusal.IS_FINISHED: "The interview is finished.",
}
NOT_A_PART = "This audit goes on with all its banks: --bank adds some, and leaves none out."
COMMENTS_GO = "custcheck writes this file afresh: comments in it will be lost."
_NAMELESS = "This organisation"
_BLANKS = {Blank.DONT_KNOW: "Don't know", Blank.NOT_APPLICABLE: "Not applicable"}


def time_needed(questions: int) -> str:
    """Return about how long that many questions take."""
    number = minutes(questions)
    return f"about {number} minute{'' if number == 1 else 's'}"


def count(number: int) -> str:
    """Return a number of questions in words."""
    return f"{number} question{'' if number == 1 else 's'}"


def greeting(organisation: str, questions: int) -> str:
    """Return the first line of a new interview."""
    of = f" of {organisation}" if organisation else ""
    return f"Audit{of}: {count(questions)}, {time_needed(questions)}."


def resumed(interview: Interview, organisation: str) -> Iterator[str]:
    """Yield the first lines of an interview that goes on."""
    of = f" {organisation}," if organisation else ""
    yield f"Resumed:{of} {progress(interview)} answered."
    if interview.draft:
        yield f"Unsaved note found: {interview.draft.strip()}"
        yield "It is saved with your answer. To delete it, type note."


def renamed(before: str, now: str) -> str:
    """Return that an audit got another name."""
    return f"Renamed: {before or _NAMELESS} is now {now or _NAMELESS}."


def added(banks: Iterable[LoadedBank]) -> str:
    """Return which banks an audit has grown by."""
    return f"Added to this audit: {', '.join(bank.bank.title for bank in banks)}."


def progress(interview: Interview) -> str:
    """Return how far the interview is."""
    total = len(interview.items)
    return f"{total - len(interview.open)} of {total}"


def heading(interview: Interview) -> str:
    """Return the line above the first question of a bank or group."""
    item = interview.item
    title, group = item.bank.bank.title, item.bank.group_title(item.question)
    parts = {_part(other) for other in interview.items if other.key[0] == item.key[0]}
    return f"{title}." if group == title or len(parts) == 1 else f"{title}: {group}."


def question(interview: Interview) -> Iterator[str]:
    """Yield a question with its options, as its respondent should read it."""
    item = interview.item
    number, of = place_in_part(interview)
    place = f" {item.bank.group_title(item.question)}, {number} of {of}." if of > 1 else ""
    text = item.bank.wording(item.question, interview.role)
    yield f"Question {interview.position + 1} of {len(interview.items)}.{place} {text}"
    if interview.role is None and item.question.ask:
        yield f"  Best witness: {item.bank.framework.role_name(item.question.ask[0])}."
    if isinstance(item.question, YesNoQuestion):
        yield "  y = Yes, n = No"
    else:
        for key, option in item.options.items():
            yield f"  {key} = {option.label}{f': {option.help}' if option.help else ''}"
    if (answer := interview.answer) is not None:
        yield f"Current answer: {said(answer)}.{backing(answer)}"


def place_in_part(interview: Interview) -> tuple[int, int]:
    """Return which question of its bank or group this is, from 1, and how many that asks."""
    part = _part(interview.item)
    alike = [item.key for item in interview.items if _part(item) == part]
    return alike.index(interview.item.key) + 1, len(alike)


def _part(item: Item) -> tuple[str, str | None]:
    return item.key[0], item.question.group


def starts_part(interview: Interview, before: Item | None) -> bool:
    """Tell whether the question belongs to another bank or group than the one shown before."""
    return before is None or _part(before) != _part(interview.item)


def said(answer: Answer) -> str:
    """Return an answer in words."""
    choice = answer.choice
    return choice.label if isinstance(choice, Option) else _BLANKS[choice]


def kind_of_note(answer: Answer) -> str:
    """Return what the note of an answer is."""
    match answer.choice:
        case Blank.NOT_APPLICABLE:
            return "Reason"
        case Blank.DONT_KNOW:
            return "Note"
        case _:
            return "Evidence"


def backing(answer: Answer) -> str:
    """Return what backs an answer, in words that follow it; nothing where nothing does."""
    what = kind_of_note(answer)
    note = f" {what}: {answer.note.rstrip('.')}." if answer.note else ""
    match answer.evidence:
        case Evidence.CHECKED | Evidence.CONFIRMED as grade:
            on = f" on {answer.checked_on.isoformat()}" if answer.checked_on else ""
            return f"{note} {grade.value.capitalize()}{on}."
        case _:
            return note


def why(item: Item) -> Iterator[str]:
    """Yield why a question is asked, and what would back an answer."""
    yield f"Why: {item.question.why or 'the bank gives no reason.'}"
    if item.question.evidence:
        yield f"Good evidence: {item.question.evidence}"
    if len(item.question.ask) > 1:
        names = map(item.bank.framework.role_name, item.question.ask)
        yield f"Who can tell, the best witness first: {', '.join(names)}."


def recorded(before: Interview, command: Command, after: Interview) -> str:
    """Return what a command did, or nothing where the next thing on screen shows it."""
    match command:
        case Give(_, note, key):
            place = _position(before, key)
            answer = after.answers[after.items[place].key]
            what = kind_of_note(answer)
            saved = f" {what} saved." if note or (before.draft and place == before.position) else ""
            return f"Recorded: {place + 1}, {said(answer)}.{saved}"
        case Skip(key):
            place = _position(before, key)
            is_open = before.items[place].key not in before.answers
            return f"Skipped: {place + 1}. It stays open." if is_open else ""
        case Note(text):
            if not text:
                return "Note deleted."
            return "Note saved." if before.answer else "Note kept. It is saved with your answer."
        case Grade(evidence, on, key):
            when = f" on {on.isoformat()}" if on else ""
            place = _position(before, key or before.to_grade)
            return f"Recorded: {place + 1}, {evidence.value}{when}."
        case _:
            return ""


def _position(interview: Interview, key: tuple[str, str] | None) -> int:
    if key is None:
        return interview.position
    return [item.key for item in interview.items].index(key)


def review(interview: Interview) -> Iterator[str]:
    """Yield all answers, a line each, and what is still open."""
    for number, item in enumerate(interview.items, start=1):
        answer = interview.answers.get(item.key)
        says = f"{said(answer)}.{backing(answer)}" if answer else "OPEN."
        yield f"  {number}. {item.question.name.rstrip('.')} - {says}"
    yield from brief_review(interview)


def brief_review(interview: Interview) -> Iterator[str]:
    """Yield what is answered and what is open, for those who have just seen all answers."""
    yield f"Review: {summary(interview)}."
    if interview.open:
        yield f"Open: {numbers(interview)}."
    yield "To change an answer, type its number. To see all, type review. To end, type finish."
    if interview.open:
        yield "To go on with the open ones, type forward."


def span(keys: Sequence[str]) -> str:
    """Return keys in words, such as ``1 to 5``."""
    together = [str(n) for n in range(int(keys[0]), int(keys[0]) + len(keys))]
    is_run = list(keys) == together and len(keys) > 2
    return f"{keys[0]} to {keys[-1]}" if is_run else ", ".join(keys)


def summary(interview: Interview) -> str:
    """Return how many answers of each kind there are."""
    return ", ".join(summary_parts(interview))


def summary_parts(interview: Interview) -> list[str]:
    """Return how many answers of each kind there are, each kind by itself."""
    choices = [
        interview.answers[item.key].choice
        for item in interview.items
        if item.key in interview.answers
    ]
    blanks = [(blank, choices.count(blank)) for blank in Blank]
    parts = [f"{len(choices) - sum(n for _, n in blanks)} answered"]
    parts += [f"{n} {_BLANKS[blank].lower()}" for blank, n in blanks if n]
    return [*parts, f"{len(interview.open)} open"]


def numbers(interview: Interview) -> str:
    """Return the numbers of the open questions, such as ``3, 5 to 8``."""
    runs: list[tuple[int, int]] = []
    for place in interview.open:
        if runs and runs[-1][1] == place:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place + 1, place + 1))
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in runs)


def warning(interview: Interview) -> str:
    """Return what finishing with open questions means."""
    questions = count(len(interview.open)).replace(" ", " open ", 1)
    return (
        f"{questions} ({numbers(interview)}) will show as not answered. Type finish again to end."
    )


def goodbye(path: str) -> str:
    """Return the last sentence of an interview."""
    return f"Finished, thank you. Saved in {path}"


def report_in(path: str) -> str:
    """Return where a report was written."""
    return f"Report in {path}."
