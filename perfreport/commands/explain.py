"""perfreport explain: how the scores came about."""

from __future__ import annotations

import argparse

from perfreport.commands import as_json, files_of, tell


def run(options: argparse.Namespace) -> int:
    from perfreport.explain import explain
    from perfreport.files import find_pack
    from perfreport.rules import load_rules

    files, code = files_of(options.data)
    if not files:
        return code
    rules = load_rules(find_pack(options.pack))
    results = [explain(file, rules) for file in files]
    if options.json:
        print(as_json([result.as_dict() for result in results]))
    else:
        for result in results:
            if result.names:
                print(result, flush=True)
            tell(result.problems, options)
    return 1 if any(found.severity == "error" for result in results for found in result.problems) else 0
