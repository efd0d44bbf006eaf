"""From the answers to what is printed: assess them, print the report, hold it to its gate.

The questions come on screen sooner without this, so it is imported when they are answered.
"""

import datetime
import sys
from dataclasses import replace
from functools import partial

from custcheck import __version__, banks
from custcheck.answers.reading import Reading
from custcheck.assessment.assess import Audit, Targets, assess
from custcheck.assessment.explain import explain
from custcheck.assessment.report import Report
from custcheck.errors import GateError
from custcheck.files import write_atomically
from custcheck.options import Options, parse_targets
from custcheck.reports import FORMATS
from custcheck.reports.printing import Draw, print_lines, render_text
from custcheck.reports.terminal import render, render_working
from custcheck.text import clean


def publish(options: Options, reading: Reading, today: datetime.date) -> None:
    """Assess an audit and print its report where it was asked for.

    Raises:
        InputError: for a target or a topic that does not exist.
        OutputError: when the report cannot be written.
        GateError: when ``--fail-under`` is not met; the report is printed all the same.
    """
    audit = _audit(options, reading, today)
    report = assess(audit)
    _print(options, audit, report)
    _gate(options, report)


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
