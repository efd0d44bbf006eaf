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
    """How a warning sign stands, in the order in which reports list them."""

    RAISED = "raised"
    UNKNOWN = "not assessed"
    CLEAR = "not raised"
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

    @property
    def in_full(self) -> tuple[ActionLine, ...]:
        """Those that are told with their reasons."""
        return self.lines[:5]

    @property
    def in_brief(self) -> tuple[ActionLine, ...]:
        """The others, which get a line each."""
        return self.lines[5:]


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
class Asked:
    """How many questions or pairs of a kind were asked, those that do not apply among them."""

    asked: int
    of: int


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

    @property
    def evidence_sentence(self) -> str:
        """What can be shown, as a sentence of its own."""
        return f"{self.evidence[:1].upper()}{self.evidence[1:]}."

    blocking: Asked
    """How many of the questions that could find harm to customers."""
    pairs: Asked
    """How many of the pairs of claim and deed."""


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


class QuestionState(Enum):
    """Whether a question was answered."""

    ANSWERED = "answered"
    DONT_KNOW = "don't know"
    NOT_APPLICABLE = "not applicable"
    UNANSWERED = "not answered"


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question with its answer, and what backs it."""

    id: str
    number: int
    """Its place in its bank, from 1."""
    label: str
    text: str
    group: str
    dimension: str
    state: QuestionState
    answer: str
    """The option's label; empty where none was chosen."""
    score: int | None
    target: int | None
    """None for a question in no score."""
    note: str
    evidence: str | None
    """How well the answer is backed on the audit's date; None where there is nothing to back."""
    checked_on: datetime.date | None
    is_evidenced: bool
    """Whether that is enough for this question."""
    witnesses: tuple[str, ...]
    """Who could tell, the best witness first."""
    action: str
    """Empty where there is nothing to do: the answer reaches its target, or none applies."""
    effort: str | None


@dataclass(frozen=True, slots=True)
class QuestionsPart:
    """The questions of one bank, in its order."""

    bank: str
    title: str
    lines: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class WorkingPart:
    """How a number or the verdict arises, line by line; indents are spaces."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """What stands behind a report."""

    questions: tuple[QuestionsPart, ...]
    workings: tuple[WorkingPart, ...]


class Trend(Enum):
    """What became of a score; under 3 points is no clear change."""

    UP = "up"
    DOWN = "down"
    NO_CLEAR_CHANGE = "no clear change"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A score then and now, both over the questions that both audits asked."""

    id: str
    name: str
    before: int | None
    now: int | None
    change: int | None
    """Now minus before, signed; None where either has no score."""
    gap_before: int | None
    """The earlier score minus today's target."""
    gap_now: int | None
    is_whole: bool
    """Whether the score now is the report's own, over the same questions."""
    trend: Trend | None
    sentence: str

    @property
    def needs_mark(self) -> bool:
        """Whether the change would be read with a score that it is not the change of."""
        return self.change is not None and not self.is_whole


@dataclass(frozen=True, slots=True)
class ComparisonPart:
    """What has changed since an earlier audit."""

    since: str
    """The earlier audit's date, as ``September 2025``."""
    date: datetime.date | None
    sentence: str
    short: str
    """The same where the score has been told already, with what no score may be told without."""
    overall: ChangeLine
    dimensions: tuple[ChangeLine, ...]
    """In the report's order."""
    raised_since: tuple[str, ...]
    """Warning signs that were not raised then and are now, by label."""
    cleared_since: tuple[str, ...]
    findings: tuple[str, ...]
    """Verdict, blocking findings, saying and doing, culture: then and now, a sentence each."""
    answers: tuple[str, ...]
    """Questions that have another answer now, a sentence each."""
    compared: int
    """How many scored questions both audits answered."""
    lost_answers: tuple[str, ...]
    """Questions answered then that still apply and have no answer to be held against, by label."""
    lost_scores: tuple[str, ...]
    """Dimensions and banks that had a score then which nothing can be held against, by name."""
    left_out: tuple[str, ...]
    """Questions that no score is compared on, with the reasons."""

    @property
    def footnote(self) -> str:
        """What a mark behind a change says; empty where no change needs one."""
        needs = any(line.needs_mark for line in (*self.dimensions, self.overall))
        return "* compared on fewer questions than the score beside it" if needs else ""


@dataclass(frozen=True, slots=True)
class GateLine:
    """A condition that was asked for, such as ``--fail-under 60``."""

    gate: str
    """As it was asked for."""
    is_broken: bool
    sentence: str

    @property
    def told(self) -> str:
        """How it stands, in one line."""
        return f"{self.gate}: {self.outcome}"

    @property
    def outcome(self) -> str:
        """What was found, and what that means for it."""
        return f"{self.sentence} {'Broken.' if self.is_broken else 'Holds.'}"


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
    appendix: Appendix | None = None
    """None where the format has no room for it."""
    comparison: ComparisonPart | None = None
    """None where no earlier audit was named."""
    gates: tuple[GateLine, ...] = ()
    command: str = ""
    """The command that gives this report again."""
