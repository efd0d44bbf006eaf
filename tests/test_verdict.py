"""R13 of the scoring notes: the first verdict that fits, and the sentences that back it."""

import pytest
from building import Answers, Content, bank_of, points, report_of, shelf, yes_no

from custcheck import banks as shipped_banks
from custcheck.assessment.report import Verdict
from custcheck.errors import InputError
from custcheck.loading import load_banks
from custcheck.model import LoadedBank

Banks = tuple[LoadedBank, ...]


def signs(raised: int, clear: int, dont_know: int = 0) -> Answers:
    order = ["yes"] * raised + ["no"] * clear + ["dont_know"] * dont_know
    return {"signs": {f"sign_{n}": answer for n, answer in enumerate(order, 1)}}


SAFE: Content = {
    "hidden_fees": "no",
    "leaving": 4,
    "complaints": 100,
    "helped": 100,
    "thanked": 100,
}
SIGNS, HARM = shelf("signs"), shelf("harm")
TWO = (bank_of([points("one", "a"), points("two", "b")], "a b"),)
NEST = (bank_of([points("one", "a"), points("two", "b")], "top a:top b:top"),)
WIDE = (
    bank_of(
        [points(f"{d}{n}", d) for d, of in zip("abc", (2, 2, 6), strict=True) for n in range(of)],
        "a b c",
    ),
)
ALARMED = (
    bank_of(
        [
            yes_no("one", yes_is="bad", blocking=True),
            yes_no("two", yes_is="bad"),
            yes_no("three", yes_is="bad"),
        ],
        verdict="majority",
    ),
)


@pytest.mark.parametrize(
    ("banks", "answers", "target", "verdict", "headline"),
    [
        # 6 of 10 raised; 4 clear of 10 score 40
        pytest.param(SIGNS, signs(6, 4), 75, 1, "Acme is not customer-centric today.", id="1"),
        pytest.param(
            SIGNS, signs(6, 4), 40, 1, "Acme is not customer-centric today.", id="1-on-target"
        ),
        pytest.param(
            SIGNS, signs(6, 0), 75, 1, "Acme is not customer-centric today.", id="1-on-few-answers"
        ),
        pytest.param(
            ALARMED,
            {"made": {"one": "yes", "two": "yes", "three": "no"}},
            0,
            1,
            "Acme is not customer-centric today.",
            id="1-before-2",
        ),
        # (0 + 100 + 100 + 100 + 100) / 5 = 80
        pytest.param(
            HARM,
            {"harm": SAFE | {"hidden_fees": "yes"}},
            75,
            2,
            "Acme is not customer-centric today: 1 practice may be harming customers.",
            id="2-on-target",
        ),
        # (0 + 0 + 100 + 100 + 100) / 5 = 60
        pytest.param(
            HARM,
            {"harm": SAFE | {"hidden_fees": "yes", "leaving": 1}},
            75,
            2,
            "Acme is not customer-centric today: 2 practices may be harming customers.",
            id="2-before-3",
        ),
        pytest.param(
            HARM,
            {"harm": {"hidden_fees": "yes"}},
            75,
            2,
            "Acme is not customer-centric today: 1 practice may be harming customers.",
            id="2-on-few-answers",
        ),
        pytest.param(SIGNS, signs(5, 5), 75, 3, "Acme is not yet customer-centric.", id="3"),
        pytest.param(
            TWO,
            {"made": {"one": 74.4999, "two": 74.4}},
            75,
            3,
            "Acme is not yet customer-centric.",
            id="3-by-a-point",
        ),
        # 4 of 8 answered raised, 2 open: 50
        pytest.param(
            SIGNS, signs(4, 4, 1), 75, 3, "Acme is not yet customer-centric.", id="3-before-4"
        ),
        pytest.param(
            SIGNS, signs(4, 4, 1), 50, 4, "Acme cannot be judged yet.", id="4-signs-cannot-say"
        ),
        pytest.param(
            TWO, {"made": {"one": 100}}, 75, 4, "Acme cannot be judged yet.", id="4-no-overall"
        ),
        # a and b are scored, 2 of 3; 4 of 10 questions are answered
        pytest.param(
            WIDE,
            {"made": {"a0": 60, "a1": 60, "b0": 60, "b1": 60}},
            60,
            4,
            "Acme cannot be judged yet.",
            id="4-few-answers",
        ),
        # 7 of 10 clear
        pytest.param(
            SIGNS, signs(3, 7), 70, 5, "Acme is on target, with warnings.", id="5-three-signs"
        ),
        pytest.param(
            TWO,
            {"made": {"one": 100, "two": 50}},
            75,
            5,
            "Acme is on target, with warnings.",
            id="5-a-dimension-25-below",
        ),
        pytest.param(
            NEST,
            {"made": {"one": 100, "two": 50}},
            75,
            5,
            "Acme is on target, with warnings.",
            id="5-a-child-25-below",
        ),
        pytest.param(SIGNS, signs(2, 8), 75, 6, "Acme is on target.", id="6-two-signs"),
        pytest.param(
            TWO, {"made": {"one": 100, "two": 51}}, 75, 6, "Acme is on target.", id="6-24-below"
        ),
        pytest.param(
            TWO, {"made": {"one": 74.5, "two": 74.5}}, 75, 6, "Acme is on target.", id="6-just"
        ),
    ],
)
def test_r13_the_first_that_fits(
    banks: Banks, answers: Answers, target: int, verdict: int, headline: str
) -> None:
    report = report_of(banks, answers, str(target))

    assert report.verdict is list(Verdict)[verdict - 1]
    assert report.headline == headline


