"""Plain tables for a terminal: aligned columns, and nothing in a cell that steers the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.codec.messages import escape, width_of

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
    widths = [max(map(width_of, cells)) for cells in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(cells, widths, right) for cells in (lines[0], rule, *lines[1:]))


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    placed = (
        " " * (width - width_of(cell)) + cell if at in right else cell + " " * (width - width_of(cell))
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return GAP.join(placed).rstrip()
