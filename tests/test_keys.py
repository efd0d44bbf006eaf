"""From bytes to keys and pastes, whatever the terminal sends and however it is cut; and the line
in which they are written.
"""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custcheck.interview.editor import Editor
from custcheck.interview.keys import HELD, LONE_ESCAPE, Event, Key, Parser, Paste, Press

properties = settings(derandomize=True, max_examples=400, deadline=None, database=None)

SEQUENCES = [
    (b"\x1b[A", Key.UP),
    (b"\x1b[B", Key.DOWN),
    (b"\x1b[C", Key.RIGHT),
    (b"\x1b[D", Key.LEFT),
    (b"\x1bOA", Key.UP),
    (b"\x1bOB", Key.DOWN),
    (b"\x1bOC", Key.RIGHT),
    (b"\x1bOD", Key.LEFT),
    (b"\x1b[H", Key.HOME),
    (b"\x1bOH", Key.HOME),
    (b"\x1b[1~", Key.HOME),
    (b"\x1b[7~", Key.HOME),
    (b"\x1b[F", Key.END),
    (b"\x1bOF", Key.END),
    (b"\x1b[4~", Key.END),
    (b"\x1b[8~", Key.END),
    (b"\x1b[3~", Key.DELETE),
    (b"\x1b[5~", Key.PAGE_UP),
    (b"\x1b[6~", Key.PAGE_DOWN),
    (b"\x1bOM", Key.ENTER),
]
CONTROLS = [
    (b"\r", Key.ENTER),
    (b"\n", Key.ENTER),
    (b"\x7f", Key.BACKSPACE),
    (b"\x08", Key.BACKSPACE),
    (b"\x01", Key.HOME),
    (b"\x05", Key.END),
    (b"\x15", Key.DELETE_LINE),
    (b"\x17", Key.DELETE_WORD),
    (b"\x0c", Key.REDRAW),
    (b"\x04", Key.QUIT),
    (b"\x03", Key.INTERRUPT),
    (b"\x1a", Key.SUSPEND),
]
MEANINGLESS = [
    *(b"\x1bOP", b"\x1bOS", b"\x1b[11~", b"\x1b[15~", b"\x1b[24~"),  # F1, F4, F1, F5, F12
    *(b"\x1b[[A", b"\x1b[[E"),  # F1 and F5 of the Linux console
    *(b"\x1b[1;5C", b"\x1b[1;2A", b"\x1b[3;5~", b"\x1b[Z"),  # with Ctrl and Shift, Shift-Tab
    *(b"\x1bb", b"\x1by", b"\x1b1", b"\x1b\r", b"\x1b\x7f", b"\x1b\xc3\xa9"),  # with Alt
    *(b"\x1b[I", b"\x1b[O", b"\x1b[<0;10;5M", b"\x1b[2~", b"\x1b[201~"),  # focus, mouse, Insert
    *(b"\x1b[5;1R", b"\x1b[?62;c", b"\x1b[?2026;2$y"),  # a terminal's answers
    *(b"\x1b]11;rgb:0000/0000/0000\x07", b"\x1b]11;rgb:ff/ff/ff\x1b\\"),
    *(b"\x1bP1$r0m\x1b\\", b"\x1b_G1;OK\x1b\\", b"\x1b^no\x1b\\", b"\x1bXno\x07"),
    *(b"\x00", b"\x02", b"\x1f", b"\xc2\x9b", b"\xe2\x80\xae"),  # no text, and no key
]


def events(*reads: bytes, pause: float = 1.0, encoding: str = "utf-8") -> list[Event]:
    """Return what comes of some reads, so many seconds apart that none is held down."""
    parser = Parser(encoding)
    return [event for n, raw in enumerate(reads) for event in parser.feed(raw, n * pause)]


def single(raw: bytes) -> list[bytes]:
    """Return the bytes one by one."""
    return [raw[n : n + 1] for n in range(len(raw))]


