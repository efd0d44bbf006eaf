"""The interview at a real terminal: the whole program, its keys, its signals."""

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

import fcntl
import pty
import termios

_PATIENCE = 20.0
# The child opens the terminal as a shell's would be: its own session, keys that send signals.
_LAUNCH = """
import fcntl, os, sys, termios
os.setsid()
terminal = os.open(sys.argv[1], os.O_RDWR)
fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
os.dup2(terminal, 0)
os.dup2(terminal, 2)
os.execv(sys.executable, [sys.executable, "-m", "custcheck", "audit", *sys.argv[2:]])
"""


class Terminal:
    """A person's end of the terminal that custcheck runs in."""

    def __init__(self, master: int, process: "subprocess.Popen[str]") -> None:
        self.master = master
        self.process = process
        self.shown = ""
        self._seen = 0

    def starts(self) -> None:
        """Wait until something is shown."""
        assert self._read(_PATIENCE), "nothing was shown"

    def wait_for(self, text: str) -> None:
        """Wait until a text is shown, after what was waited for before."""
        end = time.monotonic() + _PATIENCE
        while (at := self.shown.find(text, self._seen)) < 0:
            if not self._read(end - time.monotonic()):
                pytest.fail(f"{text!r} was not shown, but:\n{self.shown[self._seen :]}")
        self._seen = at + len(text)

    def type(self, line: str, *, then: str, prompt: str = "Answer: ") -> None:
        """Wait for the prompt, type a line, and wait for a text."""
        self.wait_for(prompt)
        os.write(self.master, f"{line}\n".encode())
        self.wait_for(then)

    def press(self, key: bytes, *, prompt: str = "Answer: ") -> None:
        """Wait for the prompt, and press a key."""
        self.wait_for(prompt)
        os.write(self.master, key)

    def ends(self) -> int:
        """Wait for the end, and return the exit code."""
        end = time.monotonic() + _PATIENCE
        while self._read(end - time.monotonic()):
            pass
        return self.process.wait(_PATIENCE)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], max(patience, 0))
        try:
            raw = os.read(self.master, 65536) if ready else b""
        except OSError:  # Linux says so when the other side is gone
            raw = b""
        # Linux echoes ^C when the signal is already on its way: before our last words, or in them.
        self.shown = (self.shown + raw.decode().replace("\r", "")).replace("^C", "")
        return bool(raw)


