"""A person who breaks a file is told once where, why and how to mend it.

Each row is a slip that people make, and what a check must say of it: no more and no less.
"""

import re
from pathlib import Path

import pytest

from custcheck.__main__ import main

Capture = pytest.CaptureFixture[str]

BANK = """\
custcheck: 1
kind: bank
id: hotel
version: "1.0"
title: Our hotel
language: en
dimensions:
  - {id: stay, name: During the stay}
scales:
  how_often:
    - {value: 1, label: Never}
    - {value: 2, label: At times}
    - {value: 3, label: Always}
groups:
  - {id: rooms, title: Our rooms}
questions:
  - id: clean_at_noon
    group: rooms
    dimension: stay
    type: scale
    scale: how_often
    text: How often is a room ready by noon?
  - id: calls_returned
    group: rooms
    dimension: stay
    type: yesno
    yes_is: good
    text: Are calls returned the same day?
    action: {effort: quick, text: Open a second line.}
  - id: bill_explained
    group: rooms
    dimension: stay
    type: levels
    text: What happens when a guest does not understand the bill?
    levels:
      - {value: 1, label: Nothing}
      - {value: 2, label: Somebody explains it}
      - {value: 3, label: The bill is changed for all}
"""
ANSWERS = """\
custcheck: 1
kind: answers
date: 2026-11-21
answers:
  hotel:
    clean_at_noon: 2
    calls_returned: yes
    bill_explained: {answer: 3, note: Seen in May., evidence: checked, checked_on: 2026-06-30}
"""
FIRST = re.compile(r"^\S+?:(\d+:\d+): (\w\d\d) (.+)$")


def told(path: Path, capsys: Capture) -> list[tuple[str, str, str, str]]:
    """Return the place, code, message and remedy of what a check finds in a file."""
    main(["check", "--strict", str(path), str(path.with_name("hotel.yaml"))])
    out, err = capsys.readouterr()
    assert err == ""
    found: list[tuple[str, str, str, str]] = []
    for line in out.splitlines():
        if line.startswith(f"{path}:") and (match := FIRST.match(line)):
            place, code, message = match.groups()
            found.append((place, code, message, ""))
        elif line.startswith("  help: ") and found:
            found[-1] = (*found[-1][:3], line.removeprefix("  help: "))
    return found


def slipped(text: str, before: str, after: str) -> str:
    """Return a text with one slip in it."""
    assert text.count(before) == 1
    return text.replace(before, after)


def assert_told_once(path: Path, due: tuple[str, str, str, str], capsys: Capture) -> None:
    """Hold what is told of a file to a place, a code, and how its words and remedy begin."""
    ((where, found, message, remedy),) = told(path, capsys)
    place, code, says, helps = due

    assert (where, found) == (place, code)
    assert message.startswith(says)
    assert remedy.startswith(helps)


