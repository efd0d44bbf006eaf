"""What each key does on each page. Pure: a view and a key in, a view or a way out back.

No key gives an answer that was not on screen, and none is given by default.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum, auto
from typing import TypeAlias

from custcheck.interview import key_sentences
from custcheck.interview.commands import (
    Back,
    Finish,
    Forward,
    Give,
    Go,
    Grade,
    Review,
    Skip,
)
from custcheck.interview.editor import Editor
from custcheck.interview.keys import Event, Key, Paste
from custcheck.interview.press_writing import edit, insert, write
from custcheck.interview.state import Interview
from custcheck.interview.turns import do, stay
from custcheck.interview.view import WRITING, Page, Seen, View, chosen, has_keys
from custcheck.model import Blank, Evidence, Option, YesNoQuestion

_SCROLLING = {Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN}
_GRADES = {key: grade for key, grade, _ in key_sentences.GRADES}
_LETTERS = {"y": "1", "n": "2"}
"""What else answers a yes/no question, beside its digits."""
_ELSEWHERE = {"b", Key.LEFT, Key.BACKSPACE, Key.RIGHT, "e", "?", "r"}
"""What does not answer the question on screen."""


class Leave(Enum):
    """A way out of the interview's screen."""

    QUIT = auto()
    INTERRUPT = auto()
    SUSPEND = auto()
    REDRAW = auto()


_LEAVING = {
    Key.QUIT: Leave.QUIT,
    Key.INTERRUPT: Leave.INTERRUPT,
    Key.SUSPEND: Leave.SUSPEND,
    Key.REDRAW: Leave.REDRAW,
}

Pressed: TypeAlias = View | Leave


def leaving(view: View, event: Event, seen: Seen) -> Leave | None:
    """Return the way out of the screen that a key is, or None where it is something else."""
    if isinstance(event, Paste):
        return None
    if isinstance(event.key, Key):
        return _LEAVING.get(event.key)
    is_text = view.page in WRITING and not seen.is_small
    return Leave.QUIT if event.key in {"q", "Q"} and not is_text else None


def press(view: View, event: Event, seen: Seen) -> Pressed:
    """Return the view after a key, or how it leaves the screen."""
    if way := leaving(view, event, seen):
        return way
    view = replace(view, says="")
    if seen.is_small:
        return view
    if isinstance(event, Paste):
        is_text = view.page in WRITING
        return insert(view, event.text) if is_text else replace(view, says=key_sentences.PASTED)
    if view.page in WRITING:
        return write(view, event.key)
    key = event.key.casefold() if isinstance(event.key, str) else event.key
    if event.is_held and key not in _SCROLLING:
        return replace(view, says=key_sentences.HELD)
    return _PAGES[view.page](view, key, seen)


# On the page of a question


def _question(view: View, key: str | Key, seen: Seen) -> Pressed:
    interview = view.interview
    if not seen.is_whole and key not in _ELSEWHERE:
        return replace(view, says=key_sentences.NOT_SEEN)
    match key:
        case "b" | Key.LEFT | Key.BACKSPACE:
            return do(view, Back())
        case Key.RIGHT:
            return do(view, Forward())
        case Key.UP | Key.DOWN:
            return _move_highlight(view, key)
        case Key.ENTER:
            return _enter(view)
        case "d":
            return _give(view, Blank.DONT_KNOW)
        case "x":
            return edit(view, Page.REASON, _reason(interview))
        case "s":
            return do(view, Skip())
        case "e":
            note = interview.answer.note if interview.answer else ""
            return edit(view, Page.NOTE, interview.draft or note)
        case "?":
            title = f"Why question {interview.position + 1}"
            text = tuple(key_sentences.why(interview))
            return replace(view, page=Page.TEXT, title=title, text=text, way_on="b back", top=0)
        case "r":
            return do(view, Review())
        case _ if option := _option(interview, key):
            return _give(view, option)
        case _:
            return replace(view, says=key_sentences.unknown(key, interview.item))


def _give(view: View, choice: Option | Blank) -> View:
    """Answer, and have the evidence graded that was written down before there was an answer."""
    had_draft, about = bool(view.interview.draft.strip()), view.interview.position
    given = do(view, Give(choice))
    is_given = given.interview is not view.interview
    if had_draft and is_given and isinstance(choice, Option):
        return replace(given, page=Page.GRADE, about=about)
    return given


