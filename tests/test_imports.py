"""What ``--version`` and ``--help`` may import: they are asked often, and answer at once.

A module that is missing here costs everybody who asks for help; import it where it is used.
"""

import subprocess
import sys

import pytest

_NEW = """
import sys

before = set(sys.modules)
from custcheck.__main__ import main

code = main(sys.argv[1:])
print(*(set(sys.modules) - before), file=sys.stderr)
sys.exit(code)
"""
OURS = {
    "--version": {"custcheck", "custcheck.__main__"},
    "--help": {
        "custcheck",
        "custcheck.__main__",
        "custcheck.banks",
        "custcheck.cli",
        "custcheck.errors",
        "custcheck.exits",
        "custcheck.problem",
        "custcheck.reports",
        "custcheck.reports.problems",
        "custcheck.text",
    },
}


def imported(argument: str) -> set[str]:
    """Return the modules that a fresh interpreter imports to answer."""
    done = subprocess.run(
        [sys.executable, "-c", _NEW, argument], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("argument", OURS)
def test_our_modules(argument: str) -> None:
    ours = {name for name in imported(argument) if name.partition(".")[0] == "custcheck"}

    assert ours == OURS[argument]


def test_version_needs_nothing_installed() -> None:
    packages = {name.partition(".")[0] for name in imported("--version")}

    assert packages - sys.stdlib_module_names == {"custcheck"}
    assert packages.isdisjoint({"argparse", "dataclasses", "importlib", "pathlib", "re", "typing"})


def test_help_reads_and_draws_nothing() -> None:
    slow = {"importlib.metadata", "jinja2", "pydantic", "rich.console", "yaml"}

    assert imported("--help").isdisjoint(slow)
