"""An earlier audit, from the file that holds it: answers, or a report in JSON."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TypeAlias, TypeVar

from custcheck.answers.reading import read_answers
from custcheck.assessment.assess import Audit, Targets
from custcheck.assessment.report import QuestionState
from custcheck.errors import InputError
from custcheck.loading import content_hash
from custcheck.model import (
    Answer,
    AnswerEntry,
    Blank,
    Evidence,
    Extent,
    LoadedBank,
    Response,
    Stamp,
)
from custcheck.reports.json import SCHEMA_VERSION
from custcheck.source import Plain, parse, read_file
from custcheck.text import clean, iso_day, short

_Object: TypeAlias = Mapping[str, object]
_Choice = TypeVar("_Choice", bound=Enum)
_BY_BANK = ("banks", "answers", "orphaned")
"""What an answer file says bank by bank."""


def read_earlier(path: Path, banks: Sequence[LoadedBank]) -> Audit:
    """Return the earlier audit that a file holds, as far as it is about these banks.

    The content says which file it is: answers, or the JSON that ``audit --format json`` printed.
    Banks that are not among these are named in ``left_out``. The targets of then are not read:
    today's hold for both audits.

    Raises:
        InputError: when the file cannot be read, or is neither.
        ProblemsError: when it has answers with errors.
    """
    raw = read_file(path)
    name = clean(str(path))
    document = _as_json(raw)
    if document is None:
        return _from_answers(raw, name, banks)
    try:
        return _from_report(document, banks)
    except ValueError as error:
        raise InputError(f'"{name}" cannot be compared with: {error}') from error


def _as_json(raw: bytes) -> _Object | None:
    """Return what was printed as JSON; None for anything else, answers in JSON too."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) and "schema_version" in document else None


def _from_answers(raw: bytes, name: str, banks: Sequence[LoadedBank]) -> Audit:
    """Return the audit of an answer file, whatever it says of other banks left aside."""
    source = parse(raw, name)
    data = source.data or {}
    known = {bank.bank.id for bank in banks}
    stamped, answered = (data.get(key) or {} for key in ("banks", "answers"))
    named = stamped or answered
    others = [other for other in named if other not in known] if isinstance(named, dict) else []
    if source.data is not None:
        source = replace(source, data=_only(known, data))
    reading = read_answers(source, banks)
    response = reading.response
    return Audit(
        banks=tuple(b for b in banks if b.bank.id in (response.stamps or response.answers)),
        response=response,
        answers_sha256=content_hash(data),
        targets=Targets(),
        date=response.date or datetime.date.min,
        tool="",
        left_out=tuple(map(short, others)),
    )


def _only(known: set[str], data: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return an answer file without what it says of other banks, and without its targets."""
    return {
        key: {name: entries for name, entries in value.items() if name in known}
        if key in _BY_BANK and isinstance(value, dict)
        else value
        for key, value in data.items()
        if key != "targets"
    }


def _from_report(document: _Object, banks: Sequence[LoadedBank]) -> Audit:
    """Return the audit that a JSON report tells of, its other frameworks' banks included.

    Raises:
        ValueError: when it is not a whole report, with the reason.
    """
    match document:
        case {"schema_version": int(version)} if version > SCHEMA_VERSION:
            raise ValueError(f"its schema_version is {version}. Update custcheck.")
        case {"schema_version": int(), "report": dict(report)}:
            reports = (report, *_listed(report, "others"))
        case _:
            raise ValueError("it is JSON, but no report. Name one of audit --format json.")
    if any(told.get("appendix") is None for told in reports):
        raise ValueError(
            "it has no appendix, which says what was answered. Name the answer file, or print "
            "the report anew: custcheck audit --answers FILE --format json"
        )
    provenance = _object(report, "provenance")
    sources = [
        source for told in reports for source in _listed(_object(told, "provenance"), "sources")
    ]
    answered = {
        _text(part, "bank"): _listed(part, "lines")
        for told in reports
        for part in _listed(_object(told, "appendix"), "questions")
    }
    known = {bank.bank.id: bank for bank in banks}
    read = {
        name: _answers_of(known[name], lines) for name, lines in answered.items() if name in known
    }
    of_answers = [source for source in sources if source.get("kind") == "answers"]
    date = _day(_text(provenance, "date"))
    response = Response(
        organisation=clean(_text(of_answers[0], "id")) if of_answers else "",
        date=date,
        role=_text(provenance, "role") if provenance.get("role") is not None else None,
        extent=_one_of(Extent, provenance, "extent"),
        stamps=dict(_stamps(sources)),
        answers={name: answers for name, (answers, _) in read.items()},
        orphaned={name: lost for name, (_, lost) in read.items() if lost},
    )
    return Audit(
        banks=tuple(bank for bank in banks if bank.bank.id in read),
        response=response,
        answers_sha256=_text(of_answers[0], "sha256") if of_answers else "",
        targets=Targets(),
        date=date,
        tool=clean(_text(provenance, "tool")),
        left_out=tuple(short(name) for name in answered if name not in known),
    )


def _stamps(sources: Sequence[_Object]) -> Iterator[tuple[str, Stamp]]:
    """Yield which version of each bank the report stands on."""
    for source in sources:
        if source.get("kind") == "bank":
            version, sha256 = _text(source, "version"), _text(source, "sha256")
            try:
                yield _text(source, "id"), Stamp(version=version, sha256=sha256)
            except ValueError:
                raise _not_printed_so("version") from None


def _answers_of(
    bank: LoadedBank, lines: Sequence[_Object]
) -> tuple[dict[str, Answer], dict[str, AnswerEntry]]:
    """Return a bank's answers, and those that today's bank does not offer any more."""
    kept: dict[str, Answer] = {}
    lost: dict[str, AnswerEntry] = {}
    for line in lines:
        name, label, note = (_text(line, key) for key in ("id", "answer", "note"))
        question = bank.by_id.get(name)
        checked_on = line.get("checked_on")
        day = None if checked_on is None else _day(_text(line, "checked_on"))
        match _one_of(QuestionState, line, "state"):
            case QuestionState.UNANSWERED:
                continue
            case QuestionState.DONT_KNOW:
                kept[name] = Answer(Blank.DONT_KNOW, clean(note), checked_on=day)
            case QuestionState.NOT_APPLICABLE:
                kept[name] = Answer(Blank.NOT_APPLICABLE, clean(note), checked_on=day)
            case QuestionState.ANSWERED:
                options = bank.options(question) if question else ()
                option = next((o for o in options if o.label == label), None)
                if option is None:
                    lost[name] = AnswerEntry(answer=label)
                else:
                    kept[name] = Answer(
                        option, clean(note), _one_of(Evidence, line, "evidence"), day
                    )
    return kept, lost


def _object(of: _Object, key: str) -> _Object:
    value = of.get(key)
    if not isinstance(value, dict):
        raise _not_printed_so(key)
    return value


def _listed(of: _Object, key: str) -> list[_Object]:
    value = of.get(key)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _not_printed_so(key)
    return value


def _text(of: _Object, key: str) -> str:
    value = of.get(key)
    if not isinstance(value, str):
        raise _not_printed_so(key)
    return value


def _one_of(kind: type[_Choice], of: _Object, key: str) -> _Choice:
    try:
        return kind(_text(of, key))
    except ValueError:
        raise _not_printed_so(key) from None


def _day(text: str) -> datetime.date:
    if (day := iso_day(text)) is None:
        raise _not_printed_so("date")
    return day


def _not_printed_so(key: str) -> ValueError:
    return ValueError(f'custcheck prints no such "{key}". Print the report anew.')
