"""A small bank and the ways to interview with it, for the tests of the interview."""

import datetime
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from custcheck.answers.reading import read_answers
from custcheck.answers.writing import to_yaml
from custcheck.errors import CustcheckError
from custcheck.interview.session import Mode, Request, conduct
from custcheck.interview.state import Interview, Item
from custcheck.loading import check_bank
from custcheck.model import Extent, LoadedBank, Response
from custcheck.source import parse

DAY = datetime.date(2026, 11, 21)
_BANK = """
custcheck: 1
kind: bank
id: small-bank
version: "1.0"
title: A small bank
roles: [{id: frontline, name: Front line, short: Front}, {id: boss, name: Bosses, short: Boss}]
dimensions: [{id: care, name: Care}]
scales:
  often:
    - {value: 1, label: Never}
    - {value: 2, label: Rarely}
    - {value: 3, label: Sometimes, help: About half the time.}
    - {value: 4, label: Often}
    - {value: 5, label: Always}
groups: [{id: first, title: First things}, {id: last, title: Last things}]
questions:
  - id: listens
    group: first
    dimension: care
    type: yesno
    yes_is: good
    lead: true
    text: Does the organisation listen [optional]?
    wording: {boss: Do we listen?}
    ask: [frontline, boss]
    why: Who does not listen cannot hear.
    evidence: Notes of three calls.
  - {id: waits, group: first, dimension: care, type: yesno, yes_is: bad, text: Do customers wait?}
  - {id: asks, group: last, dimension: care, type: scale, scale: often, lead: true,
     text: How often are customers asked?, ask: [frontline]}
  - id: mends
    group: last
    dimension: care
    type: levels
    text: What happens to a complaint?
    levels:
      - {value: 0, label: Nothing}
      - {value: 0.25, label: "Now and then: a note"}
      - {value: 1, label: Review}
"""


def bank(text: str = _BANK) -> LoadedBank:
    """Return the bank that a YAML text describes."""
    loaded, problems = check_bank(parse(text.encode(), "small.yaml"), Path("small.yaml"))
    assert loaded is not None, problems
    return loaded


SMALL = bank()
ITEMS = tuple(Item(SMALL, question) for question in SMALL.bank.questions)
NEW = Interview(ITEMS)


def key(name: str) -> tuple[str, str]:
    """Return the key of a question of the small bank."""
    return "small-bank", name


def again(response: Response) -> Response:
    """Return what becomes of a response that is written and read."""
    return read_answers(parse(to_yaml(response).encode(), "answers.yaml"), (SMALL,)).response


@dataclass(frozen=True)
class Outcome:
    """What came of one interview."""

    path: Path | None
    error: CustcheckError | None
    said: str
    covers: tuple[str, ...] = ()
    """The banks of the report that follows, by id."""


def request(**changes: object) -> Request:
    """Return the request for a full audit of the small bank."""
    given: dict[str, object] = {
        "banks": (SMALL,),
        "bank_arguments": ("small.yaml",),
        "all_banks": False,
        "extent": Extent.FULL,
        "role": None,
        "organisation": None,
        "today": DAY,
        "targets": {},
        "file": None,
        "resume": None,
        "new": False,
        "environ": os.environ,
        "report_arguments": (),
        "resume_arguments": (),
    }
    return Request(**{**given, **changes})  # type: ignore[arg-type] # each test names its own


def interview(lines: str, *, is_terminal: bool = False, **changes: object) -> Outcome:
    """Hold an interview whose lines come one after the other."""
    stderr = io.StringIO()
    path, error = None, None
    covers: tuple[str, ...] = ()
    try:
        mode = Mode.LINES if is_terminal else Mode.PIPE
        held = conduct(request(**changes), io.StringIO(lines), stderr, mode)
        held.say_goodbye(())
        path, covers = held.path, tuple(bank.bank.id for bank in held.banks)
    except CustcheckError as reason:
        error = reason
    return Outcome(path, error, stderr.getvalue(), covers)


def read(path: Path) -> Response:
    """Return the response in an answer file."""
    return read_answers(parse(path.read_bytes(), str(path)), (SMALL,)).response


def choices(response: Response) -> Mapping[str, object]:
    """Return what was answered in the small bank, by question."""
    answers = response.answers.get("small-bank", {})
    return {
        name: getattr(answer.choice, "label", answer.choice) for name, answer in answers.items()
    }
