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

    wrapped = nw.from_native(frame)
    eager = wrapped.collect("polars") if isinstance(wrapped, nw.LazyFrame) else wrapped
    return eager.to_polars()


def from_polars(frame: pl.DataFrame, backend: Backend = "polars") -> Any:  # noqa: ANN401
    """Return a frame of the library that is asked for."""
    if backend == "polars":
        return frame
    import narwhals as nw  # noqa: PLC0415

    return nw.from_dict(frame.to_dict(as_series=False), backend=backend).to_native()
