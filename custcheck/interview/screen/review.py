"""The page of all answers: it scrolls round the highlight, and says what is open in words."""

from collections.abc import Iterator
from functools import partial

from rich.cells import cell_len
from rich.text import Text

from custcheck.interview import sentences
from custcheck.interview.screen.frame import Body, Layout
from custcheck.interview.state import Interview
from custcheck.interview.view import Seen, View
from custcheck.model import Answer, Evidence
from custcheck.reports.canvas import PROSE, Canvas
from custcheck.text import clean

_OPEN = "OPEN"
_NAME = 6
"""A name is shown where it has more cells than this: less says nothing."""


def page(view: View, canvas: Canvas) -> Layout:
    """Return the page of the review."""
    interview = view.interview
    title, whose = _summary(interview, canvas), clean(view.organisation)
    room = canvas.width - cell_len(title) - 2
    onward = ("o open ones",) if interview.open else ()
    move = f"{canvas.glyphs.arrows} move"
    is_backed = any(answer.evidence is not Evidence.CLAIMED for answer in _given(interview))
    return Layout(
        title=title,
        right=canvas.fit(whose, min(cell_len(whose), room)) if room > _NAME else "",
        body=partial(_body, view, canvas),
        keys=(move, "Enter change", *onward, "f finish", "b back", "q save and quit"),
        aside="* has evidence" if is_backed else "",
    )


def _given(interview: Interview) -> Iterator[Answer]:
    keys = (item.key for item in interview.items)
    return (interview.answers[key] for key in keys if key in interview.answers)


def _summary(interview: Interview, canvas: Canvas) -> str:
    """Return how many answers of each kind there are, in as much detail as there is room for."""
    parts = [part.replace("not applicable", "n/a") for part in sentences.summary_parts(interview)]
    whole = f"Review   {canvas.joined(parts)}"
    brief = f"Review   {canvas.joined([parts[0], parts[-1]])}"
    return whole if cell_len(whole) <= 3 * canvas.width // 4 else brief


def _body(view: View, canvas: Canvas, room: int) -> Body:
    """Draw the rows around the highlight; the first says what it belongs to where that scrolled."""
    rows, at = _rows(view, canvas)
    first = min(max(at - room // 2, 0), max(len(rows) - room, 0))
    if first + 1 < len(rows) and rows[first][0] != rows[first + 1][0]:
        first += 1  # a heading comes next, and another above it would stand over nothing
    shown = [row for _, row in rows[first : first + room]]
    if at != first:
        shown[0] = _heading(rows[first][0], canvas)
    return Body(shown, (at - first, 0), Seen(rows=max(room - 1, 1)))


def _rows(view: View, canvas: Canvas) -> tuple[list[tuple[str, Text]], int]:
    """Return all rows, each with the title it belongs to, and the place of the highlighted one."""
    interview, rows, at, title = view.interview, list[tuple[str, Text]](), 0, ""
    for place, item in enumerate(interview.items):
        group = item.bank.group_title(item.question)
        if group != title:
            title = group
            rows.append((title, _heading(title, canvas)))
        if place == view.row:
            at = len(rows)
        rows.append((title, _row(interview, place, canvas, is_highlit=place == view.row)))
    return rows, at


def _heading(title: str, canvas: Canvas) -> Text:
    return Text(canvas.fit(title, canvas.width).rstrip(), canvas.palette.strong)


def _row(interview: Interview, place: int, canvas: Canvas, *, is_highlit: bool) -> Text:
    answer_width = 22 if canvas.width >= 60 else 13
    number = str(place + 1).rjust(max(len(str(len(interview.items))), 2))
    head = f"{'>' if is_highlit else ' '} {number}  "
    room = min(canvas.width, PROSE) - len(head) - answer_width - 1
    title = canvas.fit(interview.items[place].question.name, room)
    answer = canvas.fit(_answer(interview, place), answer_width).rstrip()
    return Text(f"{head}{title} {answer}", canvas.palette.strong if is_highlit else "")


def _answer(interview: Interview, place: int) -> str:
    answer = interview.answers.get(interview.items[place].key)
    if answer is None:
        return f"  {_OPEN}"
    mark = " " if answer.evidence is Evidence.CLAIMED else "*"
    return f"{mark} {sentences.said(answer)}"
