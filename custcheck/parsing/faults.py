"""Faults of shape, from pydantic's terms into places and words that people know."""

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from custcheck.catalogue import found
from custcheck.model import LevelsQuestion, ScaleQuestion, YesNoQuestion
from custcheck.problem import Place, Problem
from custcheck.source import Plain, Source
from custcheck.text import clean, did_you_mean

_QUESTION_TYPES: Mapping[str, type[BaseModel]] = {
    "yesno": YesNoQuestion,
    "scale": ScaleQuestion,
    "levels": LevelsQuestion,
}
_BOOLEANS = {
    **dict.fromkeys(("yes", "on", "true", "y"), "true"),
    **dict.fromkeys(("no", "off", "false", "n"), "false"),
}
_REMEDIES = {
    "yes_is": "Add yes_is: good or yes_is: bad; there is no default.",
    "type": "Add type: yesno, type: scale or type: levels.",
    "custcheck": "Add the line custcheck: 1 at the top.",
    "kind": "Add kind: bank, kind: framework or kind: answers.",
    "version": 'Add version: "1.0".',
    "scale": "Name a scale, such as scale: agreement.",
    "levels": "List the levels, worst first, each with a value and a label.",
    "dimension": "Name the dimension that the question tells about.",
    "action": "Write action: {effort: quick, text: …}.",
    "answers": "Below answers: stands a bank, and below that its questions with their answers.",
    "targets": "Write targets: {leadership: 80}.",
    "sha256": "Copy it from a file that custcheck saved, or take banks: out.",
    "answer": "Write answer: and the answer, or take the whole entry out.",
    "blocking": "A yes/no question takes blocking: true, the others blocking: {at_most: 2}.",
    "share": "Write two whole numbers, such as share: [2, 3].",
}


def place_of(fault: ErrorDetails) -> Place:
    """Return a fault's place in the file: pydantic's, less what it adds of its own."""
    loc = fault["loc"]
    if len(loc) > 2 and loc[0] == "questions" and loc[2] in _QUESTION_TYPES:
        loc = loc[:2] + loc[3:]
    if fault["type"] == "union_tag_invalid":
        return (*loc, "type")
    return loc[:-1] if _is_about_key(fault) else loc


def _is_about_key(fault: ErrorDetails) -> bool:
    """Tell whether the fault lies in a key that the file may choose, such as a scale's name."""
    return fault["loc"][-1:] == ("[key]",)


def look_up(data: Plain, place: Place) -> Plain:
    """Return what stands at a place, or None."""
    for step in place:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, tuple) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def problem_of(source: Source, fault: ErrorDetails, kind: type[BaseModel]) -> Problem:
    """Return one of pydantic's errors as a problem with its place and its remedy."""
    place = place_of(fault)
    code, message, remedy = _words(source, fault, place, kind)
    at_key = fault["type"] == "extra_forbidden" or _is_about_key(fault)
    return found(code, source.path, source.position(place, key=at_key), message, remedy)


def _words(
    source: Source, fault: ErrorDetails, place: Place, kind: type[BaseModel]
) -> tuple[str, str, str]:
    """Return the code, the message and the remedy for one fault."""
    name = str(place[-1]) if place else ""
    context = fault.get("ctx", {})
    match fault["type"]:
        case "S05":
            remedy = "Ids are for ever; choose one such as first_reply."
            which = _named(place) if _is_about_key(fault) else _shown(fault["input"])
            return "S05", f"{which} cannot be an id: {fault['msg']}.", remedy
        case "S06":
            remedy = "Write the text, or take the key out if it is optional."
            return "S06", f"{_named(place)}: {fault['msg']}.", remedy
        case "S04":
            says = f"{_named(place)}: {_shown(fault['input'])} is not a date."
            return "S04", says, "Write it as 2026-11-21."
        case "share":
            return "S04", f"{_named(place)}: {fault['msg']}.", _REMEDIES["share"]
        case "A02":
            return _no_answer(fault, place)
        case "missing" if isinstance(place[-1], int):
            parent = str(place[-2])
            return "S04", f"{_quoted(parent)} has too few values.", _REMEDIES.get(parent, "")
        case "missing" | "union_tag_not_found":
            missing = "type" if fault["type"] == "union_tag_not_found" else name
            return "S02", f'"{missing}" is missing.', _REMEDIES.get(missing, f"Add {missing}: …")
        case "extra_forbidden":
            return _unknown_key(source, place, kind)
        case "literal_error" if place in {("custcheck",), ("kind",)}:
            says = f"{name}: {_shown(fault['input'])} is not known to this version of custcheck."
            unquoted = ", without quotes" if fault["input"] == "1" else ""
            return "S07", says, f"Write {name}: {context['expected'].strip(chr(39))}{unquoted}."
        case "enum" | "literal_error" | "union_tag_invalid":
            words = (context.get("expected_tags") or context["expected"]).replace("'", "")
            given = look_up(source.data, place)
            if given is None:
                return "S04", f"{_named(place)} has no value; it is one of: {words}.", ""
            says = f"{_named(place)}: {_shown(given)} is not one of: {words}."
            return "S04", says, _nearest_word(given, words)
        case "too_short":
            return "S04", f"{_named(place)} is empty.", "List at least one."
        case "too_long" if isinstance(fault["input"], str):
            limit = context["max_length"]
            return "S04", f"{_named(place)} is longer than {limit} characters.", "Shorten it."
        case "too_long":
            return "S04", f"{_named(place)} has too many values.", _REMEDIES.get(name, "")
        case "greater_than_equal" | "less_than_equal":
            return "S04", f"{_named(place)}: {_limit(fault)}", ""
        case date if date.startswith("date"):
            says = f"{_named(place)}: there is no such date."
            return "S04", says, "Write a day of the calendar as 2026-11-21."
        case _:
            expected, given = _expected(fault["type"]), fault["input"]
            says = f"{_named(place)} should be {expected}, not {_kind_of(given)}."
            if expected == "text" and isinstance(given, bool | int | float):
                return "S03", says, f'Put it in quotes: "{_as_written(source, place)}".'
            return "S03", says, _type_remedy(name, expected, given)


