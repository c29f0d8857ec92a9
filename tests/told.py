"""What users are told, as tests compare it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from perfreport.check import BY_ID
from perfreport.cli import main
from perfreport.problem import Problem


def unreviewed(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without what the reviewer's rules say of the data: for tests about something else."""
    return [found for found in problems if found.id not in BY_ID]


def typing(command: str, capsys) -> Callable[..., tuple[int, str, str]]:
    """Types `perfreport COMMAND …` beside files with these texts; gives the exit code and what was printed."""

    def typed(files: Mapping[str, str], *words: str) -> tuple[int, str, str]:
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, "utf-8")
        code = main([command, *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return typed
