"""What has changed since an earlier audit: R6 of the scoring notes.

Both audits are scored anew, by the same functions, over exactly the questions that both asked.
Today's targets hold for both, so that a target that moved is no change.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from custcheck.assessment.assess import OVERALL, Assessed, Audit, find, score_audit
from custcheck.assessment.conditions import CLEAR_CHANGE
from custcheck.assessment.findings import (
    Pair,
    PairOutcome,
    Signs,
    Stage,
    blocks,
    find_stage,
    is_blocking,
)
from custcheck.assessment.report import ChangeLine, ComparisonPart, Report, Trend
from custcheck.assessment.score_lines import dimension_lines
from custcheck.assessment.shared import Shared, banks_of_then, shared
from custcheck.assessment.verdict import Findings, judge, signs_short
from custcheck.assessment.words import (
    against,
    count,
    day_in_words,
    is_are,
    listed,
    lower_first,
    month_in_words,
    not_enough,
    upper_first,
)
from custcheck.errors import InputError
from custcheck.gaps import Gap, compare
from custcheck.model import Extent, LoadedBank, Question, Response
from custcheck.scoring import Result, Score


def compared(audit: Audit, report: Report, earlier: Audit) -> Report:
    """Return a report with what has changed, and those of other frameworks with theirs.

    Raises:
        InputError: when the earlier audit is no earlier one.
    """
    _refuse_what_is_not_earlier(audit, earlier)
    main, *others = score_audit(audit)
    with_others = replace(
        report,
        others=tuple(
            _told(other, _part(audit, earlier, assessed))
            for other, assessed in zip(report.others, others, strict=True)
        ),
    )
    return _told(with_others, _part(audit, earlier, main, banks_of_then(audit, earlier)))


def _told(report: Report, part: ComparisonPart) -> Report:
    """Return a report with what has changed, which the score's sentence is followed by."""
    harm = report.blocking.sentence if report.blocking is not None else ""
    after = 2 if report.sentences[0] == harm else 1
    sentences = (*report.sentences[:after], part.short, *report.sentences[after:])
    return replace(report, sentences=sentences, comparison=part)


def compare_audits(audit: Audit, earlier: Audit) -> ComparisonPart:
    """Return what has changed since an earlier audit, in the framework of the first bank.

    Raises:
        InputError: when the earlier audit is no earlier one.
    """
    _refuse_what_is_not_earlier(audit, earlier)
    return _part(audit, earlier, score_audit(audit)[0], banks_of_then(audit, earlier))


def _refuse_what_is_not_earlier(audit: Audit, earlier: Audit) -> None:
    if earlier.answers_sha256 == audit.answers_sha256:
        raise InputError(
            "The audit to compare with has the same answers as this one. Name an earlier audit."
        )
    day = earlier.response.date
    if day is not None and day > audit.date:
        raise InputError(
            f"The audit to compare with is of {day_in_words(day)}, later than this one of "
            f"{day_in_words(audit.date)}. Name an earlier audit, or swap the two."
        )


@dataclass(frozen=True, slots=True)
class _When:
    """The time of the earlier audit, as sentences name it."""

    since: str
    """``September 2025``"""
    at: str
    """``in September 2025``"""


def _when(earlier: datetime.date | None, today: datetime.date) -> _When:
    """Name the month, or within this one the day."""
    if earlier is None:
        return _When("the earlier audit", "in the earlier audit")
    if (earlier.year, earlier.month) == (today.year, today.month):
        return _When(day_in_words(earlier), f"on {day_in_words(earlier)}")
    month = month_in_words(earlier)
    return _When(month, f"in {month}")


# Scores then and now


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two audits, scored over the shared questions."""

    assessed: Assessed
    findings: Findings

    def score(self, name: str) -> Score:
        """Return the score of a dimension, or of the overall."""
        scores = self.assessed.scores
        if name == OVERALL:
            return scores.overall
        return next(d.score for d in scores.every_dimension() if d.dimension.id == name)

    def results_that(self, are: Callable[[Question], bool]) -> list[Result]:
        """Return the results of some questions."""
        return [r for r in self.assessed.scores.results if are(r.question)]


def _side(audit: Audit, banks: tuple[LoadedBank, ...], response: Response) -> _Side:
    """Score the answers to these banks by today's targets."""
    asked = replace(response, extent=Extent.QUICK)
    cut = replace(audit, banks=banks, response=asked)
    (assessed,) = score_audit(cut)
    return _Side(assessed, find(cut, assessed))


