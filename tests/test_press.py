"""What each key does on each page of key mode, and that no sequence of keys answers a question
that was not on screen, or loses an answer.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interviews import DAY, ITEMS, SMALL, again, bank, key

from custcheck.interview.editor import Editor
from custcheck.interview.keys import Event, Key, Paste, Press
from custcheck.interview.press import Leave, press
from custcheck.interview.state import Interview, Item, Phase, from_response, to_response
from custcheck.interview.view import WRITING, Page, Seen, View, chosen, home
from custcheck.model import NO, YES, Answer, Blank, Evidence, Option, Response, Status

LISTENS, WAITS, ASKS, MENDS = ITEMS
OFTEN, REVIEWED = ASKS.options["4"], MENDS.options["3"]
PAGE_4 = Answer(YES, "p. 4", Evidence.DESCRIBED)
UNKNOWN = Answer(Blank.DONT_KNOW)
NOT_ASKED = Answer(Blank.NOT_APPLICABLE, "one product")
CHECKED = Answer(YES, "p. 4", Evidence.CHECKED, DAY)
ALL = {"listens": PAGE_4, "waits": UNKNOWN, "asks": Answer(OFTEN), "mends": Answer(REVIEWED)}
_TEN = bank(
    "custcheck: 1\nkind: bank\nid: ten\nversion: '1'\ntitle: T\n"
    "dimensions: [{id: care, name: Care}]\nquestions:\n"
    "  - id: which\n    dimension: care\n    type: levels\n    text: Which one?\n    levels:\n"
    + "".join(f"      - {{value: 0.{n}, label: Number {n}}}\n" for n in range(9))
    + "      - {value: 1, label: Number 9}\n"
)
TEN = Item(_TEN, _TEN.bank.questions[0])
CHARACTERS = "abcdefghijklmnopqrstuvwxyzYNDXSBERFO0123456789 ?!.:[ä長"
LEAVING = {
    Key.QUIT: Leave.QUIT,
    Key.INTERRUPT: Leave.INTERRUPT,
    Key.SUSPEND: Leave.SUSPEND,
    Key.REDRAW: Leave.REDRAW,
}
EVERY_KEY: list[str | Key] = [*CHARACTERS, *(named for named in Key if named not in LEAVING)]
"""Every key but the ways out that lead out of every page."""
SEEN = Seen(rows=10, last_top=30)
FEW = Seen(rows=2, last_top=3)
UNSEEN = Seen(is_whole=False)
TOO_SMALL = Seen(is_small=True)

Typed: TypeAlias = str | Key | Event
Becomes: TypeAlias = Mapping[str, object]


@dataclass(frozen=True)
class Shown:
    """What there is to see of a view; what another page shows is None."""

    page: Page
    position: int
    answers: Mapping[str, Answer]
    draft: str
    says: str = ""
    highlight: str | None = None
    row: int | None = None
    warned: bool = False
    title: str | None = None
    top: int | None = None
    editor: Editor | None = None
    is_finished: bool = False


def shown(view: View) -> Shown:
    """Return what there is to see of a view."""
    now, page = view.interview, view.page
    return Shown(
        page,
        now.position,
        {question: answer for (_, question), answer in now.answers.items()},
        now.draft,
        view.says,
        view.highlight if page is Page.QUESTION else None,
        view.row if page is Page.REVIEW else None,
        now.warned,
        view.title if page is Page.TEXT else None,
        view.top if page is Page.TEXT else None,
        view.editor if page in WRITING else None,
        now.phase is Phase.FINISHED,
    )


def to(**changes: object) -> Becomes:
    """Return what a press changes."""
    return changes


def at(position: int, /, **answers: Answer) -> View:
    """Return the view of a question, with some questions answered."""
    given_to = {key(name): answer for name, answer in answers.items()}
    return _opened(Interview(ITEMS, given_to, position))


def reviewing(position: int, **answers: Answer) -> View:
    """Return the view of the review."""
    given_to = {key(name): answer for name, answer in answers.items()}
    return _opened(Interview(ITEMS, given_to, position, phase=Phase.REVIEW))


def drafted(view: View, draft: str) -> View:
    """Return the view with a note that waits for its answer."""
    return replace(view, interview=replace(view.interview, draft=draft))


def _opened(now: Interview) -> View:
    return View(now, DAY, page=home(now), highlight=chosen(now), row=now.position, says="before")


def event(typed: Typed) -> Event:
    return typed if isinstance(typed, Paste | Press) else Press(typed)


def pressed(view: View, *keys: Typed, seen: Seen = SEEN) -> View:
    """Return the view after keys, none of which may leave."""
    for one in keys:
        after = press(view, event(one), seen)
        assert isinstance(after, View), one
        view = after
    return view


def becomes(start: View, changes: Becomes) -> Shown:
    """Return what is to be seen after a press: what was there, but for what is named."""
    before = replace(shown(start), says="")
    if "page" in changes:
        before = replace(before, highlight=None, row=None, title=None, top=None, editor=None)
    return replace(before, **changes)  # type: ignore[arg-type] # each row names its own


FRESH = at(0)
SCALE = at(2, listens=PAGE_4, waits=UNKNOWN)
LEVELS = at(3, listens=PAGE_4, waits=UNKNOWN, asks=Answer(OFTEN))
ANSWERED = at(0, listens=PAGE_4)
INAPPLICABLE = at(0, listens=NOT_ASKED)
DRAFTED = drafted(FRESH, "half")
REVIEW = reviewing(3, **ALL)
OPEN = reviewing(3, listens=PAGE_4, asks=Answer(OFTEN))
TEXT = replace(pressed(ANSWERED, "?"), top=5, says="before")
NOTE = pressed(ANSWERED, "e", "!")
REASON = pressed(FRESH, "x", "a", "b")
GRADE = pressed(ANSWERED, "e", Key.ENTER)
DATE = pressed(GRADE, "2")
PAGES = {
    "yes or no": FRESH,
    "scale": SCALE,
    "levels": LEVELS,
    "answered": ANSWERED,
    "not applicable": INAPPLICABLE,
    "with a draft": DRAFTED,
    "review": REVIEW,
    "open review": OPEN,
    "text": TEXT,
    "note": NOTE,
    "reason": REASON,
    "grade": GRADE,
    "date": DATE,
}
READING = {name: view for name, view in PAGES.items() if view.page not in WRITING}
WRITTEN = {name: view for name, view in PAGES.items() if view.page in WRITING}
pages = pytest.mark.parametrize("start", PAGES.values(), ids=PAGES.keys())
reading_pages = pytest.mark.parametrize("start", READING.values(), ids=READING.keys())
writing_pages = pytest.mark.parametrize("start", WRITTEN.values(), ids=WRITTEN.keys())


def test_the_pages_are_all_there() -> None:
    assert {view.page for view in PAGES.values()} == set(Page)


# Every key on every page. What a row does not name stays as it is.

_BACK: list[str | Key] = ["b", "B", Key.LEFT, Key.BACKSPACE]
_WAITS = "Your note waits. Answer, or press e to change it."
_Rows: TypeAlias = Mapping[str | Key, Becomes]


def rows(*groups: tuple[Iterable[str | Key], Becomes]) -> _Rows:
    """Return what each key does, from keys that do the same."""
    return {one: changes for keys, changes in groups for one in keys}


def plus(start: View, **answers: Answer) -> Mapping[str, Answer]:
    """Return the answers of a view and some more."""
    return {**shown(start).answers, **answers}


def onto(position: int, highlight: str | None = None, **changes: object) -> Becomes:
    """Return what changes where a key leads from another page to a question."""
    return to(page=Page.QUESTION, position=position, highlight=highlight, **changes)


def written(text: str, cursor: int | None = None) -> Becomes:
    """Return what changes where a text is being written, which its draft keeps."""
    return to(draft=text, editor=Editor(text, len(text) if cursor is None else cursor))


MEANINGS: Mapping[str, _Rows] = {
    "yes or no": rows(
        ("yY1", to(answers={"listens": Answer(YES)}, position=1, says="1. Yes - saved")),
        ("nN2", to(answers={"listens": Answer(NO)}, position=1, says="1. No - saved")),
        ("dD", to(answers={"listens": UNKNOWN}, position=1, says="1. Don't know - saved")),
        ("xX", to(page=Page.REASON, editor=Editor())),
        ("sS", to(position=1, says="1. Skipped - stays open")),
        (_BACK, to(says="This is the first question.")),
        ([Key.RIGHT], to(says="Answer first, or press s to skip.")),
        ([Key.DOWN], to(highlight="1")),
        ([Key.UP], to(highlight="2")),
        ([Key.ENTER], to(says="Press an option's key, or an arrow first.")),
        ("eE", to(page=Page.NOTE, editor=Editor())),
        ("?", to(page=Page.TEXT, title="Why question 1", top=0)),
        ("rR", to(page=Page.REVIEW, row=0)),
    ),
    "scale": rows(
        *(
            (digit, to(answers=plus(SCALE, asks=Answer(option)), position=3, says=says))
            for digit, option in ASKS.options.items()
            for says in [f"3. {option.label} - saved"]
        ),
        ("dD", to(answers=plus(SCALE, asks=UNKNOWN), position=3, says="3. Don't know - saved")),
        ("xX", to(page=Page.REASON, editor=Editor())),
        ("sS", to(position=3, says="3. Skipped - stays open")),
        (_BACK, to(position=1)),
        ([Key.RIGHT], to(says="Answer first, or press s to skip.")),
        ([Key.DOWN], to(highlight="1")),
        ([Key.UP], to(highlight="5")),
        ([Key.ENTER], to(says="Press an option's key, or an arrow first.")),
        ("eE", to(page=Page.NOTE, editor=Editor())),
        ("?", to(page=Page.TEXT, title="Why question 3", top=0)),
        ("rR", to(page=Page.REVIEW, row=2)),
    ),
    "levels": rows(
        *(
            (digit, to(answers=plus(LEVELS, mends=Answer(option)), **review, says=says))
            for review in [to(page=Page.REVIEW, row=3)]
            for digit, option in MENDS.options.items()
            for says in [f"4. {option.label} - saved"]
        ),
        (
            "dD",
            to(
                answers=plus(LEVELS, mends=UNKNOWN),
                page=Page.REVIEW,
                row=3,
                says="4. Don't know - saved",
            ),
        ),
        ("xX", to(page=Page.REASON, editor=Editor())),
        ("sS", to(page=Page.REVIEW, row=3, says="4. Skipped - stays open")),
        (_BACK, to(position=2, highlight="4")),
        ([Key.RIGHT], to(says="Answer first, or press s to skip.")),
        ([Key.DOWN], to(highlight="1")),
        ([Key.UP], to(highlight="3")),
        ([Key.ENTER], to(says="Press an option's key, or an arrow first.")),
        ("eE", to(page=Page.NOTE, editor=Editor())),
        ("?", to(page=Page.TEXT, title="Why question 4", top=0)),
        ("rR", to(page=Page.REVIEW, row=3)),
    ),
    "answered": rows(
        ("yY1", onto(1, says="1. Yes - saved")),
        (
            "nN2",
            onto(1, answers={"listens": replace(PAGE_4, choice=NO)}, says="1. No - saved"),
        ),
        (
            "dD",
            onto(
                1,
                answers={"listens": Answer(Blank.DONT_KNOW, "p. 4")},
                says="1. Don't know - saved",
            ),
        ),
        ("xX", to(page=Page.REASON, editor=Editor())),
        ("sS", onto(1)),
        (_BACK, to(says="This is the first question.")),
        ([Key.RIGHT, Key.ENTER], onto(1)),
        ([Key.DOWN], to(highlight="2")),
        ([Key.UP], to(highlight="1")),
        ("eE", to(page=Page.NOTE, editor=Editor.at_end("p. 4"))),
        ("?", to(page=Page.TEXT, title="Why question 1", top=0)),
        ("rR", to(page=Page.REVIEW, row=0)),
    ),
    "not applicable": rows(
        ("yY1", onto(1, answers={"listens": Answer(YES)}, says="1. Yes - saved")),
        ("nN2", onto(1, answers={"listens": Answer(NO)}, says="1. No - saved")),
        ("dD", onto(1, answers={"listens": UNKNOWN}, says="1. Don't know - saved")),
        ("xX", to(page=Page.REASON, editor=Editor.at_end("one product"))),
        ("sS", onto(1)),
        (_BACK, to(says="This is the first question.")),
        ([Key.RIGHT, Key.ENTER], onto(1)),
        ([Key.DOWN], to(highlight="1")),
        ([Key.UP], to(highlight="2")),
        ("eE", to(page=Page.NOTE, editor=Editor.at_end("one product"))),
        ("?", to(page=Page.TEXT, title="Why question 1", top=0)),
        ("rR", to(page=Page.REVIEW, row=0)),
    ),
    "with a draft": rows(
        (
            "yY1",
            to(
                page=Page.GRADE,
                answers={"listens": Answer(YES, "half", Evidence.DESCRIBED)},
                draft="",
                position=1,
                says="1. Yes - saved, evidence described",
            ),
        ),
        (
            "nN2",
            to(
                page=Page.GRADE,
                answers={"listens": Answer(NO, "half", Evidence.DESCRIBED)},
                draft="",
                position=1,
                says="1. No - saved, evidence described",
            ),
        ),
        (
            "dD",
            to(
                answers={"listens": Answer(Blank.DONT_KNOW, "half")},
                draft="",
                position=1,
                says="1. Don't know - saved, with its note",
            ),
        ),
        ("xX", to(page=Page.REASON, editor=Editor.at_end("half"))),
        ([*"sSrR", *_BACK, Key.RIGHT], to(says=_WAITS)),
        ([Key.DOWN], to(highlight="1")),
        ([Key.UP], to(highlight="2")),
        ([Key.ENTER], to(says="Press an option's key, or an arrow first.")),
        ("eE", to(page=Page.NOTE, editor=Editor.at_end("half"))),
        ("?", to(page=Page.TEXT, title="Why question 1", top=0)),
    ),
    "review": rows(
        ([Key.UP], to(row=2)),
        ([Key.DOWN, Key.PAGE_DOWN, Key.END], to(row=3)),
        ([Key.PAGE_UP, Key.HOME], to(row=0)),
        ([*_BACK, Key.ESCAPE, Key.ENTER], onto(3, "3")),
        (("o", "O", Key.RIGHT), to(says="No question is open. Finish: f")),
        ("fF", onto(3, "3", is_finished=True)),
    ),
    "open review": rows(
        ([Key.UP], to(row=2)),
        ([Key.DOWN, Key.PAGE_DOWN, Key.END], to(row=3)),
        ([Key.PAGE_UP, Key.HOME], to(row=0)),
        ([*_BACK, Key.ESCAPE, Key.ENTER], onto(3)),
        (("o", "O", Key.RIGHT), onto(1)),
        (
            "fF",
            to(
                row=1,
                warned=True,
                says="2 open questions will show as not answered. Press f again.",
            ),
        ),
    ),
    "text": rows(
        ([Key.UP], to(top=4)),
        ([Key.DOWN], to(top=6)),
        ([Key.PAGE_UP, Key.HOME], to(top=0)),
        ([Key.PAGE_DOWN, " "], to(top=15)),
        ([Key.END], to(top=30)),
        ([*_BACK, "?", Key.ENTER, Key.ESCAPE], onto(0, "1")),
    ),
    "note": rows(
        *((one, written(f"p. 4!{one}")) for one in CHARACTERS),
        (
            [Key.ENTER],
            to(
                page=Page.GRADE,
                draft="",
                answers={"listens": replace(PAGE_4, note="p. 4!")},
                says="Evidence saved.",
            ),
        ),
        ([Key.ESCAPE], onto(0, "1", draft="", says="Left as it was.")),
        ([Key.LEFT], written("p. 4!", 4)),
        ([Key.HOME], written("p. 4!", 0)),
        ([Key.BACKSPACE], written("p. 4")),
        ([Key.DELETE_WORD], written("p. ")),
        ([Key.DELETE_LINE], written("")),
        ([Key.RIGHT, Key.END, Key.DELETE, Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN], to()),
    ),
    "reason": rows(
        *((one, written(f"ab{one}")) for one in CHARACTERS),
        (
            [Key.ENTER],
            onto(
                1,
                draft="",
                answers={"listens": Answer(Blank.NOT_APPLICABLE, "ab")},
                says="1. Not applicable - saved, with its reason",
            ),
        ),
        ([Key.ESCAPE], onto(0, draft="", says="Left as it was.")),
        ([Key.LEFT], written("ab", 1)),
        ([Key.HOME], written("ab", 0)),
        ([Key.BACKSPACE], written("a")),
        ([Key.DELETE_WORD, Key.DELETE_LINE], written("")),
        ([Key.RIGHT, Key.END, Key.DELETE, Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN], to()),
    ),
    "grade": rows(
        ("1", onto(0, "1", says="1. Described - saved")),
        ("23", to(page=Page.DATE, editor=Editor.at_end("2026-11-21"))),
        ([*_BACK, Key.ESCAPE, Key.ENTER], onto(0, "1", says="Evidence saved.")),
    ),
    "date": rows(
        (CHARACTERS, to(says="At most 10 characters.")),
        (
            [Key.ENTER],
            onto(0, "1", answers={"listens": CHECKED}, says="1. Checked on 2026-11-21 - saved"),
        ),
        ([Key.ESCAPE], onto(0, "1", says="Evidence saved.")),
        ([Key.LEFT], to(editor=Editor("2026-11-21", 9))),
        ([Key.HOME], to(editor=Editor("2026-11-21", 0))),
        ([Key.BACKSPACE], to(editor=Editor.at_end("2026-11-2"))),
        ([Key.DELETE_WORD, Key.DELETE_LINE], to(editor=Editor())),
        ([Key.RIGHT, Key.END, Key.DELETE, Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN], to()),
    ),
}


@pytest.mark.parametrize(
    ("start", "typed", "changes"),
    [
        pytest.param(PAGES[name], typed, changes, id=f"{name}-{typed!a}")
        for name, meanings in MEANINGS.items()
        for typed, changes in meanings.items()
    ],
)
def test_a_key_does_this_and_nothing_else(start: View, typed: str | Key, changes: Becomes) -> None:
    assert shown(pressed(start, typed)) == becomes(start, changes)


VALID_KEYS = {
    "yes or no": "Press y, n, d, x or s.",
    "scale": "Press 1 to 5, d, x or s.",
    "levels": "Press 1 to 3, d, x or s.",
    "answered": "Press y, n, d, x or s.",
    "not applicable": "Press y, n, d, x or s.",
    "with a draft": "Press y, n, d, x or s.",
    "review": "Press an arrow, Enter, f, b or q.",
    "open review": "Press an arrow, Enter, o, f, b or q.",
}
OTHER_SENTENCES = {
    "text": "Press b to go back first.",
    "grade": "Press 1, 2 or 3, or Esc to leave it.",
}


@pytest.mark.parametrize("name", PAGES)
def test_every_other_key_only_says_which_keys_there_are(name: str) -> None:
    start, others = PAGES[name], [one for one in EVERY_KEY if one not in MEANINGS[name]]

    for typed in others:
        if isinstance(typed, str) and typed in "qQ":
            continue
        is_named = name in VALID_KEYS and isinstance(typed, str) and typed != " "
        unknown = f'No "{typed.casefold()}" here. ' if isinstance(typed, str) and is_named else ""
        says = OTHER_SENTENCES.get(name) or unknown + VALID_KEYS[name]
        assert shown(pressed(start, typed)) == becomes(start, to(says=says)), typed


# Ways out


@pages
@pytest.mark.parametrize("seen", [SEEN, UNSEEN, TOO_SMALL], ids=["seen", "unseen", "too small"])
@pytest.mark.parametrize("is_held", [False, True], ids=["pressed", "held"])
def test_the_ways_out_lead_out_of_every_page(start: View, seen: Seen, is_held: bool) -> None:
    ways = {named: press(start, Press(named, is_held), seen) for named in LEAVING}

    assert ways == LEAVING


@reading_pages
@pytest.mark.parametrize("seen", [SEEN, UNSEEN, TOO_SMALL], ids=["seen", "unseen", "too small"])
@pytest.mark.parametrize("typed", ["q", "Q"])
def test_q_leaves_every_page_on_which_nothing_is_written(
    start: View, seen: Seen, typed: str
) -> None:
    assert press(start, Press(typed), seen) is Leave.QUIT


@pages
@pytest.mark.parametrize("typed", ["q", "Q"])
def test_q_leaves_every_page_on_a_screen_that_is_too_small(start: View, typed: str) -> None:
    assert press(start, Press(typed), TOO_SMALL) is Leave.QUIT


@writing_pages
def test_q_is_a_letter_where_something_is_written(start: View) -> None:
    before, after = start, press(start, Press("q"), SEEN)

    assert isinstance(after, View)
    assert after.page is before.page


# What no key does


def everything(typed: Iterable[Typed] = EVERY_KEY) -> list[Event]:
    return [event(one) for one in typed if one not in ("q", "Q")]


@reading_pages
def test_a_key_held_down_does_nothing_but_scroll(start: View) -> None:
    scrolling = {Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN}
    keys = [one for one in EVERY_KEY if one not in scrolling and one not in ("q", "Q")]

    for typed in keys:
        after = pressed(start, Press(typed, is_held=True))
        says = "Repeats of a held key are ignored. Look back: b"
        assert shown(after) == becomes(start, to(says=says)), typed


@reading_pages
@pytest.mark.parametrize("typed", [Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN])
def test_an_arrow_held_down_goes_on_scrolling(start: View, typed: Key) -> None:
    assert pressed(start, Press(typed, is_held=True)) == pressed(start, typed)


@writing_pages
def test_a_key_held_down_is_written_again_and_again(start: View) -> None:
    once, held = pressed(start, Key.BACKSPACE), pressed(start, Press(Key.BACKSPACE, is_held=True))

    assert held == once != start


@pages
def test_on_a_screen_that_is_too_small_nothing_is_accepted(start: View) -> None:
    for one in everything([*EVERY_KEY, Paste("2026-01-02"), Press(Key.DOWN, is_held=True)]):
        after = pressed(start, one, seen=TOO_SMALL)
        assert replace(after, says="") == replace(start, says=""), one


QUESTIONS = {name: view for name, view in PAGES.items() if view.page is Page.QUESTION}
OTHERS = {name: view for name, view in PAGES.items() if view.page is not Page.QUESTION}
_ELSEWHERE = [*"bBeErR?", Key.LEFT, Key.RIGHT, Key.BACKSPACE]


@pytest.mark.parametrize("start", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_options_that_are_not_on_screen_are_not_accepted(start: View) -> None:
    for typed in everything(one for one in EVERY_KEY if one not in _ELSEWHERE):
        after = pressed(start, typed, seen=UNSEEN)
        says = "Enlarge the window to see the options."
        assert shown(after) == becomes(start, to(says=says)), typed


@pytest.mark.parametrize("start", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_where_options_are_not_on_screen_there_is_a_way_elsewhere(start: View) -> None:
    for typed in everything(_ELSEWHERE):
        assert pressed(start, typed, seen=UNSEEN) == pressed(start, typed), typed


@pytest.mark.parametrize("start", OTHERS.values(), ids=OTHERS.keys())
def test_a_page_without_options_does_not_depend_on_them(start: View) -> None:
    unseen = replace(SEEN, is_whole=False)

    for typed in everything():
        assert pressed(start, typed, seen=unseen) == pressed(start, typed), typed


@reading_pages
@pytest.mark.parametrize("text", ["y", "1", "q", "", "board pack, page 4"])
def test_a_paste_is_ignored_where_nothing_is_written(start: View, text: str) -> None:
    says = "Pasted text ignored. Press e to add it as evidence."

    assert shown(pressed(start, Paste(text))) == becomes(start, to(says=says))


@pytest.mark.parametrize(
    ("start", "changes"),
    [(NOTE, written("p. 4!q, y\t1")), (REASON, written("abq, y\t1"))],
    ids=["note", "reason"],
)
def test_a_paste_is_put_in_where_something_is_written(start: View, changes: Becomes) -> None:
    assert shown(pressed(start, Paste("q, y\t1"))) == becomes(start, changes)


# Options chosen with arrows, and Enter


@pytest.mark.parametrize(
    ("start", "keys", "answer"),
    [
        (FRESH, [Key.DOWN], YES),
        (FRESH, [Key.UP], NO),
        (FRESH, [Key.DOWN, Key.DOWN], NO),
        (FRESH, [Key.DOWN, Key.DOWN, Key.DOWN], NO),
        (FRESH, [Key.UP, Key.UP, Key.UP], YES),
        (SCALE, [Key.UP, Key.UP], OFTEN),
        (SCALE, [Key.DOWN] * 4, OFTEN),
        (LEVELS, [Key.DOWN] * 9, REVIEWED),
        (ANSWERED, [Key.DOWN], NO),
        (ANSWERED, [Key.DOWN, Key.UP], YES),
    ],
)
def test_enter_chooses_what_arrows_have_highlighted(
    start: View, keys: list[Key], answer: Option
) -> None:
    after = pressed(start, *keys, Key.ENTER)

    assert after.interview.answers[start.interview.item.key].choice == answer
    assert after.interview != start.interview


def test_the_highlight_is_not_taken_to_the_next_question() -> None:
    after = pressed(FRESH, Key.DOWN, Key.ENTER, Key.ENTER, Key.ENTER)

    assert after.highlight is None
    assert shown(after).answers == {"listens": Answer(YES)}


@pytest.mark.parametrize("between", [["?", "b"], ["e", Key.ESCAPE], ["x", "a", Key.ESCAPE]])
def test_whoever_looks_away_finds_the_highlight_as_it_was(between: list[Typed]) -> None:
    after = pressed(FRESH, Key.DOWN, Key.DOWN, *between)

    assert after.highlight == "2"
    assert shown(after).answers == {}
    assert shown(pressed(after, Key.ENTER)).answers == {"listens": Answer(NO)}


def test_of_ten_options_none_has_a_key_and_each_can_be_chosen() -> None:
    start = _opened(Interview((TEN,)))

    refused = pressed(start, "1")
    last = pressed(start, *[Key.DOWN] * 12, Key.ENTER)

    assert refused == replace(start, says='No "1" here. Press an arrow, Enter, d, x or s.')
    assert last.interview.answers[TEN.key].choice == TEN.options["10"]


def test_enter_gives_the_same_answer_again_where_a_note_waits() -> None:
    after = pressed(drafted(ANSWERED, "new"), Key.ENTER)

    assert shown(after).answers == {"listens": replace(PAGE_4, note="new")}
    assert after.interview.draft == ""


def test_enter_goes_on_over_all_that_is_answered() -> None:
    start = at(0, **ALL)

    after = pressed(start, Key.ENTER, Key.ENTER, Key.ENTER, Key.ENTER)

    assert after.page is Page.REVIEW
    assert after.interview.answers == start.interview.answers


def test_a_whole_interview_takes_a_key_a_question_and_one_more() -> None:
    after = pressed(FRESH, "y", "n", "4", "3", "f")

    assert after.interview.phase is Phase.FINISHED
    assert shown(after).answers == {
        "listens": Answer(YES),
        "waits": Answer(NO),
        "asks": Answer(OFTEN),
        "mends": Answer(REVIEWED),
    }


# Why a question does not apply


@pytest.mark.parametrize("start", [FRESH, SCALE, LEVELS, ANSWERED, INAPPLICABLE, DRAFTED])
def test_escape_from_the_reason_leaves_all_as_it_was(start: View) -> None:
    after = pressed(start, "x", *"other", Key.DELETE_WORD, Paste("words"), Key.ESCAPE)

    unseen = replace(start, editor=after.editor, draft=after.draft, about=after.about)
    assert after == replace(unseen, says="Left as it was.")


@pytest.mark.parametrize("keys", [[], [" ", " "], ["a", Key.BACKSPACE]])
def test_a_reason_has_to_be_given(keys: list[Typed]) -> None:
    after = pressed(FRESH, "x", *keys, Key.ENTER)

    assert (after.page, after.says) == (Page.REASON, "Say in a few words why, or press Esc.")
    assert shown(after).answers == {}


def test_a_reason_is_changed() -> None:
    after = pressed(INAPPLICABLE, "x", Key.DELETE_WORD, *"shop ", Key.ENTER)

    assert shown(after).answers["listens"] == Answer(Blank.NOT_APPLICABLE, "one shop")


def test_a_reason_is_not_that_of_the_answer_given_last() -> None:
    after = pressed(FRESH, "y", "x", "a", Key.ENTER)

    given_now = {"listens": Answer(YES), "waits": Answer(Blank.NOT_APPLICABLE, "a")}
    assert shown(after).answers == given_now


def test_a_reason_takes_the_place_of_an_answer_with_its_evidence() -> None:
    after = pressed(at(0, listens=CHECKED), "x", *"gone", Key.ENTER)

    assert shown(after).answers["listens"] == Answer(Blank.NOT_APPLICABLE, "gone")


# Evidence: a note, its grade and its date


@pytest.mark.parametrize(
    ("start", "keys", "page", "draft", "says"),
    [
        (FRESH, [*"ab"], Page.QUESTION, "ab", "Kept. It is saved with your answer."),
        (FRESH, [*" ab "], Page.QUESTION, "ab", "Kept. It is saved with your answer."),
        (FRESH, [], Page.QUESTION, "", ""),
        (FRESH, [" "], Page.QUESTION, "", ""),
        (DRAFTED, [Key.DELETE_LINE], Page.QUESTION, "", "Note deleted."),
        (DRAFTED, [Key.DELETE_LINE, " "], Page.QUESTION, "", "Note deleted."),
        (DRAFTED, ["!"], Page.QUESTION, "half!", "Kept. It is saved with your answer."),
    ],
)
def test_a_note_before_the_answer_waits_for_it(
    start: View, keys: list[Typed], page: Page, draft: str, says: str
) -> None:
    after = pressed(start, "e", *keys, Key.ENTER)

    assert shown(after).answers == {}
    assert (after.page, after.interview.draft, after.says) == (page, draft, says)


@pytest.mark.parametrize("keys", [["y"], ["1"], [Key.DOWN, Key.ENTER]])
def test_a_note_before_the_answer_is_graded_after_it(keys: list[Typed]) -> None:
    given_now = pressed(DRAFTED, *keys)
    after = pressed(given_now, "2", Key.ENTER)

    assert given_now.page is Page.GRADE
    assert shown(after).answers == {"listens": Answer(YES, "half", Evidence.CHECKED, DAY)}
    assert (after.page, after.interview.position, after.highlight) == (Page.QUESTION, 1, None)
    assert after.says == "1. Checked on 2026-11-21 - saved"


@pytest.mark.parametrize("keys", [["1"], ["3", Key.ENTER], [Key.ESCAPE], ["3", Key.ESCAPE]])
def test_the_grade_of_the_last_question_leads_to_the_review(keys: list[Typed]) -> None:
    after = pressed(drafted(LEVELS, "half"), "3", *keys)

    assert (after.page, after.row) == (Page.REVIEW, 3)
    assert {**shown(after).answers, "mends": None} == {**shown(LEVELS).answers, "mends": None}


@pytest.mark.parametrize(
    ("answer", "keys", "noted", "page"),
    [
        (PAGE_4, ["!"], replace(PAGE_4, note="p. 4!"), Page.GRADE),
        (PAGE_4, [], PAGE_4, Page.GRADE),
        (PAGE_4, [Key.DELETE_LINE], Answer(YES), Page.QUESTION),
        (PAGE_4, [Key.DELETE_LINE, " "], Answer(YES), Page.QUESTION),
        (CHECKED, [Key.DELETE_LINE], replace(CHECKED, note=""), Page.QUESTION),
        (CHECKED, ["!"], replace(CHECKED, note="p. 4!"), Page.GRADE),
        (Answer(YES), [*"new"], Answer(YES, "new", Evidence.DESCRIBED), Page.GRADE),
        (Answer(YES), [], Answer(YES), Page.QUESTION),
        (UNKNOWN, [*"ask Jo"], Answer(Blank.DONT_KNOW, "ask Jo"), Page.QUESTION),
        (NOT_ASKED, ["s"], replace(NOT_ASKED, note="one products"), Page.QUESTION),
        (NOT_ASKED, [Key.DELETE_LINE], NOT_ASKED, Page.NOTE),
        (NOT_ASKED, [Key.DELETE_LINE, " "], NOT_ASKED, Page.NOTE),
    ],
)
def test_a_note_changes_the_answer_on_screen(
    answer: Answer, keys: list[Typed], noted: Answer, page: Page
) -> None:
    after = pressed(at(0, listens=answer), "e", *keys, Key.ENTER)

    assert shown(after).answers == {"listens": noted}
    assert (after.page, after.interview.position) == (page, 0)


@pytest.mark.parametrize("answers", [{}, {"listens": PAGE_4}, {"listens": NOT_ASKED}])
@pytest.mark.parametrize("draft", ["", "half"])
def test_escape_from_a_note_restores_the_earlier_draft(
    answers: Mapping[str, Answer], draft: str
) -> None:
    start = drafted(at(0, **answers), draft)

    after = pressed(start, "e", *"other", Key.DELETE_LINE, Paste("words"), Key.ESCAPE)

    assert after.interview == start.interview
    assert (after.page, after.says) == (Page.QUESTION, "Left as it was.")


@pytest.mark.parametrize("letter", ["e", "x"])
@pytest.mark.parametrize("keys", [["a" * 1], [Paste("a" * 9)]], ids=["typed", "pasted"])
def test_a_text_being_written_has_500_characters_at_most(letter: str, keys: list[Typed]) -> None:
    full = pressed(FRESH, letter, Paste("n" * 495), Paste("n" * 5))
    over = pressed(full, *keys)

    assert full.says == ""
    assert over.says == "At most 500 characters."
    assert over.editor == full.editor == Editor.at_end("n" * 500)
    assert over.interview.draft == "n" * 500


def test_a_paste_is_cut_where_the_room_ends() -> None:
    after = pressed(FRESH, "e", Paste("n" * 495), Paste("123456789"))

    assert after.editor.text == "n" * 495 + "12345"
    assert after.says == "At most 500 characters."


def test_a_note_from_a_file_that_is_too_long_is_not_graded_but_changed() -> None:
    long = replace(PAGE_4, note="n" * 600)

    after = pressed(at(0, listens=long), "e", Key.ENTER)

    assert (after.page, after.says) == (Page.NOTE, "A note has at most 500 characters.")
    assert shown(after).answers == {"listens": long}


DESCRIBED = replace(CHECKED, evidence=Evidence.DESCRIBED, checked_on=None)
CONFIRMED = replace(CHECKED, evidence=Evidence.CONFIRMED)
NEW_YEAR = datetime.date(2026, 1, 1)


@pytest.mark.parametrize("before", [PAGE_4, CHECKED])
@pytest.mark.parametrize(
    ("keys", "graded"),
    [
        (["1"], DESCRIBED),
        (["2", Key.ENTER], CHECKED),
        (["3", Key.ENTER], CONFIRMED),
        (
            ["2", Key.DELETE_LINE, Paste("2026-01-01"), Key.ENTER],
            replace(CHECKED, checked_on=NEW_YEAR),
        ),
        (
            [
                "3",
                Key.DELETE_LINE,
                *" 2026-1-1",
                Key.ENTER,
                Key.DELETE_LINE,
                *"2026-01-01",
                Key.ENTER,
            ],
            replace(CONFIRMED, checked_on=NEW_YEAR),
        ),
        (["z", "2", Key.ENTER], CHECKED),
    ],
)
def test_a_grade_is_the_answers_on_screen(
    before: Answer, keys: list[Typed], graded: Answer
) -> None:
    start = at(2, waits=CHECKED, asks=replace(before, choice=OFTEN))

    after = pressed(start, "e", Key.ENTER, *keys)

    assert shown(after).answers == {"waits": CHECKED, "asks": replace(graded, choice=OFTEN)}
    assert (after.page, after.interview.position) == (Page.QUESTION, 2)


def test_the_grade_is_not_that_of_the_answer_given_last() -> None:
    after = pressed(FRESH, "y", "n", "b", "b", "e", *"memo", Key.ENTER, "2", Key.ENTER)

    checked = Answer(YES, "memo", Evidence.CHECKED, DAY)
    assert shown(after).answers == {"listens": checked, "waits": Answer(NO)}


@pytest.mark.parametrize("keys", [[Key.ESCAPE], [Key.ENTER], ["b"], ["2", Key.ESCAPE]])
@pytest.mark.parametrize("before", [PAGE_4, CHECKED])
def test_whoever_leaves_the_grade_keeps_the_one_before(before: Answer, keys: list[Typed]) -> None:
    after = pressed(at(0, listens=before), "e", Key.ENTER, *keys)

    assert shown(after).answers == {"listens": before}
    assert (after.page, after.says) == (Page.QUESTION, "Evidence saved.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-11-22",
        "2026-13-01",
        "2026-02-30",
        "21.11.2026",
        "2026-1-1",
        "20261121",
        "today",
    ],
)
def test_a_date_that_is_none_is_refused(text: str) -> None:
    after = pressed(DATE, Key.DELETE_LINE, Paste(text), Key.ENTER)

    assert (after.page, after.says) == (Page.DATE, "Write a date up to 2026-11-21, in that form.")
    assert after.editor.text == text
    assert shown(after).answers == {"listens": PAGE_4}


# Moving, the review and the end


def test_back_and_forward_go_over_what_is_answered_or_skipped() -> None:
    start = pressed(FRESH, "y", "s", "4")
    keys: list[str | Key] = [
        "b",
        Key.LEFT,
        Key.BACKSPACE,
        Key.RIGHT,
        Key.RIGHT,
        Key.RIGHT,
        Key.RIGHT,
    ]

    views = [start]
    for one in keys:
        views.append(pressed(views[-1], one))

    assert [view.interview.position for view in views] == [3, 2, 1, 0, 1, 2, 3, 3]
    assert [view.highlight for view in views] == [None, "4", None, "1", None, "4", None, None]
    assert all(view.interview.answers == start.interview.answers for view in views)


@pytest.mark.parametrize(
    "keys", [["n"], ["d"], [Key.DOWN, Key.ENTER], ["x", "a", Key.ENTER], ["s"], ["b"], [Key.RIGHT]]
)
def test_a_change_from_the_review_returns_there(keys: list[Typed]) -> None:
    start = pressed(reviewing(3, **ALL), Key.HOME, Key.ENTER)
    after = pressed(start, *keys)

    assert (start.page, start.interview.position, start.highlight) == (Page.QUESTION, 0, "1")
    assert (after.page, after.row) == (Page.REVIEW, 0)


def test_evidence_added_from_the_review_stays_with_its_question() -> None:
    start = pressed(reviewing(3, **ALL), Key.HOME, Key.DOWN, Key.DOWN, Key.ENTER)

    after = pressed(start, "e", *"memo", Key.ENTER, "3", Key.ENTER)
    back = pressed(after, Key.ENTER)

    confirmed = Answer(OFTEN, "memo", Evidence.CONFIRMED, DAY)
    assert shown(after).answers == {**ALL, "asks": confirmed}
    assert (after.page, after.interview.position) == (Page.QUESTION, 2)
    assert (back.page, back.row) == (Page.REVIEW, 2)


@pytest.mark.parametrize(("start", "row"), [(REVIEW, 1), (OPEN, 1), (FRESH, 0)])
def test_the_review_moves_by_what_there_is_room_for(start: View, row: int) -> None:
    review = start if start.page is Page.REVIEW else pressed(start, "r")

    assert pressed(review, Key.PAGE_UP, seen=FEW).row == row
    assert pressed(review, Key.HOME, Key.PAGE_DOWN, seen=FEW).row == 2


def test_a_text_is_scrolled_by_what_there_is_room_for() -> None:
    keys: list[str | Key] = [" ", " ", Key.UP, Key.PAGE_UP, Key.UP, Key.END, Key.DOWN, Key.HOME]

    views = [replace(TEXT, top=0)]
    for one in keys:
        views.append(pressed(views[-1], one, seen=FEW))

    assert [view.top for view in views] == [0, 2, 3, 2, 0, 0, 3, 3, 0]


def test_a_text_left_far_down_on_a_smaller_screen_scrolls_from_where_it_is_seen() -> None:
    assert pressed(replace(TEXT, top=30), Key.UP, seen=FEW).top == 2


@pytest.mark.parametrize(
    ("keys", "is_finished"),
    [
        (["f"], False),
        (["f", "f"], True),
        (["f", "F"], True),
        (["f", Press("f", is_held=True)], False),
        (["f", Press("f", is_held=True), "f"], True),
        (["f", Key.DOWN, "f"], False),
        (["f", Key.HOME, "f"], False),
        (["f", Key.PAGE_UP, "f"], False),
        (["f", Key.DOWN, "f", "f"], True),
        (["f", Key.ENTER, "b", "f"], False),
        (["f", Key.ENTER, "y", "f"], False),
        (["f", "b", "r", "f"], False),
        (["f", "o", "r", "f"], False),
    ],
)
def test_with_open_questions_f_is_asked_for_twice(keys: list[Typed], is_finished: bool) -> None:
    after = pressed(OPEN, *keys)

    assert (after.interview.phase is Phase.FINISHED) is is_finished


def test_the_first_open_question_is_highlighted_and_opened() -> None:
    warned = pressed(OPEN, "f")
    after = pressed(warned, Key.ENTER, "y")

    assert (warned.row, warned.interview.warned) == (1, True)
    assert shown(after).answers == {**shown(OPEN).answers, "waits": Answer(YES)}
    assert (after.page, after.row, after.interview.warned) == (Page.REVIEW, 1, False)


def test_an_interview_without_any_answer_is_not_finished() -> None:
    after = pressed(FRESH, "r", "f", "f", "f")

    assert after.interview.phase is Phase.REVIEW
    assert after.says == "Nothing is answered yet. Leave: q"


# Whatever is pressed: an independent account of what each press may do

properties = settings(derandomize=True, max_examples=200, deadline=None, database=None)
at_length = settings(properties, max_examples=500)


def _answer(view: View, typed: Event, seen: Seen, old: Answer | None) -> Answer | None:
    """Return what becomes of the answer to the question on screen, worked out afresh."""
    now = view.interview
    if isinstance(typed, Paste) or seen.is_small:
        return old
    text, is_enter = view.editor.text.strip(), typed.key is Key.ENTER
    is_pressed = seen.is_whole and not typed.is_held
    match view.page:
        case Page.NOTE if is_enter and old and (text or old.choice is not Blank.NOT_APPLICABLE):
            return _backed(old.choice, text, old.evidence, old.checked_on)
        case Page.REASON if is_enter and text:
            return Answer(Blank.NOT_APPLICABLE, text)
        case Page.DATE if is_enter and old and (day := _day(text)) and day <= DAY:
            return replace(old, evidence=view.grade, checked_on=day)
        case Page.GRADE if old and typed == Press("1"):
            return replace(old, evidence=Evidence.DESCRIBED, checked_on=None)
        case Page.QUESTION if is_pressed and (choice := _choice(view, typed.key, old)):
            before = old or Answer(choice)
            is_reason = before.choice is Blank.NOT_APPLICABLE and choice is not before.choice
            note = now.draft.strip() or ("" if is_reason else before.note)
            return _backed(choice, note, before.evidence, before.checked_on)
    return old


def _choice(view: View, typed: str | Key, old: Answer | None) -> Option | Blank | None:
    """Return what a key on the page of a question answers."""
    now = view.interview
    position = now.position
    options = [{"1": YES, "2": NO}, {"1": YES, "2": NO}, ASKS.options, MENDS.options][position]
    if typed is Key.ENTER:
        choice = options[view.highlight] if view.highlight else None
        return None if old and old.choice == choice and not now.draft else choice
    if isinstance(typed, Key):
        return None
    letters = {"y": "1", "Y": "1", "n": "2", "N": "2"} if position < 2 else {}
    return Blank.DONT_KNOW if typed in "dD" else options.get(letters.get(typed, typed))


def _backed(
    choice: Option | Blank, note: str, evidence: Evidence, on: datetime.date | None
) -> Answer:
    """Return an answer that is described if it has a note, and claimed if it has none."""
    if isinstance(choice, Blank):
        return Answer(choice, note)
    if evidence in (Evidence.CLAIMED, Evidence.DESCRIBED):
        evidence = Evidence.DESCRIBED if note else Evidence.CLAIMED
    return Answer(choice, note, evidence, on)


def _day(text: str) -> datetime.date | None:
    is_like = len(text) == 10 and text.isascii() and text[4] == text[7] == "-"
    if not (is_like and text.replace("-", "").isdigit() and text.count("-") == 2):
        return None
    try:
        return datetime.date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return None


_KEYS = st.sampled_from([*EVERY_KEY, *LEAVING])
_HELD = st.sampled_from([False, False, False, True])
_TEXTS = st.text(st.characters(exclude_categories=["C"]), max_size=12)
_PASTES = st.builds(Paste, st.sampled_from(["2026-01-02", "y", "- a: [b #c", "n" * 499]) | _TEXTS)
_HABITS: list[list[Typed]] = [
    [Key.DOWN, Key.ENTER],
    [Key.UP, Key.ENTER],
    ["y"],
    ["1"],
    ["3"],
    ["d"],
    ["s"],
    ["b"],
    ["x", "w", Key.ENTER],
    ["x", "v", Key.ESCAPE],
    ["e", "w", Key.ENTER],
    ["e", "v", Key.ESCAPE],
    ["e", "w", Key.ENTER, "y", "2", Key.ENTER],
    ["e", "w", Key.ENTER, Key.DOWN, Key.ENTER, "1"],
    ["e", "v", Key.ENTER, "e", "w", Key.ESCAPE],
    ["e", Key.DELETE_LINE, Key.ENTER],
    ["e", Key.DELETE_LINE, " ", Key.ENTER],
    ["b", "e", "w", Key.ENTER, "1"],
    ["b", "b", "e", "w", Key.ENTER, "2", Key.ENTER],
    ["e", "w", Key.ENTER, "2", Key.ENTER],
    ["b", "e", "w", Key.ENTER, "3", Key.DELETE_LINE, Paste("2026-02-03"), Key.ENTER],
    ["r", Key.HOME, Key.ENTER],
    ["r", Key.HOME, Key.DOWN, Key.ENTER],
    ["r", "b"],
    ["?", Key.DOWN, "1", "b"],
    ["r", "f", Key.UP, "f"],
    ["f"],
]
"""What people press, one key after the other: chance alone seldom gets so far."""
_ONE = st.builds(Press, _KEYS, _HELD) | st.builds(Press, _KEYS) | _PASTES
_BY_CHANCE = _ONE.map(lambda one: list[Event]([one]))
_BY_HABIT = st.sampled_from(_HABITS).map(lambda keys: [event(one) for one in keys])
_PARTS = st.integers(0, 3).flatmap(lambda number: _BY_HABIT if number else _BY_CHANCE)
_EVENTS = st.one_of(st.lists(_PARTS, max_size=8), st.lists(_PARTS, min_size=20, max_size=40)).map(
    lambda parts: [one for part in parts for one in part]
)
_SIZES = st.lists(
    st.sampled_from([SEEN, SEEN, SEEN, FEW, UNSEEN, TOO_SMALL]), min_size=1, max_size=5
)
_STARTS = st.sampled_from(
    [FRESH, FRESH, SCALE, ANSWERED, INAPPLICABLE, DRAFTED, drafted(LEVELS, "half"), REVIEW, OPEN]
)
whatever_is_pressed = given(_STARTS, _EVENTS, _SIZES)

Step: TypeAlias = tuple[View, Event, Seen, View]
_ASIDE = (Page.GRADE, Page.DATE)
"""The pages that are about an answer, also when the interview has moved on."""


def steps(start: View, events: Iterable[Event], sizes: list[Seen]) -> Iterable[Step]:
    """Yield each press with the view before and after it, till the interview is finished."""
    view = start
    for number, one in enumerate(events):
        seen = sizes[number % len(sizes)]
        after = press(view, one, seen)
        if isinstance(after, View):
            yield view, one, seen, after
            view = after
        if view.interview.phase is Phase.FINISHED:
            return


@at_length
@whatever_is_pressed
def test_a_press_answers_the_question_on_screen_or_none(
    start: View, events: list[Event], sizes: list[Seen]
) -> None:
    here = key("listens")
    for before, one, seen, after in steps(start, events, sizes):
        if before.page not in _ASIDE:
            here = before.interview.items[before.interview.position].key
        expected = dict(before.interview.answers)
        if answer := _answer(before, one, seen, expected.get(here)):
            expected[here] = answer

        assert after.interview.answers == expected, one
        others = [other for other in before.interview.answers if other != here]
        assert all(after.interview.answers[k] is before.interview.answers[k] for k in others)


@properties
@whatever_is_pressed
def test_no_note_is_lost_or_goes_to_another_question(
    start: View, events: list[Event], sizes: list[Seen]
) -> None:
    for before, one, _, after in steps(start, events, sizes):
        then, now = before.interview, after.interview
        is_enter = isinstance(one, Press) and one.key is Key.ENTER
        if now.draft != then.draft and before.page not in WRITING:
            assert now.draft == ""
            assert now.answers[then.item.key].note == then.draft.strip(), one
        if now.draft and before.page not in WRITING:
            assert (now.position, now.phase) == (then.position, then.phase), one
        if after.page in (Page.NOTE, Page.REASON) and after.editor.text != before.editor.text:
            assert now.draft == after.editor.text or after.page is not before.page, one
        if before.page in WRITING and after.page not in WRITING and not is_enter:
            assert now.draft == (then.draft if before.page is Page.DATE else before.draft), one
        assert len(now.draft) <= 500


@properties
@whatever_is_pressed
def test_what_is_highlighted_belongs_to_what_is_on_screen(
    start: View, events: list[Event], sizes: list[Seen]
) -> None:
    for before, one, _, after in steps(start, events, sizes):
        now, then = after.interview, before.interview
        answer = now.answers.get(now.items[now.position].key)
        has_arrived = after.page is Page.QUESTION and (
            before.page is Page.REVIEW or now.position != then.position
        )

        if has_arrived:
            offered = now.item.options[after.highlight] if after.highlight else None
            is_option = answer is not None and isinstance(answer.choice, Option)
            assert offered == (answer.choice if answer and is_option else None), one
        elif after.page is Page.QUESTION and before.page is not Page.QUESTION:
            assert after.highlight in (before.highlight, chosen(now)), one
        assert after.highlight is None or after.highlight in now.item.options
        assert 0 <= after.row < len(now.items)
        assert 0 <= after.editor.cursor <= len(after.editor.text)
        if after.page in (Page.QUESTION, Page.REVIEW):
            assert after.page is home(now), one
        if after.page in _ASIDE:
            about = now.answers[now.items[after.about].key]
            assert isinstance(about.choice, Option), one
            assert after.about == (before.about if before.page in _ASIDE else then.position), one


@properties
@whatever_is_pressed
def test_an_interview_is_finished_only_by_whoever_has_seen_what_is_open(
    start: View, events: list[Event], sizes: list[Seen]
) -> None:
    was_told = False
    for before, one, seen, after in steps(start, events, sizes):
        is_f = before.page is Page.REVIEW and one in (Press("f"), Press("F")) and not seen.is_small
        if after.interview.phase is Phase.FINISHED:
            assert is_f
            assert was_told or not before.interview.open
        is_still = (after.page, after.row) == (before.page, before.row)
        was_told = bool(after.interview.open) and (is_f or (was_told and is_still))
        assert not after.interview.warned or was_told


@properties
@whatever_is_pressed
def test_an_interview_that_is_written_and_read_goes_on_where_it_was(
    start: View, events: list[Event], sizes: list[Seen]
) -> None:
    now = start.interview
    for _, _, _, after in steps(start, events, sizes):
        now = after.interview

    response = again(to_response(now, Response(status=Status.OPEN)))
    back = from_response(response, (SMALL,))

    assert (response.status is Status.FINISHED) is (now.phase is Phase.FINISHED)
    assert back.answers == now.answers
    assert back.draft.strip() == now.draft.strip()
    assert back.position == now.position or not now.open or now.phase is Phase.FINISHED
