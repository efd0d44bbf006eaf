"""Gates: what a build can be held to, in every format alike, and never passed for not knowing."""

import json
from pathlib import Path

import pytest
from conftest import SAMPLE

from custcheck.__main__ import main

Capture = pytest.CaptureFixture[str]
TROUBLED = str(SAMPLE)
HEALTHY = str(SAMPLE.with_name("fell-and-sound.yaml"))
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
        ("--fail-on majority", TROUBLED, 1, "7 of 10 warning signs raised. Broken."),
        ("--fail-on majority", HEALTHY, 0, "1 of 10 warning signs raised. Holds."),
        ("--fail-on blocking", TROUBLED, 1, "1 practice may be harming customers. Broken."),
        ("--fail-on blocking", HEALTHY, 0, "no harmful practice found. Holds."),
        ("--fail-on integrity", TROUBLED, 1, "4 claims of 8 far ahead of the deed. Broken."),
        ("--fail-on integrity", HEALTHY, 0, "no claim of 8 is far ahead of its deed. Holds."),
    ],
)
def test_a_gate(gate: str, answers: str, code: int, says: str, capsys: Capture) -> None:
    assert told(capsys, *gate.split(), answers=answers) == (code, [f"{gate}: {says}"])


@pytest.mark.parametrize(
    ("gate", "says"),
    [
        ("--fail-under 0", "there is no overall score. Broken."),
        ("--fail-under ease=0", "there is no score of Ease and journey. Broken."),
        ("--fail-on majority", "cannot be decided: 9 signs of 10 open. Broken."),
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


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            ("asked: full\n", "asked: full\nrespondent: {role: executive}\n"),
            "cannot be decided: only what the role executive can answer was asked. Broken.",
        ),
        (
            ("asked: full\n", "asked: quick\n"),
            "cannot be decided: a quick audit asks only a part. Broken.",
        ),
    ],
)
@pytest.mark.parametrize("trouble", ["blocking", "integrity"])
def test_what_was_half_asked_is_not_ruled_out(
    trouble: str, change: tuple[str, str], says: str, capsys: Capture, tmp_path: Path
) -> None:
    answers = _as(tmp_path, change)

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

    assert told(capsys, "--against", earlier, "--fail-on", "regression", answers=HEALTHY) == (
        0,
        [
            "--fail-on regression: nothing has lost 3 points since November 2025, on the "
            "124 questions that both asked. Holds."
        ],
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
            "--fail-on regression:0",
            "--fail-on regression:0: only a regression has points, as in regression:5.",
        ),
        (
            "--fail-on regression:5",
            "--fail-on regression:5 needs an earlier audit to compare with: --against FILE",
        ),
    ],
)
def test_a_gate_that_is_none(arguments: str, says: str, capsys: Capture) -> None:
    assert told(capsys, *arguments.split()) == (2, [says])


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
