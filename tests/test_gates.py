"""Gates: what a build can be held to, in every format alike, and never passed for not knowing."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from conftest import SAMPLE, TESTS

from custcheck.__main__ import main

Capture = pytest.CaptureFixture[str]
TROUBLED = str(SAMPLE)
HEALTHY = str(SAMPLE.with_name("fell-and-sound.yaml"))
YEAR_BEFORE = str(TESTS / "audits" / "a-year-before.yaml")
"""The troubled a year before, when alignment was 15 points higher, and people were higher too."""
BAKERY = """\
custcheck: 1
kind: bank
id: bakery
version: "1"
title: A bakery
enough: {questions: 1, share: [1, 1]}
dimensions: [{id: leadership, name: Leading the bakery}]
scales: {how: [{value: 0, label: Nothing}, {value: 1, label: Some}, {value: 2, label: All}]}
questions:
  - {id: burnt, dimension: leadership, type: yesno, yes_is: bad, blocking: true, text: Any burnt?}
  - {id: told, dimension: leadership, type: scale, scale: how, use: claim, text: What is promised?}
  - {id: warm, dimension: leadership, type: scale, scale: how, tests_claim: told, text: Any warm?}
"""
"""A bank of another framework, with a dimension that the shipped one has too."""
BOTH_SIGNS = ["--bank", "warning-signs", "--bank", str(TESTS / "scoring" / "signs.yaml")]
QUICK = """\
custcheck: 1
kind: answers
organisation: Acme
date: 2026-11-21
asked: quick
answers:
  warning-signs: {pay_below_market: no}
