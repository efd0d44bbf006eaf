"""Problems as JUnit's XML: a test case for each file."""

from collections.abc import Iterator, Sequence
from html import escape

from custcheck.problem import Problem, Severity
from custcheck.reports.problems import CheckReport
from custcheck.reports.problems.naming import LEVELS, counted, counts, near
from custcheck.reports.problems.text import problem_lines


def render(report: CheckReport) -> str:
    """Return one suite: a file with errors or warnings fails, and notes stand beside.

    It is ASCII, so that the first line is true wherever it is printed.
    """
    cases: dict[str, list[Problem]] = {path: [] for path in report.files}
    for problem in report.problems:
        cases.setdefault(problem.path, []).append(problem)
    failures = sum(1 for problems in cases.values() if _failing(problems))
    numbers = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="0" time="0"'
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="custcheck" {numbers}>',
        f'  <testsuite name="custcheck check" {numbers}>',
        *(line for path, problems in cases.items() for line in _case(path, problems)),
        "  </testsuite>",
        "</testsuites>",
        "",
    )
    return "\n".join(lines).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _failing(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is not Severity.INFO]


def _case(path: str, problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the test case of one file."""
    opening = f'<testcase classname="custcheck" name="{_safe(near(path).as_posix())}" time="0"'
    if not problems:
        yield f"    {opening}/>"
        return
    yield f"    {opening}>"
    if failing := _failing(problems):
        found = counts(failing)
        message = ", ".join(counted(number, level) for level, number in found.items() if number)
        kind = LEVELS[Severity.ERROR] if found["error"] else LEVELS[Severity.WARNING]
        yield f'      <failure message="{message}" type="{kind}">{_lines(failing)}</failure>'
    if notes := [problem for problem in problems if problem.severity is Severity.INFO]:
        yield f"      <system-out>{_lines(notes)}</system-out>"
    yield "    </testcase>"


def _lines(problems: Sequence[Problem]) -> str:
    return _safe("\n".join(problem_lines(problems)))


def _safe(text: str) -> str:
    """Return text as XML holds it; what XML 1.0 forbids was cleaned away before."""
    return escape(text, quote=True)
