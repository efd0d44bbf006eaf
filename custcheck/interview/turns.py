"""What becomes of a view when a command is carried out, or when a page is left."""

from dataclasses import replace

from custcheck.interview import key_sentences
from custcheck.interview.commands import Command, Refusal
from custcheck.interview.state import Interview, Phase, apply
from custcheck.interview.view import View, chosen, home


def do(view: View, command: Command) -> View:
    """Return the view after a command, at the place that it leads to; or why it does not."""
    match apply(view.interview, command):
        case Refusal() as refusal:
            return replace(view, says=key_sentences.REFUSALS[refusal])
        case Interview() as after:
            return _at(view, after, key_sentences.done(view.interview, command, after))


def _at(view: View, interview: Interview, says: str) -> View:
    """Return the view of an interview that a command has changed or moved."""
    row = view.row
    if interview.phase is Phase.REVIEW and view.interview.phase is not Phase.REVIEW:
        row = interview.position
    if interview.warned:
        row = interview.open[0]
    return replace(
        view,
        interview=interview,
        page=home(interview),
        highlight=chosen(interview),
        row=row,
        says=says,
    )


def stay(view: View, says: str = "") -> View:
    """Return the view on the page that the interview itself is at, as it was left."""
    return replace(view, page=home(view.interview), says=says)
