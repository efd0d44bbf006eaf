"""``--explain WHAT``: the arithmetic behind a number or the verdict, in full.

Every score that a report shows can be worked out again from what is printed here.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from custcheck.assessment.assess import OVERALL, Assessed, Audit, find, score_audit
from custcheck.assessment.findings import Majority, find_evidence, is_blocking
from custcheck.assessment.score_lines import overall_line
from custcheck.assessment.verdict import (
    FAR_BELOW,
    WARNING_SIGNS_ALLOWED,
    Findings,
    headline,
    judge,
    signs_sentence,
)
from custcheck.assessment.words import against, count, not_enough, upper_first
from custcheck.errors import InputError
from custcheck.model import Blank, LoadedBank, Use
from custcheck.scoring import (
    DimensionScore,
    FrameworkScore,
    Result,
    Score,
    is_reversed,
    whole,
    word,
)
from custcheck.text import clean, did_you_mean

WHOLE, VERDICT = "overall", "verdict"


def explain(audit: Audit, what: str) -> tuple[str, ...]:
    """Return the lines that explain a dimension, a bank, a group, a question, or the whole.

    Raises:
        InputError: when nothing in the audit has that name.
    """
    every = score_audit(audit)
    check_topic(what, audit.banks)
    found = [tuple(explain_in(audit, assessed, what)) for assessed in every]
    return tuple(line for part in found if part for line in (*part, ""))[:-1]


def check_topic(what: str, banks: Sequence[LoadedBank]) -> None:
    """Hold a name to what there is to explain in an audit of these banks.

    Raises:
        InputError: when nothing has that name.
    """
    known = topics(banks)
    if what not in known:
        hint = did_you_mean(what, known)
        raise InputError(
            f'There is nothing called "{clean(what)}" in this audit. '
            + (hint or "Give overall, verdict, or the id of a dimension, bank, group or question.")
        )


def topics(banks: Sequence[LoadedBank]) -> tuple[str, ...]:
    """Return everything that can be explained, from the general to the particular."""
    dimensions = (dimension.id for bank in banks for dimension in bank.framework.dimensions)
    ids = (bank.bank.id for bank in banks)
    groups = (group.id for bank in banks for group in bank.bank.groups)
    questions = (question.id for bank in banks for question in bank.bank.questions)
    return tuple(dict.fromkeys((WHOLE, VERDICT, *dimensions, *ids, *groups, *questions)))


def explain_in(audit: Audit, assessed: Assessed, what: str) -> Iterator[str]:
    """Yield the explanation, or nothing when nothing has that name."""
    scores, gaps = assessed.scores, assessed.gaps
    general = gaps[OVERALL].reference
    shows = find_evidence(scores.scored).checked > 0
    if what == WHOLE:
        yield from _overall(assessed, find(audit, assessed), shows_evidence=shows)
    if what == VERDICT:
        yield from _verdict(find(audit, assessed))
    if part := next((d for d in scores.every_dimension() if d.dimension.id == what), None):
        yield from _dimension(scores, part, gaps[what].reference, shows_evidence=shows)
    if bank := next((b for b in scores.banks if b.bank.bank.id == what), None):
        own = [r for r in scores.scored if r.bank is bank.bank]
        yield from (signs_sentence(s) for s in find(audit, assessed).signs if s.bank is bank.bank)
        yield from _questions(bank.bank.bank.title, bank.score, own, general, shows_evidence=shows)
    if group := next(((b, g, s) for b in scores.banks for g, s in b.groups if what == g.id), None):
        own = [r for r in scores.scored if r.bank is group[0].bank and r.question.group == what]
        yield from _questions(group[1].title, group[2], own, general, shows_evidence=shows)
    if results := [r for r in scores.results if r.question.id == what]:
        for result in results:
            yield from _question(result, gaps[result.question.dimension].reference)
    elif any(question.id == what for _, question in scores.not_applicable):
        yield f"{what} is answered not applicable: it is in no score and in no base."
    elif any(what in bank.bank.by_id for bank in scores.banks):
        yield f"{what} was not asked in this audit: it is in no score and in no base."


def _overall(assessed: Assessed, findings: Findings, *, shows_evidence: bool) -> Iterator[str]:
    scores = assessed.scores
    line = overall_line(findings, shows_evidence=False)
    yield _result_line("Overall", scores.overall, findings.overall.reference, line.word)
    if line.word is not None and line.note:
        yield f"{upper_first(line.note)}."
    yield from _parts(scores.dimensions, scores.overall, scores.framework.enough.share)
    if shows_evidence and scores.overall.evidenced is not None:
        yield (
            "With every answer that cannot be shown at 0, the same mean is "
            f"{_rounded(scores.overall.evidenced)}."
        )


def _dimension(
    scores: FrameworkScore, part: DimensionScore, target: int, *, shows_evidence: bool
) -> Iterator[str]:
    name = part.dimension.name
    if part.dimension.high_means is not None:
        yield f"High means: {clean(part.dimension.high_means)}"
    if part.children:
        yield _result_line(name, part.score, target)
        yield from _parts(part.children, part.score, scores.framework.enough.share)
        return
    yield from _questions(name, part.score, part.results, target, shows_evidence=shows_evidence)
    if part.score.claimed is None:
        enough = scores.framework.enough
        quick = f" ({enough.quick} in a quick audit)" if enough.quick != enough.questions else ""
        yield (
            f"A dimension needs {enough.share[0]} in {enough.share[1]} of its questions answered, "
            f"and at least {enough.questions}{quick}."
        )


def _parts(parts: Sequence[DimensionScore], score: Score, share: tuple[int, int]) -> Iterator[str]:
    """Yield a plain mean of dimensions."""
    for part in parts:
        own = part.score
        shown = _number(own.claimed) if own.claimed is not None else not_enough(own)
        yield f"  {part.dimension.name} ({part.dimension.id}): {shown}"
    known = [part.score.claimed for part in parts if part.score.claimed is not None]
    if score.claimed is None:
        base = sum(1 for part in parts if not part.score.is_left_out)
        yield f"Parts scored: {len(known)} of {base}; {share[0]} in {share[1]} are needed."
    else:
        total = sum(known, Fraction())
        quotient = _quotient(total, Fraction(len(known)))
        yield f"Plain mean: {quotient} = {_rounded(score.claimed)}."
    yield from _range(score)


def _questions(
    name: str, score: Score, results: Sequence[Result], target: int, *, shows_evidence: bool
) -> Iterator[str]:
    """Yield a weighted mean of questions."""
    yield _result_line(name, score, target)
    for result in results:
        yield f"  {_question_line(result)}"
    counted = [r for r in results if r.counts]
    if score.claimed is not None:
        weights = sum((r.weight for r in counted), Fraction())
        total = sum(((r.mark or Fraction()) * r.weight for r in counted), Fraction())
        kind = "Mean" if all(r.weight == 1 for r in counted) else "Weighted mean"
        yield f"{kind}: {_quotient(total, weights)} = {_rounded(score.claimed)}."
    if score.evidenced is not None and shows_evidence:
        yield f"With every answer that cannot be shown at 0: {_rounded(score.evidenced)}."
    yield from _range(score)


def _question(result: Result, target: int) -> Iterator[str]:
    """Yield what one answer scores, and why."""
    question, bank = result.question, result.bank
    yield f"{question.id} ({bank.bank.id}): {clean(question.text)}"
    ladder = ", ".join(f"{o.value:g} {clean(o.label)}" for o in bank.options(question))
    yield f"Options: {ladder}."
    yield f"Answer: {_answer(result)}."
    if result.mark is not None and result.option is not None:
        values = [option.value for option in bank.options(question)]
        low, high, value = min(values), max(values), result.option.value
        sum_ = f"100 x ({value:g} - {low:g}) / ({high:g} - {low:g})"
        turned = f"100 - {sum_}" if is_reversed(question) else sum_
        why = "; high is bad here, so it is turned round" if is_reversed(question) else ""
        yield f"Score: {turned} = {_rounded(result.mark)}{why}."
    if result.mark is not None and question.use is Use.SCORE:
        gap = whole(result.mark) - target
        yield f"It is {against(gap, target)} for {question.dimension}."
    yield _evidence(result)
    if question.use is not Use.SCORE:
        yield f"use: {question.use.value}, so it is in no score."
    elif question.weight != 1:
        yield f"Its weight is {question.weight:g}."
    if is_blocking(question):
        yield "A bad answer here is a blocking finding: it caps the overall word, not the number."


def _verdict(findings: Findings) -> Iterator[str]:
    """Yield each rule of the verdict in order, up to the one that fits."""
    verdict = judge(findings)
    yield headline(findings, verdict)
    yield "The first of these that fits decides:"
    gap, scored = findings.overall, findings.scores.scored
    signs = " ".join(signs_sentence(s) for s in findings.signs) or "Warning signs were not asked."
    raised = sum(len(s.raised) for s in findings.signs)
    deepest_name, deepest = findings.dimensions[0]
    rules = (
        f"1. A majority of warning signs is raised. {signs}",
        f"2. A blocking finding. {count(len(findings.blocking.found), 'finding')} among "
        f"{count(findings.blocking.asked, 'blocking question')}.",
        f"3. The overall is below target. Overall: {_or_none(gap.observed)}, "
        f"target {gap.reference}.",
        f"4. No overall, under two-thirds answered, or signs that cannot say yet. "
        f"Overall: {_or_none(gap.observed)}; answered: {findings.counted} of {len(scored)}; signs: "
        f"{'cannot say' if findings.any_signs(Majority.CANNOT_SAY) else 'settled or not asked'}.",
        f"5. More than {WARNING_SIGNS_ALLOWED} signs raised, or a dimension {FAR_BELOW} or more "
        f"below its target. {count(raised, 'sign')}; {deepest_name}: "
        f"{_or_none(deepest.points)}.",
        "6. None of these: on target.",
    )
    fits = list(type(verdict)).index(verdict)
    for number, rule in enumerate(rules[: fits + 1]):
        yield f"  {rule} {'This fits.' if number == fits else 'No.'}"
    if findings.any_signs(Majority.CANNOT_SAY):
        yield "Unanswered signs could still make a majority."


def _or_none(points: int | None) -> str:
    return "no score" if points is None else str(points)


def _result_line(name: str, score: Score, target: int, called: str | None = None) -> str:
    if score.points is None:
        return f"{name}: {not_enough(score)}."
    gap = score.points - target
    shown = called or word(score.points).value
    return f"{name}: {score.points} of 100 ({shown}), {against(gap, target)}."


def _question_line(result: Result) -> str:
    where = f"{result.bank.bank.id} / {result.question.id}"
    if result.mark is None:
        counts = "counts as 0" if result.counts else "not in the mean"
        return f"{where}: {_answer(result)}, {counts}"
    weight = f", weight {result.question.weight:g}" if result.question.weight != 1 else ""
    shown = "" if result.evidenced or not result.mark else ", not evidenced"
    return f"{where}: {_answer(result)}, {_number(result.mark)}{weight}{shown}"


def _answer(result: Result) -> str:
    if result.answer is None:
        return "unanswered"
    if result.answer.choice is Blank.DONT_KNOW:
        return "don't know"
    option = result.option
    return f'"{clean(option.label)}"' if option else "not applicable"


def _evidence(result: Result) -> str:
    answer = result.answer
    if answer is None or result.option is None:
        return "There is no answer to show."
    given, counts = answer.evidence.value, result.graded.value
    aged = (
        f", which counts as {counts}: it needs a date within 12 months" if given != counts else ""
    )
    shown = "can be shown" if result.evidenced else "cannot be shown yet"
    return f"Evidence: {given}{aged}. It {shown} (needed: {result.question.needs.value})."


def _range(score: Score) -> Iterator[str]:
    if score.low is not None and score.high is not None and score.low != score.high:
        yield (
            f"Possible range: {whole(score.low)} to {whole(score.high)}, "
            "with every missing answer at its worst and at its best."
        )


def _number(value: Fraction, digits: int = 2) -> str:
    """Return a number with as many decimals as it has, at most so many, rounded half up."""
    scaled = str(whole(value * 10**digits)).zfill(digits + 1)
    return f"{scaled[:-digits]}.{scaled[-digits:]}".rstrip("0").rstrip(".")


def _quotient(total: Fraction, over: Fraction) -> str:
    """Return a division with enough digits to come to the points that are shown."""
    digits = 2
    while whole(Fraction(_number(total, digits)) / over) != whole(total / over):
        digits += 1
    return f"{_number(total, digits)} / {float(over):.12g}"


def _rounded(value: Fraction) -> str:
    """Return a score with the points that are shown; no digit is cut that would contradict them."""
    points = str(whole(value))
    digits = 2
    while whole(Fraction(_number(value, digits))) != whole(value):
        digits += 1
    exact = _number(value, digits)
    return points if exact == points else f"{exact}, shown as {points}"
