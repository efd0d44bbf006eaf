"""What has changed since an earlier audit: R6 of the scoring notes.

Both audits are scored anew, by the same functions, over exactly the questions that both answered:
an answer that was not known then, or is not known now, moves no score. Today's targets hold for
both, so that a target that moved is no change.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from custcheck.assessment.assess import OVERALL, Assessed, Audit, score_audit
from custcheck.assessment.conditions import CLEAR_CHANGE
from custcheck.assessment.report import ChangeLine, ComparisonPart, Report, SourceLine, Trend
from custcheck.assessment.score_lines import dimension_lines
from custcheck.assessment.shared import banks_of_then, shared
from custcheck.assessment.then_and_now import (
    Side,
    When,
    changed_answers,
    findings,
    new_trouble,
    notes,
    sign_turns,
)
from custcheck.assessment.words import against, count, day_in_words, not_enough, upper_first
from custcheck.errors import InputError
from custcheck.gaps import compare
from custcheck.scoring import Score


def compared(audit: Audit, report: Report, earlier: Audit) -> Report:
    """Return a report with what has changed, and those of other frameworks with theirs.

    Raises:
        InputError: when the earlier audit is no earlier one.
    """
    _refuse_what_is_not_earlier(audit, earlier)
    gone = banks_of_then(audit, earlier)
    then = {_framework(own): own for own in score_audit(earlier)} if earlier.banks else {}
    main, *others = (
        _told(told, _part(audit, earlier, own, then.get(_framework(own)), () if number else gone))
        for number, (told, own) in enumerate(
            zip((report, *report.others), score_audit(audit), strict=True)
        )
    )
    name = earlier.response.organisation
    source = SourceLine("earlier answers", name, "", earlier.answers_sha256)
    made = replace(main.provenance, sources=(*main.provenance.sources, source))
    return replace(main, provenance=made, others=tuple(others))


def _refuse_what_is_not_earlier(audit: Audit, earlier: Audit) -> None:
    if earlier.answers_sha256 == audit.answers_sha256:
        raise InputError(
            "The audit to compare with has the same answers as this one. Name an earlier audit."
        )
    refuse_later(earlier.response.date, audit.date)


def refuse_later(day: datetime.date | None, today: datetime.date) -> None:
    """Refuse to compare with an audit that is later than the one of today.

    Raises:
        InputError: when it is.
    """
    if day is not None and day > today:
        raise InputError(
            f"The audit to compare with is of {day_in_words(day)}, later than this one of "
            f"{day_in_words(today)}. Name an earlier audit, or swap the two."
        )


def _framework(own: Assessed) -> str:
    """Return what tells one framework from another: two may share ids."""
    return own.scores.banks[0].bank.framework_sha256


def _told(report: Report, part: ComparisonPart) -> Report:
    """Return a report with what has changed, which the score's sentence is followed by."""
    harm = report.blocking.sentence if report.blocking is not None else ""
    after = 2 if report.sentences[0] == harm else 1
    sentences = (*report.sentences[:after], part.short, *report.sentences[after:])
    return replace(report, sentences=sentences, comparison=part)


# Scores then and now


