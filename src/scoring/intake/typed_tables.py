"""Reads Parquet, and data frames that are handed in: columns that have a type."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import polars as pl

from scoring.errors import Place, Problem, problem
from scoring.intake.raw import DATE, FLAG, TAG, Content, RawTable, Request
from scoring.intake.signature import mismatch

ROWS = 100_000_000


def read(requests: Iterable[Request]) -> Iterator[Content]:
    """Read Parquet; rows count from 1 for the first row of data, as there is no header row."""
    return map(_content, requests)


def _content(request: Request) -> Content:
    place = Place(file=request.name)
    wrong = mismatch(request.data, ".parquet")
    if wrong:
        return Content(problems=(problem(wrong, place, suffix=".parquet"),))
    try:
        count = pl.scan_parquet(io.BytesIO(request.data)).select(pl.len()).collect().item()
        if count > ROWS:
            return Content(problems=(problem("file-too-many-rows", place, found=count, allowed=ROWS),))
        frame = pl.read_parquet(io.BytesIO(request.data))
    except (pl.exceptions.PolarsError, OSError) as error:
        return Content(problems=(problem("parquet-broken", place, reason=str(error).splitlines()[0]),))
    return from_frame(frame, request.name)


def from_frame(frame: pl.DataFrame, name: str) -> Content:
    """Return a data frame as a table.

    Parameters
    ----------
    frame : columns of text, numbers, booleans, dates or nothing.
    name : what its places call it.
    """
    columns: list[pl.Series] = []
    faults: list[Problem] = []
    for series in frame:
        column = _column(series)
        if column is None:
            faults.append(
                problem("column-type", Place(file=name), column=series.name, found=str(series.dtype))
            )
        columns.append(
            pl.Series(series.name, [None] * frame.height, dtype=pl.String) if column is None else column
        )
    table = RawTable(
        headers=tuple(header.strip() for header in frame.columns),
        cells=tuple(columns),
        first=1,
        header=0,
    )
    return Content(tables=(table,), faults=tuple(faults))


def _column(series: pl.Series) -> pl.Series | None:
    """Return a column as text or float64, None for a type that is no cell."""
    kind = series.dtype
    if kind == pl.Boolean:
        return f"{TAG}{FLAG}" + series.cast(pl.String)
    if kind.is_temporal() and isinstance(kind, pl.Date | pl.Datetime):
        return f"{TAG}{DATE}" + series.dt.date().cast(pl.String)
    if kind == pl.Float32:
        # by way of its shortest text: 4.1 as a 32-bit float is not 4.1 as a 64-bit float
        return series.cast(pl.String).cast(pl.Float64).fill_nan(None)
    if kind.is_numeric():
        return series.cast(pl.Float64).fill_nan(None)
    return (
        series.cast(pl.String) if isinstance(kind, pl.String | pl.Null | pl.Categorical | pl.Enum) else None
    )