def presses(*keys: str | Key) -> list[Event]:
    return [Press(key) for key in keys]


def shown(raw: object) -> str:
    return ascii(raw)


# Keys


@pytest.mark.parametrize(("raw", "key"), [*SEQUENCES, *CONTROLS], ids=shown)
def test_a_named_key(raw: bytes, key: Key) -> None:
    assert events(raw) == presses(key)


def test_every_named_key_can_be_pressed() -> None:
    assert {key for _, key in [*SEQUENCES, *CONTROLS]} | {Key.ESCAPE} == set(Key)


@pytest.mark.parametrize("text", ["y", "N", "1", "?", " ", "é", "ж", "長", "😀"])
def test_a_character_is_a_key(text: str) -> None:
    assert events(text.encode()) == presses(text)


def test_a_tab_is_a_space() -> None:
    assert events(b"a\tb") == presses("a", " ", "b")


@pytest.mark.parametrize("text", ["\u3000", "\u00a0", "\u200c", "\u200d"], ids=shown)
def test_the_spaces_and_joiners_of_other_scripts_can_be_typed(text: str) -> None:
    assert events(f"a{text}b".encode()) == presses("a", text, "b")


@pytest.mark.parametrize("raw", MEANINGLESS, ids=shown)
@pytest.mark.parametrize("is_split", [False, True], ids=["whole", "split"])
def test_what_means_nothing_here_vanishes(raw: bytes, is_split: bool) -> None:
    parts = single(raw) if is_split else [raw]

    assert events(b"y", *parts, b"n") == presses("y", "n")


@pytest.mark.parametrize(
    ("raw", "key"),
    [(b"\x1b[5\x1b[A", Key.UP), (b"\x1b[1\x03", Key.INTERRUPT), (b"\x1b[2;\r", Key.ENTER)],
    ids=shown,
)
def test_a_sequence_cut_short_leaves_no_characters(raw: bytes, key: Key) -> None:
    assert events(raw) == presses(key)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"yn", ["y", "n"]),
        (b"\x1b[A\x1b[B", [Key.UP, Key.DOWN]),
        (b"e\x1b[Dq\r", ["e", Key.LEFT, "q", Key.ENTER]),
        (b"1\x1bOBy\x1b[5~", ["1", Key.DOWN, "y", Key.PAGE_UP]),
    ],
    ids=shown,
)
def test_keys_in_one_read_come_in_their_order(raw: bytes, expected: list[str | Key]) -> None:
    assert events(raw) == presses(*expected)


# Sequences split over reads, and the lone escape


@pytest.mark.parametrize(
    ("raw", "key", "place"),
    [(raw, key, place) for raw, key in SEQUENCES for place in range(1, len(raw))],
    ids=shown,
)
def test_a_sequence_may_be_split_anywhere(raw: bytes, key: Key, place: int) -> None:
    parser = Parser()

    assert parser.feed(raw[:place], 0) == []
    assert parser.patience == LONE_ESCAPE
    assert parser.feed(raw[place:], 0.01) == presses(key)
    assert parser.patience is None


@pytest.mark.parametrize(("raw", "key"), SEQUENCES, ids=shown)
def test_a_sequence_may_come_byte_by_byte(raw: bytes, key: Key) -> None:
    assert events(*single(raw), pause=0.001) == presses(key)


def test_nothing_waits_at_first_and_after_a_key() -> None:
    parser = Parser()

    assert parser.patience is None
    assert parser.feed(b"y", 0) == presses("y")
    assert parser.patience is None


def test_a_lone_escape_is_the_key_after_a_while() -> None:
    parser = Parser()

    assert parser.feed(b"\x1b", 0) == []
    assert parser.patience == LONE_ESCAPE
    assert parser.flush(LONE_ESCAPE) == presses(Key.ESCAPE)
    assert parser.patience is None
    assert parser.flush(1) == []


