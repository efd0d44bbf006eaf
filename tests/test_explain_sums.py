"""``--explain``: the sums it prints give the numbers that the report shows."""

from pathlib import Path

import pytest
from building import audit_of, bank_of, explained, lines_of, points, scores_of, worked_out
from conftest import SAMPLE

from custcheck.answers.reading import read_answers
from custcheck.assessment.assess import Audit, Targets, assess
from custcheck.assessment.explain import explain
from custcheck.loading import read_source
from custcheck.model import Use

each_sample = pytest.mark.parametrize(
    "sample", sorted(SAMPLE.parent.glob("*.yaml")), ids=lambda path: path.stem
)


def sample_audit(sample: Path) -> Audit:
    reading = read_answers(read_source(sample))
    date = reading.response.date
    assert date is not None
    return Audit(reading.banks, reading.response, reading.sha256, Targets(), date, "under test")


@each_sample
def test_every_number_of_a_sample_can_be_worked_out_again(sample: Path) -> None:
    audit = sample_audit(sample)
    numbers = dict(lines_of(assess(audit)))
    questions = [question for bank in audit.banks for question in bank.bank.questions]
    names = {dimension.id for dimension in audit.banks[0].framework.dimensions}
    names |= {bank.bank.id for bank in audit.banks}
    names |= {q.group for q in questions if q.group is not None and q.use is Use.SCORE}

    assert set(numbers) == {"overall"} | names
    for name, score in numbers.items():
        lines = explain(audit, name)
        if score is not None:
            assert (name, worked_out(lines)) == (name, score)


@each_sample
def test_every_question_of_a_sample_can_be_explained(sample: Path) -> None:
    audit = sample_audit(sample)

    for bank in audit.banks:
        for question in bank.bank.questions:
            assert question.id in explain(audit, question.id)[0]


def test_no_digit_is_cut_that_would_contradict_the_points() -> None:
    fine = [{"value": v, "label": f"{v} of 100"} for v in (0, 74.4999, 100)]
    bank = bank_of([points("q")], scales={"points": fine})
    lines = explained("d", [bank], {"made": {"q": 74.4999}})

    # two digits would read "74.5, shown as 74"
    assert "Mean: 74.4999 / 1 = 74.4999, shown as 74." in lines
    assert worked_out(lines) == 74


def test_small_weights_are_not_rounded_away() -> None:
    bank = bank_of([points("one", weight=0.001), points("two", weight=0.002)])
    lines = explained("d", [bank], {"made": {"one": 100, "two": 25}})

    # (0.1 + 0.05) / 0.003
    assert "Weighted mean: 0.15 / 0.003 = 50." in lines
    assert worked_out(lines) == 50


def test_a_question_in_two_banks_is_explained_twice() -> None:
    one = bank_of([points("same")])
    two = bank_of([points("same")], id="other")
    both = (one, type(two)(two.bank, one.framework, two.path, two.sha256, one.framework_sha256))
    answers = {"made": {"same": 60}, "other": {"same": 40}}
    lines = explain(audit_of(both, answers), "same")

    assert [line for line in lines if line.startswith("Answer")] == [
        'Answer: "60 points".',
        'Answer: "40 points".',
    ]
    assert scores_of(both, answers).overall.claimed == 50
