"""R10 of the scoring notes: what to do first, and what it would add."""

import pytest
from building import (
    NOT_APPLICABLE,
    Content,
    action,
    bank_of,
    points,
    report_of,
    yes_no,
)

from custcheck.assessment.report import ActionsPart, Report
from custcheck.model import LoadedBank

FIVE = {"points": [{"value": v, "label": f"{v} points"} for v in (0, 25, 50, 75, 100)]}
TARGET = 75


def todo(name: str, dimension: str, effort: str = "quick", **more: object) -> Content:
    """Return a question whose action is called as it is."""
    return points(name, dimension, action=action(f"Do {name}.", effort), **more)


def texts(part: ActionsPart) -> list[str]:
    return [line.text.removeprefix("Do ").removesuffix(".") for line in part.lines]


def adds(part: ActionsPart) -> list[str]:
    return [line.adds for line in part.lines]


# a: (25 + 50 + 50) / 3 = 41.67, 33 below; b: (50 + 75) / 2 = 62.5, 12 below;
# c: (0 + 100 + 100) / 3 = 66.67, 8 below; overall: (41.67 + 62.5 + 66.67) / 3 = 56.94
MARKS = {"a1": 50, "a2": 25, "a3": 50, "b1": 50, "b2": 75, "c1": 0, "c2": 100, "c3": 100}


def three(effort: str = "quick") -> LoadedBank:
    return bank_of([todo(name, name[0], effort) for name in MARKS], "a b c", scales=FIVE)


def three_report() -> Report:
    return report_of([three()], {"made": MARKS})


def test_r10_the_first_three_come_from_three_dimensions() -> None:
    # by dimension, then question, then bank order: a2 a1 a3 b1 c1
    assert texts(three_report().start_this_month) == ["a2", "b1", "c1", "a1", "a3"]


def test_r10_two_dimensions_give_their_first_two() -> None:
    marks = {name: mark for name, mark in MARKS.items() if name[0] != "c"}
    bank = bank_of([todo(name, name[0]) for name in marks], "a b", scales=FIVE)

    assert texts(report_of([bank], {"made": marks}).start_this_month) == ["a2", "b1", "a1", "a3"]


def test_r10_only_what_is_below_its_target() -> None:
    report = report_of([three()], {"made": MARKS}, "b=50", "c=0", "a=50")

    # at 50 and 0 only a2 with its 25 is short
    assert texts(report.start_this_month) == ["a2"]


def test_r10_two_lists_by_effort() -> None:
    questions = [
        todo("fast", "a", "quick"),
        todo("slow", "a", "quarter"),
        todo("hard", "a", "heavy"),
        points("open", "a"),
    ]
    bank = bank_of(questions, "a", scales=FIVE)
    report = report_of([bank], {"made": {"fast": 50, "slow": 50, "hard": 0, "open": 25}})

    assert texts(report.start_this_month) == ["fast"]
    assert texts(report.plan) == ["hard", "Look into this: How much open is there?", "slow"]


def test_r10_unanswered_and_inapplicable_questions_ask_for_nothing() -> None:
    answers: Content = {"a1": 75, "a2": "dont_know", "a3": NOT_APPLICABLE}
    report = report_of([three()], {"made": answers})

    assert report.start_this_month.lines == ()


@pytest.mark.parametrize(
    ("mark", "target", "is_listed"),
    [
        pytest.param(74.5, 75, False, id="74.5-shows-75"),
        pytest.param(74.4, 75, True, id="74.4-shows-74"),
        pytest.param(75, 75, False, id="75"),
        pytest.param(75, 76, True, id="one-short"),
    ],
)
def test_r10_below_is_below_in_whole_points(mark: float, target: int, is_listed: bool) -> None:
    report = report_of([bank_of([todo("q", "d")])], {"made": {"q": mark}}, str(target))

    assert bool(report.start_this_month.lines) is is_listed


def test_r10_adds_what_the_lowest_option_at_the_target_would_bring() -> None:
    # a2 from 25 to 75: 50 / 3 in a, 50 / 9 = 5.56 overall; b1: 25 / 6 = 4.17;
    # c1: 75 / 9 = 8.33; a1 and a3: 25 / 9 = 2.78
    part = three_report().start_this_month

    assert adds(part) == [
        "about 6 points",
        "about 4 points",
        "about 8 points",
        "about 3 points",
        "about 3 points",
    ]
    # 5.56 + 4.17 + 8.33 = 18.06
    assert part.sentence == "The first 3 together would add about 18 points."


