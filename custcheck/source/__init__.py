"""YAML text to plain values that know their place, with everything wrong in it as problems.

Nothing else in custcheck reads YAML.
"""

import gc
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import yaml

from custcheck.catalogue import found
from custcheck.errors import InputError
from custcheck.problem import Excerpt, Place, Position, Problem, by_place
from custcheck.source.decoding import decode, make_readable, read_again
from custcheck.source.lines import BREAK, position_at
from custcheck.source.tree import Node, Reading
from custcheck.source.values import Plain, resolve
from custcheck.text import clean, did_you_mean

__all__ = ["MAX_BYTES", "Plain", "Source", "parse", "read_file", "resolve"]

MAX_BYTES = 1 << 20
MAX_NODES = 50_000

_FARTHEST = 2000
"""So far into a text words are pointed at: a line may be as long as the file."""
_COMMENT = re.compile(r"(?<![^\s])#[^\r\n]*")

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its values, their places, and what is wrong in it as YAML."""

    path: str
    """The file, as the user named it."""
    text: str
    """The text without its byte-order mark; empty when it cannot be decoded."""
    data: dict[str, Plain] | None
    """The top mapping; None when reading stopped, or its values cannot be trusted."""
    problems: tuple[Problem, ...]
    """All that is wrong, sorted by place."""
    _root: Node = field(default=0, repr=False, compare=False)
    _starts: Sequence[int] = field(default=(0,), repr=False, compare=False)
    _spans: Sequence[tuple[int, int]] = field(default=(), repr=False, compare=False)

    def position(self, place: Place, *, key: bool = False, said: str = "") -> Position:
        """Return where the value at ``place`` starts, or its key.

        For a place that does not exist, return where its nearest existing ancestor starts. Of a
        text, what is ``said`` in it is pointed at, where it stands on the line that it starts on.
        """
        node, key_at = self._root, -1
        for step in place:
            children = None if isinstance(node, int) else node[1]
            if isinstance(children, dict) and isinstance(step, str) and step in children:
                key_at, node = children[step]
            elif isinstance(children, list) and isinstance(step, int) and 0 <= step < len(children):
                key_at, node = -1, children[step]
            else:
                key_at = -1
                break
        start = node if isinstance(node, int) else node[0]
        if said:
            last = start + _FARTHEST
            end = BREAK.search(self.text, start, last)
            words = re.compile(rf"(?<!\w){re.escape(said)}(?!\w)")
            found_at = words.search(self.text, start, end.start() if end else last)
            start = found_at.start() if found_at else start
        return position_at(self._starts, key_at if key and key_at >= 0 else start)

    def excerpt(self, position: Position, width: int = 100) -> Excerpt | None:
        """Return what stands around a position on its line, at most so many characters of it.

        A line may be as long as the file, and have a problem at every word. Of a file that could
        not be decoded there is nothing to show.
        """
        if not self.text:
            return None
        line = self._starts[position.line - 1]
        at = min(line + position.column - 1, len(self.text))
        end = BREAK.search(self.text, at, at + width + 2)
        right = min(end.start() if end else at + width, len(self.text), at + width)
        left = max(line, min(at - width // 2, right - width))
        right = min(right, left + width)
        goes_on = BREAK.match(self.text, right) is None and right < len(self.text)
        return Excerpt(self.text[left:at], self.text[at:right], (left > line, goes_on))

    def comments(self) -> Iterator[tuple[Position, str, bool]]:
        """Yield each comment: where it starts, its text, and whether its line holds nothing else.

        What looks like one inside quotes or in a block text is text. Reading that stopped at a
        fault knows no quotes beyond it.
        """
        at = 0
        while comment := _COMMENT.search(self.text, at):
            span = bisect_right(self._spans, (comment.start(), len(self.text))) - 1
            if span >= 0 and self._is_text(comment.start(), *self._spans[span]):
                at = self._spans[span][1]
                continue
            at = comment.end()
            position = position_at(self._starts, comment.start())
            before = self.text[self._starts[position.line - 1] : comment.start()]
            yield position, comment[0], not before.strip()

    def _is_text(self, at: int, start: int, end: int) -> bool:
        """Tell whether an index lies in a text: one in a block begins on the line after its | ."""
        is_header = self.text[start] in "|>" and not BREAK.search(self.text, start, at)
        return at < end and not is_header


def read_file(path: Path) -> bytes:
    """Return the bytes of a file, at most one over the limit, for ``parse`` to judge.

    Raises:
        InputError: when there is no such file, or it cannot be read.
    """
    name = f'"{clean(str(path))}"'
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"{name} does not exist. {_neighbour(path)}".rstrip()) from error
    except IsADirectoryError as error:
        raise InputError(f"{name} is a folder. Name a file in it.") from error
    except PermissionError as error:
        raise InputError(f"{name} cannot be read: permission denied.") from error
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:  # a NUL, or a character that file names cannot hold
        raise InputError(f"{name} is not a possible file name.") from error


def parse(raw: bytes, path: str) -> Source:
    """Return what the bytes say and all that is wrong in them; never raise, whatever they are."""
    if len(raw) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES >> 20} MiB."
        remedy = "Split it into several files."
        return Source(path, "", None, (found("Y10", path, None, message, remedy),))
    text = decode(raw, path)
    if isinstance(text, Problem):
        return Source(path, "", None, (text,))
    collecting = gc.isenabled()
    gc.disable()  # it would walk the growing tree again and again, and find nothing
    try:
        return _read(text, path)
    finally:
        if collecting:
            gc.enable()


def _read(text: str, path: str) -> Source:
    """Return what a text says, and all that is wrong in it."""
    readable = make_readable(text)
    reports = list(readable.reports)
    reading = Reading(readable.text, readable.hole, _LOADER, MAX_NODES)
    reading.run()
    if reading.tab is not None:
        reading, tabs = read_again(reading, reading.tab)
        reports += tabs
    reports += reading.reports
    problems = (
        found(code, path, position_at(reading.starts, at), message, remedy)
        for code, at, message, remedy in reports
    )
    ordered = tuple(sorted(problems, key=by_place))
    root, starts, spans = reading.root_node, reading.starts, reading.spans
    return Source(path, readable.original, reading.data, ordered, root, starts, spans)


def _neighbour(path: Path) -> str:
    """Return a hint at the file in the same folder that was clearly meant, or the empty string."""
    try:
        names = {clean(file.name) for file in islice(path.parent.iterdir(), 1000)}
    except OSError:
        return ""
    return did_you_mean(clean(path.name), sorted(names - {clean(path.name)}))
