"""What holds for every bank and every set of answers: R1 to R4 and R9 of the scoring notes."""

from dataclasses import replace
from fractions import Fraction

import pytest
from building import (
    NOT_APPLICABLE,
    Content,
    audit_of,
    bank_of,
    lines_of,
    report_of,
    scores_of,
    worked_out,
)
from drawing import Given, Plan, answered, choices, chosen
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from custcheck.assessment.assess import assess
from custcheck.assessment.explain import explain
from custcheck.errors import ProblemsError
from custcheck.model import LoadedBank, YesNoQuestion
from custcheck.reports.json import render
from custcheck.scoring import FrameworkScore, overall_with

few = settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def of_dimensions(scores: FrameworkScore) -> dict[str, object]:
    return {part.dimension.id: part.score for part in scores.every_dimension()}


def open_questions(bank: LoadedBank, answers: Given) -> list[str]:
    return [name for name in bank.by_id if chosen(answers, name) in (None, "dont_know")]


@few
@given(answered())
def test_scores_and_ranges_stay_within_0_and_100(drawn: tuple[Plan, LoadedBank, Given]) -> None:
    _, bank, answers = drawn
    scores = scores_of([bank], {"made": answers})
    parts = [part.score for part in scores.every_dimension()]
    parts += [scores.overall, scores.banks[0].score]

    for score in parts:
        numbers = (score.claimed, score.evidenced, score.low, score.high)
        assert all(0 <= number <= 100 for number in numbers if number is not None)
        assert (score.claimed is None) is (score.evidenced is None)
        if score.claimed is not None and score.evidenced is not None:
            assert score.evidenced <= score.claimed
        if score.low is not None and score.high is not None:
            assert score.low <= score.high


@few
@given(answered())
def test_a_score_lies_in_its_possible_range(drawn: tuple[Plan, LoadedBank, Given]) -> None:
    _, bank, answers = drawn
    scores = scores_of([bank], {"made": answers})

    for part in scores.every_dimension():
        score = part.score
        if not part.children and score.claimed is not None:
            assert score.low is not None
            assert score.high is not None
            assert score.low <= score.claimed <= score.high


@few
@given(answered(), st.data())
def test_the_order_of_answers_is_irrelevant(
    drawn: tuple[Plan, LoadedBank, Given], data: st.DataObject
) -> None:
    _, bank, answers = drawn
    names = data.draw(st.permutations(list(answers)))
    shuffled = {name: answers[name] for name in names}

    assert report_of([bank], {"made": shuffled}, date="2026-11-21").dimensions == (
        report_of([bank], {"made": answers}, date="2026-11-21").dimensions
    )


@few
@given(answered(), st.data())
def test_the_order_of_questions_and_of_banks_is_irrelevant(
    drawn: tuple[Plan, LoadedBank, Given], data: st.DataObject
) -> None:
    _, bank, answers = drawn
    whole_bank = scores_of([bank], {"made": answers})
    names = data.draw(st.permutations(list(bank.by_id)))
    cut = data.draw(st.integers(1, len(names)))
    halves = [part for part in (names[:cut], names[cut:]) if part]
    banks = [
        replace(
            bank,
            bank=bank.bank.model_copy(
                update={"id": f"half{n}", "questions": tuple(bank.by_id[name] for name in part)}
            ),
        )
        for n, part in enumerate(halves)
    ]
    given_to = {f"half{n}": {name: answers[name] for name in part} for n, part in enumerate(halves)}
    one = scores_of(banks, given_to)
    other = scores_of(banks[::-1], given_to)

    assert of_dimensions(one) == of_dimensions(other) == of_dimensions(whole_bank)
    assert one.overall == other.overall == whole_bank.overall


