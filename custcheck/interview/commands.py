"""What a respondent can do in an interview, and why it may be refused."""

import datetime
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from custcheck.model import Blank, Evidence, Option

QuestionKey: TypeAlias = tuple[str, str]
"""A bank's id and a question's."""


@dataclass(frozen=True, slots=True)
class Give:
    """Answer a question. What backed its answer before stays where it can back this one too."""

    choice: Option | Blank
    note: str = ""
    key: QuestionKey | None = None
    """The question; None for the one on screen."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave a question open, or go on from one that is answered."""

    key: QuestionKey | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """Go to the question before."""


@dataclass(frozen=True, slots=True)
class Forward:
    """Go on over what is answered or skipped; from the review, with what is open."""


@dataclass(frozen=True, slots=True)
class Go:
    """Go to a question by its number, counted from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class Note:
    """Set the note of the question on screen; an empty one deletes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Keep a note half typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Grade:
    """Say how well an answer is backed."""

    evidence: Evidence
    on: datetime.date | None = None
    key: QuestionKey | None = None
    """The question; None for the one on screen, else the one just answered."""


@dataclass(frozen=True, slots=True)
class Review:
    """Show all answers."""


@dataclass(frozen=True, slots=True)
class Finish:
    """End the interview; with open questions, only when told twice."""


Command: TypeAlias = Give | Skip | Back | Forward | Go | Note | Draft | Grade | Review | Finish


class Refusal(Enum):
    """Why a command changes nothing."""

    NEEDS_REASON = auto()
    NOTE_TOO_LONG = auto()
    NOTE_WAITS = auto()
    NO_NOTE = auto()
    NOT_ANSWERED = auto()
    NOTHING_TO_CHECK = auto()
    NO_SUCH_QUESTION = auto()
    NO_QUESTION_HERE = auto()
    NOTHING_OPEN = auto()
    AT_THE_START = auto()
    ANSWER_OR_SKIP = auto()
    NOTHING_ANSWERED = auto()
    IS_FINISHED = auto()