@pytest.mark.parametrize(
    ("others", "shown"),
    [
        # 25 / (1 + others) / 3
        pytest.param(15, "about 1 point", id="25/48-is-0.52"),
        pytest.param(16, "under 1 point", id="25/51-is-0.49"),
    ],
)
def test_r10_under_1(others: int, shown: str) -> None:
    more = [points(f"x{n}", "a") for n in range(others)]
    rest = [points("y", "b"), points("z", "c")]
    bank = bank_of([todo("q", "a"), *more, *rest], "a b c", scales=FIVE)
    answers = {f"x{n}": 75 for n in range(others)} | {"q": 50, "y": 75, "z": 75}

    assert adds(report_of([bank], {"made": answers}).start_this_month) == [shown]


def test_r10_half_a_point_is_about_1() -> None:
    bank = bank_of([todo("q", "d"), *(points(f"x{n}") for n in range(49))], scales=FIVE)
    answers = {f"x{n}": 75 for n in range(49)} | {"q": 50}

    assert adds(report_of([bank], {"made": answers}).start_this_month) == ["about 1 point"]  # 25/50


def test_r10_the_sum_is_computed_together_and_not_added_up() -> None:
    # each adds 25 / 20 / 3 = 0.42, under 1; together 1.25
    questions = [todo(f"{d}0", d) for d in "abc"]
    questions += [points(f"{d}{n}", d) for d in "abc" for n in range(1, 20)]
    bank = bank_of(questions, "a b c", scales=FIVE)
    answers = {f"{d}{n}": 75 if n else 50 for d in "abc" for n in range(20)}
    part = report_of([bank], {"made": answers}).start_this_month

    assert adds(part) == ["under 1 point"] * 3
    assert part.sentence == "These 3 together would add about 1 point."


def test_r10_adds_with_weights_and_a_scale_with_gaps() -> None:
    uneven = [{"value": v, "label": f"{v} of all"} for v in (0, 0.25, 0.5, 1)]
    question = todo("q", "d", scale="uneven", weight=3)
    bank = bank_of([question, points("r")], scales={"uneven": uneven, **FIVE})
    report = report_of([bank], {"made": {"q": 0.5, "r": 100}})

    # no option at 75: the next is 100. (150 + 100) / 4 = 62.5 becomes 100: 37.5 more
    assert adds(report.start_this_month) == ["about 38 points"]


def test_r10_no_points_where_the_overall_has_no_score() -> None:
    bank = bank_of([todo("q", "a"), points("r", "b"), points("s", "c")], "a b c")
    part = report_of([bank], {"made": {"q": 50}}).start_this_month

    assert (adds(part), part.sentence) == ([""], "")


def test_r10_no_points_where_the_dimension_has_no_score() -> None:
    questions = [todo("q", "a"), points("q2", "a"), todo("r", "b"), points("s", "c")]
    bank = bank_of(questions, "a b c")
    part = report_of([bank], {"made": {"q": 50, "r": 50, "s": 80}}).start_this_month

    assert texts(part) == ["r", "q"]  # the dimension without a score comes last
    assert adds(part) == ["about 12 points", ""]  # 50 to 74.5, over 2 dimensions


def test_r10_several_questions_with_one_action_print_once() -> None:
    shared = {"action": action("Do both.")}
    questions = [points("a1", "a", **shared), todo("a2", "a"), points("b1", "b", **shared)]
    bank = bank_of(questions, "a b", scales=FIVE)
    part = report_of([bank], {"made": {"a1": 0, "a2": 50, "b1": 50}}).start_this_month

    # a: 25, b: 50, overall 37.5; a1 at 75: 62.5, b1 at 75: 75, overall 68.75: 31.25 more
    assert texts(part) == ["both", "a2"]
    assert part.lines[0].questions == ("How much a1 is there?", "How much b1 is there?")
    assert part.lines[0].adds == "about 31 points"


@pytest.mark.parametrize("effort", ["quick", "quarter", "heavy"])
def test_r10_blocking_findings_have_a_list_of_their_own(effort: str) -> None:
    harm = yes_no("c0", "c", "bad", blocking=True, action=action("Do c0.", effort))
    bank = bank_of([*(todo(name, name[0]) for name in MARKS), harm], "a b c", scales=FIVE)
    report = report_of([bank], {"made": MARKS | {"c0": "yes"}})

    # c0 from 0 to 100: 100 / 4 in c, 25 / 3 = 8.33 overall
    assert report.stop_harm.title == "Stop the harm first"
    assert (texts(report.stop_harm), adds(report.stop_harm)) == (["c0"], [""])
    assert report.stop_harm.lines[0].is_blocking
    # c: (0 + 100 + 100 + 0) / 4 = 50, 25 below; a is 33 below, b 12; three dimensions: a c b
    assert texts(report.start_this_month) == ["a2", "c1", "b1", "a1", "a3"]
    assert not any(line.is_blocking for line in report.start_this_month.lines)
    assert report.plan.lines == ()