"""


def told(capsys: Capture, *arguments: str, answers: str = TROUBLED) -> tuple[int, list[str]]:
    """Return the exit code of an audit, and what it says on standard error without the prefix."""
    code = main(["audit", "--answers", answers, *arguments])
    return code, [line.removeprefix("custcheck: ") for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize(
    ("gate", "answers", "code", "says"),
    [
        ("--fail-under 39", TROUBLED, 0, "the overall score is 39. Holds."),
        ("--fail-under 40", TROUBLED, 1, "the overall score is 39. Broken."),
        ("--fail-under 0", TROUBLED, 0, "the overall score is 39. Holds."),
        ("--fail-under 100", HEALTHY, 1, "the overall score is 78. Broken."),
        (
            "--fail-under leadership=34",
            TROUBLED,
            0,
            "the score of Leadership and purpose is 34. Holds.",
        ),
        (
            "--fail-under leadership=35",
            TROUBLED,
            1,
            "the score of Leadership and purpose is 34. Broken.",
        ),
        ("--fail-on majority", TROUBLED, 1, "7 of 10 warning signs are raised. Broken."),
        ("--fail-on majority", HEALTHY, 0, "1 of 10 warning signs is raised. Holds."),
        ("--fail-on blocking", TROUBLED, 1, "1 practice may be harming customers. Broken."),
        ("--fail-on blocking", HEALTHY, 0, "no harmful practice was found. Holds."),
        ("--fail-on integrity", TROUBLED, 1, "4 of 8 claims are far ahead of the deed. Broken."),
        ("--fail-on integrity", HEALTHY, 0, "no claim is far ahead of its deed. Holds."),
    ],
)
def test_a_gate(gate: str, answers: str, code: int, says: str, capsys: Capture) -> None:
    assert told(capsys, *gate.split(), answers=answers) == (code, [f"{gate}: {says}"])


@pytest.mark.parametrize(
    ("gate", "says"),
    [
        ("--fail-under 0", "there is no overall score. Broken."),
        ("--fail-under ease=0", "there is no score of Ease and journey. Broken."),
        ("--fail-on majority", "cannot be decided: 9 of 10 warning signs are open. Broken."),
        (
            "--fail-on blocking",
            "cannot be decided: harm to customers was not asked about. Broken.",
        ),
        (
            "--fail-on integrity",
            "cannot be decided: claims were not held against deeds. Broken.",
        ),
    ],
)
def test_what_cannot_be_decided_is_broken(
    gate: str, says: str, capsys: Capture, tmp_path: Path
) -> None:
    answers = tmp_path / "quick.yaml"
    answers.write_text(QUICK, "utf-8")

    assert told(capsys, *gate.split(), answers=str(answers)) == (1, [f"{gate}: {says}"])


def test_every_gate_is_told_and_one_broken_is_enough(capsys: Capture) -> None:
    gates = ["--fail-on", "majority", "--fail-under", "10", "--fail-under", "insight=99"]
    code, lines = told(capsys, *gates)

    assert code == 1
    assert [line.split(": ")[0] for line in lines] == [
        "--fail-under 10",
        "--fail-under insight=99",
        "--fail-on majority",
    ]
    assert [line.rsplit(" ", 1)[1] for line in lines] == ["Holds.", "Broken.", "Broken."]


def test_the_report_is_printed_all_the_same(capsys: Capture) -> None:
    main(["audit", "--answers", TROUBLED])
    without = capsys.readouterr().out
    main(["audit", "--answers", TROUBLED, "--fail-under", "100"])

    assert capsys.readouterr().out == without


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "csv", "json"])
def test_gates_do_not_depend_on_the_format(form: str, capsys: Capture) -> None:
    gates = ["--fail-under", "100", "--fail-on", "blocking"]

    assert told(capsys, *gates, "--format", form) == told(capsys, *gates)
    assert told(capsys, "--fail-under", "1", "--format", form)[0] == 0


def test_gates_are_in_the_json(capsys: Capture) -> None:
    main(["audit", "--answers", TROUBLED, "--fail-under", "40", "--format", "json"])
    report = json.loads(capsys.readouterr().out)["report"]

    assert report["gates"] == [
        {"gate": "--fail-under 40", "is_broken": True, "sentence": "the overall score is 39."}
    ]


def _as(tmp_path: Path, *changes: tuple[str, str], source: str = HEALTHY) -> str:
    """Return an audit with some of its text changed."""
    text = Path(source).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.yaml"
    path.write_text(text, "utf-8")
    return str(path)


EXECUTIVE = ("asked: full\n", "asked: full\nrespondent: {role: executive}\n")
AN_ADVICE = "    paid_for_worse_advice: {answer: no, evidence: checked, checked_on: 2026-07-15}\n"
A_DEED = "    staying_until_solved: {answer: Usually, evidence: described}\n"
NONE_HERE = "{answer: not_applicable, note: There is none here.}\n"


@pytest.mark.parametrize(
    "changes",
    [
        [("asked: full\n", "asked: quick\n")],
        [EXECUTIVE],
        [
            EXECUTIVE,
            (AN_ADVICE, f"    paid_for_worse_advice: {NONE_HERE}"),
            (A_DEED, f"    staying_until_solved: {NONE_HERE}"),
        ],
    ],
    ids=["quick", "role", "not applicable"],
)
@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        ("blocking", "no harmful practice was found. Holds."),
        ("integrity", "no claim is far ahead of its deed. Holds."),
    ],
)
def test_part_of_the_questions_is_enough_where_these_were_asked(
    trouble: str, says: str, changes: Sequence[tuple[str, str]], capsys: Capture, tmp_path: Path
) -> None:
    answers = _as(tmp_path, *changes)

    assert told(capsys, "--fail-on", trouble, answers=answers) == (
        0,
        [f"--fail-on {trouble}: {says}"],
    )


@pytest.mark.parametrize(
    ("trouble", "left_out", "says"),
    [
        (
            "blocking",
            AN_ADVICE,
            "cannot be decided: 1 of 4 blocking questions was not asked. Broken.",
        ),
        (
            "integrity",
            A_DEED,
            "cannot be decided: 1 of 8 pairs of claim and deed was not asked. Broken.",
        ),
    ],
)
def test_what_a_role_was_not_asked_is_not_ruled_out(
    trouble: str, left_out: str, says: str, capsys: Capture, tmp_path: Path
) -> None:
    answers = _as(tmp_path, EXECUTIVE, (left_out, ""))

    assert told(capsys, "--fail-on", trouble, answers=answers) == (
        1,
        [f"--fail-on {trouble}: {says}"],
    )


def test_a_score_that_is_gone_is_no_reason_to_pass(capsys: Capture, tmp_path: Path) -> None:
    earlier = _as(tmp_path, ("date: 2026-11-16", "date: 2025-11-16"))
    text = Path(HEALTHY).read_text("utf-8").split("answers:\n")[0]
    now = tmp_path / "now.yaml"
    now.write_text(f"{text}answers:\n  warning-signs: {{pay_below_market: no}}\n", "utf-8")
    code, lines = told(capsys, "--against", earlier, "--fail-on", "regression", answers=str(now))

    assert code == 1
    assert lines[0].startswith("--fail-on regression: cannot be decided: ")


def test_nothing_lost_is_said_of_what_was_compared(capsys: Capture, tmp_path: Path) -> None:
    earlier = _as(tmp_path, ("date: 2026-11-16", "date: 2025-11-16"))
    code, lines = told(capsys, "--against", earlier, "--fail-on", "regression", answers=HEALTHY)

    assert code == 0
    assert lines[0].startswith("--fail-on regression: ")
    assert {"3", "2025"} <= set(re.findall(r"\d+", lines[0]))


@pytest.mark.parametrize(
    ("gate", "named"),
    [
        ("regression", ["Alignment across functions", "People"]),
        ("regression:15", ["Alignment across functions"]),
    ],
)
def test_what_was_lost_since_an_earlier_audit(
    gate: str, named: Sequence[str], capsys: Capture
) -> None:
    code, lines = told(capsys, "--against", YEAR_BEFORE, "--fail-on", gate)
    start, says = lines[0].split(": ", 1)

    assert (code, start) == (1, f"--fail-on {gate}")
    assert [name for name in ("Alignment across functions", "People") if name in says] == named
    assert "15" in re.findall(r"\d+", says)


def _with_a_bakery(tmp_path: Path, **answers: str) -> list[str]:
    """Return the arguments for the healthy audit with a bakery's beside it."""
    bank, audit = tmp_path / "bakery.yaml", tmp_path / "both.yaml"
    bank.write_text(BAKERY, "utf-8")
    audit.write_text(_baked(**answers), "utf-8")
    shipped = ["warning-signs", "tribe-elements", "authentic-centricity", "loyalty-integrity"]
    banks = [word for name in (*shipped, str(bank)) for word in ("--bank", name)]
    return ["--answers", str(audit), *banks]


