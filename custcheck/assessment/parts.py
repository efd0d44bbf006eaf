"""The parts of a report, each from the findings it tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from custcheck.assessment import verdict
from custcheck.assessment.findings import (
    EMPLOYEES_TAG,
    Blocking,
    Pair,
    PairOutcome,
    Signs,
    Stage,
    is_blocking,
)
from custcheck.assessment.priorities import FIRST, ActionList, Priority
from custcheck.assessment.report import (
    ActionLine,
    ActionsPart,
    BankPart,
    BlockingPart,
    CulturePart,
    PairLine,
    PairsPart,
    ScoreLine,
    SignLine,
    SignsPart,
    SignState,
    StageStep,
    TrustPart,
)
from custcheck.assessment.verdict import Findings
from custcheck.assessment.words import (
    EFFORT,
    against,
    count,
    is_are,
    listed,
    lower_first,
    not_enough,
    points_added,
    upper_first,
)
from custcheck.gaps import Gap, furthest_below_first
from custcheck.model import Blank, Extent, Response, Use
from custcheck.scoring import (
    BankScore,
    DimensionScore,
    FrameworkScore,
    Result,
    Score,
    Word,
    whole,
    word,
)

_NAMED = 3
"""So many of the equally weak are named; the others are counted."""
STAGE_TARGET = 4
"""The culture stage from which a tribe works for more than itself (R11)."""


def _whole(score: Fraction | None) -> int | None:
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
        evidenced=_whole(score.evidenced) if shows_evidence else None,
        lowest=_whole(score.low),
        highest=_whole(score.high),
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
        scored = sum(1 for d in findings.scores.dimensions if d.score.claimed is not None)
        of = len(findings.scores.dimensions)
        return replace(line, note=f"no score ({scored} of {of} scored)")
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
            note=""
            if part.score.claimed is not None
            else not_enough(part.score, part.not_applicable),
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
    if below == 0:
        return f"None of {of} is below target."
    all_of = "Both dimensions" if len(scored) == len(dimensions) == 2 else f"All {of}"
    share = f"{all_of} are" if 1 < below == len(scored) else f"{below} of {of} {is_are(below)}"
    return f"{share} below target; {lower_first(name)} is furthest, {-points} short."


def signs_part(scores: FrameworkScore, signs: Signs) -> SignsPart:
    """Return a bank of warning signs as lists show it."""
    bank = signs.bank
    off = {question.id for owner, question in scores.not_applicable if owner is bank}
    by_id = {r.question.id: r for r in signs.results}
    lines = []
    for number, question in enumerate(bank.bank.questions, start=1):
        result = by_id.get(question.id)
        if result is None and question.id not in off:
            continue
        state = _sign_state(result)
        clear = question.clear_label or question.name
        lines.append(
            SignLine(
                number=number,
                id=question.id,
                label=clear if state is SignState.CLEAR else question.name,
                text=question.text,
                state=state,
                about_employees=EMPLOYEES_TAG in question.tags,
            )
        )
    sentence = verdict.signs_sentence(signs)
    return SignsPart(
        bank=bank.bank.id,
        title=bank.bank.title,
        majority=signs.majority.value,
        raised=len(signs.raised),
        applicable=signs.applicable,
        unknown=signs.unknown,
        sentence=sentence,
        short=verdict.signs_short(signs),
        lines=tuple(lines),
    )


def _sign_state(result: Result | None) -> SignState:
    if result is None:
        return SignState.NOT_APPLICABLE
    if result.mark is None:
        return SignState.UNKNOWN
    return SignState.RAISED if result.mark == 0 else SignState.CLEAR


def bank_part(bank: BankScore, target: int, *, shows_evidence: bool) -> BankPart:
    """Return a bank's own result, its groups in the bank's order."""
    loaded = bank.bank.bank
    total = score_line((loaded.id, loaded.title), bank.score, target, shows_evidence=shows_evidence)
    groups = tuple(
        score_line((group.id, group.title), score, target, shows_evidence=shows_evidence)
        for group, score in bank.groups
        if score.applicable
    )
    return BankPart(loaded.id, loaded.title, _bank_sentence(total, groups), total, groups)


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


def blocking_part(blocking: Blocking) -> BlockingPart | None:
    """Return what may be harming customers; None when nothing about harm was asked."""
    if not blocking.asked:
        return None
    sentence = verdict.blocking_sentence(blocking) or "No harmful practice was found."
    return BlockingPart(
        sentence,
        tuple(r.question.name for r in blocking.found),
        tuple(r.question.name for r in blocking.not_ruled_out),
    )


def pairs_part(pairs: Sequence[Pair]) -> PairsPart | None:
    """Return what is said beside what is done; None when no pair was asked."""
    if not pairs:
        return None
    lines = tuple(
        PairLine(
            claim=pair.claim.question.name,
            deed=pair.deed.question.name,
            claim_level=pair.claim_level,
            deed_level=pair.deed_level,
            gap=pair.gap,
            outcome=pair.outcome.value,
        )
        for pair in pairs
    )
    unproven = sum(1 for pair in pairs if pair.outcome is PairOutcome.UNPROVEN_CLAIM)
    sentence = verdict.pairs_sentence(pairs) or "No claim runs ahead of what is done."
    if all(pair.gap is None for pair in pairs):
        sentence = "No claim could be held against what is done."
    if unproven:
        sentence += f" {count(unproven, 'claim')} {is_are(unproven)} unproven."
    return PairsPart(sentence, lines)


def actions_part(
    title: str, actions: ActionList, scores: FrameworkScore, gaps: Mapping[str, Gap]
) -> ActionsPart:
    """Return a list of actions with the parts that put each where it stands."""
    names = {d.dimension.id: d.dimension.name for d in scores.every_dimension()}
    lines = tuple(
        _action_line(p, names[p.lead.question.dimension], gaps) for p in actions.priorities
    )
    adds = points_added(actions.first_three_add)
    sentence = ""
    if adds and len(lines) > 1:
        first = f"The first {FIRST}" if len(lines) > FIRST else f"These {len(lines)}"
        sentence = f"{first} together would add {adds}."
    return ActionsPart(title, sentence, lines)


def _action_line(priority: Priority, dimension: str, gaps: Mapping[str, Gap]) -> ActionLine:
    lead, action = priority.lead, priority.action
    option = lead.option
    answer = option.label if option else ""
    mark = whole(lead.mark or Fraction())
    gap = priority.dimension_gap
    stands = "has no score yet" if gap is None else _stands(gap)
    return ActionLine(
        text=action.text if action else f"Look into this: {lead.question.name}",
        effort=EFFORT[action.effort] if action else None,
        is_blocking=priority.is_blocking,
        dimension=dimension,
        dimension_gap=gap,
        questions=tuple(r.question.name for r in priority.results),
        answer=answer,
        score=mark,
        target=gaps[lead.question.dimension].reference,
        adds=points_added(priority.adds),
        reason=(
            f'{dimension} {stands}; "{lead.question.name}" is answered "{answer}", {mark} of 100.'
        ),
    )


def _stands(gap: int) -> str:
    if gap == 0:
        return "is exactly on target"
    return f"is {abs(gap)} {'below' if gap < 0 else 'above'} target"


def culture_part(stage: Stage | None, results: Sequence[Result]) -> CulturePart | None:
    """Return the culture stage and the next one's move; None when it was not answered (R11)."""
    if stage is None:
        return None
    question = next(r.question for r in results if r.question.use is Use.STAGE)
    numbers = {option.value: n for n, (option, _) in enumerate(stage.spread, start=1)}
    stages = tuple(numbers[option.value] for option in stage.commonest)
    steps = tuple(
        StageStep(n, option.label, answers) for n, (option, answers) in enumerate(stage.spread, 1)
    )
    return CulturePart(
        stages=stages,
        of=len(steps),
        sentence=_culture_sentence(stages, steps, question.action.text if question.action else ""),
        steps=steps,
    )


