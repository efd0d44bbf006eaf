"""Answer files: everything that the format promises to the person who edits one by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import QUESTIONNAIRES, SAMPLE

from custcheck import banks
from custcheck.__main__ import main
from custcheck.loading import load_banks

Capture = pytest.CaptureFixture[str]

HEAD = "custcheck: 1\nkind: answers\n"
YESNO = "pay_below_market"
SCALED = "vision_from_memory"
OWN_BANK = """custcheck: 1
kind: bank
id: own
version: "1.0"
title: A bank of one's own
roles: [{id: clerk, name: Clerks, short: Clerk}]
dimensions: [{id: speed, name: Speed}]
scales:
  parts:
    - {value: 0, label: Nothing}
    - {value: 0.25, label: A quarter}
    - {value: 0.5, label: "1"}
    - {value: 1, label: All}
questions:
  - {id: quick, dimension: speed, type: scale, scale: parts, text: How much is quick?}
  - {id: late, dimension: speed, type: yesno, yes_is: bad, text: Is anything late?}
"""


@pytest.fixture
def own_bank(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN_BANK, encoding="utf-8")
    return path


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Return a function that writes an answer file."""

    def write(text: str) -> Path:
        path = tmp_path / "answers.yaml"
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return write


def answering(bank: str, **answers: str) -> str:
    return f"answers:\n  {bank}:\n" + "".join(f"    {q}: {a}\n" for q, a in answers.items())


def audit(capsys: Capture, path: Path, *more: str | Path) -> str:
    """Run an audit that must succeed without a word on stderr, and return what it prints."""
    code = main(["audit", "--answers", str(path), *map(str, more)])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


def explained(capsys: Capture, path: Path, what: str, *more: str | Path) -> str:
    """Return what an audit says about a question, on one line."""
    return " ".join(audit(capsys, path, "--explain", what, *more).split())


def report(capsys: Capture, path: Path, *more: str | Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(audit(capsys, path, "--format", "json", *more))["report"]
    return document


def refused(capsys: Capture, path: Path, *more: str | Path) -> list[str]:
    """Run an audit that must be refused, and return what it says, less the path."""
    code = main(["audit", "--answers", str(path), *map(str, more)])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    return [line.removeprefix(f"{path}:") for line in err.splitlines()]


# What answers a question


@pytest.mark.parametrize("quote", ["", '"', "'"], ids=["bare", "double", "single"])
@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("yes", "Yes"),
        ("YES", "Yes"),
        ("Yes", "Yes"),
        ("yEs", "Yes"),
        ("true", "Yes"),
        ("TRUE", "Yes"),
        ("tRuE", "Yes"),
        ("no", "No"),
        ("NO", "No"),
        ("nO", "No"),
        ("false", "No"),
        ("False", "No"),
        ("fALSE", "No"),
    ],
)
def test_yes_and_no(word: str, answer: str, quote: str, capsys: Capture, write: Any) -> None:
    path = write(answering("warning-signs", **{YESNO: f"{quote}{word}{quote}"}))

    assert f'Answer: "{answer}".' in explained(capsys, path, YESNO)


@pytest.mark.parametrize(
    "word",
    ["maybe", "0", "1", '"0"', '"1"', "y", "n", "on", "off", "ja", '""', "2", "1.0", "yes please"],
)
def test_nothing_else_answers_yes_or_no(word: str, capsys: Capture, write: Any) -> None:
    path = write(answering("warning-signs", **{YESNO: word}))
    shown = word.strip('"')

    says, remedy = [line for line in refused(capsys, path) if "Y11" not in line][:2]

    assert says == f'5:23: A02 "{shown}" does not answer "{YESNO}".'
    assert remedy == "  help: Write yes, no, dont_know or not_applicable."


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ("4", "Agree"),
        ('"4"', "Agree"),
        ("4.0", "Agree"),
        ("4.", "Agree"),
        ("Agree", "Agree"),
        ("aGREE", "Agree"),
        ('"  Agree "', "Agree"),
        ("Strongly agree", "Strongly agree"),
    ],
)
def test_a_value_or_a_label(given: str, answer: str, capsys: Capture, write: Any) -> None:
    path = write(answering("tribe-elements", **{SCALED: given}))

    assert f'Answer: "{answer}".' in explained(capsys, path, SCALED)


