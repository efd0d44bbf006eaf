"""Problems as GitHub's workflow commands, which it shows at their lines."""

from collections.abc import Iterator, Mapping

from custcheck.problem import Problem, Severity
from custcheck.reports.problems import CheckReport
from custcheck.reports.problems.naming import near, rule_name, sentences
from custcheck.reports.problems.text import end_of
from custcheck.text import clean

AT_MOST = 10
"""How many commands of a kind GitHub shows for one step; the rest it drops without a word."""
_COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = {**_IN_MESSAGE, ord(":"): "%3A", ord(","): "%2C"}


def render(report: CheckReport) -> str:
    """Return the commands, the errors first, and the summary."""
    return "\n".join((*_lines(report), ""))


def _lines(report: CheckReport) -> Iterator[str]:
    hidden: list[Problem] = []
    for severity, command in _COMMANDS.items():
        problems = [problem for problem in report.problems if problem.severity is severity]
        yield from (_command(command, problem) for problem in problems[:AT_MOST])
        hidden += problems[AT_MOST:]
    if hidden:
        yield f"GitHub shows {AT_MOST} of a kind beside the lines; these are the others:"
        yield from (f"- {clean(str(problem))}" for problem in hidden)
    yield from end_of(report)


def _command(command: str, problem: Problem) -> str:
    where = {"file": near(problem.path).as_posix()}
    if problem.position:
        where |= {"line": str(problem.position.line), "col": str(problem.position.column)}
    properties = {**where, "title": rule_name(problem)}
    said = ",".join(f"{key}={value.translate(_IN_PROPERTY)}" for key, value in properties.items())
    return f"::{command} {said}::{sentences(problem).translate(_IN_MESSAGE)}"
