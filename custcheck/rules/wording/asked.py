"""A text that somebody is asked, cut into words once for all the rules that look at words."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from custcheck.model import Bank, Polarity
from custcheck.problem import Place
from custcheck.rules.fault import Fault
from custcheck.rules.wording.vocabulary import ASKING, AUXILIARIES, OPENERS, SUBJECTS

_TOKEN = re.compile(r"[\w'\u2019%-]+|[,;:?!.\"\u201c\u201d]")


@dataclass(frozen=True, slots=True)
class Asked:
    """One text of a question, with the place where it stands."""

    place: Place
    text: str
    words: Sequence[str]
    """In lower case; a punctuation mark is a word of its own."""
    yes_is_bad: bool = False

    def said(self, start: int, end: int) -> str:
        """Return some of the words as they were written."""
        return " ".join(_TOKEN.findall(self.text)[start:end])

    def fault(self, code: str, message: str, remedy: str) -> Fault:
        """Return a fault of this text."""
        return Fault(code, self.place, message, remedy)


TextRule: TypeAlias = Callable[[Asked], Fault | None]
"""What one text can have wrong once; None when it has not."""


def asked_of(text: str, place: Place = (), *, yes_is_bad: bool = False) -> Asked:
    """Cut a text into words."""
    if text.isascii():
        return Asked(place, text, _TOKEN.findall(text.lower()), yes_is_bad)
    words = [word.lower().replace("\u2019", "'") for word in _TOKEN.findall(text)]
    return Asked(place, text, words, yes_is_bad)


def every_text(bank: Bank) -> Iterator[Asked]:
    """Yield what each question says, to an assessor and to each role."""
    for index, question in enumerate(bank.questions):
        bad = question.type == "yesno" and question.yes_is is Polarity.BAD
        yield asked_of(question.text, ("questions", index, "text"), yes_is_bad=bad)
        for role, text in question.wording.items():
            yield asked_of(text, ("questions", index, "wording", role), yes_is_bad=bad)


def is_english(bank: Bank) -> bool:
    """Tell whether the rules know the words of this bank's language."""
    return bank.language.lower().partition("-")[0] == "en"


def main_clause(words: Sequence[str]) -> int:
    """Return where the question itself begins: behind "When a parcel is lost or late,"."""
    if not words or words[0] not in OPENERS:
        return 0
    commas = [index for index, word in enumerate(words) if word == ","]
    asking = (at for at in commas if words[at + 1 : at + 2] and _asks(words[at + 1]))
    return next(asking, commas[0] if commas else len(words)) + 1


def _asks(word: str) -> bool:
    return word in AUXILIARIES or word in ASKING or word in SUBJECTS
