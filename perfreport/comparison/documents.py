"""What differs between two documents of one template: cells and paragraphs, without those that merely moved. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from perfreport.comparison.change import DOCUMENTS, Change
from perfreport.comparison.pairs import likeness
from perfreport.office.passage import Passage, Row
from perfreport.problem import Place

_ALIKE = 0.4  # how much of two rows or paragraphs is the same where one was made of the other
_MOST_COMPARED = 10_000  # pairs of rows of one stretch that are held against each other

Texts = Mapping[str, Sequence[Row]]  # of each document, by the name of its template


class Difference(NamedTuple):
    """A cell or a paragraph that was changed, is new or gone; None for what is not there."""

    before: Passage | None
    after: Passage | None


def documents(before: Texts, after: Texts) -> Iterator[Change]:
    """What differs in each document, and documents that are made no more, or anew."""
    for name in dict.fromkeys((*after, *before)):
        place, steps = Place(name), (name,)
        if name not in before:
            yield Change("diff.new-document", DOCUMENTS, steps, place, note="新产生的文档")
        elif name not in after:
            yield Change("diff.no-document", DOCUMENTS, steps, place, note="不再产生的文档")
        else:
            yield from (_change(name, found) for found in differences(before[name], after[name]))


def _change(name: str, found: Difference) -> Change:
    old, new = found
    spot = new.spot if new else old.spot if old else ""
    note = "" if old and new else "这一格、这一段是新的" if new else f"原来在 {spot}，现在没有了"
    steps = (name, spot if new else f"原 {spot}")
    place = Place(name, spot=spot)
    return Change("diff.document", DOCUMENTS, steps, place, old.text if old else "", new.text if new else "", note=note)


def differences(before: Sequence[Row], after: Sequence[Row]) -> list[Difference]:
    """Every passage that says something else, in the order of the document after; what is gone stands where it was."""
    found = [each for old, new in _stretches(before, after) for each in _stretch(old, new)]
    return list(_without_moved(found))


def _stretches(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[Sequence[Row], Sequence[Row]]]:
    """What stands between the rows that both documents have."""
    was, now = ([tuple((each.column, each.text) for each in row.passages) for row in rows] for rows in (before, after))
    for id, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if id != "equal":
            yield before[start:end], after[first:last]


def _stretch(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Difference]:
    partner = _partners(old, new)
    stayed = set(partner.values())
    gone = [number for number in range(len(old)) if number not in stayed]
    for number, row in enumerate(new):
        was = partner.get(number)
        while gone and was is not None and gone[0] < was:
            yield from _cells(old[gone.pop(0)].passages, ())
        yield from _cells(old[was].passages if was is not None else (), row.passages)
    for each in gone:
        yield from _cells(old[each].passages, ())


def _partners(old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """The row before of each row after that was made of it: the most alike, in their order."""
    if len(old) == len(new) == 1:
        return {0: 0} if bool(old[0].table) == bool(new[0].table) else {}
    if len(old) * len(new) > _MOST_COMPARED:
        return {number: number for number in range(min(len(old), len(new)))}
    likely = [(_likeness(row, other), -number, -was) for number, row in enumerate(new) for was, other in enumerate(old)]
    found: dict[int, int] = {}
    for ratio, number, was in sorted(likely, reverse=True):
        fits = all((-number > each) == (-was > other) and -was != other for each, other in found.items())
        if ratio >= _ALIKE and -number not in found and fits:
            found[-number] = -was
    return found


def _likeness(one: Row, other: Row) -> float:
    """The share of the cells that are the same, or of their texts; rows are like rows only."""
    if bool(one.table) != bool(other.table):
        return 0.0
    left = {each.column: each.text for each in one.passages}
    right = {each.column: each.text for each in other.passages}
    columns = left.keys() | right.keys()
    weights = {column: max(len(left.get(column, "")), len(right.get(column, ""))) for column in columns}
    alike = sum(likeness(left.get(column, ""), right.get(column, "")) * weights[column] for column in columns)
    return alike / max(sum(weights.values()), 1)


def _cells(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Difference]:
    """The cells of a row by their columns."""
    was = {each.column: each for each in before}
    now = {each.column: each for each in after}
    for column in sorted(was.keys() | now.keys()):
        old, new = was.get(column), now.get(column)
        if (old and old.text) != (new and new.text):
            yield Difference(old, new)


def _without_moved(found: Iterable[Difference]) -> Iterator[Difference]:
    """Texts that are gone in one place and new in another are the same as before, somewhere else."""
    found = list(found)
    gone = Counter(each.before.text for each in found if each.before and not each.after)
    new = Counter(each.after.text for each in found if each.after and not each.before)
    moved = {True: gone & new, False: gone & new}
    for each in found:
        passage = each.before or each.after
        is_gone = each.after is None
        if passage and (each.before is None or is_gone) and moved[is_gone][passage.text] > 0:
            moved[is_gone][passage.text] -= 1
        else:
            yield each
