"""A gap is one profile held against another: R6 of the scoring notes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """How far one thing lies from its reference, in whole points."""

    id: str
    reference: int
    observed: int | None
    """None when there are not enough answers."""

    @property
    def points(self) -> int | None:
        """Observed minus reference: below 0 is short of it; None when nothing was observed."""
        return None if self.observed is None else self.observed - self.reference


def compare(reference: Mapping[str, int], observed: Mapping[str, int | None]) -> tuple[Gap, ...]:
    """Hold a profile against another, in the reference's order.

    Serves targets against today, one role against another, last year against this year.
    """
    return tuple(Gap(name, points, observed.get(name)) for name, points in reference.items())


def furthest_below_first(gaps: Mapping[str, Gap]) -> list[str]:
    """Return the names with the deepest gap first and those without a score last."""

    def depth(name: str) -> tuple[bool, int]:
        points = gaps[name].points
        return points is None, points or 0

    return sorted(gaps, key=depth)
