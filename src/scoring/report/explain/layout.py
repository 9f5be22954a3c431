"""Lines of aligned columns for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

Line = Sequence[str] | str
"""Cells of a row, or one free line that keeps no columns."""


def aligned(lines: Iterable[Line]) -> list[str]:
    """Return the rows with the first column to the left and the others to the right; free lines as they are."""
    lines = list(lines)
    rows = [line for line in lines if not isinstance(line, str)]
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    return [line if isinstance(line, str) else _row(line, widths) for line in lines]


def columns(text: str) -> int:
    """Return how many columns of a terminal a text fills."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    left = first[0] + " " * (first[1] - columns(first[0]))
    return "  ".join([left, *(" " * (width - columns(cell)) + cell for cell, width in others)]).rstrip()
