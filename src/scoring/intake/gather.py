"""From laid-out tables of one source to one table of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import repeat
from operator import and_

import numpy as np
import polars as pl

from scoring.intake.layout import Laid
from scoring.intake.numbers import without
from scoring.intake.raw import Cells, as_text, listed, odd, series
from scoring.intake.table import COLUMN, ROW, TABLE, Table
from scoring.model.ratings import Ints
from scoring.model.source import Source

Part = Cells | str | None
"""A field of one block: its cells, the text that all rows hold, or nothing."""


def gather(source: Source, laid: Sequence[Laid]) -> Table:
    """Return the rows of all tables of a source, without those that are empty.

    A cell that holds nothing but spaces, or one of the source's words for a missing value, is null.
    """
    blocks = [(position, item, block) for position, item in enumerate(laid) for block in item.blocks]
    names = dict.fromkeys(name for *_, block in blocks for name in block.cells)
    parts = {name: [block.cells.get(name) for *_, block in blocks] for name in names}
    heights = np.array([item.height for _, item, _ in blocks], dtype=np.int64)
    frame = pl.DataFrame(
        {
            TABLE: np.repeat(np.array([position for position, *_ in blocks], dtype=np.int64), heights),
            ROW: _rows([item.first for _, item, _ in blocks], heights),
            COLUMN: np.repeat(np.array([block.column for *_, block in blocks], dtype=np.int64), heights),
            **{name: _blanks(_joined(parts[name], heights), source.missing) for name in names},
        }
    )
    written = [name for name in names if name != source.spread and not _constant(parts[name])]
    table = Table(kind=source.kind, frame=frame, origins=tuple(item.origin for item in laid))
    return _without_empty(table, written)


def _constant(parts: Iterable[Part]) -> bool:
    """Tell whether a field stands in no file: whether it is a constant, or left out, everywhere."""
    return all(part is None or isinstance(part, str) for part in parts)


def _rows(first: Sequence[int], heights: Ints) -> Ints:
    starts = np.cumsum(heights) - heights
    return np.arange(heights.sum()) + np.repeat(np.array(first, dtype=np.int64) - starts, heights)


def _joined(parts: Sequence[Part], heights: Ints) -> pl.Series:
    """Return one column over all blocks: numbers where all of them are, else text."""
    if _constant(parts):
        texts = pl.Series([part or None for part in parts], dtype=pl.String)
        return texts.gather(np.repeat(np.arange(len(parts)), heights))
    arrays = [part for part in parts if isinstance(part, np.ndarray)]
    if len(arrays) == len(parts):
        return pl.Series(np.concatenate(arrays)).fill_nan(None)
    if not any(isinstance(part, pl.Series) for part in parts):
        return _listed(parts, heights)
    columns = list(map(_column, parts, heights.tolist()))
    if any(column.dtype == pl.String for column in columns if column.null_count() < len(column)):
        return pl.concat([as_text(column) for column in columns])
    return pl.concat([column.cast(pl.Float64) for column in columns])


def _listed(parts: Sequence[Part], heights: Ints) -> pl.Series:
    """Return one column of cells; the key columns of a wide table, which every block repeats, are looked at once."""
    starts: dict[tuple[int, int], int] = {}
    cells: list[object] = []
    firsts = []
    for part, height in zip(parts, heights.tolist(), strict=True):
        key = (id(part), height)
        if key not in starts:
            starts[key] = len(cells)
            cells += repeat(part or "", height) if part is None or isinstance(part, str) else listed(part)
        firsts.append(starts[key])
    column = series(cells)
    return column if len(cells) == heights.sum() else column.gather(_rows(firsts, heights))


def _column(part: Part, height: int) -> pl.Series:
    if part is None or isinstance(part, str):
        return pl.repeat(part or None, height, dtype=pl.String, eager=True)
    # without its name, which would be another one in every block
    return (part if isinstance(part, pl.Series) else series(listed(part))).alias("")


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
