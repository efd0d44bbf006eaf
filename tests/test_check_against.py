"""``custcheck check --against REV``: ids that are gone, as git remembers them: R10."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from custcheck.__main__ import main

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")

Capture = pytest.CaptureFixture[str]

BANK = """\
custcheck: 1
kind: bank
id: case
version: "1.0"
title: A case
dimensions: [{id: speed, name: Speed}, {id: manners, name: Manners}]
roles: [{id: agent, name: Agents, short: Agent}]
scales:
  share: [{value: 0, label: None}, {value: 1, label: Some}, {value: 2, label: All}]
groups: [{id: first, title: First}, {id: second, title: Second}]
questions:
  - {id: one, group: first, dimension: speed, type: yesno, yes_is: good, text: Is it quick?}
  - {id: two, group: second, dimension: manners, type: yesno, yes_is: good, text: Is it kind?}
  - {id: three, dimension: manners, type: scale, scale: share, ask: [agent], text: How much is?}
"""


def git(folder: Path, *arguments: str) -> None:
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=A Tester", "-c", "user.email=tester@example.com"]
    subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env=os.environ | quiet,
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository, the current folder, with a bank committed and tagged ``then``."""
    folder = tmp_path / "repository"
    (folder / "banks").mkdir(parents=True)
    monkeypatch.chdir(folder)
    (folder / "banks" / "case.yaml").write_text(BANK, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Write a bank")
    git(folder, "tag", "then")
    return folder


def check(capsys: Capture, *arguments: str) -> tuple[int, list[str]]:
    code = main(["check", "--select", "R10", "--format", "concise", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out.splitlines()[:-1]


def change(repository: Path, *changes: tuple[str, str]) -> None:
    text = BANK
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (repository / "banks" / "case.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("revision", ["then", "HEAD", "HEAD~0"])
@pytest.mark.parametrize("path", ["banks", "banks/case.yaml", "ABSOLUTE"])
def test_an_id_that_is_gone(revision: str, path: str, repository: Path, capsys: Capture) -> None:
    change(repository, ("{id: two,", "{id: zwei,"))
    path = path.replace("ABSOLUTE", str(repository / "banks" / "case.yaml"))
    code, lines = check(capsys, "--against", revision, path)

    assert code == 0
    (line,) = lines
    assert line.endswith(f'case.yaml:11:1: R10 The question "two" of {revision} is gone.')
    assert check(capsys, "--against", revision, "--strict", path)[0] == 1


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("id: case", "id: kiste", ' R10 The bank "case"'),
        ("{id: manners, ", "{id: tone, ", '6:1: R10 The dimension "manners"'),
        ("{id: agent, ", "{id: clerk, ", '7:1: R10 The role "agent"'),
        ("share: [{", "part: [{", '8:1: R10 The scale "share"'),
        ("{id: second, title", "{id: last, title", '10:1: R10 The group "second"'),
    ],
)
def test_every_kind_of_id(
    before: str, after: str, says: str, repository: Path, capsys: Capture
) -> None:
    change(repository, (before, after))
    lines = check(capsys, "--against", "then", "banks")[1]

    assert lines == [f"banks/case.yaml:{says} of then is gone."]


def test_files_that_trade_their_names(repository: Path, capsys: Capture) -> None:
    banks = repository / "banks"
    (banks / "other.yaml").write_text(BANK.replace("id: case", "id: other"))
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Another")
    (banks / "other.yaml").rename(banks / "third.yaml")
    (banks / "case.yaml").rename(banks / "other.yaml")
    (banks / "third.yaml").rename(banks / "case.yaml")

    assert check(capsys, "--against", "HEAD", "banks") == (0, [])


def test_a_bank_that_was_emptied(repository: Path, capsys: Capture) -> None:
    (repository / "banks" / "case.yaml").write_text("")
    (repository / "banks" / "new.yaml").write_text(BANK.replace("id: case", "id: another"))

    lines = check(capsys, "--against", "then", "banks")[1]

    assert lines[0] == 'banks/case.yaml: R10 The bank "case" of then is gone.'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("questions:", "questons:"),
        ("{id: two,", "{idd: two,"),
        ("id: case", "idd: case"),
        ("groups: [", "gruops: ["),
        ("title: A case", "title: [A case"),
    ],
)
def test_what_cannot_be_told_is_not_gone(
    before: str, after: str, repository: Path, capsys: Capture
) -> None:
    """A misspelt key has a fault of its own."""
    change(repository, (before, after))

    assert [line for line in check(capsys, "--against", "then", "banks")[1] if "R10" in line] == []


def test_ids_that_are_all_there(repository: Path, capsys: Capture) -> None:
    change(repository, ("Is it quick?", "Is it fast?"), ("  - {id: one", "  # first\n  - {id: one"))
    new = BANK.replace("id: case", "id: another").replace("{id: one,", "{id: eins,")
    (repository / "banks" / "new.yaml").write_text(new, encoding="utf-8")

    assert check(capsys, "--against", "then", "banks") == (0, [])


