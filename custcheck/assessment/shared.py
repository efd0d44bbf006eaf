"""The questions that two audits share, and why the others cannot be compared."""

from dataclasses import dataclass, replace

from custcheck.assessment.assess import Audit
from custcheck.assessment.words import count, listed
from custcheck.model import Extent, LoadedBank, Response, Use
from custcheck.scoring import results_of
from custcheck.text import short

_NAMED = 3
"""So many of the questions left out are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A bank cut down to what both audits asked."""

    bank: LoadedBank
    dimensions: frozenset[str]
    """Those that are scored by fewer questions for it."""
    left_out: tuple[str, ...]
    """What was cut off, and why."""


def shared(bank: LoadedBank, audit: Audit, earlier: Audit) -> Shared:
    """Return what of a bank can be compared, and name the rest with the reasons."""
    has_then = any(other.bank.id == bank.bank.id for other in earlier.banks)
    put_now, off_now = _put(bank, audit)
    put_then, off_then = _put(bank, earlier) if has_then else (set(), set())
    asked_now, asked_then = put_now | off_now, put_then | off_then
    answered = earlier.response.answers.get(bank.bank.id, {}).keys()
    gone = earlier.response.orphaned.get(bank.bank.id, {}).keys() - answered
    reasons = [
        (asked_now - asked_then, "asked in this audit only"),
        (asked_then - asked_now, "asked in the earlier audit only"),
        (asked_now & put_then & gone, "the answer given then is no longer offered"),
        (put_now & off_then, "not applicable in the earlier audit"),
        (off_now & (put_then - gone), "not applicable in this audit"),
    ]
    if changed := _changed(bank, earlier.response):
        reasons = [(asked_now | asked_then, changed)]
    out = set().union(*(names for names, _ in reasons))
    both = (asked_now & asked_then) - out
    unasked = bank.by_id.keys() - asked_now - asked_then
    is_quick = Extent.QUICK in {audit.response.extent, earlier.response.extent}
    return Shared(
        bank=_cut(bank, both, unasked if both else set(), is_quick=is_quick),
        dimensions=frozenset(
            question.dimension
            for question in bank.bank.questions
            if question.id in out and question.use is Use.SCORE
        ),
        left_out=tuple(_left_out(bank, names, why) for names, why in reasons if names),
    )


def _put(bank: LoadedBank, audit: Audit) -> tuple[set[str], set[str]]:
    """Return the questions that an audit asked, those that apply and those that do not."""
    results, off = results_of([bank], audit.response, audit.date)
    return {r.question.id for r in results}, {question.id for _, question in off}


def _changed(bank: LoadedBank, then: Response) -> str:
    """Return how a bank is not the one that was answered; empty where it is."""
    stamp = then.stamps.get(bank.bank.id)
    if stamp is None or stamp.sha256 == bank.sha256:
        return ""
    if stamp.version == bank.bank.version:
        return "the bank has changed since"
    versions = f"version {short(stamp.version)} then, {bank.bank.version} now"
    return f"the bank has changed since ({versions})"


def _left_out(bank: LoadedBank, names: set[str], why: str) -> str:
    labels = [f'"{question.name}"' for question in bank.bank.questions if question.id in names]
    if len(labels) > _NAMED + 1:
        labels = [*labels[:_NAMED], f"{len(labels) - _NAMED} more"]
    return f"{bank.bank.title}: {why}; {count(len(names), 'question')} left out: {listed(labels)}."


def banks_of_then(audit: Audit, earlier: Audit) -> tuple[str, ...]:
    """Return a sentence on each bank that only the earlier audit asked."""
    asked = {bank.bank.id for bank in audit.banks}
    names = (*(bank.bank.id for bank in earlier.banks), *earlier.left_out)
    return tuple(
        f"{name}: the bank is in the earlier audit only." for name in names if name not in asked
    )


def _cut(bank: LoadedBank, both: set[str], unasked: set[str], *, is_quick: bool) -> LoadedBank:
    """Return a bank whose leads are the shared questions: a quick audit asks exactly these.

    Those that neither audit asked stay: a sign among them counts as not assessed. How many
    answers are enough goes by a quick audit's number where one of the two was quick.
    """
    questions = tuple(
        question.model_copy(update={"lead": question.id in both})
        for question in bank.bank.questions
        if question.id in both | unasked
    )
    enough = bank.framework.enough
    at_least = enough.quick if is_quick else enough.questions
    enough = enough.model_copy(update={"quick": at_least})
    return replace(
        bank,
        bank=bank.bank.model_copy(update={"questions": questions}),
        framework=bank.framework.model_copy(update={"enough": enough}),
    )
