"""The rules as people look them up: one in full, or all of them in a table."""

import inspect
import textwrap

from custcheck.catalogue import RULES, Rule, code_of
from custcheck.errors import InputError
from custcheck.problem import Severity
from custcheck.reports.problems.naming import LEVELS
from custcheck.text import did_you_mean, short

_NO_OBSTACLE = ("W09",)
"""Errors that an audit does not mind."""


def explain(rule: Rule) -> str:
    """Return a rule's documentation as plain text, at most 80 columns wide."""
    finds, _, why = inspect.cleandoc(rule.docs).partition("\n\n")
    parts = [f"{rule.code} {rule.slug} ({LEVELS[rule.severity]})", textwrap.fill(finds, 80), why]
    if rule.bad:
        parts.append(f"Found in:\n{_shown(rule.bad)}")
        parts.append(f"Better:\n{_shown(rule.good)}")
    parts.append(_when_held(rule))
    return "\n\n".join(parts) + "\n"


def find_rule(name: str) -> Rule:
    """Return the rule of a code or a short name, in small letters or capitals.

    Raises:
        InputError: when no rule is called so.
    """
    if code := code_of(name.strip()):
        return RULES[code]
    hint = did_you_mean(name, [*RULES, *(rule.slug for rule in RULES.values())])
    hint = hint or "Rules are named as in the problems found: W01, or double-barrelled."
    raise InputError(f'There is no rule "{short(name)}". {hint}')


def rule_table() -> str:
    """Return all rules as a table in Markdown."""
    rows = [("code", "name", "severity", "finds"), ("---",) * 4]
    for rule in RULES.values():
        level: str = LEVELS[rule.severity]
        if rule.strict:
            level += ", with `--strict`"
        rows.append((rule.code, rule.slug, level, rule.finds))
    return "".join(f"| {' | '.join(_cell(text) for text in row)} |\n" for row in rows)


def fragment(yaml: str) -> str:
    """Return lines of YAML from the catalogue without the indentation of the code around them."""
    return textwrap.dedent(yaml).strip("\n").rstrip()


def _shown(yaml: str) -> str:
    return textwrap.indent(fragment(yaml), "    ")


def _when_held(rule: Rule) -> str:
    """Return the line that says how to hide what the rule finds."""
    if rule.is_fixed:
        return "Nothing hides it: what follows it in the file cannot be trusted."
    if rule.code.startswith("C"):
        return f"No comment hides it; --ignore {rule.code} does."
    comment = f"To hide it on one line: # custcheck: ignore[{rule.code}] reason"
    if rule.severity is Severity.ERROR and rule.code not in _NO_OBSTACLE:
        comment = f"{comment}\nAn audit refuses the file all the same."
    if rule.strict:
        return f"Files are held to it with --strict only, or --select {rule.code}.\n{comment}"
    return comment


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
