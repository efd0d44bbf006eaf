"""P: dimensions of a bank that stands alone whose score hangs on too little."""

from collections.abc import Iterator

from custcheck.model import Use
from custcheck.rules.fault import Fault, Subject

_ENOUGH = 3
_HALF = 0.5 + 1e-9
"""A hair above a half: sums of weights such as 0.1 are not exact."""


def one_question_rules(subject: Subject) -> Iterator[Fault]:
    """Find a question with over half of the weight in its dimension: P10."""
    for dimension, weights in _weights(subject).items():
        total = sum(weights.values())
        if len(weights) < 2 or min(weights.values()) <= 0:
            continue
        for index, weight in weights.items():
            if weight > total * _HALF:
                yield Fault(
                    "P10",
                    ("questions", index, "weight"),
                    f'This question has {weight:g} of all {total:g} in weight on "{dimension}", '
                    "more than the others together.",
                    f"Give it a weight of at most {total - weight:g}, or let others weigh more.",
                )


def thin_dimensions(subject: Subject) -> Iterator[Fault]:
    """Find dimensions with one or two scored questions: P11."""
    places = {d.id: index for index, d in enumerate(subject.own.dimensions)}
    for dimension, weights in _weights(subject).items():
        if dimension in places and len(weights) < _ENOUGH:
            few = "only 1 question" if len(weights) == 1 else f"only {len(weights)} questions"
            yield Fault(
                "P11",
                ("dimensions", places[dimension]),
                f'"{dimension}" is scored by {few}, so that one answer can turn its score.',
                f"Ask {_ENOUGH - len(weights)} more about it, or join it with another dimension.",
            )


def _weights(subject: Subject) -> dict[str, dict[int, float]]:
    """Return the weights of the scored questions, by dimension and by number.

    There are none where questions come from several banks, or it is not known where each belongs.
    """
    bank = subject.bank
    found: dict[str, dict[int, float]] = {}
    if bank is None or subject.names_framework or subject.lacks_questions:
        return found
    if not {q.dimension for q in bank.questions} <= {d.id for d in bank.dimensions}:
        return found
    parents = {dimension.parent for dimension in bank.dimensions}
    for index, question in enumerate(bank.questions):
        if question.use is Use.SCORE and question.dimension not in parents:
            found.setdefault(question.dimension, {})[index] = question.weight
    return found
