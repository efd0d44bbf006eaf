"""The whole report: details first, the verdict last, where the cursor is."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from custcheck.assessment.report import (
    ActionsPart,
    BankPart,
    ComparisonPart,
    CulturePart,
    Report,
    SignsPart,
    SignState,
    SourceLine,
    Trend,
)
from custcheck.assessment.words import day_in_words, upper_first
from custcheck.reports.canvas import Canvas
from custcheck.reports.tables import score_table, sign_mark, signs_head
from custcheck.text import clean


def full(report: Report, canvas: Canvas) -> Iterator[Text]:
    """Yield the details of every framework, then the verdict."""
    yield from _details(report, canvas)
    for other in report.others:
        yield Text()
        yield from _details(other, canvas)
    for told in (*report.others, report):
        yield Text(canvas.glyphs.rule * canvas.width, canvas.palette.muted)
        if told is not report:
            yield from canvas.say(told.title, canvas.palette.muted)
        yield from canvas.say(told.headline, canvas.palette.strong)
        yield from canvas.say(" ".join(told.sentences))


def _details(report: Report, canvas: Canvas) -> Iterator[Text]:
    date = report.provenance.date
    when = day_in_words(date)
    yield from canvas.say(f"{report.title}, {when}", first=f"{clean(report.organisation)}  ")
    sections: Iterable[Iterable[Text]] = (
        _dimensions(report, canvas),
        _comparison(report.comparison, canvas),
        *(_signs(part, canvas) for part in report.signs),
        _harm(report, canvas),
        *(_bank(part, canvas) for part in report.banks if not _is_signs(report, part)),
        _pairs(report, canvas),
        _actions(report.stop_harm, canvas),
        _actions(report.start_this_month, canvas),
        _actions(report.plan, canvas),
        _culture(report.culture, canvas),
        _trust(report, canvas),
        _provenance(report, canvas),
    )
    for section in sections:
        lines = list(section)
        if lines:
            yield Text()
            yield from lines


def _heading(canvas: Canvas, title: str, sentence: str = "") -> list[Text]:
    if sentence:
        return canvas.say(sentence, first=f"{clean(title)}  ")
    return canvas.say(title, canvas.palette.strong)


def _is_signs(report: Report, part: BankPart) -> bool:
    return any(signs.bank == part.id for signs in report.signs)


def _dimensions(report: Report, canvas: Canvas) -> Iterator[Text]:
    yield from _heading(canvas, "Dimensions", report.dimensions_sentence)
    rows = [*report.dimensions, report.overall]
    yield from score_table(rows, canvas, full=True, since=report.comparison)
    if report.comparison is not None and report.comparison.footnote:
        yield from canvas.say(report.comparison.footnote, canvas.palette.muted)


def _comparison(part: ComparisonPart | None, canvas: Canvas) -> Iterator[Text]:
    if part is None:
        return
    yield from _heading(canvas, f"Since {part.since}", part.sentence)
    for line in part.dimensions:
        if line.trend is not Trend.NO_CLEAR_CHANGE:  # the table above says that in one mark
            yield from canvas.say(line.sentence, indent=2)
    for title, names in (
        ("Warning sign raised since", part.raised_since),
        ("Warning sign cleared since", part.cleared_since),
    ):
        for name in names:
            yield from canvas.say(name, first=f"  {title}: ")
    for sentence in part.findings:
        yield from canvas.say(sentence)
    for title, sentences in (
        ("Answers that changed", part.answers),
        ("Not compared", part.left_out),
    ):
        if sentences:
            yield from canvas.say(f"{title} ({len(sentences)})", canvas.palette.muted)
        for sentence in sentences:
            yield from canvas.say(sentence, canvas.palette.muted, indent=2)


def _signs(part: SignsPart, canvas: Canvas) -> Iterator[Text]:
    yield from signs_head(part, canvas)
    for state in SignState:
        lines = [sign for sign in part.lines if sign.state is state]
        if not lines:
            continue
        yield Text(f"{upper_first(state.value)} ({len(lines)})", canvas.palette.muted)
        for sign in lines:
            glyph, style = sign_mark(sign, canvas)
            label = f"{sign.label} [employees]" if sign.about_employees else sign.label
            first, *rest = canvas.say(label, indent=4)
            first.plain = first.plain[4:]
            yield Text.assemble("  ", (glyph, style), " ", first)
            yield from rest


def _harm(report: Report, canvas: Canvas) -> Iterator[Text]:
    if report.blocking is None:
        return
    yield from _heading(canvas, "Harm", report.blocking.sentence)
    for title, names in (
        ("Found", report.blocking.found),
        ("Not ruled out", report.blocking.not_ruled_out),
    ):
        for name in names:
            yield from canvas.say(name, first=f"  {title}: ")


def _bank(part: BankPart, canvas: Canvas) -> Iterator[Text]:
    yield from _heading(canvas, part.title)
    yield from canvas.say(part.sentence)
    if part.groups:
        yield from score_table(part.groups, canvas, full=True)
    for line in part.unscored:
        yield from canvas.say(f"{line.question}: {line.answer}", indent=2)


def _pairs(report: Report, canvas: Canvas) -> Iterator[Text]:
    if report.pairs is None:
        return
    yield from _heading(canvas, "Saying and doing", report.pairs.sentence)
    for pair in report.pairs.lines:
        yield from canvas.say(pair.sentence, indent=2)


def _actions(part: ActionsPart, canvas: Canvas) -> Iterator[Text]:
    if not part.lines:
        return
    muted = canvas.palette.muted
    yield from _heading(canvas, part.title, part.sentence)
    for number, action in enumerate(part.in_full, start=1):
        adds = f"adds {action.adds}" if action.adds else ""
        yield from canvas.say(action.text, first=f"{number}. ")
        if facts := canvas.joined([action.effort or "", adds]):
            yield from canvas.say(facts, muted, indent=3)
        yield from canvas.say(action.reason, muted, indent=3)
        yield Text(f"   Owner: {'_' * min(24, canvas.width - 10)}", muted)
    for number, action in enumerate(part.in_brief, start=len(part.in_full) + 1):
        yield from canvas.say(action.text, muted, first=f"{number}. ")


def _culture(part: CulturePart | None, canvas: Canvas) -> Iterator[Text]:
    if part is None:
        return
    yield from _heading(canvas, "Culture", part.sentence)
    for step in part.steps:
        here = step.stage in part.stages
        first = f"  {canvas.glyphs.score if here else ' '} {step.stage} "
        style = canvas.palette.strong if here else canvas.palette.muted
        yield from canvas.say(step.label, style, first=first)


def _trust(report: Report, canvas: Canvas) -> Iterator[Text]:
    trust = report.trust
    yield from _heading(canvas, "Trust", trust.sentence)
    yield from canvas.say(trust.evidence_sentence)
    if trust.possible:
        yield from canvas.say(trust.possible)
    for title, names in (
        ("Unanswered", trust.unanswered_questions),
        ("Don't know", trust.dont_know_questions),
        ("Not applicable", trust.not_applicable_questions),
    ):
        if names:
            yield from canvas.say(f"{title}: {'; '.join(names)}", canvas.palette.muted)
    for sentence in trust.not_asked:
        yield from canvas.say(sentence)


def _provenance(report: Report, canvas: Canvas) -> Iterator[Text]:
    sources = [
        f"{_source_name(source)} ({source.sha256[:8]})" for source in report.provenance.sources
    ]
    yield from canvas.say(
        f"{', '.join(sources)}; {report.provenance.tool}", canvas.palette.muted, first="Source  "
    )


def _source_name(source: SourceLine) -> str:
    return f"{source.id} {source.version}" if source.version else source.kind