def test_a_key_after_an_escape_that_has_passed_is_itself() -> None:
    parser = Parser()
    parser.feed(b"\x1b", 0)
    parser.flush(LONE_ESCAPE)

    assert parser.feed(b"[A", 0.06) == presses("[", "A")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\x1b\x1b[A", []),  # Alt with an arrow, on some terminals
        (b"\x1b\x1bOB", []),
        (b"\x1b\x1b\x1b[A", [Key.ESCAPE, Key.UP]),
    ],
    ids=shown,
)
def test_an_escape_before_a_sequence_is_alt(raw: bytes, expected: list[Key]) -> None:
    assert events(raw) == presses(*expected)
    assert events(*single(raw)) == presses(*expected)


def test_two_escapes_at_once_are_one() -> None:
    parser = Parser()

    assert parser.feed(b"\x1b\x1b", 0) == []
    assert parser.flush(LONE_ESCAPE) == presses(Key.ESCAPE)


@pytest.mark.parametrize("tail", [b"\r", b"y\r"])
def test_the_end_of_a_burst_is_no_key(tail: bytes) -> None:
    parser = Parser()
    parser.feed(b"1234567890", 0)

    assert [type(event) for event in parser.feed(tail, 0.05)] == [Paste]


def test_what_comes_right_after_an_unended_paste_is_no_key() -> None:
    parser = Parser()
    parser.feed(b"\x1b[200~12", 0)
    parser.flush(5)

    assert parser.feed(b"1yn", 5.05) == [Paste("1yn")]


def test_a_paste_right_after_an_escape_is_a_paste() -> None:
    assert events(b"\x1b\x1b[200~1yn\x1b[201~") == [Paste("1yn")]


@pytest.mark.parametrize("raw", [b"\x1b\x03", b"\x1b\x1b\x03"], ids=shown)
def test_an_interrupt_right_after_an_escape_is_heard(raw: bytes) -> None:
    assert Press(Key.INTERRUPT) in events(raw)


@pytest.mark.parametrize(
    "raw", [b"\x1b[", b"\x1b[1;5", b"\x1bO", b"\x1b[[", b"\x1b]11;rgb", b"\x1bPx\x1b"], ids=shown
)
def test_half_a_sequence_is_nothing(raw: bytes) -> None:
    parser = Parser()

    assert parser.feed(raw, 0) == []
    assert parser.patience == LONE_ESCAPE
    assert parser.flush(LONE_ESCAPE) == []
    assert parser.feed(b"y", 1) == presses("y")


# Characters of more bytes, and other encodings


@pytest.mark.parametrize("text", ["é", "ж", "長", "😀"])
def test_a_character_may_come_byte_by_byte(text: str) -> None:
    assert events(*single(text.encode()), pause=0.001) == presses(text)


@pytest.mark.parametrize(
    "raw", [b"y\xffn", b"y\xc3n", b"y\xf0\x9f\x98n", b"y\x80n", b"y\xed\xa0\x80n"], ids=shown
)
def test_bytes_that_are_no_text_vanish(raw: bytes) -> None:
    assert events(raw) == presses("y", "n")
    assert events(*single(raw)) == presses("y", "n")


@pytest.mark.parametrize(
    ("encoding", "raw", "text"),
    [
        ("latin-1", b"\xe9", "é"),
        ("latin-1", b"\xc3\xa9", "Ã©"),
        ("cp1252", b"\x80", "€"),
        ("ascii", b"y\xe9", "y"),
        ("euc-jp", "長い".encode("euc-jp"), "長い"),
    ],
    ids=shown,
)
def test_bytes_are_read_in_the_terminals_encoding(encoding: str, raw: bytes, text: str) -> None:
    assert events(raw, encoding=encoding) == presses(*text)


def test_arrows_are_the_same_in_every_encoding() -> None:
    assert events(b"\x1b[A\xe9\x1b[B", encoding="latin-1") == presses(Key.UP, "é", Key.DOWN)


# Keys held down


