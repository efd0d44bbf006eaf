"""The interview in line mode, from the first question to the goodbye."""

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from custcheck.answers.places import remember
from custcheck.answers.store import Store
from custcheck.answers.writing import to_yaml
from custcheck.errors import CustcheckError, InputError, OutputError, PausedError, StoppedError
from custcheck.files import write_atomically
from custcheck.interview import opening, partings, sentences
from custcheck.interview.commands import Command, Give, Go, Refusal, Review
from custcheck.interview.console import Console, EndOfInput
from custcheck.interview.lines import Aside, Parsed, Unclear, parse, parse_reason
from custcheck.interview.opening import Opening
from custcheck.interview.request import Request
from custcheck.interview.state import (
    Interview,
    Item,
    Phase,
    apply,
    from_response,
    to_response,
)
from custcheck.model import LoadedBank, Response, Status
from custcheck.text import clean

__all__ = ["Held", "Request", "conduct"]

_NOTHING = "Nothing was answered, so nothing was saved."
_NO_ANSWERS = "No answers came in. Give them line by line, or in a file: --answers FILE"


@dataclass(frozen=True, slots=True)
class Held:
    """An interview that was held to its end."""

    path: Path
    """The finished answer file."""
    banks: tuple[LoadedBank, ...]
    """The banks that it covers."""


def conduct(request: Request, stdin: TextIO, stderr: TextIO, *, is_terminal: bool) -> Held:
    """Hold an interview to its end.

    Raises:
        PausedError: when it was left early; what was answered is saved.
        InputError: when a piped line, a name or a file cannot be used, or another process has it.
        OutputError: when the answers cannot be saved anywhere.
        StoppedError: again, after a signal, when all is saved.
    """
    console = Console(stdin, stderr, is_terminal=is_terminal)
    begun: Opening | None = None
    try:
        path = opening.existing(request, console)
        if path is None:
            begun = opening.begin(request, console)
            path = opening.new_path(request, begun.response.organisation)
    except (EndOfInput, StoppedError) as left:
        console.say(_NOTHING)  # only a person is asked so early
        if isinstance(left, StoppedError):
            raise
        raise PausedError from None
    with Store(path, console.say) as store:
        start = begun or opening.resume(store.read(), path, request)
        session = _Session(request, console, store, path, start)
        session.greet(is_new=begun is not None)
        session.hold()
    return Held(path, start.banks)


@dataclass(frozen=True, slots=True)
class _Parting:
    """Where an interview that was left is saved."""

    text: str
    whole: tuple[str, ...] = ()
    """What of it is to be copied, and is not broken."""


