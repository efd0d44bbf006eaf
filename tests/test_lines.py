"""The grammar of line mode, and its sentences."""

import datetime
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interviews import DAY, ITEMS, NEW, bank, key
from rich.cells import cell_len

from custcheck.interview import sentences
from custcheck.interview.commands import (
    Back,
    Finish,
    Forward,
    Give,
    Go,
    Grade,
    Note,
    Refusal,
    Review,
    Skip,
)
from custcheck.interview.console import Console, wrap
from custcheck.interview.lines import Aside, Parsed, Unclear, parse, parse_reason
from custcheck.interview.state import Interview, Item, Phase, apply
from custcheck.model import NO, YES, Answer, Blank, Evidence

YESNO, SCALE, LEVELS = NEW, replace(NEW, position=2), replace(NEW, position=3)
REVIEW = replace(NEW, phase=Phase.REVIEW)
SOMETIMES, OFTEN = ITEMS[2].options["3"], ITEMS[2].options["4"]
NOW_AND_THEN, REVIEWED = ITEMS[3].options["2"], ITEMS[3].options["3"]
UNKNOWN, NOT_APPLICABLE = Blank.DONT_KNOW, Blank.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("line", "at", "parsed"),
    [
        ("y", YESNO, Give(YES)),
        ("YES", YESNO, Give(YES)),
        ("1", YESNO, Give(YES)),
        ("n", YESNO, Give(NO)),
        ("No", YESNO, Give(NO)),
        ("2", YESNO, Give(NO)),
        ("no: pay is below", YESNO, Give(NO, "pay is below")),
        ("no:", YESNO, Give(NO)),
        ("4", SCALE, Give(OFTEN)),
        ("  often ", SCALE, Give(OFTEN)),
        ("4: board pack: page 4", SCALE, Give(OFTEN, "board pack: page 4")),
        ("Often: yes", SCALE, Give(OFTEN, "yes")),
        ("Sometimes: About half the time.", SCALE, Give(SOMETIMES)),
        ("3:  about  HALF the time ", SCALE, Give(SOMETIMES)),
        ("3: about half the time, p. 4", SCALE, Give(SOMETIMES, "about half the time, p. 4")),
        ("asks=sometimes: About half the time.", YESNO, Give(SOMETIMES, "", key("asks"))),
        ("2", LEVELS, Give(NOW_AND_THEN)),
        ("now and  then: a note", LEVELS, Give(NOW_AND_THEN)),
        ("Now and then: a note: p. 4", LEVELS, Give(NOW_AND_THEN, "p. 4")),
        ("review", LEVELS, Give(REVIEWED)),
        ("r", LEVELS, Review()),
        ("d", YESNO, Give(UNKNOWN)),
        ("DK: ask Jo", YESNO, Give(UNKNOWN, "ask Jo")),
        ("x: one product", SCALE, Give(NOT_APPLICABLE, "one product")),
        ("na", SCALE, Give(NOT_APPLICABLE)),
        ("s", YESNO, Skip()),
        ("skip", YESNO, Skip()),
        ("asks=4: seen", YESNO, Give(OFTEN, "seen", key("asks"))),
        ("asks = Often", REVIEW, Give(OFTEN, "", key("asks"))),
        ("Small-Bank.asks=4", YESNO, Give(OFTEN, "", key("asks"))),
        ("asks=s", YESNO, Skip(key("asks"))),
        ("listens=no: a=b", SCALE, Give(NO, "a=b", key("listens"))),
        ("back", YESNO, Back()),
        ("B", YESNO, Back()),
        ("forward", YESNO, Forward()),
        ("go 15", YESNO, Go(15)),
        ("GO 2", REVIEW, Go(2)),
        ("3", REVIEW, Go(3)),
        ("note a = b", YESNO, Note("a = b")),
        ("note: pay", YESNO, Note("pay")),
        ("note", YESNO, Note("")),
        ("checked", YESNO, Grade(Evidence.CHECKED, DAY)),
        ("confirmed 2026-06-30", YESNO, Grade(Evidence.CONFIRMED, datetime.date(2026, 6, 30))),
        ("described", YESNO, Grade(Evidence.DESCRIBED)),
        ("r", YESNO, Review()),
        ("f", YESNO, Finish()),
        ("finish", REVIEW, Finish()),
        ("?", YESNO, Aside.WHY),
        ("why", YESNO, Aside.WHY),
        ("help", REVIEW, Aside.HELP),
        ("q", YESNO, Aside.QUIT),
        ("quit", REVIEW, Aside.QUIT),
        ("", YESNO, Aside.AGAIN),
        ("   ", REVIEW, Aside.AGAIN),
    ],
)
def test_a_line_means_one_thing(line: str, at: Interview, parsed: Parsed) -> None:
    assert parse(line, at, DAY) == parsed


