"""Problems for machines: versioned, in a fixed order."""

import json
from dataclasses import dataclass, fields
from typing import Literal

from custcheck import __version__
from custcheck.catalogue import RULES
from custcheck.problem import Problem
from custcheck.reports.problems import CheckReport
from custcheck.reports.problems.naming import LEVELS, Level, counts
from custcheck.text import clean


@dataclass(frozen=True, slots=True)
class Tool:
    """What made the document."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """Something wrong in a file."""

    code: str
    """The rule's code, such as ``W01``; for ever."""
    slug: str
    """The rule's short name, such as ``double-barrelled``."""
    severity: Level
    path: str
    """The file, as it was named or found."""
    line: int | None
    """Counted from 1; null when the whole file is meant."""
    column: int | None
    """Counted from 1, in code points; null when the whole file is meant."""
    message: str
    """What is wrong, in one line."""
    remedy: str
    """How to mend it, in one line; empty when the message says it all."""
    about: str
    """The id of the question, or of what else has one, that it lies in; empty outside of them."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many problems there are of each severity."""

    error: int
    warning: int
    note: int


@dataclass(frozen=True, slots=True)
class CheckDocument:
    """What a run of ``custcheck check`` found."""

    version: Literal[1]
    """Raised when a key changes its meaning or goes; new keys may come without it."""
    tool: Tool
    problems: tuple[FoundProblem, ...]
    """Sorted by path, line, column and code."""
    files: int
    """How many files were checked."""
    skipped: tuple[str, ...]
    """The YAML files of folders that were passed over: they are not custcheck's."""
    counts: Counts


def render(report: CheckReport) -> str:
    """Return the problems as JSON: ASCII, the same bytes for the same report."""
    document = CheckDocument(
        version=1,
        tool=Tool("custcheck", __version__),
        problems=tuple(map(_found, report.problems)),
        files=len(report.files),
        skipped=report.skipped,
        counts=Counts(**counts(report.problems)),
    )
    return json.dumps(document, default=_keys, indent=2) + "\n"


def _found(problem: Problem) -> FoundProblem:
    position = problem.position
    return FoundProblem(
        code=problem.code,
        slug=RULES[problem.code].slug,
        severity=LEVELS[problem.severity],
        path=clean(problem.path),
        line=position.line if position else None,
        column=position.column if position else None,
        message=clean(problem.message),
        remedy=clean(problem.remedy),
        about=clean(problem.about),
    )


def _keys(part: CheckDocument | Counts | FoundProblem | Tool) -> dict[str, object]:
    return {field.name: getattr(part, field.name) for field in fields(part)}
