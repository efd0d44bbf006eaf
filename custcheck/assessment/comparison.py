"""What has changed since an earlier audit: R6 of the scoring notes.

Both audits are scored anew, by the same functions, over exactly the questions that both answered:
an answer that was not known then, or is not known now, moves no score. Today's targets hold for
both, so that a target that moved is no change.
"""

import datetime
from collections.abc import Sequence
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
    main, *others = (
        _told(told, _part(audit, earlier, assessed, () if number else gone))
        for number, (told, assessed) in enumerate(
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
    is_over_answered: bool
    """Over what both answered, as both audits have a score; else over what both asked."""
    is_part: bool
    """Whether one audit has more questions than these."""

    @property
    def trend(self) -> Trend | None:
        """What became of the score."""
        if self.points is None:
            return None
        if abs(self.points) < CLEAR_CHANGE:
            return Trend.NO_CLEAR_CHANGE
        return Trend.UP if self.points > 0 else Trend.DOWN

    @property
    def asked(self) -> int:
        """How many questions it stands on."""
        return self.now.applicable + self.now.not_applicable

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
        if not self.asked:
            return "not compared, no question in common"
        if self.is_over_answered and self.points is None:
            return "not compared, too little was answered in both audits"
        match self.trend:
            case None if self.now.points is None:
                then = "none" if self.before.points is None else str(self.before.points)
                return f"no score now, {not_enough(self.now)}; {then} {when.at}"
            case None:
                return f"no score {when.at}, {not_enough(self.before)}"
            case trend:
                return f"{_in_words(trend, self.points)} since {when.since}"

    @property
    def on(self) -> str:
        """Which questions it stands on, where they are not all that were asked."""
        if not (self.is_part and self.asked):
            return ""
        did = "answered" if self.is_over_answered else "asked"
        return f"on the {count(self.asked, 'question')} that both audits {did}"

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
            is_whole=not self.is_part,
            trend=self.trend,
            sentence=f"{name}{', ' if self.on else ''}{self.on}: {self.told(when)}.",
        )


def _in_words(trend: Trend, points: int | None) -> str:
    return trend.value if trend is Trend.NO_CLEAR_CHANGE else f"{trend.value} {abs(points or 0)}"


def _change(then: Side, now: Side, key: str, asked: set[str], answered: set[str]) -> _Change:
    """Hold a score against the earlier one.

    Both are over what both answered, unless an audit has no score of its own, which is told then.
    ``asked`` and ``answered`` are the scores that only a part of the questions makes.
    """
    before, after = score_in(then.asked, key), score_in(now.asked, key)
    has_both = before.points is not None and after.points is not None
    if has_both:
        before, after = score_in(then.answered, key), score_in(now.answered, key)
    known = {} if before.points is None else {key: before.points}
    return _Change(
        before=before,
        now=after,
        target=now.asked.gaps[key].reference,
        points=next((gap.points for gap in compare(known, {key: after.points})), None),
        is_over_answered=has_both,
        is_part=key in (answered if has_both else asked),
    )


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
    audit: Audit, earlier: Audit, assessed: Assessed, gone: tuple[str, ...]
) -> ComparisonPart:
    """Return what has changed in one framework; ``gone`` says which banks only the other has."""
    cut = [shared(score.bank, audit, earlier) for score in assessed.scores.banks]
    then, now = (Side.of(audit, cut, each.response) for each in (earlier, audit))
    when = When.of(earlier.response, audit)
    not_asked = (*(line for each in cut for line in each.not_asked), *gone)
    left_out = (*not_asked, *(line for each in cut for line in each.not_answered))
    asked_in_part = _with_parents(assessed, {d for each in cut for d in each.asked_in_part})
    answered_in_part = _with_parents(assessed, {d for each in cut for d in each.answered_in_part})
    asked_in_part |= {OVERALL} if asked_in_part or gone else set()
    answered_in_part |= {OVERALL} if answered_in_part or gone else set()
    changes = {
        key: _change(then, now, key, asked_in_part, answered_in_part) for key in now.asked.gaps
    }
    order = dimension_lines(assessed.scores.dimensions, assessed.gaps, shows_evidence=False)
    lines = tuple(changes[d.id].line(d.id, d.name, when) for d in order)
    overall = changes[OVERALL]
    sentence = f"{overall.on}{': ' if overall.on else ''}{overall.told(when)}"
    short = _short(overall, lines, when)
    told, trouble = [], []
    if now.asked.scores.results:
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
        open_now=tuple(question.name for each in cut for question in each.open_now),
        no_longer_scored=tuple(_no_longer_scored(earlier, changes, lines)),
        left_out=left_out,
    )


def _short(overall: _Change, lines: Sequence[ChangeLine], when: When) -> str:
    """Return what became of the score and of how many dimensions."""
    words = _in_words(overall.trend, overall.points) if overall.trend else overall.moved(when)
    told = [f"{words} overall" if overall.trend else words]
    for trend in (Trend.UP, Trend.DOWN):
        moved = sum(line.trend is trend for line in lines)
        noun = "" if len(told) > 1 else " dimension" if moved == 1 else " dimensions"
        told += [f"{moved}{noun} {trend.value}"] if moved else []
    on = f", {overall.on}" if overall.on else ""
    return f"since {when.since}{on}: {', '.join(told)}"


def _no_longer_scored(
    earlier: Audit, changes: dict[str, _Change], lines: Sequence[ChangeLine]
) -> list[str]:
    """Return the dimensions that had a score and cannot be held against it, by name."""
    had = {
        part.dimension.id
        for assessed in (score_audit(earlier) if earlier.banks else ())
        for part in assessed.scores.every_dimension()
        if part.score.points is not None
    }
    return [line.name for line in lines if line.id in had and changes[line.id].points is None]
