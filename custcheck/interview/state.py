"""The interview as a pure machine: what it holds, and what each command makes of it.

No sequence of commands loses an answer: a command replaces an answer by another, or leaves all
of them alone. Screens and pipes are elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import assert_never

from custcheck.interview.commands import (
    Back,
    Command,
    Draft,
    Finish,
    Forward,
    Give,
    Go,
    Grade,
    Note,
    QuestionKey,
    Refusal,
    Review,
    Skip,
)
from custcheck.model import (
    Answer,
    Blank,
    Evidence,
    LoadedBank,
    Option,
    Question,
    Response,
    Status,
)

NOTE_LENGTH = 500


class Phase(Enum):
    """What is on screen."""

    ASKING = auto()
    REVIEW = auto()
    FINISHED = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the interview, with the bank it belongs to."""

    bank: LoadedBank
    question: Question

    @property
    def key(self) -> QuestionKey:
        """What its answer is found by."""
        return self.bank.bank.id, self.question.id

    @property
    def options(self) -> Mapping[str, Option]:
        """The options by what one types: the value where all are whole and 1 to 9, or the place."""
        options = self.bank.options(self.question)
        if all(option.value in range(1, 10) for option in options):
            return {str(int(option.value)): option for option in options}
        return {str(place): option for place, option in enumerate(options, start=1)}


@dataclass(frozen=True, slots=True)
class Interview:
    """Everything that an interview knows."""

    items: tuple[Item, ...]
    """The questions it asks, at least one."""
    answers: Mapping[QuestionKey, Answer] = field(default_factory=dict)
    """All answers, also those to questions that this interview does not ask."""
    position: int = 0
    role: str | None = None
    draft: str = ""
    """A note that no answer holds yet. It belongs to the question at ``position``."""
    phase: Phase = Phase.ASKING
    skipped: frozenset[QuestionKey] = frozenset()
    """Questions not to be put again before the review."""
    returning: bool = False
    """Whether the question was opened by its number from the review, and leads back there."""
    warned: bool = False
    """Whether the respondent was just told that questions are open."""
    last: QuestionKey | None = None
    """The question answered last: its answer can be graded when the screen has moved on."""

    @property
    def item(self) -> Item:
        """The question at ``position``."""
        return self.items[self.position]

    @property
    def answer(self) -> Answer | None:
        """The answer to the question at ``position``."""
        return self.answers.get(self.item.key)

    @property
    def to_grade(self) -> QuestionKey | None:
        """The question whose answer a grade is for: the one on screen, else the last answered."""
        here = self.phase is Phase.ASKING and self.answer is not None
        return self.item.key if here else self.last

    @property
    def open(self) -> tuple[int, ...]:
        """The positions of the questions that have no answer."""
        return tuple(i for i, item in enumerate(self.items) if item.key not in self.answers)


def apply(interview: Interview, command: Command) -> Interview | Refusal:
    """Return the interview after a command, or why the command does not fit."""
    if interview.phase is Phase.FINISHED:
        return Refusal.IS_FINISHED
    now = interview if isinstance(command, Finish) else replace(interview, warned=False)
    match command:
        case Give():
            return _give(now, command)
        case Skip():
            return _skip(now, command.key)
        case Note():
            return _note(now, command.text.strip())
        case Draft():
            return _draft(now, command.text)
        case Grade():
            return _grade(now, command)
        case Back() | Forward() | Go() | Review() | Finish() if now.draft:
            return Refusal.NOTE_WAITS
        case Back():
            return _back(now)
        case Forward():
            return _forward(now)
        case Go():
            return _go(now, command.number)
        case Review():
            return _review(now)
        case Finish():
            return _finish(now)
        case _:
            assert_never(command)


