"""The run of a check: which files, which rules, what is printed, how it ends."""

import os
import sys

from custcheck.checking.configuration import selection_for
from custcheck.checking.history import History
from custcheck.checking.judging import Judge
from custcheck.checking.options import CheckOptions
from custcheck.checking.walking import STDIN, files_in, nothing_in
from custcheck.errors import FoundError, InputError
from custcheck.files import write_atomically
from custcheck.problem import Severity
from custcheck.reports.problems import FORMATS, CheckFormat, CheckReport, FailOn
from custcheck.reports.problems.shown import show

_FAILING = {
    FailOn.ERROR: {Severity.ERROR},
    FailOn.WARNING: {Severity.ERROR, Severity.WARNING},
    FailOn.INFO: {Severity.ERROR, Severity.WARNING, Severity.INFO},
    FailOn.NEVER: set[Severity](),
}


def run(options: CheckOptions) -> None:
    """Check files and print what is wrong with them.

    Raises:
        InputError: when an option or a path cannot be used, or there is nothing to check.
        OutputError: when the result cannot be written.
        FoundError: when something is as grave as was asked for; it has been printed.
    """
    paths = options.paths
    if options.stdin_filename is not None:
        if paths and STDIN not in paths:
            raise InputError("--stdin-filename names standard input, which goes by - as a path.")
        paths = paths or (STDIN,)
    selection = selection_for(options)
    history = None if options.against is None else History(options.against)
    report = Judge(files_in(paths, options.stdin_filename), selection, history).report()
    if not report.files:
        raise nothing_in(paths)
    _print(report, options)
    fail_on = options.fail_on or (FailOn.WARNING if options.strict else FailOn.ERROR)
    if any(problem.severity in _FAILING[fail_on] for problem in report.problems):
        raise FoundError


def _print(report: CheckReport, options: CheckOptions) -> None:
    """Print the report, or write it where it was asked to go."""
    by_itself = CheckFormat.GITHUB if os.environ.get("GITHUB_ACTIONS") else CheckFormat.TEXT
    chosen = options.format or by_itself
    if options.output is not None:
        write_atomically(options.output, FORMATS[chosen](report))
    elif chosen is CheckFormat.TEXT:
        show(report)
    else:
        sys.stdout.write(FORMATS[chosen](report))
