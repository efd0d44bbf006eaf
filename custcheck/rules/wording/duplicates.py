"""W08, W09: a question that the bank has asked before; in any language.

Two questions can only be near each other when they share one of their rarer words, so each is held
against few others, however many there are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from custcheck.rules.fault import Fault, Subject
from custcheck.rules.wording.vocabulary import vocabulary

_WORD = re.compile(r"\w+")
_OVERLAP, _WORTH_A_LOOK, _SIMILARITY = 0.8, 0.5, 0.9
_MOST_PER_WORD, _MOST_LOOKS, _MOST_WORDS_TO_LOOK_AT = 20, 200, 60
_TELLING = vocabulary(
    """no not never none nobody without cannot t nicht kein keine nie pas jamais non niet geen
    one two three four five six seven eight nine ten twelve half twice once first last next
    before after during until since past new existing former future more less most least
    fewer higher lower better worse up down out off inside outside internal external
    local regional national public private online phone telephone email letter person shop
    website hour day week month quarter year daily weekly monthly quarterly yearly
    leader leaders manager managers employee employees staff team teams department departments
    customer customers supplier suppliers partner partners buy buying sell selling sales
    service join joining leave leaving easy hard claim claims"""
)
"""Words that make two questions of what looks like one; "t" is what is left of "don't"."""


def repeated(subject: Subject) -> Iterator[Fault]:
    """Ask each thing once in a bank: W08, W09."""
    if subject.bank is None or len(subject.bank.questions) < 2:
        return
    questions = subject.bank.questions
    first: dict[str, int] = {}
    fresh: dict[int, list[str]] = {}
    for index, question in enumerate(questions):
        words = _WORD.findall(question.text.casefold())
        other = first.setdefault(" ".join(words), index)
        if other == index:
            fresh[index] = words
        elif words:
            yield Fault(
                "W09",
                ("questions", index, "text"),
                f'This asks the same as question "{questions[other].id}".',
                "Take one out, or say what sets it apart; wording says one question to many roles.",
            )
    for index, other in _near(fresh):
        yield Fault(
            "W08",
            ("questions", index, "text"),
            f'This asks nearly the same as question "{questions[other].id}".',
            "Keep the better one, or word them so that their difference shows.",
        )


def _near(words_of: Mapping[int, Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield each question that is near an earlier one, with that one."""
    sets = {index: frozenset(words) for index, words in words_of.items()}
    often = Counter(chain.from_iterable(sets.values()))
    once = {word for word, times in often.items() if times == 1}
    seen: dict[tuple[str, frozenset[str]], list[int]] = {}
    looks = _MOST_LOOKS
    for index, words in sets.items():
        allowed = len(words) // 5 + 2
        if len(words & once) >= allowed:
            continue
        rarest = sorted(words, key=lambda word: (often[word], word))[:allowed]
        telling = (words & _TELLING).union(word for word in words if not word.isalpha())
        keys = [(word, telling) for word in rarest if word not in once]
        for other in sorted(set(chain.from_iterable(seen.get(key, ()) for key in keys))):
            overlap = _overlap(words, sets[other])
            if _WORTH_A_LOOK <= overlap < _OVERLAP and looks:
                looks -= 1
                overlap = 1 if _is_similar(words_of[index], words_of[other]) else overlap
            if overlap >= _OVERLAP:
                yield index, other
                break
        for key in keys:
            if len(met := seen.setdefault(key, [])) < _MOST_PER_WORD:
                met.append(index)


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    shared = len(some & others)
    return shared / (len(some) + len(others) - shared)


def _is_similar(some: Sequence[str], others: Sequence[str]) -> bool:
    """Compare letter by letter, for endings and misspellings that make other words of the same."""
    if max(len(some), len(others)) > _MOST_WORDS_TO_LOOK_AT:
        return False
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, " ".join(some), " ".join(others), autojunk=False)
    return (
        matcher.real_quick_ratio() >= _SIMILARITY
        and matcher.quick_ratio() >= _SIMILARITY
        and matcher.ratio() >= _SIMILARITY
    )
