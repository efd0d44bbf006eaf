"""What every test stands on: an environment of its own, and golden files."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
QUESTIONNAIRES = TESTS.parent / "questionnaires"
SAMPLE = QUESTIONNAIRES / "samples" / "harbour-and-lane.yaml"
FOREIGN = (
    *("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "PYTHONIOENCODING"),
    *("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"),
    *("GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"),
)
"""What a developer's or a CI's environment may hold, and a test must not meet."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return paths for homes: none is there yet, as few tests need one."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, homes: Iterator[Path]) -> None:
    """Keep the developer's terminal, locale and home out of every test."""
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    home = next(homes)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``tests/golden/NAME``; ``--update-golden`` writes it instead."""

    def compare(name: str, text: str) -> None:
        path = TESTS / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""

        assert text == expected

    return compare
