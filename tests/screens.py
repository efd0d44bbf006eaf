"""A pseudo-terminal to run custcheck at: who types there, what the screen shows, and the shell.

Run as a program, this file is that shell: as small as one can be that has job control.
"""

import codecs
import contextlib
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import IO, Any

PATIENCE = 60.0
SCRIBBLE = "▒"
_BETWEEN = 0.1
"""Seconds before the same key is pressed again: sooner would be a key held down."""
_LOOK_AGAIN = 0.05
_DONE = b"\0"
"""What the shell writes to the terminal when a command is over: all that it showed is read then."""
_CONTROL = re.compile(
    r"\x1b\[(?P<private>\??)(?P<numbers>[0-9;]*)(?P<final>[A-Za-z])"
    r"|(?P<begun>\x1b(?:\[[?0-9;]*)?\Z)"
)


class Screen:
    """What a terminal shows of what is written to it, as strictly as xterm.

    Raises:
        ValueError: for a control sequence that it does not know.
    """

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.is_alternate = False
        self.brackets_pastes = False
        self.cursor = (0, 0)
        """Row and column, from 0."""
        self.styles: set[int] = set()
        """All the numbers that came in styles."""
        self._cells = self._blank()
        self._main = (self._cells, self.cursor)
        """What the main screen shows while the alternate one is on."""
        self._wraps = False
        """Whether the last column is written, so that the next character begins a line."""
        self._rest = ""

    @property
    def lines(self) -> list[str]:
        """Its rows without the spaces at their ends."""
        return ["".join(row).rstrip() for row in self._cells]

    @property
    def text(self) -> str:
        """All rows as one text."""
        return "\n".join(self.lines)

    def resize(self, rows: int, columns: int) -> None:
        """Have another size; what is on it then is anybody's guess."""
        self.rows, self.columns = rows, columns
        self.cursor = (0, 0)
        self.scribble()

    def scribble(self) -> None:
        """Be full of what another program wrote."""
        self._cells = [[SCRIBBLE] * self.columns for _ in range(self.rows)]
        self._wraps = False

    def feed(self, text: str) -> None:
        """Show more text."""
        text, self._rest = self._rest + text, ""
        at = 0
        while at < len(text):
            if text[at] != "\x1b":
                self._put(text[at])
                at += 1
                continue
            found = _CONTROL.match(text, at)
            if found is None:
                raise ValueError(f"unknown: {text[at : at + 20]!r}")
            if found["begun"]:
                self._rest = text[at:]
                return
            numbers = [int(number) for number in found["numbers"].split(";") if number]
            self._control(found["private"] + found["final"], numbers, found[0])
            at = found.end()

    def _control(self, name: str, numbers: list[int], whole: str) -> None:
        row, column = self.cursor
        match name, numbers:
            case "H", _:
                down, right, *_ = *numbers, 1, 1
                self._move(down - 1, right - 1)
            case "K", [] | [0]:
                # As xterm does it: after the last column is written, this takes it away again.
                self._cells[row][column:] = [" "] * (self.columns - column)
                self._wraps = False
            case "J", [2]:
                self._cells = self._blank()
            case "m", _:
                self.styles.update(numbers)
            case "?h", [1049]:
                if not self.is_alternate:
                    self._main = self._cells, self.cursor
                    self._cells, self.is_alternate = self._blank(), True
            case "?l", [1049]:
                if self.is_alternate:
                    self._cells, self.cursor = self._main
                    self._cells, self.is_alternate = self._fitted(self._cells), False
                    self._move(*self.cursor)
            case "?h" | "?l", [2004]:
                self.brackets_pastes = name == "?h"
            case _:
                raise ValueError(f"unknown here: {whole!r}")

    def _put(self, character: str) -> None:
        row, column = self.cursor
        match character:
            case "\n":
                self._line_feed()
            case "\r":
                self._move(row, 0)
            case "\b":
                self._move(row, column - 1)
            case "\a" | "\0":
                pass
            case _ if unicodedata.combining(character):
                self._cells[row][max(column - 1, 0)] += character
            case _:
                self._show(character, 2 if unicodedata.east_asian_width(character) in "WF" else 1)

    def _show(self, character: str, width: int) -> None:
        row, column = self.cursor
        if self._wraps or column + width > self.columns:
            self._move(row, 0)
            self._line_feed()
            row, column = self.cursor
        self._cells[row][column : column + width] = [character, *[""] * (width - 1)]
        self._move(row, column + width)
        self._wraps = column + width == self.columns

    def _line_feed(self) -> None:
        row, column = self.cursor
        if row == self.rows - 1:
            self._cells = [*self._cells[1:], [" "] * self.columns]
        self._move(row + 1, column)

    def _move(self, row: int, column: int) -> None:
        self.cursor = (min(max(row, 0), self.rows - 1), min(max(column, 0), self.columns - 1))
        self._wraps = False

    def _blank(self) -> list[list[str]]:
        return [[" "] * self.columns for _ in range(self.rows)]

    def _fitted(self, cells: list[list[str]]) -> list[list[str]]:
        """Return rows from another size of screen at the present one."""
        more = [[" "] * self.columns for _ in range(self.rows - len(cells))]
        wide = [[*row, *" " * self.columns][: self.columns] for row in cells]
        return [*wide[len(wide) - self.rows + len(more) :], *more]


