"""Time commands from their start to their end, each between two runs of the unit."""

import compileall
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import custcheck

UNIT = "import typer, rich.console, yaml"
FLOORS = (UNIT, "pass")
"""What is run beside the commands: the unit that they are held against, and Python alone."""
_PACKAGE = Path(custcheck.__file__).parent
_OURS_ALONE = ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True, slots=True)
class Command:
    """A custcheck command with a budget."""

    what: str
    arguments: tuple[str, ...]
    budget: float
    until: str = ""
    """The clock stops when this stands on stderr; without it, when the command ends."""


@dataclass(slots=True)
class Timed:
    """How long a command took, run by run, and that over the unit's time beside it."""

    seconds: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)


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
    environment = _environment(folder)
    floors: list[list[float]] = [[] for _ in FLOORS]
    timed = [Timed() for _ in commands]

    def unit() -> float:
        return _seconds((sys.executable, "-c", UNIT), folder, environment)

    for run in range(-1, runs):  # the first is not counted
        before = unit()
        for command, times in zip(commands, timed, strict=True):
            seconds = _seconds((*_program(), *command.arguments), folder, environment, command)
            after = unit()
            if run >= 0:
                times.seconds.append(seconds)
                times.ratios.append(2 * seconds / (before + after))
                floors[0].append(after)
            before = after
        floors[1].append(_seconds((sys.executable, "-c", FLOORS[1]), folder, environment))
    return timed, floors


def _program() -> tuple[str, ...]:
    """Return what starts custcheck: the installed script, or the package where there is none."""
    script = Path(sys.executable).with_name("custcheck")
    return (str(script),) if script.exists() else (sys.executable, "-m", "custcheck")


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of every run: a home of its own, a terminal's width."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS_ALONE}
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    return kept | homes | {"COLUMNS": "80", "LINES": "24", "PYTHONPATH": str(_PACKAGE.parent)}


def _seconds(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    command: Command | None = None,
) -> float:
    """Run a program and return how long it took."""
    until = command.until.encode() if command else b""
    start = perf_counter()
    with subprocess.Popen(
        arguments,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        said = _read_until(process, until)
        seconds = perf_counter() - start
        if process.stdin:
            process.stdin.close()
        process.wait()
        stopped = perf_counter() - start
    if (until and until not in said) or (not until and process.returncode):
        raise RuntimeError(f"{' '.join(arguments)} failed: {said.decode(errors='replace')}")
    return seconds if until else stopped


def _read_until(process: subprocess.Popen[bytes], words: bytes) -> bytes:
    """Return what a process says on stderr up to some words, or to its end."""
    said = b""
    while process.stderr and (piece := os.read(process.stderr.fileno(), 1 << 16)):
        said += piece
        if words and words in said:
            break
    return said
