"""Problems as people read them: where, what, and how to mend it."""

from collections.abc import Iterable, Iterator, Sequence

from custcheck.problem import Problem, Severity
from custcheck.text import clean


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield each problem with its place, and its remedy on a line of its own."""
    for problem in problems:
        yield clean(str(problem))
        if problem.remedy:
            yield f"  help: {clean(problem.remedy)}"


def summary(problems: Sequence[Problem], files: int) -> str:
    """Return how much was found, as the last line: ``3 errors, 1 warning in 2 of 9 files``."""
    counts = []
    for severity, word in (
        (Severity.ERROR, "error"),
        (Severity.WARNING, "warning"),
        (Severity.INFO, "note"),
    ):
        number = sum(1 for problem in problems if problem.severity is severity)
        if number:
            counts.append(f"{number} {word}{'' if number == 1 else 's'}")
    of = f"{files} file{'' if files == 1 else 's'}"
    if not counts:
        return f"Nothing wrong in {of}."
    guilty = len({problem.path for problem in problems})
    return f"{', '.join(counts)} in {guilty} of {of}."
