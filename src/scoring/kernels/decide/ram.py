"""Root Assessment Method."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import fold
from scoring.kernels.decide.scaling import column_sum, inverse

Floats = npt.NDArray[np.float64]


class Roots(NamedTuple):
    """The steps of the method.

    Parameters
    ----------
    normalised : x_ij / sum_i x_ij, shape (n_cities, n_items).
    gains : S+, weighted sum over the items in which higher is better, shape (..., n_cities).
    costs : S-, weighted sum over the others, shape (..., n_cities).
    importance : RI, the root of 2 + S+ of the order 2 + S-, shape (..., n_cities).
    """

    normalised: Floats
    gains: Floats
    costs: Floats
    importance: Floats


def ram(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return the root of 2 + S+ of the order 2 + S-, S+ and S- being the weighted sums of gains and of costs.

    Each item is divided by its sum over the cities that have it, so that indices of many cities differ in late
    digits only. A missing gain gives its weight to the city's present gains and a missing cost to its present costs, so
    that what is missing moves no weight from one side to the other; a city without any present gain, or cost, has
    the nation's mean of that side.

    Parameters
    ----------
    values : not negative, shape (n_cities, n_items); NaN is missing.
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities).

    Notes
    -----
    Sotoudeh-Anvari, Root Assessment Method (RAM), Journal of Cleaner Production 423, 2023, 138695, equations 1 to 5.
    """
    return ram_figures(values, weights, direction).importance


def ram_figures(values: Floats, weights: Floats, direction: Floats) -> Roots:
    """Return the steps that the paper prints.

    Parameters
    ----------
    values, weights, direction : as in `ram`.
    """
    normalised = values * inverse(column_sum(values))
    counted = np.where(np.isnan(values).all(axis=0), 0.0, weights)
    sides = [direction > 0, direction < 0]
    means = [_mean(normalised, counted, side) for side in sides]
    nothing = np.isnan(means).all(axis=0)
    total = np.maximum(counted.sum(axis=-1, keepdims=True), np.finfo(np.float64).tiny)
    gains, costs = (
        np.where(nothing, np.nan, _of_average(mean) * counted[..., side].sum(axis=-1, keepdims=True) / total)
        for mean, side in zip(means, sides, strict=True)
    )
    return Roots(normalised, gains, costs, np.power(2.0 + gains, 1.0 / (2.0 + costs)))


def _mean(normalised: Floats, weights: Floats, side: npt.NDArray[np.bool_]) -> Floats:
    """Return the weighted mean of each city's present items of one side, NaN without any, (..., n_cities)."""
    if not side.any():
        return np.full((*weights.shape[:-1], len(normalised)), np.nan)
    return fold(normalised[:, side], weights[..., side])


def _of_average(side: Floats) -> Floats:
    """Return the means of one side, the nation's mean where a city has none of it."""
    missing = np.isnan(side)
    count = (~missing).sum(axis=-1, keepdims=True)
    average = np.where(missing, 0.0, side).sum(axis=-1, keepdims=True) / np.maximum(count, 1)
    return np.where(missing, average, side)
