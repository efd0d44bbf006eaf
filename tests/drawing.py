"""Banks and answers as Hypothesis draws them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from building import NOT_APPLICABLE, Content, bank_of, graded
from hypothesis import strategies as st

from custcheck.model import LoadedBank, YesNoQuestion

Given = dict[str, object]

BLANKS: tuple[object, ...] = (None, "dont_know", NOT_APPLICABLE)
ENOUGH: tuple[Content, ...] = (
    {"questions": 1},
    {"questions": 2},
    {"questions": 2, "share": [1, 2]},
    {"questions": 1, "share": [0, 1]},
)


@dataclass(frozen=True)
class Plan:
    """A bank that has not been built yet."""

    questions: Sequence[Content]
    dimensions: str
    scales: Mapping[str, object]
    unanswered: str
    enough: Content

    def bank(self) -> LoadedBank:
        return bank_of(
            self.questions,
            self.dimensions,
            scales=self.scales,
            unanswered=self.unanswered,
            enough=self.enough,
        )


@st.composite
def scales(draw: st.DrawFn) -> list[Content]:
    """Draw two to five values in quarters, seldom even."""
    values = sorted(draw(st.sets(st.integers(-20, 20), min_size=2, max_size=5)))
    return [{"value": value / 4, "label": f"Option {n}"} for n, value in enumerate(values)]


@st.composite
def question(draw: st.DrawFn, number: int, dimension: int) -> Content:
    """Draw a yes/no question, or one on a scale."""
    shared: Content = {
        "id": f"q{number}",
        "dimension": f"d{dimension}",
        "text": f"How much of number {number} is there?",
        "weight": draw(st.sampled_from([1, 0.1, 0.5, 2, 3.75])),
        "needs": draw(st.sampled_from(["checked", "confirmed"])),
        "action": {
            "effort": draw(st.sampled_from(["quick", "heavy"])),
            "text": f"Do {number % 7}.",
        },
    }
    own: Content = {"type": "yesno", "yes_is": draw(st.sampled_from(["good", "bad"]))}
    own["blocking"] = draw(st.booleans())
    if draw(st.integers(0, 2)):
        own = {"type": "scale", "scale": draw(st.sampled_from(["long", "short"]))}
        own["reverse"] = draw(st.booleans())
    return shared | own


@st.composite
def plans(draw: st.DrawFn, unanswered: str | None = None) -> Plan:
    """Draw 1 to 4 dimensions, perhaps nested, and 1 to 12 questions on those without children."""
    parents = [draw(st.sampled_from([None, *range(n)])) for n in range(draw(st.integers(1, 4)))]
    leaves = [n for n in range(len(parents)) if n not in parents]
    of = leaves + draw(st.lists(st.sampled_from(leaves), max_size=12 - len(leaves)))
    return Plan(
        questions=[draw(question(number, dimension)) for number, dimension in enumerate(of)],
        dimensions=" ".join(
            f"d{n}" if parent is None else f"d{n}:d{parent}" for n, parent in enumerate(parents)
        ),
        scales={"long": draw(scales()), "short": draw(scales())},
        unanswered=unanswered or draw(st.sampled_from(["exclude", "zero"])),
        enough=draw(st.sampled_from(ENOUGH)),
    )


def choices(bank: LoadedBank, name: str) -> list[object]:
    """Return what may be answered to a question."""
    asked = bank.by_id[name]
    if isinstance(asked, YesNoQuestion):
        return ["yes", "no"]
    return [option.value for option in bank.options(asked)]


@st.composite
def answered(draw: st.DrawFn, unanswered: str | None = None) -> tuple[Plan, LoadedBank, Given]:
    """Draw a bank with answers."""
    plan = draw(plans(unanswered))
    bank = plan.bank()
    answers: Given = {}
    for name in bank.by_id:
        answer = draw(st.sampled_from([*choices(bank, name), *choices(bank, name), *BLANKS]))
        evidence = draw(st.sampled_from(["claimed", "described", "checked", "confirmed"]))
        day = draw(st.sampled_from(["2026-10-01", "2024-10-01"]))
        has_grade = answer is not None and not isinstance(answer, dict)
        answers[name] = graded(answer, evidence, day) if has_grade else answer
    return plan, bank, answers


def chosen(answers: Given, name: str) -> object:
    """Return an answer without its evidence."""
    entry = answers[name]
    return entry["answer"] if isinstance(entry, dict) else entry