def held(raws: Iterable[bytes], pause: float) -> list[bool]:
    """Tell of each key, coming so many seconds after the one before, whether it was held."""
    pressed = events(*raws, pause=pause)
    return [event.is_held for event in pressed if isinstance(event, Press)]


@pytest.mark.parametrize("raw", [b"y", b"\r", b"\x1b[B", b"\x03", "é".encode()], ids=shown)
def test_a_key_held_down_is_pressed_once(raw: bytes) -> None:
    assert held([raw] * 40, 0.033) == [False, *[True] * 39]


@pytest.mark.parametrize("raw", [b"y", b"\r", b"\x1b[B"], ids=shown)
def test_a_key_pressed_fast_is_pressed_every_time(raw: bytes) -> None:
    assert held([raw] * 40, 0.120) == [False] * 40


@pytest.mark.parametrize(
    ("reads", "pause", "expected"),
    [
        ([b"y", b"y"], HELD - 0.001, [False, True]),
        ([b"y", b"y"], HELD, [False, False]),
        ([b"yy"], 1, [False, True]),
        ([b"y", b"n", b"y", b"n"], 0.05, [False] * 4),
        ([b"y", b"n", b"y", b"n"], 0.03, [False, False, True, True]),
        ([b"yn"], 1, [False, False]),
        ([b"y", b"Y"], 0.03, [False, False]),
        ([b"\r", b"\n"], 0.03, [False, True]),
        ([b"\x1b[A", b"\x1bOA"], 0.03, [False, True]),
        ([b"y", b"y", b"", b"", b"", b"y"], 0.033, [False, True, False]),
    ],
    ids=shown,
)
def test_only_the_same_key_soon_after_its_last_event_is_held(
    reads: list[bytes], pause: float, expected: list[bool]
) -> None:
    assert held(reads, pause) == expected


# Pastes


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (b"", ""),
        (b"y", "y"),
        (b"board pack, page 4", "board pack, page 4"),
        (b"one\ntwo\r\nthree\rfour", "one two three four"),
        (b"a\tb", "a b"),
        (b"a\x1b[31mred\x1b[0m", "ared"),
        (b"a\x1b]0;title\x07b", "ab"),
        (b"a\x03\x04\x00b", "ab"),
        (b"a\xe2\x80\xaeb", "ab"),
        (b"\xc3\xa9t\xc3\xa9", "été"),
        (b"\x1b[200~twice", "twice"),
    ],
    ids=shown,
)
@pytest.mark.parametrize("is_split", [False, True], ids=["whole", "split"])
def test_a_bracketed_paste_is_one_text_on_one_line(
    inside: bytes, text: str, is_split: bool
) -> None:
    raw = b"\x1b[200~" + inside + b"\x1b[201~"
    parts = single(raw) if is_split else [raw]

    assert events(b"n", *parts, b"y") == [Press("n"), Paste(text), Press("y")]


def test_keys_around_a_bracketed_paste_stay_keys() -> None:
    assert events(b"n\x1b[200~no key\x1b[201~y\r") == [
        Press("n"),
        Paste("no key"),
        Press("y"),
        Press(Key.ENTER),
    ]


def test_a_paste_that_never_ends_is_taken_as_it_is() -> None:
    parser = Parser()

    assert parser.feed(b"\x1b[200~half", 0) == []
    patience = parser.patience
    assert patience is not None
    assert patience > LONE_ESCAPE
    assert parser.flush(patience) == [Paste("half")]
    assert parser.feed(b"y", 9) == presses("y")


def test_up_to_eight_characters_in_one_read_are_typed() -> None:
    assert events(b"12345678") == presses(*"12345678")
    assert events(b"123456789") == [Paste("123456789")]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"yes\nno\nyes\nno\n", "yes no yes no "),
        (b"1\x1b[A2\x1b[B3456789", "123456789"),
        ("ééééééééé".encode(), "ééééééééé"),
        (b"a\tbcdefghi", "a bcdefghi"),
        (b"1234\x1b[200~in\x1b[201~56789", "1234in56789"),
    ],
    ids=shown,
)
def test_a_burst_is_a_paste_without_its_named_keys(raw: bytes, text: str) -> None:
    assert events(raw) == [Paste(text)]


