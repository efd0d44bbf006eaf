"""The page of one question, fitted to the screen: what is said clips before what is chosen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from itertools import product

from rich.cells import cell_len
from rich.text import Text

from custcheck.interview import key_sentences, sentences
from custcheck.interview.screen.frame import Body, Layout, hang
from custcheck.interview.state import Interview, Item
from custcheck.interview.view import Seen, View, has_keys
from custcheck.model import Option, YesNoQuestion
from custcheck.reports.canvas import Canvas

_WIDE = 60
"""From so many columns on, the foot and the bar are drawn in full."""
_DOES_NOT_FIT = "This question does not fit here. Enlarge the window, or q then --plain."
_KEYS = ("b back", "e evidence", "? why", "r review", "q save and quit")


class _Help(Enum):
    """How much of an option is shown beside its label."""

    WHOLE = auto()
    ONE_LINE = auto()
    NONE = auto()
    CLIPPED_LABEL = auto()
    """None, and the label itself is clipped to one line."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """What a page shows; every step shows less than the one before."""

    help: _Help = _Help.WHOLE
    evidence: int = 0
    """The most lines of evidence; 0 for all."""
    has_evidence: bool = True
    has_blanks: bool = True
    has_witness: bool = True
    question: int = 0
    """The most lines of the question; 0 for all."""


def _steps() -> Iterator[_Fit]:
    for help_, evidence in product((_Help.WHOLE, _Help.ONE_LINE, _Help.NONE), (0, 1)):
        yield _Fit(help_, evidence)
    tight = _Fit(_Help.NONE, 1, has_blanks=False)
    yield tight
    yield replace(tight, has_witness=False)
    bare = replace(tight, has_witness=False, has_evidence=False)
    yield bare
    yield replace(bare, help=_Help.CLIPPED_LABEL)
    for lines in (3, 2, 1):
        yield replace(bare, help=_Help.CLIPPED_LABEL, question=lines)


def page(view: View, canvas: Canvas) -> Layout:
    """Return the page of the question on which a view stands."""
    interview, number = view.interview, view.interview.position + 1
    place, of = sentences.place_in_part(interview)
    return Layout(
        title=interview.item.bank.group_title(interview.item.question),
        count=f" {place}/{of}" if of > 1 else "",
        right=f"Question {number}/{len(interview.items)} {_bar(interview, canvas)}",
        body=partial(_body, view, canvas),
        keys=_KEYS,
    )


def heading(interview: Interview, place: int, canvas: Canvas, most: int = 0) -> list[Text]:
    """Return the question at a place, with its number."""
    item = interview.items[place]
    text = item.bank.wording(item.question, interview.role)
    return hang(canvas, "", f"{place + 1}. {text}", canvas.palette.strong, most)


def _bar(interview: Interview, canvas: Canvas) -> str:
    """Return how much is answered, as a bar."""
    width = 16 if canvas.width >= _WIDE else 8
    total = len(interview.items)
    full = width * (total - len(interview.open)) // total
    return canvas.glyphs.full * full + canvas.glyphs.empty * (width - full)


def _body(view: View, canvas: Canvas, room: int) -> Body:
    body = Body(())
    for fit in _steps():
        body = _drawn(view, canvas, fit)
        if len(body.lines) <= room:
            return body
    return Body(hang(canvas, "", _DOES_NOT_FIT)[:room], seen=Seen(is_whole=False))


def _drawn(view: View, canvas: Canvas, fit: _Fit) -> Body:
    interview = view.interview
    blank = [Text()] if fit.has_blanks else []
    above = blank + heading(interview, interview.position, canvas, fit.question)
    if fit.has_witness:
        above += _witness(interview, canvas)
    above += blank
    options: list[Text] = []
    cursor = len(above)
    width = _label_width(interview.item, canvas)
    for key, option in interview.item.options.items():
        is_highlit = key == view.highlight
        if is_highlit:
            cursor = len(above) + len(options)
        head = f" {'>' if is_highlit else ' '} {_shown_key(interview.item, key)}  "
        style = canvas.palette.strong if is_highlit else ""
        options += _option(head, option, width, style, fit.help, canvas)
    below = [*blank, _others(canvas)]
    if fit.has_evidence and (evidence := _evidence(interview, canvas, fit.evidence)):
        below += [*blank, *evidence]
    return Body([*above, *options, *below], (cursor, 1))


def _witness(interview: Interview, canvas: Canvas) -> list[Text]:
    item = interview.item
    if interview.role is not None or not item.question.ask:
        return []
    name = item.bank.framework.role_name(item.question.ask[0])
    return hang(canvas, "", f"Best witness: {name}", canvas.palette.muted, 1)


def _shown_key(item: Item, key: str) -> str:
    """Return the key to press; none where there are too many options for single keys."""
    if isinstance(item.question, YesNoQuestion):
        return {"1": "y", "2": "n"}[key]
    return key if has_keys(item) else " "


def _label_width(item: Item, canvas: Canvas) -> int:
    """Return how wide a column of labels is; 0 where they are too long for one, or stand alone."""
    options = item.options.values()
    widest = max(cell_len(option.label) for option in options)
    has_help = any(option.help for option in options)
    return widest if has_help and 3 * widest <= canvas.width else 0


def _option(
    head: str, option: Option, width: int, style: str, help_: _Help, canvas: Canvas
) -> list[Text]:
    match help_:
        case _Help.NONE:
            return hang(canvas, head, option.label, style)
        case _Help.CLIPPED_LABEL:
            return hang(canvas, head, option.label, style, 1)
        case _Help.WHOLE | _Help.ONE_LINE:
            most = 1 if help_ is _Help.ONE_LINE else 0
            if not option.help:
                return hang(canvas, head, option.label, style, most)
            if not width and most and cell_len(head + option.label) > canvas.width:
                return hang(canvas, head, option.label, style)  # the label is what one chooses
            if not width:
                return hang(canvas, head, f"{option.label}: {option.help}", style, most)
            head += f"{canvas.fit(option.label, width)}  "
            return hang(canvas, head, option.help, style, most)


def _others(canvas: Canvas) -> Text:
    """Return the line of the answers that name no option."""
    if canvas.width >= _WIDE:
        return Text("   d Don't know   x Not applicable   s Skip for now")
    return Text("   d Don't know  x N/A  s Skip")


def _evidence(interview: Interview, canvas: Canvas, most: int) -> list[Text]:
    """Return what was answered and what backs it, or the note that waits for an answer."""
    says = []
    if interview.answer is not None:
        says.append(f"Answered: {key_sentences.answered(interview.answer)}")
    if interview.draft:
        says.append(f"Unsaved note: {interview.draft.strip()}")
    return [line for text in says for line in hang(canvas, "", text, most=most)]
