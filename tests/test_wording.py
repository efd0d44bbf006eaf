"""The wording rules, text by text: what they find, and what they leave alone."""

import time

import pytest
from building import bank_of, points, yes_no

from custcheck.catalogue import RULES
from custcheck.reports.rules import fragment
from custcheck.rules import Fault, Subject
from custcheck.rules.advice import ADVICE_RULES
from custcheck.rules.wording import TEXT_RULES, WORDING_RULES
from custcheck.rules.wording.asked import asked_of
from custcheck.rules.wording.verbs import Form, verbs
from custcheck.source import parse

BY_TEXT = ("W01", "W03", "W04", "W05", "W06", "W07", "W10")


def faults_of(text: str, *, yes_is_bad: bool = False) -> list[Fault]:
    asked = asked_of(text, yes_is_bad=yes_is_bad)
    return [fault for rule in TEXT_RULES if (fault := rule(asked)) is not None]


def codes_of(text: str, *, yes_is_bad: bool = False) -> list[str]:
    return [fault.code for fault in faults_of(text, yes_is_bad=yes_is_bad)]


def found_in(*texts: str, **more: object) -> list[Fault]:
    """Return what is found in a bank with these questions."""
    questions = [yes_no(f"q{index}", text=text) for index, text in enumerate(texts)]
    return in_bank(questions, **more)


def in_bank(questions: list[dict[str, object]], **more: object) -> list[Fault]:
    bank = bank_of(questions, "d", **more).bank
    return [fault for rule in WORDING_RULES for fault in rule(Subject(bank, None, frozenset()))]


ROLES = [{"id": name, "name": name, "short": name[:4]} for name in ("customer", "employee")]


def text_in(example: str) -> str:
    """Return the text of an example in the documentation."""
    data = parse(fragment(example).encode(), "example.yaml").data
    assert data is not None
    return str(data["text"])


@pytest.mark.parametrize("code", BY_TEXT)
def test_examples_in_the_catalogue_are_true(code: str) -> None:
    assert codes_of(text_in(RULES[code].bad)) == [code]
    assert codes_of(text_in(RULES[code].good)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Do you collect feedback and use it?", "and use"),
        ("Do you like the shop and plan to come back?", "and plan"),
        ("Do leaders listen to customers and act on it?", "and act"),
        ("Is delivery fast and is the driver polite?", "and is the"),
        ("My manager listens and acts on what I say.", "and acts"),
        ("Were you kept informed and treated with respect?", "and treated"),
        ("Are bills checked and then sent within a day?", "and then sent"),
        ("Is time kept for hearing customers and telling them the outcome?", "and telling"),
        ("Are refunds paid within a week and the reasons are given?", "and the reasons are"),
        ("We hire for attitude and train for skill.", "and train"),
        ("Are callers either helped or passed to a colleague?", "or passed"),
        ("Can customers change an order or cancel it?", "or cancel"),
        ("Are our staff friendly and knowledgeable?", "and knowledgeable"),
        ("Is the training useful and up to date?", "and up to date"),
        ("Staff know the promise and how they can keep it.", "and how they"),
        ("Have you read the letter, and if so, was it clear?", "and if so"),
        ("Is it true that prices are fair and that bills are clear?", "and that"),
        ("Do managers meet people who buy from us and act on it?", "and act"),
        ("Do customers who plan a visit meet a clerk and discuss it?", "and discuss"),
        ("My manager is kind and listens.", "and listens"),
        ("When a bill is wrong, do we say sorry and correct it?", "and correct"),
        ("Do leaders listen to and act on complaints?", "and act"),
        ("Does the firm collect and use data?", "and use"),
        ("Do leaders encourage, support and reward good service?", "and reward"),
        ("Were letters read and answered?", "and answered"),
        ("Our clerks are friendly and knowledgeable. Is that true?", "and knowledgeable"),
    ],
)
def test_two_questions_in_one(text: str, said: str) -> None:
    fault = faults_of(text)[0]

    assert fault.code == "W01"
    assert fault.message.startswith(f'"{said.removesuffix(" the")}')
    assert fault.message.endswith('" may join two questions.')