@pytest.mark.parametrize(
    "given", ["0", "6", "-1", "3.5", "1e9", "Agre", "Agree, mostly", "yes", "true", '""']
)
def test_off_the_scale(given: str, capsys: Capture, write: Any) -> None:
    path = write(answering("tribe-elements", **{SCALED: given}))
    says, remedy = refused(capsys, path)

    assert says.startswith("5:25: A02 ")
    assert says.endswith(f' does not answer "{SCALED}".')
    assert "4 (Agree)" in remedy


def test_a_misspelt_label_names_the_nearest(capsys: Capture, write: Any) -> None:
    path = write(answering("tribe-elements", **{SCALED: "Strongly agre"}))

    assert 'Did you mean "Strongly agree"?' in refused(capsys, path)[1]


@pytest.mark.parametrize(
    ("given", "answer"),
    [("0.25", "A quarter"), (".5", "1"), ('"1"', "1"), ("0", "Nothing"), ("all", "All")],
)
def test_values_need_not_be_positions(
    given: str, answer: str, capsys: Capture, write: Any, own_bank: Path
) -> None:
    path = write(answering("own", quick=given))

    assert f'Answer: "{answer}".' in explained(capsys, path, "quick", "--bank", own_bank)


@pytest.mark.parametrize("given", ["2", "3", "0.75"])
def test_a_position_is_no_answer(given: str, capsys: Capture, write: Any, own_bank: Path) -> None:
    path = write(answering("own", quick=given))

    assert (
        refused(capsys, path, "--bank", own_bank)[0]
        == f'5:12: A02 "{given}" does not answer "quick".'
    )


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("dont_know", "Answer: don't know."),
        ("DONT_KNOW", "Answer: don't know."),
        ("{answer: dont_know}", "Answer: don't know."),
        ("", "Answer: unanswered."),
        ("null", "Answer: unanswered."),
        ("~", "Answer: unanswered."),
        ("{answer: not_applicable, note: We have no staff.}", "is answered not applicable"),
        ("{note: Paid well., answer: no}", 'Answer: "No".'),
        ("{answer: no, evidence: described}", "Evidence: described."),
        (
            "{answer: no, evidence: checked, checked_on: 2026-06-30}",
            "Evidence: checked. It can be shown",
        ),
        (
            '{answer: no, evidence: confirmed, checked_on: "2026-06-30"}',
            "Evidence: confirmed. It can be shown",
        ),
        (
            "{answer: no, evidence: checked, checked_on: 2025-06-30}",
            "Evidence: checked, which counts as described",
        ),
    ],
)
def test_short_and_long_form(entry: str, says: str, capsys: Capture, write: Any) -> None:
    path = write("date: 2026-11-21\n" + answering("warning-signs", **{YESNO: entry}))

    assert says in explained(capsys, path, YESNO)


def test_an_absent_question_is_unanswered(capsys: Capture, write: Any) -> None:
    path = write(answering("warning-signs", **{YESNO: "no"}))

    assert "Answer: unanswered." in explained(capsys, path, "complaint_unchanged")


def test_the_blanks_differ(capsys: Capture, write: Any) -> None:
    path = write(
        answering(
            "warning-signs",
            pay_below_market="no",
            complaint_unchanged="dont_know",
            turnover_above_peers="{answer: not_applicable, note: There are no peers.}",
        )
    )
    trust = report(capsys, path)["trust"]

    assert trust["dont_know_questions"] == ["Same top complaint for years"]
    assert trust["not_applicable_questions"] == ["High turnover in customer teams"]
    assert len(trust["unanswered_questions"]) == 7


