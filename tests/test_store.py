"""Answer files are written whole, by one process, and read back equal."""

import datetime
import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from interviews import DAY, ITEMS, SMALL, again, read

from custcheck.answers.places import (
    audits,
    audits_folder,
    default_path,
    file_stem,
    last_used,
    open_audits,
    remember,
)
from custcheck.answers.store import Store
from custcheck.answers.writing import to_yaml
from custcheck.errors import InputError, OutputError
from custcheck.files import write_atomically
from custcheck.model import (
    NO,
    YES,
    Answer,
    AnswerEntry,
    Blank,
    Evidence,
    Extent,
    Response,
    Stamp,
    Status,
)
from custcheck.source import parse
from custcheck.text import clean

ONE = Response(status=Status.OPEN, date=DAY, answers={"small-bank": {"listens": Answer(YES)}})
TWO = replace(ONE, organisation="Two")


def quiet(says: str) -> None:
    """Expect no warning."""
    pytest.fail(says)


def test_an_open_response_in_the_format() -> None:
    response = Response(
        organisation="Harbour & Lane: 2",
        date=DAY,
        role="boss",
        status=Status.OPEN,
        extent=Extent.QUICK,
        stamps={"small-bank": Stamp(version="1.0", sha256="ab12")},
        targets={"care": 80},
        answers={
            "small-bank": {
                "listens": Answer(NO, "Seen: 😀 #1", Evidence.CHECKED, DAY),
                "waits": Answer(Blank.DONT_KNOW),
                "asks": Answer(ITEMS[2].options["3"]),
                "mends": Answer(ITEMS[3].options["2"], "2026-01-01", Evidence.DESCRIBED, DAY),
            }
        },
        revision=7,
        at=("small-bank", "asks"),
        draft="no",
        orphaned={"small-bank": {"gone": AnswerEntry(answer="yes", note="n")}},
    )

    assert (
        to_yaml(response)
        == """\
custcheck: 1
kind: answers
organisation: 'Harbour & Lane: 2'
date: 2026-11-21
respondent: {role: boss}
status: open
asked: quick
revision: 7
at: {bank: small-bank, question: asks}
draft: "no"
banks:
  small-bank: {version: "1.0", sha256: ab12}
targets:
  care: 80
answers:
  small-bank:
    listens:
      answer: no
      note: 'Seen: 😀 #1'
      evidence: checked
      checked_on: 2026-11-21
    waits: dont_know
    asks: 3
    mends:
      answer: 0.25
      note: "2026-01-01"
      evidence: described
      checked_on: 2026-11-21
orphaned:
  small-bank:
    gone:
      answer: "yes"
      note: "n"
"""
    )


def test_an_empty_response_has_only_what_the_format_needs() -> None:
    text = to_yaml(Response())

    assert text == "custcheck: 1\nkind: answers\nstatus: finished\nasked: full\nanswers: {}\n"


_TEXT = st.text(max_size=60).map(clean)
_WORDS = "no Yes null ~ 1e5 0o17 0x1F 010 1_000 12:30 2026-01-01 .5 .inf = << --- ... | > : -"
_SYNTAX = "#a &a *a !a %a @a `a 'a \"a {a [a a, a: :a a\\b é😀"
_SPACED = ("- a", "? a", "a: b", "a #b", " a", "a ", "\u200d", "\u3000", "\xa0", "word " * 90)
_TRICKY = st.sampled_from([*_WORDS.split(), *_SYNTAX.split(), *_SPACED, "a" * 2000])
_NOTES = (_TEXT | _TRICKY).map(str.strip)


@given(note=_NOTES, organisation=_NOTES, draft=_TEXT | _TRICKY, version=_NOTES)
@example(note="a\x85b", organisation="=", draft="", version="1.10")
def test_every_text_comes_back_equal(
    note: str, organisation: str, draft: str, version: str
) -> None:
    note, organisation = clean(note).strip(), clean(organisation).strip()
    response = Response(
        organisation=organisation,
        date=DAY,
        status=Status.OPEN,
        stamps={"small-bank": Stamp.model_construct(version=version, sha256=SMALL.sha256)},
        answers={"small-bank": {"listens": Answer(YES, note), "waits": Answer(NO, "n")}},
        draft=draft,
        orphaned={"small-bank": {"gone": AnswerEntry(answer=note, note=note)}},
    )
    source = parse(to_yaml(response).encode(), "answers.yaml")

    assert source.problems == ()
    assert source.data is not None
    back = source.data["banks"]
    assert back == {"small-bank": {"version": version, "sha256": SMALL.sha256}}
    again_response = again(replace(response, stamps={}))
    assert again_response == replace(response, stamps={})


