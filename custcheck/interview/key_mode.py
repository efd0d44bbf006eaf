"""The interview on the whole screen, key by key: read, press, save, paint."""

import signal
from collections.abc import Sequence
from dataclasses import replace
from typing import TextIO, assert_never

from custcheck.errors import OutputError, StoppedError
from custcheck.interview import key_sentences, sentences
from custcheck.interview.console import Console, EndOfInput
from custcheck.interview.full_screen import FullScreen, undisturbed
from custcheck.interview.keeping import Keeper
from custcheck.interview.keys import Event
from custcheck.interview.press import Leave, leaving, press
from custcheck.interview.screen.draw import draw
from custcheck.interview.screen.frame import Frame
from custcheck.interview.state import Phase
from custcheck.interview.view import WRITING, Page, Seen, View, chosen, home


class KeyMode:
    """One interview on the whole screen."""

    def __init__(
        self, keeper: Keeper, console: Console, stdin: TextIO, stderr: TextIO, *, is_new: bool
    ) -> None:
        self._keeper = keeper
        self._console = console
        self._screen = FullScreen(stdin, stderr)
        self._view = _first_view(keeper, is_new=is_new)
        self._unsaved: View | None = None
        """The view that is to be shown once it is saved."""

    def converse(self) -> None:
        """Ask until all is finished and saved.

        Raises:
            EndOfInput: when the respondent leaves, or the terminal is gone.
            InputError: when someone else changed the file.
            StoppedError: for Ctrl-C, as for the signal.
        """
        self._console.say(key_sentences.FULL_SCREEN)
        with undisturbed(), self._screen:
            # What the request itself changes is saved first: more banks, another name.
            self._view = self._save(self._view)
            while self._view.interview.phase is not Phase.FINISHED:
                frame = self._drawn()
                self._screen.paint(frame)
                self._take(self._screen.events(), frame.seen)

    def _drawn(self) -> Frame:
        size = self._screen.size()
        return draw(self._view, size, self._screen.canvas(size))

    def _take(self, events: Sequence[Event], seen: Seen) -> None:
        """Do what was pressed, one key after the other, each on what was seen as it was pressed.

        What came in together with a key that turned the page was pressed before the page was
        seen, so it does nothing there, unless it is text, or leaves.
        """
        start = _place(self._view)
        for number, event in enumerate(events, start=1):
            is_unseen = _place(self._view) != start and self._view.page not in WRITING
            if is_unseen and leaving(self._view, event, seen) is None:
                self._view = replace(self._view, says=key_sentences.TYPED_AHEAD)
                continue
            if self._view.interview.phase is Phase.FINISHED:
                return
            if self._unsaved is not None:
                self._try_again(event, self._unsaved)
                continue
            match press(self._view, event, seen):
                case Leave() as way:
                    self._leave(way)
                case View() as after:
                    self._keeper.interview = after.interview
                    # A text that comes in faster than it can be saved is saved as a whole.
                    is_typing = after.page in WRITING and number < len(events)
                    self._view = after if is_typing else self._save(after)

    def _save(self, after: View) -> View:
        """Return what to show: the view, once it is saved; else the one before."""
        try:
            self._keeper.save()
        except OutputError as error:
            self._unsaved = after
            return replace(self._view, says=key_sentences.unsaved(error))
        self._unsaved = None
        return after

    def _try_again(self, event: Event, unsaved: View) -> None:
        """Save what could not be saved; the key itself does nothing more, unless it leaves."""
        if way := leaving(self._view, event, Seen()):
            self._leave(way)
            return
        after = self._save(unsaved)
        is_saved = self._unsaved is None
        self._view = replace(after, says=key_sentences.SAVED_NOW) if is_saved else after

    def _leave(self, way: Leave) -> None:
        match way:
            case Leave.QUIT:
                raise EndOfInput
            case Leave.INTERRUPT:
                raise StoppedError(signal.SIGINT)
            case Leave.SUSPEND:
                self._view = self._save(self._view)  # what was typed just before
                self._screen.suspend()
            case Leave.REDRAW:
                self._screen.redraw()
            case _:
                assert_never(way)


def _place(view: View) -> tuple[Page, int]:
    return view.page, view.interview.position


def _first_view(keeper: Keeper, *, is_new: bool) -> View:
    """Return where the interview starts: with what its respondent should know first."""
    interview, start = keeper.interview, keeper.start
    view = View(
        interview,
        keeper.day,
        organisation=start.response.organisation,
        page=home(interview),
        highlight=chosen(interview),
        row=interview.position,
        says="" if is_new else key_sentences.resumed(interview),
    )
    notices = (*start.notices, *([sentences.COMMENTS_GO] if start.has_comments else []))
    if not notices:
        return view
    text = tuple(pair for notice in notices for pair in (("", notice), ("", "")))
    return replace(view, page=Page.TEXT, title=key_sentences.FIRST, text=text, way_on="Enter go on")
