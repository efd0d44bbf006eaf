"""One file after another held to the rules, each dropped before the next is read."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from custcheck import banks
from custcheck.answers.reading import check_answers
from custcheck.catalogue import found
from custcheck.checking.comments import hide
from custcheck.checking.contents import describe
from custcheck.checking.history import History
from custcheck.checking.selection import Selection
from custcheck.checking.walking import File, is_ours, may_be_ours
from custcheck.loading import Frameworks, check_bank, check_framework, id_taken, load_banks
from custcheck.model import LoadedBank
from custcheck.parsing import KINDS
from custcheck.problem import Place, Problem, by_place
from custcheck.reports.problems import CheckReport
from custcheck.reports.progress import with_progress
from custcheck.rules import BANK_RULES
from custcheck.rules.advice import ADVICE_RULES
from custcheck.rules.wording import WORDING_RULES
from custcheck.source import Plain, Source, parse
from custcheck.text import clean

CHECK_RULES = (*BANK_RULES, *ADVICE_RULES, *WORDING_RULES)
_SAYS_ANSWERS = re.compile(rb"^kind:[ \t]*answers\b", re.MULTILINE)


class Judge:
    """Holds the files of one run to the rules; of each it keeps only what the others need."""

    def __init__(
        self, files: Sequence[File], selection: Selection, history: History | None = None
    ) -> None:
        self._files = files
        self._selection = selection
        self._history = history
        self._in_this_run = {os.path.realpath(file.path) for file in files}
        self._problems: dict[Problem, None] = {}
        self._checked: list[str] = []
        self._skipped = 0
        self._first: dict[str, str] = {}
        """The first file of each bank id, be the bank whole or not."""
        self._whole: dict[str, Path | LoadedBank] = {}
        """The whole banks; one from standard input cannot be read again."""
        self._frameworks: Frameworks = {}

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
        problems = tuple(sorted(self._problems, key=by_place))
        guilty = {problem.path for problem in problems}
        return CheckReport(problems, tuple(sorted({*self._checked, *guilty})), self._skipped)

    def _source(self, file: File, raw: bytes) -> Source | None:
        """Return what a file says, or None, counted, when it is none of ours."""
        if file.is_named or may_be_ours(raw):
            source = parse(raw, file.shown)
            if file.is_named or is_ours(source, raw):
                return source
        self._skipped += 1
        return None

    def _judge(self, file: File, source: Source) -> None:
        """Keep what is wrong in a file, less what is switched off or hidden."""
        problems = dict.fromkeys(self._problems_of(file, source))
        ignored = self._selection.ignored_in(file.path)

        def is_held(code: str) -> bool:
            return self._selection.takes(code, ignored)

        own = [p for p in problems if p.path == source.path and is_held(p.code)]
        own = [p for p in hide(source, own, is_held) if is_held(p.code)]
        elsewhere = (
            p
            for p in problems
            if p.path != source.path
            and os.path.realpath(p.path) not in self._in_this_run
            and self._selection.takes(p.code, self._selection.ignored_in(Path(p.path)))
        )
        self._problems |= dict.fromkeys((*describe(source, own), *elsewhere))
        self._checked.append(source.path)

    def _problems_of(self, file: File, source: Source) -> Iterator[Problem]:
        """Yield all that the rules find in a file."""
        if source.data is None:
            yield from source.problems
            return
        kind = source.data.get("kind")
        if kind == "bank":
            bank, problems = check_bank(source, file.path, self._frameworks, CHECK_RULES)
            yield from problems
            yield from self._bank_id_taken(source, source.data)
            if bank is not None:
                self._whole.setdefault(bank.bank.id, bank if file.is_stdin else file.path)
        elif kind == "framework":
            yield from check_framework(source, CHECK_RULES)[1]
        elif kind == "answers":
            broken = self._first.keys() - self._whole.keys()
            yield from check_answers(source, self._banks_named(source.data), broken)[1]
        else:
            yield from (*source.problems, _unknown_kind(source, kind))
        if self._history is not None and kind in {"bank", "framework"}:
            yield from self._history.ids_gone(source, file.path)

    def _bank_id_taken(self, source: Source, data: Mapping[str, Plain]) -> Iterator[Problem]:
        """Find a bank id that another file of this run has taken: R03."""
        name = data.get("id")
        if isinstance(name, str) and self._first.setdefault(name, source.path) != source.path:
            yield id_taken(source, name, self._first[name])

    def _banks_named(self, data: Mapping[str, Plain]) -> Sequence[LoadedBank]:
        """Return the banks that an answer file names, of this run or else shipped."""
        listed = (data.get(key) for key in ("banks", "answers"))
        names = [
            name for banks_named in listed if isinstance(banks_named, dict) for name in banks_named
        ]
        known = {**banks.shipped(), **self._whole}
        found_banks = (
            known[name]
            for name in dict.fromkeys(names)
            if name in known and (name not in self._first or name in self._whole)
        )
        return [bank if isinstance(bank, LoadedBank) else _load(bank) for bank in found_banks]


@lru_cache(maxsize=64)
def _load(path: Path) -> LoadedBank:
    """Return a bank that has no errors; the last few are kept for the next answers to them."""
    return load_banks([path])[0]


def _kind(source: Source | None) -> Plain:
    return None if source is None or source.data is None else source.data.get("kind")


def _unknown_kind(source: Source, kind: Plain) -> Problem:
    """Return the problem of a file that is none of the three kinds: S02, S07."""
    place: Place = ("kind",)
    match kind:
        case None:
            says = '"kind" is missing: this could be a bank, a framework or answers.'
            code, place = "S02", ()
        case str() as other:
            says = f'kind: "{clean(other)[:60]}" is not known to this version of custcheck.'
            code = "S07"
        case _:
            says, code = "kind: one word should stand here.", "S07"
    remedy = f"Write kind: {' or kind: '.join(KINDS)}."
    return found(code, source.path, source.position(place), says, remedy)