def _option(interview: Interview, key: str | Key) -> Option | None:
    item = interview.item
    if isinstance(key, Key) or not has_keys(item):
        return None
    if isinstance(item.question, YesNoQuestion):
        key = _LETTERS.get(key, key)
    return item.options.get(key)


def _move_highlight(view: View, key: Key) -> View:
    """Return the view with the highlight one option on; the first arrow brings it up."""
    keys = list(view.interview.item.options)
    if view.highlight is None:
        return replace(view, highlight=keys[0] if key is Key.DOWN else keys[-1])
    place = keys.index(view.highlight) + (1 if key is Key.DOWN else -1)
    return replace(view, highlight=keys[min(max(place, 0), len(keys) - 1)])


def _enter(view: View) -> View:
    """Choose the highlighted option, or go on where it is the answer already."""
    interview = view.interview
    is_new = view.highlight != chosen(interview) or interview.draft
    if view.highlight is not None and is_new:
        return _give(view, interview.item.options[view.highlight])
    if interview.answer is not None:
        return do(view, Forward())
    return replace(view, says=key_sentences.CHOOSE_FIRST)


def _reason(interview: Interview) -> str:
    answer = interview.answer
    is_reason = answer is not None and answer.choice is Blank.NOT_APPLICABLE
    return interview.draft or (answer.note if answer and is_reason else "")


# On the other pages


def _grade(view: View, key: str | Key, _: Seen) -> Pressed:
    match key:
        case "1":
            about = view.interview.items[view.about].key
            return do(view, Grade(Evidence.DESCRIBED, key=about))
        case "2" | "3":
            editor = Editor.at_end(view.day.isoformat())
            return replace(view, page=Page.DATE, grade=_GRADES[key], editor=editor)
        case Key.ESCAPE | Key.ENTER | "b" | Key.LEFT | Key.BACKSPACE:
            return stay(view, key_sentences.GRADE_LEFT)
        case _:
            return replace(view, says=key_sentences.NO_SUCH_GRADE)


def _text(view: View, key: str | Key, seen: Seen) -> Pressed:
    top = min(view.top, seen.last_top)
    steps = {
        Key.UP: top - 1,
        Key.DOWN: top + 1,
        Key.PAGE_UP: top - seen.rows,
        Key.PAGE_DOWN: top + seen.rows,
        " ": top + seen.rows,
        Key.HOME: 0,
        Key.END: seen.last_top,
    }
    if key in steps:
        return replace(view, top=min(max(steps[key], 0), seen.last_top))
    if key in {Key.ENTER, Key.ESCAPE, Key.LEFT, Key.BACKSPACE, "b", "?"}:
        return stay(view)
    return replace(view, says=key_sentences.GO_BACK_FIRST)


def _review(view: View, key: str | Key, seen: Seen) -> Pressed:
    last = len(view.interview.items) - 1
    steps = {
        Key.UP: view.row - 1,
        Key.DOWN: view.row + 1,
        Key.PAGE_UP: view.row - seen.rows,
        Key.PAGE_DOWN: view.row + seen.rows,
        Key.HOME: 0,
        Key.END: last,
    }
    if key in steps:  # whoever looks around has not decided to finish
        calm = replace(view.interview, warned=False) if view.interview.warned else view.interview
        return replace(view, row=min(max(steps[key], 0), last), interview=calm)
    match key:
        case Key.ENTER:
            return do(view, Go(view.row + 1))
        case "f":
            return do(view, Finish())
        case "o" | Key.RIGHT:
            return do(view, Forward())
        case "b" | Key.LEFT | Key.BACKSPACE | Key.ESCAPE:
            return do(view, Back())
        case _:
            return replace(view, says=key_sentences.unknown_in_review(key, view.interview))


_PAGES: Mapping[Page, Callable[[View, str | Key, Seen], Pressed]] = {
    Page.QUESTION: _question,
    Page.REVIEW: _review,
    Page.TEXT: _text,
    Page.GRADE: _grade,
}
