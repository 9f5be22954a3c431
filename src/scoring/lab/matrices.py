"""Holding numpy's matrix library to one thread: its own threads only get into the way of parts computed side by side.

A product of a few thousand numbers is shared out among all processors by OpenBLAS, which then wait for one another; on a
busy machine a hundred times as long as the product takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from attrs import define, field
from threadpoolctl import threadpool_limits


@define(eq=False)
class _Holders:
    """Who holds the library: the last to leave gives its threads back, whoever came first."""

    lock: Lock = field(factory=Lock)
    number: int = 0
    limits: threadpool_limits | None = None


_HOLDERS = _Holders()


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold the matrix library to one thread until the last of those who want it so has left."""
    with _HOLDERS.lock:
        if not _HOLDERS.number:
            _HOLDERS.limits = threadpool_limits(limits=1, user_api="blas")
        _HOLDERS.number += 1
    try:
        yield
    finally:
        with _HOLDERS.lock:
            _HOLDERS.number -= 1
            if not _HOLDERS.number and _HOLDERS.limits is not None:
                _HOLDERS.limits.restore_original_limits()
                _HOLDERS.limits = None
