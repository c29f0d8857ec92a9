"""How the parts of a package refer to one another (ECMA-376 part 2): which is the main one, which belong to it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ..problem import Place, Problems, problem
from .package import Package

if TYPE_CHECKING:
    from lxml import etree

TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def main_part(package: Package) -> str:
    """The document or workbook itself."""
    found = [target for kind, target in relations(package, "").values() if kind.endswith("/officeDocument")]
    if not found:
        raise Problems([problem("template.not-office", Place(package.name), why="找不到正文")])
    return found[0]


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """What `part` refers to: id → type and the name of the target part ("" is the package itself)."""
    if part and relations_part(part) not in package.parts:
        return {}
    return {
        relation.get("Id", ""): (relation.get("Type", ""), target_of(part, relation))
        for relation in package.xml(relations_part(part))
    }


def content_types(package: Package) -> dict[str, str]:
    """Part → content type: its own, or that of all parts whose names end so, as Open XML SDK writes the main one."""
    own = own_types(package)
    defaults = {
        default.get("Extension", "").lower(): default.get("ContentType", "")
        for default in package.xml(TYPES).iter("{*}Default")
    }
    others = {part: defaults.get(part.rpartition(".")[2].lower(), "") for part in package.parts if part not in own}
    return own | others


def own_types(package: Package) -> dict[str, str]:
    """Part → content type, for the parts that have one of their own."""
    return {
        override.get("PartName", "").lstrip("/"): override.get("ContentType", "")
        for override in package.xml(TYPES).iter("{*}Override")
    }


def add_part(package: Package, owner: str, part: str, kind: str, content_type: str) -> None:
    """Make `part`, empty as yet, a part of the package that `owner` refers to."""
    types = package.xml(TYPES)
    types.append(types.makeelement(like(types, "Override"), {"PartName": f"/{part}", "ContentType": content_type}))
    links = package.xml(relations_part(owner))
    attributes = {"Id": f"rId_{kind}", "Type": f"{OFFICE}/{kind}", "Target": f"/{part}"}
    links.append(links.makeelement(like(links, "Relationship"), attributes))
    _put(package, TYPES, types)
    _put(package, relations_part(owner), links)
    package.replace(part, b"")


def remove_part(package: Package, owner: str, part: str) -> None:
    """Take `part` and what points at it out of the package."""
    types = package.xml(TYPES)
    for override in [o for o in types if o.get("PartName") == f"/{part}"]:
        types.remove(override)
    links = package.xml(relations_part(owner))
    for link in [link for link in links if target_of(owner, link) == part]:
        links.remove(link)
    _put(package, TYPES, types)
    _put(package, relations_part(owner), links)
    del package.parts[part]


def without_prefix(root: etree._Element) -> etree._Element:
    """The same element with its own namespace as the default one, as text written into it later has it."""
    from lxml import etree

    spaces = {prefix: space for prefix, space in root.nsmap.items() if prefix and prefix != root.prefix}
    copy = etree.Element(root.tag, dict(root.attrib), {None: root.nsmap[root.prefix], **spaces})
    copy.text = root.text
    copy.extend(list(root))
    etree.cleanup_namespaces(copy, keep_ns_prefixes=list(spaces))
    return copy


def _put(package: Package, part: str, root: etree._Element) -> None:
    from lxml import etree

    package.replace(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def like(root: etree._Element, name: str) -> str:
    """The full name of an element beside the others of `root`."""
    return f"{{{root.nsmap[root.prefix]}}}{name}"


def relations_part(part: str) -> str:
    """The part that says what `part` refers to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(part: str, relation: etree._Element) -> str:
    """The part that a relation of `part` means."""
    folder = posixpath.dirname(part)
    return posixpath.normpath(posixpath.join(f"/{folder}", relation.get("Target", ""))).lstrip("/")
