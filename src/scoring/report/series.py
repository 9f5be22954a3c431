"""Columns of the tables: from numpy arrays and tuples to series; missing is null, never NaN or ""."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from scoring.model.edition import TieRule
from scoring.model.ratings import Floats, Ints


def numbers(values: Floats) -> pl.Series:
    """Return floats with null for NaN."""
    return pl.Series(values=np.ascontiguousarray(values, dtype=np.float64), nan_to_null=True)


def ranks(values: Floats, ties: TieRule) -> pl.Series:
    """Return ranks with null for the unranked: whole numbers, unless ties are averaged."""
    found = numbers(values)
    return found if ties == "average" else found.cast(pl.Int64)


def texts(values: Sequence[str]) -> pl.Series:
    r"""Return texts with null for ""; bytes of a file name that are no UTF-8 are written as ``\\udcff``."""
    filled = [value or None for value in values]
    try:
        return pl.Series(values=filled, dtype=pl.String)
    except UnicodeEncodeError:
        sound = [value and value.encode("utf-8", "backslashreplace").decode() for value in filled]
        return pl.Series(values=sound, dtype=pl.String)


def pick(values: Sequence[str], positions: Ints) -> pl.Series:
    """Return the text at each position; null at a negative position and for ""."""
    return texts((*values, "")).gather(np.where(positions < 0, len(values), positions))


def by_rank(rank: Floats, *before: npt.NDArray[np.int64]) -> Ints:
    """Return positions sorted by the keys `before` (first one first), then rank (unranked last), then position."""
    last = np.arange(len(rank))
    return np.lexsort((last, np.where(np.isnan(rank), np.inf, rank), *reversed(before)))
