"""R11 and R12 of the scoring notes: the culture's stage, saying and doing."""

import pytest
from building import NOT_APPLICABLE, bank_of, points, report_of, shelf

from custcheck.assessment.report import PairLine

# R11 Culture stage


@pytest.mark.parametrize(
    ("daily", "stages", "sentence"),
    [
        (1, (1,), 'Stage 1 of 5: "All is lost". Next is stage 2: "I have lost". '),
        (3, (3,), 'Stage 3 of 5: "I win". Next is stage 4: "We win". '),
        (4, (4,), 'Stage 4 of 5: "We win". That is on target.'),
        (5, (5,), 'Stage 5 of 5: "Everybody wins". That is on target.'),
    ],
)
def test_r11_stage(daily: int, stages: tuple[int, ...], sentence: str) -> None:
    culture = report_of(shelf("stage"), {"stage": {"daily_talk": daily}}).culture
    move = "Link people in threes." if daily < 4 else ""

    assert culture is not None
    assert (culture.stages, culture.sentence) == (stages, sentence + move)


def test_r11_a_tie_is_shown_as_a_tie() -> None:
    answers = {"daily_talk": 2, "night_talk": 5}
    culture = report_of(shelf("stage"), {"stage": answers}).culture

    assert culture is not None
    assert culture.stages == (2, 5)  # never their average
    assert culture.sentence == "Stages 2 and 5 are named equally often, of 5."
    assert [step.answers for step in culture.steps] == [0, 1, 0, 0, 1]


@pytest.mark.parametrize("answer", [None, "dont_know", NOT_APPLICABLE])
def test_r11_without_an_answer_there_is_no_stage(answer: object) -> None:
    report = report_of(shelf("stage"), {"stage": {"daily_talk": answer, "listens": "yes"}})

    assert report.culture is None


def test_r11_a_stage_is_in_no_score_and_never_derived() -> None:
    low = report_of(shelf("stage"), {"stage": {"daily_talk": 1, "listens": "yes"}})
    high = report_of(shelf("stage"), {"stage": {"daily_talk": 5, "listens": "yes"}})

    assert low.overall == high.overall
    assert (low.overall.score, low.overall.applicable) == (100, 1)
    assert low.trust.applicable == 1


def test_r11_the_top_of_a_short_ladder_has_no_next_stage() -> None:
    rungs = [{"value": n, "label": f"Rung {n}"} for n in (1, 2, 3)]
    stage = points("stage", use="stage", type="levels", levels=rungs)
    del stage["scale"]
    culture = report_of([bank_of([stage, points("q")])], {"made": {"stage": 3}}).culture

    assert culture is not None
    assert culture.sentence == 'Stage 3 of 3: "Rung 3". That is on target.'


# R12 Say and do


def pair(say: object, do: object) -> PairLine:
    answers = {"say_first": say, "do_first": do}
    pairs = report_of(shelf("promises"), {"promises": answers}).pairs
    assert pairs is not None
    return next(line for line in pairs.lines if line.claim == "Saying first")


@pytest.mark.parametrize("do", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("say", [1, 2, 3, 4, 5])
def test_r12_two_or_more_is_an_integrity_gap(say: int, do: int) -> None:
    words = {0: "claim holds", 1: "claim holds"} | dict.fromkeys((2, 3, 4), "integrity gap")
    line = pair(say, do)

    assert (line.claim_level, line.deed_level, line.gap) == (say, do, say - do)
    assert line.outcome == words.get(say - do, "quiet strength")


@pytest.mark.parametrize(
    ("say", "do", "outcome"),
    [
        (5, None, "unproven claim"),
        (4, "dont_know", "unproven claim"),
        (3, "dont_know", "not enough answers"),
        (1, None, "not enough answers"),
        (None, 1, "not enough answers"),
        ("dont_know", 5, "not enough answers"),
        (None, None, "not enough answers"),
    ],
)
def test_r12_what_is_unknown(say: object, do: object, outcome: str) -> None:
    line = pair(say, do)

    assert (line.gap, line.outcome) == (None, outcome)


def test_r12_gaps_are_counted_and_the_worst_named() -> None:
    answers: dict[str, object] = {"say_first": 4, "do_first": 2, "say_second": 5, "do_second": 1}
    answers |= {"say_third": 1, "do_third": 5, "say_fourth": 5}  # -4 must not cancel 4
    pairs = report_of(shelf("promises"), {"promises": answers}).pairs

    assert pairs is not None
    assert pairs.sentence == (
        "2 of 5 claims run ahead of what is done, the furthest "
        '"Saying second". 1 claim is unproven.'
    )
    assert [line.gap for line in pairs.lines] == [4, 2, -4, None, None]


def test_r12_a_claim_is_in_no_score() -> None:
    quiet = report_of(shelf("promises"), {"promises": {f"do_{n}": 4 for n in ("first", "second")}})
    loud = {"say_first": 5, "say_second": 1, "do_first": 4, "do_second": 4}

    assert quiet.dimensions[0].lowest == 30  # (75 + 75) / 5
    assert report_of(shelf("promises"), {"promises": loud}).dimensions == quiet.dimensions


def test_r12_nothing_known_is_no_clean_bill() -> None:
    pairs = report_of(shelf("promises"), {"promises": {}}).pairs

    assert pairs is not None
    assert pairs.sentence == "No claim could be held against what is done."


def test_r12_a_pair_that_does_not_apply_is_none() -> None:
    answers = {"say_first": 5, "do_first": NOT_APPLICABLE}
    pairs = report_of(shelf("promises"), {"promises": answers}).pairs

    assert pairs is not None
    assert len(pairs.lines) == 4


def test_a_mirror_question_is_in_no_score() -> None:
    report = report_of(shelf("mirror"), {"mirror": {"our_view": 3, "on_time": "no"}})

    assert report.overall.score is None  # 1 of 2 is under two-thirds
    assert report.overall.applicable == 2