def _baked(**answers: str) -> str:
    baked = {"burnt": "no", "told": "Some", "warm": "Some"} | answers
    listed = ", ".join(f"{question}: {answer}" for question, answer in baked.items())
    return f"{Path(HEALTHY).read_text('utf-8')}  bakery: {{{listed}}}\n"


@pytest.mark.parametrize(
    ("gate", "answers", "code", "says"),
    [
        (
            "--fail-under leadership=75",
            {},
            0,
            "the score of Leading the bakery is 75. Holds.",
        ),
        (
            "--fail-under leadership=76",
            {},
            1,
            "the score of Leading the bakery is 75. Broken.",
        ),
        (
            "--fail-under leadership=79",
            {"warm": "All"},
            1,
            "the score of Leadership and purpose is 78. Broken.",
        ),
        (
            "--fail-under leadership=0",
            {"warm": "dont_know"},
            1,
            "there is no score of Leading the bakery. Broken.",
        ),
        ("--fail-on blocking", {}, 0, "no harmful practice was found. Holds."),
        (
            "--fail-on blocking",
            {"burnt": "yes"},
            1,
            "1 practice may be harming customers. Broken.",
        ),
        (
            "--fail-on blocking",
            {"burnt": "dont_know"},
            1,
            "cannot be decided: 1 practice is not ruled out. Broken.",
        ),
        ("--fail-on integrity", {}, 0, "no claim is far ahead of its deed. Holds."),
        (
            "--fail-on integrity",
            {"told": "All", "warm": "Nothing"},
            1,
            "1 of 9 claims is far ahead of the deed. Broken.",
        ),
        (
            "--fail-on integrity",
            {"warm": "dont_know"},
            1,
            "cannot be decided: 1 of 9 claims could not be held against the deed. Broken.",
        ),
    ],
)
def test_a_gate_over_two_frameworks(
    gate: str, answers: Mapping[str, str], code: int, says: str, capsys: Capture, tmp_path: Path
) -> None:
    ended = main(["audit", *_with_a_bakery(tmp_path, **answers), *gate.split()])

    assert (ended, capsys.readouterr().err) == (code, f"custcheck: {gate}: {says}\n")


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        ("blocking", "cannot be decided: 1 of 5 blocking questions was not asked. Broken."),
        ("integrity", "cannot be decided: 1 of 9 pairs of claim and deed was not asked. Broken."),
    ],
)
def test_what_was_not_asked_in_another_framework_is_not_ruled_out(
    trouble: str, says: str, capsys: Capture, tmp_path: Path
) -> None:
    given = _with_a_bakery(tmp_path)
    bank, audit = tmp_path / "bakery.yaml", tmp_path / "both.yaml"
    bank.write_text(BAKERY.replace("{id: warm,", "{id: warm, lead: true,"), "utf-8")
    asked = audit.read_text("utf-8").replace("asked: full", "asked: quick")
    audit.write_text(asked.replace("burnt: no, told: Some, ", ""), "utf-8")
    code = main(["audit", *given, "--fail-on", trouble])

    assert (code, capsys.readouterr().err) == (1, f"custcheck: --fail-on {trouble}: {says}\n")


