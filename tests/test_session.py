"""Whole interviews, from a pipe and as a person would type them."""

import errno
import io
import json
import os
import signal
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from interviews import DAY, SMALL, bank, choices, interview, read, request

from custcheck.__main__ import main
from custcheck.answers.reading import read_answers
from custcheck.answers.store import Store
from custcheck.answers.writing import to_yaml
from custcheck.banks import shipped
from custcheck.errors import (
    ExitCode,
    InputError,
    OutputError,
    PausedError,
    ProblemsError,
    StoppedError,
)
from custcheck.interview.session import Mode, conduct
from custcheck.loading import load_banks, read_source
from custcheck.model import Blank, Evidence, Extent, LoadedBank, Response, Status

ALL = "y\nno: since May\n4\nreview\n"
TERMINAL: dict[str, Any] = {"is_terminal": True, "organisation": "Acme", "new": True}


NARROW = bank(
    "custcheck: 1\nkind: bank\nid: narrow\nversion: '1'\ntitle: N\n"
    "roles: [{id: boss, name: Bosses, short: Boss}]\n"
    "dimensions: [{id: a, name: A}]\nquestions:\n"
    "  - {id: q, dimension: a, type: yesno, yes_is: good, text: Q?, ask: [boss]}\n"
)


@pytest.fixture
def audits() -> Path:
    """Return the folder of audits."""
    return Path(os.environ["XDG_DATA_HOME"]) / "custcheck" / "audits"


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


# A pipe


def test_a_pipe_that_answers_everything_finishes(audits: Path) -> None:
    outcome = interview(ALL, organisation="Acme", targets={"care": 80})
    response = read(audits / "acme-2026-11-21.yaml")

    assert outcome.path == audits / "acme-2026-11-21.yaml"
    assert choices(response) == {
        "listens": "Yes",
        "waits": "No",
        "asks": "Often",
        "mends": "Review",
    }
    assert (response.status, response.date, response.targets) == (
        Status.FINISHED,
        DAY,
        {"care": 80},
    )
    assert response.stamps["small-bank"].sha256 == SMALL.sha256


def test_what_a_pipe_shows() -> None:
    outcome = interview("# a comment\n\ny\n  no: since May\n", organisation="Acme")

    assert (
        outcome.said
        == """\
Audit of Acme: 4 questions, about 1 minute.

A small bank: First things.
Question 1 of 4. First things, 1 of 2. Does the organisation listen [optional]?
  Best witness: Front line.
  y = Yes, n = No
Answer: y
Recorded: 1, Yes.

Question 2 of 4. First things, 2 of 2. Do customers wait?
  y = Yes, n = No
Answer: no: since May
Recorded: 2, No. Evidence saved.

A small bank: Last things.
Question 3 of 4. Last things, 1 of 2. How often are customers asked?
  Best witness: Front line.
  1 = Never
  2 = Rarely
  3 = Sometimes: About half the time.
  4 = Often
  5 = Always
"""
    )


def test_a_pipe_may_answer_in_any_order() -> None:
    outcome = interview("mends=3\nasks=never\nwaits=n\nlistens=x: nobody calls\n")

    assert outcome.path is not None
    assert choices(read(outcome.path)) == {
        "listens": Blank.NOT_APPLICABLE,
        "waits": "No",
        "asks": "Never",
        "mends": "Review",
    }


def test_a_pipe_that_ends_early_is_saved(audits: Path) -> None:
    outcome = interview("y\nn\n", organisation="Acme", bank_arguments=("warning-signs",))
    path = audits / "acme-2026-11-21.yaml"

    assert isinstance(outcome.error, PausedError)
    assert str(outcome.error) == (
        f"Saved 2 of 4 answers in {path}. Resume: custcheck audit --resume acme"
    )
    assert read(path).status is Status.OPEN


@pytest.mark.parametrize("lines", ["", "\n\n# nothing\n", "review\n", "s\n", "quit\n"])
def test_a_pipe_without_an_answer_leaves_no_file(lines: str, audits: Path) -> None:
    outcome = interview(lines)

    assert isinstance(outcome.error, InputError)
    assert "--answers FILE" in str(outcome.error)
    assert list(audits.iterdir()) == []


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("y\n\nmaybe\nn\n", 'Line 3, "maybe", at question 2 ("waits"): Not understood: "maybe".'),
        ("y\nx\n", 'Line 2, "x", at question 2 ("waits"): Say why it does not apply'),
        ("y\nback\nback\n", 'Line 3, "back", at question 1 ("listens"): This is the first'),
        (f"{ALL}3\n", 'Line 5, "3": There is no question left to answer with it.'),
        (f"{ALL}yes\n", 'Line 5, "yes": Not understood'),
        (f"{ALL}why\n", 'Line 5, "why": Open a question first'),
        ("y\nn: \ufffd\n", "Line 2 of the piped answers is not UTF-8 text."),
    ],
)
def test_the_first_bad_line_stops_a_pipe(lines: str, says: str) -> None:
    outcome = interview(lines)

    assert isinstance(outcome.error, InputError)
    assert str(outcome.error).startswith(says)


def test_what_came_before_a_bad_line_is_saved(audits: Path) -> None:
    outcome = interview("y\nmaybe\n", organisation="Acme", bank_arguments=("warning-signs",))
    path = audits / "acme-2026-11-21.yaml"

    assert str(outcome.error).endswith(
        f" Saved 1 of 4 answers in {path}. Resume: custcheck audit --resume acme"
    )
    assert choices(read(path)) == {"listens": "Yes"}


