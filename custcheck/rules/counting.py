"""P: what would make a score wrong or empty."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from custcheck.model import Option, Question, ScaleQuestion, Use, YesNoQuestion
from custcheck.rules.fault import Fault, Subject


def weights(subject: Subject) -> Iterator[Fault]:
    """Ask for weights above 0: P01."""
    for index, question in enumerate(subject.bank.questions if subject.bank else ()):
        if question.weight <= 0:
            yield Fault(
                "P01",
                ("questions", index, "weight"),
                f"The weight {question.weight:g} is not above 0.",
                "Give it a weight above 0; use: mirror leaves a question out of every score.",
            )


def one_score_for_all(subject: Subject) -> Iterator[Fault]:
    """Find options that all have one value, so that every answer scores the same: P04."""
    for place, ladder in subject.ladders():
        if _is_flat(ladder):
            yield Fault(
                "P04",
                place,
                f"All {len(ladder)} options have the value {ladder[0].value:g}: "
                "every answer scores the same.",
                "Give them values that rise, such as 1, 2, 3.",
                at_key=True,
            )


def _is_flat(ladder: Sequence[Option]) -> bool:
    return len(ladder) > 1 and len({option.value for option in ladder}) == 1


def ascending(subject: Subject) -> Iterator[Fault]:
    """Ask for option values that rise from first to last: P02; P04 tells where none does."""
    for place, ladder in subject.ladders():
        if _is_flat(ladder):
            continue
        for index, (before, option) in enumerate(pairwise(ladder), start=1):
            if option.value <= before.value:
                yield Fault(
                    "P02",
                    (*place, index, "value"),
                    f"The value {option.value:g} does not rise above {before.value:g} before it.",
                    "List the options from the lowest value to the highest.",
                )


def empty_dimensions(subject: Subject) -> Iterator[Fault]:
    """Find dimensions of a bank that stands alone which no question scores: P08."""
    if subject.bank is None or subject.names_framework or subject.lacks_questions:
        return
    scored = {q.dimension for q in subject.bank.questions if q.use is Use.SCORE}
    parents = {d.parent for d in subject.bank.dimensions}
    for index, dimension in enumerate(subject.bank.dimensions):
        if dimension.id not in scored | parents:
            yield Fault(
                "P08",
                ("dimensions", index),
                f'No question scores the dimension "{dimension.id}".',
                "Add questions for it, or take it out.",
            )


def thresholds(subject: Subject) -> Iterator[Fault]:
    """Find blocking thresholds that every answer or none would meet: P19."""
    for index, question in enumerate(subject.bank.questions if subject.bank else ()):
        if isinstance(question, YesNoQuestion) or question.blocking is None:
            continue
        options = _options(subject, question)
        highest = question.blocking.at_most
        rises = bool(options) and options[0].value < options[-1].value
        if rises and not options[0].value <= highest < options[-1].value:
            which = "no answer" if highest < options[0].value else "every answer"
            yield Fault(
                "P19",
                ("questions", index, "blocking", "at_most"),
                f"at_most: {highest:g} makes {which} a blocking one.",
                f"Name the highest value that still does harm, from {options[0].value:g} "
                f"to below {options[-1].value:g}.",
            )
        if isinstance(question, ScaleQuestion) and question.reverse:
            yield Fault(
                "P19",
                ("questions", index, "blocking", "at_most"),
                "On a reversed question low is good, so at_most would block the best answers.",
                "Word the question so that high is good.",
            )


def pairs(subject: Subject) -> Iterator[Fault]:
    """Ask that a deed has as many levels as the claim it is held against: P22."""
    questions = subject.bank.questions if subject.bank else ()
    claims = {q.id: q for q in questions if q.use is Use.CLAIM}
    for index, question in enumerate(questions):
        claim = claims.get(question.tests_claim or "")
        if claim is None:
            continue
        said, done = _levels(subject, claim), _levels(subject, question)
        if said and done and said != done:
            yield Fault(
                "P22",
                ("questions", index, "tests_claim"),
                f'The claim "{claim.id}" has {said} levels and this deed {done}.',
                "Give both a scale of as many levels: what is said is held against what is done.",
            )


def _levels(subject: Subject, question: Question) -> int:
    """Return how many levels a question has; 0 when its scale is not known."""
    return 2 if isinstance(question, YesNoQuestion) else len(_options(subject, question))


def _options(subject: Subject, question: Question) -> tuple[Option, ...]:
    if isinstance(question, ScaleQuestion):
        shared = subject.framework.scales if subject.framework else {}
        own = subject.own.scales
        return tuple(own.get(question.scale) or shared.get(question.scale) or ())
    return () if isinstance(question, YesNoQuestion) else question.levels
