"""Scores in rows with a bar each, and warning signs as a strip of marks."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from custcheck.assessment.report import ScoreLine, SignLine, SignsPart, SignState
from custcheck.reports.canvas import Canvas
from custcheck.text import clean

NARROW, STANDARD, WIDE, VERY_WIDE = 60, 80, 100, 116
"""Widths from which a layout has more room: bars beside names, the full plan, more columns."""
_NAME, _SHORTEST_BAR, _LONGEST_BAR = 27, 18, 80


def score_table(rows: Sequence[ScoreLine], canvas: Canvas, *, full: bool) -> Iterator[Text]:
    """Yield one row a score, with its bar where there is room for one."""
    if canvas.width < NARROW:
        for row in rows:
            yield from _narrow_row(row, canvas)
        if canvas.bars:
            key = f"{canvas.glyphs.score} score {canvas.glyphs.target} target"
            yield Text(key, canvas.palette.muted)
        return
    columns = _columns(rows, canvas, full=full)
    numbers = sum(width for _, width in columns)
    longest = max((cell_len(row.name) + 2 * row.depth for row in rows), default=0)
    room = canvas.width - numbers - _SHORTEST_BAR - 1
    name_width = min(max(longest, len("o score | target")), max(room, _NAME))
    bar_width = min(canvas.width - name_width - 1 - numbers, _LONGEST_BAR) if canvas.bars else 0
    yield _table_head(columns, canvas, name_width, bar_width)
    for row in rows:
        line = Text(canvas.fit("  " * row.depth + clean(row.name), name_width) + " ")
        if row.score is None or row.target is None:
            note = canvas.fit(clean(row.note), min(bar_width + numbers, 40)).rstrip()
            yield line.append(note, canvas.palette.muted)
            continue
        if bar_width > 0:
            line.append_text(canvas.bar(row.score, row.target, bar_width))
        for column, width in columns:
            text, style = _cell_text(row, column, canvas)
            line.append(text.rjust(width), style)
        line.rstrip()
        yield line


def _columns(rows: Sequence[ScoreLine], canvas: Canvas, *, full: bool) -> list[tuple[str, int]]:
    """Return the number columns that fit, with their widths."""
    columns = [("score", 6)]
    if (full or canvas.width >= WIDE) and any(row.evidenced is not None for row in rows):
        columns.append(("shown", 6))
    if canvas.width >= WIDE:
        columns.append(("target", 7))
    columns.append(("gap", 5))
    if full and canvas.width >= 72 and any(row.lowest != row.highest for row in rows):
        columns.append(("possible", 10))
    return columns


def _cell_text(row: ScoreLine, column: str, canvas: Canvas) -> tuple[str, str]:
    match column:
        case "score":
            return str(row.score), canvas.palette.strong
        case "shown":
            return ("" if row.evidenced is None else str(row.evidenced)), ""
        case "target":
            return str(row.target), canvas.palette.muted
        case "gap":
            return canvas.signed(row.gap), canvas.tone(row.gap)
        case _:
            same = row.lowest == row.highest
            return ("" if same else f"{row.lowest} to {row.highest}"), canvas.palette.muted


def _table_head(
    columns: Sequence[tuple[str, int]], canvas: Canvas, name_width: int, bar_width: int
) -> Text:
    glyphs = canvas.glyphs
    key = f"{glyphs.score} score {glyphs.target} target" if bar_width else ""
    head = canvas.fit(key, name_width) + " "
    if bar_width:
        head += "0" + "50".center(bar_width - 4) + "100"
    head += "".join(name.rjust(width) for name, width in columns)
    return Text(head, canvas.palette.muted)


def _narrow_row(row: ScoreLine, canvas: Canvas) -> Iterator[Text]:
    name = "  " * row.depth + clean(row.name)
    if row.score is None or row.target is None:
        yield Text(canvas.fit(name, canvas.width).rstrip())
        yield from canvas.say(row.note, canvas.palette.muted, indent=2)
        return
    score, gap = str(row.score), canvas.signed(row.gap)
    line = Text(canvas.fit(name, canvas.width - 9))
    line.append(score.rjust(4), canvas.palette.strong)
    yield line.append(gap.rjust(5), canvas.tone(row.gap))
    if canvas.bars:
        yield canvas.bar(row.score, row.target, canvas.width)


def _strip(part: SignsPart, canvas: Canvas) -> Text:
    """Return one mark a sign, raised first, with a bar where a majority begins."""
    order = [SignState.RAISED, SignState.UNKNOWN, SignState.CLEAR]
    lines = sorted((s for s in part.lines if s.state in order), key=lambda s: order.index(s.state))
    strip = Text()
    for number, line in enumerate(lines):
        if number == part.applicable // 2 and number:
            strip.append(f"{canvas.glyphs.target} ", canvas.palette.muted)
        glyph, style = sign_mark(line, canvas)
        strip.append(f"{glyph} ", style)
    return strip


def sign_mark(line: SignLine, canvas: Canvas) -> tuple[str, str]:
    """Return a sign's mark and its style."""
    match line.state:
        case SignState.RAISED:
            return canvas.glyphs.raised, canvas.palette.below
        case SignState.CLEAR:
            return canvas.glyphs.clear, canvas.palette.above
        case SignState.UNKNOWN:
            return canvas.glyphs.unknown, canvas.palette.muted
        case SignState.NOT_APPLICABLE:
            return canvas.glyphs.inapplicable, canvas.palette.muted


def signs_head(part: SignsPart, canvas: Canvas) -> Iterator[Text]:
    """Yield the count of warning signs beside their strip, or below it where it is narrow."""
    title = Text(clean(part.heading), canvas.palette.strong)
    strip = _strip(part, canvas) if canvas.bars else Text()
    size = cell_len(title.plain) + 2 + cell_len(strip.plain) + 1 + cell_len(part.short)
    if size <= canvas.width:
        yield Text.assemble(title, "  ", strip, " ", part.short)
        return
    yield title
    if strip and cell_len(strip.plain) <= canvas.width:
        strip.rstrip()
        yield strip
    yield from canvas.say(part.short)
