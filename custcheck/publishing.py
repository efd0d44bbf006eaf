"""From the answers to what is handed over: assess them, write the report, hold it to its gates.

The questions come on screen sooner without this, so it is imported when they are answered.
"""

import datetime
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from custcheck import __version__, banks
from custcheck.answers.reading import Reading
from custcheck.assessment.assess import Audit, Targets, assess
from custcheck.assessment.report import Report
from custcheck.errors import GateError
from custcheck.files import write_atomically
from custcheck.options import Options, check_gates, parse_targets
from custcheck.reports import FORMATS, Format
from custcheck.reports.printing import Draw, print_lines, render_text
from custcheck.reports.terminal import render, render_working
from custcheck.text import clean


def publish(options: Options, reading: Reading, today: datetime.date, answers: str) -> None:
    """Assess an audit and hand over its report wherever it was asked for.

    ``answers`` is where the answers are, for the command that gives the report again.

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
    _write(options, audit, report, answers)
    _gate(report)


def _command(options: Options, answers: str) -> str:
    """Return the command that gives the report again."""
    import shlex  # late: its import takes longer than all of this

    words = ["custcheck", "audit", "--answers", answers]
    words += ["--all"] if options.all_banks else []
    words += [word for bank in options.banks for word in ("--bank", bank)]
    if options.organisation is not None:
        words += ["--organisation", options.organisation]
    if options.date is not None:
        words += ["--date", options.date.isoformat()]
    words += options.report_arguments()
    words += [word for gate in options.fail_under for word in ("--fail-under", gate)]
    words += [word for gate in options.fail_on for word in ("--fail-on", gate)]
    return clean(shlex.join(words))


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


def _write(options: Options, audit: Audit, report: Report, answers: str) -> None:
    """Write the report's files, then print it, then add it to a GitHub job's summary."""
    rendered: dict[Format, str] = {}
    if options.forms != {Format.TERMINAL} or _summary_path():
        from custcheck.assessment.appendix import detailed  # late: the terminal has no room for it

        report = replace(detailed(audit, report), command=_command(options, answers))

    def text(form: Format) -> str:
        if form not in rendered:
            rendered[form] = FORMATS[form](report)
        return rendered[form]

    draw = _drawn(options, audit, report)
    for output in options.outputs:
        form = options.form_of(output)
        is_drawn = form is Format.TERMINAL
        write_atomically(output, render_text(draw, plain=options.plain) if is_drawn else text(form))
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
        with Path(path).open("a", encoding="utf-8") as summary:
            summary.write(f"{text}\n")
    except (OSError, ValueError) as error:
        print(f"custcheck: The job's summary cannot be written: {error}", file=sys.stderr)


def _gate(report: Report) -> None:
    """Say how each gate stands, and end with 1 where one is broken."""
    lines = [gate.told for gate in report.gates]
    if any(gate.is_broken for gate in report.gates):
        raise GateError("\ncustcheck: ".join(lines))
    sys.stdout.flush()
    sys.stderr.writelines(f"custcheck: {line}\n" for line in lines)
