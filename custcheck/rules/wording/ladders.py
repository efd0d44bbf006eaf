"""W17: levels that differ in degree alone, so that two people pick two of them for one thing."""

import re
from collections.abc import Iterator

from custcheck.model import Option
from custcheck.rules.fault import Fault, Subject
from custcheck.rules.wording.vocabulary import vocabulary
from custcheck.text import clean

_LONGEST = 200
"""A longer label says more than a degree."""
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
_DEGREE = vocabulary(
    """not no at a an the is are very quite rather fairly somewhat slightly partly partially mainly
    largely highly fully completely totally entirely extremely exceptionally really moderately
    reasonably hardly barely poorly weakly strongly well good better best bad worse worst poor fair
    average adequate excellent great little bit much more less least low lower medium high higher
    weak strong stronger lot limited full complete extent to degree even far way too so but
    still basic emerging developing intermediate advanced leading mature"""
)


def more_of_the_same(subject: Subject) -> Iterator[Fault]:
    """Suggest levels that can be seen: W17."""
    for place, ladder in subject.ladders():
        if len(ladder) > 1 and _is_degree_alone(ladder):
            first, last = clean(ladder[0].label), clean(ladder[-1].label)
            yield Fault(
                "W17",
                place,
                f'From "{first}" to "{last}", the levels differ in degree alone.',
                "Say at each level what one would see: who does what, where, how often.",
                at_key=True,
            )


def _is_degree_alone(ladder: tuple[Option, ...]) -> bool:
    """Tell whether the labels are one thing in several degrees, and no help says more."""
    if any(len(option.label) > _LONGEST for option in ladder):
        return False
    rest = {_without_degree(option.label) for option in ladder}
    helped = sum(option.help is not None for option in ladder)
    return len(rest - {()}) < 2 and helped < len(ladder) - 1


def _without_degree(label: str) -> tuple[str, ...]:
    words = _WORD.findall(label.casefold().replace(" at all", ""))
    return tuple(word for word in words if word not in _DEGREE)
