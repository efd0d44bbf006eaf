"""The report in a terminal: a summary for one screen, or the whole of it.

Lines are Rich ``Text``, never wider than the canvas; text from files is data.
"""

from collections.abc import Iterator, Sequence

from rich.text import Text

from custcheck.assessment.report import Report
from custcheck.reports.canvas import Canvas
from custcheck.reports.full import full as whole_report
from custcheck.reports.summary import summary


def render(report: Report, canvas: Canvas, *, full: bool) -> Iterator[Text]:
    """Yield the report's lines."""
    yield from whole_report(report, canvas) if full else summary(report, canvas)


def render_working(working: Sequence[str], canvas: Canvas) -> Iterator[Text]:
    """Yield the lines of an explanation, each wrapped below its own indent."""
    for line in working:
        text = line.lstrip(" ")
        yield from canvas.say(text, indent=len(line) - len(text))