class _Session:
    """One interview: what is known, where it is saved, and to whom it speaks."""

    def __init__(
        self, request: Request, console: Console, store: Store, path: Path, start: Opening
    ) -> None:
        self.request = request
        self.console = console
        self.store = store
        self.path = path
        self.start = start
        self.interview = from_response(start.response, start.banks)
        self.kept = start.kept
        """What the file says already; None from the first change on."""
        self.unsaved = False
        """Whether the last save failed."""
        self.shown: tuple[Phase, int] | None = None
        """What was shown last; None to show it again."""
        self.reviewed = False
        """Whether all answers were shown: then a change does not show them all again."""
        self.part_of: Item | None = None
        """The question asked last, whose bank and group need no new heading."""
        self.remembered = False

    def greet(self, *, is_new: bool) -> None:
        """Say what is to come, and once how to answer."""
        organisation = self.start.response.organisation
        if is_new:
            self.console.say(sentences.greeting(organisation, len(self.interview.items)))
        else:
            self.console.say(*sentences.resumed(self.interview, organisation))
            self.console.say(*self.start.notices)
        if self.console.is_terminal:
            if self.start.has_comments:
                self.console.say(sentences.COMMENTS_GO)
            self.console.say(*sentences.HINTS)

    def hold(self) -> None:
        """Ask until all is finished and saved; save once more whatever happens."""
        try:
            try:
                self._save()  # what the request itself changes: more banks, another name
                self._converse()
            except EndOfInput:
                self._input_ended()
        except StoppedError:
            self._stopped()
            raise
        self._farewell()

    def _farewell(self) -> None:
        path = clean(str(self.path))
        self.console.say("", sentences.goodbye(path), whole=(path,))
        if self.console.is_terminal:
            steps = partings.next_steps(self.path, self.start, self.interview, self.request)
            for what, command in steps:
                self.console.say(f"{what}: {command}", whole=(command,))
            self.console.say("")  # the report may follow on the same screen

    def _converse(self) -> None:
        while self.interview.phase is not Phase.FINISHED:
            self._show()
            in_review = self.interview.phase is Phase.REVIEW
            line = self.console.ask("Review:" if in_review else "Answer:")
            if self.unsaved:
                self._save()
            self._take(line)
        while self.unsaved:
            opening.ask(self.console, "Enter to try again, or quit:")
            self._save()

    def _show(self) -> None:
        now = self.interview.phase, self.interview.position
        if now == self.shown:
            return
        self.shown = now
        self.console.say("")
        if self.interview.phase is Phase.REVIEW:
            says = sentences.brief_review if self.reviewed else sentences.review
            self.console.say(*says(self.interview))
            self.reviewed = True
            return
        if sentences.starts_part(self.interview, self.part_of):
            self.console.say(sentences.heading(self.interview))
        self.part_of = self.interview.item
        self.console.say(*sentences.question(self.interview))

    def _take(self, line: str) -> None:
        """Do what a line asks for."""
        day = self.start.response.date or self.request.today
        self._obey(line, parse(line, self.interview, day))

    def _obey(self, line: str, parsed: Parsed) -> None:
        match parsed:
            case Unclear(says):
                self._not_taken(line, says)
            case Aside.AGAIN:
                self.shown, self.reviewed = None, False
            case Aside.WHY if self.interview.phase is Phase.ASKING:
                self.console.say(*sentences.why(self.interview.item))
            case Aside.WHY:
                self._not_taken(line, sentences.REFUSALS[Refusal.NO_QUESTION_HERE])
            case Aside.HELP:
                self.console.say(*sentences.HELP)
            case Aside.QUIT:
                raise EndOfInput
            case Go() if line.isdecimal() and not self.console.is_terminal:
                self._not_taken(line, "There is no question left to answer with it.")
            case Review():
                self.shown, self.reviewed = None, False
                self._do(line, parsed)
            case _:
                self._do(line, parsed)

    def _do(self, line: str, command: Command) -> None:
        before = self.interview
        match apply(before, command):
            case Refusal.NEEDS_REASON if isinstance(command, Give) and self.console.is_terminal:
                self._ask_reason(command)
            case Refusal() as refusal:
                self._not_taken(line, sentences.REFUSALS[refusal])
            case Interview() as after:
                self.interview = after
                if isinstance(command, Go):
                    self.shown = None  # also where the question is on screen already
                self._save()
                if says := sentences.recorded(before, command, after):
                    self.console.say(says)
                if after.warned:
                    self._show()
                    self.console.say(sentences.warning(after))

    def _ask_reason(self, command: Give) -> None:
        places = {item.key: item for item in self.interview.items}
        item = places[command.key] if command.key else self.interview.item
        while True:
            line = self.console.ask("Why does it not apply?")
            match parse_reason(line, item):
                case str(reason):
                    return self._do(line, replace(command, note=reason))
                case Unclear(says):
                    self.console.say(says)
                case Aside.HELP:
                    self.console.say(*sentences.HELP)
                case Aside.WHY:
                    self.console.say(*sentences.why(item))
                case instead:
                    return self._obey(line, instead)

    def _not_taken(self, line: str, says: str) -> None:
        """Tell a person what to type instead; stop a pipe, where guessing would shift answers."""
        if self.console.is_terminal:
            self.console.say(says)
            return
        where = ""
        if self.interview.phase is Phase.ASKING:
            item = self.interview.item
            where = f', at question {self.interview.position + 1} ("{item.key[1]}")'
        saved = f" {self._saved(self.path).text}" if self._begun else ""
        raise InputError(f'Line {self.console.line}, "{line[:60]}"{where}: {says}{saved}')

    @property
    def _begun(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.interview.answers or self.interview.draft)

    def _save(self) -> None:
        if not self._begun:
            return
        try:
            self._keep(to_response(self.interview, self.start.response))
        except OutputError as error:
            self.console.say(
                f"NOT SAVED: {error} Your answers are kept here; press Enter to try again."
            )
            return
        if not self.remembered:
            remember(self.path, self.request.environ)
            self.remembered = True

    def _keep(self, response: Response) -> None:
        """Write, unless nothing has changed. In a finished audit, a place is no change."""
        now = response
        if self.kept is not None and self.kept.status is Status.FINISHED:
            now = replace(response, status=Status.FINISHED, at=None)
        if now == self.kept:
            return
        self.kept = None
        self.unsaved = True
        self.store.save(response)
        self.unsaved = False

    def _input_ended(self) -> None:
        """Finish where a pipe answered everything; else save and say how to go on.

        Raises:
            PausedError: when it is saved.
            InputError: when a pipe brought no answer.
        """
        is_pipe = not self.console.is_terminal
        if is_pipe and not self._begun:
            raise InputError(_NO_ANSWERS)
        if is_pipe and not self.interview.open:
            self.interview = replace(self.interview, phase=Phase.FINISHED, draft="")
        parting = self._leave()
        if self.interview.phase is Phase.FINISHED and not self.unsaved:
            return
        if is_pipe:
            raise PausedError(parting.text)
        self.console.say(parting.text, whole=parting.whole)
        raise PausedError

    def _stopped(self) -> None:
        """Save once more after a signal, and say where; nothing may hide the signal itself."""
        try:
            parting = self._leave()
        except CustcheckError as error:
            parting = _Parting(str(error))
        self.console.say(parting.text, whole=parting.whole)

    def _leave(self) -> _Parting:
        """Save what is in memory, and return the line that says where.

        Raises:
            InputError: when someone else changed the file.
            OutputError: when it can be saved nowhere; then it is printed.
        """
        if not self._begun:
            return _Parting(_NOTHING)
        response = to_response(self.interview, self.start.response)
        try:
            self._keep(response)
            remember(self.path, self.request.environ)
            return self._saved(self.path)
        except OutputError as error:
            return self._rescue(to_yaml(response), error)

    def _rescue(self, text: str, error: OutputError) -> _Parting:
        """Put the answers where there is room, or at the worst on the screen."""
        try:
            folder = Path(tempfile.gettempdir())
            path = folder / f"custcheck-{os.getpid()}-{self.path.name}"
            write_atomically(path, text, mode=0o600)
        except (OSError, OutputError):
            self.console.print(["", *text.splitlines(), ""])
            raise OutputError(
                f"NOT SAVED: {error} Your answers are printed above. Keep them in a file, and go "
                "on with: custcheck audit --resume FILE"
            ) from error
        parting = self._saved(path)
        return replace(parting, text=f"{error} {parting.text}")

    def _saved(self, path: Path) -> _Parting:
        organisation, name = self.start.response.organisation, clean(str(path))
        command = partings.resume_command(path, organisation, self.request)
        how_far = sentences.progress(self.interview)
        return _Parting(
            f"Saved {how_far} answers in {name}. Resume: {command}", whole=(name, command)
        )
