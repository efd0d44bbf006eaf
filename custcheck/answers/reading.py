"""From an answer file to a response, each answer held against its question."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from custcheck import banks as shipped_banks
from custcheck.catalogue import found
from custcheck.errors import ProblemsError
from custcheck.loading import content_hash, load_banks
from custcheck.model import (
    NO,
    YES,
    Answer,
    AnswerEntry,
    AnswerFile,
    Blank,
    Evidence,
    LoadedBank,
    Option,
    Question,
    Response,
    YesNoQuestion,
)
from custcheck.parsing import parse_as
from custcheck.problem import Place, Problem, Severity, by_place
from custcheck.source import Source
from custcheck.text import clean, did_you_mean, nearest, short

_YES, _NO = {"yes", "true"}, {"no", "false"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of an answer file."""

    response: Response
    banks: tuple[LoadedBank, ...]
    """The banks that the audit covers, in the file's order or as they were given."""
    warnings: tuple[Problem, ...]
    sha256: str
    """Over the parsed content."""


def read_answers(source: Source, given: Sequence[LoadedBank] = ()) -> Reading:
    """Read an answer file; ``given`` banks replace the set that it covers.

    Raises:
        ProblemsError: when the file, or a bank that it needs, has errors.
    """
    reading, problems = check_answers(source, given)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors or reading is None:
        raise ProblemsError(errors)
    return reading


def check_answers(
    source: Source,
    given: Sequence[LoadedBank] = (),
    broken: Collection[str] = (),
    known: Collection[str] = (),
) -> tuple[Reading | None, tuple[Problem, ...]]:
    """Hold an answer file to every rule, and return it when it can be used.

    Answers to the ``broken`` banks, which have errors of their own, cannot be judged. ``known``
    banks may have been meant where there is none of a name.
    """
    parsed = parse_as(AnswerFile, source)
    if parsed.value is None:
        return None, parsed.problems
    reader = _Reader(source, parsed.value, given, broken, known)
    response = reader.response()
    if not any(p.severity is Severity.ERROR for p in (*parsed.problems, *reader.problems)):
        reader.note_unanswered()  # past an error, an answer may only be misread
    problems = tuple(sorted((*parsed.problems, *reader.problems), key=by_place))
    names = parsed.value.banks or parsed.value.answers
    has_errors = any(problem.severity is Severity.ERROR for problem in problems)
    if has_errors or not names.keys().isdisjoint(broken):
        return None, problems
    covered = given or [reader.banks[name] for name in names]
    warnings = tuple(p for p in problems if p.severity is Severity.WARNING)
    return Reading(response, tuple(covered), warnings, content_hash(source.data)), problems