class Terminal:
    """A person's end of the terminal that custcheck runs in."""

    def __init__(
        self,
        master: int,
        name: str,
        shell: "subprocess.Popen[bytes]",
        report: IO[bytes],
        screen: Screen,
    ) -> None:
        self.master = master
        self.pid = 0
        """The process that runs at the terminal."""
        self.raw = b""
        """All that was written to the terminal."""
        self.shown = ""
        """The same as text, for what comes line by line."""
        self.screen = screen
        self._name = name
        self._shell = shell
        self._report = report
        self._seen = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._messages = deque[str]()
        self._message = b""
        self._pressed: dict[bytes, float] = {}
        self._ends = 0

    # What runs here

    def start(
        self, *arguments: str, streams: Sequence[int] = (0, 2), patch: str | None = None
    ) -> None:
        """Run Python with these arguments; of its streams, the terminal gets those named.

        With a patch, these are arguments of custcheck, which the shell then holds in memory to
        start it faster. The patch is Python that runs there once, before the first start.
        """
        self._tell({"run": arguments, "streams": streams, "patch": patch})
        self.pid = int(self._told("started")[0])

    def ends(self) -> int:
        """Wait for the end, and return the exit code."""
        (code,) = self._told("ended")
        self._read_all()
        self.pid = 0
        return int(code)

    def stops(self) -> None:
        """Wait until the process is stopped, and the shell has the terminal."""
        self._told("stopped")
        self._read_all()

    def go_on(self) -> None:
        """Let the stopped process go on, as ``fg`` does."""
        self._tell({"run": None, "is_behind": False})

    def go_on_behind(self) -> None:
        """Let the stopped process go on without the terminal, as ``bg`` does."""
        self._tell({"run": None, "is_behind": True})

    def signal(self, signum: signal.Signals) -> None:
        """Send the process a signal."""
        os.kill(self.pid, signum)

    @property
    def report(self) -> bytes:
        """What was written to standard output, or to a standard error that is no terminal."""
        self._report.seek(0)
        return self._report.read()

    @property
    def modes(self) -> list[Any]:
        """The terminal's attributes."""
        return termios.tcgetattr(self.master)

    @property
    def unread(self) -> int:
        """How many of the bytes typed wait for a program to read them."""
        terminal = os.open(self._name, os.O_RDWR | os.O_NOCTTY)
        try:
            raw = fcntl.ioctl(terminal, termios.FIONREAD, struct.pack("i", 0))
        finally:
            os.close(terminal)
        return int(struct.unpack("i", raw)[0])

    # The person

    def send(self, raw: bytes) -> None:
        """Type or paste something, whatever is on screen."""
        os.write(self.master, raw)

    def hit(self, key: bytes, *, then: str) -> None:
        """Press a key, no faster than a person does, and wait until a text is on screen."""
        pressed = self._pressed.get(key, float("-inf"))
        while (rest := pressed + _BETWEEN - monotonic()) > 0:
            self._read(rest)
        self.send(key)
        self.sees(then)
        self._pressed[key] = monotonic()

    def type(self, line: str, *, then: str, prompt: str = "Answer: ") -> None:
        """Wait for the prompt, type a line, and wait for a text."""
        self.press(f"{line}\n".encode(), prompt=prompt)
        self.wait_for(then)

    def press(self, key: bytes, *, prompt: str = "Answer: ") -> None:
        """Wait for the prompt, and press a key."""
        self.wait_for(prompt)
        self.send(key)

    def resize(self, rows: int, columns: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self.master)
        self.master = -1

    # What there is to see

    def wait_for(self, text: str) -> None:
        """Wait until a text is shown, after what was waited for before."""
        self.wait_until(
            lambda: text in self.shown[self._seen :],
            lambda: f"{text!r} was not shown, but:\n{self.shown[self._seen :]}",
        )
        self._seen = self.shown.index(text, self._seen) + len(text)

    def sees(self, text: str) -> None:
        """Wait until a text is on screen, wherever its lines break, and nothing scribbled."""
        self.wait_until(
            lambda: text in squeezed(self.screen.text) and SCRIBBLE not in self.screen.text,
            lambda: f"{text!r} did not come on screen, but:\n{self.screen.text}",
        )

    def wait_until(self, holds: Callable[[], bool], says: Callable[[], str] = str) -> None:
        """Wait until something holds.

        Raises:
            AssertionError: when it does not.
        """
        end = monotonic() + PATIENCE
        while not holds():
            if monotonic() > end:
                raise AssertionError(says())
            self._read(_LOOK_AGAIN)

    @property
    def last_words(self) -> str:
        """What was said after the alternate screen was left, in one line."""
        return squeezed(self.shown.rpartition("\x1b[?1049l")[2])

    # How it is done

    def _tell(self, command: object) -> None:
        assert self._shell.stdin is not None
        self._shell.stdin.write(f"{json.dumps(command)}\n".encode())
        self._shell.stdin.flush()

    def _told(self, what: str) -> list[str]:
        """Wait for the shell's next message, and return what it adds to its first word."""
        self.wait_until(lambda: bool(self._messages), lambda: f"not {what}:\n{self.shown}")
        first, *rest = self._messages.popleft().split()

        assert first == what, f"{first}, not {what}:\n{self.shown}"
        return rest

    def _read_all(self) -> None:
        """Read what was shown until the shell took over."""
        if self.master >= 0:
            self._ends += 1
            self.wait_until(lambda: self.raw.count(_DONE) == self._ends)

    def _read(self, patience: float) -> None:
        """Read what comes from the terminal and the shell in so many seconds."""
        assert self._shell.stdout is not None
        messages = self._shell.stdout.fileno()
        sources = [messages, self.master] if self.master >= 0 else [messages]
        ready, _, _ = select.select(sources, [], [], max(patience, 0))
        if messages in ready:
            *lines, self._message = (self._message + os.read(messages, 4096)).split(b"\n")
            self._messages.extend(line.decode() for line in lines)
        if self.master in ready:
            raw = os.read(self.master, 65536)
            self.raw += raw
            text = self._decoder.decode(raw).replace("\0", "")
            # The echo of ^C comes when the signal is on its way: before our last words, or in them.
            self.shown = (self.shown + text.replace("\r", "")).replace("^C", "")
            self.screen.feed(text)


