"""One file after another held to the rules, each dropped before the next is read."""

import os
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path

from custcheck import banks
from custcheck.answers.reading import check_answers
from custcheck.catalogue import found
from custcheck.checking.comments import hide
from custcheck.checking.contents import describe
from custcheck.checking.history import History, Named, name_of
from custcheck.checking.selection import Selection
from custcheck.checking.walking import File, is_ours, may_be_ours
from custcheck.loading import (
    Frameworks,
    check_bank,
    check_framework,
    id_taken,
    load_banks,
    read_source,
    shared_framework,
)
from custcheck.model import LoadedBank
from custcheck.parsing import KINDS
from custcheck.problem import Place, Problem, Severity, by_place
from custcheck.reports.problems import CheckReport
from custcheck.reports.progress import with_progress
from custcheck.rules.advice import ADVICE_RULES
from custcheck.rules.wording import WORDING_RULES
from custcheck.source import Plain, Source, parse
from custcheck.text import clean, nearest, short

_ADVICE = (*ADVICE_RULES, *WORDING_RULES)
_KEPT = 32
"""So many banks are kept for the answers to them; further ones are read again."""
_SAYS_ANSWERS = re.compile(rb"^kind:[ \t]*answers\b", re.MULTILINE)


class Judge:
    """Holds the files of one run to the rules; of each it keeps only what the others need."""

    def __init__(
        self, files: Sequence[File], selection: Selection, history: History | None = None
    ) -> None:
        self._files = files
        self._selection = selection
        self._history = history
        self._problems: dict[Problem, None] = {}
        self._elsewhere: dict[str, dict[Problem, None]] = {}
        """What banks found wrong in frameworks, by their paths."""
        self._checked: list[str] = []
        self._judged: set[str] = set()
        """The real paths of the files that were checked."""
        self._skipped: list[str] = []
        self._first: dict[str, str] = {}
        """The first file of each bank id, be the bank whole or not."""
        self._whole: dict[str, Path | LoadedBank] = {}
        """The whole banks, or where they are; one from standard input cannot be read again."""
        self._broken: set[str] = set()
        """The banks that have errors: answers to them cannot be judged."""
        self._named: set[Named] = set()
        """The banks and frameworks of this run."""
        self._all_named = True
        """Whether each file of them tells its id: one that does not may be any that is missed."""
        self._frameworks: Frameworks = {}
        self._load = lru_cache(maxsize=_KEPT)(_load)
        self._unsought = {"R10"} if history is None else set()
        """Rules that this run cannot hold a file to."""
        if len(files) == 1:
            self._unsought.add("R03")

    def report(self) -> CheckReport:
        """Return what is wrong in the files; answers may be to a bank that is among them.

        Raises:
            InputError: when a file cannot be read.
        """
        later: list[tuple[File, bytes | None]] = []
        for file in with_progress(self._files, "Checking"):
            raw = file.read()
            says_answers = b"answers" in raw and _SAYS_ANSWERS.search(raw) is not None
            source = None if says_answers else self._source(file, raw)
            if says_answers or _kind(source) == "answers":
                later.append((file, raw if file.is_stdin else None))
            elif source is not None:
                self._judge(file, source)
        for file, kept in with_progress(later, "Checking answers"):
            source = self._source(file, file.read() if kept is None else kept)
            if source is not None:
                self._judge(file, source)
        self._judge_frameworks()
        if self._history is not None and self._all_named:
            for problem in self._history.banks_gone(self._named):
                ignored = self._selection.ignored_in(Path(problem.path))
                if self._selection.takes(problem.code, ignored):
                    self._problems[problem] = None
        problems = tuple(sorted(self._problems, key=by_place))
        guilty = {problem.path for problem in problems}
        return CheckReport(
            problems, tuple(sorted({*self._checked, *guilty})), tuple(sorted(self._skipped))
        )

    def _source(self, file: File, raw: bytes) -> Source | None:
        """Return what a file says, or None, noted, when it is none of ours."""
        if file.is_named or may_be_ours(raw):
            source = parse(raw, file.shown)
            if file.is_named or is_ours(source, raw):
                return source
        self._skipped.append(file.shown)
        return None

    def _judge(self, file: File, source: Source) -> None:
        """Keep what is wrong in a file, less what is switched off or hidden."""
        own: list[Problem] = []
        for problem in dict.fromkeys(self._problems_of(file, source)):
            if problem.path == source.path:
                own.append(problem)
            else:
                self._elsewhere.setdefault(problem.path, {})[problem] = None
        self._keep(source, own)
        if named := name_of(source):
            self._named.add(named)
        elif _kind(source) != "answers":
            self._all_named = False
        self._checked.append(source.path)
        self._judged.add(file.real)

    def _judge_frameworks(self) -> None:
        """Keep what is wrong in the frameworks of banks, where they were not checked themselves."""
        for path in self._frameworks:
            problems = self._elsewhere.get(clean(str(path)))
            if problems and os.path.realpath(path) not in self._judged:
                self._keep(read_source(path), list(problems))

    def _keep(self, source: Source, problems: Sequence[Problem]) -> None:
        ignored = self._selection.ignored_in(Path(source.path))
        # Past an error, in the file or in a bank that it answers, not every rule has seen all.
        is_whole = _names(source).isdisjoint(self._broken) and not any(
            problem.severity is Severity.ERROR for problem in problems
        )

        def is_held(code: str) -> bool:
            return self._selection.takes(code, ignored)

        def is_sought(code: str) -> bool:
            return is_whole and is_held(code) and code not in self._unsought

        held = [problem for problem in problems if is_held(problem.code)]
        shown = (p for p in hide(source, held, is_sought) if is_held(p.code))
        self._problems |= dict.fromkeys(describe(source, list(shown)))

    def _problems_of(self, file: File, source: Source) -> Iterator[Problem]:
        """Yield all that the rules find in a file."""
        if source.data is None:
            yield from source.problems
            return
        kind = source.data.get("kind")
        if kind == "bank":
            yield from self._bank(file, source, source.data.get("id"))
        elif kind == "framework":
            if file.is_stdin:  # the banks beside it are held to it as it is now
                self._frameworks[file.path] = shared_framework(source)
            yield from check_framework(source, _ADVICE)[1]
        elif kind == "answers":
            given, known = self._banks_named(source), self._first
            broken = self._broken
            if not self._all_named:  # a bank that cannot be told may be the one that is answered
                broken = broken | (_names(source) - known.keys() - banks.shipped().keys())
            yield from check_answers(source, given, broken, known)[1]
        else:
            yield from (*source.problems, _unknown_kind(source, kind))
        if self._history is not None:
            yield from self._history.ids_gone(source)

    def _bank(self, file: File, source: Source, name: Plain) -> Iterator[Problem]:
        """Yield what is wrong in a bank, its id taken by another file too, and remember it."""
        bank, problems = check_bank(source, file.path, self._frameworks, _ADVICE)
        yield from problems
        if not isinstance(name, str):
            return
        if self._first.setdefault(name, source.path) != source.path:
            yield id_taken(source, name, self._first[name])
        elif bank is None:
            self._broken.add(name)
        else:
            is_kept = file.is_stdin or len(self._whole) < _KEPT
            self._whole[name] = bank if is_kept else file.path

    def _banks_named(self, source: Source) -> Sequence[LoadedBank]:
        """Return the banks that an answer file names, of this run or else shipped."""
        known = {**banks.shipped(), **self._whole}
        names = (name for name in _names(source) if name in known and name not in self._broken)
        paths = (known[name] for name in names)
        return [bank if isinstance(bank, LoadedBank) else self._load(bank) for bank in paths]


