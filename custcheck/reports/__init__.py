"""The forms a report takes.

What renders them is imported when one is asked for: the command line wants their names alone.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeAlias


class Format(Enum):
    """The forms that ``--format`` offers."""

    TERMINAL = "terminal"
    JSON = "json"


Renderer: TypeAlias = Callable[[Any], str]
"""Takes a ``Report``; to name that type here would build all of its parts."""


def _json(report: Any) -> str:
    from custcheck.reports.json import render

    return render(report)


FORMATS: Mapping[Format, Renderer] = {Format.JSON: _json}
"""The formats that are text alone; the terminal's lines depend on where they are shown."""
