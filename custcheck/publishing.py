"""From the answers to what is handed over: assess them, write the report, hold it to its gates.

The questions come on screen sooner without this, so it is imported when they are answered.
"""

import datetime
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from custcheck import __version__, banks
from custcheck.answers.reading import Reading
from custcheck.assessment.assess import Audit, Targets, assess
from custcheck.assessment.report import Report
from custcheck.errors import GateError
from custcheck.files import write_atomically
from custcheck.options import Options, check_gates, command_line, parse_targets
from custcheck.reports import FORMATS, Format
from custcheck.reports.printing import Draw, print_lines, render_text
from custcheck.reports.terminal import render, render_working
from custcheck.text import clean

_MARK = "\ufeff"
"""Without it at the head of a file, spreadsheets take UTF-8 for something else; a pipe has none."""


def publish(
    options: Options,
    reading: Reading,
    today: datetime.date,
    answers: Sequence[str],
    wrote: Callable[[Path], None],
) -> None:
    """Assess an audit and hand over its report wherever it was asked for.

    ``answers`` are the options that read these answers, for the command that gives the report
    again. ``wrote`` is told of each file, once it is written.

    Raises:
        InputError: for a target, a topic, a gate or an earlier audit that cannot be used.
        OutputError: when a report cannot be written.
        GateError: when a gate is broken; the report is printed all the same.
    """
    audit = _audit(options, reading, today)
    report = assess(audit)
    if options.against is not None:
        from custcheck.assessment.comparison import compared  # late, as most audits are the first
        from custcheck.earlier import read_earlier

        report = compared(audit, report, read_earlier(options.against, audit.banks))
    if options.fail_under or options.fail_on:
        from custcheck.assessment.conditions import conditions
        from custcheck.assessment.gates import hold  # late, as few audits are held to gates

        check_gates(options.fail_under, [bank.framework for bank in audit.banks])
        asked = conditions(options.fail_under, options.fail_on)
        report = replace(report, gates=hold(report, asked))
    _write(options, audit, report, answers, wrote)
    _gate(report)


def _command(options: Options, audit: Audit, answers: Sequence[str], form: Format) -> str:
    """Return the command that prints this form of the report again, on any day.

    There is none where a pipe was read that nobody can name again.
    """
    paths = [Path(path) for path in (options.answers, options.against) if path not in {None, "-"}]
    if not all(path.is_file() for path in paths):
        return ""
    words = ["custcheck", "audit", *answers]
    if options.organisation is not None:
        words += ["--organisation", audit.response.organisation]
    if options.date is not None or audit.response.date is None:
        words += ["--date", audit.date.isoformat()]
    words += [*options.content_arguments(), "--format", form.value]
    return command_line(*words)


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


def _write(
    options: Options,
    audit: Audit,
    report: Report,
    answers: Sequence[str],
    wrote: Callable[[Path], None],
) -> None:
    """Write the report's files, then print it, then add it to a GitHub job's summary."""
    rendered: dict[Format, str] = {}
    if options.forms != {Format.TERMINAL} or _summary_path():
        from custcheck.assessment.appendix import detailed  # late: the terminal has no room for it

        report = detailed(audit, report)

    def text(form: Format) -> str:
        if form not in rendered:
            command = _command(options, audit, answers, form)
            rendered[form] = FORMATS[form](replace(report, command=command))
        return rendered[form]

    draw = _drawn(options, audit, report)
    for output in options.outputs:
        form = options.form_of(output)
        is_drawn = form is Format.TERMINAL
        written = render_text(draw, plain=options.plain) if is_drawn else text(form)
        write_atomically(output, _MARK + written if form is Format.CSV else written)
        wrote(output)
    if options.printed is Format.TERMINAL:
        print_lines(draw, plain=options.plain)
    elif options.printed is not None:
        _print(text(options.printed))
    if path := _summary_path():
        _add_to_summary(path, text(Format.MARKDOWN))


def _print(text: str) -> None:
    """Print a report that is a file of its own, in UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode(errors="replace"))
        buffer.flush()


def _drawn(options: Options, audit: Audit, report: Report) -> Draw:
    if options.explain is not None:
        from custcheck.assessment.explain import explain  # late: it is no part of a report

        return partial(render_working, explain(audit, options.explain))
    return partial(render, report, full=options.full)


def _summary_path() -> str:
    """Return the file by which a GitHub job shows a summary; empty where there is no job."""
    return os.environ.get("GITHUB_STEP_SUMMARY", "")


def _add_to_summary(path: str, text: str) -> None:
    """Add the report to a job's summary; a job is not held up where that cannot be done."""
    try:
        with Path(path).open("a", encoding="utf-8", errors="replace") as summary:
            summary.write(f"{text}\n")
    except OSError as error:
        says = f'"{clean(path)}": {error.strerror or error}.'
        print(f"custcheck: The job's summary cannot be written: {says}", file=sys.stderr)


def _gate(report: Report) -> None:
    """Say how each gate stands, and end with 1 where one is broken."""
    lines = [clean(gate.told) for gate in report.gates]
    if any(gate.is_broken for gate in report.gates):
        raise GateError("\ncustcheck: ".join(lines))
    sys.stdout.flush()
    sys.stderr.writelines(f"custcheck: {line}\n" for line in lines)