@pytest.mark.parametrize(
    ("banks", "answers", "target", "expected"),
    [
        pytest.param(
            SIGNS,
            signs(6, 4),
            40,
            "It scores 40 of 100. It reaches its target, but the warning signs outvote the score.",
            id="1-outvoted",
        ),
        pytest.param(
            SIGNS, signs(6, 4), 41, "It scores 40 of 100, 1 below the target of 41.", id="1-below"
        ),
        pytest.param(
            SIGNS,
            signs(5, 4),
            75,
            "5 of 10 warning signs are raised; 1 not known could make it a majority; "
            "2 of the 3 about employees.",
            id="3-worse-by-one",
        ),
        pytest.param(
            TWO,
            {"made": {"one": 100}},
            75,
            "There is no overall score: it needs enough answers in 2 of 2 dimensions "
            "and has them in 1.",
            id="4-no-overall",
        ),
        pytest.param(
            WIDE,
            {"made": {"a0": 60, "a1": 60, "b0": 60, "b1": 60}},
            60,
            "Only 4 of 10 scored questions are answered.",
            id="4-few-answers",
        ),
        pytest.param(
            SIGNS,
            signs(4, 4, 1),
            50,
            "4 of 10 warning signs are raised; 2 not known could make it a majority; "
            "1 of the 3 about employees, 1 not known.",
            id="4-signs",
        ),
        pytest.param(
            TWO,
            {"made": {"one": 100, "two": 50}},
            75,
            "Furthest from its target is b, 25 below.",
            id="5-which",
        ),
    ],
)
def test_r13_says_why(banks: Banks, answers: Answers, target: int, expected: str) -> None:
    assert expected in report_of(banks, answers, str(target)).sentences


@pytest.mark.parametrize(
    ("answers", "unsaid"),
    [
        # 5 raised, 5 clear: nothing is open
        pytest.param(signs(5, 5), "could make it a majority", id="none-open"),
        # 3 + 2 = 5 is no majority
        pytest.param(signs(3, 5, 1), "could make it a majority", id="too-few-open"),
        pytest.param(signs(6, 4), "outvote", id="below-target"),
    ],
)
def test_r13_says_no_more_than_is_so(answers: Answers, unsaid: str) -> None:
    assert unsaid not in " ".join(report_of(SIGNS, answers).sentences)


def test_r13_exactly_two_thirds_answered_is_enough() -> None:
    bank = bank_of([points(f"q{n}") for n in range(9)])
    report = report_of([bank], {"made": {f"q{n}": 80 for n in range(6)}})

    assert report.verdict is Verdict.ON_TARGET


def test_r13_no_sign_answered_is_not_judged() -> None:
    full = {"open_early": 5, "coffee": 5, "open_late": 5, "lights_on": "yes", "price_list": "yes"}
    answers: Answers = {"long": full, "short": {"fair": 5, "smile": 5}, "alarms": {}}
    report = report_of(shelf("shared/long", "shared/short", "shared/alarms"), answers)

    # service 5 of 6 answered, price 2 of 3: both 100
    assert (report.overall.score, report.verdict) == (100, Verdict.CANNOT_JUDGE)
    assert "No warning sign has been answered." in report.sentences


