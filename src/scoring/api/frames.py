"""Data frames of any library, in and out."""

from __future__ import annotations

from typing import Any, Literal

import polars as pl

Backend = Literal["polars", "pandas", "pyarrow"]


def to_polars(frame: Any) -> pl.DataFrame:  # noqa: ANN401 - a frame of any library
    """Return a frame of any library that narwhals knows (pandas, pyarrow, duckdb, ...) as polars.

    Raises
    ------
    TypeError
        If it is no data frame.
    """
    import narwhals as nw  # noqa: PLC0415 - only who brings a frame pays for it

    try:
        wrapped = nw.from_native(frame)
    except TypeError as error:
        raise TypeError(f"{type(frame).__module__}.{type(frame).__qualname__} is no data frame") from error
    eager = wrapped.collect("polars") if isinstance(wrapped, nw.LazyFrame) else wrapped
    return eager.to_polars()


def from_polars(frame: pl.DataFrame, backend: Backend = "polars") -> Any:  # noqa: ANN401
    """Return a frame of the library that is asked for, each column with its type even where all of it is missing."""
    if backend == "polars":
        return frame
    import narwhals as nw  # noqa: PLC0415

    schema = dict(nw.from_native(frame).schema)
    if backend == "pandas":  # its whole numbers know no missing value
        holey = [name for name, kind in schema.items() if kind.is_integer() and frame[name].null_count()]
        schema |= dict.fromkeys(holey, nw.Float64())
    return nw.from_dict(frame.to_dict(as_series=False), schema, backend=backend).to_native()
