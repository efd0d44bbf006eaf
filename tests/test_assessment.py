"""R7 and R8 of the scoring notes: warning signs, and what may be harming customers."""

import pytest
from building import (
    NOT_APPLICABLE,
    Content,
    bank_of,
    points,
    report_of,
    shelf,
    yes_no,
)

from custcheck.assessment.report import SignsPart, SignState

# R7 Warning signs


def signs(raised: int, clear: int, dont_know: int = 0, inapplicable: int = 0) -> dict[str, object]:
    """Return answers to the first signs; the rest of the ten is unanswered."""
    order = ["yes"] * raised + ["no"] * clear + ["dont_know"] * dont_know
    answers = [*order, *[NOT_APPLICABLE] * inapplicable]
    return {f"sign_{n}": answer for n, answer in enumerate(answers, 1)}


def signs_part(answers: dict[str, object]) -> SignsPart:
    return report_of(shelf("signs"), {"signs": answers}).signs[0]


@pytest.mark.parametrize(
    ("answers", "majority", "short"),
    [
        pytest.param(signs(0, 10), "no majority", "0 of 10 raised, no majority", id="none"),
        pytest.param(signs(4, 6), "no majority", "4 of 10 raised, no majority", id="4-of-10"),
        pytest.param(
            signs(5, 5), "no majority", "5 of 10 raised, one short of a majority", id="5-of-10"
        ),
        pytest.param(signs(6, 4), "majority", "6 of 10 raised, a majority", id="6-of-10"),
        # 9 applicable: 4 is under 4.5, 5 is over it
        pytest.param(signs(4, 5, 0, 1), "no majority", "4 of 9 raised, no majority", id="4-of-9"),
        pytest.param(signs(5, 4, 0, 1), "majority", "5 of 9 raised, a majority", id="5-of-9"),
        # 6 are raised already, whatever the other 4 are
        pytest.param(signs(6, 0), "majority", "6 of 10 raised, a majority", id="6-and-4-open"),
        # 3 + 2 = 5 is no majority, whatever the 2 are
        pytest.param(
            signs(3, 5, 1), "no majority", "3 of 10 raised, no majority", id="3-and-2-open"
        ),
        # 4 + 2 = 6 could be one
        pytest.param(
            signs(4, 4, 1),
            "cannot say",
            "4 of 10 raised; 2 not known could make it a majority",
            id="4-and-2-open",
        ),
        pytest.param(
            signs(5, 4, 1),
            "cannot say",
            "5 of 10 raised; 1 not known could make it a majority",
            id="5-and-dont-know",
        ),
        pytest.param(
            signs(0, 1),
            "cannot say",
            "0 of 10 raised; 9 not known could make it a majority",
            id="1-clear-and-9-open",
        ),
        # 8 applicable: 3 + 2 = 5 is over 4
        pytest.param(
            signs(3, 3, 2, 2),
            "cannot say",
            "3 of 8 raised; 2 not known could make it a majority",
            id="3-of-8-and-2-dont-know",
        ),
        pytest.param(signs(0, 0, 0, 10), "no answers", "0 of 0 raised, none applies", id="a-is-0"),
        pytest.param(signs(1, 0, 0, 9), "majority", "1 of 1 raised, a majority", id="1-of-1"),
    ],
)
def test_r7_majority(answers: dict[str, object], majority: str, short: str) -> None:
    part = signs_part(answers)

    assert (part.majority, part.short) == (majority, short)


@pytest.mark.parametrize("answers", [{}, signs(0, 0, 10)], ids=["unanswered", "dont-know"])
def test_r7_none_answered_says_neither(answers: dict[str, object]) -> None:
    part = signs_part(answers)

    assert part.majority not in {"majority", "no majority"}
    assert part.sentence == "No warning sign has been answered."
    assert part.short == "none answered"


def test_r7_signs_about_employees_are_named_separately() -> None:
    part = signs_part(signs(6, 3) | {"sign_9": NOT_APPLICABLE})

    # 2, 5 and 9 are about employees: 2 and 5 are raised, 9 does not apply
    assert part.sentence == (
        "6 of 9 warning signs are raised, a majority; 2 of the 2 about employees."
    )
    assert [line.id for line in part.lines if line.about_employees] == [
        "sign_2",
        "sign_5",
        "sign_9",
    ]


def test_r7_each_sign_as_it_stands() -> None:
    part = signs_part(signs(1, 1, 1, 1))
    shown = [(line.label, line.state) for line in part.lines[:5]]

    assert shown == [
        ("Sign 1", SignState.RAISED),
        ("No sign 2", SignState.CLEAR),
        ("Sign 3", SignState.UNKNOWN),
        ("Sign 4", SignState.NOT_APPLICABLE),
        ("Sign 5", SignState.UNKNOWN),
    ]
    assert (part.raised, part.applicable, part.unknown) == (1, 9, 7)


