"""Where reports go: standard output, and files whose endings name their form."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLE

from custcheck.__main__ import main

Capture = pytest.CaptureFixture[str]
AUDIT = ("audit", "--answers", str(SAMPLE))
OPENINGS = {
    ".html": "<!DOCTYPE html>",
    ".htm": "<!DOCTYPE html>",
    ".HTML": "<!DOCTYPE html>",
    ".md": "# ",
    ".markdown": "# ",
    ".csv": "bank,",
    ".json": "{\n",
    ".txt": "Harbour & Lane",
    "": "Harbour & Lane",
}


@pytest.mark.parametrize(("ending", "opening"), OPENINGS.items())
def test_an_ending_names_the_form(
    ending: str, opening: str, tmp_path: Path, capsys: Capture
) -> None:
    output = tmp_path / f"report{ending}"
    code = main([*AUDIT, "--output", str(output)])

    assert (code, capsys.readouterr().out) == (0, "")
    assert output.read_text("utf-8").startswith(opening)


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "csv", "json"])
def test_a_format_is_printed_beside_the_files(form: str, tmp_path: Path, capsys: Capture) -> None:
    main([*AUDIT, "--format", form])
    alone = capsys.readouterr().out
    files = [tmp_path / name for name in ("report.html", "report.md", "report.json")]
    outputs = [word for path in files for word in ("--output", str(path))]
    main([*AUDIT, "--format", form, *outputs])
    beside = capsys.readouterr().out

    # The command that gives the report again is the same: files are not part of it.
    assert beside == alone
    assert all(path.stat().st_size > 1000 for path in files)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            "--output report.pdf",
            '--output "report.pdf": no report ends so. '
            "Choose from .html, .htm, .md, .markdown, .csv, .json, .txt.",
        ),
        ("--output a.md --output a.md", "--output names a file twice."),
        (
            "--full --output report.html",
            "--full belongs to --format terminal, or to an --output of .txt.",
        ),
        (
            "--plain --format html",
            "--plain belongs to --format terminal, or to an --output of .txt.",
        ),
        (
            "--explain overall --format csv",
            "--explain belongs to --format terminal, or to an --output of .txt.",
        ),
        (
            "--explain overall --format terminal --output report.html",
            "--explain prints text alone: leave out the other formats.",
        ),
    ],
)
def test_outputs_that_do_not_fit(
    arguments: str, says: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = main([*AUDIT, *arguments.split()])

    assert (code, capsys.readouterr().err) == (2, f"custcheck: {says}\n")
    assert list(tmp_path.glob("*.*")) == []


@pytest.mark.parametrize("form", ["html", "markdown", "csv", "json"])
def test_every_form_is_the_same_to_the_byte(form: str, tmp_path: Path) -> None:
    outputs = []
    for _ in range(2):
        output = tmp_path / f"again.{'md' if form == 'markdown' else form}"
        main([*AUDIT, "--output", str(output)])
        outputs.append(output.read_bytes())

    assert outputs[0] == outputs[1]


def test_the_command_gives_the_report_again(capsys: Capture) -> None:
    main([*AUDIT, "--target", "leadership=90", "--format", "json"])
    first = capsys.readouterr().out
    command = json.loads(first)["report"]["command"]
    main(command.split()[1:])

    assert capsys.readouterr().out == first


def test_answers_that_are_yet_to_be_written_are_not_overwritten(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = main(["audit", "--quick", "--file", "a.txt", "--output", str(tmp_path / "a.txt")])

    assert code == 2
    assert "would overwrite what the audit reads" in capsys.readouterr().err
    assert not (tmp_path / "a.txt").exists()


def test_the_command_says_all_that_was_asked(capsys: Capture) -> None:
    given = ["--all", "--organisation", "A & B", "--date", "2026-12-01", "--target", "80"]
    gates = ["--fail-under", "10", "--fail-on", "majority"]
    main([*AUDIT, *given, *gates, "--format", "json"])
    report = json.loads(capsys.readouterr().out)["report"]

    assert report["command"] == (
        f"custcheck audit --answers {SAMPLE} --all --organisation 'A & B' --date 2026-12-01 "
        "--target 80 --format json --fail-under 10 --fail-on majority"
    )


def test_reports_are_utf_8_whatever_the_terminal_speaks() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(
        [sys.executable, "-m", "custcheck", *AUDIT, "--format", "markdown"],
        env=environment,
        capture_output=True,
        check=True,
    )

    assert "\N{MINUS SIGN}36" in done.stdout.decode("utf-8")


def test_an_earlier_audit_is_not_overwritten(tmp_path: Path, capsys: Capture) -> None:
    earlier = tmp_path / "earlier.json"
    main([*AUDIT, "--output", str(earlier)])
    before = earlier.read_bytes()
    code = main([*AUDIT, "--against", str(earlier), "--output", str(earlier)])

    assert code == 2
    assert "would overwrite what the audit reads" in capsys.readouterr().err
    assert earlier.read_bytes() == before
