"""The questions that two audits share, and why the others cannot be compared."""

from dataclasses import dataclass, replace

from custcheck.assessment.assess import Audit
from custcheck.assessment.words import count, listed
from custcheck.model import Extent, LoadedBank, Question, Response, Use
from custcheck.scoring import results_of
from custcheck.text import short


@dataclass(frozen=True, slots=True)
class Shared:
    """A bank cut down to what two audits share."""

    asked: LoadedBank
    """What both asked: on this, what was found then is held against what is found now."""
    answered: LoadedBank
    """What both answered: on this, scores are, or not knowing would raise one."""
    has_common: bool
    """Whether there is any question that both asked."""
    lost: tuple[Question, ...]
    """What was answered then, still applies, and has no answer now to be held against."""
    in_part: frozenset[str]
    """The dimensions that more questions score in one of them."""
    not_asked: tuple[str, ...]
    """What only one of them asked, or not in the same way, and why."""
    not_answered: tuple[str, ...]
    """What only one of them answered."""


@dataclass(frozen=True, slots=True)
class _Put:
    """The questions that an audit put, by id."""

    apply: set[str]
    off: set[str]
    """Those that do not apply."""
    counted: set[str]
    """Those that come into scores."""

    @property
    def asked(self) -> set[str]:
        return self.apply | self.off


def shared(bank: LoadedBank, audit: Audit, earlier: Audit) -> Shared:
    """Return what of a bank can be compared, and name the rest with the reasons."""
    has_then = any(other.bank.id == bank.bank.id for other in earlier.banks)
    now = _put(bank, audit)
    then = _put(bank, earlier) if has_then else _Put(set(), set(), set())
    kept = earlier.response.answers.get(bank.bank.id, {}).keys()
    gone = earlier.response.orphaned.get(bank.bank.id, {}).keys() - kept
    reasons = [
        (now.asked - then.asked, "asked in this audit only"),
        (then.asked - now.asked, "asked in the earlier audit only"),
        (now.asked & then.apply & gone, "the answer given then is no longer offered"),
        (now.apply & then.off, "not applicable in the earlier audit"),
        (now.off & (then.apply - gone), "not applicable in this audit"),
    ]
    if changed := _changed(bank, earlier.response):
        reasons = [(now.asked | then.asked, changed)]
    out = set().union(*(names for names, _ in reasons))
    both = (now.asked & then.asked) - out
    answered = [
        (both & then.counted - now.counted, "answered in the earlier audit only"),
        (both & now.counted - then.counted, "answered in this audit only"),
    ]
    held = both & now.counted & then.counted
    lost = (then.counted | gone) - held - now.off
    all_out = out.union(*(names for names, _ in answered))
    unasked = bank.by_id.keys() - now.asked - then.asked
    is_quick = Extent.QUICK in {audit.response.extent, earlier.response.extent}
    return Shared(
        asked=_cut(bank, both, unasked if both else set(), is_quick=is_quick),
        answered=_cut(bank, held, set(), is_quick=is_quick),
        has_common=bool(both),
        lost=tuple(question for question in bank.bank.questions if question.id in lost),
        in_part=_dimensions(bank, all_out),
        not_asked=tuple(
            _left_out(bank, names, why, is_whole=not (now.asked and then.asked))
            for names, why in reasons
            if names
        ),
        not_answered=tuple(
            _left_out(bank, names, why, is_whole=False) for names, why in answered if names
        ),
    )


def _dimensions(bank: LoadedBank, names: set[str]) -> frozenset[str]:
    """Return the dimensions that some questions score."""
    return frozenset(
        question.dimension
        for question in bank.bank.questions
        if question.id in names and question.use is Use.SCORE
    )


def _put(bank: LoadedBank, audit: Audit) -> _Put:
    results, off = results_of([bank], audit.response, audit.date)
    return _Put(
        apply={result.question.id for result in results},
        off={question.id for _, question in off},
        counted={result.question.id for result in results if result.counts},
    )


def _changed(bank: LoadedBank, then: Response) -> str:
    """Return how a bank is not the one that was answered; empty where it is."""
    stamp = then.stamps.get(bank.bank.id)
    if stamp is None or stamp.sha256 == bank.sha256:
        return ""
    if stamp.version == bank.bank.version:
        return "the bank has changed since"
    versions = f"version {short(stamp.version)} then, {bank.bank.version} now"
    return f"the bank has changed since ({versions})"


def _left_out(bank: LoadedBank, names: set[str], why: str, *, is_whole: bool) -> str:
    """Return how many questions are left out, why, and which, unless that is the whole bank."""
    labels = [f'"{question.name}"' for question in bank.bank.questions if question.id in names]
    which = "" if is_whole else f": {listed(labels)}"
    return f"{count(len(names), 'question')} of {bank.bank.title} left out, {why}{which}."


def banks_of_then(audit: Audit, earlier: Audit) -> tuple[tuple[str, str], ...]:
    """Return the name of each bank that only the earlier audit asked, with a sentence."""
    asked = {bank.bank.id for bank in audit.banks}
    names = (*(bank.bank.id for bank in earlier.banks), *earlier.left_out)
    return tuple(
        (name, f"{name}: the bank is in the earlier audit only.")
        for name in names
        if name not in asked
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
