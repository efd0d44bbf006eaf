"""One audit, from the options to the report: get the answers, assess them, print."""

import contextlib
import datetime
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from custcheck import __version__, banks
from custcheck.answers.reading import Reading, read_answers
from custcheck.assessment.assess import Audit, Targets, assess
from custcheck.assessment.explain import explain
from custcheck.assessment.report import Report
from custcheck.errors import GateError, InputError
from custcheck.files import write_atomically
from custcheck.loading import check_framework, load_banks, read_source
from custcheck.model import Extent, Framework, LoadedBank
from custcheck.problem import Severity
from custcheck.reports import FORMATS, Format
from custcheck.reports.printing import Draw, print_lines, render_text
from custcheck.reports.problems import problem_lines
from custcheck.reports.terminal import render, render_working
from custcheck.source import MAX_BYTES, Source, parse
from custcheck.text import clean, did_you_mean, whole_points


@dataclass(frozen=True, slots=True)
class Options:
    """What ``custcheck audit`` was asked for, as typed."""

    name: str | None
    banks: tuple[str, ...]
    all_banks: bool
    quick: bool
    role: str | None
    organisation: str | None
    answers: str | None
    file: Path | None
    resume: bool
    new: bool
    no_input: bool
    targets: tuple[str, ...]
    format: Format
    output: Path | None
    full: bool
    explain: str | None
    fail_under: int | None
    date: datetime.date | None
    plain: bool


def run(options: Options) -> None:
    """Run an audit and print its report.

    Raises:
        InputError: for options or files that cannot be used.
        OutputError: when the report cannot be written.
        GateError: when ``--fail-under`` is not met; the report is printed all the same.
        PausedError: when the interview stopped before its end.
    """
    _refuse_contradictions(options)
    given = load_banks([banks.find(name) for name in _bank_names(options)])
    _refuse_overwriting(options, given)
    today = options.date or _today()
    if options.answers is not None:
        source = _answer_source(options.answers)
    else:
        source, given = _interview(options, given, today)
    reading = read_answers(source, given)
    if options.answers is not None:
        warnings = [w for w in reading.warnings if w.severity is Severity.WARNING]
        sys.stderr.writelines(f"{line}\n" for line in problem_lines(warnings))
    audit = _audit(options, reading, today)
    report = assess(audit)
    _print(options, audit, report)
    _gate(options, report)


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
    if options.answers is not None and options.plain and options.format is not Format.TERMINAL:
        raise InputError("--plain belongs to --format terminal.")
    pairs = (
        ("--full", options.full, "--format json", options.format is Format.JSON),
        ("--all", options.all_banks, "--bank", options.banks),
        ("--resume", options.resume, "--new", options.new),
        ("--explain", options.explain, "--format json", options.format is Format.JSON),
        ("--explain", options.explain, "--full", options.full),
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


def _refuse_overwriting(options: Options, given: Sequence[LoadedBank]) -> None:
    """Refuse to write a report over the answers or a bank that it is made from."""
    if options.output is None:
        return
    sources = [Path(bank.path) for bank in given]
    sources += [Path(path) for path in (options.answers, options.file) if path is not None]
    for source in sources:
        with contextlib.suppress(OSError, ValueError):  # what is not there is not overwritten
            if source.samefile(options.output):
                name = clean(str(options.output))
                raise InputError(f'--output "{name}" would overwrite what the audit reads.')


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


def _interview(
    options: Options, given: tuple[LoadedBank, ...], today: datetime.date
) -> tuple[Source, tuple[LoadedBank, ...]]:
    """Ask the questions; return the finished answer file, and the banks that it covers."""
    from custcheck.interview.session import Request, conduct

    extent = Extent.QUICK if options.quick else Extent.FULL if options.all_banks else None
    asked = given or load_banks([banks.find(name) for name in banks.CORE])
    _check_role(options.role, asked)
    _, dimensions = parse_targets(options.targets, [bank.framework for bank in asked])
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
    )
    is_terminal = sys.stdin.isatty() and sys.stderr.isatty()
    held = conduct(request, sys.stdin, sys.stderr, is_terminal=is_terminal)
    return read_source(held.path), held.banks


