"""The command line: what it takes, and what to call with it.

What the commands need is imported inside them, so that ``--help`` stays quick.
"""

import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from custcheck import __version__, banks
from custcheck.reports import Format
from custcheck.reports.problems import CheckFormat, FailOn
from custcheck.text import iso_day

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Audit how customer-centric an organisation really is, and print the gaps.",
)


def _complete_bank(incomplete: str) -> list[str]:
    return [name for name in banks.shipped() if name.startswith(incomplete)]


def _complete_role(incomplete: str) -> list[str]:
    from custcheck.auditing import shipped_roles

    return [role for role in shipped_roles() if role.startswith(incomplete)]


def _complete_topic(incomplete: str) -> list[str]:
    from custcheck.auditing import shipped_topics

    return [name for name in shipped_topics() if name.startswith(incomplete)]


def _complete_rule(incomplete: str) -> list[str]:
    from custcheck.catalogue import RULES

    return [code for code in RULES if code.startswith(incomplete.upper())]


def _day(text: str) -> datetime.date:
    if (day := iso_day(text)) is None:
        raise typer.BadParameter(f"{text} is not a date: write YYYY-MM-DD.")
    return day


def _print_version(value: bool) -> None:
    if value:
        print(f"custcheck {__version__}")
        raise typer.Exit


