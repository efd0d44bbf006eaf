"""The interview at a real terminal: the whole program, its keys, its signals."""

import os
import shlex
import signal
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from screens import audit

from custcheck.__main__ import main


def _saved(tmp_path: Path) -> Path:
    return Path(os.environ["XDG_DATA_HOME"]) / "custcheck" / "audits" / "acme-2026-11-21.yaml"


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
        terminal.signal(signum)

        assert terminal.ends() == code
    assert "Saved 1 of 28 answers" in terminal.shown
    assert "cost_over_customers: yes" in _saved(tmp_path).read_text(encoding="utf-8")


def test_a_terminal_that_closes_leaves_the_answers(tmp_path: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.wait_for("Question 1 of 28.")
        terminal.type("y", then="Question 2 of 28.")
        terminal.hang_up()

        assert terminal.ends() in {4, 129}  # the end of input, or the hang-up
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
        said.append(" ".join(end.replace(str(path), "PATH").split()))

    assert said[0] == said[1]
    assert said[0] == (
        "Saved 1 of 28 answers in PATH. "
        "Resume: custcheck audit --resume PATH --date 2026-11-21 --plain"
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
        code = terminal.ends()
        report = terminal.report.decode()

    assert code == 0
    assert "Acme" in report
    assert "Question" not in report
    assert "status: finished" in _saved(tmp_path).read_text(encoding="utf-8")


def test_the_end_names_the_report_and_gives_it_again(tmp_path: Path) -> None:
    report, answers = tmp_path / "iv.html", tmp_path / "iv.yaml"
    shape = ("--date", "2026-11-21", "--target", "80", "--fail-on", "majority")
    given = ("--bank", "warning-signs", *shape, "--output", str(report), "--file", str(answers))
    with audit("--organisation", "Acme", *given, "--plain") as terminal:
        for number in range(1, 11):
            terminal.type("n", then=f"Recorded: {number}, No.")
        terminal.type("finish", prompt="\nReview: ", then="This report again:")
        code = terminal.ends()
    written = report.read_bytes()
    _, end = " ".join(terminal.shown.split()).split("Finished, thank you. ")
    _, command = end.split("This report again: ")
    report.unlink()
    code_again = main(shlex.split(command)[1:])

    assert (code, code_again) == (0, 0)
    assert end == (
        f"Saved in {answers} Report in {report}. This report again: custcheck audit --answers "
        f"{answers} --bank warning-signs {' '.join(shape)} --output {report}"
    )
    # Only the command differs: the first one was given the organisation's name too.
    assert report.read_bytes() == written.replace(b" --organisation Acme", b"")


@pytest.mark.parametrize(("size", "columns"), [((24, 40), 40), ((0, 0), 80), ((24, 120), 120)])
def test_lines_fit_the_terminal(size: tuple[int, int], columns: int) -> None:
    with audit(*ACME, size=size) as terminal:
        terminal.wait_for("Question 1 of 28.")
        terminal.type("help", then="Short forms:")
        lines = terminal.shown.splitlines()

    assert max(cell_len(line) for line in lines) <= columns