def test_r7_a_good_yes_is_raised_by_no() -> None:
    bank = bank_of([yes_no("one"), yes_no("two", yes_is="bad")], verdict="majority")
    part = report_of([bank], {"made": {"one": "no", "two": "no"}}).signs[0]

    assert [line.state for line in part.lines] == [SignState.RAISED, SignState.CLEAR]


def test_r7_a_role_that_is_asked_no_sign_has_no_signs() -> None:
    answers = {"alarms": {}, "short": {"smile": 5, "fair": 5}}
    report = report_of(
        shelf("shared/alarms", "shared/short"), answers, respondent={"role": "rider"}
    )

    assert report.signs == ()
    assert "warning signs" in report.trust.not_asked_short


def test_r7_signs_of_a_bank_that_does_not_apply_are_its_own() -> None:
    answers = {
        "alarms": {"queue": NOT_APPLICABLE, "surcharge": NOT_APPLICABLE},
        "long": {"coffee": NOT_APPLICABLE},
    }
    report = report_of(shelf("shared/long", "shared/alarms"), answers)

    assert [line.id for line in report.signs[0].lines] == ["queue", "surcharge"]


ROLES = [{"id": name, "name": name.title(), "short": name[:5]} for name in ("boss", "clerk")]


@pytest.mark.parametrize(
    ("role", "answers", "majority", "short"),
    [
        # the clerk is asked two of five: 2 + 3 could be 5
        pytest.param(
            "clerk",
            {"s1": "yes", "s2": "yes"},
            "cannot say",
            "2 of 5 raised; 3 not known could make it a majority",
            id="2-of-2-asked",
        ),
        pytest.param(
            "clerk",
            {"s1": "no", "s2": "no"},
            "cannot say",
            "0 of 5 raised; 3 not known could make it a majority",
            id="0-of-2-asked",
        ),
        # the boss is asked three of five: 3 are a majority, and 0 + 2 never can be
        pytest.param(
            "boss",
            {"s3": "yes", "s4": "yes", "s5": "yes"},
            "majority",
            "3 of 5 raised, a majority",
            id="3-of-3-asked",
        ),
        pytest.param(
            "boss",
            {"s3": "no", "s4": "no", "s5": "no"},
            "no majority",
            "0 of 5 raised, no majority",
            id="0-of-3-asked",
        ),
        # of the four that apply, 2 are known: 1 + 2 could be 3
        pytest.param(
            "boss",
            {"s3": "yes", "s4": "no", "s5": NOT_APPLICABLE},
            "cannot say",
            "1 of 4 raised; 2 not known could make it a majority",
            id="1-of-3-asked-and-one-inapplicable",
        ),
        pytest.param("boss", {}, "cannot say", "none answered", id="nothing-answered"),
    ],
)
def test_r7_a_sign_that_a_role_was_not_asked_is_not_known(
    role: str, answers: Content, majority: str, short: str
) -> None:
    ask = {n: ["clerk"] if n < 3 else ["boss"] for n in range(1, 6)}
    questions = [yes_no(f"s{n}", yes_is="bad", ask=roles) for n, roles in ask.items()]
    bank = bank_of(questions, verdict="majority", roles=ROLES)
    part = report_of([bank], {"made": answers}, respondent={"role": role}).signs[0]

    assert (part.majority, part.short) == (majority, short)
    assert len(part.lines) == 5


def test_r7_signs_go_by_their_banks_titles_where_there_are_several() -> None:
    one, two = (
        bank_of([yes_no("s", yes_is="bad")], verdict="majority", id=name, title=f"Signs {name}")
        for name in "ab"
    )
    both = (one, type(two)(two.bank, one.framework, two.path, two.sha256, one.framework_sha256))
    answers = {"a": {"s": "no"}, "b": {"s": "no"}}

    assert [part.heading for part in report_of([one], {"a": {}}).signs] == ["Warning signs"]
    assert [part.heading for part in report_of(both, answers).signs] == ["Signs a", "Signs b"]


# R8 Blocking findings

SAFE: dict[str, object] = {
    "hidden_fees": "no",
    "leaving": 4,
    "complaints": 100,
    "helped": 100,
    "thanked": 100,
}


