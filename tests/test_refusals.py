"""What only the report needs is refused before the first question, not after twenty minutes."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
from conftest import SAMPLE

from custcheck.__main__ import main

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
OWN = """\
custcheck: 1
kind: bank
id: own
version: "1"
title: Own
roles: [{id: baker, name: Bakers, short: Baker}]
dimensions: [{id: warmth, name: Warmth}]
questions:
  - {id: bread, dimension: warmth, type: yesno, yes_is: good, text: Is the bread warm?}
"""
HEAD = "custcheck: 1\nkind: answers\ndate: 2025-11-21\n"
EARLIER = {
    "cut-off.json": '{"schema_version": 1, "report"',
    "empty.yaml": "",
    "bank.yaml": OWN,
    "newer.json": json.dumps({"schema_version": 99, "report": {}}),
    "other.json": json.dumps({"schema_version": 1}),
    "no-answer.yaml": f"{HEAD}answers: {{warning-signs: {{pay_below_market: perhaps}}}}\n",
    "no-role.yaml": f"{HEAD}respondent: {{role: king}}\nanswers: {{warning-signs: {{}}}}\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: Patch) -> Path:
    """Return the current folder, with earlier audits of every kind that cannot be read."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name, text in EARLIER.items():
        Path(name).write_text(text, "utf-8")
    Path("own.yaml").write_text(OWN, "utf-8")
    return folder


def asked(monkeypatch: Patch, *arguments: str, lines: str = "y\n" * 200) -> int:
    """Return the exit code of an interview that a pipe answers."""
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    return main(["audit", *arguments])


def refused(capsys: Capture, monkeypatch: Patch, tmp_path: Path, *arguments: str) -> str:
    """Return why an interview is refused: nothing is asked, printed or written."""
    before = sorted(tmp_path.rglob("*"))
    code = asked(monkeypatch, *arguments)
    out, err = capsys.readouterr()

    assert (code, out) == (2, "")
    assert "Question" not in err
    assert sorted(tmp_path.rglob("*")) == before
    return err


UNUSABLE = [
    *(f"--against {name}" for name in EARLIER),
    "--fail-under leadrship=5",
    "--fail-under 5 --fail-under warmth=5",
    "--explain overal",
    "--explain bread",
    "--against gone.yaml",
    "--against ..",
    "--output missing/report.html",
    "--output empty.yaml/report.html",
    "--output report.html --output ..",
]


