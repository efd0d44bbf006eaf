"""Ids that an earlier revision of a file had: earlier answers are found by them."""

from collections.abc import Iterator
from pathlib import Path

from custcheck.catalogue import found
from custcheck.errors import InputError
from custcheck.problem import Place, Problem
from custcheck.source import Source, parse
from custcheck.text import clean

_LISTS = {
    "questions": "question",
    "groups": "group",
    "dimensions": "dimension",
    "roles": "role",
    "scales": "scale",
}


class History:
    """One git revision, against which files are held."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._commits: dict[Path, str] = {}

    def ids_gone(self, source: Source, path: Path) -> Iterator[Problem]:
        """Find the ids that the file had at the revision and has no longer: R10.

        A file that was not there then has lost nothing.

        Raises:
            InputError: when git cannot tell what the revision held.
        """
        then = self._then(path)
        if source.data is None or then is None or then.data is None:
            return
        before, now = dict(_ids(then)), dict(_ids(source))
        for (key, name), what in before.items():
            if (key, name) not in now:
                place: Place = (key,)
                says = f'The {what} "{clean(name)[:60]}" of {clean(self._revision)} is gone.'
                remedy = "Keep its id: earlier answers are found by it."
                at = source.position(place, key=key in _LISTS)
                yield found("R10", source.path, at, says, remedy)

    def _then(self, path: Path) -> Source | None:
        """Return the file as it was, or None when it was not there."""
        folder = path.parent
        if folder not in self._commits:
            self._commits[folder] = self._commit(folder)
        held = _git(folder, "show", f"{self._commits[folder]}:./{path.name}")
        return None if held is None else parse(held, clean(str(path)))

    def _commit(self, folder: Path) -> str:
        """Return the commit that the revision means in the repository of a folder."""
        named = f"{self._revision}^{{commit}}"
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", named)
        if commit is not None:
            return commit.decode(errors="replace").split()[-1]
        if _git(folder, "rev-parse", "--is-inside-work-tree") is None:
            where = clean(str(folder.resolve()))
            raise InputError(f'--against: "{where}" is not in a git repository.')
        raise InputError(f'--against: git knows no revision "{clean(self._revision)}".')


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints, or None when it fails."""
    import subprocess

    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise InputError("--against needs git, which is not installed.") from error
    return done.stdout if done.returncode == 0 else None


def _ids(source: Source) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield every id in a file: the key it stands under, itself, and what it names."""
    data = source.data or {}
    if isinstance(name := data.get("id"), str):
        yield ("id", name), str(data.get("kind", "file"))
    for key, what in _LISTS.items():
        listed = data.get(key)
        if isinstance(listed, dict):
            yield from (((key, name), what) for name in listed)
        elif isinstance(listed, tuple):
            for item in listed:
                if isinstance(item, dict) and isinstance(item.get("id"), str):
                    yield (key, str(item["id"])), what
