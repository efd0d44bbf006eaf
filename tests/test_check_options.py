"""``custcheck check``: which rules count, what makes it fail, standard input, configuration."""

import io
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import QUESTIONNAIRES

from custcheck.__main__ import main
from custcheck.catalogue import RULES

Capture = pytest.CaptureFixture[str]

LONG = "A label that no list has the room to show"
BANK = f"""\
custcheck: 1
kind: bank
id: case
version: "1.0"
title: A case
framework: customer-centricity
questions:
  - id: one
    dimension: ease
    type: yesno
    yes_is: good
    label: {LONG}
    text: Is a reply sent within a day?
  - id: two
    dimension: eas
    type: yesno
    yes_is: good
    text: Is the reply  signed?
"""
"""A warning (S14 on line 12), an error (R01 on line 15) and a warning (S10 on line 18)."""
MENDED = BANK.replace("eas\n", "ease\n")
CODE = re.compile(r"^\S+?:\d+:\d+: (\w\d\d) ", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which is the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def bank(folder: Path) -> Path:
    """Return a bank in the current folder with an error and two warnings."""
    path = folder / "case.yaml"
    path.write_text(BANK, encoding="utf-8")
    return path


def codes(capsys: Capture, *arguments: str) -> tuple[int, list[str]]:
    """Check with options, without a word on stderr; return the exit code and the codes found."""
    code = main(["check", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return code, CODE.findall(out)


def refused(capsys: Capture, *arguments: str) -> str:
    code = main(["check", *arguments])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    return err


# Which rules


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize(
    ("arguments", "code", "found"),
    [
        ("", 1, ["S14", "R01", "S10"]),
        ("--select S", 0, ["S14", "S10"]),
        ("--select S14", 0, ["S14"]),
        ("--select s14", 0, ["S14"]),
        ("--select too-long-for-lists", 0, ["S14"]),
        ("--select S1,R", 1, ["S14", "R01", "S10"]),
        ("--select S14 --select R01", 1, ["S14", "R01"]),
        ("--select P", 0, []),
        ("--ignore R01", 0, ["S14", "S10"]),
        ("--ignore R,S14", 0, ["S10"]),
        ("--select S --ignore S14", 0, ["S10"]),
        ("--strict", 1, ["S14", "R01", "S10"]),
        ("--strict --ignore R01", 1, ["S14", "S10"]),
        ("--strict --ignore R01 --fail-on error", 0, ["S14", "S10"]),
        ("--ignore R01 --fail-on warning", 1, ["S14", "S10"]),
        ("--ignore R01 --fail-on info", 1, ["S14", "S10"]),
        ("--fail-on never", 0, ["S14", "R01", "S10"]),
        ("--select P --fail-on info", 0, []),
    ],
)
def test_selected_rules(arguments: str, code: int, found: list[str], capsys: Capture) -> None:
    assert codes(capsys, *arguments.split()) == (code, found)


def test_a_note_fails_only_when_it_is_asked_to(folder: Path, capsys: Capture) -> None:
    (folder / "case.yaml").write_bytes(b"\xef\xbb\xbf" + BANK[: BANK.index("  - id: two")].encode())
    options = ["--select", "Y"]

    assert codes(capsys, *options) == (0, ["Y14"])
    assert codes(capsys, *options, "--strict") == (0, ["Y14"])
    assert codes(capsys, *options, "--fail-on", "warning") == (0, ["Y14"])
    assert codes(capsys, *options, "--fail-on", "info") == (1, ["Y14"])


def test_a_strict_rule_waits_to_be_asked_for(folder: Path, capsys: Capture) -> None:
    text = BANK.replace("type: yesno\n    yes_is: good", "type: levels\n    levels: LEVELS")
    levels = "[{value: 1, label: Good}, {value: 2, label: Better}, {value: 3, label: Much better}]"
    (folder / "case.yaml").write_text(text.replace("LEVELS", levels), encoding="utf-8")

    assert "W17" not in codes(capsys)[1]
    assert "W17" not in codes(capsys, "--select", "W")[1]
    assert "W17" in codes(capsys, "--strict")[1]
    assert "W17" in codes(capsys, "--select", "W17")[1]
    assert "W17" not in codes(capsys, "--strict", "--ignore", "W17")[1]


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--select W99", '--select: there is no rule "W99". Codes are such as W01, or W for all'),
        ("--select Q", '--select: there is no rule "Q". Codes are such as W01, or W for all'),
        ("--ignore repeated-kay", 'there is no rule "repeated-kay". Did you mean "repeated-key"?'),
        ("--ignore repeated-key", "--ignore: Y05 cannot be ignored"),
        ("--select ,", "--select: name a rule, such as W01."),
        ("--ignore Y04", "--ignore: Y04 cannot be ignored: what follows it cannot be trusted."),
        ("--ignore Y0", "--ignore: Y0 cannot be ignored"),
        ("--format yaml", "'yaml' is not one of"),
        ("--fail-on all", "'all' is not one of"),
    ],
)
def test_a_rule_that_there_is_not(arguments: str, says: str, capsys: Capture) -> None:
    assert says in refused(capsys, *arguments.split())


def test_the_file_must_still_be_read(folder: Path, capsys: Capture) -> None:
    """No option hides what makes the rest of a file meaningless."""
    (folder / "case.yaml").write_text(BANK.replace("id: case", "id: case\nid: two"))
    for options in (["--select", "W"], ["--ignore", "Y,S,R"]):
        assert codes(capsys, *options) == (1, ["Y05"])


def test_every_rule_can_be_selected_and_all_but_ten_ignored(folder: Path, capsys: Capture) -> None:
    (folder / "case.yaml").write_text(BANK[: BANK.index("    label")] + "    text: Is it?\n")
    for code, rule in RULES.items():
        assert codes(capsys, "--select", code) == (0, [])
        if not rule.is_fixed:
            assert codes(capsys, "--ignore", code) == (0, [])


# Configuration


def configure(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize(
    ("table", "arguments", "code", "found"),
    [
        ('select = ["S"]', "", 0, ["S14", "S10"]),
        ('ignore = ["R01", "S10"]', "", 0, ["S14"]),
        ('select = ["S"]\nignore = ["S14"]', "", 0, ["S10"]),
        ('select = ["S"]', "--select R", 1, ["R01"]),
        ('ignore = ["R"]', "--select R --ignore S", 1, ["R01"]),
        ('ignore = ["R01"]', "--ignore S10", 1, ["S14", "R01"]),
        ('ignore = ["R01"]', "--select R,S10", 1, ["R01", "S10"]),
        ('per-file-ignores = {"case.yaml" = ["R", "S10"]}', "", 0, ["S14"]),
        ('per-file-ignores = {"*.yaml" = ["R01"]}', "--ignore S", 0, []),
        ('per-file-ignores = {"drafts/*" = ["R01"]}', "", 1, ["S14", "R01", "S10"]),
        ("", "", 1, ["S14", "R01", "S10"]),
    ],
)
def test_configured_rules(
    table: str, arguments: str, code: int, found: list[str], folder: Path, capsys: Capture
) -> None:
    configure(folder, f"[tool.custcheck]\n{table}\n")

    assert codes(capsys, *arguments.split()) == (code, found)


@pytest.mark.usefixtures("bank")
def test_the_nearest_configuration_counts(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(folder, '[tool.custcheck]\nignore = ["R01"]\nper-file-ignores = {"a/*" = ["S10"]}\n')
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "case.yaml").write_text(BANK, encoding="utf-8")
    configure(folder / "a", '[project]\nname = "custcheck-banks"\n')
    monkeypatch.chdir(inner)

    assert codes(capsys) == (0, ["S14"])
    assert codes(capsys, "../../case.yaml") == (0, ["S14", "S10"])


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[tool.custcheck]\nselct = []\n", '"selct" is not a known key. Did you mean "select"?'),
        (
            '[tool.custcheck]\nselect = "W"\n',
            'select: write a list of codes, such as ["W01", "P"].',
        ),
        ("[tool.custcheck]\nignore = [1]\n", "ignore: write a list of codes"),
        ('[tool.custcheck]\nignore = ["Y01"]\n', "ignore: Y01 cannot be ignored"),
        ('[tool.custcheck]\nselect = ["Z"]\n', 'select: there is no rule "Z".'),
        ("[tool.custcheck]\nper-file-ignores = []\n", 'per-file-ignores: write {"drafts/*.yaml"'),
        (
            '[tool.custcheck.per-file-ignores]\n"*.yaml" = "W"\n',
            "per-file-ignores: write a list of codes",
        ),
        ("[tool]\ncustcheck = 1\n", "custcheck should be a table under tool."),
        ("[tool.custcheck\n", "is not TOML: "),
        (f"[tool.custcheck]\nselect = {'[' * 5000}{']' * 5000}\n", "is not TOML: "),
    ],
)
def test_a_configuration_that_cannot_be_used(
    text: str, says: str, folder: Path, capsys: Capture
) -> None:
    configure(folder, text)
    err = refused(capsys)

    assert err.startswith(f'custcheck: "{folder / "pyproject.toml"}"')
    assert says in err


