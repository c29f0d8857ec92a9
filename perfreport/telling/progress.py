"""How far a long run is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

FEW = 5  # items that need no bar
_SECONDS = 10  # between two lines where there is no terminal
_BAR = "{n_fmt}/{total_fmt} {bar} {rate_noinv_fmt}，还要 {remaining}"


def progress(items: Iterable[T], total: int, quiet: bool = False) -> Iterator[T]:
    """The items; how far they are is told on stderr, with rate and remaining time."""
    if quiet or total <= FEW:
        yield from items
    elif sys.stderr.isatty():
        from tqdm import tqdm

        yield from tqdm(items, total=total, unit="个", bar_format=_BAR, leave=False, dynamic_ncols=True)
    else:
        yield from _with_lines(items, total)


def _with_lines(items: Iterable[T], total: int) -> Iterator[T]:
    start = told = monotonic()
    for number, item in enumerate(items, 1):
        yield item
        now = monotonic()
        if now - told >= _SECONDS and number < total:
            told, rate = now, number / (now - start)
            left = (total - number) / rate
            print(f"{number}/{total}，每秒 {rate:.1f} 个，还要 {left:.0f} 秒", file=sys.stderr, flush=True)
