"""Characters that must not reach a terminal, and the nearest of known names.

The floor under both ends: the reader reports these characters, the writers drop them.
"""

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable

# C0 and C1 controls, bidirectional marks, embeddings, overrides and isolates, invisible spaces,
# and noncharacters. The joiners U+200C and U+200D stay: Persian spelling and many emoji need them.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_ESCAPE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)"  # OSC and other strings: titles, links
    r"|\x1b[ -/]*[0-~]"  # two-character escapes
    r"|\x9b[0-?]*[ -/]*[@-~]",
    re.DOTALL,
)


def clean(text: str) -> str:
    """Return text that is safe to print: no escape sequence, no control, nothing invisible.

    Tabs and line ends become spaces, so that the text stays on its line.
    """
    return UNSAFE.sub("", re.sub(r"[\t\n\r]+", " ", _ESCAPE.sub("", text)))


def short(text: str) -> str:
    """Return text that fits into a message: safe to print, and not long."""
    text = clean(text[:200])
    return text if len(text) <= 60 else f"{text[:59]}…"


def slug(name: str, joint: str = "-", length: int = 60) -> str:
    """Return a name in small letters and digits alone; empty when it has none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", joint, plain).strip(joint)[:length].strip(joint)


def whole_points(text: str) -> int | None:
    """Return a whole number from 0 to 100, or None where the text is anything else."""
    digits = text.lstrip("0")[:4] or "0"
    if not (text.isascii() and text.isdigit()) or int(digits) > 100:
        return None
    return int(digits)


def iso_day(text: str) -> datetime.date | None:
    """Return the day that a text such as ``2026-11-21`` names, or None for any other text."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one known name that word was clearly meant to be, or None.

    None too when two names are about as near: a wrong hint is worse than none.
    """
    names = list(dict.fromkeys(known))
    close = difflib.get_close_matches(word.casefold()[:64], [n.casefold() for n in names], 2, 0.7)
    if not close:
        return None
    if len(close) == 2:
        first, second = (difflib.SequenceMatcher(None, word.casefold(), c).ratio() for c in close)
        if first - second < 0.05:
            return None
    return next(name for name in names if name.casefold() == close[0])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``Did you mean "name"?`` for the one clear nearest name, else the empty string."""
    name = nearest(word, known)
    return f'Did you mean "{name}"?' if name else ""