@dataclass(frozen=True, slots=True)
class _Change:
    """A score then and now."""

    before: Score
    now: Score
    gap: Gap
    """Now against its target."""
    points: int | None
    """Now minus before; None where either has no score."""

    @property
    def trend(self) -> Trend | None:
        """What became of the score."""
        if self.points is None:
            return None
        if abs(self.points) < CLEAR_CHANGE:
            return Trend.NO_CLEAR_CHANGE
        return Trend.UP if self.points > 0 else Trend.DOWN

    def told(self, when: _When) -> str:
        """Return the score against its target, and what became of it."""
        now, gap = self.gap.observed, self.gap.points
        if now is None or gap is None:
            return self.moved(when)
        mark = ";" if self.trend is None else ","
        return f"{now} of 100, {against(gap, self.gap.reference)}{mark} {self.moved(when)}"

    def moved(self, when: _When) -> str:
        """Return what became of the score since the earlier audit."""
        if self.now.applicable == self.now.not_applicable == 0:
            return "not compared, no question in common"
        match self.trend:
            case None if self.now.points is None:
                then = "none" if self.before.points is None else str(self.before.points)
                return f"no score now, {not_enough(self.now)}; {then} {when.at}"
            case None:
                return f"no score {when.at}, {not_enough(self.before)}"
            case Trend.NO_CLEAR_CHANGE:
                return f"no clear change since {when.since}"
            case Trend.UP | Trend.DOWN as trend:
                return f"{trend.value} {abs(self.points or 0)} since {when.since}"

    def line(self, key: str, name: str, when: _When, on: str) -> ChangeLine:
        """Return the change as a report shows it; ``on`` says what it stands on, if not on all."""
        return ChangeLine(
            id=key,
            name=name,
            before=self.before.points,
            now=self.now.points,
            change=self.points,
            trend=self.trend,
            sentence=f"{name}{', ' if on else ''}{on}: {self.told(when)}.",
        )


def _changes(then: _Side, now: _Side) -> dict[str, _Change]:
    """Return what became of the overall and of each dimension."""
    before, after = then.assessed.gaps, now.assessed.gaps
    known = {gap.id: gap.observed for gap in before.values() if gap.observed is not None}
    gaps = compare(known, {gap.id: gap.observed for gap in after.values()})
    points = {gap.id: gap.points for gap in gaps}
    return {
        key: _Change(then.score(key), now.score(key), gap, points.get(key))
        for key, gap in after.items()
    }


def _with_parents(assessed: Assessed, names: set[str]) -> set[str]:
    """Return dimensions with all that are made of them."""
    parents = {d.id: d.parent for d in assessed.scores.framework.dimensions}
    found: set[str | None] = {None}
    for name in names:
        up: str | None = name
        while up not in found:
            found.add(up)
            up = parents.get(up or "")
    return {name for name in found if name is not None}


# What is told


def _part(
    audit: Audit, earlier: Audit, assessed: Assessed, gone: tuple[str, ...] = ()
) -> ComparisonPart:
    """Return what has changed in one framework; ``gone`` says which banks only the other has."""
    cut = [shared(score.bank, audit, earlier) for score in assessed.scores.banks]
    banks = tuple(each.bank for each in cut)
    then, now = (_side(audit, banks, each.response) for each in (earlier, audit))
    when = _when(earlier.response.date, audit.date)
    left_out = (*(line for each in cut for line in each.left_out), *gone)
    number = len(now.assessed.scores.results)
    changes = _changes(then, now)
    in_part = _with_parents(assessed, {name for each in cut for name in each.dimensions})
    order = dimension_lines(assessed.scores.dimensions, assessed.gaps, shows_evidence=False)
    signs = [turn for *_, turns in _sign_turns(then.findings, now.findings) for turn in turns]
    on = _on(number, is_part=bool(left_out))
    told = f"{on}{': ' if on else ''}{changes[OVERALL].told(when)}"
    short = f"{on}{', ' if on else ''}{changes[OVERALL].moved(when)}"
    if not number:
        told = short = "the two audits have no question in common: nothing can be compared"
    findings = _findings(then, now, when, is_part=bool(left_out)) if number else ()
    return ComparisonPart(
        since=when.since,
        date=earlier.response.date,
        sentence=f"{upper_first(told)}.",
        short=f"{upper_first(short)}.",
        overall=changes[OVERALL].line("overall", "Overall", when, on),
        dimensions=tuple(
            changes[d.id].line(
                d.id, d.name, when, _on(changes[d.id].now.applicable, is_part=d.id in in_part)
            )
            for d in order
        ),
        raised_since=tuple(turn.name for turn in signs if turn.was is False and turn.now),
        cleared_since=tuple(turn.name for turn in signs if turn.was and turn.now is False),
        findings=(*findings, *_notes(audit, earlier, cut, when)),
        compared=number,
        left_out=left_out,
    )


def _on(number: int, *, is_part: bool) -> str:
    """Return which questions a score stands on, where they are not all that were asked."""
    return (
        f"on the {count(number, 'question')} that both audits asked" if is_part and number else ""
    )


@dataclass(frozen=True, slots=True)
class _Turn:
    """Whether something was found then and is found now; None where it is not known."""

    name: str
    was: bool | None
    now: bool | None


def _turns(
    then: Sequence[Result], now: Sequence[Result], is_found: Callable[[Result], bool]
) -> Iterator[_Turn]:
    """Yield what became of the same questions, in the same order, then and now."""

    def state(result: Result) -> bool | None:
        return is_found(result) if result.is_known else None

    for before, after in zip(then, now, strict=True):
        yield _Turn(after.question.name, state(before), state(after))


