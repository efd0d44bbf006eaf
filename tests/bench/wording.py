"""Measure how well the wording rules tell bad questions from good ones. Run by hand, not by pytest.

    python tests/bench/wording.py [--list] [--times N]

How to read it. ``wording-corpus.yaml`` holds questions labelled by hand. For each rule "bad" is
how many have that fault, "found" how many of them it flags, "wrong" how many others it flags,
"wrong on good" how many of those have no fault at all. Precision is found / (found + wrong),
recall is found / bad. "shipped" counts hits on the banks of this package.

How each part came about, which says how far to believe it:

- "tuned" was looked at while the rules were made, by the author of both. It shows what the rules
  are for, and little else. Sentences that reviewers found flagged wrongly are in it.
- "held out" is by the same author, and was counted, not looked at.
- "blind" is by somebody who writes surveys and had not seen the rules: 120 faulty questions and 120
  good ones. Its first figures, before any mending, were (precision and recall): W01 .85 .42, W03
  .90 .60, W04 .79 .73, W05 1.00 .53, W06 .92 1.00, W07 and W10 1.00 1.00, P12 1.00 .27. The rules
  were mended with it in sight, so it is blind no longer. No label of it was found to be a slip.
- "banks" are small banks for the rules that look at a whole bank or at a type, by the author of the
  rules. W15 is counted by the bank, the others by the question.

Where one word is half of two negatives and an absolute, W03 speaks and W04 is silent; labels that
had both (three tuned, one held out, two blind) name W03 alone. P12 is held to the blind part, whose
questions run as type: yesno with yes_is: good; the others were not labelled for it.

``--list`` names each question that a rule misses or flags wrongly, in all parts but "held out", and
each hit on the shipped banks. The last line is the time that all rules take on a shipped bank.
"""

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import yaml

from custcheck import banks
from custcheck.loading import check_bank, load_banks
from custcheck.model import LoadedBank
from custcheck.rules import Fault, Subject
from custcheck.rules.advice.polarity import negation
from custcheck.rules.wording import TEXT_RULES, WORDING_RULES
from custcheck.rules.wording.asked import asked_of, every_text
from custcheck.source import parse

CORPUS = Path(__file__).with_name("wording-corpus.yaml")
PARTS = {
    "tuned": ("W01", "W03", "W04", "W05", "W06", "W07", "W10"),
    "held_out": ("W01", "W03", "W04", "W05", "W06", "W07", "W10"),
    "blind": ("W01", "W03", "W04", "W05", "W06", "W07", "W10", "P12"),
    "banks": ("W08", "W09", "W15", "W17", "W18"),
}
"""The rules that each part of the corpus measures."""

Entry: TypeAlias = Mapping[str, Any]
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
    """Return the corpus, each question held against the rules that its part measures."""
    entries = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))
    texts = (
        Labelled(one["text"], one["part"], frozenset(one["faults"]), found_in(one))
        for one in entries["questions"]
    )
    in_banks = (one for entry in entries["banks"] for one in labelled_in(entry))
    return tuple(_measured(one) for one in (*texts, *in_banks))


def _measured(one: Labelled) -> Labelled:
    codes = frozenset(PARTS[one.part])
    return Labelled(one.text, one.part, one.faults & codes, one.found & codes)


def found_in(one: Entry) -> frozenset[str]:
    """Return the codes of the rules that find something in a text alone."""
    asked = asked_of(one["text"], yes_is_bad=one.get("yes_is") == "bad")
    found = {fault.code for rule in TEXT_RULES if (fault := rule(asked)) is not None}
    return frozenset(found | {"P12"} if negation(one["text"]) else found)


def labelled_in(entry: Entry) -> Iterator[Labelled]:
    """Yield each question of a small bank, and the bank itself."""
    asked = [
        {**one, "text": one["text"].replace("{n}", str(number))}
        for one in entry["questions"]
        for number in range(one.get("times", 1))
    ]
    faults = faults_of(bank_of(asked, entry.get("language", "en")))
    for index, one in enumerate(asked):
        found = frozenset(fault.code for fault in faults if fault.place[1:2] == (index,))
        yield Labelled(one["text"], "banks", frozenset(one["faults"]), found)
    found = frozenset(fault.code for fault in faults if len(fault.place) == 1)
    yield Labelled(entry["name"], "banks", frozenset(entry.get("faults", ())), found)


def bank_of(asked: Sequence[Entry], language: str) -> LoadedBank:
    """Return a bank with these questions; it must have no error that a load would find."""
    content = {
        "custcheck": 1,
        "kind": "bank",
        "id": "small",
        "version": "1.0",
        "title": "A small bank",
        "language": language,
        "framework": "customer-centricity",
        "questions": [_question(f"q{index}", one) for index, one in enumerate(asked)],
    }
    path = Path("small.yaml")
    bank, problems = check_bank(parse(json.dumps(content).encode(), str(path)), path)
    assert bank is not None, problems
    return bank


def _question(name: str, one: Entry) -> Entry:
    question = {
        "id": name,
        "dimension": "ease",
        "text": one["text"],
        "lead": one.get("lead", False),
    }
    if "levels" in one:
        helps = one.get("helps", [None] * len(one["levels"]))
        levels = [
            {"value": value, "label": label} | ({"help": shown} if shown else {})
            for value, (label, shown) in enumerate(zip(one["levels"], helps, strict=True), start=1)
        ]
        return question | {"type": "levels", "levels": levels}
    if one.get("type") == "scale":
        return question | {"type": "scale", "scale": "occasion"}
    return question | {"type": "yesno", "yes_is": "good"}


def faults_of(bank: LoadedBank) -> list[Fault]:
    """Return what the wording rules find in a bank."""
    subject = Subject(bank.bank, bank.framework, frozenset())
    return [fault for rule in WORDING_RULES for fault in rule(subject)]


def rows(labelled: Sequence[Labelled], shipped: Sequence[Fault], texts: int) -> Iterable[list[str]]:
    """Yield the rows of the table."""
    for code in sorted({code for codes in PARTS.values() for code in codes}):
        for part in (part for part, codes in PARTS.items() if code in codes):
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
    """Yield what the rules got wrong in the parts that may be looked at."""
    for one in labelled:
        if one.part != "held_out":
            where = f"{one.part}: {one.text}"
            yield from (f"missed {code} in {where}" for code in sorted(one.faults - one.found))
            yield from (f"wrong  {code} in {where}" for code in sorted(one.found - one.faults))


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
    texts_alone = [one for one in labelled if one.part != "banks"]
    good = sum(not one.faults for one in texts_alone)
    print(line(_HEAD))
    for row in rows(labelled, [fault for _, fault in shipped], texts):
        print(line(row))
    print(f"{len(texts_alone) - good} bad and {good} good questions beside the banks")
    if options.list:
        print(*differences(labelled), sep="\n")
        for bank, fault in shipped:
            print(f"{bank.bank.id} {fault.place}: {fault.code} {fault.message}")
    bank = next(one for one in shelf if one.bank.id == "tribe-elements")
    whole, each = microseconds(bank, options.times)
    print(f"all wording rules on {bank.bank.id}: {whole:.0f} us, {each:.1f} us a question")


if __name__ == "__main__":
    main()