def _culture_sentence(stages: Sequence[int], steps: Sequence[StageStep], move: str) -> str:
    if len(stages) > 1:
        return (
            f"Stages {listed([str(s) for s in stages])} are named equally often, of {len(steps)}."
        )
    stage = stages[0]
    sentence = f'Stage {stage} of {len(steps)}: "{steps[stage - 1].label}".'
    if stage >= min(STAGE_TARGET, len(steps)):
        return f"{sentence} That is on target."
    return f'{sentence} Next is stage {stage + 1}: "{steps[stage].label}". {move}'.strip()


def trust_part(findings: Findings, response: Response, left_out: Sequence[str] = ()) -> TrustPart:
    """Return how far the numbers can be relied on."""
    scores, evidence = findings.scores, findings.evidence
    scored = scores.scored
    dont_know = [r for r in scored if r.answer is not None and r.answer.choice is Blank.DONT_KNOW]
    unanswered = [r for r in scored if r.answer is None]
    off = [q.name for _, q in scores.not_applicable if q.use is Use.SCORE]
    answered = sum(1 for r in scored if r.is_known)
    overall = scores.overall
    shows = evidence.checked > 0
    not_asked = (*_banks_left_out(response, left_out), *_not_asked(findings, response))
    return TrustPart(
        answered=answered,
        dont_know=len(dont_know),
        unanswered=len(unanswered),
        not_applicable=len(off),
        applicable=len(scored),
        favourable=evidence.favourable,
        evidenced=evidence.evidenced,
        claimed_score=_whole(overall.claimed),
        evidenced_score=_whole(overall.evidenced) if shows else None,
        sentence=_coverage_sentence(
            answered, len(scored), len(dont_know), len(unanswered), len(off)
        ),
        coverage=f"{answered} of {len(scored)} answered",
        evidence=_evidence_words(findings),
        possible=_possible(overall),
        unanswered_questions=tuple(r.question.name for r in unanswered),
        dont_know_questions=tuple(r.question.name for r in dont_know),
        not_applicable_questions=tuple(off),
        not_asked_short=tuple(phrase for phrase, _ in not_asked),
        not_asked=tuple(sentence for _, sentence in not_asked),
    )


