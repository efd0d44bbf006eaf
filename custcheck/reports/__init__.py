"""The forms a report takes.

What renders them is imported when one is asked for: the command line wants their names alone.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeAlias


class Format(Enum):
    """The forms that ``--format`` offers."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


ENDINGS: Mapping[str, Format] = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".txt": Format.TERMINAL,
}
"""The forms that files take by their endings."""

Renderer: TypeAlias = Callable[[Any], str]
"""Takes a ``Report``; to name that type here would build all of its parts."""


def _html(report: Any) -> str:
    from custcheck.reports.page import render

    return render(report)


def _markdown(report: Any) -> str:
    from custcheck.reports.markdown import render

    return render(report)


def _csv(report: Any) -> str:
    from custcheck.reports.spreadsheet import render

    return render(report)


def _json(report: Any) -> str:
    from custcheck.reports.json import render

    return render(report)


FORMATS: Mapping[Format, Renderer] = {
    Format.HTML: _html,
    Format.MARKDOWN: _markdown,
    Format.CSV: _csv,
    Format.JSON: _json,
}
"""The formats that are text alone; the terminal's lines depend on where they are shown."""