def test_r10_without_harm_there_is_nothing_to_stop() -> None:
    harm = yes_no("c0", "c", "bad", blocking=True, action=action("Do c0."))
    bank = bank_of([*(todo(name, name[0]) for name in MARKS), harm], "a b c", scales=FIVE)

    for answer in ("no", "dont_know", None, NOT_APPLICABLE):
        assert report_of([bank], {"made": MARKS | {"c0": answer}}).stop_harm.lines == ()


def test_r10_a_blocking_question_leads_its_action() -> None:
    shared = {"action": action("Do both.")}
    harm = yes_no("harm", "b", "bad", blocking=True, **shared)
    questions = [points("a1", "a", **shared), harm, points("b1", "b"), points("b2", "b")]
    bank = bank_of(questions, "a b", scales=FIVE)
    answers = {"a1": 0, "harm": "yes", "b1": 100, "b2": 100}
    report = report_of([bank], {"made": answers})
    line = report.stop_harm.lines[0]

    assert line.questions == ("Is there harm?", "How much a1 is there?")
    assert (line.is_blocking, line.dimension) == (True, "B")
    assert report.start_this_month.lines == report.plan.lines == ()


def test_r10_blocking_findings_crowd_out_no_dimension() -> None:
    harm = [yes_no(f"c{n}", "c", "bad", blocking=True, action=action(f"Do c{n}.")) for n in (7, 8)]
    bank = bank_of([*(todo(name, name[0]) for name in MARKS), *harm], "a b c", scales=FIVE)
    report = report_of([bank], {"made": MARKS | {"c7": "yes", "c8": "yes"}})

    assert texts(report.stop_harm) == ["c7", "c8"]
    # each 100 / 5 in c, 20 / 3 = 6.67 overall; both 13.33
    assert adds(report.stop_harm) == [""] * 2
    assert report.stop_harm.sentence == "These 2 together would add about 13 points."
    # c: 200 / 5 = 40, 35 below, the furthest
    assert texts(report.start_this_month) == ["c1", "a2", "b1", "a1", "a3"]


@pytest.mark.parametrize("target", ["50", "0"])
def test_r10_a_blocking_finding_is_listed_even_on_target(target: str) -> None:
    harm = todo("harm", "d", blocking={"at_most": 50})
    bank = bank_of([harm, todo("other", "d")], scales=FIVE)
    report = report_of([bank], {"made": {"harm": 50, "other": 100}}, target)

    assert (texts(report.stop_harm), adds(report.stop_harm)) == (["harm"], [""])
    assert report.start_this_month.lines == ()


@pytest.mark.parametrize("use", ["mirror", "claim"])
def test_r10_a_blocking_finding_in_no_score_is_listed_and_adds_nothing(use: str) -> None:
    harm = todo("harm", "d", "heavy", blocking={"at_most": 25}, use=use)
    bank = bank_of([harm, todo("other", "d")], scales=FIVE)
    report = report_of([bank], {"made": {"harm": 0, "other": 50}})

    assert (texts(report.stop_harm), adds(report.stop_harm)) == (["harm"], [""])
    assert texts(report.start_this_month) == ["other"]
    assert report.plan.lines == ()


def test_r10_harm_in_three_dimensions_comes_before_more_in_one() -> None:
    names = ("a7", "a8", "b7", "c7")
    harm = [yes_no(n, n[0], "bad", blocking=True, action=action(f"Do {n}.")) for n in names]
    bank = bank_of([*(points(name, name[0]) for name in MARKS), *harm], "a b c", scales=FIVE)
    part = report_of([bank], {"made": MARKS | dict.fromkeys(names, "yes")}).stop_harm

    # a: 125 / 5 = 25, b: 125 / 3 = 41.67, c: 200 / 4 = 50
    assert texts(part) == ["a7", "b7", "c7", "a8"]
    # (100 / 5 + 100 / 3 + 100 / 4) / 3 = 26.11
    assert part.sentence == "The first 3 together would add about 26 points."


def test_r10_the_parts_are_printed() -> None:
    line = three_report().start_this_month.lines[0]

    assert (line.dimension_gap, line.score, line.target) == (-33, 25, 75)
    assert line.reason == (
        'A is 33 below target; "How much a2 is there?" is answered "25 points", 25 of 100.'
    )
    assert line.effort == "under a month, no budget"
