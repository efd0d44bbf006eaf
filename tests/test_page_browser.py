"""The page in a browser: nothing to find for axe-core, and nothing to scroll sideways for.

Chromium has to be there; axe-core comes from npm. A copy of the page, without its policy and with
a script of ours, is put into a frame of the width that is asked for: no window is as narrow as a
phone.
"""

import html
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import browse, in_scheme, open_to_scripts
from test_page import ON_TARGET, compared, sample

from custcheck.assessment.report import Report, SignState
from custcheck.reports.page import render

pytestmark = pytest.mark.ci

WIDTH_OF_A4, HEIGHT_OF_A4 = 687, 1012
"""Inside the margins, in pixels of 1/96 inch."""
LONG_NAME = (
    "The Amalgamated Northern and Western Mutual Insurance, Savings and Friendly Society of "
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
)
SCRIPT = """
axe.run(document, {resultTypes: ["violations"]}).then((found) => {
  const root = document.documentElement;
  parent.document.getElementById("found").textContent = JSON.stringify({
    violations: found.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]),
    checked: found.passes.length,
    width: root.clientWidth,
    scrolled: Math.max(root.scrollWidth, document.body.scrollWidth),
    first: document.querySelector(".rest").getBoundingClientRect().top,
    page: getComputedStyle(document.body).backgroundColor,
  });
});
"""


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return axe-core's source."""
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run([*command, "--prefix", str(folder), "axe-core@4"], check=True, timeout=120)
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def pages() -> Iterator[tuple[str, str]]:
    """Yield pages that have everything between them."""
    yield "sample", render(sample())
    yield "on target", render(sample(ON_TARGET))
    full = compared(sample())
    headline = f"{LONG_NAME} is not customer-centric today."
    yield "full", render(replace(full, organisation=LONG_NAME, headline=headline))
    blank = replace(sample().overall, score=None, gap=None, lowest=None, highest=None)
    lines = tuple(replace(line, score=None, gap=None, note="no") for line in sample().dimensions)
    yield "blank", render(replace(sample(), overall=blank, dimensions=lines, appendix=None))


def looked_at(page: str, axe: str, width: int, folder: Path) -> dict[str, Any]:
    """Return what axe-core and the browser say of a page in a frame of a width."""
    copy = open_to_scripts(page, f"{axe}\n{SCRIPT}")
    frame = folder / "frame.html"
    frame.write_text(
        '<!DOCTYPE html><meta charset="utf-8"><title>frame</title><pre id="found"></pre>'
        f'<iframe style="border:0;width:{width}px;height:200000px" '
        f'srcdoc="{html.escape(copy)}"></iframe>',
        "utf-8",
    )
    dom = browse(frame, "--virtual-time-budget=60000")
    found = re.search(r'<pre id="found">(.*?)</pre>', dom, re.DOTALL)
    assert found is not None
    answer: dict[str, Any] = json.loads(html.unescape(found[1]))  # empty when the script broke
    return answer


@pytest.mark.parametrize("name", [name for name, _ in pages()])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_to_find_and_nothing_to_scroll(
    scheme: str, width: int, name: str, axe: str, tmp_path: Path
) -> None:
    page = dict(pages())[name]
    is_dark = scheme == "dark"
    found = looked_at(in_scheme(page, is_dark=is_dark), axe, width, tmp_path)

    assert found["violations"] == []
    assert found["checked"] > 20
    assert found["width"] == width
    assert found["scrolled"] == width
    assert found["page"] == ("rgb(15, 21, 28)" if is_dark else "rgb(246, 245, 241)")


def crowded() -> Report:
    """Return a report with all that may want room on the first page."""
    full = compared(sample())
    (signs,) = full.signs
    raised = tuple(replace(line, state=SignState.RAISED) for line in signs.lines)
    name = LONG_NAME.rpartition(" ")[0]
    return replace(
        full,
        organisation=name,
        headline=f"{name} is not customer-centric today.",
        dimensions=(*full.dimensions, *full.dimensions[:3]),
        signs=(replace(signs, lines=raised),),
    )


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(sample(), id="sample"),
        pytest.param(sample(ON_TARGET), id="on target"),
        pytest.param(crowded(), id="crowded"),
    ],
)
def test_the_first_sheet_of_paper_holds_the_warning_signs(
    report: Report, axe: str, tmp_path: Path
) -> None:
    """Measure as if the frame were the sheet: what comes next starts a new page."""
    page = render(report).replace("@media screen", "@media not all")
    page = page.replace("@media print", "@media all")
    found = looked_at(page, axe, WIDTH_OF_A4, tmp_path)

    assert 0 < found["first"] < HEIGHT_OF_A4
    assert found["scrolled"] == found["width"]


def test_faults_are_found(axe: str, tmp_path: Path) -> None:
    """Prove that the checks above look at what they seem to."""
    wide = '<p style="width:500px;color:#ccc">Pale and wide.</p></main>'
    found = looked_at(render(sample()).replace("</main>", wide), axe, 390, tmp_path)

    assert [name for name, _ in found["violations"]] == ["color-contrast"]
    assert found["scrolled"] > found["width"]
