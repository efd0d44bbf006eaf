"""The run of a check: which files, which rules, what is printed, how it ends."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from custcheck.checking.configuration import selection_for
from custcheck.checking.history import History
from custcheck.checking.judging import Judge
from custcheck.checking.options import CheckOptions
from custcheck.checking.walking import STDIN, File, default_path, files_in, folders_in, nothing_in
from custcheck.errors import FoundError, InputError
from custcheck.files import write_atomically
from custcheck.problem import Severity
from custcheck.reports.problems import FORMATS, CheckFormat, CheckReport, FailOn
from custcheck.reports.problems.shown import show
from custcheck.text import clean

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
    paths = _paths(options)
    selection = selection_for(options)
    files = files_in(paths, options.stdin_filename)
    _spare(files, options.output)
    history = None
    if options.against is not None:
        named = (file.path for file in files if file.is_named)
        history = History(options.against, folders_in(paths), named)
    report = Judge(files, selection, history).report()
    if not report.files:
        raise nothing_in(paths)
    _print(report, options)
    fail_on = options.fail_on or (FailOn.WARNING if options.strict else FailOn.ERROR)
    if any(problem.severity in _FAILING[fail_on] for problem in report.problems):
        raise FoundError


def _paths(options: CheckOptions) -> tuple[Path, ...]:
    """Return what to check: what was named, or else the default.

    Raises:
        InputError: when standard input has a name and is not to be checked.
    """
    if options.stdin_filename is None:
        return options.paths or (default_path(),)
    if options.paths and STDIN not in options.paths:
        raise InputError("--stdin-filename names standard input, which goes by - as a path.")
    return options.paths or (STDIN,)


def _spare(files: Sequence[File], output: Path | None) -> None:
    """Refuse to write the result over a file that is checked, or a framework beside one."""
    read = {file.real for file in files}
    read |= {os.path.realpath(file.path.parent / "framework.yaml") for file in files}
    if output is not None and os.path.realpath(output) in read:
        name = clean(str(output))
        raise InputError(f'--output "{name}" would overwrite a file that is checked.')


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