@pytest.mark.parametrize(
    ("banks", "expected"),
    [
        (SIGNS, ("harm to customers", "claims against deeds")),
        (HARM, ("warning signs", "claims against deeds")),
        (shelf("promises"), ("warning signs", "harm to customers")),
        (TWO, ("warning signs", "harm to customers", "claims against deeds")),
    ],
    ids=["signs", "harm", "promises", "none"],
)
def test_r13_what_was_not_asked(banks: Banks, expected: tuple[str, ...]) -> None:
    trust = report_of(banks, {banks[0].bank.id: {}}).trust

    assert trust.not_asked_short == expected
    assert len(trust.not_asked) == len(expected)


def test_r13_a_bank_that_stands_alone_is_told_of_no_other() -> None:
    assert report_of(TWO, {"made": {}}).trust.not_asked == (
        "Warning signs were not asked: no bank in this audit asks.",
        "Harm to customers was not asked: no bank in this audit asks.",
        "Claims against deeds were not asked: no bank in this audit asks.",
    )


def test_r13_harm_left_out_by_a_quick_audit_was_not_asked() -> None:
    questions = [yes_no("harm", yes_is="bad", blocking=True), points("lead", lead=True)]
    trust = report_of([bank_of(questions)], {"made": {"lead": 80}}, asked="quick").trust

    assert "1 of 2 questions (quick audit)" in trust.not_asked_short
    assert "harm to customers" in trust.not_asked_short
    assert (
        "Harm to customers was not asked: no such question was put, or none applies."
        in trust.not_asked
    )


def test_r13_without_a_name_it_is_this_organisation() -> None:
    report = report_of(TWO, {"made": {}}, organisation="")

    assert report.headline == "This organisation cannot be judged yet."


def test_nothing_to_assess_is_said() -> None:
    with pytest.raises(InputError, match="nothing to assess"):
        report_of((), {})


def test_signs_of_all_banks_count_together() -> None:
    def alarms(name: str) -> LoadedBank:
        return bank_of(
            [yes_no(f"s{n}", yes_is="bad") for n in range(10)], verdict="majority", id=name
        )

    one, two = alarms("one"), alarms("two")
    both = (one, type(two)(two.bank, one.framework, two.path, two.sha256, one.framework_sha256))
    answers = {
        name: {f"s{n}": "yes" if n < 2 else "no" for n in range(10)} for name in ("one", "two")
    }
    report = report_of(both, answers)

    # 2 and 2 are more than 2; 16 of 20 clear: 80
    assert (report.overall.score, report.verdict) == (80, Verdict.ON_TARGET_WITH_WARNINGS)


SIGNS_BANK, HARM_BANK, PAIRS_BANK = "warning-signs", "authentic-centricity", "loyalty-integrity"
ADD = {
    SIGNS_BANK: "Warning signs were not asked: add --bank warning-signs.",
    HARM_BANK: "Harm to customers was not asked: add --bank authentic-centricity.",
    PAIRS_BANK: "Claims against deeds were not asked: add --bank loyalty-integrity.",
}


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        pytest.param(["top-10-practices"], [*ADD], id="practices"),
        pytest.param([SIGNS_BANK], [HARM_BANK, PAIRS_BANK], id="signs"),
        pytest.param([HARM_BANK], [SIGNS_BANK, PAIRS_BANK], id="harm"),
        # one of its deeds is a blocking question
        pytest.param([PAIRS_BANK], [SIGNS_BANK], id="pairs"),
        pytest.param([*shipped_banks.CORE], [HARM_BANK, PAIRS_BANK], id="core"),
        pytest.param([*shipped_banks.shipped()], [], id="all"),
    ],
)
def test_r13_how_to_ask_it_in_a_shared_framework(names: list[str], missing: list[str]) -> None:
    loaded = load_banks([shipped_banks.find(name) for name in names])
    trust = report_of(loaded, {name: {} for name in names}).trust

    assert trust.not_asked == tuple(ADD[name] for name in missing)
