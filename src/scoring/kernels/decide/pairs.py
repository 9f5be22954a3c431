"""Comparing cities two by two: in decimals, in blocks, each pair once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DIGITS = 12
NUMBERS = 1 << 20
"""Numbers that one block holds; a few such blocks fit the cache of a processor."""


def unit_of(values: Floats) -> Floats:
    """Return for each item the power of ten that makes whole numbers of twelve digits of its values.

    Differences of such whole numbers are exact, so that 0.8 - 0.7 is not above a threshold of 0.1 and sums
    that differ by rounding alone are the same value.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is left out.

    Examples
    --------
    >>> unit_of(np.array([[0.5, 2e6], [95.3, np.nan]])).tolist()
    [10000000000.0, 100000.0]
    """
    largest = np.fmax.reduce(np.abs(values), axis=0, initial=0.0)
    digits = np.floor(np.log10(np.where(largest > 0, largest, 1.0)))
    return np.power(10.0, DIGITS - 1 - digits)


def codes(values: Floats, direction: Floats) -> npt.NDArray[np.float32]:
    """Return the place of each city among the different values of an item, from the worst, 0; NaN stays NaN.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (n_items, n_cities).
    """
    whole = np.rint(values * direction * unit_of(values))
    places = np.full(whole.T.shape, np.nan, dtype=np.float32)
    for place, item in zip(places, whole.T, strict=True):
        there = ~np.isnan(item)
        place[there] = np.unique(item[there], return_inverse=True)[1]
    return places


def triangle(n_cities: int, numbers: int) -> Iterator[tuple[slice, slice]]:
    """Yield rows and columns of blocks that hold each pair of cities once; the columns begin where the rows do.

    Parameters
    ----------
    n_cities : number of rows and of columns.
    numbers : numbers held for one pair.
    """
    start = 0
    while start < n_cities:
        stop = min(n_cities, start + max(1, NUMBERS // numbers // (n_cities - start)))
        yield slice(start, stop), slice(start, n_cities)
        start = stop


def bands(n_cities: int, numbers: int) -> Iterator[slice]:
    """Yield the rows of blocks that hold each city with all cities.

    Parameters
    ----------
    n_cities : number of rows and of columns.
    numbers : numbers held for one pair.
    """
    height = max(1, NUMBERS // numbers // max(n_cities, 1))
    for start in range(0, n_cities, height):
        yield slice(start, min(n_cities, start + height))


def pair_sums(levels: Floats, cities: Floats, weigh: Callable[[Floats], Floats]) -> tuple[Floats, Floats]:
    """Return for each level the sum of `weigh` of its differences to the cities below it, and to those above.

    Parameters
    ----------
    levels : ascending different values of one item, shape (n_levels,).
    cities : how many cities have each, shape (n_levels,).
    weigh : function of differences not below zero; it is zero at zero.
    """
    below, above = np.zeros(len(levels)), np.zeros(len(levels))
    for rows, columns in triangle(len(levels), 32):
        weighed = weigh(np.maximum(levels[columns] - levels[rows, None], 0.0))
        above[rows] += weighed @ cities[columns]
        below[columns] += cities[rows] @ weighed
    return below, above


def one_by_one(rule: Callable[[Floats], Floats], weights: Floats) -> Floats:
    """Return what a rule finds for each weighting of a stack, for rules that no product of matrices serves.

    Parameters
    ----------
    rule : from one weighting, shape (n_items,), to scores, shape (n_cities,).
    weights : shape (..., n_items).
    """
    scores = np.stack([rule(weighting) for weighting in weights.reshape(-1, weights.shape[-1])])
    return scores.reshape(*weights.shape[:-1], -1)
