"""Conditions that a build can be held to: ``--fail-under`` and ``--fail-on``.

A gate that cannot be decided is broken, and says so: what is not known is no reason to pass.
"""

from collections.abc import Iterable, Sequence

from custcheck.assessment.conditions import FailOn, FailUnder, Trouble
from custcheck.assessment.findings import Majority, PairOutcome
from custcheck.assessment.report import Asked, GateLine, Report, ScoreLine
from custcheck.assessment.words import count, is_are

_WORST_FIRST = (Majority.RAISED, Majority.CANNOT_SAY, Majority.NO_ANSWERS, Majority.NOT_RAISED)
"""Which of several banks of warning signs a gate tells."""


def hold(report: Report, gates: Sequence[FailUnder | FailOn]) -> tuple[GateLine, ...]:
    """Return how each gate stands, in the order in which they were asked for.

    Their dimensions are among those of the report.
    """
    return tuple(_held(report, gate) for gate in gates)


def _held(report: Report, gate: FailUnder | FailOn) -> GateLine:
    match gate:
        case FailUnder():
            line, name = _score_line(report, gate)
            says = f"there is no {name}" if line.score is None else f"the {name} is {line.score}"
            is_broken = line.score is None or line.score < gate.points
        case FailOn():
            is_broken, says = _TROUBLES[gate.trouble](report, gate)
    return GateLine(str(gate), is_broken, f"{says}.")


def _score_line(report: Report, gate: FailUnder) -> tuple[ScoreLine, str]:
    """Return the score that a gate looks at; of two dimensions of one id, the lower."""
    if gate.dimension is None:
        return report.overall, "overall score"
    lines = [line for told in (report, *report.others) for line in told.dimensions]
    found = [line for line in lines if line.id == gate.dimension]
    lowest = min(found, key=lambda line: -1 if line.score is None else line.score)
    return lowest, f"score of {lowest.name}"


def _majority(report: Report, _: FailOn) -> tuple[bool, str]:
    parts = [part for told in (report, *report.others) for part in told.signs]
    if not parts:
        return True, "cannot be decided: the warning signs were not asked"
    part = min(parts, key=lambda part: _WORST_FIRST.index(Majority(part.majority)))
    signs = count(part.applicable, "warning sign")
    match Majority(part.majority):
        case Majority.NO_ANSWERS:
            return True, "cannot be decided: no warning sign applies"
        case Majority.CANNOT_SAY:
            is_open = f"{part.unknown} of {signs} {is_are(part.unknown)} open"
            return True, f"cannot be decided: {is_open}"
        case majority:
            is_raised = majority is Majority.RAISED
            return is_raised, f"{part.raised} of {signs} {is_are(part.raised)} raised"


def _blocking(report: Report, _: FailOn) -> tuple[bool, str]:
    reports = (report, *report.others)
    put = _asked(told.trust.blocking for told in reports)
    if not put.asked:
        return True, "cannot be decided: harm to customers was not asked about"
    parts = [told.blocking for told in reports if told.blocking is not None]
    if not parts:
        return True, "cannot be decided: no question about harm applies"
    found = sum(len(part.found) for part in parts)
    unknown = sum(len(part.not_ruled_out) for part in parts)
    if found:
        return True, f"{count(found, 'practice')} may be harming customers"
    if unknown:
        is_open = f"{count(unknown, 'practice')} {is_are(unknown)} not ruled out"
        return True, f"cannot be decided: {is_open}"
    if left := put.of - put.asked:
        questions = count(put.of, "blocking question")
        return True, f"cannot be decided: {left} of {questions} {_was_were(left)} not asked"
    return False, "no harmful practice was found"


def _integrity(report: Report, _: FailOn) -> tuple[bool, str]:
    reports = (report, *report.others)
    put = _asked(told.trust.pairs for told in reports)
    if not put.asked:
        return True, "cannot be decided: claims were not held against deeds"
    lines = [line for told in reports if told.pairs is not None for line in told.pairs.lines]
    if not lines:
        return True, "cannot be decided: no claim and deed apply"
    claims = count(len(lines), "claim")
    gaps = sum(line.outcome == PairOutcome.INTEGRITY_GAP.value for line in lines)
    unknown = sum(line.gap is None for line in lines)
    if gaps:
        return True, f"{gaps} of {claims} {is_are(gaps)} far ahead of the deed"
    if unknown:
        return True, f"cannot be decided: {unknown} of {claims} could not be held against the deed"
    if left := put.of - put.asked:
        pairs = count(put.of, "pair")
        is_left = f"{left} of {pairs} of claim and deed {_was_were(left)} not asked"
        return True, f"cannot be decided: {is_left}"
    return False, "no claim is far ahead of its deed"


def _regression(report: Report, gate: FailOn) -> tuple[bool, str]:
    parts = [told.comparison for told in (report, *report.others) if told.comparison is not None]
    if not parts:
        return True, "cannot be decided: there is no earlier audit to compare with"
    lines = [line for part in parts for line in (part.overall, *part.dimensions)]
    since = f"since {parts[0].since}"
    lost = [
        f"{line.name} {-line.change}"
        for line in lines
        if line.change is not None and -line.change >= gate.points
    ]
    if lost:
        return True, f"points lost {since}: {', '.join(lost)}"
    if scores := [name for part in parts for name in part.lost_scores]:
        return True, f"cannot be decided: scored then, not to be compared now: {', '.join(scores)}"
    if answers := [name for part in parts for name in part.lost_answers]:
        number = count(len(answers), "question")
        return True, f"cannot be decided: {number} answered then cannot be held against an answer"
    if any(part.overall.change is None for part in parts):
        return True, f"cannot be decided: no overall score to compare {since}"
    compared = count(sum(part.compared for part in parts), "question")
    left = "; others were left out" if any(part.left_out for part in parts) else ""
    points = count(gate.points, "point")
    return False, f"no score has lost {points} {since}, on the {compared} both answered{left}"


def _asked(frameworks: Iterable[Asked]) -> Asked:
    """Return how much was asked over all frameworks: what one left unasked may still be there."""
    told = tuple(frameworks)
    return Asked(sum(part.asked for part in told), sum(part.of for part in told))


def _was_were(number: int) -> str:
    return "was" if number == 1 else "were"


_TROUBLES = {
    Trouble.MAJORITY: _majority,
    Trouble.BLOCKING: _blocking,
    Trouble.INTEGRITY: _integrity,
    Trouble.REGRESSION: _regression,
}
