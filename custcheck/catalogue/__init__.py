"""Every rule that custcheck holds files to: its code, its short name, what it is for.

A rule is documented here, once, in the module of its family; what finds it names its code.
"""

from collections.abc import Mapping

from custcheck.catalogue import answers, comments, reading, references, scoring, shape, wording
from custcheck.catalogue.rule import Rule
from custcheck.problem import Position, Problem

__all__ = ["RULES", "Rule", "code_of", "found"]

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        *reading.RULES,
        *shape.RULES,
        *references.RULES,
        *scoring.RULES,
        *wording.RULES,
        *answers.RULES,
        *comments.RULES,
    )
}


def code_of(name: str) -> str | None:
    """Return the code of the rule that a code or a short name means, in any case, or None."""
    codes = {rule.slug: code for code, rule in RULES.items()} | {code: code for code in RULES}
    return codes.get(name.upper()) or codes.get(name.lower())


def found(
    code: str, path: str, position: Position | None, message: str, remedy: str = ""
) -> Problem:
    """Return the problem that rule ``code`` found.

    Raises:
        KeyError: for a code that is not in ``RULES``.
    """
    return Problem(code, message, path, position, remedy, RULES[code].severity)
