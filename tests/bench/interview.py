"""Measure what an answer costs: time, and bytes on the screen and the disk. Run by hand.

    python tests/bench/interview.py [--runs N]

How to read it. A quick audit is held to its end, ``--runs`` times each, by the whole program: by
keys in a terminal of two sizes, and by lines through a pipe. An answer's clock starts when its key
is written to the terminal, and stops when the next question's number has come back: read, applied,
saved, drawn and painted. "95 %" is the time that 19 of 20 answers stay under, "n" how many there
were. Between two answers the program gets a moment of silence, as from a person, so that no key
looks held down.

What an answer is made of is too short to be told apart from outside: it is timed inside this
process, step by step through the same audit. Saving ends with the disk that holds the temporary
folder, "its YAML alone" does not touch it. A key in key mode draws twice, for what is on screen
decides what it may do, and paints once.

Bytes are counted up to the silence after each answer. Those to the disk are the file's size after
each answer: an audit writes it whole each time, and once more when it is finished.

The first question is held against ``python -c "import typer, rich.console, yaml"``, as run.py
does, and the piped one beside it is run.py's own. It needs a system that has pseudo-terminals. The
exit code is 0, whatever the table says.
"""

import argparse
import os
import pty
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TypeVar

from material import DAY, banks_of, response_to
from run import FEWEST_RUNS, SAVE_MS, commands, table
from startup import FLOORS, UNIT, Command, byte_compile, environment, measure, program, started

from custcheck import banks
from custcheck.answers.store import Store
from custcheck.answers.writing import to_yaml
from custcheck.interview.full_screen import FullScreen
from custcheck.interview.keys import Press
from custcheck.interview.press import press
from custcheck.interview.screen.draw import draw
from custcheck.interview.screen.frame import Size
from custcheck.interview.state import from_response, to_response
from custcheck.interview.view import Seen, View
from custcheck.model import Extent, LoadedBank, Response

INTERVIEWS = 5
"""How often each audit is held, unless told otherwise."""
SIZES = ((80, 24), (40, 24))
_KEYS = "12"
"""Two keys that every question takes, in turn."""
_SILENCE = 0.05
"""Seconds in which nothing more is painted. Two are longer than a held key's repeats."""
_PATIENCE = 20.0
_ORGANISATION = "Acme"
_AUDIT = ("audit", "--quick", "--organisation", _ORGANISATION)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to be interviewed."""

    what: str
    number: str
    """How a question's number is shown."""
    size: tuple[int, int] | None = None
    """The terminal's size; None for a pipe."""

    def keys(self, key: str) -> bytes:
        """Return what gives an answer."""
        return (key if self.size else f"{key}\n").encode()


WAYS = (
    *(Way(f"key mode, {columns} by {rows}", "{}/{}", (columns, rows)) for columns, rows in SIZES),
    Way("line mode, a pipe", "{} of {}.", None),
)


@dataclass(slots=True)
class Answers:
    """What the answers of some audits cost, one by one."""

    seconds: list[float] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    """Bytes."""


@dataclass(slots=True)
class Parts:
    """What the parts of an answer take, one by one, in seconds."""

    save: list[float] = field(default_factory=list)
    write: list[float] = field(default_factory=list)
    draw: dict[Size, list[float]] = field(default_factory=dict)
    paint: dict[Size, list[float]] = field(default_factory=dict)


class Unseen(FullScreen):
    """A screen whose bytes go nowhere."""

    def _write(self, text: str) -> None:
        text.encode(self._encoding, "replace")


