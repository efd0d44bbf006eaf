"""Lines onto a terminal, a pipe, or into a string."""

import io
import sys
from collections.abc import Callable, Iterable
from typing import TypeAlias

from rich.console import Console
from rich.text import Text

from custcheck.reports.canvas import Canvas, canvas_for

Draw: TypeAlias = Callable[[Canvas], Iterable[Text]]
"""Draws on a canvas: what is drawn depends on the width and marks it finds there."""

FILE_WIDTH = 80


def print_lines(draw: Draw, *, plain: bool = False) -> None:
    """Print what ``draw`` yields to standard output, in colour where it is shown."""
    console = Console(
        file=sys.stdout,
        color_system=None if plain else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )
    _print(draw, console, plain=plain)


def render_text(draw: Draw, *, plain: bool) -> str:
    """Return what ``draw`` yields as text without colour, 80 cells wide."""
    buffer = io.StringIO()
    console = Console(file=buffer, width=FILE_WIDTH, color_system=None, highlight=False)
    _print(draw, console, plain=plain)
    return buffer.getvalue()


def _print(draw: Draw, console: Console, *, plain: bool) -> None:
    for line in draw(canvas_for(console, plain=plain)):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