@pytest.mark.parametrize(
    ("change", "score", "word", "found"),
    [
        pytest.param({}, 100, "fully", (), id="nothing-found"),
        # (0 + 100 + 100 + 100 + 100) / 5
        pytest.param({"hidden_fees": "yes"}, 80, "partly", ("Hidden fees",), id="yes-no"),
        # 100 * (2 - 1) / (4 - 1) = 33.33; 433.33 / 5 = 86.67
        pytest.param({"leaving": 2}, 87, "partly", ("Ease of leaving",), id="at-most-2"),
        # 66.67; 466.67 / 5 = 93.33
        pytest.param({"leaving": 3}, 93, "fully", (), id="one-above"),
        pytest.param({"leaving": 1}, 80, "partly", ("Ease of leaving",), id="below"),
        # 440 / 5
        pytest.param({"complaints": 40}, 88, "partly", ("Complaints kept",), id="at-most-40"),
        pytest.param({"complaints": 60}, 92, "fully", (), id="60"),
        pytest.param({"helped": 0}, 80, "largely", (), id="not-a-blocking-question"),
        # 40 / 5 = 8: a cap never lifts
        pytest.param(
            {"hidden_fees": "yes", "leaving": 1, "complaints": 0, "helped": 40, "thanked": 0},
            8,
            "not yet",
            ("Hidden fees", "Ease of leaving", "Complaints kept"),
            id="all",
        ),
    ],
)
def test_r8_caps_the_word_and_not_the_number(
    change: Content, score: int, word: str, found: tuple[str, ...]
) -> None:
    report = report_of(shelf("harm"), {"harm": SAFE | change})

    assert (report.overall.score, report.overall.word) == (score, word)
    assert report.blocking is not None
    assert report.blocking.found == found


@pytest.mark.parametrize("blank", ["dont_know", None], ids=["dont-know", "unanswered"])
def test_r8_what_is_not_known_is_provisional(blank: str | None) -> None:
    report = report_of(shelf("harm"), {"harm": SAFE | {"hidden_fees": blank}})

    assert (report.overall.word, report.overall.note) == (
        "fully",
        "provisional: harm is not ruled out",
    )
    assert report.blocking is not None
    assert report.blocking.not_ruled_out == ("Hidden fees",)
    assert report.sentences[0] == "Harm is not ruled out: 1 question about it is open."


def test_r8_not_applicable_is_ruled_out() -> None:
    report = report_of(shelf("harm"), {"harm": SAFE | {"hidden_fees": NOT_APPLICABLE}})

    assert report.blocking is not None
    assert report.blocking.sentence == "No harmful practice was found."
    assert report.overall.note == ""


FEES, LEAVING = "Hidden fees", "Ease of leaving"


@pytest.mark.parametrize(
    ("change", "sentence", "found", "still_open"),
    [
        pytest.param(
            {"hidden_fees": "yes", "leaving": "dont_know"},
            'Customers may be harmed: "Hidden fees"; 1 more not ruled out.',
            (FEES,),
            (LEAVING,),
            id="1-and-1",
        ),
        pytest.param(
            {"hidden_fees": "yes", "leaving": 1, "complaints": None},
            'Customers may be harmed: "Hidden fees" and "Ease of leaving"; 1 more not ruled out.',
            (FEES, LEAVING),
            ("Complaints kept",),
            id="2-and-1",
        ),
        pytest.param(
            {"hidden_fees": "yes", "leaving": 1, "complaints": 0},
            'Customers may be harmed: "Hidden fees", "Ease of leaving" and "Complaints kept".',
            (FEES, LEAVING, "Complaints kept"),
            (),
            id="3-and-0",
        ),
        pytest.param(
            {"hidden_fees": "yes"},
            'Customers may be harmed: "Hidden fees".',
            (FEES,),
            (),
            id="1-and-0",
        ),
        pytest.param(
            {"hidden_fees": None, "leaving": "dont_know"},
            "Harm is not ruled out: 2 questions about it are open.",
            (),
            (FEES, LEAVING),
            id="0-and-2",
        ),
    ],
)
def test_r8_found_and_open_are_both_said_first(
    change: Content, sentence: str, found: tuple[str, ...], still_open: tuple[str, ...]
) -> None:
    report = report_of(shelf("harm"), {"harm": SAFE | change})

    assert report.sentences[0] == sentence
    assert report.blocking is not None
    assert report.blocking.sentence == sentence
    assert (report.blocking.found, report.blocking.not_ruled_out) == (found, still_open)


def test_r8_a_blocking_question_in_no_score_blocks_all_the_same() -> None:
    harm = yes_no("harm", yes_is="bad", blocking=True, use="mirror")
    report = report_of([bank_of([harm, points("q")])], {"made": {"harm": "yes", "q": 100}})

    assert (report.overall.score, report.overall.word) == (100, "partly")
    assert report.sentences[0] == 'Customers may be harmed: "Is there harm?".'
