"""Many items on all processors: the results are those of one, in their order."""

from __future__ import annotations

import os
import sys
from functools import partial

import pytest

from perfreport import parallel

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are sent what only this module has")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch):
    monkeypatch.setattr(parallel, "processors", lambda: 2)


def _doubled(dies_at: int, here: int, item: int) -> int:
    if item == dies_at and os.getpid() != here:
        os._exit(9)  # as the system does for want of memory
    return item * 2


@pytest.mark.parametrize("dies_at", [-1, 0, 70])
def test_all_is_done_in_order_even_where_a_process_dies(dies_at):
    work = partial(_doubled, dies_at, os.getpid())
    assert list(parallel.in_order(work, range(100))) == [item * 2 for item in range(100)]