def test_the_files_are_clean_as_they_are(capsys: Capture, tmp_path: Path) -> None:
    for name, text in (("hotel.yaml", BANK), ("answers.yaml", ANSWERS)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert main(["check", "--strict", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Nothing wrong in 2 files.\n"


@pytest.mark.parametrize(
    ("before", "after", "place", "code", "says", "helps"),
    [
        pytest.param(
            "dimension: stay\n    type: scale",
            "dimension: Stay\n    type: scale",
            "19:16", "R01", 'There is no dimension "Stay".', 'Did you mean "stay"?',
            id="a capital",
        ),
        pytest.param(
            "dimension: stay\n    type: scale",
            "dimension: During the stay\n    type: scale",
            "19:16", "R01", 'There is no dimension "During the stay".',
            "Its id is stay: write dimension: stay.",
            id="a name for an id",
        ),
        pytest.param(
            "text: Open a second line.",
            "text: Open a second line, then a third.",
            "29:55", "S01", 'A comma ends the text before "then a third."',
            "Put the whole text in quotes.",
            id="a comma in braces",
        ),
        pytest.param(
            "    group: rooms\n    dimension: stay\n    type: yesno",
            "<<<<<<< HEAD\n    group: rooms\n=======\n    group: room\n>>>>>>> main\n"
            "    dimension: stay\n    type: yesno",
            "24:1", "Y04", "This is a conflict marker of version control.", "Settle the conflict",
            id="a merge conflict",
        ),
        pytest.param(
            "yes_is: good", "yes_is:\u00a0good",
            "27:12", "Y04", "U+00A0 (NO-BREAK SPACE) stands where YAML wants a space.",
            "Delete it, and type a plain space.",
            id="a no-break space behind a colon",
        ),
        pytest.param(
            "yes_is: good", "yes_is\uff1a good",
            "27:11", "Y04", "U+FF1A (FULLWIDTH COLON) stands where YAML wants a colon and a space.",
            "Delete it, and type a plain colon and a space.",
            id="a wide colon",
        ),
        pytest.param(
            "{value: 2, label: At times}", "{value: 2,5, label: At times}",
            "12:17", "S03", "A key must be text, but this is a number.",
            "Put the key in quotes; a number has a point, not a comma: 2.5.",
            id="a decimal comma in braces",
        ),
        pytest.param(
            "    type: yesno\n", "    type: yesno\n    weight: 1,5\n",
            "27:13", "S03", '"weight" should be a number, not the text "1,5".',
            "Write 1.5, without quotes, percent sign or comma.",
            id="a decimal comma",
        ),
        pytest.param(
            "text: Are calls returned the same day?", 'text: "Are calls returned the same day?',
            "28:11", "Y04", 'The quote " that opens here is never closed.',
            'Close it with " where the text ends.',
            id="an open quote",
        ),
        pytest.param(
            "  - id: calls_returned", "  -id: calls_returned",
            "23:3", "Y04", "A dash without a space after it begins no list entry.",
            "Put a space after the dash.",
            id="a dash without a space",
        ),
        pytest.param(
            "    scale: how_often\n", "",
            "17:5", "S02", '"scale" is missing.', "Name a scale of the bank or of its framework.",
            id="no scale",
        ),
        pytest.param(
            "id: calls_returned", "id: 101",
            "23:9", "S03", '"id" should be text, not the number 101.',
            "Begin it with a letter, such as q101.",
            id="a number for an id",
        ),
        pytest.param(
            "id: calls_returned", "id: Calls returned",
            "23:9", "S05", '"Calls returned" cannot be an id',
            "Ids are for ever; choose one such as calls_returned.",
            id="words for an id",
        ),
        pytest.param(
            "    dimension: stay\n    type: yesno", "    dimenson: stay\n    type: yesno",
            "25:5", "S01", '"dimenson" is not a known key.', 'Did you mean "dimension"?',
            id="a misspelt key",
        ),
        pytest.param(
            "  - {id: stay, name", "  - {idd: stay, name",
            "8:6", "S01", '"idd" is not a known key.', 'Did you mean "id"?',
            id="a misspelt id that others name",
        ),
        pytest.param(
            "groups:", "gruops:",
            "14:1", "S01", '"gruops" is not a known key.', 'Did you mean "groups"?',
            id="a misspelt list that others name",
        ),
        pytest.param(
            "scales:", "scale:",
            "9:1", "S01", '"scale" is not a known key.', 'Did you mean "scales"?',
            id="a misspelt mapping that others name",
        ),
        pytest.param(
            "{value: 2, label: Somebody explains it}", "{value: 2, lable: Somebody explains it}",
            "37:20", "S01", '"lable" is not a known key.', 'Did you mean "label"?',
            id="a misspelt key in a level",
        ),
        pytest.param(
            "custcheck: 1", "custchek: 1",
            "1:1", "S01", '"custchek" is not a known key.', 'Did you mean "custcheck"?',
            id="the first key misspelt",
        ),
        pytest.param(
            "questions:", "question:",
            "16:1", "S01", '"question" is not a known key.', 'Did you mean "questions"?',
            id="questions misspelt",
        ),
        pytest.param(
            "language: en", "language: English",
            "6:11", "S04", '"language": "English" is not the code of a language.',
            "Write a code such as en, or en-GB.",
            id="a language written out",
        ),
        pytest.param(
            "kind: bank", "kind: banks",
            "2:7", "S07", 'kind: "banks" is not known', "Did you mean kind: bank?",
            id="a misspelt kind",
        ),
        pytest.param(
            "kind: bank", "Kind: bank",
            "2:1", "S01", '"Kind" is not a known key.', 'Did you mean "kind"?',
            id="a kind with a capital",
        ),
        pytest.param(
            "      - {value: 1, label: Nothing}", "      - Nothing",
            "36:9", "S03", 'Number 1 in "levels" should be a mapping, not the text "Nothing".',
            'Write it as {value: 1, label: "Nothing"}.',
            id="a level without its value",
        ),
    ],
)  # fmt: skip
def test_a_slip_in_a_bank(
    before: str, after: str, place: str, code: str, says: str, helps: str,
    capsys: Capture, tmp_path: Path,
) -> None:  # fmt: skip
    (tmp_path / "hotel.yaml").write_text(slipped(BANK, before, after), encoding="utf-8")
    assert_told_once(tmp_path / "hotel.yaml", (place, code, says, helps), capsys)


@pytest.mark.parametrize(
    ("before", "after", "place", "code", "says", "helps"),
    [
        pytest.param(
            "  hotel:", "  hotels:",
            "5:3", "A01", 'There is no bank "hotels".', 'Did you mean "hotel"?',
            id="a misspelt bank of the same run",
        ),
        pytest.param(
            "kind: answers", "kind: answer",
            "2:7", "S07", 'kind: "answer" is not known', "Did you mean kind: answers?",
            id="a misspelt kind",
        ),
        pytest.param(
            "checked_on: 2026-06-30", "checked-on: 2026-06-30",
            "8:72", "S01", '"checked-on" is not a known key.', 'Did you mean "checked_on"?',
            id="a hyphen in a key",
        ),
        pytest.param(
            "evidence: checked", "evidence: verified",
            "8:63", "S04", '"evidence": "verified" is not one of: ', "",
            id="a word of one's own",
        ),
        pytest.param(
            "clean_at_noon: 2", "clean_at_nun: 2",
            "6:5", "A01", 'hotel has no question "clean_at_nun".',
            'Did you mean "clean_at_noon"?',
            id="a misspelt question",
        ),
        pytest.param(
            "note: Seen in May.", "note: Seen in May, by two of us",
            "8:52", "S01", 'A comma ends the text before "by two of us"',
            "Put the whole text in quotes.",
            id="a comma in a note",
        ),
    ],
)  # fmt: skip
def test_a_slip_in_answers(
    before: str, after: str, place: str, code: str, says: str, helps: str,
    capsys: Capture, tmp_path: Path,
) -> None:  # fmt: skip
    (tmp_path / "hotel.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "answers.yaml").write_text(slipped(ANSWERS, before, after), encoding="utf-8")
    assert_told_once(tmp_path / "answers.yaml", (place, code, says, helps), capsys)


def test_a_missing_type_leaves_each_fault_in_its_place(capsys: Capture, tmp_path: Path) -> None:
    text = BANK.replace("    type: levels\n", "").replace(
        "value: 3, label: The", "value: x, label: The"
    )
    path = tmp_path / "hotel.yaml"
    path.write_text(text, encoding="utf-8")

    assert [(place, code) for place, code, _, _ in told(path, capsys)] == [
        ("30:5", "S02"),
        ("37:17", "S03"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("title: Our hotel", "title: [Our hotel"), ("id: hotel", "idd: hotel"), ("bank", "bnak")],
)
def test_answers_to_a_bank_that_cannot_be_told(
    before: str, after: str, capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "hotel.yaml").write_text(BANK.replace(before, after, 1), encoding="utf-8")

    assert told(path, capsys) == []


@pytest.mark.parametrize("kind", ["{a: b}", "[bank, {a: 1}]", "[]", "1"])
def test_a_kind_that_is_no_word(kind: str, capsys: Capture, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    (tmp_path / "hotel.yaml").write_text(BANK, encoding="utf-8")
    other.write_text(f"kind: {kind}\nquestions: [a]\n", encoding="utf-8")

    assert main(["check", str(tmp_path)]) == 0
    other.write_text(f"custcheck: 1\nkind: {kind}\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "S07 kind: one word should stand here." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["id: {a: b}", "id: [a]", "idd: own"])
def test_a_framework_with_a_faulty_id(name: str, capsys: Capture, tmp_path: Path) -> None:
    framework = f"custcheck: 1\nkind: framework\n{name}\nversion: '1'\ndimensions: []\n"
    (tmp_path / "framework.yaml").write_text(framework, encoding="utf-8")
    text = re.sub(r"dimensions:.*?scales:", "framework: own\nscales:", BANK, flags=re.S)
    path = tmp_path / "hotel.yaml"
    path.write_text(text, encoding="utf-8")

    assert main(["check", str(path)]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert str(tmp_path / "framework.yaml") in out
    assert "There is no framework" not in out


@pytest.mark.parametrize("value", [".nan", ".inf"])
def test_no_number_for_an_answer_is_told_once(value: str, capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS.replace("noon: 2", f"noon: {value}"), encoding="utf-8")
    (tmp_path / "hotel.yaml").write_text(BANK, encoding="utf-8")

    assert [code for _, code, _, _ in told(path, capsys)] == ["Y13"]


def test_a_missing_type_hides_nothing_else(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "hotel.yaml"
    slips = "    grup: rooms\n    label: 3\n    yes_is: good\n    text: TODO"
    path.write_text(
        re.sub(
            r"    group: rooms\n    dimension: stay\n    type: yesno.*?\?", slips, BANK, flags=re.S
        ),
        encoding="utf-8",
    )

    assert [(place, code) for place, code, _, _ in told(path, capsys)] == [
        ("23:5", "S02"),
        ("23:5", "S02"),
        ("24:5", "S01"),
        ("25:12", "S03"),
        ("27:11", "S06"),
    ]


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "a Word or Excel document, or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a Word or Excel document"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (rb"{\rtf1\ansi", "a rich text document"),
    ],
)
def test_a_document_by_another_name(
    start: bytes, says: str, capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "bank.yaml"
    path.write_bytes(start + b"custcheck: 1\n" * 20)
    (tmp_path / "hotel.yaml").write_text(BANK, encoding="utf-8")

    assert told(path, capsys) == [
        (
            "1:1", "Y01", f"The file is {says}, not text.",
            "Copy its words into a plain text file, and name that.",
        )
    ]  # fmt: skip
