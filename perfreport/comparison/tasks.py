"""The tasks with their budgets before and after, and the sums over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from perfreport.comparison.change import Change
from perfreport.comparison.records import Records, with_amounts
from perfreport.comparison.side import Side
from perfreport.form import form_fields
from perfreport.model import Sums, Task
from perfreport.money import Money
from perfreport.yaml.tree import List, Map, Node, Text

_COMPUTED = tuple(field.word for field in form_fields(Sums))
_Amounts = Mapping[str, Money | None]


def tasks(records: Records, old: Node | None, new: Node | None) -> Iterator[Change]:
    """Each task that is new, gone or changed with the sum of its amounts, and the sums over all tasks."""
    before, after = _items(old), _items(new)
    if before is None or after is None:
        yield from records.values((old, new), ("年度主要任务",), record=Task)
        return
    pairs = records.pairs(before, after)
    for pair in pairs:
        entry = records.entry(before, after, pair)
        yield from _task(records, entry, records.name(entry, pair))
    yield from records.reordered(before, after, pairs, ())
    yield from _sums(records, old, new)


def _items(node: Node | None) -> Sequence[Node] | None:
    if node is None or (isinstance(node, Text) and not node.value):
        return []
    return node.items if isinstance(node, List) else None


def _task(records: Records, entry: tuple[Node | None, Node | None], name: str) -> Iterator[Change]:
    old, new = entry
    before, after = _amounts(records.before, old), _amounts(records.after, new)
    if old is not None and new is not None:
        yield from records.renamed(entry, (name,))
        yield from records.fields(entry, Task, (name,), without=("任务名称",))
        if None not in (before["总额"], after["总额"]) and before["总额"] != after["总额"]:
            change = records.change("diff.result", (name, "总额"), entry, note="财政拨款和其他资金之和")
            yield with_amounts(change, before["总额"], after["总额"])
        return
    id, verb, side = ("diff.added", "新增", records.after) if old is None else ("diff.removed", "删去", records.before)
    rest = _told(side, old if new is None else new)
    change = records.change(id, (name,), entry, note=f"{verb}任务。{rest}".rstrip("。") + "。")
    yield with_amounts(change, before["总额"], after["总额"])


def _told(side: Side, node: Node | None) -> str:
    """All that a task says besides its name."""
    entries = node.entries if isinstance(node, Map) else {}
    return "；".join(f"{word}：{side.shown(value)}" for word, value in entries.items() if word != "任务名称")


def _amounts(side: Side, node: Node | None) -> _Amounts:
    """A task's amounts and their sum, None where there is no task, or where one cannot be read."""
    if not isinstance(node, Map):
        return dict.fromkeys(_COMPUTED)
    appropriation, other_funds = (_amount(side, node.entries.get(word)) for word in ("财政拨款", "其他资金"))
    total = None if appropriation is None or other_funds is None else appropriation + other_funds
    return {"总额": total, "财政拨款": appropriation, "其他资金": other_funds}


def _amount(side: Side, node: Node | None) -> Money | None:
    if node is None or (isinstance(node, Text) and not node.given):
        return Money(Decimal(0), side.unit)
    return side.value(node, "amount").money if isinstance(node, Text) else None


def total(side: Side, node: Node | None) -> _Amounts:
    """The sums over the tasks at `node`; None for one that cannot be computed."""
    rows = [_amounts(side, item) for item in _items(node) or ()]
    return {word: _sum(side, (row[word] for row in rows)) for word in _COMPUTED}


def _sum(side: Side, amounts: Iterable[Money | None]) -> Money | None:
    found = Money(Decimal(0), side.unit)
    for amount in amounts:
        if amount is None:
            return None
        found = found + amount
    return found


def _sums(records: Records, old: Node | None, new: Node | None) -> Iterator[Change]:
    before, after = total(records.before, old), total(records.after, new)
    for word in _COMPUTED:
        if None not in (before[word], after[word]) and before[word] != after[word]:
            change = records.change("diff.result", ("合计", word), (old, new), note="各任务之和")
            yield with_amounts(change, before[word], after[word])
