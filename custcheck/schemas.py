"""JSON Schema of the files that people write and of what is printed, made from their types."""

import json
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, RootModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core import core_schema

from custcheck.assessment.report import Report
from custcheck.model import AnswerFile, Bank, FileId, Framework, Id, Text
from custcheck.reports.json import SCHEMA_VERSION
from custcheck.reports.problems.json import CheckDocument

Kind: TypeAlias = Literal["bank", "framework", "answers", "report", "check"]
_Field: TypeAlias = core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField


class _Document(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    schema_version: Annotated[int, Field(json_schema_extra={"const": SCHEMA_VERSION})]
    """Raised when a key changes its meaning or goes; new keys may come without it."""
    report: Report


class _CheckDocument(RootModel[CheckDocument]):
    model_config = ConfigDict(use_attribute_docstrings=True)


SCHEMAS: Mapping[Kind, tuple[type[BaseModel], JsonSchemaMode, str]] = {
    "bank": (Bank, "validation", "One file of questions."),
    "framework": (Framework, "validation", "What question banks share."),
    "answers": (AnswerFile, "validation", "One respondent's answers to question banks."),
    "report": (_Document, "serialization", "What custcheck audit --format json prints."),
    "check": (_CheckDocument, "serialization", "What custcheck check --format json prints."),
}


_SHARED: Mapping[str, TypeAdapter[str]] = {
    "Id": TypeAdapter(Id),
    "FileId": TypeAdapter(FileId),
    "Text": TypeAdapter(Text),
}
"""What stands at many places, and is said once."""


def schema(kind: Kind) -> str:
    """Return a JSON Schema (draft 2020-12) as text: keys sorted, the same bytes every time."""
    model, mode, description = SCHEMAS[kind]
    made = model.model_json_schema(mode=mode, schema_generator=_Generator)
    shared = {name: adapter.json_schema() for name, adapter in _SHARED.items()}
    rest = {key: _tidy(value, shared) for key, value in made.items()}
    refers = json.dumps(rest)
    used = {name: it for name, it in shared.items() if f'"#/$defs/{name}"' in refers}
    document = {
        **rest,
        "$defs": {name: _tidy(it, shared) for name, it in made["$defs"].items()} | used,
        "$schema": _Generator.schema_dialect,
        "$id": f"urn:custcheck:schema:1:{kind}",
        "title": f"custcheck {kind}",
        "description": description,
    }
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=True) + "\n"


class _Generator(GenerateJsonSchema):
    """Pydantic's own, less the titles that only repeat a key."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's
        """Give no title to a field."""
        return False

    def field_is_required(self, field: _Field, total: bool) -> bool:  # noqa: FBT001 - pydantic's
        """Require every key of a report, which is printed whole."""
        return self.mode == "serialization" or super().field_is_required(field, total)


def _tidy(node: object, shared: Mapping[str, object]) -> object:
    """Return a schema that points to what is shared, and holds the keys of mappings to their rule.

    Pydantic lets a key through that matches no pattern.
    """
    for name, it in shared.items():
        if node == it:
            return {"$ref": f"#/$defs/{name}"}
    match node:
        case {"patternProperties": dict() as by_pattern, **rest}:
            ((pattern, values),) = by_pattern.items()
            more = rest.get("propertyNames")
            names = {"type": "string", "pattern": pattern, **(more if type(more) is dict else {})}
            return _tidy({**rest, "propertyNames": names, "additionalProperties": values}, shared)
        case dict():
            return {key: _tidy(value, shared) for key, value in node.items()}
        case list():
            return [_tidy(item, shared) for item in node]
        case _:
            return node
