"""W: how questions are worded; run by the check alone.

Rules about words know English, and are silent about a bank in any other language. A new one is a
function over one text and a line in ``TEXT_RULES``.
"""

from collections.abc import Iterator

from custcheck.rules.fault import Fault, Rule, Subject
from custcheck.rules.wording import (
    double_barrelled,
    duplicates,
    ladders,
    length,
    loaded,
    negatives,
    open_questions,
)
from custcheck.rules.wording.asked import TextRule, every_text, is_english

_WORD_RULES: tuple[TextRule, ...] = (
    double_barrelled.joined,
    negatives.double,
    loaded.absolute,
    loaded.leading,
    loaded.praise,
)
_HINTS = double_barrelled.HINTS | negatives.HINTS | loaded.HINTS
"""Where none of these words is, the rules above find nothing: most texts need no look."""

_TEXT_RULES: tuple[TextRule, ...] = (
    length.long,
    length.asks_twice,
    open_questions.not_yes_or_no,
)
TEXT_RULES = (*_WORD_RULES, *_TEXT_RULES)
ENGLISH_RULES: tuple[Rule, ...] = (ladders.more_of_the_same,)


def english(subject: Subject) -> Iterator[Fault]:
    """Hold a bank in English to the rules that know its words."""
    if subject.bank is None or not is_english(subject.bank):
        return
    for asked in every_text(subject.bank):
        for rule in _TEXT_RULES if _HINTS.isdisjoint(asked.words) else TEXT_RULES:
            if (fault := rule(asked)) is not None:
                yield fault
    for whole in ENGLISH_RULES:
        yield from whole(subject)


WORDING_RULES: tuple[Rule, ...] = (
    english,
    duplicates.repeated,
    length.too_long_to_answer,
)
