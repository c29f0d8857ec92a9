"""The same work for many items, on the machines of a Dask cluster, in their order."""

from __future__ import annotations

import logging
import os
import pickle
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from socket import gethostname
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from perfreport.origin import program
from perfreport.parallel import rarely_collecting
from perfreport.problem import Place, Problems, problem

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")

_ADDRESS = re.compile(r"(?:tcp|tls|ucx|wss?)://\S+:[0-9]+")
_AHEAD = 1000  # pieces of work that are handed out: what comes back waits in the memory of the workers
_EACH = 4  # pieces for each worker, where there are few items
_ANSWER, _PATIENCE = 10, 120  # seconds until the scheduler answers, and with no worker there


@contextmanager
def cluster(address: str, folder: str) -> Iterator[Callable[..., Iterator[Any]]]:
    """What does as `parallel.in_order` does, on the cluster whose scheduler answers at `address`.

    The work is done in `folder`, as it would be here; without one, in no certain folder. Raises Problems, then and
    later, where there is no cluster.
    """
    try:
        from distributed import CancelledError, Client
    except ImportError as error:
        raise Problems([problem("cluster.not-installed", Place(address), why=error)]) from None
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it would tell, we tell
    if not _ADDRESS.fullmatch(address):
        raise Problems([problem("cluster.no-answer", Place(address), why="地址要写成 tcp://机器:端口")])
    try:
        client = Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Problems([problem("cluster.no-answer", Place(address), why=error)]) from None
    try:
        yield _Cluster(client, address, folder).in_order
    except CancelledError:
        raise Problems([problem("cluster.lost", Place(address))]) from None
    finally:
        client.close()


@dataclass(frozen=True, slots=True)
class _Cluster:
    client: Client
    address: str
    folder: str

    def in_order(
        self, work: Callable[[T], R], items: Sequence[T], died: Callable[[T], R] | None = None, piece: int = 500
    ) -> Iterator[R]:
        """`work` done for each item, in their order.

        Dask does a piece again whose worker died. One that ended several of them is done item by item, when nothing
        else is being done, and the result of an item that ends several again is that of `died`.
        """
        from distributed import KilledWorker

        hand_out = partial(self._hand_out, pickle.dumps(work))
        size = max(1, min(piece, len(items) // (_EACH * max(1, len(self.client.nthreads())))))
        pieces = deque(items[start : start + size] for start in range(0, len(items), size))
        handed: deque[tuple[Sequence[T], Future]] = deque()
        while pieces or handed:
            while pieces and len(handed) < _AHEAD:
                handed.append((pieces[0], hand_out(pieces.popleft())))
            given, future = handed.popleft()
            try:
                yield from self._result(future)
            except KilledWorker:
                for _, each in handed:
                    self._wait(each)
                yield from self._one_by_one(given, hand_out, died or work)

    def _hand_out(self, work: bytes, items: Sequence[Any]) -> Future:
        """A worker that cannot unpickle what it is sent ends. So it is sent bytes, whose unpickling is the work."""
        piece = pickle.dumps(_Piece((program(), work, self.folder, items)))
        return self.client.submit(pickle.loads, piece, pure=False, retries=2)

    def _one_by_one(
        self, items: Iterable[T], hand_out: Callable[[list[T]], Future], died: Callable[[T], R]
    ) -> Iterator[R]:
        from distributed import KilledWorker

        for item in items:
            try:
                yield from self._result(hand_out([item]))
            except KilledWorker:
                yield died(item)

    def _result(self, future: Future) -> Any:
        self._wait(future)
        try:
            return future.result()
        except ImportError:
            raise Problems([problem("output.other-program", Place(self.address))]) from None

    def _wait(self, future: Future) -> None:
        """Until a piece is done; raises Problems where no worker is there to do it."""
        from distributed import TimeoutError as TimedOut  # that of Python only since 3.11

        while not future.done():
            try:
                future.exception(timeout=_PATIENCE)
            except TimedOut:
                if not self.client.nthreads():
                    found = problem("cluster.no-workers", Place(self.address), seconds=_PATIENCE, address=self.address)
                    raise Problems([found]) from None


class _Piece(tuple[str, bytes, str, Sequence[Any]]):
    """Work for some items, which is done where this is unpickled; the results are what that gives."""

    def __reduce__(self) -> tuple[Callable[..., list[Any]], tuple[Any, ...]]:
        return _work_all, tuple(self)


_alone = Lock()  # in a worker, which may have several threads: the work is that of one


def _work_all(asked_by: str, work: bytes, folder: str, items: Sequence[Any]) -> list[Any]:
    """On a worker: the results for some items; raises Problems where its program is not the one that asks."""
    if program() != asked_by:
        raise Problems([problem("output.other-program", Place(gethostname()))])
    with _alone, _working_in(folder), rarely_collecting():
        return list(map(_unpacked(work), items))


@lru_cache(maxsize=1)
def _unpacked(work: bytes) -> Callable[[Any], Any]:
    """The work, kept with all it opened for the next piece. It comes with each, for Dask keeps data no longer than the
    worker that has it."""
    unpacked: Callable[[Any], Any] = pickle.loads(work)
    return unpacked


@contextmanager
def _working_in(folder: str) -> Iterator[None]:
    if not folder:
        yield
        return
    before = Path.cwd()
    try:
        os.chdir(folder)
    except OSError:
        raise Problems([problem("cluster.not-shared", Place(folder))]) from None
    try:
        yield
    finally:
        os.chdir(before)
