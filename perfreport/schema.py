"""A JSON Schema of the data file: editors complete its keys and mark mistakes while a clerk types.

It is made from the model's fields. Editors read YAML 1.2, where an unquoted `12.00` is a number: wherever a
clerk may type digits, both number and text are right. What a schema cannot say well (sums, links, file names)
is left to `load`, which has the last word.
"""

from __future__ import annotations

from typing import Any

from perfreport.model import (
    MONEY_UNITS,
    NOT_APPLICABLE,
    FormField,
    Indicator,
    Report,
    Sums,
    Task,
    form_fields,
)
from perfreport.rules import Rules

Schema = dict[str, Any]

_RECORDS = {"任务": Task, "合计": Sums, "指标": Indicator}
_TEXT: Schema = {"type": ["string", "number"], "minLength": 1}
_AMOUNT: Schema = {"type": ["number", "string"], "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"}
_KINDS: dict[str, Schema] = {
    "text": _TEXT,
    "target": _TEXT,
    "bureau": {"type": "string", "minLength": 1},
    "year": {"type": ["integer", "string"], "minimum": 2000, "maximum": 2099, "pattern": "^20[0-9]{2}$"},
    "money_unit": {"enum": list(MONEY_UNITS)},
    "handle": {"type": ["string", "integer"], "pattern": r"^[^\s.|{}]{1,20}$"},
    "amount": _AMOUNT,
    "computed": _AMOUNT,
    "texts": {"type": "array", "minItems": 1, "items": _TEXT},
    "tasks": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/任务"}},
    "sums": {"$ref": "#/definitions/合计"},
}


def json_schema(rules: Rules) -> Schema:
    """The schema (draft 7) of a data file whose indicator groups are those of `rules`."""
    kinds = {**_KINDS, "groups": _groups(rules)}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "部门整体支出绩效目标",
        **_record(Report, kinds),
        "definitions": {name: _record(record, kinds) for name, record in _RECORDS.items()},
    }


def _record(record: type, kinds: dict[str, Schema]) -> Schema:
    form = form_fields(record)
    properties = {field.word: _property(field, kinds[field.kind]) for field in form}
    return _mapping(properties) | {"required": [field.word for field in form if field.required]}


def _property(field: FormField, shape: Schema) -> Schema:
    """A field's value with its description; one that need not be there may also be left empty."""
    value = shape if field.required else {"anyOf": [shape, {"type": "null"}]}
    return {"description": field.note, **value}


def _groups(rules: Rules) -> Schema:
    """First level, second level, list of indicators; each level may be empty or say 不涉及."""
    indicators = _or_nothing({"type": "array", "items": {"$ref": "#/definitions/指标"}})
    firsts = {first: _or_nothing(_mapping(dict.fromkeys(seconds, indicators))) for first, seconds in rules.groups}
    return _or_nothing(_mapping(firsts))


def _mapping(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _or_nothing(shape: Schema) -> Schema:
    return {"anyOf": [shape, {"enum": [NOT_APPLICABLE, None]}]}
