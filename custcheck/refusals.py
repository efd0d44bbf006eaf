"""What is refused before anything is asked: a person's time is not spent on what cannot work."""

import contextlib
import datetime
import os
from collections.abc import Sequence
from pathlib import Path

from custcheck import banks
from custcheck.answers.places import open_audits
from custcheck.errors import InputError
from custcheck.files import check_writable
from custcheck.loading import load_banks
from custcheck.model import LoadedBank
from custcheck.options import Options, check_gates
from custcheck.reports import Format
from custcheck.text import clean, did_you_mean


def refuse_options(options: Options) -> None:
    """Refuse options that do not go together, or that name what is not there.

    Raises:
        InputError: with the option that is wrong.
    """
    _refuse_contradictions(options)
    _refuse_incomparable(options)


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


def refuse_outputs(options: Options, given: Sequence[LoadedBank]) -> None:
    """Refuse to write a report over what it is made from, or where no file can be.

    Raises:
        InputError: for a path that leads to what the audit reads, or stands twice.
        OutputError: for one that cannot be written.
    """
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


def refuse_unusable(options: Options, asked: Sequence[LoadedBank], today: datetime.date) -> None:
    """Refuse, before the first question, what the report would refuse after the last.

    An audit that goes on has its banks from its file, and any shipped one may be among them: only
    what none of these has is refused so early, and the earlier audit's answers are left to the end.
    So is its date, as the file has one too.

    Raises:
        InputError: for a role, a dimension, a topic or an earlier audit that cannot be used.
        ProblemsError: when the earlier audit has answers with errors.
    """
    _refuse_role(options.role, asked)
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


def _refuse_role(role: str | None, asked: Sequence[LoadedBank]) -> None:
    known = list(dict.fromkeys(r.id for bank in asked for r in bank.framework.roles))
    if role is not None and known and role not in known:
        hint = did_you_mean(role, known) or f"Roles: {', '.join(known)}."
        raise InputError(f'There is no role "{clean(role)}". {hint}')


def _is_new(options: Options) -> bool:
    """Tell whether an interview is sure to be a new one, and to ask the banks that it was told."""
    if options.file is not None:
        return not options.file.exists()
    return options.new or not (options.resume or open_audits(os.environ))