def _no_answer(fault: ErrorDetails, place: Place) -> tuple[str, str, str]:
    question = _quoted(str(place[2]))
    if fault["input"] is None:
        return "A02", f"{question} has no answer.", _REMEDIES["answer"]
    says = f"{question}: an answer is one word or number, not {_kind_of(fault['input'])}."
    return "A02", says, "Write one answer; a note goes beside it as {answer: …, note: …}."


def _nearest_word(given: Plain, words: str) -> str:
    """Return the nearest allowed word as a hint."""
    return did_you_mean(str(given), words.replace(" or ", ", ").split(", "))


def _limit(fault: ErrorDetails) -> str:
    context = fault.get("ctx", {})
    if fault["type"] == "greater_than_equal":
        return f"{_shown(fault['input'])} is below {context['ge']:g}."
    return f"{_shown(fault['input'])} is above {context['le']:g}."


def _unknown_key(source: Source, place: Place, kind: type[BaseModel]) -> tuple[str, str, str]:
    key = str(place[-1])
    parent = look_up(source.data, place[:-1])
    known: dict[str, None] = {}
    if place[:1] == ("questions",) and len(place) == 3 and isinstance(parent, dict):
        own = _QUESTION_TYPES[str(parent["type"])]
        owners = [name for name, model in _QUESTION_TYPES.items() if key in model.model_fields]
        if owners:
            says = f'"{key}" does not belong to a question of type {parent["type"]}.'
            return "S13", says, f"It belongs to type {' and '.join(owners)}."
        known |= dict.fromkeys(own.model_fields)
    elif model := _model_at(kind, place[:-1]):
        known |= dict.fromkeys(model.model_fields)
    hint = did_you_mean(key, known) or f"Known keys here: {', '.join(known)}."
    return "S01", f"{_quoted(key)} is not a known key.", hint


def _model_at(kind: type[BaseModel], place: Place) -> type[BaseModel] | None:
    """Return the model whose keys stand at a place, followed through the types' own fields."""
    models = [kind]
    for step in place:
        if isinstance(step, int):
            continue
        fields = [m.model_fields[step].annotation for m in models if step in m.model_fields]
        models = [m for field in fields for m in _models_in(field)] or models
    return models[-1] if models else None


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)
    if hasattr(annotation, "__metadata__"):
        yield from _models_in(getattr(annotation, "__origin__", None))


def _expected(error_type: str) -> str:
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


def _kind_of(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return f"{str(value).lower()} (true or false)"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {_shown(value)}"
        case tuple():
            return "a list"
        case _:
            return "a mapping"


def _type_remedy(name: str, expected: str, given: object) -> str:
    if name in {"ask", "tags", "admits", "sources"} and isinstance(given, str | int | float):
        return f"Put it in brackets: [{_shown(given).strip(chr(34))}]."
    if expected == "true or false" and isinstance(given, str) and given.casefold() in _BOOLEANS:
        return f"Write {name}: {_BOOLEANS[given.casefold()]}."
    if expected in {"a number", "a whole number"} and isinstance(given, str) and given.isdigit():
        return f"Write it without quotes: {given}."
    entries = 'Start each of its entries on a line of its own with "- ".'
    return _REMEDIES.get(name, entries if expected == "a list" else "")


def _as_written(source: Source, place: Place) -> str:
    """Return a bare word or number as the file has it: 1.10, where its value is 1.1."""
    position = source.position(place)
    line = re.split(r"\r\n|\n|\r", source.text)[position.line - 1]
    return re.split(r"[\s,\]}]", line[position.column - 1 :])[0]


def _named(place: Place) -> str:
    """Return what a message calls a place: its key, or its number in a list."""
    if isinstance(place[-1], int):
        return f"Number {place[-1] + 1} in {_quoted(str(place[-2]))}"
    return _quoted(str(place[-1]))


def _quoted(name: str) -> str:
    return f'"{clean(name)[:60]}"'


def _shown(value: object) -> str:
    """Return a value as a message shows it: short, in quotes; of a list only what it is."""
    if isinstance(value, tuple | dict):
        return _kind_of(value)
    text = clean(str(value).lower() if isinstance(value, bool) else str(value))
    return f'"{text[:57]}…"' if len(text) > 58 else f'"{text}"'
