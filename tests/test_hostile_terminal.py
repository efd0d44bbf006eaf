"""The hostile texts in a terminal, in JSON and in what gates say: text stays text there too."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import product
from pathlib import Path

import pytest
from hostile import CLEAN, HOSTILE, cut, everything, planted
from rich.cells import cell_len
from test_bad_input import nasty_answers, nasty_bank

from custcheck.__main__ import main
from custcheck.assessment.report import Report
from custcheck.reports.json import Json
from custcheck.reports.json import render as render_json
from custcheck.reports.printing import print_lines
from custcheck.reports.terminal import render

Capture = pytest.CaptureFixture[str]
Shown = Callable[[Report], Iterator[str]]

JOINERS = "\u200c\u200d"
"""Persian spelling and many emoji need them."""
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
BENIGN = "Benignword"


@pytest.fixture
def shown(capsys: Capture) -> Shown:
    """Return a function that yields a report in every shape that a terminal shows."""

    def show(report: Report) -> Iterator[str]:
        for full, plain in product((False, True), repeat=2):
            print_lines(partial(render, report, full=full), plain=plain)
            yield capsys.readouterr().out

    return show


def unprintable(text: str) -> set[str]:
    """Return the controls, marks of direction and half characters in a text; lines may end."""
    return {
        char
        for char in set(text) - set(f"\n{JOINERS}")
        if unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
    }


def words(text: str) -> str:
    """Return a text whatever its spaces: lines are wrapped at them."""
    return "".join(text.split())


@cache
def small() -> Report:
    return cut(everything())


LONG = {"long", "long-words"}
"""They take as long as all the others."""


@pytest.mark.parametrize("width", [40, pytest.param(80, marks=pytest.mark.ci)])
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.ci] if name in LONG or place % 2 else [])
        for place, name in enumerate(HOSTILE)
    ],
)
def test_text_stays_text(
    name: str, width: int, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    for out in shown(planted(small(), HOSTILE[name])):
        assert unprintable(out) == set()
        assert [line for line in out.split("\n") if cell_len(line) > width] == []
        assert words(CLEAN[name]) in words(out)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.ci] if name in LONG or place % 6 else [])
        for place, name in enumerate(HOSTILE)
    ],
)
def test_colours_are_all_that_colour_adds(
    name: str, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = planted(small(), HOSTILE[name])
    plain = list(shown(report))
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLORTERM", "truecolor")
    coloured = list(shown(report))

    assert [COLOUR.sub("", out) for out in coloured] == plain
    assert coloured[:1] != plain[:1]


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize(
    "text", ["[bold]", "[/]", "[/bold]", "[red", "[link=x]", "\\[b]", ":smile:", ":x:", "${x}"]
)
def test_markup_is_shown_wherever_it_stands(
    text: str, width: int, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hold it against a word of its length: short enough to be cut nowhere."""
    monkeypatch.setenv("COLUMNS", str(width))
    word = "X" * len(text)

    for out, plan in zip(shown(planted(small(), text)), shown(planted(small(), word)), strict=True):
        assert plan.count(word) > 10
        assert out.replace(text, word) == plan


@cache
def benign() -> Json:
    plan: Json = json.loads(render_json(planted(everything(), BENIGN)))
    return plan


@pytest.mark.parametrize("name", HOSTILE)
def test_json_gives_back_what_the_report_holds(name: str) -> None:
    """Other programs get the text as it is; what reaches a terminal is ASCII."""
    text = HOSTILE[name]
    out = render_json(planted(everything(), text))
    plan = benign()

    assert unprintable(out) == set()
    assert out.isascii()
    assert json.loads(out) == replaced(plan, text)


def replaced(value: Json, text: str) -> Json:
    """Return JSON with a text for every benign word."""
    match value:
        case str():
            return text if value == BENIGN else value
        case list():
            return [replaced(item, text) for item in value]
        case dict():
            return {key: replaced(item, text) for key, item in value.items()}
        case _:
            return value


@pytest.mark.parametrize(
    ("points", "outcome"),
    [(0, "Holds."), pytest.param(100, "Broken.", marks=pytest.mark.ci)],
)
@pytest.mark.parametrize(
    "name",
    [name for name, text in CLEAN.items() if text.strip() and name != "surrogate"],
)
def test_a_gate_is_told_in_one_line(
    name: str, points: int, outcome: str, capsys: Capture, tmp_path: Path
) -> None:
    """No bank can hold the texts that are left out here."""
    bank, answers = tmp_path / "bank.yaml", tmp_path / "answers.yaml"
    bank.write_text(nasty_bank(HOSTILE[name], "questions"), "utf-8")
    answers.write_text(nasty_answers(HOSTILE[name], "questions"), "utf-8")
    gate = ("--fail-under", f"low={points}")
    code = main(["audit", "--bank", str(bank), "--answers", str(answers), *gate])
    told = capsys.readouterr().err

    assert code == (points > 0)
    assert told.startswith(f"custcheck: --fail-under low={points}: the score of b")
    assert told.endswith(f" {outcome}\n")
    assert told.count("\n") == 1
    assert unprintable(told) == set()
    assert CLEAN[name] in told
