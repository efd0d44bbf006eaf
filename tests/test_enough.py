"""R3 of the scoring notes: how many answers make a score, and its possible range."""

import pytest
from building import NOT_APPLICABLE, bank_of, line_of, points, report_of

FOUR = [points(name) for name in ("one", "two", "three", "four")]
ENOUGH = {"questions": 3, "quick": 2, "share": [2, 3]}


def some(answered: int, of: int, inapplicable: int = 0) -> dict[str, object]:
    """Return so many answers of 60, of so many questions."""
    given: dict[str, object] = {f"q{n}": 60 for n in range(answered)}
    return given | {f"q{n}": NOT_APPLICABLE for n in range(of - inapplicable, of)}


@pytest.mark.parametrize(
    ("answered", "of", "inapplicable", "is_scored"),
    [
        pytest.param(2, 2, 0, False, id="all-of-2-are-under-3-questions"),
        pytest.param(2, 3, 0, False, id="2-of-3-are-under-3-questions"),
        pytest.param(3, 3, 0, True, id="3-of-3"),
        pytest.param(3, 4, 0, True, id="9-against-8"),
        pytest.param(3, 5, 0, False, id="9-against-10"),
        pytest.param(3, 6, 0, False, id="9-against-12"),
        pytest.param(4, 6, 0, True, id="12-against-12"),
        pytest.param(5, 8, 0, False, id="15-against-16"),
        pytest.param(5, 9, 0, False, id="15-against-18"),
        pytest.param(6, 9, 0, True, id="18-against-18"),
        pytest.param(19, 29, 0, False, id="57-against-58"),
        pytest.param(20, 30, 0, True, id="60-against-60"),
        pytest.param(3, 5, 1, True, id="3-of-4-applicable"),
        pytest.param(2, 3, 1, False, id="2-of-2-applicable"),
        pytest.param(0, 3, 3, False, id="none-applicable"),
    ],
)
def test_r3_full_audit(answered: int, of: int, inapplicable: int, is_scored: bool) -> None:
    bank = bank_of([points(f"q{n}") for n in range(of)], enough=ENOUGH)
    line = line_of(report_of([bank], {"made": some(answered, of, inapplicable)}), "d")

    assert line.score == (60 if is_scored else None)


@pytest.mark.parametrize(
    ("answered", "leads", "is_scored"),
    [
        pytest.param(1, 1, False, id="1-of-1-is-under-2-questions"),
        pytest.param(1, 2, False, id="1-of-2"),
        pytest.param(2, 2, True, id="2-of-2"),
        pytest.param(2, 3, True, id="2-of-3-is-two-thirds"),
        pytest.param(2, 4, False, id="6-against-8"),
    ],
)
def test_r3_quick_audit(answered: int, leads: int, is_scored: bool) -> None:
    questions = [points(f"q{n}", lead=n < leads) for n in range(6)]
    bank = bank_of(questions, enough=ENOUGH)
    line = line_of(report_of([bank], {"made": some(answered, 6)}, asked="quick"), "d")

    assert (line.score, line.applicable) == (60 if is_scored else None, leads)


def test_r3_an_answer_beyond_the_quick_audit_is_not_dropped() -> None:
    questions = [points(f"q{n}", lead=n < 2) for n in range(6)]
    bank = bank_of(questions, enough=ENOUGH)
    line = line_of(report_of([bank], {"made": {"q0": 50, "q1": 50, "q5": 80}}, asked="quick"), "d")

    assert (line.score, line.applicable) == (60, 3)  # (50 + 50 + 80) / 3


def test_r3_a_bank_of_its_own_needs_one_question_by_default() -> None:
    report = report_of([bank_of([points("only")])], {"made": {"only": 60}})

    assert line_of(report, "d").score == 60


def test_r3_a_bank_may_set_its_own_share() -> None:
    bank = bank_of(FOUR, enough={"questions": 1, "share": [1, 2]})

    assert line_of(report_of([bank], {"made": {"one": 60, "two": 60}}), "d").score == 60
    assert line_of(report_of([bank], {"made": {"one": 60}}), "d").score is None


def test_r3_zero_makes_every_question_count_as_answered() -> None:
    bank = bank_of([points(f"q{n}") for n in range(6)], enough=ENOUGH, unanswered="zero")

    assert line_of(report_of([bank], {"made": {"q0": 60}}), "d").score == 10  # 60 / 6


def test_r3_too_few_answers_say_how_many() -> None:
    bank = bank_of([points(f"q{n}") for n in range(6)], enough=ENOUGH)
    line = line_of(report_of([bank], {"made": some(2, 6)}), "d")

    assert (line.score, line.word, line.gap) == (None, None, None)
    assert line.note == "not enough answers (2 of 6)"


@pytest.mark.parametrize(
    ("answers", "low", "high"),
    [
        # one weighs 2, the others 1 each: the weights add up to 5
        pytest.param({"one": 80, "two": 60}, 44, 84, id="(160+60)/5-to-(160+60+200)/5"),
        pytest.param({"two": 60}, 12, 92, id="60/5-to-(200+60+200)/5"),
        pytest.param({}, 0, 100, id="nothing-known"),
        pytest.param({"one": 80, "two": 60, "three": 40, "four": 20}, 56, 56, id="all-known"),
        pytest.param({"one": 80, "two": NOT_APPLICABLE}, 40, 90, id="160/4-to-(160+200)/4"),
        pytest.param({"one": 80, "two": "dont_know"}, 32, 92, id="160/5-to-(160+300)/5"),
    ],
)
def test_r3_possible_range(answers: dict[str, object], low: int, high: int) -> None:
    bank = bank_of([points("one", weight=2), *FOUR[1:]])
    line = line_of(report_of([bank], {"made": answers}), "d")

    assert (line.lowest, line.highest) == (low, high)


def test_r3_possible_range_of_a_bank_that_counts_blanks_as_zero() -> None:
    line = line_of(report_of([bank_of(FOUR, unanswered="zero")], {"made": {"one": 80}}), "d")

    assert (line.score, line.lowest, line.highest) == (20, 20, 95)  # 80/4, (80 + 300)/4


def test_r3_the_overall_range_is_over_all_applicable_dimensions() -> None:
    questions = [points(f"{d}{n}", d) for d in "abcd" for n in "123"]
    bank = bank_of(questions, "a b c d", enough=ENOUGH)
    answers = {f"{d}{n}": 60 for d in "abc" for n in "123"} | {"d1": 30}
    overall = report_of([bank], {"made": answers}).overall

    # d is not scored, yet in the range: 30/3 = 10 to 230/3 = 76.67
    assert overall.score == 60
    assert overall.lowest == 48  # (60 + 60 + 60 + 10) / 4 = 47.5
    assert overall.highest == 64  # (180 + 76.67) / 4 = 64.17


def test_r3_the_overall_range_leaves_out_what_does_not_apply() -> None:
    bank = bank_of([points("one", "a"), points("two", "b"), points("three", "c")], "a b c")
    answers = {"one": 60, "two": 40, "three": NOT_APPLICABLE}
    overall = report_of([bank], {"made": answers}).overall

    assert (overall.score, overall.lowest, overall.highest) == (50, 50, 50)
