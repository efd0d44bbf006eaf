"""Scores as a report shows them: the overall, dimensions, banks and their groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from custcheck.assessment.report import AnswerLine, BankPart, ScoreLine
from custcheck.assessment.verdict import Findings
from custcheck.assessment.words import (
    against,
    count,
    has_have,
    is_are,
    listed,
    lower_first,
    not_enough,
    upper_first,
)
from custcheck.gaps import Gap, furthest_below_first
from custcheck.model import Use
from custcheck.scoring import BankScore, DimensionScore, Result, Score, Word, whole, word

_NAMED = 3
"""So many of the equally weak are named; the others are counted."""


def whole_or_none(score: Fraction | None) -> int | None:
    """Round a score half up, where there is one."""
    return None if score is None else whole(score)


def score_line(
    name: tuple[str, str],
    score: Score,
    target: int | None,
    *,
    shows_evidence: bool,
    depth: int = 0,
    note: str = "",
) -> ScoreLine:
    """Return a score as it is shown; ``name`` is its id and its name."""
    points = score.points
    return ScoreLine(
        id=name[0],
        name=name[1],
        score=points,
        mean=None if score.claimed is None else float(score.claimed),
        word=None if points is None else word(points).value,
        target=target,
        gap=None if points is None or target is None else points - target,
        evidenced=whole_or_none(score.evidenced) if shows_evidence else None,
        lowest=whole_or_none(score.low),
        highest=whole_or_none(score.high),
        answered=score.answered,
        applicable=score.applicable,
        depth=depth,
        note=note or (not_enough(score) if points is None else ""),
    )


def overall_line(findings: Findings, *, shows_evidence: bool) -> ScoreLine:
    """Return the overall score; a blocking finding caps its word, not its number (R8)."""
    line = score_line(
        ("overall", "Overall"),
        findings.scores.overall,
        findings.overall.reference,
        shows_evidence=shows_evidence,
    )
    if line.word is None:
        return line
    notes = []
    if findings.blocking.found and line.word in {Word.LARGELY.value, Word.FULLY.value}:
        line = replace(line, word=Word.PARTLY.value)
        notes.append("word capped by a blocking finding")
    if findings.blocking.not_ruled_out:
        notes.append("provisional: harm is not ruled out")
    return replace(line, note="; ".join(notes))


def in_order(dimensions: Sequence[DimensionScore], gaps: Mapping[str, Gap]) -> list[DimensionScore]:
    """Return dimensions with the furthest below target first, those without a score last."""
    by_id = {d.dimension.id: d for d in dimensions}
    return [by_id[name] for name in furthest_below_first({name: gaps[name] for name in by_id})]


def dimension_lines(
    dimensions: Sequence[DimensionScore],
    gaps: Mapping[str, Gap],
    *,
    shows_evidence: bool,
    depth: int = 0,
) -> Iterator[ScoreLine]:
    """Yield the dimensions with their gaps, children under their parents."""
    for part in in_order(dimensions, gaps):
        dimension = part.dimension
        yield score_line(
            (dimension.id, dimension.name),
            part.score,
            gaps[dimension.id].reference,
            shows_evidence=shows_evidence,
            depth=depth,
        )
        yield from dimension_lines(
            part.children, gaps, shows_evidence=shows_evidence, depth=depth + 1
        )


def dimensions_sentence(dimensions: Sequence[tuple[str, Gap]]) -> str:
    """Return what the dimensions say together."""
    scored = [(name, gap.points) for name, gap in dimensions if gap.points is not None]
    if not scored:
        return "No dimension has enough answers."
    below = sum(1 for _, points in scored if points < 0)
    kind = "scored dimension" if len(scored) < len(dimensions) else "dimension"
    of = count(len(scored), kind)
    name, points = scored[0]
    lacking = _without_score([lower_first(n) for n, gap in dimensions if gap.points is None])
    if below == 0:
        return f"None of {of} is below target{lacking}."
    all_of = "Both dimensions" if len(scored) == len(dimensions) == 2 else f"All {of}"
    share = f"{all_of} are" if 1 < below == len(scored) else f"{below} of {of} {is_are(below)}"
    return f"{share} below target; {lower_first(name)} is furthest, {-points} short{lacking}."


def _without_score(names: Sequence[str]) -> str:
    """Return which dimensions have none, as far as they can be named in a sentence."""
    return f"; {listed(names)} {has_have(len(names))} no score" if 0 < len(names) < 3 else ""


def bank_part(
    bank: BankScore,
    results: Sequence[Result],
    target: int,
    *,
    shows_evidence: bool,
    counted: str | None,
) -> BankPart:
    """Return a bank's own result, its groups in the bank's order.

    ``counted`` is the sentence of a bank of signs, which are never averaged.
    """
    loaded = bank.bank.bank
    total = score_line((loaded.id, loaded.title), bank.score, target, shows_evidence=shows_evidence)
    groups = tuple(
        score_line((group.id, group.title), score, target, shows_evidence=shows_evidence)
        for group, score in bank.groups
        if score.applicable
    )
    unscored = tuple(
        AnswerLine(r.question.name, _said(r))
        for r in results
        if r.bank is bank.bank and r.question.use is Use.MIRROR
    )
    sentence = counted or _bank_sentence(total, groups)
    if unscored and not total.applicable:
        sentence = "In no score: these answers are for holding against those of other roles."
    return BankPart(loaded.id, loaded.title, sentence, total, groups, unscored)


def _said(result: Result) -> str:
    if result.option is not None:
        return result.option.label
    return "unanswered" if result.answer is None else "don't know"


def _bank_sentence(total: ScoreLine, groups: Sequence[ScoreLine]) -> str:
    if total.score is None or total.gap is None or total.target is None:
        return f"{upper_first(total.note)}."
    sentence = f"{total.score} of 100, {against(total.gap, total.target)}"
    scored = [(g.score, g.name) for g in groups if g.score is not None]
    if len(scored) < 2:
        return f"{sentence}."
    if max(g.answered for g in groups) == 1:
        sentence += ", each part by one answer"
    lowest, highest = min(score for score, _ in scored), max(score for score, _ in scored)
    names = [lower_first(name) for score, name in scored if score == lowest]
    if lowest == highest:
        return f"{sentence}; all parts are equal."
    if len(names) > _NAMED:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return f"{sentence}; weakest: {listed(names)} ({lowest})."