@dataclass(frozen=True, slots=True)
class _Change:
    """A score then and now, over the same questions."""

    before: Score
    now: Score
    target: int
    points: int | None
    """Now minus before; None where either has no score."""
    has_both: bool
    """Whether both audits have a score on what both asked."""
    has_common: bool
    """Whether both asked any question that it is made of."""
    is_whole: bool
    """Whether the score now is the report's own, over the same questions."""

    @property
    def trend(self) -> Trend | None:
        """What became of the score."""
        if self.points is None:
            return None
        if abs(self.points) < CLEAR_CHANGE:
            return Trend.NO_CLEAR_CHANGE
        return Trend.UP if self.points > 0 else Trend.DOWN

    def gap(self, score: Score) -> int | None:
        """Return one of the two scores against today's target."""
        return None if score.points is None else score.points - self.target

    def told(self, when: When) -> str:
        """Return the score against its target, and what became of it."""
        gap = self.gap(self.now)
        if gap is None:
            return self.moved(when)
        mark = ";" if self.trend is None else ","
        return f"{self.now.points} of 100, {against(gap, self.target)}{mark} {self.moved(when)}"

    def moved(self, when: When) -> str:
        """Return what became of the score since the earlier audit."""
        match self.trend:
            case None if self.has_both:
                return "not compared, too little was answered in both audits"
            case None if not self.has_common:
                return "not compared, no question in common"
            case None if self.now.points is None:
                then = "none" if self.before.points is None else str(self.before.points)
                return f"no score now, {not_enough(self.now)}; {then} {when.at}"
            case None:
                return f"no score {when.at}, {not_enough(self.before)}"
            case trend:
                return f"{_in_words(trend, self.points)} from {self.before.points} {when.at}"

    @property
    def briefly(self) -> str:
        """What became of the overall, where its score has been told."""
        match self.trend:
            case None if not self.has_common or self.has_both:
                return "the overall cannot be compared"
            case None if self.now.points is None:
                return (
                    "no overall score any more" if self.before.points is not None else "none then"
                )
            case None:
                return "no overall score then"
            case trend:
                return f"{_in_words(trend, self.points)} overall"

    @property
    def on(self) -> str:
        """Which questions it stands on, where they are not all that were asked."""
        if self.is_whole or self.trend is None:
            return ""
        return f"on the {count(self.now.applicable, 'question')} that both audits answered"

    def line(self, key: str, name: str, when: When) -> ChangeLine:
        """Return the change as a report shows it."""
        return ChangeLine(
            id=key,
            name=name,
            before=self.before.points,
            now=self.now.points,
            change=self.points,
            gap_before=self.gap(self.before),
            gap_now=self.gap(self.now),
            is_whole=self.is_whole,
            trend=self.trend,
            sentence=f"{name}{', ' if self.on else ''}{self.on}: {self.told(when)}.",
        )


def _in_words(trend: Trend, points: int | None) -> str:
    return trend.value if trend is Trend.NO_CLEAR_CHANGE else f"{trend.value} {abs(points or 0)}"


