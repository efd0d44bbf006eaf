"""The page of HTML: the same story as JSON, nothing fetched, nothing run, nothing broken out of."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from html.parser import HTMLParser
from itertools import count, pairwise
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from conftest import SAMPLE, TESTS
from hostile import CLEAN, HOSTILE, planted

from custcheck.__main__ import main
from custcheck.answers.reading import read_answers
from custcheck.assessment.appendix import detailed
from custcheck.assessment.assess import Audit, Targets, assess
from custcheck.assessment.report import (
    ChangeLine,
    ComparisonPart,
    GateLine,
    Report,
    ScoreLine,
    Trend,
)
from custcheck.assessment.words import day_in_words
from custcheck.reports import page
from custcheck.reports.json import render as render_json
from custcheck.source import parse
from custcheck.text import iso_day

ROOT = TESTS.parent
STYLE = Path(page.__file__).parent / "templates" / "style.css"
ANSWERS = "questionnaires/samples/harbour-and-lane.yaml"
ON_TARGET = SAMPLE.with_name("fell-and-sound.yaml")
BEFORE = TESTS / "audits" / "a-year-before.yaml"
VOID = {"br", "meta"}
APART = {"b", "dd", "div", "dt", "i", "li", "p", "q", "td", "th"}
"""What stands apart from the text after it."""
MINUS, NONE = "\N{MINUS SIGN}", "\N{EN DASH}"

Golden = Callable[[str, str], None]
Capture = pytest.CaptureFixture[str]
T = TypeVar("T")


@dataclass(eq=False)
class Element:
    """An element with its attributes, and all the text below it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


