"""The turns of phrase that sentences share."""

import datetime
from collections.abc import Sequence
from fractions import Fraction

from custcheck.model import Effort
from custcheck.scoring import Score, whole

EFFORT = {
    Effort.QUICK: "under a month, no budget",
    Effort.QUARTER: "about a quarter",
    Effort.HEAVY: "needs budget or a new structure",
}


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_in_words(day: datetime.date) -> str:
    """Return a day as reports write it: ``21 November 2026``."""
    return f"{day.day} {month_in_words(day)}"


def month_in_words(day: datetime.date) -> str:
    """Return the month of a day: ``November 2026``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def count(number: int, thing: str, things: str | None = None) -> str:
    """Return a number with its noun: ``1 sign``, ``2 signs``."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def is_are(number: int) -> str:
    """Return the verb that goes with a number."""
    return "is" if number == 1 else "are"


def has_have(number: int) -> str:
    """Return the other verb that goes with a number."""
    return "has" if number == 1 else "have"


def against(gap: int, target: int) -> str:
    """Return a gap in words: ``17 below the target of 70``."""
    if gap == 0:
        return f"exactly the target of {target}"
    return f"{abs(gap)} {'below' if gap < 0 else 'above'} the target of {target}"


def not_enough(score: Score) -> str:
    """Return why a set of questions, or of parts, has no score."""
    if score.applicable == 0:
        return "not applicable" if score.not_applicable else "not asked"
    if score.parts is not None:
        return "not enough parts scored ({} of {})".format(*score.parts)
    if score.answered == score.applicable:
        return f"not enough questions ({score.applicable})"
    return f"not enough answers ({score.answered} of {score.applicable})"


def points_added(adds: Fraction | None) -> str:
    """Return what an action adds: whole points, ``under 1 point`` below a half, or nothing."""
    if adds is None:
        return ""
    if adds < Fraction(1, 2):
        return "under 1 point"
    return f"about {count(whole(adds), 'point')}"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def ended(text: str, mark: str = ".") -> str:
    """Return text with a mark at its end, unless it has one of its own."""
    return text if text.endswith((".", "?", "!", ":", "…")) else text + mark


def lower_first(name: str) -> str:
    """Return a name as it stands inside a sentence; abbreviations keep their capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def upper_first(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]
