"""W04, W05, W06: words that answer the question before anybody else does."""

import re
from collections.abc import Sequence

from custcheck.rules.fault import Fault
from custcheck.rules.wording.asked import Asked, main_clause
from custcheck.rules.wording.negatives import two_negatives
from custcheck.rules.wording.vocabulary import NEGATED, vocabulary

_NONE_OF_THEM = frozenset(("never", "nobody", "no-one"))
_ALL_OF_THEM = frozenset(("everyone", "everybody"))
_ABSOLUTE = _NONE_OF_THEM | _ALL_OF_THEM | {"always", "invariably"}
_PHRASES = (
    *("no one", "every single", "all the time", "at all times", "each and every"),
    *("without exception", "100%", "100 %", "100 per cent", "100 percent"),
)
_FIRST_WORDS = frozenset(("no", "every", "all", "at", "each", "without", "100", "100%"))
_ABSOLUTE_HINTS = _ABSOLUTE | vocabulary("one single time times every exception 100 100%")
_SOFTENED = vocabulary(
    """almost nearly not hardly practically virtually isn't aren't doesn't don't didn't can't"""
)
_CONDITIONS = vocabulary("when whenever if where that which who because while though as")
_WHEN = vocabulary("when whenever while because unless until once")
_HELPERS = vocabulary(
    "has have had is are was were can will would do does did must should may could might shall"
)
_RULING = frozenset(("must", "should"))
_ABOUT_WHAT = frozenset(("what", "why"))
_GRADED = (
    r"(?:(?:for|in|of|to) )?(?:what (?:share|proportion|percentage|part)|how (?:many|often)|which"
    r"|who|whom|why)\b"
)
_W04_REMEDY = "Ask for a number, such as nine in ten, or for how often, on a scale."

_LEADING_WORDS = frozenset(("surely", "obviously", "undeniably", "undoubtedly"))
_LEADING = (
    r"(?<!matter )\bof course\b"
    r"|(?:^|(?<=, ))as (?:everyone|everybody|we all|you all|you|we) (?:will )?knows?(?=,)"
    r"|\bneedless to say\b|\bit goes without saying\b|\beveryone agrees\b"
    r"|^given (?:how|that)\b|^would you agree that\b"
    r"|^(?:experts|studies|research|surveys) (?:say|says|show|shows|agree)\b(?=[^?]*[.;:] )"
    r"|\b(?:don't|wouldn't) you (?:agree|say|think|feel)\b"
    r"|\b(?:do|would) you not (?:agree|say|think|feel)\b"
    r"|\bis it not (?:true|the case|obvious|right|time|clear)\b|\bwould it not be\b"
)
_LEADING_HINTS = vocabulary("course needless goes agrees don't wouldn't")
_LEADING_OPENERS = vocabulary("given would experts studies research surveys")
_KNOWING = frozenset(("know", "knows"))
_ASKED_OF = frozenset(("you", "it"))
_ONE_WORD_TAGS = vocabulary("right correct yes no")
_W05_REMEDY = "Ask it plainly, so that no answer is the expected one."

_PRAISE = vocabulary(
    """excellent world-class best-in-class first-rate top-notch outstanding superb amazing
    delightful cutting-edge leading-edge state-of-the-art seamless seamlessly award-winning
    world-leading industry-leading fantastic wonderful brilliant terrific marvellous awesome
    incredible unrivalled unparalleled unbeatable unmatched exceptional stunning exemplary
    fabulous"""
)
_ALSO_PLAIN = frozenset(("outstanding", "exceptional"))
_PRAISED = vocabulary(
    """service services people staff team teams support care experience experiences customer
    value quality performance leadership leader leaders manager managers products advice
    help colleagues results"""
)
_RATING = vocabulary("as rated rate rates rating or called")
_NAMING = vocabulary("definition definitions description example examples meaning prize prizes")
_QUOTES = frozenset('"\u201c')
_PRAISE_PHRASE = r"\bworld class\b|\bbest in class\b|\bsecond to none\b"
_PRAISE_HINTS = frozenset(("class", "second"))
HINTS = (
    _ABSOLUTE_HINTS
    | (_LEADING_WORDS | _LEADING_HINTS | _LEADING_OPENERS | _KNOWING | _ONE_WORD_TAGS)
    | (_PRAISE | _PRAISE_HINTS | {"not"} | NEGATED)
)
"""One of these words is in every text that has a fault here."""

_W06_REMEDY = "Name what can be seen instead, or leave the praise to the answer."


