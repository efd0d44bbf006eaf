"""R4 and R6 of the scoring notes: from dimensions to the overall, and against targets."""

import json
from pathlib import Path

import pytest
from building import (
    NOT_APPLICABLE,
    SCORING,
    Answers,
    Content,
    answer_text,
    audit_of,
    bank_of,
    line_of,
    points,
    report_of,
    scores_of,
    shelf,
)

from custcheck.__main__ import main
from custcheck.gaps import Gap, compare, furthest_below_first
from custcheck.loading import load_banks
from custcheck.scoring import score_framework

Capture = pytest.CaptureFixture[str]

NAMES = ("aim", "bearing", "care", "depth", "ease", "force", "grace", "height", "insight")
LONG: Content = {"open_early": 5, "coffee": 3, "open_late": 4, "lights_on": "no"}
SHORT: Content = {"smile": 2, "fair": 3}
NESTED = {
    "in_a_day": 0.5,  # 50, weight 2
    "second_visit": 0.25,  # 100 - 25 = 75
    "cleaned": "yes",  # 100, weight 0.5
    "old_parts": 0,  # 25, weight 1.5
    "greeted": 2,  # 100 * (2 - 1) / (10 - 1) = 11.11
    "in_stock": 6,  # 100
    "wrong_part": "dont_know",  # counts as 0, weight 3
}


def nine(**marks: float) -> Answers:
    """Return three equal answers for each of these dimensions."""
    return {"nine": {f"{name}_{n}": mark for name, mark in marks.items() for n in (1, 2, 3)}}


# R4 Roll-up


def test_r4_weighted_over_several_banks() -> None:
    long = LONG | {"price_list": "yes"}
    report = report_of(shelf("shared/long", "shared/short"), {"long": long, "short": SHORT})

    # service: (100 + 50 + 75 + 0 + 4 * 25) / (1 + 1 + 1 + 1 + 4) = 325 / 8 = 40.625
    # price: (100 + 50) / 2 = 75; overall: (40.625 + 75) / 2 = 57.8125
    assert line_of(report, "service").mean == 40.625
    assert line_of(report, "price").mean == 75
    assert (report.overall.mean, report.overall.score) == (57.8125, 58)


def test_r4_every_bank_and_group_has_its_own_score() -> None:
    answers = {"long": LONG, "short": SHORT}
    long, short = report_of(shelf("shared/long", "shared/short"), answers).banks

    assert long.total.mean == 56.25  # (100 + 50 + 75 + 0) / 4, the price list unanswered
    assert [group.mean for group in long.groups] == [75, 37.5]  # 150 / 2 and 75 / 2
    assert long.groups[1].answered == 2
    assert short.total.mean == 30  # (4 * 25 + 50) / 5


def test_r4_a_long_bank_cannot_swamp_a_short_one() -> None:
    many = [points(f"q{n}", "a") for n in range(32)]
    bank = bank_of([*many, points("lone", "b")], "a b")
    answers = {f"q{n}": 100 for n in range(32)} | {"lone": 0}

    assert report_of([bank], {"made": answers}).overall.score == 50


@pytest.mark.parametrize(
    ("scored", "expected"),
    [
        pytest.param(9, 75, id="9-of-9"),
        pytest.param(6, 75, id="6-of-9"),
        pytest.param(5, None, id="5-of-9"),
        pytest.param(0, None, id="0-of-9"),
    ],
)
def test_r4_the_overall_needs_two_thirds_of_the_dimensions(
    scored: int, expected: int | None
) -> None:
    report = report_of(shelf("nine"), nine(**dict.fromkeys(NAMES[:scored], 75)))

    assert report.overall.score == expected


def test_r4_the_overall_is_the_plain_mean_of_scored_dimensions() -> None:
    marks = dict(zip(NAMES, (0, 25, 50, 75, 100, 100, 80), strict=False))

    # (0 + 25 + 50 + 75 + 100 + 100 + 80) / 7 = 430 / 7 = 61.43
    assert report_of(shelf("nine"), nine(**marks)).overall.score == 61


def test_r4_why_there_is_no_overall() -> None:
    report = report_of(shelf("nine"), nine(**dict.fromkeys(NAMES[:5], 75)))

    assert report.sentences[0] == (
        "There is no overall score: it needs enough answers in 6 of 9 dimensions and has them in 5."
    )