def hold(way: Way, total: int, folder: Path, answers: Answers) -> None:
    """Hold a whole audit of so many questions.

    Raises:
        RuntimeError: when it does not go as it should.
    """
    path = folder / "held.yaml"
    path.unlink(missing_ok=True)
    numbers = [f"Question {way.number.format(n + 1, total)}".encode() for n in range(total)]
    command = (*program(), *_AUDIT, "--file", str(path))
    with started(command, folder, environment(folder, way.size), way.size) as running:

        def silence() -> bytes:
            return b"".join(iter(lambda: running.read(_SILENCE), b""))

        running.until(numbers[0], _PATIENCE)
        silence()
        for key, words in zip(cycle(_KEYS), [*numbers[1:], f"{total} answered".encode()]):
            start = perf_counter()
            running.write(way.keys(key))
            said = running.until(words, _PATIENCE)
            answers.seconds.append(perf_counter() - start)
            answers.shown.append(len(said + silence()))
        if way.size:
            running.write(b"f")
            running.until(b"", _PATIENCE)
        running.keyboard.close()
    if running.process.returncode:
        raise RuntimeError(f"{way.what}: the audit ended with {running.process.returncode}")


def begun(asked: Sequence[LoadedBank], extent: Extent) -> Response:
    """Return an audit before its first answer."""
    full = response_to(asked)
    return replace(full, organisation=_ORGANISATION, extent=extent, answers={})


def views(asked: Sequence[LoadedBank], extent: Extent) -> list[View]:
    """Return what an audit has on screen from its first question to the review, and its end."""
    interview = from_response(begun(asked, extent), asked)
    shown = [View(interview, DAY, _ORGANISATION)]
    for key in (*islice(cycle(_KEYS), len(interview.items)), "f"):
        after = press(shown[-1], Press(key), Seen())
        assert isinstance(after, View)
        shown.append(after)
    return shown


def sizes_on_disk(asked: Sequence[LoadedBank], extent: Extent) -> list[int]:
    """Return the size of an audit's file after each answer, and when it is finished."""
    responses = [to_response(view.interview, begun(asked, extent)) for view in views(asked, extent)]
    return [
        len(to_yaml(replace(response, revision=revision)).encode())
        for revision, response in enumerate(responses)
        if revision
    ]


def time_parts(asked: Sequence[LoadedBank], folder: Path, parts: Parts) -> None:
    """Go through a quick audit once, and time what each of its answers is made of."""
    shown = views(asked, Extent.QUICK)
    start = begun(asked, Extent.QUICK)
    path = folder / "parts.yaml"
    path.unlink(missing_ok=True)
    with Store(path, print) as store:
        for view in shown[1:-1]:
            response = to_response(view.interview, start)
            parts.save.append(_timed(partial(store.save, response))[0])
            parts.write.append(_timed(partial(to_yaml, response))[0])
    for size in (Size(*size) for size in SIZES):
        _time_screen(shown[:-1], size, parts)


def _time_screen(shown: Sequence[View], size: Size, parts: Parts) -> None:
    with ExitStack() as stack:
        ends = [stack.enter_context(os.fdopen(end, "w", encoding="utf-8")) for end in pty.openpty()]
        screen = Unseen(ends[1], ends[1])
        canvas = screen.canvas(size)
        screen.paint(draw(shown[0], size, canvas))
        for view in shown[1:]:
            seconds, frame = _timed(partial(draw, view, size, canvas))
            parts.draw.setdefault(size, []).append(seconds)
            seconds, _ = _timed(partial(screen.paint, frame))
            parts.paint.setdefault(size, []).append(seconds)


def _timed(act: Callable[[], Result]) -> tuple[float, Result]:
    start = perf_counter()
    result = act()
    return perf_counter() - start, result


def row(
    what: str, numbers: Sequence[float], *, digits: int, last: str = "", budget: float | None = None
) -> tuple[str, ...]:
    """Return a row of the table."""
    middle, high = median(numbers), quantiles(numbers, n=20, method="inclusive")[-1]
    return (
        what,
        "" if budget is None else f"{budget:.{digits}f}",
        *(f"{number:,.{digits}f}" for number in (middle, high, max(numbers))),
        "" if budget is None else "yes" if middle <= budget else "NO",
        last,
    )


