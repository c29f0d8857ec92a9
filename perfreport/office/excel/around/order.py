"""The order in which the elements of a worksheet must stand (ECMA-376 part 1, 18.3.1.99)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..sheet.styles import S

if TYPE_CHECKING:
    from lxml import etree

_ORDER = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties
cellWatches ignoredErrors smartTags drawing""".split()


def placed(root: etree._Element, name: str) -> etree._Element:
    """The element of this name in the worksheet `root`; an empty one in its place where there is none."""
    found = root.find(S + name)
    if found is None:
        before = {S + other for other in _ORDER[: _ORDER.index(name)]}
        above = [child for child in root if child.tag in before][-1]
        found = root.makeelement(S + name)
        text, above.tail = above.tail, None
        above.addnext(found)
        above.tail = text
    return found
