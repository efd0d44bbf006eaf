"""The answers for a spreadsheet: CSV in long form, one row a question.

As RFC 4180 has it, lines end in CR LF. The text is UTF-8; a file of it begins with a byte order
mark, by which spreadsheets know that.
"""

import csv
import io
import re
from collections.abc import Iterator

from custcheck.assessment.report import QuestionLine, QuestionsPart, Report
from custcheck.text import clean

HEADER = (
    *("bank", "bank_title", "group", "number", "id", "question", "dimension", "state", "answer"),
    *("score", "target", "evidence", "checked_on", "evidenced", "note", "witnesses", "action"),
    *("effort", "organisation", "date", "role", "owner"),
)
"""The columns; new ones come last, so that a sheet that is built on these holds. An owner is for
whoever reads the sheet to write in."""

_FORMULA = re.compile("[\\s\"'`\u2018-\u201f\u00ab\u2039]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may work out, also behind spaces and quotation marks that it drops."""


def render(report: Report) -> str:
    """Return every question of the audit as CSV, those of other frameworks last."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(HEADER)
    for told in (report, *report.others):
        writer.writerows(_rows(told))
    return sheet.getvalue()


def _rows(report: Report) -> Iterator[list[str | int]]:
    if report.appendix is None:
        return
    provenance = report.provenance
    about = (report.organisation, provenance.date.isoformat(), provenance.role)
    for part in report.appendix.questions:
        for line in part.lines:
            yield [*_question(part, line), *map(_text, about), ""]


def _question(part: QuestionsPart, line: QuestionLine) -> Iterator[str | int]:
    """Yield a question's cells; numbers stay numbers, and what is not there is empty."""
    yield from map(_text, (part.bank, part.title, line.group))
    yield line.number
    yield from map(_text, (line.id, line.text, line.dimension, line.state.value, line.answer))
    yield "" if line.score is None else line.score
    yield "" if line.target is None else line.target
    yield _text(line.evidence)
    yield "" if line.checked_on is None else line.checked_on.isoformat()
    yield "yes" if line.is_evidenced else "no"
    yield from map(_text, (line.note, "; ".join(line.witnesses), line.action, line.effort))


def _text(text: str | None) -> str:
    """Return text that stays text: on its line, and never a formula."""
    safe = clean(text or "")
    return f"'{safe}" if _FORMULA.match(safe) else safe
