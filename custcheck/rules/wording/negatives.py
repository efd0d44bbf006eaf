"""W03: two negatives in one clause, which readers take back to front."""

from collections.abc import Sequence

from custcheck.rules.fault import Fault
from custcheck.rules.wording.asked import Asked
from custcheck.rules.wording.vocabulary import NEGATED, STOPS, vocabulary

_UNTRUE = vocabulary("untrue unlikely unusual uncommon false")
_DENYING = _UNTRUE | vocabulary("disagree disagrees deny denies doubt doubts")
_NOT = NEGATED | {"not", "never", "cannot"}
HINTS = _NOT | _DENYING | vocabulary("no nobody none nothing hardly scarcely rarely seldom")
"""One of these words is the first negative of two."""

_RELATIVE = frozenset(("who", "that", "which"))
_PERSONS = frozenset(("no", "nobody", "none", "nothing"))
_SECOND = vocabulary(
    """without nobody nothing none fail fails failed failing lack lacks lacked lacking unable
    impossible impractical improbable inaccurate incapable incomplete inconvenient
    incorrect ineffective insufficient irrelevant irresponsible disagree disagrees
    dishonest dissatisfied displeased"""
)
_NO_TIME = vocabulary("longer later more less fewer matter only just necessarily")
_HARMLESS = ("under", "until", "unless", "unlock", "unload", "unpack", "unfold", "unveil", "unwind")
_HARMLESS_WORDS = vocabulary("uncle uncles undo undoes undoing undone undue unduly unearth")
_UNI_BUT_NOT = ("unim", "unin", "unid")
_NEW_CLAUSE = STOPS | vocabulary(
    """and or but who that which when whenever where if because than whether while although so
    how what why"""
)
_BEING = vocabulary("is are was were")
_FARTHEST = 8
_REMEDY = "Say it the positive way round, then look again at what yes_is or reverse says."


def double(asked: Asked) -> Fault | None:
    """Suggest one negative at most: W03."""
    pair = two_negatives(asked.words)
    if not pair:
        return None
    said = " and ".join(f'"{asked.said(at, at + 1)}"' for at in pair)
    first = asked.said(pair[0], pair[0] + 1)
    return asked.fault("W03", f"{said} are two negatives in one question.", _REMEDY, first)


def two_negatives(words: Sequence[str]) -> tuple[int, ...]:
    """Return where the two negatives of a clause stand; empty when there are none."""
    if HINTS.isdisjoint(words):
        return ()
    for first, word in enumerate(words):
        if word in HINTS and not _NO_TIME.intersection(words[first + 1 : first + 2]):
            second = _second_negative(words, first)
            if second is not None:
                return first, second
    return ()


def _second_negative(words: Sequence[str], first: int) -> int | None:
    """Return where the second negative of a clause stands, or None."""
    near = range(first + 1, min(first + 1 + _FARTHEST, len(words)))
    if words[first] in _DENYING:
        return _denied(words, near)
    if not _RELATIVE.isdisjoint(words[max(first - 2, 0) : first]):
        near = near[:2]  # the clause of "customers who have never called" may end any time
    in_relative, behind_being = False, False
    for index in near:
        word = words[index]
        if word in {"who", "that"} and words[first] in _PERSONS:
            in_relative = True
        elif word in _NEW_CLAUSE:
            return None
        elif in_relative and word in _NOT:
            return index
        behind_being = behind_being or word in _BEING
        if (word == "without" or not behind_being) and _is_second(word):
            return index
    return None


def _denied(words: Sequence[str], near: range) -> int | None:
    """Return where a negative stands in what is denied, or said to be untrue."""
    following = words[near.start : near.start + 1]
    if words[near.start - 1] in _UNTRUE and following != ["that"]:
        return None
    for index in near:
        if words[index] in _NOT:
            return index
        if words[index] in _NEW_CLAUSE and (index > near.start or words[index] != "that"):
            return None
    return None


def _is_second(word: str) -> bool:
    if word in _SECOND:
        return True
    if not word.startswith("un") or len(word) < 5:
        return False
    if word.startswith("uni"):
        return word.startswith(_UNI_BUT_NOT)
    return not word.startswith(_HARMLESS) and word not in _HARMLESS_WORDS