@pytest.mark.parametrize(("points", "code"), [(1, 1), (24, 1), (25, 1), (26, 0), (100, 0)])
def test_a_regression_breaks_at_its_points(
    points: int, code: int, capsys: Capture, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier.yaml"
    then = _baked(warm="All").replace("date: 2026-11-16", "date: 2025-11-16", 1)
    earlier.write_text(then, "utf-8")
    others = ("top-10-practices", "cem-steps", "customer-or-profit", "delivery-gap")
    given = [*_with_a_bakery(tmp_path), "--against", str(earlier)]
    given += [word for name in others for word in ("--bank", name)]
    ended = main(["audit", *given, "--fail-on", f"regression:{points}"])
    says = capsys.readouterr().err.split(": ", 2)[2]

    assert ended == code, says
    assert ("Leading the bakery" in says) is bool(code)
    assert str(25 if code else points) in re.findall(r"\d+", says)


SHOP = """\
custcheck: 1
kind: bank
id: shop
version: "1"
title: A shop
enough: {questions: 1, share: [1, 2]}
dimensions: [{id: front, name: Front}, {id: back, name: Back}]
scales: {how: [{value: 0, label: Nothing}, {value: 1, label: Some}, {value: 2, label: All}]}
questions:
  - {id: greeted, dimension: front, type: scale, scale: how, lead: true, text: How many get a word?}
  - {id: served, dimension: front, type: scale, scale: how, lead: true, text: How many are served?}
  - {id: stocked, dimension: back, type: scale, scale: how, text: How much is stocked?}
"""
SOME = {"greeted": "Some", "served": "Some", "stocked": "Some"}
OFF = "{answer: not_applicable, note: The back is closed.}"


@pytest.mark.parametrize(
    ("now", "asked", "says"),
    [
        pytest.param(SOME, "full", "no score has lost 3 points since November 2025, on the "
                     "3 questions both answered. Holds.", id="same"),
        pytest.param(SOME | {"served": "Nothing"}, "full",
                     "points lost since November 2025: Overall 12, Front 25. Broken.", id="lost"),
        pytest.param(SOME | {"served": "dont_know"}, "full", "cannot be decided: 1 question "
                     "answered then cannot be held against an answer. Broken.", id="unknown"),
        pytest.param({"greeted": "Some", "served": "Some"}, "quick", "cannot be decided: scored "
                     "then, not to be compared now: Back. Broken.", id="quick"),
        pytest.param(SOME | {"stocked": OFF}, "full", "cannot be decided: scored then, not to be "
                     "compared now: Back. Broken.", id="not-applicable"),
        pytest.param(SOME | {"served": OFF}, "full", "no score has lost 3 points since November "
                     "2025, on the 2 questions both answered; others were left out. Holds.",
                     id="one-not-applicable"),
    ],
)  # fmt: skip
def test_what_a_regression_is_broken_by(
    now: dict[str, str], asked: str, says: str, capsys: Capture, tmp_path: Path
) -> None:
    bank, then = tmp_path / "shop.yaml", tmp_path / "then.yaml"
    bank.write_text(SHOP, "utf-8")
    then.write_text(_shop(SOME, "2025-11-16", "full"), "utf-8")
    (tmp_path / "now.yaml").write_text(_shop(now, "2026-11-16", asked), "utf-8")
    given = ("--bank", str(bank), "--against", str(then), "--fail-on", "regression")
    code, lines = told(capsys, *given, answers=str(tmp_path / "now.yaml"))

    assert lines[-1] == f"--fail-on regression: {says}"
    assert code == (1 if says.endswith("Broken.") else 0)


def test_a_bank_that_is_gone_is_no_reason_to_pass(capsys: Capture, tmp_path: Path) -> None:
    then = _as(tmp_path, ("date: 2026-11-16", "date: 2025-11-16"))
    kept = ("--bank", "warning-signs", "--bank", "tribe-elements")
    gates = ("--against", then, "--fail-on", "regression")
    code, lines = told(capsys, *kept, *gates, answers=HEALTHY)

    assert code == 1
    assert "loyalty-integrity" in lines[-1]


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        ("blocking", "cannot be decided: no question about harm applies. Broken."),
        ("integrity", "cannot be decided: no claim and deed apply. Broken."),
    ],
)
def test_what_does_not_apply_is_not_ruled_out(
    trouble: str, says: str, capsys: Capture, tmp_path: Path
) -> None:
    bank, answers = tmp_path / "bakery.yaml", tmp_path / "a.yaml"
    bank.write_text(BAKERY, "utf-8")
    off = "{answer: not_applicable, note: There is no bread.}"
    answers.write_text(
        "custcheck: 1\nkind: answers\norganisation: Acme\ndate: 2026-11-16\nanswers:\n"
        f"  bakery: {{burnt: {off}, told: {off}, warm: {off}}}\n",
        "utf-8",
    )
    code, lines = told(capsys, "--bank", str(bank), "--fail-on", trouble, answers=str(answers))

    assert (code, lines[-1]) == (1, f"--fail-on {trouble}: {says}")


