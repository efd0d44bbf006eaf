"""An earlier audit: from the file that holds it to the questions that it shares with this one."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TypeAlias, TypeVar

from custcheck.answers.reading import read_answers
from custcheck.assessment.assess import Audit, Targets
from custcheck.assessment.report import QuestionState
from custcheck.assessment.words import count, listed
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
    Use,
)
from custcheck.scoring import results_of
from custcheck.source import Plain, parse, read_file
from custcheck.text import clean, iso_day, short

JSON_VERSION = 1
"""The ``schema_version`` of the JSON reports that can be read."""

_Object: TypeAlias = Mapping[str, object]
_Choice = TypeVar("_Choice", bound=Enum)
_NAMED = 3
"""So many of the questions left out are named; the others are counted."""
_BY_BANK = ("banks", "answers", "orphaned")
"""What an answer file says bank by bank."""


# Reading


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
        case {"schema_version": int(version)} if version > JSON_VERSION:
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


# What both audits asked


@dataclass(frozen=True, slots=True)
class Shared:
    """A bank cut down to what both audits asked."""

    bank: LoadedBank
    dimensions: frozenset[str]
    """Those that are scored by fewer questions for it."""
    left_out: tuple[str, ...]
    """What was cut off, and why."""


def shared(bank: LoadedBank, audit: Audit, earlier: Audit) -> Shared:
    """Return what of a bank can be compared, and name the rest with the reasons."""
    has_then = any(other.bank.id == bank.bank.id for other in earlier.banks)
    put_now, off_now = _put(bank, audit)
    put_then, off_then = _put(bank, earlier) if has_then else (set(), set())
    asked_now, asked_then = put_now | off_now, put_then | off_then
    answered = earlier.response.answers.get(bank.bank.id, {}).keys()
    gone = earlier.response.orphaned.get(bank.bank.id, {}).keys() - answered
    reasons = [
        (asked_now - asked_then, "asked in this audit only"),
        (asked_then - asked_now, "asked in the earlier audit only"),
        (asked_now & put_then & gone, "the answer given then is no longer offered"),
        (put_now & off_then, "not applicable in the earlier audit"),
        (off_now & (put_then - gone), "not applicable in this audit"),
    ]
    if changed := _changed(bank, earlier.response):
        reasons = [(asked_now | asked_then, changed)]
    out = set().union(*(names for names, _ in reasons))
    both = (asked_now & asked_then) - out
    unasked = bank.by_id.keys() - asked_now - asked_then
    is_quick = Extent.QUICK in {audit.response.extent, earlier.response.extent}
    return Shared(
        bank=_cut(bank, both, unasked if both else set(), is_quick=is_quick),
        dimensions=frozenset(
            question.dimension
            for question in bank.bank.questions
            if question.id in out and question.use is Use.SCORE
        ),
        left_out=tuple(_left_out(bank, names, why) for names, why in reasons if names),
    )


def _put(bank: LoadedBank, audit: Audit) -> tuple[set[str], set[str]]:
    """Return the questions that an audit asked, those that apply and those that do not."""
    results, off = results_of([bank], audit.response, audit.date)
    return {r.question.id for r in results}, {question.id for _, question in off}


def _changed(bank: LoadedBank, then: Response) -> str:
    """Return how a bank is not the one that was answered; empty where it is."""
    stamp = then.stamps.get(bank.bank.id)
    if stamp is None or stamp.sha256 == bank.sha256:
        return ""
    if stamp.version == bank.bank.version:
        return "the bank has changed since"
    versions = f"version {short(stamp.version)} then, {bank.bank.version} now"
    return f"the bank has changed since ({versions})"


def _left_out(bank: LoadedBank, names: set[str], why: str) -> str:
    labels = [f'"{question.name}"' for question in bank.bank.questions if question.id in names]
    if len(labels) > _NAMED + 1:
        labels = [*labels[:_NAMED], f"{len(labels) - _NAMED} more"]
    return f"{bank.bank.title}: {why}; {count(len(names), 'question')} left out: {listed(labels)}."


def banks_of_then(audit: Audit, earlier: Audit) -> tuple[str, ...]:
    """Return a sentence on each bank that only the earlier audit asked."""
    asked = {bank.bank.id for bank in audit.banks}
    names = (*(bank.bank.id for bank in earlier.banks), *earlier.left_out)
    return tuple(
        f"{name}: the bank is in the earlier audit only." for name in names if name not in asked
    )


def _cut(bank: LoadedBank, both: set[str], unasked: set[str], *, is_quick: bool) -> LoadedBank:
    """Return a bank whose leads are the shared questions: a quick audit asks exactly these.

    Those that neither audit asked stay: a sign among them counts as not assessed. How many
    answers are enough goes by a quick audit's number where one of the two was quick.
    """
    questions = tuple(
        question.model_copy(update={"lead": question.id in both})
        for question in bank.bank.questions
        if question.id in both | unasked
    )
    enough = bank.framework.enough
    at_least = enough.quick if is_quick else enough.questions
    enough = enough.model_copy(update={"quick": at_least})
    return replace(
        bank,
        bank=bank.bank.model_copy(update={"questions": questions}),
        framework=bank.framework.model_copy(update={"enough": enough}),
    )
