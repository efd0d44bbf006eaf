"""``custcheck check``: which files it takes, and how it tells what is wrong in them."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import QUESTIONNAIRES

from custcheck.__main__ import main

Capture = pytest.CaptureFixture[str]

BANK = QUESTIONNAIRES / "warning-signs.yaml"
SHIPPED = sorted(QUESTIONNAIRES.rglob("*.yaml"))
OTHER_YAML = "services:\n  web: {image: nginx}\n"


def check(capsys: Capture, *paths: str | Path) -> tuple[int, list[str]]:
    """Check paths, without a word on stderr, and return the code and the lines."""
    code = main(["check", *map(str, paths)])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out.splitlines()


def refused(capsys: Capture, *paths: str | Path) -> str:
    code = main(["check", *map(str, paths)])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    return err


def bank(identity: str, more: str = "") -> str:
    return BANK.read_text(encoding="utf-8").replace("id: warning-signs", f"id: {identity}") + more


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which is the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(folder: Path, **files: str) -> None:
    """Write files; ``sub__name`` goes to the folder ``sub``."""
    for name, text in files.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


# Which files


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_are_clean(path: Path, capsys: Capture) -> None:
    assert check(capsys, path) == (0, ["Nothing wrong in 1 file."])


def test_shipped_files_are_clean_together(capsys: Capture) -> None:
    assert check(capsys, QUESTIONNAIRES) == (0, [f"Nothing wrong in {len(SHIPPED)} files."])


def test_folders_are_searched_to_the_bottom(folder: Path, capsys: Capture) -> None:
    write(folder, top=bank("one"), sub__middle=bank("two"), sub__sub__low=bank("three"))
    (folder / "low.yml").write_text(bank("four"), encoding="utf-8")
    (folder / "notes.txt").write_text("custcheck: 1\n", encoding="utf-8")

    assert check(capsys, folder) == (0, ["Nothing wrong in 4 files."])


def test_hidden_folders_are_left_alone(folder: Path, capsys: Capture) -> None:
    write(folder, top=bank("one"))
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "bad.yaml").write_text("custcheck: 1\n", encoding="utf-8")

    assert check(capsys, folder) == (0, ["Nothing wrong in 1 file."])


def test_what_is_no_file_is_left_alone(folder: Path, capsys: Capture) -> None:
    write(folder, top=bank("one"))
    os.mkfifo(folder / "pipe.yaml")
    (folder / "folder.yaml").mkdir()
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    (folder / "loop").symlink_to(folder)

    assert check(capsys, folder) == (0, ["Nothing wrong in 1 file."])


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"other": OTHER_YAML}, "1 other YAML file skipped: other.yaml"),
        (
            {"other": OTHER_YAML, "sub__empty": ""},
            "2 other YAML files skipped: other.yaml, sub/empty.yaml",
        ),
        ({"other": "a: &x 1\nb: *x\n"}, "1 other YAML file skipped: other.yaml"),
        ({"other": "a: !tag 1\n"}, "1 other YAML file skipped: other.yaml"),
        ({"other": "- [not closed\n"}, "1 other YAML file skipped: other.yaml"),
        ({"other": "# custcheck: 1 would be ours\n- a\n"}, "1 other YAML file skipped: other.yaml"),
        ({"other": "x: y\n" * 300_000}, "1 other YAML file skipped: other.yaml"),
    ],
    ids=["mapping", "two", "anchors", "tags", "broken", "comment", "large"],
)
def test_other_yaml_is_skipped_and_counted(
    files: dict[str, str], says: str, folder: Path, capsys: Capture
) -> None:
    write(folder, top=bank("one"), **files)

    assert check(capsys, ".") == (0, ["Nothing wrong in 1 file.", says])


@pytest.mark.parametrize(
    "content",
    [
        b"custcheck: 1\nkind: [bank\n",
        b'{"custcheck": 1, "kind": "bank"',
        b"custcheck: 1\nkind: &a bank\nid: *a\n",
        b"custcheck: 1\ntitle: caf\xe9\n",
        BANK.read_text(encoding="utf-8").encode("utf-16"),
        b"# A bank\n\r\ncustcheck : 1\n\tkind: bank\n",
    ],
    ids=["syntax", "JSON", "alias", "Latin-1", "UTF-16", "tab"],
)
def test_a_broken_file_of_ours_is_not_skipped(
    content: bytes, folder: Path, capsys: Capture
) -> None:
    (folder / "broken.yaml").write_bytes(content)
    code, lines = check(capsys, folder)

    assert code == 1
    assert re.search(r"broken\.yaml:\d+:\d+: Y\d\d ", lines[0])


def test_a_named_file_is_never_skipped(folder: Path, capsys: Capture) -> None:
    write(folder, top=bank("one"), other=OTHER_YAML)
    for paths in (["other.yaml", "top.yaml"], [".", "other.yaml"], ["other.yaml", "."]):
        code, lines = check(capsys, *paths)

        assert code == 1
        assert lines[0].startswith('other.yaml:1:1: S02 "kind" is missing')
        assert lines[-1] == "1 error in 1 of 2 files."


def test_a_named_file_needs_no_suffix(folder: Path, capsys: Capture) -> None:
    (folder / "bank.txt").write_text(bank("one"), encoding="utf-8")

    assert check(capsys, "bank.txt") == (0, ["Nothing wrong in 1 file."])


def test_no_path_means_questionnaires(folder: Path, capsys: Capture) -> None:
    write(folder, bad="custcheck: 1\n", questionnaires__good=bank("one"))

    assert check(capsys) == (0, ["Nothing wrong in 1 file."])


def test_no_path_means_the_current_folder(folder: Path, capsys: Capture) -> None:
    write(folder, bad="custcheck: 1\n", sub__good=bank("one"))
    code, lines = check(capsys)

    assert (code, lines[-1]) == (1, "1 error in 1 of 2 files.")
    assert lines[0].startswith("bad.yaml:1:1: S02 ")


def test_nothing_to_check(folder: Path, capsys: Capture) -> None:
    write(folder, sub__other=OTHER_YAML)

    assert refused(capsys) == 'custcheck: There is no questionnaire file in ".".\n'
    assert '"sub"' in refused(capsys, "sub")


def test_a_path_that_does_not_exist(folder: Path, capsys: Capture) -> None:
    write(folder, warning_signs=bank("one"))

    assert refused(capsys, "warning_sings.yaml") == (
        'custcheck: "warning_sings.yaml" does not exist. Did you mean "warning_signs.yaml"?\n'
    )


def test_a_folder_that_cannot_be_read(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence about a folder would look like praise."""
    write(folder, top=bank("one"), secret__low=bank("two"))
    really_scan = os.scandir

    def scan(path: str | Path) -> "os._ScandirIterator[str]":
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied", str(path))
        return really_scan(str(path))

    monkeypatch.setattr(os, "scandir", scan)

    assert refused(capsys) == 'custcheck: "secret" cannot be read: permission denied.\n'


