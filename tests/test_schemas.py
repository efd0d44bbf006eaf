"""The JSON Schemas: they say what the parser says, and the files that editors read are theirs."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
from conftest import QUESTIONNAIRES
from jsonschema import Draft202012Validator

from custcheck import banks
from custcheck.__main__ import main
from custcheck.model import AnswerFile, Bank, Framework
from custcheck.parsing import KINDS, parse_as
from custcheck.schemas import SCHEMAS, Kind, schema
from custcheck.source import parse, read_file

Capture = pytest.CaptureFixture[str]
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Content = dict[str, Json]

SHIPPED = sorted(QUESTIONNAIRES.rglob("*.yaml"))
SAMPLES = sorted((QUESTIONNAIRES / "samples").glob("*.yaml"))
FOLDER = QUESTIONNAIRES / "schemas"
RENEW = (
    "for kind in bank framework answers report check; do "
    "custcheck schema $kind > questionnaires/schemas/$kind.json; done"
)

each_kind = pytest.mark.parametrize("kind", SCHEMAS)


@cache
def validator(kind: Kind) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema(kind)))


def faults(kind: Kind, content: object) -> list[str]:
    """Return what a schema has against a content."""
    return [f"{list(e.path)}: {e.message[:200]}" for e in validator(kind).iter_errors(content)]


def as_json(value: object) -> Json:
    """Return a value as custcheck reads it in JSON's own types: its lists are tuples."""
    match value:
        case tuple():
            return [as_json(item) for item in value]
        case dict():
            return {str(key): as_json(item) for key, item in value.items()}
        case None | bool() | int() | float() | str():
            return value
        case _:
            raise TypeError(type(value).__name__)


def content_of(text: bytes) -> Content:
    content = as_json(parse(text, "given.yaml").data)
    assert isinstance(content, dict)
    return content


# The command and its files


@each_kind
def test_the_command_prints_it(kind: Kind, capsys: Capture) -> None:
    code = main(["schema", kind])
    out, err = capsys.readouterr()
    printed = json.loads(out)

    assert (code, err) == (0, "")
    assert out == schema(kind) == json.dumps(printed, indent=2, sort_keys=True) + "\n"
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed["$id"] == f"urn:custcheck:schema:1:{kind}"
    assert printed["title"] == f"custcheck {kind}"
    assert printed["description"]
    Draft202012Validator.check_schema(printed)


@each_kind
def test_the_file_for_editors_is_what_is_printed(kind: Kind) -> None:
    path = FOLDER / f"{kind}.json"
    in_file = path.read_text("utf-8") if path.exists() else ""

    assert in_file == schema(kind), f"{path.name} has drifted. Renew it with: {RENEW}"


def test_there_is_a_file_for_each_kind_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{kind}.json" for kind in SCHEMAS}
    assert KINDS.keys() == SCHEMAS.keys() - {"report", "check"}


