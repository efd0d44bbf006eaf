"""A bank to start from: it passes the checks, audits at once, and takes nobody's place."""

import io
import sys
from pathlib import Path

import pytest

from custcheck.__main__ import main
from custcheck.loading import load_banks

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch

NAMES = ["service-desk", "a", "todo", "null", "no", "on", "x_1-y", "z" * 64]
"""Good ids; some of them YAML would read as no text, or a check as no title."""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(monkeypatch: Patch, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.mark.parametrize("name", NAMES)
def test_it_passes_the_checks(name: str, capsys: Capture) -> None:
    code = main(["new", name])
    out, err = capsys.readouterr()
    path = Path(f"{name}.yaml")

    assert (code, out) == (0, "")
    assert err == (
        f"Written: {path}, a bank of 3 questions with comments. Make it your own, then:\n"
        f"  custcheck check {path}\n"
        f"  custcheck audit --bank {path}\n"
    )
    assert main(["check", "--strict", str(path)]) == 0
    assert capsys.readouterr().out == "Nothing wrong in 1 file.\n"
    assert load_banks([path])[0].bank.id == name


def test_it_audits_at_once(capsys: Capture, monkeypatch: Patch) -> None:
    main(["new", "service-desk"])
    monkeypatch.setattr(sys, "stdin", io.StringIO("n: heard in ten calls\nUsually\n4\n"))
    code = main(["audit", "--bank", "service-desk.yaml", "--file", "answers.yaml"])
    out, err = capsys.readouterr()

    assert code == 0, err
    assert "It scores 92 of 100" in out  # the mean of 100, 75 and 100
    assert "3 of 3 answered" in out


def test_from_the_new_bank_to_a_report_by_file(capsys: Capture) -> None:
    main(["new", "service-desk"])
    main(["template", "--bank", "service-desk.yaml", "--output", "answers.yaml"])
    blank = Path("answers.yaml").read_text("utf-8")
    Path("answers.yaml").write_text(blank.replace("told_twice:", "told_twice: yes"), "utf-8")
    capsys.readouterr()
    codes = [
        main(["check", "--ignore", "A03", "."]),
        main(["audit", "--bank", "service-desk.yaml", "--answers", "answers.yaml"]),
    ]
    out, err = capsys.readouterr()

    assert (codes, err) == ([0, 0], "")
    assert "Nothing wrong in 2 files." in out
    assert "1 of 3 answered" in out


def test_what_an_author_can_learn_from_it(capsys: Capture) -> None:
    main(["new", "service-desk"])
    text = Path("service-desk.yaml").read_text("utf-8")
    (bank,) = load_banks([Path("service-desk.yaml")])

    assert {question.type for question in bank.bank.questions} == {"yesno", "scale", "levels"}
    assert len(bank.bank.scales) == 1
    assert {q.dimension for q in bank.bank.questions} == {d.id for d in bank.bank.dimensions}
    assert all(q.action and q.evidence and q.label for q in bank.bank.questions)
    assert "# Ids are for ever" in text
    assert [line for line in text.splitlines() if len(line) > 100] == []


@pytest.mark.parametrize(
    ("schema", "output", "line"),
    [
        (None, None, None),
        ("schemas", None, "schemas/bank.json"),
        ("../schemas", None, "../schemas/bank.json"),
        ("questionnaires/schemas", None, "questionnaires/schemas/bank.json"),
        ("questionnaires/schemas", "questionnaires/own.yaml", "schemas/bank.json"),
        ("schemas", "../own.yaml", None),
    ],
)
def test_the_first_line_names_a_schema_that_is_there(
    schema: str | None, output: str | None, line: str | None
) -> None:
    if schema is not None:
        Path(schema).mkdir(parents=True)
        Path(schema, "bank.json").touch()
    main(["new", "own", *(["--output", output] if output else [])])
    first = Path(output or "own.yaml").read_text("utf-8").splitlines()[0]

    if line is None:
        assert first.startswith("# A question bank for custcheck")
    else:
        assert first == f"# yaml-language-server: $schema={line}"


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Service Desk", "service-desk"),
        ("2nd line", "bank-2nd-line"),
        ("desk.yaml", "desk"),
        ("banks/Desk.yml", "desk"),
        ("Kundennähe", "kundennahe"),
        ("顧客", "my-bank"),
        ("", "my-bank"),
        ("-", None),
        ("desk\n", "desk"),
        ("\x1b[31mred", None),
        ("y" * 65, "y" * 58),
    ],
)
def test_bad_names(name: str, suggestion: str | None, capsys: Capture) -> None:
    code = main(["new", "--", name])
    err = capsys.readouterr().err

    assert code == 2
    assert "cannot be an id: an id has only lower-case letters" in err
    assert "\x1b" not in err
    assert suggestion is None or err.endswith(f" Try: custcheck new {suggestion}\n")
    assert list(Path().iterdir()) == []


def test_a_suggestion_is_a_good_name(capsys: Capture) -> None:
    main(["new", "Ümlaut & Söhne!"])
    suggestion = capsys.readouterr().err.split()[-1]

    assert main(["new", suggestion]) == 0


def test_a_shipped_name(capsys: Capture) -> None:
    code = main(["new", "warning-signs"])

    assert code == 2
    assert 'There is a shipped bank "warning-signs"' in capsys.readouterr().err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("output", [None, "own.yaml", "link.yaml", "."])
def test_nothing_is_written_over(output: str | None, capsys: Capture) -> None:
    Path("own.yaml").write_text("mine", "utf-8")
    Path("link.yaml").symlink_to("own.yaml")
    code = main(["new", "own", *(["--output", output] if output else [])])

    assert code == 2
    assert "exists, and is left as it is." in (err := capsys.readouterr().err) or output == "."
    assert "Written" not in err
    assert Path("own.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize("output", ["no/such/folder.yaml", "x" * 300, "a\0b"])
def test_what_cannot_be_written(output: str, capsys: Capture) -> None:
    code = main(["new", "own", "--output", output])
    err = capsys.readouterr().err

    assert code == 2
    assert err.startswith("custcheck: ")
    assert "Written" not in err


def test_a_file_name_that_a_shell_would_split(capsys: Capture) -> None:
    main(["new", "own", "--output", "my own.yaml"])

    assert "custcheck check 'my own.yaml'\n" in capsys.readouterr().err