@pytest.mark.parametrize(
    "text",
    [
        "Are the terms and conditions short?",
        "How closely do sales and service work together?",
        "How often do the chief executive and the finance director visit a branch?",
        "Is the difference between the offer and the bill explained?",
        "Do staff know how and why customers use the product?",
        "Do managers come and see how customers are served?",
        "Is there a tried and tested way to welcome customers?",
        "When a customer calls and nobody answers, how soon is the call returned?",
        "How soon is a call returned when a customer calls and nobody answers?",
        "What share of customers who call and complain stay with us?",
        "How many people who call us and complain stay?",
        "Are the managers, and they alone, told of a complaint?",
        "Do we know what staff may and may not offer?",
        "Are questions and answers about a product kept in one place?",
        "Do sales and support staff share one customer record?",
        "Are lost and damaged parcels replaced within a week?",
        "Are the forms clear and simple?",
        "How many days does it take to open or close an account?",
        "Is it easier to open an account or close it?",
        "Does a clerk listen to a caller or take a message?",
        "Are supervisors told by whom and when a call was taken?",
        "Do product design and customer research share an office?",
        "Does the plan say what will be done and by whom?",
        "Do you have a fair and open complaints process?",
        "Is the process of search and rescue documented?",
        "Are clerks free to stop and help a customer?",
        "Are orders picked and packed on the same day?",
        "Do clerks check what was ordered and delivered?",
        "Do HR and IT use one number?",
        "Is there someone whom customers can sit down and talk to?",
        "Can customers log in and check an order?",
        "Do staff know how to open and close an account?",
        "Is a complaint open until it is investigated and closed?",
        "Do your manager and you agree on goals?",
        "Imagine a customer calls and asks for a refund. Would you know what to do?",
        "And",
        "and and and",
    ],
)
def test_one_question_with_an_and_in_it(text: str) -> None:
    assert codes_of(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Are prices not unclear?", "W03"),
        ("Do clerks not fail to call back?", "W03"),
        ("Is no parcel sent without a note?", "W03"),
        ("Do you disagree that staff should not refund late?", "W03"),
        ("Is there a clerk or nobody who doesn\u2019t know the rule?", "W03"),
        ("Are calls always answered?", "W04"),
        ("Do we keep each and every promise?", "W04"),
        ("Is 100 % of the staff trained?", "W04"),
        ("Does No One read complaints?", "W04"),
        ("Wouldn\u2019t you say that replies are fast?", "W05"),
        ("Surely the site is better now?", "W05"),
        ("Is it not true that replies are fast?", "W05"),
        ("The site is better now, isn't it?", "W05"),
        ("The site is better now, right?", "W05"),
        ("Does our world-class team call back?", "W06"),
        ("Is our service second to none?", "W06"),
        (f"Is {'a ' * 24}form?", "W07"),
        ("Do leaders meet customers? When?", "W10"),
        ("Is it untrue that customers cannot call?", "W03"),
        ("Is it unlikely that a call would not be answered?", "W03"),
        ("Are promises invariably kept?", "W04"),
        ("Is a note sent every time?", "W04"),
        ("Would you agree that clerks are polite?", "W05"),
        ("Given how much we spend, is the site better?", "W05"),
        ("Experts say that speed counts. Is speed measured?", "W05"),
    ],
)
def test_found(text: str, code: str) -> None:
    assert code in codes_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Are unhappy customers called back?",
        "Is the price not due until the order is complete?",
        "Are uniforms not worn in some units?",
        "Are complaints not sent to one unit under one head?",
        "Are orders taken no later than a day without a deposit?",
        "Do customers leave because nobody calls, or without a reason?",
        "Are calls nearly always answered?",
        "What share of staff has never met a customer?",
        "How often do customers who never complain leave?",
        "Is there a rule that nobody remembers the reason for?",
        "Is the desk staffed when everyone is at lunch?",
        "As far as you know, is the site better now?",
        "Is a reply sent as a matter of course?",
        "Do you agree that the site is better now?",
        "Do most customers rate the service as excellent?",
        "Are complaints still outstanding after a month?",
        "Is the paper open to ideas like \u201cexcellent\u201d?",
        f"Is {'a ' * 21}form - or not?",
        'Do staff ask "How can I help?" on the phone?',
        "Can customers who have never called get help without an account?",
        "If a clerk doubts a claim that is not signed, is a manager asked?",
        "Is an unlikely fault that cannot be foreseen covered?",
        "Is there a rule about what clerks must never promise?",
        "Is there a list of words that clerks should never use?",
        "Is a 100% refund offered?",
        "Is a note sent every time an order changes?",
        "Some customers never call. Do we call them?",
        "Is there a definition of excellent service?",
        "Would you agree to a call?",
        "Do research shows take place?",
        "Is it so??",
        "",
        "?",
    ],
)
def test_left_alone(text: str) -> None:
    assert codes_of(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Does nobody own the complaint?", []),
        ("Has the board never met a customer?", []),
        ("Does no one own the complaint?", []),
        ("Do all clerks always hide complaints?", ["W04"]),
        ("Is everybody rude to callers?", ["W04"]),
    ],
)
def test_a_warning_sign_may_ask_whether_something_is_missing(text: str, codes: list[str]) -> None:
    assert codes_of(text, yes_is_bad=True) == codes
    assert codes_of(text) == ["W04"]


