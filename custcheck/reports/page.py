"""The report as one web page: nothing is fetched, nothing runs, and it prints on A4.

The templates lay out and escape; the tables are the charts, so that no second copy can drift.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Undefined
from markupsafe import Markup

from custcheck.assessment.report import (
    BankPart,
    ChangeLine,
    QuestionsPart,
    Report,
    SignLine,
    SignsPart,
    SignState,
)
from custcheck.assessment.words import day_in_words, lower_first
from custcheck.text import clean

_TEMPLATES = Path(__file__).parent / "templates"


LIMIT = 100 * 1024
"""Bytes that go through every mail gateway, and open at once on any phone."""


def render(report: Report) -> str:
    """Return the report as a page of HTML: the same bytes for the same report.

    Where it would be over the limit, how every number arises is left out. What is left is not cut.
    """
    page = _page(report, has_workings=True)
    return page if len(page.encode()) < LIMIT else _page(report, has_workings=False)


def _page(report: Report, *, has_workings: bool) -> str:
    template = _environment().get_template("page.html.j2")
    return template.render(report=report, has_workings=has_workings) + "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        signed=_signed,
        tone=_tone,
        day=day_in_words,
        lower_first=lower_first,
        along=_along,
        strip=_strip,
        in_order=_in_order,
        change_of=_change_of,
        earlier=_earlier,
        banks=_banks,
        compact=_compact,
    )
    return environment


def _shown(value: object) -> object:
    """Return what a template puts on the page, text from files without its control characters.

    Raises:
        TypeError: for a value that has no one way to be shown, None above all.
    """
    match value:
        case Markup() | Undefined():
            return value
        case str():
            return clean(value)
        case bool():
            raise TypeError("a template shows a truth value")
        case int():
            return value
        case _:
            raise TypeError(f"a template shows {type(value).__name__}")


def _compact(css: str) -> Markup:
    """Return our own style sheet without the space that only its readers want."""
    short = re.sub(r"\s*([{};,>])\s*|(:)\s+", r"\1\2", str(css))
    return Markup(short.replace(";}", "}"))


def _signed(points: int) -> str:
    """Return a gap or a change with its sign, a true minus."""
    return f"+{points}" if points > 0 else str(points).replace("-", "\N{MINUS SIGN}")


def _tone(gap: int | None) -> str:
    """Return the class that colours a gap."""
    if gap is None:
        return "none"
    return "below" if gap < 0 else "above"


def _along(level: int, levels: int) -> int:
    """Return where a level lies on a line from the first to the last, in percent."""
    return round(100 * (level - 1) / max(levels - 1, 1))


def _in_order(part: SignsPart) -> list[SignLine]:
    """Return the warning signs, raised first."""
    return [sign for state in SignState for sign in part.lines if sign.state is state]


def _strip(part: SignsPart) -> Iterator[tuple[SignLine, bool]]:
    """Yield the signs that may apply, and whether a majority begins with this one."""
    apply = [sign for sign in _in_order(part) if sign.state is not SignState.NOT_APPLICABLE]
    for place, sign in enumerate(apply):
        yield sign, place > 0 and place == part.applicable // 2


def _change_of(report: Report, name: str) -> ChangeLine | None:
    """Return what became of a dimension's score since the audit that it is compared with."""
    lines = report.comparison.dimensions if report.comparison else ()
    return next((line for line in lines if line.id == name), None)


def _earlier(change: ChangeLine | None) -> int | None:
    """Return the earlier score, where it is over the same questions as the score beside it."""
    return change.before if change is not None and change.is_whole else None


def _banks(report: Report) -> Iterator[tuple[BankPart, QuestionsPart | None]]:
    """Yield the result of each bank with its questions."""
    questions = {p.bank: p for p in report.appendix.questions} if report.appendix else {}
    for bank in report.banks:
        yield bank, questions.get(bank.id)
