"""What ``custcheck audit`` was asked for."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from custcheck.errors import InputError
from custcheck.model import Framework
from custcheck.reports import Format
from custcheck.text import clean, did_you_mean, whole_points


@dataclass(frozen=True, slots=True)
class Options:
    """What ``custcheck audit`` was asked for, as typed."""

    name: str | None
    banks: tuple[str, ...]
    all_banks: bool
    quick: bool
    role: str | None
    organisation: str | None
    answers: str | None
    file: Path | None
    resume: bool
    new: bool
    no_input: bool
    targets: tuple[str, ...]
    format: Format
    output: Path | None
    full: bool
    explain: str | None
    fail_under: int | None
    date: datetime.date | None
    plain: bool


def parse_targets(
    given: Sequence[str], frameworks: Sequence[Framework]
) -> tuple[int | None, dict[str, int]]:
    """Return the target for the whole, and those of single dimensions.

    Raises:
        InputError: for a target that is not 0 to 100, or a dimension that does not exist.
    """
    overall: int | None = None
    own: dict[str, int] = {}
    known = list(dict.fromkeys(d.id for f in frameworks for d in f.dimensions))
    for text in given:
        name, equals, number = text.rpartition("=")
        points = whole_points(number)
        if points is None:
            raise InputError(f"--target {clean(text)}: a target is a whole number from 0 to 100.")
        if not equals:
            overall = points
        elif name in known:
            own[name] = points
        else:
            hint = did_you_mean(name, known) or f"Dimensions: {', '.join(known)}."
            raise InputError(f'--target: there is no dimension "{clean(name)}". {hint}')
    return overall, own
