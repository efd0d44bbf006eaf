"""The report for machines: versioned, sorted, the same sentences."""

from __future__ import annotations

import datetime
import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TypeAlias

from custcheck.assessment.report import Report

SCHEMA_VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without it."""

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def render(report: Report) -> str:
    """Return the report as JSON: keys sorted, ASCII, the same bytes for the same report.

    ``null`` says that something was not asked, or that there are not enough answers.
    """
    document = {"schema_version": SCHEMA_VERSION, "report": as_json(report)}
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=True, allow_nan=False) + "\n"


def as_json(value: object) -> Json:
    """Return a value of the report in JSON's own types.

    Raises:
        TypeError: for a type that no report holds.
    """
    match value:
        case Enum():
            return as_json(value.value)
        case None | bool() | int() | float() | str():
            return value
        case datetime.date():
            return value.isoformat()
        case tuple() | list():
            return [as_json(item) for item in value]
        case _ if is_dataclass(value):
            return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
        case _:
            raise TypeError(f"no JSON for {type(value).__name__}")
