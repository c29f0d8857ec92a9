"""A JSON Schema of the data file: editors complete its keys and mark mistakes while a clerk types.

It is made from the model's fields. Editors read YAML 1.2, where an unquoted `12.00` is a number: wherever a
clerk may type digits, both number and text are right. What a schema cannot say well (sums, links, file names)
is left to `load`, which has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from perfreport.form import FormField, form_fields
from perfreport.model import MONEY_UNITS, NOT_APPLICABLE, Indicator, Report
from perfreport.rules import Rules

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number"], "minLength": 1}
_AMOUNT: Schema = {"type": ["number", "string"], "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"}
_POINTS: Schema = {
    "type": ["number", "string"],
    "minimum": 0,
    "maximum": 1000,
    "pattern": r"^[0-9]{1,4}(\.[0-9]{1,4})?$",
}
_KINDS: dict[str, Schema] = {
    "text": _TEXT,
    "target": _TEXT,
    "bureau": {"type": "string", "minLength": 1},
    "year": {"type": ["integer", "string"], "minimum": 2000, "maximum": 2099, "pattern": "^20[0-9]{2}$"},
    "date": {"type": "string", "pattern": "^(19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?$"},
    "money_unit": {"enum": list(MONEY_UNITS)},
    "handle": {"type": ["string", "integer"], "pattern": r"^[^\s.|{}]{1,20}$"},
    "amount": _AMOUNT,
    "computed": _AMOUNT,
    "count": {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,7}$"},
    "points": _POINTS,
    "texts": {"type": "array", "minItems": 1, "items": _TEXT},
    "goals": {"type": "array", "minItems": 1, "items": _TEXT},
}


def json_schema(rules: Rules) -> Schema:
    """The schema (draft 7) of a data file whose indicator groups and own fields are those of `rules`."""
    kinds = {
        **_KINDS,
        "groups": _groups(rules),
        "achievement": {"enum": list(rules.scoring.classes)} if rules.scoring else _TEXT,
        "weights": _mapping(dict.fromkeys(rules.weighed, _POINTS)),
        "words": _record(rules.own_words, _KINDS),
    }
    forms = {record: (*form_fields(record), *rules.own_fields(record)) for record in _records(Report)}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "部门整体支出绩效",
        **_record(forms[Report], kinds),
        "definitions": {record.__name__: _record(form, kinds) for record, form in forms.items() if record != Report},
    }


def _records(record: type) -> Iterator[type]:
    """A record and all that its fields hold; indicators stand in groups, which are no record."""
    yield record
    inner = [field.of for field in form_fields(record) if field.of]
    for each in dict.fromkeys([*inner, *([Indicator] if record is Report else [])]):
        yield from _records(each)


def _record(form: Iterable[FormField], kinds: dict[str, Schema]) -> Schema:
    properties = {field.word: _property(field, _shape(field, kinds)) for field in form}
    return _mapping(properties) | {"required": [field.word for field in form if field.required]}


def _shape(field: FormField, kinds: dict[str, Schema]) -> Schema:
    if not field.of:
        return kinds[field.kind]
    inner = {"$ref": f"#/definitions/{field.of.__name__}"}
    return inner if field.kind == "record" else {"type": "array", "minItems": 1, "items": inner}


def _property(field: FormField, shape: Schema) -> Schema:
    """A field's value with its description; one that need not be there may also be left empty."""
    if field.required and "$ref" not in shape:  # beside a $ref nothing else is read
        return {"description": field.note, **shape}
    if field.required:
        return {"description": field.note, "allOf": [shape]}
    return {"description": field.note, "anyOf": [shape, {"type": "null"}]}


def _groups(rules: Rules) -> Schema:
    """First level, second level, list of indicators; each level may be empty or say 不涉及."""
    indicators = _or_nothing({"type": "array", "items": {"$ref": f"#/definitions/{Indicator.__name__}"}})
    firsts = {first: _or_nothing(_mapping(dict.fromkeys(seconds, indicators))) for first, seconds in rules.groups}
    return _or_nothing(_mapping(firsts))


def _mapping(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _or_nothing(shape: Schema) -> Schema:
    return {"anyOf": [shape, {"enum": [NOT_APPLICABLE, None]}]}
