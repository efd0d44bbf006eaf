"""What was found then and is found now: verdict, signs, harm, claims, culture, single answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from custcheck.assessment.assess import Assessed, Audit, find, score_audit
from custcheck.assessment.findings import (
    Pair,
    PairOutcome,
    Signs,
    Stage,
    blocks,
    find_stage,
    is_blocking,
)
from custcheck.assessment.shared import Shared
from custcheck.assessment.verdict import Findings, judge, signs_short
from custcheck.assessment.words import (
    day_in_words,
    is_are,
    listed,
    lower_first,
    month_in_words,
)
from custcheck.model import Answer, Blank, Extent, LoadedBank, Option, Question, Response
from custcheck.scoring import Result, whole


@dataclass(frozen=True, slots=True)
class When:
    """The time of the earlier audit, as sentences name it."""

    since: str
    """``September 2025``"""
    at: str
    """``in September 2025``"""

    @classmethod
    def of(cls, earlier: Response, audit: Audit) -> "When":
        """Name the month, or within this one the day; and whose audit it was, if another's."""
        day = earlier.date
        by = f" ({earlier.organisation})" if _is_of_another(earlier, audit.response) else ""
        if day is None:
            return cls(f"the earlier audit{by}", f"in the earlier audit{by}")
        if (day.year, day.month) == (audit.date.year, audit.date.month):
            return cls(f"{day_in_words(day)}{by}", f"on {day_in_words(day)}{by}")
        return cls(f"{month_in_words(day)}{by}", f"in {month_in_words(day)}{by}")


def _without(bank: LoadedBank, off: Set[str]) -> LoadedBank:
    """Return a bank without some dimensions."""
    kept = tuple(d for d in bank.framework.dimensions if d.id not in off)
    return replace(bank, framework=bank.framework.model_copy(update={"dimensions": kept}))