@pytest.mark.parametrize(
    ("line", "at", "says"),
    [
        ("no idea", YESNO, 'Not understood: "no idea". Type yes, no, d, x, s, or help.'),
        ("yes no", YESNO, 'Not understood: "yes no". Type yes, no, d, x, s, or help.'),
        ("0", YESNO, 'Not understood: "0". Type yes, no, d, x, s, or help.'),
        ("3", YESNO, 'Not understood: "3". Type yes, no, d, x, s, or help.'),
        ("maybe", SCALE, 'Not understood: "maybe". Type 1 to 5, d, x, s, or help.'),
        ("yes", SCALE, 'Not understood: "yes". Type 1 to 5, d, x, s, or help.'),
        ("3.0", SCALE, 'Not understood: "3.0". Type 1 to 5, d, x, s, or help.'),
        ("1 2", SCALE, 'Not understood: "1 2". Type 1 to 5, d, x, s, or help.'),
        ("oftn", SCALE, 'Did you mean "Often"? Type 1 to 5'),
        ("0.25", LEVELS, "Type 1 to 3, d, x, s, or help."),
        ("s: later", YESNO, 'Not understood: "s: later".'),
        ("quit now", YESNO, 'Not understood: "quit now".'),
        ("described today", YESNO, 'Not understood: "described today".'),
        ("go", YESNO, "Type go and the number of a question, as in: go 15"),
        ("go on", YESNO, "Type go and the number"),
        ("checked 2026-13-01", YESNO, "A date is written as in: checked 2026-11-21"),
        ("checked 2026-11-22", YESNO, "2026-11-22 is after the date of this audit, 2026-11-21."),
        ("checked 20261101", YESNO, "A date is written as in: checked 2026-11-21"),
        ("ask=3", YESNO, 'There is no question "ask" in this audit. Did you mean "asks"?'),
        ("asks=maybe", YESNO, 'Not understood: "maybe". Type 1 to 5'),
        ("asks=", YESNO, 'Not understood: "".'),
        ("yes", REVIEW, "Type the number of a question, finish, quit, or help."),
        ("9999999", REVIEW, "Type the number of a question"),
        ("a" * 70, YESNO, f'Not understood: "{"a" * 57}...".'),
    ],
)
def test_nothing_is_guessed(line: str, at: Interview, says: str) -> None:
    parsed = parse(line, at, DAY)

    assert isinstance(parsed, Unclear)
    assert says in parsed.says


def test_an_id_that_two_banks_share_needs_its_bank() -> None:
    twin = bank(
        "custcheck: 1\nkind: bank\nid: twin\nversion: '1'\ntitle: T\n"
        "dimensions: [{id: a, name: A}]\nquestions:\n"
        "  - {id: listens, dimension: a, type: yesno, yes_is: good, text: Q?}\n"
    )
    now = replace(NEW, items=(*ITEMS, Item(twin, twin.bank.questions[0])))

    assert parse("listens=y", now, DAY) == Unclear(
        'Two banks have a question "listens". Write small-bank.listens or twin.listens.'
    )
    assert parse("twin.listens=y", now, DAY) == Give(YES, "", ("twin", "listens"))


