"""The interview as a whole, from finding its file to the goodbye."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TextIO

from custcheck.answers.store import Store
from custcheck.errors import CustcheckError, InputError, PausedError, StoppedError
from custcheck.interview import opening, partings, sentences
from custcheck.interview.console import Console, EndOfInput
from custcheck.interview.keeping import NOTHING, Keeper, Parting
from custcheck.interview.opening import Opening
from custcheck.interview.request import Request
from custcheck.interview.state import Phase
from custcheck.model import LoadedBank
from custcheck.text import clean

__all__ = ["Held", "Mode", "Request", "conduct", "mode_for"]

_NO_ANSWERS = "No answers came in. Give them line by line, or in a file: --answers FILE"


class Mode(Enum):
    """Who answers, and how."""

    PIPE = auto()
    """Lines from a program or a file."""
    LINES = auto()
    """Lines from a person at a terminal."""
    KEYS = auto()
    """Single keys from a person, on the whole screen."""


def mode_for(stdin: TextIO, stderr: TextIO, environ: Mapping[str, str], *, plain: bool) -> Mode:
    """Return how to ask: by keys where a person sits at a terminal that can do it.

    ``ACCESSIBLE`` asks for lines, as screen readers follow them better.
    """
    if not (stdin.isatty() and stderr.isatty()):
        return Mode.PIPE
    is_accessible = environ.get("ACCESSIBLE", "").casefold() not in {"", "0", "false"}
    is_simple = environ.get("TERM", "") in {"", "dumb"}
    if plain or is_accessible or is_simple or sys.platform == "win32":
        return Mode.LINES
    return Mode.KEYS


@dataclass(frozen=True, slots=True)
class Held:
    """An interview that was held to its end."""

    path: Path
    """The finished answer file."""
    banks: tuple[LoadedBank, ...]
    """The banks that it covers."""
    answers_arguments: tuple[str, ...]
    """The options by which a report is made of it again."""
    say_goodbye: Callable[[Sequence[Path]], None]
    """Says where the answers are, and the files that were written, and what comes next."""


def conduct(request: Request, stdin: TextIO, stderr: TextIO, mode: Mode) -> Held:
    """Hold an interview to its end.

    Raises:
        PausedError: when it was left early; what was answered is saved.
        InputError: when a piped line, a name or a file cannot be used, or another process has it.
        OutputError: when the answers cannot be saved anywhere.
        StoppedError: again, after a signal, when all is saved.
    """
    console = Console(stdin, stderr, is_terminal=mode is not Mode.PIPE)
    begun: Opening | None = None
    try:
        path = opening.existing(request, console)
        if path is None:
            begun = opening.begin(request, console)
            path = opening.new_path(request, begun.response.organisation)
    except (EndOfInput, StoppedError) as left:
        console.say(NOTHING)  # only a person is asked so early
        if isinstance(left, StoppedError):
            raise
        raise PausedError from None
    warnings: list[str] = []
    with Store(path, warnings.append) as store:
        start = begun or _resumed(store, path, request, console)
        start = replace(start, notices=(*warnings, *start.notices))
        keeper = Keeper(request, console, store, path, start)
        with _saved_whatever_happens(keeper, console):
            _talk(keeper, console, stdin, stderr, mode, is_new=begun is not None)
    again = partings.answers_arguments(path, start, request)
    return Held(path, start.banks, again, partial(_say_goodbye, keeper, console))


def _talk(
    keeper: Keeper, console: Console, stdin: TextIO, stderr: TextIO, mode: Mode, *, is_new: bool
) -> None:
    if mode is Mode.KEYS:
        from custcheck.interview.key_mode import KeyMode  # late: not every system has terminals

        KeyMode(keeper, console, stdin, stderr, is_new=is_new).converse()
    else:
        from custcheck.interview.line_mode import LineMode

        LineMode(keeper, console, is_new=is_new).converse()


def _resumed(store: Store, path: Path, request: Request, console: Console) -> Opening:
    start = opening.resume(store.read(), path, request)
    try:
        return opening.extended(start, request, console)
    except (EndOfInput, StoppedError) as left:
        console.say("The audit is as it was.")
        if isinstance(left, StoppedError):
            raise
        raise PausedError from None


@contextmanager
def _saved_whatever_happens(keeper: Keeper, console: Console) -> Iterator[None]:
    """Save once more at every way out, and say where."""
    try:
        try:
            yield
        except EndOfInput:
            _input_ended(keeper, console)
    except CustcheckError:
        raise  # it says itself what was saved
    except (StoppedError, Exception):
        _say_where(keeper, console)
        raise


def _input_ended(keeper: Keeper, console: Console) -> None:
    """Finish where a pipe answered everything; else save and say how to go on.

    Raises:
        PausedError: when it is saved.
        InputError: when a pipe brought no answer.
    """
    is_pipe = not console.is_terminal
    if is_pipe and not keeper.begun:
        raise InputError(_NO_ANSWERS)
    if is_pipe and not keeper.interview.open:
        keeper.finish()
    parting = keeper.leave()
    if keeper.interview.phase is Phase.FINISHED and not keeper.unsaved:
        return
    if is_pipe:
        raise PausedError(parting.text)
    console.say(parting.text, whole=parting.whole)
    raise PausedError


def _say_where(keeper: Keeper, console: Console) -> None:
    """Save after a signal or a bug; nothing may hide the signal itself."""
    try:
        parting = keeper.leave()
    except CustcheckError as error:
        parting = Parting(str(error))
    console.say(parting.text, whole=parting.whole)


def _say_goodbye(keeper: Keeper, console: Console, written: Sequence[Path]) -> None:
    path = clean(str(keeper.path))
    console.say("", sentences.goodbye(path), whole=(path,))
    for name in (clean(str(report)) for report in written):
        console.say(sentences.report_in(name), whole=(name,))
    if console.is_terminal:
        steps = partings.next_steps(keeper.path, keeper.start, keeper.interview, keeper.request)
        for what, command in steps:
            console.say(f"{what}: {command}", whole=(command,))
