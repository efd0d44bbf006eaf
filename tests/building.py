"""Banks, answer files and audits, said tersely, each through the same door that users take."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeAlias

from conftest import TESTS

from custcheck.answers.reading import read_answers
from custcheck.assessment.assess import Audit, Targets, assess
from custcheck.assessment.explain import explain
from custcheck.assessment.report import Report, ScoreLine
from custcheck.loading import check_bank, load_banks
from custcheck.model import LoadedBank
from custcheck.options import parse_targets
from custcheck.scoring import FrameworkScore, score_framework, whole
from custcheck.source import parse

SCORING = TESTS / "scoring"
DATE = date(2026, 11, 21)

Content: TypeAlias = dict[str, object]
Answers: TypeAlias = Mapping[str, Mapping[str, object]]
"""By bank and question, what an answer file would say."""

MARKS = (0, 10, 14.5, 15, 15.4, 15.5, 16, 20, 25, 30, 40, 49, 50, 50.4, 50.5, 51, 60, 70, 74.4)
MORE_MARKS = (74.4999, 74.5, 75, 76, 80, 85, 85.4, 85.5, 86, 90, 99, 100)
POINTS = [{"value": mark, "label": f"{mark} points"} for mark in MARKS + MORE_MARKS]
"""A scale from 0 to 100: the value of an answer is its score."""

SUM = re.compile(
    r"(?:Mean|Weighted mean|Plain mean): (\S+) / (\S+) = (\S+?)(?:, shown as (\d+))?\.$"
)


@cache
def shelf(*names: str) -> tuple[LoadedBank, ...]:
    """Return banks of ``tests/scoring``."""
    return load_banks([SCORING / f"{name}.yaml" for name in names])


def bank_of(
    questions: Sequence[Content], dimensions: str | Sequence[Content] = "d", **more: object
) -> LoadedBank:
    """Return a bank that stands alone, with the scale ``points``; it must have no error.

    ``dimensions`` are ids, a child's with its parent's behind it: ``"top left:top right:top"``; or
    all that a bank may say of them.
    """
    if isinstance(dimensions, str):
        dimensions = [_dimension(*name.split(":")) for name in dimensions.split()]
    content: Content = {
        "custcheck": 1,
        "kind": "bank",
        "id": "made",
        "version": "1.0",
        "title": "A bank made for one test",
        "dimensions": dimensions,
        "scales": {"points": POINTS},
        "questions": questions,
        **more,
    }
    path = Path("made.yaml")
    bank, problems = check_bank(parse(json.dumps(content).encode(), str(path)), path)
    assert bank is not None, problems
    return bank


def _dimension(name: str, parent: str | None = None) -> Content:
    return {"id": name, "name": name.upper(), **({"parent": parent} if parent else {})}


def points(name: str, dimension: str = "d", **more: object) -> Content:
    """Return a question whose answer is its score."""
    shape = {"type": "scale", "scale": "points", "text": f"How much {name} is there?"}
    return {"id": name, "dimension": dimension} | shape | more


def yes_no(name: str, dimension: str = "d", yes_is: str = "good", **more: object) -> Content:
    """Return a yes/no question."""
    shape = {"type": "yesno", "yes_is": yes_is, "text": f"Is there {name}?"}
    return {"id": name, "dimension": dimension} | shape | more


def action(text: str, effort: str = "quick") -> Content:
    """Return an action."""
    return {"effort": effort, "text": text}


def graded(answer: object, evidence: str, checked_on: str | None = None) -> Content:
    """Return an answer with its evidence."""
    dated = {"checked_on": checked_on} if checked_on else {}
    return {"answer": answer, "evidence": evidence} | dated


NOT_APPLICABLE: Content = {"answer": "not_applicable", "note": "There is none here."}


def answer_text(answers: Answers, **head: object) -> str:
    """Return an answer file."""
    start = {"custcheck": 1, "kind": "answers", "organisation": "Acme", "date": DATE.isoformat()}
    return json.dumps(start | head | {"answers": answers})


def audit_of(banks: Sequence[LoadedBank], answers: Answers, *targets: str, **head: object) -> Audit:
    """Return the audit of an answer file; ``targets`` are as typed after --target."""
    reading = read_answers(parse(answer_text(answers, **head).encode(), "answers.yaml"), banks)
    overall, own = parse_targets(targets, [bank.framework for bank in banks])
    return Audit(
        banks=reading.banks,
        response=reading.response,
        answers_sha256=reading.sha256,
        targets=Targets(overall, {**reading.response.targets, **own}),
        date=reading.response.date or DATE,
        tool="custcheck under test",
    )


def report_of(
    banks: Sequence[LoadedBank], answers: Answers, *targets: str, **head: object
) -> Report:
    """Return the report on an answer file."""
    return assess(audit_of(banks, answers, *targets, **head))


def explained(
    what: str, banks: Sequence[LoadedBank], answers: Answers, *targets: str, **head: object
) -> tuple[str, ...]:
    """Return what ``--explain`` says, unwrapped."""
    return explain(audit_of(banks, answers, *targets, **head), what)


def scores_of(banks: Sequence[LoadedBank], answers: Answers, **head: object) -> FrameworkScore:
    """Return the unrounded scores of an answer file."""
    audit = audit_of(banks, answers, **head)
    return score_framework(audit.banks, audit.response, audit.date)


def line_of(report: Report, dimension: str) -> ScoreLine:
    """Return a dimension's line."""
    return next(line for line in report.dimensions if line.id == dimension)


def worked_out(lines: tuple[str, ...]) -> int:
    """Do the sum that an explanation prints, and hold it against what it says it shows."""
    total, over, mean, points_shown = next(m for line in lines if (m := SUM.search(line))).groups()
    shown = int(points_shown or mean)
    assert whole(Fraction(mean)) == shown
    assert whole(Fraction(total) / Fraction(over)) == shown
    return shown


def lines_of(report: Report) -> Iterator[tuple[str, int | None]]:
    """Yield every score in a report with its name."""
    yield "overall", report.overall.score
    yield from ((line.id, line.score) for line in report.dimensions)
    for bank in report.banks:
        yield bank.id, bank.total.score
        yield from ((group.id, group.score) for group in bank.groups)
