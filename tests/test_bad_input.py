"""Whatever comes in: a clear sentence and an exit code of 0, 1 or 2, never a traceback."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import pytest
from conftest import QUESTIONNAIRES, SAMPLE
from rich.cells import cell_len

from custcheck import banks
from custcheck.__main__ import main
from custcheck.text import UNSAFE

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch

SIGNS = QUESTIONNAIRES / "warning-signs.yaml"
FRAMEWORK = QUESTIONNAIRES / "framework.yaml"
FULL_DEVICE = Path("/dev/full")

DOORS: Mapping[str, tuple[str, ...]] = {
    "check": ("check",),
    "audit --answers": ("audit", "--answers"),
    "audit --bank": ("audit", "--answers", str(SAMPLE), "--bank"),
    "banks": ("banks",),
}
"""The ways by which a file comes in."""

each_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
each_audit = pytest.mark.parametrize(
    "door", [door for door in DOORS.values() if door != ("check",)], ids=list(DOORS)[1:]
)


def run(capsys: Capture, *arguments: str | Path) -> tuple[int, str, str]:
    """Run a command; whatever it says, it is no bug and safe to print."""
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    assert code in (0, 1, 2), err
    assert "Traceback" not in out + err
    for line in (out + err).splitlines():
        assert not UNSAFE.search(line), repr(line)
    return code, out, err


def refused(capsys: Capture, *arguments: str | Path) -> str:
    """Run a command that must say on stderr, in one sentence or two, why it cannot run."""
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("custcheck: ")
    assert err.count("\n") == 1
    assert not re.search("(?i)input should|value error|pydantic|errno|nonetype|%Y", err)
    return err.removeprefix("custcheck: ").rstrip("\n")


# Files that are no questionnaires


def raw(name: str) -> bytes:
    """Return the bytes of a file that nobody can use."""
    signs = SIGNS.read_text(encoding="utf-8")
    match name:
        case "empty":
            return b""
        case "comments":
            return b"# nothing\n\n# at all\n"
        case "blank lines":
            return b"\n \n\n"
        case "binary":
            return bytes(range(256)) * 64
        case "picture":
            return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0"
        case "50 MB":
            return b"- x\n" * (50 << 18)
        case "brackets":
            return b"[" * 200_000
        case "braces":
            return b"{a: " * 200_000
        case "UTF-16":
            return signs.encode("utf-16")
        case "UTF-16 without a mark":
            return signs.encode("utf-16-le")
        case "Latin-1":
            return signs.replace("Ten warning", "Zéhn warning").encode("latin-1")
        case "list":
            return b"- custcheck: 1\n"
        case "text":
            return b"Dear Sir or Madam\n"
        case "repeated key":
            return signs.replace("kind: bank", "kind: bank\nkind: bank").encode()
        case "NUL":
            return signs.replace("Ten warning", "Ten\0warning").encode()
        case _:
            raise ValueError(name)


UNUSABLE = [
    ("empty", "Y09 The file is empty."),
    ("comments", "Y09 The file is empty, save for comments."),
    ("blank lines", "Y09 The file is empty."),
    ("binary", "Y01 The file is not UTF-8 text"),
    ("picture", "Y01 The file is not UTF-8 text"),
    ("50 MB", "Y10 The file is larger than 1 MiB."),
    ("brackets", "Y10 Lists and mappings are nested more than 64 deep."),
    ("braces", "Y10 Lists and mappings are nested more than 64 deep."),
    ("UTF-16", "Y01 The file is not UTF-8 text: it looks like UTF-16."),
    ("UTF-16 without a mark", "Y01 The file is not UTF-8 text: it looks like UTF-16."),
    ("Latin-1", "6:9: Y01 The file is not UTF-8 text: byte 0xE9 cannot stand here."),
    ("list", "Y09 The file holds a list, not a mapping."),
    ("text", "Y09 The file holds text, not a mapping."),
    ("repeated key", '4:1: Y05 The key "kind" stands here again; the first is on line 3.'),
    ("NUL", "6:11: Y02 The text holds U+0000"),
]


@each_door
@pytest.mark.parametrize(("name", "says"), UNUSABLE, ids=[name for name, _ in UNUSABLE])
def test_unusable_files(
    door: tuple[str, ...], name: str, says: str, capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "given.yaml"
    path.write_bytes(raw(name))
    code, out, err = run(capsys, *door, path)
    is_check = door == ("check",)

    assert code == (1 if is_check else 2)
    assert (err if is_check else out) == ""
    assert says in (out if is_check else err)
    assert (out or err).startswith(f"{path}:")


@each_door
def test_a_missing_file(door: tuple[str, ...], capsys: Capture) -> None:
    path = SIGNS.with_name("warning-sings.yaml")

    assert refused(capsys, *door, path) == (
        f'"{path}" does not exist. Did you mean "warning-signs.yaml"?'
    )


@each_audit
def test_a_folder(door: tuple[str, ...], capsys: Capture, tmp_path: Path) -> None:
    assert refused(capsys, *door, tmp_path) == f'"{tmp_path}" is a folder. Name a file in it.'


@each_audit
def test_a_nul_in_a_name(door: tuple[str, ...], capsys: Capture) -> None:
    assert refused(capsys, *door, "a\0b.yaml") == '"ab.yaml" is not a possible file name.'


@pytest.mark.parametrize(
    "arguments", [("check", "a\0b"), ("audit", "--answers", SAMPLE, "--output", "a\0b")]
)
def test_a_nul_in_a_path(arguments: Sequence[str | Path], capsys: Capture) -> None:
    """Typer makes paths of these, and may refuse them in words of its own."""
    assert re.search("null (byte|character)|possible file name", refused(capsys, *arguments))


@each_door
def test_a_name_too_long(door: tuple[str, ...], capsys: Capture) -> None:
    says = refused(capsys, *door, "x" * 300 + ".yaml")

    assert says.endswith('.yaml" cannot be read: File name too long.')


def test_a_long_word_is_no_bank(capsys: Capture) -> None:
    assert 'There is no bank "xxx' in refused(capsys, "banks", "x" * 300)


@each_door
def test_an_unreadable_file(
    door: tuple[str, ...], capsys: Capture, tmp_path: Path, monkeypatch: Patch
) -> None:
    path = tmp_path / "given.yaml"
    path.write_bytes(SIGNS.read_bytes())
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything
        really_open = Path.open

        def denied(self: Path, mode: str = "r") -> IO[bytes]:
            if self == path:
                raise PermissionError(13, "Permission denied")
            file: IO[bytes] = really_open(self, "rb")
            return file

        monkeypatch.setattr(Path, "open", denied)

    assert refused(capsys, *door, path) == f'"{path}" cannot be read: permission denied.'


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("audit", "--answers", SIGNS), "3:7: S07 This file holds a bank; answers should stand"),
        (("audit", "--answers", FRAMEWORK), "3:7: S07 This file holds a framework; answers"),
        (
            ("audit", "--answers", SAMPLE, "--bank", FRAMEWORK),
            "3:7: S07 This file holds a framework; a bank should stand here.",
        ),
        (
            ("audit", "--answers", SAMPLE, "--bank", SAMPLE),
            "4:7: S07 This file holds answers; a bank should stand here.",
        ),
        (("banks", FRAMEWORK), "3:7: S07 This file holds a framework; a bank should stand here."),
    ],
    ids=[
        "bank as answers",
        "framework as answers",
        "framework as bank",
        "answers as bank",
        "banks",
    ],
)
def test_a_file_of_the_wrong_kind(
    arguments: Sequence[str | Path], says: str, capsys: Capture
) -> None:
    code, out, err = run(capsys, *arguments)
    first, remedy = err.splitlines()

    assert (code, out) == (2, "")
    assert says in first
    assert remedy.startswith("  help: Name a file of kind: ")


def test_a_broken_framework_is_told_with_its_bank(capsys: Capture, tmp_path: Path) -> None:
    framework, bank = tmp_path / "framework.yaml", tmp_path / "bank.yaml"
    framework.write_text("custcheck: 1\nkind: framework\nid: own\n", encoding="utf-8")
    text = SIGNS.read_text(encoding="utf-8").replace(
        "framework: customer-centricity", "framework: own"
    )
    bank.write_text(text.replace("yes_is: bad", "yes_is: worse", 1), encoding="utf-8")
    for arguments in (("check", bank), ("check", tmp_path)):
        code, out, _ = run(capsys, *arguments)

        assert code == 1
        assert f'{bank}:19:13: S04 "yes_is"' in out
        assert f'{framework}:1:1: S02 "dimensions" is missing.' in out
        assert out.endswith("3 errors in 2 of 2 files.\n")

    code, out, err = run(capsys, "audit", "--answers", SAMPLE, "--bank", bank)

    assert (code, out) == (2, "")
    assert f'{framework}:1:1: S02 "dimensions" is missing.' in err


def test_a_framework_that_is_no_yaml_is_not_passed_over(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "framework.yaml").write_text("custcheck: [1\n", encoding="utf-8")
    bank = tmp_path / "bank.yaml"
    bank.write_bytes(SIGNS.read_bytes())
    code, out, _ = run(capsys, "check", bank)

    assert code == 1
    assert f"{tmp_path / 'framework.yaml'}:1:12: Y04 " in out


def test_two_banks_of_one_id(capsys: Capture, tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(SIGNS.read_bytes())
    _, _, err = run(capsys, "audit", "--answers", SAMPLE, "--bank", "warning-signs", "--bank", copy)

    assert err.startswith(f'{copy}:4:5: R03 The bank id "warning-signs" is already taken by ')


# Options


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--bank warning-sign", 'There is no bank "warning-sign". Did you mean "warning-signs"?'),
        ("--bank nothing", f'"nothing". Shipped banks: {", ".join(banks.shipped())}. A bank of'),
        ("--explain leadrship", 'There is nothing called "leadrship" in this audit. Did you mean'),
        ("--explain nothing", "Give overall, verdict, or the id of a dimension, bank, group or"),
        ("--target abc", "--target abc: a target is a whole number from 0 to 100."),
        ("--target 101", "--target 101: a target is a whole number from 0 to 100."),
        ("--target 00101", "--target 00101: a target is a whole number from 0 to 100."),
        ("--target -1", "--target -1: a target is a whole number from 0 to 100."),
        ("--target 1e1", "--target 1e1: a target is a whole number from 0 to 100."),
        ("--target 75.5", "--target 75.5: a target is a whole number from 0 to 100."),
        ("--target \u0667\u0665", "a target is a whole number from 0 to 100."),
        ("--target ²", "a target is a whole number from 0 to 100."),
        ("--target leadership=", "--target leadership=: a target is a whole number from 0 to 100."),
        ("--target leadership=101", "a target is a whole number from 0 to 100."),
        ("--target lead=80", '--target: there is no dimension "lead". Dimensions: leadership, peo'),
        ("--target leadrship=80", 'no dimension "leadrship". Did you mean "leadership"?'),
        ("--target =80", '--target: there is no dimension "". Dimensions: leadership, people'),
        ("--date 2026-02-30", "'--date': 2026-02-30 is not a date: write YYYY-MM-DD."),
        ("--date 30.11.2026", "'--date': 30.11.2026 is not a date: write YYYY-MM-DD."),
        ("--date tomorrow", "'--date': tomorrow is not a date: write YYYY-MM-DD."),
        ("--fail-under -1", "--fail-under -1: write a whole number from 0 to 100, or DIM=N."),
        ("--fail-under 50.5", "--fail-under 50.5: write a whole number from 0 to 100, or DIM=N."),
        ("--against none.yaml", '--against "none.yaml": there is no such file.'),
        ("--format xml", "'--format': 'xml' is not one of 'terminal', 'html', 'markdown', 'csv'"),
        ("--output", "requires an argument"),
        ("--no-such-option", "No such option: --no-such-option"),
        ("--file x.yaml", "--file belongs to the interview; --answers asks nothing."),
        ("--resume", "--resume belongs to the interview; --answers asks nothing."),
        ("--new", "--new belongs to the interview; --answers asks nothing."),
        ("--quick", "--quick belongs to the interview; --answers asks nothing."),
        ("--role manager", "--role belongs to the interview; --answers asks nothing."),
        ("--full --format json", "--full belongs to --format terminal, or to an --output of .txt."),
        ("--plain --format json", "--plain belongs to --format terminal, or to an --output of "),
        ("--all --bank warning-signs", "--all and --bank do not go together."),
        ("--explain overall --format json", "--explain belongs to --format terminal, or to an "),
        ("--explain overall --full", "--explain and --full do not go together."),
        ("warning-signs", '"warning-signs" is not expected here. A bank is given with --bank,'),
    ],
    ids=lambda value: value if value.startswith(("--", "warn")) else "",
)
def test_options_that_cannot_be_used(arguments: str, says: str, capsys: Capture) -> None:
    assert says in refused(capsys, "audit", "--answers", SAMPLE, *arguments.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("audit --no-input", "--no-input asks nothing; give the answers with --answers FILE."),
        ("audit --resume --new", "--resume and --new do not go together."),
        ("audit --role boss", 'There is no role "boss". Roles: executive, manager, frontline'),
        ("audit --role mnager", 'There is no role "mnager". Did you mean "manager"?'),
        ("audit --role manager --target x", "a target is a whole number from 0 to 100."),
        ("banks warning-sign", 'There is no bank "warning-sign". Did you mean "warning-signs"?'),
        ("chekc", "No such command 'chekc'."),
        ("audit --answers", "Option '--answers' requires an argument."),
        ("banks a b", "unexpected extra argument"),
    ],
    ids=lambda value: value if value.startswith(("audit", "banks", "che")) else "",
)
def test_commands_that_cannot_run(arguments: str, says: str, capsys: Capture) -> None:
    assert says in refused(capsys, *arguments.split())


def test_no_command_shows_the_help_and_fails(capsys: Capture) -> None:
    code, out, err = run(capsys)

    assert (code, out) == (2, "")
    assert err.startswith("Usage: custcheck [OPTIONS] COMMAND [ARGS]...\n")


@pytest.mark.parametrize("epoch", ["soon", "1e9", "99999999999999999999"])
def test_a_clock_that_is_no_number(epoch: str, capsys: Capture, monkeypatch: Patch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert "SOURCE_DATE_EPOCH" in refused(capsys, "audit", "--answers", SAMPLE)


def test_fail_under_prints_the_report_all_the_same(capsys: Capture) -> None:
    code, out, err = run(capsys, "audit", "--answers", SAMPLE, "--fail-under", "100")

    assert code == 1
    assert out.startswith("Harbour & Lane Insurance")
    assert err == "custcheck: --fail-under 100: the overall score is 39. Broken.\n"


ESCAPES = "\x1b[31mred\x1b]0;title\x07\u202e"


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "--answers", ESCAPES),
        ("audit", "--answers", SAMPLE, "--bank", ESCAPES),
        ("audit", "--answers", SAMPLE, "--bank", f"{ESCAPES}.yaml"),
        ("audit", "--answers", SAMPLE, "--explain", ESCAPES),
        ("audit", "--answers", SAMPLE, "--target", ESCAPES),
        ("audit", "--answers", SAMPLE, "--target", f"{ESCAPES}=1"),
        ("audit", "--answers", SAMPLE, "--date", ESCAPES),
        ("audit", "--answers", SAMPLE, "--format", ESCAPES),
        ("audit", "--answers", SAMPLE, "--fail-under", ESCAPES),
        ("audit", "--answers", SAMPLE, "--output", f"missing/{ESCAPES}"),
        ("audit", "--answers", SAMPLE, ESCAPES),
        ("audit", "--role", ESCAPES),
        ("audit", f"--{ESCAPES}"),
        ("banks", ESCAPES),
        ("check", ESCAPES),
        (ESCAPES,),
    ],
    ids=lambda arguments: " ".join(map(str, arguments[:4:3])).replace(ESCAPES, "ESC"),
)
def test_what_is_typed_is_not_obeyed(arguments: Sequence[str | Path], capsys: Capture) -> None:
    refused(capsys, *arguments)


def test_file_names_are_not_obeyed(capsys: Capture, tmp_path: Path) -> None:
    folder = tmp_path / ESCAPES
    folder.mkdir()
    (folder / "a.yaml").write_text("custcheck: 1\n", encoding="utf-8")

    assert run(capsys, "check", folder)[0] == 1
    assert run(capsys, "check", folder / "a.yaml")[0] == 1
    assert run(capsys, "audit", "--answers", folder / "a.yaml")[0] == 2
    (folder / "a.yaml").unlink()
    assert "no questionnaire file" in refused(capsys, "check", folder)


# Text that wants to be more than text

NASTY: Mapping[str, str] = {
    "escapes": "\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07 \x9b2Jend",
    "only an escape": "\x1b[31m",
    "invisible": "\u200b\u2028\ufeff",
    "markup": "[bold]loud[/bold] [/x] [link=http://x]l[/link] :smile: [",
    "controls": "a\x00b\x07c\x08d\te\nf\rg\x7fh\x85i",
    "bidi": "\u202eevil\u202c \u2066x\u2069 \u200fz",
    "emoji": "👩‍👩‍👧‍👦 🇩🇪 ☺️ 👍🏽 " * 9,
    "CJK": "お客様は神様です" * 20,
    "combining": "e\u0301" * 60 + " Z\u0337\u0322\u0303a\u0338l",
    "long word": "w" * 10_000,
    "long CJK word": "客" * 1_000,
    "right to left": "مرحبا بالعملاء خوش‌آمدید",
    "other languages": "<script>alert(1)</script> & | ` =1+1 %s {0} {x} \\ $HOME",
}


def quoted(text: str) -> str:
    """Return text in double quotes, with an escape for whatever YAML does not take as it is."""

    def written(char: str) -> str:
        is_plain = char.isascii() and char.isprintable() and char not in '"\\'
        return char if is_plain or char == "客" else f"\\U{ord(char):08X}"

    return f'"{"".join(map(written, text))}"'


def nasty_bank(text: str, kind: str) -> str:
    """Return a bank with this text wherever it may hold text; of signs alone, or of all else."""
    t = quoted(text)
    options = ", ".join(
        f"{{value: {n}, label: {quoted(f'{n}{text}')}, help: {t}}}" for n in (1, 2, 3)
    )
    common = (
        f"label: {t}, clear_label: {t}, text: {t}, ref: {t}, evidence: {t}, why: {t}, "
        f"action: {{effort: quick, text: {t}}}, wording: {{staff: {t}}}, ask: [staff]"
    )
    types = {
        "q1": "type: yesno, yes_is: good, blocking: true",
        "q2_with_the_longest_id_there_is_x": "type: scale, scale: own, blocking: {at_most: 2}",
        "q3": f"type: levels, levels: [{options}]",
        "stage": "type: scale, scale: own, use: stage",
        "say": "type: scale, scale: own, use: claim",
        "do": "type: scale, scale: own, tests_claim: say",
    }
    if kind == "signs":
        types = {
            name[:32]: "type: yesno, yes_is: bad, lead: true, tags: [employees]" for name in types
        }
    dimension = {"q1": "low", "q3": "low", "do": "low"}
    questions = "\n".join(
        f"  - {{id: {name[:32]}, group: g, dimension: {dimension.get(name, 'other')}, "
        f"{type_}, {common}}}"
        for name, type_ in types.items()
    )
    return f"""custcheck: 1
