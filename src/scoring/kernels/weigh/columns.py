"""What is known of each item over all cities, found block by block so that a block stays in the cache."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MERGED = 16
"""Rows taken as one long row: a reduction is fast along long rows and slow along short ones."""
BLOCK = 2**16
"""Numbers in a block, half a megabyte."""


class Columns(NamedTuple):
    """What is known of each item, present values only.

    Parameters
    ----------
    number : how many cities have a value, shape (n_items,).
    lowest, highest, mean : shape (n_items,); NaN where no city has a value.
    """

    number: Floats
    lowest: Floats
    highest: Floats
    mean: Floats

    def complete(self, n_cities: int) -> bool:
        """Tell whether no value is missing."""
        return bool((self.number == n_cities).all())


def blocks(values: Floats, numbers: int = BLOCK) -> Iterator[Floats]:
    """Yield the rows of a table in blocks, as views.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    numbers : about how many there are in a block.
    """
    rows = max(numbers // values.shape[1], MERGED)
    for start in range(0, len(values), rows):
        yield values[start : start + rows]


def fold(function: np.ufunc, block: Floats) -> Floats:
    """Return ``function.reduce(block, axis=0)``, shape (n_items,), sooner.

    Parameters
    ----------
    function : add, minimum, maximum, fmin or fmax.
    block : shape (n_rows, n_items), at least one row.
    """
    whole = len(block) // MERGED * MERGED
    if not whole:
        return function.reduce(block, axis=0)
    merged = function.reduce(block[:whole].reshape(-1, MERGED * block.shape[1]), axis=0)
    rest = function.reduce(merged.reshape(MERGED, -1), axis=0)
    return function.reduce(np.vstack([rest, block[whole:]]), axis=0)


def columns(values: Floats) -> Columns:
    """Return number, lowest, highest and mean of the present values of each item.

    Parameters
    ----------
    values : shape (n_cities, n_items), at least one city; NaN is missing.
    """
    n_items = values.shape[1]
    lowest, highest, total = np.full(n_items, np.inf), np.full(n_items, -np.inf), np.zeros(n_items)
    for block in blocks(values):
        np.minimum(lowest, fold(np.minimum, block), out=lowest)
        np.maximum(highest, fold(np.maximum, block), out=highest)
        total += fold(np.add, block)
    if np.isnan(total).any():
        return _of_present(values)
    number = np.full(n_items, float(len(values)))
    return Columns(number=number, lowest=lowest, highest=highest, mean=total / number)


def _of_present(values: Floats) -> Columns:
    n_items = values.shape[1]
    lowest, highest, total, number = np.full((4, n_items), [[np.nan], [np.nan], [0.0], [0.0]])
    for block in blocks(values):
        np.fmin(lowest, fold(np.fmin, block), out=lowest)
        np.fmax(highest, fold(np.fmax, block), out=highest)
        present = ~np.isnan(block)
        total += fold(np.add, np.where(present, block, 0.0))
        number += present.sum(axis=0)
    mean = total / np.where(number > 0, number, np.nan)
    return Columns(number=number, lowest=lowest, highest=highest, mean=mean)


def variance(values: Floats, known: Columns) -> Floats:
    """Return the sum of squared deviations over the number less one; exactly zero for a constant item.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    known : what `columns` says of them.
    """
    squares = np.zeros(values.shape[1])
    for block in blocks(values):
        deviation = block - known.mean
        np.multiply(deviation, deviation, out=deviation)
        squares += fold(np.add, np.nan_to_num(deviation, copy=False))
    spread = squares / np.where(known.number > 1, known.number - 1, np.nan)
    return np.where(known.highest > known.lowest, spread, np.where(known.number > 1, 0.0, np.nan))
