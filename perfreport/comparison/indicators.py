"""The indicators before and after: in their group, moved to another, renamed; what their scores came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perfreport.comparison.change import Change
from perfreport.comparison.pairs import Pair, paired
from perfreport.comparison.records import Records, called
from perfreport.comparison.side import Side
from perfreport.model import NOT_APPLICABLE, Indicator
from perfreport.reader import is_blank
from perfreport.yaml.tree import List, Map, Node, Text

Group = tuple[str, str]  # first and second level
_WORD = "年度绩效指标"
_GROUP_OF_ALL = ""  # the second level where something else stands at the first


@dataclass(frozen=True, slots=True)
class _Entry:
    group: Group
    node: Node
    name: str
    said: str


def indicators(records: Records, old: Node | None, new: Node | None) -> Iterator[Change]:
    before, after = _entries(records.before, old), _entries(records.after, new)
    pairs = paired(
        before,
        after,
        [
            lambda entry: (entry.group, entry.said),
            lambda entry: (entry.group, entry.name) if entry.name else "",
            lambda entry: entry.said,
            lambda entry: entry.name,
        ],
        [lambda entry: (entry.group, entry.name or entry.said), lambda entry: ("", entry.name or entry.said)],
    )
    for pair in pairs:
        yield from _indicator(records, _of(before, pair.before), _of(after, pair.after))
    yield from _reordered(records, before, after, pairs)
    yield from _notes(records, old, new)


def _of(entries: Sequence[_Entry], number: int | None) -> _Entry | None:
    return None if number is None else entries[number]


def _entries(side: Side, node: Node | None) -> list[_Entry]:
    """Every indicator with its group, in the order of the file."""
    return [
        _Entry(group, item, called(item), side.shown(item))
        for group, held in _groups(node).items()
        if isinstance(held, List)
        for item in held.items
    ]


def _groups(node: Node | None) -> dict[Group, Node]:
    """What stands under each second-level group; under a first-level one where there are no others."""
    found: dict[Group, Node] = {}
    for first, held in (node.entries if isinstance(node, Map) else {}).items():
        if isinstance(held, Map):
            found |= {(first, second): each for second, each in held.entries.items()}
        else:
            found[(first, _GROUP_OF_ALL)] = held
    return found


def _indicator(records: Records, before: _Entry | None, after: _Entry | None) -> Iterator[Change]:
    if before is None or after is None:
        found = after or before
        assert found
        entry = (None if before is None else before.node, None if after is None else after.node)
        yield from records.texts(entry, (*_spoken(found.group), found.name or found.said))
        return
    steps, nodes = (*_spoken(after.group), after.name or after.said), (before.node, after.node)
    if before.group != after.group:
        said = {"before": " › ".join(_spoken(before.group)), "after": " › ".join(_spoken(after.group))}
        yield records.change("diff.moved", steps, nodes, **said, note="移到另一组")
    if isinstance(before.node, Map) and isinstance(after.node, Map):
        yield from records.renamed(nodes, steps)
        yield from records.fields(nodes, Indicator, steps, without=("三级指标",))
    else:
        yield from records.values(nodes, steps)


def _spoken(group: Group) -> tuple[str, ...]:
    return tuple(filter(None, group))


def _reordered(
    records: Records, before: Sequence[_Entry], after: Sequence[_Entry], pairs: Sequence[Pair]
) -> Iterator[Change]:
    """Those that changed places with others of their group."""
    groups: dict[Group, list[Pair]] = {}
    for pair in pairs:
        old, new = _of(before, pair.before), _of(after, pair.after)
        if old and new and old.group == new.group:
            groups.setdefault(new.group, []).append(pair)
    for group, own in groups.items():
        yield from records.reordered([each.node for each in before], [each.node for each in after], own, _spoken(group))


def _notes(records: Records, old: Node | None, new: Node | None) -> Iterator[Change]:
    """What stands in groups that have no indicators: 不涉及, or what is no indicator at all."""
    if not isinstance(old, Map | None) or not isinstance(new, Map | None):
        yield from records.values((old, new), (_WORD,))
        return
    before, after = (_without_indicators(records, node) for node in (old, new))
    for group in dict.fromkeys((*after, *before)):
        yield from records.values((before.get(group), after.get(group)), _spoken(group))


def _without_indicators(records: Records, node: Map | None) -> Mapping[Group, Node]:
    """不涉及 at a first-level group says it of each of its second-level ones."""
    seconds = dict(records.rules.groups)
    found: dict[Group, Node] = {}
    for (first, second), held in _groups(node).items():
        if isinstance(held, List) or is_blank(held):
            continue
        says_all = isinstance(held, Text) and held.value == NOT_APPLICABLE and not second and first in seconds
        found |= {(first, each): held for each in seconds[first]} if says_all else {(first, second): held}
    return found
