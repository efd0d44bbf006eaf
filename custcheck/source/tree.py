"""The walk through the parser's events that builds values, and a tree of where they stand.

PyYAML's loaders lose what a checker must report: the first of two equal keys, the text after
" #", the "no" that became false. So this reads the parser's events and builds its own small
tree.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from custcheck.source.lines import INDENT
from custcheck.source.reporting import Reporter
from custcheck.source.values import Plain, meaning
from custcheck.source.words import Report, Slip

MAX_DEPTH = 64

Node: TypeAlias = "int | tuple[int, dict[str, tuple[int, Node]] | list[Node]]"
"""Where a value starts, and its children; those of a mapping with where their key starts."""
Loader: TypeAlias = "type[yaml.SafeLoader | yaml.CSafeLoader]"
"""The parser to use: PyYAML's own, or libyaml."""

_CUT = re.compile(r"#(?<=[ \t]#)(?=[^\s#])")


@dataclass(slots=True)
class _List:
    """A list that is still open."""

    start: int
    values: list[Plain] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Map:
    """A mapping that is still open."""

    start: int
    values: dict[str, Plain] = field(default_factory=dict)
    nodes: dict[str, tuple[int, Node]] = field(default_factory=dict)
    at_key: bool = True
    """Whether a key comes next."""
    key: str | None = None
    """The key whose value comes next; None when that value is left out."""
    key_start: int = 0
    merges: bool = False
    """Whether the value that comes next belongs to a merge key."""