# Names that lead nowhere


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "answers:\n  warning-sign: {}\n",
            ['4:3: A01 There is no bank "warning-sign".', 'Did you mean "warning-signs"?'],
            id="bank",
        ),
        pytest.param(
            "answers:\n  elsewhere: {}\n",
            ['4:3: A01 There is no bank "elsewhere".', "Name the file of a bank of your own too"],
            id="bank like no other",
        ),
        pytest.param(
            "answers:\n  warning-signs:\n    pay_bellow_market: no\n",
            [
                '5:5: A01 warning-signs has no question "pay_bellow_market".',
                'Did you mean "pay_below_market"?',
            ],
            id="question",
        ),
        pytest.param(
            "answers:\n  warning-signs:\n    nothing_like_it: no\n",
            [
                '5:5: A01 warning-signs has no question "nothing_like_it".',
                "Its questions: custcheck banks warning-signs",
            ],
            id="question like no other",
        ),
        pytest.param(
            "targets: {leadreship: 80}\nanswers:\n  warning-signs: {}\n",
            ['3:11: A01 There is no dimension "leadreship".', 'Did you mean "leadership"?'],
            id="target",
        ),
        pytest.param(
            "targets: {x: 80}\nanswers: {warning-signs: {}, tribe-elements: {}}\n",
            [
                '3:11: A01 There is no dimension "x".',
                "Dimensions: leadership, people, ownership, insight, measures, ease, loyalty, "
                "alignment, adaptability.",
            ],
            id="target like no other, each dimension listed once",
        ),
        pytest.param(
            "respondent: {role: managr}\nanswers:\n  warning-signs: {}\n",
            ['3:20: A01 There is no role "managr".', 'Did you mean "manager"?'],
            id="role",
        ),
    ],
)
def test_unknown_names(text: str, expected: list[str], capsys: Capture, write: Any) -> None:
    says, remedy = refused(capsys, write(text))

    assert says == expected[0]
    assert expected[1] in remedy


def test_a_question_of_another_bank(capsys: Capture, write: Any) -> None:
    path = write(answering("warning-signs", **{SCALED: "Agree"}) + "  tribe-elements: {}\n")

    assert refused(capsys, path) == [
        f'5:5: A01 warning-signs has no question "{SCALED}".',
        "  help: It is a question of tribe-elements.",
    ]


def test_a_repeated_key(capsys: Capture, write: Any) -> None:
    path = write(f"answers:\n  warning-signs:\n    {YESNO}: no\n    {YESNO}: yes\n")

    assert refused(capsys, path)[0] == (
        f'6:5: Y05 The key "{YESNO}" stands here again; the first is on line 5.'
    )


def test_every_fault_is_told_at_once(capsys: Capture, write: Any) -> None:
    path = write(
        "date: tomorrow\nanswers:\n  warning-signs:\n    pay_below_market: maybe\n"
        "    complaint_unchanged: {answer: yes, evidence: seen}\n    one_departments_job: 0\n"
        "    no_such: 1\n  no-such: {}\n"
    )
    places = [line.split(" ")[:2] for line in refused(capsys, path) if "help:" not in line]

    assert places == [
        ["3:7:", "S04"],
        ["6:23:", "A02"],
        ["7:50:", "S04"],
        ["8:26:", "A02"],
        ["9:5:", "A01"],
        ["10:3:", "A01"],
    ]


def test_no_answers_at_all(capsys: Capture, write: Any) -> None:
    path = write("answers: {}\n")

    assert "Add --bank" in refused(capsys, path)[0]


# Which banks, which questions, which targets


def test_the_audit_covers_the_banks_with_answers(capsys: Capture, write: Any) -> None:
    path = write(answering("warning-signs", **{YESNO: "no"}) + "  top-10-practices: {}\n")

    assert [bank["id"] for bank in report(capsys, path)["banks"]] == [
        "warning-signs",
        "top-10-practices",
    ]


def test_bank_replaces_the_set(capsys: Capture) -> None:
    found = report(capsys, SAMPLE, "--bank", "tribe-elements")

    assert [bank["id"] for bank in found["banks"]] == ["tribe-elements"]
    assert found["signs"] == []


def test_a_bank_given_and_named_is_read_once(capsys: Capture, write: Any, own_bank: Path) -> None:
    path = write(answering("own", quick="All", late="no"))

    assert report(capsys, path, "--bank", own_bank)["overall"]["score"] == 100


def test_a_bank_of_ones_own_is_needed(capsys: Capture, write: Any, own_bank: Path) -> None:
    path = write(answering("own", quick="All"))

    assert refused(capsys, path)[0] == '4:3: A01 There is no bank "own".'


def test_a_quick_audit_covers_the_leads(capsys: Capture, write: Any) -> None:
    quick = write("asked: quick\n" + answering("top-10-practices", lifetime_value="3"))
    asked = report(capsys, quick)["banks"][0]["total"]["applicable"]
    full = write("asked: full\n" + answering("top-10-practices", lifetime_value="3"))

    assert (asked, report(capsys, full)["banks"][0]["total"]["applicable"]) == (10, 32)