@pytest.mark.parametrize(
    "text",
    [
        "Do clerks never fail to call back?",
        "Is a complaint never closed without a reason?",
        "Is there nobody who does not know the rule?",
    ],
)
def test_one_of_two_negatives_is_no_absolute_too(text: str) -> None:
    assert codes_of(text) == ["W03"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("How often do leaders meet customers?", "How often"),
        ("When do leaders meet customers?", "When"),
        ("In how many shops is there a desk?", "In how many"),
        ("To what extent, if at all, is it so?", "To what extent"),
        ("Who, if anybody, reads it?", "Who"),
        ("When a call is missed, who calls back?", "who"),
        ("In the past year, what has changed?", "what"),
        ("Think of your last call. How long was it?", "How long"),
    ],
)
def test_not_yes_or_no(text: str, said: str) -> None:
    questions = [yes_no("one", text=text), points("two", text=f"{text[:-1]} in May?")]

    assert [(fault.code, fault.message) for fault in in_bank(questions)] == [
        ("W18", f'Yes or no is no answer to "{said}".')
    ]


@pytest.mark.parametrize(
    "text",
    [
        "When a customer complains, does somebody reply?",
        "Where a promise was broken, is the customer told?",
        "When a call is missed is it returned?",
        "What callers ask for, is it written down?",
        "In which case, is somebody told?",
        "In the past year, when a bill was wrong, was it put right?",
        "What counts most: is it speed?",
        "How leaders act is seen by all.",
        "How?",
    ],
)
def test_yes_or_no_will_do(text: str) -> None:
    assert in_bank([yes_no("one", text=text)]) == []


def test_hyphens_and_apostrophes_make_one_word() -> None:
    text = "It's a well-known customer's day-to-day need " * 5

    assert codes_of(text) == ["W07"]
    assert "30 words" in faults_of(text)[0].message


def test_other_languages_are_left_alone() -> None:
    texts = ("Are calls always answered? Always?", "are calls always answered, always")

    assert [fault.code for fault in found_in(*texts)] == ["W04", "W10", "W04", "W09"]
    assert [fault.code for fault in found_in(*texts, language="en-GB")][:2] == ["W04", "W10"]
    assert [fault.code for fault in found_in(*texts, language="eng")] == ["W09"]
    assert [fault.code for fault in found_in(*texts, language="de")] == ["W09"]


def test_a_wording_is_looked_at_where_it_stands() -> None:
    question = yes_no("one", text="Is it?", wording={"employee": "Don't you do it?"})

    assert [fault.place for fault in in_bank([question], roles=ROLES)] == [
        ("questions", 0, "wording", "employee")
    ]


@pytest.mark.parametrize(
    ("one", "two", "codes"),
    [
        ("Is a reply sent within a day?", "is a reply SENT, within a day", ["W09"]),
        ("Is a reply sent within a day or so?", "Is the reply sent within a day or so?", ["W08"]),
        (
            "Are you satisfied with our prices?",
            "Are you satisfied with our price?",
            ["W08"],
        ),
        ("Is a reply sent within 2 days?", "Is a reply sent within 3 days?", []),
        ("Is a reply sent within two days?", "Is a reply sent within three days?", []),
        ("Do clerks know the rule for it?", "Do clerks not know the rule for it?", []),
        ("Do clerks know the rule for it?", "Don't clerks know the rule for it?", ["W05"]),
        ("Is the price told well before an order?", "Is the price told well after an order?", []),
        ("Are orders sent fast?", "Are orders sent well?", []),
        ("Are you happy with the price?", "Are you happy with the quality?", []),
        ("Does the finance team meet buyers?", "Does the IT team meet buyers?", []),
        ("Do staff trust managers?", "Do managers trust staff?", []),
        ("Are orders planned by color?", "Are orders planned by colour?", ["W08"]),
        ("Do the clerks see our plan in May?", "In May do clerks see the plan?", ["W08"]),
    ],
)
def test_asked_before(one: str, two: str, codes: list[str]) -> None:
    found = found_in(one, two)

    assert [fault.code for fault in found] == codes
    assert all('"q0"' in fault.message for fault in found if fault.code in {"W08", "W09"})


