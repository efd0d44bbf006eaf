"""The words for what is wrong with a value: what was due, what is there, what to write."""

import re

from custcheck.problem import Place
from custcheck.text import clean, short, slug

_BOOLEANS = {
    **dict.fromkeys(("yes", "on", "true", "y"), "true"),
    **dict.fromkeys(("no", "off", "false", "n"), "false"),
}
REMEDIES = {
    "yes_is": "Add yes_is: good or yes_is: bad; there is no default.",
    "type": "Add type: yesno, type: scale or type: levels.",
    "custcheck": "Add the line custcheck: 1 at the top.",
    "kind": "Add kind: bank, kind: framework or kind: answers.",
    "version": 'Add version: "1.0".',
    "scale": "Name a scale of the bank or of its framework.",
    "levels": "List the levels, worst first, each with a value and a label.",
    "dimension": "Name the dimension that the question tells about.",
    "effort": "Add effort: quick, effort: quarter or effort: heavy.",
    "value": "Add value: and a number; values rise from the first option to the last.",
    "action": "Write action: {effort: quick, text: …}.",
    "answers": "Below answers: stands a bank, and below that its questions with their answers.",
    "targets": "Write targets: {leadership: 80}.",
    "sha256": "Copy it from a file that custcheck saved, or take banks: out.",
    "answer": "Write answer: and the answer, or take the whole entry out.",
    "blocking": "A yes/no question takes blocking: true, the others blocking: {at_most: 2}.",
    "share": "Write two whole numbers, such as share: [2, 3].",
}
_NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*%?")


def expected(error_type: str) -> str:
    """Return what should stand where pydantic finds an error of this type."""
    for start, words in (
        ("string", "text"),
        ("int", "a whole number"),
        ("float", "a number"),
        ("bool", "true or false"),
        ("tuple", "a list"),
        ("dict", "a mapping"),
        ("mapping", "a mapping"),
        ("model", "a mapping"),
    ):
        if error_type.startswith(start):
            return words
    return "something else"


def kind_of(value: object) -> str:
    """Return what a value is, with what it says where that is short."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f"{str(value).lower()} (true or false)"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {shown(value)}"
        case tuple():
            return "a list"
        case _:
            return "a mapping"


def type_remedy(place: Place, expected: str, given: object) -> str:
    """Return how to write a value that has the wrong type; empty where the message says it."""
    name = str(place[-1])
    if expected == "text" and name == "id":
        return f"Begin it with a letter, such as q{slug(str(given), '_')}."
    if place[0] == "scales" or "levels" in place[-2:-1]:
        return f"Write it as {{value: 1, label: {shown(given)}}}." if type(given) is str else ""
    if name in {"ask", "tags", "admits", "sources"} and isinstance(given, str | int | float):
        return f"Put it in brackets: [{shown(given).strip(chr(34))}]."
    if expected == "true or false" and isinstance(given, str) and given.casefold() in _BOOLEANS:
        return f"Write {name}: {_BOOLEANS[given.casefold()]}."
    number = _NUMBER.fullmatch(given.strip()) if isinstance(given, str) else None
    if number and expected in {"a number", "a whole number"}:
        return f"Write {number[1].replace(',', '.')}, without quotes, percent sign or comma."
    entries = 'Start each of its entries on a line of its own with "- ".'
    return REMEDIES.get(name, entries if expected == "a list" else "")


def named(place: Place) -> str:
    """Return what a message calls a place: its key, or its number in a list."""
    if isinstance(place[-1], int):
        return f"Number {place[-1] + 1} in {quoted(str(place[-2]))}"
    return quoted(str(place[-1]))


def quoted(name: str) -> str:
    """Return a name in quotes, safe to print, and not long."""
    return f'"{short(name)}"'


def shown(value: object) -> str:
    """Return a value as a message shows it: short, in quotes; of a list only what it is."""
    if isinstance(value, tuple | dict):
        return kind_of(value)
    text = clean(str(value).lower() if isinstance(value, bool) else str(value))
    return f'"{text[:57]}…"' if len(text) > 58 else f'"{text}"'
