"""Conditions that a build can be held to: ``--fail-under`` and ``--fail-on``.

A gate that cannot be decided is broken, and says so: what is not known is no reason to pass.
"""

from collections.abc import Sequence

from custcheck.assessment.conditions import FailOn, FailUnder, Trouble
from custcheck.assessment.findings import Majority, PairOutcome
from custcheck.assessment.report import GateLine, Report, ScoreLine
from custcheck.assessment.words import count
from custcheck.model import Extent
from custcheck.text import clean


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
    broken = [part for part in parts if part.majority != Majority.NOT_RAISED.value]
    part = broken[0] if broken else parts[0]
    if part.majority in {Majority.CANNOT_SAY.value, Majority.NO_ANSWERS.value}:
        return True, f"cannot be decided: {count(part.unknown, 'sign')} of {part.applicable} open"
    return bool(broken), f"{part.raised} of {count(part.applicable, 'warning sign')} raised"


def _blocking(report: Report, _: FailOn) -> tuple[bool, str]:
    parts = [t.blocking for t in (report, *report.others) if t.blocking is not None]
    if not parts:
        return True, "cannot be decided: harm to customers was not asked about"
    found = sum(len(part.found) for part in parts)
    unknown = sum(len(part.not_ruled_out) for part in parts)
    if found:
        return True, f"{count(found, 'practice')} may be harming customers"
    if unknown:
        return True, f"cannot be decided: {count(unknown, 'practice')} not ruled out"
    half = _half_asked(report)
    return bool(half), half or "no harmful practice found"


def _integrity(report: Report, _: FailOn) -> tuple[bool, str]:
    lines = [
        line
        for told in (report, *report.others)
        if told.pairs is not None
        for line in told.pairs.lines
    ]
    if not lines:
        return True, "cannot be decided: claims were not held against deeds"
    gaps = sum(line.outcome == PairOutcome.INTEGRITY_GAP.value for line in lines)
    unknown = sum(line.gap is None for line in lines)
    if gaps:
        return True, f"{count(gaps, 'claim')} of {len(lines)} far ahead of the deed"
    if unknown:
        return True, f"cannot be decided: {count(unknown, 'claim')} of {len(lines)} not held"
    half = _half_asked(report)
    return bool(half), half or f"no claim of {len(lines)} is far ahead of its deed"


def _regression(report: Report, gate: FailOn) -> tuple[bool, str]:
    parts = [told.comparison for told in (report, *report.others) if told.comparison is not None]
    if not parts:
        return True, "cannot be decided: there is no earlier audit to compare with"
    lines = [line for part in parts for line in (part.overall, *part.dimensions)]
    since = f"since {parts[0].since}"
    lost = [
        f"{line.name} {line.change}"
        for line in lines
        if line.change is not None and -line.change >= gate.points
    ]
    if lost:
        return True, f"lost {since}: {', '.join(lost)}"
    gone = [line.name for line in lines if line.before is not None and line.now is None]
    if gone:
        return True, f"cannot be decided: no score any more, {', '.join(gone)}"
    if parts[0].overall.change is None:
        return True, f"cannot be decided: no overall score to compare {since}"
    compared = count(sum(part.compared for part in parts), "question")
    left = sum(len(part.left_out) for part in parts)
    but = ", others were left out" if left else ""
    points = count(gate.points, "point")
    return False, f"nothing has lost {points} {since}, on the {compared} that both asked{but}"


def _half_asked(report: Report) -> str:
    """Return why what was not found may still be there; empty where everything was asked."""
    made = report.provenance
    if made.role is not None:
        return f"cannot be decided: only what the role {clean(made.role)} can answer was asked"
    if made.extent == Extent.QUICK.value:
        return "cannot be decided: a quick audit asks only a part"
    return ""


_TROUBLES = {
    Trouble.MAJORITY: _majority,
    Trouble.BLOCKING: _blocking,
    Trouble.INTEGRITY: _integrity,
    Trouble.REGRESSION: _regression,
}
