"""The bar on standard error: for long work at a terminal, and for nothing else."""

import io
import sys

import pytest
from conftest import QUESTIONNAIRES

from custcheck.__main__ import main
from custcheck.reports import progress


class Terminal(io.StringIO):
    """What a terminal is to a program that asks."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no work be so short that there is no bar."""
    monkeypatch.setattr(progress, "PATIENCE", -1.0)


def checked(stderr: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a check of the shipped questionnaires says on standard error."""
    monkeypatch.setattr(sys, "stderr", stderr)
    assert main(["check", str(QUESTIONNAIRES)]) == 0
    return stderr.getvalue()


@pytest.mark.usefixtures("at_once")
def test_a_bar_at_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = checked(Terminal(), monkeypatch)
    said = capsys.readouterr().out
    files = len(list(QUESTIONNAIRES.rglob("*.yaml")))

    assert "Checking" in shown
    assert f"/{files}" in shown
    assert said.splitlines()[-1] == f"Nothing wrong in {files} files."


@pytest.mark.usefixtures("at_once")
def test_no_bar_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked(io.StringIO(), monkeypatch) == ""


def test_no_bar_for_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 60.0)

    assert checked(Terminal(), monkeypatch) == ""


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("number", [0, 1, 2, 7])
def test_nothing_is_lost_on_the_way(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())

    assert list(progress.with_progress(range(number), "Counting")) == list(range(number))
