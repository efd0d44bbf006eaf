"""Which audits there are, and which way of asking a terminal gets."""

import io
import os
from collections.abc import Mapping
from typing import Any

import pytest
from interviews import interview

from custcheck.__main__ import main
from custcheck.answers.places import audits_folder
from custcheck.banks import shipped
from custcheck.interview.session import Mode, mode_for
from custcheck.loading import load_banks
from custcheck.model import Extent

Capture = pytest.CaptureFixture[str]
SIGNS: dict[str, Any] = {
    "banks": load_banks([shipped()["warning-signs"]]),
    "bank_arguments": ("warning-signs",),
}


def test_there_may_be_none(capsys: Capture) -> None:
    code = main(["audits"])

    assert (code, capsys.readouterr().out) == (
        0,
        "There are no audits yet. Start one with: custcheck audit\n",
    )


def test_audits_are_listed_the_open_ones_first(capsys: Capture) -> None:
    interview("n\n" * 10 + "finish\n", organisation="Done", **SIGNS)
    interview("y\nn\n", organisation="Acme", extent=Extent.FULL, **SIGNS)
    interview("y\n", organisation="A bank of one's own")
    (audits_folder(os.environ) / "notes.yaml").write_text("no: audit\n", "utf-8")
    main(["audits"])
    lines = capsys.readouterr().out.splitlines()

    folder = audits_folder(os.environ)
    assert [line for line in lines if str(folder) not in line] == [
        "A bank of one's own  2026-11-21 · not counted: its bank is not a shipped one, or",
        "                     the file has errors · open",
        "Acme  2026-11-21 · 2 of 10 answered · open",
        "Done  2026-11-21 · 10 of 10 answered · finished",
    ]
    assert [line for line in lines if str(folder) in line] == [
        f"  {folder / name}-2026-11-21.yaml" for name in ("a-bank-of-one-s-own", "acme", "done")
    ]


def test_hostile_names_are_only_text(capsys: Capture) -> None:
    interview("y\n", organisation="[bold]A\x1b[31m", **SIGNS)
    main(["audits"])

    assert capsys.readouterr().out.startswith("[bold]A  2026-11-21")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "plain", "mode"),
    [
        ({"TERM": "xterm"}, False, Mode.KEYS),
        ({"TERM": "xterm"}, True, Mode.LINES),
        ({"TERM": "dumb"}, False, Mode.LINES),
        ({"TERM": ""}, False, Mode.LINES),
        ({}, False, Mode.LINES),
        ({"TERM": "xterm", "ACCESSIBLE": "1"}, False, Mode.LINES),
        ({"TERM": "xterm", "ACCESSIBLE": "yes"}, False, Mode.LINES),
        ({"TERM": "xterm", "ACCESSIBLE": "0"}, False, Mode.KEYS),
        ({"TERM": "xterm", "ACCESSIBLE": "False"}, False, Mode.KEYS),
        ({"TERM": "xterm", "ACCESSIBLE": ""}, False, Mode.KEYS),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False, Mode.KEYS),
    ],
)
def test_a_terminal_chooses_keys_or_lines(
    environ: Mapping[str, str], plain: bool, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")

    assert mode_for(_Terminal(), _Terminal(), environ, plain=plain) is mode


@pytest.mark.parametrize(
    ("stdin", "stderr"), [(io.StringIO(), _Terminal()), (_Terminal(), io.StringIO())]
)
def test_what_is_no_terminal_is_a_pipe(stdin: io.StringIO, stderr: io.StringIO) -> None:
    assert mode_for(stdin, stderr, {"TERM": "xterm"}, plain=False) is Mode.PIPE


def test_windows_goes_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")

    assert mode_for(_Terminal(), _Terminal(), {"TERM": "xterm"}, plain=False) is Mode.LINES