class _Reader:
    """Hold one answer file against the banks, collecting problems on the way."""

    def __init__(
        self,
        source: Source,
        file: AnswerFile,
        given: Sequence[LoadedBank],
        broken: Collection[str],
        known: Collection[str],
    ) -> None:
        self.source = source
        self.broken = broken
        self.known = known
        self.file = file
        self.problems: list[Problem] = []
        self.shipped = shipped_banks.shipped()
        self.banks = {bank.bank.id: bank for bank in given}
        self._load_named()

    def _found(
        self, code: str, place: Place, message: str, remedy: str = "", *, key: bool = False
    ) -> None:
        position = self.source.position(place, key=key)
        self.problems.append(found(code, self.source.path, position, message, remedy))

    def _load_named(self) -> None:
        """Load the shipped banks that the file names; report the names that lead nowhere."""
        known = self.shipped
        named = {name: ("answers", name) for name in self.file.answers}
        named |= {name: ("banks", name) for name in self.file.banks}
        missing = [name for name in named if name not in self.banks and name not in self.broken]
        loaded = load_banks([known[name] for name in missing if name in known])
        self.banks |= {bank.bank.id: bank for bank in loaded}
        for name, place in named.items():
            if name in self.banks or name in self.broken:
                continue
            hint = did_you_mean(name, [*known, *self.banks, *self.known])
            own = "Name the file of a bank of your own too: audit --bank FILE, check FILE."
            self._found("A01", place, f'There is no bank "{short(name)}".', hint or own, key=True)

    def response(self) -> Response:
        """Return the response, in so far as the file has no errors."""
        orphaned = {bank: dict(entries) for bank, entries in self.file.orphaned.items()}
        answers: dict[str, dict[str, Answer]] = {}
        for name, entries in self.file.answers.items():
            if name not in self.banks:
                continue
            kept, lost = self._bank_answers(self.banks[name], entries)
            answers[name] = kept
            if lost:
                orphaned.setdefault(name, {}).update(lost)
        self._check_names()
        file = self.file
        return Response(
            organisation=clean(file.organisation or "").strip(),
            date=file.date,
            role=file.respondent.role if file.respondent else None,
            status=file.status,
            extent=file.asked,
            stamps=file.banks,
            targets=file.targets,
            answers=answers,
            revision=file.revision,
            at=(file.at.bank, file.at.question) if file.at else None,
            draft=clean(file.draft),
            orphaned=orphaned,
        )

    def _check_names(self) -> None:
        """Report targets and a role that no framework here has."""
        frameworks = [bank.framework for bank in self.banks.values()]
        dimensions = list(dict.fromkeys(d.id for f in frameworks for d in f.dimensions))
        for name in self.file.targets:
            if frameworks and name not in dimensions:
                hint = did_you_mean(name, dimensions) or f"Dimensions: {', '.join(dimensions)}."
                self._found(
                    "A01",
                    ("targets", name),
                    f'There is no dimension "{short(name)}".',
                    hint,
                    key=True,
                )
        roles = [role.id for framework in frameworks for role in framework.roles]
        if self.file.respondent and roles and self.file.respondent.role not in roles:
            role = self.file.respondent.role
            hint = did_you_mean(role, roles) or f"Roles: {', '.join(dict.fromkeys(roles))}."
            self._found("A01", ("respondent", "role"), f'There is no role "{short(role)}".', hint)

    def note_unanswered(self) -> None:
        """Note how many of the questions that were asked have no answer: A03."""
        role = self.file.respondent.role if self.file.respondent else None
        for name in self.file.banks or self.file.answers:
            if name not in self.banks:
                continue
            entries = self.file.answers.get(name, {})
            asked = [question.id for question in self.banks[name].asked(self.file.asked, role)]
            if missing := [question for question in asked if entries.get(question) is None]:
                have = "has" if len(missing) == 1 else "have"
                says = f"{len(missing)} of {len(asked)} questions of {name} {have} no answer"
                more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
                says += f": {', '.join(missing[:3])}{more}."
                place = ("answers" if name in self.file.answers else "banks", name)
                remedy = "Answer them; what nobody knows is dont_know."
                self._found("A03", place, says, remedy, key=True)

    def _bank_answers(
        self, bank: LoadedBank, entries: Mapping[str, AnswerEntry | None]
    ) -> tuple[dict[str, Answer], dict[str, AnswerEntry]]:
        """Return the answers that meet their questions, and those whose questions are gone."""
        stamp = self.file.banks.get(bank.bank.id)
        changed = stamp is not None and stamp.sha256 != bank.sha256
        kept: dict[str, Answer] = {}
        lost: dict[str, AnswerEntry] = {}
        for name, entry in entries.items():
            if entry is None:
                continue
            question = bank.by_id.get(name)
            answer = self._answer(bank, question, entry) if question else None
            if answer is not None:
                kept[name] = answer
            elif changed:
                lost[name] = entry
            elif question is None:
                self._unknown_question(bank, name)
            else:
                self._not_an_answer(bank, question, entry)
        if changed:
            self._bank_changed(bank, lost)
        return kept, lost

    def _answer(self, bank: LoadedBank, question: Question, entry: AnswerEntry) -> Answer | None:
        """Return the answer, or None when its value does not answer this question."""
        choice = choice_for(bank, question, entry.answer)
        if choice is None:
            return None
        place = ("answers", bank.bank.id, question.id)
        note = clean(entry.note).strip()
        if choice is Blank.NOT_APPLICABLE and not note:
            says = f'"{question.id}" is answered not_applicable without a reason.'
            self._found("A04", place, says, "Add note: and why it does not apply.", key=True)
        checked = entry.evidence in {Evidence.CHECKED, Evidence.CONFIRMED}
        if checked and entry.checked_on is None:
            says = (
                f'"{question.id}" is {entry.evidence.value} without a date; it counts as described.'
            )
            remedy = "Add checked_on: and the day, such as 2026-11-21."
            self._found("A05", place, says, remedy, key=True)
        return Answer(choice, note, entry.evidence, entry.checked_on)

    def _unknown_question(self, bank: LoadedBank, name: str) -> None:
        elsewhere = [b.bank.id for b in self.banks.values() if name in b.by_id]
        shown = bank.bank.id if bank.bank.id in self.shipped else bank.path
        hint = did_you_mean(name, bank.by_id) or f"Its questions: custcheck banks {shown}"
        if elsewhere:
            hint = f"It is a question of {elsewhere[0]}."
        says = f'{bank.bank.id} has no question "{short(name)}".'
        self._found("A01", ("answers", bank.bank.id, name), says, hint, key=True)

    def _not_an_answer(self, bank: LoadedBank, question: Question, entry: AnswerEntry) -> None:
        place: Place = ("answers", bank.bank.id, question.id)
        if isinstance(self._raw(place), dict):
            place = (*place, "answer")
        given = entry.answer
        if isinstance(given, float) and not math.isfinite(given):
            return  # Y13 says so
        shown = clean(str(given).lower() if isinstance(given, bool) else str(given))[:60]
        says = f'"{shown}" does not answer "{question.id}".'
        self._found("A02", place, says, answers_in_words(bank, question, str(given)))

    def _raw(self, place: Place) -> object:
        value: object = self.source.data
        for step in place:
            value = value.get(str(step)) if isinstance(value, dict) else None
        return value

    def _bank_changed(self, bank: LoadedBank, lost: Mapping[str, AnswerEntry]) -> None:
        says = f"{bank.bank.id} has changed since these answers were given."
        if lost:
            left_out = "no longer fits and stays" if len(lost) == 1 else "no longer fit and stay"
            names = ", ".join(map(clean, lost))
            says += f" {len(lost)} {left_out} out of the score: {names}."
        remedy = "Go through the bank's answers again."
        self._found("A06", ("banks", bank.bank.id), says, remedy, key=True)


