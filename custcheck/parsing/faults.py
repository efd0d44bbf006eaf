"""Faults of shape, from pydantic's terms into places and words that people know."""

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from custcheck.catalogue import found
from custcheck.model import LevelsQuestion, ScaleQuestion, YesNoQuestion
from custcheck.parsing.words import (
    REMEDIES,
    expected,
    kind_of,
    named,
    quoted,
    shown,
    type_remedy,
)
from custcheck.problem import Place, Problem
from custcheck.source import Plain, Source
from custcheck.text import did_you_mean, nearest, slug

_QUESTION_TYPES: Mapping[str, type[BaseModel]] = {
    "yesno": YesNoQuestion,
    "scale": ScaleQuestion,
    "levels": LevelsQuestion,
}

_OF_ONE_TYPE = frozenset(("yes_is", "scale", "levels", "reverse", "type"))
"""The keys that depend on a question's type."""


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


def untyped(data: Plain, fault: ErrorDetails) -> Iterator[ErrorDetails]:
    """Yield the other faults of a question whose type is missing or unknown.

    Pydantic stops at the type; what every question has, or may not have, can be told all the same.
    """
    place = fault["loc"][:2]
    item = look_up(data, place)
    if fault["type"] not in {"union_tag_not_found", "union_tag_invalid"} or type(item) is not dict:
        return
    guess = next((t for t in ("levels", "scale") if t in item), "yesno")
    try:
        _QUESTION_TYPES[guess].model_validate({**item, "type": guess})
    except ValidationError as error:
        for other in error.errors(include_url=False):
            if not (len(other["loc"]) == 1 and str(other["loc"][0]) in _OF_ONE_TYPE):
                yield {**other, "loc": (*place, guess, *other["loc"])}


def meant_key(source: Source, fault: ErrorDetails, kind: type[BaseModel]) -> Place | None:
    """Return the place of the key that a misspelt one was clearly meant to be, or None."""
    if fault["type"] != "extra_forbidden":
        return None
    place = place_of(fault)
    key = nearest(str(place[-1]), _known_keys(source, place, kind))
    return None if key is None else (*place[:-1], key)


def problem_of(source: Source, fault: ErrorDetails, kind: type[BaseModel]) -> Problem:
    """Return one of pydantic's errors as a problem with its place and its remedy."""
    place = place_of(fault)
    code, message, remedy = _told(source, fault, place, kind)
    at_key = fault["type"] == "extra_forbidden" or _is_about_key(fault)
    return found(code, source.path, source.position(place, key=at_key), message, remedy)


def _told(
    source: Source, fault: ErrorDetails, place: Place, kind: type[BaseModel]
) -> tuple[str, str, str]:
    """Return the code, the message and the remedy for one fault."""
    name = str(place[-1]) if place else ""
    context = fault.get("ctx", {})
    match fault["type"]:
        case "S04" | "S05" | "S06" | "share" | "language" | "A02":
            return _told_of_ours(fault, place)
        case "missing" if isinstance(place[-1], int):
            parent = str(place[-2])
            return "S04", f"{quoted(parent)} has too few values.", REMEDIES.get(parent, "")
        case "missing" | "union_tag_not_found":
            missing = "type" if fault["type"] == "union_tag_not_found" else name
            return "S02", f'"{missing}" is missing.', REMEDIES.get(missing, f"Add {missing}: …")
        case "extra_forbidden":
            return _unknown_key(source, place, kind)
        case "literal_error" if place in {("custcheck",), ("kind",)}:
            says = f"{name}: {shown(fault['input'])} is not known to this version of custcheck."
            unquoted = ", without quotes" if fault["input"] == "1" else ""
            return "S07", says, f"Write {name}: {context['expected'].strip(chr(39))}{unquoted}."
        case "enum" | "literal_error" | "union_tag_invalid":
            words = (context.get("expected_tags") or context["expected"]).replace("'", "")
            given = look_up(source.data, place)
            if given is None:
                return "S04", f"{named(place)} has no value; it is one of: {words}.", ""
            says = f"{named(place)}: {shown(given)} is not one of: {words}."
            return "S04", says, _nearest_word(given, words)
        case "too_short":
            return "S04", f"{named(place)} is empty.", "List at least one."
        case "too_long" if isinstance(fault["input"], str):
            limit = context["max_length"]
            return "S04", f"{named(place)} is longer than {limit} characters.", "Shorten it."
        case "too_long":
            return "S04", f"{named(place)} has too many values.", REMEDIES.get(name, "")
        case "greater_than_equal" | "less_than_equal":
            return "S04", f"{named(place)}: {_limit(fault)}", ""
        case date if date.startswith("date"):
            says = f"{named(place)}: there is no such date."
            return "S04", says, "Write a day of the calendar as 2026-11-21."
        case other:
            due, value = expected(other), fault["input"]
            says = f"{named(place)} should be {due}, not {kind_of(value)}."
            is_bare = due == "text" and name != "id" and isinstance(value, bool | int | float)
            if is_bare:
                return "S03", says, f'Put it in quotes: "{_as_written(source, place)}".'
            return "S03", says, type_remedy(place, due, value)


