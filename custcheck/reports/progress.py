"""A bar on standard error for work that takes a while."""

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TypeVar

PATIENCE = 1.0
"""So many seconds pass before a bar comes: most work is done by then."""

T = TypeVar("T")


def with_progress(items: Sequence[T], doing: str) -> Iterator[T]:
    """Yield items; at a terminal, show how many are done once it takes over a second."""
    start = monotonic()
    waiting = iter(enumerate(items))
    is_seen = sys.stderr.isatty()
    for number, item in waiting:
        yield item
        if is_seen and monotonic() - start > PATIENCE:
            yield from _with_bar(waiting, number + 1, len(items), doing)


def _with_bar(waiting: Iterator[tuple[int, T]], done: int, total: int, doing: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TextColumn("files"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=total, completed=done)
        for _, item in waiting:
            yield item
            progress.advance(task)
