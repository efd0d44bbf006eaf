"""Measure custcheck's speed budgets and print them as one table. Run by hand, never by pytest.

    python tests/bench/run.py [--runs N]

How to read it. Absolute times drift with the machine and its mood, so a command's start-up is
given as a ratio: its wall time over that of ``python -c "import typer, rich.console, yaml"``, run
just before and just after it (A B A B). "ratio" is the median of at least 15 such pairs, "min"
and "max" are the extremes; "ms" is the median time itself, worth reading only beside the floor
below the table. A median that comes and goes around its budget is a reason to run again with
more ``--runs`` on a quiet machine, a "min" above the budget is a miss.

Rendering and saving are too short for a process of their own: they are timed inside this one,
in milliseconds, with everything imported. Their "max" is as a rule the first run, caches cold.
Saving waits for the disk that holds the temporary folder.

All code is byte-compiled first, and run once untimed: without .pyc files every start costs twice
as much. The exit code is 0, whatever the table says.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from inside import render_times, save_times
from material import banks_of, write_answers
from startup import FLOORS, Command, Timed, byte_compile, measure

from custcheck import banks

FEWEST_RUNS = 15
RENDER_MS, SAVE_MS = 30.0, 15.0
_HEAD = ("what", "budget", "median", "min", "max", "met", "ms")
_WIDTHS = (44, 7, 7, 7, 7, 4, 7)


def commands(folder: Path) -> tuple[Command, ...]:
    """Return the commands whose start-up has a budget; what they read is written to a folder."""
    core = {name: path for name, path in banks.shipped().items() if name in banks.CORE}
    every = banks.shipped()
    first = banks_of(core)[0].bank.questions[0].text
    answers = [str(write_answers(folder / f"{len(of)}.yaml", banks_of(of))) for of in (core, every)]
    audit = ("audit", "--answers")
    return (
        Command("--version", ("--version",), 0.25),
        Command("--help", ("--help",), 1.6),
        Command(f"audit, the {len(core)} core banks", (*audit, answers[0]), 2.6),
        Command(f"audit, all {len(every)} banks", (*audit, answers[1]), 2.9),
        Command("check of the shipped questionnaires", ("check", str(banks.folder())), 2.4),
        Command("first question on the screen", ("audit", "--file", "new.yaml"), 2.4, until=first),
    )


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as lines, the first column to the left and the others to the right."""
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, _WIDTHS, strict=True))
        )
        for row in rows
    )


def _startup_row(command: Command, timed: Timed) -> tuple[str, ...]:
    ratios = timed.ratios
    return (
        command.what,
        f"{command.budget:.2f}",
        *(f"{number:.2f}" for number in (median(ratios), min(ratios), max(ratios))),
        "yes" if median(ratios) <= command.budget else "NO",
        f"{1000 * median(timed.seconds):.0f}",
    )


def _inside_row(what: str, budget: float, seconds: Sequence[float]) -> tuple[str, ...]:
    times = [1000 * second for second in seconds]
    return (
        what,
        f"{budget:.0f} ms",
        *(f"{number:.1f}" for number in (median(times), min(times), max(times))),
        "yes" if median(times) < budget else "NO",
        f"{median(times):.1f}",
    )


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description="Measure custcheck's speed budgets.")
    parser.add_argument("--runs", type=int, default=FEWEST_RUNS, metavar="N")
    runs: int = max(parser.parse_args().runs, FEWEST_RUNS)
    byte_compile()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chosen = commands(folder)
        timed, floors = measure(chosen, runs, folder)
        core = banks_of({name: banks.shipped()[name] for name in banks.CORE})
        rows = [_HEAD, *map(_startup_row, chosen, timed)]
        rows.append(_inside_row("render the terminal report", RENDER_MS, render_times(core, runs)))
        rows.append(_inside_row("save an answer", SAVE_MS, save_times(core, runs, folder)))
    print(table(rows))
    for code, seconds in zip(FLOORS, floors, strict=True):
        print(f'floor: python -c "{code}"  {1000 * median(seconds):.0f} ms')
    print(f"{runs} runs, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
