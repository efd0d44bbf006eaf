"""Reports, from the files that make them to the lines that are read."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from conftest import QUESTIONNAIRES, SAMPLE, TESTS
from rich.cells import cell_len

from custcheck import banks
from custcheck.__main__ import main
from custcheck.assessment.report import Report
from custcheck.reports.canvas import ASCII, TRUE_COLOUR, UNICODE, Canvas

AUDITS = TESTS / "audits"
ON_TARGET = SAMPLE.with_name("fell-and-sound.yaml")
HEALTHY = AUDITS / "healthy.yaml"
PROMISES = AUDITS / "promises.yaml"
HARMFUL = AUDITS / "harmful.yaml"
BEFORE = AUDITS / "a-year-before.yaml"
DESK = AUDITS / "service-desk.yaml"
DESK_ANSWERS = AUDITS / "service-desk-answers.yaml"

Golden = Callable[[str, str], None]
Capture = pytest.CaptureFixture[str]

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def run(capsys: Capture, *arguments: str | Path) -> str:
    """Run an audit that must succeed, and return what it prints."""
    code = main(["audit", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


@pytest.mark.parametrize("width", [40, 80, 120])
def test_summary(
    width: int, capsys: Capture, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    golden(f"summary-{width}.txt", run(capsys, "--answers", SAMPLE))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_full(width: int, capsys: Capture, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    golden(f"full-{width}.txt", run(capsys, "--answers", SAMPLE, "--full"))


@pytest.mark.parametrize(
    ("name", "arguments", "width"),
    [
        ("summary-40", (), 40),
        ("summary-80", (), 80),
        ("summary-120", (), 120),
        ("full-80", ("--full",), 80),
        ("plain", ("--plain",), 80),
    ],
)
def test_what_has_changed(
    name: str,
    arguments: tuple[str, ...],
    width: int,
    capsys: Capture,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    golden(f"since-{name}.txt", run(capsys, "--answers", SAMPLE, "--against", BEFORE, *arguments))


def test_on_target(capsys: Capture, golden: Golden) -> None:
    golden("on-target-summary.txt", run(capsys, "--answers", ON_TARGET))
    golden("on-target-full.txt", run(capsys, "--answers", ON_TARGET, "--full"))


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("24-bit", {"FORCE_COLOR": "1", "COLORTERM": "truecolor"}),
        ("16-colours", {"FORCE_COLOR": "1", "COLORTERM": "", "TERM": "xterm"}),
        ("no-colour", {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLORTERM": "truecolor"}),
    ],
)
def test_colours(
    name: str,
    environment: dict[str, str],
    capsys: Capture,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    out = run(capsys, "--answers", SAMPLE)

    golden(f"colours-{name}.txt", out.replace("\x1b", "<ESC>"))
    assert ESCAPE.sub("", out) == (TESTS / "golden" / "summary-80.txt").read_text("utf-8")


def test_no_colour_means_no_colour_codes(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", run(capsys, "--answers", SAMPLE)))

    assert codes <= {"0", "1", "2"}


def test_plain_is_ascii_without_bars(capsys: Capture, golden: Golden) -> None:
    out = run(capsys, "--answers", SAMPLE, "--full", "--plain")

    golden("plain.txt", out)
    assert out.isascii()
    assert "\x1b" not in out


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "latin-1", "cp1252", "utf-8"])
def test_any_encoding_shows_the_report(encoding: str, golden: Golden) -> None:
    out = subprocess.run(
        [sys.executable, "-m", "custcheck", "audit", "--answers", str(HEALTHY)],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )

    golden(f"encoding-{encoding}.txt", out.stdout.decode(encoding))
    assert out.stderr == b""


@pytest.mark.parametrize("arguments", [(), ("--full",), ("--plain", "--full")])
@pytest.mark.parametrize(
    "answers", [SAMPLE, *(pytest.param(p, marks=pytest.mark.ci) for p in (ON_TARGET, HEALTHY))]
)
@pytest.mark.parametrize(
    "width", [20, 30, 40, 59, 60, 61, 71, 72, 79, 80, 81, 99, 100, 115, 116, 200]
)
def test_no_line_is_wider_than_the_terminal(
    width: int,
    answers: Path,
    arguments: tuple[str, ...],
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run(capsys, "--answers", answers, *arguments).splitlines()

    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("arguments", [(), ("--full",), ("--plain", "--full")])
@pytest.mark.parametrize("width", [20, 36, 59, 80])
def test_no_change_is_wider_than_the_terminal(
    width: int,
    arguments: tuple[str, ...],
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run(capsys, "--answers", SAMPLE, "--against", BEFORE, *arguments).splitlines()

    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize(
    ("answers", "own"),
    [
        (SAMPLE, ()),
        (SAMPLE, ("--against", BEFORE)),
        (ON_TARGET, ()),
        (HEALTHY, ()),
        (HARMFUL, ("--bank", PROMISES)),
    ],
)
@pytest.mark.parametrize("width", [80, 100, 120])
def test_the_summary_leaves_room_for_the_prompt(
    width: int,
    answers: Path,
    own: tuple[str | Path, ...],
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    assert len(run(capsys, "--answers", answers, *own).splitlines()) <= 23


def test_full_ends_with_the_verdict(capsys: Capture) -> None:
    _, verdict = run(capsys, "--answers", SAMPLE, "--full").split("─" * 80 + "\n")

    assert verdict.startswith("Harbour & Lane Insurance is not customer-centric today.\n")
    assert verdict.count("\n") <= 6


def test_harm_and_promises(capsys: Capture, golden: Golden) -> None:
    arguments = ("--answers", HARMFUL, "--bank", PROMISES)

    golden("harm-summary.txt", run(capsys, *arguments))
    golden("harm-full.txt", run(capsys, *arguments, "--full"))


def test_a_bank_that_stands_alone(capsys: Capture, golden: Golden) -> None:
    arguments = ("--answers", DESK_ANSWERS, "--bank", DESK)

    golden("alone-summary.txt", run(capsys, *arguments))
    golden("alone-full.txt", run(capsys, *arguments, "--full"))


def test_banks_of_another_framework_are_reported_on_their_own(
    capsys: Capture, golden: Golden, tmp_path: Path
) -> None:
    both = tmp_path / "both.yaml"
    desk = DESK_ANSWERS.read_text("utf-8").split("answers:\n")[-1]
    both.write_text(SAMPLE.read_text("utf-8") + desk, "utf-8")
    given = [word for name in (*banks.CORE, str(DESK)) for word in ("--bank", name)]
    out = run(capsys, "--answers", both, *given)

    golden("two-frameworks.txt", out)
    report = report_from(capsys, "--answers", both, *given)
    assert report["overall"]["score"] == 41
    assert [other["framework"] for other in report["others"]] == ["service-desk"]


@pytest.mark.parametrize("width", [40, 80])
def test_two_banks_of_signs_are_called_by_their_titles(
    width: int, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    title = "More warning signs, of the kind that nobody who works in the organisation notices"
    bank, answers = tmp_path / "more-signs.yaml", tmp_path / "answers.yaml"
    text = (QUESTIONNAIRES / "warning-signs.yaml").read_text("utf-8")
    text = re.sub(r"(?m)^id: .*", "id: more-signs", text)
    bank.write_text(re.sub(r"(?m)^title: .*", f"title: {title}", text), "utf-8")
    answers.write_text(
        SAMPLE.read_text("utf-8") + "  more-signs: {pay_below_market: no}\n", "utf-8"
    )
    given = ("--answers", answers, "--bank", "warning-signs", "--bank", bank)

    for shape in ((), ("--full",), ("--full", "--plain")):
        out = run(capsys, *given, *shape)
        assert [line for line in out.splitlines() if cell_len(line) > width] == []
        assert title in " ".join(out.split())


def test_json(
    capsys: Capture, golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLE.parent)  # the report names the file as it was given
    target = tmp_path / "report.json"
    out = run(capsys, "--answers", SAMPLE.name, "--format", "json")
    beside = run(capsys, "--answers", SAMPLE.name, "--format", "json", "--output", target)
    document = json.loads(out)

    golden("report.json", out)
    assert document["schema_version"] == 1
    assert out == beside == target.read_text("utf-8")


def test_json_tells_the_story_of_the_terminal(capsys: Capture) -> None:
    report = report_from(capsys, "--answers", SAMPLE)
    shown = " ".join(run(capsys, "--answers", SAMPLE, "--full").split())

    for sentence in (report["headline"], *report["sentences"], report["trust"]["sentence"]):
        assert sentence in shown


SIGNS = "raised applicable unknown employees employees_raised employees_unknown"
CHANGE = "now before change gap_now target_now"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "headline": ("blocking.found",),
    "sentences": (
        "overall.score overall.target overall.gap",
        "blocking.not_ruled_out",
        " ".join(f"signs.{name}" for name in SIGNS.split()),
        "needed dimensions scored",
        "trust.answered trust.applicable",
        "pairs.lines pairs.ahead",
        "overall.score overall.evidenced",
        "furthest",
        "comparison.compared comparison.overall.change comparison.up comparison.down",
    ),
    "dimensions_sentence": ("scored below furthest",),
    "overall.note": ("dimensions scored",),
    "dimensions.note": (".answered .applicable",),
    "signs.sentence": (f".{SIGNS.replace(' ', ' .')}",),
    "signs.short": (".raised .applicable .unknown",),
    "blocking.sentence": (".not_ruled_out",),
    "banks.sentence": (
        " ".join(f"signs.{name}" for name in SIGNS.split()),
        ".total.score .total.target .total.gap .lowest .unnamed",
        ".total.answered .total.applicable",
    ),
    "banks.total.note": (".answered .applicable",),
    "banks.groups.note": (".answered .applicable",),
    "pairs.sentence": (".lines .ahead .unproven",),
    "pairs.lines.sentence": (".claim_level .deed_level .levels",),
    "stop_harm.lines.reason": (".dimension_gap .score",),
    "start_this_month.lines.reason": (".dimension_gap .score",),
    "plan.lines.reason": (".dimension_gap .score",),
    "culture.sentence": (".stages .of .next",),
    "trust.sentence": (".answered .dont_know .unanswered .not_applicable .applicable",),
    "trust.coverage": (".answered .applicable",),
    "trust.evidence": (".evidenced .favourable",),
    "trust.possible": ("overall.lowest overall.highest",),
    "comparison.sentence": (
        ".compared " + " ".join(f".overall.{name}" for name in CHANGE.split()),
    ),
    "comparison.short": (".compared .overall.change .up .down",),
    "comparison.overall.sentence": (f"comparison.compared .{CHANGE.replace(' ', ' .')}",),
    "comparison.dimensions.sentence": (f".{CHANGE.replace(' ', ' .')}",),
    "comparison.findings": (
        "signs.raised signs.applicable then.signs.raised then.signs.applicable",
        "pairs.lines pairs.ahead then.pairs.lines then.pairs.ahead",
        "culture.stages culture.of then.culture.stages then.culture.of",
        "overall.evidenced then.overall.evidenced",
    ),
    "gates.sentence": (
        "overall.score",
        "dimensions.score",
        "signs.raised signs.applicable",
        "blocking.found",
        "pairs.lines pairs.ahead",
        "comparison.dimensions.change",
    ),
}
"""Where sentences are, and the fields that they may tell together: one group of them a sentence.

