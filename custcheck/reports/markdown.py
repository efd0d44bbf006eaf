"""The report for a pull request or a wiki, in Markdown as GitHub and GitLab read it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from custcheck.assessment.report import (
    ActionLine,
    ActionsPart,
    BankPart,
    BlockingPart,
    ChangeLine,
    ComparisonPart,
    CulturePart,
    PairsPart,
    QuestionLine,
    QuestionsPart,
    Report,
    ScoreLine,
    SignsPart,
    SignState,
    Trend,
    TrustPart,
)
from custcheck.assessment.words import count, day_in_words, upper_first
from custcheck.reports.markup import block, bold, bullets, code, folded, items, said, table

LIMIT = 65_536
"""So many characters fit into a comment."""
_NUMBERS = frozenset(
    ["No.", "Score", "Shown", "Target", "Gap", "Change", "Before", "Now", "Gap then", "Gap now"]
)
"""Columns that are set to the right."""
_OWNER = r"Owner: \_\_\_\_"
_NO_QUESTIONS = "Every question with its answer"
_NO_WORKINGS = "how every number arises"
_table = partial(table, right=_NUMBERS)


def render(report: Report) -> str:
    """Return the report as Markdown: the same text for the same report.

    Where it would not fit into a comment, the questions are left out, then the workings. What is
    left is not cut, however long the texts in it are.
    """
    whole = _document(report)
    if len(whole) > LIMIT:
        whole = _document(report, [_NO_QUESTIONS])
    if len(whole) > LIMIT:
        whole = _document(report, [_NO_QUESTIONS, _NO_WORKINGS])
    return whole


def _document(report: Report, left_out: Sequence[str] = ()) -> str:
    return "\n\n".join(filter(None, _blocks(report, left_out))) + "\n"


def _blocks(report: Report, left_out: Sequence[str]) -> Iterator[str]:
    """Yield headings, paragraphs, lists and tables; a blank line goes between them."""
    yield f"# {said(report.headline)}"
    about = f"{report.organisation}: {report.title}, {day_in_words(report.provenance.date)}"
    yield said(about)
    yield from _story(report, 2)
    for other in report.others:
        yield f"## {said(f'{other.title}, on its own')}"
        yield bold(other.headline)
        yield from _story(other, 3)
    for part in (report, *report.others):
        yield from _appendix(part, left_out)
    if left_out:
        yield (
            f"{' and '.join(left_out)}: left out here, as a comment holds no more than "
            f"{LIMIT:,} characters. The HTML and JSON reports have all of it."
        )
    yield from _provenance(report)


def _story(report: Report, level: int) -> Iterator[str]:
    """Yield a report from its sentences to how far to trust it."""
    yield said(" ".join(report.sentences))
    mark = "#" * level
    if report.gates:
        yield f"{mark} Gates"
        yield items(f"{code(gate.gate)}: {said(gate.outcome)}" for gate in report.gates)
    yield from _comparison(report.comparison, mark)
    yield from _dimensions(report, mark)
    for signs in report.signs:
        yield from _signs(signs, mark)
    yield from _harm(report.blocking, mark)
    yield from _pairs(report.pairs, mark)
    for actions in (report.stop_harm, report.start_this_month, report.plan):
        yield from _actions(actions, mark)
    yield from _culture(report.culture, mark)
    yield from _trust(report.trust, mark)


def _comparison(part: ComparisonPart | None, mark: str) -> Iterator[str]:
    if part is None:
        return
    yield f"{mark} {said(f'Since {part.since}')}"
    yield said(part.sentence)
    named = (
        ("Warning sign raised since", part.raised_since),
        ("Warning sign cleared since", part.cleared_since),
    )
    yield bullets(
        [*part.findings, *(f"{title}: {name}" for title, names in named for name in names)]
    )
    rows = [
        [
            said(line.name),
            *(_number(line.before), _signed(line.gap_before)),
            *(_number(line.now), _signed(line.gap_now), _change(line)),
        ]
        for line in (*part.dimensions, part.overall)
    ]
    yield f"Scores on what both audits answered ({count(part.compared, 'question')}):"
    yield _table(["Dimension", "Before", "Gap then", "Now", "Gap now", "Change"], rows)
    for title, sentences in (
        ("Answers that changed", part.answers),
        ("Not compared", part.left_out),
    ):
        if sentences:
            yield from folded(title, bullets(sentences))


def _dimensions(report: Report, mark: str) -> Iterator[str]:
    yield f"{mark} Dimensions"
    yield said(report.dimensions_sentence)
    since = report.comparison
    changes = {line.id: line for line in (*since.dimensions, since.overall)} if since else {}
    yield _scores("Dimension", [*report.dimensions, report.overall], changes)
    yield said(since.footnote) if since else ""


def _scores(
    first: str, lines: Iterable[ScoreLine], changes: dict[str, ChangeLine] | None = None
) -> str:
    rows = [
        [
            "&emsp;" * line.depth + said(line.name),
            _number(line.score),
            "" if line.evidenced is None else str(line.evidenced),
            _number(line.target),
            _signed(line.gap),
            _marked(changes[line.id]) if changes and line.id in changes else "",
            said(line.note),
        ]
        for line in lines
    ]
    return _table([first, "Score", "Shown", "Target", "Gap", "Change", "Note"], rows)


def _signs(part: SignsPart, mark: str) -> Iterator[str]:
    yield f"{mark} {said(part.heading)}"
    yield said(part.sentence)
    for state in SignState:
        lines = [sign for sign in part.lines if sign.state is state]
        if lines:
            yield f"{upper_first(state.value)} ({len(lines)}):"
            yield bullets(
                f"{s.label} (about employees)" if s.about_employees else s.label for s in lines
            )


def _harm(part: BlockingPart | None, mark: str) -> Iterator[str]:
    if part is None:
        return
    yield f"{mark} Harm"
    yield said(part.sentence)
    named = (("Found", part.found), ("Not ruled out", part.not_ruled_out))
    yield bullets(f"{title}: {name}" for title, names in named for name in names)


def _pairs(part: PairsPart | None, mark: str) -> Iterator[str]:
    if part is None:
        return
    yield f"{mark} Saying and doing"
    yield said(part.sentence)
    yield bullets(pair.sentence for pair in part.lines)


def _actions(part: ActionsPart, mark: str) -> Iterator[str]:
    if not part.lines:
        return
    yield f"{mark} {said(part.title)}"
    yield said(part.sentence)
    told_in_full = [_action(action) for action in part.in_full]
    others = [said(action.text) for action in part.in_brief]
    items = enumerate([*told_in_full, *others], start=1)
    yield "\n".join(f"{number}. {item}" for number, item in items)


def _action(action: ActionLine) -> str:
    facts = ", ".join(filter(None, [action.effort, action.adds and f"adds {action.adds}"]))
    lines = [bold(action.text), said(facts), said(action.reason), _OWNER]
    return "\\\n   ".join(filter(None, lines))


def _culture(part: CulturePart | None, mark: str) -> Iterator[str]:
    if part is None:
        return
    yield f"{mark} Culture"
    yield said(part.sentence)
    yield bullets(
        f"Stage {step.stage}: {step.label}{' (this stage)' if step.stage in part.stages else ''}"
        for step in part.steps
    )


def _trust(trust: TrustPart, mark: str) -> Iterator[str]:
    yield f"{mark} How far to trust it"
    yield said(f"{trust.sentence} {trust.evidence_sentence} {trust.possible}")
    named = (
        ("Unanswered", trust.unanswered_questions),
        ("Don't know", trust.dont_know_questions),
        ("Not applicable", trust.not_applicable_questions),
    )
    names = [f"{title}: {'; '.join(names)}" for title, names in named if names]
    yield bullets([*names, *trust.not_asked])


def _appendix(report: Report, left_out: Sequence[str]) -> Iterator[str]:
    """Yield the banks with their questions, then the workings."""
    yield f"## {said(f'Appendix: {report.title}')}"
    every = report.appendix.questions if report.appendix else ()
    questions = {} if _NO_QUESTIONS in left_out else {part.bank: part for part in every}
    for bank in report.banks:
        yield from _bank(bank, questions.get(bank.id))
    if report.appendix and _NO_WORKINGS not in left_out:
        workings = report.appendix.workings
        told_apart = [line for part in workings for line in (part.title, *part.lines, "")]
        yield from folded("How every number arises", block(told_apart[:-1]))


def _bank(part: BankPart, questions: QuestionsPart | None) -> Iterator[str]:
    yield f"### {said(part.title)}"
    yield said(part.sentence)
    if len(part.groups) > 1:
        yield _scores("Part", part.groups)
    yield bullets(f"{line.question}: {line.answer}" for line in part.unscored)
    if questions is not None:
        columns = ["No.", "Question", "Answer", "Score", "Evidence", "Note", "Ask", "Action"]
        rows = [_question(line) for line in questions.lines]
        yield from folded(f"Questions of {part.title}", _table(columns, rows))


def _question(line: QuestionLine) -> list[str]:
    day = day_in_words(line.checked_on) if line.checked_on else ""
    lacks = "" if line.evidence is None or line.is_evidenced else "not evidenced"
    effort = f" ({line.effort})" if line.effort else ""
    label = "" if line.label == line.text else bold(line.label)
    return [
        str(line.number),
        "<br>".join(filter(None, [label, said(line.text)])),
        said(line.answer or line.state.value),
        "" if line.score is None else str(line.score),
        said(", ".join(filter(None, [line.evidence, day, lacks]))),
        said(line.note),
        said(", ".join(line.witnesses)),
        f"{said(line.action + effort)}<br>{_OWNER}" if line.action else "",
    ]


def _provenance(report: Report) -> Iterator[str]:
    yield "## Where this came from"
    made = report.provenance
    role = f", answered as {made.role}" if made.role else ""
    yield said(f"Made by {made.tool}, {day_in_words(made.date)}, extent {made.extent}{role}.")
    reports = (report, *report.others)
    sources = dict.fromkeys(source for told in reports for source in told.provenance.sources)
    rows = [[said(text) for text in (s.kind, s.id, s.version, s.sha256)] for s in sources]
    yield _table(["Kind", "Name", "Version", "SHA-256"], rows)
    if report.command:
        yield "To make it again:"
        yield block([report.command])


def _number(points: int | None) -> str:
    return "\u2013" if points is None else str(points)


def _signed(points: int | None) -> str:
    """Return a gap or a change with its sign, the minus a true one."""
    return f"+{points}" if points and points > 0 else _number(points).replace("-", "\u2212")


def _marked(line: ChangeLine) -> str:
    return f"{_change(line)}{said('*') if line.needs_mark else ''}"


def _change(line: ChangeLine) -> str:
    return line.trend.value if line.trend is Trend.NO_CLEAR_CHANGE else _signed(line.change)
