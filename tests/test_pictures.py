"""The README's pictures show what the program prints now, fetch nothing, and can be told."""

import hashlib
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import TESTS
from picturing import SCALE, WIDTH, drawn, taken

from custcheck.__main__ import main

ROOT = TESTS.parent
PICTURES = TESTS / "pictures"
TERMINAL, REPORT = PICTURES / "terminal.svg", PICTURES / "report.png"
ANSWERS = "questionnaires/samples/harbour-and-lane.yaml"
NAMESPACE = "http://www.w3.org/2000/svg"
STALE = "the picture is out of date; run `python tests/picturing.py`"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where the sample's path is the one that the report tells."""
    monkeypatch.chdir(ROOT)


def printed(capsys: Capture, *options: str) -> str:
    """Return what an audit of the sample prints."""
    assert main(["audit", "--answers", ANSWERS, *options]) == 0
    return capsys.readouterr().out


def lines_of(svg: Path) -> list[str]:
    """Return the lines that a picture shows, each word in the column where it stands."""
    report = ElementTree.parse(svg).find(f".//{{{NAMESPACE}}}g[@id='report']")
    assert report is not None
    lines: defaultdict[int, str] = defaultdict(str)
    for element in report:
        x, y, width = (int(element.attrib[name]) for name in ("x", "y", "textLength"))
        word = element.text or ""
        lines[y] = lines[y].ljust(x * len(word) // width) + word
    return list(lines.values())


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the body of each part of a PNG that is whole."""
    start = len(b"\x89PNG\r\n\x1a\n")
    while start < len(png):
        (size,) = struct.unpack_from(">I", png, start)
        body = start + 8
        end = body + size
        assert struct.pack(">I", zlib.crc32(png[start + 4 : end])) == png[end : end + 4]
        yield png[start + 4 : body], png[body:end]
        start = end + 4


def source_of(page: str) -> bytes:
    """Return what a picture of a page has to say of where it comes from."""
    return b"Source\0sha256:" + hashlib.sha256(page.encode()).hexdigest().encode()


def test_the_terminal_shows_what_is_printed(capsys: Capture) -> None:
    lines = [line for line in printed(capsys).splitlines() if line]

    assert lines_of(TERMINAL) == lines, STALE


def test_the_terminal_has_the_colours_that_are_printed(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLORTERM", "truecolor")

    assert drawn(printed(capsys)) == TERMINAL.read_text("utf-8"), STALE


def test_the_report_was_taken_of_the_page_that_is_printed(capsys: Capture) -> None:
    parts = dict(chunks(REPORT.read_bytes()))

    assert parts[b"tEXt"] == source_of(printed(capsys, "--format", "html")), STALE


@pytest.mark.ci
def test_a_page_can_be_taken(capsys: Capture) -> None:
    """Chromium has to be there. Its fonts are not those of the picture, so nor are the pixels."""
    from PIL import Image  # no test that is not for CI needs it

    page = printed(capsys, "--format", "html")
    png = taken(page)
    picture = Image.open(BytesIO(png)).convert("RGB")
    bottom = picture.crop((0, picture.height - 20, picture.width, picture.height))

    assert dict(chunks(png))[b"tEXt"] == source_of(page)
    assert picture.width == WIDTH * SCALE
    assert picture.width < picture.height < 2 * picture.width
    assert len(picture.getcolors() or ()) > 10
    assert len(bottom.getcolors() or ()) == 1


def test_nothing_is_fetched() -> None:
    svg = TERMINAL.read_text("utf-8").replace(f'xmlns="{NAMESPACE}"', "")
    png = [(kind, body) for kind, body in chunks(REPORT.read_bytes()) if kind != b"IDAT"]

    assert re.findall(r"http|href|src=|url\(|@import|<style|<script", svg) == []
    assert [kind for kind, body in png if b"http" in body] == []


def test_pages_load_fast() -> None:
    assert TERMINAL.stat().st_size < 50 * 1024
    assert REPORT.stat().st_size < 200 * 1024


def test_the_readme_shows_both_and_tells_what_one_sees(capsys: Capture) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", readme)
    alone = printed(capsys)

    assert [ROOT / path for _, path in shown] == [TERMINAL, REPORT]
    for words, _ in shown:
        told = set(re.findall(r"\d+", words))
        assert len(words) > 100
        assert told
        assert told <= set(re.findall(r"\d+", alone))
