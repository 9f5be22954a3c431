"""Holding numpy's matrix library to one thread: its own threads only get into the way of parts computed side by side.

A product of a few thousand numbers is shared out among all processors by OpenBLAS, which then wait for one another; on a
busy machine a hundred times as long as the product takes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from attrs import define, field

PREFIXES = ("scipy_openblas", "openblas")
SUFFIXES = ("64_", "")


class Library(NamedTuple):
    """The functions by which a library is told, and tells, how many threads it uses."""

    tell: ctypes._NamedFuncPointer
    ask: ctypes._NamedFuncPointer


@cache
def library() -> Library | None:
    """Return OpenBLAS as it came with numpy; None where numpy uses another library, which is left alone."""
    folder = Path(np.__file__).parent
    places = [folder.parent / "numpy.libs", folder / ".dylibs"]
    for path in sorted(path for place in places if place.is_dir() for path in place.glob("*openblas*")):
        loaded = ctypes.CDLL(str(path))
        for prefix in PREFIXES:
            for suffix in SUFFIXES:
                tell = getattr(loaded, f"{prefix}_set_num_threads{suffix}", None)
                ask = getattr(loaded, f"{prefix}_get_num_threads{suffix}", None)
                if tell and ask:
                    return Library(tell, ask)
    return None


@define(eq=False)
class _Holders:
    """Who holds the library, and how many threads it had before."""

    lock: Lock = field(factory=Lock)
    number: int = 0
    before: int = 1


_HOLDERS = _Holders()


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold the matrix library to one thread until the last of those who want it so has left."""
    found = library()
    if found is None:
        yield
        return
    with _HOLDERS.lock:
        if not _HOLDERS.number:
            _HOLDERS.before = found.ask()
            found.tell(1)
        _HOLDERS.number += 1
    try:
        yield
    finally:
        with _HOLDERS.lock:
            _HOLDERS.number -= 1
            if not _HOLDERS.number:
                found.tell(_HOLDERS.before)
