"""The pictures among the values of a document: how much room they need, and the drawing that lays them over cells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...package import Part
from ...picture import Picture
from ...relations import OFFICE
from ..document.over import MARGIN, Over
from ..sheet.widths import Widths
from .drawing import EMU, X

if TYPE_CHECKING:
    from ...edition import Edition

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"
_PICTURE = (
    "<xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{across}</xdr:colOff>"
    '<xdr:row>{row}</xdr:row><xdr:rowOff>{down}</xdr:rowOff></xdr:from><xdr:ext cx="{width}" cy="{height}"/>'
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{id}" name="图片 {id}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/>'
    '</xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="{office}" r:embed="{relation}"/>'
    '<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    "<xdr:clientData/></xdr:oneCellAnchor>"
)


class Laid(NamedTuple):
    """A picture in its place: the column and row its corner lies in (from 1) and how far, its size; all in points."""

    picture: Picture
    column: int
    across: float
    row: int
    down: float
    width: float
    height: float


def laid_out(overs: Iterable[Over], widths: Widths, row_height: Callable[[int], float]) -> list[Laid]:
    """Every picture as large as its cells allow, in their middle; none where they are hidden."""
    found = []
    for over in overs:
        if isinstance(over.value, Picture):
            columns = [widths.column(column) for column in range(over.area.left, over.area.right + 1)]
            rows = [row_height(row) for row in range(over.area.top, over.area.bottom + 1)]
            width, height = over.value.fitted(sum(columns) - 2 * MARGIN, sum(rows) - 2 * MARGIN)
            column, across = _corner(columns, (sum(columns) - width) / 2)
            row, down = _corner(rows, (sum(rows) - height) / 2)
            if width and height:
                at = over.area.left + column, across, over.area.top + row, down
                found.append(Laid(over.value, *at, width, height))
    return found


def _corner(sizes: Sequence[float], distance: float) -> tuple[int, float]:
    """Which of the columns or rows a point lies in that is so far from the edge of the first, and how far in it."""
    for number, size in enumerate(sizes):
        if distance < size:
            return number, distance
        distance -= size
    return 0, 0.0


class Pictures:
    """The pictures of a sheet, in its drawing, which is made if the sheet `owner` has none."""

    def __init__(self, owner: str, edition: Edition) -> None:
        self._edition = edition
        kind = f"{OFFICE}/drawing"
        drawings = [part for relation, part in edition.targets(owner) if relation.get("Type") == kind]
        self.id = ""  # of the relation to a new drawing
        if drawings:
            self._part = drawings[0]
        else:
            self._part = edition.new_name("xl/drawings/drawing1.xml")
            edition.add(self._part, _empty(), _DRAWING)
            self.id = edition.relate(owner, "drawing", self._part)

    def draw(self, pictures: Iterable[Laid]) -> None:
        """Put the pictures into the drawing, over what is there."""
        from lxml import etree

        root = self._edition.xml(self._part)
        next_id = max([int(element.get("id", "0")) for element in root.iter(f"{X}cNvPr")], default=1) + 1
        relations: dict[bytes, str] = {}
        texts = [self._anchor(laid, id, relations) for id, laid in enumerate(pictures, next_id)]
        root.extend(list(etree.fromstring(_empty("".join(texts)))))
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._edition.put(self._part, content)

    def _anchor(self, laid: Laid, id: int, relations: dict[bytes, str]) -> str:
        if laid.picture.content not in relations:
            part = _stored(laid.picture, self._edition)
            relations[laid.picture.content] = self._edition.relate(self._part, "image", part)
        sizes = {name: round(getattr(laid, name) * EMU) for name in ("across", "down", "width", "height")}
        at = {"column": laid.column - 1, "row": laid.row - 1}
        return _PICTURE.format(id=id, office=OFFICE, relation=relations[laid.picture.content], **at, **sizes)


def _stored(picture: Picture, edition: Edition) -> str:
    """The part that holds a picture; its name says its content, so that equal ones are stored once."""
    part = f"xl/media/{hashlib.sha256(picture.content).hexdigest()[:16]}.{picture.kind}"
    edition.put(part, Part.stored(picture.content))
    edition.add_default(picture.kind, f"image/{picture.kind}")
    return part


def _empty(anchors: str = "") -> bytes:
    """A drawing of these anchors."""
    return f'<xdr:wsDr xmlns:xdr="{X[1:-1]}" xmlns:a="{_A}">{anchors}</xdr:wsDr>'.encode()
