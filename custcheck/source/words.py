"""Parser errors in plain words, told so that a person can act."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from custcheck.source.lines import BREAK
from custcheck.text import short

Report: TypeAlias = tuple[str, int, str, str]
"""Code, index in the text, what is wrong, how to mend it."""

_CONFLICT = r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \t\r\n]|\Z)"
_ODD = re.compile("[\u00a0\u2000-\u200a\u202f\u3000\uff1a]")


@dataclass(frozen=True, slots=True)
class Slip:
    """What the parser says, and what was being read when it stopped."""

    text: str
    says: str
    """The parser's own words."""
    at: int
    """Where it stopped."""
    since: int
    """Where the thing began that it could not finish."""
    bracket: int | None
    """Where the innermost open bracket stands."""
    scalar: tuple[int, int, bool]
    """Start and end of the last scalar, and whether it was quoted."""

    def line(self, index: int) -> int:
        """Return the number of the line that holds an index."""
        return len(BREAK.findall(self.text, 0, index)) + 1

    @property
    def line_start(self) -> int:
        """Where the line starts on which the parser stopped."""
        return max(self.text.rfind("\n", 0, self.at), self.text.rfind("\r", 0, self.at)) + 1

    @property
    def before(self) -> str:
        """The part of that line before the fault."""
        return self.text[self.line_start : self.at]

    @property
    def char(self) -> str:
        """The character at which the parser stopped; empty at the end of the text."""
        return self.text[self.at : self.at + 1]


def quoted(text: str) -> str:
    """Return the form in which YAML takes the text as it is."""
    text = short(text)
    return (
        f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
    )


def explain(slip: Slip) -> Report:
    """Return a parser's error as a problem that a person can mend."""
    if told := _conflict(slip) or _odd_space(slip):
        return told
    for words, tell in _TELLERS:
        if words in slip.says:
            return tell(slip)
    for words, message, remedy in _SAYINGS:
        if words in slip.says or (slip.char == "\t" and "tab" in words):
            return "Y04", slip.at, message.replace("CHAR", short(slip.char)), remedy
    remedy = "Look at the indentation, the quotes and the brackets here and on the line before."
    return "Y04", slip.at, "This is not well-formed YAML.", remedy


def _conflict(slip: Slip) -> Report | None:
    """Find what version control leaves behind where two changes meet."""
    marker = re.search(_CONFLICT, slip.text, re.MULTILINE)
    if marker is None:
        return None
    remedy = "Settle the conflict, and take out the lines of <<<<<<<, ======= and >>>>>>>."
    return "Y04", marker.start(), "This is a conflict marker of version control.", remedy


def _odd_space(slip: Slip) -> Report | None:
    """Find a space or colon that only looks like one, as word processors write them."""
    odd = _ODD.search(slip.text, slip.text.rfind("\n", 0, slip.since) + 1, slip.at + 1)
    if odd is None:
        return None
    plain = "colon and a space" if odd[0] == "\uff1a" else "space"
    message = f"U+{ord(odd[0]):04X} ({unicodedata.name(odd[0])}) stands where YAML wants a {plain}."
    return "Y04", odd.start(), message, f"Delete it, and type a plain {plain}."


def _second_colon(slip: Slip) -> Report:
    start, end, is_quoted = slip.scalar
    if len(slip.before) > 1000:
        message = "This key is too long for YAML, which reads keys of up to 1,024 characters."
        return "Y04", slip.line_start, message, "If it is text, put it in quotes after a key."
    if not is_quoted and start < slip.line_start < end <= slip.at:
        message = f"The text that starts on line {slip.line(start)} runs on into this key."
        remedy = "Indent the key like those above, or write the text there in quotes."
        if re.match(r"[^\s:]+:[^\s:]", slip.text[start:end]):
            remedy = f"Put a space after the colon on line {slip.line(start)}."
        at = slip.line_start + len(slip.before) - len(slip.before.lstrip())
        return "Y04", at, message, remedy
    key, _, value = BREAK.split(slip.text[slip.line_start : slip.at + 200])[0].partition(": ")
    value = re.split(r"[ \t]+#", value)[0].strip()
    remedy = "Put text that holds a colon and a space in quotes"
    return (
        "Y04",
        slip.at,
        'A second ": " on this line makes it unclear what is key and what is text.',
        f"{remedy}: {short(key.strip())}: {quoted(value)}" if value else f"{remedy}.",
    )


def _no_colon(slip: Slip) -> Report:
    line = BREAK.split(slip.text[slip.since : slip.since + 1200])[0]
    remedy = 'Write it as "key: value", or indent it deeper than the key whose text it continues.'
    if re.match(r"[^\s:]+:[^\s:]", line):
        remedy = "Put a space after the colon."
    return "Y04", slip.since, f"{quoted(line.strip())} is not a key with a value.", remedy


def _open_quote(slip: Slip) -> Report:
    mark = slip.text[slip.since : slip.since + 1]
    message = f"The quote {mark} that opens here is never closed."
    if "document" in slip.says:
        line = slip.line(slip.at)
        message = f"The quote {mark} that opens here is not closed before line {line}."
    return "Y04", slip.since, message, f"Close it with {mark} where the text ends."