kind: bank
id: nasty
version: {t}
title: {t}
language: en
{"verdict: majority" if kind == "signs" else ""}
sources: [{t}]
roles: [{{id: staff, name: {t}, short: Staff}}]
dimensions:
  - {{id: top, name: {t}, high_means: {t}}}
  - {{id: low, name: {quoted("b" + text)}, high_means: {t}, parent: top}}
  - {{id: other, name: {quoted("c" + text)}, high_means: {t}}}
groups: [{{id: g, title: {t}}}]
scales:
  own: [{options}]
questions:
{questions}
"""


def nasty_answers(text: str, kind: str) -> str:
    t = quoted(text)
    first, second = ("yes", "no") if kind == "signs" else ("no", "1")
    return f"""custcheck: 1
kind: answers
organisation: {t}
date: 2026-11-21
respondent: {{role: staff}}
draft: {t}
answers:
  nasty:
    q1: {{answer: {first}, note: {t}, evidence: checked, checked_on: 2026-06-30}}
    q2_with_the_longest_id_there_is_: {{answer: {second}, note: {t}, evidence: described}}
    {"q3: no" if kind == "signs" else f"q3: {quoted(f'2{text}')}"}
    stage: {second}
    say: {{answer: {"yes" if kind == "signs" else 3}, note: {t}}}
    do: {second}
