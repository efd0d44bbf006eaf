"""What the benchmarks work on: the shipped banks, and an answer to each of their questions."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from custcheck.answers.writing import to_yaml
from custcheck.loading import load_banks
from custcheck.model import Answer, Evidence, LoadedBank, Response, Stamp

DAY = datetime.date(2026, 11, 21)


def banks_of(paths: Mapping[str, Path]) -> tuple[LoadedBank, ...]:
    """Return the banks at these paths, loaded."""
    return load_banks(list(paths.values()))


def response_to(banks: Sequence[LoadedBank]) -> Response:
    """Return an answer to every question: its options in turn, every third with evidence."""
    answers: dict[str, dict[str, Answer]] = {}
    for bank in banks:
        of_bank = answers.setdefault(bank.bank.id, {})
        for number, question in enumerate(bank.bank.questions):
            options = bank.options(question)
            choice = options[number % len(options)]
            if number % 3:
                of_bank[question.id] = Answer(choice)
            else:
                note = "Board pack of October, page 4"
                of_bank[question.id] = Answer(choice, note, Evidence.CHECKED, DAY)
    stamps = {b.bank.id: Stamp(version=b.bank.version, sha256=b.sha256) for b in banks}
    return Response(organisation="Bench & Co", date=DAY, stamps=stamps, answers=answers)


def write_answers(path: Path, banks: Sequence[LoadedBank]) -> Path:
    """Write the answer file to these banks, and return its path."""
    path.write_text(to_yaml(response_to(banks)), encoding="utf-8")
    return path
