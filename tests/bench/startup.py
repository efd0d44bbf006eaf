"""Time commands from their start to their end, each between two runs of the unit."""

import compileall
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import IO

import custcheck

UNIT = "import typer, rich.console, yaml"
FLOORS = (UNIT, "pass")
"""What is run beside the commands: the unit that they are held against, and Python alone."""
_PACKAGE = Path(custcheck.__file__).parent
_OURS_ALONE = (
    *("NO_COLOR", "FORCE_COLOR", "COLORTERM", "ACCESSIBLE"),
    *("SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """A custcheck command with a budget."""

    what: str
    arguments: tuple[str, ...]
    budget: float
    until: str = ""
    """The clock stops when this stands on stderr; without it, when the command ends."""
    size: tuple[int, int] | None = None
    """Columns and rows of the terminal that it runs in; None where it has only pipes."""


@dataclass(slots=True)
class Timed:
    """How long a command took, run by run, and that over the unit's time beside it."""

    seconds: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Running:
    """A program that runs, and a person's end of its stdin and stderr."""

    process: subprocess.Popen[bytes]
    keyboard: IO[bytes]
    screen: IO[bytes]

    def write(self, keys: bytes) -> None:
        """Type something."""
        os.write(self.keyboard.fileno(), keys)

    def read(self, patience: float | None = None) -> bytes:
        """Return what it says next; nothing at its end, or where no more comes for so long."""
        if patience is not None and not select.select([self.screen], [], [], patience)[0]:
            return b""
        try:
            return os.read(self.screen.fileno(), 1 << 16)
        except OSError:  # Linux says so when the other side of a terminal is gone
            return b""

    def until(self, words: bytes, patience: float | None = None) -> bytes:
        """Return what it says up to some words; where there are none, to its end.

        Raises:
            RuntimeError: when the words do not come.
        """
        said = b""
        while piece := self.read(patience):
            said += piece
            if words and words in said:
                return said
        if words:
            raise RuntimeError(f"{words.decode()!r} did not come: {said.decode(errors='replace')}")
        return said


def byte_compile() -> None:
    """Compile custcheck; what pip installed was compiled by it, or is by the untimed run."""
    compileall.compile_dir(_PACKAGE, quiet=1)


def measure(
    commands: Sequence[Command], runs: int, folder: Path
) -> tuple[list[Timed], list[list[float]]]:
    """Return the times of the commands and of the floors, all of them interleaved.

    Raises:
        RuntimeError: when a command cannot be run.
    """
    floors: list[list[float]] = [[] for _ in FLOORS]
    timed = [Timed() for _ in commands]

    def unit() -> float:
        return _seconds((sys.executable, "-c", UNIT), folder)

    for run in range(-1, runs):  # the first is not counted
        before = unit()
        for command, times in zip(commands, timed, strict=True):
            seconds = _seconds((*program(), *command.arguments), folder, command)
            after = unit()
            if run >= 0:
                times.seconds.append(seconds)
                times.ratios.append(2 * seconds / (before + after))
                floors[0].append(after)
            before = after
        floors[1].append(_seconds((sys.executable, "-c", FLOORS[1]), folder))
    return timed, floors


def program() -> tuple[str, ...]:
    """Return what starts custcheck: the installed script, or the package where there is none."""
    script = Path(sys.executable).with_name("custcheck")
    return (str(script),) if script.exists() else (sys.executable, "-m", "custcheck")


def environment(folder: Path, size: tuple[int, int] | None = None) -> dict[str, str]:
    """Return the environment of every run: a home of its own, a terminal's size."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS_ALONE}
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    columns, rows = size or (80, 24)
    kept |= homes | {"COLUMNS": str(columns), "LINES": str(rows)}
    kept |= {"TERM": "xterm-256color"} if size else {}
    return kept | {"PYTHONPATH": str(_PACKAGE.parent)}


@contextmanager
def started(
    arguments: Sequence[str],
    folder: Path,
    environ: Mapping[str, str],
    size: tuple[int, int] | None = None,
) -> Iterator[Running]:
    """Start a program that reads and speaks through pipes, or in a terminal of this size."""
    if size is None:
        pipe = subprocess.PIPE
        with subprocess.Popen(
            arguments, cwd=folder, env=environ, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe
        ) as process:
            assert process.stdin
            assert process.stderr
            yield Running(process, process.stdin, process.stderr)
        return
    import pty  # late: not every system has terminals of this kind
    import termios

    columns, rows = size
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (rows, columns))
    with (
        subprocess.Popen(
            arguments,
            cwd=folder,
            env=environ,
            stdin=its,
            stdout=subprocess.DEVNULL,
            stderr=its,
            start_new_session=True,
        ) as process,
        os.fdopen(ours, "r+b", buffering=0) as terminal,
    ):
        os.close(its)
        yield Running(process, terminal, terminal)


def _seconds(arguments: Sequence[str], folder: Path, command: Command | None = None) -> float:
    """Run a program and return how long it took."""
    until = command.until.encode() if command else b""
    size = command.size if command else None
    environ = environment(folder, size)
    start = perf_counter()
    with started(arguments, folder, environ, size) as running:
        said = running.until(until)
        seconds = perf_counter() - start
        running.keyboard.close()
        running.process.wait()
        stopped = perf_counter() - start
    if not until and running.process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed: {said.decode(errors='replace')}")
    return seconds if until else stopped
