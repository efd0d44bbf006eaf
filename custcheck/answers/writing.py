"""From a response to the text of an answer file, made to be read and edited by a person."""

import datetime
from collections.abc import Mapping
from typing import TypeAlias

import yaml

from custcheck.model import (
    NO,
    YES,
    Answer,
    AnswerEntry,
    BankAnswers,
    Blank,
    Evidence,
    Option,
    Response,
    Status,
)
from custcheck.source.values import resolve, unclear

_Value: TypeAlias = "str | int | float | bool | datetime.date | Mapping[str, _Value] | None"
_ONE_LINE = 1 << 30
"""A width that no text reaches: a note stays on its line."""


class _Word(str):
    """A word that is written bare: the ``yes`` and ``no`` of this format are text to us."""

    __slots__ = ()


class _Short(dict[str, _Value]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    r"""PyYAML's own, with quotes round all that our reader or another would take for non-text.

    Not the one in C: that one writes an emoji as ``\U0001F600``, and the gain is 3 ms.
    """

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        """Write a date that two answers share twice: the format has no aliases."""
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Quote what reads as something else; PyYAML itself quotes what would break the syntax."""
    bare = bool(text) and resolve(text) == text and not unclear(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if bare else '"')


def _word(dumper: _Dumper, word: _Word) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:bool", str(word))


def _short(dumper: _Dumper, mapping: _Short) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Word, _word)
_Dumper.add_representer(_Short, _short)


def to_yaml(response: Response) -> str:
    """Return a response in the answer-file format; what is not set is left out."""
    file: dict[str, _Value] = {"custcheck": 1, "kind": "answers"}
    if response.organisation:
        file["organisation"] = response.organisation
    if response.date:
        file["date"] = response.date
    if response.role:
        file["respondent"] = _Short(role=response.role)
    file["status"] = response.status.value
    file["asked"] = response.extent.value
    if response.status is Status.OPEN:
        file |= _place(response)
    if response.stamps:
        file["banks"] = {
            bank: _Short(version=stamp.version, sha256=stamp.sha256)
            for bank, stamp in response.stamps.items()
        }
    if response.targets:
        file["targets"] = dict(response.targets)
    file["answers"] = {
        bank: _answers(answers) for bank, answers in response.answers.items() if answers
    }
    if response.orphaned:
        file["orphaned"] = {
            bank: {name: _entry(entry) if entry else None for name, entry in entries.items()}
            for bank, entries in response.orphaned.items()
        }
    return yaml.dump(file, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_ONE_LINE)


def _place(response: Response) -> dict[str, _Value]:
    """Return where an open interview stands."""
    place: dict[str, _Value] = {"revision": response.revision}
    if response.at:
        bank, question = response.at
        place["at"] = _Short(bank=bank, question=question)
    if response.draft:
        place["draft"] = response.draft
    return place


def _answers(answers: BankAnswers) -> dict[str, _Value]:
    return {name: _answer(answer) for name, answer in answers.items()}


def _answer(answer: Answer) -> _Value:
    return _long(_choice(answer.choice), answer.note, answer.evidence, answer.checked_on)


def _entry(entry: AnswerEntry) -> _Value:
    """Return an answer without its question as it was written."""
    given = entry.answer
    value = _number(given) if isinstance(given, float) else given
    return _long(value, entry.note, entry.evidence, entry.checked_on)


def _long(value: _Value, note: str, evidence: Evidence, checked_on: datetime.date | None) -> _Value:
    """Return the short form where there is only an answer."""
    more: dict[str, _Value] = {}
    if note:
        more["note"] = note
    if evidence is not Evidence.CLAIMED:
        more["evidence"] = evidence.value
    if checked_on:
        more["checked_on"] = checked_on
    return {"answer": value, **more} if more else value


def _choice(choice: Option | Blank) -> _Value:
    if isinstance(choice, Blank):
        return choice.value
    # A scale's own "Yes" worth 1 equals ours; its label reads back as well as its value would.
    if choice in (YES, NO):
        return _Word(choice.label.lower())
    return _number(choice.value)


def _number(value: float) -> int | float:
    """Return a whole number without its point, unless it has more digits than our reader takes."""
    return int(value) if value.is_integer() and abs(value) < 10**15 else value
