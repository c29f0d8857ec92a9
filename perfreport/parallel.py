"""The same work for many items, on all processors."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_FEW = 24  # items that are done sooner than other processes are started
_SELDOM = (50_000, 20, 100)  # allocations between two looks of the garbage collector, and looks between deeper ones


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """The garbage collector looks rarely: what is remembered for the next item is a lot and none of it garbage, and
    to look through it again and again would take as long as the work."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def in_order(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """`work` done for each item, in their order. It is sent to each process once, pickled.

    Where the system ends one of the processes, as it does for want of memory, the rest is done in this one.
    """
    processes = min(_processors(), len(items) // _FEW)
    if processes < 2:
        with rarely_collecting():
            yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    try:
        with ProcessPoolExecutor(processes, initializer=_prepare, initargs=(work,)) as pool:
            for result in pool.map(_work, items, chunksize=max(1, min(32, len(items) // (processes * 4)))):
                done += 1
                yield result
    except BrokenProcessPool:
        yield from map(work, items[done:])


_prepared: list[Callable[[Any], Any]] = []  # in another process: the work it was sent


def _prepare(work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that started this one
    _prepared[:] = [work]
    gc.set_threshold(*_SELDOM)


def _work(item: Any) -> Any:
    return _prepared[0](item)


def _processors() -> int:
    """Those that this process may use: a container may have fewer than the machine."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
