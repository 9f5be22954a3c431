"""Weighted means of items that are already comparable, for one weighting or for many.

The rule for missing items: a city's missing item gives its weight to the city's present items, each by its own
weight; `gains_and_costs` keeps it on its side. A city without a present item of positive weight has no result (NaN).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CELLS = 2**20  # results that one block of weightings may have


def over_draws(score: Callable[[Floats], Floats], weights: Floats, n_cities: int) -> Floats:
    """Score every weighting, a block at a time, so that a long stack needs no more memory than its result.

    Parameters
    ----------
    score : from weights that sum to one, shape (n_draws, n_items), to scores, shape (n_draws, n_cities).
    weights : shape (..., n_items).
    n_cities : number of cities.

    Returns
    -------
    Shape (..., n_cities).
    """
    stack = weights.reshape(-1, weights.shape[-1])
    step = max(1, CELLS // max(1, n_cities))
    scores = np.empty((len(stack), n_cities))
    for start in range(0, len(stack), step):
        # a sum of negative zeros is a zero like any other
        scores[start : start + step] = score(_shares(stack[start : start + step])) + 0.0
    return scores.reshape(*weights.shape[:-1], n_cities)


def _shares(weights: Floats) -> Floats:
    total = weights.sum(axis=-1, keepdims=True)
    return weights / np.where(total > 0.0, total, np.nan)


class Items(NamedTuple):
    """A table for matrix products, shape (n_cities, n_items)."""

    known: Floats
    """The values, zero where missing."""
    present: Floats | None
    """1 where present, 0 where missing; None where nothing is missing."""


def items_of(table: Floats) -> Items:
    """Split a table, NaN is missing, into what is known and where."""
    missing = np.isnan(table)
    if not missing.any():
        return Items(table, None)
    return Items(np.where(missing, 0.0, table), (~missing).astype(np.float64))


def counted(shares: Floats, present: Floats | None) -> Floats:
    """Return the sum of the weights of each city's present items, NaN where it is zero.

    Parameters
    ----------
    shares : weights, shape (n_draws, n_items).
    present : as in `Items`.

    Returns
    -------
    Shape (n_draws, n_cities); (n_draws, 1) where nothing is missing.
    """
    total = shares.sum(axis=-1, keepdims=True) if present is None else shares @ present.T
    return np.where(total > 0.0, total, np.nan)


def mean_of(items: Items, shares: Floats) -> Floats:
    """Return the weighted mean of each city's present items, shape (n_draws, n_cities)."""
    return (shares @ items.known.T) / counted(shares, items.present)


def fold(table: Floats, weights: Floats) -> Floats:
    """Return the weighted mean of each city's present items.

    Parameters
    ----------
    table : shape (n_cities, n_items).
    weights : shape (..., n_items).

    Returns
    -------
    Shape (..., n_cities).
    """
    items = items_of(table)
    return over_draws(lambda shares: mean_of(items, shares), weights, len(table))


def gains_and_costs(table: Floats, direction: Floats) -> Callable[[Floats], tuple[Floats, Floats]]:
    """Return a function from weights that sum to one to the weighted sums of the gains and of the costs.

    It is for rules that subtract or divide: there the weight of a missing gain must not pass to costs, or a city
    would do worse without the item than with nothing in it. A missing gain gives its weight to the city's present
    gains and a missing cost to its present costs; a city without any of one side has the nation's mean of that side.

    Parameters
    ----------
    table : shape (n_cities, n_items).
    direction : shape (n_items,).

    Returns
    -------
    From the shape (n_draws, n_items) to two arrays of the shape (n_draws, n_cities).
    """
    items = items_of(table)
    asked = 1.0 if items.present is None else items.present.max(axis=0, initial=0.0)
    sides = [asked * (direction > 0), asked * (direction < 0)]

    def sums(shares: Floats) -> tuple[Floats, Floats]:
        total = counted(shares * asked, None)
        nothing = np.isnan(counted(shares, items.present))
        gains, costs = (np.where(nothing, np.nan, _side_sum(items, shares * side) / total) for side in sides)
        return gains, costs

    return sums


def _side_sum(items: Items, shares: Floats) -> Floats:
    if items.present is None:
        return shares @ items.known.T
    mean = mean_of(items, shares)
    missing = np.isnan(mean)
    number = np.count_nonzero(~missing, axis=-1, keepdims=True)
    average = np.where(missing, 0.0, mean).sum(axis=-1, keepdims=True) / np.maximum(number, 1)
    return np.where(missing, average, mean) * shares.sum(axis=-1, keepdims=True)


def city_shares(values: Floats, weights: Floats) -> Floats:
    """Return the weight that each present item has in each city, NaN where it is missing, (n_cities, n_items).

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : one weighting, shape (n_items,).
    """
    missing = np.isnan(values)
    there = np.where(missing, 0.0, weights)
    total = there.sum(axis=1, keepdims=True)
    return np.where(missing, np.nan, there / np.where(total > 0.0, total, np.nan))


def row_sum(table: Floats) -> Floats:
    """Return the sum of each city's present items, NaN where none is present."""
    missing = np.isnan(table)
    return np.where(missing.all(axis=1), np.nan, np.where(missing, 0.0, table).sum(axis=1))
