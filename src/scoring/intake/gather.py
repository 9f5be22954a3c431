"""From laid-out tables of one source to one table of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain
from operator import and_

import numpy as np
import polars as pl

from scoring.intake.layout import Block, Laid
from scoring.intake.numbers import without
from scoring.intake.raw import Cells, as_text, odd, series
from scoring.intake.table import COLUMN, ROW, TABLE, Table
from scoring.model.edition import Source


def gather(source: Source, laid: Sequence[Laid]) -> Table:
    """Return the rows of all tables of a source, without those that are empty.

    A cell that holds nothing but spaces, or one of the source's words for a missing value, is null.
    """
    blocks = [(position, item, block) for position, item in enumerate(laid) for block in item.blocks]
    names = dict.fromkeys(name for *_, block in blocks for name in block.cells)
    heights = np.array([item.height for _, item, _ in blocks], dtype=np.int64)
    frame = pl.DataFrame(
        {
            TABLE: np.repeat(np.array([position for position, *_ in blocks], dtype=np.int64), heights),
            ROW: _rows([item.first for _, item, _ in blocks], heights),
            COLUMN: np.repeat(np.array([block.column for *_, block in blocks], dtype=np.int64), heights),
            **{name: _joined(name, blocks) for name in names},
        }
    )
    frame = frame.with_columns(_blanks(frame[name], source.missing) for name in names)
    written = [
        name for name in names if any(not isinstance(block.cells.get(name, ""), str) for *_, block in blocks)
    ]
    table = Table(kind=source.kind, frame=frame, origins=tuple(item.origin for item in laid))
    return _without_empty(table, [name for name in written if name != source.spread])


def _rows(first: Sequence[int], heights: np.ndarray) -> np.ndarray:
    starts = np.cumsum(heights) - heights
    return np.arange(heights.sum()) + np.repeat(np.array(first, dtype=np.int64) - starts, heights)


def _joined(name: str, blocks: Iterable[tuple[int, Laid, Block]]) -> pl.Series:
    """Return one column over all blocks: numbers where all of them are, else text."""
    parts = [(block.cells.get(name), item.height) for _, item, block in blocks]
    if not any(isinstance(part, pl.Series) for part, _ in parts):
        cells = chain.from_iterable(_repeated(part, height) for part, height in parts)
        return series(list(cells)).alias(name)
    columns = [_column(part, height) for part, height in parts]
    filled = [column for column in columns if column.null_count() < len(column)]
    if any(column.dtype == pl.String for column in filled):
        columns = [as_text(column) for column in columns]
    else:
        columns = [column.cast(pl.Float64) for column in columns]
    return pl.concat([column.alias(name) for column in columns])


def _repeated(part: Cells | str | None, height: int) -> Iterable[object]:
    return [part or ""] * height if part is None or isinstance(part, str) else part


def _column(part: Cells | str | None, height: int) -> pl.Series:
    if part is None or isinstance(part, str):
        return pl.repeat(part or None, height, dtype=pl.String, eager=True)
    return part if isinstance(part, pl.Series) else series(part)


def _blanks(column: pl.Series, missing: Sequence[str]) -> pl.Series:
    """Return the column with null for what means an empty cell."""
    if column.dtype == pl.String:
        if not missing and not odd(column):
            return column
        bare = column.str.strip_chars()
        empty = (bare == "") | bare.is_in([*missing]) if missing else bare == ""
    else:
        numbers = [float(text) for text in missing if _is_number(text)]
        empty = column.is_in(numbers)
    return without(column, empty)


def _is_number(text: str) -> bool:
    try:
        return np.isfinite(float(text))
    except ValueError:
        return False


def _without_empty(table: Table, written: Sequence[str]) -> Table:
    """Leave out rows in which no column of the file holds anything."""
    if not written or not len(table):
        return table
    empty = reduce(and_, (table.frame[name].is_null() for name in written))
    return table.only(~empty.to_numpy())