@few
@given(answered(unanswered="exclude"))
def test_turning_every_question_round_mirrors_the_scores(
    drawn: tuple[Plan, LoadedBank, Given],
) -> None:
    plan, bank, answers = drawn
    turned: list[Content] = [
        {**q, "yes_is": "bad" if q["yes_is"] == "good" else "good"}
        if q["type"] == "yesno"
        else {**q, "reverse": not q["reverse"]}
        for q in plan.questions
    ]
    before = scores_of([bank], {"made": answers})
    after = scores_of([replace(plan, questions=turned).bank()], {"made": answers})

    pairs = zip(before.every_dimension(), after.every_dimension(), strict=True)
    for one, other in [(a.score, b.score) for a, b in pairs] + [(before.overall, after.overall)]:
        assert (one.claimed is None) is (other.claimed is None)
        if one.claimed is not None and one.low is not None and one.high is not None:
            assert other.claimed == 100 - one.claimed
            assert (other.low, other.high) == (100 - one.high, 100 - one.low)


@few
@given(answered(), st.data())
def test_one_more_answer_never_leaves_the_earlier_range(
    drawn: tuple[Plan, LoadedBank, Given], data: st.DataObject
) -> None:
    _, bank, answers = drawn
    still_open = open_questions(bank, answers)
    assume(still_open)
    name = data.draw(st.sampled_from(still_open))
    answer = data.draw(st.sampled_from(choices(bank, name)))
    before = scores_of([bank], {"made": answers})
    after = scores_of([bank], {"made": answers | {name: answer}})

    pairs = zip(before.every_dimension(), after.every_dimension(), strict=True)
    for one, other in [(a.score, b.score) for a, b in pairs] + [(before.overall, after.overall)]:
        if one.low is None or one.high is None:
            assert (other.low, other.high) == (None, None)
        else:
            assert other.low is not None
            assert other.high is not None
            assert one.low <= other.low <= other.high <= one.high


@few
@given(answered(), st.data())
def test_not_applicable_never_moves_another_dimension(
    drawn: tuple[Plan, LoadedBank, Given], data: st.DataObject
) -> None:
    _, bank, answers = drawn
    name = data.draw(st.sampled_from(list(bank.by_id)))
    before = of_dimensions(scores_of([bank], {"made": answers}))
    after = of_dimensions(scores_of([bank], {"made": answers | {name: NOT_APPLICABLE}}))
    parents = {d.id: d.parent for d in bank.framework.dimensions}
    moved: str | None = bank.by_id[name].dimension
    while moved is not None:
        before.pop(moved)
        after.pop(moved)
        moved = parents[moved]

    assert after == before


def without(plan: Plan, name: str) -> Plan:
    """Return a plan without a dimension's questions, and without all that they leave empty."""
    parents = {d: of or None for d, _, of in (n.partition(":") for n in plan.dimensions.split())}
    gone: str | None = name
    while gone is not None and gone not in parents.values():
        gone = parents.pop(gone)
    return replace(
        plan,
        questions=[q for q in plan.questions if q["dimension"] != name],
        dimensions=" ".join(f"{d}:{of}" if of else d for d, of in parents.items()),
    )


@few
@given(answered(), st.data())
def test_what_does_not_apply_changes_nothing_above_it_otherwise(
    drawn: tuple[Plan, LoadedBank, Given], data: st.DataObject
) -> None:
    plan, bank, answers = drawn
    name = data.draw(st.sampled_from(sorted({q.dimension for q in bank.by_id.values()})))
    rest = without(plan, name)
    assume(rest.questions)
    inside = [q.id for q in bank.by_id.values() if q.dimension == name]
    others = {key: answer for key, answer in answers.items() if key not in inside}
    off = scores_of([bank], {"made": others | dict.fromkeys(inside, NOT_APPLICABLE)})
    never = scores_of([rest.bank()], {"made": others})
    parts = {part.dimension.id: part.score for part in off.every_dimension()}
    kept = {part.dimension.id: part.score for part in never.every_dimension()}
    pairs = [(parts[key], score) for key, score in kept.items()]
    pairs += [(off.overall, never.overall), (off.banks[0].score, never.banks[0].score)]

    assert all(parts[key].is_left_out for key in set(parts) - set(kept))
    for one, other in pairs:
        assert replace(one, not_applicable=0) == replace(other, not_applicable=0)
    assert off.overall.not_applicable == never.overall.not_applicable + len(inside)


