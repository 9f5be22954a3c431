"""Plain tables for a terminal: aligned columns, and nothing in a cell that steers the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from scoring.codec.messages import escape

GAP = "  "


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """Return rows below their headers, one line each.

    Parameters
    ----------
    headers : of the columns.
    rows : cells as text; as many in each row as there are headers.
    right : positions of the columns that stand at the right, such as numbers.
    """
    lines = [[escape(cell) for cell in row] for row in (headers, *rows)]
    widths = [max(map(columns, cells)) for cells in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(cells, widths, right) for cells in (lines[0], rule, *lines[1:]))


def columns(text: str) -> int:
    """Return how many columns of a terminal a text fills: wide signs fill two, combining ones none.

    >>> columns("Kota"), columns("市"), columns("e\u0301")
    (4, 2, 1)
    """
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    placed = (
        " " * (width - columns(cell)) + cell if at in right else cell + " " * (width - columns(cell))
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return GAP.join(placed).rstrip()