def _shop(answers: dict[str, str], date: str, asked: str) -> str:
    listed = ", ".join(f"{question}: {answer}" for question, answer in answers.items())
    return (
        f"custcheck: 1\nkind: answers\norganisation: Acme\ndate: {date}\nasked: {asked}\n"
        f"answers:\n  shop: {{{listed}}}\n"
    )


@pytest.mark.parametrize(
    ("signs", "code", "says"),
    [
        (["yes"] * 5 + ["no"] * 5, 0, "1 of 10 warning signs is raised. Holds."),
        (["yes"] * 6 + ["no"] * 4, 1, "6 of 10 warning signs are raised. Broken."),
        (
            ["yes"] * 5 + ["no"] * 4 + ["dont_know"],
            1,
            "cannot be decided: 1 of 10 warning signs is open. Broken.",
        ),
        (
            ["{answer: not_applicable, note: There is none.}"] * 10,
            1,
            "cannot be decided: no warning sign applies. Broken.",
        ),
    ],
)
def test_one_majority_of_two_is_enough(
    signs: Sequence[str], code: int, says: str, capsys: Capture, tmp_path: Path
) -> None:
    answers = ", ".join(f"sign_{n}: {sign}" for n, sign in enumerate(signs, start=1))
    path = _as(tmp_path, ("answers:\n", f"answers:\n  signs: {{{answers}}}\n"))
    given = [*BOTH_SIGNS, "--fail-on", "majority"]

    assert told(capsys, *given, answers=path) == (code, [f"--fail-on majority: {says}"])


