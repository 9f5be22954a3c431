"""CSV: comma separated, UTF-8, lines ended by a line feed, text guarded against spreadsheet formulas."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from scoring.codec.messages import escape
from scoring.report.frames import Tables, beside

DANGEROUS = r"^[=+\-@\t\r\n＝＋－＠]"
"""A text that begins so would be run as a formula by a spreadsheet."""
HIDDEN = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]"
"""Characters that steer instead of being seen."""
ROUNDED = frozenset({"index", "published", "last", "improvement"})
"""Columns of published numbers, besides ``score_<node>``."""


def write(tables: Tables) -> Iterator[tuple[str, bytes]]:
    """Yield one file for each table but the raw cells."""
    decimals = tables.result.scheme.edition.publish.decimals
    always = ("ranking", "rankings", "scores", "awards", "quality", "flags")
    for name in (*always, *beside(tables.result)):
        yield f"{name}.csv", csv(getattr(tables, name), decimals)


def csv(frame: pl.DataFrame, decimals: int) -> bytes:
    """Return a table as CSV.

    Published numbers have exactly `decimals` decimals, exact ones the shortest text that gives the same float
    again, missing values are empty.
    """
    published = [name for name in frame.columns if name in ROUNDED or name.startswith("score_")]
    shown = visible(guarded(frame)).with_columns(decimal_text(name, decimals) for name in published)
    return shown.write_csv(line_terminator="\n").encode()


def guarded(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table with ``'`` before every text that a spreadsheet would run as a formula."""
    return frame.with_columns(_quoted(name) for name in _texts_with(frame, DANGEROUS))


def _quoted(name: str) -> pl.Expr:
    text = pl.col(name)
    return pl.when(text.str.contains(DANGEROUS)).then(pl.lit("'") + text).otherwise(text).alias(name)


def visible(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose texts show hidden characters (controls, direction marks, line ends) as their codes."""
    return frame.with_columns(_shown(frame[name]) for name in _texts_with(frame, HIDDEN))


def _shown(column: pl.Series) -> pl.Series:
    hidden = column.filter(column.str.contains(HIDDEN).fill_null(value=False)).unique().to_list()
    return column.replace({text: escape(text) for text in hidden})


def _texts_with(frame: pl.DataFrame, pattern: str) -> list[str]:
    """Return the names of the columns in which any text has this pattern."""
    found = frame.select(pl.col(pl.String).str.contains(pattern).any())
    return [name for name, has in zip(found.columns, found.row(0), strict=True) if has] if found.width else []


def decimal_text(column: str, decimals: int) -> pl.Expr:
    """Return a column of floats as text with exactly so many decimals.

    A number that has more decimals than that is not rounded but written in full: what is published was
    rounded before, and an earlier result may have more decimals than this edition publishes.
    """
    value, power = pl.col(column), 10**decimals
    whole = (value * power).round()
    size = whole.abs().cast(pl.Int64, strict=False)
    sign = pl.when(whole < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    tail = pl.lit(".") + (size % power).cast(pl.String).str.zfill(decimals) if decimals else pl.lit("")
    text = sign + (size // power).cast(pl.String) + tail
    return pl.when(text.cast(pl.Float64) == value).then(text).otherwise(value.cast(pl.String)).alias(column)
