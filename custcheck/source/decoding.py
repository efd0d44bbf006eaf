"""From bytes to text that the parser can read: encodings, unsafe characters, line ends, tabs."""

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from custcheck.catalogue import found
from custcheck.problem import Position, Problem
from custcheck.source.lines import BREAK, INDENT, line_starts, position_at
from custcheck.source.tree import Reading
from custcheck.source.words import Report
from custcheck.text import UNSAFE

MAX_ALIKE = 100
"""So many unsafe characters, or tabs, are listed one by one; the rest are counted."""

_DOCUMENTS = (
    (b"PK\x03\x04", "a Word or Excel document, or an archive"),
    (b"\xd0\xcf\x11\xe0", "a Word or Excel document"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
)
"""How files begin that people rename to .yaml, and what they are."""
_HEAD = re.compile(r"(?:(?:%[^\r\n]*|[ \t]*(?:#[^\r\n]*)?)(?:\r\n|\n|\r))*")
_DIRECTIVE = re.compile(r"(?<![^\r\n])%")


@dataclass(frozen=True, slots=True)
class Readable:
    """A text that the parser can read, and what had to be reported on the way to it."""

    original: str
    """The text as it is, without its byte-order mark."""
    text: str
    """The same with stand-ins for what is reported, one character for one.

    So the parser goes on past it, and every index stays true.
    """
    hole: str
    """What stands in for unsafe characters; empty when there are none."""
    reports: tuple[Report, ...]


def decode(raw: bytes, path: str) -> str | Problem:
    """Return the text that bytes hold, or why they hold none."""
    if kind := next((kind for mark, kind in _DOCUMENTS if raw.startswith(mark)), ""):
        message = f"The file is {kind}, not text."
        remedy = "Copy its words into a plain text file, and name that."
        return found("Y01", path, Position(1, 1), message, remedy)
    if kind := _foreign(raw):
        message = f"The file is not UTF-8 text: it looks like {kind}."
        remedy = "Save it as UTF-8." if kind.startswith("UTF") else "Name a YAML file."
        return found("Y01", path, Position(1, 1), message, remedy)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error.start, path)


def make_readable(text: str) -> Readable:
    """Return a text as the parser can read it."""
    reports: list[Report] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        remedy = "Save it as UTF-8 without one."
        reports.append(("Y14", 0, "The file starts with a byte-order mark.", remedy))
    ends = BREAK.search(text) if "\r" in text else None
    if ends and (other := next((e for e in BREAK.finditer(text) if e[0] != ends[0]), None)):
        message = "Lines end in different ways in this file: here the way changes."
        reports.append(("Y14", other.start(), message, "Save it with one kind of line end."))
    unsafe = [char.start() for char in UNSAFE.finditer(text) if char[0] != "\r"]
    remedy = "Delete it; if it cannot be seen, type anew what is around it."
    reports += _alike("Y02", unsafe, lambda at: _unsafe(text[at]), remedy)
    head = _HEAD.match(text)
    directives = [at.start() for at in _DIRECTIVE.finditer(text, 0, head.end() if head else 0)]
    reports += _alike(
        "Y15", directives, lambda _: "This YAML directive has no effect.", "Remove the line."
    )
    readable, hole = text, ""
    if unsafe:
        hole = next(
            (char for char in map(chr, range(0xE000, 0xF900)) if char not in text), "\ufffd"
        )
        readable = UNSAFE.sub(lambda char: "\r" if char[0] == "\r" else hole, readable)
    if directives and head:
        readable = _DIRECTIVE.sub("#", readable[: head.end()]) + readable[head.end() :]
    return Readable(text, readable, hole, tuple(reports))


def read_again(reading: Reading, tab: int) -> tuple[Reading, list[Report]]:
    """Return a reading that takes tabs in the indentation for spaces, and reports on those tabs.

    A tab inside quotes or in a block text is text. Parser errors stay unsaid: with tabs for one
    space each, what lined up may not.
    """
    start = reading.starts[bisect_right(reading.starts, tab) - 1]
    indents = [indent for indent in INDENT.finditer(reading.text, start) if "\t" in indent[0]]
    text = INDENT.sub(lambda indent: indent[0].replace("\t", " "), reading.text[start:])
    again = reading.leniently(reading.text[:start] + text)
    again.run()
    tabs = [tab]
    for indent in indents:
        at = indent.start() + indent[0].index("\t")
        span = bisect_right(again.spans, (at, at)) - 1
        if at > tab and (span < 0 or again.spans[span][1] <= at):
            tabs.append(at)
    message = "A tab stands in the indentation, where YAML allows only spaces."
    return again, _alike("Y03", tabs, lambda _: message, "Indent with spaces.")


def _foreign(raw: bytes) -> str:
    """Return what bytes are that are plainly no UTF-8 text, or the empty string."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    head = raw[:4096]
    few, many = sorted((head[::2].count(0), head[1::2].count(0)))
    half = len(head) / 2
    if few + many <= half / 2:
        return ""
    if few > half * 0.9 or many < half * 0.8:
        return "a binary file"
    return "UTF-32" if few > half * 0.4 else "UTF-16"


def _not_utf8(raw: bytes, at: int, path: str) -> Problem:
    before = raw[:at].decode().removeprefix("\ufeff")
    message = f"The file is not UTF-8 text: byte 0x{raw[at]:02X} cannot stand here."
    char = raw[at : at + 1].decode("cp1252", "replace")
    remedy = "Save it as UTF-8."
    if 0 in raw:
        remedy = "It looks like a binary file; name a YAML file."
    elif char.isalpha():
        remedy = f'Save it as UTF-8. In Latin-1 (Windows-1252) the byte is "{char}".'
    return found("Y01", path, position_at(line_starts(before), len(before)), message, remedy)


def _alike(
    code: str, places: Sequence[int], tell: Callable[[int], str], remedy: str
) -> list[Report]:
    """Return one problem a place for the first places, the last of which counts the rest."""
    reports = [(code, at, tell(at), remedy) for at in places[:MAX_ALIKE]]
    if more := len(places) - len(reports):
        _, at, message, _ = reports[-1]
        reports[-1] = code, at, f"{message} {more:,} more follow.", remedy
    return reports


def _unsafe(char: str) -> str:
    kind = "a control character" if unicodedata.category(char) == "Cc" else "not a character"
    name = unicodedata.name(char, kind)
    return f"The text holds U+{ord(char):04X} ({name})."
