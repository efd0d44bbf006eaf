"""Which audit an interview is about: a new one, or one to go on with."""

import contextlib
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from custcheck import banks as shipped_banks
from custcheck.answers.places import (
    Audit,
    audit_at,
    audits,
    default_path,
    file_stem,
    last_used,
    make_audits_folder,
    open_audits,
)
from custcheck.answers.reading import Reading, read_answers
from custcheck.answers.writing import to_yaml
from custcheck.errors import InputError
from custcheck.interview.console import Console, EndOfInput
from custcheck.interview.request import Request
from custcheck.interview.sentences import NOT_A_PART, count, progress, renamed, time_needed
from custcheck.interview.sentences import added as added_banks
from custcheck.interview.state import from_response, to_response
from custcheck.loading import load_banks, read_source
from custcheck.model import Extent, LoadedBank, Response, Stamp, Status
from custcheck.source import Source, parse
from custcheck.text import clean, did_you_mean

_QUIT = {"q", "quit"}
_NAME_LENGTH = 200
_HASH = re.compile(r"(?:^|(?<=\s))(?=(#.*))", re.MULTILINE)
_MOST_HASHES = 100


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an interview starts."""

    response: Response
    banks: tuple[LoadedBank, ...]
    notices: tuple[str, ...] = ()
    """What its respondent should know first."""
    kept: Response | None = None
    """What the file says, as it would be saved again; None for what it does not say yet."""
    has_comments: bool = False
    """Whether the file holds comments, which are lost when it is written."""
    is_done: bool = False
    """Whether its respondent had finished it, or had nothing left to answer."""


def existing(request: Request, console: Console) -> Path | None:
    """Return the audit to go on with, or None for a new one; ask a person where both fit.

    Raises:
        EndOfInput: when the person leaves.
        InputError: when there is no such audit.
    """
    if request.file is not None:
        return _given_file(request.file, new=request.new, resume=request.resume is not None)
    if request.resume is not None:
        return _named(request) if request.resume else _last(request)
    if request.new or not console.is_terminal:
        return None
    waiting = open_audits(request.environ)
    if request.organisation is not None:
        waiting = tuple(audit for audit in waiting if audit.is_of(request.organisation))
    return _offer(waiting, request, console) if waiting else None


def _given_file(path: Path, *, new: bool, resume: bool) -> Path | None:
    name = clean(str(path))
    if path.exists() and new:
        raise InputError(f'"{name}" exists. Leave out --new to go on with it, or name another.')
    if resume and not path.exists():
        raise InputError(f'"{name}" does not exist, so there is nothing to resume.')
    return path if path.exists() else None


def _last(request: Request) -> Path:
    path = last_used(request.environ)
    audit = audit_at(path) if path else None
    # A finished one has something left to ask only when all is asked for.
    if audit and (audit.status is Status.OPEN or request.extent is Extent.FULL):
        return audit.path
    waiting = open_audits(request.environ)
    if not waiting:
        raise InputError("There is no open audit to resume. Start one with: custcheck audit")
    return waiting[0].path


def _named(request: Request) -> Path:
    name = request.resume or ""
    if ("/" in name or "\\" in name or Path(name).suffix) and Path(name).is_file():
        return Path(name)
    known = audits(request.environ)
    by_status = sorted(known, key=lambda audit: audit.status is not Status.OPEN)
    for audit in by_status:
        if audit.path.stem == name:
            return audit.path
    for audit in by_status:
        if audit.is_of(name):
            return audit.path
    names = [name for a in known for name in (file_stem(a.organisation), a.path.stem)]
    hint = did_you_mean(name, names) or f"Open audits: {_listed(known)}."
    raise InputError(f'There is no audit "{clean(name)}" to resume. {hint}')


def _listed(known: Sequence[Audit]) -> str:
    return ", ".join(a.path.stem for a in known if a.status is Status.OPEN) or "none"


def _offer(waiting: Sequence[Audit], request: Request, console: Console) -> Path | None:
    while True:
        first = waiting[0]
        match ask(console, f"Resume {_described(first, request)}? y, n or list:").casefold():
            case "y" | "yes":
                return first.path
            case "n" | "no":
                return None
            case "l" | "list":
                for number, audit in enumerate(waiting, start=1):
                    console.say(f"  {number} = {_described(audit, request)}, {audit.path.name}")
                return _pick(waiting, console)
            case _:
                console.say("Type y to go on with it, n for a new audit, or list.")


def _pick(waiting: Sequence[Audit], console: Console) -> Path | None:
    while True:
        line = ask(console, "Which one? Its number, or n for a new audit:").casefold()
        if line in {"n", "no"}:
            return None
        if line in (numbers := [str(n) for n in range(1, len(waiting) + 1)]):
            return waiting[numbers.index(line)].path
        console.say(f"Type a number from 1 to {len(waiting)}, or n.")


def _described(audit: Audit, request: Request) -> str:
    """Return an audit in words: whose, how far, how old."""
    parts = [audit.organisation or "your audit"]
    if answered := how_far(audit, request.given):
        parts.append(f"{answered} answered")
    day = datetime.datetime.fromtimestamp(audit.saved, datetime.UTC).astimezone().date()
    ago = (request.today - day).days
    when = {0: "saved today", 1: "saved yesterday"}.get(ago, f"saved on {day.isoformat()}")
    return ", ".join([*parts, when])


def how_far(audit: Audit, given: Sequence[LoadedBank]) -> str:
    """Return how much of an audit is answered, as in "14 of 28"; empty where that is not clear.

    What is wrong with a file is told when it is opened.
    """
    with contextlib.suppress(InputError):
        reading = _read(read_source(audit.path), given)
        return progress(from_response(reading.response, reading.banks))
    return ""


def ask(console: Console, prompt: str) -> str:
    """Return a person's line, as ``Console.ask``; ``quit`` is the end here too.

    Raises:
        EndOfInput: when there is none.
    """
    line = console.ask(prompt)
    if line.casefold() in _QUIT:
        raise EndOfInput
    return line


def begin(request: Request, console: Console) -> Opening:
    """Return a new audit; a person is asked whose, and how much.

    Raises:
        EndOfInput: when the person leaves.
        InputError: when no question is for this role.
    """
    name = request.organisation
    if name is None and console.is_terminal:
        name = ask(console, 'Which organisation? Its name, or Enter for "This organisation":')
    response = Response(
        organisation=_name(name or ""),
        date=request.today,
        role=request.role,
        status=Status.OPEN,
        extent=request.extent or Extent.FULL,
        stamps=_stamps(request.banks),
        targets=request.targets,
    )
    if request.extent is None and console.is_terminal and not request.bank_arguments:
        response = replace(response, extent=_ask_extent(request, console))
    return _opening(response, request.banks)


def _name(typed: str) -> str:
    return clean(typed).strip()[:_NAME_LENGTH]


def _ask_extent(request: Request, console: Console) -> Extent:
    quick, full = (
        sum(len(bank.asked(extent, request.role)) for bank in request.banks)
        for extent in (Extent.QUICK, Extent.FULL)
    )
    if quick in {0, full}:
        return Extent.FULL
    console.say(
        "How much?",
        f"  1 = Quick: {count(quick)}, {time_needed(quick)}. You can extend it later.",
        f"  2 = All: {count(full)}, {time_needed(full)}.",
    )
    while True:
        match ask(console, "1 or 2, then Enter:").casefold():
            case "1" | "quick":
                return Extent.QUICK
            case "2" | "all":
                return Extent.FULL
            case _:
                console.say("Type 1 or 2.")


def resume(raw: bytes, path: Path, request: Request) -> Opening:
    """Return an audit that goes on, as its file and the request say. It never shrinks.

    Raises:
        InputError: when the file has errors, or the request does not fit it.
    """
    source = parse(raw, clean(str(path)))
    reading = _read(source, request.given)
    response = reading.response
    _refuse_other(response, request)
    added = _added(reading.banks, request)
    banks = (*reading.banks, *added)
    asked = replace(
        response,
        organisation=response.organisation
        if request.organisation is None
        else _name(request.organisation),
        extent=request.extent or response.extent,
        targets={**response.targets, **request.targets},
    )
    renewed = replace(
        asked,
        status=Status.OPEN,
        date=response.date or request.today,
        stamps={**response.stamps, **_stamps(banks)},
    )
    is_finished = response.status is Status.FINISHED
    opened = _opening(renewed, banks)
    return replace(
        opened,
        notices=(*_told(reading, asked, added), *_not_a_part(reading.banks, added, request)),
        kept=None if added or asked != response else _as_saved(renewed, banks, response.status),
        has_comments=_has_comments(source, response),
        is_done=is_finished or not from_response(renewed, banks).open,
    )


def extended(start: Opening, request: Request, console: Console) -> Opening:
    """Return a quick audit that goes on to all questions, where it is done and a person wants it.

    Raises:
        EndOfInput: when the person leaves.
    """
    response = start.response
    is_quick = response.extent is Extent.QUICK and request.extent is None
    if not (is_quick and start.is_done and console.is_terminal):
        return start
    number = sum(len(bank.asked(Extent.FULL, response.role)) for bank in start.banks)
    console.say(f"This quick audit is done. It can go on to all {count(number)}.")
    console.say("Until enough of them are answered, there is then no score.")
    while True:
        match ask(console, "Go on to all? y or n:").casefold():
            case "y" | "yes":
                return replace(start, response=replace(response, extent=Extent.FULL), kept=None)
            case "n" | "no":
                return start
            case _:
                console.say("Type y to be asked the others too, or n to look at your answers.")


def _read(source: Source, given: Sequence[LoadedBank]) -> Reading:
    """Read an audit. Its file says which banks it covers; given ones only serve to find them."""
    reading = read_answers(source, tuple(given))
    named = reading.response.stamps or reading.response.answers
    known = {bank.bank.id: bank for bank in given}
    shipped = shipped_banks.shipped()
    others = load_banks([shipped[name] for name in named if name not in known])
    known |= {bank.bank.id: bank for bank in others}
    return replace(reading, banks=tuple(known[name] for name in named))


def _refuse_other(response: Response, request: Request) -> None:
    """Refuse what would make another audit of this one."""
    if request.role not in {None, response.role}:
        raise InputError(
            f"This audit is answered as {response.role or 'an assessor'}, not as "
            f"{clean(request.role or '')}. Leave out --role, or start another with --new."
        )
    if request.extent is Extent.QUICK and response.extent is Extent.FULL:
        raise InputError("This audit asks all questions; leave out --quick.")


def _added(own: Sequence[LoadedBank], request: Request) -> tuple[LoadedBank, ...]:
    """Return the given banks that an audit does not have yet."""
    known = {bank.bank.id for bank in own}
    return tuple(bank for bank in request.given if bank.bank.id not in known)


def _told(reading: Reading, asked: Response, added: Sequence[LoadedBank]) -> Iterator[str]:
    """Yield what has become of an audit since it was left."""
    if asked.organisation != reading.response.organisation:
        yield renamed(reading.response.organisation, asked.organisation)
    if added:
        yield added_banks(added)
    for problem in reading.warnings:
        if problem.code == "A06":
            yield f"{problem.message} {problem.remedy}".strip()


def _not_a_part(
    own: Sequence[LoadedBank], added: Sequence[LoadedBank], request: Request
) -> Iterator[str]:
    """Yield that all banks go on, where --bank names some of them by their shipped names."""
    by_name = not shipped_banks.shipped().keys().isdisjoint(request.bank_arguments)
    if by_name and not added and len(own) > len(request.given):
        yield NOT_A_PART


def _as_saved(response: Response, banks: Sequence[LoadedBank], status: Status) -> Response:
    """Return what an interview that changes nothing would save."""
    same = to_response(from_response(response, banks), response)
    return same if status is Status.OPEN else replace(same, status=status, at=None)


def _has_comments(source: Source, response: Response) -> bool:
    """Tell whether a file holds comments: a "#" and what follows that say nothing."""
    text = source.text
    if "#" not in text or text == to_yaml(response):
        return False
    hashes = islice(_HASH.finditer(text), _MOST_HASHES)
    without = (f"{text[: place.start()]}{text[place.end(1) :]}" for place in hashes)
    return any(parse(rest.encode(), source.path).data == source.data for rest in without)


def _opening(response: Response, banks: tuple[LoadedBank, ...]) -> Opening:
    if not any(bank.asked(response.extent, response.role) for bank in banks):
        who = f" for the role {clean(response.role)}" if response.role else ""
        raise InputError(f"These banks have no question{who}.")
    return Opening(response, banks)


def _stamps(banks: Sequence[LoadedBank]) -> dict[str, Stamp]:
    return {b.bank.id: Stamp(version=b.bank.version, sha256=b.sha256) for b in banks}


def new_path(request: Request, organisation: str) -> Path:
    """Return where a new audit is saved.

    Raises:
        OutputError: when the folder of audits cannot be made.
    """
    if request.file is not None:
        return request.file
    make_audits_folder(request.environ)
    return default_path(organisation, request.today, request.environ)
