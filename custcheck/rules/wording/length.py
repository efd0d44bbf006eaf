"""W07, W10, W15: too much to read, or to answer."""

import re
from collections.abc import Iterator

from custcheck.model import minutes
from custcheck.rules.fault import Fault, Subject
from custcheck.rules.wording.asked import Asked, tokens
from custcheck.rules.wording.vocabulary import STOPS

_MARK = re.compile(r"\?(?![?!\"\u201d'\u2019])")
_MOST_WORDS, _MOST_MINUTES = 25, 15


def long(asked: Asked) -> Fault | None:
    """Suggest a shorter question: W07."""
    if len(asked.words) <= _MOST_WORDS:
        return None
    count = sum(word not in STOPS for word in tokens(asked.whole))
    if count <= _MOST_WORDS:
        return None
    return asked.fault(
        "W07",
        f"This has {count} words; over {_MOST_WORDS} are hard to take in at once.",
        "Cut what the answer does not depend on, or move it to evidence.",
    )


def asks_twice(asked: Asked) -> Fault | None:
    """Suggest one question mark: W10."""
    if asked.whole.count("?") < 2:
        return None
    count = len(_MARK.findall(asked.whole))
    if count < 2:
        return None
    return asked.fault(
        "W10",
        f"There are {count} question marks in one question.",
        "Ask one thing, or make each a question of its own.",
    )


def too_long_to_answer(subject: Subject) -> Iterator[Fault]:
    """Suggest a shorter bank, or a short way through it: W15."""
    if subject.bank is None:
        return
    questions = subject.bank.questions
    leads = sum(question.lead for question in questions)
    asked = leads or len(questions)
    if (taken := minutes(asked)) > _MOST_MINUTES:
        which = f"{asked} lead questions" if leads else f"{asked} questions"
        yield Fault(
            "W15",
            ("questions",),
            f"{which} take about {taken} minutes; people tire after {_MOST_MINUTES}.",
            "Mark fewer with lead: true, or split the bank."
            if leads
            else "Split the bank, or mark its telling questions lead: true for a quick audit.",
            at_key=True,
        )
