"""Comments that hide problems: ``# custcheck: ignore[W01] reason``.

One at the end of a line hides what is on that line; one on a line of its own, what is on the line
below it, or below the further comments that follow it at once.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from custcheck.catalogue import RULES, code_of, found
from custcheck.problem import Position, Problem
from custcheck.source import Source
from custcheck.text import did_you_mean, short

_COMMENT = re.compile(r"#[ \t]*custcheck:[ \t]*ignore[ \t]*\[([^]]*)\]", re.IGNORECASE)
_MEANT = re.compile(r"#[ \t]*custcheck[ \t]*(?::?[ \t]*ignore\b|:[ \t]*\w+[ \t]*\[)", re.IGNORECASE)
"""How a comment shows that it was meant to hide something, be it misspelt."""
_HINTS = 100
"""For so many codes of a comment the nearest is looked for: each look takes its time."""
_NAME = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class _Ignore:
    """One code of an ignore comment."""

    code: str
    line: int
    """The line on which it hides problems."""
    position: Position
    """Where the code itself stands."""


def hide(
    source: Source, problems: Sequence[Problem], is_sought: Callable[[str], bool]
) -> list[Problem]:
    """Return the problems of a file that no comment hides, and those with the comments: C01, C02.

    ``is_sought`` tells whether this run looks for what a rule finds; a comment may hide what
    another run does.
    """
    if not _MEANT.search(source.text):
        return list(problems)
    ignores: list[_Ignore] = []
    kept: list[Problem] = []
    for position, line, comment in _comments(source):
        of_comment = list(_ignores(position, line, comment))
        ignores += (ignore for ignore in of_comment if _can_be_ignored(ignore.code))
        kept += _faults(source, position, of_comment)
    by_place = {(ignore.line, ignore.code) for ignore in ignores}
    used: set[tuple[int, str]] = set()
    for problem in problems:
        line = problem.position.line if problem.position else 0
        if (line, problem.code) in by_place:
            used.add((line, problem.code))
        else:
            kept.append(problem)
    idle = (ignore for ignore in ignores if (ignore.line, ignore.code) not in used)
    return [*kept, *(_hides_nothing(source, it) for it in idle if is_sought(it.code))]


def _comments(source: Source) -> Iterator[tuple[Position, int, str]]:
    """Yield each ignore comment: its place, the line that it is about, its text."""
    about: dict[int, int] = {}
    """For each line that holds a comment alone, the line that it is about."""
    comments = list(source.comments())
    for position, _, is_alone in reversed(comments):
        if is_alone:
            about[position.line] = about.get(position.line + 1, position.line + 1)
    for position, text, _ in comments:
        if meant := _MEANT.search(text):  # perhaps behind a comment for another tool
            at = Position(position.line, position.column + meant.start())
            yield at, about.get(position.line, position.line), text[meant.start() :]


def _ignores(position: Position, line: int, comment: str) -> Iterator[_Ignore]:
    written = _COMMENT.match(comment)
    for name in _NAME.finditer(comment, *written.span(1)) if written else ():
        at = Position(position.line, position.column + name.start())
        yield _Ignore(code_of(name[0]) or name[0].upper(), line, at)


def _can_be_ignored(code: str) -> bool:
    return code in RULES and not RULES[code].is_fixed


def _faults(source: Source, position: Position, ignores: Sequence[_Ignore]) -> Iterator[Problem]:
    """Find what is wrong in one comment: C01."""
    remedy = "Write # custcheck: ignore[W01] and the reason."
    if not ignores:
        says = "This comment is none that custcheck knows."
        yield found("C01", source.path, position, says, remedy)
    for number, ignore in enumerate(ignores):
        name = short(ignore.code)
        if ignore.code not in RULES:
            says = f'There is no rule "{name}".'
            near = did_you_mean(name, RULES) if number < _HINTS else ""
            hint = near or "The README lists the rules."
            yield found("C01", source.path, ignore.position, says, hint)
        elif not _can_be_ignored(ignore.code):
            says = f"{name} cannot be ignored: what follows it cannot be trusted."
            yield found("C01", source.path, ignore.position, says, "Mend it, and take this out.")


def _hides_nothing(source: Source, ignore: _Ignore) -> Problem:
    says = f"There is no {ignore.code} on line {ignore.line} to ignore."
    return found("C02", source.path, ignore.position, says, f"Take {ignore.code} out.")
