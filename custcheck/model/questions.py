"""Frameworks and banks: dimensions, scales, groups, questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from custcheck.model.fields import (
    FileId,
    FormatVersion,
    Id,
    Language,
    Number,
    Points,
    Ref,
    Strict,
    Text,
    in_schema,
)


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


class Needs(Enum):
    """The grade from which an answer counts as evidenced."""

    CHECKED = "checked"
    CONFIRMED = "confirmed"


class Extent(Enum):
    """How much an audit asks."""

    QUICK = "quick"
    FULL = "full"


class Option(Strict):
    """One answer that a question offers."""

    value: Number
    label: Text
    help: Text | None = None


Options: TypeAlias = Annotated[tuple[Option, ...], in_schema(minItems=2)]
YES = Option(value=1, label="Yes")
NO = Option(value=0, label="No")


class Role(Strict):
    """Someone who can be asked; a role may admit others ("employee" admits the front line)."""

    id: Id
    name: Text
    short: Annotated[Text, Field(max_length=5)]
    admits: tuple[Ref, ...] = ()


class Dimension(Strict):
    """What questions tell about, across banks."""

    id: Id
    name: Text
    high_means: Text | None = None
    parent: Ref | None = None
    target: Points | None = None


def _part_of_all(share: tuple[int, int]) -> tuple[int, int]:
    """Refuse a share above the whole, which no number of answers would reach."""
    if share[0] > share[1]:
        raise PydanticCustomError("share", "the first number is above the second")
    return share


class Enough(Strict):
    """How many answers make a score (R3 in the scoring notes)."""

    questions: Annotated[int, Field(ge=1)] = 1
    quick: Annotated[int, Field(ge=1)] = 1
    share: Annotated[
        tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=1)]],
        AfterValidator(_part_of_all),
    ] = (2, 3)


class Framework(Strict):
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


class Action(Strict):
    """What to do where a question is answered badly."""

    effort: Annotated[Effort, Field(strict=False)]
    text: Text


class Threshold(Strict):
    """The highest value that still blocks."""

    at_most: Number


class Group(Strict):
    """A bank's own part: an element, a practice, a step, a pair."""

    id: Id
    title: Text


class _Question(Strict):
    id: Id
    ref: Text | None = None
    group: Ref | None = None
    dimension: Ref
    lead: bool = False
    use: Annotated[Use, Field(strict=False)] = Use.SCORE
    label: Text | None = None
    clear_label: Text | None = None
    text: Text
    wording: Mapping[Ref, Text] = {}
    ask: tuple[Ref, ...] = ()
    evidence: Text | None = None
    needs: Annotated[Needs, Field(strict=False)] = Needs.CHECKED
    why: Text | None = None
    action: Action | None = None
    tests_claim: Ref | None = None
    weight: Annotated[Number, in_schema(exclusiveMinimum=0)] = 1
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
    scale: Ref
    reverse: bool = False
    blocking: Threshold | None = None


class LevelsQuestion(_Question):
    """A question with a ladder of its own, worst level first."""

    type: Literal["levels"]
    levels: Options
    blocking: Threshold | None = None


Question: TypeAlias = YesNoQuestion | ScaleQuestion | LevelsQuestion


class Bank(Strict):
    """One file of questions."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {
                    "required": ["framework"],
                    "properties": {"framework": {"type": "string"}},
                },
                {"required": ["dimensions"]},
            ]
        }
    )

    custcheck: FormatVersion
    kind: Literal["bank"]
    id: FileId
    version: Text
    title: Text
    language: Language = "en"
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
        tuple[Annotated[Question, Field(discriminator="type")], ...],
        Field(min_length=1),
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
