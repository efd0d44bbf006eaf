"""Make the README's pictures of the reports on the sample. Run by hand:

    python tests/picturing.py

``terminal.svg`` is drawn from what the program prints in colour, ``report.png`` is taken of its
HTML report, from the top to the end of the warning signs, by Chromium, which has to be there.
tests/test_pictures.py fails when the program prints something else than they show.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path

from browsing import browse, in_scheme, open_to_scripts
from rich.ansi import AnsiDecoder
from rich.console import Console
from rich.style import Style

PICTURES = Path(__file__).parent / "pictures"
ROOT = PICTURES.parent.parent
ANSWERS = "questionnaires/samples/harbour-and-lane.yaml"

COLUMNS = 80
CELL, LINE = 9, 20
"""A character's width and a line's height; fonts of one width have about 0.6 of their size."""
SIZE = 15
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"
MARGIN, BAR = 20, 34
BACKGROUND, INK, MUTED, EDGE = "#000", "#e6edf3", "#8b949e", "#30363d"
"""Black, because the report's own colours are chosen to be read on black and on white."""
TITLE = "custcheck audit --answers harbour-and-lane.yaml"

WIDTH, HEIGHT, SCALE = 1100, 4000, 1.5
"""The window, higher than what is kept of it, and how many pixels are one of CSS."""
MEASURE = 'document.title = Math.floor(document.querySelector(".rest").getBoundingClientRect().top)'


def main() -> None:
    """Write both pictures."""
    (PICTURES / "terminal.svg").write_text(drawn(printed()), encoding="utf-8", newline="\n")
    (PICTURES / "report.png").write_bytes(taken(printed("--format", "html")))


def printed(*options: str) -> str:
    """Return what an audit of the sample prints to a terminal of 80 columns with all colours."""
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"FORCE_COLOR": "1", "COLORTERM": "truecolor", "TERM": "xterm-256color"}
    environment |= {"COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "custcheck", "audit", "--answers", ANSWERS, *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def drawn(report: str) -> str:
    """Return a terminal that shows a report, as SVG that asks for no font but the reader's own."""
    lines = [list(_words(line)) for line in _cells(report)]
    width = COLUMNS * CELL + 2 * MARGIN
    height = BAR + len(lines) * LINE + 2 * MARGIN
    words = [
        f'<text x="{column * CELL}" y="{number * LINE}" textLength="{len(word) * CELL}"'
        f' lengthAdjust="spacingAndGlyphs"{look}>{escape(word)}</text>'
        for number, line in enumerate(lines)
        for column, word, look in line
    ]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="{FONTS}" font-size="{SIZE}">',
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"'
        f' fill="{BACKGROUND}" stroke="{EDGE}"/>',
        f'<path d="M0.5 {BAR - 0.5}h{width - 1}" stroke="{EDGE}"/>',
        f'<text x="{MARGIN}" y="{BAR - 12}" font-size="13" fill="{MUTED}">{escape(TITLE)}</text>',
        f'<g id="report" fill="{INK}" transform="translate({MARGIN} {BAR + MARGIN + SIZE})">',
        *words,
        "</g>",
        "</svg>\n",
    ])  # fmt: skip


def _cells(report: str) -> Iterator[list[tuple[str, str]]]:
    """Yield line by line each character with its look, however the colours were switched."""
    console, decoder = Console(), AnsiDecoder()
    for line in report.splitlines():
        parts = decoder.decode_line(line).render(console)
        yield [(char, _look(style)) for text, style, _ in parts for char in text]


def _look(style: Style | None) -> str:
    look = ' font-weight="bold"' if style and style.bold else ""
    if style and style.color:
        look += f' fill="{style.color.get_truecolor().hex}"'
    elif style and style.dim:
        look += f' fill="{MUTED}"'
    return look


def _words(cells: list[tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
    """Yield column, text and look of each word: placed one by one, they line up in any font."""
    column = 0
    for (is_blank, look), run in groupby(cells, lambda cell: (cell[0] == " ", cell[1])):
        word = "".join(char for char, _ in run)
        if not is_blank:
            yield column, word, look
        column += len(word)


def taken(page: str) -> bytes:
    """Return a PNG of the page by day, down to its warning signs, with the page's SHA-256."""
    from PIL import Image  # late: tests of the other picture do without it
    from PIL.PngImagePlugin import PngInfo

    copy = open_to_scripts(in_scheme(page, is_dark=False), MEASURE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_text(copy, encoding="utf-8")
        flags = ["--hide-scrollbars", "--disable-lcd-text", f"--force-device-scale-factor={SCALE}"]
        flags += [f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={folder / 'page.png'}"]
        dom = browse(folder / "page.html", *flags)
        found = re.search(r"<title>(\d+)</title>", dom)
        if found is None:
            sys.exit("The browser did not run the page.")
        whole = Image.open(folder / "page.png").convert("RGB")
    kept = whole.crop((0, 0, whole.width, int(int(found[1]) * SCALE)))
    source, png = PngInfo(), BytesIO()
    source.add_text("Source", f"sha256:{hashlib.sha256(page.encode()).hexdigest()}")
    few = kept.quantize(method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(png, "png", optimize=True, pnginfo=source)
    return png.getvalue()


if __name__ == "__main__":
    main()
