"""What ``--fail-under`` and ``--fail-on`` ask for, read before anything is asked or assessed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from custcheck.errors import InputError
from custcheck.text import clean, did_you_mean, whole_points

CLEAR_CHANGE = 3
"""Points from which on a change counts as one."""


class Trouble(Enum):
    """What ``--fail-on`` can be asked for."""

    MAJORITY = "majority"
    BLOCKING = "blocking"
    INTEGRITY = "integrity"
    REGRESSION = "regression"


@dataclass(frozen=True, slots=True)
class FailUnder:
    """A lowest score, for the whole or for one dimension."""

    points: int
    dimension: str | None = None

    def __str__(self) -> str:
        of = f"{self.dimension}=" if self.dimension else ""
        return f"--fail-under {of}{self.points}"


@dataclass(frozen=True, slots=True)
class FailOn:
    """A trouble that is not to be there."""

    trouble: Trouble
    points: int = CLEAR_CHANGE
    """How many points lost are a regression."""

    def __str__(self) -> str:
        is_own = self.trouble is Trouble.REGRESSION and self.points != CLEAR_CHANGE
        return f"--fail-on {self.trouble.value}{f':{self.points}' if is_own else ''}"


def parse_fail_under(text: str) -> FailUnder:
    """Return the gate that ``N`` or ``DIM=N`` asks for.

    Raises:
        InputError: for anything that is not a whole number from 0 to 100.
    """
    text = _as_seen(text)
    name, equals, number = text.rpartition("=")
    points = whole_points(number)
    if points is None or (equals and not name):
        raise InputError(f"--fail-under {text}: write a whole number from 0 to 100, or DIM=N.")
    return FailUnder(points, name or None)


def parse_fail_on(text: str) -> FailOn:
    """Return the gate that a trouble's name asks for; a regression may name its points.

    Raises:
        InputError: for any other trouble, for points of one that has none, and for points that
            are not a whole number from 1 to 100.
    """
    text = _as_seen(text)
    name, colon, number = text.partition(":")
    known = {trouble.value: trouble for trouble in Trouble}
    if name not in known:
        hint = did_you_mean(name, known) or f"Choose from {', '.join(known)}."
        raise InputError(f'--fail-on: there is no "{name}". {hint}')
    if not colon:
        return FailOn(known[name])
    if known[name] is not Trouble.REGRESSION:
        raise InputError(f"--fail-on {text}: only a regression has points, as in regression:5.")
    points = whole_points(number)
    if not points:
        raise InputError(
            f"--fail-on {text}: write a whole number of points from 1 to 100, as in regression:5."
        )
    return FailOn(known[name], points)


def _as_seen(text: str) -> str:
    """Return a gate without the characters that nobody sees, which a pasted one brings along."""
    return "".join(char for char in clean(text) if unicodedata.category(char) != "Cf")


def conditions(under: Sequence[str], on: Sequence[str]) -> tuple[FailUnder | FailOn, ...]:
    """Return the gates that the two options ask for, in their order.

    Raises:
        InputError: for one that is not written as it must be.
    """
    return (*map(parse_fail_under, under), *map(parse_fail_on, on))
