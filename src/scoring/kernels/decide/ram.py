"""Root Assessment Method."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import gains_and_costs, over_draws
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
    sums = gains_and_costs(values * inverse(column_sum(values)), direction)
    return over_draws(lambda shares: _root(*sums(shares)), weights, len(values))


def ram_figures(values: Floats, weights: Floats, direction: Floats) -> Roots:
    """Return the steps that the paper prints.

    Parameters
    ----------
    values, direction : as in `ram`.
    weights : one weighting, shape (n_items,).
    """
    normalised = values * inverse(column_sum(values))
    gains, costs = gains_and_costs(normalised, direction)(weights[None] / weights.sum())
    return Roots(normalised, gains[0], costs[0], _root(gains[0], costs[0]))


def _root(gains: Floats, costs: Floats) -> Floats:
    return np.power(2.0 + gains, 1.0 / (2.0 + costs))