def _coverage_sentence(answered: int, of: int, dont_know: int, unanswered: int, off: int) -> str:
    rest = [
        words
        for number, words in (
            (dont_know, f'{dont_know} "don\'t know"'),
            (unanswered, f"{unanswered} unanswered"),
            (off, f"{off} not applicable"),
        )
        if number
    ]
    tail = f"; {listed(rest)}" if rest else ""
    return f"{answered} of {count(of, 'scored question')} {is_are(answered)} answered{tail}."


def _possible(overall: Score) -> str:
    low, high = _whole(overall.low), _whole(overall.high)
    if overall.claimed is None or low is None or low == high:
        return ""
    return (
        "With every question of this audit answered, the overall would lie "
        f"between {low} and {high}."
    )


def _evidence_words(findings: Findings) -> str:
    evidence = findings.evidence
    if evidence.checked == 0 and evidence.stale:
        return "no check dated within 12 months"
    if evidence.checked == 0:
        return "no answer checked yet"
    if evidence.favourable == 0:
        return "no good answer to show"
    return f"{evidence.evidenced} of {count(evidence.favourable, 'good answer')} can be shown"


def _banks_left_out(response: Response, left_out: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in left_out:
        answers = len(response.answers.get(name, {}))
        has = f"its {count(answers, 'answer')} left out" if answers else "it has no answers"
        yield name, f"The bank {name} is not part of this audit: {has}."


def _not_asked(findings: Findings, response: Response) -> Iterator[tuple[str, str]]:
    """Yield what this audit did not ask, so that silence is not taken for a clean bill.

    Each in two forms: a phrase for a list, and a sentence.
    """
    scores = findings.scores
    asked = len(scores.results) + len(scores.not_applicable)
    of = sum(len(bank.bank.bank.questions) for bank in scores.banks)
    if response.role is not None:
        name = lower_first(scores.framework.role_name(response.role))
        yield f"anyone but {name}", f"Only questions that {name} can answer were asked."
    if response.extent is Extent.QUICK and asked < of:
        left = f"{of - asked} of {of} questions"
        yield f"{left} (quick audit)", f"This was a quick audit: {left} were not asked."
    if not findings.signs:
        shared = any(bank.bank.bank.framework for bank in scores.banks)
        hint = "add --bank warning-signs" if shared else "no bank in this audit counts them"
        yield "warning signs", f"Warning signs were not asked: {hint}."
    if not findings.blocking.asked:
        says = "Harm to customers was not asked: no bank in this audit has blocking questions."
        if any(is_blocking(q) for bank in scores.banks for q in bank.bank.bank.questions):
            says = "Harm to customers was not asked: no blocking question was put, or none applies."
        yield "harm to customers", says
    if not findings.pairs:
        says = "Claims were not held against deeds: no bank in this audit has say/do pairs."
        yield "claims against deeds", says