def test_many_named_keys_in_one_read_are_no_paste() -> None:
    assert events(b"\x1b[A\x1b[B" * 10 + b"y")[-1] == Press("y")


@pytest.mark.parametrize(
    ("raw", "key"), [(b"\x03", Key.INTERRUPT), (b"\x04", Key.QUIT), (b"\x1a", Key.SUSPEND)]
)
def test_a_way_out_is_heard_inside_a_burst(raw: bytes, key: Key) -> None:
    assert events(b"0123456789" + raw + b"abc") == [Paste("0123456789abc"), Press(key)]


@pytest.mark.parametrize(
    ("pause", "rest"),
    [(HELD - 0.001, [Paste("yn"), Paste("1")]), (HELD, presses("y", "n", "1"))],
)
def test_the_tail_of_a_burst_is_a_paste_too(pause: float, rest: list[Event]) -> None:
    assert events(b"0123456789", b"yn", b"1", pause=pause) == [Paste("0123456789"), *rest]


def test_a_way_out_soon_after_a_burst_is_heard() -> None:
    after = events(b"0123456789", b"\x03", b"y\x04", pause=0.03)[1:]

    assert after == [Press(Key.INTERRUPT), Paste("y"), Press(Key.QUIT)]


# Whatever comes

_KNOWN = st.sampled_from([raw for raw, _ in [*SEQUENCES, *CONTROLS]])
_TEXT = st.sampled_from([b"y", b"1", b"\xc3\xa9", b"\xf0\x9f\x98\x80", b"["])
_PASTED = st.sampled_from([b"\x1b[200~y\n1\x1b[201~", b"\x1b[200~\x1b[A\x1b[201~"])
_WHOLE = st.one_of(_KNOWN, _TEXT, _PASTED, st.sampled_from([*MEANINGLESS, b"\x1b"]))
_BROKEN = st.sampled_from([b"\x1b[", b"\x1bO", b"\x1b]0;", b"\x1b[200~", b"\x1b[20", b"\xc3"])
_BYTES = st.lists(st.one_of(_WHOLE, _BROKEN, st.binary(max_size=4)), max_size=24).map(b"".join)


def chunks(raw: bytes, cuts: Iterable[int]) -> list[bytes]:
    """Return the bytes cut at some places."""
    places = sorted({0, len(raw), *(cut % (len(raw) + 1) for cut in cuts)})
    return [raw[start:end] for start, end in pairwise(places)]


_CUTS = st.lists(st.integers(0, 200), max_size=12)


@properties
@given(
    _BYTES,
    _CUTS,
    st.lists(st.sampled_from([0.0, 0.03, 0.06, 2.0]), min_size=1, max_size=8),
    st.sampled_from(["utf-8", "latin-1", "cp1252", "euc-jp"]),
)
def test_no_bytes_make_anything_but_keys_and_harmless_text(
    raw: bytes, cuts: list[int], pauses: list[float], encoding: str
) -> None:
    parser, now, came = Parser(encoding), 0.0, list[Event]()
    for number, chunk in enumerate(chunks(raw, cuts)):
        came += parser.feed(chunk, now)
        pause = pauses[number % len(pauses)]
        now += pause
        if parser.patience is not None and pause > parser.patience:
            came += parser.flush(now)
    came += parser.flush(now + 2)

    texts = [event.text if isinstance(event, Paste) else event.key for event in came]
    characters = [text for text in texts if isinstance(text, str)]
    assert not [text for text in characters for c in text if unicodedata.category(c) == "Cc"]
    assert all(
        len(event.key) == 1
        for event in came
        if isinstance(event, Press) and isinstance(event.key, str)
    )
    assert parser.patience is None


