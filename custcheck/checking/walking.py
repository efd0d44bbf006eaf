"""Which files a check reads: those that were named, and what lies in the folders that were."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from custcheck.errors import InputError
from custcheck.source import MAX_BYTES, Source, read_file
from custcheck.text import clean

STDIN = Path("-")

_SAYS_CUSTCHECK = re.compile(rb"(?:^|[\r\n])[^\w#\r\n]{0,9}custcheck[\"']?[ \t]*:")
"""How one of our files shows, even one that cannot be read as YAML."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to check."""

    path: Path
    is_named: bool
    """Whether it was named, and not found in a folder."""
    is_stdin: bool = False
    """Whether its text comes from standard input; the path only names it."""

    @property
    def shown(self) -> str:
        """The path as problems show it."""
        return clean(str(self.path))

    def read(self) -> bytes:
        """Return the file's bytes, at most one over the limit.

        Raises:
            InputError: when it cannot be read.
        """
        if not self.is_stdin:
            return read_file(self.path)
        try:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        except OSError as error:
            raise InputError(f"Standard input cannot be read: {error.strerror}.") from error


def files_in(paths: Sequence[Path], stdin_filename: str | None = None) -> tuple[File, ...]:
    """Return each file once, the named ones first.

    ``-`` is standard input, under the name that it was given; a file of that name is not read.

    Raises:
        InputError: when a folder cannot be looked into.
    """
    chosen = paths or (_default_path(),)
    folders = [path for path in chosen if path != STDIN and _is_folder(path)]
    named = [_named(path, stdin_filename) for path in chosen if path not in folders]
    named.sort(key=lambda file: not file.is_stdin)
    inside = (File(path, is_named=False) for folder in folders for path in sorted(_yaml_in(folder)))
    first: dict[str, File] = {}
    for file in (*named, *inside):
        first.setdefault(os.path.realpath(file.path), file)
    return tuple(first.values())


def is_ours(source: Source, raw: bytes) -> bool:
    """Tell whether a file that was found in a folder is, or was meant to be, one of ours."""
    if source.data is not None:
        return "custcheck" in source.data
    return _SAYS_CUSTCHECK.search(raw.replace(b"\0", b"")) is not None


def may_be_ours(raw: bytes) -> bool:
    """Tell whether a file is worth reading: one without this word is none of ours."""
    return b"custcheck" in raw or b"\0" in raw[:4096]


def nothing_in(paths: Sequence[Path]) -> InputError:
    """Return the reason to stop where there is no file of ours."""
    names = ", ".join(f'"{clean(str(path))}"' for path in paths or (_default_path(),))
    return InputError(f"There is no questionnaire file in {names}.")


def _named(path: Path, stdin_filename: str | None) -> File:
    if path != STDIN:
        return File(path, is_named=True)
    return File(Path(stdin_filename or "stdin"), is_named=True, is_stdin=True)


def _default_path() -> Path:
    folder = Path("questionnaires")
    return folder if folder.is_dir() else Path()


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; one that cannot even be asked is left to the reader."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _yaml_in(folder: Path) -> Iterator[Path]:
    """Yield the YAML files below a folder; hidden folders are left alone.

    Raises:
        InputError: when a folder cannot be looked into.
    """

    def stop(error: OSError) -> None:
        name = clean(str(Path(error.filename)))
        raise InputError(f'"{name}" cannot be read: permission denied.')

    for root, folders, names in os.walk(folder, onerror=stop):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(root, name) for name in names if name.endswith((".yaml", ".yml")))
        yield from (file for file in files if file.is_file())