@given(st.text(max_size=30))
def test_every_line_is_parsed(line: str) -> None:
    for at in (YESNO, SCALE, LEVELS, REVIEW):
        parse(line, at, DAY)
        assert parse_reason(line, at.item) != ""


@pytest.mark.parametrize(
    ("line", "parsed"),
    [
        ("we have one product", "we have one product"),
        ("x: we have one product", "we have one product"),
        ("no phone: none at all", "no phone: none at all"),
        ("4 of 5 sites: no phone", "4 of 5 sites: no phone"),
        ("go to market is indirect", "go to market is indirect"),
        ("quit smoking", "quit smoking"),
        ("", Aside.AGAIN),
        ("  ", Aside.AGAIN),
        ("back", Aside.AGAIN),
        ("B", Aside.AGAIN),
        ("help", Aside.HELP),
        ("?", Aside.WHY),
        ("Quit", Aside.QUIT),
        ("q", Aside.QUIT),
        ("review", Review()),
        ("finish", Finish()),
        ("forward", Forward()),
        ("go 2", Go(2)),
    ],
)
def test_a_reason_or_a_command(line: str, parsed: Parsed | str) -> None:
    for at in (YESNO, SCALE, LEVELS):
        assert parse_reason(line, at.item) == parsed


@pytest.mark.parametrize(
    "line", ["x", "X", "na", "x:", "d", "dk:", "s", "skip", "yes", "N", "no", "2", "2:", "Always"]
)
def test_an_answer_is_no_reason(line: str) -> None:
    assert parse_reason(line, SCALE.item) == Unclear(
        "Say in a few words why it does not apply, or press Enter to cancel."
    )


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (1, "about 1 minute"),
        (8, "about 1 minute"),
        (9, "about 2 minutes"),
        (28, "about 5 minutes"),
        (69, "about 12 minutes"),
    ],
)
def test_minutes(questions: int, words: str) -> None:
    assert sentences.time_needed(questions) == words


def test_a_question_in_lines() -> None:
    answered = replace(SCALE, answers={key("asks"): Answer(OFTEN, "p. 4.", Evidence.CHECKED, DAY)})

    assert list(sentences.question(answered)) == [
        "Question 3 of 4. Last things, 1 of 2. How often are customers asked?",
        "  Best witness: Front line.",
        "  1 = Never",
        "  2 = Rarely",
        "  3 = Sometimes: About half the time.",
        "  4 = Often",
        "  5 = Always",
        "Current answer: Often. Evidence: p. 4. Checked on 2026-11-21.",
    ]


def test_a_role_reads_its_own_words_and_no_witness() -> None:
    assert list(sentences.question(replace(YESNO, role="boss"))) == [
        "Question 1 of 4. First things, 1 of 2. Do we listen?",
        "  y = Yes, n = No",
    ]


