"""Large files, up to 1 MiB, in which an effort that grows with the square would show."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

HEAD = "custcheck: 1\nkind: bank\nid: large\nversion: '1'\ntitle: Large\n"
BANK = f"{HEAD}dimensions: [{{id: d, name: D}}]\n"
ANSWERS = "custcheck: 1\nkind: answers\nanswers:\n  warning-signs:\n"
QUESTION = "  - {{id: q{0}, type: yesno, yes_is: good, dimension: d, text: {1}}}\n"
SMALLEST = f"{BANK}questions:\n{QUESTION.format(0, 'Is it so?')}"

PIECES = {
    "digits": "1",
    "spaces": " ",
    "hard spaces": "\u00a0",
    "numbers": "1 ",
    "dashes": "-",
    "steps": "- ",
    "ranges": "1 to ",
    "limits": "over 9 ",
    "thousands": "1,",
    "never": "never ",
    "not": "not ",
    "nobody": "nobody ",
    "always": "always ",
    "and": "and ",
    "or when": "or when, ",
    "verbs": "collect it and use ",
    "praise": "excellent ",
    "agreement": "strongly agree ",
    "one word": "n",
    "short words": "a b ",
    "question marks": "? ",
    "commas": "a, ",
    "sentences": "Is it so? ",
    "quotes": "' ",
    "stars": "**",
    "underscores": "_",
    "tags": "<a ",
    "entities": "&#1",
    "templates": "{{",
    "links": "[a](",
    "brackets": "[",
    "accents": "\u0301",
    "turtles": "\U0001f422",
}
"""What a text is made of that says it over and over: what rules look for, and what they pass."""


def said(piece: str, before: str, behind: str, size: int) -> str:
    """Return a text in quotes."""
    return f'"{before}{piece * (size // len(piece.encode()))}{behind}"'


def in_a_text(piece: str) -> str:
    """Return a bank with one question that says a piece over and over."""
    text = said(piece, "Do we, when ", "?", size=900_000)
    return f"{BANK}questions:\n{QUESTION.format(0, text)}"


def in_texts(piece: str) -> str:
    """Return a bank with questions that say a piece over and over, each in its way."""
    texts = [
        said(piece, "Is ", "?", size=280_000),
        said(piece, "Is ", " so?", size=280_000),
        said(piece, "Is ", " so and use it?", size=100_000),
        f"Is it?, wording: {{employee: {said(piece, 'Do you ', '?', size=100_000)}}}",
        f"Is this?, why: {said(piece, 'Of ', '', size=100_000)}",
    ]
    roles = "roles: [{id: employee, name: Staff, short: Staff}]\n"
    lines = (QUESTION.format(n, text) for n, text in enumerate(texts))
    return many(lines, f"{BANK}{roles}questions:\n")


def in_labels(piece: str) -> str:
    """Return a bank that says a piece over and over in its labels."""
    text = partial(said, piece, size=150_000)
    labels = ('"1"', text("1", "x"), text("x", ""), '"9"')
    options = ", ".join(f"{{value: {n}, label: {label}}}" for n, label in enumerate(labels))
    return (
        f"{HEAD}dimensions: [{{id: d, name: {text('x', 'x')}}}]\n"
        f"groups: [{{id: g, title: {text('x', 'x')}}}]\nquestions:\n"
        f"  - {{id: l, type: levels, dimension: d, text: How?, levels: [{options}]}}\n"
        + QUESTION.format(1, f"Is it?, group: g, label: {text('1', 'x')}")
    )


def in_answers(piece: str) -> str:
    """Return answers that say a piece over and over."""
    text = partial(said, piece, size=200_000)
    return (
        f"custcheck: 1\nkind: answers\norganisation: {text('x', 'x')}\nanswers:\n"
        f"  warning-signs:\n    pay_below_market: {{answer: no, note: {text('1', 'x')}}}\n"
        f"    cost_over_customers: {text('1', 'x')}\n"
        f"    complaint_unchanged: {{answer: not_applicable, note: {text('x', '')}}}\n"
    )


def many(lines: Iterable[str], head: str = "", tail: str = "") -> str:
    return "".join((head, *lines, tail))


def questions(number: int, text: str = "Is w{0} it?", head: str = BANK) -> str:
    """Return a bank of questions; a text may hold the number of its question."""
    lines = (QUESTION.format(n, text.format(n)) for n in range(number))
    return many(lines, f"{head}questions:\n")


def ladder(label: str, number: int = 7000) -> str:
    """Return a bank with a ladder; a label may hold the number of its level, and the next."""
    levels = (f"{{value: {n}, label: {label.format(n, n + 1)}}}, " for n in range(number))
    start = f"{BANK}questions: [{{id: l, type: levels, dimension: d, text: How?, levels: ["
    return many(levels, start, "]}]\n")


def dimensions(parent: str, number: int = 5000) -> str:
    """Return a bank with dimensions below each other; the parent is told by their number."""
    lines = (
        f"  - {{id: d{n}, name: D, parent: {parent.format(n + 1)}}}\n" for n in range(number - 1)
    )
    last = f"  - {{id: d{number - 1}, name: D}}\n  - {{id: d, name: D}}\n"
    tail = SMALLEST.partition("questions:")[2]
    return many(lines, f"{HEAD}dimensions:\n", f"{last}questions:{tail}")


def commented(comment: str) -> str:
    """Return a bank with a comment on each of its lines, many of them alone."""
    lines = SMALLEST.splitlines()
    size = min(900_000 // len(comment), 12_000)
    return f"{comment}\n" * size + "".join(f"{line} {comment}\n" for line in lines)


STRUCTURES: Mapping[str, Callable[[], str]] = {
    "keys on one line": lambda: many(
        (f"key{'x' * 30}{n}: 1, " for n in range(6000)), "{custcheck: 1, kind: bank, ", "}\n"
    ),
    "answers on one line": lambda: many(
        (f"pay_below_markt_{n}: maybe, " for n in range(6000)),
        "{custcheck: 1, kind: answers, answers: {warning-signs: {",
        "}}}\n",
    ),
    "texts on one line": lambda: (
        BANK
        + "questions: ["
        + ", ".join(
            QUESTION.format(n, f"Do we always collect w{n} and use it?").strip(" -\n")
            for n in range(4000)
        )
        + "]\n"
    ),
    "ignore comments": lambda: commented("# custcheck: ignore[W01] so be it"),
    "ignore comments without a code": lambda: commented("# custcheck: ignore"),
    "ignored codes": lambda: f"# custcheck: ignore[{'W01,' * 15_000}]\n{SMALLEST}",
    "ignored codes, unknown": lambda: f"# custcheck: ignore[{'w0l,' * 6000}]\n{SMALLEST}",
    "open comments": lambda: commented("# custcheck: ignore[" + "W01 " * 5000),
    "spaces": lambda: SMALLEST.replace("title: Large", f"title: Large{' ' * 900_000}# one"),
    "number signs": lambda: f"{SMALLEST}{'# ' * 500_000}\n",
    "questions alike": lambda: questions(4000, "Is kind w{0} sold here in the shop?"),
    "questions the same": lambda: questions(4000, "Is it sold here in the shop?"),
    "questions with faults": lambda: questions(
        2500, "Do we never not always <b>collect  it</b> and use it {0}?"
    ),
    "questions on unknown dimensions": lambda: questions(4000).replace(
        "dimension: d,", "dimension: first_replies_to_a_customer,"
    ),
    "questions of one id": lambda: re.sub("id: q[0-9]+", "id: q", questions(4000)),
    "groups": lambda: many(
        (f"  - {{id: g{n}, title: G}}\n" for n in range(9000)), f"{SMALLEST}groups:\n"
    ),
    "scales": lambda: many(
        (f"  s{n}: [{{value: 1, label: a}}, {{value: 2, label: b}}]\n" for n in range(3500)),
        f"{SMALLEST}scales:\n",
    ),
    "dimensions in a chain": lambda: dimensions("d{0}"),
    "dimensions in rings": lambda: dimensions("d0"),
    "dimensions below one": lambda: dimensions("d4999"),
    "levels": lambda: ladder("Step {0}"),
    "levels that overlap": lambda: ladder("{0} to {1} days"),
    "levels of one label": lambda: ladder("never"),
    "levels told apart by more": lambda: ladder("more of w{0}"),
    "strangers": lambda: many((f"    key{n}: 1\n" for n in range(12_000)), ANSWERS),
    "strangers that are near": lambda: many(
        (f"    pay_below_markt_{n}: yes\n" for n in range(6000)), ANSWERS
    ),
    "unknown banks": lambda: many(
        (f"  warning-sign-{n}: {{a: yes}}\n" for n in range(6000)),
        "custcheck: 1\nkind: answers\nanswers:\n",
    ),
    "unknown targets": lambda: many(
        (f"  leadershi{n}: 80\n" for n in range(6000)),
        f"{ANSWERS}    pay_below_market: yes\ntargets:\n",
    ),
    "keys twice": lambda: many(("    pay_below_market: yes\n" for _ in range(6000)), ANSWERS),
}
PLACES: Mapping[str, Callable[[str], str]] = {
    "a text": in_a_text,
    "texts": in_texts,
    "labels": in_labels,
    "answers": in_answers,
}
FLOODS: Mapping[str, Callable[[], str]] = {
    **STRUCTURES,
    **{
        f"{name} in {place}": partial(filled, piece)
        for place, filled in PLACES.items()
        for name, piece in PIECES.items()
    },
}
