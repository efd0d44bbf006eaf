"""What the answers say beyond scores: R7, R8, R9, R11 and R12 of the scoring notes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from custcheck.model import Evidence, LoadedBank, Option, Question, Threshold, Use
from custcheck.scoring import Result, marks_of

EMPLOYEES_TAG = "employees"
INTEGRITY_GAP = 2
"""From how many levels of claim above deed a pair is a finding (R12)."""


class Majority(Enum):
    """What the count of warning signs says (R7)."""

    RAISED = "majority"
    NOT_RAISED = "no majority"
    CANNOT_SAY = "cannot say"
    NO_ANSWERS = "no answers"


@dataclass(frozen=True, slots=True)
class Signs:
    """A bank that is read by counting its signs."""

    bank: LoadedBank
    results: tuple[Result, ...]
    """The applicable signs."""

    @property
    def applicable(self) -> int:
        """How many signs apply."""
        return len(self.results)

    @property
    def raised(self) -> tuple[Result, ...]:
        """The signs answered badly, those about employees first."""
        found = [r for r in self.results if r.mark == 0]
        return tuple(sorted(found, key=lambda r: EMPLOYEES_TAG not in r.question.tags))

    @property
    def unknown(self) -> int:
        """How many are unanswered or answered don't know."""
        return sum(1 for r in self.results if not r.is_known)

    @property
    def about_employees(self) -> tuple[int, int, int]:
        """How many signs about employees are raised, are not known, and apply."""
        tagged = [r for r in self.results if EMPLOYEES_TAG in r.question.tags]
        raised = sum(1 for r in tagged if r.mark == 0)
        return raised, sum(1 for r in tagged if not r.is_known), len(tagged)

    @property
    def majority(self) -> Majority:
        """Whether more than half of the applicable signs are raised (R7)."""
        raised = len(self.raised)
        if self.applicable == 0:
            return Majority.NO_ANSWERS
        if 2 * raised > self.applicable:
            return Majority.RAISED
        if 2 * (raised + self.unknown) <= self.applicable:
            return Majority.NOT_RAISED
        return Majority.CANNOT_SAY


def is_blocking(question: Question) -> bool:
    """Tell whether a bad answer to this question is a blocking finding."""
    return question.blocking is not None and question.blocking is not False


def blocks(result: Result) -> bool:
    """Tell whether a result is a blocking finding (R8)."""
    option = result.option
    if option is None:
        return False
    match result.question.blocking:
        case Threshold() as threshold:
            return option.value <= threshold.at_most
        case True:
            return result.mark == 0
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Blocking:
    """Blocking findings, and what could not be ruled out (R8)."""

    asked: int
    found: tuple[Result, ...]
    not_ruled_out: tuple[Result, ...]


def find_blocking(results: Sequence[Result]) -> Blocking:
    """Return the blocking findings among results."""
    asked = [r for r in results if is_blocking(r.question)]
    return Blocking(
        asked=len(asked),
        found=tuple(r for r in asked if blocks(r)),
        not_ruled_out=tuple(r for r in asked if not r.is_known),
    )


class PairOutcome(Enum):
    """What a claim and its deed say together (R12)."""

    INTEGRITY_GAP = "integrity gap"
    UNPROVEN_CLAIM = "unproven claim"
    QUIET_STRENGTH = "quiet strength"
    HOLDS = "claim holds"
    UNKNOWN = "not enough answers"


@dataclass(frozen=True, slots=True)
class Pair:
    """What is said beside what is done, on levels counted from 1."""

    claim: Result
    deed: Result

    @property
    def claim_level(self) -> int | None:
        """How loudly it is said; None when unknown."""
        return level(self.claim)

    @property
    def deed_level(self) -> int | None:
        """How far it is done; None when unknown."""
        return level(self.deed)

    @property
    def gap(self) -> int | None:
        """Claim level minus deed level; None when one of them is unknown."""
        said, done = self.claim_level, self.deed_level
        return None if said is None or done is None else said - done

    @property
    def levels(self) -> int:
        """How many levels the claim has; the deed has as many."""
        return len(self.claim.bank.options(self.claim.question))

    @property
    def outcome(self) -> PairOutcome:
        """What the pair says (R12)."""
        said = self.claim_level
        match self.gap:
            case None if said is not None and said >= max(self.levels - 1, 2):
                return PairOutcome.UNPROVEN_CLAIM
            case None:
                return PairOutcome.UNKNOWN
            case gap if gap >= INTEGRITY_GAP:
                return PairOutcome.INTEGRITY_GAP
            case gap if gap < 0:
                return PairOutcome.QUIET_STRENGTH
            case _:
                return PairOutcome.HOLDS


def level(result: Result) -> int | None:
    """Return the level of an answer, 1 for the worst option; None when no option was chosen."""
    if result.mark is None:
        return None
    return 1 + sum(1 for mark in marks_of(result) if mark < result.mark)


def find_pairs(results: Sequence[Result]) -> tuple[Pair, ...]:
    """Return the say/do pairs among results, widest gap first, unknown ones last."""
    claims = {r.key: r for r in results if r.question.use is Use.CLAIM}
    pairs = [
        Pair(claims[r.bank.bank.id, r.question.tests_claim], r)
        for r in results
        if r.question.tests_claim and (r.bank.bank.id, r.question.tests_claim) in claims
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair.gap is None, -(pair.gap or 0))))


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the culture stands, by the one question that asks it (R11); never an average."""

    spread: tuple[tuple[Option, int], ...]
    """Every stage with how many answers chose it, lowest first."""

    @property
    def commonest(self) -> tuple[Option, ...]:
        """The stages chosen most often: more than one is a tie."""
        most = max(count for _, count in self.spread)
        return tuple(option for option, count in self.spread if count == most)


def find_stage(results: Sequence[Result]) -> Stage | None:
    """Return the culture stage; None when the question was not asked or not answered."""
    answered = [r for r in results if r.question.use is Use.STAGE and r.option is not None]
    if not answered:
        return None
    options = answered[0].bank.options(answered[0].question)
    # A second question with a ladder of its own is another thing: it is not mixed in.
    same = [r for r in answered if r.bank.options(r.question) == options]
    chosen = Counter(r.option.value for r in same if r.option is not None)
    return Stage(tuple((option, chosen[option.value]) for option in options))


@dataclass(frozen=True, slots=True)
class EvidenceCoverage:
    """How much of what speaks for the organisation can be shown (R9)."""

    favourable: int
    evidenced: int
    checked: int
    """How many answers, favourable or not, someone else has checked."""
    stale: int
    """How many were checked too long ago, or at no known time, to count."""


def find_evidence(results: Sequence[Result]) -> EvidenceCoverage:
    """Count the favourable answers, and those of them that can be shown (R9)."""
    favourable = [r for r in results if r.mark is not None and r.mark > 50]
    checked = {Evidence.CHECKED, Evidence.CONFIRMED}
    known = [(r.answer.evidence, r.graded) for r in results if r.answer and r.is_known]
    return EvidenceCoverage(
        favourable=len(favourable),
        evidenced=sum(1 for r in favourable if r.evidenced),
        checked=sum(1 for _, graded in known if graded in checked),
        stale=sum(1 for given, graded in known if given in checked and graded not in checked),
    )
