"""R9 of the scoring notes: what is claimed beside what can be shown."""

import datetime

import pytest
from building import (
    NOT_APPLICABLE,
    Content,
    bank_of,
    graded,
    line_of,
    points,
    report_of,
    shelf,
)

from custcheck.scoring import months_before

PROOF = shelf("confirmed")
FULL: Content = {
    "own_praise": graded(5, "checked", "2026-10-01"),  # 100, but it needs: confirmed
    "seen": graded(4, "checked", "2026-10-01"),  # 75
    "told": graded(2, "checked", "2026-10-01"),  # 25
    "late": "no",  # 100, claimed
}


def test_r9_two_scores_side_by_side() -> None:
    report = report_of(PROOF, {"confirmed": FULL})

    # claimed (100 + 75 + 25 + 100) / 4 = 75; evidenced (0 + 75 + 25 + 0) / 4 = 25
    assert (report.overall.score, report.overall.evidenced) == (75, 25)
    assert "Counting only what can be shown, it scores 25, not 75." in report.sentences


@pytest.mark.parametrize(
    ("evidence", "evidenced"),
    [
        pytest.param("confirmed", 50, id="confirmed"),  # (100 + 75 + 25 + 0) / 4
        pytest.param("checked", 25, id="checked"),
        pytest.param("described", 25, id="described"),
        pytest.param("claimed", 25, id="claimed"),
    ],
)
def test_r9_needs_confirmed(evidence: str, evidenced: int) -> None:
    praise = {"own_praise": graded(5, evidence, "2026-10-01")}
    report = report_of(PROOF, {"confirmed": FULL | praise})

    assert report.overall.evidenced == evidenced
    assert report.overall.score == 75


@pytest.mark.parametrize(
    ("checked_on", "counts"),
    [
        pytest.param("2026-11-21", True, id="the-same-day"),
        pytest.param("2025-11-22", True, id="a-day-under-12-months"),
        pytest.param("2025-11-21", True, id="exactly-12-months"),
        pytest.param("2025-11-20", False, id="a-day-over-12-months"),
        pytest.param("2026-11-22", False, id="in-the-future"),
        pytest.param(None, False, id="undated"),
    ],
)
@pytest.mark.parametrize("evidence", ["checked", "confirmed"])
def test_r9_within_12_months(evidence: str, checked_on: str | None, counts: bool) -> None:
    bank = bank_of([points("one"), points("two")])
    answers = {
        "one": graded(60, evidence, checked_on),
        "two": graded(80, "checked", "2026-11-01"),
    }
    line = line_of(report_of([bank], {"made": answers}), "d")

    assert line.score == 70
    assert line.evidenced == (70 if counts else 40)  # (60 + 80) / 2, or (0 + 80) / 2


@pytest.mark.parametrize(
    ("audit", "oldest"),
    [
        ("2028-02-29", "2027-02-28"),
        ("2029-02-28", "2028-02-28"),
        ("2027-01-01", "2026-01-01"),
        ("0001-06-01", "0001-01-01"),
        ("0002-01-01", "0001-01-01"),
    ],
)
def test_r9_twelve_months_by_the_calendar(audit: str, oldest: str) -> None:
    day = datetime.date.fromisoformat(audit)

    assert months_before(day, 12) == datetime.date.fromisoformat(oldest)


NONE = "No answer has been checked yet."
STALE = "No check is dated within the last 12 months."


def test_r9_months_end_early_in_short_months() -> None:
    assert months_before(datetime.date(2026, 3, 31), 1) == datetime.date(2026, 2, 28)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        pytest.param({"one": 80, "two": 60}, NONE, id="claimed"),
        pytest.param({"one": graded(80, "described"), "two": 60}, NONE, id="described"),
        pytest.param({"one": graded(80, "checked"), "two": 60}, STALE, id="undated"),
        pytest.param(
            {"one": graded(80, "confirmed", "2024-01-01"), "two": 60}, STALE, id="too-old"
        ),
        pytest.param(
            {"one": graded("dont_know", "checked", "2026-11-01"), "two": 60, "three": 50},
            NONE,
            id="a-dont-know-is-no-answer",
        ),
    ],
)
def test_r9_no_answer_has_been_checked(answers: Content, says: str) -> None:
    bank = bank_of([points("one"), points("two"), points("three")])
    report = report_of([bank], {"made": answers})

    assert says in report.sentences
    assert report.overall.evidenced is None
    assert report.trust.evidenced_score is None
    assert [line.evidenced for line in report.dimensions] == [None]


def test_r9_a_bad_answer_that_was_checked_counts_as_checked() -> None:
    answers = {"one": graded(0, "checked", "2026-11-01"), "two": 60}
    report = report_of([bank_of([points("one"), points("two")])], {"made": answers})

    assert report.overall.evidenced == 0
    assert "Counting only what can be shown, it scores 0, not 30." in report.sentences


def test_r9_coverage_is_of_favourable_answers() -> None:
    checked = {"evidence": "checked", "checked_on": "2026-11-01"}
    answers = {
        "one": {"answer": 50, **checked},  # 50 is not favourable
        "two": {"answer": 50.4, **checked},  # favourable before rounding
        "three": 51,
        "four": {"answer": 100, **checked},
        "five": {"answer": 0, **checked},
        "six": NOT_APPLICABLE,
    }
    names = ("one", "two", "three", "four", "five", "six")
    trust = report_of([bank_of([points(name) for name in names])], {"made": answers}).trust

    assert (trust.evidenced, trust.favourable) == (2, 3)
    assert trust.evidence == "2 of 3 good answers can be shown"


def test_r9_coverage_asks_for_what_the_question_needs() -> None:
    trust = report_of(PROOF, {"confirmed": FULL}).trust

    assert (trust.evidenced, trust.favourable) == (1, 3)  # of praise, seen and late: seen


def test_r9_weights_and_blanks_count_in_both() -> None:
    bank = bank_of([points("one", weight=3), points("two"), points("three")], unanswered="zero")
    answers = {"one": graded(100, "checked", "2026-11-01"), "two": 50}
    line = line_of(report_of([bank], {"made": answers}), "d")

    assert (line.score, line.evidenced) == (70, 60)  # 350 / 5 and 300 / 5


def test_r9_the_grade_never_multiplies_a_score() -> None:
    bank = bank_of([points("one"), points("two")])

    def evidenced(grade: str) -> int | None:
        answers = {"one": graded(80, grade, "2026-11-01"), "two": graded(0, "checked")}
        return report_of([bank], {"made": answers}).overall.evidenced

    assert (evidenced("checked"), evidenced("confirmed")) == (40, 40)
