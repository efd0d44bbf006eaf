"""The forms of ``custcheck check``: each read back by its own reader, whatever the text holds."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import QUESTIONNAIRES, TESTS
from jsonschema import Draft4Validator, Draft202012Validator
from junitparser import Failure, JUnitXml
from rich.cells import cell_len

from custcheck.__main__ import main
from custcheck.catalogue import RULES, Rule
from custcheck.problem import Position, Problem, Severity
from custcheck.reports.problems import FORMATS, CheckFormat, CheckReport, naming, sarif
from custcheck.reports.problems import json as json_form
from custcheck.reports.problems.shown import show
from custcheck.schemas import schema
from custcheck.source import Source

Capture = pytest.CaptureFixture[str]
Golden = Callable[[str, str], None]

OFFICIAL = {
    CheckFormat.JSON: schema("check"),
    CheckFormat.SARIF: (TESTS / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"),
    CheckFormat.GITLAB: (TESTS / "schemas" / "gitlab-code-quality.json").read_text("utf-8"),
}
E, W, N = Severity.ERROR, Severity.WARNING, Severity.INFO
ENDINGS = {
    CheckFormat.TEXT: "txt",
    CheckFormat.CONCISE: "txt",
    CheckFormat.JSON: "json",
    CheckFormat.SARIF: "sarif",
    CheckFormat.GITHUB: "txt",
    CheckFormat.GITLAB: "json",
    CheckFormat.JUNIT: "xml",
}
HOSTILE = {
    "line ends": "one\ntwo\r\nthree\rfour\u2028five\u0085six",
    "command": "\n::error file=x::injected\n##[error]old",
    "percent": "100% %0A %25 %3A",
    "markup": "<script>alert(1)</script> &amp; \"double\" 'single' [bold]x[/bold]",
    "end of data": "]]> <![CDATA[ --> <!-- ?>",
    "escapes": "\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07 \x9b31m",
    "controls": "\x00\x01\x08\x0b\x0c\x7f\x80",
    "right to left": "\u202eevil\u202c \u200f\u2067x\u2069",
    "noncharacters": "\ufffe\uffff \ud800",
    "emoji": "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301 漢字",
    "placeholders": "{0} {{1}} {name} }",
    "links": r"[here](1) [a](x/y) \[b](2) [[c]](3)",
    "punctuation": "a:b,c;d=e|f`g`*h*_i_@j",
    "backslashes": r"C:\new\table.yaml \\server\share",
    "nothing": "",
}


def problem(
    code: str = "W01",
    message: str = "It is wrong.",
    path: str = "banks/own.yaml",
    at: tuple[int, int] | None = (3, 7),
    line: str = "",
    **more: Any,
) -> Problem:
    """Return a problem; ``line`` is what stands on the line that it is on."""
    given: dict[str, Any] = {"severity": RULES[code].severity, "remedy": "Mend it.", **more}
    if line and at:
        given["excerpt"] = Source(path, line, None, ()).excerpt(Position(1, at[1]))
    return Problem(code, message, path, Position(*at) if at else None, **given)


def report(
    *problems: Problem, files: Sequence[str] = (), skipped: tuple[str, ...] = ()
) -> CheckReport:
    return CheckReport(problems, tuple(files or dict.fromkeys(p.path for p in problems)), skipped)


def faults(document: object, schema_text: str) -> list[str]:
    """Return what a schema has against a document."""
    held = json.loads(schema_text)
    validator = Draft4Validator if "draft-04" in held["$schema"] else Draft202012Validator
    return [error.message[:300] for error in validator(held).iter_errors(document)]


def rendered(form: CheckFormat, *problems: Problem) -> str:
    return FORMATS[form](report(*problems))


MIXED = report(
    problem("S14", "The label is long.", "/elsewhere/long.yaml", (2, 140),
            line="label: " + "very " * 40 + "long"),
    problem("R02", 'The id "asked" is taken.', "banks/a bank, #1.yaml", (12, 9), about="asked",
            remedy="Give it an id of its own.", line="  - id: asked"),
    problem("W01", 'Two in one: "collect and use".', "banks/a bank, #1.yaml", (13, 24),
            about="asked", remedy='Ask one: {"text": ...}, 100% [plain](ly).',
            line='    text: "漢字 Ünïcode\t and collect and use?"'),
    problem("W01", "Two in one.", "banks/a bank, #1.yaml", (20, 11), about="asked", remedy=""),
    problem("Y14", "The file begins with a byte-order mark.", "banks/other.yaml", None),
    files=("/elsewhere/long.yaml", "banks/a bank, #1.yaml", "banks/other.yaml", "banks/well.yaml"),
    skipped=("other.yaml", "notes/list.yaml"),
)  # fmt: skip
SMALL_TABLE = {
    code: Rule(code, RULES[code].slug, RULES[code].severity, docs, strict=code == "W01")
    for code, docs in (
        ("R02", "Two things have one id.\n\n    Answers\n    go by {id}."),
        ("S14", "Text too long for its place."),
        ("W01", "Two questions in one.\n\nSee [x](y)."),
        ("Y14", "A byte-order mark."),
    )
}

each_form = pytest.mark.parametrize("form", CheckFormat, ids=lambda form: form.value)
each_hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


# All of them


def test_every_form_is_there() -> None:
    assert set(FORMATS) == set(ENDINGS) == set(CheckFormat)


@each_form
def test_golden(form: CheckFormat, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "RULES", SMALL_TABLE)
    for module in (sarif, json_form):
        monkeypatch.setattr(module, "__version__", "1.2.3")

    golden(f"check-{form.value}.{ENDINGS[form]}", FORMATS[form](MIXED))


@each_form
@each_hostile
def test_nothing_unsafe_gets_out(form: CheckFormat, text: str) -> None:
    hostile = problem("W01", text, f"x{text}.yaml", remedy=text, about=text, line=text)
    out = rendered(form, hostile, problem())

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200f\u2028\u202a-\u202e\u2066-\u2069]", out)
    assert out.encode("utf-8").endswith(b"\n")
    assert not out.endswith("\n\n")


@each_form
def test_the_same_twice(form: CheckFormat) -> None:
    assert FORMATS[form](MIXED) == FORMATS[form](MIXED)


@each_form
def test_nothing_found(form: CheckFormat) -> None:
    out = FORMATS[form](CheckReport((), ("a.yaml", "b.yaml")))
    read = READERS[form](out)

    assert read == []


# Text


def test_the_caret_stands_under_the_place() -> None:
    excerpt = '  - text: "漢字\tand 👍 on?"'
    for column in range(1, len(excerpt) + 2):
        out = rendered(CheckFormat.TEXT, problem(at=(3, column), line=excerpt)).splitlines()
        _, line, caret = out[:3]

        assert line == "  | " + excerpt.replace("\t", " ")
        assert caret.split() == ["|", "^"]
        assert cell_len(caret) - 1 == 4 + cell_len(excerpt[: column - 1].replace("\t", " "))


def test_a_character_that_is_not_shown_takes_no_room() -> None:
    excerpt = "\u200b\t\ttext: \x1b[31mx\u202ey"
    out = rendered(CheckFormat.TEXT, problem(at=(1, len(excerpt)), line=excerpt)).splitlines()

    assert out[1:3] == ["  |   text: xy", "  |          ^"]


@pytest.mark.parametrize("column", [1, 2, 49, 51, 60, 500, 949, 951, 999, 1000, 1001, 5000])
def test_a_long_line_is_shown_around_the_place(column: int) -> None:
    excerpt = "".join(chr(ord("A") + number % 26) for number in range(1000))
    out = rendered(CheckFormat.TEXT, problem(at=(1, column), line=excerpt)).splitlines()
    line, caret = out[1][4:], out[2][4:]
    shown = line.removeprefix("...").removesuffix("...")
    pointed = line[len(caret) - 1 :][:1]

    assert len(shown) == 100
    assert shown in excerpt
    assert line.startswith("...") == (column > 51)
    assert line.endswith("...") == (column < 951)
    assert pointed == excerpt[column - 1 : column]


def test_without_a_line_or_a_place_there_is_no_caret() -> None:
    for lacking in (problem(), problem(at=None, line="text: x"), problem(line=" \t\u200b ")):
        out = rendered(CheckFormat.TEXT, lacking).splitlines()

        assert out[1:] == ["  help: Mend it.", "1 warning in 1 of 1 file."]


def test_no_remedy_no_help() -> None:
    assert rendered(CheckFormat.TEXT, problem(remedy="")).splitlines() == [
        "banks/own.yaml:3:7: W01 It is wrong.",
        "1 warning in 1 of 1 file.",
    ]


def test_concise_is_one_line_each() -> None:
    out = FORMATS[CheckFormat.CONCISE](MIXED).splitlines()

    assert len(out) == len(MIXED.problems) + 2
    assert out[-2:] == [
        "1 error, 3 warnings, 1 note in 3 of 4 files.",
        "2 other YAML files skipped: other.yaml, notes/list.yaml",
    ]


# At a terminal


class Terminal(StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def shown_at(stream: StringIO, monkeypatch: pytest.MonkeyPatch, given: CheckReport = MIXED) -> str:
    monkeypatch.setattr(sys, "stdout", stream)
    show(given)
    return stream.getvalue()


def test_a_pipe_gets_the_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_at(StringIO(), monkeypatch) == FORMATS[CheckFormat.TEXT](MIXED)


def test_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    out = shown_at(Terminal(), monkeypatch)

    assert "\x1b[1;31mR02\x1b[0m" in out
    assert "\x1b[1;33mW01\x1b[0m" in out
    assert "\x1b[1;36mY14\x1b[0m" in out
    assert ESCAPES.sub("", out) == FORMATS[CheckFormat.TEXT](MIXED)


@each_hostile
def test_a_terminal_gets_no_escape_of_a_file(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = report(problem(message=text, path=f"x{text}", remedy=text, line=text))
    out = shown_at(Terminal(), monkeypatch, hostile)

    assert ESCAPES.sub("", out) == FORMATS[CheckFormat.TEXT](hostile)


def test_colour_can_be_forced_and_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31m" in shown_at(StringIO(), monkeypatch)
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3\dm", shown_at(Terminal(), monkeypatch))


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("column", [1, 9, 40, 79, 140, 190])
@pytest.mark.parametrize("filler", ["collect and use it ", "漢字かな交じり文で書く "])
def test_at_a_terminal_a_line_is_cut_to_its_width(
    width: int, column: int, filler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = "".join(chr(ord("a") + at % 26) if at % 2 else it for at, it in enumerate(filler * 20))
    text = text[:200].replace(" ", "_")
    given = report(problem(at=(1, column), line=text))
    out = ESCAPES.sub("", shown_at(Terminal(), monkeypatch, given)).splitlines()
    line, caret = out[1], out[2]
    pointed_at = next(
        at for at in range(len(line) + 1) if cell_len(line[:at]) == cell_len(caret) - 1
    )

    assert cell_len(line) <= max(width, 21)
    assert line[pointed_at] == text[column - 1]
    assert line[4:].removeprefix("...").removesuffix("...") in text


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github", "gitlab", "junit"])
def test_plain_output_draws_nothing(form: str) -> None:
    code = (
        "import sys\n"
        "from custcheck.problem import *\n"
        "from custcheck.reports.problems import *\n"
        "from custcheck.reports.problems.shown import show\n"
        "around = Excerpt('a', 'bc')\n"
        "given = CheckReport((Problem('W01', 'x', 'a', Position(1, 2), excerpt=around),), ('a',))\n"
        f"FORMATS[CheckFormat({form!r})](given)\n"
        "show(given)\n"
        "print([name for name in ('pydantic', 'rich', 'yaml') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


# JSON


def test_json_holds_to_its_schema() -> None:
    document = json.loads(FORMATS[CheckFormat.JSON](MIXED))

    assert faults(document, OFFICIAL[CheckFormat.JSON]) == []
    assert faults({**document, "version": 2}, OFFICIAL[CheckFormat.JSON]) != []
    assert faults({**document, "counts": {"error": 1}}, OFFICIAL[CheckFormat.JSON]) != []
    assert list(document) == ["version", "tool", "problems", "files", "skipped", "counts"]
    assert (document["files"], len(document["skipped"])) == (4, 2)
    assert document["counts"] == {"error": 1, "warning": 3, "note": 1}
    assert document["problems"][1] == {
        "code": "R02",
        "slug": RULES["R02"].slug,
        "severity": "error",
        "path": "banks/a bank, #1.yaml",
        "line": 12,
        "column": 9,
        "message": 'The id "asked" is taken.',
        "remedy": "Give it an id of its own.",
        "about": "asked",
    }
    assert (document["problems"][4]["line"], document["problems"][4]["column"]) == (None, None)


# SARIF


def sarif_log(*problems: Problem) -> dict[str, Any]:
    """Return the one run of a log that holds to the schema of SARIF."""
    log = json.loads(rendered(CheckFormat.SARIF, *problems))
    assert faults(log, OFFICIAL[CheckFormat.SARIF]) == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def as_sarif_reads(text: str) -> str:
    """Return a plain text message as a reader shows it; a link or placeholder is an error."""
    assert not re.search(r"(?<!\\)\](?=\()", text), "a link"
    assert not re.search(r"[{}]", text.replace("{{", "").replace("}}", "")), "a placeholder"
    text = text.replace("{{", "{").replace("}}", "}")
    return re.sub(r"\\([\[\]\\])", r"\1", text) if r"\](" in text else text


@each_hostile
def test_sarif_holds_to_its_schema(text: str) -> None:
    run = sarif_log(problem(message=text, path=f"{text}.yaml", remedy=text, about=text), problem())

    assert run["invocations"] == [{"executionSuccessful": True}]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]

        assert rule["id"] == result["ruleId"]
        assert re.fullmatch(r"(?:file:///)?(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
        assert location["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}


def test_sarif_has_every_rule() -> None:
    rules = sarif_log()["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == list(RULES)
    for rule in rules:
        ours = RULES[rule["id"]]
        assert as_sarif_reads(rule["shortDescription"]["text"]) == ours.finds
        assert as_sarif_reads(rule["fullDescription"]["text"]).startswith(ours.finds)
        assert as_sarif_reads(rule["help"]["text"]).startswith(ours.finds)
        assert re.fullmatch("([A-Z][a-z0-9]*)+", rule["name"])
        assert rule["defaultConfiguration"]["enabled"] is not ours.strict
        level = {E: "error", W: "warning", N: "note"}[ours.severity]
        assert rule["defaultConfiguration"]["level"] == level


@each_hostile
def test_sarif_text_stays_text(text: str) -> None:
    (result,) = sarif_log(problem(message=text, remedy="And {so} on."))["results"]
    told = rendered(CheckFormat.CONCISE, problem(message=text)).partition("W01 ")[2]

    assert as_sarif_reads(result["message"]["text"]) == (
        f"{told.splitlines()[0]} And {{so}} on.".strip()
    )


def test_sarif_has_no_region_for_a_whole_file() -> None:
    (result,) = sarif_log(problem("Y14", at=None))["results"]

    assert result["level"] == "note"
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "banks/own.yaml"}}}
    ]


# Files and fingerprints

POSIX, WINDOWS = PurePosixPath("/work/our bank"), PureWindowsPath(r"C:\work\our bank")
PLACES = [
    (POSIX, "a.yaml", "a.yaml", "a.yaml"),
    (POSIX, "./a.yaml", "a.yaml", "a.yaml"),
    (POSIX, "sub/../a b.yaml", "a b.yaml", "a%20b.yaml"),
    (POSIX, "/work/our bank/sub/a.yaml", "sub/a.yaml", "sub/a.yaml"),
    (POSIX, "/work/our banks/a.yaml", "/work/our banks/a.yaml", "file:///work/our%20banks/a.yaml"),
    (POSIX, "../a.yaml", "/work/a.yaml", "file:///work/a.yaml"),
    (POSIX, "../../../../a.yaml", "/a.yaml", "file:///a.yaml"),
    (POSIX, "c:d/e?f#g.yaml", "c:d/e?f#g.yaml", "c%3Ad/e%3Ff%23g.yaml"),
    (POSIX, r"C:\a.yaml", r"C:\a.yaml", "C%3A%5Ca.yaml"),
    (POSIX, "ü%20.yaml", "ü%20.yaml", "%C3%BC%2520.yaml"),
    (POSIX, "<stdin>", "<stdin>", "%3Cstdin%3E"),
    (WINDOWS, r"sub\a.yaml", "sub/a.yaml", "sub/a.yaml"),
    (WINDOWS, r"c:\WORK\our bank\a.yaml", "a.yaml", "a.yaml"),
    (WINDOWS, r"D:\a b.yaml", "D:/a b.yaml", "file:///D:/a%20b.yaml"),
    (WINDOWS, r"\\server\share\a.yaml", "//server/share/a.yaml", "file://server/share/a.yaml"),
]


@pytest.mark.parametrize(("here", "path", "near", "uri"), PLACES)
def test_where_a_file_is(here: PurePath, path: str, near: str, uri: str) -> None:
    assert naming.near(path, here).as_posix() == near
    assert naming.uri(path, here) == uri


def test_a_file_is_the_same_however_it_was_named(tmp_path: Path) -> None:
    names = ("own.yaml", "./own.yaml", str(tmp_path / "own.yaml"))
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for name in names
        for result in sarif_log(problem(path=name))["results"]
    ]

    assert uris == ["own.yaml"] * 3
    assert len({naming.fingerprints([problem(path=name)])[0] for name in names}) == 1


def test_fingerprints_outlive_lines_and_tell_apart() -> None:
    first = [problem(about="one"), problem(about="two"), problem("W04", about="one")]
    moved = [problem(it.code, "Reworded.", at=(99, 1), about=it.about) for it in first]
    repeated = [*first, problem(about="one"), problem(about="one")]
    marks = naming.fingerprints(repeated)

    assert naming.fingerprints(moved) == naming.fingerprints(first) == marks[:3]
    assert len(set(marks)) == len(marks)
    assert naming.fingerprints([problem(path="b.yaml")]) != naming.fingerprints([problem()])


def test_both_formats_have_the_fingerprints() -> None:
    marks = naming.fingerprints(MIXED.problems)
    gitlab = json.loads(FORMATS[CheckFormat.GITLAB](MIXED))
    results = sarif_log(*MIXED.problems)["results"]

    assert [entry["fingerprint"] for entry in gitlab] == marks
    assert [result["partialFingerprints"]["custcheck/v1"] for result in results] == marks


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_count_from_what_the_runner_checked_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    banks = tmp_path / "project" / "banks"
    banks.mkdir(parents=True)
    monkeypatch.chdir(banks)
    given = problem(path="own.yaml"), problem(path="../more.yaml")
    paths = ["banks/own.yaml", "more.yaml"]

    assert [naming.near(it.path).as_posix() for it in given] == [
        "own.yaml",
        f"{banks.parent}/more.yaml",
    ]
    monkeypatch.setenv(name, str(banks.parent))
    assert [naming.near(it.path).as_posix() for it in given] == paths
    assert [
        entry["location"]["path"] for entry in json.loads(rendered(CheckFormat.GITLAB, *given))
    ] == paths
    monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    assert naming.near("own.yaml").as_posix() == "own.yaml"


# GitHub


def commands(out: str) -> list[tuple[str, dict[str, str], str]]:
    """Return what a runner of GitHub reads: the command, its properties, its message."""
    read = []
    for line in out.splitlines():
        if not line.lstrip().startswith("::"):
            continue
        head, message = line.lstrip()[2:].split("::", 1)
        command, _, rest = head.partition(" ")
        properties = dict(pair.split("=", 1) for pair in rest.split(",") if pair)
        read.append((command, {k: decoded(v) for k, v in properties.items()}, decoded(message)))
    return read


def decoded(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(code, character)
    return text.replace("%25", "%")


@each_hostile
def test_github_reads_what_was_said(text: str) -> None:
    one = problem(message=text, path=f"x{text}.yaml", remedy="Mend: it, now.")
    ((command, properties, message),) = commands(rendered(CheckFormat.GITHUB, one))
    told = rendered(CheckFormat.CONCISE, one).splitlines()[0]
    path, _, said = told.partition(":3:7: W01 ")

    assert command == "warning"
    assert properties == {
        "file": path,
        "line": "3",
        "col": "7",
        "title": "W01 double-barrelled",
    }
    assert message == f"{said} Mend: it, now.".strip()


def test_github_leaves_out_the_line_of_a_whole_file() -> None:
    ((command, properties, _),) = commands(rendered(CheckFormat.GITHUB, problem("Y14", at=None)))

    assert command == "notice"
    assert properties == {"file": "banks/own.yaml", "title": "Y14 byte-order-mark"}


def test_github_gets_the_errors_first_and_ten_of_a_kind() -> None:
    many = [problem(code, at=(n, 1)) for n in range(1, 13) for code in ("Y14", "W01", "R02")]
    out = rendered(CheckFormat.GITHUB, *many, *[problem("R02")] * 5)
    kinds = [command for command, _, _ in commands(out)]

    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    lines = out.splitlines()
    assert lines[30] == "GitHub shows 10 of a kind beside the lines; these are the others:"
    assert [line.partition(" It")[0] for line in lines[31:-1]] == [
        *["- banks/own.yaml:11:1: R02", "- banks/own.yaml:12:1: R02"],
        *["- banks/own.yaml:3:7: R02"] * 5,
        *["- banks/own.yaml:11:1: W01", "- banks/own.yaml:12:1: W01"],
        *["- banks/own.yaml:11:1: Y14", "- banks/own.yaml:12:1: Y14"],
    ]
    assert lines[-1] == "17 errors, 12 warnings, 12 notes in 1 of 1 file."


# GitLab


@each_hostile
def test_gitlab_holds_to_its_schema(text: str) -> None:
    given = [problem(message=f"x{text}", path=f"x{text}"), problem("Y14", at=None), problem("R02")]
    entries = json.loads(rendered(CheckFormat.GITLAB, *given))

    assert faults(entries, OFFICIAL[CheckFormat.GITLAB]) == []
    assert [entry["severity"] for entry in entries] == ["minor", "info", "major"]
    assert [entry["location"]["lines"]["begin"] for entry in entries] == [3, 1, 3]
    assert len({entry["fingerprint"] for entry in entries}) == 3


# JUnit


@each_hostile
def test_junit_is_read(text: str) -> None:
    given = problem(message=text, path=f"x{text}.yaml", remedy=text, line=text)
    out = rendered(CheckFormat.JUNIT, given)
    (suite,) = JUnitXml.fromstring(out)
    (case,) = suite
    (failure,) = case.result
    told = rendered(CheckFormat.TEXT, given).splitlines()

    assert out.isascii()
    assert f"{case.name}:3:7:" == told[0].partition(" W01")[0]
    assert isinstance(failure, Failure)
    assert failure.text == "\n".join(told[:-1])
    assert (failure.message, failure.type) == ("1 warning", "warning")


def test_junit_counts_files() -> None:
    tree = JUnitXml.fromstring(FORMATS[CheckFormat.JUNIT](MIXED))
    (suite,) = tree
    cases = {case.name: case for case in suite}

    assert (tree.tests, tree.failures, tree.errors, tree.skipped) == (4, 2, 0, 0)
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (4, 2, 0, 0)
    assert list(cases) == list(MIXED.files)
    assert [case.is_passed for case in suite] == [False, False, True, True]
    assert cases["banks/a bank, #1.yaml"].result[0].type == "error"
    assert "byte-order mark" in (cases["banks/other.yaml"].system_out or "")


def test_junit_has_a_case_for_a_file_that_only_a_problem_names() -> None:
    out = FORMATS[CheckFormat.JUNIT](CheckReport((problem(),), ("other.yaml",)))
    suite = ElementTree.fromstring(out)[0]

    assert [case.get("name") for case in suite] == ["other.yaml", "banks/own.yaml"]


# By the command

READERS: Mapping[CheckFormat, Callable[[str], list[str]]] = {
    CheckFormat.TEXT: lambda out: re.findall(r":\d+:\d+: ([A-Z]\d\d) ", out),
    CheckFormat.CONCISE: lambda out: re.findall(r":\d+:\d+: ([A-Z]\d\d) ", out),
    CheckFormat.JSON: lambda out: [it["code"] for it in json.loads(out)["problems"]],
    CheckFormat.SARIF: lambda out: [it["ruleId"] for it in json.loads(out)["runs"][0]["results"]],
    CheckFormat.GITHUB: lambda out: [said["title"][:3] for _, said, _ in commands(out)],
    CheckFormat.GITLAB: lambda out: [it["check_name"][:3] for it in json.loads(out)],
    CheckFormat.JUNIT: lambda out: re.findall(
        r":\d+:\d+: ([A-Z]\d\d) ", " ".join(ElementTree.fromstring(out).itertext())
    ),
}
"""How each format is read back: the codes of its problems."""


@each_form
def test_the_command_prints_each_form(form: CheckFormat, capsys: Capture) -> None:
    write_two_files()
    concise = printed(CheckFormat.CONCISE, capsys)
    told = READERS[form](printed(form, capsys))
    expected = READERS[CheckFormat.CONCISE](concise)

    assert len(expected) > 5
    if form is CheckFormat.GITHUB:
        assert set(told) <= set(expected)
    else:
        assert sorted(told) == sorted(expected)


def write_two_files() -> None:
    Path("all at once.yaml").write_bytes((TESTS / "rules" / "all-at-once.yaml").read_bytes())
    Path("well.yaml").write_bytes((QUESTIONNAIRES / "framework.yaml").read_bytes())


def printed(form: CheckFormat, capsys: Capture) -> str:
    """Return what the command prints about the two files."""
    code = main(["check", "all at once.yaml", "well.yaml", "--format", form.value])
    out, err = capsys.readouterr()
    assert (code, err) == (1, "")
    return out


@pytest.mark.parametrize("form", OFFICIAL, ids=lambda form: form.value)
def test_what_the_command_prints_holds_to_its_schema(form: CheckFormat, capsys: Capture) -> None:
    write_two_files()

    assert faults(json.loads(printed(form, capsys)), OFFICIAL[form]) == []
