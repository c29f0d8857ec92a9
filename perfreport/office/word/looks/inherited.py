"""How a run or paragraph looks: its own properties, else those of its styles, else those of the document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from ...package import Package
from ...relations import main_part, relations
from ..places import W, ancestor

if TYPE_CHECKING:
    from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEFAULT_SIZE = 10.0  # points, where nothing says one
_SAME = dict.fromkeys(("0", "false", "off", "none", "auto"), "") | dict.fromkeys(("true", "on"), "1")
# what a person sees of a run, but for its faces: element → what Word calls it
_SEEN = {
    "b": "粗细",
    "i": "倾斜",
    "u": "下划线",
    "strike": "删除线",
    "color": "颜色",
    "highlight": "底色",
    "sz": "字号",
}
_SCRIPTS = {"eastAsia": "ea", "ascii": "latin"}


class Inherited:
    """Answers for the runs and paragraphs of one file."""

    def __init__(self, package: Package) -> None:
        main = main_part(package)
        found = {kind.rpartition("/")[2]: part for kind, part in relations(package, main).values()}
        root = package.xml(found["styles"]) if found.get("styles") in package.parts else None
        styles = [] if root is None else root.findall(W + "style")
        self._styles = {(style.get(W + "type"), style.get(W + "styleId")): style for style in styles}
        self._standard = {
            style.get(W + "type"): style.get(W + "styleId")
            for style in styles
            if style.get(W + "default") in ("1", "true")
        }
        self._defaults = None if root is None else root.find(W + "docDefaults")
        self._kept: dict[tuple[str, str, bool, str], tuple[etree._Element, ...]] = {}
        self._package, self._theme_part = package, found.get("theme", "")

    @cached_property
    def _theme(self) -> dict[tuple[str, str], str]:
        """Minor or major, ea or latin → face."""
        return _faces(self._package.xml(self._theme_part)) if self._theme_part in self._package.parts else {}

    def face(self, run: etree._Element, script: str) -> str:
        """The font of the East Asian (eastAsia) or Latin (ascii) characters of a run; "" where nothing says one."""
        for fonts in self._of_run(run, "rFonts"):
            if theme := fonts.get(f"{W}{script}Theme"):
                return self._theme.get((theme[:5], _SCRIPTS[script]), "")
            if face := fonts.get(W + script):
                return str(face).lstrip("@")
        return ""

    def size(self, run: etree._Element) -> float:
        """The size of a run in points."""
        size = next(self._of_run(run, "sz"), None)
        return (0 if size is None else number(size.get(W + "val")) / 2) or _DEFAULT_SIZE

    def looks(self, run: etree._Element) -> dict[str, str]:
        """What a person sees of a run: what it is called → how it is."""
        seen = {}
        for name, called in _SEEN.items():
            element = next(self._of_run(run, name), None)
            value = "" if element is None else element.get(W + "val", "1")
            seen[called] = _SAME.get(value, value)
        return {**seen, "字号": str(self.size(run)), "中文字体": self.face(run, "eastAsia")}

    def spacing(self, paragraph: etree._Element) -> tuple[str, float]:
        """How the distance of a paragraph's lines is meant (auto, exact, atLeast), and how much: 1 line, or points."""
        for spacing in self._of_paragraph(paragraph, "spacing"):
            if line := number(spacing.get(W + "line")):
                rule = spacing.get(W + "lineRule", "auto")
                return rule, line / (240 if rule == "auto" else 20)
        return "auto", 1.0

    def _of_run(self, run: etree._Element, name: str) -> Iterator[etree._Element]:
        """A property of a run wherever it is said, the nearest first."""
        own, paragraph = run.find(W + "rPr"), ancestor(run, W + "p")
        named = self._layers(("character", _style(own, "rStyle")), "rPr") if own is not None else ()
        around = () if paragraph is None else self._around(paragraph, "rPr")
        return _said(name, own, *named, *around)

    def _of_paragraph(self, paragraph: etree._Element, name: str) -> Iterator[etree._Element]:
        return _said(name, paragraph.find(W + "pPr"), *self._around(paragraph, "pPr"))

    def _around(self, paragraph: etree._Element, kind: str) -> tuple[etree._Element, ...]:
        """The properties that a paragraph, or its runs, have from its style, the table's and the document."""
        table = ancestor(paragraph, W + "tbl")
        key = (
            _style(paragraph.find(W + "pPr"), "pStyle"),
            "" if table is None else _style(table.find(W + "tblPr"), "tblStyle"),
            table is None,
            kind,
        )
        if key not in self._kept:
            tables = () if table is None else self._layers(("table", key[1]), kind)
            default = [] if self._defaults is None else self._defaults.findall(f"{W}{kind}Default/{W}{kind}")
            self._kept[key] = (*self._layers(("paragraph", key[0]), kind), *tables, *default)
        return self._kept[key]

    def _layers(self, style: tuple[str, str], kind: str) -> tuple[etree._Element, ...]:
        """The properties of a style (the standard one where none is named) and of those it is based on."""
        family, name = style
        layers: dict[str, list[etree._Element]] = {}  # by style: a circle is gone through once
        name = name or ("" if family == "character" else self._standard.get(family, ""))
        while (family, name) in self._styles and name not in layers:
            element = self._styles[family, name]
            layers[name] = element.findall(W + kind)
            name = _style(element, "basedOn")
        return tuple(chain.from_iterable(layers.values()))


def _said(name: str, *layers: etree._Element | None) -> Iterator[etree._Element]:
    """The elements of this name in `layers`, one after the other."""
    return (found for layer in layers if layer is not None and (found := layer.find(W + name)) is not None)


def number(text: str | None) -> float:
    """The number that an attribute holds; 0 where there is none, or one with a unit, which no usual program writes."""
    return float(text) if text and text.lstrip("-").isdecimal() else 0.0


def _style(properties: etree._Element | None, name: str) -> str:
    element = None if properties is None else properties.find(W + name)
    return "" if element is None else element.get(W + "val", "")


def _faces(root: etree._Element) -> dict[tuple[str, str], str]:
    """The faces of a theme; those for Chinese where it leaves them to the script."""
    faces = {}
    for size in ("minor", "major"):
        fonts = root.find(f".//{_A}{size}Font")
        for script in _SCRIPTS.values() if fonts is not None else ():
            element = fonts.find(_A + script)
            faces[size, script] = "" if element is None else element.get("typeface", "")
        if fonts is not None and not faces[size, "ea"]:
            found = fonts.find(f"{_A}font[@script='Hans']")
            faces[size, "ea"] = "" if found is None else found.get("typeface", "")
    return faces