def _check_role(role: str | None, asked: Sequence[LoadedBank]) -> None:
    known = list(dict.fromkeys(r.id for bank in asked for r in bank.framework.roles))
    if role is not None and known and role not in known:
        hint = did_you_mean(role, known) or f"Roles: {', '.join(known)}."
        raise InputError(f'There is no role "{clean(role)}". {hint}')


def parse_targets(
    given: Sequence[str], frameworks: Sequence[Framework]
) -> tuple[int | None, dict[str, int]]:
    """Return the target for the whole, and those of single dimensions.

    Raises:
        InputError: for a target that is not 0 to 100, or a dimension that does not exist.
    """
    overall: int | None = None
    own: dict[str, int] = {}
    known = list(dict.fromkeys(d.id for f in frameworks for d in f.dimensions))
    for text in given:
        name, equals, number = text.rpartition("=")
        points = whole_points(number)
        if points is None:
            raise InputError(f"--target {clean(text)}: a target is a whole number from 0 to 100.")
        if not equals:
            overall = points
        elif name in known:
            own[name] = points
        else:
            hint = did_you_mean(name, known) or f"Dimensions: {', '.join(known)}."
            raise InputError(f'--target: there is no dimension "{clean(name)}". {hint}')
    return overall, own


def _audit(options: Options, reading: Reading, today: datetime.date) -> Audit:
    frameworks = [bank.framework for bank in reading.banks]
    overall, own = parse_targets(options.targets, frameworks)
    response = reading.response
    if options.organisation is not None:
        response = replace(response, organisation=clean(options.organisation).strip())
    return Audit(
        banks=reading.banks,
        response=response,
        answers_sha256=reading.sha256,
        targets=Targets(overall, {**response.targets, **own}),
        date=options.date or response.date or today,
        tool=f"custcheck {__version__}",
        left_out=_left_out(reading, options),
    )


def _left_out(reading: Reading, options: Options) -> tuple[str, ...]:
    """Return the banks that have answers but are not covered, and core banks nobody left out."""
    covered = {bank.bank.id for bank in reading.banks}
    answered = [name for name, answers in reading.response.answers.items() if answers]
    is_core = not options.banks and not covered.isdisjoint(banks.CORE)
    expected = [*answered, *(banks.CORE if is_core else ())]
    return tuple(name for name in dict.fromkeys(expected) if name not in covered)


def _print(options: Options, audit: Audit, report: Report) -> None:
    """Print the report, or what explains it, where it was asked for."""
    if options.explain is None and options.format in FORMATS:
        text = FORMATS[options.format](report)
        if options.output is None:
            sys.stdout.write(text)
        else:
            write_atomically(options.output, text)
        return

    draw: Draw = partial(render, report, full=options.full)
    if options.explain is not None:
        draw = partial(render_working, explain(audit, options.explain))
    if options.output is None:
        print_lines(draw, plain=options.plain)
    else:
        write_atomically(options.output, render_text(draw, plain=options.plain))


def _gate(options: Options, report: Report) -> None:
    score = report.overall.score
    if options.fail_under is None or (score is not None and score >= options.fail_under):
        return
    reached = "there is no overall score" if score is None else f"the overall score is {score}"
    raise GateError(f"--fail-under {options.fail_under}: {reached}.")


def shipped_roles() -> tuple[str, ...]:
    """Return the ids of the shipped framework's roles."""
    framework, _ = check_framework(read_source(banks.framework_path()))
    return tuple(role.id for role in framework.roles) if framework else ()


def shipped_topics() -> tuple[str, ...]:
    """Return what ``--explain`` takes with the shipped banks, the most general first."""
    loaded = load_banks(list(banks.shipped().values()))
    dimensions = (d.id for bank in loaded for d in bank.framework.dimensions)
    groups = (group.id for bank in loaded for group in bank.bank.groups)
    questions = (question.id for bank in loaded for question in bank.bank.questions)
    ids = (bank.bank.id for bank in loaded)
    return tuple(dict.fromkeys(("overall", "verdict", *dimensions, *ids, *groups, *questions)))
