"""What banks there are, and what one asks."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from custcheck.answers.places import Audit
from custcheck.model import LoadedBank, Question, minutes
from custcheck.reports.canvas import Canvas
from custcheck.text import clean

_NOT_COUNTED = "not counted: its bank is not a shipped one, or the file has errors"


def list_banks(loaded: Sequence[LoadedBank], canvas: Canvas) -> Iterator[Text]:
    """Yield each bank with how much it asks."""
    for bank in loaded:
        yield from _head(bank, canvas)


def list_questions(bank: LoadedBank, canvas: Canvas) -> Iterator[Text]:
    """Yield one bank's questions, group by group; a star marks what a quick audit asks."""
    yield from _head(bank, canvas)
    title = ""
    for question in bank.bank.questions:
        if bank.group_title(question) != title:
            title = bank.group_title(question)
            yield Text()
            group = f" ({question.group})" if question.group else ""
            yield from canvas.say(f"{title}{group}", canvas.palette.strong)
        yield from _question(bank, question, canvas)


def list_audits(kept: Sequence[tuple[Audit, str]], canvas: Canvas) -> Iterator[Text]:
    """Yield each audit with how much of it is answered, and the file that holds it."""
    for audit, answered in kept:
        facts = [
            audit.date.isoformat() if audit.date else "",
            f"{answered} answered" if answered else _NOT_COUNTED,
            audit.status.value,
        ]
        name = clean(audit.organisation) or "This organisation"
        yield from canvas.say(canvas.joined(facts), first=f"{name}  ")
        yield Text(f"  {clean(str(audit.path))}", canvas.palette.muted)


def _head(bank: LoadedBank, canvas: Canvas) -> Iterator[Text]:
    number = len(bank.bank.questions)
    leads = sum(1 for question in bank.bank.questions if question.lead)
    groups = len(bank.bank.groups)
    facts = [
        f"{number} question{'' if number == 1 else 's'}",
        f"about {minutes(number)} min",
        f"{groups} group{'' if groups == 1 else 's'}" if groups else "",
        f"{leads} in a quick audit" if leads else "",
    ]
    yield from canvas.say(bank.bank.title, first=f"{bank.bank.id}  ")
    yield from canvas.say(canvas.joined(facts), canvas.palette.muted, indent=2)


def _question(bank: LoadedBank, question: Question, canvas: Canvas) -> Iterator[Text]:
    mark = "*" if question.lead else " "
    yield from canvas.say(question.text, first=f"{mark} {question.id}  ")
    is_yes_no = question.type == "yesno"
    options = ", ".join(
        option.label if is_yes_no else f"{option.value:g} {option.label}"
        for option in bank.options(question)
    )
    facts = [question.dimension, options]
    yield from canvas.say(canvas.joined(facts), canvas.palette.muted, indent=4)