def choice_for(
    bank: LoadedBank,
    question: Question,
    given: bool | int | float | str,  # noqa: FBT001 - true and false are answers
) -> Option | Blank | None:
    """Return what a written value chooses, or None when it answers nothing here.

    A yes/no question takes yes, no, true and false in any case; every other question takes an
    option's value or its whole label. Nothing is guessed.
    """
    word = given.strip().casefold() if isinstance(given, str) else ""
    for blank in Blank:
        if word == blank.value:
            return blank
    if isinstance(question, YesNoQuestion):
        if given is True or word in _YES:
            return YES
        return NO if given is False or word in _NO else None
    if isinstance(given, bool):
        return None
    by_label = [o for o in bank.options(question) if o.label.strip().casefold() == word]
    by_value = [o for o in bank.options(question) if o.value == _number(given)]
    return next(iter(by_label + by_value), None)


def _number(given: int | float | str) -> float | None:
    """Return a number that was written, quoted or not."""
    try:
        return float(given)
    except (ValueError, OverflowError):
        return None


def answers_in_words(bank: LoadedBank, question: Question, given: str) -> str:
    """Return the answers that a question takes, the nearest first where one is clear."""
    options = bank.options(question)
    if isinstance(question, YesNoQuestion):
        return "Write yes, no, dont_know or not_applicable."
    near = nearest(given, [o.label for o in options] + [b.value for b in Blank])
    listed = ", ".join(f"{o.value:g} ({clean(o.label)})" for o in options)
    hint = f'Did you mean "{clean(near)}"? ' if near else ""
    return f"{hint}Write one of {listed}, dont_know or not_applicable."
