"""What to do first: R10 of the scoring notes.

No product of ranks and no matrix: the order is a rule that anyone can follow with the parts
printed beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from custcheck.assessment.findings import blocks
from custcheck.gaps import Gap
from custcheck.model import Action, Effort, Use
from custcheck.scoring import FrameworkScore, Key, Result, marks_of, overall_with, whole

FIRST = 3
"""How many actions at the head of each list come from different dimensions."""


@dataclass(frozen=True, slots=True)
class Priority:
    """One action, with the parts that put it where it stands."""

    results: tuple[Result, ...]
    """The questions that ask for it, the one that placed it first."""
    action: Action | None
    """None when the bank has none written; the question itself is then the pointer."""
    dimension_gap: int | None
    question_gap: int
    is_blocking: bool
    adds: Fraction | None
    """What the overall would gain; None where the dimension or the overall has no score."""

    @property
    def lead(self) -> Result:
        """The question that placed it."""
        return self.results[0]

    @property
    def is_quick(self) -> bool:
        """Whether it takes under a month."""
        return self.action is not None and self.action.effort is Effort.QUICK


@dataclass(frozen=True, slots=True)
class ActionList:
    """Actions in the order to take them."""

    priorities: tuple[Priority, ...]
    first_three_add: Fraction | None
    """What the first three would add together; computed at once, not added up."""


@dataclass(frozen=True, slots=True)
class Priorities:
    """What may harm first, then two lists, so that cheap deeds do not crowd out costly ones."""

    stop_harm: ActionList
    start_this_month: ActionList
    plan: ActionList


def prioritise(scores: FrameworkScore, gaps: Mapping[str, Gap]) -> Priorities:
    """Return the actions for questions below target or blocking, in the order of R10."""
    candidates = _candidates(scores, gaps)
    harm = [p for p in candidates if p.is_blocking]
    rest = [p for p in candidates if not p.is_blocking]
    quick = [p for p in rest if p.is_quick]
    plan = [p for p in rest if not p.is_quick]

    def listed(priorities: Sequence[Priority]) -> ActionList:
        ordered = _three_dimensions_first(priorities)
        first = [result for priority in ordered[:FIRST] for result in priority.results]
        return ActionList(ordered, _adds(scores, gaps, first))

    return Priorities(listed(harm), listed(quick), listed(plan))


def is_settled(result: Result, gaps: Mapping[str, Gap]) -> bool:
    """Tell whether a question has its answer, and that leaves nothing to do."""
    return _is_scored(result) and result.mark is not None and not _asks_for_action(result, gaps)


def _asks_for_action(result: Result, gaps: Mapping[str, Gap]) -> bool:
    return blocks(result) or (_is_scored(result) and _is_below(result, gaps))


def _candidates(scores: FrameworkScore, gaps: Mapping[str, Gap]) -> list[Priority]:
    below = [r for r in scores.results if _asks_for_action(r, gaps)]
    order = {r.key: index for index, r in enumerate(below)}

    def urgency(result: Result) -> tuple[bool, bool, int, int, int]:
        dimension_gap = gaps[result.question.dimension].points
        return (
            not blocks(result),
            dimension_gap is None,
            dimension_gap or 0,
            _question_gap(result, gaps),
            order[result.key],
        )

    together: dict[object, list[Result]] = {}
    for result in sorted(below, key=urgency):
        action = result.question.action
        together.setdefault(action.text if action else result.key, []).append(result)
    return [_priority(scores, gaps, tuple(results)) for results in together.values()]


def _priority(
    scores: FrameworkScore, gaps: Mapping[str, Gap], results: tuple[Result, ...]
) -> Priority:
    lead = results[0]
    return Priority(
        results=results,
        action=lead.question.action,
        dimension_gap=gaps[lead.question.dimension].points,
        question_gap=_question_gap(lead, gaps),
        is_blocking=any(blocks(r) for r in results),
        adds=_adds(scores, gaps, results),
    )


def _target(result: Result, gaps: Mapping[str, Gap]) -> int:
    return gaps[result.question.dimension].reference


def _is_scored(result: Result) -> bool:
    return result.question.use is Use.SCORE


def _is_below(result: Result, gaps: Mapping[str, Gap]) -> bool:
    return result.mark is not None and whole(result.mark) < _target(result, gaps)


def _question_gap(result: Result, gaps: Mapping[str, Gap]) -> int:
    return whole(result.mark or Fraction()) - _target(result, gaps)


def _three_dimensions_first(priorities: Sequence[Priority]) -> tuple[Priority, ...]:
    """Move up what makes the first three come from three dimensions, where there are three."""
    head: list[Priority] = []
    seen: set[str] = set()
    for priority in priorities:
        if len(head) < FIRST and priority.lead.question.dimension not in seen:
            head.append(priority)
            seen.add(priority.lead.question.dimension)
    return (*head, *(p for p in priorities if p not in head))


def _adds(
    scores: FrameworkScore, gaps: Mapping[str, Gap], results: Sequence[Result]
) -> Fraction | None:
    """Return what the overall gains when these questions just reach their targets."""
    now = scores.overall.claimed
    if now is None:
        return None
    marks: dict[Key, Fraction] = {
        result.key: lowest_mark_reaching(result, _target(result, gaps))
        for result in results
        if _is_scored(result)
        and gaps[result.question.dimension].observed is not None
        and _is_below(result, gaps)
    }
    then = overall_with(scores, marks) if marks else None
    return None if then is None else then - now


def lowest_mark_reaching(result: Result, target: int) -> Fraction:
    """Return the score of the question's lowest option that reaches the target."""
    return next(mark for mark in marks_of(result) if whole(mark) >= target)