def _sign_turns(then: Findings, now: Findings) -> Iterator[tuple[Signs, Signs, list[_Turn]]]:
    """Yield each bank of signs then and now, with what became of its signs."""
    for before, after in zip(then.signs, now.signs, strict=True):
        yield before, after, list(_turns(before.results, after.results, _is_raised))


def _is_raised(sign: Result) -> bool:
    return sign.mark == 0


def _findings(then: _Side, now: _Side, when: _When, *, is_part: bool) -> Iterator[str]:
    """Yield what became of verdict, signs, harm, claims and culture."""
    yield _verdict(then.findings, now.findings, when, is_part=is_part)
    signs = list(_sign_turns(then.findings, now.findings))
    for before, after, turns in signs:
        name = "Warning signs" if len(signs) == 1 else after.bank.bank.title
        yield f"{name} {when.at}: {signs_short(before)}. Now: {signs_short(after)}."
        # Those that both can tell are listed on their own: raised since, cleared since.
        yield from _found(name, [t for t in turns if t.was is None or t.now is None], when)
    harm = _turns(then.results_that(is_blocking), now.results_that(is_blocking), blocks)
    yield from _found("Possible harm to customers", harm, when)
    yield from _claims(then.findings.pairs, now.findings.pairs, when)
    yield from _culture(then, now, when)


def _verdict(then: Findings, now: Findings, when: _When, *, is_part: bool) -> str:
    was, is_now = judge(then).value, judge(now).value
    on = "On the questions that both audits asked, the" if is_part else "The"
    if was == is_now:
        return f"{on} verdict is the same as {when.at}: {is_now}."
    return f'{on} verdict was "{was}" {when.at} and is "{is_now}" now.'


def _found(what: str, turns: Iterable[_Turn], when: _When) -> Iterator[str]:
    """Yield what came, went and stayed, by name."""
    names: dict[tuple[bool | None, bool | None], list[str]] = {}
    for turn in turns:
        names.setdefault((turn.was, turn.now), []).append(f'"{turn.name}"')
    says: dict[tuple[bool | None, bool | None], str] = {
        (False, True): f"new since {when.since}",
        (True, False): "no longer found",
        (True, True): "still found",
        (None, True): f"found now, not known {when.at}",
        (True, None): f"found {when.at}, not known now",
    }
    for states, told in says.items():
        if states in names:
            yield f"{what}, {told}: {listed(names[states])}."


def _claims(then: Sequence[Pair], now: Sequence[Pair], when: _When) -> Iterator[str]:
    """Yield how many claims ran ahead of their deeds, and which (R12)."""
    if not any(pair.gap is not None for pair in (*then, *now)):
        return
    yield f"Claims ahead of their deeds: {_ahead(then)} {when.at}, {_ahead(now)} now."
    before = {pair.deed.key: pair for pair in then}
    turns = (
        _Turn(pair.claim.question.name, _is_ahead(before[pair.deed.key]), _is_ahead(pair))
        for pair in now
    )
    yield from _found("Claims ahead of their deeds", turns, when)


def _ahead(pairs: Sequence[Pair]) -> str:
    if all(pair.gap is None for pair in pairs):
        return "not known"
    return f"{sum(1 for pair in pairs if _is_ahead(pair))} of {len(pairs)}"


def _is_ahead(pair: Pair) -> bool | None:
    return None if pair.gap is None else pair.outcome is PairOutcome.INTEGRITY_GAP


def _culture(then: _Side, now: _Side, when: _When) -> Iterator[str]:
    """Yield the culture's stage then and now (R11)."""
    stages = [find_stage(side.assessed.scores.results) for side in (then, now)]
    before, after = map(_stage, stages)
    if stages == [None, None]:
        return
    if before == after:
        yield f"The culture is at {after}, as {when.at}."
    else:
        yield f"The culture's stage: {before} {when.at}, {after} now."


def _stage(stage: Stage | None) -> str:
    if stage is None:
        return "not answered"
    numbers = [str(n) for n, (o, _) in enumerate(stage.spread, 1) if o in stage.commonest]
    return f"{'stage' if len(numbers) == 1 else 'stages'} {listed(numbers)} of {len(stage.spread)}"


def _notes(audit: Audit, earlier: Audit, cut: Sequence[Shared], when: _When) -> Iterator[str]:
    """Yield what else may lie behind a change."""
    then, now = earlier.response, audit.response
    if then.organisation and now.organisation and then.organisation != now.organisation:
        yield f"The earlier audit is of another organisation: {then.organisation}."
    if then.role != now.role:
        framework = cut[0].bank.framework
        was, is_now = (
            "no one role" if role is None else lower_first(framework.role_name(role))
            for role in (then.role, now.role)
        )
        yield f"A change may be one of view: {was} answered {when.at}, {is_now} now."
    unsure = [
        each.bank.bank.title
        for each in cut
        if each.bank.bank.questions and each.bank.bank.id not in then.stamps
    ]
    if unsure:
        yield (
            f"The earlier answers do not say which version they are of: {listed(unsure)} "
            f"{is_are(len(unsure))} taken to be unchanged."
        )
