"""Ids that an earlier revision had: earlier answers are found by them."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from custcheck.catalogue import found
from custcheck.checking.walking import is_yaml
from custcheck.errors import InputError
from custcheck.loading import declared
from custcheck.problem import Problem
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


class History:
    """One git revision, against which files are held."""

    def __init__(self, revision: str, folders: Iterable[Path] = ()) -> None:
        """Look up what the revision had in these folders, and which banks of it are moved or gone.

        Raises:
            InputError: when git cannot tell what the revision held.
        """
        self._revision = revision
        self._commits: dict[Path, str] = {}
        self._moved: dict[str, Source] = {}
        """Banks by id whose files are no longer there."""
        self._names: dict[Path, frozenset[str]] = {}
        for folder in folders:
            for name in self._listed(folder, "-r"):
                if is_yaml(name) and not (folder / name).exists():
                    then = self._held(folder, name)
                    self._moved.setdefault(_bank_id(then), then)
        self._moved.pop("", None)

    def ids_gone(self, source: Source, path: Path) -> Iterator[Problem]:
        """Find the ids that a file had at the revision and has no longer: R10.

        A file that was not there then, under this name or another, has lost nothing.

        Raises:
            InputError: when git cannot tell what the revision held.
        """
        then = self._then(path) or self._moved.get(_bank_id(source))
        if source.data is None or then is None or then.data is None:
            return
        was, now = then.data.get("id"), source.data.get("id")
        if isinstance(was, str) and was != now:
            yield self._gone(source, ("id",), str(then.data.get("kind")), was)
        for key, name in sorted(declared(then) - declared(source)):
            if key in _NAMES and name:
                yield self._gone(source, (key,), _NAMES[key], name)

    def banks_gone(self, kept: Iterable[str]) -> Iterator[Problem]:
        """Find the banks that the revision had in the folders, and that no file has now: R10."""
        for name in sorted(self._moved.keys() - set(kept)):
            says = f'The bank "{short(name)}" of {clean(self._revision)} is gone.'
            yield found("R10", self._moved[name].path, None, says, _REMEDY)

    def _gone(self, source: Source, place: tuple[str], what: str, name: str) -> Problem:
        says = f'The {what} "{short(name)}" of {clean(self._revision)} is gone.'
        position = source.position(place, key=place[0] in _NAMES)
        return found("R10", source.path, position, says, _REMEDY)

    def _then(self, path: Path) -> Source | None:
        """Return a file as it was, or None when it was not there."""
        folder, name = path.parent, path.name
        if not folder.is_dir():  # a name given to standard input may be of a folder to come
            return None
        if folder not in self._names:
            self._names[folder] = frozenset(self._listed(folder))
        return self._held(folder, name) if name in self._names[folder] else None

    def _held(self, folder: Path, name: str) -> Source:
        held = _git(folder, "show", f"{self._commit(folder)}:./{name}")
        return parse(held, clean(str(folder / name)))

    def _listed(self, folder: Path, *options: str) -> list[str]:
        """Return the names that a folder held."""
        said = _git(folder, "ls-tree", "-z", "--name-only", *options, self._commit(folder))
        return said.decode(errors="surrogateescape").split("\0")

    def _commit(self, folder: Path) -> str:
        """Return the commit that the revision means in the repository of a folder."""
        if folder not in self._commits:
            _git(folder, "rev-parse", "--git-dir")  # says what is wrong where there is none
            named = f"{self._revision}^{{commit}}"
            unknown = f'git knows no revision "{clean(self._revision)}". A shallow clone has few.'
            said = _git(folder, "rev-parse", "--verify", "--end-of-options", named, instead=unknown)
            self._commits[folder] = said.decode(errors="replace").split()[-1]
        return self._commits[folder]


def _git(folder: Path, *arguments: str, instead: str = "") -> bytes:
    """Return what git prints.

    Raises:
        InputError: when it fails, in its own words or those that stand ``instead`` of them.
    """
    import subprocess

    environment = {name: value for name, value in os.environ.items() if name not in _HOOKS_OWN}
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment)
    except FileNotFoundError as error:
        raise InputError("--against needs git, which is not installed.") from error
    if done.returncode:
        own = clean(done.stderr.decode(errors="replace")).strip().removeprefix("fatal: ")
        raise InputError(f"--against: {instead or f'git says: {own.rstrip(chr(46))}.'}")
    return done.stdout


def _bank_id(source: Source) -> str:
    """Return the id of a bank; empty for anything else."""
    data: Mapping[str, object] = source.data or {}
    name = data.get("id")
    return name if data.get("kind") == "bank" and isinstance(name, str) else ""