def test_bytes_that_are_no_text_stop_a_pipe() -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"y\nn: caf\xe9\n"), encoding="utf-8")

    with pytest.raises(InputError, match="Line 2 of the piped answers is not UTF-8"):
        conduct(request(), stdin, io.StringIO(), Mode.PIPE)


def test_a_pipe_may_finish_with_open_questions() -> None:
    outcome = interview("y\nfinish\nfinish\n")

    assert outcome.path is not None
    assert read(outcome.path).status is Status.FINISHED
    assert "3 open questions (2 to 4) will show as not answered." in outcome.said


def test_a_role_is_asked_its_questions_in_its_words() -> None:
    outcome = interview("y\nn\n3\n", role="boss", file=None)

    assert outcome.path is not None
    assert "Do we listen?" in outcome.said
    assert "customers asked" not in outcome.said
    assert "Best witness" not in outcome.said
    assert read(outcome.path).role == "boss"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"role": "zzz", "banks": (NARROW,)}, "These banks have no question for the role zzz."),
        ({"resume": ""}, "There is no open audit to resume."),
        ({"resume": "acme"}, 'There is no audit "acme" to resume. Open audits: none.'),
        ({"file": Path("none.yaml"), "resume": ""}, '"none.yaml" does not exist'),
    ],
)
def test_what_cannot_start_is_told(changes: dict[str, Any], says: str) -> None:
    outcome = interview("y\n", **changes)

    assert str(outcome.error).startswith(says)


def test_the_hostile_text_of_a_bank_is_shown_as_text() -> None:
    hostile = bank(
        "custcheck: 1\nkind: bank\nid: h\nversion: '1'\ntitle: '[red]T[/red]'\n"
        "dimensions: [{id: a, name: A}]\nquestions:\n"
        "  - {id: q, dimension: a, type: yesno, yes_is: good, text: '[link=x]Q[/]?'}\n"
    )
    outcome = interview("y: [bold]\x1b[31mred\x07\n", banks=(hostile,), is_terminal=True, new=True)

    assert "\x1b" not in outcome.said
    assert "[link=x]Q[/]?" in outcome.said


# Files, and going on


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "my audit.yaml"
    first = interview("y\n", file=path)
    second = interview("n\n4\n3\n", file=path)

    assert isinstance(first.error, PausedError)
    assert f"--resume '{path}' --bank small.yaml" in str(first.error)
    assert second.path == path
    assert "Resumed: 1 of 4 answered." in second.said
    assert len(choices(read(path))) == 4


def test_a_finished_quick_audit_can_be_extended() -> None:
    first = interview("y\n4\n", extent=Extent.QUICK, organisation="Acme")
    second = interview("n\n1\n", extent=Extent.FULL, resume="acme")

    assert first.path == second.path
    assert second.path is not None
    response = read(second.path)
    assert (response.extent, response.status) == (Extent.FULL, Status.FINISHED)
    assert list(choices(response)) == ["listens", "waits", "asks", "mends"]


def test_a_finished_audit_is_taken_up_without_its_name_when_all_is_asked(audits: Path) -> None:
    interview("y\n", organisation="Waiting")
    first = interview("y\n4\n", extent=Extent.QUICK, organisation="Acme")
    plain = interview("n\n", extent=None, resume="")
    again = interview("n\n1\n", extent=Extent.FULL, organisation="Acme", new=True)
    second = interview("", extent=Extent.FULL, resume="")

    assert first.path == audits / "acme-2026-11-21.yaml"
    assert "Resumed: Waiting, 1 of 4 answered." in plain.said
    assert isinstance(again.error, PausedError)
    assert "Resumed: Acme, 2 of 4 answered." in second.said


def test_the_last_used_audit_is_extended_though_another_is_open() -> None:
    interview("y\n", organisation="Waiting")
    first = interview("y\n4\n", extent=Extent.QUICK, organisation="Acme")
    second = interview("n\n1\n", extent=Extent.FULL, resume="")

    assert second.path == first.path
    assert second.path is not None
    assert len(choices(read(second.path))) == 4


def test_without_all_there_is_nothing_to_do_in_a_finished_audit() -> None:
    interview("y\n4\n", extent=Extent.QUICK, organisation="Acme")

    outcome = interview("", extent=None, resume="")
    assert str(outcome.error).startswith("There is no open audit to resume.")


SIGNS = load_banks([shipped()["warning-signs"]])
A_QUICK_ONE: dict[str, Any] = {
    "extent": Extent.QUICK,
    "banks": SIGNS,
    "bank_arguments": ("warning-signs",),
}


def test_the_end_says_what_comes_next() -> None:
    outcome = interview("n\nfinish\nfinish\n", **A_QUICK_ONE, **TERMINAL)

    _, end = outcome.said.split("Finished, thank you.")
    again = f"custcheck audit --answers {outcome.path} --bank warning-signs"
    assert f"{again} --full\n" in end
    assert _in_one_line(end).endswith(
        f"Saved in {outcome.path} "
        f"This report again: {again} "
        f"The whole report: {again} --full "
        "Go on to all 10 questions: custcheck audit --resume acme"
    )


