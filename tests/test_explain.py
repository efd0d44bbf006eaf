"""``--explain``: what it says of the overall, the verdict, a dimension, a bank, a question."""

from pathlib import Path

import pytest
from building import (
    NOT_APPLICABLE,
    SCORING,
    Answers,
    Content,
    answer_text,
    bank_of,
    explained,
    graded,
    points,
    report_of,
    shelf,
)

from custcheck.__main__ import main
from custcheck.errors import InputError

Capture = pytest.CaptureFixture[str]

NESTED: Answers = {
    "nested": {
        "in_a_day": 0.5,
        "second_visit": 0.25,
        "cleaned": "yes",
        "old_parts": 0,
        "greeted": 2,
        "in_stock": graded(6, "checked", "2026-11-01"),
        "wrong_part": "dont_know",
    }
}

# Overall, verdict


def test_overall() -> None:
    assert explained("overall", shelf("nested"), NESTED) == (
        "Overall: 27 of 100 (partly), 33 below the target of 60.",
        "  Workshop (workshop): 28.3",
        "  Parts (parts): 25",
        "Plain mean: 53.3 / 2 = 26.65, shown as 27.",
        "Possible range: 27 to 77, with every missing answer at its worst and at its best.",
        # Parts alone can be shown, 100 x 1 / 4: (0 + 25) / 2
        "With every answer that cannot be shown at 0, the same mean is 12.5, shown as 13.",
    )


def test_overall_without_a_score() -> None:
    bank = bank_of([points("one", "a"), points("two", "b")], "a b")

    assert explained("overall", [bank], {"made": {"one": 60}}) == (
        "Overall: not enough parts scored (1 of 2).",
        "  A (a): 60",
        "  B (b): not enough answers (0 of 1)",
        "Parts scored: 1 of 2; 2 in 3 are needed.",
        "Possible range: 30 to 80, with every missing answer at its worst and at its best.",
    )


def test_overall_without_what_does_not_apply() -> None:
    bank = bank_of([points(f"{d}1", d) for d in "abcd"], "a b c d")
    answers = {"a1": 60, "b1": NOT_APPLICABLE, "c1": 30}

    # 2 of the 3 that apply
    assert explained("overall", [bank], {"made": answers}) == (
        "Overall: 45 of 100 (partly), 30 below the target of 75.",
        "  A (a): 60",
        "  B (b): not applicable",
        "  C (c): 30",
        "  D (d): not enough answers (0 of 1)",
        "Plain mean: 90 / 2 = 45.",
        # (60 + 30 + 0) / 3 to (60 + 30 + 100) / 3 = 63.33
        "Possible range: 30 to 63, with every missing answer at its worst and at its best.",
    )
    assert "Parts scored: 1 of 3; 2 in 3 are needed." in explained(
        "overall", [bank], {"made": {"a1": 60, "b1": NOT_APPLICABLE}}
    )


def test_overall_has_the_word_of_the_report() -> None:
    answers = {"harm": {"hidden_fees": "yes", "leaving": 4, "complaints": 100, "helped": 100}}
    lines = explained("overall", shelf("harm"), answers)

    # (0 + 100 + 100 + 100) / 4 = 75
    assert lines[0] == "Overall: 75 of 100 (partly), exactly the target of 75."
    assert report_of(shelf("harm"), answers).overall.word == "partly"


@pytest.mark.parametrize(
    ("raised", "decides"),
    [(6, 1), (5, 3), (3, 5), (0, 6)],
)
def test_verdict_is_told_up_to_the_rule_that_fits(raised: int, decides: int) -> None:
    answers = {"signs": {f"sign_{n}": "yes" if n <= raised else "no" for n in range(1, 11)}}
    target = "70" if raised < 5 else "75"
    headline, start, *rules = explained("verdict", shelf("signs"), answers, target)

    assert headline == report_of(shelf("signs"), answers, target).headline
    assert start == "The first of these that fits decides:"
    assert [rule[2:4] for rule in rules] == [f"{n}." for n in range(1, decides + 1)]
    assert [rule.endswith("This fits.") for rule in rules] == [False] * (decides - 1) + [True]