def test_targets_of_the_file_yield_to_the_command(capsys: Capture, write: Any) -> None:
    path = write("targets: {leadership: 80}\n" + answering("warning-signs", **{YESNO: "no"}))

    def targets(*more: str) -> dict[str, int]:
        return {d["id"]: d["target"] for d in report(capsys, path, *more)["dimensions"]}

    assert (targets()["leadership"], targets()["people"]) == (80, 75)
    assert targets("--target", "leadership=60")["leadership"] == 60
    assert targets("--target", "50")["people"] == 50


@pytest.mark.parametrize("role", ["executive", "customer"])
def test_a_role_is_kept(role: str, capsys: Capture, write: Any) -> None:
    path = write(f"respondent: {{role: {role}}}\n" + answering("warning-signs", **{YESNO: "no"}))

    assert report(capsys, path)["provenance"]["role"] == role


def test_an_open_file_is_read_like_a_finished_one(capsys: Capture, write: Any) -> None:
    path = write(
        "status: open\nrevision: 7\nat: {bank: warning-signs, question: pay_below_market}\n"
        "draft: half a note\norganisation: Harbour & Lane\n"
        + answering("warning-signs", **{YESNO: "no"})
        + "orphaned:\n  warning-signs: {gone: yes}\n"
    )

    assert report(capsys, path)["organisation"] == "Harbour & Lane"


# A bank that has changed


def stamp(sha256: str) -> str:
    return f'banks: {{warning-signs: {{version: "1.0", sha256: "{sha256}"}}}}\n'


def sha256_of(name: str) -> str:
    return load_banks([banks.shipped()[name]])[0].sha256


def test_the_hash_of_today_is_no_change(capsys: Capture, write: Any) -> None:
    path = write(stamp(sha256_of("warning-signs")) + answering("warning-signs", gone="yes"))

    assert refused(capsys, path)[0] == '6:5: A01 warning-signs has no question "gone".'


def test_a_changed_bank_keeps_what_still_fits(capsys: Capture, write: Any) -> None:
    path = write(
        stamp("0" * 64)
        + answering("warning-signs", pay_below_market="no", gone="yes", complaint_unchanged="often")
    )
    code = main(["audit", "--answers", str(path), "--format", "json"])
    out, err = capsys.readouterr()
    trust = json.loads(out)["report"]["trust"]

    assert code == 0
    assert len(trust["unanswered_questions"]) == 9
    assert err.splitlines() == [
        f"{path}:3:9: A06 warning-signs has changed since these answers were given. "
        "2 no longer fit and stay out of the score: gone, complaint_unchanged.",
        "  help: Go through the bank's answers again.",
    ]


def test_a_changed_bank_is_told_even_where_all_fits(capsys: Capture, write: Any) -> None:
    path = write(stamp("0" * 64) + answering("warning-signs", pay_below_market="no"))
    code = main(["check", str(path)])
    out, _ = capsys.readouterr()

    assert code == 0
    assert ": A06 warning-signs has changed since these answers were given.\n" in out
    assert out.endswith("1 warning, 1 note in 1 of 1 file.\n")


def test_a_changed_bank_excuses_nothing_else(capsys: Capture, write: Any) -> None:
    path = write(
        stamp("0" * 64) + answering("warning-signs", gone="yes", pay_below_market="not_applicable")
    )

    assert refused(capsys, path)[0] == (
        '7:5: A04 "pay_below_market" is answered not_applicable without a reason.'
    )


def test_evidence_without_a_date_is_told(capsys: Capture, write: Any) -> None:
    path = write(answering("warning-signs", pay_below_market="{answer: no, evidence: checked}"))
    code = main(["audit", "--answers", str(path)])
    _, err = capsys.readouterr()

    assert code == 0
    assert err.startswith(f"{path}:5:5: A05 ")


def test_comments_and_layout_do_not_change_a_bank(tmp_path: Path, capsys: Capture) -> None:
    original = (QUESTIONNAIRES / "warning-signs.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "copy.yaml"
    copy.write_text(f"# A comment\n\n{original}\n\n# Another\n", encoding="utf-8")

    assert load_banks([copy])[0].sha256 == sha256_of("warning-signs")