def squeezed(text: str) -> str:
    """Return a text in one line, with single spaces."""
    return " ".join(text.split())


@contextlib.contextmanager
def a_terminal(size: tuple[int, int] = (24, 80)) -> Iterator[Terminal]:
    """Open a terminal of so many rows and columns, with a shell in it."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    name = os.ttyname(slave)
    screen = Screen(*(size if all(size) else (24, 80)))
    with tempfile.TemporaryFile() as report:
        command = [sys.executable, __file__, name, str(report.fileno())]
        # Not measured: a signal that raises inside coverage's own lock hangs the process.
        measured = ("COVERAGE", "COV_CORE")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(measured)}
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            pass_fds=[report.fileno()],
            start_new_session=True,
        ) as shell:
            terminal = Terminal(master, name, shell, report, screen)
            try:
                # Ours stays open until the shell has its own: the first to close ends it.
                terminal._told("ready")
                os.close(slave)
                yield terminal
            finally:
                if terminal.pid:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(terminal.pid, signal.SIGKILL)
                shell.kill()
                if terminal.master >= 0:
                    os.close(terminal.master)


@contextlib.contextmanager
def audit(
    *arguments: str,
    size: tuple[int, int] = (24, 80),
    streams: Sequence[int] = (0, 2),
    patch: str = "",
) -> Iterator[Terminal]:
    """Run ``custcheck audit`` in a terminal of this size; a patch is Python that runs first."""
    patched = f"{patch}\nimport sys\nfrom custcheck.__main__ import main\nsys.exit(main())"
    command = ["-c", patched] if patch else ["-m", "custcheck"]
    with a_terminal(size) as terminal:
        terminal.start(*command, "audit", *arguments, streams=streams)
        yield terminal


# The shell


def _shell(name: str, report: int) -> None:
    """Run the commands that come on standard input, each in the foreground; say how they fare."""
    terminal = os.open(name, os.O_RDWR)
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # the terminal is ours to give and to take
    pid = 0
    is_loaded = False

    def hang_up(*_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGHUP)

    signal.signal(signal.SIGHUP, hang_up)
    print("ready", flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        if command["run"] is None:
            if not command["is_behind"]:
                os.tcsetpgrp(terminal, pid)
            os.killpg(pid, signal.SIGCONT)
        else:
            run = _exec if command["patch"] is None else _preloaded
            if run is _preloaded and not is_loaded:
                _load(command["patch"])
                is_loaded = True
            pid = os.fork()
            if not pid:
                _prepare(terminal, report, command["streams"])
                run(command["run"])
            with contextlib.suppress(OSError):  # it has done so itself
                os.setpgid(pid, pid)
            print(f"started {pid}", flush=True)
        _watch(pid, terminal)


def _prepare(terminal: int, report: int, streams: Sequence[int]) -> None:
    """Be a process in the foreground, with its streams."""
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(terminal if 0 in streams else nothing, 0)
    os.dup2(report, 1)
    os.dup2(terminal if 2 in streams else report, 2)


def _exec(arguments: Sequence[str]) -> None:
    os.execv(sys.executable, [sys.executable, *arguments])


def _load(patch: str) -> None:
    """Import what an interview needs, so that a hundred of them start fast; then patch it."""
    import custcheck.auditing
    import custcheck.cli
    import custcheck.interview.key_mode
    import custcheck.interview.session  # noqa: F401 - all four for what they load

    exec(patch, {})


def _preloaded(arguments: Sequence[str]) -> None:
    from custcheck.__main__ import main

    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww")
    )
    code = main(arguments)
    sys.stdout.flush()
    os._exit(code)


def _watch(pid: int, terminal: int) -> None:
    """Wait until a process ends or stops, take the terminal, and say so."""
    _, status = os.waitpid(pid, os.WUNTRACED)
    with contextlib.suppress(OSError):  # the terminal may be gone
        os.tcsetpgrp(terminal, os.getpgrp())
        os.write(terminal, _DONE)
    if os.WIFSTOPPED(status):
        print("stopped", flush=True)
    else:
        print(f"ended {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    _shell(sys.argv[1], int(sys.argv[2]))
