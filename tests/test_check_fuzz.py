"""No file whatsoever breaks ``custcheck check``, and what it prints of any file is true.

The cases are the same in every run. A few hundred run each time, thousands with ``-m ci``.
"""

import contextlib
import io
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from conftest import QUESTIONNAIRES, SAMPLE, TESTS
from flooding import FLOODS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from mutating import MUTATIONS, WORDS, variant
from test_check_formats import OFFICIAL, READERS, faults

from custcheck.__main__ import main
from custcheck.reports.problems import CheckFormat
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
BELONGING = ("framework.yaml", "warning-signs.yaml", "cem-steps.yaml", SAMPLE.name)
"""A bank's framework stands beside it, and answers refer to the banks of the same run."""

SECONDS = 5
"""What no file may take of a slow machine's time: ten times what any takes of a common one."""


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


@contextlib.contextmanager
def written(files: Mapping[str, bytes]) -> Iterator[tuple[list[str], dict[str, bytes]]]:
    """Write files into a folder, and give what to check, one by its name or several as a folder."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        paths = {str(Path(folder, name)): content for name, content in files.items()}
        yield list(paths) if len(paths) == 1 else [folder], paths


def assert_checked(files: Mapping[str, bytes]) -> str:
    """Check files, and return what was said of them."""
    with written(files) as (given_paths, paths):
        code, out, err = run("check", "--strict", "--format=text", *given_paths)
        if code == 2:
            assert "There is no questionnaire file in" in err
        else:
            assert err == ""
            assert_true(out, code, paths)
        return out


# What is printed in all formats


def assert_agreed(files: Mapping[str, bytes], *, holds_to_schemas: bool) -> None:
    """Check files in every format: all end alike, and say the same."""
    with written(files) as (given_paths, _):
        ends, outs = {}, {}
        for form in CheckFormat:
            code, outs[form], err = run("check", "--strict", f"--format={form.value}", *given_paths)
            ends[form] = (code, err)
        assert len(set(ends.values())) == 1, ends
        if ends[CheckFormat.TEXT][0] == 2:
            assert set(outs.values()) == {""}
            return
        assert_same(outs)
        if holds_to_schemas:
            assert [faults(json.loads(outs[form]), OFFICIAL[form]) for form in OFFICIAL] == [[]] * 3
        if len(files) == 1:
            (content,) = files.values()
            assert_same_from_stdin(given_paths[0], content, outs[CheckFormat.JSON])


def assert_same(outs: Mapping[CheckFormat, str]) -> None:
    """Each format, read by its own reader, says what the JSON says."""
    document = json.loads(outs[CheckFormat.JSON])
    problems = document["problems"]
    codes = Counter(it["code"] for it in problems)
    placed = Counter(it["code"] for it in problems if it["line"] is not None)
    levels = Counter(it["severity"] for it in problems)
    read = {form: Counter(READERS[form](out)) for form, out in outs.items()}

    assert {level: number for level, number in document["counts"].items() if number} == levels
    for form in (CheckFormat.SARIF, CheckFormat.GITLAB):
        assert read[form] == codes
    for form in (CheckFormat.TEXT, CheckFormat.CONCISE, CheckFormat.JUNIT):
        assert read[form] == placed
    assert read[CheckFormat.GITHUB] <= codes
    assert read[CheckFormat.GITHUB].total() == sum(min(number, 10) for number in levels.values())
    for form in (CheckFormat.TEXT, CheckFormat.CONCISE, CheckFormat.GITHUB):
        assert summed_up(outs[form]) == levels
    assert levels_in_sarif(outs[CheckFormat.SARIF]) == levels
    assert levels_in_gitlab(outs[CheckFormat.GITLAB]) == levels
    failing = {it["path"] for it in problems if it["severity"] != "note"}
    junit = JUnitXml.fromstring(outs[CheckFormat.JUNIT])
    assert (junit.tests, junit.failures) == (document["files"], len(failing))


def summed_up(out: str) -> Counter[str]:
    """Return the numbers of errors, warnings and notes that the summary tells."""
    lines = [line for line in out.splitlines() if line.endswith(("file.", "files."))]
    return Counter({word: int(number) for number, word in COUNTED.findall(lines[-1])})


def levels_in_sarif(out: str) -> Counter[str]:
    return Counter(result["level"] for result in json.loads(out)["runs"][0]["results"])


def levels_in_gitlab(out: str) -> Counter[str]:
    names = {"major": "error", "minor": "warning", "info": "note"}
    return Counter(names[entry["severity"]] for entry in json.loads(out))


def assert_same_from_stdin(path: str, content: bytes, out: str) -> None:
    """A file from standard input, under its own name, is judged as the file is."""
    arguments = ("check", "--strict", "--format=json", f"--stdin-filename={path}", "-")
    with patch("sys.stdin", io.TextIOWrapper(io.BytesIO(content))):
        assert run(*arguments)[1:] == (out, "")


def assert_audited(content: bytes, name: str) -> None:
    """Take a file for answers, and for a bank."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        run("audit", "--answers", str(path))
        run("audit", "--answers", str(SAMPLE), "--bank", str(path))