orphaned:
  nasty:
    gone: {{answer: {t}, note: {t}}}
"""


@pytest.fixture
def nasty(tmp_path: Path) -> Callable[[str, str], tuple[Path, Path]]:
    """Return a function that writes a bank and answers to it, both full of one text."""

    def write(text: str, kind: str) -> tuple[Path, Path]:
        bank, answers = tmp_path / "bank.yaml", tmp_path / "answers.yaml"
        bank.write_text(nasty_bank(text, kind), encoding="utf-8")
        answers.write_text(nasty_answers(text, kind), encoding="utf-8")
        return bank, answers

    return write


def commands(bank: Path, answers: Path) -> Iterator[tuple[str | Path, ...]]:
    audit = ("audit", "--bank", bank, "--answers", answers)
    yield ("banks", bank)
    yield audit
    yield (*audit, "--full")
    yield (*audit, "--full", "--plain")
    for what in ("overall", "verdict", "q2_with_the_longest_id_there_is_"):
        yield (*audit, "--explain", what)


@pytest.mark.parametrize(
    "width", [40, *(pytest.param(width, marks=pytest.mark.ci) for width in (80, 120))]
)
@pytest.mark.parametrize("kind", ["signs", "questions"])
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_text_is_only_text(
    text: str,
    kind: str,
    width: int,
    nasty: Callable[[str, str], tuple[Path, Path]],
    capsys: Capture,
    monkeypatch: Patch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    bank, answers = nasty(text, kind)

    assert run(capsys, "check", "--ignore", "W", bank, answers)[0] == 0
    for command in commands(bank, answers):
        code, out, err = run(capsys, *command)
        assert (code, err) == (0, "")
        assert max(map(cell_len, out.splitlines())) <= width


@pytest.mark.parametrize("kind", ["signs", "questions"])
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_json_is_json_and_nothing_else(
    text: str, kind: str, nasty: Callable[[str, str], tuple[Path, Path]], capsys: Capture
) -> None:
    bank, answers = nasty(text, kind)
    arguments = ("audit", "--bank", bank, "--answers", answers, "--format", "json")
    code, out, err = run(capsys, *arguments)

    assert (code, err) == (0, "")
    assert out.isascii()
    assert json.loads(out)["schema_version"] == 1


@pytest.mark.parametrize("name", ["markup", "emoji", "CJK", "right to left", "other languages"])
def test_text_is_shown_as_it_is(
    name: str, nasty: Callable[[str, str], tuple[Path, Path]], capsys: Capture
) -> None:
    bank, answers = nasty(NASTY[name], "questions")
    text = "".join(NASTY[name].split())
    audit = ("audit", "--bank", bank, "--answers", answers)

    for command in (("banks", bank), (*audit, "--full"), (*audit, "--explain", "q1")):
        assert text in "".join(run(capsys, *command)[1].split())


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_problems_show_text_as_text(text: str, capsys: Capture, tmp_path: Path) -> None:
    """A problem stays on its line, whatever is wrong."""
    t = quoted(text)
    path = tmp_path / "given.yaml"
    path.write_text(
        f"custcheck: {t}\nkind: bank\n{t}: 1\nid: {t}\nversion: {t}\ntitle: {t}\nframework: {t}\n"
        f"questions:\n  - {{id: a, type: {t}}}\n  - {{id: b, type: yesno, yes_is: {t}, {t}: 1, "
        f"dimension: {t}, text: a, wording: {{{t}: b}}, lead: {t}, weight: {t}, ask: {t}}}\n"
        f"  - {t}\n",
        encoding="utf-8",
    )
    code, out, err = run(capsys, "check", path)

    assert (code, err) == (1, "")
    assert all(line.startswith((f"{path}:", "  help: ", "  | ")) for line in out.splitlines()[:-1])
    assert max(map(len, out.splitlines())) < 400 + len(str(path))

    path.write_text(
        f"custcheck: 1\nkind: answers\nstatus: {t}\nrespondent: {{role: {t}}}\ndate: {t}\n"
        f"targets: {{{t}: 3}}\nanswers:\n  {t}: {{}}\n  warning-signs:\n    {t}: yes\n"
        f"    pay_below_market: {t}\n  tribe-elements:\n    vision_from_memory: {t}\n",
        encoding="utf-8",
    )
    code, out, err = run(capsys, "check", path)

    assert (code, err) == (1, "")
    assert all(line.startswith((f"{path}:", "  help: ", "  | ")) for line in out.splitlines()[:-1])
    assert max(map(len, out.splitlines())) < 400 + len(str(path))


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_the_organisation_is_only_text(text: str, capsys: Capture) -> None:
    given = text.replace("\0", "")
    code, out, err = run(capsys, "audit", "--answers", SAMPLE, "--full", "--organisation", given)

    assert (code, err) == (0, "")
    assert max(map(cell_len, out.splitlines())) <= 80


# Standard streams


def start(
    *arguments: str | Path, shell: str = "", env: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """Run the installed command as a shell would, with its streams redirected by ``shell``."""
    command = [sys.executable, "-m", "custcheck", *map(str, arguments)]
    if shell:
        command = ["sh", "-c", f'exec "$@" {shell}', "sh", *command]
    return subprocess.run(
        command,
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


COMMANDS: Mapping[str, tuple[str | Path, ...]] = {
    "audit": ("audit", "--answers", SAMPLE),
    "json": ("audit", "--answers", SAMPLE, "--format", "json"),
    "banks": ("banks", "warning-signs"),
    "check": ("check", QUESTIONNAIRES),
    "help": ("--help",),
    "version": ("--version",),
}
each_command = pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
some_commands = pytest.mark.parametrize(
    "arguments",
    [COMMANDS[name] for name in ("audit", "json", "version")],
    ids=["audit", "json", "version"],
)


@each_command
def test_a_reader_that_leaves(arguments: Sequence[str | Path]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "custcheck", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")


def test_head_takes_one_line() -> None:
    done = start("audit", "--answers", SAMPLE, "--full", shell="| head -1")

    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"")


@some_commands
@pytest.mark.skipif(not FULL_DEVICE.exists(), reason="there is no /dev/full")
def test_a_full_disk(arguments: Sequence[str | Path]) -> None:
    done = start(*arguments, shell=">/dev/full")

    assert done.returncode == 2
    assert done.stderr == b"custcheck: The output cannot be written: No space left on device.\n"


@some_commands
def test_stdout_is_closed(arguments: Sequence[str | Path]) -> None:
    done = start(*arguments, shell=">&-")

    assert done.returncode == 2
    assert done.stderr == b"custcheck: The output cannot be written: standard output is closed.\n"


def test_output_needs_no_stdout(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    done = start(*COMMANDS["audit"], "--output", path, shell=">&-")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(path.read_bytes())["schema_version"] == 1


def test_stderr_is_closed() -> None:
    done = start("audit", "--answers", "missing.yaml", shell="2>&-")

    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")


@pytest.mark.parametrize("shell", ["<&-", "</dev/null"])
def test_nothing_on_stdin(shell: str) -> None:
    done = start("audit", "--answers", "-", shell=shell)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"<stdin>:1:1: Y09 The file is empty.\n")


def test_every_stream_is_closed() -> None:
    assert start(*COMMANDS["audit"], shell="<&- >&- 2>&-").returncode == 2


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_while_waiting_for_answers(name: str) -> None:
    number = getattr(signal, name)
    with subprocess.Popen(
        [sys.executable, "-m", "custcheck", "audit", "--answers", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        # More than a pipe holds: once it is written, somebody is reading.
        process.stdin.write(b"#" * 500_000)
        process.stdin.flush()
        code = None
        while code is None:  # one that comes between two reads waits for the next
            process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = process.wait(timeout=0.3)
        said = process.stdout.read() + process.stderr.read()

    assert (code, said) == (128 + number, b"")


ACCENTS = """custcheck: 1
kind: answers
organisation: Café “Zur Post” 客様
answers:
  warning-signs:
    pay_below_market: no
