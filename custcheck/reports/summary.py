"""The report on one screen: verdict, dimensions, signs, what to do first."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from custcheck.assessment.report import Report, SignsPart, SignState
from custcheck.reports.canvas import Canvas
from custcheck.reports.tables import NARROW, STANDARD, VERY_WIDE, score_table, sign_mark, signs_head
from custcheck.text import clean

LINES = 23
"""From 80 columns on, the summary and the prompt fill a screen of 24 lines."""
_DIMENSIONS = 9
_SIGN_COLUMN = 42
_NAME = 60
"""A longer name is cut here, or it would crowd out what is said of it."""


def summary(report: Report, canvas: Canvas) -> Iterator[Text]:
    """Yield the summary, on one screen from 80 columns on."""
    name = clean(report.organisation)
    short = canvas.fit(name, min(cell_len(name), _NAME))
    head = canvas.say(clean(report.headline).replace(name, short, 1), canvas.palette.strong)
    is_screen = canvas.width >= STANDARD
    last = len(report.sentences)
    # The table shows what the last sentence says, so that one goes first; then names of signs.
    for sign_rows, said in ((2, last), (2, last - 1), (1, last - 1), (0, last - 1)):
        below = list(_below(report, canvas, sign_rows))
        sentences = canvas.say(" ".join(report.sentences[:said]))
        if not is_screen or len(head) + len(sentences) + len(below) <= LINES:
            break
    while is_screen and said > 1 and len(head) + len(sentences) + len(below) > LINES:
        said -= 1
        sentences = canvas.say(" ".join(report.sentences[:said]))
    yield from head
    yield from sentences
    yield from below


def _below(report: Report, canvas: Canvas, sign_rows: int) -> Iterator[Text]:
    yield Text()
    yield from _dimensions(report, canvas)
    yield Text()
    for part in report.signs:
        yield from signs_head(part, canvas)
        yield from _raised(part, canvas, sign_rows)
    yield from canvas.say(_trust_words(report, canvas))
    yield from _do_first(report, canvas)
    yield from _pointer(report, canvas)


def _dimensions(report: Report, canvas: Canvas) -> Iterator[Text]:
    rows = report.dimensions
    shown = rows if len(rows) <= _DIMENSIONS else rows[: _DIMENSIONS - 1]
    yield from score_table(shown, canvas, full=False, since=report.comparison)
    if len(rows) > len(shown):
        yield Text(f"and {len(rows) - len(shown)} more", canvas.palette.muted)


def _raised(part: SignsPart, canvas: Canvas, rows: int) -> Iterator[Text]:
    """Yield the raised signs, those about employees first, in columns where they fit."""
    raised = [s for s in part.lines if s.state is SignState.RAISED]
    raised.sort(key=lambda sign: not sign.about_employees)
    across = 3 if canvas.width >= VERY_WIDE else 2 if canvas.width >= 76 else 1
    room = rows * across if across > 1 else 6
    shown = raised if len(raised) <= room else raised[: max(room - 1, 0)]
    cells = [(sign_mark(sign, canvas), sign.label) for sign in shown]
    if room and len(raised) > len(shown):
        cells.append((("+", canvas.palette.muted), f"{len(raised) - len(shown)} more"))
    width = min(canvas.width // across, _SIGN_COLUMN) if across > 1 else canvas.width
    for start in range(0, len(cells), across):
        line = Text()
        for (glyph, style), label in cells[start : start + across]:
            line.append(f"{glyph} ", style)
            line.append(canvas.fit(clean(label), width - 3) + " ")
        line.rstrip()
        yield line


def _trust_words(report: Report, canvas: Canvas) -> str:
    culture = report.culture
    stage = ""
    if culture is not None:
        stages = " or ".join(str(s) for s in culture.stages)
        stage = f"culture stage {stages} of {culture.of}"
    return canvas.joined([report.trust.coverage, report.trust.evidence, stage])


def _do_first(report: Report, canvas: Canvas) -> list[Text]:
    """Return the first action in at most two lines."""
    for part in (report.stop_harm, report.start_this_month, report.plan):
        if part.lines:
            first = part.lines[0]
            adds = f" (adds {first.adds})" if first.adds else ""
            lines = canvas.say(first.text + adds, first=f"Do first {canvas.glyphs.arrow} ")
            if len(lines) > 2 and canvas.width >= NARROW:
                lines = canvas.say(first.text, first=f"Do first {canvas.glyphs.arrow} ")
            return lines
    return []


def _pointer(report: Report, canvas: Canvas) -> list[Text]:
    others = [
        f"{other.title}, on its own: {other.overall.score} of 100"
        if other.overall.score is not None
        else f"{other.title}, on its own: {other.overall.note}"
        for other in report.others
    ]
    skipped = report.trust.not_asked_short
    lines = [line for other in others for line in canvas.say(other)]
    said = f"Not asked: {', '.join(skipped)}. More: --full" if skipped else "More: --full"
    return lines + canvas.say(said, canvas.palette.muted)