def _names(source: Source) -> AbstractSet[str]:
    """Return the banks that an answer file names, in its order."""
    data = source.data or {}
    listed = [data.get(key) for key in ("banks", "answers")]
    return dict.fromkeys(
        name for names in listed if isinstance(names, dict) for name in names
    ).keys()


def _load(path: Path) -> LoadedBank:
    """Return a bank that has no errors."""
    return load_banks([path])[0]


def _kind(source: Source | None) -> Plain:
    return None if source is None or source.data is None else source.data.get("kind")


def _unknown_kind(source: Source, kind: Plain) -> Problem:
    """Return the problem of a file that is none of the three kinds: S01, S02, S07."""
    place: Place = ("kind",)
    remedy = f"Write kind: {' or kind: '.join(KINDS)}."
    match kind:
        case None:
            says = '"kind" is missing: this could be a bank, a framework or answers.'
            code, place = "S02", ()
            if (meant := nearest("kind", source.data or ())) is not None:
                says = f'"{clean(meant)}" is not a known key.'
                code, place, remedy = "S01", (meant,), 'Did you mean "kind"?'
        case str() as other:
            says = f'kind: "{short(other)}" is not known to this version of custcheck.'
            code = "S07"
            if (known := nearest(other, KINDS)) is not None:
                remedy = f"Did you mean kind: {known}?"
        case _:
            says, code = "kind: one word should stand here.", "S07"
    return found(code, source.path, source.position(place, key=code == "S01"), says, remedy)