def test_other_kinds_are_refused(capsys: Capture) -> None:
    code = main(["schema", "banks"])

    assert code == 2
    assert "'bank', 'framework', 'answers', 'report', 'check'" in capsys.readouterr().err


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_first_line_of_a_shipped_file_leads_to_its_schema(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    named = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()

    assert named == FOLDER / f"{content_of(path.read_bytes())['kind']}.json"


def test_the_folder_disturbs_nobody(capsys: Capture) -> None:
    code = main(["check", str(QUESTIONNAIRES)])
    out = capsys.readouterr().out

    assert code == 0
    assert "skipped" not in out
    assert set(banks.shipped()) == {
        path.stem for path in SHIPPED if path.parent == QUESTIONNAIRES
    } - {"framework"}


# What they accept


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_files(path: Path) -> None:
    content = content_of(read_file(path))

    assert faults(kind_of(content), content) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("more", [[], ["--bank", "delivery-gap"]], ids=["as it is", "one bank"])
def test_reports(path: Path, more: list[str], capsys: Capture) -> None:
    main(["audit", "--answers", str(path), "--format", "json", *more])
    report = json.loads(capsys.readouterr().out)

    assert faults("report", report) == []
    assert faults("report", {**report, "schema_version": 2}) != []
    assert faults("report", {**report, "report": {**report["report"], "overall": None}}) != []


def test_files_that_custcheck_makes(capsys: Capture, tmp_path: Path) -> None:
    bank, blank = tmp_path / "own.yaml", tmp_path / "blank.yaml"
    main(["new", "own", "--output", str(bank)])
    main(["template", "--all", "--role", "manager", "--output", str(blank)])

    assert faults("bank", content_of(bank.read_bytes())) == []
    assert faults("answers", content_of(blank.read_bytes())) == []


ANSWERS = """\
custcheck: 1
kind: answers
date: 2026-11-21
respondent: {role: executive}
asked: quick
status: open
revision: 3
at: {bank: warning-signs, question: pay_below_market}
draft: half a note
banks: {warning-signs: {version: "1.0", sha256: abc}}
targets: {leadership: 80}
answers:
  warning-signs:
    cost_over_customers: yes
    pay_below_market: true
    complaint_unchanged:
    one_departments_job: {answer: dont_know, note: "", evidence: checked, checked_on: 2026-10-01}
  top-10-practices: {lifetime_value: 3, planned_check_ins: 2.0, customer_effort: Agreed}
orphaned: {warning-signs: {gone: no}}
"""
BANK = """\
custcheck: 1
kind: bank
id: service-desk
version: "1.0"
title: Our service desk
target: 80
enough: {questions: 1, share: [1, 2]}
roles: [{id: agent, name: Agents, short: Ag}]
dimensions: [{id: speed, name: Speed, target: 70}]
scales:
  share: [{value: 0, label: None}, {value: 0.5, label: Half}, {value: 1, label: All}]
groups: [{id: first, title: First}]
questions:
  - {id: told_twice, dimension: speed, type: yesno, yes_is: bad, blocking: true, text: Is it so?}
  - id: in_a_day
    dimension: speed
    group: first
    type: scale
    scale: share
    text: How many get a reply within a day?
    wording: {agent: How many do I reply to within a day?}
    ask: [agent]
    weight: 2
    blocking: {at_most: 0}
    action: {effort: quarter, text: Staff the desk to the busiest hour.}
  - id: causes
    dimension: speed
    type: levels
    levels: [{value: 1, label: Nothing}, {value: 2, label: Mended}]
    text: What happens to the cause?
"""
GOOD = {
    "bank": BANK,
    "framework": (QUESTIONNAIRES / "framework.yaml").read_text("utf-8"),
    "answers": ANSWERS,
}
MODELS: Mapping[str, type[Bank | Framework | AnswerFile]] = {
    "bank": Bank,
    "framework": Framework,
    "answers": AnswerFile,
}


def kind_of(content: Content) -> Kind:
    return next(kind for kind in SCHEMAS if kind == content["kind"])


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_every_key_is_known(text: str) -> None:
    content = content_of(text.encode())

    assert faults(kind_of(content), content) == []
    assert parse_as(MODELS[kind_of(content)], parse(text.encode(), "given.yaml")).problems == ()


# What they refuse

BROKEN = [
    ("bank", "custcheck: 1", "custcheck: 2"),
    ("bank", "custcheck: 1", "custcheck: true"),
    ("bank", "kind: bank\n", ""),
    ("bank", "id: service-desk", "id: Service Desk"),
    ("bank", 'version: "1.0"', "version: 1.0"),
    ("bank", "title: Our service desk", "titel: Our service desk"),
    ("bank", "target: 80", "target: 101"),
    ("bank", "share: [1, 2]", "share: [1, 2, 3]"),
    ("bank", "short: Ag", "short: Agents"),
    ("bank", "dimensions: [{id: speed, name: Speed, target: 70}]\n", ""),
    ("bank", "id: speed", "id: overall"),
    ("bank", "  share: [{value", "  a-share: [{value"),
    ("bank", "[{value: 1, label: Nothing}, {value: 2, label: Mended}]", "[]"),
    ("bank", "yes_is: bad, ", ""),
    ("bank", "yes_is: bad", "yes_is: worse"),
    ("bank", "blocking: true", "blocking: {at_most: 1}"),
    ("bank", "type: levels", "type: ladder"),
    ("bank", "type: levels", "type: levels\n    scale: share"),
    ("bank", "text: Is it so?", "text: TODO"),
    ("bank", "text: Is it so?", 'text: " "'),
    ("bank", "wording: {agent:", "wording: {An agent:"),
    ("bank", "weight: 2", "weight: 0"),
    ("bank", "effort: quarter", "effort: some"),
    ("framework", "target: 75", "target: high"),
    ("framework", "share: [2, 3]", "share: [2, 0]"),
    ("framework", "roles:\n", "rolls:\n"),
    ("framework", "  practice:\n", "  Practice:\n"),
    ("answers", "date: 2026-11-21", "date: 21 November"),
    ("answers", "date: 2026-11-21", "date: 20261121"),
    ("answers", "{role: executive}", "executive"),
    ("answers", "asked: quick", "asked: some"),
    ("answers", "revision: 3", "revision: -1"),
    ("answers", "leadership: 80", "leadership: -1"),
    ("answers", "cost_over_customers: yes", "cost_over_customers: [yes]"),
    ("answers", "{answer: dont_know, note", "{note"),
    ("answers", "answer: dont_know", "answer: "),
    ("answers", "evidence: checked", "evidence: proven"),
    ("answers", "checked_on:", "checked:"),
]


@pytest.mark.parametrize(("kind", "good", "bad"), BROKEN)
def test_what_check_refuses_the_schema_refuses(
    kind: Kind, good: str, bad: str, capsys: Capture, tmp_path: Path
) -> None:
    text = GOOD[kind].replace(good, bad, 1)
    path = tmp_path / "broken.yaml"
    path.write_text(text, "utf-8")

    assert text != GOOD[kind]
    assert main(["check", str(path)]) == 1, capsys.readouterr().out
    assert faults(kind, content_of(text.encode())) != []
