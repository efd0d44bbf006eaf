"""What single values may be: ids, texts, numbers, dates. Each type parses, and names its fault.

Faults that are not of pydantic's own making carry the rule's code as their type.
"""

import datetime
import re
from typing import Annotated, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
FILE_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")
FILE_ID_SAYS = "lower-case letters, digits, _ and -, at most 64, and begins with a letter"
_RESERVED = ("overall", "verdict")
_PLACEHOLDER = re.compile(r"(todo|tbd|xxx+|fixme|\?+|\.\.\.|…|-)[.:]?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def in_schema(**keywords: JsonValue) -> FieldInfo:
    """Say in the JSON Schema what a validator of ours asks for; parsing is not touched by it."""
    return FieldInfo(json_schema_extra=keywords)


def _as_in_schema(pattern: re.Pattern[str]) -> str:
    """Return a pattern as JSON Schema has it: anchored, without flags, spaces around let be."""
    if not pattern.flags & re.IGNORECASE:
        return f"^{pattern.pattern}$"
    letters = re.sub("[a-z]", lambda letter: f"[{letter[0].upper()}{letter[0]}]", pattern.pattern)
    return rf"^\s*{letters}\s*$"


def _matches(pattern: re.Pattern[str], says: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise PydanticCustomError("S05", f"an id has only {says}")
        return text

    return AfterValidator(check)


def _unreserved(text: str) -> str:
    """Refuse the two names under which ``--explain`` tells the whole."""
    if text in _RESERVED:
        raise PydanticCustomError("S05", "--explain keeps this word for itself")
    return text


def _written(text: str) -> str:
    """Refuse text that nobody has written yet."""
    if not text.strip():
        raise PydanticCustomError("S06", "the text is empty")
    if _PLACEHOLDER.fullmatch(text.strip()):
        raise PydanticCustomError("S06", "the text is a placeholder")
    return text


def _coded(text: str) -> str:
    """Refuse a language that is written out: rules on wording go by its code (BCP 47)."""
    if not _LANGUAGE.fullmatch(text):
        raise PydanticCustomError("language", "a language has a code, such as en or en-GB")
    return text


def _iso(value: object) -> object:
    """Let only ISO dates through: pydantic would read a number as seconds since 1970."""
    if isinstance(value, datetime.date) or (isinstance(value, str) and _DATE.fullmatch(value)):
        return value
    raise PydanticCustomError("S04", "a date is written 2026-11-21")


def _version_one(value: object) -> object:
    """Let the number 1 through and nothing equal to it: pydantic would take true and 1.0."""
    return value if type(value) is int else str(value)


FormatVersion: TypeAlias = Annotated[Literal[1], BeforeValidator(_version_one)]
Id: TypeAlias = Annotated[
    str,
    _matches(_ID, "lower-case letters, digits and _, at most 32, and begins with a letter"),
    AfterValidator(_unreserved),
    in_schema(**{"pattern": _as_in_schema(_ID), "not": {"enum": list(_RESERVED)}}),
]
FileId: TypeAlias = Annotated[
    str, _matches(FILE_ID, FILE_ID_SAYS), in_schema(pattern=_as_in_schema(FILE_ID))
]
Ref: TypeAlias = Annotated[str, in_schema(pattern=_as_in_schema(_ID))]
"""The id of something that is defined elsewhere; R01 finds one that is not, whatever its form."""
Language: TypeAlias = Annotated[
    str, AfterValidator(_coded), in_schema(pattern=_as_in_schema(_LANGUAGE))
]
Text: TypeAlias = Annotated[
    str,
    AfterValidator(_written),
    in_schema(**{"pattern": r"\S", "not": {"pattern": _as_in_schema(_PLACEHOLDER)}}),
]
Points: TypeAlias = Annotated[int, Field(ge=0, le=100)]
"""A whole score from 0 to 100."""
Number: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]
IsoDate: TypeAlias = Annotated[
    datetime.date,
    Field(strict=False),
    BeforeValidator(_iso),
    in_schema(pattern=_as_in_schema(_DATE)),
]


class Strict(BaseModel):
    """What every mapping in a file is: frozen, and nothing in it but its own keys."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)
