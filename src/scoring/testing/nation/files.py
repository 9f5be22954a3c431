"""Tables and texts into files whose bytes do not depend on when or where they are written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from polars import selectors as cs

from scoring.testing.nation.record import Tables

LEVEL = 19
"""Strength of zstd; the strongest costs a second for the largest fixture and halves it."""


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts by path relative to `folder`, with line feeds on every system."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def write_tables(folder: Path, tables: Tables) -> None:
    """Write the tables of an edition except its marks as CSV files."""
    for name in ("cities", "evaluators", "panels", "measures", "history"):
        write_csv(folder / f"{name}.csv", getattr(tables, name))


def write_csv(path: Path, table: pl.DataFrame, *, separator: str = ",", sign: str = ".") -> None:
    """Write a CSV file; numbers are short decimals with the sign given, what is missing is empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = decimals(table, sign).write_csv(separator=separator, line_terminator="\n")
    path.write_bytes(text.encode())


def write_parquet(path: Path, table: pl.DataFrame) -> None:
    """Write a Parquet file of one row group, without statistics."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table.write_parquet(
        path,
        compression="zstd",
        compression_level=LEVEL,
        statistics=False,
        row_group_size=max(1, table.height),
    )


def decimals(table: pl.DataFrame, sign: str) -> pl.DataFrame:
    """Return the table with its fractional numbers as text: 9 for 9.0, 3.42 for 3.42."""
    text = cs.float().cast(pl.String).str.strip_suffix(".0").str.replace(".", sign, literal=True)
    return table.with_columns(text)
