"""Scores in rows with a bar each, and warning signs as a strip of marks."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.text import Text

from custcheck.assessment.report import (
    ChangeLine,
    ComparisonPart,
    ScoreLine,
    SignLine,
    SignsPart,
    SignState,
    Trend,
)
from custcheck.reports.canvas import Canvas
from custcheck.text import clean

NARROW, STANDARD, WIDE, VERY_WIDE = 60, 80, 100, 116
"""Widths from which a layout has more room: bars beside names, the full plan, more columns."""
_NAME, _SHORTEST_BAR, _LONGEST_BAR = 27, 18, 80
_WITH_CHANGE = 36
"""From here on a name leaves room for the change too."""


def score_table(
    rows: Sequence[ScoreLine],
    canvas: Canvas,
    *,
    full: bool,
    since: ComparisonPart | None = None,
) -> Iterator[Text]:
    """Yield one row a score, with its bar where there is room for one.

    ``since`` adds what has become of the scores, by their ids.
    """
    changes = {line.id: line for line in (*since.dimensions, since.overall)} if since else {}
    drawn = [_before(changes.get(row.id)) is not None for row in rows]
    key = _key(canvas, has_before=any(drawn))
    if canvas.width < NARROW:
        for row in rows:
            yield from _narrow_row(row, canvas, changes)
        if canvas.bars:
            yield from canvas.say(key, canvas.palette.muted)
        return
    columns = _columns(rows, canvas, full=full, has_change=bool(changes))
    numbers = sum(width for _, width in columns)
    longest = max((cell_len(row.name) + 2 * row.depth for row in rows), default=0)
    room = canvas.width - numbers - _SHORTEST_BAR - 1
    name_width = min(max(longest, cell_len(key)), max(room, _NAME))
    bar_width = min(canvas.width - name_width - 1 - numbers, _LONGEST_BAR) if canvas.bars else 0
    yield _table_head(columns, canvas, canvas.fit(key if bar_width else "", name_width), bar_width)
    for row in rows:
        change = changes.get(row.id)
        line = Text(canvas.fit("  " * row.depth + clean(row.name), name_width) + " ")
        if row.score is None or row.target is None:
            room = (
                min(bar_width + numbers, 40) if canvas.bars else canvas.width - cell_len(line.plain)
            )
            yield line.append(canvas.fit(clean(row.note), room).rstrip(), canvas.palette.muted)
            continue
        if bar_width > 0:
            line.append_text(canvas.bar(row.score, row.target, bar_width, _before(change)))
        for column, width in columns:
            text, style = _cell_text(row, change, column, canvas)
            line.append(text.rjust(width), style)
        line.rstrip()
        yield line


def _key(canvas: Canvas, *, has_before: bool) -> str:
    """Return what the marks of a bar stand for."""
    glyphs = canvas.glyphs
    before = f" {glyphs.before} before" if has_before else ""
    return f"{glyphs.score} score {glyphs.target} target{before}"


def _before(change: ChangeLine | None) -> int | None:
    """Return the earlier score, where it is over the same questions as the row's own."""
    return change.before if change is not None and change.is_whole else None


def _columns(
    rows: Sequence[ScoreLine], canvas: Canvas, *, full: bool, has_change: bool
) -> list[tuple[str, int]]:
    """Return the number columns that fit, with their widths."""
    columns = [("score", 6)]
    if (full or canvas.width >= WIDE) and any(row.evidenced is not None for row in rows):
        columns.append(("shown", 6))
    if canvas.width >= WIDE:
        columns.append(("target", 7))
    columns.append(("gap", 5))
    if has_change:
        columns.append(("change", 7 if canvas.bars else 17))
    if full and canvas.width >= 72 and any(row.lowest != row.highest for row in rows):
        columns.append(("possible", 10))
    return columns


def _cell_text(
    row: ScoreLine, change: ChangeLine | None, column: str, canvas: Canvas
) -> tuple[str, str]:
    match column:
        case "score":
            return str(row.score), canvas.palette.strong
        case "shown":
            return ("" if row.evidenced is None else str(row.evidenced)), ""
        case "target":
            return str(row.target), canvas.palette.muted
        case "gap":
            return canvas.signed(row.gap), canvas.tone(row.gap)
        case "change":
            return _change_text(change, canvas)
        case _:
            same = row.lowest == row.highest
            return ("" if same else f"{row.lowest} to {row.highest}"), canvas.palette.muted


def _change_text(change: ChangeLine | None, canvas: Canvas) -> tuple[str, str]:
    """Return what became of a score: a mark and the points, or words where marks are none."""
    if change is None or change.change is None or change.trend is None:
        return canvas.glyphs.inapplicable if canvas.bars else "not compared", canvas.palette.muted
    mark = "*" if change.needs_mark else ""
    match change.trend:
        case Trend.NO_CLEAR_CHANGE:
            told = canvas.glyphs.no_clear_change if canvas.bars else change.trend.value
            return f"{told}{mark}", canvas.palette.muted
        case Trend.UP:
            sign, style = canvas.glyphs.up, canvas.palette.above
        case Trend.DOWN:
            sign, style = canvas.glyphs.down, canvas.palette.below
    sign = sign if canvas.bars else f"{change.trend.value} "
    return f"{sign}{abs(change.change)}{mark}", style


def _table_head(
    columns: Sequence[tuple[str, int]], canvas: Canvas, key: str, bar_width: int
) -> Text:
    head = f"{key} "
    if bar_width:
        head += "0" + "50".center(bar_width - 4) + "100"
    head += "".join(name.rjust(width) for name, width in columns)
    return Text(head, canvas.palette.muted)


def _narrow_row(
    row: ScoreLine, canvas: Canvas, changes: Mapping[str, ChangeLine]
) -> Iterator[Text]:
    name = "  " * row.depth + clean(row.name)
    if row.score is None or row.target is None:
        yield Text(canvas.fit(name, canvas.width).rstrip())
        yield from canvas.say(row.note, canvas.palette.muted, indent=2)
        return
    change = changes.get(row.id)
    has_change = bool(changes) and canvas.bars and canvas.width >= _WITH_CHANGE
    line = Text(canvas.fit(name, canvas.width - (14 if has_change else 9)))
    line.append(str(row.score).rjust(4), canvas.palette.strong)
    line.append(canvas.signed(row.gap).rjust(5), canvas.tone(row.gap))
    if has_change:
        told, style = _change_text(change, canvas)
        line.append(told.rjust(5), style)
    yield line
    if canvas.bars:
        yield canvas.bar(row.score, row.target, canvas.width, _before(change))


def _strip(part: SignsPart, canvas: Canvas) -> Text:
    """Return one mark a sign, raised first, with a bar where a majority begins."""
    order = [state for state in SignState if state is not SignState.NOT_APPLICABLE]
    lines = [sign for state in order for sign in part.lines if sign.state is state]
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
    title, short = clean(part.heading), clean(part.short)
    strip = _strip(part, canvas) if canvas.bars else Text()
    size = cell_len(title) + 2 + cell_len(strip.plain) + 1 + cell_len(short)
    if size <= canvas.width:
        yield Text.assemble((title, canvas.palette.strong), "  ", strip, " ", short)
        return
    yield from canvas.say(title, canvas.palette.strong)
    if strip and cell_len(strip.plain) <= canvas.width:
        strip.rstrip()
        yield strip
    yield from canvas.say(short)