def test_two_roles_may_be_told_the_same() -> None:
    questions = [
        yes_no("one", text="Is it so here?", wording={"customer": "Is it quick?"}),
        yes_no("two", text="Is that bill right?", wording={"customer": "Is it quick?"}),
    ]

    assert in_bank(questions, roles=ROLES) == []


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(
            [f"How often is the desk open for {n:x}?" for n in range(2000)], id="template"
        ),
        pytest.param(
            [f"{'a b c d e f g h i j k l'[n % 9 :]} {n % 97}" for n in range(3000)], id="few"
        ),
        pytest.param([" ".join(f"w{n}x{m}"[:4] for m in range(900)) for n in range(90)], id="long"),
        pytest.param(["and " * 20_000 + "go"], id="and"),
        pytest.param(["not " * 20_000 + "go"], id="not"),
    ],
)
def test_no_bank_takes_long(texts: list[str]) -> None:
    start = time.process_time()
    found_in(*texts, unanswered="exclude")

    assert time.process_time() - start < 10


PIECES = (
    *("and ", "or ", "never ", "not ", "when never ", ", ", "as you know", "how often ", "the "),
    *("1", "1-", "1 ", "1,000", " ", "\t", "<", "<a ", "[a", "[a]x[/", "(", "{{", "**a", "&amp"),
    *(
        "collect and use ",
        "is it not ",
        "fail to ",
        "agree ",
        "every time",
        "\u2019",
        "\u0130",
        "x",
    ),
)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(
    "frame", ["It {}", "Do we, when never {}x?", "1{}x", "Is it {}and use it?"]
)
def test_no_text_and_no_label_takes_long(piece: str, frame: str) -> None:
    text = frame.format(piece * (40_000 // len(piece)))
    levels = [{"value": value, "label": f"{text}{value}"} for value in range(3)]
    questions = [yes_no("one", text=text), points("two", type="levels", levels=levels)]
    del questions[1]["scale"]
    subject = Subject(bank_of(questions, "d").bank, None, frozenset())

    start = time.process_time()
    for rule in (*WORDING_RULES, *ADVICE_RULES):
        list(rule(subject))

    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("questions", "leads", "says"),
    [
        (88, 0, ""),
        (89, 0, "89 questions take about 16 minutes"),
        (120, 88, ""),
        (120, 89, "89 lead questions take about 16 minutes"),
    ],
)
def test_too_long_to_answer(questions: int, leads: int, says: str) -> None:
    asked = [yes_no(f"q{n}", lead=n < leads, text=f"Is step {n} easy?") for n in range(questions)]
    found = in_bank(asked)

    assert [fault.code for fault in found] == ["W15"] * bool(says)
    assert all(says in fault.message and fault.at_key for fault in found)


@pytest.mark.parametrize(
    ("labels", "codes"),
    [
        (("Not managed", "Partly managed", "Fully managed"), ["W17"]),
        (("Bad", "Better", "Best"), ["W17"]),
        (("Not at all", "A little", "Very much"), ["W17"]),
        (("Nobody does it", "Some teams do it", "All teams do it"), []),
        (("In 3 days", "In 2 days", "In a day"), []),
        (("None", "Some", "Most", "All"), []),
        (("Never", "At times", "Always"), []),
    ],
)
def test_more_of_the_same(labels: tuple[str, ...], codes: list[str]) -> None:
    scale = [{"value": value, "label": label} for value, label in enumerate(labels)]
    question = points("one", type="levels", levels=scale)
    del question["scale"]

    assert [fault.code for fault in in_bank([question])] == codes

    helped = [option | {"help": "What one sees."} for option in scale]
    assert in_bank([question | {"levels": helped}]) == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("read", {Form.BASE, Form.PAST}),
        ("replies", {Form.THIRD}),
        ("planned", {Form.PAST}),
        ("written", {Form.PAST}),
        ("tried", {Form.PAST}),
        ("using", {Form.ING}),
        ("seeing", {Form.ING}),
        ("teaches", {Form.THIRD}),
        ("customer", set()),
    ],
)
def test_forms_of_verbs(word: str, expected: set[Form]) -> None:
    assert {form for form in Form if word in verbs(form)} == expected