MALFORMED = st.one_of(
    st.integers(-1000, 1000),
    st.floats(-1000, 1000, allow_nan=False),
    st.sampled_from(["maybe", "Option", "Option 99", "nan", "inf", "", " ", "y", "n/a", "1/2"]),
    st.booleans(),
)


@few
@given(answered(), MALFORMED, st.data())
def test_a_malformed_value_is_never_scored(
    drawn: tuple[Plan, LoadedBank, Given], value: object, data: st.DataObject
) -> None:
    _, bank, answers = drawn
    name = data.draw(st.sampled_from(list(bank.by_id)))
    is_yes_no = isinstance(bank.by_id[name], YesNoQuestion)
    assume(not isinstance(value, bool) if is_yes_no else value not in choices(bank, name))
    if isinstance(value, bool):
        value = str(value)

    with pytest.raises(ProblemsError, match="A02"):
        scores_of([bank], {"made": answers | {name: value}})


@few
@given(answered())
def test_no_change_leaves_the_overall(drawn: tuple[Plan, LoadedBank, Given]) -> None:
    _, bank, answers = drawn
    scores = scores_of([bank], {"made": answers})

    assert overall_with(scores, {}) == scores.overall.claimed


@few
@given(answered(), st.data())
def test_a_change_is_what_answering_so_would_have_given(
    drawn: tuple[Plan, LoadedBank, Given], data: st.DataObject
) -> None:
    _, bank, answers = drawn
    known = [name for name in bank.by_id if chosen(answers, name) in choices(bank, name)]
    assume(known)
    name = data.draw(st.sampled_from(known))
    answer = data.draw(st.sampled_from(choices(bank, name)))
    before = scores_of([bank], {"made": answers})
    after = scores_of([bank], {"made": answers | {name: answer}})
    mark = next(r.mark for r in after.results if r.question.id == name)
    assert mark is not None

    assert overall_with(before, {("made", name): mark}) == after.overall.claimed


@few
@given(answered())
def test_every_score_can_be_explained_and_every_report_written(
    drawn: tuple[Plan, LoadedBank, Given],
) -> None:
    _, bank, answers = drawn
    audit = audit_of([bank], {"made": answers})
    report = assess(audit)

    assert render(report)
    assert explain(audit, "verdict")[0] == report.headline
    for name, score in lines_of(report):
        lines = explain(audit, name)
        assert score is None or worked_out(lines) == score


@few
@given(answered())
def test_actions_never_cost_points(drawn: tuple[Plan, LoadedBank, Given]) -> None:
    _, bank, answers = drawn
    report = report_of([bank], {"made": answers})

    for part in (report.start_this_month, report.plan):
        assert all(line.score < line.target for line in part.lines)
    for part in (report.stop_harm, report.start_this_month, report.plan):
        assert not any(line.adds.startswith("-") for line in part.lines)


@few
@given(answered())
def test_harm_is_in_its_own_list_and_each_action_in_one(
    drawn: tuple[Plan, LoadedBank, Given],
) -> None:
    _, bank, answers = drawn
    report = report_of([bank], {"made": answers})
    rest = (*report.start_this_month.lines, *report.plan.lines)
    texts = [line.text for line in (*report.stop_harm.lines, *rest)]
    stopped = {name for line in report.stop_harm.lines for name in line.questions}
    found = report.blocking.found if report.blocking is not None else ()

    assert len(set(texts)) == len(texts)
    assert all(line.is_blocking for line in report.stop_harm.lines)
    assert not any(line.is_blocking for line in rest)
    assert set(found) <= stopped
    assert stopped.isdisjoint(name for line in rest for name in line.questions)


def test_weights_are_the_numbers_that_were_written() -> None:
    questions: list[Content] = [
        {
            "id": f"q{n}",
            "dimension": "d",
            "type": "yesno",
            "yes_is": "good",
            "text": "Is it?",
            "weight": w,
        }
        for n, w in enumerate((0.1, 0.3))
    ]

    assert scores_of([bank_of(questions)], {"made": {"q0": "yes", "q1": "no"}}).overall.claimed == (
        Fraction(25)
    )