A dot at the start is for a field beside the sentence. A list tells how many it has.
"""
NO_CLAIM = {
    *("appendix", "provenance", "command", "since", "date", "gate", "id", "bank", "text"),
    "adds",  # what an action adds is in no field but this one, and its sentence tells the sum
    *("stop_harm.sentence", "start_this_month.sentence", "plan.sentence"),
    "left_out",  # counts the names that follow
    *("not_asked", "not_asked_short"),  # counts what is in no report
}
"""Keys and places with numbers that are no field's: names, dates, texts of files."""
NO_NUMBER = r'"[^"]*"|\bof 100\b'
"""What was written by others is quoted, and every score is of 100."""
PART = r"on the \d+ questions that both audits \w+"
"""What one dimension is compared on is in no field."""


def counted(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report with what sentences count, beside what it says of itself in numbers."""
    gaps = [line["gap"] for line in report["dimensions"] if line["gap"] is not None]
    top = sum(line["depth"] == 0 for line in report["dimensions"])
    report |= {"scored": len(gaps), "below": sum(gap < 0 for gap in gaps)}
    report |= {"furthest": min(gaps, default=None), "needed": -(-2 * top // 3)}
    for part in report["signs"]:
        states = [sign["state"] for sign in part["lines"] if sign["about_employees"]]
        part |= {"employees": len(states), "employees_raised": states.count("raised")}
        part |= {"employees_unknown": states.count("not assessed")}
    for part in report["banks"]:
        scores = [line["score"] for line in part["groups"] if line["score"] is not None]
        lowest = min(scores, default=None)
        part |= {"lowest": lowest, "unnamed": max(scores.count(lowest) - 3, 0)}
    if part := report["pairs"]:
        outcomes = [line["outcome"] for line in part["lines"]]
        part["ahead"] = outcomes.count("integrity gap")
        part["unproven"] = outcomes.count("unproven claim")
    if part := report["culture"]:
        part["next"] = [stage + 1 for stage in part["stages"]]
    if part := report["comparison"]:
        trends = [line["trend"] for line in part["dimensions"]]
        part |= {"up": trends.count("up"), "down": trends.count("down")}
        for line in (part["overall"], *part["dimensions"]):
            has_gap = line["gap_now"] is not None
            line["target_now"] = line["now"] - line["gap_now"] if has_gap else None
    return report


def values(node: Any, path: Sequence[str]) -> set[int]:
    """Return the numbers at a path of JSON, without their signs."""
    match node:
        case None:
            return set()
        case int():
            return {abs(node)}
        case list() if path or (node and all(isinstance(item, int) for item in node)):
            return {number for item in node for number in values(item, path)}
        case list():
            return {len(node)}
        case _:
            return values(node[path[0]], path[1:])


def texts(
    node: Any, owner: dict[str, Any], place: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield every text of JSON that may tell numbers: its place, itself, what holds it."""
    if NO_CLAIM & {*place[-1:], ".".join(place)}:
        return
    match node:
        case str():
            yield ".".join(place), node, owner
        case list():
            for item in node:
                yield from texts(item, owner, place)
        case dict():
            for key, item in node.items():
                yield from texts(item, node, (*place, key))
        case _:
            pass


def mistold(report: dict[str, Any], then: dict[str, Any] | None = None) -> list[str]:
    """Return the sentences with a number that is not one of the fields that they tell."""
    told = [found for found in claims(report) if found[3]]
    wrong = [sentence for other in report["others"] for sentence in mistold(other)]
    counted(report)["then"] = counted(then) if then else None
    for place, text, owner, spans in told:
        numbers = {int(text[slice(*span)]) for span in spans}
        if not any(numbers <= known(report, owner, fields) for fields in FIELDS.get(place, ())):
            wrong.append(text)
    return wrong


def claims(
    report: dict[str, Any],
) -> Iterator[tuple[str, str, dict[str, Any], list[tuple[int, int]]]]:
    """Yield every text of a report with where its numbers are: names and months have none."""
    comparison = report["comparison"]
    month = f"|{re.escape(comparison['since'])}" if comparison else ""
    for place, text, owner in texts({**report, "others": []}, report):
        part = f"|{PART}" if place == "comparison.dimensions.sentence" else ""
        said = re.sub(NO_NUMBER + month + part, lambda found: " " * len(found[0]), text)
        yield place, text, owner, [found.span() for found in re.finditer(r"\d+", said)]


def known(report: dict[str, Any], owner: dict[str, Any], fields: str) -> set[int]:
    """Return the numbers of some fields."""
    return {
        number
        for field in fields.split()
        for number in values(
            owner if field.startswith(".") else report, field.removeprefix(".").split(".")
        )
    }


GATES = (
    *("--fail-under", "1", "--fail-under", "leadership=1"),
    *("--fail-on", "majority", "--fail-on", "blocking", "--fail-on", "integrity"),
)
AUDITED = [
    pytest.param((SAMPLE, "--all", *GATES), None, id="all"),
    pytest.param((SAMPLE, "--against", BEFORE, "--fail-on", "regression"), BEFORE, id="against"),
    pytest.param((ON_TARGET, *GATES), None, id="on-target"),
    pytest.param((HEALTHY,), None, id="quick"),
    pytest.param((HARMFUL, "--bank", PROMISES), None, id="no-score"),
    pytest.param((DESK_ANSWERS, "--bank", DESK), None, id="alone"),
]


def as_json(capsys: Capture, *arguments: str | Path) -> str:
    """Return the report as JSON, whether or not its gates hold."""
    main(["audit", "--answers", *map(str, arguments), "--format", "json"])
    return json.dumps(json.loads(capsys.readouterr().out)["report"])


@pytest.mark.parametrize(("arguments", "before"), AUDITED)
def test_every_number_of_a_sentence_is_a_field(
    arguments: tuple[str | Path, ...], before: Path | None, capsys: Capture
) -> None:
    report = json.loads(as_json(capsys, *arguments))
    then = json.loads(as_json(capsys, before)) if before else None

    assert mistold(report, then) == []


@pytest.mark.parametrize(("arguments", "before"), AUDITED)
def test_every_number_that_is_off_is_found(
    arguments: tuple[str | Path, ...], before: Path | None, capsys: Capture
) -> None:
    """Prove that the test above can fail, for each number of each sentence."""
    document = as_json(capsys, *arguments)
    then = json.loads(as_json(capsys, before)) if before else None
    off = next(str(n) for n in count(1) if not re.search(rf"\b{n}\b", document))
    told = {(text, span) for _, text, _, spans in claims(json.loads(document)) for span in spans}

    assert len(told) > 10
    for text, (start, end) in told:
        false = text[:start] + off + text[end:]
        report = json.loads(document.replace(json.dumps(text), json.dumps(false)))
        assert false in mistold(report, then)


def test_a_score_that_nobody_gave_is_found(capsys: Capture) -> None:
    true, false = "It scores 39 of 100", "It scores 43 of 100"
    document = as_json(capsys, SAMPLE)

    assert true in document
    assert "43" in document.replace(true, "")
    assert len(mistold(json.loads(document.replace(true, false)))) == 1


def test_output_goes_to_a_file_and_nowhere_else(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    out = run(capsys, "--answers", SAMPLE, "--output", target)

    assert out == ""
    assert target.read_text("utf-8") == (TESTS / "golden" / "summary-80.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("score", "target", "expected"),
    [
        (0, 100, "O=========|"),
        (100, 0, "|=========O"),
        (50, 75, "-----O==|--"),
        (75, 75, "--------O--"),
        (74, 75, "-------O|--"),
        (76, 75, "-------|O--"),
        (99, 100, "---------O|"),
        (1, 0, "|O---------"),
    ],
)
def test_bar_always_shows_both_marks(score: int, target: int, expected: str) -> None:
    canvas = Canvas(80, ASCII, TRUE_COLOUR)

    assert canvas.bar(score, target, 11).plain == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, "-----O==|--"),
        (20, "--o--O==|--"),
        (60, "-----Oo=|--"),
        (50, "-----O==|--"),
        (75, "-----O==|--"),
        (100, "-----O==|-o"),
    ],
)
def test_bar_marks_the_earlier_score_where_there_is_room(before: int | None, expected: str) -> None:
    canvas = Canvas(80, ASCII, TRUE_COLOUR)

    assert canvas.bar(50, 75, 11, before).plain == expected


