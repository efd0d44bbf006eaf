"""A blank answer file: whole, true to its banks, and deaf to what their text would like to do."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

from custcheck import banks
from custcheck.__main__ import main
from custcheck.answers.template import key_for
from custcheck.loading import load_banks
from custcheck.model import Extent, LoadedBank
from custcheck.source import Plain, parse
from custcheck.text import UNSAFE

Capture = pytest.CaptureFixture[str]

EVERY = [str(path) for path in banks.shipped().values()]


def run(capsys: Capture, *arguments: str | Path) -> str:
    """Run a command that must go well, and return what it prints."""
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


def filled(text: str) -> Mapping[str, Plain]:
    """Return the keys of an answer file that must be clean YAML."""
    source = parse(text.encode(), "answers.yaml")
    assert source.problems == ()
    assert source.data is not None
    return source.data


def asked(loaded: tuple[LoadedBank, ...], extent: Extent, role: str | None) -> dict[str, object]:
    """Return the answers of a blank file: every question that is asked, each without a value."""
    return {
        bank.bank.id: dict.fromkeys(question.id for question in questions)
        for bank in loaded
        if (questions := bank.asked(extent, role))
    }


@pytest.mark.parametrize(
    ("arguments", "names", "extent", "role"),
    [
        ([], banks.CORE, Extent.FULL, None),
        (["--quick"], banks.CORE, Extent.QUICK, None),
        (["--all"], tuple(banks.shipped()), Extent.FULL, None),
        (["--all", "--role", "customer"], tuple(banks.shipped()), Extent.FULL, "customer"),
        (["--quick", "--role", "frontline"], banks.CORE, Extent.QUICK, "frontline"),
        (["--bank", "warning-signs"], ("warning-signs",), Extent.FULL, None),
        (["--bank", EVERY[1], "--bank", EVERY[1]], (EVERY[1],), Extent.FULL, None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_it_asks_what_the_audit_asks(
    arguments: list[str],
    names: tuple[str, ...],
    extent: Extent,
    role: str | None,
    capsys: Capture,
) -> None:
    data = filled(run(capsys, "template", *arguments))

    assert data["answers"] == asked(load_banks([banks.find(n) for n in names]), extent, role)
    assert data["asked"] == extent.value
    assert data["organisation"] == ""
    assert data.get("respondent") == (role and {"role": role})


@pytest.mark.parametrize("extent", ["--all", "--quick"])
def test_it_loads_as_it_is(extent: str, capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "blank.yaml"

    assert run(capsys, "template", extent, "--output", path) == ""
    assert run(capsys, "check", "--ignore", "A03", path) == "Nothing wrong in 1 file.\n"
    assert "cannot be judged yet" in run(capsys, "audit", "--answers", path)


def test_a_filled_in_line_is_an_answer(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    text = run(capsys, "template", "--bank", "warning-signs")
    path.write_text(text.replace("    cost_over_customers:", "    cost_over_customers: yes"))
    report = json.loads(run(capsys, "audit", "--answers", path, "--format", "json"))["report"]

    assert report["trust"]["answered"] == 1


def test_the_words_of_a_question(capsys: Capture) -> None:
    text = run(capsys, "template", "--bank", "tribe-elements", "--role", "employee")

    assert (
        """
    # Group: Shared vision

    # I can explain, from memory, the experience that we want our customers to have.
    # Best witness: Employees
    # Answers, by number or by words:
    #   1 = Strongly disagree
    #   2 = Disagree
    #   3 = Neither (Neither agree nor disagree.)
    #   4 = Agree
    #   5 = Strongly agree
    # Evidence: Answers from ten people asked at random, compared with the written vision.
    vision_from_memory:
"""
        in text
    )
    assert "    # Answers: yes / no\n" in run(capsys, "template")


def test_how_to_answer_stands_at_the_top_once(capsys: Capture) -> None:
    text = run(capsys, "template", "--all")
    top, _, rest = text.partition("custcheck: 1\n")

    for word in ("question_id: yes", "evidence:", "checked_on:", "dont_know", "not_applicable"):
        assert word in top
        assert word not in rest


# Bank text is data

HOSTILE = {
    "line ends": "Q\nanswers: {}\r\n    other: 1\u2028x\u0085y\r# z",
    "comment marks": "# # \n# \n#",
    "escapes": "\x1b[31mred\x1b[0m\x1b]0;title\x07 \x9b2J \x08\x00",
    "a document": "\n---\n...\n%YAML 1.1\n- &a !!x *a",
    "a schema": f"{'a ' * 48}\nyaml-language-server: $schema=http://example.com/x.json",
    "a long word": "w" * 10_000,
    "long words": " ".join(["w" * 99, "v" * 100, "u" * 101] * 9),
    "right to left": "\u202eאבג דהו\u202c \u2066" + "שלום" * 60,
    "CJK": "顧客の声を聞いていますか。" * 40,
    "marks": "e\u0301" * 300,
    "nothing visible": "\u200b\u200b",
    "spaces": "a   b \t c",
}


def hostile_bank(folder: Path, text: str) -> Path:
    """Write a bank that says ``text`` wherever it may, with ids that YAML reads as no text."""
    quoted = json.dumps(text)  # every escape of JSON is one of YAML
    path = folder / "bank.yaml"
    path.write_text(
        f"""\
