"""Measure ``custcheck check`` of files and print one table. Run by hand, never by pytest.

    python tests/bench/checking.py [--runs N] [--large-runs N] [--peers FOLDER] [--memory N ...]

How to read it. Absolute times drift with the machine, so a check is given as a ratio: its wall
time over that of another program on the same files, from start to end. Each run of the other
stands between two of custcheck's (A B A); "median", "min" and "max" are over these pairs. The
shipped banks get ``--runs`` of them, at least 15. yamllint needs minutes for the large corpora:
these get ``--large-runs``, 3 unless told otherwise, and there a median within a tenth of its
budget says nothing; one untimed run warms up all but yamllint. "seconds" is the median time of
custcheck and of the other.

The others are yamllint (relaxed), check-jsonschema (with the schema that custcheck prints), and as
the floor one Python process that does no more than walk the events of libyaml's parser. The first
two are installed into a virtual environment: a temporary one, or the one in ``--peers FOLDER``,
which is made when it is not there and kept.

Peak memory is custcheck's alone, for as many files as ``--memory`` says: it should not grow with
their number. The exit code is 0, whatever the tables say.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from corpora import write_answers, write_banks, write_largest, write_shipped
from startup import byte_compile

import custcheck

FEWEST_RUNS, LARGE_RUNS = 15, 3
FILES = 1000
MEMORY_FILES = (100, FILES)
_FLOOR = """
import sys, yaml
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        text = file.read()
    for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
        pass
"""
_HEAD = ("what", "against", "budget", "median", "min", "max", "met", "seconds", "other's")
_WIDTHS = (28, 16, 6, 7, 7, 7, 3, 7, 7)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Files that are checked in one run."""

    what: str
    write: Callable[[Path], list[str]]
    """Writes the files to a folder and returns their names."""
    budgets: Mapping[str, float]
    """What the check may take, in units of another program."""
    kind: str = "bank"
    is_large: bool = True


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended."""

    seconds: float
    peak: float
    """Its peak memory in MB."""


@dataclass(slots=True)
class Pairs:
    """The times of custcheck and of another program on the same files, run by run."""

    own: list[float] = field(default_factory=list)
    other: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        """Custcheck's time over the other's, for each run."""
        return [own / other for own, other in zip(self.own, self.other, strict=True)]


CORPORA = (
    Corpus("the shipped banks", write_shipped, {"yamllint": 0.5}, is_large=False),
    Corpus(
        f"{FILES:,} files of 30 questions",
        lambda folder: write_banks(folder, FILES),
        {"yamllint": 0.03, "check-jsonschema": 0.045},
    ),
    Corpus("one file of almost 1 MiB", write_largest, {"yamllint": 0.04}),
    Corpus(
        f"{FILES:,} answer files",
        lambda folder: write_answers(folder, FILES),
        {},
        kind="answers",
    ),
)


def peers(folder: Path) -> Path:
    """Return the folder of the other programs' scripts; they are installed if need be."""
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    if not any(scripts.glob("yamllint*")):
        venv.create(folder, with_pip=True)
        wanted = ("yamllint", "check-jsonschema")
        pip = (scripts / "python", "-m", "pip", "install", "--quiet", *wanted)
        subprocess.run(pip, check=True)
    return scripts


def own_command(*arguments: str) -> tuple[str, ...]:
    """Return what runs custcheck: its installed script, or else the package."""
    script = Path(sys.executable).with_name("custcheck")
    start = (str(script),) if script.exists() else (sys.executable, "-m", "custcheck")
    return (*start, *arguments)


def others(scripts: Path, schema: Path) -> dict[str, tuple[str, ...]]:
    """Return the commands that custcheck is held against; they take file names."""
    return {
        "yamllint": (str(scripts / "yamllint"), "-d", "relaxed"),
        "check-jsonschema": (str(scripts / "check-jsonschema"), "--schemafile", str(schema)),
        "parser's events": (sys.executable, "-c", _FLOOR),
    }