@app.callback()
def custcheck(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Audit how customer-centric an organisation really is, and print the gaps."""


@app.command()
def audit(
    name: Annotated[
        str | None, typer.Argument(help="With --resume: which audit, by name or file.")
    ] = None,
    bank: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME|PATH",
            help="Ask this bank; may be repeated. Default: the three core banks.",
            autocompletion=_complete_bank,
        ),
    ] = None,
    all_banks: Annotated[bool, typer.Option("--all", help="Ask every shipped bank.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Ask only the lead questions.")] = False,
    role: Annotated[
        str | None,
        typer.Option(
            help="Ask only what this role can answer, in its wording.",
            autocompletion=_complete_role,
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Whom the audit is about."),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|-",
            help="Read the answers from a file, or from standard input, and ask nothing.",
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Keep the interview's answers here."),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with an audit left open."),
    ] = False,
    new: Annotated[
        bool,
        typer.Option("--new", help="Start afresh, whatever is open."),
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask; fail instead.")] = False,
    target: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N|DIM=N",
            help="Aim at N for the whole, or at N for one dimension; may be repeated.",
        ),
    ] = None,
    report_format: Annotated[
        Format | None,
        typer.Option("--format", help="The report's form on standard output: terminal, or this."),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Write the report to a file instead, in the form that its ending names: "
            ".html, .md, .csv, .json or .txt; may be repeated.",
        ),
    ] = None,
    full: Annotated[
        bool,
        typer.Option("--full", help="The whole report, not the summary."),
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="Print the arithmetic behind overall, verdict, or any dimension, bank, group "
            "or question, instead of the report.",
            autocompletion=_complete_topic,
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Say what has changed since an earlier audit, given its answers or JSON report.",
        ),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N|DIM=N",
            help="Exit with 1 when the overall score, or that of a dimension, is below N, or there "
            "is none; may be repeated.",
        ),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TROUBLE",
            help="Exit with 1 on a majority of warning signs, a blocking finding, an integrity "
            "gap, or a regression[:POINTS]; may be repeated.",
        ),
    ] = None,
    date: Annotated[
        datetime.date | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            parser=_day,
            help="The audit's date, for the age of evidence. Default: the answer file's, or today.",
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help="Words and numbers only: no colour, no bars; questions line by line.",
        ),
    ] = False,
) -> None:
    """Run an audit and report the gaps.

    Without --answers the questions are asked here, on standard error; the report goes to standard
    output. Every answer is saved at once: leave with quit, and go on with --resume.
    """
    from custcheck.auditing import run
    from custcheck.options import Options

    run(
        Options(
            name=name,
            banks=tuple(bank or ()),
            all_banks=all_banks,
            quick=quick,
            role=role,
            organisation=organisation,
            answers=answers,
            file=file,
            resume=resume,
            new=new,
            no_input=no_input,
            targets=tuple(target or ()),
            format=report_format,
            outputs=tuple(output or ()),
            full=full,
            explain=explain,
            against=against,
            fail_under=tuple(fail_under or ()),
            fail_on=tuple(fail_on or ()),
            date=date,
            plain=plain,
        )
    )


@app.command("banks")
def list_banks(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|PATH]",
            help="Show this bank's questions.",
            autocompletion=_complete_bank,
        ),
    ] = None,
) -> None:
    """List the question banks, or show one."""
    from custcheck.loading import load_banks
    from custcheck.reports.listing import list_banks as lines_of_banks
    from custcheck.reports.listing import list_questions
    from custcheck.reports.printing import print_lines

    if name is None:
        loaded = load_banks(list(banks.shipped().values()))
        print_lines(lambda canvas: lines_of_banks(loaded, canvas))
    else:
        (bank,) = load_banks([banks.find(name)])
        print_lines(lambda canvas: list_questions(bank, canvas))


@app.command("audits")
def list_kept_audits() -> None:
    """List the audits kept on this computer, the open ones first."""
    from custcheck.auditing import list_audits

    list_audits()


@app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files or folders, or - for standard input. "
            "Default: questionnaires/, or else the current folder.",
        ),
    ] = None,
    check_format: Annotated[
        CheckFormat | None,
        typer.Option(
            "--format", help="What it prints. Default: text; in a GitHub workflow, github."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it to a file instead."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Hold files to these rules only: W01, or W for all W."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Do not hold files to these rules."),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Hold files to the strict rules too; fail on warnings."),
    ] = False,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="Exit with 1 from this severity upwards. Default: error."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="REV", help="Find ids that git revision REV had and that are gone."),
    ] = None,
    stdin_filename: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What to call the file on standard input."),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Print what a rule finds, why, and how to mend it; check nothing.",
            autocompletion=_complete_rule,
        ),
    ] = None,
) -> None:
    """Check files of questions and answers for faults.

    Prints every fault with its place and its remedy, and exits with 1 when a file has errors.
    """
    if explain is not None:
        from custcheck.reports.rules import explain as explain_rule
        from custcheck.reports.rules import find_rule

        print(explain_rule(find_rule(explain)), end="")
        return

    from custcheck.checking.check import run
    from custcheck.checking.options import CheckOptions

    run(
        CheckOptions(
            paths=tuple(paths or ()),
            format=check_format,
            output=output,
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            strict=strict,
            fail_on=fail_on,
            against=against,
            stdin_filename=stdin_filename,
        )
    )


@app.command()
def template(
    bank: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME|PATH",
            help="Take this bank; may be repeated. Default: the three core banks.",
            autocompletion=_complete_bank,
        ),
    ] = None,
    all_banks: Annotated[bool, typer.Option("--all", help="Take every shipped bank.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Take only the lead questions.")] = False,
    role: Annotated[
        str | None,
        typer.Option(
            help="Take only what this role can answer, in its wording.",
            autocompletion=_complete_role,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write to a new file instead."),
    ] = None,
) -> None:
    """Print a blank answer file, with the questions and their options as comments."""
    from custcheck.starting import write_template

    write_template(tuple(bank or ()), output, all_banks=all_banks, quick=quick, role=role)


@app.command()
def schema(
    kind: Annotated[
        Literal["bank", "framework", "answers", "report", "check"],
        typer.Argument(help="Which files the schema is for."),
    ],
) -> None:
    """Print the JSON Schema of a kind of file, for editors and scripts."""
    from custcheck.schemas import schema as schema_of

    print(schema_of(kind), end="")


@app.command()
def new(
    bank: Annotated[str, typer.Argument(metavar="BANK", help="The new bank's id.")],
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it here. Default: BANK.yaml."),
    ] = None,
) -> None:
    """Write a small bank to start from, with comments that teach the format."""
    from custcheck.starting import write_bank

    write_bank(bank, output)
