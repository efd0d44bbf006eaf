"""One door to all pages: a view and a size in, a frame out. Pure."""

from typing import assert_never

from rich.text import Text

from custcheck.interview.screen import question, review, text, writing
from custcheck.interview.screen.frame import SMALLEST, Frame, Layout, Size, compose, hang
from custcheck.interview.view import Page, Seen, View
from custcheck.reports.canvas import Canvas


def draw(view: View, size: Size, canvas: Canvas) -> Frame:
    """Return the screen of a view; a screen that is too small says so, and asks nothing."""
    if size.is_small:
        return _too_small(size, canvas)
    return compose(_page(view, canvas), view.says, size, canvas)


def _page(view: View, canvas: Canvas) -> Layout:
    match view.page:
        case Page.QUESTION:
            return question.page(view, canvas)
        case Page.REVIEW:
            return review.page(view, canvas)
        case Page.TEXT:
            return text.page(view, canvas)
        case Page.NOTE | Page.REASON | Page.DATE:
            return writing.page(view, canvas)
        case Page.GRADE:
            return writing.grade_page(view, canvas)
        case _:
            assert_never(view.page)


def _too_small(size: Size, canvas: Canvas) -> Frame:
    columns, rows = SMALLEST
    says = f"Enlarge to {columns} by {rows}, or q then --plain"
    lines = [Text(line.plain[: size.columns]) for line in hang(canvas, "", says)][: size.rows]
    filling = [Text()] * (size.rows - len(lines))
    return Frame((*lines, *filling), (0, 0), Seen(is_small=True))
