"""What a rule is to the people who look it up."""

from dataclasses import dataclass

from custcheck.problem import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as people look it up: ``custcheck check --explain`` prints it."""

    code: str
    """A letter for the family and two digits, such as ``W01``; for ever."""
    slug: str
    severity: Severity
    docs: str
    """What it finds, as a sentence on a line of its own; then why, and how to mend it."""
    bad: str = ""
    """Lines of YAML in which it finds something."""
    good: str = ""
    """The same lines, mended."""
    strict: bool = False
    """Whether it is held to only when ``--strict`` or its own code asks for it."""

    @property
    def finds(self) -> str:
        """What the rule finds, as one sentence."""
        return self.docs.partition("\n")[0]

    @property
    def is_fixed(self) -> bool:
        """Whether nothing can switch it off or hide it: past Y01 to Y10 a file means nothing."""
        return "Y01" <= self.code <= "Y10"
