"""The interview's machine: what each command does, and that none loses an answer."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interviews import DAY, ITEMS, NEW, SMALL, again, key

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
    Refusal,
    Review,
    Skip,
)
from custcheck.interview.state import Interview, Phase, apply, from_response, to_response
from custcheck.model import NO, YES, Answer, Blank, Evidence, Extent, Response, Status

OFTEN = ITEMS[2].options["4"]
LONG = "n" * 501
UNKNOWN, NOT_APPLICABLE = Blank.DONT_KNOW, Blank.NOT_APPLICABLE


def after(*commands: Command, start: Interview = NEW) -> Interview:
    """Return the interview after commands, none of which may be refused."""
    now = start
    for command in commands:
        result = apply(now, command)
        assert isinstance(result, Interview), (command, result)
        now = result
    return now


ALL = (Give(YES), Give(NO), Give(OFTEN), Give(UNKNOWN))


@pytest.mark.parametrize(
    ("commands", "phase", "position"),
    [
        ((), Phase.ASKING, 0),
        ((Give(YES),), Phase.ASKING, 1),
        ((Give(NOT_APPLICABLE, "one product"),), Phase.ASKING, 1),
        ((Skip(),), Phase.ASKING, 1),
        ((Skip(), Back()), Phase.ASKING, 0),
        ((Skip(), Back(), Forward()), Phase.ASKING, 1),
        ((Give(YES), Give(NO), Back(), Back(), Give(NO)), Phase.ASKING, 2),
        ((Go(4), Give(UNKNOWN)), Phase.ASKING, 0),
        ((Skip(), Give(YES), Give(OFTEN), Give(UNKNOWN)), Phase.REVIEW, 3),
        ((Give(YES, key=key("waits")),), Phase.ASKING, 0),
        ((Give(YES, key=key("waits")), Give(YES)), Phase.ASKING, 2),
        ((Skip(key("waits")), Give(YES)), Phase.ASKING, 2),
        (ALL, Phase.REVIEW, 3),
        ((*ALL, Back()), Phase.ASKING, 3),
        ((*ALL, Back(), Forward()), Phase.REVIEW, 3),
        ((*ALL, Go(2)), Phase.ASKING, 1),
        ((*ALL, Go(2), Give(YES)), Phase.REVIEW, 1),
        ((*ALL, Go(2), Skip()), Phase.REVIEW, 1),
        ((*ALL, Go(2), Back()), Phase.REVIEW, 1),
        ((*ALL, Go(2), Forward()), Phase.REVIEW, 1),
        ((*ALL, Finish()), Phase.FINISHED, 3),
        ((Give(YES), Review()), Phase.REVIEW, 1),
        ((Give(YES), Finish()), Phase.REVIEW, 1),
        ((Give(YES), Finish(), Finish()), Phase.FINISHED, 1),
        ((Give(YES), Finish(), Review(), Finish()), Phase.REVIEW, 1),
        ((Skip(), Give(YES), Review(), Forward()), Phase.ASKING, 0),
        ((Skip(), Give(YES), Review(), Forward(), Give(YES)), Phase.ASKING, 2),
        ((Skip(), Give(YES), Give(OFTEN), Give(UNKNOWN), Forward()), Phase.ASKING, 0),
        ((Give(YES), Review(), Go(1), Give(NO)), Phase.REVIEW, 0),
        ((Give(YES), Review(), Go(1), Give(NO), Forward()), Phase.ASKING, 1),
        ((Give(YES), Review(), Go(1), Give(NO), Forward(), Give(NO)), Phase.ASKING, 2),
        ((Give(YES), Review(), Back()), Phase.ASKING, 1),
        ((Give(YES), Review(), Back(), Give(NO)), Phase.ASKING, 2),
        ((Give(YES), Review(), Go(1), Review(), Back(), Give(NO)), Phase.REVIEW, 0),
    ],
)
def test_a_command_leads_to_a_place(
    commands: tuple[Command, ...], phase: Phase, position: int
) -> None:
    now = after(*commands)

    assert (now.phase, now.position) == (phase, position)


@pytest.mark.parametrize(
    ("commands", "command", "refusal"),
    [
        ((), Give(NOT_APPLICABLE), Refusal.NEEDS_REASON),
        ((Give(YES, "seen"), Back()), Give(NOT_APPLICABLE), Refusal.NEEDS_REASON),
        ((Give(NOT_APPLICABLE, "why"), Back()), Note(""), Refusal.NEEDS_REASON),
        ((), Give(YES, LONG), Refusal.NOTE_TOO_LONG),
        ((), Note(LONG), Refusal.NOTE_TOO_LONG),
        ((), Draft(LONG), Refusal.NOTE_TOO_LONG),
        ((), Note(" "), Refusal.NO_NOTE),
        ((Note("a"),), Skip(), Refusal.NOTE_WAITS),
        ((Note("a"),), Go(2), Refusal.NOTE_WAITS),
        ((Give(YES), Note("a")), Finish(), Refusal.NOTE_WAITS),
        ((), Back(), Refusal.AT_THE_START),
        ((), Forward(), Refusal.ANSWER_OR_SKIP),
        ((), Go(0), Refusal.NO_SUCH_QUESTION),
        ((), Go(5), Refusal.NO_SUCH_QUESTION),
        ((), Finish(), Refusal.NOTHING_ANSWERED),
        ((), Grade(Evidence.CHECKED, DAY), Refusal.NOT_ANSWERED),
        ((Give(UNKNOWN), Back()), Grade(Evidence.CHECKED, DAY), Refusal.NOTHING_TO_CHECK),
        ((Give(UNKNOWN),), Grade(Evidence.CHECKED, DAY), Refusal.NOTHING_TO_CHECK),
        ((Skip(),), Grade(Evidence.CHECKED, DAY), Refusal.NOT_ANSWERED),
        ((Review(),), Grade(Evidence.CHECKED, DAY), Refusal.NO_QUESTION_HERE),
        (ALL, Give(YES), Refusal.NO_QUESTION_HERE),
        (ALL, Skip(), Refusal.NO_QUESTION_HERE),
        (ALL, Note("a"), Refusal.NO_QUESTION_HERE),
        (ALL, Draft("a"), Refusal.NO_QUESTION_HERE),
        (ALL, Forward(), Refusal.NOTHING_OPEN),
        ((*ALL, Finish()), Back(), Refusal.IS_FINISHED),
    ],
)
def test_a_command_that_does_not_fit_is_refused(
    commands: tuple[Command, ...], command: Command, refusal: Refusal
) -> None:
    assert apply(after(*commands), command) is refusal


@pytest.mark.parametrize(
    ("commands", "answer"),
    [
        ((Give(YES),), Answer(YES)),
        ((Give(YES, "p. 4"),), Answer(YES, "p. 4", Evidence.DESCRIBED)),
        ((Note("p. 4"), Give(YES)), Answer(YES, "p. 4", Evidence.DESCRIBED)),
        ((Give(YES), Back(), Note("p. 4")), Answer(YES, "p. 4", Evidence.DESCRIBED)),
        ((Give(YES, "p. 4"), Back(), Note("")), Answer(YES)),
        ((Note("p. 4"), Note(""), Give(YES)), Answer(YES)),
        ((Give(UNKNOWN, "ask Jo"),), Answer(UNKNOWN, "ask Jo")),
        ((Give(YES, "p. 4"), Back(), Give(NO)), Answer(NO, "p. 4", Evidence.DESCRIBED)),
        (
            (Give(YES, "p. 4"), Back(), Grade(Evidence.CHECKED, DAY), Give(NO)),
            Answer(NO, "p. 4", Evidence.CHECKED, DAY),
        ),
        (
            (Give(YES), Back(), Grade(Evidence.CHECKED, DAY), Grade(Evidence.DESCRIBED)),
            Answer(YES, "", Evidence.DESCRIBED),
        ),
        (
            (Give(NOT_APPLICABLE, "why"), Back(), Give(NOT_APPLICABLE)),
            Answer(NOT_APPLICABLE, "why"),
        ),
        ((Give(NOT_APPLICABLE, "why"), Back(), Give(YES)), Answer(YES)),
        ((Give(NOT_APPLICABLE, "why"), Back(), Give(UNKNOWN)), Answer(UNKNOWN)),
        (
            (Give(NOT_APPLICABLE, "why"), Back(), Give(YES, "p. 4")),
            Answer(YES, "p. 4", Evidence.DESCRIBED),
        ),
        (
            (Give(YES, "p. 4"), Back(), Grade(Evidence.CHECKED, DAY), Give(UNKNOWN)),
            Answer(UNKNOWN, "p. 4"),
        ),
        (
            (Give(YES), Back(), Grade(Evidence.CHECKED, DAY), Give(NOT_APPLICABLE, "why")),
            Answer(NOT_APPLICABLE, "why"),
        ),
        (
            (Give(UNKNOWN, "ask Jo"), Back(), Give(NO)),
            Answer(NO, "ask Jo", Evidence.DESCRIBED),
        ),
    ],
)
def test_a_change_keeps_note_and_evidence(commands: tuple[Command, ...], answer: Answer) -> None:
    assert after(*commands).answers[key("listens")] == answer


GRADE = Grade(Evidence.CHECKED, DAY)


@pytest.mark.parametrize(
    ("commands", "graded"),
    [
        ((Give(YES), GRADE), "listens"),
        ((Give(YES), Skip(), GRADE), "listens"),
        ((Give(YES), Give(NO), GRADE), "waits"),
        ((Give(YES), Give(NO), Back(), Back(), GRADE), "listens"),
        ((Give(YES), Give(OFTEN, key=key("asks")), GRADE), "asks"),
        ((*ALL[:3], Give(ITEMS[3].options["1"]), GRADE), "mends"),
        ((*ALL, Go(2), Give(YES), GRADE), "waits"),
    ],
)
def test_a_grade_is_for_the_answer_on_screen_or_else_the_last_one(
    commands: tuple[Command, ...], graded: str
) -> None:
    now = after(*commands)

    checked = [k for k, a in now.answers.items() if a.evidence is Evidence.CHECKED]
    assert checked == [key(graded)]


def test_options_are_typed_by_value_where_values_are_keys_else_by_place() -> None:
    typed = [{k: o.label for k, o in item.options.items()} for item in ITEMS]

    assert typed == [
        {"1": "Yes", "2": "No"},
        {"1": "Yes", "2": "No"},
        {"1": "Never", "2": "Rarely", "3": "Sometimes", "4": "Often", "5": "Always"},
        {"1": "Nothing", "2": "Now and then: a note", "3": "Review"},
    ]


_KEYS = st.sampled_from([item.key for item in ITEMS])
_NOTES = st.sampled_from(["", "a note", LONG])


@st.composite
def _gives(draw: st.DrawFn) -> Give:
    item = draw(st.sampled_from(ITEMS))
    choice = draw(st.sampled_from([*item.options.values(), *Blank]))
    return Give(choice, draw(_NOTES), item.key)


_COMMANDS: st.SearchStrategy[Command] = st.one_of(
    _gives(),
    st.builds(Skip, st.none() | _KEYS),
    st.builds(Give, st.sampled_from(Blank), _NOTES),
    st.sampled_from([Back(), Forward(), Review(), Finish()]),
    st.builds(Go, st.integers(0, 5)),
    st.builds(Note, _NOTES),
    st.builds(Draft, _NOTES),
    st.builds(Grade, st.sampled_from(Evidence), st.none() | st.just(DAY)),
)


@given(st.lists(_COMMANDS, max_size=40))
def test_no_sequence_loses_an_answer(commands: list[Command]) -> None:
    now = NEW
    for command in commands:
        result = apply(now, command)
        if isinstance(result, Refusal):
            continue
        given_to = command.key or now.item.key if isinstance(command, Give) else None
        said_before = {k: a.choice for k, a in now.answers.items() if k != given_to}
        said_after = {k: a.choice for k, a in result.answers.items() if k != given_to}

        assert said_before == said_after
        if isinstance(command, Give) and given_to is not None:
            assert result.answers[given_to].choice == command.choice
        assert all(a.note for a in result.answers.values() if a.choice is NOT_APPLICABLE)
        now = result


@given(st.lists(_COMMANDS, max_size=20))
def test_a_saved_interview_goes_on_where_it_was(commands: list[Command]) -> None:
    now = NEW
    for command in commands:
        result = apply(now, command)
        now = now if isinstance(result, Refusal) or result.phase is Phase.FINISHED else result
    begun = Response(status=Status.OPEN)

    back = from_response(again(to_response(now, begun)), (SMALL,))

    assert back.answers == now.answers
    assert back.draft.strip() == now.draft.strip()
    assert back.position == now.position or not now.open


def test_a_response_says_where_the_interview_stands() -> None:
    now = after(Give(NO, key=key("waits")), Give(YES), Note("half"))

    response = to_response(now, Response(organisation="Acme", revision=3))

    assert (response.organisation, response.revision) == ("Acme", 3)
    assert (response.status, response.at, response.draft) == (Status.OPEN, key("asks"), "half")
    assert list(response.answers["small-bank"]) == ["listens", "waits"]


def test_a_finished_response_stands_nowhere() -> None:
    response = to_response(after(*ALL, Finish()), Response(status=Status.OPEN))

    assert (response.status, response.at, response.draft) == (Status.FINISHED, None, "")


def test_answers_that_are_not_asked_are_kept() -> None:
    begun = Response(
        extent=Extent.QUICK, status=Status.OPEN, answers={"small-bank": {"waits": Answer(NO)}}
    )

    now = from_response(begun, (SMALL,))
    response = to_response(after(Give(YES), start=now), begun)

    assert [item.question.id for item in now.items] == ["listens", "asks"]
    assert list(response.answers["small-bank"]) == ["listens", "waits"]


@pytest.mark.parametrize(
    ("response", "phase", "position"),
    [
        (Response(), Phase.ASKING, 0),
        (Response(at=key("asks")), Phase.ASKING, 2),
        (Response(at=key("gone")), Phase.ASKING, 0),
        (Response(answers={"small-bank": {"listens": Answer(YES)}}), Phase.ASKING, 1),
    ],
)
def test_an_interview_opens_at_its_place(response: Response, phase: Phase, position: int) -> None:
    now = from_response(response, (SMALL,))

    assert (now.phase, now.position) == (phase, position)


def test_an_interview_with_every_answer_opens_at_the_review() -> None:
    full = to_response(after(*ALL), Response())

    assert from_response(replace(full, at=None), (SMALL,)).phase is Phase.REVIEW


def test_a_date_counts_as_given() -> None:
    day = datetime.date(2026, 1, 2)
    now = after(Give(YES), Back(), Grade(Evidence.CONFIRMED, day))

    assert now.answer == Answer(YES, "", Evidence.CONFIRMED, day)
