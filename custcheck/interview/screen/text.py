"""The page of a text to read: why a question is asked, or what became of an audit."""

from functools import partial

from rich.text import Text

from custcheck.interview.screen.frame import Body, Layout, hang
from custcheck.interview.view import Seen, View
from custcheck.reports.canvas import Canvas


def page(view: View, canvas: Canvas) -> Layout:
    """Return the page of a text, scrolled to where the view says."""
    keys = (f"{canvas.glyphs.arrows} scroll", view.way_on, "q save and quit")
    return Layout(view.title, "", partial(_body, view, canvas), keys)


def _body(view: View, canvas: Canvas, room: int) -> Body:
    lines = [Text(), *(line for head, text in view.text for line in hang(canvas, head, text))]
    rows = room - 1
    last_top = max(len(lines) - rows, 0)
    top = min(view.top, last_top)
    where = [word for word, is_so in (("above", top > 0), ("below", top < last_top)) if is_so]
    more = Text(f"More {' and '.join(where)}" if where else "", canvas.palette.muted)
    shown = lines[top : top + rows]
    return Body([*shown, more], (len(shown), 0), Seen(rows=rows, last_top=last_top))
