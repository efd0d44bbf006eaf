"""From scores to the report: every number rounded, every sentence written, once."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from custcheck.assessment import parts, score_lines
from custcheck.assessment.findings import (
    Signs,
    find_blocking,
    find_evidence,
    find_pairs,
    find_stage,
)
from custcheck.assessment.priorities import prioritise
from custcheck.assessment.report import Provenance, Report, SourceLine
from custcheck.assessment.trust import trust_part
from custcheck.assessment.verdict import Findings, headline, judge, sentences, signs_sentence
from custcheck.errors import InputError
from custcheck.gaps import Gap, compare
from custcheck.model import Framework, LoadedBank, Response
from custcheck.scoring import FrameworkScore, Result, by_framework, mark, score_framework

OVERALL = ":overall"
"""The overall among gaps: no id has a colon, so a dimension may be called overall."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What the user asked for: a target for all, and targets of single dimensions (R6)."""

    overall: int | None = None
    dimensions: Mapping[str, int] = field(default_factory=dict)

    def profile(self, framework: Framework) -> dict[str, int]:
        """Return every target, the overall's among them.

        A dimension's own target never moves the overall's.
        """
        general = framework.target if self.overall is None else self.overall

        def of(name: str, written: int | None) -> int:
            own = self.dimensions.get(name)
            shared = general if written is None or self.overall is not None else written
            return shared if own is None else own

        return {OVERALL: general} | {d.id: of(d.id, d.target) for d in framework.dimensions}


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: what was asked, what was answered, what was aimed at, and when."""

    banks: tuple[LoadedBank, ...]
    response: Response
    answers_sha256: str
    targets: Targets
    date: datetime.date
    tool: str
    """Name and version of the program."""
    left_out: tuple[str, ...] = ()
    """Banks that one could expect here and that are not covered, by id."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """The scores of one framework, and how far they lie from their targets."""

    scores: FrameworkScore
    gaps: Mapping[str, Gap]


def score_audit(audit: Audit) -> tuple[Assessed, ...]:
    """Return the scores of each framework in the audit, the first bank's first.

    Raises:
        InputError: when the audit has no bank.
    """
    if not audit.banks:
        raise InputError("There is nothing to assess: the answers name no bank. Add --bank NAME.")
    assessed = []
    for banks in by_framework(audit.banks):
        scores = score_framework(banks, audit.response, audit.date)
        observed = {d.dimension.id: d.score.points for d in scores.every_dimension()}
        observed[OVERALL] = scores.overall.points
        profile = audit.targets.profile(scores.framework)
        assessed.append(Assessed(scores, {gap.id: gap for gap in compare(profile, observed)}))
    return tuple(assessed)


def assess(audit: Audit) -> Report:
    """Return the report on an audit; banks of further frameworks are reported on their own."""
    main, *others = score_audit(audit)
    return replace(
        _report(audit, main, audit.left_out),
        others=tuple(_report(audit, other) for other in others),
    )


def _report(audit: Audit, assessed: Assessed, left_out: Sequence[str] = ()) -> Report:
    scores, gaps = assessed.scores, assessed.gaps
    findings = find(audit, assessed)
    verdict = judge(findings)
    actions = prioritise(scores, gaps)
    shows_evidence = findings.evidence.checked > 0
    counted = {signs.bank.bank.id: signs_sentence(signs) for signs in findings.signs}
    return Report(
        organisation=findings.organisation,
        framework=scores.framework.id,
        title=scores.framework.title or scores.framework.id,
        verdict=verdict,
        headline=headline(findings, verdict),
        sentences=sentences(findings, verdict),
        overall=score_lines.overall_line(findings, shows_evidence=shows_evidence),
        dimensions_sentence=score_lines.dimensions_sentence(findings.dimensions),
        dimensions=tuple(
            score_lines.dimension_lines(scores.dimensions, gaps, shows_evidence=shows_evidence)
        ),
        signs=tuple(
            parts.signs_part(scores, signs, is_alone=len(findings.signs) == 1)
            for signs in findings.signs
        ),
        blocking=parts.blocking_part(findings.blocking),
        banks=tuple(
            score_lines.bank_part(
                b,
                scores.results,
                gaps[OVERALL].reference,
                shows_evidence=shows_evidence,
                counted=counted.get(b.bank.bank.id),
            )
            for b in scores.banks
        ),
        pairs=parts.pairs_part(findings.pairs),
        stop_harm=parts.actions_part("Stop the harm first", actions.stop_harm, scores, gaps),
        start_this_month=parts.actions_part(
            "Start this month", actions.start_this_month, scores, gaps
        ),
        plan=parts.actions_part("Plan", actions.plan, scores, gaps),
        culture=parts.culture_part(find_stage(scores.results), scores.results),
        trust=trust_part(findings, audit.response, left_out),
        provenance=_provenance(audit, scores),
    )


def find(audit: Audit, assessed: Assessed) -> Findings:
    """Return what the verdict is drawn from."""
    scores, gaps = assessed.scores, assessed.gaps
    ordered = score_lines.in_order(tuple(scores.every_dimension()), gaps)
    return Findings(
        organisation=audit.response.organisation or "This organisation",
        scores=scores,
        overall=gaps[OVERALL],
        dimensions=[(d.dimension.name, gaps[d.dimension.id]) for d in ordered],
        signs=[
            Signs(bank.bank, _signs_of(bank.bank, scores, audit.date))
            for bank in scores.banks
            if bank.bank.bank.verdict is not None and _was_asked(bank.bank, scores)
        ],
        blocking=find_blocking(scores.results),
        pairs=find_pairs(scores.results),
        evidence=find_evidence(scores.scored),
    )


def _signs_of(bank: LoadedBank, scores: FrameworkScore, date: datetime.date) -> tuple[Result, ...]:
    """Return every sign that may apply: one that a role was not asked is not assessed either."""
    known = {r.question.id: r for r in scores.results if r.bank is bank}
    off = {question.id for owner, question in scores.not_applicable if owner is bank}
    return tuple(
        known.get(question.id) or mark(bank, question, None, date)
        for question in bank.bank.questions
        if question.id not in off
    )


def _was_asked(bank: LoadedBank, scores: FrameworkScore) -> bool:
    """Tell whether the audit put any question of a bank; a role may be asked none of them."""
    asked = [r.bank for r in scores.results] + [owner for owner, _ in scores.not_applicable]
    return any(owner is bank for owner in asked)


def _provenance(audit: Audit, scores: FrameworkScore) -> Provenance:
    framework = scores.framework
    first = scores.banks[0].bank
    shared = [SourceLine("framework", framework.id, framework.version, first.framework_sha256)]
    banks = [
        SourceLine("bank", b.bank.bank.id, b.bank.bank.version, b.bank.sha256) for b in scores.banks
    ]
    answers = SourceLine("answers", audit.response.organisation, "", audit.answers_sha256)
    return Provenance(
        tool=audit.tool,
        date=audit.date,
        extent=audit.response.extent.value,
        role=audit.response.role,
        sources=(*([] if first.bank.framework is None else shared), *banks, answers),
    )