@pytest.mark.parametrize(
    ("raised", "clear", "target", "expected"),
    [
        # 4 of 8 are clear: 50; 4 + 2 open could be 6 of 10
        pytest.param(4, 4, "50", "Overall: 50; answered: 8 of 10; signs: cannot say.", id="signs"),
        # 5 of 10 answered: no score at two-thirds; 0 + 5 open is no majority
        pytest.param(
            0,
            5,
            "75",
            "Overall: no score; answered: 5 of 10; signs: settled or not asked.",
            id="few-answers",
        ),
    ],
)
def test_verdict_says_what_rule_4_looks_at(
    raised: int, clear: int, target: str, expected: str
) -> None:
    given = ["yes"] * raised + ["no"] * clear
    answers = {"signs": {f"sign_{n}": answer for n, answer in enumerate(given, 1)}}
    lines = explained("verdict", shelf("signs"), answers, target)

    assert next(line for line in lines if line.startswith("  4. ")) == (
        "  4. No overall, under two-thirds answered, or signs that cannot say yet. "
        f"{expected} This fits."
    )


def test_verdict_names_a_child_far_below() -> None:
    bank = bank_of([points("one", "a"), points("two", "b")], "top a:top b:top")
    lines = explained("verdict", [bank], {"made": {"one": 100, "two": 50}})

    assert lines[-1].endswith("0 signs; B: -25. This fits.")


# Dimension, bank, group


def test_dimension_with_weights_and_reversed_answers() -> None:
    assert explained("speed", shelf("nested"), NESTED) == (
        "Speed: 58 of 100 (largely), 2 below the target of 60.",
        '  nested / in_a_day: "Half", 50, weight 2, not evidenced',
        '  nested / second_visit: "A quarter", 75, not evidenced',
        "Weighted mean: 175 / 3 = 58.33, shown as 58.",
        "With every answer that cannot be shown at 0: 0.",
    )


def test_dimension_says_what_a_high_score_means() -> None:
    dimensions: list[Content] = [
        {"id": "top", "name": "Top", "high_means": "All of it is well."},
        {"id": "d", "name": "D", "high_means": "Much is well.", "parent": "top"},
    ]
    bank = bank_of([points("q")], dimensions)
    top, part = (explained(name, [bank], {"made": {"q": 60}}) for name in ("top", "d"))

    assert top[:2] == (
        "High means: All of it is well.",
        "Top: 60 of 100 (largely), 15 below the target of 75.",
    )
    assert part[:2] == (
        "High means: Much is well.",
        "D: 60 of 100 (largely), 15 below the target of 75.",
    )


def test_dimension_that_counts_a_blank_as_zero() -> None:
    assert explained("parts", shelf("nested"), NESTED) == (
        "Parts: 25 of 100 (partly), 35 below the target of 60.",
        '  nested / in_stock: "Good", 100',
        "  nested / wrong_part: don't know, counts as 0",
        "Weighted mean: 100 / 4 = 25.",
        "With every answer that cannot be shown at 0: 25.",
        "Possible range: 25 to 100, with every missing answer at its worst and at its best.",
    )


def test_nested_dimension_is_the_mean_of_its_children() -> None:
    assert explained("repair", shelf("nested"), NESTED) == (
        "Repair: 51 of 100 (largely), 9 below the target of 60.",
        "  Speed (speed): 58.33",
        "  Care (care): 43.75",
        "Plain mean: 102.08 / 2 = 51.04, shown as 51.",
    )


def test_dimension_without_a_score_says_what_it_needs() -> None:
    lines = explained("aim", shelf("nine"), {"nine": {"aim_1": 50, "aim_2": "dont_know"}})

    assert lines == (
        "Aim: not enough answers (1 of 3).",
        '  nine / aim_1: "50 points", 50, not evidenced',
        "  nine / aim_2: don't know, not in the mean",
        "  nine / aim_3: unanswered, not in the mean",
        "Possible range: 17 to 83, with every missing answer at its worst and at its best.",
        "A dimension needs 2 in 3 of its questions answered, and at least 3 (2 in a quick audit).",
    )


def test_bank_and_group() -> None:
    long: Content = {"open_early": 5, "coffee": 3, "open_late": 4, "lights_on": "no"}

    assert explained("evening", shelf("shared/long"), {"long": long}) == (
        "In the evening: 38 of 100 (partly), 32 below the target of 70.",
        '  long / open_late: "Mostly", 75, not evidenced',
        '  long / lights_on: "No", 0',
        "  long / price_list: unanswered, not in the mean",
        "Mean: 75 / 2 = 37.5, shown as 38.",
        "Possible range: 25 to 58, with every missing answer at its worst and at its best.",
    )
    assert "Mean: 225 / 4 = 56.25, shown as 56." in explained(
        "long", shelf("shared/long"), {"long": long}
    )


def test_no_evidenced_number_while_nothing_is_checked() -> None:
    bank = bank_of([points("one")])
    unchecked = explained("d", [bank], {"made": {"one": 60}})
    checked = explained("d", [bank], {"made": {"one": graded(60, "checked", "2026-11-01")}})

    assert not any("cannot be shown at 0" in line for line in unchecked)
    assert "With every answer that cannot be shown at 0: 60." in checked


