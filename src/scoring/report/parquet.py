"""Parquet: every table in full, the raw cells too."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import polars as pl

from scoring.report.frames import Tables, beside

ROWS = 1 << 18
"""Rows in a group; fixed, so that the bytes do not depend on the machine."""


def write(tables: Tables) -> Iterator[tuple[str, bytes]]:
    """Yield one file for each table."""
    always = ("ranking", "rankings", "scores", "awards", "quality", "flags", "cells")
    for name in (*always, *beside(tables.result)):
        yield f"{name}.parquet", parquet(getattr(tables, name))


def parquet(frame: pl.DataFrame) -> bytes:
    """Return a table as Parquet, compressed with zstd."""
    target = BytesIO()
    frame.rechunk().write_parquet(target, compression="zstd", compression_level=3, row_group_size=ROWS)
    return target.getvalue()
