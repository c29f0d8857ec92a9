"""perfreport schema: the JSON Schema of the data file, for editors."""

from __future__ import annotations

import argparse

from perfreport.commands import as_json


def run(options: argparse.Namespace) -> int:
    from perfreport.files import find_pack
    from perfreport.rules import load_rules
    from perfreport.schema import json_schema

    print(as_json(json_schema(load_rules(find_pack(options.pack)))))
    return 0
