"""The interview's screens: what each page shows, that it fits, and that text in it is only text."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interviews import DAY, ITEMS, bank
from rich.cells import cell_len

from custcheck.banks import CORE, shipped
from custcheck.errors import OutputError
from custcheck.interview import key_sentences
from custcheck.interview.editor import Editor
from custcheck.interview.keys import Key, Press
from custcheck.interview.press import press
from custcheck.interview.screen.draw import draw
from custcheck.interview.screen.frame import Frame, Size
from custcheck.interview.state import Interview, Item
from custcheck.interview.view import Page, Seen, View, chosen
from custcheck.loading import load_banks
from custcheck.model import Answer, Blank, Evidence, Extent, Option
from custcheck.reports.canvas import ASCII, SIXTEEN, TRUE_COLOUR, UNICODE, Canvas, Glyphs, Palette
from custcheck.text import UNSAFE, clean

Golden = Callable[[str, str], None]

NO_COLOUR = Palette(below="", above="", strong="", muted="")
SIZES = (
    *(Size(80, 24), Size(40, 24), Size(40, 16), Size(41, 17)),
    *(Size(60, 20), Size(100, 30), Size(200, 60)),
)
SHIPPED = load_banks(list(shipped().values()))
ROLES = (None, *(role.id for role in SHIPPED[0].framework.roles))
QUICK = tuple(
    Item(bank, question) for bank in SHIPPED[: len(CORE)] for question in bank.asked(Extent.QUICK)
)
LONG_NOTE = (
    "Board pack of October 2026, page 4: the CEO's diary has two client visits in 2026, both in "
    "the first quarter, against a plan of one a month. The visitor log of the claims floor knows "
    "of three more by other directors. Two of them came for a photograph and left within the hour; "
    "the third stayed a morning, listened to eleven calls and had the wording of the renewal "
    "letter changed."
)


def canvas(columns: int, glyphs: Glyphs = UNICODE, palette: Palette = TRUE_COLOUR) -> Canvas:
    return Canvas(columns, glyphs, palette)


def frame(view: View, size: Size, glyphs: Glyphs = UNICODE) -> Frame:
    return draw(view, size, canvas(size.columns, glyphs))


def rows(view: View, size: Size, glyphs: Glyphs = UNICODE) -> list[str]:
    return [line.plain for line in frame(view, size, glyphs).lines]


def at(
    position: int,
    items: Sequence[Item] = QUICK,
    answer: Answer | None = None,
    role: str | None = None,
) -> View:
    """Return the view of a question, answered or not."""
    answers = {items[position].key: answer} if answer else {}
    interview = Interview(tuple(items), answers, position=position, role=role)
    return View(
        interview,
        DAY,
        "Harbour & Lane Insurance",
        highlight=chosen(interview),
        about=position,
    )


def pressed(view: View, *keys: str | Key) -> View:
    """Return the view after some keys, none of which leaves it."""
    for key in keys:
        after = press(view, Press(key), Seen(rows=10, last_top=99))
        assert isinstance(after, View)
        view = after
    return view


def typed(view: View, text: str, cursor: int) -> View:
    """Return the view with this text in its editor."""
    return replace(view, editor=Editor(text, cursor))


def option(item: Item, key: str) -> Answer:
    return Answer(item.options[key])


def reviewed(row: int) -> View:
    """Return a review of all but two questions, with every kind of answer."""
    keys = [str(1 + n % len(item.options)) for n, item in enumerate(QUICK)]
    answers = {item.key: option(item, key) for item, key in zip(QUICK, keys, strict=True)}
    for n, evidence in ((3, Evidence.DESCRIBED), (5, Evidence.CHECKED), (13, Evidence.CONFIRMED)):
        key = QUICK[n].key
        answers[key] = replace(answers[key], note="Seen.", evidence=evidence)
    answers[QUICK[12].key] = Answer(Blank.DONT_KNOW)
    answers[QUICK[17].key] = Answer(Blank.NOT_APPLICABLE, "There is no such team.")
    del answers[QUICK[15].key], answers[QUICK[20].key]
    organisation = "Harbour & Lane Insurance"
    return View(Interview(QUICK, answers), DAY, organisation, page=Page.REVIEW, row=row)


# Golden frames

LADDER = next(n for n, item in enumerate(QUICK) if item.question.type == "levels")
SCALE = next(n for n, item in enumerate(QUICK) if item.question.type == "scale")
BACKED = Answer(
    QUICK[SCALE].options["3"],
    "CEO diary, 2 client visits in 2026 (board pack p. 4)",
    Evidence.CHECKED,
    DAY.replace(month=10, day=14),
)
SAID = "10. Yes - saved"
ANSWERED = at(SCALE, QUICK, BACKED)
NOTED = replace(at(SCALE), interview=replace(at(SCALE).interview, draft=LONG_NOTE[:80]))
NOTICES = View(
    Interview(QUICK),
    DAY,
    page=Page.TEXT,
    title=key_sentences.FIRST,
    text=(
        (
            "",
            "top-10-practices has changed since this audit began: 2 answers were kept, and 1 "
            "question is open again because its option is gone.",
        ),
        ("", ""),
        ("", "custcheck writes this file afresh: comments in it will be lost."),
    ),
    way_on="Enter go on",
)
SCENES: Mapping[str, View] = {
    "yesno-fresh": at(0),
    "scale-fresh": at(SCALE),
    "ladder-fresh": at(LADDER),
    "highlighted": pressed(at(SCALE), Key.DOWN, Key.DOWN),
    "answered": replace(ANSWERED, says=SAID),
    "unsaved-note": NOTED,
    "note-waits": pressed(NOTED, "b"),
    "unknown-key": pressed(at(SCALE), "z"),
    "not-saved": replace(
        ANSWERED,
        says=key_sentences.unsaved(
            OutputError("The disk is full. Free some, or choose another place.")
        ),
    ),
    "review": reviewed(row=15),
    "review-warns": pressed(reviewed(row=0), "f"),
    "review-of-one": replace(reviewed(row=0), interview=Interview(QUICK[:1])),
    "note": typed(pressed(ANSWERED, "e"), LONG_NOTE, LONG_NOTE.index("photograph")),
    "reason": typed(pressed(at(SCALE), "x"), "We have no", 10),
    "grade": replace(ANSWERED, page=Page.GRADE, says=key_sentences.GRADE_LEFT),
    "date": pressed(replace(ANSWERED, page=Page.GRADE), "2"),
    "why-top": pressed(ANSWERED, "?"),
    "why-bottom": replace(pressed(ANSWERED, "?"), top=99),
    "notices": NOTICES,
}
SHOTS = (
    ("80x24", Size(80, 24), UNICODE),
    ("40x24", Size(40, 24), UNICODE),
    ("40x16", Size(40, 16), UNICODE),
    ("80x24 in ASCII", Size(80, 24), ASCII),
)


def drawn(name: str, view: View, size: Size, glyphs: Glyphs) -> Iterator[str]:
    """Yield a frame to read: its rows between bars, and what stands from the cursor on."""
    shown = frame(view, size, glyphs)
    row, column = shown.cursor
    yield f"== {name} =="
    yield from (line.plain.rstrip() for line in shown.lines)
    on = shown.lines[row].plain[column : column + 24].rstrip()
    yield f"== cursor: row {row + 1}, column {column + 1}, before [{on}]"
    yield ""


@pytest.mark.parametrize("name", SCENES)
def test_page(name: str, golden: Golden) -> None:
    frames = [line for shot in SHOTS for line in drawn(shot[0], SCENES[name], *shot[1:])]

    golden(f"screen/{name}.txt", "\n".join(frames))


@pytest.mark.parametrize("name", ["answered", "review"])
def test_page_on_a_wide_screen(name: str, golden: Golden) -> None:
    golden(
        f"screen/{name}-wide.txt",
        "\n".join(drawn("200x60", SCENES[name], Size(200, 60), UNICODE)),
    )


def test_screen_that_is_too_small(golden: Golden) -> None:
    sizes = [Size(39, 24), Size(80, 15), Size(20, 5), Size(7, 2), Size(1, 1)]
    frames = [
        line
        for size in sizes
        for line in drawn(f"{size.columns}x{size.rows}", ANSWERED, size, UNICODE)
    ]

    golden("screen/too-small.txt", "\n".join(frames))


# Every size


def faults(shown: Frame, size: Size) -> list[str]:
    """Return what does not fit: too many rows or too few, one that is too wide, a lost cursor."""
    row, column = shown.cursor
    found = [] if len(shown.lines) == size.rows else [f"{len(shown.lines)} rows"]
    found += [line.plain for line in shown.lines if cell_len(line.plain) > size.columns]
    is_inside = 0 <= row < size.rows and 0 <= column < size.columns
    return found if is_inside else [*found, f"the cursor at {shown.cursor}"]


def missing(view: View, shown: Frame, size: Size) -> list[str]:
    """Return what a question's page should offer, and does not."""
    lines = [line.plain for line in shown.lines]
    interview, item = view.interview, view.interview.item
    letters = {"1": "y", "2": "n"} if item.question.type == "yesno" else {}
    keys = [letters.get(key, key) for key in item.options]
    starts = [re.match(r" [ >] (\S)  \S", line) for line in lines]
    foot = {part for line in lines[-2:] for part in line.split("  ")}
    wanted = {
        "options": [start[1] for start in starts if start] == keys,
        "d, x, s": any(re.match(r" {3}d Don't know +x N\S+.* s Skip", line) for line in lines),
        "count": f"Question {interview.position + 1}/{len(interview.items)} " in lines[0],
        "rules": lines[1] == "─" * size.columns and lines[1] in lines[-3:],
        "foot": foot >= {"b back", "e evidence", "? why", "r review", "q save and quit"},
        "whole": shown.seen.is_whole,
    }
    return [name for name, is_there in wanted.items() if not is_there]


