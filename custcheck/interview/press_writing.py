"""What each key does on the pages where something is written: evidence, a reason, a day."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from custcheck.interview import key_sentences
from custcheck.interview.commands import Draft, Give, Grade, Note, Refusal
from custcheck.interview.editor import Editor
from custcheck.interview.keys import Key
from custcheck.interview.state import NOTE_LENGTH, Interview, apply
from custcheck.interview.turns import do, stay
from custcheck.interview.view import Page, View
from custcheck.model import Blank, Option
from custcheck.text import clean, iso_day

_DATE_LENGTH = 10


def edit(view: View, page: Page, text: str) -> View:
    """Return the view on a page where a text is written, the cursor behind it."""
    interview, editor = view.interview, Editor.at_end(clean(text))
    return replace(view, page=page, editor=editor, draft=interview.draft, about=interview.position)


def write(view: View, key: str | Key) -> View:
    """Return the view after a key on such a page."""
    match key:
        case Key.ENTER:
            return _WRITTEN[view.page](view, view.editor.text.strip())
        case Key.ESCAPE:
            return _cancelled(view)
        case str():
            return insert(view, key)
        case Key():
            return _edited(view, view.editor.press(key))


def insert(view: View, text: str) -> View:
    """Return the view with a text put in where the cursor is, typed or pasted."""
    most = _DATE_LENGTH if view.page is Page.DATE else NOTE_LENGTH
    after = _edited(view, view.editor.insert(text, most))
    is_cut = len(after.editor.text) < len(view.editor.text) + len(text)
    return replace(after, says=key_sentences.at_most(most)) if is_cut else after


def _edited(view: View, editor: Editor) -> View:
    """Return the view with its text changed; a note half typed is kept as a draft."""
    now = replace(view, editor=editor)
    if view.page is Page.DATE or editor.text == view.editor.text:
        return now
    match apply(view.interview, Draft(editor.text)):
        case Interview() as drafted:
            return replace(now, interview=drafted)
        case Refusal() as refusal:
            return replace(now, says=key_sentences.REFUSALS[refusal])


def _cancelled(view: View) -> View:
    if view.page is Page.DATE:
        return stay(view, key_sentences.GRADE_LEFT)
    return stay(_with_draft(view, view.draft), key_sentences.NOT_CHANGED)


def _with_draft(view: View, draft: str) -> View:
    match apply(view.interview, Draft(draft)):
        case Interview() as drafted:
            return replace(view, interview=drafted)
        case Refusal():
            return view


def _note_written(view: View, text: str) -> View:
    answer = view.interview.answer
    if not text:
        emptied = _with_draft(view, "")
        if not (answer and answer.note):
            return stay(emptied, key_sentences.NOTE_DELETED if view.draft else "")
        return do(emptied, Note(""))
    noted = do(view, Note(text))
    is_graded = noted.interview is not view.interview and isinstance(
        answer.choice if answer else None, Option
    )
    return replace(noted, page=Page.GRADE) if is_graded else noted


def _reason_written(view: View, text: str) -> View:
    if not text:
        return replace(view, says=key_sentences.REASON_NEEDED)
    return do(_with_draft(view, ""), Give(Blank.NOT_APPLICABLE, text))


def _date_written(view: View, text: str) -> View:
    if (day := iso_day(text)) is None or day > view.day:
        return replace(view, says=key_sentences.date_format(view.day))
    return do(view, Grade(view.grade, day, view.interview.items[view.about].key))


_WRITTEN: Mapping[Page, Callable[[View, str], View]] = {
    Page.NOTE: _note_written,
    Page.REASON: _reason_written,
    Page.DATE: _date_written,
}
