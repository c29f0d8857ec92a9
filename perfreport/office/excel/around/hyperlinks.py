"""The links of a document's sheet that came with its values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ....problem import Problems, problem
from ...link import Link
from ...relations import OFFICE
from ..document.merge import Area
from ..document.over import Over
from ..document.sheets import quoted_name
from ..formula import column_letters
from ..sheet.sheet import Sheet
from ..sheet.strings import escape

if TYPE_CHECKING:
    from ...edition import Edition

MAX_LINKS = 65_530  # of a sheet; Excel's limit
_IN_NO_ADDRESS = re.compile(r'[\s<>\[\]`^{}"\\|]')  # characters that a URI must write as %XX
_CORNER = re.compile(r' ref="([A-Z]+\d+)')


class Hyperlinks:
    """The links among a sheet's values, related to part `owner`; equal addresses share a relation."""

    def __init__(self, sheet: Sheet, overs: Sequence[Over], owner: str, edition: Edition) -> None:
        self._sheet = sheet
        self._links = [(over.value, over) for over in overs if isinstance(over.value, Link)]
        targets = dict.fromkeys(_target(link) for link, _ in self._links)
        self._ids = {target: edition.relate(owner, "hyperlink", target, external=True) for target in targets if target}

    def beside(self, authors: str) -> str:
        """The elements of the sheet's list: `authors`, which the template has, and those of the values."""
        taken = set(_CORNER.findall(authors))
        count = len(taken) + len(self._links)
        found = [
            problem("render.linked-twice", self._sheet.place(over.cell.spot))
            for _, over in self._links
            if taken and f"{column_letters(over.area.left)}{over.area.top}" in taken
        ]
        if count > MAX_LINKS:
            words = {"sheet": self._sheet.name, "count": count, "most": MAX_LINKS}
            found.append(problem("render.too-many-links", self._sheet.place("A1"), **words))
        if found:
            raise Problems(dict.fromkeys(found))
        return authors + "".join([self._element(link, over.area) for link, over in self._links])

    def _element(self, link: Link, area: Area) -> str:
        id = self._ids.get(_target(link), "")
        related = f' xmlns:r="{OFFICE}" r:id="{id}"' if id else ""
        within = escape(_within(link)).replace('"', "&quot;")
        return f'<hyperlink{related} ref="{area.text}"' + (f' location="{within}"/>' if within else "/>")


def _within(link: Link) -> str:
    """The place in the page; one in the workbook has its sheet's name in quotes where Excel wants them."""
    address, _, within = link.address.partition("#")
    sheet, mark, cells = within.rpartition("!")
    return f"{quoted_name(sheet)}!{cells}" if mark and not address and not sheet.startswith("'") else within


def _target(link: Link) -> str:
    """The address outside the workbook, without the place in the page, which stands in the sheet."""
    address = link.address.partition("#")[0]
    return _IN_NO_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
