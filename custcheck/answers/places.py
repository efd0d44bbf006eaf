"""Where audits are kept, and which was used last."""

import contextlib
import datetime
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from custcheck.errors import InputError, OutputError
from custcheck.files import reason, write_atomically
from custcheck.model import Status
from custcheck.source import parse, read_file
from custcheck.text import clean, iso_day, slug


@dataclass(frozen=True, slots=True)
class Audit:
    """An answer file in the folder of audits, as far as a list needs it."""

    path: Path
    organisation: str
    status: Status
    date: datetime.date | None
    saved: float
    """When it was last written, in seconds since 1970."""

    def is_of(self, name: str) -> bool:
        """Tell whether it is about the organisation of this name, or of this slug."""
        if self.organisation.casefold() == name.strip().casefold():
            return True
        return slug(name) != "" and slug(self.organisation) == slug(name)


def file_stem(organisation: str) -> str:
    """Return an organisation's name as a file name can hold it."""
    return slug(organisation) or "audit"


def audits_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder that holds this person's audits."""
    return _base(environ, "XDG_DATA_HOME", ".local/share") / "custcheck" / "audits"


def make_audits_folder(environ: Mapping[str, str]) -> Path:
    """Make the folder of audits, for its owner's eyes only, and return it.

    Raises:
        OutputError: when it cannot be made.
    """
    folder = audits_folder(environ)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        says = f'"{clean(str(folder))}" cannot be made: {reason(error)}'
        raise OutputError(f"{says} Name a file of your own with --file.") from error
    return folder


def default_path(organisation: str, day: datetime.date, environ: Mapping[str, str]) -> Path:
    """Return where a new audit is saved unless it is told otherwise; the name is not taken yet."""
    folder, stem = audits_folder(environ), f"{file_stem(organisation)}-{day.isoformat()}"
    number = 1
    while True:
        path = folder / (f"{stem}-{number}.yaml" if number > 1 else f"{stem}.yaml")
        # A lock without a file: another audit of that name is on its first question.
        if not path.exists() and not lock_of(path).exists():
            return path
        number += 1


def lock_of(path: Path) -> Path:
    """Return the lock that stands beside an answer file."""
    return path.with_name(f"{path.name}.lock")


def audits(environ: Mapping[str, str]) -> tuple[Audit, ...]:
    """Return the audits that can be read, the last saved first."""
    found = [audit for path in audits_folder(environ).glob("*.yaml") if (audit := audit_at(path))]
    return tuple(sorted(found, key=lambda audit: (-audit.saved, audit.path)))


def audit_at(path: Path) -> Audit | None:
    """Return the audit in a file, or None where the file holds none."""
    try:
        data = parse(read_file(path), str(path)).data or {}
        saved = path.stat().st_mtime
    except (OSError, InputError):
        return None
    if data.get("kind") != "answers":
        return None
    name, is_open = data.get("organisation"), data.get("status") == Status.OPEN.value
    day = data.get("date")
    return Audit(
        path=path,
        organisation=clean(name).strip() if isinstance(name, str) else "",
        status=Status.OPEN if is_open else Status.FINISHED,
        date=iso_day(day) if isinstance(day, str) else None,
        saved=saved,
    )


def open_audits(environ: Mapping[str, str]) -> tuple[Audit, ...]:
    """Return the audits that wait to be finished, the last saved first."""
    return tuple(audit for audit in audits(environ) if audit.status is Status.OPEN)


def remember(path: Path, environ: Mapping[str, str]) -> None:
    """Note the audit used last. That is a convenience: where it cannot be kept, it is not."""
    note = _last_used_note(environ)
    with contextlib.suppress(OSError, OutputError):
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(note, f"{path.absolute()}\n", mode=0o600)


def last_used(environ: Mapping[str, str]) -> Path | None:
    """Return the audit used last, where it still exists."""
    try:
        name = _last_used_note(environ).read_text(encoding="utf-8").rstrip("\n")
        path = Path(name)
        return path if name and path.is_file() else None
    except (OSError, ValueError):
        return None


def _last_used_note(environ: Mapping[str, str]) -> Path:
    return _base(environ, "XDG_STATE_HOME", ".local/state") / "custcheck" / "last-audit"


def _base(environ: Mapping[str, str], variable: str, below_home: str) -> Path:
    """Return a base folder; XDG tells us to ignore a relative one."""
    if sys.platform == "win32":
        local = environ.get("LOCALAPPDATA", "")
        return Path(local) if Path(local).is_absolute() else Path.home() / "AppData" / "Local"
    given = environ.get(variable, "")
    if Path(given).is_absolute():
        return Path(given)
    return Path(environ.get("HOME") or Path.home()) / below_home
