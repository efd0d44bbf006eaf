"""Which question, group or dimension a problem lies in, and the line that it stands on."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from custcheck.problem import Place, Position, Problem
from custcheck.source import Source

_BY_ID = ("answers", "banks", "orphaned", "scales", "targets")
"""The mappings whose keys are ids."""


def describe(source: Source, problems: Sequence[Problem]) -> list[Problem]:
    """Return a file's problems with what they lie in and the line that they stand on."""
    if not problems:
        return []
    starts = sorted((source.position(place, key=True), name) for place, name in _things(source))
    return [
        problem
        if problem.position is None
        else replace(
            problem,
            about=_last_before(starts, problem.position),
            excerpt=source.excerpt(problem.position),
        )
        for problem in problems
    ]


def _last_before(starts: Sequence[tuple[Position, str]], position: Position) -> str:
    """Return the name of what starts at a position, or last before it."""
    at = bisect_right(starts, position, key=lambda start: start[0]) - 1
    return starts[at][1] if at >= 0 else ""


def _things(source: Source) -> Iterator[tuple[Place, str]]:
    """Yield the place and the id of all that has one; a key at the top ends what is before it."""
    for key, value in (source.data or {}).items():
        yield (key,), ""
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                name = item.get("id") if isinstance(item, dict) else None
                yield (key, index), name if isinstance(name, str) else ""
        elif key in _BY_ID and isinstance(value, dict):
            for name, inner in value.items():
                yield (key, name), name
                if key == "answers" and isinstance(inner, dict):
                    yield from ((((key, name, question)), question) for question in inner)
