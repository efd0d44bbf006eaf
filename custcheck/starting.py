"""What people start from: a blank answer file, and a bank to make their own."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath

from custcheck import banks
from custcheck.answers.template import blank_answers, key_for
from custcheck.errors import InputError, OutputError
from custcheck.files import write_atomically
from custcheck.loading import load_banks
from custcheck.model import FILE_ID, FILE_ID_SAYS, Extent, LoadedBank
from custcheck.source import MAX_BYTES
from custcheck.text import clean, did_you_mean, short, slug

_SCHEMAS = ("schemas/bank.json", "../schemas/bank.json", "questionnaires/schemas/bank.json")
"""Where the schema for editors may be, seen from a bank."""


def write_template(
    names: Sequence[str],
    output: Path | None,
    *,
    all_banks: bool,
    quick: bool,
    role: str | None,
) -> None:
    """Print a blank answer file for the banks of these names, or write it.

    Raises:
        InputError: for options, a bank or a role that cannot be used.
        OutputError: when the file exists or cannot be written.
    """
    if all_banks and names:
        raise InputError("--all and --bank do not go together.")
    chosen = tuple(banks.shipped()) if all_banks else names or banks.CORE
    given = load_banks([banks.find(name) for name in dict.fromkeys(chosen)])
    extent = Extent.QUICK if quick else Extent.FULL
    if role is not None:
        _check_role(role, given, extent)
    text = blank_answers(given, extent, role)
    if len(text.encode()) > MAX_BYTES:
        raise InputError(
            "A file for all these questions would be larger than custcheck reads. "
            "Make one for each bank."
        )
    if output is None:
        sys.stdout.write(text)
    else:
        _write_new(output, text)


def _check_role(role: str, given: Sequence[LoadedBank], extent: Extent) -> None:
    """Refuse a role that no bank knows, or that none of them asks."""
    known = list(dict.fromkeys(r.id for bank in given for r in bank.framework.roles))
    if role not in known:
        hint = did_you_mean(role, known) or (
            f"Roles: {', '.join(known)}." if known else "These banks know no roles."
        )
        raise InputError(f'There is no role "{clean(role)}". {hint}')
    asking = [bank for bank in given if bank.asked(extent, role)]
    if not any(r.id == role for bank in asking for r in bank.framework.roles):
        raise InputError(f"These banks have no question for the role {role}.")


def write_bank(name: str, output: Path | None) -> None:
    """Write a small bank that passes the checks, and say on standard error what to do next.

    Raises:
        InputError: for a name that cannot be a bank's id, or that a shipped bank has.
        OutputError: when the file exists or cannot be written.
    """
    if not FILE_ID.fullmatch(name):
        raise InputError(
            f'"{short(name)}" cannot be an id: an id has only {FILE_ID_SAYS}. '
            f"Try: custcheck new {_suggestion(name)}"
        )
    if name in banks.shipped():
        raise InputError(
            f'There is a shipped bank "{name}", and ids are for ever. Try: custcheck new our-{name}'
        )
    path = Path(f"{name}.yaml") if output is None else output
    _write_new(path, starter(name, _schema_beside(path)))
    file = shlex.quote(clean(str(path)))
    print(
        f"Written: {file}, a bank of 3 questions with comments. Make it your own, then:",
        f"  custcheck check {file}",
        f"  custcheck audit --bank {file}",
        sep="\n",
        file=sys.stderr,
    )


def _suggestion(name: str) -> str:
    """Return the id that a name was meant to be."""
    stem = PurePath(name).name.removesuffix(".yaml").removesuffix(".yml")
    plain = slug(f"x-{stem}").removeprefix("x").strip("-") or "my-bank"
    return plain if plain[0].isalpha() else f"bank-{plain}"


def _schema_beside(path: Path) -> str | None:
    """Return the schema that an editor can follow from a bank, or None where there is none."""
    return next((schema for schema in _SCHEMAS if (path.parent / schema).is_file()), None)


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet: what people have filled in is never written over."""
    is_stream = str(path).startswith(("/dev/", "/proc/"))
    if not is_stream and _is_file(path):
        raise OutputError(
            f'"{clean(str(path))}" exists, and is left as it is. Name another with --output.'
        )
    write_atomically(path, text)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for any file: writing says so
        return False


def starter(name: str, schema: str | None) -> str:
    """Return a small bank with this id that passes the checks; its comments teach the format."""
    first = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    title = " ".join(name.replace("-", " ").replace("_", " ").split()).capitalize()
    text = _STARTER.replace("@id", key_for(name)).replace("@title", f"{title} questions")
    return first + text.replace("@name", name)


_STARTER = """\
# A question bank for custcheck, to be made into your own. A check finds what is wrong in it, with
# the line and the remedy: custcheck check @name.yaml
custcheck: 1       # the version of this format
kind: bank

# Ids are for ever: earlier answers are found by them. Titles and texts may be improved at any
# time; a question that comes to ask something else gets a new id.
id: @id
version: "1.0"     # in quotes, because a bare 1.10 would read as 1.1
title: @title
target: 75         # what every score is held against, from 0 to 100

# What the questions tell about. Each dimension gets a score; three questions make one worth having.
# A bank that says framework: customer-centricity has no dimensions of its own: it shares those of
# the shipped banks.
dimensions:
  - {id: service, name: Service, high_means: Customers get what they came for without waiting.}

# A scale has a name, so that many questions can use it. The lowest value stands first and scores 0,
# the highest scores 100, the others lie between them by their values.
scales:
  how_often:
    - {value: 1, label: Never}
    - {value: 2, label: Rarely, help: Well under half the time.}
    - {value: 3, label: About half the time}
    - {value: 4, label: Usually, help: Well over half the time.}
    - {value: 5, label: Always}

questions:
  # Ask one thing, about something that can be seen. Type yesno: yes_is says what a yes means for
  # customers, good or bad; there is no default.
  - id: case_told_twice
    dimension: service
    type: yesno
    yes_is: bad
    label: Cases told twice          # how lists call it, in at most 34 characters
    text: Do customers have to explain their case again when they are passed on?
    evidence: Ten recorded calls, chosen at random.      # what would show that the answer is true
    why: A customer who has to start again waits twice.
    action:                          # what to do where the answer is a bad one
      effort: quick                  # quick: under a month, quarter, or heavy: budget and structure
      text: Pass the notes on together with the call.

  # Type scale: a scale from above. Where high is bad, reverse: true turns it round.
  - id: first_reply_in_a_day
    dimension: service
    type: scale
    scale: how_often
    label: First reply within a day
    text: How often does a message get its first reply within one working day?
    evidence: The reply times of last month.
    action: {effort: quarter, text: Staff the desk to its busiest hour.}

  # Type levels: a ladder of its own, worst level first. Say what one would see at each level.
  - id: complaint_causes
    dimension: service
    type: levels
    label: Causes of complaints
    text: What happens to the cause of a complaint once the customer has an answer?
    levels:
      - {value: 1, label: Nothing}
      - {value: 2, label: It is recorded}
      - {value: 3, label: Frequent causes are removed}
      - {value: 4, label: Frequent causes are removed by a date that customers are told}
    evidence: The three most frequent causes of last year, with what was done about each.
    action:
      effort: quarter
      text: Give the most frequent cause one owner and a date.
"""
