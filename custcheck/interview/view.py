"""What a person has before them in key mode: the interview, and where on the screen they are."""

import datetime
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

from custcheck.interview.editor import Editor
from custcheck.interview.state import Interview, Item, Phase
from custcheck.model import Evidence


class Page(Enum):
    """What fills the screen."""

    QUESTION = auto()
    REVIEW = auto()
    TEXT = auto()
    """Something to read: why a question is asked, or what became of an audit."""
    NOTE = auto()
    """Evidence being written."""
    REASON = auto()
    """Why a question does not apply."""
    GRADE = auto()
    """How well an answer is backed."""
    DATE = auto()
    """On which day it was checked."""


Paragraph: TypeAlias = tuple[str, str]
"""What stands in the margin of a paragraph, and its text."""

WRITING = frozenset({Page.NOTE, Page.REASON, Page.DATE})
"""The pages on which letters are text."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything that decides what is on screen, but its size."""

    interview: Interview
    day: datetime.date
    """The audit's date, which a day of checking is offered with."""
    organisation: str = ""
    page: Page = Page.QUESTION
    highlight: str | None = None
    """The option that Enter would choose; None before an arrow is pressed: no answer is offered."""
    row: int = 0
    """The question that is highlighted in the review, by its position."""
    title: str = ""
    text: tuple[Paragraph, ...] = ()
    """The paragraphs to read on the page of text."""
    way_on: str = ""
    """The key that leaves it, and where to."""
    top: int = 0
    """The first line of them that is on screen."""
    editor: Editor = field(default_factory=Editor)
    draft: str = ""
    """The draft as it was before it was edited."""
    about: int = 0
    """The position of the question that is written about; the interview may have moved on."""
    grade: Evidence = Evidence.CHECKED
    """The grade whose day is being asked."""
    says: str = ""
    """What the last key did, or which keys there are."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the screen shows of a view, as far as keys depend on it."""

    is_small: bool = False
    """Whether the screen is too small to show anything."""
    is_whole: bool = True
    """Whether all options are on screen: what is not seen is not accepted."""
    rows: int = 1
    """How many rows there are to scroll in."""
    last_top: int = 0
    """The last line that can be the first on the page of text."""


def has_keys(item: Item) -> bool:
    """Tell whether each option has a key; of ten, the first digit of the tenth would be another."""
    return len(item.options) < 10


def home(interview: Interview) -> Page:
    """Return the page that an interview itself is at."""
    return Page.REVIEW if interview.phase is Phase.REVIEW else Page.QUESTION


def chosen(interview: Interview) -> str | None:
    """Return the key of the option that answers the question on screen."""
    answer = interview.answer
    if answer is None:
        return None
    options = interview.item.options.items()
    return next((key for key, option in options if option == answer.choice), None)
