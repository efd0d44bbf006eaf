"""Every rule is documented in one form, with examples that are true, and the README lists it."""

import inspect
import json
import re
import textwrap
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import TESTS

from custcheck.__main__ import main
from custcheck.catalogue import RULES, Rule
from custcheck.errors import InputError
from custcheck.problem import Severity
from custcheck.reports.problems.naming import LEVELS
from custcheck.reports.rules import explain, find_rule, fragment, rule_table
from custcheck.source import parse

Capture = pytest.CaptureFixture[str]

FAMILIES = "YSRPWAC"
EVERY = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
SHOWN = [rule for rule in RULES.values() if rule.bad]
AS_YAML = [rule for rule in SHOWN if rule.code.startswith("Y")]

README = TESTS.parent / "README.md"
RENEW = "python -m pytest tests/test_catalogue.py --update-golden"
BLOCK = re.compile(r"(<!-- rules: made by [^\n]* -->\n)(.*?)(<!-- end of rules -->)", re.DOTALL)


def test_codes_stand_in_the_order_of_their_families() -> None:
    assert all(re.fullmatch(rf"[{FAMILIES}]\d\d", code) for code in RULES)
    assert list(RULES) == sorted(RULES, key=lambda code: (FAMILIES.index(code[0]), code))


def test_no_code_is_taken_twice() -> None:
    modules = ("reading", "shape", "references", "scoring", "wording", "answers", "comments")
    package = TESTS.parent / "custcheck" / "catalogue"
    text = "".join((package / f"{name}.py").read_text("utf-8") for name in modules)
    codes = re.findall(r"^    Rule\(\n        \"(.+)\",$", text, re.MULTILINE)

    assert codes == list(RULES)


def test_slugs_are_unique_kebab_case_and_no_codes() -> None:
    slugs = [rule.slug for rule in RULES.values()]

    assert len(set(slugs)) == len(slugs)
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []
    assert not {slug.upper() for slug in slugs} & set(RULES)


@EVERY
def test_the_first_line_stands_alone(rule: Rule) -> None:
    first, *rest = inspect.cleandoc(rule.docs).splitlines()

    assert first == rule.finds
    assert first[0].isupper()
    assert first.endswith(".")
    assert len(first) <= 90
    assert rest[:1] == [""]


@EVERY
def test_documentation_says_why_and_how(rule: Rule) -> None:
    lines = inspect.cleandoc(rule.docs).splitlines()
    sentences = re.findall(r"[.?!](?=\s|$)", "\n".join(lines[1:]))

    assert len(sentences) >= 2
    assert lines[-1].endswith(".")
    assert [line for line in lines[1:] if len(line) > 80] == []
    assert not any(before == after == "" for before, after in pairwise(lines))


@EVERY
def test_examples_come_in_twos(rule: Rule) -> None:
    assert bool(rule.bad.strip()) == bool(rule.good.strip())
    assert not rule.bad or fragment(rule.bad) != fragment(rule.good)


@pytest.mark.parametrize("rule", SHOWN, ids=[rule.code for rule in SHOWN])
@pytest.mark.parametrize("which", ["bad", "good"])
def test_examples_are_short(rule: Rule, which: str) -> None:
    lines = fragment({"bad": rule.bad, "good": rule.good}[which]).splitlines()

    assert 1 <= len(lines) <= 6
    assert not lines[0].startswith((" ", "\t"))
    assert [line for line in lines if len(line) > 76] == []


@pytest.mark.parametrize("rule", AS_YAML, ids=[rule.code for rule in AS_YAML])
def test_bad_yaml_is_bad_and_good_is_not(rule: Rule) -> None:
    bad = parse(fragment(rule.bad).encode(), "bad.yaml")
    good = parse(fragment(rule.good).encode(), "good.yaml")

    assert rule.code in {problem.code for problem in bad.problems}
    assert good.problems == () or {problem.code for problem in good.problems} == {"Y09"}
    assert rule.code not in {problem.code for problem in good.problems}


