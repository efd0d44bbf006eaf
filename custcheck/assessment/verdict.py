"""The verdict and the sentences that back it: R7, R8 and R13 of the scoring notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from custcheck.assessment.findings import (
    Blocking,
    EvidenceCoverage,
    Majority,
    Pair,
    PairOutcome,
    Signs,
)
from custcheck.assessment.report import Verdict
from custcheck.assessment.words import against, count, is_are, listed, lower_first
from custcheck.gaps import Gap
from custcheck.scoring import FrameworkScore, whole

WARNING_SIGNS_ALLOWED = 2
"""More raised signs than this make a warning of a score on target (R13)."""
FAR_BELOW = 25
"""A dimension so far below its target makes a warning of a score on target (R13)."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the verdict is drawn from."""

    organisation: str
    scores: FrameworkScore
    overall: Gap
    dimensions: Sequence[tuple[str, Gap]]
    """Names and gaps of all, child dimensions too, furthest below target first."""
    signs: Sequence[Signs]
    blocking: Blocking
    pairs: Sequence[Pair]
    evidence: EvidenceCoverage

    def any_signs(self, majority: Majority) -> bool:
        """Tell whether a bank of signs says this."""
        return any(signs.majority is majority for signs in self.signs)

    @property
    def counted(self) -> int:
        """How many scored questions are answered, or count as if they were."""
        return sum(1 for r in self.scores.scored if r.counts)

    @property
    def too_few_answered(self) -> bool:
        """Whether under two-thirds of the scored questions are answered."""
        return 3 * self.counted < 2 * len(self.scores.scored)


def judge(findings: Findings) -> Verdict:
    """Return the first verdict of R13 that fits."""
    gap = findings.overall.points
    deepest = findings.dimensions[0][1].points
    far_below = deepest is not None and deepest <= -FAR_BELOW
    many_signs = sum(len(signs.raised) for signs in findings.signs) > WARNING_SIGNS_ALLOWED
    signs_open = findings.any_signs(Majority.CANNOT_SAY)
    if findings.any_signs(Majority.RAISED):
        return Verdict.MAJORITY_OF_SIGNS
    if findings.blocking.found:
        return Verdict.BLOCKING_FINDING
    if gap is not None and gap < 0:
        return Verdict.BELOW_TARGET
    if gap is None or findings.too_few_answered or signs_open:
        return Verdict.CANNOT_JUDGE
    if many_signs or far_below:
        return Verdict.ON_TARGET_WITH_WARNINGS
    return Verdict.ON_TARGET


def headline(findings: Findings, verdict: Verdict) -> str:
    """Return the verdict as one sentence about the organisation."""
    name = findings.organisation
    match verdict:
        case Verdict.MAJORITY_OF_SIGNS:
            return f"{name} is not customer-centric today."
        case Verdict.BLOCKING_FINDING:
            practices = count(len(findings.blocking.found), "practice")
            return f"{name} is not customer-centric today: {practices} may be harming customers."
        case Verdict.BELOW_TARGET:
            return f"{name} is not yet customer-centric."
        case Verdict.CANNOT_JUDGE:
            return f"{name} cannot be judged yet."
        case Verdict.ON_TARGET_WITH_WARNINGS:
            return f"{name} is on target, with warnings."
        case Verdict.ON_TARGET:
            return f"{name} is on target."


def sentences(findings: Findings, verdict: Verdict) -> tuple[str, ...]:
    """Return what backs the headline, most important first."""
    return tuple(
        sentence
        for sentence in (
            blocking_sentence(findings.blocking),
            score_sentence(findings, verdict),
            *(signs_sentence(signs) for signs in findings.signs),
            _open_question(findings, verdict),
            pairs_sentence(findings.pairs),
            evidence_sentence(findings.scores, findings.evidence),
            _furthest(findings),
        )
        if sentence
    )


def score_sentence(findings: Findings, verdict: Verdict) -> str:
    """Return the overall score against its target, or why there is none."""
    score, gap = findings.scores.overall.points, findings.overall.points
    if score is None or gap is None:
        return no_overall(findings.scores)
    if verdict is Verdict.MAJORITY_OF_SIGNS and gap >= 0:
        return (
            f"It scores {score} of 100. "
            "It reaches its target, but the warning signs outvote the score."
        )
    return f"It scores {score} of 100, {against(gap, findings.overall.reference)}."


