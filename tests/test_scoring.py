"""R1, R2 and R5 of the scoring notes: from one answer to a score and its word."""

from fractions import Fraction

import pytest
from building import (
    NOT_APPLICABLE,
    SCORING,
    Content,
    bank_of,
    line_of,
    points,
    report_of,
    scores_of,
    shelf,
    yes_no,
)

from custcheck.__main__ import main
from custcheck.errors import ProblemsError
from custcheck.model import Option
from custcheck.scoring import Word, normalise, whole, word

ODD = [
    {"value": -2, "label": "Poor"},
    {"value": 0, "label": "Fair"},
    {"value": 6, "label": "Good"},
]


def test_banks_of_these_tests_are_sound() -> None:
    assert main(["check", str(SCORING)]) == 0


# R1 Normalise


@pytest.mark.parametrize(
    ("value", "reverse", "expected"),
    [
        pytest.param(0, False, 0, id="lowest"),
        pytest.param(0.25, False, 25, id="quarter"),
        pytest.param(0.5, False, 50, id="half"),
        pytest.param(1, False, 100, id="highest"),
        pytest.param(0, True, 100, id="lowest-reversed"),
        pytest.param(0.25, True, 75, id="quarter-reversed"),
        pytest.param(1, True, 0, id="highest-reversed"),
    ],
)
def test_r1_uneven_values(value: float, reverse: bool, expected: int) -> None:
    options = [{"value": v, "label": f"{v} of all"} for v in (0, 0.25, 0.5, 1)]
    question = points("q", scale="own", reverse=reverse)
    bank = bank_of([question], scales={"own": options})

    assert report_of([bank], {"made": {"q": value}}).overall.mean == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(-2, Fraction(0), id="100*(-2+2)/8"),
        pytest.param(0, Fraction(25), id="100*(0+2)/8"),
        pytest.param(6, Fraction(100), id="100*(6+2)/8"),
    ],
)
def test_r1_values_below_zero(value: int, expected: Fraction) -> None:
    bank = bank_of([points("q", scale="odd")], scales={"odd": ODD})

    assert scores_of([bank], {"made": {"q": value}}).overall.claimed == expected


def test_r1_written_decimals_are_exact() -> None:
    tenths = [Option(value=v, label=str(v)) for v in (0.1, 0.3, 0.7)]

    # 100 * 0.2 / 0.6, which binary fractions miss
    assert normalise(tenths[1], tenths, reverse=False) == Fraction(100, 3)


@pytest.mark.parametrize(
    ("yes_is", "answer", "expected"),
    [
        ("good", "yes", 100),
        ("good", "no", 0),
        ("bad", "yes", 0),
        ("bad", "no", 100),
        ("bad", True, 0),
        ("good", "FALSE", 0),
    ],
)
def test_r1_yes_and_no(yes_is: str, answer: object, expected: int) -> None:
    bank = bank_of([yes_no("q", yes_is=yes_is)])

    assert report_of([bank], {"made": {"q": answer}}).overall.score == expected


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param(points("q", scale="odd"), 7, id="above"),
        pytest.param(points("q", scale="odd"), -3, id="below"),
        pytest.param(points("q", scale="odd"), 3, id="between"),
        pytest.param(points("q", scale="odd"), "Goodish", id="no-label"),
        pytest.param(points("q", scale="odd"), True, id="true"),
        pytest.param(points("q", scale="odd"), "nan", id="nan"),
        pytest.param(yes_no("q"), 1, id="1-is-not-yes"),
        pytest.param(yes_no("q"), 0, id="0-is-not-no"),
        pytest.param(yes_no("q"), "maybe", id="maybe"),
    ],
)
def test_r1_off_the_scale_is_refused(question: Content, answer: object) -> None:
    bank = bank_of([question], scales={"odd": ODD})

    with pytest.raises(ProblemsError, match=r"A02 .* does not answer"):
        report_of([bank], {"made": {"q": answer}})


def test_r1_a_foreign_option_is_never_clipped() -> None:
    options = [Option(value=1, label="Low"), Option(value=5, label="High")]

    with pytest.raises(ValueError, match="is not an option here"):
        normalise(Option(value=6, label="Higher"), options, reverse=False)


