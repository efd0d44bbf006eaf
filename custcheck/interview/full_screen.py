"""A POSIX terminal taken over as a whole: keys in, rows out, and given back as it was."""

import contextlib
import errno
import os
import select
import signal
import sys
import termios
from collections.abc import Iterator
from time import monotonic
from types import FrameType, TracebackType
from typing import Any, Self, TextIO

from rich.console import Console
from rich.text import Text

from custcheck.interview.console import EndOfInput
from custcheck.interview.keys import Event, Key, Parser, Press
from custcheck.interview.screen.frame import Frame, Size
from custcheck.reports.canvas import Canvas, canvas_for

assert sys.platform != "win32"  # there, the interview goes line by line

_USUAL = Size(80, 24)
_ENTER = "\x1b[?1049h\x1b[?2004h"  # the alternate screen; pastes in brackets
# Cleared first: a terminal without an alternate screen would keep ours under the shell's lines.
_LEAVE = "\x1b[?2004l\x1b[0m\x1b[H\x1b[2J\x1b[?1049l"
_ENDING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_AT_ONCE = 65536


class FullScreen:
    """The screen and keyboard of one interview, which is held ``undisturbed``."""

    def __init__(self, stdin: TextIO, stderr: TextIO) -> None:
        self._in = stdin.fileno()
        self._out = stderr.fileno()
        self._stderr = stderr
        self._encoding = stderr.encoding or "utf-8"
        self._parser = Parser(stdin.encoding or "utf-8")
        self._before = termios.tcgetattr(self._in)
        self._rows: list[Text] = []
        """What the screen shows, row by row."""
        self._is_spoilt = False
        """Whether it may show something else: then all of it is painted again."""
        self._size = _USUAL
        self._console = self._console_for(_USUAL)
        self._wake = (-1, -1)
        """A pipe that a signal writes to, so that waiting for a key ends."""
        self._is_ours = False
        """Whether the terminal is taken over."""
        self._asked_to_stop = False
        self._was_continued = False
        self._cleanup = contextlib.ExitStack()

    def __enter__(self) -> Self:
        """Take the terminal over; what was typed before it shows anything is dropped."""
        with self._cleanup as stack:
            self._wake = os.pipe()
            for end in self._wake:
                os.set_blocking(end, False)
                stack.callback(os.close, end)
            stack.callback(signal.set_wakeup_fd, signal.set_wakeup_fd(self._wake[1]))
            for signum, handler in (
                (signal.SIGWINCH, self._on_change),
                (signal.SIGCONT, self._on_continue),
                (signal.SIGTSTP, self._on_stop),
            ):
                stack.callback(signal.signal, signum, signal.signal(signum, handler))
            stack.callback(self._give_back)
            self._take_over()
            self._cleanup = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._cleanup.close()

    def size(self) -> Size:
        """Return the terminal's size; one that does not know it has 80 columns and 24 rows."""
        columns = rows = 0
        with contextlib.suppress(OSError):
            columns, rows = os.get_terminal_size(self._out)
        return Size(columns, rows) if columns and rows else _USUAL

    def canvas(self, size: Size) -> Canvas:
        """Return what to draw on at this size."""
        if size != self._size:
            self._size = size
            self.redraw()
            self._console = self._console_for(size)
        return canvas_for(self._console, plain=False)

    def paint(self, frame: Frame) -> None:
        """Show a frame: only the rows that differ are written, all at once, none cleared first.

        Raises:
            EndOfInput: when the terminal is gone.
        """
        shown, self._rows = self._rows, list(frame.lines)
        if self._is_spoilt:
            self._is_spoilt, shown = False, []
        parts = []
        for number, line in enumerate(frame.lines):
            if number >= len(shown) or shown[number] != line:
                # Behind a full row, the cursor still stands on its last cell, and would clear it.
                rest = "\x1b[K" if line.cell_len < self._size.columns else ""
                parts.append(f"\x1b[{number + 1};1H{self._styled(line)}\x1b[0m{rest}")
        row, column = frame.cursor
        parts.append(f"\x1b[{row + 1};{column + 1}H")
        with _disturbed():
            self._write("".join(parts))

    def events(self) -> list[Event]:
        """Wait for keys and return them; none where only the screen has changed.

        Raises:
            EndOfInput: when the terminal is gone.
        """
        patience = self._parser.patience
        try:
            with _disturbed():
                ready, _, _ = select.select([self._in, self._wake[0]], [], [], patience)
            if self._wake[0] in ready:
                self._drain()
            if self._was_continued:  # whoever stopped us may have had the terminal since
                self._take_over()
                return []  # what could be read has been dropped with the rest
            if self._asked_to_stop:
                self._asked_to_stop = False
                return [Press(Key.SUSPEND)]
            if self._in not in ready:
                return [] if ready else self._parser.flush(monotonic())
            raw = os.read(self._in, _AT_ONCE)
        except OSError as error:
            raise EndOfInput from error
        if not raw:
            raise EndOfInput
        return self._parser.feed(raw, monotonic())

    def suspend(self) -> None:
        """Give the terminal back and stop, as Ctrl-Z asks; take it over again when continued.

        Raises:
            EndOfInput: when the terminal is gone by then.
            StoppedError: for a signal that came while stopped.
        """
        self._give_back()
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        with _disturbed():
            os.kill(0, signal.SIGTSTP)  # all of a pipeline stops, as the terminal would have it
        signal.signal(signal.SIGTSTP, before)
        self._take_over()

    def redraw(self) -> None:
        """Have all of the screen painted again."""
        self._is_spoilt = True

    def _take_over(self) -> None:
        """Read single keys, Ctrl-C and Ctrl-S among them, and turn to the alternate screen."""
        self._is_ours = True
        while True:
            try:
                with _disturbed():
                    termios.tcsetattr(self._in, termios.TCSAFLUSH, _for_keys(self._in))
                break
            except termios.error as error:
                # In the background, this stops us; continued in the foreground, it is tried again.
                if error.args[0] != errno.EINTR:
                    raise EndOfInput from error
        self._was_continued = False
        self.redraw()
        self._write(_ENTER)

    def _give_back(self) -> None:
        """Restore the terminal; what was typed ahead does not reach the shell."""
        if not self._is_ours:
            return
        self._is_ours = False
        with contextlib.suppress(EndOfInput):
            self._write(_LEAVE)
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self._in, termios.TCSAFLUSH, self._before)

    def _styled(self, line: Text) -> str:
        with self._console.capture() as capture:
            self._console.print(line, end="", no_wrap=True, overflow="ignore", crop=False)
        return capture.get()

    def _console_for(self, size: Size) -> Console:
        return Console(
            file=self._stderr,
            force_terminal=True,
            width=size.columns,
            height=size.rows,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def _write(self, text: str) -> None:
        rest = memoryview(text.encode(self._encoding, "replace"))
        try:
            while rest:
                rest = rest[os.write(self._out, rest) :]
        except OSError as error:
            raise EndOfInput from error

    def _on_change(self, _signum: int, _frame: FrameType | None) -> None:
        """Paint everything again: the size is another, or someone else had the screen."""
        self.redraw()

    def _on_continue(self, _signum: int, _frame: FrameType | None) -> None:
        self._was_continued = True

    def _on_stop(self, _signum: int, _frame: FrameType | None) -> None:
        self._asked_to_stop = True

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while os.read(self._wake[0], 512):
                pass


def _for_keys(terminal: int) -> list[Any]:
    """Return a terminal's modes with each key read at once, unseen, and none a signal."""
    iflag, oflag, cflag, lflag, ispeed, ospeed, special = termios.tcgetattr(terminal)
    iflag &= ~termios.IXON
    lflag &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
    special = [*special]
    special[termios.VMIN], special[termios.VTIME] = 1, 0
    return [iflag, oflag, cflag, lflag, ispeed, ospeed, special]


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the signals that end an interview waiting, so that each step is whole."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _disturbed() -> Iterator[None]:
    """Let those signals through while the system may make us wait: nothing is half done there."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
