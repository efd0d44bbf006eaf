"""Which files a check reads: those that were named, and what lies in the folders that were."""

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from custcheck.errors import InputError
from custcheck.parsing import KINDS
from custcheck.source import MAX_BYTES, Source, read_file
from custcheck.text import clean

STDIN = Path("-")

_SAYS_CUSTCHECK = re.compile(rb"(?:^|[\r\n])[^\w#\r\n]{0,9}custcheck[\"']?[ \t]*:")
"""How one of our files shows, even one that cannot be read as YAML."""


_PARTS, _LISTS = ("questions", "dimensions", "answers"), (tuple, dict)
"""What one of our files is about."""


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

    @property
    def real(self) -> str:
        """The path without symlinks, by which a file is known under every name."""
        return os.path.realpath(self.path)

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
    folders = folders_in(paths)
    named = [_named(path, stdin_filename) for path in paths if path not in folders]
    named.sort(key=lambda file: not file.is_stdin)
    inside = (File(path, is_named=False) for folder in folders for path in sorted(_yaml_in(folder)))
    first: dict[str, File] = {}
    for file in (*named, *inside):
        first.setdefault(file.real, file)
    return tuple(first.values())


def folders_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return those of the paths that are folders."""
    return tuple(path for path in paths if path != STDIN and _is_folder(path))


def is_yaml(name: str) -> bool:
    """Tell whether a path in a folder is one that a check looks at: no hidden one is."""
    return name.casefold().endswith((".yaml", ".yml")) and "/." not in f"/{name}"


def is_ours(source: Source, raw: bytes) -> bool:
    """Tell whether a file that was found in a folder is, or was meant to be, one of ours."""
    if source.data is not None:
        return "custcheck" in source.data or _looks_like_ours(source.data)
    return _SAYS_CUSTCHECK.search(raw.replace(b"\0", b"")) is not None


def may_be_ours(raw: bytes) -> bool:
    """Tell whether a file is worth reading: one without these words is none of ours."""
    return b"custcheck" in raw or b"kind:" in raw or b"\0" in raw[:4096]


def _looks_like_ours(data: Mapping[str, object]) -> bool:
    """Tell whether a file without the key "custcheck", or with a misspelt one, was meant for us."""
    kind = data.get("kind")
    is_known = isinstance(kind, str) and kind in KINDS
    return is_known and any(isinstance(data.get(key), _LISTS) for key in _PARTS)


def nothing_in(paths: Sequence[Path]) -> InputError:
    """Return the reason to stop where there is no file of ours."""
    names = ", ".join(f'"{clean(str(path))}"' for path in paths)
    return InputError(f"There is no questionnaire file in {names}.")


def _named(path: Path, stdin_filename: str | None) -> File:
    if path != STDIN:
        return File(path, is_named=True)
    return File(Path(stdin_filename or "stdin"), is_named=True, is_stdin=True)


def default_path() -> Path:
    """Return the folder that is checked when none is named."""
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
        says = (error.strerror or "it cannot be listed").lower()
        raise InputError(f'"{name}" cannot be read: {says}.')

    for root, folders, names in os.walk(folder, onerror=stop):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(root, name) for name in names if is_yaml(name))
        yield from (file for file in files if file.is_file())
