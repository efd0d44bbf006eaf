"""What every page has: a head, a body, a line for what was done, and the keys at the foot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rich.cells import cell_len
from rich.text import Text

from custcheck.interview.view import Seen
from custcheck.reports.canvas import Canvas
from custcheck.text import clean

SMALLEST = (40, 16)
"""Columns and rows below which nothing is asked."""
_MOST_SAID = 3
"""The lines that a message may take where there is room."""


@dataclass(frozen=True, slots=True)
class Size:
    """A terminal's size in character cells."""

    columns: int
    rows: int

    @property
    def is_small(self) -> bool:
        """Tell whether it is too small to ask anything."""
        return self.columns < SMALLEST[0] or self.rows < SMALLEST[1]


@dataclass(frozen=True, slots=True)
class Body:
    """What stands between the head and the foot of a page."""

    lines: Sequence[Text]
    cursor: tuple[int, int] = (0, 0)
    """The row in the body and the column where the cursor is, both from 0."""
    seen: Seen = field(default_factory=Seen)


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole screen."""

    lines: tuple[Text, ...]
    """As many as the screen has rows, none wider than it is."""
    cursor: tuple[int, int]
    """Row and column, from 0."""
    seen: Seen


@dataclass(frozen=True, slots=True)
class Layout:
    """A page before it is fitted to a screen."""

    title: str
    right: str
    body: Callable[[int], Body]
    """Draws the body in at most so many rows."""
    keys: Sequence[str]
    """What the foot offers, each with its key first."""
    count: str = ""
    """What follows the title, and is kept where the title itself is clipped."""
    aside: str = ""
    """What the foot says at its right end, on a line of its own where it has to."""


def compose(page: Layout, says: str, size: Size, canvas: Canvas) -> Frame:
    """Return a page as a screen of this size shows it."""
    foot = [_rule(canvas), *_foot(page, canvas)]
    for most in (_MOST_SAID, 1):  # a message may not push an option off the screen
        said = hang(canvas, "", says, canvas.palette.strong, most)
        room = size.rows - 2 - len(said) - len(foot)
        body = page.body(room)
        if body.seen.is_whole:
            break
    filling = [Text()] * (room - len(body.lines))
    lines = (_head(page, canvas), _rule(canvas), *body.lines, *filling, *said, *foot)
    row, column = body.cursor
    return Frame(lines, (row + 2, min(column, size.columns - 1)), body.seen)


def hang(canvas: Canvas, head: str, text: str, style: str = "", most: int = 0) -> list[Text]:
    """Return text wrapped behind a head of the same style, at most so many lines where said."""
    indent = cell_len(head)
    room = max(canvas.width - indent, 8)
    lines = [line.plain for line in replace(canvas, width=room).say(text)] or [""]
    if 0 < most < len(lines):
        lines = [*lines[: most - 1], canvas.fit(" ".join(lines[most - 1 :]), room).rstrip()]
    return [
        Text(f"{head if number == 0 else ' ' * indent}{line}".rstrip(), style)
        for number, line in enumerate(lines)
    ]


def _head(page: Layout, canvas: Canvas) -> Text:
    right = f"  {page.right}" if page.right else ""
    room = canvas.width - cell_len(page.count + right)
    title = clean(page.title)
    title = title if cell_len(title) <= room else canvas.fit(title, room)
    left = canvas.fit(title + page.count, canvas.width - cell_len(right))
    return Text(f"{left}{right}", canvas.palette.strong)


def _rule(canvas: Canvas) -> Text:
    return Text(canvas.glyphs.rule * canvas.width, canvas.palette.muted)


def _foot(page: Layout, canvas: Canvas) -> list[Text]:
    rows = [""]
    for key in page.keys:
        joint = "  " if rows[-1] else ""
        if cell_len(rows[-1] + joint + key) > canvas.width:
            rows.append(key)
        else:
            rows[-1] += joint + key
    if page.aside:
        if cell_len(rows[-1]) + 2 + cell_len(page.aside) > canvas.width:
            rows.append("")
        gap = canvas.width - cell_len(rows[-1]) - cell_len(page.aside)
        rows[-1] += " " * gap + page.aside
    return [Text(row) for row in rows]
