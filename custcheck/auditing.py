"""One audit: ask the questions or read the answers, then have them published."""

import contextlib
import datetime
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from custcheck import banks
from custcheck.answers.places import audits, open_audits
from custcheck.answers.reading import Reading, read_answers
from custcheck.errors import InputError
from custcheck.files import check_writable
from custcheck.loading import check_framework, load_banks, read_source
from custcheck.model import Extent, LoadedBank, Status
from custcheck.options import Options, check_gates, parse_targets
from custcheck.problem import Severity
from custcheck.reports import Format
from custcheck.reports.problems.text import problem_lines
from custcheck.source import MAX_BYTES, Source, parse
from custcheck.text import clean, did_you_mean


def run(options: Options) -> None:
    """Run an audit and print its report.

    Raises:
        InputError: for options or files that cannot be used.
        OutputError: when the report cannot be written; before the first question where that shows.
        GateError: when a gate is broken; the report is printed all the same.
        PausedError: when the interview stopped before its end.
    """
    _refuse_contradictions(options)
    _refuse_incomparable(options)
    given = load_banks([banks.find(name) for name in _bank_names(options)])
    _refuse_outputs(options, given)
    today = options.date or _today()
    if options.answers is None:
        _hold_interview(options, given, today)
        return
    reading = read_answers(_answer_source(options.answers), given)
    warnings = [w for w in reading.warnings if w.severity is Severity.WARNING]
    sys.stderr.writelines(f"{line}\n" for line in problem_lines(warnings))
    _publish(options, reading, today, options.answers_arguments(), wrote=_tell_nobody)


def _publish(
    options: Options,
    reading: Reading,
    today: datetime.date,
    answers: Sequence[str],
    wrote: Callable[[Path], None],
) -> None:
    from custcheck.publishing import publish  # late: the first question comes sooner without it

    publish(options, reading, today, answers, wrote)


def _tell_nobody(_: Path) -> None:
    """Keep it to oneself that a file is written: a script knows what it asked for."""


def _refuse_contradictions(options: Options) -> None:
    """Refuse options that would silently do nothing."""
    interview_only = {
        "--file": options.file,
        "--resume": options.resume,
        "--new": options.new,
        "--quick": options.quick,
        "--role": options.role,
    }
    for flag, value in interview_only.items():
        if options.answers is not None and value:
            raise InputError(f"{flag} belongs to the interview; --answers asks nothing.")
    shapes = {"--full": options.full, "--explain": options.explain}
    if options.answers is not None:
        shapes["--plain"] = options.plain
    for flag, value in shapes.items():
        if value and Format.TERMINAL not in options.forms:
            raise InputError(f"{flag} belongs to --format terminal, or to an --output of .txt.")
    if options.explain is not None and len(options.forms) > 1:
        raise InputError("--explain prints text alone: leave out the other formats.")
    pairs = (
        ("--all", options.all_banks, "--bank", options.banks),
        ("--resume", options.resume, "--new", options.new),
        ("--explain", options.explain, "--full", options.full),
        ("--explain", options.explain, "--against", options.against),
    )
    for first, has_first, second, has_second in pairs:
        if has_first and has_second:
            raise InputError(f"{first} and {second} do not go together.")
    if options.name is not None and not options.resume:
        raise InputError(
            f'"{clean(options.name)}" is not expected here. A bank is given with --bank, '
            "answers with --answers, an audit to go on with after --resume."
        )
    if options.no_input and options.answers is None:
        raise InputError("--no-input asks nothing; give the answers with --answers FILE.")


def _refuse_incomparable(options: Options) -> None:
    """Refuse, before anything is asked, what could not be held against an earlier audit."""
    if options.against is not None:
        _refuse_no_file(options.against)
    if not (options.fail_under or options.fail_on):
        return
    from custcheck.assessment.conditions import FailOn, Trouble, conditions  # late: few ask for any

    for gate in conditions(options.fail_under, options.fail_on):
        if isinstance(gate, FailOn) and gate.trouble is Trouble.REGRESSION and not options.against:
            raise InputError(f"{gate} needs an earlier audit to compare with: --against FILE")


def _refuse_no_file(against: Path) -> None:
    """Refuse a path that leads nowhere, or to a folder: a pipe from the shell will do."""
    name = f'--against "{clean(str(against))}"'
    with contextlib.suppress(PermissionError):  # told when it is read
        if not against.exists():
            raise InputError(f"{name}: there is no such file.")
        if against.is_dir():
            raise InputError(f"{name} is a folder. Name a file in it.")


def _refuse_outputs(options: Options, given: Sequence[LoadedBank]) -> None:
    """Refuse to write a report over what it is made from, or where no file can be."""
    sources = [Path(bank.path) for bank in given]
    paths = (options.answers, options.file, options.name, options.against)
    sources += [Path(path) for path in paths if path is not None]
    for output in options.outputs:
        if any(_is_same(output, source) for source in sources):
            name = clean(str(output))
            raise InputError(f'--output "{name}" would overwrite what the audit reads.')
    if len(set(options.outputs)) < len(options.outputs):
        raise InputError("--output names a file twice.")
    for output in options.outputs:
        check_writable(output)


def _is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, there already or yet to be written."""
    with contextlib.suppress(OSError, ValueError):
        return one.resolve() == other.resolve() or one.samefile(other)
    return False


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
    _check_role(options.role, asked)
    _, dimensions = parse_targets(options.targets, [bank.framework for bank in asked])
    _refuse_unusable(options, asked, today)
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
        reading = read_answers(read_source(held.path), held.banks)
        _publish(options, reading, today, held.answers_arguments, written.append)
        sys.stdout.flush()
    finally:
        held.say_goodbye(written)


def _check_role(role: str | None, asked: Sequence[LoadedBank]) -> None:
    known = list(dict.fromkeys(r.id for bank in asked for r in bank.framework.roles))
    if role is not None and known and role not in known:
        hint = did_you_mean(role, known) or f"Roles: {', '.join(known)}."
        raise InputError(f'There is no role "{clean(role)}". {hint}')


def _refuse_unusable(options: Options, asked: Sequence[LoadedBank], today: datetime.date) -> None:
    """Refuse, before the first question, what the report would refuse after the last.

    An audit that goes on has its banks from its file, and any shipped one may be among them: only
    what none of these has is refused so early, and the earlier audit's answers are left to the end.
    So is its date, as the file has one too.
    """
    if not options.fail_under and options.explain is None and options.against is None:
        return
    is_new = _is_new(options)
    known = asked if is_new else (*asked, *load_banks(list(banks.shipped().values())))
    if options.fail_under:
        check_gates(options.fail_under, [bank.framework for bank in known])
    if options.explain is not None:
        from custcheck.assessment.explain import check_topic  # late: few ask for it

        check_topic(options.explain, known)
    if options.against is not None and options.against.is_file():  # a pipe is read only once
        from custcheck.assessment.comparison import refuse_later
        from custcheck.earlier import read_earlier

        earlier = read_earlier(options.against, asked if is_new else ())
        if is_new or options.date is not None:
            refuse_later(earlier.response.date, today)


def _is_new(options: Options) -> bool:
    """Tell whether an interview is sure to be a new one, and to ask the banks that it was told."""
    if options.file is not None:
        return not options.file.exists()
    return options.new or not (options.resume or open_audits(os.environ))


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
