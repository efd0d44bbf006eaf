"""R: what nothing uses, and names that only their capitals tell apart."""

from collections.abc import Iterator

from custcheck.model import ScaleQuestion
from custcheck.rules.fault import Fault, Subject
from custcheck.text import clean


def unused(subject: Subject) -> Iterator[Fault]:
    """Find a bank's scales and groups that none of its questions names: R07."""
    bank = subject.bank
    if bank is None or not (bank.scales or bank.groups) or subject.lacks_questions:
        return
    scales = {q.scale for q in bank.questions if isinstance(q, ScaleQuestion)}
    groups = {q.group for q in bank.questions}
    for name in bank.scales:
        if name not in scales:
            yield Fault(
                "R07",
                ("scales", name),
                f'No question uses the scale "{name}".',
                "Name it in a question, or take it out.",
                at_key=True,
            )
    for index, group in enumerate(bank.groups):
        if group.id not in groups:
            yield Fault(
                "R07",
                ("groups", index),
                f'No question is in the group "{group.id}".',
                "Name it in a question, or take it out.",
            )


def differing_by_case(subject: Subject) -> Iterator[Fault]:
    """Find ids that would be the same but for their capitals: R08.

    An id with a capital is an error of its own, so the other one is told.
    """
    capitals = sorted((key, name) for key, name in subject.declared if name != name.lower())
    for key, name in capitals:
        twin = name.lower()
        if (key, twin) not in subject.declared:
            continue
        place = next((p for p, known in _ids(subject) if p[0] == key and known == twin), None)
        if place is not None:
            yield Fault(
                "R08",
                place,
                f'"{twin}" and "{clean(name)}" differ only by case.',
                f'Call both "{twin}" if they are one; else give the other another name.',
                at_key=key == "scales",
            )


def _ids(subject: Subject) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every well-formed id in the file, with its place."""
    bank = subject.bank
    for name in subject.own.scales:
        yield ("scales", name), name
    for key, items in (
        ("dimensions", subject.own.dimensions),
        ("roles", subject.own.roles),
        ("groups", bank.groups if bank else ()),
        ("questions", bank.questions if bank else ()),
    ):
        for index, item in enumerate(items):
            yield (key, index, "id"), item.id
