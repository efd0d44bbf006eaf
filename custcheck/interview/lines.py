"""The grammar of line mode: from one line to what it asks for. Nothing is guessed.

line    = [id "="] answer [":" note] | command
answer  = option key | whole label | yes | no | d | dk | x | na | s | skip
command = back | forward | go N | note TEXT | described | checked [DATE] | confirmed [DATE]
        | why | review | finish | quit | help  (or b ? r f q)
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from custcheck.interview.commands import (
    Back,
    Command,
    Finish,
    Forward,
    Give,
    Go,
    Grade,
    Note,
    Review,
    Skip,
)
from custcheck.interview.sentences import span
from custcheck.interview.state import Interview, Item, Phase
from custcheck.model import NO, YES, Blank, Evidence, Option, YesNoQuestion
from custcheck.text import did_you_mean, iso_day

_KEYED = re.compile(r"(?P<name>[a-z][a-z0-9_.-]*)\s*=(?P<rest>.*)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_BLANKS = {
    **dict.fromkeys(("d", "dk", "don't know"), Blank.DONT_KNOW),
    **dict.fromkeys(("x", "na", "n/a", "not applicable"), Blank.NOT_APPLICABLE),
}
_SKIPS = {"s", "skip"}
_YES_NO = {"y": YES, "yes": YES, "n": NO, "no": NO}
_CANCEL = {"", "b", "back"}
_GRADES = {grade.value: grade for grade in Evidence if grade is not Evidence.CLAIMED}


class Aside(Enum):
    """What leaves the interview as it is."""

    AGAIN = auto()
    WHY = auto()
    HELP = auto()
    QUIT = auto()


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that means nothing here."""

    says: str
    """What to type instead."""


Parsed: TypeAlias = Command | Aside | Unclear

_WORDS: dict[str, Command | Aside] = {
    **dict.fromkeys(("back", "b"), Back()),
    "forward": Forward(),
    **dict.fromkeys(("review", "r"), Review()),
    **dict.fromkeys(("finish", "f"), Finish()),
    **dict.fromkeys(("why", "?"), Aside.WHY),
    "help": Aside.HELP,
    **dict.fromkeys(("quit", "q"), Aside.QUIT),
}


def parse(line: str, interview: Interview, day: datetime.date) -> Parsed:
    """Return what a line asks for; ``day`` dates a grade that names no date."""
    text = line.strip()
    if not text:
        return Aside.AGAIN
    asking = interview.phase is Phase.ASKING
    # What is on screen comes first: an option may be called "Review" or "a=b".
    if asking and (given := _answer(text, interview.item)):
        return given
    if keyed := _KEYED.fullmatch(text):
        return _by_id(keyed["name"], keyed["rest"].strip(), interview)
    if not asking and _NUMBER.fullmatch(text):
        return Go(int(text))
    return _command(text, day) or _unclear(text, interview.item if asking else None)


def _answer(text: str, item: Item) -> Give | Skip | None:
    """Return the answer that a text gives to a question."""
    for word, note in _splits(text):
        fold = " ".join(word.split()).casefold()
        if (choice := _choice(fold, item)) is not None:
            return Give(choice, "" if _is_help(note, choice) else note)
        if fold in _SKIPS and not note:
            return Skip()
    return None


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield answer and note for each colon, the longest answer first: labels may hold colons."""
    yield text, ""
    for place in reversed([match.start() for match in re.finditer(":", text)]):
        yield text[:place], text[place + 1 :].strip()


def _is_help(note: str, choice: Option | Blank) -> bool:
    """Tell whether a note only repeats what the option shows: copied, it is no evidence."""
    shown = choice.help if isinstance(choice, Option) else None
    return shown is not None and _plain(note) == _plain(shown)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(" .")


def _choice(fold: str, item: Item) -> Option | Blank | None:
    if fold in item.options:
        return item.options[fold]
    for option in item.options.values():
        if fold == " ".join(option.label.split()).casefold():
            return option
    if fold in _YES_NO and isinstance(item.question, YesNoQuestion):
        return _YES_NO[fold]
    return _BLANKS.get(fold)


def _by_id(name: str, rest: str, interview: Interview) -> Parsed:
    """Return an answer to the question with this id; ``bank.id`` where two banks share it."""
    fold = name.casefold()
    found = [item for item in interview.items if fold in {item.key[1], ".".join(item.key)}]
    if not found:
        hint = did_you_mean(fold, (item.key[1] for item in interview.items))
        return Unclear(f'There is no question "{name}" in this audit. {hint}'.rstrip())
    if len(found) > 1:
        names = " or ".join(".".join(item.key) for item in found)
        return Unclear(f'Two banks have a question "{name}". Write {names}.')
    match _answer(rest, found[0]):
        case Give(choice, note):
            return Give(choice, note, found[0].key)
        case Skip():
            return Skip(found[0].key)
        case None:
            return _unclear(rest, found[0])


def _command(text: str, day: datetime.date) -> Command | Unclear | Aside | None:
    if (known := _WORDS.get(text.casefold())) is not None:
        return known
    word, _, rest = text.partition(" ")
    word, rest = word.casefold().rstrip(":"), rest.strip()
    if word == "note":
        return Note(rest)
    if word == "go":
        if _NUMBER.fullmatch(rest):
            return Go(int(rest))
        return Unclear("Type go and the number of a question, as in: go 15")
    if word in _GRADES:
        return _grade(_GRADES[word], rest, day)
    return None


def _grade(grade: Evidence, rest: str, day: datetime.date) -> Grade | Unclear | None:
    if grade is Evidence.DESCRIBED:
        return None if rest else Grade(grade)
    if not rest:
        return Grade(grade, day)
    if (checked_on := iso_day(rest)) and checked_on <= day:
        return Grade(grade, checked_on)
    if checked_on:
        return Unclear(f"{rest} is after the date of this audit, {day.isoformat()}.")
    return Unclear(f"A date is written as in: {grade.value} {day.isoformat()}")


def parse_reason(line: str, item: Item) -> str | Command | Aside | Unclear:
    """Return why a question does not apply, or the command typed instead; AGAIN for neither."""
    text = line.strip()
    fold = text.casefold()
    if fold in _CANCEL:
        return Aside.AGAIN
    if (known := _WORDS.get(fold)) is not None:
        return known
    word, _, number = fold.partition(" ")
    if word == "go" and _NUMBER.fullmatch(number.strip()):
        return Go(int(number))
    match _answer(text, item):
        case Give(Blank.NOT_APPLICABLE, note) if note:
            return note
        case Give(_, note) if note:
            return text
        case None if fold not in _YES_NO:
            return text
        case _:
            return Unclear("Say in a few words why it does not apply, or press Enter to cancel.")


def _unclear(text: str, item: Item | None) -> Unclear:
    shown = f'"{text[:57]}..."' if len(text) > 60 else f'"{text}"'
    if item is None:
        return Unclear(
            f"Not understood: {shown}. Type the number of a question, finish, quit, or help."
        )
    near = did_you_mean(text, (option.label for option in item.options.values()))
    return Unclear(" ".join(filter(None, (f"Not understood: {shown}.", near, expected(item)))))


def expected(item: Item) -> str:
    """Return what to type at a question."""
    if isinstance(item.question, YesNoQuestion):
        return "Type yes, no, d, x, s, or help."
    return f"Type {span(list(item.options))}, d, x, s, or help."
