"""The frozen types of what people write: frameworks, banks, questions, scales, answers.

One declaration serves three ends: it parses, it names every fault with its place, and it gives
the JSON Schema. Faults that are not of pydantic's own making carry the rule's code as their type.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
FILE_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")
FILE_ID_SAYS = "lower-case letters, digits, _ and -, at most 64, and begins with a letter"
_RESERVED = ("overall", "verdict")
_PLACEHOLDER = re.compile(r"(todo|tbd|xxx+|fixme|\?+|\.\.\.|…|-)[.:]?", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _in_schema(**keywords: JsonValue) -> FieldInfo:
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


def _iso(value: object) -> object:
    """Let only ISO dates through: pydantic would read a number as seconds since 1970."""
    if isinstance(value, datetime.date) or (isinstance(value, str) and _DATE.fullmatch(value)):
        return value
    raise PydanticCustomError("S04", "a date is written 2026-11-21")


def _version_one(value: object) -> object:
    """Let the number 1 through and nothing equal to it: pydantic would take true and 1.0."""
    return value if type(value) is int else str(value)


def _part_of_all(share: tuple[int, int]) -> tuple[int, int]:
    """Refuse a share above the whole, which no number of answers would reach."""
    if share[0] > share[1]:
        raise PydanticCustomError("share", "the first number is above the second")
    return share


FormatVersion: TypeAlias = Annotated[Literal[1], BeforeValidator(_version_one)]
Id: TypeAlias = Annotated[
    str,
    _matches(_ID, "lower-case letters, digits and _, at most 32, and begins with a letter"),
    AfterValidator(_unreserved),
    _in_schema(**{"pattern": _as_in_schema(_ID), "not": {"enum": list(_RESERVED)}}),
]
FileId: TypeAlias = Annotated[
    str, _matches(FILE_ID, FILE_ID_SAYS), _in_schema(pattern=_as_in_schema(FILE_ID))
]
Text: TypeAlias = Annotated[
    str,
    AfterValidator(_written),
    _in_schema(**{"pattern": r"\S", "not": {"pattern": _as_in_schema(_PLACEHOLDER)}}),
]
Points: TypeAlias = Annotated[int, Field(ge=0, le=100)]
"""A whole score from 0 to 100."""
Number: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]
IsoDate: TypeAlias = Annotated[
    datetime.date,
    Field(strict=False),
    BeforeValidator(_iso),
    _in_schema(pattern=_as_in_schema(_DATE)),
]


class Effort(Enum):
    """What an action takes: under a month, a quarter, or budget and structure."""

    QUICK = "quick"
    QUARTER = "quarter"
    HEAVY = "heavy"


class Use(Enum):
    """What an answer is for. Only ``score`` counts in any score."""

    SCORE = "score"
    STAGE = "stage"
    CLAIM = "claim"
    MIRROR = "mirror"


class Polarity(Enum):
    """What a yes means for customers."""

    GOOD = "good"
    BAD = "bad"


class ReadBy(Enum):
    """How a bank's answers become a result, beside their score."""

    MAJORITY = "majority"


class Unanswered(Enum):
    """What a question without an answer counts as."""

    EXCLUDE = "exclude"
    ZERO = "zero"


class Evidence(Enum):
    """How well an answer is backed, weakest first (R9 in the scoring notes)."""

    CLAIMED = "claimed"
    DESCRIBED = "described"
    CHECKED = "checked"
    CONFIRMED = "confirmed"


class Needs(Enum):
    """The grade from which an answer counts as evidenced."""

    CHECKED = "checked"
    CONFIRMED = "confirmed"


class Extent(Enum):
    """How much an audit asks."""

    QUICK = "quick"
    FULL = "full"


class Status(Enum):
    """Whether an answer file is still being filled in."""

    OPEN = "open"
    FINISHED = "finished"


class Blank(Enum):
    """An answer that names no option. A question nobody answered has no answer at all."""

    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)


class Option(_Strict):
    """One answer that a question offers."""

    value: Number
    label: Text
    help: Text | None = None


Options: TypeAlias = Annotated[tuple[Option, ...], _in_schema(minItems=2)]
YES = Option(value=1, label="Yes")
NO = Option(value=0, label="No")


class Role(_Strict):
    """Someone who can be asked; a role may admit others ("employee" admits the front line)."""

    id: Id
    name: Text
    short: Annotated[Text, Field(max_length=5)]
    admits: tuple[Id, ...] = ()


class Dimension(_Strict):
    """What questions tell about, across banks."""

    id: Id
    name: Text
    high_means: Text | None = None
    parent: Id | None = None
    target: Points | None = None


class Enough(_Strict):
    """How many answers make a score (R3 in the scoring notes)."""

    questions: Annotated[int, Field(ge=1)] = 1
    quick: Annotated[int, Field(ge=1)] = 1
    share: Annotated[
        tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=1)]],
        AfterValidator(_part_of_all),
    ] = (2, 3)


class Framework(_Strict):
    """What every bank shares: dimensions, scales, roles, targets."""

    custcheck: FormatVersion
    kind: Literal["framework"]
    id: FileId
    version: Text
    title: Text | None = None
    target: Points = 75
    enough: Enough = Enough()
    roles: tuple[Role, ...] = ()
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    scales: Mapping[Id, Options] = {}

    def admits(self, asked: str, role: str) -> bool:
        """Tell whether a question for the role ``asked`` may be put to ``role``."""
        return asked == role or any(r.id == asked and role in r.admits for r in self.roles)

    def role_name(self, role: str) -> str:
        """Return how a role is called; its id when the framework does not name it."""
        return next((r.name for r in self.roles if r.id == role), role)


class Action(_Strict):
    """What to do where a question is answered badly."""

    effort: Annotated[Effort, Field(strict=False)]
    text: Text