"""


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:surrogateescape"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda env: " ".join(f"{key}={value}" for key, value in env.items()),
)
def test_any_encoding(env: Mapping[str, str], tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(ACCENTS, encoding="utf-8")
    done = start("audit", "--answers", path, "--full", env=env)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Caf")


# Files to write


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("missing/report.txt", "there is no such folder. Make it first, or name another."),
        ("file/report.txt", "there is no such folder. Make it first, or name another."),
        ("", "it is a folder. Name a file in it."),
        ("x" * 300, "its name is too long. Choose a shorter one."),
    ],
    ids=["missing folder", "below a file", "folder", "long name"],
)
@pytest.mark.parametrize("form", ["terminal", "json"])
def test_output_that_cannot_be_written(
    where: str, says: str, form: str, capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("here before", encoding="utf-8")
    path = tmp_path / where
    arguments = ("audit", "--answers", SAMPLE, "--format", form, "--output", path)

    assert refused(capsys, *arguments) == f'"{path}" cannot be written: {says}'
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not FULL_DEVICE.exists(), reason="there is no /dev/full")
def test_output_to_a_full_disk(capsys: Capture) -> None:
    says = refused(capsys, "audit", "--answers", SAMPLE, "--output", FULL_DEVICE)

    assert says.startswith('"/dev/full" cannot be written: no space is left on the device.')


def test_output_to_a_read_only_place(capsys: Capture, tmp_path: Path, monkeypatch: Patch) -> None:
    path = tmp_path / "report.txt"
    path.write_text("here before", encoding="utf-8")
    really_open = os.open

    def read_only(name: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and str(name).startswith(str(path)):
            raise OSError(30, "Read-only file system")
        return really_open(name, flags, mode)

    monkeypatch.setattr(os, "open", read_only)
    says = refused(capsys, "audit", "--answers", SAMPLE, "--output", path)

    assert says == f'"{path}" cannot be written: this place is read-only. Choose another.'
    assert path.read_text(encoding="utf-8") == "here before"
