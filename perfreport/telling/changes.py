"""Changes for people at a terminal: section by section, before → after; for many bureaus a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from perfreport.comparison.change import Change, around, increase, wan_yuan
from perfreport.telling.people import columns, painted, shown
from perfreport.yaml.slip import shortened

if TYPE_CHECKING:
    from perfreport.adjustment import Adjustment
    from perfreport.money import Money

_BOLD, _FAINT, _OLD, _NEW = "1", "2", "31", "32"
_NUMERALS = "一二三四五六七八九十"
_OF_THE_WHOLE = {  # what is said of an item itself and of none of its values
    "diff.renamed": "名称",
    "diff.moved": "所在的组",
    "diff.reordered": "先后",
    "diff.added": "新增",
    "diff.removed": "删去",
}
_WITHOUT_VALUES = {"diff.only-before", "diff.only-after", "diff.new-document", "diff.no-document"}


def told(adjustment: Adjustment, *, colour: bool = False) -> str:
    """All that was changed for one bureau."""
    return "\n".join(_lines(adjustment, colour))


def _lines(adjustment: Adjustment, colour: bool) -> Iterator[str]:
    files = " → ".join(filter(None, (adjustment.before, adjustment.after)))
    title = f"{adjustment.bureau} {adjustment.year} 年" if adjustment.year else adjustment.bureau
    yield f"{painted(shown(title), _BOLD, colour)}  {painted(files, _FAINT, colour)}"
    yield f"合计（万元）  {_total(adjustment, colour)}"
    if adjustment.is_nothing:
        yield "没有改动。"
    for number, (section, own) in enumerate(groupby(adjustment.changes, key=lambda change: change.section)):
        yield ""
        yield painted(f"{_NUMERALS[number]}、{section}", _BOLD, colour)
        yield from _section(list(own), colour)
    if adjustment.documents:
        yield ""
        yield f"调整对照表：{'、'.join(map(str, adjustment.documents))}"


def _total(adjustment: Adjustment, colour: bool) -> str:
    before, after = (wan_yuan(each) or "不知道" for each in adjustment.totals)
    more = increase(adjustment.difference)
    if not (adjustment.before and adjustment.after):
        return after if adjustment.after else before
    return f"{before}  {more}".rstrip() if before == after else f"{_both(before, after, colour)}  {more}".rstrip()


def _section(changes: Sequence[Change], colour: bool) -> Iterator[str]:
    for head, own in groupby(changes, key=_head):
        values = list(own)
        yield "  " + " › ".join(shortened(step, 60) for step in head)
        yield from (f"    {_value(change, colour)}" for change in values)


def _head(change: Change) -> tuple[str, ...]:
    is_whole = change.id in _OF_THE_WHOLE or change.id in _WITHOUT_VALUES or len(change.steps) == 1
    return change.steps if is_whole else change.steps[:-1]


def _value(change: Change, colour: bool) -> str:
    if change.id in _WITHOUT_VALUES:
        return change.note
    label = _OF_THE_WHOLE.get(change.id) or ("" if len(change.steps) == 1 else change.steps[-1])
    before, after = around(change.before, change.after)
    if change.id == "diff.added":
        said = painted(shown(after), _NEW, colour)
    elif change.id == "diff.removed":
        said = painted(shown(before), _OLD, colour)
    else:
        said = _both(before or "（空）", after or "（空）", colour)
    note = "" if change.note in ("新增", "删去", "改名", "移到另一组") else change.note
    remark = painted(shown(note), _FAINT, colour) if note else ""
    return "  ".join(filter(None, (label, said, increase(change.difference), remark)))


def _both(before: str, after: str, colour: bool) -> str:
    return f"{painted(shown(before), _OLD, colour)} → {painted(shown(after), _NEW, colour)}"


def summed(adjustments: Sequence[Adjustment], *, colour: bool = False) -> str:
    """A line for each bureau with changes, one for the others, and one for all."""
    changed = [each for each in adjustments if not each.is_nothing]
    rows = [
        ("单位", "调整前", "调整后", "增减额", "改动", "随之改变"),
        *(_row(each.bureau, [each]) for each in changed),
    ]
    if others := [each for each in adjustments if each.is_nothing]:
        rows.append(_row(f"没有改动的 {len(others)} 个", others))
    rows.append(_row(f"共 {len(adjustments)} 个", adjustments))
    widths = [max(columns(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ("  ".join(map(_aligned, row, widths, range(len(row)))) for row in rows)
    return "\n".join([painted("各单位（万元）", _BOLD, colour), *(f"  {line}".rstrip() for line in lines)])


def _row(name: str, adjustments: Sequence[Adjustment]) -> tuple[str, ...]:
    before, after = (_sum(adjustments, at) for at in (0, 1))
    more = "" if before is None or after is None else increase(after - before)
    counts = sum(len(each.in_data) for each in adjustments), sum(len(each.in_documents) for each in adjustments)
    return (name, wan_yuan(before) or "—", wan_yuan(after) or "—", more or "—", *map(str, counts))


def _sum(adjustments: Sequence[Adjustment], at: int) -> Money | None:
    """The budgets before or after; None where nothing is known, or not all. What is not there yet, or no more, is 0."""
    there = [each.totals[at] for each in adjustments if (each.before, each.after)[at]]
    known = [total for total in there if total is not None]
    return sum(known[1:], known[0]) if known and len(known) == len(there) else None


def _aligned(text: str, width: int, at: int) -> str:
    blanks = " " * (width - columns(text))
    return blanks + text if at else text + blanks
