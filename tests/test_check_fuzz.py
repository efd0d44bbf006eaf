"""No file whatsoever breaks ``custcheck check``, and what it prints of any file is true.

The cases are the same in every run. A few hundred run each time, thousands with ``-m ci``.
"""

import contextlib
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import QUESTIONNAIRES, SAMPLE, TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutating import MUTATIONS, WORDS, variant

from custcheck.__main__ import main
from custcheck.source import MAX_BYTES
from custcheck.text import clean

SHIPPED = sorted(QUESTIONNAIRES.rglob("*.yaml"))
SMALL = sorted(
    path for name in ("rules", "scoring", "audits") for path in TESTS.glob(f"{name}/**/*.yaml")
)
FILES = {"shipped": SHIPPED, "small": SMALL}
"""In a small file more of the mutations hit a rule."""

PROBLEM = re.compile(r"(.*?\.yaml):(?:(\d+):(\d+):)? ([A-Z]\d\d) ")
COUNTED = re.compile(r"(\d+) (error|warning|note)s?\b")
GUILTY = re.compile(r"in (\d+) of (\d+) files?\.")


def at_length(few: int, many: int) -> pytest.MarkDecorator:
    """Run a test with few examples, and with many where time allows."""
    return pytest.mark.parametrize("number", [few, pytest.param(many, marks=pytest.mark.ci)])


def examples(number: int) -> settings:
    """Return settings that try the same so many examples in every run."""
    return settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def run(*arguments: str) -> tuple[int, str, str]:
    """Run custcheck, and return its exit code and what it said on stdout and stderr."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    said = out.getvalue() + err.getvalue()

    assert code in (0, 1, 2), said
    assert "Traceback" not in said
    assert code == 0 or said
    return code, out.getvalue(), err.getvalue()


# What is printed


def lines_of(content: bytes) -> list[str] | None:
    """Return the lines of a file as a person counts them; None when it holds no text."""
    with contextlib.suppress(UnicodeDecodeError):
        return re.split(r"\r\n|\n|\r", content.decode().removeprefix("\ufeff"))
    return None


def assert_place(lines: Sequence[str] | None, line: str | None, column: str | None) -> None:
    """A place is in the file; just past the last character of a line is in it too."""
    if line is None or column is None:
        assert lines is not None
        assert sum(len(line.encode()) + 1 for line in lines) > MAX_BYTES
    elif lines is None:
        assert (int(line), int(column)) >= (1, 1)
    else:
        assert 1 <= int(line) <= len(lines)
        assert 1 <= int(column) <= len(lines[int(line) - 1]) + 1


def assert_true(out: str, code: int, files: Mapping[str, bytes]) -> None:
    """What is printed of files, by their paths, is in order, in the files, and adds up."""
    lines = out.removesuffix("\n").split("\n")
    matches = [match for line in lines if (match := PROBLEM.match(line)) and match[1] in files]
    keys = [(m[1], int(m[2] or 0), int(m[3] or 0), m[4]) for m in matches]
    of_files = {path: lines_of(content) for path, content in files.items()}
    for match in matches:
        assert_place(of_files[match[1]], match[2], match[3])
    summary = next(s for s in reversed(lines) if s.endswith(("file.", "files.")))
    counted = {word: int(number) for number, word in COUNTED.findall(summary)}
    guilty = GUILTY.search(summary)

    assert keys == sorted(keys)
    assert sum(counted.values()) == len(matches)
    assert int(guilty[1] if guilty else 0) == len({m[1] for m in matches})
    failing = counted.get("error", 0) + counted.get("warning", 0)
    assert code == (1 if failing else 0)
    assert [line for line in lines if line != clean(line)] == []


def assert_checked(files: Mapping[str, bytes]) -> None:
    """Check files, one by its name and several as a folder."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        paths = {str(Path(folder, name)): content for name, content in files.items()}
        code, out, err = run(
            "check", "--strict", "--format=text", *(paths if len(paths) == 1 else (folder,))
        )
        if code == 2:
            assert "There is no questionnaire file in" in err
            return
        assert err == ""
        assert_true(out, code, paths)