# R2 Three kinds of no answer

FOUR = [points(name) for name in ("one", "two", "three", "four")]


@pytest.mark.parametrize(
    ("fourth", "unanswered", "claimed", "applicable", "answered"),
    [
        # (80 + 60 + 40) / 3 = 60, over what is answered
        pytest.param("dont_know", "exclude", 60, 4, 3, id="dont-know"),
        pytest.param(None, "exclude", 60, 4, 3, id="unanswered"),
        pytest.param(NOT_APPLICABLE, "exclude", 60, 3, 3, id="not-applicable"),
        # (80 + 60 + 40 + 0) / 4 = 45
        pytest.param("dont_know", "zero", 45, 4, 3, id="dont-know-is-zero"),
        pytest.param(None, "zero", 45, 4, 3, id="unanswered-is-zero"),
        pytest.param(NOT_APPLICABLE, "zero", 60, 3, 3, id="not-applicable-is-never-zero"),
        # (80 + 60 + 40 + 20) / 4 = 50
        pytest.param(20, "exclude", 50, 4, 4, id="answered"),
    ],
)
def test_r2_three_kinds_of_no_answer(
    fourth: object, unanswered: str, claimed: int, applicable: int, answered: int
) -> None:
    answers: dict[str, object] = {"one": 80, "two": 60, "three": 40, "four": fourth}
    line = line_of(
        report_of([bank_of(FOUR, unanswered=unanswered)], {"made": answers}),
        "d",
    )

    assert (line.score, line.applicable, line.answered) == (claimed, applicable, answered)


def test_r2_each_kind_is_told_apart() -> None:
    answers = {"made": {"one": 80, "two": "dont_know", "three": NOT_APPLICABLE}}
    trust = report_of([bank_of(FOUR)], answers).trust

    assert trust.sentence == (
        'Answered: 1 of 3 scored questions; 1 "don\'t know", 1 unanswered and 1 not applicable.'
    )


CHILDREN = [points(name, name) for name in "abcd"]


@pytest.mark.parametrize(
    ("answers", "mean", "note"),
    [
        # (60 + 40 + 20) / 3
        pytest.param((60, 40, 20, NOT_APPLICABLE), 40, "", id="3-of-3-that-apply"),
        # (60 + 40) / 2, and 2 of 3 is two-thirds
        pytest.param((60, 40, None, NOT_APPLICABLE), 50, "", id="2-of-3-that-apply"),
        pytest.param((60, *[NOT_APPLICABLE] * 3), 60, "", id="1-of-1-that-applies"),
        pytest.param(
            (60, None, NOT_APPLICABLE, NOT_APPLICABLE),
            None,
            "not enough parts scored (1 of 2)",
            id="1-of-2-that-apply",
        ),
        pytest.param(
            (60, 40, None, "dont_know"), None, "not enough parts scored (2 of 4)", id="2-of-4"
        ),
        pytest.param((NOT_APPLICABLE,) * 4, None, "not applicable", id="none-applies"),
    ],
)
def test_r2_a_child_that_does_not_apply_leaves_the_mean_to_the_others(
    answers: tuple[object, ...], mean: float | None, note: str
) -> None:
    bank = bank_of(CHILDREN, "top a:top b:top c:top d:top")
    report = report_of([bank], {"made": dict(zip("abcd", answers, strict=True))})

    assert (line_of(report, "top").mean, line_of(report, "top").note) == (mean, note)


def test_r2_what_does_not_apply_is_counted_and_left_out() -> None:
    bank = bank_of([*CHILDREN, points("a2", "a")], "top a:top b:top c d")
    answers = {"a": 60, "a2": NOT_APPLICABLE, "b": NOT_APPLICABLE, "c": 20, "d": NOT_APPLICABLE}
    scores = scores_of([bank], {"made": answers})
    parts = {part.dimension.id: part.score for part in scores.every_dimension()}

    # a keeps one question that applies; top is a alone; the overall is top and c: (60 + 20) / 2
    assert {name for name, score in parts.items() if score.is_left_out} == {"b", "d"}
    assert (parts["top"].points, parts["top"].parts) == (60, (1, 1))
    assert (scores.overall.points, scores.overall.parts) == (40, (2, 2))
    assert (parts["top"].not_applicable, scores.overall.not_applicable) == (2, 3)
    assert scores.banks[0].score.not_applicable == 3