# The tests


@pytest.mark.ci
@pytest.mark.parametrize("name", FLOODS)
def test_large_files(name: str) -> None:
    content = FLOODS[name]().encode()
    start = time.process_time()
    out = assert_checked({"large.yaml": content})

    assert time.process_time() - start < SECONDS
    assert " Y10 The file " not in out  # over a limit, it would not have been read


BYTES = st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(WORDS)).map(b"".join))
SEEDS = st.integers(0, 2**32)


@at_length(80, 1000)
def test_arbitrary_bytes(number: int) -> None:
    @examples(number)
    @given(BYTES)
    def survives(content: bytes) -> None:
        assert_checked({"given.yaml": content})

    survives()


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("size", FILES)
@at_length(25, 500)
def test_mutations(number: int, size: str, mutation: str) -> None:
    @examples(number)
    @given(st.sampled_from(FILES[size]), SEEDS)
    def survives(path: Path, seed: int) -> None:
        assert_checked({path.name: variant(path, mutation, FILES[size], seed)})

    survives()


@at_length(10, 150)
def test_mutations_of_files_that_belong_together(number: int) -> None:
    @examples(number)
    @given(SEEDS, st.sampled_from(sorted(MUTATIONS)))
    def survives(seed: int, mutation: str) -> None:
        assert_checked(belonging(seed, mutation))

    survives()


def belonging(seed: int, mutation: str) -> dict[str, bytes]:
    """Return files that belong together, some of them mutated."""
    paths = [path for path in SHIPPED if path.name in BELONGING]
    return {
        path.name: variant(path, mutation, paths, seed + n) if seed >> n & 1 else path.read_bytes()
        for n, path in enumerate(paths)
    }


@at_length(6, 60)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_all_formats_say_the_same(number: int, mutation: str) -> None:
    """About a third of the documents are held to their schemas too, which takes its time."""

    @examples(number)
    @given(st.sampled_from([*SHIPPED, *SMALL]), SEEDS)
    def survives(path: Path, seed: int) -> None:
        content = variant(path, mutation, SHIPPED, seed)
        assert_agreed({path.name: content}, holds_to_schemas=seed % 4 == 0)

    survives()


@at_length(3, 20)
def test_all_formats_say_the_same_of_files_that_belong_together(number: int) -> None:
    @examples(number)
    @given(SEEDS, st.sampled_from(sorted(MUTATIONS)))
    def survives(seed: int, mutation: str) -> None:
        assert_agreed(belonging(seed, mutation), holds_to_schemas=seed % 4 == 0)

    survives()


@at_length(10, 150)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutations_in_an_audit(number: int, mutation: str) -> None:
    @examples(number)
    @given(st.sampled_from([*SHIPPED, *SMALL]), SEEDS)
    def survives(path: Path, seed: int) -> None:
        assert_audited(variant(path, mutation, SHIPPED, seed), path.name)

    survives()


@at_length(10, 150)
def test_arbitrary_bytes_in_an_audit(number: int) -> None:
    @examples(number)
    @given(BYTES)
    def survives(content: bytes) -> None:
        assert_audited(content, "given.yaml")

    survives()
