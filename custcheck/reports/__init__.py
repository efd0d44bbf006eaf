"""The forms a report takes."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeAlias

from custcheck.assessment.report import Report
from custcheck.reports import json


class Format(Enum):
    """The forms that ``--format`` offers."""

    TERMINAL = "terminal"
    JSON = "json"


Renderer: TypeAlias = Callable[[Report], str]

FORMATS: Mapping[Format, Renderer] = {Format.JSON: json.render}
"""The formats that are text alone; the terminal's lines depend on where they are shown."""
