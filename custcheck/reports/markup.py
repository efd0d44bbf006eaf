"""The pieces of Markdown, in which text from files stays text.

Text is written with character references, which neither Markdown nor HTML takes for a mark. Sites
look for mentions and links once more in what is shown, where a reference has become its character,
so a space of no width parts those.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from custcheck.text import clean

_LINKED = re.compile(
    r"@|#(?=\d)|gh-(?=\d)|[!%$&~](?=\d)"  # people, teams, mail; issues and their like
    r"|:(?=//)|www(?=\.)"  # addresses
    r"|:(?=[\w+-]+:)",  # emoji by name
    re.IGNORECASE,
)
"""What a site makes a link of, or a picture, where nothing parts it."""
_MARKS = re.compile(
    "^\\d{1,9}[.)](?= |$)|^[-+](?=[-: ]*$| )|^[=/:]|[&<>|`*_\\[\\]#~\\\\@${}\u200b]"
)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def said(text: str) -> str:
    """Return text that shows as it is, on one line, and can be nothing else."""
    line = " ".join(part for part in clean(text).strip().split(" ") if part)
    parted = _LINKED.sub(lambda found: f"{found[0]}\u200b", line)
    return _MARKS.sub(lambda found: found[0][:-1] + _reference(found[0][-1]), parted)


def _reference(mark: str) -> str:
    return _NAMED.get(mark, f"&#{ord(mark)};")


def bold(text: str) -> str:
    """Return text that stands out; nothing stays nothing."""
    line = said(text)
    return f"**{line}**" if line else ""


def bullets(texts: Iterable[str]) -> str:
    """Return texts as a list."""
    return items(map(said, texts))


def items(written: Iterable[str]) -> str:
    """Return Markdown that is written already as a list."""
    return "\n".join(f"- {item}" for item in written)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[str]) -> str:
    """Return a table without the columns that are empty throughout.

    ``right`` are the columns that are set to the right.
    """
    shown = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    lines = [[columns[at] for at in shown]]
    lines += [["--:" if columns[at] in right else "---" for at in shown]]
    lines += [[row[at] for at in shown] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) if rows else ""


def code(text: str) -> str:
    """Return text as code within a line, to be copied as it is."""
    text = clean(text)
    fence = _fence(text, 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def block(lines: Iterable[str]) -> str:
    """Return lines as a block of code."""
    text = "\n".join(map(clean, lines))
    fence = _fence(text, 3)
    return f"{fence}text\n{text}\n{fence}"


def _fence(text: str, shortest: int) -> str:
    """Return a run of marks that is longer than any within."""
    return "`" * max(shortest, 1 + max(map(len, re.findall("`+", text)), default=0))


def folded(title: str, content: str) -> Iterator[str]:
    """Yield what opens on a click; the blank lines within let it be Markdown again."""
    yield f"<details>\n<summary>{said(title)}</summary>"
    yield content
    yield "</details>"