def test_text_is_cut_by_cells() -> None:
    canvas = Canvas(80, UNICODE, TRUE_COLOUR)

    assert canvas.fit("日本語の会社", 7) == "日本語…"
    assert cell_len(canvas.fit("日本語の会社", 8)) == 8


def test_every_field_of_the_report_reaches_json(capsys: Capture) -> None:
    report = json.loads(run(capsys, "--answers", SAMPLE, "--format", "json"))["report"]

    assert set(report) == set(Report.__slots__)


def answer_file(path: Path, *lines: str) -> Path:
    head = "custcheck: 1\nkind: answers\norganisation: Acme\ndate: 2026-11-21\n"
    path.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return path


def report_from(capsys: Capture, *arguments: str | Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(run(capsys, *arguments, "--format", "json"))
    report: dict[str, Any] = document["report"]
    return report


def test_one_sign_of_ten_is_no_majority_because_a_role_was_asked_no_other(
    capsys: Capture, tmp_path: Path
) -> None:
    answers = answer_file(
        tmp_path / "a.yaml",
        "respondent: {role: employee}",
        "answers: {warning-signs: {one_departments_job: yes}}",
    )
    report = report_from(capsys, "--answers", answers)

    assert report["headline"] == "Acme cannot be judged yet."
    assert report["signs"][0]["short"] == "1 of 10 raised; 9 not known could make it a majority"


def test_answers_that_a_bank_option_leaves_out_are_named(capsys: Capture) -> None:
    report = report_from(capsys, "--answers", SAMPLE, "--bank", "top-10-practices")

    assert report["trust"]["not_asked_short"][:4] == [
        "warning-signs",
        "tribe-elements",
        "loyalty-integrity",
        "authentic-centricity",
    ]
    assert report["trust"]["not_asked"][1] == (
        "The bank tribe-elements is not part of this audit: its 26 answers left out."
    )


def test_a_core_bank_that_is_missing_is_named(capsys: Capture, tmp_path: Path) -> None:
    answers = answer_file(tmp_path / "a.yaml", "answers: {warning-signs: {pay_below_market: no}}")
    report = report_from(capsys, "--answers", answers)

    assert report["trust"]["not_asked_short"][:2] == list(banks.CORE[1:])


def test_all_asks_every_shipped_bank(capsys: Capture) -> None:
    report = report_from(capsys, "--answers", SAMPLE, "--all")

    assert len(banks.shipped()) == len([*QUESTIONNAIRES.glob("*.yaml")]) - 1  # the framework
    assert [part["id"] for part in report["banks"]] == list(banks.shipped())
    assert report["trust"]["not_asked"] == []


def test_the_range_leaves_out_what_can_never_be_scored(capsys: Capture) -> None:
    given = ["--bank", "warning-signs", "--bank", "top-10-practices"]
    overall = report_from(capsys, "--answers", SAMPLE, *given)["overall"]

    assert overall["lowest"] <= overall["score"] <= overall["highest"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("Acme", "Acme", id="short"),
        pytest.param("A" * 60, "A" * 60, id="60-cells"),
        pytest.param("A" * 61, "A" * 59 + "…", id="61-cells"),
        pytest.param("A" * 30 + " " + "B" * 200, "A" * 30 + " " + "B" * 28 + "…", id="long"),
        # two cells each: 29 of them, the mark, and a space that fills the last cell
        pytest.param("非常に長い会社名" * 20, ("非常に長い会社名" * 4)[:29] + "…", id="wide"),
    ],
)
def test_the_summary_keeps_the_signs_and_the_evidence(
    name: str, shown: str, capsys: Capture, tmp_path: Path
) -> None:
    long_name = tmp_path / "a.yaml"
    text = SAMPLE.read_text("utf-8").replace("Harbour & Lane Insurance", name)
    long_name.write_text(text, "utf-8")
    lines = run(capsys, "--answers", long_name).splitlines()

    said = " ".join(" ".join(lines).split())

    assert len(lines) <= 23
    assert said.startswith(f"{shown} is not customer-centric today. Customers may be harmed: ")
    assert "2 of the 3 about employees, 1 not known. 4 of 8 claims run ahead of the deeds." in said
    assert "deeds. Counting only what can be shown, it scores 8, not 39. ● score" in said