def _open_bracket(slip: Slip) -> Report:
    opened = slip.since if slip.bracket is None else slip.bracket
    mark = slip.text[opened : opened + 1]
    closing = "]" if mark == "[" else "}"
    start, end, is_quoted = slip.scalar
    if is_quoted and start > opened and not slip.text[end : slip.at].strip() and slip.char.strip():
        return _does_not_fit(slip)
    if slip.line(opened) == slip.line(slip.at) and slip.char.strip():
        message = f"A comma or {closing} is missing here, after the {mark} on this line."
        remedy = "Put text that holds brackets, commas or colons in quotes."
        return "Y04", slip.at, message, remedy
    message = f"The bracket {mark} that opens here is not closed."
    return "Y04", opened, message, f"Close it with {closing}, or put the text in quotes."


def _no_content(slip: Slip) -> Report:
    if slip.bracket is not None and not slip.text[slip.at :].strip():
        return _open_bracket(slip)
    if slip.char == "," and slip.bracket is not None:
        return "Y04", slip.at, "Nothing stands before this comma.", "Remove one comma."
    message = f"Text cannot start with {short(slip.char)}"
    return "Y04", slip.at, f"{message} without quotes.", "Put the whole text in quotes."


def _does_not_fit(slip: Slip) -> Report:
    start, end, is_quoted = slip.scalar
    after = slip.before.rstrip()[-1:]
    if is_quoted and end >= slip.line_start and not slip.text[end : slip.at].strip():
        mark = slip.text[start : start + 1]
        message = f"Text goes on after the closing {mark}."
        if slip.line(start) != slip.line(end):
            message = f"The {mark} that opens here closes on line {slip.line(end)} only."
            return "Y04", start, message, f"Close it with {mark} where the text ends."
        inner = "''" if mark == "'" else '\\"'
        return (
            "Y04",
            slip.at,
            message,
            f"Quote the whole text; inside {mark}…{mark} write {inner} for the mark itself.",
        )
    if slip.char and slip.char in "]}":
        return "Y04", slip.at, f"This {slip.char} closes nothing.", "Remove it."
    if after and after in "]}":
        message = f"Text goes on after the closing {after}."
        remedy = "Put the whole text in quotes: a bracket at its start makes it a list or mapping."
        return "Y04", slip.at, message, remedy
    if slip.char == "-" and not slip.before.strip():
        if slip.text[slip.at + 1 : slip.at + 2].strip():
            message = "A dash without a space after it begins no list entry."
            return "Y04", slip.at, message, "Put a space after the dash."
        message = "A list entry stands where a key is due."
        return "Y04", slip.at, message, "Indent it under the key that it belongs to."
    if "'-'" in slip.says or "block collection" in slip.says:
        message = "This line is neither a list entry nor part of one."
        remedy = 'Start it with "- ", or indent it like the entry above or the key before the list.'
        return "Y04", slip.at, message, remedy
    message = "This line does not line up with any line above."
    remedy = "Indent keys of one mapping alike."
    return "Y04", slip.at, message, remedy


def _tag(slip: Slip) -> Report:
    message = "A value that starts with ! is a YAML tag, which is not allowed."
    return "Y07", slip.since, message, "If it is text, put it in quotes; else remove the tag."


def _mark(slip: Slip) -> Report:
    char = slip.text[slip.since : slip.since + 1]
    message = f"Text cannot start with {char} without quotes."
    return "Y04", slip.since, message, "Put the whole text in quotes."


# Fragments of the messages of libyaml and of PyYAML's own parser, which word them differently.
_TELLERS: tuple[tuple[str, Callable[[Slip], Report]], ...] = (
    ("mapping values are not allowed", _second_colon),
    ("could not find expected ':'", _no_colon),
    ("found unexpected end of stream", _open_quote),
    ("found unexpected document", _open_quote),
    ("',' or ']'", _open_bracket),
    ("',' or '}'", _open_bracket),
    ("node content", _no_content),
    ("ing a tag", _tag),
    ("tag handle", _tag),
    ("scanning an alias", _mark),
    ("scanning an anchor", _mark),
    ("parsing a block", _does_not_fit),
)
_SAYINGS: tuple[tuple[str, str, str], ...] = (
    (
        "sequence entries are not allowed",
        "A list cannot start on the line of its key.",
        'Start it on the next line; put text that begins with "- " in quotes.',
    ),
    (
        "mapping keys are not allowed",
        'Text cannot start with "? " without quotes.',
        "Put the whole text in quotes.",
    ),
    ("a tab character", "A tab stands here where YAML wants spaces.", "Replace it by spaces."),
    (
        "cannot start any token",
        "Text cannot start with CHAR without quotes.",
        "Put the whole text in quotes.",
    ),
    (
        "scanning a block scalar",
        "Text stands on the line of the | or > that announces it.",
        "Start the text on the next line, or put text that begins with | or > in quotes.",
    ),
    (
        "Unicode character escape",
        "This escape names no character.",
        "Write the character itself instead.",
    ),
    (
        "escape character",
        "This backslash starts no escape that YAML knows.",
        "Write \\\\ for a backslash, or use single quotes.",
    ),
    (
        "hex",
        "This escape lacks hexadecimal digits.",
        "Write \\\\ for a backslash, or use single quotes.",
    ),
    (
        "scanning a directive",
        "A line that starts with % is a YAML directive, which has no place here.",
        "Indent it if it is text, or put the text in quotes.",
    ),
    (
        "found unexpected ':'",
        "A colon stands here without a space after it.",
        "Put a space after the colon, or put the text in quotes.",
    ),
    (
        "<document start>",
        "This does not belong to what stands above it.",
        "A file holds one mapping: start its keys in the same column, with nothing after it.",
    ),
)
