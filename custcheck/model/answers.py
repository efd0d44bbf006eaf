"""Answers: what a file says, and what it means once each has met its question."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from custcheck.model.fields import (
    FileId,
    FormatVersion,
    Id,
    IsoDate,
    Points,
    Ref,
    Strict,
    Text,
)
from custcheck.model.questions import Extent, Option


class Evidence(Enum):
    """How well an answer is backed, weakest first (R9 in the scoring notes)."""

    CLAIMED = "claimed"
    DESCRIBED = "described"
    CHECKED = "checked"
    CONFIRMED = "confirmed"


class Status(Enum):
    """Whether an answer file is still being filled in."""

    OPEN = "open"
    FINISHED = "finished"


class Blank(Enum):
    """An answer that names no option. A question nobody answered has no answer at all."""

    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent said to one question."""

    choice: Option | Blank
    note: str = ""
    evidence: Evidence = Evidence.CLAIMED
    checked_on: datetime.date | None = None


class Stamp(Strict):
    """Which version of a bank was answered."""

    version: Text
    sha256: Text


class Respondent(Strict):
    """Who answered: a role, not a person."""

    role: Ref


def _long_form(entry: object) -> object:
    """Let ``pay: no`` stand for ``pay: {answer: no}``; a blank stays blank."""
    return entry if isinstance(entry, dict | AnswerEntry) or entry is None else {"answer": entry}


def _scalar(value: object) -> object:
    """Let one value through; a list or a mapping answers nothing."""
    if isinstance(value, bool | int | float | str):
        return value
    raise PydanticCustomError("A02", "an answer is one word or number")


class AnswerEntry(Strict):
    """One answer as a file holds it; its value has not met its question yet."""

    answer: Annotated[
        bool | int | float | str,
        Field(union_mode="left_to_right"),
        BeforeValidator(_scalar),
    ]
    note: str = ""
    evidence: Annotated[Evidence, Field(strict=False)] = Evidence.CLAIMED
    checked_on: IsoDate | None = None


Entries: TypeAlias = Mapping[
    str,
    Mapping[
        str,
        Annotated[
            AnswerEntry | None,
            BeforeValidator(
                _long_form,
                json_schema_input_type=AnswerEntry | bool | float | str | None,
            ),
        ],
    ],
]


class At(Strict):
    """The question that an open interview shows."""

    bank: FileId
    question: Id


class AnswerFile(Strict):
    """An answer file as it is written."""

    custcheck: FormatVersion
    kind: Literal["answers"]
    organisation: str | None = None
    date: IsoDate | None = None
    respondent: Respondent | None = None
    status: Annotated[Status, Field(strict=False)] = Status.FINISHED
    asked: Annotated[Extent, Field(strict=False)] = Extent.FULL
    revision: Annotated[int, Field(ge=0)] = 0
    at: At | None = None
    draft: str = ""
    banks: Mapping[str, Stamp] = {}
    targets: Mapping[str, Points] = {}
    answers: Entries
    orphaned: Entries = Field(default={})


BankAnswers: TypeAlias = Mapping[str, Answer]
"""The answers to one bank, by question id."""


@dataclass(frozen=True, slots=True)
class Response:
    """One respondent's whole set of answers, each held against its question."""

    organisation: str = ""
    date: datetime.date | None = None
    role: str | None = None
    status: Status = Status.FINISHED
    extent: Extent = Extent.FULL
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, BankAnswers] = field(default_factory=dict)
    revision: int = 0
    """How often the file was saved; a save that meets another number stops."""
    at: tuple[str, str] | None = None
    """Bank and question on screen when an interview was left."""
    draft: str = ""
    """A note half typed."""
    orphaned: Entries = field(default_factory=dict)
    """Answers whose questions are gone, kept for the person who gave them."""
