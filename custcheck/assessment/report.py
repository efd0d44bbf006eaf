"""The report as every format tells it: numbers already rounded, sentences already written.

Renderers choose a layout and escape the text; they add no words of judgement and no arithmetic.
Scores and targets are whole points from 0 to 100, gaps are signed, None is "not enough answers".
"""

import datetime
from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """What the audit comes to: the first of R13 that fits."""

    MAJORITY_OF_SIGNS = "majority of warning signs"
    BLOCKING_FINDING = "blocking finding"
    BELOW_TARGET = "below target"
    CANNOT_JUDGE = "cannot be judged yet"
    ON_TARGET_WITH_WARNINGS = "on target, with warnings"
    ON_TARGET = "on target"


class SignState(Enum):
    """How a warning sign stands."""

    RAISED = "raised"
    CLEAR = "not raised"
    UNKNOWN = "not assessed"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score with everything that says how far to trust it."""

    id: str
    name: str
    score: int | None
    mean: float | None
    """The unrounded score, for machines."""
    word: str | None
    target: int | None
    gap: int | None
    """Score minus target."""
    evidenced: int | None
    """What the answers that were checked support; None too when nothing was checked."""
    lowest: int | None
    """The score if every missing answer were the worst."""
    highest: int | None
    answered: int
    applicable: int
    depth: int = 0
    """0 at the top; a child dimension lies one deeper than its parent."""
    note: str = ""
    """Why there is no score, or what qualifies it."""


@dataclass(frozen=True, slots=True)
class SignLine:
    """One warning sign."""

    number: int
    id: str
    label: str
    """What to call it as it stands: the sign when raised, its absence when not."""
    text: str
    state: SignState
    about_employees: bool


@dataclass(frozen=True, slots=True)
class SignsPart:
    """A bank of warning signs."""

    bank: str
    title: str
    majority: str
    heading: str
    """What a report calls it: by its title where there are several."""
    raised: int
    applicable: int
    unknown: int
    sentence: str
    short: str
    """The sentence for a line that already says "warning signs"."""
    lines: tuple[SignLine, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question in no score, with its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class BankPart:
    """A bank's own result."""

    id: str
    title: str
    sentence: str
    total: ScoreLine
    groups: tuple[ScoreLine, ...]
    unscored: tuple[AnswerLine, ...]
    """Questions held against other roles' answers, with what was answered here."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """What is said beside what is done, levels from 1."""

    claim: str
    deed: str
    claim_level: int | None
    deed_level: int | None
    levels: int
    gap: int | None
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PairsPart:
    """Where saying and doing part."""

    sentence: str
    lines: tuple[PairLine, ...]


@dataclass(frozen=True, slots=True)
class BlockingPart:
    """What may be harming customers."""

    sentence: str
    found: tuple[str, ...]
    not_ruled_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing to do, with the parts that put it where it stands."""

    text: str
    effort: str | None
    is_blocking: bool
    dimension: str
    dimension_gap: int | None
    questions: tuple[str, ...]
    answer: str
    """What was answered to the first of the questions."""
    score: int
    target: int
    adds: str
    """``about 2 points``, ``under 1 point``, or empty where it cannot be said."""
    reason: str
    """The parts in one sentence."""


@dataclass(frozen=True, slots=True)
class ActionsPart:
    """A list of actions, most pressing first."""

    title: str
    sentence: str
    lines: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class StageStep:
    """One rung of the culture ladder."""

    stage: int
    label: str
    answers: int


@dataclass(frozen=True, slots=True)
class CulturePart:
    """The stage of the culture, and the next one's move."""

    stages: tuple[int, ...]
    """The stage chosen most often; more than one is a tie."""
    of: int
    sentence: str
    steps: tuple[StageStep, ...]


@dataclass(frozen=True, slots=True)
class TrustPart:
    """How far the numbers can be relied on."""

    answered: int
    dont_know: int
    unanswered: int
    not_applicable: int
    applicable: int
    favourable: int
    evidenced: int
    claimed_score: int | None
    evidenced_score: int | None
    sentence: str
    coverage: str
    """The counts, short enough for one line."""
    evidence: str
    possible: str
    """Between what the overall would lie with every question answered; empty when it is sure."""
    unanswered_questions: tuple[str, ...]
    dont_know_questions: tuple[str, ...]
    not_applicable_questions: tuple[str, ...]
    not_asked_short: tuple[str, ...]
    not_asked: tuple[str, ...]
    """What this audit did not ask about, in sentences."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A file that the result stands on."""

    kind: str
    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What would have to be the same for the result to be the same."""

    tool: str
    date: datetime.date
    extent: str
    role: str | None
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One audit, told from the verdict to what it stands on."""

    organisation: str
    framework: str
    title: str
    verdict: Verdict
    headline: str
    sentences: tuple[str, ...]
    """What backs the headline, most important first."""
    overall: ScoreLine
    dimensions_sentence: str
    dimensions: tuple[ScoreLine, ...]
    """Furthest below target first, those without a score last."""
    signs: tuple[SignsPart, ...]
    blocking: BlockingPart | None
    banks: tuple[BankPart, ...]
    pairs: PairsPart | None
    stop_harm: ActionsPart
    start_this_month: ActionsPart
    plan: ActionsPart
    culture: CulturePart | None
    trust: TrustPart
    provenance: Provenance
    others: tuple["Report", ...] = ()
    """Banks of other frameworks, each reported on its own."""
