"""Small picture files of any size, and the pictures that lie over the cells of a document."""

import struct
import zlib

from lxml import etree
from workbooks import parts

X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
POINT = 12_700


def png(width, height, colour=(200, 30, 30), per_metre=None):
    """A PNG file of one colour; `per_metre`: pixels across and down that it says it has to a metre."""
    rows = (b"\0" + bytes(colour) * width) * height
    size = _chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
    physical = _chunk(b"pHYs", struct.pack(">2IB", *per_metre, 1)) if per_metre else b""
    return b"\x89PNG\r\n\x1a\n" + size + physical + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def gif(width, height):
    """The head of a GIF file."""
    return b"GIF89a" + struct.pack("<2H", width, height) + b"\0\0\0;"


def jpeg(width, height, unit=0, across=1, down=1):
    """The head of a JPEG file; `unit` of its density: 1 dots per inch, 2 per centimetre."""
    density = b"\xff\xe0" + struct.pack(">H5s2sB2H2B", 16, b"JFIF\0", b"\1\1", unit, across, down, 0, 0)
    comment = b"\xff\xfe" + struct.pack(">H", 4) + b"\xff\xc0"  # looks like a size and is none
    frame = b"\xff\xff\xc2" + struct.pack(">HB2HB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + density + comment + frame + b"\xff\xd9"


def laid(document, drawing="xl/drawings/drawing1.xml"):
    """The pictures of a drawing, a line each: the file's pixels, cell, points from its corner, size in points, id."""
    content = parts(document)
    folder, _, name = drawing.rpartition("/")
    root = etree.fromstring(content[drawing])
    targets = {r.get("Id"): r.get("Target") for r in etree.fromstring(content[f"{folder}/_rels/{name}.rels"])}
    return [_told(anchor, targets, content) for anchor in root.iter(f"{X}oneCellAnchor")]


def _told(anchor, targets, content):
    column, across, row, down = (int(number.text) for number in anchor.find(f"{X}from"))
    size = anchor.find(f"{X}ext")
    picture = anchor.find(f"{X}pic")
    target = targets[picture.find(f"{X}blipFill/{A}blip").get(f"{R}embed")]
    part = target.lstrip("/") if target.startswith("/") else target.replace("..", "xl")
    pixels = struct.unpack_from(">2I", content[part], 16)
    corner = f"{'ABCDEFGH'[column]}{row + 1} +{across / POINT:g}+{down / POINT:g}"
    wide, high = (round(int(size.get(name)) / POINT, 1) for name in ("cx", "cy"))
    return f"{pixels[0]}×{pixels[1]} {corner} {wide:g}×{high:g} #{picture.find(f'{X}nvPicPr/{X}cNvPr').get('id')}"


def unresolved(document):
    """Relations that lead to no part, parts without a content type, ids that a drawing has twice."""
    content = parts(document)
    types = etree.fromstring(content["[Content_Types].xml"])
    typed = {element.get("PartName") or element.get("Extension") for element in types}
    found = [name for name in content if f"/{name}" not in typed and name.rpartition(".")[2] not in typed]
    for name in (name for name in content if name.endswith(".rels")):
        for relation in etree.fromstring(content[name]):
            if relation.get("TargetMode") != "External" and relation.get("Target").startswith("/"):
                found += [f"{name} {relation.get('Target')}"] * (relation.get("Target")[1:] not in content)
    for name in (name for name in content if name.startswith("xl/drawings/drawing")):
        ids = [element.get("id") for element in etree.fromstring(content[name]).iter(f"{X}cNvPr")]
        found += [f"{name} {id}" for id in sorted({id for id in ids if ids.count(id) > 1})]
    return found
