"""What is handed over behind a report: every question with its answer, and every sum.

The terminal does not show it, so it is built for the other formats alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from custcheck.assessment.assess import Assessed, Audit, score_audit
from custcheck.assessment.explain import VERDICT, WHOLE, explain_in
from custcheck.assessment.priorities import is_settled
from custcheck.assessment.report import (
    Appendix,
    QuestionLine,
    QuestionsPart,
    QuestionState,
    Report,
    WorkingPart,
)
from custcheck.assessment.words import EFFORT
from custcheck.gaps import Gap
from custcheck.model import Answer, Blank, Evidence, LoadedBank, Option, Question, Use
from custcheck.scoring import Result, grade, is_evidenced, whole


def detailed(audit: Audit, report: Report) -> Report:
    """Return a report with its appendix, and those of other frameworks with theirs."""
    main, *others = score_audit(audit)
    return replace(
        report,
        appendix=_appendix(audit, main),
        others=tuple(
            replace(other, appendix=_appendix(audit, assessed))
            for other, assessed in zip(report.others, others, strict=True)
        ),
    )


def _appendix(audit: Audit, assessed: Assessed) -> Appendix:
    return Appendix(
        questions=tuple(_questions(audit, assessed)), workings=tuple(_workings(audit, assessed))
    )


def _questions(audit: Audit, assessed: Assessed) -> Iterator[QuestionsPart]:
    """Yield the questions of each bank in its own order, those it asked and those answered."""
    scores = assessed.scores
    results = {result.key: result for result in scores.results}
    off = {(bank.bank.id, question.id) for bank, question in scores.not_applicable}
    dimensions = {d.dimension.id: d.dimension.name for d in scores.every_dimension()}
    for bank in (score.bank for score in scores.banks):
        lines = tuple(
            _question_line(audit, bank, question, results.get(key), dimensions, assessed.gaps)
            for question in bank.bank.questions
            if (key := (bank.bank.id, question.id)) in results or key in off
        )
        yield QuestionsPart(bank.bank.id, bank.bank.title, lines)


def _question_line(
    audit: Audit,
    bank: LoadedBank,
    question: Question,
    result: Result | None,
    dimensions: Mapping[str, str],
    gaps: Mapping[str, Gap],
) -> QuestionLine:
    answer = audit.response.answers.get(bank.bank.id, {}).get(question.id)
    is_scored = question.use is Use.SCORE
    graded = grade(answer, audit.date) if answer is not None else Evidence.CLAIMED
    has_option = answer is not None and isinstance(answer.choice, Option)
    action = None if result is None or is_settled(result, gaps) else question.action
    return QuestionLine(
        id=question.id,
        number=bank.bank.questions.index(question) + 1,
        label=question.name,
        text=bank.wording(question, audit.response.role),
        group=bank.group_title(question),
        dimension=dimensions.get(question.dimension, question.dimension),
        state=_state(answer),
        answer=answer.choice.label if answer and isinstance(answer.choice, Option) else "",
        score=whole(result.mark) if result and result.mark is not None and is_scored else None,
        target=gaps[question.dimension].reference if is_scored else None,
        note=answer.note if answer else "",
        evidence=graded.value if has_option else None,
        checked_on=answer.checked_on if answer else None,
        is_evidenced=has_option and is_evidenced(question, graded),
        witnesses=tuple(map(bank.framework.role_name, question.ask)),
        action=action.text if action else "",
        effort=EFFORT[action.effort] if action else None,
    )


def _state(answer: Answer | None) -> QuestionState:
    match answer:
        case None:
            return QuestionState.UNANSWERED
        case Answer(choice=Blank.DONT_KNOW):
            return QuestionState.DONT_KNOW
        case Answer(choice=Blank.NOT_APPLICABLE):
            return QuestionState.NOT_APPLICABLE
        case _:
            return QuestionState.ANSWERED


def _workings(audit: Audit, assessed: Assessed) -> Iterator[WorkingPart]:
    """Yield how the verdict, the overall and each dimension arise."""
    yield WorkingPart("Verdict", tuple(explain_in(audit, assessed, VERDICT)))
    yield WorkingPart("Overall", tuple(explain_in(audit, assessed, WHOLE)))
    for part in assessed.scores.every_dimension():
        lines = tuple(explain_in(audit, assessed, part.dimension.id))
        yield WorkingPart(part.dimension.name, lines)
