"""R6 of the scoring notes, last year against this year: what changed, and what cannot be told."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from building import (
    NOT_APPLICABLE,
    Answers,
    Content,
    answer_text,
    audit_of,
    bank_of,
    graded,
    points,
    shelf,
    yes_no,
)
from conftest import SAMPLE, TESTS
from drawing import Given, Plan, answered, choices, chosen
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from custcheck.__main__ import main
from custcheck.assessment.appendix import detailed
from custcheck.assessment.assess import Audit, assess
from custcheck.assessment.comparison import compared
from custcheck.assessment.report import ChangeLine, ComparisonPart, SourceLine, Trend
from custcheck.earlier import read_earlier
from custcheck.errors import InputError
from custcheck.model import LoadedBank, Stamp
from custcheck.reports.json import SCHEMA_VERSION, render

few = settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

BEFORE = "2025-09-15"
EVERY = {"points": [{"value": n, "label": f"{n} points"} for n in range(101)]}
UP, DOWN, LEVEL = Trend.UP, Trend.DOWN, Trend.NO_CLEAR_CHANGE


def audited(banks: Sequence[LoadedBank], answers: Answers, *targets: str, **head: object) -> Audit:
    """Return the audit of an answer file that says which versions of its banks were answered."""
    return versioned(audit_of(banks, answers, *targets, **head), stamps(banks))


def versioned(audit: Audit, versions: Mapping[str, Stamp]) -> Audit:
    return replace(audit, response=replace(audit.response, stamps=versions))


def stamps(banks: Sequence[LoadedBank]) -> dict[str, Stamp]:
    return {b.bank.id: Stamp(version=b.bank.version, sha256=b.sha256) for b in banks}


def same_but_older(audit: Audit) -> Audit:
    """Return the same audit as if from another file."""
    return replace(audit, answers_sha256="then")


def compare_audits(audit: Audit, earlier: Audit) -> ComparisonPart:
    """Return what a report says of the change since an earlier audit."""
    part = compared(audit, assess(audit), earlier).comparison
    assert part is not None
    return part


def change(
    banks: tuple[LoadedBank, ...] | LoadedBank,
    then: Answers,
    now: Answers,
    *targets: str,
    versions: Mapping[str, Stamp] | None = None,
    head_then: Mapping[str, object] | None = None,
    head_now: Mapping[str, object] | None = None,
) -> ComparisonPart:
    """Return what has changed between two answer files to the same banks."""
    banks = banks if isinstance(banks, tuple) else (banks,)
    earlier = audited(banks, then, **{"date": BEFORE, **(head_then or {})})
    if versions is not None:
        earlier = versioned(earlier, versions)
    audit = audited(banks, now, *targets, **(head_now or {}))
    return compare_audits(audit, same_but_older(earlier))


def line_of(part: ComparisonPart, dimension: str) -> ChangeLine:
    return next(line for line in part.dimensions if line.id == dimension)


def changes(part: ComparisonPart) -> dict[str, tuple[int | None, int | None, int | None]]:
    """Return then, now and the change of every score, whatever their order."""
    return {
        line.id: (line.before, line.now, line.change) for line in (part.overall, *part.dimensions)
    }


# Scores


TWO = bank_of([points("one", "a"), points("two", "a"), points("three", "b")], "a b", scales=EVERY)
MADE: Content = {"one": 40, "two": 50, "three": 70}


def test_scores_then_and_now() -> None:
    then = {"made": {"one": 40, "two": 51, "three": 70}}
    now = {"made": {"one": 60, "two": 63, "three": 49}}
    part = change(TWO, then, now)

    # a: (40 + 51) / 2 = 45.5, (60 + 63) / 2 = 61.5; overall: (45.5 + 70) / 2, (61.5 + 49) / 2
    assert changes(part) == {"overall": (58, 55, -3), "a": (46, 62, 16), "b": (70, 49, -21)}
    assert (
        part.sentence == "55 of 100, 20 below the target of 75, down 3 from 58 in September 2025."
    )
    assert [line.sentence for line in part.dimensions] == [
        "B: 49 of 100, 26 below the target of 75, down 21 from 70 in September 2025.",
        "A: 62 of 100, 13 below the target of 75, up 16 from 46 in September 2025.",
    ]
    assert part.overall.sentence == f"Overall: {part.sentence}"
    assert (part.compared, part.left_out) == (3, ())
    assert part.findings == (
        "By today's targets, the verdict is the same as in September 2025: below target.",
    )


@pytest.mark.parametrize(
    ("then", "now", "points_moved", "trend", "told"),
    [
        (50, 60, 10, UP, "up 10 from 50 in September 2025"),
        (50, 53, 3, UP, "up 3 from 50 in September 2025"),
        (50, 52, 2, LEVEL, "no clear change from 50 in September 2025"),
        (50, 50, 0, LEVEL, "no clear change from 50 in September 2025"),
        (50, 48, -2, LEVEL, "no clear change from 50 in September 2025"),
        (50, 47, -3, DOWN, "down 3 from 50 in September 2025"),
        (100, 0, -100, DOWN, "down 100 from 100 in September 2025"),
    ],
)
def test_under_3_points_is_no_clear_change(
    then: int, now: int, points_moved: int, trend: Trend, told: str
) -> None:
    bank = bank_of([points("one")], scales=EVERY)
    part = change(bank, {"made": {"one": then}}, {"made": {"one": now}})

    assert (part.overall.change, part.overall.trend) == (points_moved, trend)
    assert part.sentence.endswith(f", {told}.")


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("dont_know", 60, "60 of 100, 15 below the target of 75; no score in September 2025, "
         "not enough answers (0 of 1)."),
        (60, None, "no score now, not enough answers (0 of 1); 60 in September 2025."),
        (None, "dont_know", "no score now, not enough answers (0 of 1); none in September 2025."),
        (NOT_APPLICABLE, NOT_APPLICABLE, "no score now, not applicable; none in September 2025."),
    ],
    ids=["none-then", "none-now", "neither", "not-applicable"],
)  # fmt: skip
def test_without_a_score_there_is_no_change(then: object, now: object, told: str) -> None:
    bank = bank_of([points("one", "a"), points("two", "b")], "a b")
    part = change(bank, {"made": {"one": then, "two": 60}}, {"made": {"one": now, "two": 60}})
    line = line_of(part, "a")

    assert (line.change, line.trend) == (None, None)
    assert line.sentence == f"A: {told}"
    assert part.lost_scores == (("A",) if then == 60 else ())
    assert part.lost_answers == (("How much one is there?",) if then == 60 else ())


def test_todays_targets_hold_for_both() -> None:
    then = {"made": MADE}
    part = change(TWO, then, then, "50", head_then={"targets": {"a": 10}})

    assert (
        part.sentence
        == "58 of 100, 8 above the target of 50, no clear change from 58 in September 2025."
    )
    assert part.findings[0] == (
        "By today's targets, the verdict is the same as in September 2025: on target."
    )


def test_dimensions_stand_as_in_the_report() -> None:
    bank = bank_of(
        [points("one", "left"), points("two", "right"), points("three", "alone")],
        "top left:top right:top alone",
    )
    now = {"made": {"one": 60, "two": 20, "three": 100}}
    audit = audit_of([bank], now)
    part = change(bank, {"made": {"one": 50, "two": 50, "three": 0}}, now)

    assert [line.id for line in part.dimensions] == [line.id for line in assess(audit).dimensions]
    assert changes(part)["top"] == (50, 40, -10)


@pytest.mark.parametrize(
    ("then", "since", "at"),
    [
        ("2025-09-15", "September 2025", "in September 2025"),
        ("2025-11-21", "November 2025", "in November 2025"),
        ("2026-10-31", "October 2026", "in October 2026"),
        pytest.param("2026-11-02", "2 November 2026", "on 2 November 2026", id="this-month"),
        pytest.param("2026-11-21", "21 November 2026", "on 21 November 2026", id="same-day"),
        pytest.param(None, "the earlier audit", "in the earlier audit", id="undated"),
    ],
)
def test_months_have_names(then: str | None, since: str, at: str) -> None:
    answers = {"made": MADE}
    part = change(TWO, answers, answers, head_then={"date": then})

    assert part.since == since
    assert (part.date.isoformat() if part.date else None) == then
    assert part.sentence.endswith(f"no clear change from 58 {at}.")
    assert part.findings[0] == f"By today's targets, the verdict is the same as {at}: below target."


# Which questions are compared


LEADS = bank_of(
    [
        *(points(f"lead{n}", lead=True, label=f"Lead {n}") for n in (1, 2)),
        *(points(f"more{n}", label=f"More {n}") for n in (1, 2, 3, 4, 5)),
    ],
    enough={"questions": 3, "quick": 2},
)
MORE: Content = dict.fromkeys((f"more{n}" for n in range(1, 6)), 0)


def test_quick_against_full_compares_the_leads_as_a_quick_audit() -> None:
    then = {"made": {"lead1": 20, "lead2": 40}}
    now = {"lead1": 50, "lead2": 60, **MORE}
    part = change(LEADS, then, {"made": now}, head_then={"asked": "quick"})

    # 2 questions are under the 3 of a full audit, for both alike
    assert changes(part)["d"] == (30, 55, 25)
    assert part.compared == 2
    assert part.sentence == (
        "On the 2 questions that both audits answered: 55 of 100, 20 below the target of 75, "
        "up 25 from 30 in September 2025."
    )
    assert part.left_out == (
        "5 questions of A bank made for one test left out, asked in this audit only: "
        '"More 1", "More 2", "More 3", "More 4" and "More 5".',
    )
    assert part.findings == (
        "By today's targets and on the questions that both audits asked, the verdict is the same "
        "as in September 2025: below target.",
    )


def test_a_score_over_some_questions_says_so() -> None:
    bank = bank_of(
        [points("one", "left"), points("two", "left"), points("three", "right")],
        "top left:top right:top",
        scales=EVERY,
    )
    then = {"made": {"one": 40, "two": NOT_APPLICABLE, "three": 50}}
    part = change(bank, then, {"made": {"one": 50, "two": 0, "three": 50}})
    on_one = "on the 1 question that both audits answered"
    on_two = "on the 2 questions that both audits answered"

    # left is (50 + 0) / 2 in the report
    assert sorted(line.sentence.partition(" below")[0] for line in part.dimensions) == [
        f"LEFT, {on_one}: 50 of 100, 25",
        "RIGHT: 50 of 100, 25",
        f"TOP, {on_two}: 50 of 100, 25",
    ]
    assert part.overall.sentence == (
        f"Overall, {on_two}: 50 of 100, 25 below the target of 75, up 5 from 45 in September 2025."
    )


@pytest.mark.parametrize("more", [0, 100, "dont_know", None, NOT_APPLICABLE])
def test_what_only_one_audit_asked_moves_nothing(more: object) -> None:
    then = {"made": {"lead1": 20, "lead2": 40}}
    now = {"made": {"lead1": 50, "lead2": 60, **dict.fromkeys(MORE, more)}}

    assert change(LEADS, then, now, head_then={"asked": "quick"}) == (
        change(LEADS, then, {"made": {**now["made"], **MORE}}, head_then={"asked": "quick"})
    )


def test_full_against_quick_names_what_only_the_earlier_asked() -> None:
    then = {"lead1": 50, "lead2": 60, **MORE, "more5": None}
    now = {"lead1": 20, "lead2": 40, "more5": 100}
    part = change(LEADS, {"made": then}, {"made": now}, head_now={"asked": "quick"})

    assert part.compared == 2
    assert part.left_out == (
        "4 questions of A bank made for one test left out, asked in the earlier audit only: "
        '"More 1", "More 2", "More 3" and "More 4".',
        '1 question of A bank made for one test left out, answered in this audit only: "More 5".',
    )
    assert changes(part)["d"] == (55, 30, -25)


def test_too_few_shared_questions_are_no_score_for_either() -> None:
    then = {"made": {"lead1": 20, "lead2": 40, **dict.fromkeys(MORE, NOT_APPLICABLE)}}
    now = {"lead1": 50, "lead2": 60, **MORE}
    part = change(LEADS, then, {"made": now})

    assert changes(part)["d"] == (None, None, None)
    assert line_of(part, "d").sentence == (
        "D: no score now, not enough questions (2); none in September 2025."
    )


@pytest.mark.parametrize(
    ("then", "now", "when"),
    [(NOT_APPLICABLE, 0, "the earlier audit"), (0, NOT_APPLICABLE, "this audit")],
    ids=["then", "now"],
)
def test_what_applied_in_one_audit_only_is_left_out(then: object, now: object, when: str) -> None:
    part = change(
        TWO,
        {"made": {"one": 40, "two": then, "three": 70}},
        {"made": {"one": 50, "two": now, "three": 70}},
    )

    assert changes(part)["a"] == (40, 50, 10)
    assert part.left_out == (
        f"1 question of A bank made for one test left out, not applicable in {when}: "
        '"How much two is there?".',
    )


def beside(first: LoadedBank, *questions: Content, **more: object) -> tuple[LoadedBank, LoadedBank]:
    """Return a bank with another, ``other``, that shares its framework."""
    dimensions = " ".join(d.id for d in first.framework.dimensions)
    other = bank_of(questions, dimensions, id="other", title="Another bank", **more)
    shared = {"framework": first.framework, "framework_sha256": first.framework_sha256}
    return first, replace(other, **shared)  # type: ignore[arg-type] # one value for each field


@pytest.mark.parametrize(
    ("version", "why"),
    [
        ("1.0", "the bank has changed since"),
        ("0.9", "the bank has changed since (version 0.9 then, 1.0 now)"),
    ],
)
def test_a_changed_bank_is_left_out_and_named(version: str, why: str) -> None:
    banks = beside(TWO, points("four", "a", scale="points"), yes_no("five", "b"))
    then: Answers = {"made": MADE, "other": {"four": 0, "five": "no"}}
    now: Answers = {
        "made": {"one": 60, "two": 60, "three": 60},
        "other": {"four": 100, "five": "yes"},
    }
    old = Stamp(version=version, sha256="0" * 64)
    part = change(banks, then, now, versions=stamps(banks) | {"other": old})

    assert changes(part) == {"overall": (58, 60, 2), "a": (45, 60, 15), "b": (70, 60, -10)}
    assert part.compared == 3
    assert part.left_out == (
        f"2 questions of Another bank left out, {why}: "
        '"How much four is there?" and "Is there five?".',
    )


def test_nothing_in_common_is_said_and_no_error() -> None:
    then = {"made": MADE}
    old = {"made": Stamp(version="1.0", sha256="0" * 64)}
    part = change(TWO, then, then, versions=old)

    assert part.sentence == "The two audits have no question in common: nothing can be compared."
    assert changes(part) == dict.fromkeys(("overall", "a", "b"), (None, None, None))
    assert line_of(part, "a").sentence == ("A: not compared, no question in common.")
    assert (part.compared, part.findings) == (0, ())


def test_a_bank_in_one_audit_only_is_named() -> None:
    banks = beside(TWO, points("four", "a"), points("five", "b"))
    answers = {"made": MADE}
    alone = audited((TWO,), answers, date=BEFORE)
    both = audited(banks, answers | {"other": {"four": 100}}, date=BEFORE)

    assert len(compare_audits(both, alone).findings) == 1  # nothing of versions
    assert compare_audits(both, alone).left_out == (
        "2 questions of Another bank left out, asked in this audit only.",
    )
    assert compare_audits(alone, both).left_out == (
        "other: the bank is in the earlier audit only.",
    )


def test_an_answer_that_is_no_longer_offered_is_left_out() -> None:
    then = {"made": {"one": 40, "three": 70}}
    lost = {"made": {"two": "51 points or so", "one": "gone, and answered again"}}
    now = {"made": {"one": 50, "two": 100, "three": 70}}
    part = change(TWO, then, now, head_then={"orphaned": lost})

    assert changes(part)["a"] == (40, 50, 10)
    assert part.left_out == (
        "1 question of A bank made for one test left out, "
        'the answer given then is no longer offered: "How much two is there?".',
    )


@pytest.mark.parametrize(
    ("asked", "now", "why"),
    [
        ("quick", 0, "asked in this audit only"),
        ("full", NOT_APPLICABLE, "the answer given then is no longer offered"),
    ],
)
def test_what_is_left_out_for_two_reasons_is_named_once(asked: str, now: object, why: str) -> None:
    then = {"made": {"lead1": 20, "lead2": 40, **MORE, "more1": None}}
    if asked == "quick":
        then = {"made": {"lead1": 20, "lead2": 40, "more2": 0, "more3": 0, "more4": 0, "more5": 0}}
    part = change(
        LEADS,
        then,
        {"made": {"lead1": 20, "lead2": 40, **MORE, "more1": now}},
        head_then={"asked": asked, "orphaned": {"made": {"more1": "gone"}}},
    )

    assert part.left_out == (f'1 question of A bank made for one test left out, {why}: "More 1".',)


ROLES: list[Content] = [
    {"id": "boss", "name": "Bosses", "short": "Boss"},
    {"id": "desk", "name": "Front desk", "short": "Desk"},
]


def test_each_role_was_asked_its_own_questions() -> None:
    bank = bank_of(
        [points("both"), points("top", ask=["boss"]), points("low", ask=["desk"])],
        scales=EVERY,
        roles=ROLES,
    )
    answers: Answers = {"made": {"both": 50}}
    boss, desk = ({"respondent": {"role": role}} for role in ("boss", "desk"))
    part = change(bank, answers, answers, head_then=boss, head_now=desk)

    assert part.compared == 1
    assert part.left_out == (
        "1 question of A bank made for one test left out, asked in this audit only: "
        '"How much low is there?".',
        "1 question of A bank made for one test left out, asked in the earlier audit only: "
        '"How much top is there?".',
    )
    assert part.findings[-1] == (
        "A change may be one of view: bosses answered in September 2025, front desk now."
    )


def test_an_audit_of_one_role_against_one_of_no_role() -> None:
    bank = bank_of([points("both"), points("low", ask=["desk"])], roles=ROLES)
    boss = {"respondent": {"role": "boss"}}
    part = change(bank, {"made": {"both": 50}}, {"made": {"both": 50}}, head_now=boss)

    assert part.compared == 1
    assert part.findings[-1] == (
        "A change may be one of view: no one role answered in September 2025, bosses now."
    )


def test_leads_with_none_in_common_are_no_reason_to_ask_the_others() -> None:
    leads = [points(f"of_{role}", ask=[role], lead=True) for role in ("boss", "desk")]
    boss, desk = ({"respondent": {"role": role}, "asked": "quick"} for role in ("boss", "desk"))
    bank = bank_of([*leads, points("of_anyone")], roles=ROLES)
    part = change(bank, {"made": {}}, {"made": {}}, head_then=boss, head_now=desk)

    assert part.compared == 0
    assert len(part.left_out) == 2


def test_signs_that_nobody_was_asked_are_not_assessed() -> None:
    bank = bank_of(
        [
            *(yes_no(f"sign{n}", yes_is="bad", ask=["boss"]) for n in (1, 2)),
            *(yes_no(f"other{n}", yes_is="bad", ask=["desk"]) for n in (1, 2)),
        ],
        verdict="majority",
        roles=ROLES,
    )
    boss = {"respondent": {"role": "boss"}}
    answers: Answers = {"made": {"sign1": "yes", "sign2": "no"}}
    part = change(bank, answers, answers, head_then=boss, head_now=boss)

    assert part.left_out == ()
    assert part.compared == 2
    assert part.findings[1] == (  # as in the report
        "Warning signs in September 2025: 1 of 4 raised; 2 not known could make it a majority. "
        "Now: 1 of 4 raised; 2 not known could make it a majority."
    )


def test_what_else_may_lie_behind_a_change_is_said() -> None:
    answers: Answers = {"made": MADE}
    part = change(TWO, answers, answers, versions={}, head_then={"organisation": "Bravo"})

    assert part.findings[1:] == (
        "The earlier audit is of another organisation: Bravo.",
        'The earlier answers do not say which version they are of: "A bank made for one test" '
        "is taken to be unchanged.",
    )


# Findings


def signs(raised: str, clear: str = "", unknown: str = "") -> Answers:
    """Return answers to the ten signs, by their numbers; 0 is the tenth."""
    said = {"yes": raised, "no": clear, "dont_know": unknown}
    numbers = {int(n) or 10: word for word, of in said.items() for n in of}
    return {"signs": {f"sign_{n}": word for n, word in numbers.items()}}


def test_a_majority_of_signs_then_and_not_now() -> None:
    part = change(shelf("signs"), signs("123456", "7890"), signs("1237", "456890"))

    assert part.raised_since == ("Sign 7",)
    assert part.cleared_since == ("Sign 4", "Sign 5", "Sign 6")
    assert part.findings == (
        'By today\'s targets, the verdict was "majority of warning signs" in September 2025 '
        'and is "below target" now.',
        "Warning signs in September 2025: 6 of 10 raised, a majority. "
        "Now: 4 of 10 raised, no majority.",
    )


def test_what_was_not_known_has_neither_risen_nor_cleared() -> None:
    part = change(shelf("signs"), signs("12", "5678", "34"), signs("13", "5670", "24"))

    assert (part.raised_since, part.cleared_since) == ((), ())
    assert part.findings[1:] == (
        "Warning signs in September 2025: 2 of 10 raised; 4 not known could make it a majority. "
        "Now: 2 of 10 raised; 4 not known could make it a majority.",
        'Warning signs, found now, not known in September 2025: "Sign 3".',
        'Warning signs, found in September 2025, not known now: "Sign 2".',
    )


def test_a_sign_that_does_not_apply_now_is_no_cleared_one() -> None:
    then = signs("123456", "7890")
    now = {"signs": {**signs("12345", "7890")["signs"], "sign_6": NOT_APPLICABLE}}
    part = change(shelf("signs"), then, now)

    assert part.cleared_since == ()
    assert part.findings[1] == (
        "Warning signs in September 2025: 5 of 9 raised, a majority. "
        "Now: 5 of 9 raised, a majority."
    )


SAFE: Content = {"leaving": 4, "complaints": 100, "helped": 100, "thanked": 100}


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        ("no", "yes", "new since September 2025"),
        ("yes", "no", "no longer found"),
        ("yes", "yes", "still found"),
        ("dont_know", "yes", "found now, not known in September 2025"),
        ("yes", None, "found in September 2025, not known now"),
        ("no", "dont_know", None),
        ("no", "no", None),
    ],
)
def test_harm_came_went_or_stayed(then: object, now: object, says: str | None) -> None:
    part = change(
        shelf("harm"),
        {"harm": {**SAFE, "hidden_fees": then}},
        {"harm": {**SAFE, "hidden_fees": now}},
    )
    told = [f'Possible harm to customers, {says}: "Hidden fees".'] if says else []

    assert list(part.findings[1:]) == told


def test_claims_and_deeds_then_and_now() -> None:
    then = {"say_first": 5, "do_first": 1, "say_second": 5, "do_second": 3, "say_third": 2}
    now = {"say_first": 5, "do_first": 4, "say_second": 5, "do_second": 2, "say_third": 5}
    part = change(
        shelf("promises"),
        {"promises": then | {"do_third": 2, "say_fourth": 5}},
        {"promises": now | {"do_third": 1, "say_fourth": 5, "do_fourth": 1}},
    )

    assert part.findings[1:] == (
        "Claims ahead of their deeds: 2 of 5 in September 2025, 3 of 5 now.",
        'Claims ahead of their deeds, new since September 2025: "Saying third".',
        'Claims ahead of their deeds, no longer found: "Saying first".',
        'Claims ahead of their deeds, still found: "Saying second".',
        'Claims ahead of their deeds, found now, not known in September 2025: "Saying fourth".',
    )


def test_a_claim_left_out_leaves_its_dimension_whole() -> None:
    then = {"say_first": 5, "do_first": 1, "do_second": 1, "do_third": 1, "do_fourth": 1}
    now = {**then, "say_first": NOT_APPLICABLE}
    part = change(shelf("promises"), {"promises": then}, {"promises": now})

    assert part.compared == 4
    assert part.dimensions[0].sentence == (
        "Honesty: 0 of 100, 75 below the target of 75, no clear change from 0 in September 2025."
    )
    assert part.overall.sentence.startswith("Overall: 0 of 100, 75 below the target of 75, ")


def test_claims_that_nobody_could_hold_against_deeds_are_not_none() -> None:
    now = {"say_first": 5, "do_first": 5}
    one = change(shelf("promises"), {"promises": {"say_first": 5}}, {"promises": now})
    neither = change(shelf("promises"), {"promises": {}}, {"promises": {"say_first": 5}})

    assert one.findings[1] == (
        "Claims ahead of their deeds: not known in September 2025, 0 of 5 now."
    )
    assert len(neither.findings) == 1


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        ({"daily_talk": 2}, {"daily_talk": 3},
         "The culture's stage: stage 2 of 5 in September 2025, stage 3 of 5 now."),
        ({"daily_talk": 3}, {"daily_talk": 3},
         "The culture is at stage 3 of 5, as in September 2025."),
        ({"daily_talk": 2, "night_talk": 4}, {"daily_talk": 4},
         "The culture's stage: stages 2 and 4 of 5 in September 2025, stage 4 of 5 now."),
        ({}, {"daily_talk": 4},
         "The culture's stage: not answered in September 2025, stage 4 of 5 now."),
    ],
)  # fmt: skip
def test_the_stage_of_the_culture_then_and_now(then: Content, now: Content, says: str) -> None:
    part = change(shelf("stage"), {"stage": then}, {"stage": now})

    assert part.findings[1:] == (says,)
    assert part.overall.change is None  # a stage is in no score


def test_other_frameworks_are_compared_on_their_own() -> None:
    banks = (TWO, *shelf("signs"))
    then = {"made": MADE, **signs("123456", "7890")}
    now = {"made": {"one": 60, "two": 60, "three": 60}, **signs("1", "234567890")}
    audit, earlier = audited(banks, now), audited(banks, then, date=BEFORE)
    report = compared(audit, assess(audit), earlier)
    (other,) = report.others

    assert report.comparison == compare_audits(audit, earlier)
    assert report.comparison.cleared_since == ()
    assert other.comparison is not None
    assert changes(other.comparison) == {"overall": (40, 90, 50), "signs": (40, 90, 50)}
    assert other.comparison.cleared_since == tuple(f"Sign {n}" for n in range(2, 7))


# What holds for every two audits


@few
@given(answered(), st.sampled_from(["full", "quick"]))
def test_an_audit_has_not_changed_since_itself(
    drawn: tuple[Plan, LoadedBank, Given], extent: str
) -> None:
    _, bank, answers = drawn
    audit = audited([bank], {"made": answers}, asked=extent)
    part, report = compare_audits(audit, same_but_older(audit)), assess(audit)

    assert part.left_out == ()
    lines, all_shown = (part.overall, *part.dimensions), (report.overall, *report.dimensions)
    for line, shown in zip(lines, all_shown, strict=True):
        assert (line.id, line.before, line.now) == (shown.id, shown.score, shown.score)
        assert line.change == (None if shown.score is None else 0)
        assert line.trend is (None if shown.score is None else LEVEL)
    if part.compared:
        assert part.findings[0] == (
            "By today's targets, the verdict is the same as on 21 November 2026: "
            f"{report.verdict.value}."
        )
    assert not [finding for finding in part.findings if "new since" in finding]


def another(draw: st.DataObject, bank: LoadedBank) -> Given:
    """Draw other answers to the same bank."""
    blanks = (None, "dont_know", NOT_APPLICABLE)
    return {
        name: draw.draw(st.sampled_from([*choices(bank, name), *choices(bank, name), *blanks]))
        for name in bank.by_id
    }


OPPOSITE = {UP: DOWN, DOWN: UP, LEVEL: LEVEL, None: None}


@few
@given(answered(), st.data())
def test_swapping_two_audits_turns_every_change_round(
    drawn: tuple[Plan, LoadedBank, Given], data: st.DataObject
) -> None:
    _, bank, answers = drawn
    one = audit_of([bank], {"made": answers})
    other = same_but_older(audit_of([bank], {"made": another(data, bank)}))
    there, back = compare_audits(one, other), compare_audits(other, one)

    assert there.compared == back.compared
    for line in (there.overall, *there.dimensions):
        twin = next(x for x in (back.overall, *back.dimensions) if x.id == line.id)
        assert (twin.before, twin.now) == (line.now, line.before)
        assert twin.change == (None if line.change is None else -line.change)
        assert twin.trend is OPPOSITE[line.trend]


@few
@given(answered(), st.data())
def test_a_question_left_out_moves_nothing(
    drawn: tuple[Plan, LoadedBank, Given], data: st.DataObject
) -> None:
    _, bank, answers = drawn
    then = another(data, bank)
    name = data.draw(st.sampled_from(list(bank.by_id)))
    then[name] = NOT_APPLICABLE
    assume(chosen(answers, name) != "not_applicable")
    other = data.draw(st.sampled_from([*choices(bank, name), "dont_know", None]))
    earlier = same_but_older(audit_of([bank], {"made": then}))
    one, two = (
        compare_audits(audit_of([bank], {"made": given_now}), earlier)
        for given_now in (answers, {**answers, name: other})
    )

    assert one.left_out == two.left_out != ()
    assert changes(one) == changes(two)
    assert one.findings == two.findings


# Reading the earlier audit


def kept(folder: Path, answers: Answers, **head: object) -> Path:
    """Return an answer file."""
    path = folder / "earlier.yaml"
    path.write_text(answer_text(answers, **{"date": BEFORE, **head}), encoding="utf-8")
    return path


def printed(folder: Path, audit: Audit) -> Path:
    """Return the JSON report on an audit."""
    path = folder / "result.txt"  # the content counts, not the ending
    path.write_text(render(detailed(audit, assess(audit))), encoding="utf-8")
    return path


FIVE = (TWO, *shelf("signs", "harm", "promises", "stage"))
THEN: Answers = {
    "made": {"one": graded(40, "checked", "2025-09-01"), "two": 49, "three": NOT_APPLICABLE},
    "harm": {**SAFE, "hidden_fees": "yes"},
    "promises": {"say_first": 5, "do_first": 1, "say_second": "dont_know"},
    "stage": {"daily_talk": 2, "listens": "no"},
    **signs("123456", "789"),
}
NOW: Answers = {
    "made": {"one": 60, "two": 50, "three": 50},
    "harm": {**SAFE, "hidden_fees": "no"},
    "promises": {"say_first": 5, "do_first": 4},
    "stage": {"daily_talk": 3, "listens": "yes"},
    **signs("17", "234568", "90"),
}


def said(banks: Sequence[LoadedBank]) -> Content:
    """Return what an answer file says of the banks that it answered."""
    return {name: dict(stamp) for name, stamp in stamps(banks).items()}


@pytest.mark.parametrize("asked", ["full", "quick"])
def test_answers_and_their_json_report_compare_the_same(asked: str, tmp_path: Path) -> None:
    head: Content = {"date": BEFORE, "asked": asked, "organisation": "Küche & Co."}
    answers = kept(tmp_path, THEN, banks=said(FIVE), **head)
    result = printed(tmp_path, audit_of(FIVE, THEN, "40", **head))
    audit = audited(FIVE, NOW, organisation="Küche & Co.")
    one, two = (
        compared(audit, assess(audit), read_earlier(path, FIVE)) for path in (answers, result)
    )
    parts = [part for report in (one, *one.others) if (part := report.comparison)]

    sums = {source.sha256 for report in (one, two) for source in report.provenance.sources[-1:]}

    assert len(sums) == 2  # of the files themselves
    assert replace(one, provenance=two.provenance) == two
    assert [part.compared for part in parts] == [2, 8, 5, 1, 1]
    # what does not apply is in no base; 2 of 8 signs were clear, now 6; harm gone: 80 to 100
    assert [part.overall.change for part in parts] == [10, 50, 20, None, 100]
    assert changes(parts[0])["a"] == (45, 55, 10)
    assert parts[0].left_out == (
        "1 question of A bank made for one test left out, not applicable in the earlier audit: "
        '"How much three is there?".',
    )


def test_a_json_report_knows_which_banks_it_stands_on(tmp_path: Path) -> None:
    path = printed(tmp_path, audit_of((TWO,), {"made": THEN["made"]}, date=BEFORE))
    newer = replace(TWO, sha256="1" * 64)
    audit = audited((newer,), {"made": NOW["made"]})
    part = compare_audits(audit, read_earlier(path, (newer,)))

    assert part.compared == 0
    assert part.left_out[0].startswith(
        "3 questions of A bank made for one test left out, the bank has changed since: "
    )


def test_a_json_answer_that_is_no_longer_offered_is_left_out(tmp_path: Path) -> None:
    path = printed(tmp_path, audit_of((TWO,), {"made": THEN["made"]}, date=BEFORE))
    path.write_text(path.read_text("utf-8").replace('"49 points"', '"49 of 50"'), "utf-8")
    part = compare_audits(audited((TWO,), {"made": NOW["made"]}), read_earlier(path, (TWO,)))

    assert changes(part)["a"] == (40, 60, 20)
    assert "the answer given then is no longer offered" in part.left_out[0]


@pytest.mark.parametrize("is_json", [False, True], ids=["answers", "json"])
def test_banks_of_only_then_are_named_and_not_read(is_json: bool, tmp_path: Path) -> None:
    mine = bank_of([points("four")], id="mine")
    both: Answers = {"made": THEN["made"], "mine": {"four": 60}}
    path = kept(tmp_path, {**both, "mine": {"gone": "whatever"}}, targets={"top": 3})
    if is_json:
        path = printed(tmp_path, audit_of((TWO, mine), both, date=BEFORE))
    earlier = read_earlier(path, (TWO,))

    assert [bank.bank.id for bank in earlier.banks] == ["made"]
    assert earlier.left_out == ("mine",)
    assert (
        compare_audits(audited((TWO,), {"made": NOW["made"]}), earlier).left_out[-1]
        == "mine: the bank is in the earlier audit only."
    )


@pytest.mark.parametrize(
    ("stamped", "covered"),
    [((), FIVE[:2]), (FIVE[:1], FIVE[:1]), (FIVE[:3], FIVE[:3])],
    ids=["no-stamps", "an-answered-bank-is-not-stamped", "a-stamped-bank-has-no-answers"],
)
def test_an_answer_file_covers_the_banks_that_it_stamps(
    stamped: tuple[LoadedBank, ...], covered: tuple[LoadedBank, ...], tmp_path: Path
) -> None:
    answers = {name: THEN[name] for name in ("made", "signs")} | {"mine": {"four": 60}}
    earlier = read_earlier(kept(tmp_path, answers, banks=said(stamped)), FIVE)

    assert earlier.banks == covered
    assert earlier.left_out == (() if stamped else ("mine",))
    assert earlier.date == date(2025, 9, 15)


def test_a_json_report_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = printed(tmp_path, audit_of((TWO,), {"made": THEN["made"]}, date=BEFORE))
    first = read_earlier(path, (TWO,))
    path.write_text(path.read_text("utf-8"), encoding="utf-16")  # as PowerShell redirects

    assert read_earlier(path, (TWO,)) == first


def document(folder: Path) -> dict[str, object]:
    audit = audit_of((TWO,), {"made": THEN["made"]}, date=BEFORE)
    parsed: dict[str, object] = json.loads(printed(folder, audit).read_text("utf-8"))
    return parsed


def changed(value: object, where: Sequence[str | int], to: object) -> object:
    """Return parsed JSON with another value at a place."""
    if not where:
        return to
    first, *rest = where
    if isinstance(value, dict):
        return {k: changed(v, rest, to) if k == first else v for k, v in value.items()}
    assert isinstance(value, list)
    return [changed(v, rest, to) if n == first else v for n, v in enumerate(value)]


LINE = ("report", "appendix", "questions", 0, "lines", 0)


@pytest.mark.parametrize(
    ("where", "to", "says"),
    [
        (("schema_version",), SCHEMA_VERSION + 1, "Update custcheck."),
        (("schema_version",), "1", "it is JSON, but no report."),
        (("report",), None, "it is JSON, but no report."),
        (("report", "appendix"), None, "it has no appendix"),
        (("report", "others"), [{"appendix": None}], "it has no appendix"),
        (("report", "others"), None, 'no such "others"'),
        (("report", "others"), [1], 'no such "others"'),
        (("report", "provenance"), [], 'no such "provenance"'),
        (("report", "provenance", "date"), "November", 'no such "date"'),
        (("report", "provenance", "extent"), "half", 'no such "extent"'),
        (("report", "provenance", "sources", 0, "sha256"), 1, 'no such "sha256"'),
        (("report", "provenance", "sources", 0, "version"), "", 'no such "version"'),
        (("report", "appendix", "questions"), {}, 'no such "questions"'),
        ((*LINE, "id"), None, 'no such "id"'),
        ((*LINE, "state"), "maybe", 'no such "state"'),
        ((*LINE, "evidence"), "sworn", 'no such "evidence"'),
        ((*LINE, "checked_on"), "2025-02-30", 'no such "date"'),
    ],
)
def test_a_json_report_that_cannot_be_used(
    where: Sequence[str | int], to: object, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(changed(document(tmp_path), where, to)), "utf-8")

    with pytest.raises(InputError) as raised:
        read_earlier(path, (TWO,))

    assert str(raised.value).startswith(f'"{path}" cannot be compared with: ')
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "Y"),
        ("{", "Y"),
        ('{"schema_version": 1, "report": {"title"', "Y"),
        ("[" * 5000, "Y"),
        ("custcheck: 1\nkind: bank\n", "bank"),
        (answer_text({"made": {"one": "sixty"}}), '"sixty" does not answer "one"'),
        (answer_text({"made": {"ten": 60}}), 'made has no question "ten"'),
    ],
    ids=["empty", "no-yaml", "cut-off", "deep", "a-bank", "no-answer", "no-question"],
)
def test_answers_that_cannot_be_used(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(content, "utf-8")

    with pytest.raises(InputError) as raised:
        read_earlier(path, (TWO,))

    assert str(path) in str(raised.value)
    assert says in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_earlier(tmp_path / "gone.yaml", (TWO,))


# What is no earlier audit


def test_a_later_audit_is_refused() -> None:
    audit = audited((TWO,), {"made": NOW["made"]}, date="2026-11-21")
    later = audited((TWO,), {"made": THEN["made"]}, date="2026-11-22")

    with pytest.raises(InputError) as raised:
        compare_audits(audit, later)

    assert str(raised.value) == (
        "The audit to compare with is of 22 November 2026, later than this one of "
        "21 November 2026. Name an earlier audit, or swap the two."
    )


@pytest.mark.parametrize("is_json", [False, True], ids=["answers", "json"])
def test_the_same_answers_are_refused(is_json: bool, tmp_path: Path) -> None:
    audit = audit_of((TWO,), {"made": THEN["made"]}, date=BEFORE)
    path = printed(tmp_path, audit) if is_json else kept(tmp_path, {"made": THEN["made"]})

    with pytest.raises(InputError, match="has the same answers as this one"):
        compared(audit, assess(audit), read_earlier(path, (TWO,)))


# What is not known moves no score


FIVE_OF_A = bank_of([points(f"a{n}", "a") for n in range(1, 6)], "a", scales=EVERY)
ALL_50 = {f"a{n}": 50 for n in range(1, 6)}


def test_hiding_a_bad_answer_makes_nothing_better() -> None:
    then = {**ALL_50, "a1": 0}
    part = change(FIVE_OF_A, {"made": then}, {"made": {**then, "a1": "dont_know"}})

    assert changes(part)["a"] == (50, 50, 0)
    assert part.lost_answers == ("How much a1 is there?",)
    assert part.answers == ('How much a1 is there?: "0 points", now don\'t know.',)
    assert part.left_out == (
        "1 question of A bank made for one test left out, answered in the earlier audit only: "
        '"How much a1 is there?".',
    )


def test_owning_up_makes_nothing_worse() -> None:
    then = {**ALL_50, "a1": "dont_know"}
    part = change(FIVE_OF_A, {"made": then}, {"made": {**then, "a1": 0}})

    # The report's own score falls to 40; held against the earlier one, nothing has changed.
    assert changes(part)["a"] == (50, 50, 0)
    assert part.lost_answers == ()
    assert line_of(part, "a").is_whole is False
    assert line_of(part, "a").sentence == (
        "A, on the 4 questions that both audits answered: 50 of 100, 25 below the target of 75, "
        "no clear change from 50 in September 2025."
    )


def test_two_audits_that_know_different_things_cannot_be_compared() -> None:
    bank = bank_of(
        [points(f"a{n}", "a") for n in range(1, 6)],
        "a",
        scales=EVERY,
        enough={"questions": 2, "share": [1, 5]},
    )
    then, now = {"a1": 0, "a2": 0, "a3": 0}, {"a3": 50, "a4": 50, "a5": 50}
    part = change(bank, {"made": then}, {"made": now})

    assert changes(part)["a"] == (None, None, None)
    assert part.lost_scores == ("A",)
    assert line_of(part, "a").sentence == (
        "A: not compared, too little was answered in both audits."
    )


@pytest.mark.parametrize(("then", "now"), [(NOT_APPLICABLE, NOT_APPLICABLE), (9, NOT_APPLICABLE)])
def test_a_dimension_that_does_not_apply_is_in_no_base(then: object, now: object) -> None:
    part = change(
        TWO,
        {"made": {"one": 50, "two": 50, "three": then}},
        {"made": {"one": 60, "two": 60, "three": now}},
    )

    assert changes(part)["overall"] == (50, 60, 10)
    assert "too little" not in part.short


def test_frameworks_that_share_an_id_are_held_apart() -> None:
    one = bank_of([points("x", "a")], "a", scales=EVERY)
    two = replace(
        bank_of([points("y", "a")], "a", scales=EVERY, id="second"), framework_sha256="other"
    )
    then: Answers = {"made": {"x": 50}, "second": {"y": "dont_know"}}
    audit = audited((one, two), then)
    earlier = same_but_older(audited((one, two), then, date=BEFORE))
    report = compared(audit, assess(audit), earlier)

    assert [part.lost_scores for told in (report, *report.others) if (part := told.comparison)] == [
        (),
        (),
    ]


def test_a_bank_that_was_dropped_takes_its_scores_along() -> None:
    other = bank_of([points("y", "a")], "a", scales=EVERY, id="second")
    audit = audited((TWO,), {"made": {"one": 50, "two": 50, "three": 50}})
    then: Answers = {"made": {"one": 50, "two": 50, "three": 50}, "second": {"y": 50}}
    earlier = same_but_older(audited((TWO, other), then, date=BEFORE))

    assert compare_audits(audit, earlier).lost_scores == ("second",)


@pytest.mark.parametrize(
    ("now", "head"),
    [
        ({"lead1": 50, "lead2": 50}, {"asked": "quick"}),
        ({"lead1": 50, "lead2": 50, **MORE, "more1": "dont_know"}, {}),
        ({"lead1": 50, "lead2": 50, **MORE, "more1": None}, {}),
    ],
    ids=["quick", "unknown", "unanswered"],
)
def test_what_was_answered_and_is_not_now_is_lost(now: Content, head: Content) -> None:
    part = change(LEADS, {"made": {"lead1": 50, "lead2": 50, **MORE}}, {"made": now}, head_now=head)

    assert "More 1" in part.lost_answers


def test_what_no_longer_applies_is_not_lost() -> None:
    then = {"lead1": 50, "lead2": 50, **MORE}
    part = change(LEADS, {"made": then}, {"made": {**then, "more1": NOT_APPLICABLE}})

    assert part.lost_answers == ()


def test_a_changed_bank_has_lost_its_answers() -> None:
    old = Stamp(version="0.9", sha256="0" * 64)
    answers = {"made": {"one": 50, "two": 50, "three": 50}}

    assert len(change(TWO, answers, answers, versions={"made": old}).lost_answers) == 3


def test_a_dimension_that_no_longer_applies_is_named() -> None:
    then = {"made": {"one": 10, "two": 10, "three": 10}}
    now = {"made": {"one": 10, "two": 10, "three": NOT_APPLICABLE}}
    part = change(TWO, then, now)

    assert part.lost_scores == ("B",)
    assert line_of(part, "b").sentence == "B: not compared, no question in common."


# The sentence that the score is told with


@pytest.mark.parametrize(
    ("now", "short"),
    [
        ({"one": 50, "two": 50, "three": 50}, "no clear change overall."),
        ({"one": 60, "two": 60, "three": 50}, "up 5 overall, 1 dimension up."),
        ({"one": 60, "two": 60, "three": 40}, "no clear change overall, 1 dimension up, 1 down."),
        ({"one": 40, "two": 40, "three": 40}, "down 10 overall, 2 dimensions down."),
        (
            {"one": 100, "two": 100, "three": 100},
            'up 50 overall, 2 dimensions up. The verdict was "below target" then.',
        ),
    ],
)
def test_the_short_sentence(now: Content, short: str) -> None:
    part = change(TWO, {"made": {"one": 50, "two": 50, "three": 50}}, {"made": now})

    assert part.short == f"Since September 2025: {short}"


def test_a_verdict_over_a_part_is_told_on_both_sides() -> None:
    then = {"made": {"one": 50, "two": 50, "three": NOT_APPLICABLE}}
    part = change(TWO, then, {"made": {"one": 100, "two": 100, "three": 100}})

    assert part.short.endswith(
        'On what both asked, the verdict was "below target" then and is "on target" now.'
    )


def test_a_bank_that_is_gone_is_named_once() -> None:
    others = shelf("harm", "stage")
    audit = audited((TWO, others[0]), {"made": MADE, "harm": SAFE})
    then: Answers = {"made": MADE, "harm": SAFE, "stage": {"daily_talk": 2}}
    earlier = same_but_older(audited((TWO, *others), then, date=BEFORE))
    report = compared(audit, assess(audit), earlier)
    named = [part.lost_scores for told in (report, *report.others) if (part := told.comparison)]

    assert [name for names in named for name in names].count("stage") == 1


def test_new_harm_is_told_with_the_score() -> None:
    part = change(shelf("harm"), {"harm": SAFE}, {"harm": {**SAFE, "hidden_fees": "yes"}})

    assert "Possible harm to customers that was not found then: " in part.short
    assert 'The verdict was "' in part.short


def test_the_short_sentence_follows_the_score_in_the_report() -> None:
    audit = audited((TWO,), {"made": {"one": 60, "two": 60, "three": 50}})
    earlier = audited((TWO,), {"made": {"one": 50, "two": 50, "three": 50}}, date=BEFORE)
    report = compared(audit, assess(audit), earlier)

    assert report.sentences[:2] == (
        "It scores 55 of 100, 20 below the target of 75.",
        "Since September 2025: up 5 overall, 1 dimension up.",
    )


def test_the_earlier_file_is_among_the_sources() -> None:
    audit = audited((TWO,), {"made": {"one": 60}})
    earlier = audited((TWO,), {"made": {"one": 50}}, date=BEFORE, organisation="Küche & Co.")
    *_, source = compared(audit, assess(audit), earlier).provenance.sources

    assert source == SourceLine("earlier answers", "Küche & Co.", "", earlier.answers_sha256)


def test_the_audit_of_another_organisation_is_called_by_its_name() -> None:
    part = change(
        TWO,
        {"made": {"one": 50, "two": 50, "three": 50}},
        {"made": {"one": 50, "two": 50, "three": 50}},
        head_then={"organisation": "Küche & Co."},
        head_now={"organisation": "Harbour"},
    )

    assert part.since == "September 2025 (Küche & Co.)"
    assert part.short == "Since September 2025 (Küche & Co.): no clear change overall."


def test_gaps_then_and_now() -> None:
    part = change(TWO, {"made": {"one": 40, "two": 40}}, {"made": {"one": 90, "two": 80}})

    assert (line_of(part, "a").gap_before, line_of(part, "a").gap_now) == (-35, 10)
    assert (line_of(part, "b").gap_before, line_of(part, "b").gap_now) == (None, None)


# By the door


def test_against_tells_what_has_changed(capsys: pytest.CaptureFixture[str]) -> None:
    now, then = TESTS / "audits" / "healthy.yaml", SAMPLE
    code = main(["audit", "--answers", str(now), "--against", str(then), "--format", "json"])
    out, err = capsys.readouterr()
    comparison = json.loads(out)["report"]["comparison"]

    assert (code, err) == (0, "")
    assert comparison["since"] == "16 November 2026 (Harbour & Lane Insurance)"
    assert comparison["overall"]["change"] == (
        comparison["overall"]["now"] - comparison["overall"]["before"]
    )
    assert comparison["sentence"].startswith("On the 26 questions that both audits answered: ")


def test_against_a_later_audit_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    now, then = SAMPLE, TESTS / "audits" / "healthy.yaml"
    code = main(["audit", "--answers", str(now), "--against", str(then)])
    out, err = capsys.readouterr()

    assert (code, out) == (2, "")
    assert "Name an earlier audit, or swap the two." in err