@pytest.mark.parametrize(
    ("line", "at", "says"),
    [
        ("y", YESNO, "Recorded: 1, Yes."),
        ("y: p. 4", YESNO, "Recorded: 1, Yes. Evidence saved."),
        ("y", replace(YESNO, draft="p. 4"), "Recorded: 1, Yes. Evidence saved."),
        ("x: no calls", YESNO, "Recorded: 1, Not applicable. Reason saved."),
        ("d: ask Jo", YESNO, "Recorded: 1, Don't know. Note saved."),
        ("asks=often", YESNO, "Recorded: 3, Often."),
        ("s", YESNO, "Skipped: 1. It stays open."),
        ("note p. 4", YESNO, "Note kept. It is saved with your answer."),
        ("go 2", YESNO, ""),
        ("s", replace(YESNO, answers={key("listens"): Answer(YES)}), ""),
        ("note p. 4", replace(YESNO, answers={key("listens"): Answer(YES)}), "Note saved."),
        ("note", replace(YESNO, draft="p. 4"), "Note deleted."),
        (
            "checked",
            replace(YESNO, answers={key("listens"): Answer(YES)}),
            "Recorded: 1, checked on 2026-11-21.",
        ),
        (
            "checked",
            replace(SCALE, answers={key("waits"): Answer(YES)}, last=key("waits")),
            "Recorded: 2, checked on 2026-11-21.",
        ),
        (
            "described",
            replace(REVIEW, answers={key("waits"): Answer(YES)}, last=key("waits")),
            "Recorded: 2, described.",
        ),
    ],
)
def test_what_is_recorded_is_said(line: str, at: Interview, says: str) -> None:
    command = parse(line, at, DAY)
    assert not isinstance(command, Aside | Unclear)
    result = apply(at, command)
    assert isinstance(result, Interview)

    assert sentences.recorded(at, command, result) == says


def test_the_review_in_lines() -> None:
    now = replace(
        NEW,
        answers={
            key("listens"): Answer(YES, "p. 4", Evidence.DESCRIBED),
            key("waits"): Answer(NOT_APPLICABLE, "no shop"),
        },
    )

    assert list(sentences.review(now)) == [
        "  1. Does the organisation listen [optional]? - Yes. Evidence: p. 4.",
        "  2. Do customers wait? - Not applicable. Reason: no shop.",
        "  3. How often are customers asked? - OPEN.",
        "  4. What happens to a complaint? - OPEN.",
        "Review: 1 answered, 1 not applicable, 2 open.",
        "Open: 3 to 4.",
        "To change an answer, type its number. To see all, type review. To end, type finish.",
        "To go on with the open ones, type forward.",
    ]
    assert sentences.warning(now) == (
        "2 open questions (3 to 4) will show as not answered. Type finish again to end."
    )


def test_every_refusal_has_its_words() -> None:
    assert set(sentences.REFUSALS) == set(Refusal)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("", [""]),
        ("one two three four five six", ["one two three four", "  five six"]),
        ("  1 = one two three four", ["  1 = one two three", "      four"]),
        ("客客客 客客客 客客客 客", ["客客客 客客客 客客客", "  客"]),
        ("a " + "b" * 25 + " c", ["a", "  " + "b" * 25, "  c"]),
    ],
)
def test_text_is_wrapped_between_words(text: str, lines: list[str]) -> None:
    assert wrap(text, 20) == lines


def test_what_is_to_be_copied_stays_whole() -> None:
    text = "Saved in /my audits/a.yaml. Go on: audit --resume 'my a'"
    whole = ("/my audits/a.yaml", "audit --resume 'my a'")

    assert wrap(text, 20, whole) == [
        "Saved in",
        "  /my audits/a.yaml.",
        "  Go on:",
        "  audit --resume 'my a'",
    ]


def test_a_prompt_is_wrapped_and_the_cursor_waits_after_it() -> None:
    stderr = io.StringIO()

    Console(io.StringIO("Acme\n"), stderr, is_terminal=True).ask("\x07" + "word " * 16 + "end:")

    assert stderr.getvalue() == f"{'word ' * 15}word\n  end: "


@given(st.lists(st.text("ab客é", min_size=1, max_size=30)).map(" ".join), st.integers(20, 90))
def test_wrapping_keeps_every_word_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)

    assert " ".join(lines).split() == text.split()
    assert all(cell_len(line) <= width or len(line.split()) == 1 for line in lines)


def test_what_an_encoding_cannot_show_is_replaced() -> None:
    raw = io.BytesIO()
    stderr = io.TextIOWrapper(raw, encoding="ascii")

    Console(io.StringIO(), stderr, is_terminal=True).say("café \x1b[31mred\x1b[0m [bold]x[/]")

    assert raw.getvalue() == b"caf? red [bold]x[/]\n"