@pytest.mark.parametrize(
    "paths",
    [
        ["top.yaml", "top.yaml"],
        ["top.yaml", "./top.yaml"],
        ["top.yaml", "sub/../top.yaml"],
        ["top.yaml", "link.yaml"],
        [".", "top.yaml"],
        [".", "."],
        ["top.yaml", "ABSOLUTE"],
    ],
    ids=" ".join,
)
def test_one_file_is_checked_once(paths: Sequence[str], folder: Path, capsys: Capture) -> None:
    write(folder, top=bank("one"))
    (folder / "sub").mkdir()
    (folder / "link.yaml").symlink_to("top.yaml")
    given = [str(folder / "top.yaml") if path == "ABSOLUTE" else path for path in paths]

    assert check(capsys, *given) == (0, ["Nothing wrong in 1 file."])


def test_one_bank_id_in_two_files(folder: Path, capsys: Capture) -> None:
    write(folder, a=bank("one"), b=bank("one"), c=bank("one"))
    code, lines = check(capsys, folder)

    assert code == 1
    assert [line for line in lines if "R03" in line] == [
        f'{folder / name}:4:5: R03 The bank id "one" is already taken by {folder / "a.yaml"}.'
        for name in ("b.yaml", "c.yaml")
    ]


# What is told


def test_files_are_told_in_order(folder: Path, capsys: Capture) -> None:
    write(folder, b="custcheck: 1\n", a="custcheck: 1\n", c=bank("one", "  - {id: x}\n"))
    _, lines = check(capsys, "c.yaml", "b.yaml", "a.yaml")

    guilty = [line[:6] for line in lines if line[1:6] == ".yaml"]
    assert guilty == ["a.yaml", "b.yaml", "c.yaml", "c.yaml", "c.yaml"]
    assert lines[-1] == "5 errors in 3 of 3 files."


def test_warnings_alone_do_not_fail(folder: Path, capsys: Capture) -> None:
    label = "A label that no list has the room to show"
    text = BANK.read_text(encoding="utf-8").replace("Leaders away from the front line", label)
    write(folder, long=text)
    code, lines = check(capsys, "long.yaml")

    assert (code, lines[-1]) == (0, "1 warning in 1 of 1 file.")


def test_answers_to_a_bank_of_the_same_run(folder: Path, capsys: Capture) -> None:
    answers = "custcheck: 1\nkind: answers\nanswers:\n  own: {cost_over_customers: maybe}\n"
    write(folder, own=bank("own"), answers=answers)
    code, lines = check(capsys, "answers.yaml", "own.yaml")

    assert code == 1
    assert lines[0].startswith('answers.yaml:4:30: A02 "maybe" does not answer')
    assert check(capsys, "answers.yaml")[1][0] == 'answers.yaml:4:3: A01 There is no bank "own".'


def test_answers_to_a_broken_bank_are_not_judged(folder: Path, capsys: Capture) -> None:
    answers = "custcheck: 1\nkind: answers\nanswers:\n  own: {gone: yes}\n"
    write(folder, own=bank("own", "  - {id: x}\n"), answers=answers)
    _, lines = check(capsys, folder)

    assert lines[-1] == "3 errors in 1 of 2 files."
