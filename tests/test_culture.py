"""R11 and R12 of the scoring notes: the culture's stage, saying and doing."""

import pytest
from building import NOT_APPLICABLE, Content, bank_of, points, report_of, shelf, yes_no

from custcheck.assessment.report import AnswerLine, PairLine

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


def ladder(name: str, rungs: int) -> Content:
    """Return a stage question with a ladder of its own."""
    levels: list[Content] = [{"value": n, "label": f"Rung {n}"} for n in range(1, rungs + 1)]
    text = f"Where does {name} stand?"
    shape: Content = {"type": "levels", "use": "stage", "dimension": "d", "levels": levels}
    return {"id": name, "text": text} | shape


def test_r11_the_top_of_a_short_ladder_has_no_next_stage() -> None:
    bank = bank_of([ladder("stage", 3), points("q")])
    culture = report_of([bank], {"made": {"stage": 3}}).culture

    assert culture is not None
    assert culture.sentence == 'Stage 3 of 3: "Rung 3". That is on target.'


@pytest.mark.parametrize(
    ("answers", "stages", "spread"),
    [
        pytest.param({"one": 2, "two": 4, "three": 2}, (2,), [0, 2, 0], id="the-same-ladder"),
        # 4 of 5 is neither a rung of the ladder of 3 nor its end
        pytest.param({"one": 2, "two": 4}, (2,), [0, 1, 0], id="another-ladder"),
        pytest.param({"two": 4, "three": 3}, (4,), [0, 0, 0, 1, 0], id="the-first-answered"),
    ],
)
def test_r11_only_answers_on_the_same_ladder_count(
    answers: Content, stages: tuple[int, ...], spread: list[int]
) -> None:
    bank = bank_of([ladder("one", 3), ladder("two", 5), ladder("three", 3), points("q")])
    culture = report_of([bank], {"made": answers}).culture

    assert culture is not None
    assert (culture.stages, culture.of) == (stages, len(spread))
    assert [step.answers for step in culture.steps] == spread


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


@pytest.mark.parametrize(
    ("say", "do", "sentence"),
    [
        (4, 2, "Saying first: says 4, does 2 of 5 levels, integrity gap."),
        (4, 3, "Saying first: says 4, does 3 of 5 levels, claim holds."),
        (1, 5, "Saying first: says 1, does 5 of 5 levels, quiet strength."),
        (5, None, "Saying first: says 5, does ? of 5 levels, unproven claim."),
        ("dont_know", 3, "Saying first: says ?, does 3 of 5 levels, not enough answers."),
    ],
)
def test_r12_each_pair_is_a_sentence(say: object, do: object, sentence: str) -> None:
    assert pair(say, do).sentence == sentence


@pytest.mark.parametrize(
    ("levels", "say", "outcome"),
    [
        (3, 1, "not enough answers"),
        (3, 2, "unproven claim"),
        (4, 2, "not enough answers"),
        (4, 3, "unproven claim"),
        (4, 4, "unproven claim"),
        (7, 5, "not enough answers"),
        (7, 6, "unproven claim"),
        (2, 2, "unproven claim"),
        pytest.param(2, 1, "not enough answers", id="the-lowest-of-2-is-no-claim"),
    ],
)
def test_r12_unproven_from_the_second_highest_level(levels: int, say: int, outcome: str) -> None:
    scale = [{"value": n, "label": f"Level {n}"} for n in range(1, levels + 1)]
    questions = [
        points("say", use="claim", scale="own", label="Our word"),
        points("do", tests_claim="say", scale="own"),
    ]
    pairs = report_of([bank_of(questions, scales={"own": scale})], {"made": {"say": say}}).pairs

    assert pairs is not None
    assert (pairs.lines[0].levels, pairs.lines[0].outcome) == (levels, outcome)
    assert pairs.lines[0].sentence == f"Our word: says {say}, does ? of {levels} levels, {outcome}."


def test_r12_levels_are_places_and_not_values() -> None:
    scale = [{"value": value, "label": f"At {value}"} for value in (-3, 0, 1, 50)]
    questions = [
        points("say", use="claim", scale="own"),
        points("do", tests_claim="say", scale="own", reverse=True),
    ]
    bank = bank_of(questions, scales={"own": scale})
    pairs = report_of([bank], {"made": {"say": 1, "do": 50}}).pairs

    assert pairs is not None
    # the third of 4; reversed, the highest value is the first
    assert (pairs.lines[0].claim_level, pairs.lines[0].deed_level) == (3, 1)