def _said(came: Iterable[Event]) -> list[str | Key | Paste]:
    return [event if isinstance(event, Paste) else event.key for event in came]


@properties
@given(st.lists(_WHOLE, max_size=8).map(b"".join) | st.binary(max_size=8), _CUTS)
def test_cuts_change_no_key(raw: bytes, cuts: list[int]) -> None:
    whole, cut, single_bytes = events(raw), events(*chunks(raw, cuts)), events(*single(raw))

    assert _said(cut) == _said(single_bytes) == _said(whole)


@properties
@given(st.lists(st.sampled_from([*SEQUENCES, *CONTROLS]), max_size=20), _CUTS)
def test_no_named_key_is_lost_or_made_up(keys: list[tuple[bytes, Key]], cuts: list[int]) -> None:
    raw = b"".join(raw for raw, _ in keys)

    assert _said(events(*chunks(raw, cuts))) == [key for _, key in keys]


# The line in which text is written


def editor(text: str) -> Editor:
    """Return the editor of a text that holds a bar where the cursor is."""
    return Editor(text.replace("|", ""), text.index("|"))


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("ab|c", Key.LEFT, "a|bc"),
        ("|abc", Key.LEFT, "|abc"),
        ("ab|c", Key.RIGHT, "abc|"),
        ("abc|", Key.RIGHT, "abc|"),
        ("ab|c", Key.HOME, "|abc"),
        ("a|bc", Key.END, "abc|"),
        ("ab|c", Key.BACKSPACE, "a|c"),
        ("|abc", Key.BACKSPACE, "|abc"),
        ("é|", Key.BACKSPACE, "|"),
        ("a|bc", Key.DELETE, "a|c"),
        ("abc|", Key.DELETE, "abc|"),
        ("ab|cd", Key.DELETE_LINE, "|cd"),
        ("|cd", Key.DELETE_LINE, "|cd"),
        ("one two|", Key.DELETE_WORD, "one |"),
        ("one two  |", Key.DELETE_WORD, "one |"),
        ("one t|wo", Key.DELETE_WORD, "one |wo"),
        ("one|", Key.DELETE_WORD, "|"),
        ("  |x", Key.DELETE_WORD, "|x"),
        ("|one", Key.DELETE_WORD, "|one"),
        ("|", Key.DELETE_WORD, "|"),
    ],
)
def test_a_key_changes_a_line(before: str, key: Key, after: str) -> None:
    assert editor(before).press(key) == editor(after)


@pytest.mark.parametrize(
    "key", [Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN, Key.ENTER, Key.ESCAPE, Key.QUIT]
)
def test_other_keys_change_no_line(key: Key) -> None:
    assert editor("ab|c").press(key) == editor("ab|c")


@pytest.mark.parametrize(
    ("before", "text", "most", "after"),
    [
        ("|", "a", 5, "a|"),
        ("a|c", "b", 5, "ab|c"),
        ("a|e", "bcd", 5, "abcd|e"),
        ("a|e", "bcdxyz", 5, "abcd|e"),
        ("|abcde", "x", 5, "|abcde"),
        ("ab|cdefg", "x", 5, "ab|cdefg"),
        ("a|", "", 5, "a|"),
    ],
)
def test_a_text_is_put_in_as_far_as_there_is_room(
    before: str, text: str, most: int, after: str
) -> None:
    assert editor(before).insert(text, most) == editor(after)


def test_an_editor_goes_on_behind_a_text() -> None:
    assert Editor.at_end("abc") == editor("abc|")


_EDITS = st.one_of(st.sampled_from(list(Key)), st.text(max_size=8))


@properties
@given(st.lists(_EDITS, max_size=40))
def test_the_cursor_stays_in_the_line_and_the_line_in_its_length(edits: list[str | Key]) -> None:
    line = Editor()
    for edit in edits:
        line = line.insert(edit, 12) if isinstance(edit, str) else line.press(edit)

        assert 0 <= line.cursor <= len(line.text) <= 12
