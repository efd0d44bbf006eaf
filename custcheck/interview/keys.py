"""From the bytes of a terminal to what was pressed there. The clock is given, not read.

Two guards stand here, for a key must not answer a question that nobody has read: a key that
comes again within 80 ms is marked as held down, and more than eight characters in one read are a
paste, bracketed or not.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from custcheck.text import clean

HELD = 0.08
"""Seconds: terminals repeat a key every 33 ms, and nobody presses one twice so fast."""
LONE_ESCAPE = 0.05
"""Seconds after which an escape is the key, and not the start of a sequence."""
_UNENDED_PASTE = 5.0
"""Seconds of silence after which a bracketed paste is taken to have ended."""
_MOST_TYPED = 8
"""So many characters in one read may have been typed; more were pasted."""

_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"


class Key(Enum):
    """A key that is no character."""

    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    HOME = auto()
    END = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    ENTER = auto()
    ESCAPE = auto()
    BACKSPACE = auto()
    DELETE = auto()
    DELETE_LINE = auto()
    """Ctrl-U: all before the cursor."""
    DELETE_WORD = auto()
    """Ctrl-W: the word before the cursor."""
    REDRAW = auto()
    """Ctrl-L."""
    QUIT = auto()
    """Ctrl-D."""
    INTERRUPT = auto()
    """Ctrl-C."""
    SUSPEND = auto()
    """Ctrl-Z."""


@dataclass(frozen=True, slots=True)
class Press:
    """One key: a character, or a named one."""

    key: str | Key
    is_held: bool = False
    """Whether the key came again so soon that it was held down."""


@dataclass(frozen=True, slots=True)
class Paste:
    """Text that came in at once, on one line."""

    text: str


Event: TypeAlias = Press | Paste

_CONTROLS = {
    "\r": Key.ENTER,
    "\n": Key.ENTER,
    "\x7f": Key.BACKSPACE,
    "\x08": Key.BACKSPACE,
    "\x01": Key.HOME,
    "\x05": Key.END,
    "\x15": Key.DELETE_LINE,
    "\x17": Key.DELETE_WORD,
    "\x0c": Key.REDRAW,
    "\x04": Key.QUIT,
    "\x03": Key.INTERRUPT,
    "\x1a": Key.SUSPEND,
}
_LEAVING = (Key.SUSPEND, Key.QUIT, Key.INTERRUPT)
_LETTERS = {
    "A": Key.UP,
    "B": Key.DOWN,
    "C": Key.RIGHT,
    "D": Key.LEFT,
    "H": Key.HOME,
    "F": Key.END,
    "M": Key.ENTER,
}
_NUMBERS = {
    "1": Key.HOME,
    "3": Key.DELETE,
    "4": Key.END,
    "5": Key.PAGE_UP,
    "6": Key.PAGE_DOWN,
    "7": Key.HOME,
    "8": Key.END,
}
_SEQUENCES = {
    **{f"\x1b[{letter}": key for letter, key in _LETTERS.items() if letter != "M"},
    **{f"\x1bO{letter}": key for letter, key in _LETTERS.items()},
    **{f"\x1b[{number}~": key for number, key in _NUMBERS.items()},
}
# A second escape before a sequence is Alt with that key, on some terminals.
_WHOLE = re.compile(
    r"\x1b\[\[[A-E]"  # the Linux console's F1 to F5
    r"|\x1b{1,2}\[[0-?]*[ -/]*[@-Z\\-~]"
    r"|\x1b{1,2}O[ -~]"
    r"|\x1b[\]PX^_][^\x1b\x07]*(?:\x07|\x1b\\)"  # a terminal's answers to questions
    r"|\x1b[^\x03\x04\x1a\x1b\[\]OPX^_]",  # with Alt
    re.DOTALL,
)
_BEGUN = re.compile(
    r"\x1b\[\[|\x1b[\]PX^_][^\x1b\x07]*\x1b?|\x1b{1,2}(?:\[[0-?]*[ -/]*|O)?", re.DOTALL
)
_ESCAPES = {"\x1b", "\x1b\x1b"}


class Parser:
    """Bytes in, keys out. What is not whole yet waits for the next bytes, or for ``flush``."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("ignore")
        self._rest = ""
        """What may be the start of something longer."""
        self._last: dict[str | Key, float] = {}
        """When each key came last."""
        self._pasted = float("-inf")
        """When characters last came in too fast to be typed."""

    @property
    def patience(self) -> float | None:
        """How many seconds to wait for more before ``flush``; None where nothing waits."""
        if not self._rest:
            return None
        return _UNENDED_PASTE if self._rest.startswith(_PASTE) else LONE_ESCAPE

    def feed(self, raw: bytes, now: float) -> list[Event]:
        """Return what these bytes complete; ``now`` in seconds of any clock that never goes back.

        Bytes that are no text, and sequences that mean nothing here, vanish.
        """
        self._rest += self._decoder.decode(raw)
        return self._guarded(list(self._tokens()), now)

    def flush(self, now: float) -> list[Event]:
        """Return what waits as what it is: an escape is the key, half a sequence is nothing."""
        rest, self._rest = self._rest, ""
        if rest.startswith(_PASTE):
            self._pasted = now
            return [Paste(clean(rest.removeprefix(_PASTE)))]
        return self._guarded([Key.ESCAPE], now) if rest in _ESCAPES else []

    def _tokens(self) -> Iterator[str | Key | Paste]:
        """Take what is whole from what waits."""
        while self._rest:
            text = self._rest
            if text.startswith(_PASTE):
                end = text.find(_PASTE_END)
                if end < 0:
                    return
                self._rest = text[end + len(_PASTE_END) :]
                yield Paste(clean(text[len(_PASTE) : end]))
            elif text[0] == "\x1b":
                if (whole := _WHOLE.match(text)) is None:
                    begun = _BEGUN.match(text)
                    end = begun.end() if begun else 1
                    if end == len(text):
                        return
                    self._rest = text[end:]
                    if text[end] == "\x1b" and text[:end] in _ESCAPES:  # a third begins a sequence
                        yield Key.ESCAPE
                elif whole[0].endswith(_PASTE):
                    self._rest = text[whole.end() - len(_PASTE) :]
                else:
                    self._rest = text[whole.end() :]
                    if whole[0] in _SEQUENCES:
                        yield _SEQUENCES[whole[0]]
            else:
                self._rest = text[1:]
                if text[0] in _CONTROLS:
                    yield _CONTROLS[text[0]]
                elif text[0] == "\t":
                    yield " "
                elif clean(text[0]) == text[0]:
                    yield text[0]

    def _guarded(self, tokens: list[str | Key | Paste], now: float) -> list[Event]:
        typed = sum(isinstance(token, str) for token in tokens)
        goes_on = now - self._pasted < HELD and (typed > 0 or Key.ENTER in tokens)
        if typed > _MOST_TYPED or goes_on:
            self._pasted = now
            text = "".join(map(_as_text, tokens))
            return [Paste(clean(text)), *(Press(key) for key in _LEAVING if key in tokens)]
        return [token if isinstance(token, Paste) else self._press(token, now) for token in tokens]

    def _press(self, key: str | Key, now: float) -> Press:
        is_held = now - self._last.get(key, float("-inf")) < HELD
        self._last[key] = now
        return Press(key, is_held)


def _as_text(token: str | Key | Paste) -> str:
    """Return what a token adds to a text that came in at once: of named keys, line ends alone."""
    match token:
        case Paste(text):
            return text
        case Key():
            return " " if token is Key.ENTER else ""
        case _:
            return token
