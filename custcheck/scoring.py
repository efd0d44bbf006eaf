"""From answers to scores: R1 to R5 and R9 of the scoring notes, as pure functions.

Scores run from 0 to 100 and are exact fractions inside, so that neither the order of answers nor
binary rounding can move one. ``whole`` rounds once, at the end, half up; every number that is
shown, compared or tested has been through it.
"""

import calendar
import datetime
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import TypeAlias

from custcheck.model import (
    Answer,
    Blank,
    Dimension,
    Evidence,
    Extent,
    Framework,
    Group,
    LevelsQuestion,
    LoadedBank,
    Needs,
    Option,
    Polarity,
    Question,
    Response,
    ScaleQuestion,
    Unanswered,
    Use,
    YesNoQuestion,
)

Key: TypeAlias = tuple[str, str]
"""Bank id and question id."""

FULL_MARKS = Fraction(100)


class Word(Enum):
    """A score in words; the thresholds are those of ISO/IEC 33020, the assessment is not (R5)."""

    NOT_YET = "not yet"
    PARTLY = "partly"
    LARGELY = "largely"
    FULLY = "fully"


def whole(score: Fraction) -> int:
    """Round a score half up."""
    return (2 * score.numerator + score.denominator) // (2 * score.denominator)


def word(score: int) -> Word:
    """Return the word for a whole score (R5)."""
    if score <= 15:
        return Word.NOT_YET
    if score <= 50:
        return Word.PARTLY
    return Word.LARGELY if score <= 85 else Word.FULLY


@cache
def exact(value: float) -> Fraction:
    """Return the number that was written: 0.1 is a tenth, not its nearest binary fraction."""
    return Fraction(repr(value))


def is_reversed(question: Question) -> bool:
    """Tell whether the low end of the question's scale is the healthy one."""
    match question:
        case YesNoQuestion():
            return question.yes_is is Polarity.BAD
        case ScaleQuestion():
            return question.reverse
        case LevelsQuestion():
            return False


def normalise(option: Option, options: Sequence[Option], *, reverse: bool) -> Fraction:
    """Return an option's place between the lowest and the highest, 0 to 100 (R1).

    Raises:
        ValueError: for an option that is not among the options: nothing is clipped.
    """
    if option not in options:
        raise ValueError(f"{option.label!r} is not an option here")
    return _marks(tuple(o.value for o in options), reverse=reverse)[option.value]


@cache
def _marks(values: tuple[float, ...], *, reverse: bool) -> Mapping[float, Fraction]:
    """Return what each value of a scale scores; the many questions on it share the sums."""
    low, high = exact(min(values)), exact(max(values))
    rising = {value: FULL_MARKS * (exact(value) - low) / (high - low) for value in values}
    return {value: FULL_MARKS - mark for value, mark in rising.items()} if reverse else rising


def months_before(day: datetime.date, months: int) -> datetime.date:
    """Return the day so many months earlier, the month's last where it has no such day.

    Before the calendar begins there is only its first day.
    """
    index = day.year * 12 + day.month - 1 - months
    if index < 12:
        return datetime.date.min
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def grade(answer: Answer, audit_date: datetime.date) -> Evidence:
    """Return how well an answer is backed on the audit's date (R9).

    What was checked or confirmed without a date, in the future, or more than 12 months ago, falls
    to described.
    """
    if answer.evidence in {Evidence.CLAIMED, Evidence.DESCRIBED}:
        return answer.evidence
    oldest = months_before(audit_date, 12)
    fresh = answer.checked_on is not None and oldest <= answer.checked_on <= audit_date
    return answer.evidence if fresh else Evidence.DESCRIBED


def is_evidenced(question: Question, graded: Evidence) -> bool:
    """Tell whether a grade is enough for this question (R9)."""
    match question.needs:
        case Needs.CHECKED:
            return graded in {Evidence.CHECKED, Evidence.CONFIRMED}
        case Needs.CONFIRMED:
            return graded is Evidence.CONFIRMED


