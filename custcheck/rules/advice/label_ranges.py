"""P: labels that name ranges of numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from custcheck.model import Option
from custcheck.rules.fault import Fault, Subject

_N = r"[$€£]?\s?(\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?)\s*"
_UNIT = r"(%|per cent|percent|[a-z]+)?"
_LONGEST = 80
"""A longer label is more than a range."""
_DIGIT = re.compile(r"\d")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_OPEN = (
    (rf"(?:under|below|less than|fewer than|<)\s*{_N}{_UNIT}", False, True),
    (rf"(?:up to|at most|no more than|within|≤|<=)\s*{_N}{_UNIT}", False, False),
    (rf"{_N}{_UNIT}\s*(?:or|and) (?:less|fewer|below|under)", False, False),
    (rf"(?:over|above|more than|>)\s*{_N}{_UNIT}", True, True),
    (rf"(?:at least|≥|>=)\s*{_N}{_UNIT}", True, False),
    (rf"{_N}{_UNIT}\s*(?:(?:or|and) (?:more|over|above)|\+)", True, False),
)
"""What a range with one end looks like, whether that is its low end, and whether it is left out."""
_BETWEEN = (
    rf"(?:from |between )?(over |above |more than )?{_N}{_UNIT}\s*"
    rf"(?:[-\u2013\u2014]|to|and|up to|,\s*up to)\s*(under |below |less than )?{_N}{_UNIT}"
)
_ALONE = rf"{_N}{_UNIT}"


@dataclass(frozen=True, slots=True)
class _Range:
    """What a label with numbers covers, in the smallest steps that the labels use."""

    index: int
    low: float
    high: float
    unit: str
    over: bool = False
    """Whether ``low`` itself is left out."""
    under: bool = False
    """Whether ``high`` itself is left out."""


def ranges(subject: Subject) -> Iterator[Fault]:
    """Find numeric labels that overlap, or that leave a number without a label: P15."""
    for place, ladder in subject.ladders():
        if sum(_DIGIT.search(option.label) is not None for option in ladder) < 2:
            continue
        for index, says, remedy in _faults(ladder):
            yield Fault("P15", (*place, index, "label"), says, remedy)


def _faults(ladder: Sequence[Option]) -> Iterator[tuple[int, str, str]]:
    understood = [r for i, option in enumerate(ladder) if (r := _read(i, option.label))]
    unread = set(range(len(ladder))) - {r.index for r in understood}
    units = {r.unit for r in understood} - {""}
    open_ends = [sum(r.low == -inf for r in understood), sum(r.high == inf for r in understood)]
    if len(understood) < 2 or len(unread) > 1 or len(units) > 1 or max(open_ends) > 1:
        return  # "Within 5", "Within 10" and "Within 20" are read one after the other
    step = _step(ladder)
    closed = sorted((_closed(r, step) for r in understood), key=lambda r: (r.low, r.high))
    for one, two in pairwise(closed):
        earlier, later = sorted((one.index, two.index))
        names = f'"{ladder[earlier].label}" and "{ladder[later].label}"'
        if two.low <= one.high:
            both = _span(two.low, min(one.high, two.high))
            says = f"{names} overlap: both take {both}."
            yield later, says, "Let each number belong to one label."
        elif two.low > one.high + step + step / 1000 and not unread.intersection(
            range(earlier, later)
        ):
            if one.low == one.high and two.low == two.high:
                continue  # points of a scale, such as 25% and 50%, are no ranges
            missing = _span(one.high + step, two.low - step)
            says = f"Between {names} there is no label for {missing}."
            yield later, says, "Let each label begin where the one before it ends."


def _read(index: int, label: str) -> _Range | None:
    """Return the range that a label names; None when it is not wholly understood."""
    if len(label) > _LONGEST:
        return None
    text = _ASIDE.sub("", label).strip().lower().rstrip(".")
    for pattern, is_low, is_open in _OPEN:
        if match := re.fullmatch(pattern, text):
            number, unit = _number(match[1]), _unit(match[2])
            if is_low:
                return _Range(index, number, inf, unit, over=is_open)
            return _Range(index, -inf, number, unit, under=is_open)
    if match := re.fullmatch(_BETWEEN, text):
        over, low, unit_low, under, high, unit_high = match.groups()
        units = {_unit(unit_low), _unit(unit_high)} - {""}
        if len(units) > 1 or _number(low) > _number(high):
            return None
        unit = next(iter(units), "")
        return _Range(index, _number(low), _number(high), unit, over=bool(over), under=bool(under))
    if match := re.fullmatch(_ALONE, text):
        return _Range(index, _number(match[1]), _number(match[1]), _unit(match[2]))
    return None


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _unit(text: str | None) -> str:
    """Return a unit, the same for one and for many."""
    return (text or "").removesuffix("s").replace("per cent", "%").replace("percent", "%")


def _step(ladder: Sequence[Option]) -> float:
    """Return the smallest step that the labels can tell: 1, or 0.1 where they have tenths."""
    tails = re.findall(r"\d\.(\d+)", " ".join(option.label for option in ladder))
    return float(10 ** -max(map(len, tails), default=0))


def _closed(found: _Range, step: float) -> _Range:
    """Return a range with both its ends in it: "under 5" ends with 4."""
    low = found.low + step if found.over else found.low
    high = found.high - step if found.under else found.high
    return _Range(found.index, low, high, found.unit)


def _span(low: float, high: float) -> str:
    return f"{low:g}" if f"{low:g}" == f"{high:g}" else f"{low:g} to {high:g}"
