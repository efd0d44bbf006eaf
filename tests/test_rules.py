"""Each rule, held against its cases in tests/rules.

A case is a file; its guilty lines end in ``# <- CODE``. ``bad.yaml`` must be reported there and
nowhere else, ``good.yaml`` is the near miss. ``beside.yaml`` is checked in the same run.
"""

import re
from pathlib import Path

import pytest
from conftest import TESTS

from custcheck.__main__ import main
from custcheck.catalogue import RULES
from custcheck.problem import Severity

CASES = TESTS / "rules"
ELSEWHERE = {"R10"}
"""Rules that no file alone can break: test_check_against.py has git for it."""
CODES = [code for code in RULES if not code.startswith("Y") and code not in ELSEWHERE]
BAD = sorted(CASES.glob("*/bad*.yaml"))
GOOD = sorted(CASES.glob("*/good*.yaml"))

PROBLEM = re.compile(
    r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]\d\d) (?P<says>.+)"
)
HELP = re.compile(r"  help: \S.*(?:[.?…}\]\"]|custcheck banks \S+)")
MARK = re.compile(r"# <- (.+)$")
POINTED_AT = "  | "
"""How the lines begin that show a line of the file."""
SAYS_IT_ALL = re.compile(
    r"is not one of: |has no value; it is one of: |is (below|above) -?\d+\.$"
    r"|should be (text|true or false|a number|a whole number|a mapping), not "
)
"""Messages that tell what to write, so that no remedy need follow."""

Capture = pytest.CaptureFixture[str]


