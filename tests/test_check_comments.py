"""Ignore comments: what they hide, and what they cannot."""

import re
from pathlib import Path

import pytest

from custcheck.__main__ import main
from custcheck.source import parse

Capture = pytest.CaptureFixture[str]

LONG = "A label that no list has the room to show"
HEAD = """\
custcheck: 1
kind: bank
id: case
version: "1.0"
title: A case
framework: customer-centricity
questions:
"""
QUESTION = (
    "  - {id: one, dimension: ease, type: yesno, yes_is: good, label: LONG, text: Is it so?}\n"
)
CODE = re.compile(r"^\S+?:(\d+):\d+: (\w\d\d) ", re.MULTILINE)


def check(text: str, tmp_path: Path, capsys: Capture, *options: str) -> list[tuple[int, str]]:
    """Check a text, and return the line and the code of what was found."""
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["check", "--ignore", "W,P", *options, str(path)]) in (0, 1)
    return [(int(line), code) for line, code in CODE.findall(capsys.readouterr().out)]


def bank(before: str = "", behind: str = "") -> str:
    """Return a bank with one question on line 8, or further down, whose label is too long."""
    return f"{HEAD}{before}{QUESTION.rstrip().replace('LONG', LONG)}{behind}\n"


def test_without_a_comment(tmp_path: Path, capsys: Capture) -> None:
    assert check(bank(), tmp_path, capsys) == [(8, "S14")]


@pytest.mark.parametrize(
    "comment",
    [
        "# custcheck: ignore[S14] our lists are wide",
        "# custcheck: ignore[S14]",
        "#   custcheck:ignore [ S14 ] why",
        "# custcheck: ignore[s14]",
        "# custcheck: Ignore[S14]",
        "# custcheck: ignore[ S14, ] why",
    ],
)
def test_a_comment_hides(comment: str, tmp_path: Path, capsys: Capture) -> None:
    assert check(bank(behind=f"  {comment}"), tmp_path, capsys) == []
    assert check(bank(f"  {comment}\n"), tmp_path, capsys) == []
    assert check(bank(f"{comment}\n# A second comment.\n"), tmp_path, capsys) == []


def test_several_comments_for_one_line(tmp_path: Path, capsys: Capture) -> None:
    text = bank("# custcheck: ignore[S14] why\n# custcheck: ignore[R01] why\n")

    assert check(text.replace("ease", "eas"), tmp_path, capsys) == []


@pytest.mark.parametrize(
    "text",
    [
        bank("  # custcheck: ignore[S14] too early\n\n"),
        bank(behind="\n  # custcheck: ignore[S14] too late"),
        bank().replace("questions:", "questions:  # custcheck: ignore[S14] of its own line"),
    ],
    ids=["before", "behind", "the line above"],
)
def test_a_comment_about_another_line(text: str, tmp_path: Path, capsys: Capture) -> None:
    found = check(text, tmp_path, capsys)

    assert [code for _, code in found if code != "C02"] == ["S14"]
    assert [code for _, code in found if code != "S14"] == ["C02"]


@pytest.mark.parametrize(
    "quoted",
    [
        'why: "# custcheck: ignore[S14] in quotes"',
        "why: |\n      # custcheck: ignore[S14] in a block",
        "why: >-\n      words\n      # custcheck: ignore[S14] in a block",
        "why: words#custcheck:ignore[S14]",
    ],
)
def test_text_is_no_comment(quoted: str, tmp_path: Path, capsys: Capture) -> None:
    question = (
        f"  - id: one\n    dimension: ease\n    type: yesno\n    yes_is: good\n    {quoted}\n"
    )
    text = f"{HEAD}{question}    label: {LONG}\n    text: Is it so?\n"

    assert [code for _, code in check(text, tmp_path, capsys)] == ["S14"]


def test_a_comment_where_a_block_text_begins(tmp_path: Path, capsys: Capture) -> None:
    text = bank().replace(f"label: {LONG}", "label: Short").replace("text: Is it so?}", "text: a}")
    block = "  - id: two\n    dimension: ease\n    type: yesno\n    yes_is: good\n    label: >-"
    rest = f"\n      {LONG}\n    text: Is it so?\n"

    assert check(f"{text}{block}{rest}", tmp_path, capsys) == [(13, "S14")]
    assert check(f"{text}{block}  # custcheck: ignore[S14] so it is{rest}", tmp_path, capsys) == []


