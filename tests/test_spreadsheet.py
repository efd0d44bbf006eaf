"""The report as CSV: a row a question, numbers as numbers, and no cell that is worked out."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import TESTS
from hostile import CLEAN, HOSTILE, cut, everything, planted

from custcheck.__main__ import main
from custcheck.assessment.report import Report
from custcheck.reports import spreadsheet
from custcheck.text import clean

Golden = Callable[[str, str], None]
Capture = pytest.CaptureFixture[str]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the rows as a spreadsheet reads them."""
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("harbour-and-lane", ("questionnaires/samples/harbour-and-lane.yaml",)),
        ("harm", ("tests/audits/harmful.yaml", "--bank", "tests/audits/promises.yaml")),
        (
            "alone",
            ("tests/audits/service-desk-answers.yaml", "--bank", "tests/audits/service-desk.yaml"),
        ),
    ],
)
def test_csv(
    name: str,
    arguments: tuple[str, ...],
    capsys: Capture,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(TESTS.parent)
    code = main(["audit", "--answers", *arguments, "--format", "csv"])
    out = capsys.readouterr().out
    lines = out.split("\r\n")

    assert code == 0
    assert lines.pop() == ""
    assert not any("\n" in line or "\r" in line for line in lines)
    golden(f"csv/{name}.csv", "\n".join(lines) + "\n")


def expected_rows(report: Report) -> list[dict[str, str]]:
    """Return what the rows have to say, written down a second way."""
    rows = []
    for told in (report, *report.others):
        assert told.appendix is not None
        for part in told.appendix.questions:
            for line in part.lines:
                texts = {
                    "bank": part.bank,
                    "bank_title": part.title,
                    "group": line.group,
                    "number": str(line.number),
                    "id": line.id,
                    "question": line.text,
                    "dimension": line.dimension,
                    "state": line.state.value,
                    "answer": line.answer,
                    "evidence": line.evidence or "",
                    "score": "" if line.score is None else str(line.score),
                    "target": "" if line.target is None else str(line.target),
                    "checked_on": "" if line.checked_on is None else str(line.checked_on),
                    "evidenced": {True: "yes", False: "no"}[line.is_evidenced],
                    "note": line.note,
                    "witnesses": "; ".join(line.witnesses),
                    "action": line.action,
                    "effort": line.effort or "",
                    "organisation": told.organisation,
                    "date": str(told.provenance.date),
                    "role": told.provenance.role or "",
                    "owner": "",
                }
                rows.append({name: clean(text) for name, text in texts.items()})
    return rows


def test_rows_are_the_questions_of_the_report() -> None:
    report = everything()
    rows = rows_of(spreadsheet.render(report))

    assert len(rows) > 70
    assert {row["bank"] for row in rows[-4:]} == {"service-desk"}
    assert rows == expected_rows(report)
    assert list(rows[0]) == list(spreadsheet.HEADER)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_becomes_a_formula(name: str) -> None:
    report = planted(cut(everything()), HOSTILE[name])
    text = spreadsheet.render(report)
    found, plain = rows_of(text), expected_rows(report)

    assert text.count("\n") == text.count("\r") == text.count("\r\n") == len(plain) + 1
    for row, planned in zip(found, plain, strict=True):
        for column, cell in row.items():
            assert cell in {planned[column], f"'{planned[column]}"}
            assert not cell.lstrip(" \u00a0\"'`").startswith(FORMULA) or cell.startswith("'")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "' =1", id="tab"),
        pytest.param("\r=1", "' =1", id="return"),
        pytest.param("\u200b=1", "'=1", id="hidden"),
        pytest.param("\u00a0 =1", "'\u00a0 =1", id="spaces"),
        pytest.param('"=1"', '\'"=1"', id="quoted"),
        pytest.param("\u201c=1", "'\u201c=1", id="typographic-quote"),
        pytest.param("\uff1d1", "'\uff1d1", id="full-width"),
        pytest.param("one\n=2", "one =2", id="second-line"),
        pytest.param("a = b", "a = b", id="within"),
        pytest.param('"No", she said', '"No", she said', id="quotation"),
        pytest.param("", "", id="empty"),
        pytest.param(None, "", id="none"),
    ],
)
def test_text_stays_text(text: str | None, cell: str) -> None:
    assert spreadsheet._text(text) == cell


def test_clean_text_is_kept_whole() -> None:
    name = "long"
    report = planted(cut(everything()), HOSTILE[name])

    assert {row["note"] for row in rows_of(spreadsheet.render(report))} <= {CLEAN[name], ""}


def test_a_report_without_its_appendix_has_no_rows() -> None:
    report = replace(everything(), appendix=None, others=())

    assert spreadsheet.render(report) == ",".join(spreadsheet.HEADER) + "\r\n"