def name_of(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def check(path: Path, capsys: Capture) -> tuple[int, list[str]]:
    """Check a case, after the file that stands beside it, and return the code and the lines.

    The lines leave out what is shown of the file.
    """
    beside = path.with_name("beside.yaml")
    rule = RULES.get(path.parent.name)
    strict = ["--strict", "--fail-on", "error"] if rule and rule.strict else []
    code = main(["check", *strict, *([str(beside)] if beside.exists() else []), str(path)])
    out, err = capsys.readouterr()
    assert err == ""
    return code, [line for line in out.splitlines() if not line.startswith(POINTED_AT)]


def marked(path: Path) -> list[tuple[int, str]]:
    """Return the line and the code of every mark in a case."""
    marks = enumerate(map(MARK.search, path.read_text(encoding="utf-8").splitlines()), start=1)
    return sorted((line, code) for line, mark in marks if mark for code in mark[1].split())


def reported(lines: list[str], path: Path) -> list[tuple[int, str]]:
    """Return the line and the code of every problem, as they come."""
    problems = [match for match in map(PROBLEM.fullmatch, lines) if match]
    assert {match["path"] for match in problems} <= {str(path)}
    return [(int(match["line"]), match["code"]) for match in problems]


def beside_the_point(path: Path) -> set[str]:
    """Return the codes that a case need not avoid: an answer file may leave questions open."""
    return {"A03"} - {path.parent.name}


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_cases(code: str) -> None:
    assert (CASES / code / "bad.yaml").is_file()
    assert (CASES / code / "good.yaml").is_file()


def test_every_case_has_its_rule() -> None:
    assert {path.parent.name for path in BAD + GOOD} == set(CODES)


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_bad_case(path: Path, capsys: Capture) -> None:
    code, lines = check(path, capsys)
    expected, set_aside = marked(path), beside_the_point(path)
    found = [(line, code) for line, code in reported(lines, path) if code not in set_aside]

    assert path.parent.name in {code for _, code in expected}
    assert sorted(found) == expected
    assert code == int(any(RULES[code].severity is Severity.ERROR for _, code in found))


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_every_problem_has_its_remedy(path: Path, capsys: Capture) -> None:
    _, (*lines, summary) = check(path, capsys)

    assert re.fullmatch(
        r"\d+ (error|warning|note)s?(, \d+ (warning|note)s?)* in 1 of [12] files?\.", summary
    )
    for line, after in zip(lines, [*lines[1:], summary], strict=True):
        match = PROBLEM.fullmatch(line)
        assert match or HELP.fullmatch(line), line
        if match:
            assert match["says"].endswith(".")
            assert after.startswith("  help: ") or SAYS_IT_ALL.search(match["says"]), line


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_good_case(path: Path, capsys: Capture) -> None:
    code, lines = check(path, capsys)
    found = {code for _, code in reported(lines, path)}

    assert code == 0
    assert not found - beside_the_point(path)


def test_everything_is_reported_at_once_in_its_order(capsys: Capture) -> None:
    path = CASES / "all-at-once.yaml"
    code, lines = check(path, capsys)

    assert code == 1
    assert sorted(reported(lines, path)) == marked(path)
    assert reported(lines, path) == sorted(reported(lines, path), key=lambda found: found[0])
    assert lines[-1] == "18 errors, 1 warning in 1 of 1 file."


def test_the_same_faults_come_in_the_same_order(capsys: Capture) -> None:
    """Faults of one place and code have nothing but their messages to tell them apart."""
    path = CASES / "S02" / "bad-6.yaml"
    _, lines = check(path, capsys)

    assert [line.split('"')[1] for line in lines if "S02" in line[len(str(path)) :]] == [
        "id",
        "version",
        "title",
        "questions",
    ]


HEAD = """custcheck: 1
kind: bank
id: echoes
version: "1.0"
title: Echoes
"""
FRAMEWORK = "framework: customer-centricity\n"
QUESTION = "  - {id: one, dimension: ease, type: yesno, yes_is: good, text: Is it done?"
ASKED = (
    "  - {id: two, dimension: ease, type: scale, scale: practice, ask: [manager], text: Is it?}\n"
)


DEEP = "".join(f"  - {{id: d{n}, name: D, parent: d{n - 1}}}\n" for n in range(1, 2000))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param(
            f"{HEAD}{FRAMEWORK}groups: [{{id: a, title: TODO}}]\nquestions:\n"
            f"{QUESTION}, group: a}}\n",
            ["S06"],
            id="a faulty group is there",
        ),
        pytest.param(
            f"{HEAD}{FRAMEWORK}scales:\n  own: [{{value: x, label: a}}]\nquestions:\n"
            "  - {id: one, dimension: ease, type: scale, scale: own, text: Is it done?}\n",
            ["S03"],
            id="a faulty scale is there",
        ),
        pytest.param(
            f"{HEAD}framework: Customers First\nquestions:\n{ASKED}",
            ["S05"],
            id="a faulty framework's names are not judged",
        ),
        pytest.param(
            f"{HEAD}questions:\n{ASKED}",
            ["S02"],
            id="nor are a missing framework's",
        ),
        pytest.param(
            f"{HEAD}dimensions: [{{id: ease, name: 3}}]\nquestions:\n{QUESTION}}}\n",
            ["S03"],
            id="a faulty dimension is there",
        ),
        pytest.param(
            f"{HEAD}dimensions: [{{id: ease, name: Ease}}]\nquestions:\n{QUESTION}, weight: x}}\n"
            "  - {id: two, dimension: ease, type: yesno, yes_is: bad, use: mirror, text: Is it?}\n",
            ["S03"],
            id="a faulty question scores",
        ),
        pytest.param(
            f"{HEAD}{FRAMEWORK}questions:\n{QUESTION}, tests_claim: say}}\n"
            "  - {id: say, dimension: ease, type: scale, scale: claim, use: claim, text: 3}\n",
            ["S03"],
            id="a faulty claim is there",
        ),
        pytest.param(
            f"{HEAD}{FRAMEWORK}questions:\n{QUESTION}, tests_claim: say}}\n"
            "  - {id: say, dimension: ease, type: scale, scale: clam, use: claim, text: Is it?}\n",
            ["R01"],
            id="the levels of an unknown scale are not counted",
        ),
        pytest.param(
            f"{HEAD}{FRAMEWORK}questions:\n{QUESTION}, tests_claim: say}}\n"
            "  - {id: say, dimension: ease, type: scale, scale: claim, use: claim, text: Is it?}\n",
            ["P22"],
            id="yes and no are two levels",
        ),
        pytest.param(
            f"{HEAD}{FRAMEWORK}groups: [{{id: a, title: A}}]\nquestions:\n"
            f"{QUESTION}, group: a, weight: x}}\n{ASKED}",
            ["S03"],
            id="a faulty question is in its group",
        ),
        pytest.param(
            f"{HEAD}{FRAMEWORK}scales:\n  own: [{{value: 1, label: Never}}, "
            '{value: 2, label: Once}, {value: 3, label: "never "}]\nquestions:\n'
            "  - {id: one, dimension: ease, type: scale, scale: own, text: Is it done?}\n",
            ["S09", "S10"],
            id="a space does not make another label",
        ),
        pytest.param(
            f"{HEAD}{FRAMEWORK}target: 50\nquestions:\n{QUESTION}, weight: x}}\n",
            ["S13", "S03"],
            id="a bank without a whole question is held to the other rules",
        ),
        pytest.param(
            f"{HEAD}{FRAMEWORK}questions:\n{QUESTION}, weight: .inf}}\n",
            ["Y13"],
            id="infinity is told once",
        ),
        pytest.param(
            f"{HEAD}{FRAMEWORK}questions:\n{QUESTION}, lead: yes}}\n",
            ["S03"],
            id="yes for true is told once",
        ),
        pytest.param(
            f"{HEAD}dimensions:\n  - {{id: d0, name: D}}\n{DEEP}questions:\n"
            "  - {id: one, dimension: d1999, type: yesno, yes_is: good, text: Is it done?}\n"
            "  - {id: two, dimension: d1999, type: yesno, yes_is: good, text: Is a call taken?}\n"
            "  - {id: three, dimension: d1999, type: yesno, yes_is: good, text: Are fees low?}\n",
            ["Y10"],
            id="dimensions without end",
        ),
        pytest.param(
            "custcheck: 1\nkind: answers\nanswers:\n  warning-signs:\n"
            "    pay_below_market: {answer: no, evidence: seen}\n    complaint_unchanged: maybe\n",
            ["S04", "A02"],
            id="one faulty answer does not hide the others",
        ),
    ],
)
def test_one_fault_is_one_problem(
    text: str, codes: list[str], capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "echoes.yaml"
    path.write_text(text, encoding="utf-8")
    code, lines = check(path, capsys)

    assert code == 1
    assert [found for _, found in reported(lines, path)] == codes


@pytest.mark.parametrize("word", ["overall", "verdict"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "dimensions: [{id: WORD, name: A}]\nquestions:\n"
            "  - {id: one, dimension: WORD, type: yesno, yes_is: good, text: Is it done?}\n",
            id="dimension",
        ),
        pytest.param(
            f"{FRAMEWORK}groups: [{{id: WORD, title: A}}]\nquestions:\n{QUESTION}, group: WORD}}\n",
            id="group",
        ),
        pytest.param(
            f"{FRAMEWORK}questions:\n{QUESTION}}}\n".replace("one", "WORD"), id="question"
        ),
    ],
)
def test_the_words_of_explain_are_no_ids(
    text: str, word: str, capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(HEAD + text.replace("WORD", f"{word}_1"), encoding="utf-8")

    assert check(path, capsys)[0] == 0

    path.write_text(HEAD + text.replace("WORD", word), encoding="utf-8")
    code, lines = check(path, capsys)

    assert code == 1
    assert {found for _, found in reported(lines, path)} == {"S05"}
    assert f'"{word}" cannot be an id: --explain keeps this word for itself.' in lines[0]
