"""What the command line asks of an interview."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from custcheck.model import Extent, LoadedBank


@dataclass(frozen=True, slots=True)
class Request:
    """An interview that is wanted."""

    banks: tuple[LoadedBank, ...]
    """What a new audit asks."""
    bank_arguments: tuple[str, ...]
    """The values of ``--bank`` as typed."""
    all_banks: bool
    """Whether ``banks`` is every shipped one because of ``--all``."""
    extent: Extent | None
    """None: a person at a terminal chooses first; a pipe gets everything."""
    role: str | None
    organisation: str | None
    """None: a person is asked; a pipe never is."""
    today: datetime.date
    targets: Mapping[str, int]
    file: Path | None
    resume: str | None
    """None: not asked for; empty: the last one; else a name, a slug or a path."""
    new: bool
    environ: Mapping[str, str]
    report_arguments: tuple[str, ...]
    """The options that shape the report, as they would be typed to get the same one again."""
    resume_arguments: tuple[str, ...]
    """The same for an interview that goes on, and ends in that report."""

    @property
    def given(self) -> tuple[LoadedBank, ...]:
        """The banks that an audit which goes on is to cover too; banks of one's own among them."""
        return self.banks if self.bank_arguments or self.all_banks else ()