def assert_audited(content: bytes, name: str) -> None:
    """Take a file for answers, and for a bank."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        run("audit", "--answers", str(path))
        run("audit", "--answers", str(SAMPLE), "--bank", str(path))


# The tests

HEAD = (
    "custcheck: 1\nkind: bank\nid: large\nversion: '1'\ntitle: Large\n"
    "dimensions: [{id: d, name: D}]\n"
)
QUESTION = "  - {{id: q{0}, type: yesno, yes_is: good, dimension: d, text: {1}}}\n"
SMALLEST = HEAD + "questions:\n" + QUESTION.format(0, "Is it so?")
LARGE = {
    "one text": HEAD + "questions:\n" + QUESTION.format(0, "Why " + "a and b " * 4000 + "?"),
    "one line": f"{{custcheck: 1, kind: bank, {', '.join(f'key{n}: 1' for n in range(4000))}}}\n",
    "ignore comments": "# custcheck: ignore[W01] so be it\n" * 10_000 + SMALLEST,
    "ignored codes": f"# custcheck: ignore[{'W01,' * 10_000}]\n" + SMALLEST,
    "spaces": SMALLEST.replace("title: Large", f"title: Large{' ' * 500_000}# one"),
    "number signs": SMALLEST + "# " * 250_000 + "\n",
    "alike": HEAD
    + "questions:\n"
    + "".join(QUESTION.format(n, f"Is kind w{n} sold here in the shop?") for n in range(4000)),
    "strangers": "custcheck: 1\nkind: answers\nanswers:\n  warning-signs:\n"
    + "".join(f"    key{n}: 1\n" for n in range(8000)),
}
"""Where an effort that grows with the square of a file's size would show."""


@pytest.mark.ci
@pytest.mark.parametrize("content", LARGE.values(), ids=list(LARGE))
def test_large_files(content: str) -> None:
    assert_checked({"large.yaml": content.encode()})


BYTES = st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(WORDS)).map(b"".join))
SEEDS = st.integers(0, 2**32)


@at_length(80, 1300)
def test_arbitrary_bytes(number: int) -> None:
    @examples(number)
    @given(BYTES)
    def survives(content: bytes) -> None:
        assert_checked({"given.yaml": content})

    survives()


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("size", FILES)
@at_length(50, 540)
def test_mutations(number: int, size: str, mutation: str) -> None:
    @examples(number)
    @given(st.sampled_from(FILES[size]), SEEDS)
    def survives(path: Path, seed: int) -> None:
        assert_checked({path.name: variant(path, mutation, FILES[size], seed)})

    survives()


@at_length(20, 200)
def test_mutations_of_files_that_belong_together(number: int) -> None:
    """A bank's framework stands beside it, and answers refer to the banks of the same run."""
    names = ("framework.yaml", "warning-signs.yaml", "cem-steps.yaml", SAMPLE.name)
    paths = [path for path in SHIPPED if path.name in names]

    @examples(number)
    @given(SEEDS, st.sampled_from(sorted(MUTATIONS)))
    def survives(seed: int, mutation: str) -> None:
        files = {
            path.name: variant(path, mutation, paths, seed + n)
            if seed >> n & 1
            else path.read_bytes()
            for n, path in enumerate(paths)
        }
        assert_checked(files)

    survives()


@at_length(20, 150)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutations_in_an_audit(number: int, mutation: str) -> None:
    @examples(number)
    @given(st.sampled_from([*SHIPPED, *SMALL]), SEEDS)
    def survives(path: Path, seed: int) -> None:
        assert_audited(variant(path, mutation, SHIPPED, seed), path.name)

    survives()


@at_length(20, 150)
def test_arbitrary_bytes_in_an_audit(number: int) -> None:
    @examples(number)
    @given(BYTES)
    def survives(content: bytes) -> None:
        assert_audited(content, "given.yaml")

    survives()
