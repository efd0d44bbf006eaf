"""From a marked tree to the model, collecting every problem of shape."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from custcheck.catalogue import found
from custcheck.model import AnswerFile, Bank, Framework
from custcheck.parsing.faults import look_up, meant_key, place_of, problem_of, untyped
from custcheck.problem import Place, Problem
from custcheck.source import Plain, Source

Parsed = TypeVar("Parsed", bound=BaseModel)

KINDS: Mapping[str, type[BaseModel]] = {
    "framework": Framework,
    "bank": Bank,
    "answers": AnswerFile,
}
_NAMES = {"framework": "a framework", "bank": "a bank", "answers": "answers"}
_STAND_INS = {"id": "unnamed", "version": "0", "title": "Untitled"}
_FILLERS: Mapping[type[BaseModel], Mapping[str, Plain]] = {
    Framework: {"dimensions": ({"id": "unnamed", "name": "Unnamed"},)},
    Bank: {
        "questions": (
            {
                "id": "unnamed",
                "type": "yesno",
                "yes_is": "good",
                "text": "Unnamed",
                "dimension": "unnamed",
            },
        )
    },
    AnswerFile: {},
}
"""What stands in where every item has a fault: the types ask for one at least."""


@dataclass(frozen=True, slots=True)
class Parse(Generic[Parsed]):
    """What became of a source: the value, perhaps in part, and every problem met."""

    value: Parsed | None
    """What could be read; lists leave out what could not. None when nothing could."""
    problems: tuple[Problem, ...]
    moved: Mapping[Place, Place]
    """Where the items of ``value`` stand in the file, for those behind a left-out one."""

    def origin(self, place: Place) -> Place:
        """Return the place in the file of a place in ``value``."""
        for size in range(len(place), 0, -1):
            if place[:size] in self.moved:
                return self.moved[place[:size]] + place[size:]
        return place


def parse_as(kind: type[Parsed], source: Source) -> Parse[Parsed]:
    """Build the frozen value that a source describes.

    Every fault becomes a problem; the items without one still make a value, so that what they
    refer to can be checked in the same run.
    """
    if source.data is None:
        return Parse(None, source.problems, {})
    if other := _other_kind(kind, source):
        return Parse(None, (*source.problems, other), {})
    try:
        return Parse(kind.model_validate(source.data), source.problems, {})
    except ValidationError as error:
        faults = error.errors(include_url=False)
    faults += [other for fault in faults for other in untyped(source.data, fault)]
    problems = _problems(source, faults, kind)
    guilty = {problem.position for problem in problems}
    # A "yes" where true is due needs one remedy, and it is not to put it in quotes.
    as_yaml = tuple(p for p in source.problems if p.code != "Y11" or p.position not in guilty)
    data, moved = _without(source.data, {place_of(fault) for fault in faults})
    return Parse(_in_part(kind, data), as_yaml + problems, moved)


def _problems(
    source: Source, faults: Sequence[ErrorDetails], kind: type[BaseModel]
) -> tuple[Problem, ...]:
    """Return each fault as a problem, and none that only echoes another.

    A key that is misspelt is not missing too.
    """
    meant = {meant_key(source, fault, kind) for fault in faults}
    return tuple(
        problem_of(source, fault, kind)
        for fault in faults
        if _is_real(source, fault)
        and not (fault["type"] == "missing" and place_of(fault) in meant)
        and not (fault["type"] == "union_tag_not_found" and (*place_of(fault), "type") in meant)
    )


def _in_part(kind: type[Parsed], data: dict[str, Plain]) -> Parsed | None:
    """Build a value from what has no fault; None when too little is left."""
    if kind is not AnswerFile:
        data = {**_STAND_INS, **data}
    emptied = {key: item for key, item in _FILLERS[kind].items() if not data.get(key)}
    try:
        value = kind.model_validate(data | emptied)
    except ValidationError:
        return None
    return value.model_copy(update=dict.fromkeys(emptied, ()))


def _other_kind(kind: type[BaseModel], source: Source) -> Problem | None:
    """Return what is wrong with a file of another kind; its every key would be a fault."""
    given = (source.data or {}).get("kind")
    if not isinstance(given, str) or KINDS.get(given, kind) is kind:
        return None
    wanted = next(name for name, model in KINDS.items() if model is kind)
    says = f"This file holds {_NAMES[given]}; {_NAMES[wanted]} should stand here."
    remedy = f"Name a file of kind: {wanted}. Banks go with --bank, answers with --answers."
    return found("S07", source.path, source.position(("kind",)), says, remedy)


def _is_real(source: Source, fault: ErrorDetails) -> bool:
    """Tell a fault from its echo.

    Pydantic calls a list too short when its items were faulty; infinity is Y13 already.
    """
    if isinstance(fault["input"], float) and not math.isfinite(fault["input"]):
        return False
    if fault["type"] != "too_short":
        return True
    value = look_up(source.data, place_of(fault))
    return isinstance(value, tuple) and len(value) < fault["ctx"]["min_length"]


def _without(
    data: dict[str, Plain], places: set[Place]
) -> tuple[dict[str, Plain], dict[Place, Place]]:
    """Return the data without the items that hold a fault, and where the others came from."""
    bad_items = {place[:2] for place in places if len(place) > 1}
    bad_answers = {place[:3] for place in places if len(place) > 2}
    bad_keys = {str(place[0]) for place in places if len(place) == 1}
    kept: dict[str, Plain] = {}
    moved: dict[Place, Place] = {}
    for key, value in data.items():
        if key in bad_keys:
            continue
        if isinstance(value, tuple):
            indices = [i for i in range(len(value)) if (key, i) not in bad_items]
            moved |= {(key, new): (key, old) for new, old in enumerate(indices) if new != old}
            kept[key] = tuple(value[i] for i in indices)
        elif key in {"answers", "orphaned"} and isinstance(value, dict):
            kept[key] = {
                name: {q: entry for q, entry in item.items() if (key, name, q) not in bad_answers}
                for name, item in value.items()
                if isinstance(item, dict)
            }
        elif isinstance(value, dict):
            kept[key] = {name: item for name, item in value.items() if (key, name) not in bad_items}
        else:
            kept[key] = value
    return kept, moved
