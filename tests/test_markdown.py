"""The report in Markdown: what is to be read of it, and that no text leaves its place."""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLE, TESTS
from hostile import CLEAN, HOSTILE, cut, earlier, everything, planted
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from custcheck.__main__ import main
from custcheck.reports import markdown, markup
from custcheck.text import clean

Golden = Callable[[str, str], None]
Capture = pytest.CaptureFixture[str]

AUDITS = ("tests/audits/{}.yaml").format
SAMPLES = ("questionnaires/samples/{}.yaml").format
HARM = ("--answers", AUDITS("harmful"), "--bank", AUDITS("promises"))
ALONE = ("--answers", AUDITS("service-desk-answers"), "--bank", AUDITS("service-desk"))

SITE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LINKED = re.compile(r"@\w|#\d|gh-\d|://|www\.|[!%$&~]\d|:[\w+-]+:", re.IGNORECASE | re.ASCII)
"""What GitHub and GitLab look for in the text that is shown."""
TAGS = {
    *("h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "br", "details", "summary"),
    *("table", "thead", "tbody", "tr", "th", "td", "pre", "code"),
}


class Page(HTMLParser):
    """What a browser makes of the Markdown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[tuple[str, str | None]] = set()
        self.shown: list[str] = []
        self.prose: list[str] = []
        """What is shown outside of code."""
        self.odd: list[str] = []
        self._in_code = False
        self.feed(SITE.render(text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= set(attrs)
        self._in_code |= tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")
        self._in_code &= tag != "code"

    def handle_data(self, data: str) -> None:
        self.shown.append(data)
        if not self._in_code:
            self.prose.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_decl(self, decl: str) -> None:
        self.odd.append(decl)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)


def words(texts: Sequence[str]) -> str:
    """Return what is to be read, whatever its spaces and those of no width."""
    return "".join("".join(texts).replace("\u200b", "").split()).casefold()


def run(capsys: Capture, monkeypatch: pytest.MonkeyPatch, *arguments: str, code: int = 0) -> str:
    """Print a report from the repository's root, so that the command in it names no machine."""
    monkeypatch.chdir(TESTS.parent)

    assert main(["audit", *arguments, "--format", "markdown"]) == code
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("harbour-and-lane", ("--answers", SAMPLES("harbour-and-lane"))),
        ("harm", HARM),
        ("alone", ALONE),
    ],
)
def test_markdown(
    name: str,
    arguments: tuple[str, ...],
    capsys: Capture,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = run(capsys, monkeypatch, *arguments)

    golden(f"markdown/{name}.md", out)
    assert run(capsys, monkeypatch, *arguments) == out
    assert set(Page(out).tags) <= TAGS | {f"/{tag}" for tag in TAGS}


def test_what_has_changed(
    capsys: Capture, golden: Golden, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = tmp_path / "before.yaml"
    before.write_text(earlier(SAMPLE.read_text("utf-8")), "utf-8")
    arguments = ("--answers", SAMPLES("harbour-and-lane"), "--against", str(before))
    gates = ("--fail-under", "30", "--fail-on", "majority")
    out = run(capsys, monkeypatch, *arguments, *gates, code=1)

    golden("markdown/compared.md", out.replace(str(before), "before.yaml"))


BENIGN = "Benignword"


def assert_only_said(text: str, page: Page, plan: Page) -> None:
    """Hold a page against one of the same parts that says nothing but the benign word."""
    assert page.tags == plan.tags
    assert page.attributes == plan.attributes
    assert words(page.shown) == words(plan.shown).replace(BENIGN.casefold(), words([clean(text)]))


@cache
def planned() -> Page:
    return Page(markdown.render(planted(cut(everything()), BENIGN)))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_leaves_its_place(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text of a report is another: the page has the same parts and says just that text."""
    monkeypatch.setattr(markdown, "LIMIT", 10**9)
    text = HOSTILE[name]
    page = Page(markdown.render(planted(cut(everything()), text)))

    assert set(page.tags) <= TAGS | {f"/{tag}" for tag in TAGS}
    assert page.odd == []
    assert LINKED.findall(" ".join(page.prose)) == []
    if CLEAN[name].strip():
        assert_only_said(text, page, planned())


PIECES = [
    *"a1. -+*_=#>|<&;@`~[]()!:/\\\"'{}$%^\t\n\r\u00a0\u3000\u200bé客",
    "www.",
    "http://",
    "GH-",
]


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_marks_in_any_order_stay_text(text: str) -> None:
    page = Page(every_place(text))

    assert LINKED.findall(" ".join(page.prose)) == []
    if clean(text).strip():
        assert_only_said(text, page, Page(every_place(BENIGN)))


def every_place(text: str) -> str:
    """Return a document with a text wherever the report has any."""
    said, strong = markup.said(text), markup.bold(text)
    return (
        f"# {said}\n\n{said}\n\n- {said}\n- {said}\n\n"
        f"1. {strong}\\\n   {said}\\\n   {said}\n2. {said}\n\n"
        f"| a | b |\n| --- | --: |\n| {strong}<br>{said} | {said} |\n| {said} | {said} |\n\n"
        f"<details>\n<summary>{said}</summary>\n\nx\n\n</details>\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Fish & Chips <b>", "Fish &amp; Chips &lt;b&gt;", id="HTML"),
        pytest.param("a | b", "a &#124; b", id="cell"),
        pytest.param("@team", "&#64;&#8203;team", id="mention"),
        pytest.param("see #12, GH-3", "see &#35;&#8203;12, GH-&#8203;3", id="issue"),
        pytest.param("http://x.test", "http:&#8203;//x.test", id="address"),
        pytest.param("www.x.test", "www&#8203;.x.test", id="bare-address"),
        pytest.param(":tada:", "&#58;&#8203;tada:", id="emoji"),
        pytest.param("- one\n- two", "&#45; one - two", id="list"),
        pytest.param("12. May", "12&#46; May", id="numbered-list"),
        pytest.param("1.0", "1.0", id="version"),
        pytest.param("--fail-under 30", "--fail-under 30", id="option"),
        pytest.param("---", "&#45;--", id="rule"),
        pytest.param("===", "&#61;==", id="underline"),
        pytest.param("/close", "&#47;close", id="command"),
        pytest.param("C:\\new_*", "C:&#92;new&#95;&#42;", id="marks"),
        pytest.param("plain, (text): it's 5 %!", "plain, (text): it's 5 %!", id="plain"),
    ],
)
def test_text_is_written_with_references(text: str, written: str) -> None:
    assert markup.said(text) == written


def test_text_from_files_and_options(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers = tmp_path / "a.yaml"
    note = "</details><script>alert(1)</script> | @team ``` [x](javascript:y)"
    content = {
        "custcheck": 1,
        "kind": "answers",
        "organisation": "x",
        "date": "2026-11-21",
        "answers": {"warning-signs": {"pay_below_market": {"answer": "yes", "note": note}}},
    }
    answers.write_text(json.dumps(content), "utf-8")
    name = "# <img src=x> @all"
    page = Page(run(capsys, monkeypatch, "--answers", str(answers), "--organisation", name))

    assert "".join(page.shown).replace("\u200b", "").startswith(name)
    assert words([note]) in words(page.prose)
    assert {"script", "img", "a"}.isdisjoint(page.tags)


def test_a_fence_is_longer_than_what_it_holds() -> None:
    lines = ("Sum:", "  `````", "</details>", "~~~~~~")
    block = markup.block(lines)

    assert block.startswith("``````text\n")
    assert "".join(Page(block).shown).split("\n") == [*lines, "", ""]


Table = list[dict[str, str]]


def tables(text: str) -> list[Table]:
    """Return the rows of every table, cells by their heading."""
    found: list[list[list[str]]] = []
    level = 0
    for token in SITE.parse(text):
        level += token.nesting if token.type in {"table_open", "table_close"} else 0
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and level:
            found[-1][-1].append("".join(part.content for part in token.children or ()))
    return [[dict(zip(head, row, strict=True)) for row in rows] for head, *rows in found]


def number(value: int | None, missing: str = "\u2013") -> str:
    return missing if value is None else str(value)


def signed(value: int | None) -> str:
    return f"+{value}" if value and value > 0 else number(value).replace("-", "\u2212")


def test_tables_have_the_numbers_of_json(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("--answers", SAMPLES("harbour-and-lane"))
    shown = tables(run(capsys, monkeypatch, *arguments))
    main(["audit", *arguments, "--format", "json"])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)["report"]
    banks = [bank["groups"] for bank in report["banks"] if len(bank["groups"]) > 1]
    scores = [
        [[row["Score"], row["Target"], row["Gap"], row["Shown"]] for row in table]
        for table in shown
        if "Gap" in table[0]
    ]
    questions = [
        [[row["No."], row["Score"]] for row in table] for table in shown if "No." in table[0]
    ]

    assert scores == [
        [
            [number(x["score"]), number(x["target"]), signed(x["gap"]), number(x["evidenced"], "")]
            for x in lines
        ]
        for lines in ([*report["dimensions"], report["overall"]], *banks)
    ]
    assert questions == [
        [[str(line["number"]), number(line["score"], "")] for line in part["lines"]]
        for part in report["appendix"]["questions"]
    ]


def test_changes_have_the_numbers_of_the_report() -> None:
    part = everything().comparison
    assert part is not None
    shown = next(table for table in tables(markdown.render(everything())) if "Before" in table[0])
    told = [(line.before, line.now) for line in (*part.dimensions, part.overall)]

    assert [(row["Before"], row["Now"]) for row in shown] == [
        (number(before), number(now)) for before, now in told
    ]


def test_a_comment_holds_it(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    report = everything()
    monkeypatch.setattr(markdown, "LIMIT", 10**9)
    whole = markdown.render(report)
    monkeypatch.setattr(markdown, "LIMIT", len(whole))
    exact = markdown.render(report)
    monkeypatch.setattr(markdown, "LIMIT", len(whole) - 1)
    without_questions = markdown.render(report)
    monkeypatch.setattr(markdown, "LIMIT", 9_000)
    short = markdown.render(report)

    assert exact == whole
    assert "left out here" not in whole
    assert "Every question with its answer: left out here, as a comment" in without_questions
    assert "| No. |" not in without_questions
    assert "How every number arises" in without_questions
    assert "answer and how every number arises: left out here, as a comment holds" in short
    assert "| No. |" not in short


def test_every_question_of_every_bank_fits_into_a_comment(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = run(capsys, monkeypatch, "--answers", SAMPLES("harbour-and-lane"), "--all")

    assert len(out) <= 65_536
