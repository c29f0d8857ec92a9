"""Texts that YAML reads only in quotes: which they are, how they are quoted, and how they are masked in a copy.

In a mended copy, signs that confuse YAML are masked, so that the line keeps its length and can be read. No mask is
ever shown: `unmasked` gives back what was typed.
"""

from __future__ import annotations

import re

WELL_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")
SIGNS = ">|%@`*&!?#,[]{}"  # at the beginning of a value YAML takes them for its own

_FIRST_MASK = 0x100000  # the last plane of Unicode, for private use: no keyboard types it
_MASKS = {ord(sign): _FIRST_MASK + ord(sign) for sign in "\"'[]{}>|%@`*&!?#:,\\-"}
_MASKED = {mask: sign for sign, mask in _MASKS.items()}


def masked(text: str) -> str:
    return text.translate(_MASKS)


def unmasked(text: str) -> str:
    return text if text.isprintable() else text.translate(_MASKED)  # a mask is not printable, and most texts have none


def in_quotes(text: str) -> str:
    """`text` as a quoted YAML value that reads back as the text that was meant."""
    mark = text[:1]
    if mark in ("'", '"') and (text.count(mark) == 1 or text.endswith(mark)):
        text = text.strip(mark)
    elif is_in_chinese_quotes(text) and "{{" in text:
        text = text[1:-1]  # quotes were meant for YAML: without any the link could not be read
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def is_in_chinese_quotes(text: str) -> bool:
    """Whether one pair of Chinese quotes stands around the whole text."""
    return text.startswith("“") and text.find("”") == len(text) - 1


def needs_quotes_in_braces(text: str) -> bool:
    """Whether a value between `{` and `}` is not read as it stands."""
    return bool(text) and (text[0] in SIGNS + "\"'" or re.search(r"[][{},]|: |:$| #|^- ", text) is not None)