def _give(interview: Interview, command: Give) -> Interview | Refusal:
    here = interview.phase is Phase.ASKING and command.key in {None, interview.item.key}
    if command.key is None and not here:
        return Refusal.NO_QUESTION_HERE
    key = command.key or interview.item.key
    old = interview.answers.get(key)
    new_note = command.note.strip() or (interview.draft.strip() if here else "")
    if len(new_note) > NOTE_LENGTH:
        return Refusal.NOTE_TOO_LONG
    if command.choice is Blank.NOT_APPLICABLE and not (new_note or _reason(old)):
        return Refusal.NEEDS_REASON
    kept = _changed(old, command.choice) if old else Answer(command.choice)
    answer = _with_note(kept, new_note) if new_note else kept
    answered = replace(interview, answers={**interview.answers, key: answer}, last=key)
    return _onward(replace(answered, draft="")) if here else answered


def _changed(old: Answer, choice: Option | Blank) -> Answer:
    """Return an answer with another choice; what backed the old one stays where it can.

    A reason why a question did not apply backs no other answer, and nothing backs a blank.
    """
    is_same = old.choice == choice
    note = old.note if is_same or old.choice is not Blank.NOT_APPLICABLE else ""
    if isinstance(choice, Blank):
        return Answer(choice, note)
    return _with_note(replace(old, choice=choice), note)


def _reason(answer: Answer | None) -> str:
    """Return why a question was said not to apply."""
    return answer.note if answer and answer.choice is Blank.NOT_APPLICABLE else ""


def _with_note(answer: Answer, note: str) -> Answer:
    """Return the answer with this note: a note says where to look, so it describes evidence."""
    evidence = answer.evidence
    if not note and evidence is Evidence.DESCRIBED:
        evidence = Evidence.CLAIMED
    if note and evidence is Evidence.CLAIMED and isinstance(answer.choice, Option):
        evidence = Evidence.DESCRIBED
    return replace(answer, note=note, evidence=evidence)


def _onward(interview: Interview) -> Interview:
    """Go to the next open question that was not skipped, round the end; else to the review."""
    if interview.returning:
        return _review(interview)
    count = len(interview.items)
    for step in range(1, count + 1):
        position = (interview.position + step) % count
        key = interview.items[position].key
        if key not in interview.answers and key not in interview.skipped:
            return replace(interview, position=position)
    return _review(interview)


def _skip(interview: Interview, key: QuestionKey | None) -> Interview | Refusal:
    here = interview.phase is Phase.ASKING and key in {None, interview.item.key}
    if key is None and not here:
        return Refusal.NO_QUESTION_HERE
    if here and interview.draft:
        return Refusal.NOTE_WAITS
    skipped = replace(interview, skipped=interview.skipped | {key or interview.item.key})
    return _onward(skipped) if here else skipped


def _back(interview: Interview) -> Interview | Refusal:
    if interview.phase is Phase.REVIEW:
        return replace(interview, phase=Phase.ASKING)
    if interview.returning:
        return _review(interview)
    if interview.position == 0:
        return Refusal.AT_THE_START
    return replace(interview, position=interview.position - 1)


def _forward(interview: Interview) -> Interview | Refusal:
    if interview.phase is Phase.REVIEW:
        return _to_open(interview)
    if interview.returning:
        return _review(interview)
    if interview.answer is None and interview.item.key not in interview.skipped:
        return Refusal.ANSWER_OR_SKIP
    if interview.position == len(interview.items) - 1:
        return _review(interview)
    return replace(interview, position=interview.position + 1)


def _to_open(interview: Interview) -> Interview | Refusal:
    """Go on with the first open question, as if there had been no review."""
    if not interview.open:
        return Refusal.NOTHING_OPEN
    return replace(
        interview,
        position=interview.open[0],
        phase=Phase.ASKING,
        skipped=frozenset(),
        returning=False,
    )


def _go(interview: Interview, number: int) -> Interview | Refusal:
    if not 1 <= number <= len(interview.items):
        return Refusal.NO_SUCH_QUESTION
    returning = interview.returning or interview.phase is Phase.REVIEW
    return replace(interview, position=number - 1, phase=Phase.ASKING, returning=returning)


