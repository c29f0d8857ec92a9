"""Conditional formats and validations: they cover all records, and their formulas still mean the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from ..formula import Formula, Reference
from ..sheet.sheet import Sheet
from ..sheet.styles import S
from .frame import Frame, Piece, quoted
from .rule import Rule

if TYPE_CHECKING:
    from lxml import etree

_RULES = f"{S}conditionalFormatting", f"{S}dataValidation"
_FORMULAS = f"{S}formula", f"{S}formula1", f"{S}formula2"


def mark_rules(frame: Frame, sheet: Sheet, root: etree._Element) -> None:
    """Marks for the conditional formats and validations of the worksheet `root`."""
    rules: dict[etree._Element, list[Rule]] = {}
    for element in list(root.iter(*_RULES)):
        if ranges := read_ranges(element.get("sqref", "")):
            around = rules.setdefault(element.getparent(), [])
            around.append(mark_rule(frame, sheet, element, ranges, _FORMULAS, _set_cells))
    for parent, each in rules.items():
        mark_count(frame, parent, each)


def _set_cells(element: etree._Element, text: str) -> None:
    element.set("sqref", text)


def read_ranges(text: str) -> list[Reference]:
    """The ranges of a list such as `A1:B2 C4`."""
    return [reference for each in text.split() for reference in Formula(each).references]


def mark_rule(
    frame: Frame,
    sheet: Sheet,
    element: etree._Element,
    ranges: Sequence[Reference],
    names: Sequence[str],
    set_cells: Callable[[etree._Element, str], None],
) -> Rule:
    """Marks for one element of rules; `names` are those of its formulas, `set_cells` sets its cells."""
    formulas = [formula for formula in element.iter(*names) if formula.text]
    values = element.findall(f".//{S}cfvo[@val]")
    texts = [*(formula.text or "" for formula in formulas), *(value.get("val", "") for value in values)]
    lists = range(element.get("type") == "list" and _is_range(texts[0])) if texts else ()
    rule = Rule(sheet, ranges, texts, lists)
    if not rule.is_alike and (parts := _parted(element)):
        for part in parts:  # those without formulas compare all their cells
            mark_rule(frame, sheet, part, ranges, names, set_cells)
        return rule
    inner = Frame()
    set_cells(element, inner.mark(_said(0)))
    for number, formula in enumerate(formulas, 1):
        formula.text = inner.mark(_said(number))
    for number, value in enumerate(values, len(formulas) + 1):
        value.set("val", inner.mark(_said(number)))
    for each in element if not rule.is_alike else ():
        if each.get("id"):
            each.set("id", inner.mark(_id(each.get("id"))))
    inner.close(element)
    frame.replace(element, lambda sheets, _: "".join([inner.text(sheets, copy) for copy in rule.copies(sheets)]))
    return rule


def mark_count(frame: Frame, parent: etree._Element, rules: Sequence[Rule]) -> None:
    """A mark for how many validations there are, if that is said and may change."""
    if parent.get("count") and not all(rule.is_alike for rule in rules):
        parent.set("count", frame.mark(lambda sheets, _: str(sum(len(rule.copies(sheets)) for rule in rules))))


def _said(number: int) -> Piece:
    return lambda _, turn: quoted(turn.said[number])


def _id(first: str) -> Piece:
    """An id that each copy has another of."""
    return lambda _, turn: (
        first if not turn.number else f"{{{str(uuid5(NAMESPACE_OID, first + turn.said[0])).upper()}}}"
    )


def _parted(element: etree._Element) -> list[etree._Element]:
    """An element of several rules as one of each, in its place; none where it is of one."""
    rules = [child for child in element if str(child.tag).endswith("}cfRule")]
    if len(rules) < 2:
        return []
    parts = []
    for number in range(len(rules)):
        part = deepcopy(element)
        part.tail = None
        for other, child in enumerate([child for child in part if str(child.tag).endswith("}cfRule")]):
            if other != number:
                part.remove(child)
        element.addprevious(part)
        parts.append(part)
    element.getparent().remove(element)
    return parts


def _is_range(text: str) -> bool:
    parsed = Formula(text)
    return len(parsed.references) == 1 and not parsed.pieces[0] and not parsed.pieces[-1]
