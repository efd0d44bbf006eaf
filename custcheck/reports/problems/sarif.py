"""Problems as SARIF 2.1.0, which code hosts and editors read."""

import json
from inspect import cleandoc
from typing import TypeAlias

from custcheck import __version__
from custcheck.catalogue import RULES, Rule
from custcheck.problem import Problem
from custcheck.reports.problems import CheckReport
from custcheck.reports.problems.naming import LEVELS, fingerprints, sentences, uri

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json]"

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ESCAPES = str.maketrans({"\\": r"\\", "[": r"\[", "]": r"\]"})


def render(report: CheckReport) -> str:
    """Return a SARIF log of one run, with every rule that there is."""
    indices = {code: index for index, code in enumerate(RULES)}
    uris = {path: uri(path) for path in {problem.path for problem in report.problems}}
    marks = fingerprints(report.problems)
    driver: Json = {
        "name": "custcheck",
        "version": __version__,
        "rules": [_rule(rule) for rule in RULES.values()],
    }
    run: Json = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, indices[problem.code], uris[problem.path], mark)
            for problem, mark in zip(report.problems, marks, strict=True)
        ],
    }
    log: Json = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _rule(rule: Rule) -> Json:
    paragraphs = cleandoc(rule.docs).split("\n\n")
    whole = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    more = f"For an example: custcheck check --explain {rule.code}"  # its braces would be doubled
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": {"text": _as_text(rule.finds)},
        "fullDescription": {"text": _as_text(whole)},
        "help": {"text": _as_text(f"{whole}\n\n{more}")},
        "defaultConfiguration": {
            "enabled": not rule.strict,
            "level": LEVELS[rule.severity],
        },
    }


def _result(problem: Problem, index: int, file: str, mark: str) -> Json:
    place: dict[str, Json] = {"artifactLocation": {"uri": file}}
    if problem.position:
        place["region"] = {
            "startLine": problem.position.line,
            "startColumn": problem.position.column,
        }
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": LEVELS[problem.severity],
        "message": {"text": _as_text(sentences(problem))},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"custcheck/v1": mark},
    }


def _as_text(text: str) -> str:
    """Return text in which SARIF reads no placeholder and no link.

    Braces are always doubled; brackets mean nothing unless they could be a link.
    """
    text = text.replace("{", "{{").replace("}", "}}")
    return text.translate(_ESCAPES) if "](" in text else text
