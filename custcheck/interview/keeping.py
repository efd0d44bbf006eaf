"""What is known of an interview, and the file that keeps it."""

import datetime
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from custcheck.answers.places import remember
from custcheck.answers.store import Store
from custcheck.answers.writing import to_yaml
from custcheck.errors import OutputError
from custcheck.files import write_atomically
from custcheck.interview import partings, sentences
from custcheck.interview.console import Console
from custcheck.interview.opening import Opening
from custcheck.interview.request import Request
from custcheck.interview.state import Interview, Phase, from_response, to_response
from custcheck.model import Response, Status
from custcheck.text import clean

NOTHING = "Nothing was answered, so nothing was saved."


@dataclass(frozen=True, slots=True)
class Parting:
    """Where an interview that was left is saved."""

    text: str
    whole: tuple[str, ...] = ()
    """What of it is to be copied, and is not broken."""


class Keeper:
    """One interview as it stands now, and its way to the disk."""

    def __init__(
        self, request: Request, console: Console, store: Store, path: Path, start: Opening
    ) -> None:
        self.request = request
        self.start = start
        self.path = path
        self.interview = from_response(start.response, start.banks)
        self.unsaved = False
        """Whether the last save failed."""
        self._console = console
        self._store = store
        self._on_file = start.kept
        """What the file says already; None from the first change on."""
        self._saved: Interview | None = None
        """What was saved last."""
        self._remembered = False

    @property
    def day(self) -> datetime.date:
        """The audit's date: of evidence that is checked without a date of its own."""
        return self.start.response.date or self.request.today

    @property
    def begun(self) -> bool:
        """Whether there is anything to save."""
        if self._saved is not None or self.start.response.draft:
            return True  # what is taken back is to go from the file too
        return bool(self.interview.answers or self.interview.draft)

    def save(self) -> None:
        """Write where the interview stands, once anything is answered.

        Raises:
            InputError: when someone else changed the file.
            OutputError: when it cannot be written; then it is ``unsaved``.
        """
        if not self.begun or (self.interview is self._saved and not self.unsaved):
            return
        self._write(to_response(self.interview, self.start.response))
        self._saved = self.interview
        if not self._remembered:
            remember(self.path, self.request.environ)
            self._remembered = True

    def leave(self) -> Parting:
        """Save what is in memory, and return the line that says where.

        Raises:
            InputError: when someone else changed the file.
            OutputError: when it can be saved nowhere; then it is printed.
        """
        if not self.begun:
            return Parting(NOTHING)
        response = to_response(self.interview, self.start.response)
        try:
            self._write(response)
            remember(self.path, self.request.environ)
            return self.saved_in(self.path)
        except OutputError as error:
            return self._rescue(to_yaml(response), error)

    def finish(self) -> None:
        """End an interview that asks nothing more, as a pipe does after its last line."""
        self.interview = replace(self.interview, phase=Phase.FINISHED, draft="")

    def saved_in(self, path: Path) -> Parting:
        """Return how far the interview is, where it is saved, and how to go on with it."""
        organisation, name = self.start.response.organisation, clean(str(path))
        command = partings.resume_command(path, organisation, self.request)
        how_far = sentences.progress(self.interview)
        return Parting(
            f"Saved {how_far} answers in {name}. Resume: {command}", whole=(name, command)
        )

    def _write(self, response: Response) -> None:
        """Write, unless nothing has changed. In a finished audit, a place is no change."""
        now = response
        if self._on_file is not None and self._on_file.status is Status.FINISHED:
            now = replace(response, status=Status.FINISHED, at=None)
        if now == self._on_file:
            return
        self._on_file = None
        self.unsaved = True
        self._store.save(response)
        self.unsaved = False

    def _rescue(self, text: str, error: OutputError) -> Parting:
        """Put the answers where there is room, or at the worst on the screen."""
        try:
            folder = Path(tempfile.gettempdir())
            path = folder / f"custcheck-{os.getpid()}-{self.path.name}"
            write_atomically(path, text, mode=0o600)
        except (OSError, OutputError):
            self._console.print(["", *text.splitlines(), ""])
            raise OutputError(
                f"NOT SAVED: {error} Your answers are printed above. Keep them in a file, and go "
                "on with: custcheck audit --resume FILE"
            ) from error
        parting = self.saved_in(path)
        return replace(parting, text=f"{error} {parting.text}")
