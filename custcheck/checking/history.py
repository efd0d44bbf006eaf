"""Ids that an earlier revision had: earlier answers are found by them."""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from custcheck.catalogue import found
from custcheck.checking.walking import is_yaml
from custcheck.errors import InputError
from custcheck.loading import declared
from custcheck.problem import Position, Problem
from custcheck.rules import PRESENT, UNTOLD
from custcheck.source import Source, parse
from custcheck.text import clean, short

_NAMES = {
    "questions": "question",
    "groups": "group",
    "dimensions": "dimension",
    "roles": "role",
    "scales": "scale",
}
"""What the lists hold whose ids are for ever."""
_REMEDY = "Keep its id: earlier answers are found by it."
_HOOKS_OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""What git tells its hooks; it would look for files elsewhere than in their own folder."""

Named: TypeAlias = tuple[str, str]
"""The kind and the id of a bank or a framework."""


@dataclass(frozen=True, slots=True)
class _Then:
    """What is remembered of a file of the revision."""

    path: str
    ids: frozenset[tuple[str, str]]


class History:
    """The banks and frameworks of one git revision, against which those of today are held."""

    def __init__(self, revision: str, folders: Iterable[Path], files: Iterable[Path]) -> None:
        """Read what the revision had in these folders, and in these files.

        Raises:
            InputError: when git cannot tell what the revision held.
        """
        self._revision = clean(revision)
        self._then: dict[Named, _Then] = {}
        for folder in folders:
            commit = _commit(folder, revision)
            listed = _git(folder, "ls-tree", "-r", "-z", "--name-only", commit)
            names = listed.decode(errors="surrogateescape").split("\0")
            self._remember(folder, commit, [name for name in names if is_yaml(name)])
        by_folder: dict[Path, list[str]] = {}
        for path in files:
            by_folder.setdefault(path.parent, []).append(path.name)
        for folder, names in by_folder.items():
            if folder.is_dir():  # a name given to standard input may be of a folder to come
                self._remember(folder, _commit(folder, revision), names)

    def _remember(self, folder: Path, commit: str, names: Collection[str]) -> None:
        for name, held in _held(folder, commit, names):
            source = parse(held, clean(str(folder / name)))
            if named := name_of(source):
                self._then.setdefault(named, _Then(source.path, declared(source)))

    def ids_gone(self, source: Source) -> Iterator[Problem]:
        """Find the ids that a bank or a framework had at the revision and has no longer: R10.

        It is known by its own id, wherever its file was. A list with an id that cannot be told, or
        under a misspelt key, has a fault of its own.
        """
        named = name_of(source)
        then = self._then.get(named) if named else None
        if then is None:
            return
        now = declared(source)
        untold = {key for key, name in now if name == UNTOLD}
        for key, name in sorted(then.ids - now):
            if key in _NAMES and name not in (PRESENT, UNTOLD) and key not in untold:
                position = source.position((key,), key=True)
                yield self._gone(source.path, _NAMES[key], name, position=position)

    def banks_gone(self, kept: Collection[Named]) -> Iterator[Problem]:
        """Find the banks and frameworks that the revision had, and that no file is now: R10."""
        for kind, name in sorted(self._then.keys() - set(kept)):
            yield self._gone(self._then[kind, name].path, kind, name)

    def _gone(self, path: str, what: str, name: str, position: Position | None = None) -> Problem:
        says = f'The {what} "{short(name)}" of {self._revision} is gone.'
        return found("R10", path, position, says, _REMEDY)


def name_of(source: Source) -> Named | None:
    """Return the kind and the id of a bank or a framework; None for anything else."""
    data = source.data or {}
    kind, name = data.get("kind"), data.get("id")
    if isinstance(kind, str) and kind in ("bank", "framework") and isinstance(name, str):
        return kind, name
    return None


def _commit(folder: Path, revision: str) -> str:
    """Return the commit that the revision means in the repository of a folder."""
    _git(folder, "rev-parse", "--git-dir")  # says what is wrong where there is none
    named = f"{revision}^{{commit}}"
    unknown = f'git knows no revision "{clean(revision)}". A shallow clone has few.'
    said = _git(folder, "rev-parse", "--verify", "--end-of-options", named, instead=unknown)
    return said.decode(errors="replace").split()[-1]


def _held(folder: Path, commit: str, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the content that files of a folder had; those that were not there are left out."""
    names = [name for name in names if "\n" not in name]
    asked = "".join(f"{commit}:./{name}\n" for name in names)
    said = _git(folder, "cat-file", "--batch", given=asked.encode(errors="surrogateescape"))
    at = 0
    for name in names:
        end = said.index(b"\n", at)
        head = said[at:end].split(b" ")
        at = end + 1
        if len(head) == 3 and head[1] == b"blob":  # else: "... missing"
            size = int(head[2])
            yield name, said[at : at + size]
            at += size + 1


def _git(folder: Path, *arguments: str, given: bytes = b"", instead: str = "") -> bytes:
    """Return what git prints.

    Raises:
        InputError: when it fails, in its own words or those that stand ``instead`` of them.
    """
    import subprocess

    environment = {name: value for name, value in os.environ.items() if name not in _HOOKS_OWN}
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, check=False, env=environment
        )
    except FileNotFoundError as error:
        raise InputError("--against needs git, which is not installed.") from error
    if done.returncode:
        own = clean(done.stderr.decode(errors="replace")).strip().removeprefix("fatal: ")
        raise InputError(f"--against: {instead or f'git says: {own.rstrip(chr(46))}.'}")
    return done.stdout
