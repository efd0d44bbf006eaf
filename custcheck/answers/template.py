"""A blank answer file, with all that its reader needs to fill it in as comments."""

import unicodedata
from collections.abc import Iterator, Sequence

from custcheck.model import Extent, LoadedBank, Question, YesNoQuestion, minutes
from custcheck.source.values import resolve, unclear
from custcheck.text import clean

_WIDTH = 100
_NO_WIDTH = {"Mn", "Me", "Cf"}
_HOW_TO = """\
How to answer. The short form is one word or number behind the colon:
    question_id: yes
    another_question: 3
The long form adds a note and how well the answer is backed: claimed (the default), described,
checked (someone other than who answered has seen it) or confirmed (another role or customers say
the same). With the last two goes the day:
    another_question:
      answer: 3
      note: "Board pack of June, page 4"
      evidence: checked
      checked_on: 2026-10-21
dont_know is an answer too, where nobody who could know has been asked; it is not a no.
not_applicable needs the long form, with a note that says why.
A question that is left blank is unanswered.

Then: custcheck check FILE, and: custcheck audit --answers FILE
A bank of your own is named again: check FILE BANK.yaml, audit --answers FILE --bank BANK.yaml
"""


def blank_answers(banks: Sequence[LoadedBank], extent: Extent, role: str | None = None) -> str:
    """Return an answer file for these banks in which every question waits for its answer.

    A bank with no question for this role is left out.
    """
    return "\n".join(_lines(banks, extent, role)) + "\n"


def key_for(name: str) -> str:
    """Return an id as a key or value: in quotes where YAML would read another thing than text."""
    return name if resolve(name) == name and not unclear(name) else f'"{name}"'


def _lines(banks: Sequence[LoadedBank], extent: Extent, role: str | None) -> Iterator[str]:
    asked = [(bank, questions) for bank in banks if (questions := bank.asked(extent, role))]
    number = sum(len(questions) for _, questions in asked)
    count = f"{number} question{'' if number == 1 else 's'}, about {minutes(number)} min"
    yield f"# A blank answer file for custcheck: {count}."
    yield "#"
    yield from (f"# {line}".rstrip() for line in _HOW_TO.splitlines())
    yield from ("", "custcheck: 1", "kind: answers", 'organisation: ""')
    yield "# date: YYYY-MM-DD   (the day of the audit: write it here, and take out the first #)"
    if role is not None:
        yield f"respondent: {{role: {key_for(role)}}}"
    yield f"asked: {extent.value}"
    yield "answers:"
    for bank, questions in asked:
        yield ""
        yield from _comment(bank.bank.title, "  # Bank: ")
        yield f"  {key_for(bank.bank.id)}:"
        yield from _questions(bank, questions, role)


def _questions(bank: LoadedBank, questions: Sequence[Question], role: str | None) -> Iterator[str]:
    group = None
    for question in questions:
        yield ""
        if question.group not in {None, group}:
            yield from _comment(bank.group_title(question), "    # Group: ")
            yield ""
        group = question.group
        yield from _comment(bank.wording(question, role), "    # ")
        if question.ask:
            yield from _comment(bank.framework.role_name(question.ask[0]), "    # Best witness: ")
        yield from _choices(bank, question)
        if question.evidence:
            yield from _comment(question.evidence, "    # Evidence: ")
        yield f"    {key_for(question.id)}:"


def _choices(bank: LoadedBank, question: Question) -> Iterator[str]:
    if isinstance(question, YesNoQuestion):
        yield "    # Answers: yes / no"
        return
    yield "    # Answers, by number or by words:"
    for option in bank.options(question):
        value = str(option.value).removesuffix(".0")
        help_ = f" ({option.help})" if option.help else ""
        yield from _comment(f"{option.label}{help_}", f"    #   {value} = ")


def _comment(text: str, first: str) -> Iterator[str]:
    """Yield a bank's text as comment lines of at most 100 cells, the first behind ``first``.

    It is data: nothing in it ends its line, or reads as an editor's line that names a schema.
    """
    mark = first.index("#") + 1
    later = first[:mark] + " " * (len(first[mark:]) - len(first[mark:].lstrip()) + 2)
    line = first
    for word in clean(text).replace("$schema=", "$schema ").split(" "):
        for piece in _pieces(word, _WIDTH - len(later)):
            joined = f"{line}{piece}" if line in {first, later} else f"{line} {piece}"
            if _cells(joined) > _WIDTH:
                yield line.rstrip()
                joined = f"{later}{piece}"
            line = joined
    yield line.rstrip()


def _pieces(word: str, room: int) -> Iterator[str]:
    """Yield a word in pieces that each fit a line."""
    start, width = 0, 0
    for at, char in enumerate(word):
        width += (cells := _cells(char))
        if width > room:
            yield word[start:at]
            start, width = at, cells
    if word:
        yield word[start:]


def _cells(text: str) -> int:
    """Return how many cells a text takes in a terminal or editor: CJK two, marks none."""
    wide = sum(unicodedata.east_asian_width(char) in {"W", "F"} for char in text)
    return len(text) + wide - sum(unicodedata.category(char) in _NO_WIDTH for char in text)