@contextmanager
def audit(*arguments: str, size: tuple[int, int] = (24, 80)) -> Iterator[Terminal]:
    """Run ``custcheck audit`` in a terminal of this size."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    command = [sys.executable, "-c", _LAUNCH, os.ttyname(slave), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        terminal = Terminal(master, process)
        try:
            # Ours stays open until the child has its own: the first to close ends the terminal.
            terminal.starts()
            os.close(slave)
            yield terminal
        finally:
            process.kill()
            if terminal.master >= 0:
                os.close(terminal.master)


def _saved(tmp_path: Path) -> Path:
    return tmp_path / "home" / "data" / "custcheck" / "audits" / "acme-2026-11-21.yaml"


ACME = ("--organisation", "Acme", "--date", "2026-11-21", "--quick", "--plain")


def test_ctrl_c_saves_and_the_audit_goes_on(tmp_path: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.wait_for("Question 1 of 28.")
        terminal.type("y", then="Question 2 of 28.")
        terminal.type("n: board pack, page 4", then="Question 3 of 28.")
        terminal.press(b"\x03")
        code = terminal.ends()
    with audit("--resume", "acme", "--date", "2026-11-21", "--plain") as resumed:
        resumed.wait_for("Acme, 2 of 28 answered.")
        resumed.wait_for("Question 3 of 28.")
        resumed.press(b"\x04")
        code_of_resumed = resumed.ends()

    assert (code, code_of_resumed) == (130, 4)
    for said in (terminal.shown, resumed.shown):
        assert f"Saved 2 of 28 answers in {_saved(tmp_path)}." in " ".join(said.split())
        assert "Resume: custcheck audit --resume acme" in " ".join(said.split())
        assert "\x1b" not in said
        assert "Traceback" not in said
    assert "note: board pack, page 4" in _saved(tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_saves(signum: signal.Signals, code: int, tmp_path: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.wait_for("Question 1 of 28.")
        terminal.type("y", then="Question 2 of 28.")
        terminal.process.send_signal(signum)

        assert terminal.ends() == code
    assert "Saved 1 of 28 answers" in terminal.shown
    assert "cost_over_customers: yes" in _saved(tmp_path).read_text(encoding="utf-8")


def test_a_terminal_that_closes_leaves_the_answers(tmp_path: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.wait_for("Question 1 of 28.")
        terminal.type("y", then="Question 2 of 28.")
        os.close(terminal.master)
        terminal.master = -1

        assert terminal.process.wait(_PATIENCE) in {4, 129}  # the end of input, or the hang-up
    assert "cost_over_customers: yes" in _saved(tmp_path).read_text(encoding="utf-8")
    assert not _saved(tmp_path).with_name(f"{_saved(tmp_path).name}.lock").exists()


def test_ctrl_c_before_the_first_question_saves_nothing(tmp_path: Path) -> None:
    with audit("--plain") as terminal:
        terminal.press(b"\x03", prompt='"This organisation": ')

        assert terminal.ends() == 130
    assert terminal.shown.endswith("\nNothing was answered, so nothing was saved.\n")
    assert not _saved(tmp_path).parent.exists()


def test_quit_and_ctrl_c_say_the_same(tmp_path: Path) -> None:
    said: list[str] = []
    for keys in (b"quit\n", b"\x03"):
        path = tmp_path / f"{len(said)}.yaml"
        with audit(*ACME, "--file", str(path)) as terminal:
            terminal.type("y", then="Question 2 of 28.")
            terminal.press(keys)
            terminal.ends()
        end = terminal.shown[terminal.shown.index("Saved 1 of 28 answers") :]
        said.append(end.replace(str(path), "PATH"))

    assert said[0] == said[1]
    assert said[0] == (
        "Saved 1 of 28 answers in\n  PATH. Resume:\n  custcheck audit --resume PATH\n"
    )


def test_a_prompt_is_wrapped_between_words() -> None:
    with audit("--plain", size=(24, 40)) as terminal:
        terminal.wait_for('Which organisation? Its name, or Enter\n  for "This organisation": ')


def test_a_whole_interview_ends_in_a_report(tmp_path: Path) -> None:
    with audit("--bank", "warning-signs", "--date", "2026-11-21", "--plain") as terminal:
        terminal.type(
            "Acme",
            prompt='"This organisation": ',
            then="Audit of Acme: 10 questions, about 2 minutes.",
        )
        for number in range(1, 11):
            terminal.wait_for(f"Question {number} of 10.")
            terminal.type("n", then=f"Recorded: {number}, No.")
        terminal.wait_for("Review: 10 answered, 0 open.")
        terminal.type("finish", prompt="\nReview: ", then="Finished, thank you. Saved in")
        terminal.ends()
        assert terminal.process.stdout is not None
        report = terminal.process.stdout.read()

    assert terminal.process.returncode == 0
    assert "Acme" in report
    assert "Question" not in report
    assert "status: finished" in _saved(tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize(("size", "columns"), [((24, 40), 40), ((0, 0), 80), ((24, 120), 120)])
def test_lines_fit_the_terminal(size: tuple[int, int], columns: int) -> None:
    with audit(*ACME, size=size) as terminal:
        terminal.wait_for("Question 1 of 28.")
        terminal.type("help", then="Short forms:")
        lines = terminal.shown.splitlines()

    assert max(cell_len(line) for line in lines) <= columns
