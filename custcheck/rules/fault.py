"""What a rule looks at, and what it says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from custcheck.model import Bank, Dimension, Framework, Option
from custcheck.problem import Place

PRESENT, UNTOLD = "*", ""
"""In place of an id: the list is there, and something in it has an id that cannot be told."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a rule found, by place; its line is looked up when it is reported."""

    code: str
    place: Place
    message: str
    remedy: str = ""
    at_key: bool = False
    """Whether the key at this place is meant, not its value."""
    said: str = ""
    """The words in the text at this place that are meant; empty for all of it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A bank, or a framework, under check."""

    bank: Bank | None
    framework: Framework | None
    """The framework itself, or the one that the bank names; None when there is none."""
    declared: frozenset[tuple[str, str]]
    """Every (list, id) in the file, well-formed or not; PRESENT and UNTOLD stand for no id."""

    @property
    def names_framework(self) -> bool:
        """Whether the file names a framework, be it one that exists or not."""
        return ("framework", PRESENT) in self.declared

    @property
    def stands_alone(self) -> bool:
        """Whether the file has dimensions of its own, be they well-formed or not."""
        return ("dimensions", PRESENT) in self.declared and not self.names_framework

    @property
    def lacks_questions(self) -> bool:
        """Whether a question was left out because it has faults of its own."""
        kept = {question.id for question in self.bank.questions} if self.bank else set()
        return not kept or any(k == "questions" and name not in kept for k, name in self.declared)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions that count here."""
        if self.bank is not None and self.bank.framework is None:
            return self.bank.dimensions
        return self.framework.dimensions if self.framework else ()

    @property
    def own(self) -> Bank | Framework:
        """The value whose file is checked."""
        value = self.bank or self.framework
        if value is None:
            raise ValueError("a subject is a bank or a framework")
        return value

    def ladders(self) -> Iterator[tuple[Place, tuple[Option, ...]]]:
        """Yield every list of options in the file, with its place."""
        for name, options in self.own.scales.items():
            yield ("scales", name), options
        for index, question in enumerate(self.bank.questions if self.bank else ()):
            if question.type == "levels":
                yield ("questions", index, "levels"), question.levels


Rule: TypeAlias = Callable[[Subject], Iterator[Fault]]