def test_a_bank_that_is_gone(repository: Path, capsys: Capture) -> None:
    (repository / "banks" / "case.yaml").unlink()
    new = BANK.replace("id: case", "id: another")
    (repository / "banks" / "new.yaml").write_text(new, encoding="utf-8")

    assert check(capsys, "--against", "then", "banks") == (
        0,
        ['banks/case.yaml: R10 The bank "case" of then is gone.'],
    )
    assert check(capsys, "--against", "then", ".")[1] == [
        'banks/case.yaml: R10 The bank "case" of then is gone.'
    ]
    assert check(capsys, "--against", "then", "banks/new.yaml") == (0, [])
    assert check(capsys, "--against", "then", "--ignore", "R10", "banks") == (0, [])


@pytest.mark.parametrize("folder", ["banks", "more", "."])
def test_a_bank_that_has_moved(folder: str, repository: Path, capsys: Capture) -> None:
    """It is found by its id, wherever it is now."""
    (repository / "banks" / "case.yaml").unlink()
    (repository / folder).mkdir(exist_ok=True)
    moved = repository / folder / "moved.yaml"
    moved.write_text(BANK, encoding="utf-8")

    assert check(capsys, "--against", "then", ".") == (0, [])

    moved.write_text(BANK.replace("{id: two,", "{id: zwei,"), encoding="utf-8")
    path = moved.relative_to(repository)

    assert check(capsys, "--against", "then", ".")[1] == [
        f'{path}:11:1: R10 The question "two" of then is gone.'
    ]


def test_hidden_and_other_files_are_not_missed(repository: Path, capsys: Capture) -> None:
    for name in (".hidden/case.yaml", "other.yaml", "notes.txt"):
        path = repository / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("a: 1\n" if name == "other.yaml" else BANK.replace("case", "lost"))
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "More")
    for name in (".hidden/case.yaml", "other.yaml", "notes.txt"):
        (repository / name).unlink()

    assert check(capsys, "--against", "HEAD", ".") == (0, [])


def test_in_a_hook_git_looks_where_the_files_are(
    repository: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells its hooks a GIT_DIR, and from a folder below it would then find no file."""
    change(repository, ("{id: two,", "{id: zwei,"))
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository / ".git" / "index"))

    assert len(check(capsys, "--against", "then", "banks")[1]) == 1


def test_a_comment_for_it_waits_for_a_revision(repository: Path, capsys: Capture) -> None:
    change(repository, ("questions:", "# custcheck: ignore[R10] it was never asked\nquestions:"))
    code = main(["check", "--select", "C", "--format", "concise", "banks"])

    assert (code, capsys.readouterr().out) == (0, "Nothing wrong in 1 file.\n")
    main(["check", "--select", "C,R10", "--format", "concise", "--against", "then", "banks"])
    assert "C02 There is no R10 on line 12 to ignore." in capsys.readouterr().out


def test_standard_input_may_be_of_a_folder_to_come(
    repository: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(BANK.encode())))

    assert check(capsys, "--against", "then", "-", "--stdin-filename", "new/case.yaml") == (0, [])


def test_a_whole_list_that_is_gone(repository: Path, capsys: Capture) -> None:
    groups = "groups: [{id: first, title: First}, {id: second, title: Second}]\n"
    change(repository, (groups, ""), ("group: first, ", ""), ("group: second, ", ""))

    assert check(capsys, "--against", "then", "banks")[1] == [
        'banks/case.yaml:1:1: R10 The group "first" of then is gone.',
        'banks/case.yaml:1:1: R10 The group "second" of then is gone.',
    ]


def test_what_was_no_bank_then_has_lost_nothing(repository: Path, capsys: Capture) -> None:
    (repository / "banks" / "case.yaml").write_text("custcheck: [\n", encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "Break it")
    change(repository)

    assert check(capsys, "--against", "HEAD", "banks") == (0, [])
    assert check(capsys, "--against", "then", "banks") == (0, [])


def test_a_comment_can_hide_it(repository: Path, capsys: Capture) -> None:
    reason = "# custcheck: ignore[R10] it was never asked\nquestions:"
    change(repository, ("{id: two,", "{id: zwei,"), ("questions:", reason))

    assert check(capsys, "--against", "then", "banks") == (0, [])


def refused(capsys: Capture, *arguments: str) -> str:
    code = main(["check", *arguments])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    return err


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("revision", ["nowhere", "--all", "", "HEAD:banks", "-p"])
def test_a_revision_that_git_does_not_know(revision: str, capsys: Capture) -> None:
    assert refused(capsys, f"--against={revision}", "banks") == (
        f'custcheck: --against: git knows no revision "{revision}". A shallow clone has few.\n'
    )


def test_a_folder_that_is_in_no_repository(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    path = tmp_path / "case.yaml"
    path.write_text(BANK, encoding="utf-8")

    assert refused(capsys, "--against", "HEAD", str(path)).startswith(
        "custcheck: --against: git says: not a git repository"
    )


@pytest.mark.usefixtures("repository")
def test_no_git(capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert refused(capsys, "--against", "HEAD", "banks") == (
        "custcheck: --against needs git, which is not installed.\n"
    )
