"""Problems as people read them: where, what, the line itself, and how to mend it."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import TypeAlias

from custcheck.problem import Excerpt, Problem
from custcheck.reports.problems import CheckReport
from custcheck.reports.problems.naming import counted, counts
from custcheck.text import clean

_CUT = "..."
_NAMED = 3
"""So many of the files that were passed over are named."""
_GUTTER = "  | "
"""Stands before what a file says, so that no reader of the output takes it for a word of ours."""


class Part(Enum):
    """What a piece of a problem's lines is, for those who colour it."""

    PLACE = "place"
    CODE = "code"
    WORDS = "words"
    SOURCE = "source"
    CARET = "caret"
    HELP = "help"


Piece: TypeAlias = tuple[Part, str]


def lines_of(problem: Problem, width: int | None = None) -> Iterator[tuple[Piece, ...]]:
    """Yield the lines of one problem in pieces.

    Where the width is known, the line of the file is cut to it: wrapped, its caret would point
    nowhere.
    """
    position = problem.position
    where = f":{position.line}:{position.column}" if position else ""
    yield (
        (Part.PLACE, f"{clean(problem.path)}{where}: "),
        (Part.CODE, problem.code),
        (Part.WORDS, f" {clean(problem.message)}"),
    )
    if problem.excerpt is not None:
        room = None if width is None else max(width - len(_GUTTER) - 2 * len(_CUT) - 1, 8)
        yield from _pointed_at(_narrowed(problem.excerpt, room))
    if problem.remedy:
        yield (Part.HELP, "  help:"), (Part.WORDS, f" {clean(problem.remedy)}")


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield each problem with its place, the line it is on, and its remedy."""
    for problem in problems:
        for pieces in lines_of(problem):
            yield "".join(text for _, text in pieces)


def summary(problems: Sequence[Problem], files: int) -> str:
    """Return how much was found, the last line: ``3 errors in 2 of 9 files``."""
    found = [counted(number, level) for level, number in counts(problems).items() if number]
    of = counted(files, "file")
    if not found:
        return f"Nothing wrong in {of}."
    guilty = len({problem.path for problem in problems})
    return f"{', '.join(found)} in {guilty} of {of}."


def end_of(report: CheckReport) -> Iterator[str]:
    """Yield the lines that end a report: how much was found, and what was passed over."""
    yield summary(report.problems, len(report.files))
    if report.skipped:
        named = ", ".join(map(clean, report.skipped[:_NAMED]))
        more = ", …" if len(report.skipped) > _NAMED else ""
        yield f"{counted(len(report.skipped), 'other YAML file')} skipped: {named}{more}"


def render(report: CheckReport) -> str:
    """Return every problem with its line and its remedy, and the summary."""
    return "\n".join((*problem_lines(report.problems), *end_of(report), ""))


def render_concise(report: CheckReport) -> str:
    """Return every problem on one line, and the summary."""
    problems = (clean(str(problem)) for problem in report.problems)
    return "\n".join((*problems, *end_of(report), ""))


def _pointed_at(excerpt: Excerpt) -> Iterator[tuple[Piece, ...]]:
    """Yield a line of a file and the caret under its column; nothing for an empty line."""
    cut_left, cut_right = excerpt.is_cut
    before = (_CUT if cut_left else "") + _printable(excerpt.before)
    after = _printable(excerpt.after) + (_CUT if cut_right else "")
    line = f"{before}{after}".rstrip()
    if line:
        yield ((Part.SOURCE, f"{_GUTTER}{line}"),)
        yield ((Part.CARET, f"{_GUTTER}{' ' * _cells(before)}^"),)


def _narrowed(excerpt: Excerpt, room: int | None) -> Excerpt:
    """Return what fits of an excerpt, its column about in the middle."""
    before, after = excerpt.before, excerpt.after
    if room is None or _cells(_printable(before + after)) <= room:
        return excerpt
    beside = max(room // 2, room - _cells(_printable(after)))
    left = _fitting(before[::-1], min(beside, room))[::-1]
    right = _fitting(after, room - _cells(_printable(left)))
    is_cut_left, is_cut_right = excerpt.is_cut
    is_cut = (is_cut_left or len(left) < len(before), is_cut_right or len(right) < len(after))
    return Excerpt(left, right, is_cut)


def _fitting(text: str, room: int) -> str:
    """Return as much of a text as stands in so many cells; zero-width characters take one too."""
    for number, character in enumerate(text):
        room -= max(_cells(_printable(character)), 1)
        if room < 0:
            return text[:number]
    return text


def _printable(text: str) -> str:
    """Return part of a line, safe to print, each tab as one space."""
    return clean(text.replace("\t", " "))


def _cells(text: str) -> int:
    """Return how wide a text stands in a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
