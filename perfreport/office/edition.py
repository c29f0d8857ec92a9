"""The parts of one document: the template's, of which some have other content, some are left out, and some are new.

The list of content types and the parts that relate one part to another are written anew only where they change.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from .package import Package, Part, parsed
from .relations import OFFICE, TYPES, like, own_types, relations_part, target_of

if TYPE_CHECKING:
    from lxml import etree


class Edition:
    """What one document has in the place of its template's parts; `write` gives the file."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._changed: dict[str, bytes | Part] = {}
        self._dropped: set[str] = set()
        self._roots: dict[str, etree._Element] = {}  # of content types and relations that change
        self._ids: dict[str, Iterator[str]] = {}  # of new relations, by the part that refers
        self._numbers: dict[str, Iterator[int]] = {}  # for the names of new parts, by the rest of these

    def put(self, part: str, content: bytes | Part) -> None:
        """`part`, of the template or new, with other content."""
        self._changed[part] = content

    def take(self, part: str) -> bytes | Part | None:
        """The other content of `part`, which the file is written without; None where it has none."""
        return self._changed.pop(part, None)

    def drop(self, parts: Collection[str], owner: str) -> None:
        """Leave `parts` out, and the relations of `owner` to them."""
        self._dropped |= {*parts, *map(relations_part, parts)}
        types = self._types()
        for override in [o for o in types if o.get("PartName", "").lstrip("/") in parts]:
            types.remove(override)
        for relation in [relation for relation, target in self.targets(owner) if target in parts]:
            relation.getparent().remove(relation)

    def add(self, part: str, content: bytes, content_type: str) -> None:
        """A new part."""
        self._changed[part] = content
        self._add_type(part, content_type)

    def copy(self, parts: Sequence[str]) -> dict[str, str]:
        """Parts like these, which refer to one another as these do; gives the names of both."""
        names: dict[str, str] = {}
        for part in parts:
            names[part] = self.new_name(part)
            self._changed[names[part]] = self._package.parts[part]
            if part in self._own_types:
                self._add_type(names[part], self._own_types[part])
        for part in parts:
            if relations_part(part) in self._package.parts:
                root = self._roots[relations_part(names[part])] = self._package.xml(relations_part(part))
                for relation in root:
                    target = target_of(part, relation)
                    if relation.get("TargetMode") != "External":
                        relation.set("Target", f"/{names.get(target, target)}")
        return names

    def add_default(self, extension: str, content_type: str) -> None:
        """The content type of all parts whose names end so, if none is given yet."""
        types = self._types()
        if not any(known.get("Extension", "").lower() == extension for known in types.iter("{*}Default")):
            attributes = {"Extension": extension, "ContentType": content_type}
            types.insert(0, types.makeelement(like(types, "Default"), attributes))

    def relate(self, owner: str, kind: str, target: str, external: bool = False) -> str:
        """Let `owner` refer to a part, or to an address outside; gives the id of the relation."""
        root = self.relations(owner)
        if owner not in self._ids:
            known = {relation.get("Id") for relation in root}
            self._ids[owner] = (id for number in count(1) if (id := f"rIdN{number}") not in known)
        id = next(self._ids[owner])
        attributes = {"Id": id, "Type": f"{OFFICE}/{kind}", "Target": target if external else f"/{target}"}
        attributes |= {"TargetMode": "External"} if external else {}
        root.append(root.makeelement(like(root, "Relationship"), attributes))
        return id

    def xml(self, part: str) -> etree._Element:
        """A part as it is by now, parsed."""
        content = self._changed.get(part)
        if content is None:
            return self._package.xml(part)
        return parsed(content.unpack() if isinstance(content, Part) else content)

    def relations(self, owner: str) -> etree._Element:
        """What `owner` refers to, to be changed at will."""
        part = relations_part(owner)
        if part not in self._roots:
            self._roots[part] = self._read(part)
        return self._roots[part]

    def targets(self, owner: str) -> Iterator[tuple[etree._Element, str]]:
        """The relations of `owner` to other parts, and the names of these."""
        for relation in self.relations(owner):
            if relation.get("TargetMode") != "External":
                yield relation, target_of(owner, relation)

    def new_name(self, like_part: str) -> str:
        """A name for another part like this one, given once; those of parts left out are not used again."""
        stem, extension = posixpath.splitext(like_part)
        stem = stem.rstrip("0123456789")
        numbers = self._numbers.setdefault(stem + extension, count(1))
        names = (f"{stem}{number}{extension}" for number in numbers)
        return next(name for name in names if name not in self._package.parts and name not in self._changed)

    def write(self) -> bytes:
        """The file."""
        from lxml import etree

        for part, root in self._roots.items():
            if len(root) or part in self._package.parts:
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                self._changed[part] = content
        return self._package.write(self._changed, self._dropped)

    @cached_property
    def _own_types(self) -> dict[str, str]:
        """Those of the template's parts that have one of their own."""
        return own_types(self._package)

    def _add_type(self, part: str, content_type: str) -> None:
        types = self._types()
        types.append(types.makeelement(like(types, "Override"), {"PartName": f"/{part}", "ContentType": content_type}))

    def _types(self) -> etree._Element:
        if TYPES not in self._roots:
            self._roots[TYPES] = self._read(TYPES)
        return self._roots[TYPES]

    def _read(self, part: str) -> etree._Element:
        """A part, parsed; of a part without relations an empty list."""
        from lxml import etree

        if part in self._package.parts:
            return self._package.xml(part)
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