BANK = {
    "custcheck": "1",
    "kind": "bank",
    "id": "warning-signs",
    "version": '"1.0"',
    "title": "An example",
    "dimensions": "[{id: ease, name: Ease}]",
    "roles": "[{id: manager, name: Managers, short: Mgrs}]",
    "questions": "[{id: other, …}]",
}
"""What a bank needs, and what the examples name."""
AROUND = {
    "file": "@",
    "question": "questions:\n  - {id: other, …}\n  -\n    @",
    "questions": "questions:\n  @",
    "dimensions": "dimensions:\n  @\nquestions: [{id: one, dimension: speed, …}]",
    "scales": "scales:\n  @",
    "answers of banks": "custcheck: 1\nkind: answers\nanswers:\n  @",
    "answers": "custcheck: 1\nkind: answers\nanswers:\n  warning-signs:\n    @",
}
"""What an example is a part of, and what stands around it there."""
EXAMPLES = {
    "file": "S07 R02 R06 R07 R08 P08 P11 P13 P20 P21",
    "question": "S01 S03 S04 S05 S06 S08 S10 S11 S13 S14 P01 P04 P07 P12 P15 P17 P19 C01 C02",
    "questions": "S02 R01 P10 P22",
    "dimensions": "R05",
    "scales": "S09 P02 P16",
    "answers of banks": "A01",
    "answers": "A02 A03 A04 A05",
}
PLACE_OF = {code: place for place, codes in EXAMPLES.items() for code in codes.split()}
UNPROVED = {
    "R03": "it takes two files",
    "R10": "it takes an earlier revision of the file",
    "A06": "it has no example: nobody would read the hash of a bank",
}
ELSEWHERE = "YW"
"""The families whose examples are proved above, and with the rules on wording."""


def files_with(code: str, example: str) -> dict[str, str]:
    """Return the file that an example is a part of, after those that it needs beside it."""
    place, text = PLACE_OF[code], fragment(example)
    if place == "question":
        text = "\n".join((text, *lacking(text, number=1)))
    text = re.sub("( *)@", lambda margin: textwrap.indent(text, margin[1]), AROUND[place])
    if "answers" not in place:
        return {"example.yaml": bank_with(text)}
    question = re.findall(r"^ *(\w+):", text, re.MULTILINE)[-1]
    return {
        "bank.yaml": bank_with(f"questions: [{{id: {question}, …}}]"),
        "example.yaml": f"{text}\n",
    }


def bank_with(text: str) -> str:
    """Return a bank around some of its keys, with all that its questions need where … stands."""
    keys = re.findall(r"^(\w+):", text, re.MULTILINE)
    rest = {key: value for key, value in BANK.items() if key not in keys}
    if names := re.findall(r"\bscale: (\w+)", text):
        five = ", ".join(f"{{value: {n}, label: Step {n}}}" for n in range(1, 6))
        rest["scales"] = f"{{{', '.join(f'{name}: [{five}]' for name in sorted({*names}))}}}"
    whole = "".join(f"{key}: {value}\n" for key, value in rest.items()) + f"{text}\n"
    return re.sub(
        r"\{([^{}]*)…}",
        lambda it: f"{{{it[1]}{', '.join(lacking(it[1], number=it.start()))}}}",
        whole,
    )


def lacking(question: str, number: int) -> list[str]:
    """Return the keys that a question needs and lacks; the number makes its text its own."""
    keys = re.findall(r"(\w+):", question)
    needed = {"id": f"q{number}", "dimension": "ease", "text": f"Is no. {number} easy?"}
    if "levels" in keys:
        needed["type"] = "levels"
    elif "type" not in keys:
        needed |= {"type": "yesno", "yes_is": "good"}
    return [f"{key}: {value}" for key, value in needed.items() if key not in keys]


def problems_in(files: Mapping[str, str], folder: Path, capsys: Capture) -> dict[str, str]:
    """Return the code and the severity of all that a strict check finds in the example's file."""
    paths = [folder / name for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, "utf-8")
    main(["check", "--strict", "--format=json", *map(str, paths)])
    problems = json.loads(capsys.readouterr().out)["problems"]
    return {it["code"]: it["severity"] for it in problems if it["path"] == str(paths[-1])}


def test_every_example_is_proved() -> None:
    proved = [code for codes in EXAMPLES.values() for code in codes.split()]
    others = [code for code in RULES if code[0] not in ELSEWHERE]

    assert sorted((*proved, *UNPROVED)) == sorted(others)


