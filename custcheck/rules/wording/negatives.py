"""W03: two negatives in one clause, which readers take back to front."""

from collections.abc import Sequence

from custcheck.rules.fault import Fault
from custcheck.rules.wording.asked import Asked
from custcheck.rules.wording.vocabulary import STOPS, vocabulary

_DENYING = vocabulary("disagree disagrees deny denies doubt doubts")
_NOT = vocabulary(
    """not never aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't
    shouldn't wasn't weren't won't wouldn't"""
)
_NEGATIVE = (
    _NOT | _DENYING | vocabulary("no nobody none nothing cannot hardly scarcely rarely seldom")
)
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
_REMEDY = "Say it the positive way round, so that yes and no mean what they seem to."


def double(asked: Asked) -> Fault | None:
    """Suggest one negative at most: W03."""
    words = asked.words
    if _NEGATIVE.isdisjoint(words):
        return None
    for first, word in enumerate(words):
        if word in _NEGATIVE and not _NO_TIME.intersection(words[first + 1 : first + 2]):
            second = _second_negative(words, first)
            if second is not None:
                said = f'"{asked.said(first, first + 1)}" and "{asked.said(second, second + 1)}"'
                return asked.fault("W03", f"{said} are two negatives in one question.", _REMEDY)
    return None


def _second_negative(words: Sequence[str], first: int) -> int | None:
    """Return where the second negative of a clause stands, or None."""
    near = range(first + 1, min(first + 1 + _FARTHEST, len(words)))
    if words[first] in _DENYING:
        return next((index for index in near if words[index] in _NOT), None)
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


def _is_second(word: str) -> bool:
    if word in _SECOND:
        return True
    if not word.startswith("un") or len(word) < 5:
        return False
    if word.startswith("uni"):
        return word.startswith(_UNI_BUT_NOT)
    return not word.startswith(_HARMLESS) and word not in _HARMLESS_WORDS