class Reading:
    """One reading of a text, to its end or to the first fault that stops it."""

    def __init__(
        self, text: str, hole: str, loader: Loader, max_nodes: int, *, lenient: bool = False
    ) -> None:
        self.text = text
        self.tab: int | None = None
        """Where a tab in the indentation stopped the reading."""
        self.root: Plain = None
        self.root_node: Node = 0
        self.spans: list[tuple[int, int]] = []
        """Where quoted texts and block texts start and end."""
        self._hole = hole
        self._loader = loader
        self._max_nodes = max_nodes
        self._lenient = lenient
        self._reporter = Reporter(text, hole)
        self._cuts = {_before_spaces(text, cut.start()) for cut in _CUT.finditer(text)}
        self._open: list[_List | _Map] = []
        self._known: dict[str, tuple[Plain, str]] = {}
        self._doubts: list[tuple[int, str, str]] = []
        self._scalar = (0, 0, False)
        self._nodes = 0
        self._documents = 0
        self._ended = False

    @property
    def starts(self) -> Sequence[int]:
        """Where the lines of the text start."""
        return self._reporter.starts

    @property
    def reports(self) -> Sequence[Report]:
        """What is wrong in the text, as far as it was read."""
        return self._reporter.reports

    @property
    def data(self) -> dict[str, Plain] | None:
        """The top mapping; None when there is none, or its values cannot be trusted."""
        return self.root if self._reporter.trusted and isinstance(self.root, dict) else None

    def leniently(self, text: str) -> "Reading":
        """Return a reading of another form of the text, which leaves parser errors unsaid."""
        return Reading(text, self._hole, self._loader, self._max_nodes, lenient=True)

    def run(self) -> None:
        """Read as far as possible, and report what is wrong."""
        try:
            self._read()
        except yaml.MarkedYAMLError as error:
            at = min(error.problem_mark.index, len(self.text)) if error.problem_mark else 0
            since = error.context_mark.index if error.context_mark else at
            self._stop_at_slip(f"{error.context}: {error.problem}", at, since)
        except (yaml.YAMLError, ValueError, OverflowError):
            # PyYAML's own parser trips over escapes such as \UFFFFFFFF.
            self._stop_at_slip("Unicode character escape", self._scalar[1], self._scalar[1])
        self._judge_doubts()

    def _read(self) -> None:
        stop = self._reporter.stop
        for event in yaml.parse(self.text, Loader=self._loader):
            at = event.start_mark.index if event.start_mark else 0
            if isinstance(event, yaml.NodeEvent):
                self._nodes += 1
                if self._nodes > self._max_nodes:
                    message = f"The file holds more than {self._max_nodes:,} keys and values."
                    return stop("Y10", at, message, "Split it into several files.")
                if isinstance(event, yaml.ScalarEvent):
                    self._take_scalar(event, at)
                elif isinstance(event, yaml.AliasEvent):
                    self._take_alias(event, at)
                elif len(self._open) == MAX_DEPTH:
                    message = f"Lists and mappings are nested more than {MAX_DEPTH} deep."
                    return stop("Y10", at, message, "No custcheck file needs such depth.")
                elif isinstance(event, yaml.CollectionStartEvent):
                    self._reporter.properties(event.anchor, event.tag, at)
                    is_list = isinstance(event, yaml.SequenceStartEvent)
                    self._open.append(_List(at) if is_list else _Map(at))
            elif isinstance(event, yaml.CollectionEndEvent):
                top = self._open.pop()
                value = tuple(top.values) if isinstance(top, _List) else top.values
                self._attach(value, (top.start, top.nodes))
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    return self._reporter.second_document(at)
            elif isinstance(event, yaml.DocumentEndEvent):
                self._ended = bool(event.explicit)
        if not isinstance(self.root, dict):
            self._reporter.no_mapping(self.root, _start(self.root_node))
        return None

    def _take_scalar(self, event: yaml.ScalarEvent, at: int) -> None:
        end = event.end_mark.index if event.end_mark else at
        self._scalar = (at, end, bool(event.style))
        text = event.value.replace(self._hole, "") if self._hole else event.value
        value: Plain = text
        doubt = ""
        if not event.style:
            known = self._known.get(text)
            if known is None:
                known = self._known[text] = meaning(text)
            value, doubt = known
        else:
            self.spans.append((at, end))
            text.encode()  # PyYAML's own parser lets half a character in, by an escape
        top = self._open[-1] if self._open else None
        key_of = top if isinstance(top, _Map) and top.at_key else None
        if event.anchor is not None or event.tag is not None or end in self._cuts:
            whole = None
            if not event.style and event.tag is None and key_of is None:
                whole = self._whole_text(value, at, end)
            if whole is None:
                self._reporter.properties(event.anchor, event.tag, at)
            if whole is not None or event.tag is not None:
                value, doubt = whole or value, ""
        if key_of is not None:
            self._take_key(key_of, value, at, merges=text == "<<" and not event.style)
            doubt = doubt if isinstance(value, str) else ""
        else:
            self._attach(value, at)
        if doubt:
            self._doubts.append((at, text, doubt))

    def _take_key(self, top: _Map, value: Plain, at: int, *, merges: bool) -> None:
        top.at_key, top.key, top.key_start, top.merges = False, None, at, merges
        if merges:
            self._reporter.merge_key(at)
        elif not isinstance(value, str):
            self._reporter.key_of_other_kind(value, at)
        elif value in top.nodes:
            self._reporter.repeated_key(value, at, top.nodes[value][0])
        else:
            top.key = value

    def _take_alias(self, event: yaml.AliasEvent, at: int) -> None:
        self._reporter.trusted = False
        top = self._open[-1] if self._open else None
        if not (isinstance(top, _Map) and top.merges):
            self._reporter.alias(event.anchor or "", at)
        if isinstance(top, _Map) and top.at_key:
            top.at_key, top.key, top.merges = False, None, False
        else:
            self._attach(None, at)

    def _attach(self, value: Plain, node: Node) -> None:
        """Put a finished value where it belongs."""
        top = self._open[-1] if self._open else None
        if top is None:
            self.root, self.root_node = value, node
        elif isinstance(top, _List):
            top.values.append(value)
            top.nodes.append(node)
        elif top.at_key:  # only a collection comes here: a scalar key has been taken
            self._take_key(top, value, _start(node), merges=False)
        else:
            if top.key is not None:
                top.values[top.key] = value
                top.nodes[top.key] = (top.key_start, node)
            top.at_key, top.merges = True, False

    def _whole_text(self, value: Plain, at: int, end: int) -> str | None:
        """Return the text that YAML cuts at " #" or robs of an "&word", and report it."""
        if end in self._cuts and (isinstance(value, str) or at == end):
            return self._reporter.cut_text(at, end, in_brackets=self._bracket() is not None)
        if isinstance(value, str) and self.text.startswith("&", at, end):
            return self._reporter.robbed_text(at, end)
        return None

    def _bracket(self) -> int | None:
        """Return where the innermost open bracket stands."""
        starts = (frame.start for frame in reversed(self._open))
        return next((start for start in starts if self.text[start : start + 1] in ("[", "{")), None)

    def _stop_at_slip(self, says: str, at: int, since: int) -> None:
        """Report a parser error, unless a tab in the indentation is to blame."""
        self._reporter.trusted = False
        indent = INDENT.match(self.text, self.starts[bisect_right(self.starts, at) - 1])
        if self.text.startswith("\t", at) and indent and at < indent.end():
            self.tab = at
        elif not self._lenient:
            slip = Slip(self.text, says, at, since, self._bracket(), self._scalar)
            self._reporter.slip(slip, document_ended=self._ended)

    def _judge_doubts(self) -> None:
        top = self._open[0] if self._open else None
        values = top.values if isinstance(top, _Map) else self.root
        kind = values.get("kind") if isinstance(values, dict) else None
        in_answers = isinstance(kind, str) and kind.casefold().startswith("answer")
        for at, plain, doubt in self._doubts:
            self._reporter.doubt(plain, at, doubt, in_answers=in_answers)


def _before_spaces(text: str, at: int) -> int:
    """Return where the spaces and tabs before an index begin."""
    while at and text[at - 1] in " \t":
        at -= 1
    return at


def _start(node: Node) -> int:
    return node if isinstance(node, int) else node[0]