@dataclass(frozen=True)
class Result:
    """One applicable question of the audit, with what is known about it."""

    bank: LoadedBank
    question: Question
    answer: Answer | None
    """None when nobody answered."""
    mark: Fraction | None
    """The answer's score, 0 to 100; None when no option was chosen."""
    graded: Evidence
    evidenced: bool
    """Whether the answer's grade is enough for its question."""

    @property
    def key(self) -> Key:
        """Where the question is found."""
        return self.bank.bank.id, self.question.id

    @property
    def option(self) -> Option | None:
        """The option chosen, if one was."""
        choice = self.answer.choice if self.answer else None
        return choice if isinstance(choice, Option) else None

    @property
    def is_known(self) -> bool:
        """Whether an option was chosen."""
        return self.mark is not None

    @property
    def counts(self) -> bool:
        """Whether it comes into means: as answered, or as 0 where its bank counts blanks so."""
        return self.is_known or self.bank.bank.unanswered is Unanswered.ZERO

    @property
    def weight(self) -> Fraction:
        """The question's weight, above 0."""
        return exact(self.question.weight)


@dataclass(frozen=True, slots=True)
class Score:
    """What a set of questions comes to."""

    applicable: int
    answered: int
    claimed: Fraction | None = None
    """Every answer taken at its word, 0 to 100; None when there are not enough answers."""
    evidenced: Fraction | None = None
    """Only what can be shown; None when there is no claimed score."""
    low: Fraction | None = None
    """The score if every missing answer were the worst; None when it cannot be scored at all."""
    high: Fraction | None = None
    """The score if every missing answer were the best."""
    not_applicable: int = 0
    """How many questions do not apply."""
    parts: tuple[int, int] | None = None
    """How many parts are scored, and of how many, where it is a mean of parts."""

    @property
    def is_left_out(self) -> bool:
        """Whether all that was asked does not apply: it leaves the base of what is above (R2)."""
        return self.applicable == 0 and self.not_applicable > 0

    @property
    def points(self) -> int | None:
        """The claimed score as it is shown."""
        return None if self.claimed is None else whole(self.claimed)


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """A dimension's score, with what it is made of."""

    dimension: Dimension
    score: Score
    results: tuple[Result, ...] = ()
    children: tuple["DimensionScore", ...] = ()


@dataclass(frozen=True, slots=True)
class BankScore:
    """A bank's own score, and its groups'."""

    bank: LoadedBank
    score: Score
    groups: tuple[tuple[Group, Score], ...]


@dataclass(frozen=True, slots=True)
class FrameworkScore:
    """Everything that banks of one framework come to."""

    framework: Framework
    results: tuple[Result, ...]
    """Every applicable question, scored or not, in bank order."""
    not_applicable: tuple[tuple[LoadedBank, Question], ...]
    overall: Score
    dimensions: tuple[DimensionScore, ...]
    """The top level, in the framework's order."""
    banks: tuple[BankScore, ...]

    @property
    def scored(self) -> tuple[Result, ...]:
        """The results that count in scores."""
        return tuple(r for r in self.results if r.question.use is Use.SCORE)

    def every_dimension(self) -> Iterable[DimensionScore]:
        """Yield all dimensions, parents before their children."""
        waiting = list(self.dimensions)
        while waiting:
            first = waiting.pop(0)
            yield first
            waiting[:0] = first.children


def results_of(
    banks: Sequence[LoadedBank], response: Response, audit_date: datetime.date
) -> tuple[tuple[Result, ...], tuple[tuple[LoadedBank, Question], ...]]:
    """Hold the answers against the questions asked.

    Returns the applicable questions, and those answered as not applicable (R2). A question that
    has an answer counts as asked, whatever the audit's extent: no answer is dropped.
    """
    applicable: list[Result] = []
    not_applicable: list[tuple[LoadedBank, Question]] = []
    for bank in banks:
        answers = response.answers.get(bank.bank.id, {})
        asked = {question.id for question in bank.asked(response.extent, response.role)}
        for question in bank.bank.questions:
            answer = answers.get(question.id)
            if answer is not None and answer.choice is Blank.NOT_APPLICABLE:
                not_applicable.append((bank, question))
            elif answer is not None or question.id in asked:
                applicable.append(mark(bank, question, answer, audit_date))
    return tuple(applicable), tuple(not_applicable)


