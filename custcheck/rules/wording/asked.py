"""A text that somebody is asked, cut into words once for all the rules that look at words."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from custcheck.model import Bank, Polarity, Question
from custcheck.problem import Place
from custcheck.rules.fault import Fault
from custcheck.rules.wording.vocabulary import ASKING, AUXILIARIES, OPENERS, SUBJECTS

_TOKEN = re.compile(r"[\w'\u2019%-]+|[,;:?!.\"\u201c\u201d]")
_CAPITALS = re.compile(r"\b(?:IT|US|WHO)\b")
_ASKS_ABOUT_ALL = frozenset(("agree", "true", "right", "so"))
_LONGEST, _MOST_WORDS = 2000, 100
"""So far a text is looked at, in characters and in words: what is longer is W07's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One text of a question, with the place where it stands."""

    place: Place
    whole: str
    words: Sequence[str]
    """The first words, in lower case; a punctuation mark is a word of its own."""
    is_yes_or_no: bool = False
    yes_is_bad: bool = False

    @property
    def text(self) -> str:
        """The text as far as it is looked at."""
        return self.whole[:_LONGEST]

    def said(self, start: int, end: int) -> str:
        """Return some of the words as they were written."""
        return " ".join(_TOKEN.findall(self.text)[start:end])

    def is_name(self, index: int) -> bool:
        """Tell whether a word has a capital inside a sentence: the "Always Open" desk."""
        before = _TOKEN.findall(self.text)[: index + 1]
        is_first = index == 0 or not before[index - 1][-1].isalnum()
        return not is_first and before[index][0].isupper() and not self.text.isupper()

    def fault(self, code: str, message: str, remedy: str, said: str = "") -> Fault:
        """Return a fault of this text, at the words that were said where they are given."""
        return Fault(code, self.place, message, remedy, said=said)


TextRule: TypeAlias = Callable[[Asked], Fault | None]
"""What one text can have wrong once; None when it has not."""


def asked_of(
    text: str, place: Place = (), *, is_yes_or_no: bool = False, yes_is_bad: bool = False
) -> Asked:
    """Cut a text into words."""
    words = tokens(_lower(text[:_LONGEST]))[:_MOST_WORDS]
    if not text.isascii():
        words = [word.replace("\u2019", "'") for word in words]
    return Asked(place, text, words, is_yes_or_no, yes_is_bad)


def tokens(text: str) -> list[str]:
    """Return the words and the punctuation marks of a text."""
    return _TOKEN.findall(text)


def _lower(text: str) -> str:
    """Return a text in small letters, in which "IT" is not the same as "it"."""
    if ("IT" in text or "US" in text or "WHO" in text) and not text.isupper():
        text = _CAPITALS.sub(r"\g<0>_", text)
    return text.lower()


def every_text(bank: Bank) -> Iterator[Asked]:
    """Yield what each question says, to an assessor and to each role."""
    for index, question in enumerate(bank.questions):
        yield _asked(question, question.text, ("questions", index, "text"))
        for role, text in question.wording.items():
            yield _asked(question, text, ("questions", index, "wording", role))


def _asked(question: Question, text: str, place: Place) -> Asked:
    if question.type != "yesno":
        return asked_of(text, place)
    return asked_of(text, place, is_yes_or_no=True, yes_is_bad=question.yes_is is Polarity.BAD)


def is_english(bank: Bank) -> bool:
    """Tell whether the rules know the words of this bank's language."""
    return bank.language.lower().partition("-")[0] == "en"


def main_clause(words: Sequence[str]) -> int:
    """Return where the question itself begins.

    It does behind "When a parcel is lost or late," and behind a sentence that only leads to it.
    """
    start = asking_sentence(words)
    if start >= len(words) or words[start] not in OPENERS:
        return start
    commas = [at for at in range(start + 1, len(words)) if words[at] == ","]
    asking = (at for at in commas if words[at + 1 : at + 2] and _asks(words[at + 1]))
    return next(asking, commas[0] if commas else len(words)) + 1


def asking_sentence(words: Sequence[str]) -> int:
    """Return where the sentence begins that asks: behind "Think of your last call.".

    Two that ask are one, and so is "Staff are helpful. Is that true?".
    """
    if not words or words[-1] != "?":
        return 0
    ends = [at for at in range(len(words) - 1) if words[at] in {".", "!", "?"}]
    if not ends or words[ends[-1]] == "?" or not _ASKS_ABOUT_ALL.isdisjoint(words[ends[-1] :]):
        return 0
    return ends[-1] + 1


def _asks(word: str) -> bool:
    return word in AUXILIARIES or word in ASKING or word in SUBJECTS