@pytest.mark.parametrize("arguments", UNUSABLE)
def test_nothing_is_asked_for_a_report_that_cannot_be(
    arguments: str, capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    says = refused(capsys, monkeypatch, tmp_path, "--quick", *arguments.split())
    code = main(["audit", "--answers", str(SAMPLE), *arguments.split()])

    assert (code, *capsys.readouterr()) == (2, "", says)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            "--fail-under leadrship=5",
            '--fail-under: there is no dimension "leadrship". Did you mean "leadership"?',
        ),
        (
            "--fail-under zzz=5 --bank own.yaml",
            '--fail-under: there is no dimension "zzz". Dimensions: warmth.',
        ),
        (
            "--explain overal",
            'There is nothing called "overal" in this audit. Did you mean "overall"?',
        ),
        (
            "--output missing/report.html",
            '"missing/report.html" cannot be written: there is no such folder. '
            "Make it first, or name another.",
        ),
        (
            "--output empty.yaml/report",
            '"empty.yaml/report" cannot be written: there is no such folder. '
            "Make it first, or name another.",
        ),
        ("--output ..", '".." cannot be written: it is a folder. Name a file in it.'),
        ("--against gone.yaml", '--against "gone.yaml": there is no such file.'),
        ("--against ..", '--against ".." is a folder. Name a file in it.'),
        (
            "--against newer.json",
            '"newer.json" cannot be compared with: its schema_version is 99. Update custcheck.',
        ),
    ],
)
def test_the_reason_is_told(
    arguments: str, says: str, capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    said = refused(capsys, monkeypatch, tmp_path, *arguments.split())

    assert said == f"custcheck: {says}\n"


@pytest.mark.parametrize("where", [["--new"], ["--file", "new.yaml"]])
@pytest.mark.parametrize(
    "arguments", ["--fail-under leadership=5", "--explain leadership", "--against no-bread.yaml"]
)
def test_a_new_audit_has_only_its_own_banks(
    arguments: str, where: list[str], capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    asked(monkeypatch, "--organisation", "Acme", "--bank", "warning-signs", lines="y\n")  # waits
    Path("no-bread.yaml").write_text(f"{HEAD}answers: {{own: {{bread: perhaps}}}}\n", "utf-8")
    capsys.readouterr()
    given = ["--bank", "own.yaml", *where, *arguments.split()]

    assert refused(capsys, monkeypatch, tmp_path, *given)


@pytest.mark.parametrize("where", [["--file", "audit.yaml"], ["--resume", "./audit.yaml"]])
@pytest.mark.parametrize(
    "arguments",
    [
        "--fail-under leadership=0",
        "--fail-under warmth=0",
        "--explain cost_over_customers",
        "--explain bread",
        "--explain delivery-gap",
        "--against then.yaml",
    ],
)
def test_an_audit_that_goes_on_has_the_banks_of_its_file(
    arguments: str, where: list[str], monkeypatch: Patch, capsys: Capture
) -> None:
    shipped = ["--bank", "warning-signs", "--bank", "delivery-gap"]
    asked(monkeypatch, "--file", "audit.yaml", "--bank", "own.yaml", *shipped, lines="y\n")
    # A role of the shipped framework, and an answer to a bank that this audit does not ask.
    text = f"{HEAD}respondent: {{role: executive}}\nanswers: {{tribe-elements: {{gone: 1}}}}\n"
    Path("then.yaml").write_text(text, "utf-8")
    given = ["--bank", "own.yaml", *where, *arguments.split()]
    code = asked(monkeypatch, *given, lines="finish\nfinish\n")

    assert "Finished, thank you." in capsys.readouterr().err
    assert code in {0, 1}


@pytest.mark.parametrize(
    "arguments",
    ["--fail-under zzz=5", "--explain zzz", "--against newer.json", "--output missing/a.md"],
)
def test_what_no_audit_has_is_refused_where_one_goes_on_too(
    arguments: str, capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    asked(monkeypatch, "--organisation", "Acme", lines="y\n")
    capsys.readouterr()

    for where in ((), ("--resume",), ("--resume", "acme")):
        assert refused(capsys, monkeypatch, tmp_path, *where, *arguments.split())


@pytest.mark.parametrize("where", [["--new"], ["--file", "new.yaml"], ["--resume", "acme"]])
def test_a_later_audit_is_refused_before_the_first_question(
    where: list[str], capsys: Capture, monkeypatch: Patch, tmp_path: Path
) -> None:
    asked(monkeypatch, "--organisation", "Acme", "--bank", "warning-signs", lines="y\n")
    Path("then.yaml").write_text(f"{HEAD}answers: {{warning-signs: {{}}}}\n", "utf-8")
    capsys.readouterr()
    given = ["--against", "then.yaml", "--date", "2025-11-20"]
    says = refused(capsys, monkeypatch, tmp_path, *where, *given)
    code = main(["audit", "--answers", str(SAMPLE), *given])

    assert (code, *capsys.readouterr()) == (2, "", says)
    assert says == (
        "custcheck: The audit to compare with is of 21 November 2025, later than this one of "
        "20 November 2025. Name an earlier audit, or swap the two.\n"
    )


def test_an_audit_that_goes_on_may_be_later_than_today(capsys: Capture, monkeypatch: Patch) -> None:
    given = ["--bank", "own.yaml", "--file", "audit.yaml"]
    asked(monkeypatch, *given, "--date", "2999-01-02", lines="y\n")
    Path("then.yaml").write_text(
        "custcheck: 1\nkind: answers\ndate: 2999-01-01\nanswers: {own: {bread: no}}\n", "utf-8"
    )

    assert asked(monkeypatch, *given, "--against", "then.yaml", lines="finish\n") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
@pytest.mark.parametrize(
    "given", [["--file", "new.yaml"], ["--answers", "now.yaml"]], ids=["interview", "answers"]
)
def test_an_earlier_audit_may_come_through_a_pipe(
    given: list[str], capsys: Capture, monkeypatch: Patch
) -> None:
    then, now = (f"{HEAD}answers: {{own: {{bread: {answer}}}}}\n" for answer in ("no", "yes"))
    Path("now.yaml").write_text(now.replace("2025", "2026"), "utf-8")
    ends = os.pipe()
    os.write(ends[1], then.encode())
    os.close(ends[1])
    pipe = f"/dev/fd/{ends[0]}"
    shape = ["--bank", "own.yaml", "--against", pipe, "--format", "json"]
    code = asked(monkeypatch, *given, *shape, lines="y\n")
    os.close(ends[0])
    report = json.loads(capsys.readouterr().out)["report"]

    assert (code, report["comparison"]["date"]) == (0, "2025-11-21")
    assert report["command"] == ""  # the pipe is gone


def test_what_can_be_used_is_asked_for(capsys: Capture, monkeypatch: Patch) -> None:
    given = ["--bank", "own.yaml", "--against", "then.yaml", "--fail-under", "warmth=50"]
    Path("then.yaml").write_text(f"{HEAD}answers: {{own: {{bread: no}}}}\n", "utf-8")
    code = asked(monkeypatch, *given, "--output", "report.txt", lines="y\n")

    assert "Question 1 of 1." in capsys.readouterr().err
    assert Path("report.txt").exists()
    assert code == 0
