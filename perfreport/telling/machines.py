"""Problems for programs: JSON of our own, SARIF 2.1.0 for code scanning, and the annotations of GitHub's pipelines."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from perfreport import __version__
from perfreport.check import BY_ID
from perfreport.kinds import KINDS
from perfreport.problem import Place, Problem

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {"error": "error", "hint": "warning"}
_GITHUB_LEVELS = {"error": "error", "hint": "warning"}


def as_json(problems: Iterable[Problem]) -> str:
    """[{id, severity, place, message, hint}]"""
    return json.dumps([found.as_dict() for found in problems], ensure_ascii=False, indent=2)


def as_sarif(problems: Iterable[Problem]) -> str:
    """A SARIF log with one run, columns counted in characters."""
    results = list(problems)
    ids = sorted({found.id for found in results})
    rules = [{"id": id, "shortDescription": {"text": _title(id)}} for id in ids]
    driver = {"name": "perfreport", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, ids.index(found.id)) for found in results],
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _title(id: str) -> str:
    """What a kind of problem is about: a rule's title, else its sentence without the words of one case."""
    return BY_ID[id].title if id in BY_ID else re.sub(r"\{\w+\}", "…", KINDS[id].sentence)


def _result(found: Problem, index: int) -> dict[str, Any]:
    return {
        "ruleId": found.id,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[found.severity],
        "message": {"text": f"{found.message} → {found.hint}"},
        "locations": [_location(found.place)],
    }


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        region = {"startLine": place.line, "startColumn": place.column}
        physical["region"] = region | ({"endColumn": place.column + place.width} if place.width else {})
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.spot:
        location["logicalLocations"] = [{"fullyQualifiedName": place.spot}]
    return location


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def as_github(problems: Iterable[Problem]) -> str:
    """One workflow command a line, which GitHub shows beside the line of the file."""
    return "\n".join(map(_command, problems))


def _command(found: Problem) -> str:
    place = found.place
    where = {"file": PurePath(place.file).as_posix()}
    if place.line:
        where |= {"line": str(place.line), "col": str(place.column)}
        where |= {"endColumn": str(place.column + place.width)} if place.width else {}
    where["title"] = f"{found.id} {place.spot}".rstrip()
    properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in where.items())
    return f"::{_GITHUB_LEVELS[found.severity]} {properties}::{_escaped(f'{found.message} → {found.hint}')}"


def _escaped(text: str, also: str = "") -> str:
    """As the workflow commands want it: what would end a property or the command is percent-encoded."""
    for sign in f"%\r\n{also}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
