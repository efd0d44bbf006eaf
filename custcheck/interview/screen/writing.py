"""The pages on which something is written or graded: evidence, a reason, a day."""

from collections.abc import Iterator
from functools import partial

from rich.cells import cell_len
from rich.text import Text

from custcheck.interview import key_sentences
from custcheck.interview.editor import Editor
from custcheck.interview.screen.frame import Body, Layout, hang
from custcheck.interview.screen.question import heading
from custcheck.interview.state import NOTE_LENGTH
from custcheck.interview.view import Page, View
from custcheck.reports.canvas import Canvas

_QUESTION_LINES = 4
_TITLES = {
    Page.NOTE: "Evidence",
    Page.REASON: "Not applicable",
    Page.GRADE: "Evidence",
}


def page(view: View, canvas: Canvas) -> Layout:
    """Return the page on which something is written."""
    is_date = view.page is Page.DATE
    return Layout(
        title=view.grade.value.capitalize() if is_date else _TITLES[view.page],
        right=_number(view),
        body=partial(_body, view, canvas),
        keys=("Enter save", "Esc leave it as it is" if is_date else "Esc cancel"),
        aside="" if is_date else f"{len(view.editor.text)}/{NOTE_LENGTH}",
    )


def grade_page(view: View, canvas: Canvas) -> Layout:
    """Return the page on which evidence is graded."""
    return Layout(
        title=_TITLES[view.page],
        right=_number(view),
        body=partial(_grades, view, canvas),
        keys=("1 2 3 choose", "Esc leave it as it is"),
    )


def _number(view: View) -> str:
    return f"Question {view.about + 1}"


def _body(view: View, canvas: Canvas, room: int) -> Body:
    above = [Text(), *heading(view.interview, view.about, canvas, _QUESTION_LINES), Text()]
    above += _prompt(view, canvas)
    lines, row, column = _written(view.editor, canvas)
    free = max(room - len(above), 1)
    first = min(max(row - free + 1, 0), max(len(lines) - free, 0))
    return Body(
        [*above, *lines[first : first + free]][-room:],
        (min(len(above), room - 1) + row - first, column),
    )


def _prompt(view: View, canvas: Canvas) -> list[Text]:
    match view.page:
        case Page.REASON:
            return hang(canvas, "", "Why does it not apply?")
        case Page.DATE:
            return hang(canvas, "", f"On which day was it {view.grade.value}?")
        case _:
            good = view.interview.items[view.about].question.evidence
            hint = hang(
                canvas, "", f"Good evidence: {good}" if good else "", canvas.palette.muted, 2
            )
            return [*(hint if good else ()), *hang(canvas, "", "Where can one see it?")]


def _written(editor: Editor, canvas: Canvas) -> tuple[list[Text], int, int]:
    """Return the text folded between words, and the row and column of the cursor."""
    rows, row, column, start = list[Text](), 0, 0, 0
    for end in _folds(editor.text, canvas.width):
        if start <= editor.cursor:
            row, column = len(rows), cell_len(editor.text[start : editor.cursor])
        rows.append(Text(editor.text[start:end]))
        start = end
    if column >= canvas.width:  # behind a full last row
        rows.append(Text())
        row, column = len(rows) - 1, 0
    return rows, row, column


def _folds(text: str, width: int) -> Iterator[int]:
    """Yield where each row ends: behind a space where the row has one, else where it is full."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and cell_len(text[start : end + 1]) <= width:
            end += 1
        if end < len(text) and (space := text.rfind(" ", start, end)) >= start:
            end = space + 1
        yield end
        start = end
    if not text:
        yield 0


def _grades(view: View, canvas: Canvas, room: int) -> Body:
    """Draw the grades, and above them as much of what is graded as there is room for."""
    width = max(len(grade.value) for _, grade, _ in key_sentences.GRADES)
    answer = view.interview.answers[view.interview.items[view.about].key]
    below = hang(canvas, "", key_sentences.how_backed(answer))
    cursor = len(below)
    for key, grade, help_ in key_sentences.GRADES:
        below += hang(canvas, f"   {key}  {grade.value.capitalize().ljust(width)}  ", help_)
    lines: list[Text] = []
    for blank, most in (([Text()], 3), ([], 2), ([], 1)):
        lines = [*blank, *heading(view.interview, view.about, canvas, most)]
        lines += hang(canvas, "", key_sentences.answered(answer), canvas.palette.muted, most)
        lines += blank
        if len(lines) + len(below) <= room:
            break
    above = lines[: max(room - len(below), 0)]
    return Body([*above, *below][:room], (min(len(above) + cursor, room - 1), 3))