def absolute(asked: Asked) -> Fault | None:
    """Suggest words that leave room for an exception: W04.

    A sign of trouble may be blunt: where yes is bad, "nobody" and "never" are what it looks for.
    What is one of two negatives is left to W03.
    """
    words = asked.words
    if _ABSOLUTE_HINTS.isdisjoint(words):
        return None
    if re.match(_GRADED, asked.text.lower()):
        return None
    for index in range(main_clause(words), len(words)):
        word = words[index]
        length = 1 if word in _ABSOLUTE else _phrase(words, index)
        if not length or _is_harmless(words, index) or index in two_negatives(words):
            continue
        if length == 1 and asked.is_name(index):
            continue
        if asked.yes_is_bad and (word in _NONE_OF_THEM or word == "no"):
            continue
        said = asked.said(index, index + length)
        return asked.fault("W04", f'"{said}" leaves no room for an exception.', _W04_REMEDY, said)
    return None


def _phrase(words: Sequence[str], index: int) -> int:
    """Return how many words of an absolute phrase begin here; 0 for none."""
    if words[index] not in _FIRST_WORDS:
        return 0
    here = " ".join(words[index : index + 3]) + " "
    length = next((len(p.split()) for p in _PHRASES if here.startswith(p + " ")), 0)
    if not length and words[index : index + 2] == ["every", "time"]:
        return 2 if words[index + 2 :] in (["?"], ["."], []) else 0
    return length


def _is_harmless(words: Sequence[str], index: int) -> bool:
    """Tell whether an absolute is softened, or only says who, when or what is meant."""
    before = words[index - 1] if index else ""
    if before in _SOFTENED or before in _CONDITIONS:
        return True
    if words[index] in _ALL_OF_THEM and words[index + 1 : index + 2] == ["on"]:
        return True  # those on the board, or on duty, can be counted
    if words[index].startswith("100") and before in {"a", "of"}:
        return True
    if not _WHEN.isdisjoint(words[_start_of_clause(words, index) : index]):
        return True
    near = words[max(index - 4, 0) : index]
    if not _ABOUT_WHAT.isdisjoint(near) or (before in _RULING and "that" in near):
        return True
    return before in _HELPERS and index > 1 and words[index - 2] in {"who", "that", "which"}


def _start_of_clause(words: Sequence[str], index: int) -> int:
    """Return where the part between two commas begins that a word stands in."""
    return next((at + 1 for at in range(index - 1, -1, -1) if words[at] == ","), 0)


def leading(asked: Asked) -> Fault | None:
    """Suggest a question that expects nothing: W05."""
    words = asked.words
    said = ""
    if words and words[-1] == "?" and words[0] in NEGATED:
        said = asked.said(0, 2)
    elif not _LEADING_WORDS.isdisjoint(words):
        said = next(asked.said(i, i + 1) for i, w in enumerate(words) if w in _LEADING_WORDS)
    elif words and _may_lead(words) and (found := re.search(_LEADING, _plain(asked))):
        said = found[0]
    elif "," in words and words[-1] == "?" and (length := _tag(words)):
        said = asked.said(len(words) - 1 - length, len(words) - 1)
    return asked.fault("W05", f'"{said}" hints at the answer.', _W05_REMEDY, said) if said else None


def _may_lead(words: Sequence[str]) -> bool:
    """Tell whether it is worth looking for a leading phrase."""
    return (
        not _LEADING_HINTS.isdisjoint(words)
        or words[0] in _LEADING_OPENERS
        or ("as" in words and not _KNOWING.isdisjoint(words))
        or ("not" in words and not _ASKED_OF.isdisjoint(words))
    )


def _tag(words: Sequence[str]) -> int:
    """Return the length of what is hung on a statement, as in "doesn't it"; or 0."""
    if words[-3:-2] == [","] and words[-2] in _ONE_WORD_TAGS:
        return 1
    return 2 if words[-4:-3] == [","] and words[-3] in NEGATED else 0


def praise(asked: Asked) -> Fault | None:
    """Suggest a question without praise: W06."""
    words = asked.words
    if not _PRAISE_HINTS.isdisjoint(words) and (found := re.search(_PRAISE_PHRASE, _plain(asked))):
        return asked.fault("W06", f'"{found[0]}" praises what it asks about.', _W06_REMEDY)
    if _PRAISE.isdisjoint(words):
        return None
    for index, word in enumerate(words):
        if word in _PRAISE and not _is_plain(words, index) and not asked.is_name(index):
            said = asked.said(index, index + 1)
            return asked.fault("W06", f'"{said}" praises what it asks about.', _W06_REMEDY, said)
    return None


def _is_plain(words: Sequence[str], index: int) -> bool:
    """Tell whether the word is a mark that others give, or has another meaning here."""
    before = words[index - 1] if index else ""
    if before in _RATING or before in _QUOTES or before == "what":
        return True
    if before in {"of", "for"} and index > 1 and words[index - 2] in _NAMING:
        return True
    return words[index] in _ALSO_PLAIN and _PRAISED.isdisjoint(words[index + 1 : index + 3])


def _plain(asked: Asked) -> str:
    return asked.text.lower().replace("\u2019", "'")