@pytest.mark.parametrize("code", PLACE_OF)
def test_bad_is_found_and_good_is_not(code: str, capsys: Capture, tmp_path: Path) -> None:
    rule = RULES[code]
    bad = problems_in(files_with(code, rule.bad), tmp_path, capsys)
    good = problems_in(files_with(code, rule.good), tmp_path, capsys)

    assert bad.get(code) == LEVELS[rule.severity]
    assert code not in good
    assert "error" not in good.values()  # with one, some rules would not have been asked


SAMPLE = Rule(
    "W99",
    "sample-rule",
    Severity.WARNING,
    """What it finds.

    Why it matters. How to mend it.
    """,
    bad="""
    levels:
      - one
    """,
    good="levels: []",
)


def test_explain_prints_it_all() -> None:
    assert explain(SAMPLE).splitlines() == [
        "W99 sample-rule (warning)",
        "",
        "What it finds.",
        "",
        "Why it matters. How to mend it.",
        "",
        "Found in:",
        "    levels:",
        "      - one",
        "",
        "Better:",
        "    levels: []",
        "",
        "To hide it on one line: # custcheck: ignore[W99] reason",
    ]


def test_explain_does_without_examples() -> None:
    text = explain(RULES["Y01"])

    assert "Found in:" not in text
    assert "Better:" not in text


def test_explain_says_what_nothing_hides() -> None:
    for rule in RULES.values():
        assert ("Nothing hides it" in explain(rule)) == rule.is_fixed
        told = f"# custcheck: ignore[{rule.code}] reason" in explain(rule)
        assert told == (not rule.is_fixed and not rule.code.startswith("C"))


def test_explain_says_that_no_comment_hides_what_is_wrong_in_comments() -> None:
    assert explain(RULES["C02"]).endswith("\nNo comment hides it; --ignore C02 does.\n")


def test_explain_says_what_is_strict() -> None:
    for rule in RULES.values():
        assert ("with --strict only" in explain(rule)) == rule.strict


@EVERY
def test_explain_fits_on_a_screen(rule: Rule) -> None:
    text = explain(rule)

    assert text.startswith(f"{rule.code} {rule.slug} (")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("name", ["W01", "w01", "double-barrelled", "Double-Barrelled", " W01 "])
def test_a_rule_goes_by_code_and_name(name: str) -> None:
    assert find_rule(name) is RULES["W01"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("double-bareled", 'Did you mean "double-barrelled"?'),
        ("ABC", "Rules are named as in the problems found: W01, or double-barrelled."),
        ("", "Rules are named as in the problems found: W01, or double-barrelled."),
    ],
)
def test_other_names_are_refused(name: str, hint: str) -> None:
    with pytest.raises(InputError) as error:
        find_rule(name)

    assert str(error.value) == f'There is no rule "{name}". {hint}'


def test_a_name_cannot_reach_the_terminal_raw() -> None:
    with pytest.raises(InputError) as error:
        find_rule("\x1b[31mred")

    assert "\x1b" not in str(error.value)


def test_the_table_has_a_row_for_every_rule() -> None:
    head, line, *rows = rule_table().splitlines()
    cells = [re.split(r"(?<!\\)\|", row) for row in rows]

    assert head == "| code | name | severity | finds |"
    assert line == "| --- | --- | --- | --- |"
    assert [row[1].strip() for row in cells] == list(RULES)
    assert {len(row) for row in cells} == {6}
    assert {row[3].strip() for row in cells} == {
        "error",
        "warning",
        "note",
        "note, with `--strict`",
    }


def test_the_table_escapes_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("W99", "bars", Severity.INFO, "Text with | in it.")
    monkeypatch.setattr("custcheck.reports.rules.RULES", {"W99": rule})

    assert rule_table().endswith("| W99 | bars | note | Text with \\| in it. |\n")


def test_the_readme_lists_the_rules(request: pytest.FixtureRequest) -> None:
    text = README.read_text("utf-8")
    if request.config.getoption("--update-golden"):
        text = BLOCK.sub(lambda block: f"{block[1]}\n{rule_table()}\n{block[3]}", text)
        README.write_text(text, "utf-8")
    block = BLOCK.search(text)

    assert block, "README.md has no block of rules"
    assert block[2].strip() == rule_table().strip(), (
        f"the rules in README.md are out of date; renew them: {RENEW}"
    )
