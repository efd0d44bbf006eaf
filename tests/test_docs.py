"""The README keeps its word: its report, its samples, its options, its commands' help."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SAMPLE, TESTS
from interviews import DAY

from custcheck import __version__, banks
from custcheck.__main__ import main
from custcheck.errors import ExitCode
from custcheck.interview.screen.draw import draw
from custcheck.interview.screen.frame import Size
from custcheck.interview.state import from_response
from custcheck.interview.view import View
from custcheck.loading import load_banks
from custcheck.model import Answer, Evidence, Extent, Response, Status
from custcheck.reports.canvas import TRUE_COLOUR, UNICODE, Canvas
from custcheck.source import parse

README = (TESTS.parent / "README.md").read_text("utf-8")
CHANGELOG = (TESTS.parent / "CHANGELOG.md").read_text("utf-8")

Capture = pytest.CaptureFixture[str]


def block(marker: str) -> str:
    """Return the fenced block that follows a marker comment."""
    found = re.search(rf"<!-- {marker}.*? -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found, marker
    return found[1]


def test_the_report_is_as_it_prints(capsys: Capture) -> None:
    main(["audit", "--answers", str(SAMPLE)])

    assert block("the report") == capsys.readouterr().out


def test_the_question_is_as_it_shows() -> None:
    asked = load_banks([banks.find(name) for name in banks.CORE])
    begun = from_response(Response(status=Status.OPEN, extent=Extent.QUICK), asked)
    answers = {item.key: Answer(item.options["1"]) for item in begun.items[:18]}
    now = replace(begun, position=18, answers=answers)
    agreed = Answer(now.item.options["3"], "value model of 2025, finance wiki", Evidence.DESCRIBED)
    now = replace(now, answers={**answers, now.item.key: agreed})
    view = View(now, DAY, highlight="3", says="18. Agree - saved")
    frame = draw(view, Size(80, 24), Canvas(80, UNICODE, TRUE_COLOUR))
    shown = [line.plain.rstrip() for line in frame.lines if line.plain.strip()]

    assert [line for line in block("the question").splitlines() if line] == shown


@pytest.mark.parametrize("name", ["answers", "bank"])
def test_samples_are_clean(name: str, capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(block(f"sample: {name}"), "utf-8")
    code = main(["check", "--strict", "--ignore", "A03", str(path)])

    assert (code, capsys.readouterr().out) == (0, "Nothing wrong in 1 file.\n")


DESK = """\
custcheck: 1
kind: bank
id: desk
version: "1.0"
title: Our desk
framework: customer-centricity
questions:
  - id: listens
    dimension: insight
    type: yesno
    yes_is: good
    label: Customers are heard
    why: Who is not heard goes away.
    text: Do we listen to customers and agree on what to do?
"""


def test_the_check_is_as_it_prints(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "banks").mkdir()
    (tmp_path / "banks" / "desk.yaml").write_text(DESK, "utf-8")
    main(["check", "banks"])

    assert block("the check") == capsys.readouterr().out


def test_the_configuration_works(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "desk.yaml").write_text(DESK, "utf-8")
    (tmp_path / "pyproject.toml").write_text(block("sample: configuration"), "utf-8")
    code = main(["check", "--strict", "drafts"])

    assert (code, capsys.readouterr().out) == (0, "Nothing wrong in 1 file.\n")


@pytest.mark.parametrize("name", ["pre-commit", "workflow"])
def test_samples_for_other_tools_are_yaml(name: str) -> None:
    assert parse(block(f"sample: {name}").encode(), name).data


def test_the_hook_is_the_one_that_there_is() -> None:
    hooks = (TESTS.parent / ".pre-commit-hooks.yaml").read_text("utf-8")

    assert "- id: custcheck\n" in hooks
    assert "- id: custcheck\n" in block("sample: pre-commit")


@pytest.mark.parametrize(
    ("command", "heading"), [("audit", "## Audit from a file"), ("check", "## Check your files")]
)
def test_every_option_is_in_the_table(command: str, heading: str, capsys: Capture) -> None:
    main([command, "--help"])
    in_help = set(re.findall(r"^  (--[a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    section = README[README.index(heading) :].split("\n## ")[0]
    in_table = set(re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE))

    assert in_table == in_help - {"--help"}


def test_every_command_is_shown(capsys: Capture) -> None:
    main(["--help"])
    commands = re.findall(r"^  ([a-z]+)  ", capsys.readouterr().out, re.MULTILINE)

    assert commands
    assert [name for name in commands if f"custcheck {name}" not in " ".join(README.split())] == []


def test_options_shown_in_commands_exist(capsys: Capture) -> None:
    for command in ("audit", "check", "template", "new"):
        main([command, "--help"])
        known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) | {"--install-completion"}
        lines = re.findall(rf"custcheck {command} [^\n`]*", README)

        assert {option for line in lines for option in re.findall(r" (--[a-z-]+)", line)} <= known


@pytest.mark.parametrize("command", ["", "audit", "banks", "check"])
def test_help(command: str, capsys: Capture) -> None:
    code = main([*command.split(), "--help"])
    out, err = capsys.readouterr()

    assert (code, err) == (0, "")
    assert out.lstrip().startswith(f"Usage: custcheck {command}".rstrip())


def test_exit_codes_are_listed() -> None:
    listed = set(re.findall(r"^\| (\d)[ ,]", README, re.MULTILINE))

    assert listed == {str(int(code)) for code in ExitCode}


def test_the_changelog_names_this_version() -> None:
    assert f"## {__version__}" in CHANGELOG
