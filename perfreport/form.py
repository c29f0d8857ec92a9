"""Fields of records as a file spells them: reading a file and its JSON Schema are driven by what stands here."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple


class FormField(NamedTuple):
    """A field as the form and the file see it; `kind` names how it is read and described.

    `of` is the record that a field of the kind `record` holds, and one of the kind `records` holds a list of.
    """

    name: str
    word: str
    kind: str
    note: str
    required: bool
    of: type | None = None


def word(form_word: str, kind: str, note: str, *, optional: bool = False, of: type | None = None) -> dict[str, Any]:
    """The metadata of a field that is called `form_word` in the file."""
    return {"word": form_word, "kind": kind, "note": note, "required": not optional, "of": of}


@cache
def form_fields(record: Any) -> tuple[FormField, ...]:
    """The fields of a dataclass that a file may hold, in the form's order."""
    return tuple(FormField(name=f.name, **f.metadata) for f in fields(record) if f.metadata)


def by_word(record: Any) -> dict[str, Any]:
    """A record's values under the form's words."""
    kind: Any = type(record)
    return {field.word: getattr(record, field.name) for field in form_fields(kind)}
