"""The README keeps its word: its report, its samples, its options, its commands' help."""

import re
from pathlib import Path

import pytest
from conftest import SAMPLE, TESTS

from custcheck import __version__
from custcheck.__main__ import main
from custcheck.catalogue import RULES
from custcheck.errors import ExitCode

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


@pytest.mark.parametrize("name", ["answers", "bank"])
def test_samples_are_clean(name: str, capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(block(f"sample: {name}"), "utf-8")
    code = main(["check", str(path)])

    assert (code, capsys.readouterr().out) == (0, "Nothing wrong in 1 file.\n")


def test_every_option_of_audit_is_in_the_table(capsys: Capture) -> None:
    main(["audit", "--help"])
    in_help = set(re.findall(r"^  (--[a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    in_table = set(re.findall(r"^\| `(--[a-z-]+)", README, re.MULTILINE))

    assert in_table == in_help - {"--help"}


def test_every_command_is_shown(capsys: Capture) -> None:
    main(["--help"])
    commands = re.findall(r"^  ([a-z]+)  ", capsys.readouterr().out, re.MULTILINE)

    assert commands
    assert [name for name in commands if f"custcheck {name}" not in " ".join(README.split())] == []


def test_options_shown_in_commands_exist(capsys: Capture) -> None:
    main(["audit", "--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) | {"--install-completion"}
    shown = set(re.findall(r"custcheck [^\n`]*?(--[a-z-]+)", README))

    assert shown <= known


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


def test_rule_codes_are_unique_and_sorted_by_family() -> None:
    assert all(code == rule.code for code, rule in RULES.items())
    assert len({rule.slug for rule in RULES.values()}) == len(RULES)