def test_a_majority_is_told_before_what_is_open(capsys: Capture, tmp_path: Path) -> None:
    raised = ", ".join(f"sign_{n}: yes" for n in range(1, 11))
    answers = tmp_path / "signs.yaml"
    answers.write_text(f"{QUICK}  signs: {{{raised}}}\n", "utf-8")
    given = [*BOTH_SIGNS, "--fail-on", "majority"]

    assert told(capsys, *given, answers=str(answers)) == (
        1,
        ["--fail-on majority: 10 of 10 warning signs are raised. Broken."],
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--fail-under x", "--fail-under x: write a whole number from 0 to 100, or DIM=N."),
        ("--fail-under 101", "--fail-under 101: write a whole number from 0 to 100, or DIM=N."),
        ("--fail-under =5", "--fail-under =5: write a whole number from 0 to 100, or DIM=N."),
        (
            "--fail-under leadrship=5",
            '--fail-under: there is no dimension "leadrship". Did you mean "leadership"?',
        ),
        ("--fail-on majorty", '--fail-on: there is no "majorty". Did you mean "majority"?'),
        (
            "--fail-on all",
            '--fail-on: there is no "all". Choose from majority, blocking, integrity, regression.',
        ),
        (
            "--fail-on majority:3",
            "--fail-on majority:3: only a regression has points, as in regression:5.",
        ),
        (
            "--fail-on majority:",
            "--fail-on majority:: only a regression has points, as in regression:5.",
        ),
        *(
            (
                f"--fail-on regression:{points}",
                f"--fail-on regression:{points}: write a whole number of points from 1 to 100, "
                "as in regression:5.",
            )
            for points in ("0", "101", "-1", "1.5", "abc", "")
        ),
        (
            "--fail-on regression:5",
            "--fail-on regression:5 needs an earlier audit to compare with: --against FILE",
        ),
    ],
)
def test_a_gate_that_is_none(arguments: str, says: str, capsys: Capture) -> None:
    assert told(capsys, *arguments.split()) == (2, [says])


@pytest.mark.parametrize(
    "hidden",
    [
        *("\u200b", "\x1b[0m"),
        *(pytest.param(c, marks=pytest.mark.ci) for c in "\u200d\u2060\ufeff\u00ad\u202e"),
    ],
    ids=ascii,
)
@pytest.mark.parametrize(
    ("option", "start", "rest", "code"),
    [
        ("--fail-under", "", "39", 0),
        ("--fail-under", "leadership=", "35", 1),
        ("--fail-on", "block", "ing", 1),
        ("--fail-on", "regression:", "5", 1),
    ],
)
def test_what_nobody_sees_is_no_part_of_a_gate(
    option: str, start: str, rest: str, code: int, hidden: str, capsys: Capture
) -> None:
    given = ["--against", YEAR_BEFORE, option, f"{start}{hidden}{rest}"]
    ended, lines = told(capsys, *given)

    assert ended == code
    assert lines[0].startswith(f"{option} {start}{rest}: ")


def test_a_github_job_gets_a_summary(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# Before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    main(["audit", "--answers", TROUBLED, "--format", "markdown"])

    assert summary.read_text("utf-8") == f"# Before\n{capsys.readouterr().out}\n"


def test_a_summary_that_cannot_be_written_holds_nothing_up(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "missing" / "summary.md"))
    code, lines = told(capsys)

    assert code == 0
    assert lines[0].startswith("The job's summary cannot be written: ")