def test_the_summary_drops_its_last_sentence_first_and_then_signs(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = "Furthest from its target is alignment across functions, 56 below."
    report = report_from(capsys, "--answers", SAMPLE)
    standard = run(capsys, "--answers", SAMPLE)
    monkeypatch.setenv("COLUMNS", "120")
    wide = run(capsys, "--answers", SAMPLE)

    assert report["sentences"][-1] == last
    assert last in " ".join(wide.split())
    assert wide.count("■ ") == 7 + 5  # the strip, and two rows of three with the rest counted
    assert "Furthest" not in standard
    assert standard.count("■ ") == 7 + 1  # one row of two
    assert "+ 6 more" in standard


@pytest.mark.parametrize("output_format", ["terminal", "json"])
def test_a_report_never_replaces_its_answers(
    output_format: str, capsys: Capture, tmp_path: Path
) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_bytes(SAMPLE.read_bytes())
    link = tmp_path / "link.yaml"
    link.symlink_to(answers)
    arguments = ["--answers", str(answers), "--output", str(link), "--format", output_format]
    code = main(["audit", *arguments])
    out, err = capsys.readouterr()

    assert (code, out) == (2, "")
    assert "would overwrite what the audit reads" in err
    assert answers.read_bytes() == SAMPLE.read_bytes()