@pytest.mark.usefixtures("bank")
def test_a_configuration_of_others_is_none_of_ours(folder: Path, capsys: Capture) -> None:
    configure(folder, "[tool.other\n")

    assert codes(capsys) == (1, ["S14", "R01", "S10"])


# Standard input, and where the result goes


def on_stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        ("-", "stdin"),
        ("- --stdin-filename drafts/new.yaml", "drafts/new.yaml"),
        ("--stdin-filename drafts/new.yaml", "drafts/new.yaml"),
    ],
)
def test_standard_input(
    arguments: str, path: str, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_stdin(monkeypatch, BANK.encode())
    code = main(["check", *arguments.split()])
    out, err = capsys.readouterr()

    assert (code, err) == (1, "")
    assert out.startswith(f"{path}:12:12: S14 ")
    assert out.endswith("1 error, 2 warnings in 1 of 1 file.\n")


def test_standard_input_stands_for_the_file_of_its_name(
    bank: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor checks what is not saved yet, among the files that are."""
    on_stdin(monkeypatch, MENDED.encode())

    assert codes(capsys, ".", "-", "--stdin-filename", "case.yaml") == (0, ["S14", "S10"])


def test_answers_to_a_bank_on_standard_input(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "custcheck: 1\nkind: answers\nanswers: {case: {one: maybe, two: yes}}\n"
    (folder / "answers.yaml").write_text(answers, encoding="utf-8")
    on_stdin(monkeypatch, MENDED.encode())

    assert codes(capsys, "-", "answers.yaml", "--ignore", "S") == (1, ["A02"])


def test_answers_on_standard_input(
    bank: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_stdin(monkeypatch, b"custcheck: 1\nkind: answers\nanswers: {case: {one: maybe}}\n")
    bank.write_text(MENDED, encoding="utf-8")

    assert codes(capsys, "-", "case.yaml", "--ignore", "S,A03") == (1, ["A02"])


@pytest.mark.usefixtures("bank")
def test_a_name_for_standard_input_needs_it(capsys: Capture) -> None:
    assert refused(capsys, "case.yaml", "--stdin-filename", "x.yaml") == (
        "custcheck: --stdin-filename names standard input, which goes by - as a path.\n"
    )


@pytest.mark.usefixtures("bank")
def test_the_result_in_a_file(folder: Path, capsys: Capture) -> None:
    code = main(["check", "--format", "json", "--output", "result.json"])
    out, err = capsys.readouterr()

    assert (code, out, err) == (1, "", "")
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert [problem["code"] for problem in result["problems"]] == ["S14", "R01", "S10"]


@pytest.mark.parametrize("output", ["case.yaml", "./case.yaml", "link.yaml"])
@pytest.mark.parametrize("path", ["case.yaml", "."])
def test_the_result_is_not_written_over_what_is_checked(
    output: str, path: str, bank: Path, capsys: Capture
) -> None:
    (bank.parent / "link.yaml").symlink_to(bank)

    assert refused(capsys, path, "--output", output) == (
        f'custcheck: --output "{Path(output)}" would overwrite a file that is checked.\n'
    )
    assert bank.read_text(encoding="utf-8") == BANK


@pytest.mark.usefixtures("bank")
def test_a_result_that_cannot_be_written(capsys: Capture) -> None:
    assert '"no/where.txt" cannot be written' in refused(capsys, "--output", "no/where.txt")


@pytest.mark.usefixtures("bank")
def test_a_github_workflow_gets_its_format(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    main(["check"])
    assert capsys.readouterr().out.startswith("::error file=case.yaml,line=15,")

    main(["check", "--format", "text"])
    assert capsys.readouterr().out.startswith("case.yaml:12:12: S14 ")


def test_problems_in_a_framework_that_is_not_checked_itself(folder: Path, capsys: Capture) -> None:
    framework = (QUESTIONNAIRES / "framework.yaml").read_text(encoding="utf-8")
    (folder / "framework.yaml").write_text(framework.replace("target: 75", "target: 175"))
    (folder / "case.yaml").write_text(BANK, encoding="utf-8")

    assert codes(capsys, "case.yaml", "--select", "S04") == (1, ["S04"])
    assert codes(capsys, "case.yaml", "--select", "S14") == (0, ["S14"])
    assert codes(capsys, "case.yaml", "framework.yaml", "--select", "S04") == (1, ["S04"])
    assert codes(capsys, "case.yaml", "./framework.yaml", "--select", "S04") == (1, ["S04"])


def test_comments_of_a_framework_that_is_not_checked_itself(folder: Path, capsys: Capture) -> None:
    """An editor checks one bank at a time."""
    framework = (QUESTIONNAIRES / "framework.yaml").read_text(encoding="utf-8")
    comment = "target: 175  # custcheck: ignore[S04] more than all"
    (folder / "framework.yaml").write_text(framework.replace("target: 75", comment))
    (folder / "case.yaml").write_text(BANK, encoding="utf-8")

    assert codes(capsys, "case.yaml", "--select", "S04") == (0, [])
    assert codes(capsys, ".", "--select", "S04") == (0, [])


def test_a_framework_that_does_not_say_what_it_is(folder: Path, capsys: Capture) -> None:
    framework = (QUESTIONNAIRES / "framework.yaml").read_text(encoding="utf-8")
    (folder / "framework.yaml").write_text(framework.replace("custcheck: 1\n", ""))
    (folder / "case.yaml").write_text(BANK, encoding="utf-8")

    for path in ("case.yaml", "."):
        assert codes(capsys, path, "--select", "S02") == (1, ["S02"])


def test_answers_to_a_bank_with_a_hidden_error_of_wording(folder: Path, capsys: Capture) -> None:
    """Two questions alike are an error to the check, and no obstacle to an audit."""
    text = MENDED.replace("Is the reply  signed?", "Is a reply sent within a day?")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    answers = "custcheck: 1\nkind: answers\nanswers: {case: {one: banana, two: yes}}\n"
    (folder / "answers.yaml").write_text(answers, encoding="utf-8")

    assert codes(capsys, "--ignore", "S") == (1, ["A02", "W09"])
    assert codes(capsys, "--ignore", "S,W09") == (1, ["A02"])


def test_a_bank_is_read_anew_in_every_run(folder: Path, capsys: Capture) -> None:
    (folder / "case.yaml").write_text(MENDED, encoding="utf-8")
    answers = "custcheck: 1\nkind: answers\nanswers: {case: {one: yes, two: yes}}\n"
    (folder / "answers.yaml").write_text(answers, encoding="utf-8")

    assert codes(capsys, "--select", "A") == (0, [])
    (folder / "case.yaml").write_text(MENDED.replace("id: two", "id: three"))
    assert codes(capsys, "--select", "A") == (1, ["A01"])


@pytest.mark.parametrize("path", ["case.yaml", "."])
def test_a_framework_on_standard_input(
    path: str, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor checks a framework that is not saved yet, with the banks beside it."""
    framework = (QUESTIONNAIRES / "framework.yaml").read_text(encoding="utf-8")
    (folder / "framework.yaml").write_text(framework, encoding="utf-8")
    (folder / "case.yaml").write_text(MENDED, encoding="utf-8")
    on_stdin(monkeypatch, framework.replace("id: ease", "id: effort").encode())

    named = ["--select", "R01", "--stdin-filename", "framework.yaml"]
    assert codes(capsys, "-", path, *named) == (1, ["R01", "R01"])


def test_the_result_is_not_written_over_a_framework(folder: Path, capsys: Capture) -> None:
    (folder / "framework.yaml").write_text("custcheck: 1\n", encoding="utf-8")
    (folder / "case.yaml").write_text(BANK, encoding="utf-8")

    assert "would overwrite" in refused(capsys, "case.yaml", "--output", "framework.yaml")