def test_r2_what_was_not_asked_stays_in_the_base() -> None:
    bank = bank_of([points("one", "a", lead=True), points("two", "b")], "a b")
    report = report_of([bank], {"made": {"one": 60}}, asked="quick")

    assert (report.overall.score, report.overall.note) == (None, "not enough parts scored (1 of 2)")
    assert line_of(report, "b").note == "not asked"


def test_r2_only_scored_questions_make_a_dimension_inapplicable() -> None:
    lead: Content = {"lead": True}
    questions = [
        points("one", "a") | lead,
        points("m", "b", use="mirror") | lead,
        points("two", "b"),
    ]
    answers = {"one": 60, "m": NOT_APPLICABLE}
    report = report_of([bank_of(questions, "a b")], {"made": answers}, asked="quick")

    assert line_of(report, "b").note == "not asked"
    assert report.overall.note == "not enough parts scored (1 of 2)"


# R5 Words


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0, Word.NOT_YET),
        (15, Word.NOT_YET),
        (16, Word.PARTLY),
        (50, Word.PARTLY),
        (51, Word.LARGELY),
        (85, Word.LARGELY),
        (86, Word.FULLY),
        (100, Word.FULLY),
    ],
)
def test_r5_words(score: int, expected: Word) -> None:
    assert word(score) is expected


@pytest.mark.parametrize(
    ("mark", "score", "expected"),
    [
        (15.4, 15, "not yet"),
        (15.5, 16, "partly"),
        (50.4, 50, "partly"),
        (50.5, 51, "largely"),
        (85.4, 85, "largely"),
        (85.5, 86, "fully"),
    ],
)
def test_r5_the_word_is_of_the_score_that_is_shown(mark: float, score: int, expected: str) -> None:
    line = report_of([bank_of([points("q")])], {"made": {"q": mark}}).overall

    assert (line.score, line.word) == (score, expected)


@pytest.mark.parametrize(
    ("mark", "score", "gap"),
    [
        pytest.param(74.5, 75, 0, id="half-goes-up"),
        pytest.param(74.4999, 74, -1, id="just-under-half"),
        pytest.param(14.5, 15, -60, id="half-to-odd"),
        pytest.param(85.5, 86, 11, id="half-to-even"),
    ],
)
def test_rounded_once_half_up(mark: float, score: int, gap: int) -> None:
    line = report_of([bank_of([points("q")])], {"made": {"q": mark}}, "75").overall

    assert (line.score, line.gap, line.mean) == (score, gap, mark)


def test_a_score_just_short_of_its_target_never_reads_0_below() -> None:
    report = report_of([bank_of([points("q")])], {"made": {"q": 74.5}}, "75")

    assert report.sentences[0] == "It scores 75 of 100, exactly the target of 75."


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # rounding each part first would give (50 + 51) / 2 = 50.5, so 51
        pytest.param((50.4, 50.5), 50, id="50.45"),
        # and here (15 + 16) / 2 = 15.5, so 16
        pytest.param((14.5, 15.5), 15, id="15"),
    ],
)
def test_full_precision_inside_means(parts: tuple[float, float], expected: int) -> None:
    bank = bank_of([points("one", "a"), points("two", "b")], "a b")
    answers = {"made": dict(zip(("one", "two"), parts, strict=True))}

    assert report_of([bank], answers).overall.score == expected


def test_halves_are_rounded_up_exactly() -> None:
    assert [whole(Fraction(n, 2)) for n in (0, 1, 3, 149)] == [0, 1, 2, 75]
    assert whole(Fraction(1, 2) - Fraction(1, 10**30)) == 0


def test_a_stand_alone_bank_from_file() -> None:
    report = report_of(shelf("mirror"), {"mirror": {"returned": "Middling", "on_time": "yes"}})

    assert line_of(report, "quality").score == 75  # (50 + 100) / 2
