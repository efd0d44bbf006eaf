"""The interview key by key at a terminal: the whole program, its signals, its ends, its faults."""

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from interviews import DAY

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

import termios

from screens import Terminal, a_terminal, audit, squeezed

from custcheck import banks
from custcheck.answers.reading import read_answers
from custcheck.interview.state import Item
from custcheck.loading import load_banks, read_source
from custcheck.model import NO, YES, Answer, Extent, Option, Response, Status

ACME = ("--organisation", "Acme", "--date", DAY.isoformat(), "--quick")
RESUMED = ("--resume", "acme", "--date", DAY.isoformat())
CORE = load_banks([banks.find(name) for name in banks.CORE])
QUICK = tuple(Item(bank, question) for bank in CORE for question in bank.asked(Extent.QUICK, None))
_L_FLAGS = 3
"""Where a terminal's attributes hold its local modes."""
_COOKED = termios.ICANON | termios.ECHO | termios.ISIG


@pytest.fixture
def saved() -> Path:
    """Return where the audit of Acme is saved."""
    return Path(os.environ["XDG_DATA_HOME"]) / "custcheck" / "audits" / "acme-2026-11-21.yaml"


def _read(path: Path) -> Response:
    return read_answers(read_source(path), CORE).response


def _answers(path: Path) -> list[Answer | None]:
    """Return the answers to the quick questions in a file, down to the last that there is."""
    answers = _read(path).answers
    found = [answers.get(item.key[0], {}).get(item.key[1]) for item in QUICK]
    while found and found[-1] is None:
        found.pop()
    return found


def _choices(path: Path) -> list[object]:
    return [answer and answer.choice for answer in _answers(path)]


def _is_cooked(terminal: Terminal) -> bool:
    return bool(terminal.modes[_L_FLAGS] & _COOKED)


def _do(terminal: Terminal, what: bytes | signal.Signals) -> None:
    """Press a key, or send a signal."""
    if isinstance(what, bytes):
        terminal.send(what)
    else:
        terminal.signal(what)


def _assert_given_back(terminal: Terminal, modes: list[object]) -> None:
    """Expect a terminal as it was before the interview."""
    assert terminal.modes == modes
    assert not terminal.screen.is_alternate
    assert not terminal.screen.brackets_pastes
    assert "Traceback" not in terminal.shown


# A whole interview


