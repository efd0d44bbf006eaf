"""Where lines start and end, and which line and column an index in the text falls on.

Lines end at LF, CR LF or CR and nowhere else; the further line ends of YAML 1.1 are reported.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from custcheck.problem import Position

BREAK = re.compile(r"\r\n|\n|\r")
"""The end of a line."""
INDENT = re.compile(r"(?<![^\r\n])[ \t]*(?:-[ \t]+)*")
"""What stands before the first word of a line: spaces, tabs, and the dashes of list entries."""


def line_starts(text: str) -> tuple[int, ...]:
    """Return the index at which each line of a text starts."""
    if "\r" not in text:  # as in most files, and found in a fifth of the time
        return (0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1]))
    return (0, *(end.end() for end in BREAK.finditer(text)))


def position_at(starts: Sequence[int], index: int) -> Position:
    """Return the line and column of an index, from where the lines start."""
    line = bisect_right(starts, index)
    return Position(line, index - starts[line - 1] + 1)