class Page(HTMLParser):
    """A page's elements in order, and its rows cell by cell."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.rows: list[tuple[str, list[str]]] = []
        """Class of the table, and the text of each cell that is not a chart."""
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        element = self._open.pop()
        assert element.tag == tag
        if tag in APART:
            self.handle_data(" ")
        if tag == "tr":
            table = next(e for e in reversed(self._open) if e.tag == "table")
            cells = self.elements[self.elements.index(element) + 1 :]
            shown = [c for c in cells if c.attributes.get("role") in {"rowheader", "cell"}]
            if shown:
                self.rows.append((table.attributes["class"] or "", [c.words for c in shown]))

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, css: str | None = None) -> list[Element]:
        """Return every element of a name, and of a class."""
        return [
            e
            for e in self.elements
            if e.tag == tag and (css is None or css in (e.attributes.get("class") or "").split())
        ]

    def rows_of(self, css: str) -> list[list[str]]:
        return [cells for name, cells in self.rows if name == css]


def run(capsys: Capture, *arguments: str | Path) -> str:
    """Run an audit that must succeed, and return what it prints."""
    code = main(["audit", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


def html_and_json(capsys: Capture, *arguments: str | Path) -> tuple[Page, dict[str, Any]]:
    """Return the page on an audit and the report as JSON has it."""
    html = run(capsys, *arguments, "--format", "html")
    document = json.loads(run(capsys, *arguments, "--format", "json"))
    return Page(html), document["report"]


@cache
def sample(path: Path = SAMPLE) -> Report:
    """Return the report on an answer file, with all that stands behind it."""
    reading = read_answers(parse(path.read_bytes(), path.name))
    audit = Audit(
        banks=reading.banks,
        response=reading.response,
        answers_sha256=reading.sha256,
        targets=Targets(None, reading.response.targets),
        date=reading.response.date or pytest.fail("the sample has a date"),
        tool="custcheck under test",
    )
    return replace(detailed(audit, assess(audit)), command="custcheck audit")


def compared(report: Report) -> Report:
    """Return a report with a gate, an earlier audit and another framework."""
    trends = (Trend.UP, Trend.DOWN, Trend.NO_CLEAR_CHANGE)
    changes = tuple(
        ChangeLine(
            line.id, line.name, 40, line.score, change, -35, line.gap, True, trend, "said elsewhere"
        )
        for line, change, trend in zip(report.dimensions, (5, -4, 0), trends, strict=False)
    )
    overall = ChangeLine("overall", "Overall", None, 39, None, None, -36, True, None, "not told")
    comparison = ComparisonPart(
        "September 2025", None, "Up since then.", "Up.", overall, changes, ("One",), ("Two",),
        ("The verdict is the same.",), ('"One": "No" then, "Yes" now.',), 3, ("Three",), ("Four",),
        ("1 question of a left out, asked in this audit only: \"b\".",),
    )  # fmt: skip
    gates = (GateLine("--fail-under 60", True, "it is 39."), GateLine("--x", False, "it is not."))
    return replace(report, comparison=comparison, gates=gates, others=(report,))


def few(value: T) -> T:
    """Return a report cut to two lines of everything."""
    return cast(T, _few(value))


def _few(value: object) -> object:
    match value:
        case tuple():
            return tuple(_few(item) for item in value[:2])
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: _few(getattr(value, f.name)) for f in fields(value)})
        case _:
            return value


def signed(points: int | None) -> str:
    return NONE if points is None else f"{points:+}".replace("-", MINUS).replace("+0", "0")


def shown(points: int | None) -> str:
    return NONE if points is None else str(points)


def score_row(line: dict[str, Any], note: str = "") -> list[str]:
    name = f"{line['name']} {note}".strip()
    return [name, shown(line["score"]), shown(line["target"]), signed(line["gap"])]


def test_golden(capsys: Capture, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    golden("html/sample.html", run(capsys, "--answers", ANSWERS, "--format", "html"))


def test_golden_compared(golden: Golden) -> None:
    report = few(compared(sample()))

    golden("html/compared.html", page.render(replace(report, banks=(), appendix=None)))


def test_the_same_bytes_twice(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    run(capsys, "--answers", SAMPLE, "--output", target)
    first = target.read_bytes()
    run(capsys, "--answers", SAMPLE, "--output", target)

    assert target.read_bytes() == first
    assert first.startswith(b"<!DOCTYPE html>\n")
    assert first.endswith(b"</html>\n")


@pytest.mark.parametrize(
    "arguments",
    [(SAMPLE,), (ON_TARGET,), (SAMPLE, "--against", TESTS / "audits/a-year-before.yaml")],
)
def test_under_100_kilobytes(capsys: Capture, arguments: tuple[str | Path, ...]) -> None:
    html = run(capsys, "--answers", *arguments, "--format", "html")

    assert len(html.encode()) < 100 * 1024


def test_a_page_that_would_be_too_large_says_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = page.render(sample())
    monkeypatch.setattr(page, "LIMIT", len(whole.encode()) + 1)
    fits = page.render(sample())
    monkeypatch.setattr(page, "LIMIT", len(whole.encode()))
    cut = Page(page.render(sample()))

    assert fits == whole
    assert "How every number arises" in [e.words for e in Page(whole).all("h2")]
    assert "How every number arises" not in [e.words for e in cut.all("h2")]
    assert "How every number arises: left out here" in cut.all("footer")[0].words
    assert len(cut.all("ol", "questions")) == len(Page(whole).all("ol", "questions"))


@pytest.mark.parametrize(
    "pattern",
    [r"http(?!-equiv)", r"<script", r"\bon\w+\s*=", r"url\(", r"@import", r"\b(src|href)\s*="],
)
def test_nothing_is_fetched_and_nothing_runs(pattern: str) -> None:
    html = page.render(compared(sample()))

    assert re.findall(pattern, html, re.IGNORECASE) == []


def test_the_policy_forbids_all_but_our_own_style() -> None:
    policy = next(
        e.attributes["content"]
        for e in Page(page.render(sample())).all("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    )

    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_headings_skip_no_level() -> None:
    found = Page(page.render(compared(sample())))
    levels = [int(e.tag[1]) for e in found.elements if re.fullmatch(r"h[1-6]", e.tag)]

    assert found.all("html")[0].attributes == {"lang": "en"}
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(e.words for e in found.elements if re.fullmatch(r"h[1-6]", e.tag))


def test_long_appendices_are_open() -> None:
    details = Page(page.render(sample())).all("details")

    assert details
    assert all("open" in e.attributes for e in details)


def test_tables_say_their_roles() -> None:
    """A phone shows rows as blocks, which takes their own roles away."""
    found = Page(page.render(compared(sample())))
    roles = {"table": {"table"}, "thead": {"rowgroup"}, "tbody": {"rowgroup"}, "tr": {"row"}}
    roles |= {"th": {"columnheader", "rowheader"}, "td": {"cell"}}

    for tag, known in roles.items():
        elements = [e for e in found.all(tag) if "aria-hidden" not in e.attributes]
        assert {e.attributes.get("role") for e in elements} == known


def test_the_rows_are_the_rows_of_json(capsys: Capture) -> None:
    found, report = html_and_json(capsys, "--answers", SAMPLE)
    parts = [part for part in report["banks"] if len(part["groups"]) > 1]

    assert found.rows_of("scores") == [
        *(score_row(line, line["note"]) for line in report["dimensions"]),
        score_row(report["overall"]),
        *(score_row(line, line["note"]) for part in parts for line in part["groups"]),
    ]
    assert found.rows_of("pairs") == [
        [
            f"{pair['claim']} {pair['deed']}",
            f"{pair['claim_level'] or '?'} of {pair['levels']}",
            f"{pair['deed_level'] or '?'} of {pair['levels']}",
            pair["outcome"],
        ]
        for pair in report["pairs"]["lines"]
    ]
    assert found.rows_of("scores trust") == [
        [line["name"], shown(line["score"]), shown(line["evidenced"]), possible(line)]
        for line in (*report["dimensions"], report["overall"])
    ]


def possible(line: dict[str, Any]) -> str:
    lowest, highest = line["lowest"], line["highest"]
    return str(lowest) if lowest == highest else f"{lowest} to {highest}"


def test_the_signs_are_the_signs_of_json(capsys: Capture) -> None:
    found, report = html_and_json(capsys, "--answers", SAMPLE)
    (part,) = report["signs"]
    (start,) = (i for i, e in enumerate(found.elements) if e.attributes.get("class") == "signs")
    items = [e.words for e in found.elements[start:] if e.tag == "li"][: len(part["lines"])]
    expected = [
        f"{sign['number']} {sign['label']} {sign['state']}"
        + (", employees" if sign["about_employees"] else "")
        for sign in part["lines"]
    ]
    (strip,) = found.all("p", "strip")

    assert sorted(items) == sorted(expected)
    assert [" raised" in item for item in items] == [True] * 7 + [False] + [True] * 2
    assert strip.words.split("majority")[0].split() == ["1", "2", "3", "5", "7"]
    assert strip.words.split("majority")[1].split() == ["8", "10", "6", "4", "9"]


def test_every_question_is_in_the_appendix(capsys: Capture) -> None:
    found, report = html_and_json(capsys, "--answers", SAMPLE)
    lists = found.all("ol", "questions")

    assert len(lists) == len(report["appendix"]["questions"])
    for listed, part in zip(lists, report["appendix"]["questions"], strict=True):
        for line in part["lines"]:
            told = [line["label"], line["text"], line["answer"] or line["state"], line["action"]]
            told += [line["note"], line["evidence"] or "", *line["witnesses"]]
            assert [text for text in told if text not in listed.words] == []
        asked = [line for line in part["lines"] if line["action"]]
        assert 0 < listed.words.count(" Owner") == len(asked) < len(part["lines"])


def test_every_sentence_is_on_the_page(capsys: Capture) -> None:
    found, report = html_and_json(capsys, "--answers", SAMPLE)
    (body,) = found.all("body")
    actions = ("stop_harm", "start_this_month", "plan")
    told = [report["headline"], *report["sentences"], report["dimensions_sentence"]]
    told += [report["trust"]["sentence"], report["trust"]["possible"], report["overall"]["note"]]
    told += [report["blocking"]["sentence"], report["pairs"]["sentence"]]
    told += [report["culture"]["sentence"]]
    told += [line["text"] for name in actions for line in report[name]["lines"]]
    told += [line["reason"] for name in actions for line in report[name]["lines"][:5]]
    told += [source["sha256"] for source in report["provenance"]["sources"]]
    told += [line for part in report["appendix"]["workings"] for line in part["lines"]]

    assert [text for text in told if " ".join(text.split()) not in body.words] == []
    assert len(found.all("p", "owner")) == len(re.findall(r"\bOwner\b", body.words))


@pytest.mark.parametrize("arguments", [(SAMPLE,), (SAMPLE, "--all"), (SAMPLE, "--against", BEFORE)])
def test_every_number_is_in_json(capsys: Capture, arguments: tuple[str | Path, ...]) -> None:
    assert odd_numbers(*html_and_json(capsys, "--answers", *arguments)) == set()


def odd_numbers(found: Page, report: dict[str, Any]) -> set[int]:
    """Return the numbers on a page that are in no field, once what the report says is taken off.

    Those in its sentences are held to its fields in tests/test_reports.py.
    """
    axis = {0, 25, 50, 75, 100}
    (body,) = found.all("body")
    left = body.words
    said = [text for text in leaves(report) if isinstance(text, str) and re.search(r"\d", text)]
    said = [" ".join(text.split()) for text in said]
    said += [day_in_words(day) for text in said if (day := iso_day(text))]
    for text in sorted(set(said), key=len, reverse=True):
        left = left.replace(text, " ")
    fields = {abs(leaf) for leaf in leaves(report) if type(leaf) is int}
    return set(map(int, re.findall(r"\b\d+\b", left))) - fields - axis


def leaves(value: object) -> Iterator[object]:
    """Yield every value of JSON that holds no other."""
    match value:
        case list():
            yield from (leaf for item in value for leaf in leaves(item))
        case dict():
            yield from leaves(list(value.values()))
        case _:
            yield value


def falsified(report: Report, off: int) -> Iterator[Report]:
    """Yield reports of which one number is another."""
    overall, first, (signs,) = report.overall, report.dimensions[0], report.signs
    assert report.appendix is not None
    assert report.culture is not None
    questions, *rest = report.appendix.questions
    lines = (replace(questions.lines[0], score=off), *questions.lines[1:])
    appendix = replace(report.appendix, questions=(replace(questions, lines=lines), *rest))
    sentence = report.sentences[0].replace("2 more", f"{off} more")
    for false in (
        replace(report, overall=replace(overall, score=off)),
        replace(report, dimensions=(replace(first, gap=-off), *report.dimensions[1:])),
        replace(report, signs=(replace(signs, raised=off),)),
        replace(report, trust=replace(report.trust, answered=off)),
        replace(report, culture=replace(report.culture, of=off)),
        replace(report, appendix=appendix),
        replace(report, sentences=(sentence, *report.sentences[1:])),
    ):
        assert false != report
        yield false


def test_every_number_that_is_off_is_found() -> None:
    """Prove that the test above can fail."""
    report = json.loads(render_json(sample()))["report"]
    off = next(n for n in count(1) if {n, -n}.isdisjoint(leaves(report)))

    assert odd_numbers(Page(page.render(sample())), report) == set()
    for false in falsified(sample(), off):
        assert odd_numbers(Page(page.render(false)), report) == {off}


def test_an_earlier_audit_is_told_and_drawn() -> None:
    report = compared(sample())
    found = Page(page.render(replace(report, others=())))
    changes = [row[-1] for row in found.rows_of("scores")][:10]

    assert changes == ["▲ +5", f"▼ {MINUS}4", "no clear change", *[NONE] * 7]
    assert [row[1:] for row in found.rows_of("scores since")] == [
        ["40", f"{MINUS}35", "19", f"{MINUS}56", "▲ +5"],
        ["40", f"{MINUS}35", "27", f"{MINUS}48", f"▼ {MINUS}4"],
        ["40", f"{MINUS}35", "29", f"{MINUS}46", "no clear change"],
        [NONE, NONE, "39", f"{MINUS}36", NONE],
    ]
    assert "--fail-under 60: it is 39. Broken." in found.all("main")[0].words


def test_a_dimension_without_a_score_says_why(capsys: Capture, tmp_path: Path) -> None:
    answers = tmp_path / "a.yaml"
    head = "custcheck: 1\nkind: answers\norganisation: Acme\ndate: 2026-11-21\n"
    answers.write_text(head + "answers: {warning-signs: {pay_below_market: no}}\n", "utf-8")
    found, report = html_and_json(capsys, "--answers", answers)

    assert found.all("h1")[0].words == report["headline"]
    assert ["People not enough answers (1 of 2)", NONE, "75", NONE] in found.rows_of("scores")


def test_child_dimensions_stand_in() -> None:
    first, second, *rest = sample().dimensions
    lines: tuple[ScoreLine, ...] = (first, replace(second, depth=1), *rest)
    found = Page(page.render(replace(sample(), dimensions=lines)))

    assert [e.attributes["style"] for e in found.all("th") if "style" in e.attributes] == [
        "--depth:1",
        "--depth:1",
    ]


@pytest.mark.parametrize("name", [name for name, text in HOSTILE.items() if text])
def test_text_cannot_leave_its_place(name: str) -> None:
    report = few(compared(sample()))
    plain = Page(page.render(planted(report, "x" * len(HOSTILE[name]))))
    found = Page(page.render(planted(report, HOSTILE[name])))
    (body,) = found.all("body")

    assert [(e.tag, e.attributes) for e in found.elements] == [
        (e.tag, e.attributes) for e in plain.elements
    ]
    assert found.all("style")[0].text == plain.all("style")[0].text
    assert CLEAN[name] in body.text


TEXT, MARK, DECORATION = 4.5, 3, 1
LEAST = {
    "ink": ("page", TEXT),
    "muted": ("page", TEXT),
    "below": ("page", TEXT),
    "above": ("page", TEXT),
    "ring": ("page", MARK),
    "some": ("page", MARK),
    "on-mark": ("below", TEXT),
    "line": ("page", DECORATION),  # rules between things that space and order part already
    "page": ("page", DECORATION),  # what the others are held against
}
"""What each colour is seen on, and how far it must stand out there."""


def blocks(css: str, selector: str) -> list[str]:
    """Return what stands between the braces of each rule of a selector."""
    return re.findall(rf"(?<![\w.-]){re.escape(selector)} \{{(.*?)\}}", css, re.DOTALL)


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def schemes(css: str) -> dict[str, dict[str, str]]:
    """Return the colours by day, by night and on paper."""
    by_day, by_night, _, on_paper = map(tokens, blocks(css, ":root"))
    return {"light": by_day, "dark": by_day | by_night, "paper": by_day | on_paper}


def pale(css: str) -> list[str]:
    """Return the colours that stand out too little, and those of which nobody said how far."""
    return [
        f"{name} ({scheme})"
        for scheme, colours in schemes(css).items()
        for name, colour in colours.items()
        if name not in LEAST or contrast(colour, colours[LEAST[name][0]]) < LEAST[name][1]
    ]


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast() -> None:
    """A checker in a browser does not see charts, so the colours are held to it here."""
    css = STYLE.read_text("utf-8")
    by_day, by_night, *_ = map(tokens, blocks(css, ":root"))

    assert by_day.keys() == by_night.keys() == LEAST.keys()
    assert pale(css) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("--some: #4f8fc7;", "--some: #f6f5f1;", ["some (light)", "some (paper)"]),
        ("--some: #30689f;", "--some: #2d6399;", ["some (dark)"]),
        ("--on-mark: #fff;", "--on-mark: #16202c;", ["on-mark (light)", "on-mark (paper)"]),
        ("--page: #fff;", "--page: #000;", ["ink (paper)", "muted (paper)"]),
        ("--line: #35404d;", "--line: #35404d; --new: #fff;", ["new (dark)"]),
    ],
)
def test_a_pale_colour_is_found(old: str, new: str, found: list[str]) -> None:
    css = STYLE.read_text("utf-8")

    assert css.count(old) == 1
    assert set(found) <= set(pale(css.replace(old, new)))


def looks(css: str) -> list[str]:
    """Return how each part of the bar of answers looks where the colours are not ours.

    One colour is as good as another there, unless it is the page's.
    """
    (forced,) = re.findall(r"\(forced-colors: active\) \{(.*?)\n\}", css, re.DOTALL)
    own = tokens(forced)

    def look(part: str) -> str:
        found = [*blocks(css.replace(forced, ""), part), *blocks(forced, part)]
        value = found[-1].strip() if found else "background: var(--page);"
        return re.sub(
            r"var\(--([\w-]+)\)",
            lambda token: "page" if own[token[1]] == "Canvas" else "colour",
            value,
        )

    return [look(f".{part}") for part in ("good", "know", "na", "blank")]


def test_forced_colours_leave_each_part_of_the_bar_its_look() -> None:
    css = STYLE.read_text("utf-8")
    without = re.sub(r"  \.know \{.*\n", "", css)

    assert len(set(looks(css))) == 4
    assert without != css
    assert len(set(looks(without))) == 3


@pytest.mark.parametrize("value", [None, True, 1.5, ("a",), {"a": 1}])
def test_only_text_and_whole_numbers_are_shown(value: object) -> None:
    with pytest.raises(TypeError, match="a template shows"):
        page._shown(value)


def test_jinja_is_imported_for_a_page_alone() -> None:
    code = (
        "import sys; from custcheck.__main__ import main; main(sys.argv[1:]);"
        "sys.exit('jinja2' in sys.modules)"
    )

    def imports_jinja(output_format: str) -> bool:
        command = ["audit", "--answers", str(SAMPLE), "--format", output_format]
        done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True)
        return bool(done.returncode)

    assert [imports_jinja(name) for name in ("terminal", "json", "html")] == [False, False, True]


@pytest.mark.ci
def test_a_wheel_brings_the_templates(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(ROOT)]
    subprocess.run(pip, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()

    for template in STYLE.parent.iterdir():
        assert f"custcheck/reports/templates/{template.name}" in names
