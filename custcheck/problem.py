"""What can be wrong in a file, and where."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Place: TypeAlias = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and indices."""


class Severity(Enum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A line and a column in a text, both counted from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a line, or all of it, around one of its columns."""

    before: str
    """What stands to the left of the column."""
    after: str
    """What stands at the column and to the right of it."""
    is_cut: tuple[bool, bool] = (False, False)
    """Whether the line goes on, to the left and to the right."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file that a person wrote."""

    code: str
    """The rule that found it, such as ``Y04``."""
    message: str
    """What is wrong, in one line."""
    path: str
    """The file, as the user named it."""
    position: Position | None = None
    """Where in the file; None when the whole file is meant."""
    remedy: str = ""
    """How to mend it, in one line; empty when the message says it all."""
    severity: Severity = Severity.ERROR
    about: str = ""
    """The id of the question, or of what else has one, that it lies in; empty outside of them."""
    excerpt: Excerpt | None = None
    """What stands around it on its line; None when there is nothing to show."""

    def __str__(self) -> str:
        where = f":{self.position.line}:{self.position.column}" if self.position else ""
        return f"{self.path}{where}: {self.code} {self.message}"


def by_place(problem: Problem) -> tuple[str, Position, str]:
    """Return the key that sorts problems as a reader meets them: path, line, column, code."""
    return problem.path, problem.position or Position(0, 0), problem.code
