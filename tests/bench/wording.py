"""Measure how well the wording rules tell bad questions from good ones. Run by hand, not by pytest.

    python tests/bench/wording.py [--list] [--times N]

How to read it. ``wording-corpus.yaml`` holds questions labelled by hand. For each rule "bad" is
how many have that fault, "found" how many of them it flags, "wrong" how many others it flags,
"wrong on good" how many of those have no fault at all. Precision is found / (found + wrong),
recall is found / bad. Part "tuned" was looked at while the rules were made; "held out" was not,
and is the figure to believe, small as it is. "shipped" counts hits on the banks of this package.
W08, W09, W15 and W17 look at a whole bank and are no part of the corpus.

``--list`` names each question that a rule misses or flags wrongly, in the tuned part alone, and
each hit on the shipped banks. The last line is the time that all rules take on a shipped bank.
"""

import argparse
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import yaml

from custcheck import banks
from custcheck.loading import load_banks
from custcheck.model import LoadedBank
from custcheck.rules import Fault, Subject
from custcheck.rules.wording import TEXT_RULES, WORDING_RULES
from custcheck.rules.wording.asked import asked_of, every_text

CORPUS = Path(__file__).with_name("wording-corpus.yaml")
CODES = ("W01", "W03", "W04", "W05", "W06", "W07", "W10")
_HEAD = ("rule", "part", "bad", "found", "wrong", "on good", "precision", "recall", "shipped")
_WIDTHS = (4, 8, 4, 5, 5, 7, 9, 6, 8)


@dataclass(frozen=True)
class Labelled:
    """One question of the corpus, with what it has and what was found in it."""

    text: str
    part: str
    faults: frozenset[str]
    found: frozenset[str]


def corpus() -> tuple[Labelled, ...]:
    """Return the corpus, each question held against every rule about texts."""
    entries = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    return tuple(
        Labelled(
            entry["text"],
            entry["part"],
            frozenset(entry["faults"]),
            found_in(entry["text"], yes_is_bad=entry.get("yes_is") == "bad"),
        )
        for entry in entries
    )


def found_in(text: str, *, yes_is_bad: bool = False) -> frozenset[str]:
    """Return the codes of the rules that find something in a text."""
    asked = asked_of(text, yes_is_bad=yes_is_bad)
    return frozenset(fault.code for rule in TEXT_RULES if (fault := rule(asked)) is not None)


def faults_of(bank: LoadedBank) -> list[Fault]:
    """Return what the wording rules find in a bank."""
    subject = Subject(bank.bank, bank.framework, frozenset())
    return [fault for rule in WORDING_RULES for fault in rule(subject)]


def rows(labelled: Sequence[Labelled], shipped: Sequence[Fault], texts: int) -> Iterable[list[str]]:
    """Yield the rows of the table."""
    for code in CODES:
        for part in ("tuned", "held_out"):
            here = [one for one in labelled if one.part == part]
            bad = [one for one in here if code in one.faults]
            found = sum(code in one.found for one in bad)
            wrong = [one for one in here if code in one.found - one.faults]
            on_good = sum(not one.faults for one in wrong)
            hits = sum(fault.code == code for fault in shipped)
            shares = (_share(found, found + len(wrong)), _share(found, len(bad)))
            numbers = (len(bad), found, len(wrong), on_good, *shares, f"{hits}/{texts}")
            yield [code, part, *map(str, numbers)]


def _share(some: int, of_all: int) -> str:
    return f"{100 * some / of_all:.0f} %" if of_all else "-"


def line(cells: Sequence[str]) -> str:
    """Return a row as a line, words to the left and numbers to the right."""
    padded = [
        cell.ljust(width) if column < 2 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    ]
    return "  ".join(padded)


def differences(labelled: Iterable[Labelled]) -> Iterable[str]:
    """Yield what the rules got wrong in the part that may be looked at."""
    for one in labelled:
        if one.part == "tuned":
            yield from (f"missed {code}: {one.text}" for code in sorted(one.faults - one.found))
            yield from (f"wrong  {code}: {one.text}" for code in sorted(one.found - one.faults))


def microseconds(bank: LoadedBank, times: int) -> tuple[float, float]:
    """Return the median time of all rules on a bank, for the bank and for one question."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        faults_of(bank)
        seconds.append(time.perf_counter() - start)
    whole = 1e6 * median(seconds)
    return whole, whole / len(bank.bank.questions)


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description="Measure custcheck's wording rules.")
    parser.add_argument("--list", action="store_true", help="name the questions concerned")
    parser.add_argument("--times", type=int, default=200, metavar="N")
    options = parser.parse_args()
    labelled = corpus()
    shelf = load_banks(list(banks.shipped().values()))
    shipped = [(bank, fault) for bank in shelf for fault in faults_of(bank)]
    texts = sum(sum(1 for _ in every_text(bank.bank)) for bank in shelf)
    good = sum(not one.faults for one in labelled)
    print(line(_HEAD))
    for row in rows(labelled, [fault for _, fault in shipped], texts):
        print(line(row))
    print(f"{len(labelled) - good} bad and {good} good questions")
    if options.list:
        print(*differences(labelled), sep="\n")
        for bank, fault in shipped:
            print(f"{bank.bank.id} {fault.place}: {fault.code} {fault.message}")
    bank = next(one for one in shelf if one.bank.id == "tribe-elements")
    whole, each = microseconds(bank, options.times)
    print(f"all wording rules on {bank.bank.id}: {whole:.0f} us, {each:.1f} us a question")


if __name__ == "__main__":
    main()
