"""A line of text that is being written, and what each key does to it."""

import re
from dataclasses import dataclass, replace

from custcheck.interview.keys import Key

_WORD_BEFORE = re.compile(r"\S*\s*$")


@dataclass(frozen=True, slots=True)
class Editor:
    """A line and the place in it where the next character goes, counted in characters."""

    text: str = ""
    cursor: int = 0

    @classmethod
    def at_end(cls, text: str) -> "Editor":
        """Return an editor that goes on behind a text."""
        return cls(text, len(text))

    def insert(self, text: str, most: int) -> "Editor":
        """Return the editor with a text put in, cut where the whole would be longer than most."""
        text = text[: max(most - len(self.text), 0)]
        whole = self.text[: self.cursor] + text + self.text[self.cursor :]
        return Editor(whole, self.cursor + len(text))

    def press(self, key: Key) -> "Editor":
        """Return the editor after a key; one that has no meaning here changes nothing."""
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        match key:
            case Key.LEFT:
                return replace(self, cursor=max(self.cursor - 1, 0))
            case Key.RIGHT:
                return replace(self, cursor=min(self.cursor + 1, len(self.text)))
            case Key.HOME:
                return replace(self, cursor=0)
            case Key.END:
                return replace(self, cursor=len(self.text))
            case Key.BACKSPACE:
                return Editor(before[:-1] + after, max(self.cursor - 1, 0))
            case Key.DELETE:
                return Editor(before + after[1:], self.cursor)
            case Key.DELETE_LINE:
                return Editor(after, 0)
            case Key.DELETE_WORD:
                kept = _WORD_BEFORE.sub("", before, count=1)
                return Editor(kept + after, len(kept))
            case _:
                return self