def test_a_quick_interview_takes_a_key_a_question_and_one_to_finish(saved: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        keys: list[bytes] = []
        for number in range(1, 29):
            offered = re.findall(r"^ [ >] ([1-9yn])  \S", terminal.screen.text, re.MULTILINE)
            key = next(key.encode() for key in offered if key.encode() not in keys[-1:])
            terminal.hit(key, then=f"Question {number + 1}/28" if number < 28 else "Review")
            keys.append(key)
        terminal.send(b"f")
        keys.append(b"f")
        code = terminal.ends()
        report = terminal.report
    path, again = _goodbye(terminal)
    shown_again = subprocess.run(
        [sys.executable, "-m", *shlex.split(again)], capture_output=True, check=True
    )

    assert (code, len(keys), path) == (0, 29, str(saved))
    assert _read(saved).status is Status.FINISHED
    assert len(_answers(saved)) == 28
    assert None not in _answers(saved)
    assert b"Acme" in report
    assert shown_again.stdout == report


def _goodbye(terminal: Terminal) -> tuple[str, str]:
    """Return the path and the command that are said at the end."""
    found = re.search(
        r"Finished, thank you\. Saved in (\S+) This report again: (.+?) The whole report:",
        terminal.last_words,
    )
    assert found, terminal.shown
    return found[1], found[2]


def test_ctrl_c_keeps_the_answers_and_a_half_typed_note(saved: Path) -> None:
    with audit(*ACME) as terminal:
        before = terminal.modes
        terminal.sees("Question 1/28")
        during = terminal.modes
        terminal.hit(b"y", then="Question 2/28")
        terminal.hit(b"e", then="Where can one see it?")
        for character in "board pack, page 4":
            terminal.send(character.encode())
        terminal.sees("board pack, page 4")
        terminal.send(b"\x03")
        code = terminal.ends()
        _assert_given_back(terminal, before)
    with audit(*RESUMED) as resumed:
        resumed.sees("Resumed: 1 of 28. Unsaved note found: press e.")
        resumed.hit(b"e", then="page 4 ")
        resumed.hit(b"\r", then="Kept. It is saved with your answer.")
        resumed.hit(b"n", then="2. No - saved, evidence described")
        resumed.hit(b"\x1b", then="Question 3/28")
        resumed.send(b"q")
        code_of_resumed = resumed.ends()

    assert (code, code_of_resumed) == (130, 4)
    assert during != before
    assert terminal.last_words == (
        f"Saved 1 of 28 answers in {saved}. Resume: custcheck audit --resume acme --date 2026-11-21"
    )
    assert _choices(saved) == [YES, NO]
    assert [answer and answer.note for answer in _answers(saved)] == ["", "board pack, page 4"]


def test_the_line_mode_is_told_before_the_screen_is_taken() -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")

    assert terminal.shown.startswith(
        "Full-screen mode. For line-by-line questions: custcheck audit --plain\n\x1b[?1049h"
    )


def test_the_last_column_stays_when_the_rest_of_a_row_is_cleared() -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        lines = terminal.screen.lines

    assert lines[1] == "─" * 80


# The ways out


@pytest.mark.parametrize(
    ("way", "code"),
    [
        (b"q", 4),
        (b"\x04", 4),
        (b"\x03", 130),
        (signal.SIGINT, 130),
        (signal.SIGTERM, 143),
        (signal.SIGHUP, 129),
    ],
)
def test_every_way_out_keeps_the_answers_and_gives_the_terminal_back(
    way: bytes | signal.Signals, code: int, saved: Path
) -> None:
    with audit(*ACME) as terminal:
        before = terminal.modes
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        _do(terminal, way)

        assert terminal.ends() == code
        _assert_given_back(terminal, before)
    assert terminal.last_words == (
        f"Saved 1 of 28 answers in {saved}. Resume: custcheck audit --resume acme --date 2026-11-21"
    )
    assert _choices(saved) == [YES]


def test_a_window_that_closes_leaves_the_answers(saved: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        terminal.hang_up()

        assert terminal.ends() in {4, 129}  # the end of input, or the hang-up
    assert _choices(saved) == [YES]
    assert _beside(saved) == set()


def _beside(path: Path) -> set[str]:
    """Return how the names of the other files in a file's folder go on from its own."""
    return {other.name.removeprefix(path.name) for other in path.parent.iterdir()} - {""}


def test_what_is_typed_ahead_does_not_reach_the_shell() -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.signal(signal.SIGSTOP)
        terminal.stops()
        terminal.send(b"rm -r *\n")
        terminal.wait_until(lambda: terminal.unread == 8)
        terminal.signal(signal.SIGTERM)  # it comes first, when the process goes on
        terminal.go_on()

        assert terminal.ends() == 143
        assert terminal.unread == 0


# Stopped, and continued


def test_ctrl_z_gives_the_terminal_back_until_the_interview_goes_on(saved: Path) -> None:
    with audit(*ACME) as terminal:
        before = terminal.modes
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        for stop in (b"\x1a", signal.SIGTSTP):
            _do(terminal, stop)
            terminal.stops()
            _assert_given_back(terminal, before)
            terminal.screen.scribble()
            terminal.go_on()
            terminal.sees("Question 2/28")

            assert terminal.screen.is_alternate
            assert not _is_cooked(terminal)
        terminal.hit(b"n", then="Question 3/28")
        terminal.send(b"q")

        assert terminal.ends() == 4
        _assert_given_back(terminal, before)
    assert _choices(saved) == [YES, NO]


def test_what_was_typed_right_before_ctrl_z_is_saved(saved: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.hit(b"e", then="Where can one see it?")
        terminal.send(b"minutes\x1a")
        terminal.stops()

        assert "draft: minutes" in saved.read_text("utf-8")


def test_two_signals_at_once_leave_the_terminal_as_it_was(saved: Path) -> None:
    with audit(*ACME) as terminal:
        before = terminal.modes
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        terminal.signal(signal.SIGHUP)
        terminal.signal(signal.SIGTERM)

        assert terminal.ends() in {129, 143}
        _assert_given_back(terminal, before)
    assert _choices(saved) == [YES]


def test_an_interview_sent_to_the_background_waits_for_the_terminal(saved: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        terminal.send(b"\x1a")
        terminal.stops()
        terminal.go_on_behind()
        terminal.stops()
        terminal.go_on()
        terminal.sees("Question 2/28")
        terminal.hit(b"n", then="Question 3/28")
        terminal.send(b"q")

        assert terminal.ends() == 4
    assert _choices(saved) == [YES, NO]


def test_an_interview_that_is_stopped_can_be_ended(saved: Path) -> None:
    with audit(*ACME) as terminal:
        before = terminal.modes
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        terminal.send(b"\x1a")
        terminal.stops()
        terminal.signal(signal.SIGTERM)
        terminal.go_on_behind()

        assert terminal.ends() == 143
        _assert_given_back(terminal, before)
    assert _choices(saved) == [YES]


def test_an_interview_stopped_from_outside_takes_its_keys_again(saved: Path) -> None:
    with audit(*ACME) as terminal:
        before = terminal.modes
        terminal.sees("Question 1/28")
        terminal.signal(signal.SIGSTOP)
        terminal.stops()
        termios.tcsetattr(terminal.master, termios.TCSANOW, before)  # as shells do
        terminal.screen.scribble()
        terminal.go_on()
        terminal.sees("Question 1/28")

        assert terminal.screen.brackets_pastes
        assert not _is_cooked(terminal)
        terminal.hit(b"y", then="Question 2/28")
        terminal.send(b"q")

        assert terminal.ends() == 4
        _assert_given_back(terminal, before)
    assert _choices(saved) == [YES]


# The size


@pytest.mark.parametrize(("rows", "columns"), [(40, 120), (24, 60), (16, 40)])
def test_a_window_of_another_size_is_drawn_anew(rows: int, columns: int) -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.resize(rows, columns)
        terminal.sees("Question 1/28")
        lines = terminal.screen.lines

    assert lines[-1].endswith("q save and quit")
    assert lines[1].startswith("─" * (columns - 1))


@pytest.mark.parametrize("asked_by", [b"\x0c", signal.SIGWINCH])
def test_a_spoilt_screen_is_drawn_anew(asked_by: bytes | signal.Signals) -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.screen.scribble()
        _do(terminal, asked_by)
        terminal.sees("Question 1/28")

        assert terminal.screen.lines[-1].endswith("q save and quit")


def test_no_answer_is_taken_by_a_window_that_is_too_small(saved: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.resize(10, 36)
        terminal.sees("Enlarge to 40 by 16, or q then --plain")
        terminal.screen.scribble()
        terminal.send(b"y\x0c")  # Ctrl-L: it is drawn anew when both keys are done
        terminal.sees("Enlarge to 40 by 16, or q then --plain")
        kept_while_small = saved.exists()
        terminal.resize(24, 80)
        terminal.sees("Question 1/28")
        terminal.hit(b"n", then="Question 2/28")

    assert not kept_while_small
    assert _choices(saved) == [NO]


def test_a_terminal_that_does_not_know_its_size_has_the_usual_one() -> None:
    with audit(*ACME, size=(0, 0)) as terminal:
        terminal.sees("Question 1/28")

    assert terminal.screen.lines[-1].endswith("q save and quit")


# Keys that no person pressed


@pytest.mark.parametrize("pasted", [b"\x1b[200~yyyy\x1b[201~", b"ynynynynynyn", b"y" * 12])
def test_a_paste_answers_nothing(pasted: bytes, saved: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.send(pasted)
        terminal.sees("Pasted text ignored. Press e to add it as evidence.")

        assert "Question 1/28" in terminal.screen.text
    assert not saved.exists()


def test_a_held_key_gives_one_answer(saved: Path) -> None:
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.send(b"y" * 8)  # as they come in when the machine is slow; more would be a paste
        terminal.sees("are ignored.")
        terminal.hit(b"n", then="Question 3/28")

    assert _choices(saved) == [YES, NO]


# Which mode


@pytest.mark.parametrize(
    ("variable", "value", "arguments"),
    [
        ("ACCESSIBLE", "", ["--plain"]),
        ("ACCESSIBLE", "1", []),
        ("TERM", "dumb", []),
        ("TERM", "", []),
    ],
)
def test_line_by_line_without_one_escape(
    variable: str, value: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with audit(*ACME, *arguments) as terminal:
        terminal.wait_for("Question 1 of 28.")
        terminal.type("y", then="Question 2 of 28.")
        terminal.press(b"\x04")
        code = terminal.ends()

    assert code == 4
    assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("value", ["0", "false", ""])
def test_key_by_key_unless_it_is_to_be_accessible(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", value)
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")

        assert terminal.screen.is_alternate


@pytest.mark.parametrize("stream", [0, 2])
def test_key_by_key_only_where_a_person_types_and_sees(stream: int) -> None:
    with audit(*ACME, streams=[stream]) as terminal:
        terminal.send(b"\x04")
        code = terminal.ends()
        shown = terminal.raw + terminal.report

    assert code == 2  # a pipe, and nothing in it
    assert b"No answers came in." in shown
    assert b"\x1b" not in shown


def test_no_color_means_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        terminal.hit(b"r", then="Review")

    assert terminal.screen.styles.isdisjoint({*range(30, 50), *range(90, 108)})


def test_a_terminal_that_has_no_more_than_latin_1(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    with audit(*ACME) as terminal:
        terminal.sees("Question 1/28 -----")
        terminal.hit(b"e", then="Where can one see it?")
        terminal.send("Café".encode("latin-1"))
        terminal.sees("Caf")
        terminal.hit(b"\r", then="Kept.")
        terminal.hit(b"y", then="How well is it backed?")
        terminal.hit(b"\x1b", then="Question 2/28")
        terminal.hit(b"r", then="Up/Down move")
        terminal.send(b"q")
        code = terminal.ends()

    assert code == 4
    assert {byte for byte in terminal.raw if byte > 127} == {0xE9}
    assert [answer and answer.note for answer in _answers(saved)] == ["Café"]


# Killed


# On a disk so slow that most kills come in the middle of writing.
_SLOW = """
import os, time, types
from custcheck import files

def write(descriptor, raw):
    time.sleep(0.001)
    return os.write(descriptor, raw[:512])

files.os = types.SimpleNamespace(**{**vars(os), "write": write})
"""


@pytest.mark.parametrize(
    ("patch", "rounds", "kills"),
    [
        (_SLOW, 1, 9),
        (None, 1, 3),
        *(pytest.param(*loop, marks=pytest.mark.ci) for loop in ((_SLOW, 4, 27), (None, 1, 9))),
    ],
)
def test_kill_9_loses_no_answer(patch: str | None, rounds: int, kills: int, tmp_path: Path) -> None:
    python = [] if patch else ["-m", "custcheck"]
    with a_terminal() as terminal:
        for turn in range(rounds):
            path = tmp_path / f"{turn}" / "audit.yaml"
            path.parent.mkdir()
            given: list[Option] = []
            for number in range(kills):
                terminal.screen.scribble()
                terminal.start(*python, "audit", *ACME, "--file", str(path), patch=patch)
                terminal.sees(f"Question {number + 1}/28")
                key = "12"[(number + turn) % 2]
                given.append(QUICK[number].options[key])
                terminal.hit(key.encode(), then=f"Question {number + 2}/28")
                # A note is saved as it is typed, so there is always something to be saved.
                for letter in b"eabcdefgh"[: number * 7 % 10]:
                    terminal.send(bytes([letter]))
                terminal.signal(signal.SIGKILL)

                assert terminal.ends() == -signal.SIGKILL
                assert _choices(path) == given
                assert _beside(path) <= {".lock", ".tmp"}


# Two at once


def test_an_audit_is_open_in_one_window(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    with audit(*ACME, "--file", str(path)) as first:
        first.sees("Question 1/28")
        first.hit(b"y", then="Question 2/28")
        with audit(*ACME, "--file", str(path)) as second:
            code = second.ends()
            said = squeezed(second.shown)

        assert (code, said) == (
            2,
            f"custcheck: This audit is open in another window (pid {first.pid}).",
        )
        first.hit(b"n", then="Question 3/28")
        first.signal(signal.SIGKILL)
        first.ends()
    with audit(*ACME, "--file", str(path)) as second:
        second.sees("Resumed: 2 of 28.")
    assert _choices(path) == [YES, NO]


# Faults

_FAILING = """
import errno, os, types
from pathlib import Path
from custcheck import files

flag, draft = Path({flag!r}), Path({draft!r})

def failing(descriptor, *rest):
    if flag.exists() and draft.exists() and os.path.samestat(os.fstat(descriptor), draft.stat()):
        raise OSError(errno.{reason}, os.strerror(errno.{reason}))
    return os.{call}(descriptor, *rest)

files.os = types.SimpleNamespace(**{{**vars(os), {call!r}: failing}})
"""
_FAULTS = [("fsync", "EIO", "input/output error"), ("write", "ENOSPC", "no space is left")]


@pytest.fixture
def fault(tmp_path: Path) -> Path:
    """Return the file that makes saving fail while it is there."""
    return tmp_path / "fault"


def _patch(call: str, reason: str, fault: Path, saved: Path) -> str:
    return _FAILING.format(call=call, reason=reason, flag=str(fault), draft=f"{saved}.tmp")


@pytest.mark.parametrize(("call", "reason", "words"), _FAULTS)
def test_a_screen_stays_until_its_answer_is_saved(
    call: str, reason: str, words: str, fault: Path, saved: Path
) -> None:
    with audit(*ACME, patch=_patch(call, reason, fault, saved)) as terminal:
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        fault.touch()
        terminal.hit(b"n", then="NOT SAVED.")
        terminal.sees(words)
        terminal.sees("Question 2/28")
        kept_while_it_fails = _choices(saved)
        fault.unlink()
        terminal.hit(b" ", then="Saved now.")
        terminal.sees("Question 3/28")
        kept = _choices(saved)

    assert kept_while_it_fails == [YES]
    assert kept == [YES, NO]


@pytest.mark.parametrize(("call", "reason", "words"), _FAULTS)
def test_answers_that_cannot_be_saved_are_put_elsewhere(
    call: str,
    reason: str,
    words: str,
    fault: Path,
    saved: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    with audit(*ACME, patch=_patch(call, reason, fault, saved)) as terminal:
        before = terminal.modes
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        fault.touch()
        terminal.hit(b"n", then="NOT SAVED.")
        terminal.send(b"q")
        code = terminal.ends()
        _assert_given_back(terminal, before)
    (rescued,) = elsewhere.iterdir()

    assert code == 4
    assert f'"{saved}" cannot be written: {words}' in terminal.last_words
    assert f"Saved 2 of 28 answers in {rescued}. Resume: custcheck audit" in terminal.last_words
    assert _choices(rescued) == [YES, NO]
    assert _choices(saved) == [YES]


def test_a_crash_gives_the_terminal_back_and_says_where_the_answers_are(saved: Path) -> None:
    patch = """
from custcheck.interview import key_mode

draw, calls = key_mode.draw, []

def crash(*arguments):
    calls.append(arguments)
    if len(calls) == 2:
        raise RuntimeError("the second is one too many")
    return draw(*arguments)

key_mode.draw = crash
"""
    with audit(*ACME, patch=patch) as terminal:
        before = terminal.modes
        terminal.sees("Question 1/28")
        terminal.send(b"y")
        code = terminal.ends()
        _assert_given_back(terminal, before)

    assert code == 3
    assert terminal.last_words.startswith(
        f"Saved 1 of 28 answers in {saved}. Resume: custcheck audit --resume acme "
        "--date 2026-11-21 custcheck: This is a bug in custcheck"
    )
    assert _choices(saved) == [YES]


def test_a_file_that_someone_else_changes_is_left_to_them(saved: Path) -> None:
    with audit(*ACME) as terminal:
        before = terminal.modes
        terminal.sees("Question 1/28")
        terminal.hit(b"y", then="Question 2/28")
        theirs = saved.read_text(encoding="utf-8").replace("Acme", "Acne")
        saved.write_text(theirs, encoding="utf-8")
        terminal.send(b"n")
        pid, code = terminal.pid, terminal.ends()
        _assert_given_back(terminal, before)
    ours = saved.with_name(f"{saved.name}.conflict-{pid}")

    assert code == 2
    assert saved.read_text(encoding="utf-8") == theirs
    assert _choices(ours) == [YES, NO]
    assert f'your answers are in "{ours}"' in terminal.last_words