@given(
    st.fixed_dictionaries(
        {},
        optional={
            item.question.id: st.builds(
                Answer,
                st.sampled_from([*item.options.values(), *Blank]),
                st.just("a reason"),
                st.sampled_from(Evidence),
                st.none() | st.dates(),
            )
            for item in ITEMS
        },
    )
)
def test_every_answer_comes_back_equal(answers: dict[str, Answer]) -> None:
    response = Response(date=DAY, answers={"small-bank": answers} if answers else {})

    assert again(response) == response


def test_a_date_is_never_an_alias() -> None:
    answers = {item.question.id: Answer(Blank.DONT_KNOW, checked_on=DAY) for item in ITEMS}

    assert "&" not in to_yaml(Response(date=DAY, answers={"small-bank": answers}))


# Writing whole


def test_a_new_file_obeys_the_umask_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    new, old, secret = tmp_path / "new", tmp_path / "old", tmp_path / "secret"
    old.touch(mode=0o640)
    before = os.umask(0o027)
    try:
        write_atomically(new, "a")
        write_atomically(old, "b")
        write_atomically(secret, "c", mode=0o600)
    finally:
        os.umask(before)

    assert [stat.S_IMODE(p.stat().st_mode) for p in (new, old, secret)] == [0o640, 0o640, 0o600]
    assert [p.read_text() for p in (new, old, secret)] == ["a", "b", "c"]
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["new", "old", "secret"]


def test_a_symlink_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")

    write_atomically(tmp_path / "link", "new")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_planted_temporary_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("theirs")
    (tmp_path / "file.tmp").symlink_to("victim")

    write_atomically(tmp_path / "file", "ours")

    assert (tmp_path / "victim").read_text() == "theirs"
    assert not (tmp_path / "file").is_symlink()


def test_a_pipe_is_written_to() -> None:
    reader, writer = os.pipe()
    write_atomically(Path(f"/dev/fd/{writer}"), "text")
    os.close(writer)
    with os.fdopen(reader) as file:
        text = file.read()

    assert text == "text"


def test_a_stream_that_the_shell_appends_to_is_appended_to(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("before\n")
    with log.open("a") as file:
        write_atomically(Path(f"/dev/fd/{file.fileno()}"), "after\n")

    assert log.read_text() == "before\nafter\n"


def _folder(tmp_path: Path) -> Path:
    return tmp_path


def _no_folder(tmp_path: Path) -> Path:
    return tmp_path / "none" / "file"


def _under_a_file(tmp_path: Path) -> Path:
    (tmp_path / "file").touch()
    return tmp_path / "file" / "file"


def _ring(tmp_path: Path) -> Path:
    (tmp_path / "ring").symlink_to("ring")
    return tmp_path / "ring"


def _long(tmp_path: Path) -> Path:
    return tmp_path / ("n" * 300)


def _nul(tmp_path: Path) -> Path:
    return tmp_path / "a\0b"


def _full(tmp_path: Path) -> Path:
    return Path("/dev/full")


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (_folder, "it is a folder. Name a file in it."),
        (_no_folder, "there is no such folder. Make it first"),
        (_under_a_file, "there is no such folder"),
        (_ring, "it is a symlink that leads back to itself"),
        (_long, "its name is too long"),
        (_nul, "is not a possible file name"),
        (_full, "no space is left on the device. Free some"),
    ],
)
def test_what_cannot_be_written_is_told_plainly(
    place: Callable[[Path], Path], says: str, tmp_path: Path
) -> None:
    with pytest.raises(OutputError) as caught:
        write_atomically(place(tmp_path), "text")

    assert says in str(caught.value)


