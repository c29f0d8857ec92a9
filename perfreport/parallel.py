"""The same work for many items, on all processors."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

_FEW = 24  # items that are done sooner than other processes are started, where each is done in milliseconds
_AHEAD = 4  # pieces of work for each process that are handed out: what comes back waits in memory
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


def in_order(
    work: Callable[[T], R],
    items: Sequence[T],
    died: Callable[[T], R] | None = None,
    few: int = _FEW,
    piece: int = 32,
) -> Iterator[R]:
    """`work` done for each item, in their order. It is sent to each process once, pickled.

    Fewer than twice `few` items are done in this process, others up to `piece` at a time in one of several. Where the
    system ends one of these, as it does for want of memory, its items are done again one by one, and the result of one
    that ends its process a second time is that of `died`; without that it is done in this one.
    """
    processes = min(processors(), len(items) // few)
    if processes < 2:
        with rarely_collecting():
            yield from map(work, items)
        return
    size = max(1, min(piece, len(items) // (processes * 4)))
    pieces = deque(items[start : start + size] for start in range(0, len(items), size))
    while pieces:
        yield from _pooled(work, pieces, processes)
        if pieces:  # a process was ended
            yield from _one_by_one(work, pieces.popleft(), died or work)


def _pooled(work: Callable[[T], R], pieces: deque[Sequence[T]], processes: int) -> Iterator[R]:
    """What comes of the pieces, which are taken away when they are done; ends early where a process is ended."""
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(work, processes)
    try:
        futures: deque[Future[list[R]]] = deque()
        while pieces:
            while len(futures) < min(processes * _AHEAD, len(pieces)):
                futures.append(pool.submit(_work_all, pieces[len(futures)]))
            results = futures.popleft().result()
            pieces.popleft()
            yield from results
    except BrokenProcessPool:
        pass
    finally:
        _end(pool)


def _one_by_one(work: Callable[[T], R], items: Sequence[T], died: Callable[[T], R]) -> Iterator[R]:
    """Each item in a process that may be ended without harm to the others."""
    from concurrent.futures.process import BrokenProcessPool

    for item in items:
        pool = _pool(work, 1)
        try:
            [result] = pool.submit(_work_all, [item]).result()
        except BrokenProcessPool:
            result = died(item)
        finally:
            _end(pool)
        yield result


def _pool(work: Callable[[T], R], processes: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(processes, initializer=_prepare, initargs=(work,))


def _end(pool: ProcessPoolExecutor) -> None:
    """Wait for what is being done. A second Ctrl+C would leave processes behind that nobody ends."""
    is_main = threading.current_thread() is threading.main_thread()
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN) if is_main else None
    try:
        pool.shutdown(cancel_futures=True)
    finally:
        if is_main:
            signal.signal(signal.SIGINT, usual)


_prepared: list[Callable[[Any], Any]] = []  # in another process: the work it was sent


def _prepare(work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that started this one
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    _prepared[:] = [work]
    gc.set_threshold(*_SELDOM)


def _end_with_the_first() -> None:
    """A process whose first one was killed ends, too: it would hold the output for ever."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    if first := parent_process():
        wait([first.sentinel])
        os._exit(1)


def _work_all(items: Sequence[Any]) -> list[Any]:
    return [_prepared[0](item) for item in items]


def processors() -> int:
    """Those that this process may use: a container may have fewer than the machine."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
