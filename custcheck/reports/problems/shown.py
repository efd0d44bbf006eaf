"""Problems on standard output, in colour where it is shown."""

import os
import sys
from collections.abc import Iterator, Mapping

from custcheck.problem import Severity
from custcheck.reports.problems import CheckReport
from custcheck.reports.problems.text import Part, end_of, lines_of, render

_TONES: Mapping[Severity, str] = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFO: "bold cyan",
}
_STYLES: Mapping[Part, str] = {Part.PLACE: "bold", Part.SOURCE: "dim", Part.HELP: "bold"}


def show(report: CheckReport) -> None:
    """Print a report as text; at a terminal, lines of files are cut to its width."""
    if not (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        sys.stdout.write(render(report))  # Rich would only take its time to say the same
        return
    from rich.console import Console
    from rich.segment import Segment, Segments
    from rich.style import Style

    console = Console(file=sys.stdout, highlight=False)
    styled = _styled(report, console.width)
    pieces = (Segment(text, Style.parse(style)) for text, style in styled)
    console.print(Segments(pieces), end="", crop=False)


def _styled(report: CheckReport, width: int) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with its style."""
    for problem in report.problems:
        tone = _TONES[problem.severity]
        for line in lines_of(problem, width):
            for part, text in line:
                yield text, tone if part in {Part.CODE, Part.CARET} else _STYLES.get(part, "")
            yield "\n", ""
    for text in end_of(report):
        yield f"{text}\n", ""
