"""Finds the header of a table by the names that are known; imports no table library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

TITLES = 20
"""Rows in which the header is looked for."""

_GAPS = re.compile(r"[\s_\-/.]+")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a header or word so that case, spaces, underscores, hyphens, slashes and dots do not count.

    >>> plain("  Kab/Kota "), plain("JENIS_penilai")
    ('kab kota', 'jenis penilai')
    """
    return _GAPS.sub(" ", text).strip().casefold()


def header_row(rows: Iterable[Sequence[object]], headers: frozenset[str]) -> int:
    """Return which of the first rows is the header.

    It is the first one that holds known headers and nothing else, at least two of them; else the one with most
    known headers, the first of equals; else the first one that is not empty; -1 where all are empty.

    >>> header_row([["Survey 2025", ""], ["", ""], ["Kode", "Nilai"], ["11.01", 4.0]], frozenset({"kode"}))
    2
    """
    best, most, filled = -1, 0, -1
    for position, row in enumerate(rows):
        texts = [plain(cell) for cell in row if type(cell) is str and cell]
        if filled < 0 and (texts or _filled(row)):
            filled = position
        known = sum(map(headers.__contains__, texts))
        if known > most:
            best, most = position, known
            if 1 < known == _filled(row):
                break
    return best if most else filled


def _filled(cells: Sequence[object]) -> int:
    return sum(cell is not None and cell != "" for cell in cells)
