"""Distances of cities from a point, for many weightings at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

BLOCK = 2**15  # numbers of a block of cities: they stay in the processor's cache from step to step


def city_blocks(n_cities: int, n_items: int) -> Iterator[slice]:
    """Yield slices of cities whose values fit into the processor's cache."""
    step = max(1, BLOCK // n_items)
    for start in range(0, n_cities, step):
        yield slice(start, min(start + step, n_cities))


def squared_distances(values: Floats, point: Floats, factors: Floats, *, complete: bool) -> Floats:
    """Return sum(f (x - point)**2) over the present items.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    point : shape (n_items,).
    factors : squared weights, shape (n_draws, n_items).
    complete : whether no value is missing.

    Returns
    -------
    Shape (n_draws, n_cities); 0 for a city without present items.
    """
    distances = np.empty((len(factors), len(values)))
    room = np.empty((max(1, BLOCK // values.shape[1]), values.shape[1]))
    for cities in city_blocks(*values.shape):
        gaps = np.subtract(values[cities], point, out=room[: cities.stop - cities.start])
        np.square(gaps, out=gaps)
        if not complete:
            gaps[np.isnan(gaps)] = 0.0
        distances[:, cities] = factors @ gaps.T
    return distances


def weighted_gaps(values: Floats, point: Floats, factors: Floats, *, complete: bool) -> tuple[Floats, Floats]:
    """Return the sum and the largest of f (point - x) over the present items.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    point : best value of each item, shape (n_items,).
    factors : weights with the sign that makes no gap negative, shape (n_draws, n_items).
    complete : whether no value is missing.

    Returns
    -------
    Two arrays of the shape (n_draws, n_cities); 0 for a city without present items.
    """
    n_cities, n_items = values.shape
    sums, largest = np.empty((2, len(factors), n_cities))
    # items stand in rows: the largest of each column is then found without leaving a row
    room = np.empty((2, n_items, max(1, BLOCK // n_items)))
    for cities in city_blocks(n_cities, n_items):
        gaps, weighted = room[:, :, : cities.stop - cities.start]
        np.subtract(point[:, None], values[cities].T, out=gaps)
        if not complete:
            gaps[np.isnan(gaps)] = 0.0
        sums[:, cities] = factors @ gaps
        for draw, factor in enumerate(factors):
            np.multiply(gaps, factor[:, None], out=weighted)
            weighted.max(axis=0, out=largest[draw, cities])
    return sums, largest