def _note(interview: Interview, text: str) -> Interview | Refusal:
    if interview.phase is Phase.REVIEW:
        return Refusal.NO_QUESTION_HERE
    if len(text) > NOTE_LENGTH:
        return Refusal.NOTE_TOO_LONG
    answer = interview.answer
    if not text and interview.draft:
        return replace(interview, draft="")
    if not text and not (answer and answer.note):
        return Refusal.NO_NOTE
    if answer is None:
        return replace(interview, draft=text)
    if not text and answer.choice is Blank.NOT_APPLICABLE:
        return Refusal.NEEDS_REASON
    answers = {**interview.answers, interview.item.key: _with_note(answer, text)}
    return replace(interview, answers=answers, draft="")


def _draft(interview: Interview, text: str) -> Interview | Refusal:
    if interview.phase is Phase.REVIEW:
        return Refusal.NO_QUESTION_HERE
    return Refusal.NOTE_TOO_LONG if len(text) > NOTE_LENGTH else replace(interview, draft=text)


def _grade(interview: Interview, command: Grade) -> Interview | Refusal:
    key = command.key or interview.to_grade
    if key is None or (answer := interview.answers.get(key)) is None:
        in_review = interview.phase is Phase.REVIEW
        return Refusal.NO_QUESTION_HERE if in_review else Refusal.NOT_ANSWERED
    if isinstance(answer.choice, Blank):
        return Refusal.NOTHING_TO_CHECK
    graded = replace(answer, evidence=command.evidence, checked_on=command.on)
    return replace(interview, answers={**interview.answers, key: graded})


def _review(interview: Interview) -> Interview:
    return replace(interview, phase=Phase.REVIEW)


def _finish(interview: Interview) -> Interview | Refusal:
    if len(interview.open) == len(interview.items):
        return Refusal.NOTHING_ANSWERED
    if interview.open and not interview.warned:
        return replace(_review(interview), warned=True)
    return replace(interview, phase=Phase.FINISHED, warned=False)


def from_response(response: Response, banks: Sequence[LoadedBank]) -> Interview:
    """Return the interview that goes on where a response stands."""
    interview = Interview(
        items=tuple(
            Item(bank, question)
            for bank in banks
            for question in bank.asked(response.extent, response.role)
        ),
        answers={
            (bank, question): answer
            for bank, answers in response.answers.items()
            for question, answer in answers.items()
        },
        role=response.role,
    )
    places = {item.key: place for place, item in enumerate(interview.items)}
    at = places.get(response.at) if response.at else None
    if at is not None and (interview.open or response.draft):
        return replace(interview, position=at, draft=response.draft)
    if not interview.open:
        return replace(interview, phase=Phase.REVIEW)
    return replace(interview, position=interview.open[0])


def to_response(interview: Interview, begun: Response) -> Response:
    """Return where the interview stands, with what it does not know taken from ``begun``."""
    is_open = interview.phase is not Phase.FINISHED
    return replace(
        begun,
        role=interview.role,
        status=Status.OPEN if is_open else Status.FINISHED,
        at=interview.item.key if is_open else None,
        draft=interview.draft if is_open else "",
        answers=_by_bank(interview),
    )


def _by_bank(interview: Interview) -> Mapping[str, Mapping[str, Answer]]:
    """Return the answers as a file lists them: each bank's in the order of its questions."""
    order = [
        (bank_id, question_id)
        for bank_id, bank in {item.key[0]: item.bank for item in interview.items}.items()
        for question_id in bank.by_id
    ]
    found: dict[str, dict[str, Answer]] = {}
    for bank, question in dict.fromkeys([*order, *interview.answers]):
        if (answer := interview.answers.get((bank, question))) is not None:
            found.setdefault(bank, {})[question] = answer
    return found