def mark(
    bank: LoadedBank, question: Question, answer: Answer | None, audit_date: datetime.date
) -> Result:
    """Return a question's result for one answer."""
    score = None
    graded = Evidence.CLAIMED
    if answer is not None and isinstance(answer.choice, Option):
        options = bank.options(question)
        score = normalise(answer.choice, options, reverse=is_reversed(question))
        graded = grade(answer, audit_date)
    return Result(bank, question, answer, score, graded, is_evidenced(question, graded))


def marks_of(result: Result) -> tuple[Fraction, ...]:
    """Return what each option of a result's question would score, lowest first."""
    values = tuple(option.value for option in result.bank.options(result.question))
    return tuple(sorted(_marks(values, reverse=is_reversed(result.question)).values()))


def weighted_mean(pairs: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the mean of (value, weight) pairs; at least one pair.

    Added up in whole numbers, over a denominator common to all: a sum of fractions is cut to
    lowest terms at every step.
    """
    common = math.lcm(*(value.denominator * weight.denominator for value, weight in pairs))
    weights = [weight.numerator * common // weight.denominator for _, weight in pairs]
    values = (value for value, _ in pairs)
    marks = (v.numerator * w // v.denominator for v, w in zip(values, weights, strict=True))
    return Fraction(sum(marks), sum(weights))


def score_questions(
    results: Sequence[Result], at_least: int, share: tuple[int, int], not_applicable: int = 0
) -> Score:
    """Return the weighted mean of questions, if enough of them are answered (R2 to R4, R9).

    ``not_applicable`` says how many more were asked and do not apply.
    """
    counts = len(results), sum(1 for r in results if r.is_known)
    if len(results) < max(at_least, 1):
        return Score(*counts, not_applicable=not_applicable)  # no answer could make it a score
    low = weighted_mean([(r.mark or Fraction(), r.weight) for r in results])
    high = weighted_mean([(FULL_MARKS if r.mark is None else r.mark, r.weight) for r in results])
    counted = [r for r in results if r.counts]
    part, of = share
    if len(counted) < at_least or len(counted) * of < len(results) * part or not counted:
        return Score(*counts, low=low, high=high, not_applicable=not_applicable)
    shown = [((r.mark or Fraction()) if r.evidenced else Fraction(), r.weight) for r in counted]
    return Score(
        *counts,
        claimed=weighted_mean([(r.mark or Fraction(), r.weight) for r in counted]),
        evidenced=weighted_mean(shown),
        low=low,
        high=high,
        not_applicable=not_applicable,
    )


def roll_up(parts: Sequence[Score], share: tuple[int, int]) -> Score:
    """Return the plain mean of scored parts, if two-thirds of those that apply are scored (R4).

    The possible range is over every part that answers could score, scored or not (R3): a part
    with too few questions to be scored at all would never come into the mean.
    """
    base = [p for p in parts if not p.is_left_out]
    claimed = _mean_of_enough([p.claimed for p in base], share)
    return Score(
        applicable=sum(p.applicable for p in parts),
        answered=sum(p.answered for p in parts),
        claimed=claimed,
        evidenced=None if claimed is None else _plain_mean(p.evidenced for p in base),
        low=_plain_mean(p.low for p in base),
        high=_plain_mean(p.high for p in base),
        not_applicable=sum(p.not_applicable for p in parts),
        parts=(sum(p.claimed is not None for p in base), len(base)),
    )


def _mean_of_enough(values: Sequence[Fraction | None], share: tuple[int, int]) -> Fraction | None:
    """Return the mean of the scores there are, where they are enough of all."""
    part, of = share
    is_enough = sum(value is not None for value in values) * of >= len(values) * part
    return _plain_mean(values) if is_enough else None


def _plain_mean(values: Iterable[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction()) / len(known) if known else None


def score_dimensions(
    framework: Framework,
    results: Sequence[Result],
    not_applicable: Sequence[Question],
    extent: Extent,
) -> tuple[DimensionScore, ...]:
    """Return the top-level dimensions with all below them, in the framework's order (R3, R4)."""
    enough = framework.enough
    at_least = enough.quick if extent is Extent.QUICK else enough.questions
    off = Counter(q.dimension for q in not_applicable if q.use is Use.SCORE)
    children: dict[str | None, list[Dimension]] = {}
    for dimension in framework.dimensions:
        children.setdefault(dimension.parent, []).append(dimension)

    def score(dimension: Dimension) -> DimensionScore:
        below = tuple(score(child) for child in children.get(dimension.id, ()))
        if below:
            total = roll_up([child.score for child in below], enough.share)
            return DimensionScore(dimension, total, children=below)
        own = tuple(
            r
            for r in results
            if r.question.dimension == dimension.id and r.question.use is Use.SCORE
        )
        total = score_questions(own, at_least, enough.share, off[dimension.id])
        return DimensionScore(dimension, total, own)

    return tuple(score(dimension) for dimension in children.get(None, ()))


def score_bank(
    bank: LoadedBank, results: Sequence[Result], not_applicable: Sequence[Question] = ()
) -> BankScore:
    """Return a bank's score and its groups': the mean where two-thirds are answered (R4).

    "Two-thirds" is what the framework says, as for dimensions.
    """
    share = bank.framework.enough.share
    own = [r for r in results if r.bank is bank and r.question.use is Use.SCORE]

    off = [q for q in not_applicable if q.use is Use.SCORE]

    def of_group(group: Group) -> Score:
        inside = [r for r in own if r.question.group == group.id]
        left_out = sum(1 for question in off if question.group == group.id)
        return score_questions(inside, 1, share, left_out)

    groups = tuple((group, of_group(group)) for group in bank.bank.groups)
    return BankScore(bank, score_questions(own, 1, share, len(off)), groups)


def score_framework(
    banks: Sequence[LoadedBank], response: Response, audit_date: datetime.date
) -> FrameworkScore:
    """Score the banks of one framework together.

    Raises:
        ValueError: when the banks belong to different frameworks: those are never mixed (R4).
    """
    framework = banks[0].framework
    if any(bank.framework != framework for bank in banks):
        raise ValueError("banks of different frameworks are scored apart")
    results, not_applicable = results_of(banks, response, audit_date)
    off = [question for _, question in not_applicable]
    dimensions = score_dimensions(framework, results, off, response.extent)
    return FrameworkScore(
        framework=framework,
        results=results,
        not_applicable=not_applicable,
        overall=roll_up([d.score for d in dimensions], framework.enough.share),
        dimensions=dimensions,
        banks=tuple(
            score_bank(bank, results, [q for owner, q in not_applicable if owner is bank])
            for bank in banks
        ),
    )


def by_framework(banks: Sequence[LoadedBank]) -> tuple[tuple[LoadedBank, ...], ...]:
    """Return the banks in lists of one framework each, in order of first appearance.

    Two frameworks with one id but different content are two: their dimensions may differ.
    """
    together: dict[tuple[str, str], list[LoadedBank]] = {}
    for bank in banks:
        key = (bank.framework.id, bank.framework_sha256)
        together.setdefault(key, []).append(bank)
    return tuple(tuple(group) for group in together.values())


def overall_with(scores: FrameworkScore, marks: Mapping[Key, Fraction]) -> Fraction | None:
    """Return the overall score if these questions scored these marks and nothing else changed."""
    share = scores.framework.enough.share

    def mean(parts: Sequence[DimensionScore]) -> Fraction | None:
        base = [part for part in parts if not part.score.is_left_out]
        return _mean_of_enough([changed(part) for part in base], share)

    def changed(part: DimensionScore) -> Fraction | None:
        if part.children:
            return mean(part.children)
        if part.score.claimed is None or not any(r.key in marks for r in part.results):
            return part.score.claimed
        counted = [r for r in part.results if r.counts]
        return weighted_mean([(marks.get(r.key, r.mark or Fraction()), r.weight) for r in counted])

    return mean(scores.dimensions)
