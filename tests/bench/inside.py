"""Time what is too short for a process of its own: rendering a report, saving an answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from material import DAY, response_to

from custcheck.answers.store import Store
from custcheck.assessment.assess import Audit, Targets, assess
from custcheck.model import LoadedBank
from custcheck.reports.printing import render_text
from custcheck.reports.terminal import render


def render_times(banks: Sequence[LoadedBank], runs: int) -> list[float]:
    """Return how long the terminal's summary takes from the report to its text."""
    audit = Audit(tuple(banks), response_to(banks), "", Targets(), DAY, "custcheck")
    report = assess(audit)
    draw = partial(render, report, full=False)
    return _times(partial(render_text, draw, plain=False), runs)


def save_times(banks: Sequence[LoadedBank], runs: int, folder: Path) -> list[float]:
    """Return how long it takes to save all answers once more, on the disk and synced."""
    response = response_to(banks)
    with Store(folder / "saved.yaml", print) as store:
        return _times(lambda: store.save(replace(response, revision=0)), runs)


def _times(act: Callable[[], object], runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        start = perf_counter()
        act()
        times.append(perf_counter() - start)
    return times