def test_the_end_names_one_of_two_audits_of_an_organisation() -> None:
    for name in ("acme-2026-11-21", "acme-2026-11-21-2"):
        outcome = interview("n\nfinish\nfinish\n", **A_QUICK_ONE, **TERMINAL)
        assert outcome.path is not None
        assert outcome.path.stem == name

    assert "custcheck audit --resume acme-2026-11-21-2\n" in outcome.said


def test_the_end_repeats_the_banks_of_ones_own() -> None:
    outcome = interview("y\n4\nfinish\n", extent=Extent.QUICK, **TERMINAL)

    assert f"custcheck audit --answers {outcome.path} --bank small.yaml --full\n" in outcome.said
    assert (
        "Go on to all 4 questions: custcheck audit --resume acme --bank small.yaml\n"
        in outcome.said
    )


def test_the_end_repeats_what_shaped_the_report() -> None:
    shape = ("--target", "care=90", "--output", "iv.html")
    outcome = interview(
        "n\nfinish\nfinish\n",
        **A_QUICK_ONE,
        **TERMINAL,
        report_arguments=shape,
        resume_arguments=(*shape, "--plain"),
    )

    again = f"custcheck audit --answers {outcome.path} --bank warning-signs {' '.join(shape)} Go on"
    assert f"This report again: {again}" in _in_one_line(outcome.said)
    assert "The whole report" not in outcome.said
    assert outcome.said.endswith(f"custcheck audit --resume acme {' '.join(shape)} --plain\n")


@pytest.mark.parametrize(
    ("line", "asked"), [("maybe\ny\nn\n1\nfinish\n", "4 of 4"), ("n\nfinish\n", "2 of 2")]
)
def test_a_quick_audit_that_is_done_may_go_on_to_all(line: str, asked: str) -> None:
    begun = interview("y\n4\nfinish\n", extent=Extent.QUICK, **TERMINAL)
    again = interview(line, is_terminal=True, extent=None, resume="acme")

    assert again.said.startswith(
        "This quick audit is done. It can go on to all 4 questions.\n"
        "Until enough of them are answered, there is then no score.\n"
        "Go on to all? y or n: "
    )
    assert again.path == begun.path
    assert len(read(begun.path or Path()).answers["small-bank"]) == int(asked[0])


@pytest.mark.parametrize("line", ["", "quit\n"])
def test_a_quick_audit_stays_as_it_was_where_one_leaves(line: str) -> None:
    begun = interview("y\n4\nfinish\n", extent=Extent.QUICK, **TERMINAL)
    before = begun.path.read_bytes() if begun.path else b""
    again = interview(line, is_terminal=True, extent=None, resume="acme")

    assert isinstance(again.error, PausedError)
    assert again.said.endswith("The audit is as it was.\n")
    assert begun.path is not None
    assert begun.path.read_bytes() == before


def test_the_end_of_a_full_audit_has_nothing_to_go_on_to() -> None:
    changes = {**A_QUICK_ONE, "extent": Extent.FULL}
    outcome = interview("n\n" * 10 + "finish\n", **changes, **TERMINAL)

    assert "The whole report:" in outcome.said
    assert "Go on to all" not in outcome.said


def test_the_end_of_a_pipe_says_nothing_of_it() -> None:
    outcome = interview("n\nfinish\nfinish\n", organisation="Acme", **A_QUICK_ONE)

    assert outcome.said.endswith(f"Finished, thank you. Saved in {outcome.path}\n")


def test_an_audit_of_a_few_banks_can_be_extended_to_all() -> None:
    core = load_banks([shipped()[name] for name in ("warning-signs", "top-10-practices")])
    shipped_only: dict[str, Any] = {"organisation": "Acme", "bank_arguments": ()}
    interview("y\n", banks=core[:1], extent=Extent.QUICK, **shipped_only)
    same = interview("", banks=core, extent=None, resume="acme", **shipped_only)
    everything = {**shipped_only, "all_banks": True}
    more = interview("", banks=core, extent=Extent.FULL, resume="acme", **everything)

    few, all_of_them = (sum(len(b.bank.questions) for b in banks) for banks in (core[:1], core))
    assert f"1 of {few} answered" in same.said
    assert f"1 of {all_of_them} answered" in more.said


@pytest.mark.parametrize("name", ["", "acme", "ACME & sons", "acme-sons-2026-11-21", "acme-sons"])
def test_an_audit_is_found_by_its_names(name: str) -> None:
    interview("y\n", organisation="Acme & Sons")
    outcome = interview("n\n4\n3\n", resume="acme-sons" if name == "acme" else name)

    assert outcome.path is not None
    assert outcome.path.stem == "acme-sons-2026-11-21"


def test_an_unknown_name_gets_the_nearest() -> None:
    interview("y\n", organisation="Acme")

    assert 'Did you mean "acme"?' in str(interview("", resume="acmee").error)


def test_two_audits_of_one_organisation_are_told_apart() -> None:
    interview("y\n", organisation="Acme")
    outcome = interview("y\n", organisation="Acme")

    assert "--resume acme-2026-11-21-2 " in str(outcome.error)


def test_another_role_cannot_go_on() -> None:
    interview("y\n", organisation="Acme", role="boss")
    outcome = interview("y\n", resume="acme", role="frontline")

    assert "This audit is answered as boss, not as frontline." in str(outcome.error)