def print_rows(title: str, last: str, rows: Sequence[Sequence[str]]) -> None:
    """Print a part of the table under its own head."""
    head = (title, "budget", "median", "95 %", "max", "met", last)
    print(table([head, *rows]), end="\n\n", flush=True)


def print_answers(asked: Sequence[LoadedBank], runs: int, folder: Path) -> None:
    """Hold the audits, and print what their answers took."""
    total = len(views(asked, Extent.QUICK)[0].interview.items)
    costs = {way: Answers() for way in WAYS}
    parts = Parts()
    for _ in range(runs):
        for way, answers in costs.items():
            hold(way, total, folder, answers)
        time_parts(asked, folder, parts)

    def in_ms(what: str, seconds: Sequence[float], budget: float | None = None) -> tuple[str, ...]:
        times = [1000 * second for second in seconds]
        return row(what, times, digits=1, last=f"{len(times)}", budget=budget)

    screens = [
        in_ms(f"{what}, {size.columns} by {size.rows}", seconds)
        for what, of in (("draw", parts.draw), ("paint", parts.paint))
        for size, seconds in of.items()
    ]
    times = [in_ms(way.what, answers.seconds) for way, answers in costs.items()]
    saving = (in_ms("save, synced", parts.save, SAVE_MS), in_ms("its YAML alone", parts.write))
    print_rows("milliseconds from a key to the next question", "n", times)
    print_rows("milliseconds of it, inside", "n", [*saving, *screens])
    on_disk = {extent: sizes_on_disk(asked, extent) for extent in (Extent.QUICK, Extent.FULL)}
    files = [
        row(f"to the disk, {len(of) - 1} questions", of[:-1], digits=0, last=f"{len(of) - 1}")
        for of in on_disk.values()
    ]
    shown = [
        row(way.what, answers.shown, digits=0, last=f"{len(answers.shown)}")
        for way, answers in costs.items()
    ]
    print_rows("bytes of an answer", "n", [*shown, *files])
    for of in on_disk.values():
        print(f"{len(of) - 1} questions: {of[-2]:,} bytes in the file at the last answer, ", end="")
        print(f"{sum(of):,} written in {len(of)} saves")
    print()


def print_first(asked: Sequence[LoadedBank], runs: int, folder: Path) -> None:
    """Time the way to the first question, and print it."""
    total = len(views(asked, Extent.QUICK)[0].interview.items)
    piped = next(command for command in commands(folder) if command.until)
    wanted = [
        Command(
            way.what,
            (*_AUDIT, "--file", "first.yaml"),
            piped.budget,
            until=f"Question {way.number.format(1, total)}",
            size=way.size,
        )
        for way in WAYS
        if way.size
    ]
    wanted.append(replace(piped, what="line mode, a pipe"))
    timed, floors = measure(wanted, runs, folder)
    rows = [
        row(
            command.what,
            times.ratios,
            digits=2,
            last=f"{1000 * median(times.seconds):.0f}",
            budget=command.budget,
        )
        for command, times in zip(wanted, timed, strict=True)
    ]
    print_rows("times the unit to the first question", "ms", rows)
    floor = 1000 * median(floors[FLOORS.index(UNIT)])
    print(f'unit: python -c "{UNIT}"  {floor:.0f} ms')


def main() -> None:
    """Measure everything and print the table, part by part as they come."""
    parser = argparse.ArgumentParser(description="Measure what an answer of the interview costs.")
    parser.add_argument("--runs", type=int, default=INTERVIEWS, metavar="N")
    runs: int = parser.parse_args().runs
    os.environ["TERM"] = "xterm-256color"  # what is painted here is painted as in the terminals
    byte_compile()
    core = banks_of({name: banks.shipped()[name] for name in banks.CORE})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print_answers(core, runs, folder)
        print_first(core, max(runs, FEWEST_RUNS), folder)
    print(f"{runs} runs, {max(runs, FEWEST_RUNS)} to the first question; ", end="")
    print(f"Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