class Threshold(_Strict):
    """The highest value that still blocks."""

    at_most: Number


class Group(_Strict):
    """A bank's own part: an element, a practice, a step, a pair."""

    id: Id
    title: Text


class _Question(_Strict):
    id: Id
    ref: Text | None = None
    group: Id | None = None
    dimension: Id
    lead: bool = False
    use: Annotated[Use, Field(strict=False)] = Use.SCORE
    label: Text | None = None
    clear_label: Text | None = None
    text: Text
    wording: Mapping[Id, Text] = {}
    ask: tuple[Id, ...] = ()
    evidence: Text | None = None
    needs: Annotated[Needs, Field(strict=False)] = Needs.CHECKED
    why: Text | None = None
    action: Action | None = None
    tests_claim: Id | None = None
    weight: Annotated[Number, _in_schema(exclusiveMinimum=0)] = 1
    tags: tuple[Id, ...] = ()

    @property
    def name(self) -> str:
        """What lists call the question: its label, or else its text."""
        return self.label or self.text


class YesNoQuestion(_Question):
    """A question that yes or no answers."""

    type: Literal["yesno"]
    yes_is: Annotated[Polarity, Field(strict=False)]
    blocking: bool = False


class ScaleQuestion(_Question):
    """A question on a named scale."""

    type: Literal["scale"]
    scale: Id
    reverse: bool = False
    blocking: Threshold | None = None


class LevelsQuestion(_Question):
    """A question with a ladder of its own, worst level first."""

    type: Literal["levels"]
    levels: Options
    blocking: Threshold | None = None


Question: TypeAlias = YesNoQuestion | ScaleQuestion | LevelsQuestion


class Bank(_Strict):
    """One file of questions."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["framework"], "properties": {"framework": {"type": "string"}}},
                {"required": ["dimensions"]},
            ]
        }
    )

    custcheck: FormatVersion
    kind: Literal["bank"]
    id: FileId
    version: Text
    title: Text
    language: Text = "en"
    framework: FileId | None = None
    verdict: Annotated[ReadBy | None, Field(strict=False)] = None
    unanswered: Annotated[Unanswered, Field(strict=False)] = Unanswered.EXCLUDE
    target: Points | None = None
    enough: Enough | None = None
    sources: tuple[Text, ...] = ()
    roles: tuple[Role, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    scales: Mapping[Id, Options] = {}
    groups: tuple[Group, ...] = ()
    questions: Annotated[
        tuple[Annotated[Question, Field(discriminator="type")], ...], Field(min_length=1)
    ]


def minutes(questions: int) -> int:
    """Return about how many minutes so many questions take, at 10.5 seconds each; at least 1."""
    return max(1, (questions * 21 + 60) // 120)


@dataclass(frozen=True)
class LoadedBank:
    """A bank beside the framework that its names refer to."""

    bank: Bank
    framework: Framework
    """The shared framework, or the bank's own when it stands alone."""
    path: str
    sha256: str
    """Over the parsed content: a comment changes nothing."""
    framework_sha256: str

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """The questions by their ids."""
        return {question.id: question for question in self.bank.questions}

    def options(self, question: Question) -> tuple[Option, ...]:
        """Return the options of a question, as it shows them."""
        match question:
            case YesNoQuestion():
                return YES, NO
            case ScaleQuestion():
                own = self.bank.scales.get(question.scale)
                return own or self.framework.scales[question.scale]
            case LevelsQuestion():
                return question.levels

    def asked(self, extent: Extent, role: str | None = None) -> tuple[Question, ...]:
        """Return the questions that an audit of this extent puts to this role.

        A quick audit asks the leads; of a bank without leads it asks everything.
        """
        has_leads = any(question.lead for question in self.bank.questions)
        return tuple(
            question
            for question in self.bank.questions
            if (extent is Extent.FULL or question.lead or not has_leads)
            and (
                role is None
                or not question.ask
                or any(self.framework.admits(asked, role) for asked in question.ask)
            )
        )

    def wording(self, question: Question, role: str | None) -> str:
        """Return a question's text as this role should read it."""
        if role is None:
            return question.text
        fitting = (text for to, text in question.wording.items() if self.framework.admits(to, role))
        return question.wording.get(role) or next(fitting, question.text)

    def group_title(self, question: Question) -> str:
        """Return the title of a question's group, or the bank's own."""
        titles = {group.id: group.title for group in self.bank.groups}
        return titles.get(question.group or "", self.bank.title)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent said to one question."""

    choice: Option | Blank
    note: str = ""
    evidence: Evidence = Evidence.CLAIMED
    checked_on: datetime.date | None = None


class Stamp(_Strict):
    """Which version of a bank was answered."""

    version: Text
    sha256: Text


class Respondent(_Strict):
    """Who answered: a role, not a person."""

    role: Id


def _long_form(entry: object) -> object:
    """Let ``pay: no`` stand for ``pay: {answer: no}``; a blank stays blank."""
    return entry if isinstance(entry, dict | AnswerEntry) or entry is None else {"answer": entry}


def _scalar(value: object) -> object:
    """Let one value through; a list or a mapping answers nothing."""
    if isinstance(value, bool | int | float | str):
        return value
    raise PydanticCustomError("A02", "an answer is one word or number")


class AnswerEntry(_Strict):
    """One answer as a file holds it; its value has not met its question yet."""

    answer: Annotated[
        bool | int | float | str, Field(union_mode="left_to_right"), BeforeValidator(_scalar)
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
                _long_form, json_schema_input_type=AnswerEntry | bool | float | str | None
            ),
        ],
    ],
]


class At(_Strict):
    """The question that an open interview shows."""

    bank: FileId
    question: Id


class AnswerFile(_Strict):
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
    orphaned: Entries = {}


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
