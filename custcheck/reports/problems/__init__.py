"""The forms in which ``custcheck check`` says what it found.

What renders them is imported when one is asked for: the command line wants their names alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from custcheck.problem import Problem


class CheckFormat(Enum):
    """The forms that ``custcheck check --format`` offers."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


class FailOn(Enum):
    """The least severity that makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a run of ``custcheck check`` found."""

    problems: tuple[Problem, ...]
    """Sorted by path, line, column and code."""
    files: tuple[str, ...]
    """Every file that was checked, sorted."""
    skipped: tuple[str, ...] = ()
    """The YAML files of folders that were passed over, sorted: they are not custcheck's."""


Renderer: TypeAlias = Callable[[CheckReport], str]
"""Returns the whole output, with a line end at its end."""


def _text(report: CheckReport) -> str:
    from custcheck.reports.problems.text import render

    return render(report)


def _concise(report: CheckReport) -> str:
    from custcheck.reports.problems.text import render_concise

    return render_concise(report)


def _json(report: CheckReport) -> str:
    from custcheck.reports.problems.json import render

    return render(report)


def _sarif(report: CheckReport) -> str:
    from custcheck.reports.problems.sarif import render

    return render(report)


def _github(report: CheckReport) -> str:
    from custcheck.reports.problems.github import render

    return render(report)


def _gitlab(report: CheckReport) -> str:
    from custcheck.reports.problems.gitlab import render

    return render(report)


def _junit(report: CheckReport) -> str:
    from custcheck.reports.problems.junit import render

    return render(report)


FORMATS: Mapping[CheckFormat, Renderer] = {
    CheckFormat.TEXT: _text,
    CheckFormat.CONCISE: _concise,
    CheckFormat.JSON: _json,
    CheckFormat.SARIF: _sarif,
    CheckFormat.GITHUB: _github,
    CheckFormat.GITLAB: _gitlab,
    CheckFormat.JUNIT: _junit,
}