# Question


def test_question() -> None:
    assert explained("second_visit", shelf("nested"), NESTED)[1:] == (
        "Options: 0 None, 0.25 A quarter, 0.5 Half, 1 All.",
        'Answer: "A quarter".',
        "Score: 100 - 100 x (0.25 - 0) / (1 - 0) = 75; high is bad here, so it is turned round.",
        "It is 15 above the target of 60 for speed.",
        "Evidence: claimed. It cannot be shown yet (needed: checked).",
    )


def test_question_with_old_evidence() -> None:
    answers = {"confirmed": {"own_praise": graded(5, "checked", "2024-01-01")}}
    lines = explained("own_praise", shelf("confirmed"), answers)

    assert lines[-1] == (
        "Evidence: checked, which counts as described: it needs a date within 12 months. "
        "It cannot be shown yet (needed: confirmed)."
    )


def test_question_with_weight() -> None:
    assert "Its weight is 3." in explained("wrong_part", shelf("nested"), NESTED)


def test_question_that_blocks() -> None:
    assert explained("leaving", shelf("harm"), {"harm": {"leaving": 1}})[-1] == (
        "A bad answer here is a blocking finding: it caps the overall word, not the number."
    )


def test_question_in_no_score_has_no_target() -> None:
    lines = explained("daily_talk", shelf("stage"), {"stage": {"daily_talk": 3}})

    assert lines[-1] == "use: stage, so it is in no score."
    assert not any("target" in line for line in lines)


@pytest.mark.parametrize(
    ("answers", "head", "expected"),
    [
        pytest.param({"one": NOT_APPLICABLE}, {}, "answered not applicable", id="inapplicable"),
        pytest.param({"two": 60}, {"asked": "quick"}, "was not asked", id="not-asked"),
        pytest.param({"one": "dont_know"}, {}, "Answer: don't know.", id="dont-know"),
        pytest.param({}, {}, "Answer: unanswered.", id="unanswered"),
    ],
)
def test_question_without_an_answer(answers: Content, head: Content, expected: str) -> None:
    bank = bank_of([points("one"), points("two", lead=True)])

    assert expected in " ".join(explained("one", [bank], {"made": answers}, **head))


# Names


def test_every_kind_of_thing_of_a_name_is_explained() -> None:
    questions = [points("care", "care", group="care"), points("more", "care")]
    bank = bank_of(questions, "care", id="care", groups=[{"id": "care", "title": "With care"}])
    lines = explained("care", [bank], {"care": {"care": 60, "more": 20}})

    assert [line for line in lines if " of 100 (" in line or line.startswith("care (")] == [
        "CARE: 40 of 100 (partly), 35 below the target of 75.",  # (60 + 20) / 2
        "A bank made for one test: 40 of 100 (partly), 35 below the target of 75.",
        "With care: 60 of 100 (largely), 15 below the target of 75.",
        "care (care): How much care is there?",
    ]


def test_every_framework_is_explained() -> None:
    one = bank_of([points("q")], title="One")
    two = bank_of([points("q")], id="two", title="Two")
    answers: Answers = {"made": {"q": 60}, "two": {"q": 20}}
    verdict = "Acme is not yet customer-centric."
    overall = explained("overall", (one, two), answers)

    assert [line for line in overall if line.startswith("Overall") or not line] == [
        "Overall: 60 of 100 (largely), 15 below the target of 75.",
        "",
        "Overall: 20 of 100 (partly), 55 below the target of 75.",
    ]
    assert explained("verdict", (one, two), answers).count(verdict) == 2
    assert explained("two", (one, two), answers)[0].startswith("Two: 20 of 100 ")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("sped", 'There is nothing called "sped" in this audit. Did you mean "speed"?'),
        ("in-a-day", 'Did you mean "in_a_day"?'),
        ("overal", 'Did you mean "overall"?'),
        ("zzz", "Give overall, verdict, or the id of a dimension, bank, group or question."),
    ],
)
def test_unknown_name(name: str, hint: str) -> None:
    with pytest.raises(InputError) as raised:
        explained(name, shelf("nested"), NESTED)

    assert hint in str(raised.value)


def test_unknown_name_on_the_command_line(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "answers.json"
    path.write_text(answer_text(NESTED))
    bank = str(SCORING / "nested.yaml")
    code = main(["audit", "--bank", bank, "--answers", str(path), "--explain", "sped"])
    out, err = capsys.readouterr()

    assert (code, out) == (2, "")
    assert 'Did you mean "speed"?' in err