@pytest.mark.parametrize(
    ("marks", "off", "expected"),
    [
        # (0 + 25 + 50 + 75 + 100 + 80) / 6 = 330 / 6; 18 against 16
        pytest.param((0, 25, 50, 75, 100, 80), 1, 55, id="6-of-8"),
        # (0 + 25 + 50 + 75 + 100) / 5 = 250 / 5; 15 against 14
        pytest.param((0, 25, 50, 75, 100), 2, 50, id="5-of-7"),
        # 15 against 16, and a third of 8 times 2 is 5.33
        pytest.param((0, 25, 50, 75, 100), 1, (6, 8, 5), id="5-of-8"),
        # 12 against 14, and a third of 7 times 2 is 4.67
        pytest.param((0, 25, 50, 75), 2, (5, 7, 4), id="4-of-7"),
        pytest.param((80,), 8, 80, id="1-of-1"),
    ],
)
def test_r4_a_dimension_that_does_not_apply_leaves_the_base(
    marks: tuple[int, ...], off: int, expected: int | tuple[int, int, int]
) -> None:
    inapplicable = {f"{name}_{n}": NOT_APPLICABLE for name in NAMES[9 - off :] for n in (1, 2, 3)}
    answers = nine(**dict(zip(NAMES, marks, strict=False)))["nine"]
    report = report_of(shelf("nine"), {"nine": {**answers, **inapplicable}})

    if isinstance(expected, int):
        assert report.overall.mean == expected
    else:
        assert report.overall.score is None
        assert report.sentences[0] == (
            "There is no overall score: it needs enough answers in {} of {} dimensions "
            "and has them in {}.".format(*expected)
        )


def test_r4_nothing_that_was_asked_applies() -> None:
    answers = {f"{name}_{n}": NOT_APPLICABLE for name in NAMES for n in (1, 2, 3)}
    report = report_of(shelf("nine"), {"nine": answers})

    assert report.sentences[0] == "There is no overall score: nothing that was asked applies."
    assert report.overall.note == "not applicable"


def test_r4_without_a_share_one_dimension_is_still_needed() -> None:
    bank = bank_of([points("one", "a"), points("two", "b")], "a b", enough={"share": [0, 1]})

    assert report_of([bank], {"made": {}}).sentences[0] == (
        "There is no overall score: it needs enough answers in 1 of 2 dimensions and has them in 0."
    )
    assert report_of([bank], {"made": {"one": 60}}).overall.score == 60


@pytest.mark.parametrize(
    ("dimension", "mean", "lowest", "highest"),
    [
        # (2 * 50 + 75) / 3
        pytest.param("speed", 58.3333, 58, 58, id="speed"),
        # (0.5 * 100 + 1.5 * 25) / 2
        pytest.param("care", 43.75, 44, 44, id="care"),
        # (58.3333 + 43.75) / 2
        pytest.param("repair", 51.0417, 51, 51, id="repair"),
        # (11.1111 + 0) / 2, up to (11.1111 + 100) / 2
        pytest.param("counter", 5.5556, 6, 56, id="counter"),
        # (51.0417 + 5.5556) / 2, up to (51.0417 + 55.5556) / 2
        pytest.param("workshop", 28.2986, 28, 53, id="workshop"),
        # (100 + 3 * 0) / 4, up to (100 + 3 * 100) / 4
        pytest.param("parts", 25, 25, 100, id="parts"),
    ],
)
def test_r4_nested_means(dimension: str, mean: float, lowest: int, highest: int) -> None:
    line = line_of(report_of(shelf("nested"), {"nested": NESTED}), dimension)

    assert line.mean == pytest.approx(mean, abs=0.0001)
    assert (line.lowest, line.highest) == (lowest, highest)


def test_r4_the_overall_of_nested_dimensions_is_the_mean_of_the_top() -> None:
    overall = report_of(shelf("nested"), {"nested": NESTED}).overall

    # (28.2986 + 25) / 2 = 26.6493; highest (53.2986 + 100) / 2 = 76.6493; target 60
    assert (overall.score, overall.gap) == (27, -33)
    assert (overall.lowest, overall.highest) == (27, 77)


def test_r4_a_parent_needs_two_thirds_of_its_children() -> None:
    bank = bank_of([points(name, name) for name in "abc"], "top a:top b:top c:top")
    two = report_of([bank], {"made": {"a": 60, "b": 40}})
    one = report_of([bank], {"made": {"a": 60}})

    assert line_of(two, "top").score == 50
    assert line_of(one, "top").score is None


def test_r4_children_stand_under_their_parents() -> None:
    report = report_of(shelf("nested"), {"nested": NESTED})

    assert [(line.id, line.depth) for line in report.dimensions] == [
        ("parts", 0),  # 25 - 60 = -35
        ("workshop", 0),  # 28 - 60 = -32
        ("counter", 1),  # 6 - 60 = -54
        ("repair", 1),  # 51 - 60 = -9
        ("care", 2),  # 44 - 80 = -36
        ("speed", 2),  # 58 - 60 = -2
    ]


