"""P: what a quick audit asks of each group."""

from collections.abc import Iterator, Sequence

from custcheck.model import Question
from custcheck.rules.fault import Fault, Subject


def uneven_leads(subject: Subject) -> Iterator[Fault]:
    """Find groups that a quick audit passes over, or asks too much of: P20.

    A pair leads with both its sides, and whatever blocks may lead beside another.
    """
    bank = subject.bank
    if bank is None or not any(q.lead for q in bank.questions) or subject.lacks_questions:
        return
    members: dict[str | None, list[Question]] = {}
    for question in bank.questions:
        members.setdefault(question.group, []).append(question)
    for index, group in enumerate(bank.groups):
        asked = members.get(group.id, [])
        leads = [question for question in asked if question.lead]
        if asked and not leads:
            yield Fault(
                "P20",
                ("groups", index),
                f'The group "{group.id}" has no lead question: a quick audit passes it over.',
                "Give one of its questions lead: true.",
            )
        elif len(leads) < len(asked) and not _is_one(leads):
            names = ", ".join(f'"{question.id}"' for question in leads[:4])
            yield Fault(
                "P20",
                ("groups", index),
                f'The group "{group.id}" has {len(leads)} lead questions among {len(asked)}: '
                f"{names}{', …' if len(leads) > 4 else ''}.",
                "Let one of them lead, or a claim together with the deed that tests it.",
            )


def _is_one(leads: Sequence[Question]) -> bool:
    """Tell whether the leads are one question, or one pair, beside those about harm."""
    plain = [question for question in leads if not question.blocking]
    if len(plain) == 2:
        one, other = plain
        return other.id == one.tests_claim or one.id == other.tests_claim
    return len(plain) < 2
