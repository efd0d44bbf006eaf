"""Reports, from the files that make them to the lines that are read."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import QUESTIONNAIRES, SAMPLE, TESTS
from rich.cells import cell_len

from custcheck import banks
from custcheck.__main__ import main
from custcheck.assessment.report import Report
from custcheck.reports.canvas import ASCII, TRUE_COLOUR, UNICODE, Canvas

AUDITS = TESTS / "audits"
ON_TARGET = SAMPLE.with_name("fell-and-sound.yaml")
HEALTHY = AUDITS / "healthy.yaml"
PROMISES = AUDITS / "promises.yaml"
HARMFUL = AUDITS / "harmful.yaml"
BEFORE = AUDITS / "a-year-before.yaml"
DESK = AUDITS / "service-desk.yaml"
DESK_ANSWERS = AUDITS / "service-desk-answers.yaml"

Golden = Callable[[str, str], None]
Capture = pytest.CaptureFixture[str]

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def run(capsys: Capture, *arguments: str | Path) -> str:
    """Run an audit that must succeed, and return what it prints."""
    code = main(["audit", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


@pytest.mark.parametrize("width", [40, 80, 120])
def test_summary(
    width: int, capsys: Capture, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    golden(f"summary-{width}.txt", run(capsys, "--answers", SAMPLE))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_full(width: int, capsys: Capture, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    golden(f"full-{width}.txt", run(capsys, "--answers", SAMPLE, "--full"))


@pytest.mark.parametrize(
    ("name", "arguments", "width"),
    [
        ("summary-40", (), 40),
        ("summary-80", (), 80),
        ("summary-120", (), 120),
        ("full-80", ("--full",), 80),
        ("plain", ("--plain",), 80),
    ],
)
def test_what_has_changed(
    name: str,
    arguments: tuple[str, ...],
    width: int,
    capsys: Capture,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    golden(f"since-{name}.txt", run(capsys, "--answers", SAMPLE, "--against", BEFORE, *arguments))


def test_on_target(capsys: Capture, golden: Golden) -> None:
    golden("on-target-summary.txt", run(capsys, "--answers", ON_TARGET))
    golden("on-target-full.txt", run(capsys, "--answers", ON_TARGET, "--full"))


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("24-bit", {"FORCE_COLOR": "1", "COLORTERM": "truecolor"}),
        ("16-colours", {"FORCE_COLOR": "1", "COLORTERM": "", "TERM": "xterm"}),
        ("no-colour", {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLORTERM": "truecolor"}),
    ],
)
def test_colours(
    name: str,
    environment: dict[str, str],
    capsys: Capture,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    out = run(capsys, "--answers", SAMPLE)

    golden(f"colours-{name}.txt", out.replace("\x1b", "<ESC>"))
    assert ESCAPE.sub("", out) == (TESTS / "golden" / "summary-80.txt").read_text("utf-8")


def test_no_colour_means_no_colour_codes(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", run(capsys, "--answers", SAMPLE)))

    assert codes <= {"0", "1", "2"}


def test_plain_is_ascii_without_bars(capsys: Capture, golden: Golden) -> None:
    out = run(capsys, "--answers", SAMPLE, "--full", "--plain")

    golden("plain.txt", out)
    assert out.isascii()
    assert "\x1b" not in out


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "latin-1", "cp1252", "utf-8"])
def test_any_encoding_shows_the_report(encoding: str, golden: Golden) -> None:
    out = subprocess.run(
        [sys.executable, "-m", "custcheck", "audit", "--answers", str(HEALTHY)],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )

    golden(f"encoding-{encoding}.txt", out.stdout.decode(encoding))
    assert out.stderr == b""


@pytest.mark.parametrize(
    "arguments", [(), ("--full",), ("--plain", "--full"), ("--against", str(BEFORE), "--full")]
)
@pytest.mark.parametrize("answers", [SAMPLE, ON_TARGET, HEALTHY])
@pytest.mark.parametrize("width", [20, 30, 40, 59, 60, 61, 71, 72, 79, 80, 81, 99, 100, 116, 200])
def test_no_line_is_wider_than_the_terminal(
    width: int,
    answers: Path,
    arguments: tuple[str, ...],
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run(capsys, "--answers", answers, *arguments).splitlines()

    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize(
    ("answers", "own"),
    [
        (SAMPLE, ()),
        (SAMPLE, ("--against", BEFORE)),
        (ON_TARGET, ()),
        (HEALTHY, ()),
        (HARMFUL, ("--bank", PROMISES)),
    ],
)
@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_summary_leaves_room_for_the_prompt(
    width: int,
    answers: Path,
    own: tuple[str | Path, ...],
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    assert len(run(capsys, "--answers", answers, *own).splitlines()) <= 23


def test_full_ends_with_the_verdict(capsys: Capture) -> None:
    _, verdict = run(capsys, "--answers", SAMPLE, "--full").split("─" * 80 + "\n")

    assert verdict.startswith("Harbour & Lane Insurance is not customer-centric today.\n")
    assert verdict.count("\n") <= 6


def test_harm_and_promises(capsys: Capture, golden: Golden) -> None:
    arguments = ("--answers", HARMFUL, "--bank", PROMISES)

    golden("harm-summary.txt", run(capsys, *arguments))
    golden("harm-full.txt", run(capsys, *arguments, "--full"))


def test_a_bank_that_stands_alone(capsys: Capture, golden: Golden) -> None:
    arguments = ("--answers", DESK_ANSWERS, "--bank", DESK)

    golden("alone-summary.txt", run(capsys, *arguments))
    golden("alone-full.txt", run(capsys, *arguments, "--full"))


def test_banks_of_another_framework_are_reported_on_their_own(
    capsys: Capture, golden: Golden, tmp_path: Path
) -> None:
    both = tmp_path / "both.yaml"
    desk = DESK_ANSWERS.read_text("utf-8").split("answers:\n")[-1]
    both.write_text(SAMPLE.read_text("utf-8") + desk, "utf-8")
    given = [word for name in (*banks.CORE, str(DESK)) for word in ("--bank", name)]
    out = run(capsys, "--answers", both, *given)

    golden("two-frameworks.txt", out)
    report = report_from(capsys, "--answers", both, *given)
    assert report["overall"]["score"] == 41
    assert [other["framework"] for other in report["others"]] == ["service-desk"]


def test_json(
    capsys: Capture, golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLE.parent)  # the report names the file as it was given
    target = tmp_path / "report.json"
    out = run(capsys, "--answers", SAMPLE.name, "--format", "json")
    beside = run(capsys, "--answers", SAMPLE.name, "--format", "json", "--output", target)
    document = json.loads(out)

    golden("report.json", out)
    assert document["schema_version"] == 1
    assert out == beside == target.read_text("utf-8")


def test_json_tells_the_story_of_the_terminal(capsys: Capture) -> None:
    report = json.loads(run(capsys, "--answers", SAMPLE, "--format", "json"))["report"]
    shown = " ".join(run(capsys, "--answers", SAMPLE, "--full").split())

    for sentence in (report["headline"], *report["sentences"], report["trust"]["sentence"]):
        assert sentence in shown
    in_sentences = set(re.findall(r"\d+", " ".join(report.pop("sentences"))))
    employees = [s for s in report["signs"][0]["lines"] if s["about_employees"]]
    raised = [sign for sign in employees if sign["state"] == "raised"]
    counted = {str(len(employees)), str(len(raised)), "100"}
    assert in_sentences <= set(re.findall(r"\d+", json.dumps(report))) | counted


def test_output_goes_to_a_file_and_nowhere_else(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    out = run(capsys, "--answers", SAMPLE, "--output", target)

    assert out == ""
    assert target.read_text("utf-8") == (TESTS / "golden" / "summary-80.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("score", "target", "expected"),
    [
        (0, 100, "O=========|"),
        (100, 0, "|=========O"),
        (50, 75, "-----O==|--"),
        (75, 75, "--------O--"),
        (74, 75, "-------O|--"),
        (76, 75, "-------|O--"),
        (99, 100, "---------O|"),
        (1, 0, "|O---------"),
    ],
)
def test_bar_always_shows_both_marks(score: int, target: int, expected: str) -> None:
    canvas = Canvas(80, ASCII, TRUE_COLOUR)

    assert canvas.bar(score, target, 11).plain == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, "-----O==|--"),
        (20, "--o--O==|--"),
        (60, "-----Oo=|--"),
        (50, "-----O==|--"),
        (75, "-----O==|--"),
        (100, "-----O==|-o"),
    ],
)
def test_bar_marks_the_earlier_score_where_there_is_room(before: int | None, expected: str) -> None:
    canvas = Canvas(80, ASCII, TRUE_COLOUR)

    assert canvas.bar(50, 75, 11, before).plain == expected


def test_text_is_cut_by_cells() -> None:
    canvas = Canvas(80, UNICODE, TRUE_COLOUR)

    assert canvas.fit("日本語の会社", 7) == "日本語…"
    assert cell_len(canvas.fit("日本語の会社", 8)) == 8


def test_every_field_of_the_report_reaches_json(capsys: Capture) -> None:
    report = json.loads(run(capsys, "--answers", SAMPLE, "--format", "json"))["report"]

    assert set(report) == set(Report.__slots__)


def answer_file(path: Path, *lines: str) -> Path:
    head = "custcheck: 1\nkind: answers\norganisation: Acme\ndate: 2026-11-21\n"
    path.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return path


def report_from(capsys: Capture, *arguments: str | Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(run(capsys, *arguments, "--format", "json"))
    report: dict[str, Any] = document["report"]
    return report


def test_one_sign_of_ten_is_no_majority_because_a_role_was_asked_no_other(
    capsys: Capture, tmp_path: Path
) -> None:
    answers = answer_file(
        tmp_path / "a.yaml",
        "respondent: {role: employee}",
        "answers: {warning-signs: {one_departments_job: yes}}",
    )
    report = report_from(capsys, "--answers", answers)

    assert report["headline"] == "Acme cannot be judged yet."
    assert report["signs"][0]["short"] == "1 of 10 raised; 9 not known could make it a majority"


def test_answers_that_a_bank_option_leaves_out_are_named(capsys: Capture) -> None:
    report = report_from(capsys, "--answers", SAMPLE, "--bank", "top-10-practices")

    assert report["trust"]["not_asked_short"][:4] == [
        "warning-signs",
        "tribe-elements",
        "loyalty-integrity",
        "authentic-centricity",
    ]
    assert report["trust"]["not_asked"][1] == (
        "The bank tribe-elements is not part of this audit: its 26 answers left out."
    )


def test_a_core_bank_that_is_missing_is_named(capsys: Capture, tmp_path: Path) -> None:
    answers = answer_file(tmp_path / "a.yaml", "answers: {warning-signs: {pay_below_market: no}}")
    report = report_from(capsys, "--answers", answers)

    assert report["trust"]["not_asked_short"][:2] == list(banks.CORE[1:])


def test_all_asks_every_shipped_bank(capsys: Capture) -> None:
    report = report_from(capsys, "--answers", SAMPLE, "--all")

    assert len(banks.shipped()) == len([*QUESTIONNAIRES.glob("*.yaml")]) - 1  # the framework
    assert [part["id"] for part in report["banks"]] == list(banks.shipped())
    assert report["trust"]["not_asked"] == []


def test_the_range_leaves_out_what_can_never_be_scored(capsys: Capture) -> None:
    given = ["--bank", "warning-signs", "--bank", "top-10-practices"]
    overall = report_from(capsys, "--answers", SAMPLE, *given)["overall"]

    assert overall["lowest"] <= overall["score"] <= overall["highest"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("Acme", "Acme", id="short"),
        pytest.param("A" * 60, "A" * 60, id="60-cells"),
        pytest.param("A" * 61, "A" * 59 + "…", id="61-cells"),
        pytest.param("A" * 30 + " " + "B" * 200, "A" * 30 + " " + "B" * 28 + "…", id="long"),
        # two cells each: 29 of them, the mark, and a space that fills the last cell
        pytest.param("非常に長い会社名" * 20, ("非常に長い会社名" * 4)[:29] + "…", id="wide"),
    ],
)
def test_the_summary_keeps_the_signs_and_the_evidence(
    name: str, shown: str, capsys: Capture, tmp_path: Path
) -> None:
    long_name = tmp_path / "a.yaml"
    text = SAMPLE.read_text("utf-8").replace("Harbour & Lane Insurance", name)
    long_name.write_text(text, "utf-8")
    lines = run(capsys, "--answers", long_name).splitlines()

    said = " ".join(" ".join(lines).split())

    assert len(lines) <= 23
    assert said.startswith(f"{shown} is not customer-centric today. Customers may be harmed: ")
    assert "a majority; 2 of the 3 about employees. 4 of 8 claims run ahead of the deeds." in said
    assert "deeds. It claims 39; it can show 8. ● score" in said


def test_the_summary_drops_its_last_sentence_first_and_then_signs(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = "Furthest from its target is alignment across functions, 56 below."
    report = report_from(capsys, "--answers", SAMPLE)
    standard = run(capsys, "--answers", SAMPLE)
    monkeypatch.setenv("COLUMNS", "120")
    wide = run(capsys, "--answers", SAMPLE)

    assert report["sentences"][-1] == last
    assert last in " ".join(wide.split())
    assert wide.count("■ ") == 7 + 5  # the strip, and two rows of three with the rest counted
    assert "Furthest" not in standard
    assert standard.count("■ ") == 7 + 1  # one row of two
    assert "+ 6 more" in standard


@pytest.mark.parametrize("output_format", ["terminal", "json"])
def test_a_report_never_replaces_its_answers(
    output_format: str, capsys: Capture, tmp_path: Path
) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_bytes(SAMPLE.read_bytes())
    link = tmp_path / "link.yaml"
    link.symlink_to(answers)
    arguments = ["--answers", str(answers), "--output", str(link), "--format", output_format]
    code = main(["audit", *arguments])
    out, err = capsys.readouterr()

    assert (code, out) == (2, "")
    assert "would overwrite what the audit reads" in err
    assert answers.read_bytes() == SAMPLE.read_bytes()