_NONE = Score(0, 0)
"""The score of no question."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """Two audits: each by itself, and over what they share."""

    own_then: Assessed | None
    """None where the earlier audit had no bank of the framework."""
    own_now: Assessed
    then: Side
    now: Side
    in_part: frozenset[str]
    """The scores that stand on more questions in one of them."""
    off: frozenset[str]
    """The dimensions that do not apply in one of them."""

    def change(self, key: str) -> _Change:
        """Hold a score against the earlier one.

        Both are over what both answered, unless one has no score on what both asked, which is told.
        """
        own = score_in(self.own_now, key)
        before, after, has_both = self._shared(key)
        known = {} if before.points is None else {key: before.points}
        return _Change(
            before=before,
            now=after,
            target=self.own_now.gaps[key].reference,
            points=next((gap.points for gap in compare(known, {key: after.points})), None),
            has_both=has_both,
            has_common=_is_asked(before) or _is_asked(after),
            is_whole=key not in self.in_part and own.points == after.points,
        )

    def _shared(self, key: str) -> tuple[Score, Score, bool]:
        """Return a score then and now, and whether both audits have one on what both asked."""
        if key in self.off:
            both = [score_in(own, key) if own else _NONE for own in (self.own_then, self.own_now)]
            before, after = [_NONE, _NONE] if any(score.applicable for score in both) else both
            return before, after, False
        before, after = score_in(self.then.asked, key), score_in(self.now.asked, key)
        if before.points is None or after.points is None:
            return before, after, False
        return score_in(self.then.answered, key), score_in(self.now.answered, key), True


def _is_asked(score: Score) -> bool:
    return score.applicable + score.not_applicable > 0


def score_in(assessed: Assessed, key: str) -> Score:
    """Return the score of a dimension, or of the overall."""
    if key == OVERALL:
        return assessed.scores.overall
    return next(d.score for d in assessed.scores.every_dimension() if d.dimension.id == key)


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
    audit: Audit,
    earlier: Audit,
    own_now: Assessed,
    own_then: Assessed | None,
    gone: tuple[tuple[str, str], ...],
) -> ComparisonPart:
    """Return what has changed in one framework; ``gone`` are banks that only the earlier has."""
    cut = [shared(score.bank, audit, earlier) for score in own_now.scores.banks]
    off = frozenset(key for own in (own_then, own_now) if own for key in _not_applicable(own))
    then, now = (Side.of(audit, cut, each.response, off) for each in (earlier, audit))
    when = When.of(earlier.response, audit)
    not_asked = (*(line for each in cut for line in each.not_asked), *(line for _, line in gone))
    left_out = (*not_asked, *(line for each in cut for line in each.not_answered))
    in_part = _with_parents(own_now, {d for each in cut for d in each.in_part})
    in_part |= {OVERALL} if in_part or gone else set()
    scored = _Scored(own_then, own_now, then, now, frozenset(in_part), off)
    changes = {key: scored.change(key) for key in own_now.gaps}
    order = tuple(dimension_lines(own_now.scores.dimensions, own_now.gaps, shows_evidence=False))
    lines = tuple(changes[d.id].line(d.id, d.name, when) for d in order)
    overall = changes[OVERALL]
    sentence = f"{overall.on}{': ' if overall.on else ''}{overall.told(when)}"
    moved = [line.trend for line, d in zip(lines, order, strict=True) if d.depth == 0]
    short = _short(overall, moved, when)
    told, trouble = [], []
    if any(each.has_common for each in cut):
        told = list(findings(then, now, when, is_part=bool(not_asked)))
        trouble = list(new_trouble(then, now, is_part=bool(not_asked)))
    else:
        sentence = short = "the two audits have no question in common: nothing can be compared"
    signs = [turn for *_, turns in sign_turns(then, now) for turn in turns]
    return ComparisonPart(
        since=when.since,
        date=earlier.response.date,
        sentence=f"{upper_first(sentence)}.",
        short=" ".join([f"{upper_first(short)}.", *trouble]),
        overall=overall.line("overall", "Overall", when),
        dimensions=lines,
        raised_since=tuple(turn.name for turn in signs if turn.was is False and turn.now),
        cleared_since=tuple(turn.name for turn in signs if turn.was and turn.now is False),
        findings=(*told, *notes(audit, earlier, cut, when)),
        answers=tuple(changed_answers(then, now)),
        compared=len(now.answered.scores.scored),
        lost_answers=tuple(question.name for each in cut for question in each.lost),
        lost_scores=(
            *(d.name for d in order if _is_lost(own_then, d.id) and changes[d.id].points is None),
            *(name for name, _ in gone),
        ),
        left_out=left_out,
    )


def _is_lost(own_then: Assessed | None, key: str) -> bool:
    return own_then is not None and score_in(own_then, key).points is not None


def _not_applicable(own: Assessed) -> Iterator[str]:
    """Yield the dimensions whose questions were asked and do not apply."""
    for part in own.scores.every_dimension():
        if part.score.applicable == 0 and part.score.not_applicable:
            yield part.dimension.id


def _short(overall: _Change, moved: Sequence[Trend | None], when: When) -> str:
    """Return what became of the overall and of how many dimensions at the top."""
    told = [overall.briefly]
    for trend in (Trend.UP, Trend.DOWN):
        number = moved.count(trend)
        noun = "" if len(told) > 1 else " dimension" if number == 1 else " dimensions"
        told += [f"{number}{noun} {trend.value}"] if number else []
    on = f", on {count(overall.now.applicable, 'question')} in common" if overall.on else ""
    return f"since {when.since}{on}: {', '.join(told)}"