def _is_of_another(then: Response, now: Response) -> bool:
    was, is_now = then.organisation.strip().casefold(), now.organisation.strip().casefold()
    return bool(was and is_now) and was != is_now


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two audits, by today's targets."""

    asked: Assessed
    """Over the questions that both asked."""
    answered: Assessed
    """Over those that both answered."""
    findings: Findings

    @classmethod
    def of(cls, audit: Audit, cut: Sequence[Shared], response: Response, off: Set[str]) -> "Side":
        """Score the answers to what two audits share, by the targets of one, each on its own day.

        ``off`` are dimensions that do not apply in one of the two: they are in no base.
        """
        put = replace(response, extent=Extent.QUICK)
        day = response.date or audit.date
        banks = tuple(_without(each.asked, off) for each in cut)
        asked = replace(audit, banks=banks, response=put, date=day)
        answered = replace(asked, banks=tuple(_without(each.answered, off) for each in cut))
        (scored,), (counted,) = score_audit(asked), score_audit(answered)
        return cls(scored, counted, find(asked, scored))

    def results_that(self, are: Callable[[Question], bool]) -> list[Result]:
        """Return the results of some questions."""
        return [r for r in self.asked.scores.results if are(r.question)]


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether something was found then and is found now; None where it is not known."""

    name: str
    was: bool | None
    now: bool | None


def _turns(
    then: Sequence[Result], now: Sequence[Result], is_found: Callable[[Result], bool]
) -> Iterator[Turn]:
    """Yield what became of the same questions, in the same order, then and now."""

    def state(result: Result) -> bool | None:
        return is_found(result) if result.is_known else None

    for before, after in zip(then, now, strict=True):
        yield Turn(after.question.name, state(before), state(after))


def sign_turns(then: Side, now: Side) -> Iterator[tuple[Signs, Signs, list[Turn]]]:
    """Yield each bank of signs then and now, with what became of its signs."""
    for before, after in zip(then.findings.signs, now.findings.signs, strict=True):
        yield before, after, list(_turns(before.results, after.results, _is_raised))


def _is_raised(sign: Result) -> bool:
    return sign.mark == 0


def findings(then: Side, now: Side, when: When, *, is_part: bool) -> Iterator[str]:
    """Yield what became of verdict, signs, harm, claims and culture."""
    yield _verdict(then.findings, now.findings, when, is_part=is_part)
    signs = list(sign_turns(then, now))
    for before, after, turns in signs:
        name = "Warning signs" if len(signs) == 1 else after.bank.bank.title
        yield f"{name} {when.at}: {signs_short(before)}. Now: {signs_short(after)}."
        # Those that both can tell are listed on their own: raised since, cleared since.
        yield from _found(name, [t for t in turns if t.was is None or t.now is None], when)
    yield from _found("Possible harm to customers", _harm(then, now), when)
    yield from _claims(then.findings.pairs, now.findings.pairs, when)
    yield from _evidence(then, now, when)
    yield from _culture(then, now, when)


def _verdict(then: Findings, now: Findings, when: When, *, is_part: bool) -> str:
    was, is_now = judge(then).value, judge(now).value
    on = " and on the questions that both audits asked" if is_part else ""
    if was == is_now:
        return f"By today's targets{on}, the verdict is the same as {when.at}: {is_now}."
    return f'By today\'s targets{on}, the verdict was "{was}" {when.at} and is "{is_now}" now.'


def new_trouble(then: Side, now: Side, *, is_part: bool) -> Iterator[str]:
    """Yield what no score may be told without: another verdict, and harm that was not found."""
    was, is_now = judge(then.findings), judge(now.findings)
    if was is not is_now and is_part:
        yield f'On what both asked, the verdict was "{was.value}" then and is "{is_now.value}" now.'
    elif was is not is_now:
        yield f'The verdict was "{was.value}" then.'
    new = [f'"{turn.name}"' for turn in _harm(then, now) if turn.now and not turn.was]
    if new:
        yield f"Possible harm to customers that was not found then: {listed(new)}."


def _harm(then: Side, now: Side) -> Iterator[Turn]:
    return _turns(then.results_that(is_blocking), now.results_that(is_blocking), blocks)


def changed_answers(then: Side, now: Side) -> Iterator[str]:
    """Yield each question that both audits asked and that has another answer now."""
    for before, after in zip(then.asked.scores.results, now.asked.scores.results, strict=True):
        was, is_now = _answer(before), _answer(after)
        if was != is_now:
            yield f"{after.question.name}: {was}, now {is_now}."


def _answer(result: Result) -> str:
    match result.answer:
        case Answer(choice=Option(label=label)):
            return f'"{label}"'
        case Answer(choice=Blank.DONT_KNOW):
            return "don't know"
        case _:
            return "not answered"


def _found(what: str, turns: Iterable[Turn], when: When) -> Iterator[str]:
    """Yield what came, went and stayed, by name."""
    names: dict[tuple[bool | None, bool | None], list[str]] = {}
    for turn in turns:
        names.setdefault((turn.was, turn.now), []).append(f'"{turn.name}"')
    says: dict[tuple[bool | None, bool | None], str] = {
        (False, True): f"new since {when.since}",
        (True, False): "no longer found",
        (True, True): "still found",
        (None, True): f"found now, not known {when.at}",
        (True, None): f"found {when.at}, not known now",
    }
    for states, told in says.items():
        if states in names:
            yield f"{what}, {told}: {listed(names[states])}."


def _claims(then: Sequence[Pair], now: Sequence[Pair], when: When) -> Iterator[str]:
    """Yield how many claims ran ahead of their deeds, and which (R12)."""
    if not any(pair.gap is not None for pair in (*then, *now)):
        return
    yield f"Claims ahead of their deeds: {_ahead(then)} {when.at}, {_ahead(now)} now."
    before = {pair.deed.key: pair for pair in then}
    turns = (
        Turn(pair.claim.question.name, _is_ahead(before[pair.deed.key]), _is_ahead(pair))
        for pair in now
    )
    yield from _found("Claims ahead of their deeds", turns, when)


def _ahead(pairs: Sequence[Pair]) -> str:
    if all(pair.gap is None for pair in pairs):
        return "not known"
    return f"{sum(1 for pair in pairs if _is_ahead(pair))} of {len(pairs)}"


def _is_ahead(pair: Pair) -> bool | None:
    return None if pair.gap is None else pair.outcome is PairOutcome.INTEGRITY_GAP


def _evidence(then: Side, now: Side, when: When) -> Iterator[str]:
    """Yield the score then and now by what could be shown (R9)."""
    was, is_now = (_shown(side) for side in (then, now))
    if was is None and is_now is None:
        return
    before = "no answer had been checked" if was is None else f"the score was {was}"
    after = "no answer has been checked" if is_now is None else f"{is_now}"
    yield f"Counting only what can be shown, {before} {when.at}; now: {after}."


def _shown(side: Side) -> int | None:
    evidenced = side.asked.scores.overall.evidenced
    return whole(evidenced) if evidenced is not None and side.findings.evidence.checked else None


def _culture(then: Side, now: Side, when: When) -> Iterator[str]:
    """Yield the culture's stage then and now (R11)."""
    stages = [find_stage(side.asked.scores.results) for side in (then, now)]
    before, after = map(_stage, stages)
    if stages == [None, None]:
        return
    if before == after:
        yield f"The culture is at {after}, as {when.at}."
    else:
        yield f"The culture's stage: {before} {when.at}, {after} now."


def _stage(stage: Stage | None) -> str:
    if stage is None:
        return "not answered"
    numbers = [str(n) for n, (o, _) in enumerate(stage.spread, 1) if o in stage.commonest]
    return f"{'stage' if len(numbers) == 1 else 'stages'} {listed(numbers)} of {len(stage.spread)}"


def notes(audit: Audit, earlier: Audit, cut: Sequence[Shared], when: When) -> Iterator[str]:
    """Yield what else may lie behind a change."""
    then, now = earlier.response, audit.response
    if _is_of_another(then, now):
        yield f"The earlier audit is of another organisation: {then.organisation}."
    if then.role != now.role:
        framework = cut[0].asked.framework
        was, is_now = (
            "no one role" if role is None else lower_first(framework.role_name(role))
            for role in (then.role, now.role)
        )
        yield f"A change may be one of view: {was} answered {when.at}, {is_now} now."
    unsure = [
        f'"{each.asked.bank.title}"'
        for each in cut
        if each.asked.bank.questions and each.asked.bank.id not in then.stamps
    ]
    if unsure:
        yield (
            f"The earlier answers do not say which version they are of: {listed(unsure)} "
            f"{is_are(len(unsure))} taken to be unchanged."
        )
