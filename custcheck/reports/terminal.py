"""The report in a terminal: a summary for one screen, or the whole of it.

Lines are Rich ``Text``, never wider than the canvas; text from files is data.
"""

from collections.abc import Iterator, Sequence

from rich.text import Text

from custcheck.assessment.report import Report
from custcheck.reports.canvas import Canvas


def render(report: Report, canvas: Canvas, *, full: bool) -> Iterator[Text]:
    """Yield the report's lines."""
    if full:
        from custcheck.reports.full import full as whole_report  # late: one of the two is drawn

        yield from whole_report(report, canvas)
    else:
        from custcheck.reports.summary import summary

        yield from summary(report, canvas)


def render_working(working: Sequence[str], canvas: Canvas) -> Iterator[Text]:
    """Yield the lines of an explanation, each wrapped below its own indent."""
    for line in working:
        text = line.lstrip(" ")
        yield from canvas.say(text, indent=len(line) - len(text))