def _told_of_ours(fault: ErrorDetails, place: Place) -> tuple[str, str, str]:
    """Return the same for a fault that a type of our own has found."""
    value = fault["input"]
    match fault["type"]:
        case "S05":
            example = slug(str(place[-1]) if _is_about_key(fault) else str(value), "_", 32)
            example = example if example[:1].isalpha() else "first_reply"
            which = named(place) if _is_about_key(fault) else shown(value)
            remedy = f"Ids are for ever; choose one such as {example}."
            return "S05", f"{which} cannot be an id: {fault['msg']}.", remedy
        case "S06":
            remedy = "Write the text, or take the key out if it is optional."
            return "S06", f"{named(place)}: {fault['msg']}.", remedy
        case "S04":
            says = f"{named(place)}: {shown(value)} is not a date."
            return "S04", says, "Write it as 2026-11-21."
        case "language":
            says = f"{named(place)}: {shown(value)} is not the code of a language."
            return "S04", says, "Write a code such as en, or en-GB."
        case "share":
            return "S04", f"{named(place)}: {fault['msg']}.", REMEDIES["share"]
        case _:
            return _no_answer(fault, place)


def _no_answer(fault: ErrorDetails, place: Place) -> tuple[str, str, str]:
    question = quoted(str(place[2]))
    if fault["input"] is None:
        return "A02", f"{question} has no answer.", REMEDIES["answer"]
    says = f"{question}: an answer is one word or number, not {kind_of(fault['input'])}."
    return "A02", says, "Write one answer; a note goes beside it as {answer: …, note: …}."


def _nearest_word(given: Plain, words: str) -> str:
    """Return the nearest allowed word as a hint."""
    return did_you_mean(str(given), words.replace(" or ", ", ").split(", "))


def _limit(fault: ErrorDetails) -> str:
    context = fault.get("ctx", {})
    if fault["type"] == "greater_than_equal":
        return f"{shown(fault['input'])} is below {context['ge']:g}."
    return f"{shown(fault['input'])} is above {context['le']:g}."


def _unknown_key(source: Source, place: Place, kind: type[BaseModel]) -> tuple[str, str, str]:
    key = str(place[-1])
    parent = look_up(source.data, place[:-1])
    is_typed = isinstance(parent, dict) and str(parent.get("type")) in _QUESTION_TYPES
    if place[:1] == ("questions",) and len(place) == 3 and isinstance(parent, dict) and is_typed:
        owners = [name for name, model in _QUESTION_TYPES.items() if key in model.model_fields]
        if owners:
            says = f'"{key}" does not belong to a question of type {parent["type"]}.'
            return "S13", says, f"It belongs to type {' and '.join(owners)}."
    if key != key.strip():
        says = f"The key {quoted(key.strip())} begins or ends with a space that is no plain one."
        return "S01", says, "Delete it, and type a space."
    if look_up(source.data, place) is None and " " in key:
        says = f"A comma ends the text before {quoted(key)}, which is read as a key."
        return "S01", says, "Put the whole text in quotes."
    known = _known_keys(source, place, kind)
    hint = did_you_mean(key, known) or f"Known keys here: {', '.join(known)}."
    return "S01", f"{quoted(key)} is not a known key.", hint


def _known_keys(source: Source, place: Place, kind: type[BaseModel]) -> list[str]:
    """Return the keys that may stand where this one does."""
    parent = look_up(source.data, place[:-1])
    if place[:1] == ("questions",) and len(place) == 3 and isinstance(parent, dict):
        own = _QUESTION_TYPES.get(str(parent.get("type")))
        models = (own,) if own else tuple(_QUESTION_TYPES.values())
        return list(dict.fromkeys(name for model in models for name in model.model_fields))
    model = _model_at(kind, place[:-1])
    return list(model.model_fields) if model else []


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


def _as_written(source: Source, place: Place) -> str:
    """Return a bare word or number as the file has it: 1.10, where its value is 1.1."""
    position = source.position(place)
    line = re.split(r"\r\n|\n|\r", source.text)[position.line - 1]
    return re.split(r"[\s,\]}]", line[position.column - 1 :])[0]
