"""What reports in a terminal are drawn on: its width, its marks, its colours, its wrapped prose."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from custcheck.text import clean

PROSE = 100
"""Sentences wrap here even where the terminal is wider: longer lines are hard to read."""
_MEASURE = Console(width=80, color_system=None, force_terminal=False)
"""Rich wraps text with a console at hand; nothing is printed on this one."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of marks; those that a bar is made of are one cell wide."""

    score: str
    before: str
    target: str
    gap: str
    track: str
    raised: str
    clear: str
    unknown: str
    inapplicable: str
    up: str
    down: str
    no_clear_change: str
    between: str
    arrow: str
    minus: str
    cut: str
    rule: str
    full: str
    empty: str
    arrows: str


UNICODE = Glyphs(
    *("●", "○", "┃", "━", "─", "■", "□", "?", "-", "▲", "▼", "≈"),
    *(" · ", "→", "\N{MINUS SIGN}", "…", "─", "█", "░", "↑↓"),
)
ASCII = Glyphs(
    *("O", "o", "|", "=", "-", "x", ".", "?", "-", "^", "v", "~"),
    *("; ", "->", "-", "...", "-", "#", "-", "Up/Down"),
)


@dataclass(frozen=True, slots=True)
class Palette:
    """Styles; every one is doubled by a position, a sign, a glyph or a word."""

    below: str
    above: str
    strong: str
    muted: str


TRUE_COLOUR = Palette("#ce4c00", "#0076de", "bold", "dim")
"""4.5:1 or better on pure black and on pure white: one pair serves every background."""
SIXTEEN = Palette("bold yellow", "bold cyan", "bold", "dim")


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a report is drawn on."""

    width: int
    glyphs: Glyphs
    palette: Palette
    bars: bool = True

    def tone(self, gap: int | None) -> str:
        """Return the style of a gap: below target, or on it and above."""
        if gap is None:
            return self.palette.muted
        return self.palette.below if gap < 0 else self.palette.above

    def signed(self, gap: int | None) -> str:
        """Return a gap with its sign."""
        if gap is None:
            return ""
        return f"{self.glyphs.minus}{-gap}" if gap < 0 else f"+{gap}" if gap else "0"

    def say(self, text: str, style: str = "", *, indent: int = 0, first: str = "") -> list[Text]:
        """Return prose wrapped to the canvas; ``first`` opens it in bold, the other lines hang.

        An opening of more than half the width gets lines of its own.
        """
        head = cell_len(first)
        if 2 * head > self.width and first.strip():
            return self.say(first, self.palette.strong) + self.say(text, style, indent=indent)
        room = max(min(self.width, PROSE) - indent - head, 8)
        lines = []
        for number, line in enumerate(Text(clean(text)).wrap(_MEASURE, room, overflow="fold")):
            opening = Text(" " * indent)
            opening.append(first if number == 0 else " " * head, self.palette.strong)
            lines.append(opening.append(line.plain.rstrip(), style))
        return lines

    def joined(self, parts: Sequence[str]) -> str:
        """Return the parts that are there, with a mark between them."""
        return self.glyphs.between.join(part for part in parts if part)

    def fit(self, text: str, width: int) -> str:
        """Return text in exactly so many cells, safe to print, cut with a mark where longer."""
        text = clean(text)
        if cell_len(text) <= width:
            return text + " " * (width - cell_len(text))
        kept, room = "", max(width - cell_len(self.glyphs.cut), 0)
        for character in text:
            if cell_len(kept + character) > room:
                break
            kept += character
        return self.fit((kept + self.glyphs.cut)[:width], width)

    def bar(self, score: int, target: int, width: int, before: int | None = None) -> Text:
        """Return a dumbbell from 0 to 100: where the score is, where the target is, the gap.

        Where the score was before is marked unless something else stands in that cell.
        """
        was = None if before is None else _cell(before, width)
        at, aim = _cell(score, width), _cell(target, width)
        if at == aim and score != target:
            at, aim = _apart(at, below=score < target, last=width - 1)
        tone = self.tone(score - target)

        def mark(cell: int) -> tuple[str, str]:
            if cell == at:
                return self.glyphs.score, tone
            if cell == aim:
                return self.glyphs.target, self.palette.strong
            if cell == was:
                return self.glyphs.before, ""
            if min(at, aim) < cell < max(at, aim):
                return self.glyphs.gap, tone
            return self.glyphs.track, self.palette.muted

        bar = Text()
        for (glyph, style), run in groupby(range(width), mark):
            bar.append(glyph * len(list(run)), style)
        return bar


def canvas_for(console: Console, *, plain: bool) -> Canvas:
    """Return the canvas that suits a console: its width, its colours, what it can encode.

    A plain one has words and numbers only: no bars, no colour, nothing beyond ASCII of our own.
    """
    marks = "".join(getattr(UNICODE, name) for name in UNICODE.__slots__)
    try:
        marks.encode(console.encoding)
        glyphs = UNICODE
    except (UnicodeEncodeError, LookupError):
        glyphs = ASCII
    has_rgb = console.color_system in {"truecolor", "256"}
    return Canvas(
        width=max(console.width, 20),
        glyphs=ASCII if plain else glyphs,
        palette=TRUE_COLOUR if has_rgb else SIXTEEN,
        bars=not plain,
    )


def _cell(points: int, width: int) -> int:
    return (2 * points * (width - 1) + 100) // 200


def _apart(at: int, *, below: bool, last: int) -> tuple[int, int]:
    """Push a target out of its score's cell, or the score where the target stands at an end."""
    if below:
        return (at, at + 1) if at < last else (at - 1, at)
    return (at, at - 1) if at > 0 else (at + 1, at)