def test_r12_a_claim_that_nobody_makes_is_not_unproven() -> None:
    questions = [yes_no("say", use="claim"), yes_no("do", tests_claim="say")]
    pairs = report_of([bank_of(questions)], {"made": {"say": "no"}}).pairs

    assert pairs is not None
    assert pairs.sentence == "No claim could be held against its deed."


def test_r12_gaps_are_counted_and_the_widest_stands_first() -> None:
    answers: dict[str, object] = {"say_first": 4, "do_first": 2, "say_second": 5, "do_second": 1}
    answers |= {"say_third": 1, "do_third": 5, "say_fourth": 5}  # -4 must not cancel 4
    pairs = report_of(shelf("promises"), {"promises": answers}).pairs

    assert pairs is not None
    assert pairs.sentence == ("2 of 5 claims run ahead of the deeds. 1 claim is unproven.")
    assert pairs.lines[0].claim == "Saying second"
    assert [line.gap for line in pairs.lines] == [4, 2, -4, None, None]


def test_r12_a_claim_is_in_no_score() -> None:
    quiet = report_of(shelf("promises"), {"promises": {f"do_{n}": 4 for n in ("first", "second")}})
    loud = {"say_first": 5, "say_second": 1, "do_first": 4, "do_second": 4}

    assert quiet.dimensions[0].lowest == 30  # (75 + 75) / 5
    assert report_of(shelf("promises"), {"promises": loud}).dimensions == quiet.dimensions


def test_r12_nothing_known_is_no_clean_bill() -> None:
    pairs = report_of(shelf("promises"), {"promises": {}}).pairs

    assert pairs is not None
    assert pairs.sentence == "No claim could be held against its deed."


def test_r12_a_pair_that_does_not_apply_is_none() -> None:
    answers = {"say_first": 5, "do_first": NOT_APPLICABLE}
    pairs = report_of(shelf("promises"), {"promises": answers}).pairs

    assert pairs is not None
    assert len(pairs.lines) == 4


def test_a_mirror_question_is_in_no_score() -> None:
    report = report_of(shelf("mirror"), {"mirror": {"our_view": 3, "on_time": "no"}})

    assert report.overall.score is None  # 1 of 2 is under two-thirds
    assert report.overall.applicable == 2


@pytest.mark.parametrize(
    ("answer", "listed"),
    [
        (3, (AnswerLine("How good is the service?", "Good"),)),
        ("dont_know", (AnswerLine("How good is the service?", "don't know"),)),
        (None, (AnswerLine("How good is the service?", "unanswered"),)),
        (NOT_APPLICABLE, ()),
    ],
    ids=["answered", "dont-know", "unanswered", "not-applicable"],
)
def test_mirror_answers_are_listed_with_their_bank(
    answer: object, listed: tuple[AnswerLine, ...]
) -> None:
    answers = {"our_view": answer, "returned": 2, "on_time": "yes"}
    part = report_of(shelf("mirror"), {"mirror": answers}).banks[0]

    assert part.unscored == listed
    assert part.sentence == "75 of 100, exactly the target of 75."  # (50 + 100) / 2


def test_a_bank_of_mirrors_says_that_it_is_in_no_score() -> None:
    questions = [points("one", use="mirror", label="Our view"), points("two", use="mirror")]
    # its dimension needs one question that scores, but not one that is asked
    bank = bank_of([*(q | {"lead": True} for q in questions), points("three")])
    part = report_of([bank], {"made": {"one": 60}}, asked="quick").banks[0]

    assert part.sentence == (
        "In no score: these answers are for holding against those of other roles."
    )
    assert [(line.question, line.answer) for line in part.unscored] == [
        ("Our view", "60 points"),
        ("How much two is there?", "unanswered"),
    ]


def test_mirrors_stand_with_their_own_bank_only() -> None:
    one, two = (bank_of([points("q"), points("m", use="mirror")], id=name) for name in "ab")
    both = (one, type(two)(two.bank, one.framework, two.path, two.sha256, one.framework_sha256))
    answers = {"a": {"q": 60, "m": 20}, "b": {"q": 60, "m": 80}}

    assert [[line.answer for line in part.unscored] for part in report_of(both, answers).banks] == [
        ["20 points"],
        ["80 points"],
    ]
