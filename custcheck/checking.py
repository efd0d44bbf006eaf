"""``custcheck check``: every fault in every file, with its place and its remedy."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from custcheck.answers.reading import check_answers
from custcheck.catalogue import found
from custcheck.errors import FoundError, InputError
from custcheck.loading import Frameworks, check_bank, check_framework, id_taken
from custcheck.model import LoadedBank
from custcheck.parsing import KINDS
from custcheck.problem import Place, Problem, Severity, by_place
from custcheck.reports.problems import problem_lines, summary
from custcheck.source import Source, parse, read_file
from custcheck.text import clean

_SAYS_CUSTCHECK = re.compile(rb"(?:^|[\r\n])[^\w#\r\n]{0,9}custcheck[\"']?[ \t]*:")
"""How one of our files shows, even one that cannot be read as YAML."""


def run(paths: Sequence[Path]) -> None:
    """Check files and print what is wrong, as ``path:line:col: CODE message``.

    Raises:
        InputError: when a path cannot be read, or there is nothing to check.
        FoundError: when a file has errors; they have been printed.
    """
    chosen = paths or (_default_path(),)
    files: list[tuple[Source, Path]] = []
    skipped = 0
    for path, is_named in _files(chosen):
        raw = read_file(path)
        source = parse(raw, clean(str(path)))
        if is_named or _is_ours(source, raw):
            files.append((source, path))
        else:
            skipped += 1
    if not files:
        names = ", ".join(f'"{clean(str(path))}"' for path in chosen)
        raise InputError(f"There is no questionnaire file in {names}.")
    problems = sorted(_problems(files), key=by_place)
    guilty = {problem.path for problem in problems} | {source.path for source, _ in files}
    print("\n".join((*problem_lines(problems), summary(problems, len(guilty)))))
    if skipped:
        print(f"{skipped} other YAML file{'' if skipped == 1 else 's'} skipped.")
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise FoundError


def _problems(files: Sequence[tuple[Source, Path]]) -> Iterable[Problem]:
    """Return what is wrong in the files; answers may be to a bank that is among them."""
    problems: list[Problem] = []
    first_bank: dict[str, str] = {}
    whole_banks: dict[str, LoadedBank] = {}
    frameworks: Frameworks = {}
    for source, path in files:
        if source.data is not None and source.data.get("kind") == "bank":
            bank, faults = check_bank(source, path, frameworks)
            problems += (*faults, *_bank_id_taken(source, first_bank))
            if bank is not None:
                whole_banks.setdefault(bank.bank.id, bank)
    whole, broken = tuple(whole_banks.values()), first_bank.keys() - whole_banks.keys()
    for source, _ in files:
        if source.data is None or source.data.get("kind") != "bank":
            problems += _check_other(source, whole, broken)
    return dict.fromkeys(problems)


def _check_other(
    source: Source, given: Sequence[LoadedBank], broken: Collection[str]
) -> tuple[Problem, ...]:
    """Hold one file that is no bank to the rules of its kind."""
    if source.data is None:
        return source.problems
    place: Place = ()
    match source.data.get("kind"):
        case "framework":
            return check_framework(source)[1]
        case "answers":
            return check_answers(source, given, broken)[1]
        case None:
            says = '"kind" is missing: this could be a bank, a framework or answers.'
            code = "S02"
        case str() as other:
            says = f'kind: "{clean(other)[:60]}" is not known to this version of custcheck.'
            code, place = "S07", ("kind",)
        case _:
            says, code, place = "kind: one word should stand here.", "S07", ("kind",)
    remedy = f"Write kind: {' or kind: '.join(KINDS)}."
    return (*source.problems, found(code, source.path, source.position(place), says, remedy))


def _bank_id_taken(source: Source, first: dict[str, str]) -> Iterator[Problem]:
    """Find a bank id that another file of this run has taken: R03."""
    data = source.data or {}
    name = data.get("id")
    if data.get("kind") != "bank" or not isinstance(name, str):
        return
    if first.setdefault(name, source.path) != source.path:
        yield id_taken(source, name, first[name])


def _default_path() -> Path:
    folder = Path("questionnaires")
    return folder if folder.is_dir() else Path()


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield each file once, the named ones first, and whether it was named."""
    folders = [path for path in paths if _is_folder(path)]
    named = [(path, True) for path in paths if path not in folders]
    inside = ((file, False) for folder in folders for file in sorted(_yaml_in(folder)))
    seen: set[str] = set()
    for path, is_named in (*named, *inside):
        where = os.path.realpath(path)
        if where not in seen:
            seen.add(where)
            yield path, is_named


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


def _is_ours(source: Source, raw: bytes) -> bool:
    """Tell whether a file that was found in a folder is, or was meant to be, one of ours."""
    if source.data is not None:
        return "custcheck" in source.data
    return _SAYS_CUSTCHECK.search(raw.replace(b"\0", b"")) is not None
