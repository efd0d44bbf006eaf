"""The parts of a report, each from the findings it tells."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from custcheck.assessment import verdict
from custcheck.assessment.findings import EMPLOYEES_TAG, Blocking, Pair, PairOutcome, Signs, Stage
from custcheck.assessment.priorities import FIRST, ActionList, Priority
from custcheck.assessment.report import (
    ActionLine,
    ActionsPart,
    BlockingPart,
    CulturePart,
    PairLine,
    PairsPart,
    SignLine,
    SignsPart,
    SignState,
    StageStep,
)
from custcheck.assessment.words import EFFORT, count, ended, is_are, listed, points_added
from custcheck.gaps import Gap
from custcheck.model import Use
from custcheck.scoring import FrameworkScore, Result, whole

STAGE_TARGET = 4
"""The culture stage from which a tribe works for more than itself (R11)."""


def signs_part(scores: FrameworkScore, signs: Signs, *, is_alone: bool) -> SignsPart:
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
        heading="Warning signs" if is_alone else bank.bank.title,
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
    lines = tuple(_pair_line(pair) for pair in pairs)
    unproven = sum(1 for pair in pairs if pair.outcome is PairOutcome.UNPROVEN_CLAIM)
    sentence = verdict.pairs_sentence(pairs) or "No claim runs two levels ahead of its deed."
    if all(pair.gap is None for pair in pairs):
        sentence = "No claim could be held against its deed."
    if unproven:
        sentence += f" {count(unproven, 'claim')} {is_are(unproven)} unproven."
    return PairsPart(sentence, lines)


def _pair_line(pair: Pair) -> PairLine:
    said = "?" if pair.claim_level is None else str(pair.claim_level)
    done = "?" if pair.deed_level is None else str(pair.deed_level)
    levels = f"says {said}, does {done} of {pair.levels} levels"
    return PairLine(
        claim=pair.claim.question.name,
        deed=pair.deed.question.name,
        claim_level=pair.claim_level,
        deed_level=pair.deed_level,
        levels=pair.levels,
        gap=pair.gap,
        outcome=pair.outcome.value,
        sentence=f"{ended(pair.claim.question.name, ':')} {levels}, {pair.outcome.value}.",
    )


def culture_part(stage: Stage | None, results: Sequence[Result]) -> CulturePart | None:
    """Return the culture stage and the next one's move; None when it was not answered (R11)."""
    if stage is None:
        return None
    answered = (r for r in results if r.question.use is Use.STAGE and r.option is not None)
    question = next(answered).question
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
        adds="" if priority.is_blocking else points_added(priority.adds),
        reason=(
            f'{dimension} {stands}; "{lead.question.name}" is answered "{answer}", {mark} of 100.'
        ),
    )


def _stands(gap: int) -> str:
    if gap == 0:
        return "is exactly on target"
    return f"is {abs(gap)} {'below' if gap < 0 else 'above'} target"
