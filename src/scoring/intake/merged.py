"""Merged cells: only the first of a range holds its value, so a range is an error unless it may be filled down."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scoring.errors import Place, Problem, problem
from scoring.intake.raw import Cells, Merged, RawTable, listed
from scoring.model.ratings import cell_name


def unmerged(
    table: RawTable, file: str, used: Sequence[int], fillable: Collection[int]
) -> tuple[list[Cells], list[Problem]]:
    """Return the columns with each merged value in all its rows, and the ranges that may not be filled.

    Parameters
    ----------
    table : with its merged ranges.
    file : name of its file.
    used : positions of the columns that are read.
    fillable : those in which a range of one column is meant for all its rows.
    """
    cells, problems = list(table.cells), []
    for area in table.merged:
        columns = [at for at in used if area.left <= at + 1 <= area.right]
        if area.bottom <= table.header or not columns:
            continue
        tall = area.left == area.right and area.top > table.header
        if not tall or columns[0] not in fillable:
            name = f"{cell_name(area.top, area.left)}:{cell_name(area.bottom, area.right)}"
            problems.append(problem("merged-cells", Place(file=file, sheet=table.sheet, cell=name)))
        # filled in either case, so that the empty cells below are not reported once more
        for at in columns if tall else ():
            cells[at] = _filled(cells[at], area, table.first)
    return cells, problems


def _filled(cells: Cells, area: Merged, first: int) -> Cells:
    rows = listed(cells)
    start, end = area.top - first, min(area.bottom - first, len(rows) - 1)
    for at in range(start + 1, end + 1):
        rows[at] = rows[start]
    return rows
