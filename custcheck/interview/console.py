"""Line mode's way in and out: whole lines from a person or a pipe, sentences to stderr."""

import contextlib
import os
import re
import select
import signal
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.cells import cell_len

from custcheck.errors import InputError
from custcheck.text import clean

_COLUMNS = 80
_NARROWEST = 20


class EndOfInput(Exception):  # noqa: N818 - an end, not an error
    """No more lines come: the pipe is empty, the terminal is gone, or someone typed quit."""


class Console:
    """Where an interview reads and speaks. Nothing here goes to stdout."""

    def __init__(self, stdin: TextIO, stderr: TextIO, *, is_terminal: bool) -> None:
        self.is_terminal = is_terminal
        self.line = 0
        """The number of the line read last."""
        self._stdin = stdin
        self._stderr = stderr
        self._prompting = False
        self._gone = False
        # Bytes that are no text must not end an interview with a traceback.
        reconfigure = getattr(stdin, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")

    def say(self, *sentences: str, whole: Sequence[str] = ()) -> None:
        """Print sentences, each on a line of its own, wrapped where a person reads them.

        What is ``whole``, a path or a command, is not broken.
        """
        for sentence in sentences:
            text = clean(sentence)
            lines = wrap(text, self._width(), whole) if self.is_terminal else [text]
            self.print(lines)

    def print(self, lines: Iterable[str]) -> None:
        """Print lines as they are, below a prompt that still waits."""
        start = "\n" if self._prompting else ""
        self._write(start + "".join(f"{line}\n" for line in lines))
        self._prompting = False

    def ask(self, prompt: str) -> str:
        """Return the next line, without controls and spaces around it.

        On a pipe, pass over blank lines and comments, and echo what is read.

        Raises:
            EndOfInput: when there is none.
            InputError: when a piped line is no text.
        """
        if self.is_terminal:
            lines = wrap(clean(prompt), self._width() - 1)  # a space stands before the cursor
            self._prompting = True  # first: a signal may come as soon as the prompt is seen
            self._write("\n".join(lines) + " ")
            text = self._read()
            self._prompting = False
            return text
        while True:
            text = self._read()
            if text and not text.startswith("#"):
                self.say(f"{prompt} {text}")
                return text

    def _await_line(self) -> None:
        """Wait at a terminal until a line or a signal is there.

        A signal that lands just before a read begins would wait in Python until the read ends.
        Its byte in the wakeup pipe ends this wait, and the handler runs.
        """
        if os.name != "posix" or not self.is_terminal:
            return
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError, ValueError):
            ends = os.pipe()
            for end in ends:
                stack.callback(os.close, end)
            os.set_blocking(ends[1], False)
            stack.callback(signal.set_wakeup_fd, signal.set_wakeup_fd(ends[1]))
            select.select((self._stdin.fileno(), ends[0]), (), ())

    def _read(self) -> str:
        try:
            self._await_line()
            raw = "" if self._gone and self.is_terminal else self._stdin.readline()
        except (OSError, ValueError):  # EIO: the terminal is gone; or the stream is closed
            raw = ""
        if not raw:
            if self._prompting:
                self.print(())  # what the shell says next stands on a line of its own
            raise EndOfInput
        self.line += 1
        if not self.is_terminal and "\ufffd" in raw:
            raise InputError(f"Line {self.line} of the piped answers is not UTF-8 text.")
        return clean(raw).strip()

    def _write(self, text: str) -> None:
        encoding = getattr(self._stderr, "encoding", None) or "utf-8"
        try:
            self._stderr.write(text.encode(encoding, "replace").decode(encoding))
            self._stderr.flush()
        except (OSError, ValueError):
            self._gone = True  # nobody reads any more: a person's next line will be the end

    def _width(self) -> int:
        columns = 0
        with contextlib.suppress(OSError, ValueError, AttributeError):
            columns = os.get_terminal_size(self._stderr.fileno()).columns
        return max(columns or _COLUMNS, _NARROWEST)


def wrap(text: str, width: int, whole: Sequence[str] = ()) -> list[str]:
    """Return a text as lines of at most ``width`` cells, broken between words only.

    Lines after the first are indented, deeper where the text itself is. What is ``whole`` counts
    as one word. A word longer than a line is left to the terminal, which wraps it so that a path
    can still be copied whole.
    """
    a_word = "|".join([*map(re.escape, filter(None, whole)), r"\S"])
    lead = text[: len(text) - len(text.lstrip(" "))]
    margin = lead + ("    " if lead else "  ")
    lines, line = [], lead
    for word in re.findall(f"(?:{a_word})+", text):
        joint = " " if line.strip() else ""
        if joint and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line, joint = margin, ""
        line += joint + word
    return [*lines, line]
