"""The links and pictures of one document's sheet, with the parts and relations that they need."""

from __future__ import annotations

from ...edition import Edition
from ...relations import OFFICE
from ..document.over import lying_over
from ..document.placement import Placement
from .hyperlinks import Hyperlinks
from .pictures import Pictures, laid_out


class Overlay:
    """Relates `part`, which holds the sheet, to what lies over its cells; `draw` when all parts are written."""

    def __init__(self, placement: Placement, part: str, edition: Edition) -> None:
        self._sheet = sheet = placement.sheet
        self._placed = placement.strips
        self._heights = placement.heights
        overs = [over for each in self._placed for over in lying_over(each)]
        self._links = Hyperlinks(sheet, overs, part, edition)
        self._laid = laid_out(overs, sheet.widths, self._row_height)
        self._pictures = Pictures(part, edition) if self._laid else None

    def _row_height(self, number: int) -> float:
        """How high a row is in points, nothing where it is hidden."""
        rows = [each.strip.rows[each.layout.written[number - 1].source - 1] for each in self._placed]
        is_hidden = any(row.is_hidden for row in rows)
        return 0.0 if is_hidden else self._heights[number - 1] or self._sheet.row_height

    def links(self, authors: str) -> str:
        """The elements of the sheet's list of links: `authors`, which the template has, and those of the values."""
        return self._links.beside(authors)

    @property
    def drawing(self) -> str:
        """The element that relates the sheet to a drawing of its own; empty where the template has one."""
        id = self._pictures.id if self._pictures else ""
        return f'<drawing xmlns:r="{OFFICE}" r:id="{id}"/>' if id else ""

    def draw(self) -> None:
        if self._pictures:
            self._pictures.draw(self._laid)
