"""Where rows went in the columns of several blocks side by side at once."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ..formula import Reference, Spans
from ..sheet.blocks import Chain
from .layout import Layout, Path


class SideBySide:
    """Answers like a Layout for cells of several strips at once, whose rows went different ways."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._layouts = layouts

    def span(self, first: int, last: int, chain: Chain = (), path: Path = ()) -> tuple[int, int] | None:
        """From where to where the rows reach in any of the strips."""
        found = [span for layout in self._layouts if (span := layout.span(first, last, chain, path))]
        return (min(top for top, _ in found), max(bottom for _, bottom in found)) if found else None

    def resolve(self, reference: Reference, chain: Chain = (), path: Path = (), grows: bool = False) -> Spans:
        """The rows that the reference means in any of the strips."""
        found = sorted({span for layout in self._layouts for span in layout.resolve(reference, chain, path, grows)})
        joined: list[tuple[int, int]] = []
        for top, bottom in found:
            if joined and top <= joined[-1][1] + 1:
                joined[-1] = joined[-1][0], max(joined[-1][1], bottom)
            else:
                joined.append((top, bottom))
        return joined

    def every(self, first: int, last: int, skipped: Container[int]) -> list[tuple[int, int]]:
        """Where rows of all strips went; what spans several lanes stands in none of their blocks."""
        found = [layout.every(first, last, skipped) for layout in self._layouts]
        return [(min(t for t, _ in spans), max(b for _, b in spans)) for spans in zip(*found, strict=False)]

    def turns(self, first: int, last: int, depth: int) -> list[Path]:
        return self._layouts[0].turns(first, last, depth)