custcheck: 1
kind: bank
id: "null"
version: "1"
title: {quoted}
roles: [{{id: "no", name: {quoted}, short: "R"}}]
dimensions: [{{id: "on", name: "Dimension"}}]
groups: [{{id: "yes", title: {quoted}}}]
scales:
  "off":
    - {{value: 0.25, label: {quoted}, help: {quoted}}}
    - {{value: 1.0e+15, label: "b", help: {quoted}}}
questions:
  - {{id: "true", group: "yes", dimension: "on", type: scale, scale: "off", ask: ["no"],
     text: {quoted}, wording: {{"no": {quoted}}}, evidence: {quoted}}}
  - {{id: "false", dimension: "on", type: yesno, yes_is: good, text: {quoted}}}
""",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("role", [None, "no"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_stays_in_its_comment(
    text: str, role: str | None, capsys: Capture, tmp_path: Path
) -> None:
    bank, path = hostile_bank(tmp_path, text), tmp_path / "blank.yaml"
    made = run(capsys, "template", "--bank", bank, *(["--role", role] if role else []))
    path.write_text(made, encoding="utf-8")

    assert filled(made) == {
        "custcheck": 1,
        "kind": "answers",
        "organisation": "",
        **({"respondent": {"role": role}} if role else {}),
        "asked": "full",
        "answers": {"null": {"true": None, "false": None}},
    }
    assert not UNSAFE.search(made.replace("\n", ""))
    assert "$schema=" not in made
    assert [line for line in made.splitlines() if cell_len(line) > 100] == []
    assert " wrong in " not in run(capsys, "audit", "--bank", bank, "--answers", path)
    assert run(capsys, "check", "--select", "Y,A", "--ignore", "A03", path, bank).startswith(
        "Nothing"
    )


def test_no_word_is_lost(capsys: Capture, tmp_path: Path) -> None:
    text = " ".join(str(number) * 7 for number in range(300)) + " " + "x" * 1234
    made = run(capsys, "template", "--bank", hostile_bank(tmp_path, text))
    joined = "".join(line.strip("# ").replace(" ", "") for line in made.splitlines())

    assert text.replace(" ", "") in joined


@pytest.mark.parametrize("name", ["null", "true", "no", "y", "on"])
def test_ids_that_read_as_something_else_are_quoted(name: str) -> None:
    assert key_for(name) == f'"{name}"'
    assert key_for(f"{name}_1") == f"{name}_1"


# What cannot be done


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--role", "fontline"], 'There is no role "fontline". Did you mean "frontline"?'),
        (["--role", "Front\nx"], 'There is no role "Front x". '),
        (["--bank", "warning-sings"], 'There is no bank "warning-sings". Did you mean'),
        (["--bank", "none.yaml"], '"none.yaml" does not exist.'),
        (["--bank", "warning-signs", "--all"], "--all and --bank do not go together."),
        (
            ["--bank", "warning-signs", "--role", "customer"],
            "These banks have no question for the role customer.",
        ),
        (["--output", "no/such/file"], '"no/such/file" cannot be written: there is no such folder'),
        (["--output", "."], '"." cannot be written: it is a folder.'),
        (["--output", "x" * 300], "its name is too long."),
    ],
)
def test_refusals(
    arguments: list[str],
    says: str,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    code = main(["template", *arguments])
    out, err = capsys.readouterr()

    assert (code, out) == (2, "")
    assert says in err
    assert list(tmp_path.iterdir()) == []


def test_a_role_where_there_are_none(capsys: Capture, tmp_path: Path) -> None:
    main(["new", "own", "--output", str(tmp_path / "own.yaml")])
    capsys.readouterr()
    code = main(["template", "--bank", str(tmp_path / "own.yaml"), "--role", "manager"])

    assert code == 2
    assert "These banks know no roles." in capsys.readouterr().err


@pytest.mark.parametrize("link", [False, True])
def test_nothing_is_written_over(link: bool, capsys: Capture, tmp_path: Path) -> None:
    path = kept = tmp_path / "mine.yaml"
    kept.write_text("answers that took a day", "utf-8")
    if link:
        path = tmp_path / "link.yaml"
        path.symlink_to(kept)
    code = main(["template", "--output", str(path)])

    assert code == 2
    assert "exists, and is left as it is." in capsys.readouterr().err
    assert kept.read_text("utf-8") == "answers that took a day"


def test_more_than_can_be_read_again(capsys: Capture, tmp_path: Path) -> None:
    head = {"custcheck": 1, "kind": "bank", "id": "big", "version": "1", "title": "Big"}
    options = [{"value": 1, "label": "w" * 100_000}, {"value": 2, "label": "y"}]
    shape = {"dimension": "d", "type": "scale", "scale": "s", "text": "How much?"}
    content = {
        "dimensions": [{"id": "d", "name": "D"}],
        "scales": {"s": options},
        "questions": [{"id": f"q{number}", **shape} for number in range(11)],
    }
    bank = tmp_path / "big.yaml"
    bank.write_text(json.dumps(head | content), "utf-8")
    code = main(["template", "--bank", str(bank)])

    assert code == 2
    assert "would be larger than custcheck reads" in capsys.readouterr().err