def test_new_does_not_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text("mine")

    assert "exists. Leave out --new" in str(interview("y\n", file=path, new=True).error)
    assert path.read_text() == "mine"


def test_a_corrupt_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text("custcheck: 1\nkind: answers\nanswers: {{\n")
    outcome = interview("y\n", file=path)

    assert isinstance(outcome.error, ProblemsError)
    assert path.read_text() == "custcheck: 1\nkind: answers\nanswers: {{\n"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["audit.yaml"]


def test_a_locked_audit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    with Store(path, print):
        outcome = interview("y\n", file=path)

    assert str(outcome.error) == f"This audit is open in another window (pid {os.getpid()})."


def test_a_changed_bank_keeps_what_vanished(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text(
        "custcheck: 1\nkind: answers\nstatus: open\n"
        "banks: {small-bank: {version: '1', sha256: old}}\n"
        "answers: {small-bank: {listens: yes, gone: 3, asks: 9}}\n"
    )
    outcome = interview("n\n", file=path)
    response = read(path)

    assert "small-bank has changed since these answers were given." in outcome.said
    assert list(choices(response)) == ["listens", "waits"]
    assert list(response.orphaned["small-bank"]) == ["gone", "asks"]


def test_a_note_half_typed_waits(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    first = interview("note board pack\n", file=path)
    second = interview("y\n", file=path)

    assert isinstance(first.error, PausedError)
    assert "Unsaved note found: board pack" in second.said
    answer = read(path).answers["small-bank"]["listens"]
    assert (answer.note, answer.evidence) == ("board pack", Evidence.DESCRIBED)


def test_audits_are_for_their_owner(audits: Path) -> None:
    interview("y\n", organisation="Acme")

    modes = [stat.S_IMODE(p.stat().st_mode) for p in (audits, audits / "acme-2026-11-21.yaml")]
    assert modes == [0o700, 0o600]


# An audit that goes on keeps what it has

CORE = load_banks([shipped()[name] for name in ("warning-signs", "top-10-practices")])
ALL_SHIPPED = load_banks(list(shipped().values()))


def _questions(*banks: LoadedBank) -> int:
    return sum(len(bank.bank.questions) for bank in banks)


def _of_two_banks(path: Path, lines: str = "n\n" * 41, **changes: Any) -> str:
    """Leave an audit of two banks, with all but one of its questions answered."""
    interview(lines, banks=CORE, bank_arguments=("a", "b"), file=path, **changes)
    return path.read_text(encoding="utf-8")


def test_a_bank_given_leaves_out_no_other(tmp_path: Path) -> None:
    before = _of_two_banks(tmp_path / "audit.yaml", "n\n" * 10 + "3\n")
    outcome = interview(
        "", banks=CORE[1:], bank_arguments=("top-10-practices",), file=tmp_path / "audit.yaml"
    )

    assert f"Saved 11 of {_questions(*CORE)} answers" in str(outcome.error)
    assert "--bank adds some, and leaves none out." in outcome.said
    assert (tmp_path / "audit.yaml").read_text(encoding="utf-8") == before


def test_banks_given_are_added_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    interview("n\n" * 10, banks=SIGNS, bank_arguments=("warning-signs",), file=path)
    both: dict[str, Any] = {"banks": (SMALL, *SIGNS), "bank_arguments": ("s.yaml", "warning-signs")}
    outcome = interview("y\nn\n4\n3\n", **both, file=path)
    again = interview("", banks=(SMALL,), bank_arguments=("s.yaml",), file=path)

    assert "Resumed: 10 of 14 answered.\nAdded to this audit: A small bank.\n" in outcome.said
    assert outcome.covers == again.covers == ("warning-signs", "small-bank")
    assert "Resumed: 14 of 14 answered.\n" in again.said
    assert "--bank" not in again.said
    assert "Added" not in again.said


def test_all_adds_every_shipped_bank_in_full(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    interview("n\n" * 10, banks=SIGNS, bank_arguments=("warning-signs",), file=path)
    finished = read_answers(read_source(path)).response.status
    outcome = interview(
        "", banks=ALL_SHIPPED, bank_arguments=(), all_banks=True, extent=Extent.FULL, file=path
    )
    response = read_answers(read_source(path)).response

    assert f"Saved 10 of {_questions(*ALL_SHIPPED)} answers" in str(outcome.error)
    assert (finished, response.status) == (Status.FINISHED, Status.OPEN)
    assert next(iter(response.stamps)) == "warning-signs"
    assert set(response.stamps) == set(shipped())


def test_what_is_added_is_saved_before_the_first_answer(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    interview("n\n" * 10, banks=SIGNS, bank_arguments=("warning-signs",), file=path)
    outcome = interview("nonsense\n", banks=CORE, bank_arguments=tuple(shipped())[:2], file=path)

    assert f"Saved 10 of {_questions(*CORE)} answers" in str(outcome.error)
    assert len(read_answers(read_source(path)).banks) == 2


def test_the_list_counts_the_questions_of_the_file() -> None:
    interview("n\n", banks=CORE, bank_arguments=("a", "b"), organisation="Acme")
    outcome = interview(
        "n\n\nquit\n", banks=SIGNS, bank_arguments=("warning-signs",), is_terminal=True
    )

    assert f"Resume Acme, 1 of {_questions(*CORE)} answered" in outcome.said


def test_the_report_covers_what_the_interview_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own, path = tmp_path / "own.yaml", tmp_path / "audit.yaml"
    own.write_text(
        "custcheck: 1\nkind: bank\nid: own\nversion: '1'\ntitle: Own\n"
        "framework: customer-centricity\nquestions:\n"
        "  - {id: q, dimension: leadership, type: yesno, yes_is: good, text: Q?}\n"
    )
    covered = []
    for lines, *banks in (
        ("n\n" * 10, "warning-signs"),
        ("y\n", str(own)),
        ("", str(own), "warning-signs"),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        given = [word for bank in banks for word in ("--bank", bank)]
        assert main(["audit", "--file", str(path), *given, "--format", "json"]) == 0
        covered.append([b["id"] for b in json.loads(capsys.readouterr().out)["report"]["banks"]])

    assert covered == [["warning-signs"], ["warning-signs", "own"], ["warning-signs", "own"]]


def test_the_whole_report_is_of_all_banks(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    interview("n\n" * 10, banks=SIGNS, bank_arguments=("warning-signs",), file=path)
    outcome = interview("y\nn\n4\n3\nfinish\n", file=path, is_terminal=True)

    assert _in_one_line(outcome.said).endswith(
        f"custcheck audit --answers {path} --bank warning-signs --bank small.yaml --full"
    )


def test_a_full_audit_does_not_become_a_quick_one(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    quick = interview("y\n", file=path, extent=Extent.QUICK)
    same = interview("", file=path, extent=Extent.QUICK)
    interview("", file=path, extent=Extent.FULL)
    outcome = interview("", file=path, extent=Extent.QUICK)

    assert "Saved 1 of 2 answers" in str(quick.error)
    assert "Saved 1 of 2 answers" in str(same.error)
    assert str(outcome.error) == "This audit asks all questions; leave out --quick."


@pytest.mark.parametrize(
    ("given", "now", "says"),
    [
        (" Beta  ", "Beta", "Renamed: Acme is now Beta.\n"),
        ("", "", "Renamed: Acme is now This organisation.\n"),
        ("Acme", "Acme", ""),
        (None, "Acme", ""),
    ],
)
def test_another_name_renames_an_audit(given: str | None, now: str, says: str) -> None:
    path = interview(ALL, organisation="Acme").path
    outcome = interview("", resume="acme", organisation=given)

    assert path == outcome.path
    assert path is not None
    assert read(path).organisation == now
    assert ("Renamed" in outcome.said, says in outcome.said) == (bool(says), True)


def test_a_new_target_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    interview(ALL, file=path)
    interview("", file=path, targets={"care": 80})

    assert read(path).targets == {"care": 80}


_BY_HAND = """\
# Asked in March.
custcheck: 1
kind: answers
status: {status}
answers: {{small-bank: {{ {answers} }}}}   # the short form
"""
_ONE, _EVERY = "listens: yes", "listens: yes, waits: no, asks: 3, mends: 1"


@pytest.mark.parametrize("status", ["open", "finished"])
@pytest.mark.parametrize("answers", [_ONE, _EVERY])
@pytest.mark.parametrize("lines", ["", "quit\n", "why\nhelp\nmaybe\nreview\nquit\n"])
def test_an_audit_that_is_only_looked_at_is_not_written(
    lines: str, answers: str, status: str, tmp_path: Path
) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text(_BY_HAND.format(status=status, answers=answers))
    before = path.read_text(), path.stat()
    outcome = interview(lines, file=path, is_terminal=True)

    assert isinstance(outcome.error, PausedError)
    assert (path.read_text(), path.stat()) == before
    assert "answers in" in _in_one_line(outcome.said)


def test_a_finished_audit_may_be_looked_through_and_finished_again(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text(_BY_HAND.format(status="finished", answers=_EVERY))
    before = path.read_text()
    looked = interview("2\nback\nfinish\n", file=path, is_terminal=True)
    piped = interview("", file=path)

    assert looked.path == piped.path == path
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("lines", "status", "listens"),
    [
        ("1\nn\nfinish\n", "finished", "No"),
        ("1\nn\nquit\n", "finished", "No"),
        ("1\nn\n1\ny\nfinish\n", "finished", "Yes"),
        ("finish\n", "open", "Yes"),
    ],
)
def test_a_change_is_written(lines: str, status: str, listens: str, tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text(_BY_HAND.format(status=status, answers=_EVERY))
    interview(lines, file=path, is_terminal=True)

    assert "#" not in path.read_text()
    assert choices(read(path))["listens"] == listens
    assert read(path).status is (Status.OPEN if "quit" in lines else Status.FINISHED)


def test_the_place_in_an_open_audit_is_written(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    interview("y\n", file=path)
    interview("go 4\nquit\n", file=path, is_terminal=True)

    assert read(path).at == ("small-bank", "mends")


def test_a_change_taken_back_after_a_full_disk_ends_the_interview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text(_BY_HAND.format(status="finished", answers=_EVERY))
    stdin = _Lines("1\nn\n1\ny\nfinish\n\n", {3: lambda: _full_disk(monkeypatch)})
    stdin.at[6] = monkeypatch.undo
    held = conduct(request(file=path), stdin, io.StringIO(), Mode.LINES)

    assert choices(read(held.path))["listens"] == "Yes"


_LOST = "custcheck writes this file afresh: comments in it will be lost."
_BARE = _BY_HAND.removeprefix("# Asked in March.\n").removesuffix("   # the short form\n")


@pytest.mark.parametrize(
    ("text", "has_comments"),
    [
        (_BY_HAND, True),
        (_BARE, False),
        (f"{_BARE}\n#\n", True),
        (f"{_BARE} # 1\r\n", True),
        (f"organisation: 'Case #1, # 2'\n{_BARE}", False),
        (f"organisation: 'Case #1, # 2' # 3\n{_BARE}", True),
        (f"organisation: |\n  # 1\n{_BARE}", False),
    ],
)
def test_a_person_is_warned_of_comments_that_would_be_lost(
    text: str, has_comments: bool, tmp_path: Path
) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text(text.format(status="open", answers=_ONE), newline="")
    typed = interview("maybe\nn\n\nquit\n", file=path, is_terminal=True)
    again = interview("quit\n", file=path, is_terminal=True)

    assert typed.said.count(_LOST) == has_comments
    assert _LOST not in again.said


def test_a_pipe_is_not_warned_of_comments(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text(_BY_HAND.format(status="open", answers=_ONE))

    assert _LOST not in interview("n\n", file=path).said


# A person


def test_a_person_is_asked_whose_audit_and_how_much() -> None:
    outcome = interview(
        "\nmaybe\n1\ny\n4\nfinish\n", is_terminal=True, extent=None, bank_arguments=()
    )

    assert outcome.path is not None
    assert outcome.path.name == "audit-2026-11-21.yaml"
    assert 'Which organisation? Its name, or Enter for "This organisation": ' in outcome.said
    assert "  1 = Quick: 2 questions, about 1 minute." in outcome.said
    assert "Type 1 or 2." in outcome.said
    assert "Audit: 2 questions, about 1 minute." in outcome.said
    assert f"Finished, thank you. Saved in\n  {outcome.path}\n" in outcome.said


def test_a_person_types_everything_once(audits: Path) -> None:
    outcome = interview(
        "why\nhelp\nmaybe\n\nx\nnobody calls\nn\nback\nchecked\nforward\ns\n3\n"
        "3\n5\nfinish\n1\nx\n\nx: no phone\nf\n",
        **TERMINAL,
    )

    assert outcome.path == audits / "acme-2026-11-21.yaml"
    assert "Why: Who does not listen cannot hear." in outcome.said
    assert "Good evidence: Notes of three calls." in outcome.said
    assert "Who can tell, the best witness first: Front line, Bosses." in outcome.said
    assert 'Not understood: "maybe". Type yes, no, d, x, s, or help.' in outcome.said
    assert "Why does it not apply?" in outcome.said
    assert "Skipped: 3. It stays open." in outcome.said
    answers = read(outcome.path).answers["small-bank"]
    assert answers["listens"].note == "nobody calls"
    assert answers["waits"].checked_on == DAY
    assert list(answers) == ["listens", "waits", "asks", "mends"]


@pytest.mark.parametrize(
    ("lines", "resumed"),
    [
        ("y\nn\n4\n3\nfinish\n", "older"),
        ("what\nyes\nn\n4\n3\nfinish\n", "older"),
        ("list\n9\n2\nn\n4\n3\nfinish\n", "old"),
        ("list\nn\nNew\ny\nn\n4\n3\nfinish\n", "new"),
        ("n\nNew\ny\nn\n4\n3\nfinish\n", "new"),
    ],
)
def test_a_person_chooses_what_to_resume(lines: str, resumed: str, audits: Path) -> None:
    for age, name in enumerate(["old", "older"]):
        interview("y\n", organisation=name)
        os.utime(audits / f"{name}-2026-11-21.yaml", (age, age))
    outcome = interview(lines, is_terminal=True)

    assert "Resume older, 1 of 4 answered, saved on 1970-01-01? y, n or list:" in outcome.said
    assert outcome.path is not None
    assert outcome.path.name == f"{resumed}-2026-11-21.yaml"


def test_only_the_audits_of_the_organisation_are_offered() -> None:
    interview("y\n", organisation="Acme")
    outcome = interview("quit\n", is_terminal=True, organisation="Beta")

    assert "Resume" not in outcome.said


@pytest.mark.parametrize("lines", ["", "quit\n", "Acme\n", "Acme\nq\n", "Acme\ns\nr\nquit\n"])
def test_leaving_before_the_first_answer_saves_nothing(lines: str) -> None:
    outcome = interview(lines, is_terminal=True)

    assert isinstance(outcome.error, PausedError)
    assert outcome.error.exit_code is ExitCode.PAUSED
    assert str(outcome.error) == ""
    assert outcome.said.endswith("Nothing was answered, so nothing was saved.\n")


def test_an_answer_changed_from_the_review_returns_there() -> None:
    outcome = interview(f"{ALL}1\nn\nreview\n\nback\nreview\nfinish\n", **TERMINAL)

    assert outcome.path is not None
    assert choices(read(outcome.path))["listens"] == "No"
    assert outcome.said.count("  1. Does the organisation listen [optional]? - No.") == 3


def test_the_review_leads_on_to_what_is_open() -> None:
    outcome = interview("y\nreview\n1\nn\nforward\nn\n4\n3\nforward\nfinish\n", **TERMINAL)

    assert outcome.path is not None
    assert outcome.said.count("To go on with the open ones, type forward.") == 2
    assert outcome.said.count("Question 2 of 4.") == 2
    assert outcome.said.count("Review: 4 answered, 0 open.") == 1
    assert "No question is open. To end, type finish." in outcome.said


def test_a_grade_right_after_an_answer_is_for_it() -> None:
    outcome = interview("y\nn: p. 4\nchecked\n4\n3\nconfirmed 2026-06-30\nfinish\n", **TERMINAL)

    assert outcome.path is not None
    assert "Recorded: 2, checked on 2026-11-21." in outcome.said
    assert "Recorded: 4, confirmed on 2026-06-30." in outcome.said
    answers = read(outcome.path).answers["small-bank"]
    assert [answer.evidence for answer in answers.values()] == [
        Evidence.CLAIMED,
        Evidence.CHECKED,
        Evidence.CLAIMED,
        Evidence.CONFIRMED,
    ]


def test_go_to_the_question_on_screen_shows_it_again() -> None:
    outcome = interview("go 1\nquit\n", **TERMINAL)

    assert outcome.said.count("Question 1 of 4.") == 2


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("", "Question 1 of 4."),
        ("back\n", "Question 1 of 4."),
        ("help\nwhy\nx:\n\n", "Question 1 of 4."),
        ("review\n", "Review: 0 answered, 4 open."),
        ("go 3\n", "Question 3 of 4."),
        ("finish\n", "Nothing is answered yet."),
        ("quit\n", "Nothing was answered, so nothing was saved."),
    ],
)
def test_commands_work_where_a_reason_is_asked_for(lines: str, says: str) -> None:
    outcome = interview(f"x\n{lines or chr(10)}quit\n", **TERMINAL)

    assert isinstance(outcome.error, PausedError)
    *_, before, end = outcome.said.split("Why does it not apply?")
    assert says in end
    if lines.startswith("help"):
        assert "Say in a few words why it does not apply" in before + end
        assert outcome.said.count("Why does it not apply?") == 4


@pytest.mark.parametrize("ending", ["quit\n", ""])
def test_a_person_who_leaves_is_told_where_through_the_console(ending: str, audits: Path) -> None:
    outcome = interview(f"y\n{ending}", **TERMINAL)

    assert isinstance(outcome.error, PausedError)
    assert str(outcome.error) == ""
    assert _in_one_line(outcome.said).endswith(
        f"Saved 1 of 4 answers in {audits}/acme-2026-11-21.yaml. "
        "Resume: custcheck audit --resume acme --bank small.yaml"
    )
    assert outcome.said.endswith("custcheck audit --resume acme --bank small.yaml\n")


@pytest.mark.parametrize("organisation", [None, "Acme"])
def test_a_signal_before_the_first_question_ends_its_line(organisation: str | None) -> None:
    stderr = io.StringIO()

    with pytest.raises(StoppedError):
        conduct(
            request(organisation=organisation, extent=None, bank_arguments=()),
            _Lines("", {1: _signal}),
            stderr,
            Mode.LINES,
        )

    assert stderr.getvalue().endswith(": \nNothing was answered, so nothing was saved.\n")


class _SignalAtPrompt(io.StringIO):
    """A terminal whose reader presses Ctrl-C as soon as the prompt is there."""

    def write(self, text: str, /) -> int:
        super().write(text)
        if text.endswith(": "):
            _signal()
        return len(text)


@pytest.mark.parametrize("organisation", [None, "Acme"])
def test_a_signal_right_after_the_prompt_ends_its_line(organisation: str | None) -> None:
    stderr = _SignalAtPrompt()

    with pytest.raises(StoppedError):
        conduct(
            request(organisation=organisation, new=True),
            io.StringIO(),
            stderr,
            Mode.LINES,
        )

    assert stderr.getvalue().endswith(": \nNothing was answered, so nothing was saved.\n")


# When things fail


def _full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Fill every disk; return what frees them."""

    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    write = os.write
    monkeypatch.setattr("custcheck.files.os.write", fail)
    return lambda: monkeypatch.setattr("custcheck.files.os.write", write)


class _Lines(io.StringIO):
    """Lines that do something on their way: before a line, what ``at`` holds for its number."""

    def __init__(self, text: str, at: dict[int, Callable[[], object]]) -> None:
        super().__init__(text)
        self.at = at
        self.number = 0

    def readline(  # type: ignore[override] # typeshed has the same clash in StringIO itself
        self, size: int | None = -1, /
    ) -> str:
        self.number += 1
        self.at.get(self.number, lambda: None)()
        return super().readline(-1 if size is None else size)


def test_a_full_disk_keeps_the_answers_and_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, stderr = tmp_path / "audit.yaml", io.StringIO()
    free: list[Callable[[], None]] = []
    stdin = _Lines(
        "y\nn\n\n4\n3\nfinish\n\n",
        {
            2: lambda: free.append(_full_disk(monkeypatch)),
            3: lambda: free[0](),
            6: lambda: free.append(_full_disk(monkeypatch)),
            7: lambda: free[0](),
        },
    )
    # Line 1 is read before the store exists, so that its lock file is written.
    done = conduct(request(file=path, organisation="A"), stdin, stderr, Mode.LINES)

    assert done.path == path
    assert (
        f'NOT SAVED: "{path}" cannot be written: no space is left on the device. Free some'
        in stderr.getvalue().replace("\n  ", " ")
    )
    assert stderr.getvalue().count("NOT SAVED") == 2
    assert (len(choices(read(path))), read(path).status) == (4, Status.FINISHED)


def _one_full_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nothing be made in a folder any more."""
    open_file = os.open

    def refuse(path: object, *rest: int) -> int:
        if Path(str(path)).parent == folder and str(path).endswith(".tmp"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return open_file(str(path), *rest)

    monkeypatch.setattr("custcheck.files.os.open", refuse)


def test_answers_that_fit_nowhere_go_to_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, spare = tmp_path / "full", tmp_path / "spare"
    folder.mkdir()
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    _one_full_folder(monkeypatch, folder)
    outcome = interview("y\nquit\n", organisation="A", file=folder / "audit.yaml", is_terminal=True)
    (saved,) = spare.iterdir()

    assert isinstance(outcome.error, PausedError)
    assert f"Saved 1 of 4 answers in {saved}. Resume: " in _in_one_line(outcome.said)
    assert choices(read(saved)) == {"listens": "Yes"}
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_answers_that_fit_nowhere_at_all_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    _one_full_folder(monkeypatch, tmp_path)
    outcome = interview(f"y: {'word ' * 40}\n", file=tmp_path / "audit.yaml")

    assert isinstance(outcome.error, OutputError)
    assert str(outcome.error).startswith("NOT SAVED: ")
    assert f"      note: {'word ' * 40}".rstrip() in outcome.said
    assert "small-bank:" in outcome.said


def test_a_foreign_change_stops_the_interview(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    stdin = _Lines("y\nn\n", {2: lambda: path.write_text("theirs: 1\n")})

    with pytest.raises(InputError) as caught:
        conduct(request(file=path), stdin, io.StringIO(), Mode.PIPE)

    assert f"audit.yaml.conflict-{os.getpid()}" in str(caught.value)
    assert path.read_text() == "theirs: 1\n"


def _signal() -> object:
    raise StoppedError(signal.SIGTERM)


def test_a_signal_saves_and_says_where(tmp_path: Path) -> None:
    path, stderr = tmp_path / "audit.yaml", io.StringIO()
    stdin = _Lines("y\nn\n", {3: _signal})

    with pytest.raises(StoppedError) as caught:
        conduct(request(file=path, bank_arguments=()), stdin, stderr, Mode.PIPE)

    assert caught.value.exit_code == 143
    assert stderr.getvalue().endswith(
        f"Saved 2 of 4 answers in {path}. Resume: custcheck audit --resume {path}\n"
    )
    assert choices(read(path)) == {"listens": "Yes", "waits": "No"}
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["audit.yaml"]


def test_a_signal_before_the_first_answer_saves_nothing(tmp_path: Path) -> None:
    stderr = io.StringIO()

    with pytest.raises(StoppedError):
        conduct(
            request(file=tmp_path / "audit.yaml"),
            _Lines("", {1: _signal}),
            stderr,
            Mode.PIPE,
        )

    assert stderr.getvalue().endswith("Nothing was answered, so nothing was saved.\n")


@pytest.mark.parametrize("call", ["write", "fsync", "close"])
def test_a_signal_inside_a_save_loses_nothing(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "audit.yaml"
    real = getattr(os, call)

    def interrupted(*arguments: object) -> object:
        monkeypatch.setattr(f"custcheck.files.os.{call}", real)
        real(*arguments)
        return _signal()

    stdin = _Lines(
        "y\nn\n", {2: lambda: monkeypatch.setattr(f"custcheck.files.os.{call}", interrupted)}
    )
    with pytest.raises(StoppedError):
        conduct(request(file=path), stdin, io.StringIO(), Mode.PIPE)

    assert choices(read(path)) == {"listens": "Yes", "waits": "No"}


def test_a_signal_with_a_foreign_change_is_still_the_signal(tmp_path: Path) -> None:
    path, stderr = tmp_path / "audit.yaml", io.StringIO()
    stdin = _Lines("y\nn\n", {2: lambda: (path.write_text("theirs: 1\n"), _signal())})

    with pytest.raises(StoppedError):
        conduct(request(file=path), stdin, stderr, Mode.PIPE)

    assert "conflict-" in stderr.getvalue()


class _Dead(io.StringIO):
    """A terminal that is gone."""

    def write(self, text: str, /) -> int:
        raise OSError(errno.EIO, "Input/output error")

    def readline(  # type: ignore[override] # typeshed has the same clash in StringIO itself
        self, size: int | None = -1, /
    ) -> str:
        raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize(
    ("stdin", "stderr"),
    [(_Dead(), io.StringIO()), (io.StringIO("n\n4\n3\nfinish\n"), _Dead()), (_Dead(), _Dead())],
)
def test_a_terminal_that_dies_is_an_early_end(
    stdin: io.StringIO, stderr: io.StringIO, tmp_path: Path
) -> None:
    path = tmp_path / "audit.yaml"
    path.write_text(
        to_yaml(Response(status=Status.OPEN)).replace(
            "answers: {}", "answers: {small-bank: {listens: yes}}"
        )
    )

    with pytest.raises(PausedError):
        conduct(request(file=path), stdin, stderr, Mode.LINES)

    assert choices(read(path))["listens"] == "Yes"


def test_a_pipe_whose_stderr_is_gone_is_answered_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    conduct(request(file=path), io.StringIO(ALL), _Dead(), Mode.PIPE)

    assert read(path).status is Status.FINISHED
