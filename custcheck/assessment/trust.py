"""How far a report can be relied on: coverage, evidence, and what was not asked."""

from collections.abc import Iterator, Sequence

from custcheck.assessment.findings import is_blocking
from custcheck.assessment.report import Asked, TrustPart
from custcheck.assessment.score_lines import whole_or_none
from custcheck.assessment.verdict import Findings
from custcheck.assessment.words import count, listed, lower_first
from custcheck.model import Blank, Extent, Question, Response, Use
from custcheck.scoring import FrameworkScore, Key, Score


def trust_part(findings: Findings, response: Response, left_out: Sequence[str] = ()) -> TrustPart:
    """Return how far the numbers can be relied on."""
    scores, evidence = findings.scores, findings.evidence
    scored = scores.scored
    dont_know = [r for r in scored if r.answer is not None and r.answer.choice is Blank.DONT_KNOW]
    unanswered = [r for r in scored if r.answer is None]
    off = [q.name for _, q in scores.not_applicable if q.use is Use.SCORE]
    answered = sum(1 for r in scored if r.is_known)
    overall = scores.overall
    shows = evidence.checked > 0
    not_asked = (*_banks_left_out(response, left_out), *_not_asked(findings, response))
    return TrustPart(
        answered=answered,
        dont_know=len(dont_know),
        unanswered=len(unanswered),
        not_applicable=len(off),
        applicable=len(scored),
        favourable=evidence.favourable,
        evidenced=evidence.evidenced,
        claimed_score=whole_or_none(overall.claimed),
        evidenced_score=whole_or_none(overall.evidenced) if shows else None,
        sentence=_coverage_sentence(
            answered, len(scored), len(dont_know), len(unanswered), len(off)
        ),
        coverage=f"{answered} of {len(scored)} answered",
        evidence=_evidence_words(findings),
        possible=_possible(overall),
        unanswered_questions=tuple(r.question.name for r in unanswered),
        dont_know_questions=tuple(r.question.name for r in dont_know),
        not_applicable_questions=tuple(off),
        not_asked_short=tuple(phrase for phrase, _ in not_asked),
        not_asked=tuple(sentence for _, sentence in not_asked),
        blocking=_blocking_asked(scores),
        pairs=_pairs_asked(scores),
    )


def _coverage_sentence(answered: int, of: int, dont_know: int, unanswered: int, off: int) -> str:
    rest = [
        words
        for number, words in (
            (dont_know, f'{dont_know} "don\'t know"'),
            (unanswered, f"{unanswered} unanswered"),
            (off, f"{off} not applicable"),
        )
        if number
    ]
    tail = f"; {listed(rest)}" if rest else ""
    return f"Answered: {answered} of {count(of, 'scored question')}{tail}."


def _possible(overall: Score) -> str:
    low, high = whole_or_none(overall.low), whole_or_none(overall.high)
    if overall.claimed is None or low is None or low == high:
        return ""
    return (
        "With every question of this audit answered, the overall would lie "
        f"between {low} and {high}."
    )


def _evidence_words(findings: Findings) -> str:
    evidence = findings.evidence
    if evidence.checked == 0 and evidence.stale:
        return "no check dated within 12 months"
    if evidence.checked == 0:
        return "no answer checked yet"
    if evidence.favourable == 0:
        return "no good answer to show"
    return f"{evidence.evidenced} of {count(evidence.favourable, 'good answer')} can be shown"


def _banks_left_out(response: Response, left_out: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in left_out:
        answers = len(response.answers.get(name, {}))
        has = f"its {count(answers, 'answer')} left out" if answers else "it has no answers"
        yield name, f"The bank {name} is not part of this audit: {has}."


def _not_asked(findings: Findings, response: Response) -> Iterator[tuple[str, str]]:
    """Yield what this audit did not ask, so that silence is not taken for a clean bill.

    Each in two forms: a phrase for a list, and a sentence that says how to ask.
    """
    scores = findings.scores
    asked = len(scores.results) + len(scores.not_applicable)
    of = sum(len(bank.bank.bank.questions) for bank in scores.banks)
    if response.role is not None and _only_asked(scores, response):
        name = lower_first(scores.framework.role_name(response.role))
        yield f"anyone but {name}", f"Only questions that {name} can answer were asked."
    if response.extent is Extent.QUICK and asked < of:
        left = f"{of - asked} of {of} questions"
        yield f"{left} (quick audit)", f"This was a quick audit: {left} were not asked."
    is_shared = any(bank.bank.bank.framework for bank in scores.banks)
    has_signs = any(bank.bank.bank.verdict is not None for bank in scores.banks)
    questions = [q for bank in scores.banks for q in bank.bank.bank.questions]
    for was_asked, could, phrase, start, name in (
        (findings.signs, has_signs, "warning signs", "Warning signs were", "warning-signs"),
        (
            findings.blocking.asked,
            any(is_blocking(q) for q in questions),
            "harm to customers",
            "Harm to customers was",
            "authentic-centricity",
        ),
        (
            findings.pairs,
            any(q.tests_claim for q in questions),
            "claims against deeds",
            "Claims against deeds were",
            "loyalty-integrity",
        ),
    ):
        if was_asked:
            continue
        how = f"add --bank {name}" if is_shared else "no bank in this audit asks"
        if could:
            how = "no such question was put, or none applies"
        yield phrase, f"{start} not asked: {how}."


def _put(scores: FrameworkScore) -> frozenset[Key]:
    """Return the questions that were put, those answered as not applicable among them."""
    off = ((owner.bank.id, question.id) for owner, question in scores.not_applicable)
    return frozenset((*(r.key for r in scores.results), *off))


def _blocking_asked(scores: FrameworkScore) -> Asked:
    put = _put(scores)
    blocking = [key for key, question in _questions(scores) if is_blocking(question)]
    return Asked(sum(key in put for key in blocking), len(blocking))


def _pairs_asked(scores: FrameworkScore) -> Asked:
    put = _put(scores)
    pairs = [
        {key, (key[0], question.tests_claim)}
        for key, question in _questions(scores)
        if question.tests_claim
    ]
    return Asked(sum(pair <= put for pair in pairs), len(pairs))


def _questions(scores: FrameworkScore) -> Iterator[tuple[Key, Question]]:
    """Yield every question of the banks, asked or not."""
    for bank in (score.bank.bank for score in scores.banks):
        yield from (((bank.id, question.id), question) for question in bank.questions)


def _only_asked(scores: FrameworkScore, response: Response) -> bool:
    """Tell whether every result is of a question that the role can answer."""
    return all(r.question in r.bank.asked(response.extent, response.role) for r in scores.results)
