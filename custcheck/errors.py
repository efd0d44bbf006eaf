"""Reasons to stop. ``main()`` alone turns them into exit codes.

CustcheckError
├── InputError          a file, name or option that cannot be used
│   └── ProblemsError   a file with problems, all of them listed
├── OutputError         a file that cannot be written
├── FoundError          files were checked and have errors, already printed
├── GateError           a gate that was asked for is broken
└── PausedError         an interview that stopped before its end, with the answers saved

``StoppedError`` stands apart: a signal is no fault, and nothing may catch it by accident.
"""

from collections.abc import Sequence
from enum import IntEnum

from custcheck.problem import Problem


class ExitCode(IntEnum):
    """What the process tells the shell; signals are 128 plus their number."""

    OK = 0
    FOUND = 1
    CANNOT_RUN = 2
    BUG = 3
    PAUSED = 4


class CustcheckError(Exception):
    """A reason to stop, told in words that help its reader go on."""

    exit_code: ExitCode = ExitCode.CANNOT_RUN


class InputError(CustcheckError):
    """Something given cannot be used: a file, a name, an option."""


class ProblemsError(InputError):
    """A file has problems; going on with it would mean guessing."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class OutputError(CustcheckError):
    """A result cannot be written where it was asked to go."""


class FoundError(CustcheckError):
    """Files were checked and have errors; the errors have been printed."""

    exit_code = ExitCode.FOUND


class GateError(CustcheckError):
    """The audit ran, and a gate that was asked for is broken."""

    exit_code = ExitCode.FOUND


class PausedError(CustcheckError):
    """The interview stopped before its end; what was answered is saved."""

    exit_code = ExitCode.PAUSED


class StoppedError(BaseException):
    """A signal asked the process to stop. Not an ``Exception``: nothing may swallow it."""

    def __init__(self, signum: int) -> None:
        super().__init__(f"signal {signum}")
        self.signum = signum

    @property
    def exit_code(self) -> int:
        """What shells expect of a process that a signal ended."""
        return 128 + self.signum