def run(command: Sequence[str], folder: Path) -> Ended:
    """Run a program in a folder, and return how long it took and what memory.

    Raises:
        RuntimeError: when it cannot be run; what it finds in the files is its own affair.
    """
    kept = {"PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    package = Path(custcheck.__file__).parents[1]
    environment |= {"HOME": str(folder), "COLUMNS": "80", "PYTHONPATH": str(package)}
    start = perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)[:200]} ended with {process.returncode}")
    return Ended(seconds, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024))


def measure(corpus: Corpus, scripts: Path, folder: Path, runs: int) -> dict[str, Pairs]:
    """Return the times of custcheck and of each other program on a corpus, interleaved."""
    files = folder / "files"
    files.mkdir()
    names = corpus.write(files)
    schema = folder / "schema.json"
    schema.write_bytes(subprocess.check_output(own_command("schema", corpus.kind)))
    check = own_command("check", *names)
    commands = {name: (*start, *names) for name, start in others(scripts, schema).items()}
    pairs = {name: Pairs() for name in commands}
    run(check, files)
    for name, command in commands.items():
        if not (corpus.is_large and name == "yamllint"):
            run(command, files)
    for _ in range(runs):
        before = run(check, files).seconds
        for name, command in commands.items():
            seconds = run(command, files).seconds
            after = run(check, files).seconds
            pairs[name].other.append(seconds)
            pairs[name].own.append((before + after) / 2)
            before = after
    return pairs


def rows(corpus: Corpus, pairs: Mapping[str, Pairs]) -> Iterator[tuple[str, ...]]:
    """Yield the table's rows for one corpus."""
    for number, (name, times) in enumerate(pairs.items()):
        budget, ratios = corpus.budgets.get(name), times.ratios
        middle = median(ratios)
        yield (
            "" if number else corpus.what,
            name,
            "" if budget is None else f"{budget:g}",
            *(f"{ratio:.3f}" for ratio in (middle, min(ratios), max(ratios))),
            "" if budget is None else "yes" if middle <= budget else "NO",
            *(f"{median(seconds):.2f}" for seconds in (times.own, times.other)),
        )


def line(cells: Sequence[str]) -> str:
    """Return a row as a line, its first two columns to the left and the others to the right."""
    return "  ".join(
        cell.rjust(width) if column > 1 else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    ).rstrip()


def peaks(numbers: Sequence[int], folder: Path) -> Iterator[str]:
    """Yield a line about peak memory for each number of files."""
    for number in numbers:
        files = folder / f"{number}"
        files.mkdir()
        write_banks(files, number)
        ended = run(own_command("check", "."), files)
        yield f"peak memory, {number:,} files: {ended.peak:.0f} MB ({ended.seconds:.2f} s)"


def main() -> None:
    """Measure everything and print the tables, line by line as they come."""
    parser = argparse.ArgumentParser(description="Measure custcheck check against its budgets.")
    parser.add_argument("--runs", type=int, default=FEWEST_RUNS, metavar="N")
    parser.add_argument("--large-runs", type=int, default=LARGE_RUNS, metavar="N")
    parser.add_argument("--peers", type=Path, metavar="FOLDER")
    parser.add_argument("--memory", type=int, nargs="*", default=MEMORY_FILES, metavar="N")
    given = parser.parse_args()
    byte_compile()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scripts = peers(given.peers.absolute() if given.peers else folder / "peers")
        print(line(_HEAD), flush=True)
        for corpus in CORPORA:
            place = folder / str(CORPORA.index(corpus))
            place.mkdir()
            runs = given.large_runs if corpus.is_large else max(given.runs, FEWEST_RUNS)
            for cells in rows(corpus, measure(corpus, scripts, place, runs)):
                print(line(cells), flush=True)
        for said in peaks(given.memory, folder):
            print(said, flush=True)
    print(f"{max(given.runs, FEWEST_RUNS)} and {given.large_runs} runs, {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