@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_a_failing_write_leaves_the_old_file(
    call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "audit.yaml"
    with Store(path, quiet) as store:
        store.save(ONE)
        before = path.read_text()
        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            with pytest.raises(OutputError):
                store.save(TWO)

        assert path.read_text() == before
        assert not (tmp_path / "audit.yaml.tmp").exists()
        store.save(TWO)
        assert read(path).organisation == "Two"


# One process, one file

_HOLD = """
import sys
from pathlib import Path
from custcheck.answers.store import Store
with Store(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""
_SAVE = """
import sys
from dataclasses import replace
from pathlib import Path
from custcheck.answers.store import Store
from custcheck.model import YES, Answer, Response, Status
one = Response(status=Status.OPEN, answers={"small-bank": {"listens": Answer(YES, "n" * 400)}})
with Store(Path(sys.argv[1]), print) as store:
    if store.path.exists():
        store.read()
    number = 0
    while True:
        number += 1
        store.save(replace(one, organisation=str(number)))
        print(number, flush=True)
"""


def _child(code: str, path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_process_is_told_who_has_the_audit(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    (tmp_path / "other-name.yaml").symlink_to(path)
    with _child(_HOLD, path) as child:
        assert child.stdout is not None
        child.stdout.readline()
        for name in ("audit.yaml", "other-name.yaml"):
            with pytest.raises(InputError) as caught, Store(tmp_path / name, quiet):
                pass

            assert str(caught.value) == f"This audit is open in another window (pid {child.pid})."
        child.communicate("")

    with Store(path, quiet):
        pass
    assert not (tmp_path / "audit.yaml.lock").exists()


def test_kill_9_leaves_a_whole_file_and_a_harmless_lock(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    for delay in range(8):
        with _child(_SAVE, path) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(delay / 1000)  # not a wait: each round dies at another point
            child.send_signal(signal.SIGKILL)
            child.stdout.read()
            child.wait()

        assert read(path).answers["small-bank"]["listens"].note == "n" * 400
        assert {p.name for p in tmp_path.iterdir()} <= {
            "audit.yaml",
            "audit.yaml.lock",
            "audit.yaml.tmp",
        }


def test_a_change_by_someone_else_stops_and_keeps_both(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    with Store(path, quiet) as store:
        store.save(ONE)
        path.write_text("theirs: 1\n")
        with pytest.raises(InputError) as caught:
            store.save(TWO)
    ours = tmp_path / f"audit.yaml.conflict-{os.getpid()}"

    assert path.read_text() == "theirs: 1\n"
    assert read(ours).organisation == "Two"
    assert str(path) in str(caught.value)
    assert str(ours) in str(caught.value)


def test_the_same_content_with_another_date_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    with Store(path, quiet) as store:
        store.save(ONE)
        path.write_bytes(path.read_bytes())
        os.utime(path, (1, 1))
        store.save(TWO)

    assert read(path).revision == 2


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    with Store(path, quiet) as store:
        path.write_text("theirs: 1\n")
        with pytest.raises(InputError):
            store.save(ONE)

    assert path.read_text() == "theirs: 1\n"


def test_a_file_removed_meanwhile_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    with Store(path, quiet) as store:
        store.save(ONE)
        path.unlink()
        store.save(TWO)

    assert read(path).organisation == "Two"


def test_a_signal_in_the_middle_of_a_save_is_no_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "audit.yaml"
    replace_file = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        replace_file(self, target)
        raise KeyboardInterrupt

    with Store(path, quiet) as store:
        store.save(ONE)
        for _ in range(2):
            with monkeypatch.context() as patched:
                patched.setattr(Path, "replace", interrupted)
                with pytest.raises(KeyboardInterrupt):
                    store.save(TWO)
        store.save(TWO)

    assert read(path).organisation == "Two"


def test_a_revision_goes_on_where_the_file_was(tmp_path: Path) -> None:
    path = tmp_path / "audit.yaml"
    with Store(path, quiet) as store:
        store.save(ONE)
        store.save(ONE)
    with Store(path, quiet) as store:
        store.read()
        store.save(read(path))

    assert read(path).revision == 3


def test_files_are_for_their_owner_and_a_shared_one_stays_shared(tmp_path: Path) -> None:
    own, shared = tmp_path / "own.yaml", tmp_path / "shared.yaml"
    shared.write_text(to_yaml(ONE))
    shared.chmod(0o664)
    with Store(own, quiet) as store:
        store.save(ONE)
        lock = (tmp_path / "own.yaml.lock").stat()
    with Store(shared, quiet) as store:
        store.read()
        store.save(TWO)

    modes = [stat.S_IMODE(s.st_mode) for s in (own.stat(), shared.stat(), lock)]
    assert modes == [0o600, 0o664, 0o600]


def test_a_file_system_without_locks_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("custcheck.answers.store._take", no_locks)
    warnings: list[str] = []
    with Store(tmp_path / "audit.yaml", warnings.append) as store:
        store.save(ONE)

    assert warnings == [
        "This file system has no locks: do not open the audit in two windows at once."
    ]
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["audit.yaml"]


def test_a_place_that_takes_no_file_is_told_at_the_start(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match="there is no such folder"),
        Store(tmp_path / "none" / "audit.yaml", quiet),
    ):
        pass


def test_a_device_holds_no_audit() -> None:
    store = Store(Path("/dev/null"), quiet)

    with pytest.raises(InputError, match="is not a file that can hold an audit"):
        store.read()


# Where audits are


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Harbour & Lane Insurance", "harbour-lane-insurance"),
        ("Café Söhne", "cafe-sohne"),
        ("../../etc/passwd", "etc-passwd"),
        ("東京", "audit"),
        ("", "audit"),
        ("a" * 300, "a" * 60),
    ],
)
def test_an_organisation_becomes_a_file_name(name: str, word: str) -> None:
    assert file_stem(name) == word


@pytest.mark.skipif(sys.platform == "win32", reason="XDG")
@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"HOME": "/h"}, "/h/.local/share/custcheck/audits"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/custcheck/audits"),
        ({"HOME": "/h", "XDG_DATA_HOME": "relative"}, "/h/.local/share/custcheck/audits"),
    ],
)
def test_audits_are_data(environ: dict[str, str], folder: str) -> None:
    assert audits_folder(environ) == Path(folder)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    folder = audits_folder(environ)
    folder.mkdir(parents=True)
    names = []
    for taken in ("acme-2026-11-21.yaml", "acme-2026-11-21-2.yaml.lock", "acme-2026-11-21-3.yaml"):
        (folder / taken).touch()
        names.append(default_path("Acme", DAY, environ).name)

    assert names == ["acme-2026-11-21-2.yaml", "acme-2026-11-21-3.yaml", "acme-2026-11-21-4.yaml"]


def test_audits_are_listed_the_last_saved_first(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    folder = audits_folder(environ)
    folder.mkdir(parents=True)
    for age, (name, text) in enumerate(
        {
            "old.yaml": to_yaml(replace(ONE, organisation="Old")),
            "new.yaml": to_yaml(replace(ONE, organisation="New")),
            "done.yaml": to_yaml(replace(ONE, status=Status.FINISHED)),
            "bank.yaml": "custcheck: 1\nkind: bank\n",
            "broken.yaml": "{{{",
        }.items()
    ):
        (folder / name).write_text(text)
        os.utime(folder / name, (age, age))

    assert [audit.path.stem for audit in audits(environ)] == ["done", "new", "old"]
    assert [audit.organisation for audit in open_audits(environ)] == ["New", "Old"]


def test_the_last_audit_is_remembered_where_it_can_be(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path / "home")}
    path = tmp_path / "audit.yaml"
    nothing = last_used(environ)
    remember(path, environ)
    gone = last_used(environ)
    path.touch()

    assert (nothing, gone, last_used(environ)) == (None, None, path)
    remember(path, {"HOME": str(path)})  # no folder there: no harm done


def test_a_date_is_a_date() -> None:
    answer = Answer(YES, "", Evidence.CONFIRMED, datetime.date(1, 2, 3))

    assert again(Response(answers={"small-bank": {"listens": answer}})).answers == {
        "small-bank": {"listens": answer}
    }
