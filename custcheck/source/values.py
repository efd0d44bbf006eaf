"""What a value can be, and what a bare one means: by YAML 1.2, and to readers of YAML 1.1."""

import math
import re
from typing import TypeAlias

MAX_DIGITS = 18

Plain: TypeAlias = "bool | int | float | str | tuple[Plain, ...] | dict[str, Plain] | None"
"""A value as read; lists are tuples."""

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}

# What YAML 1.1 readers make of bare values that YAML 1.2 reads differently, or that lose a zero.
_UNCLEAR: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reading, re.compile(pattern))
    for reading, pattern in (
        ("true", r"yes|Yes|YES|on|On|ON|[yY]"),
        ("false", r"no|No|NO|off|Off|OFF|[nN]"),
        ("a number without its last zero", r"[-+]?[0-9]*\.[0-9]+0"),
        ("an octal number", r"[-+]?0[0-7_]+"),
        ("text", r"[-+]?(?=[0-7]*[89])0[0-9]+|0o[0-7]+"),
        (
            "text",
            r"[-+]?[0-9]+[eE][-+]?[0-9]+|[-+]?[0-9]*\.[0-9]*[eE][0-9]+|[-+]\.[0-9]+(?:[eE][-+]?[0-9]+)?",
        ),
        ("a binary number", r"[-+]?0b[01_]+"),
        ("a hexadecimal number", r"(?=[^_]*_)[-+]?0x[0-9a-fA-F_]+|[-+]0x[0-9a-fA-F]+"),
        ("a number in base 60", r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"),
        (
            "a number without the underscores",
            r"(?=[^_]*_)[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?",
        ),
        (
            "a date",
            r"[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?"
            r"(?:(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
            r"(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)?",
        ),
    )
)


_FIRST = frozenset("+-.0123456789yYnNoO")
"""What the patterns start with."""


def resolve(plain: str) -> Plain:
    """Return what a bare scalar means by the core schema of YAML 1.2.

    An integer of more than 18 digits stays text; ``parse`` reports it.
    """
    if plain in _WORDS:
        return _WORDS[plain]
    if plain[0] not in "+-.0123456789":
        return plain
    if _INTEGER.fullmatch(plain):
        if len(plain.lstrip("+-")) > MAX_DIGITS:
            return plain
        return int(plain, 0 if plain[1:2] in ("o", "x") else 10)
    return float(plain) if _FLOAT.fullmatch(plain) else plain


def unclear(plain: str) -> str:
    """Return what some YAML readers take a bare value for, or the empty string if all agree."""
    if plain[:1] not in _FIRST:  # most are words, and no pattern need look at them
        return ""
    return next((reading for reading, pattern in _UNCLEAR if pattern.fullmatch(plain)), "")


def meaning(plain: str) -> tuple[Plain, str]:
    """Return what a bare scalar means, and the code or the words of a doubt about it."""
    if plain[:1] not in _FIRST and plain not in _WORDS:
        return plain, ""  # as nearly all are
    value = resolve(plain)
    if isinstance(value, float) and not math.isfinite(value):
        doubt = "Y13"
    elif value == plain and _INTEGER.fullmatch(plain):
        doubt = "Y10"
    else:
        doubt = unclear(plain)
    return value, doubt


def what_is(value: object) -> str:
    """Return the word for a kind of value, with its article."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case tuple():
            return "a list"
        case _:
            return "a mapping"
