"""What key mode says that line mode does not: short enough for forty columns where it can be."""

import datetime
from collections.abc import Iterator

from custcheck.errors import OutputError
from custcheck.files import reason
from custcheck.interview import sentences
from custcheck.interview.commands import Command, Give, Grade, Note, Refusal, Skip
from custcheck.interview.keys import Key
from custcheck.interview.state import NOTE_LENGTH, Interview, Item
from custcheck.interview.view import Paragraph, has_keys
from custcheck.model import Answer, Evidence, YesNoQuestion

FULL_SCREEN = "Full-screen mode. For line-by-line questions: custcheck audit --plain"
FIRST = "Before you go on"
HELD = "Repeats of a held key are ignored. Look back: b"
PASTED = "Pasted text ignored. Press e to add it as evidence."
CHOOSE_FIRST = "Press an option's key, or an arrow first."
NOT_SEEN = "Enlarge the window to see the options."
NOT_CHANGED = "Left as it was."
TYPED_AHEAD = "Keys pressed before this came up are ignored."
REASON_NEEDED = "Say in a few words why, or press Esc."
GRADE_LEFT = "Evidence saved."
NO_SUCH_GRADE = "Press 1, 2 or 3, or Esc to leave it."
GO_BACK_FIRST = "Press b to go back first."
NOTE_DELETED = "Note deleted."
SAVED_NOW = "Saved now."
REFUSALS = {
    Refusal.NEEDS_REASON: "This answer needs its reason. Keep it: Esc",
    Refusal.NOTE_TOO_LONG: f"A note has at most {NOTE_LENGTH} characters.",
    Refusal.NOTE_WAITS: "Your note waits. Answer, or press e to change it.",
    Refusal.NO_NOTE: "There is no note here.",
    Refusal.NOT_ANSWERED: "Answer the question first.",
    Refusal.NOTHING_TO_CHECK: "Only an answer can be checked.",
    Refusal.NO_SUCH_QUESTION: "There is no question with that number.",
    Refusal.NO_QUESTION_HERE: "Open a question first: Enter",
    Refusal.NOTHING_OPEN: "No question is open. Finish: f",
    Refusal.AT_THE_START: "This is the first question.",
    Refusal.ANSWER_OR_SKIP: "Answer first, or press s to skip.",
    Refusal.NOTHING_ANSWERED: "Nothing is answered yet. Leave: q",
    Refusal.IS_FINISHED: "The interview is finished.",
}
GRADES = (
    ("1", Evidence.DESCRIBED, "You say where to look."),
    ("2", Evidence.CHECKED, "Someone else has seen it."),
    ("3", Evidence.CONFIRMED, "Another role, or customers, say the same."),
)
"""The keys that grade evidence, and what each grade means."""


def done(before: Interview, command: Command, after: Interview) -> str:
    """Return what a command did, or nothing where the screen shows it."""
    number = before.position + 1
    match command:
        case Give(_, note):
            answer = after.answers[before.item.key]
            has_more = bool(note or before.draft)
            more = f", {_noted(answer)}" if has_more else ""
            return f"{number}. {sentences.said(answer)} - saved{more}"
        case Skip():
            return f"{number}. Skipped - stays open" if before.answer is None else ""
        case Note(text):
            if not text:
                return NOTE_DELETED
            return "Evidence saved." if before.answer else "Kept. It is saved with your answer."
        case Grade(evidence, on, key):
            keys = [item.key for item in before.items]
            number = keys.index(key) + 1 if key else number
            when = f" on {on.isoformat()}" if on else ""
            return f"{number}. {evidence.value.capitalize()}{when} - saved"
        case _ if after.warned:
            number = len(after.open)
            questions = f"{number} open question{'' if number == 1 else 's'}"
            return f"{questions} will show as not answered. Press f again."
        case _:
            return ""


def _noted(answer: Answer) -> str:
    what = sentences.kind_of_note(answer).lower()
    is_graded = answer.evidence is not Evidence.CLAIMED
    return f"{what} {answer.evidence.value}" if is_graded else f"with its {what}"


def resumed(interview: Interview) -> str:
    """Return the first thing to say of an interview that goes on."""
    unsaved = " Unsaved note found: press e." if interview.draft else ""
    return f"Resumed: {sentences.progress(interview)}.{unsaved}"


def unsaved(error: OutputError) -> str:
    """Return that an answer could not be saved, and what to do; the path has no room here."""
    cause = error.__cause__
    why = f"Reason: {reason(cause)}" if isinstance(cause, OSError) else str(error)
    return f"NOT SAVED. Press any key to try again. {why}"


def unknown(key: str | Key, item: Item) -> str:
    """Return which keys answer a question."""
    if isinstance(item.question, YesNoQuestion):
        keys = "y, n"
    elif has_keys(item):
        keys = sentences.span(list(item.options))
    else:
        keys = "an arrow, Enter"
    return f"{_no(key)}Press {keys}, d, x or s."


def unknown_in_review(key: str | Key, interview: Interview) -> str:
    """Return which keys there are in the review."""
    onward = "o, " if interview.open else ""
    return f"{_no(key)}Press an arrow, Enter, {onward}f, b or q."


def _no(key: str | Key) -> str:
    return f'No "{key}" here. ' if isinstance(key, str) and key.strip() else ""


def at_most(characters: int) -> str:
    """Return how long a text can be."""
    return f"At most {characters} characters."


def date_format(day: datetime.date) -> str:
    """Return how to write a date, and the last one that can be."""
    return f"Write a date up to {day.isoformat()}, in that form."


def why(interview: Interview) -> Iterator[Paragraph]:
    """Yield all there is to read about the question on screen."""
    item = interview.item
    yield "", item.bank.wording(item.question, interview.role)
    yield "", ""
    if not isinstance(item.question, YesNoQuestion):
        for key, option in item.options.items():
            yield f"  {key}  ", f"{option.label}{f': {option.help}' if option.help else ''}"
        yield "", ""
    for sentence in sentences.why(item):
        yield "", sentence
    if interview.answer is not None:
        yield "", ""
        yield "", f"Answered: {answered(interview.answer)}"


def how_backed(answer: Answer) -> str:
    """Return the question for a grade, with the grade that there is."""
    return f"How well is it backed? Now: {answer.evidence.value}."


def answered(answer: Answer) -> str:
    """Return an answer with what backs it."""
    return f"{sentences.said(answer)}.{sentences.backing(answer)}"
