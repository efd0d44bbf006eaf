"""W08, W09: a question that the bank has asked before; in any language.

A battery asks the same of one thing after another. So two texts are near each other only when each
word of one that counts stands in the other too, in some spelling and in some order.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from custcheck.rules.fault import Fault, Subject
from custcheck.rules.wording.vocabulary import vocabulary

_WORD = re.compile(r"\w+")
_LONGEST, _MOST_OF_ONE_KIND = 2000, 20
_SMALL = vocabulary(
    """a an the these our your my its s of in at on really actually usually typically generally
    currently normally ever please der die das den dem des ein eine einen einem einer le la les un
    une du de el los las una il lo gli het een"""
)
"""Words that may come and go, or stand for one another, in one question."""
_SAME = {"does": "do", "are": "is", "were": "was", "have": "has", "program": "programme"}
_AMERICAN = re.compile(
    r"(?<=^col|^fav|^lab|^hon)o(?=r)|(?<=^behavi|^neighb)o(?=r)"
    r"|(?<=\w\w\w[iy])z(?=e[ds]?$|ing$|ations?$)|(?<=^cent)e(?=rs?$)|(?<=^licen|^defen)s(?=es?$)"
)
_BRITISH = {"o": "ou", "z": "s", "e": "", "s": "c"}


def repeated(subject: Subject) -> Iterator[Fault]:
    """Ask each thing once in a bank: W08, W09."""
    questions = subject.bank.questions if subject.bank else ()
    same: dict[str, int] = {}
    alike: dict[tuple[str, ...], list[tuple[int, Sequence[str]]]] = {}
    for index, question in enumerate(questions):
        text = question.text.casefold()
        words = _WORD.findall(text) if len(text) <= _LONGEST else [text]
        other = same.setdefault(" ".join(words), index)
        if other != index:
            if words:
                yield Fault(
                    "W09",
                    ("questions", index, "text"),
                    f'This asks the same as question "{questions[other].id}".',
                    "Take one out, or say what sets it apart; "
                    "wording says one question to many roles.",
                )
            continue
        if len(text) > _LONGEST:
            continue
        counting = [_spelling(word) for word in words if word not in _SMALL]
        earlier = alike.setdefault(tuple(sorted(counting)), [])
        near = next((at for at, others in earlier if not _is_swapped(counting, others)), None)
        if near is not None and counting:
            yield Fault(
                "W08",
                ("questions", index, "text"),
                f'This asks nearly the same as question "{questions[near].id}".',
                "Keep the better one, or word them so that their difference shows.",
            )
        if len(earlier) < _MOST_OF_ONE_KIND:
            earlier.append((index, counting))


def _is_swapped(some: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two words changed places: "do staff trust managers", and managers staff."""
    return sum(one != other for one, other in zip(some, others, strict=True)) == 2


@lru_cache(2000)
def _spelling(word: str) -> str:
    """Return a word as all its spellings and plain endings have it: "organizes", "organised"."""
    word = _SAME.get(word, word)
    if len(word) < 4 or not word.isalpha():
        return word
    word = _AMERICAN.sub(lambda letter: _BRITISH[letter[0]], word)
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    if word.endswith(("ed", "es")) and len(word) > 5:
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word