def test_r4_another_framework_is_never_mixed_in() -> None:
    banks = shelf("shared/short", "mirror")
    answers: Answers = {"short": SHORT, "mirror": {"returned": 3, "on_time": "yes"}}
    report = report_of(banks, answers)

    assert [line.id for line in report.dimensions] == ["service", "price"]
    assert [other.framework for other in report.others] == ["mirror"]
    assert report.others[0].overall.score == 100
    with pytest.raises(ValueError, match="scored apart"):
        score_framework(banks, audit_of(banks, answers).response, audit_of(banks, answers).date)


def test_r4_two_frameworks_with_one_id_are_two(tmp_path: Path) -> None:
    text = (SCORING / "shared" / "framework.yaml").read_text()
    (tmp_path / "framework.yaml").write_text(text.replace("id: service, name", "id: help, name"))
    bank = (
        (SCORING / "shared" / "short.yaml")
        .read_text()
        .replace("dimension: service", "dimension: help")
    )
    (tmp_path / "copy.yaml").write_text(bank.replace("id: short", "id: copy"))
    banks = (*shelf("shared/short"), *load_banks([tmp_path / "copy.yaml"]))
    answers: Answers = {"short": SHORT, "copy": {"smile": 5, "fair": 5}}
    report = report_of(banks, answers)

    assert [line.id for line in report.others[0].dimensions] == ["help", "price"]


# R6 Gap


def test_r6_signed_below_and_above() -> None:
    bank = bank_of([points("one", "a"), points("two", "b"), points("three", "c")], "a b c")
    report = report_of([bank], {"made": {"one": 40, "two": 80, "three": 75}})

    assert [(line.id, line.gap) for line in report.dimensions] == [("a", -35), ("c", 0), ("b", 5)]


def test_r6_compare_any_two_profiles() -> None:
    gaps = compare({"a": 40, "b": 60, "c": 50}, {"b": 55, "a": 40, "c": None, "d": 1})

    assert gaps == (Gap("a", 40, 40), Gap("b", 60, 55), Gap("c", 50, None))
    assert [gap.points for gap in gaps] == [0, -5, None]
    assert furthest_below_first({gap.id: gap for gap in gaps}) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("typed", "in_file", "overall", "service", "price"),
    [
        # the framework says 70, and 50 for price
        pytest.param([], {}, 70, 70, 50, id="framework"),
        pytest.param(["80"], {}, 80, 80, 80, id="--target-N-for-all"),
        pytest.param([], {"price": 65}, 70, 70, 65, id="answer-file"),
        pytest.param(["80"], {"price": 65}, 80, 80, 65, id="file-before--target-N"),
        pytest.param(["price=90"], {"price": 65}, 70, 70, 90, id="own-before-file"),
        pytest.param(["price=90", "80"], {"service": 65}, 80, 65, 90, id="all-three"),
        pytest.param(["service=0"], {}, 70, 0, 50, id="a-target-of-0-is-one"),
        pytest.param(["0"], {}, 0, 0, 0, id="--target-0"),
        pytest.param(["60", "80"], {}, 80, 80, 80, id="the-last-one-typed"),
    ],
)
def test_r6_whose_target_counts(
    typed: list[str],
    in_file: dict[str, int],
    overall: int,
    service: int,
    price: int,
    tmp_path: Path,
    capsys: Capture,
) -> None:
    path = tmp_path / "answers.json"
    path.write_text(answer_text({"short": {"smile": 3, "fair": 3}}, targets=in_file))
    options = [word for target in typed for word in ("--target", target)]
    bank = str(SCORING / "shared" / "short.yaml")
    code = main(["audit", "--bank", bank, "--answers", str(path), "--format", "json", *options])
    report = json.loads(capsys.readouterr().out)["report"]
    targets = {line["id"]: line["target"] for line in report["dimensions"]}

    assert code == 0
    assert report["overall"]["target"] == overall
    assert targets == {"service": service, "price": price}


def test_r6_the_default_target_is_75() -> None:
    overall = report_of([bank_of([points("q")])], {"made": {"q": 60}}).overall

    assert (overall.target, overall.gap) == (75, -15)


def test_r6_banks_and_groups_are_held_against_the_overall_target() -> None:
    bank = shelf("shared/long")
    part = report_of(bank, {"long": LONG}, "service=10").banks[0]

    assert part.total.gap == -14  # 56.25 shows 56, against 70
    assert [group.gap for group in part.groups] == [5, -32]  # 75 - 70, 38 - 70


def test_not_applicable_never_counts_against_a_dimension() -> None:
    answers = {"one": 60, "two": NOT_APPLICABLE}
    bank = bank_of([points("one", "a"), points("two", "b")], "a b")
    scores = scores_of([bank], {"made": answers})

    assert [d.score.claimed for d in scores.dimensions] == [60, None]