def wrong(views: Iterable[View], size: Size) -> Mapping[object, Sequence[str]]:
    """Return the questions whose page does not fit, or lacks something."""
    found = {}
    for view in views:
        shown = frame(view, size)
        found[view.interview.item.key] = faults(shown, size) + missing(view, shown, size)
    return {key: told for key, told in found.items() if told}


def asked(role: str | None) -> Sequence[Item]:
    """Return all shipped questions that are put to a role."""
    return [Item(bank, question) for bank in SHIPPED for question in bank.asked(Extent.FULL, role)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_shipped_question_is_whole(size: Size, role: str | None) -> None:
    items = asked(role)

    assert wrong((at(place, items, role=role) for place in range(len(items))), size) == {}


@pytest.mark.parametrize("size", [Size(40, 16), Size(60, 16), Size(80, 24)], ids=str)
def test_every_shipped_question_is_whole_with_all_that_can_be_said(size: Size) -> None:
    items = asked(None)
    answers = [replace(option(item, list(item.options)[-1]), note=LONG_NOTE) for item in items]
    views = (
        replace(at(place, items, answer), says=LONG_NOTE) for place, answer in enumerate(answers)
    )

    assert wrong(views, size) == {}


@given(
    name=st.sampled_from(sorted(SCENES)),
    size=st.builds(Size, st.integers(1, 220), st.integers(1, 70)),
    row=st.integers(0, len(QUICK) - 1),
    place=st.integers(0, len(LONG_NOTE)),
    glyphs=st.sampled_from([UNICODE, ASCII]),
)
@settings(deadline=None)
def test_every_page_fits_every_size(
    name: str, size: Size, row: int, place: int, glyphs: Glyphs
) -> None:
    view = SCENES[name]
    row = min(row, len(view.interview.items) - 1)
    moved = replace(view.editor, cursor=min(place, len(view.editor.text)))
    shown = frame(replace(view, row=row, top=place, editor=moved), size, glyphs)

    assert faults(shown, size) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_pages_in_ascii_are_ascii(size: Size) -> None:
    assert [name for name in SCENES if not "".join(rows(SCENES[name], size, ASCII)).isascii()] == []


@pytest.mark.parametrize("size", [Size(39, 24), Size(80, 15), Size(39, 15)], ids=str)
def test_nothing_is_asked_on_a_screen_that_is_too_small(size: Size) -> None:
    for view in SCENES.values():
        shown = frame(view, size)
        text = " ".join(line.plain for line in shown.lines)

        assert shown.seen.is_small
        assert re.sub(" +", " ", text).strip() == "Enlarge to 40 by 16, or q then --plain"


@pytest.mark.parametrize("size", [Size(80, 24), Size(40, 16)], ids=str)
def test_review_has_its_highlight_on_screen(size: Size) -> None:
    for row in range(len(QUICK)):
        shown = frame(reviewed(row), size)
        lines = [line.plain for line in shown.lines]
        marked = [place for place, line in enumerate(lines[2:], start=2) if line.startswith("> ")]

        assert marked == [shown.cursor[0]]
        assert lines[marked[0]][2:].split()[0] == str(row + 1)


def test_review_begins_with_the_heading_of_its_first_row() -> None:
    items = [Item(bank, question) for bank in SHIPPED[:2] for question in bank.bank.questions]
    for row in range(len(items)):
        view = replace(at(row, items), page=Page.REVIEW, row=row)
        lines = rows(view, Size(80, 16))
        first = next(line for line in lines[3:] if re.match(r"[ >] [ \d]\d", line))
        number = int(re.sub(r"\D", "", first[:5]))

        assert lines[2].strip() == items[number - 1].bank.group_title(items[number - 1].question)


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_review_says_what_its_star_means(columns: int) -> None:
    assert "* has evidence" in "\n".join(rows(reviewed(3), Size(columns, 24)))


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_review_says_how_many_are_open(columns: int) -> None:
    assert "2 open" in rows(reviewed(3), Size(columns, 24))[0]


@pytest.mark.parametrize("size", [Size(80, 24), Size(40, 16)], ids=str)
def test_all_there_is_to_read_can_be_scrolled_to(size: Size) -> None:
    view = replace(SCENES["why-top"], text=tuple(("", f"Paragraph {n}.") for n in range(50)))
    last = frame(view, size).seen.last_top
    seen = {line for top in range(last + 1) for line in rows(replace(view, top=top), size)}

    assert {text for _, text in view.text} <= {line.rstrip() for line in seen}
    assert "More above and below" in "\n".join(rows(replace(view, top=last - 1), size))
    assert "More above\n" in "\n".join(rows(replace(view, top=last), size))
    assert "More below\n" in "\n".join(rows(view, size))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_grade_page_keeps_the_start_of_the_question(size: Size) -> None:
    assert any(line.startswith("11. Most depart") for line in rows(SCENES["grade"], size))


@pytest.mark.parametrize("size", [Size(80, 24), Size(40, 24), Size(40, 16)], ids=str)
def test_what_could_not_be_saved_says_what_to_do(size: Size) -> None:
    assert "try again." in " ".join(rows(SCENES["not-saved"], size))


# What gives way first


def words(start: str, end: str, count: int) -> str:
    return " ".join([start, *["and so on"] * count, end])


def ladder(
    options: int = 4, *, label: int = 0, help_: int = 30, text: int = 3, note: int = 40
) -> View:
    """Return an answered question whose parts are so many times three words long."""
    levels = "\n".join(
        f"""      - value: {n}
        label: {words(f"Label{n}", f"labelled{n}", label) if label else f"Label{n}"}
        help: {words(f"Help{n}", f"helped{n}", help_)}"""
        for n in range(options)
    )
    loaded = bank(f"""
custcheck: 1
kind: bank
id: long-bank
version: "1.0"
title: A long bank
dimensions: [{{id: care, name: Care}}]
roles: [{{id: boss, name: Bosses, short: Boss}}]
questions:
  - id: long
    dimension: care
    type: levels
    ask: [boss]
    text: {words("Asks", "asked?", text)}
    levels:
{levels}
""")
    item = Item(loaded, loaded.bank.questions[0])
    return at(0, [item], Answer(item.options["1"], words("Notes", "noted", note)))


def without_help(view: View) -> View:
    """Return the same view of a question whose options have no help."""
    item = view.interview.item
    levels = tuple(Option(value=o.value, label=o.label) for o in item.options.values())
    question = item.question.model_copy(update={"levels": levels})
    answers = {item.key: replace(view.interview.answers[item.key], choice=levels[0])}
    return replace(view, interview=Interview((Item(item.bank, question),), answers), highlight="1")


def shows(view: View, size: Size) -> tuple[str, str, str]:
    """Return how much of the help, of the evidence, and of the blank lines is on screen."""
    lines = rows(view, size)
    last = next(place for place, line in enumerate(lines) if line.startswith("   d Don't know"))
    text = "\n".join(lines)

    def much(start: str, end: str) -> str:
        return "whole" if end in text else "clipped" if start in text else "none"

    blanks = "blanks" if "" in lines[2:last] else "tight"
    return much("Help3", "helped3"), much("Notes", "noted"), blanks


@pytest.mark.parametrize("help_", [5, 8, 12])
def test_what_gives_way_first(help_: int) -> None:
    found = [shows(ladder(help_=help_), Size(60, number)) for number in range(40, 15, -1)]
    order = [help_ for help_, _, _ in found]

    assert list(dict.fromkeys(found))[:2] == [
        ("whole", "whole", "blanks"),
        ("whole", "clipped", "blanks"),
    ]
    assert order == sorted(order, key=["whole", "clipped", "none"].index)
    assert {help_ for help_, _, blanks in found if blanks == "tight"} == {"none"}


def test_clipped_help_is_one_line_with_a_mark() -> None:
    number = next(n for n in range(40, 15, -1) if shows(ladder(), Size(60, n))[0] == "clipped")
    options = [line for line in rows(ladder(), Size(60, number)) if "Help" in line]

    assert [line[:22] for line in options] == [
        " > 1  Label0  Help0 an",
        "   2  Label1  Help1 an",
        "   3  Label2  Help2 an",
        "   4  Label3  Help3 an",
    ]
    assert {line[-1] for line in options} == {"…"}


def test_labels_are_whole_wherever_they_can_be() -> None:
    view = ladder(label=6)
    without = without_help(view)
    for number in range(40, 15, -1):
        size = Size(60, number)
        if all(f"labelled{n}" in " ".join(rows(without, size)) for n in range(4)):
            text = " ".join(rows(view, size))

            assert all(f"labelled{n}" in text for n in range(4)), number


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_up_to_eight_options_are_whole_whatever_their_length(size: Size) -> None:
    for options, label, text in product((2, 5, 8), (0, 40), (3, 60)):
        assert wrong([ladder(options, label=label, text=text)], size) == {}


@pytest.mark.parametrize("size", [Size(80, 24), Size(60, 16), Size(40, 17)], ids=str)
def test_nine_options_are_whole_where_there_is_room(size: Size) -> None:
    assert wrong([ladder(9, label=40, text=60)], size) == {}


@pytest.mark.parametrize("size", [Size(80, 24), Size(60, 19), Size(40, 20)], ids=str)
def test_more_options_than_digits_have_no_keys(size: Size) -> None:
    view = ladder(12, label=40, text=60)
    shown = frame(view, size)
    starts = [line.plain[:12] for line in shown.lines if "Label" in line.plain]

    assert missing(view, shown, size) == ["options"]
    assert faults(shown, size) == []
    assert starts == [f" {'>' if n == 0 else ' '}    Label{n} "[:12] for n in range(12)]


@pytest.mark.parametrize(
    ("options", "size"),
    [(9, Size(40, 16)), (12, Size(40, 16)), (12, Size(60, 18)), (12, Size(40, 19))],
    ids=str,
)
def test_what_cannot_fit_says_so_and_shows_no_option(options: int, size: Size) -> None:
    shown = frame(ladder(options, label=40, text=60), size)
    text = " ".join(line.plain for line in shown.lines[2:])

    assert not shown.seen.is_whole
    assert faults(shown, size) == []
    assert text.startswith("This question does not fit here. Enlarge the window, or q then --plain")
    assert "Label" not in text


# Text is only text

HOSTILE = {
    "markup": "[bold red]shout[/] [link=https://example.org]here[/link] [/] \\[x] :smile:",
    "escapes": "\x1b[31mred\x1b[0m \x1b]8;;https://example.org\x07link\x1b]8;;\x07 \x9b2Jgone",
    "controls": "".join(map(chr, range(0x20))) + "\x7f\x80\x85\x9f and\x00more",
    "tabs and lines": "one\ttwo\t\tthree\nfour\r\nfive\vsix\fseven\u2028eight\u2029nine",
    "bidi": "\u202egnirts desrever\u202c \u2066isolated\u2069 \u200fmark",
    "right to left": "هل يستمع القادة إلى العملاء؟ האם המנהלים מקשיבים ללקוחות?",
    "wide": "顧客の声を経営陣はどのくらいの頻度で聞いていますか、それとも聞いていませんか",
    "wide and narrow": "a顧b客c" * 40,
    "combining": "e\u0301" * 60 + " " + "Z\u0351\u036b\u0343\u036a\u0302" * 20,
    "emoji": "👩‍👩‍👧‍👦 🇩🇪 👍🏽 ❤️ ☎️ 1️⃣ " * 10,
    "no spaces": "abc" * 100,
    "only spaces": " " * 90 + "x",
    "invisible": "\u200b\u2060\ufeff\u00ad",
}


def disguised(text: str) -> tuple[Item, ...]:
    """Return the small bank's questions with this text wherever a bank can have text."""
    found = []
    for item in ITEMS:
        own = item.bank.bank
        options = tuple(
            Option.model_construct(value=option.value, label=text, help=text)
            for option in item.bank.options(item.question)
        )
        question = item.question.model_copy(
            update={
                "text": text,
                "label": text,
                "wording": {"boss": text},
                "why": text,
                "evidence": text,
                **({"levels": options} if item.question.type == "levels" else {}),
            }
        )
        roles = tuple(role.model_copy(update={"name": text}) for role in own.roles)
        changed = own.model_copy(
            update={
                "title": text,
                "groups": tuple(g.model_copy(update={"title": text}) for g in own.groups),
                "scales": {"often": options},
                "questions": (question,),
                "roles": roles,
            }
        )
        framework = item.bank.framework.model_copy(update={"roles": roles})
        loaded = replace(item.bank, bank=changed, framework=framework)
        found.append(Item(loaded, question))
    return tuple(found)


def pages(text: str) -> Iterator[View]:
    """Yield every page with this text wherever a bank, an answer or a message can have it."""
    items = disguised(text)
    answers = {
        item.key: Answer(next(iter(item.options.values())), text, Evidence.CHECKED, DAY)
        for item in items[1:]
    }
    answers[items[1].key] = Answer(Blank.NOT_APPLICABLE, text)
    for place in range(len(items)):
        interview = Interview(items, answers, position=place, draft=text)
        view = View(interview, DAY, text, says=text, title=text, row=place, about=place)
        typed_in = clean(text)  # as keys, pastes and answer files all are
        yield from (view, replace(view, highlight="1"), replace(view, says=""))
        yield replace(view, interview=replace(interview, role="boss", draft=""))
        yield replace(view, page=Page.REVIEW)
        if interview.answer is not None:
            yield replace(view, page=Page.GRADE)
        yield replace(view, page=Page.TEXT, text=tuple(key_sentences.why(interview)))
        for page in (Page.NOTE, Page.REASON, Page.DATE):
            for cursor in (0, len(typed_in) // 2, len(typed_in)):
                yield replace(view, page=page, editor=Editor(typed_in, cursor))


def out_of_place(text: str, size: Size) -> list[str]:
    """Return the rows of any page that are too wide, or would make the terminal do something."""
    found = []
    for view in pages(text):
        shown = frame(view, size)
        lines = [line.plain for line in shown.lines]
        acting = [line for line in lines if UNSAFE.search(line) or re.search(r"[\t\n\r]", line)]
        found += [f"{view.page}: {told!r}" for told in (*faults(shown, size), *acting)]
    return found


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("size", [Size(80, 24), Size(40, 16), Size(41, 17)], ids=str)
def test_any_text_keeps_its_place(size: Size, text: str) -> None:
    assert out_of_place(text, size) == []


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=120)
TROUBLE = st.text(
    st.sampled_from("a [/]{}\\\t\n\x1b\u202e\u200d\ufe0f\u20e3\u0301顧客👩❤☎1🇩🇪한ㄱ가\u1100\u1161"),
    min_size=60,
    max_size=120,
)


@given(text=ANYTHING | TROUBLE, columns=st.sampled_from([40, 41, 80]))
@settings(deadline=None, max_examples=40)
def test_any_text_at_all_keeps_its_place(text: str, columns: int) -> None:
    assert out_of_place(text, Size(columns, 24)) == []


def test_markup_is_shown_as_it_is_written() -> None:
    text = "Is it [bold]so[/bold] [optional] [/]?"
    size = Size(200, 60)
    shown = {view.page: "\n".join(rows(view, size)) for view in pages(text)}

    assert {page for page, lines in shown.items() if text not in lines} == set()


@pytest.mark.parametrize("text", ["a顧b客c" * 40, "word " * 60, "e\u0301x" * 90, "x" * 200])
@pytest.mark.parametrize("size", [Size(40, 16), Size(41, 17), Size(80, 24)], ids=str)
def test_cursor_is_on_the_letter_that_it_is_before(size: Size, text: str) -> None:
    page = replace(at(0), page=Page.NOTE)
    letters = [n for n, letter in enumerate(text) if not unicodedata.combining(letter)]
    for cursor in letters:
        shown = frame(typed(page, text, cursor), size)
        row, column = shown.cursor
        line = shown.lines[row].plain
        place = next(n for n in range(len(line) + 1) if cell_len(line[:n]) == column)
        rest = line[place:].lstrip("\u0301").rstrip()

        assert text.startswith(rest, cursor)
        assert rest or text[cursor].isspace()


# Without colour


@pytest.mark.parametrize("name", SCENES)
def test_colour_says_nothing_that_words_and_marks_do_not(name: str) -> None:
    size = Size(80, 24)
    plain = draw(SCENES[name], size, canvas(80, palette=NO_COLOUR)).lines
    few = draw(SCENES[name], size, canvas(80, palette=SIXTEEN)).lines

    assert [line for line in plain if line.style or line.spans] == []
    assert [line.plain for line in plain] == [line.plain for line in few]
    assert [line.plain for line in plain] == rows(SCENES[name], size)


@pytest.mark.parametrize("key", ["1", "3", "5"])
def test_highlight_is_a_mark(key: str) -> None:
    shown = draw(replace(at(SCALE), highlight=key), Size(80, 24), canvas(80, palette=NO_COLOUR))
    marked = [place for place, line in enumerate(shown.lines) if line.plain.startswith(" >")]

    assert marked == [shown.cursor[0]]
    assert shown.lines[marked[0]].plain.startswith(f" > {key}  ")


def test_nothing_is_marked_before_an_arrow_is_pressed() -> None:
    assert [line for line in rows(at(SCALE), Size(80, 24)) if line.startswith(" >")] == []


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (1, "  Yes"),
        (4, "* No"),
        (6, "* No"),
        (13, "  Don't know"),
        (14, "* Within three months"),
        (16, "  OPEN"),
        (18, "  Not applicable"),
    ],
)
def test_review_tells_the_state_in_words(number: int, says: str) -> None:
    shown = draw(reviewed(number - 1), Size(80, 24), canvas(80, palette=NO_COLOUR))

    assert shown.lines[shown.cursor[0]].plain.endswith(f"  {says}")


def test_moved_highlight_leaves_the_answer_in_words() -> None:
    lines = rows(pressed(ANSWERED, Key.DOWN), Size(80, 24))

    assert [line for line in lines if line.startswith(" >")] == [" > 4  Agree"]
    assert any(line.startswith("Answered: Neither. Evidence: CEO diary") for line in lines)
