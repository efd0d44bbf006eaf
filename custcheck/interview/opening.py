"""Which audit an interview is about: a new one, or one to go on with."""

import contextlib
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from custcheck.answers.places import (
    Audit,
    audit_at,
    audits,
    default_path,
    last_used,
    make_audits_folder,
    open_audits,
    slug,
)
from custcheck.answers.reading import read_answers
from custcheck.errors import InputError
from custcheck.interview.console import Console, EndOfInput
from custcheck.interview.request import Request
from custcheck.interview.sentences import count, progress, time_needed
from custcheck.interview.state import from_response
from custcheck.loading import read_source
from custcheck.model import Extent, LoadedBank, Response, Stamp, Status
from custcheck.source import parse
from custcheck.text import clean, did_you_mean

_QUIT = {"q", "quit"}
_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an interview starts."""

    response: Response
    banks: tuple[LoadedBank, ...]
    notices: tuple[str, ...] = ()
    """What its respondent should know first."""


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
    names = [name for a in known for name in (slug(a.organisation), a.path.stem)]
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
    with contextlib.suppress(InputError):  # what is wrong is told when it is opened
        reading = read_answers(read_source(audit.path), _own_banks(request))
        parts.append(f"{progress(from_response(reading.response, reading.banks))} answered")
    day = datetime.datetime.fromtimestamp(audit.saved, datetime.UTC).astimezone().date()
    ago = (request.today - day).days
    when = {0: "saved today", 1: "saved yesterday"}.get(ago, f"saved on {day.isoformat()}")
    return ", ".join([*parts, when])


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
        organisation=clean(name or "").strip()[:_NAME_LENGTH],
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
        match ask(console, "Answer:").casefold():
            case "1" | "quick":
                return Extent.QUICK
            case "2" | "all":
                return Extent.FULL
            case _:
                console.say("Type 1 or 2.")


def resume(raw: bytes, path: Path, request: Request) -> Opening:
    """Return an audit that goes on, as its file and the request say.

    Raises:
        InputError: when the file has errors, or was answered by another role.
    """
    reading = read_answers(parse(raw, clean(str(path))), _own_banks(request))
    response, banks = reading.response, reading.banks
    if request.role not in {None, response.role}:
        raise InputError(
            f"This audit is answered as {response.role or 'an assessor'}, not as "
            f"{clean(request.role or '')}. Leave out --role, or start another with --new."
        )
    extent = response.extent
    if request.extent is Extent.FULL:  # an audit grows when all is asked for; it never shrinks
        extent = Extent.FULL
        known = {bank.bank.id for bank in banks}
        banks += tuple(bank for bank in request.banks if bank.bank.id not in known)
    gone = [f"{p.message} {p.remedy}".strip() for p in reading.warnings if p.code == "A06"]
    renewed = replace(
        response,
        status=Status.OPEN,
        extent=extent,
        date=response.date or request.today,
        stamps={**response.stamps, **_stamps(banks)},
        targets={**response.targets, **request.targets},
    )
    return _opening(renewed, banks, tuple(gone))


def _opening(
    response: Response, banks: tuple[LoadedBank, ...], notices: tuple[str, ...] = ()
) -> Opening:
    if not any(bank.asked(response.extent, response.role) for bank in banks):
        who = f" for the role {clean(response.role)}" if response.role else ""
        raise InputError(f"These banks have no question{who}.")
    return Opening(response, banks, notices)


def _stamps(banks: Sequence[LoadedBank]) -> dict[str, Stamp]:
    return {b.bank.id: Stamp(version=b.bank.version, sha256=b.sha256) for b in banks}


def _own_banks(request: Request) -> tuple[LoadedBank, ...]:
    return request.banks if request.bank_arguments else ()


def new_path(request: Request, organisation: str) -> Path:
    """Return where a new audit is saved.

    Raises:
        OutputError: when the folder of audits cannot be made.
    """
    if request.file is not None:
        return request.file
    make_audits_folder(request.environ)
    return default_path(organisation, request.today, request.environ)