@pytest.mark.parametrize("comment", ["ignroe[S14]", "hide[S14]", "noqa [S14]", "ignore: S14"])
def test_a_comment_that_is_misspelt(comment: str, tmp_path: Path, capsys: Capture) -> None:
    text = bank(behind=f"  # custcheck: {comment}")

    assert sorted(check(text, tmp_path, capsys)) == [(8, "C01"), (8, "S14")]


def test_a_comment_behind_a_comment_for_another_tool(tmp_path: Path, capsys: Capture) -> None:
    text = bank(behind="  # yamllint disable-line # custcheck: ignore[S14] our lists are wide")

    assert check(text, tmp_path, capsys) == []


def test_one_rule_ignored_twice_on_a_line(tmp_path: Path, capsys: Capture) -> None:
    text = bank(behind="  # custcheck: ignore[S14, too-long-for-lists] our lists are wide")

    assert check(text, tmp_path, capsys) == []


def test_a_rule_by_its_short_name(tmp_path: Path, capsys: Capture) -> None:
    text = bank(behind="  # custcheck: ignore[too-long-for-lists] our lists are wide")

    assert check(text, tmp_path, capsys) == []


@pytest.mark.parametrize("code", [f"Y{number:02}" for number in range(1, 11)])
def test_what_nothing_hides(code: str, tmp_path: Path, capsys: Capture) -> None:
    comment = f"  # custcheck: ignore[{code}] why not\n"
    text = bank(comment).replace("id: case", f"id: case {comment.strip()}\nid: twice")

    found = check(text, tmp_path, capsys)

    assert (4, "Y05") in found
    assert (3, "C01") in found


def test_a_comment_in_a_file_that_cannot_be_read(tmp_path: Path, capsys: Capture) -> None:
    """Most rules never looked, so nothing is said of comments for them."""
    text = bank("  # custcheck: ignore[S14] our lists are wide\n") + "  - {id: [\n"

    assert [code for _, code in check(text, tmp_path, capsys)] == ["Y04"]


def test_a_comment_for_a_rule_that_is_off(tmp_path: Path, capsys: Capture) -> None:
    text = bank().replace(LONG, "Short").replace("ease,", "ease,  # custcheck: ignore[S14] x\n   ")

    assert check(text, tmp_path, capsys) == [(8, "C02")]
    assert check(text, tmp_path, capsys, "--ignore", "S") == []
    assert check(text, tmp_path, capsys, "--select", "C") == []
    assert check(text, tmp_path, capsys, "--select", "C,S14") == [(8, "C02")]


def test_a_strict_rule_may_be_ignored_for_when_it_counts(tmp_path: Path, capsys: Capture) -> None:
    text = bank("  # custcheck: ignore[W17] the words differ where it matters\n")

    assert check(text, tmp_path, capsys, "--ignore", "S,P") == []


def test_comments_in_answers_and_frameworks(tmp_path: Path, capsys: Capture) -> None:
    answers = (
        "custcheck: 1\nkind: answers\nanswers:  # all there is\n  warning-signs:  # custcheck: "
        "ignore[A03] the rest comes next week\n"
        "    pay_below_market: {answer: no, evidence: checked}  # custcheck: ignore[A05] no date\n"
    )
    framework = (
        "custcheck: 1\nkind: framework\nid: ours\nversion: '1'\ndimensions:\n"
        "  # custcheck: ignore[S14] our tables are wide\n"
        "  - {id: ease, name: A name of more than twenty-seven letters}\n"
    )

    assert check(answers, tmp_path, capsys) == []
    assert check(framework, tmp_path, capsys) == []


def test_comments_are_found_where_they_are() -> None:
    source = parse(
        b"""\
a: |
  text # no
# 1
b: "x # no" # 2
c: 'it # no
  # no
  x'   # 3
d: >-
  folded # no

# 4
e: [1, # 5
  "#no", '# no' ] # 6
f: plain #7
""",
        "comments.yaml",
    )
    found = [(at.line, at.column, text, alone) for at, text, alone in source.comments()]

    assert found == [
        (3, 1, "# 1", True),
        (4, 13, "# 2", False),
        (7, 8, "# 3", False),
        (11, 1, "# 4", True),
        (12, 8, "# 5", False),
        (13, 19, "# 6", False),
        (14, 10, "#7", False),
    ]