def no_overall(scores: FrameworkScore) -> str:
    """Return why there is no overall score."""
    scored, dimensions = scores.overall.parts or (0, 0)
    if dimensions == 0:
        return "There is no overall score: nothing that was asked applies."
    part, of = scores.framework.enough.share
    needed = max(-(-dimensions * part // of), 1)
    return (
        f"There is no overall score: it needs enough answers in {needed} of "
        f"{count(dimensions, 'dimension')} and has them in {scored}."
    )


def signs_sentence(signs: Signs) -> str:
    """Return the count of warning signs and what it says (R7)."""
    if signs.applicable == 0:
        return "No warning sign applies."
    if signs.unknown == signs.applicable:
        return "No warning sign has been answered."
    raised = len(signs.raised)
    subject = f"{raised} of {count(signs.applicable, 'warning sign')} {is_are(raised)} raised"
    return f"{subject}{_majority_words(signs)}{_about_employees(signs)}."


def _about_employees(signs: Signs) -> str:
    raised, unknown, of = signs.about_employees
    if not of:
        return ""
    if unknown == of:
        return f"; of the {of} about employees none is known"
    rest = f", {unknown} not known" if unknown else ""
    return f"; {raised or 'none'} of the {of} about employees{rest}"


def signs_short(signs: Signs) -> str:
    """Return the count for a line that already says "warning signs"."""
    if signs.applicable and signs.unknown == signs.applicable:
        return "none answered"
    return f"{len(signs.raised)} of {signs.applicable} raised{_majority_words(signs)}"


def _majority_words(signs: Signs) -> str:
    raised, unknown = len(signs.raised), signs.unknown
    match signs.majority:
        case Majority.RAISED:
            return ", a majority"
        case Majority.NOT_RAISED if 2 * raised == signs.applicable:
            return ", one short of a majority"
        case Majority.NOT_RAISED:
            return ", no majority"
        case Majority.CANNOT_SAY:
            return f"; {unknown} not known could make it a majority"
        case Majority.NO_ANSWERS:
            return ", none applies"


def blocking_sentence(blocking: Blocking) -> str:
    """Return what may be harming customers, and what is not ruled out (R8)."""
    number = len(blocking.not_ruled_out)
    if blocking.found:
        names = listed([f'"{r.question.name}"' for r in blocking.found])
        more = f"; {number} more not ruled out" if number else ""
        return f"Customers may be harmed: {names}{more}."
    if number:
        return f"Harm is not ruled out: {count(number, 'question')} about it {is_are(number)} open."
    return ""


def pairs_sentence(pairs: Sequence[Pair]) -> str:
    """Return how many claims run ahead of their deeds (R12)."""
    wide = [pair for pair in pairs if pair.outcome is PairOutcome.INTEGRITY_GAP]
    if not wide:
        return ""
    verb = "runs" if len(wide) == 1 else "run"
    return f"{len(wide)} of {count(len(pairs), 'claim')} {verb} ahead of the deeds."


def evidence_sentence(scores: FrameworkScore, evidence: EvidenceCoverage) -> str:
    """Return what is claimed beside what can be shown (R9)."""
    if evidence.checked == 0 and evidence.stale:
        return "No check is dated within the last 12 months."
    if evidence.checked == 0:
        return "No answer has been checked yet."
    claimed, evidenced = scores.overall.claimed, scores.overall.evidenced
    if claimed is None or evidenced is None:
        return ""
    shown, said = whole(evidenced), whole(claimed)
    if shown == said:
        return f"Counting only what can be shown, it scores {shown} too."
    return f"Counting only what can be shown, it scores {shown}, not {said}."


def _open_question(findings: Findings, verdict: Verdict) -> str:
    """Return what the verdict waits for; what open signs could change stands with the signs."""
    if verdict is Verdict.CANNOT_JUDGE and findings.too_few_answered:
        of = count(len(findings.scores.scored), "scored question")
        if not findings.counted:
            return f"None of {of} is answered."
        return f"Only {findings.counted} of {of} {is_are(findings.counted)} answered."
    return ""


def _furthest(findings: Findings) -> str:
    """Return which dimension is furthest below its target."""
    name, gap = findings.dimensions[0]
    if gap.points is None or gap.points >= 0 or len(findings.dimensions) < 2:
        return ""
    return f"Furthest from its target is {lower_first(name)}, {-gap.points} below."
