"""One audit: ask the questions or read the answers, then have them published."""

import datetime
import os
import sys
from functools import partial
from pathlib import Path

from custcheck import banks
from custcheck.answers.places import audits
from custcheck.answers.reading import read_answers
from custcheck.errors import InputError
from custcheck.loading import check_framework, load_banks, read_source
from custcheck.model import Extent, LoadedBank, Status
from custcheck.options import Options, parse_targets
from custcheck.problem import Severity
from custcheck.refusals import refuse_options, refuse_outputs, refuse_unusable
from custcheck.reports.problems.text import problem_lines
from custcheck.source import MAX_BYTES, Source, parse
from custcheck.text import clean


def run(options: Options) -> None:
    """Run an audit and print its report.

    Raises:
        InputError: for options or files that cannot be used.
        OutputError: when the report cannot be written; before the first question where that shows.
        GateError: when a gate is broken; the report is printed all the same.
        PausedError: when the interview stopped before its end.
    """
    refuse_options(options)
    given = load_banks([banks.find(name) for name in _bank_names(options)])
    refuse_outputs(options, given)
    today = options.date or _today()
    if options.answers is None:
        _hold_interview(options, given, today)
        return
    reading = read_answers(_answer_source(options.answers), given)
    warnings = [w for w in reading.warnings if w.severity is Severity.WARNING]
    sys.stderr.writelines(f"{line}\n" for line in problem_lines(warnings))
    from custcheck.publishing import publish  # late: the first question comes sooner without it

    publish(options, reading, today, options.answers_arguments(), wrote=_tell_nobody)


def _tell_nobody(_: Path) -> None:
    """Keep it to oneself that a file is written: a script knows what it asked for."""


def _bank_names(options: Options) -> tuple[str, ...]:
    """Return the banks that the options name; none leaves the choice to the answer file."""
    if options.all_banks:
        return tuple(banks.shipped())
    return tuple(dict.fromkeys(options.banks))


def _today() -> datetime.date:
    """Return the day: the one place where the clock is read.

    Raises:
        InputError: for a SOURCE_DATE_EPOCH that is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    try:
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise InputError(f'SOURCE_DATE_EPOCH is "{clean(epoch)}", not seconds.') from None


def _answer_source(given: str) -> Source:
    """Read the answers that ``--answers`` names."""
    if not given:
        raise InputError("--answers names no file.")
    if given != "-":
        return read_source(Path(given))
    return parse(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>")


def _hold_interview(options: Options, given: tuple[LoadedBank, ...], today: datetime.date) -> None:
    """Ask the questions, print the report, and say where the answers are."""
    from custcheck.interview.session import Request, conduct, mode_for

    extent = Extent.QUICK if options.quick else Extent.FULL if options.all_banks else None
    asked = given or load_banks([banks.find(name) for name in banks.CORE])
    _, dimensions = parse_targets(options.targets, [bank.framework for bank in asked])
    refuse_unusable(options, asked, today)
    request = Request(
        banks=asked,
        bank_arguments=options.banks,
        all_banks=options.all_banks,
        extent=extent,
        role=options.role,
        organisation=options.organisation,
        today=today,
        targets=dimensions,
        file=options.file,
        resume=(options.name or "") if options.resume else None,
        new=options.new,
        environ=os.environ,
        report_arguments=options.report_arguments(),
        resume_arguments=options.resume_arguments(),
    )
    mode = mode_for(sys.stdin, sys.stderr, os.environ, plain=options.plain)
    held = conduct(request, sys.stdin, sys.stderr, mode)
    written: list[Path] = []
    try:
        from custcheck.publishing import publish  # late, as above

        reading = read_answers(read_source(held.path), held.banks)
        publish(options, reading, today, held.answers_arguments, written.append)
        sys.stdout.flush()
    finally:
        held.say_goodbye(written)


def list_audits() -> None:
    """Print the audits in this person's folder: whose, of when, how far, and where they are."""
    from custcheck.interview.opening import how_far
    from custcheck.reports.listing import list_audits as lines_of_audits
    from custcheck.reports.printing import print_lines

    kept = sorted(audits(os.environ), key=lambda audit: audit.status is not Status.OPEN)
    if not kept:
        print("There are no audits yet. Start one with: custcheck audit")
        return
    print_lines(partial(lines_of_audits, [(audit, how_far(audit, ())) for audit in kept]))


def shipped_roles() -> tuple[str, ...]:
    """Return the ids of the shipped framework's roles."""
    framework, _ = check_framework(read_source(banks.framework_path()))
    return tuple(role.id for role in framework.roles) if framework else ()


def shipped_topics() -> tuple[str, ...]:
    """Return what ``--explain`` takes with the shipped banks, the most general first."""
    from custcheck.assessment.explain import topics

    return topics(load_banks(list(banks.shipped().values())))
