"""Where reports go: standard output, and files whose endings name their form."""

import codecs
import html
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLE, TESTS

from custcheck.__main__ import main
from custcheck.text import clean

Capture = pytest.CaptureFixture[str]
AUDIT = ("audit", "--answers", str(SAMPLE))
OPENINGS = {
    ".html": "<!DOCTYPE html>",
    ".htm": "<!DOCTYPE html>",
    ".HTML": "<!DOCTYPE html>",
    ".md": "# ",
    ".markdown": "# ",
    ".csv": "\ufeffbank,",
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

    # The command that gives the report again is the same: other files are not part of it.
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


def command_of(arguments: list[str], form: str) -> str:
    """Return the command that a report of these arguments names; a table has no room for it."""
    names = {"html": "named.html", "markdown": "named.md"}
    output = Path(names.get(form, "named.json"))
    main([*arguments, "--output", str(output)])
    text = output.read_text("utf-8")
    if form in names:
        (command,) = re.findall(rf"custcheck audit .+ --format {form}", html.unescape(text))
        return str(command)
    return str(json.loads(text)["report"]["command"]).replace("--format json", f"--format {form}")


@pytest.mark.parametrize("is_dated", [True, False], ids=["dated", "undated"])
@pytest.mark.parametrize(
    "is_file", [True, pytest.param(False, marks=pytest.mark.ci)], ids=["file", "stdout"]
)
@pytest.mark.parametrize("form", ["html", "markdown", "json", "csv"])
def test_the_command_gives_the_report_again_on_any_day(
    form: str,
    is_file: bool,
    is_dated: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    text = SAMPLE.read_text("utf-8")
    undated = re.sub(r"^date: .*\n", "", text, flags=re.MULTILINE)
    Path("my answers.yaml").write_text(text if is_dated else undated, "utf-8")
    earlier = TESTS / "audits" / "a-year-before.yaml"
    given = ["audit", "--answers", "my answers.yaml", "--against", str(earlier)]
    given += ["--target", "leadership=90", "--organisation", "A & B", "--fail-under", "1"]
    output = Path(f"report.{'md' if form == 'markdown' else form}")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798000000")  # 23 December 2026
    main([*given, *(["--output", str(output)] if is_file else ["--format", form])])
    printed = capsysbinary.readouterr().out
    first = output.read_bytes().removeprefix(codecs.BOM_UTF8) if is_file else printed
    command = command_of(given, form)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1830000000")  # a year later
    code = main(shlex.split(command)[1:])

    assert (code, capsysbinary.readouterr().out) == (0, first)
    assert ("--date 2026-12-23" in command) is not is_dated


@pytest.mark.skipif(sys.platform == "win32", reason="no such file names")
@pytest.mark.parametrize(
    "name",
    [
        "two\nlines.yaml",
        "a\ttab, it's one \\t.yaml",
        "\x1b[31mred.yaml",
        "right \u202eto left.yaml",
        "-",
        "'quoted' & \"more\" $HOME `ls`.yaml",
    ],
)
def test_the_command_survives_a_shell(
    name: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = f"./{name}"
    Path(path).write_bytes(SAMPLE.read_bytes())
    main(["audit", "--answers", path, "--format", "json"])
    first = capsys.readouterr().out
    command = json.loads(first)["report"]["command"]
    asked = subprocess.run(
        ["bash", "-c", rf"printf '%s\0' {command}"], capture_output=True, check=True
    )
    words = asked.stdout.decode().split("\0")[1:-1]
    main(words)

    assert capsys.readouterr().out == first
    assert (words[2], clean(command)) == (path, command)


@pytest.mark.parametrize(
    ("gate", "code"), [([], 0), (["--fail-under", "100"], 1)], ids=["none", "broken"]
)
def test_an_interview_names_the_files_that_it_wrote(
    gate: list[str], code: int, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n" * 10))
    given = ["--bank", "warning-signs", "--file", "iv.yaml", *gate]
    outputs = ["--output", "iv.html", "--output", "iv.md"]

    assert main(["audit", *given, *outputs]) == code
    assert (
        "\nFinished, thank you. Saved in iv.yaml\nReport in iv.html.\nReport in iv.md.\n"
        in capsys.readouterr().err
    )
    assert main(["audit", "--answers", "iv.yaml", *outputs]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_file_that_was_not_written_is_not_named(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n" * 10))
    outputs = ["--output", "iv.md", "--output", "/dev/full", "--output", "late.md"]
    code = main(["audit", "--bank", "warning-signs", "--file", "iv.yaml", *outputs])
    said = capsys.readouterr().err

    assert code == 2
    assert re.findall("Report in .*", said) == ["Report in iv.md."]


def test_an_interview_that_is_left_goes_on_as_it_was_asked_for(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    earlier = str(TESTS / "audits" / "a-year-before.yaml")
    shape = ["--date", "2026-11-21", "--target", "80", "--against", earlier]
    shape += ["--fail-under", "40", "--fail-on", "regression:5", "--format", "terminal"]
    shape += ["--output", "my report.html", "--full", "--plain"]
    code = main(["audit", "--bank", "warning-signs", "--file", "iv.yaml", *shape])
    said = capsys.readouterr().err
    resume = shlex.join(["custcheck", "audit", "--resume", "iv.yaml", *shape])

    assert code == 4
    assert said.endswith(f"Saved 1 of 10 answers in iv.yaml. Resume: {resume}\n")


def test_a_summary_that_cannot_be_written_is_named(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/no\tsuch/summary.md")
    code = main([*AUDIT])

    assert (code, capsys.readouterr().err) == (
        0,
        "custcheck: The job's summary cannot be written: "
        '"/no such/summary.md": No such file or directory.\n',
    )


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
        "--target 80 --fail-under 10 --fail-on majority --format json"
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
