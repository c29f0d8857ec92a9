"""Text as it stands in a run of a Word file."""

from __future__ import annotations

import re
from html import unescape

from .. import printing

ONE_LINE = "__one_line__"  # the filter around tags in attributes, properties and charts
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
}
_SIGNS = {"<w:br/>": "\n", "<w:tab/>": "\t", "</w:p>": "\n"}
_WRITTEN = re.compile("<[^>]*>|[\ufdd0-\ufdef]")  # XML, and the marks this engine leaves while it works
_TO_ESCAPE = re.compile('[&<>"\n\t]')
NOT_AS_IT_IS = re.compile(
    _TO_ESCAPE.pattern[:-1] + printing.NOT_AS_IT_IS.pattern[1:]
)  # a text without these is its XML


class Xml(str):
    """Whole paragraphs and tables, which are printed as they are."""

    __slots__ = ()


def escaped(text: str) -> str:
    """`text` escaped for XML, line breaks and tabs as Word's own."""
    return _TO_ESCAPE.sub(lambda char: _ESCAPES[char[0]], text) if _TO_ESCAPE.search(text) else text


def unescaped(xml: str) -> str:
    """The text that a piece of a part shows: the reverse of `escaped`, a line to a paragraph."""
    return unescape(_WRITTEN.sub(lambda found: _SIGNS.get(found[0], ""), xml.removesuffix("</w:p>")))
