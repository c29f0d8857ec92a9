"""The parts of sheets that a document has several times, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ....problem import Place, Problems, problem
from ...edition import Edition
from ...package import Package
from ...relations import relations
from ..document.sheets import Sheets
from ..document.write import SheetDocument
from ..sheet.title import named
from .frame import Frame

# what copies of a sheet share: pictures, addresses, and what belongs to the workbook
_SHARED = "image", "hyperlink", "pivotCacheDefinition", "slicerCache", "timelineCache", "person"


def parts_of(package: Package, part: str) -> list[str]:
    """A part and all that belong to it alone."""
    found = [part]
    for each in found:  # grows while it is run over
        for kind, target in relations(package, each).values():
            if target in package.parts and target not in found and kind.rpartition("/")[2] not in _SHARED:
                found.append(target)
    return found


def forget_titles(package: Package) -> None:
    """Take the list of the sheets' names out of the file's properties; Excel writes it anew."""
    from lxml import etree

    part = "docProps/app.xml"
    if part in package.parts:
        root = package.xml(part)
        for element in [child for child in root if etree.QName(child).localname in ("HeadingPairs", "TitlesOfParts")]:
            root.remove(element)
        package.replace(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def give_names(file: str, sheets: Sheets, others: Mapping[str, bool]) -> None:
    """Give all sheets of a document their names; raises Problems for one without a name, or no sheet to be seen.

    `others`: the names of the sheets that hold no cells, and whether they can be seen.
    """
    every = sheets.every
    if all(sheet.is_hidden for sheet in every) and not any(others.values()):
        raise Problems([problem("render.no-sheet", Place(file))])
    nameless = dict.fromkeys(sheet.name for sheet in every if not sheet.title.strip(" '"))
    if nameless:
        raise Problems([problem("render.no-sheet-name", Place(file, spot=f"工作表名“{name}”")) for name in nameless])
    titles = [(name, False) for name in others] + [(sheet.title, sheet.changes_name) for sheet in every]
    for sheet, title in zip(every, named(titles)[len(others) :], strict=True):
        sheet.title = title


def lay_over(document: SheetDocument, edition: Edition, part: str) -> None:
    """Relate `part`, which holds this sheet, to what the links and pictures among its values need."""
    if document.placement.is_laid_over:
        from .overlay import Overlay

        document.overlay = Overlay(document.placement, part, edition)


def write_copies(
    edition: Edition, book: str, owned: Mapping[str, Sequence[str]], frames: Mapping[str, Frame], sheets: Sheets
) -> None:
    """Write the parts of the sheets that are repeated; `owned` are these sheets and the parts that belong to them."""
    serial = 0
    for name, parts in owned.items():
        copies = sheets.written_copies(name)
        for copy in copies:
            names = {part: part for part in parts}
            if copy.number:
                serial += 1
                names = edition.copy(parts)
                copy.serial, copy.relation = serial, edition.relate(book, "worksheet", names[parts[0]])
            lay_over(copy, edition, names[parts[0]])
            _write(edition, frames, sheets.seen_from(copy), names)
        if not copies:
            edition.drop(parts, book)


def _write(edition: Edition, frames: Mapping[str, Frame], sheets: Sheets, names: Mapping[str, str]) -> None:
    for part, name in names.items():
        if part in frames:
            edition.put(name, frames[part].write(sheets))
