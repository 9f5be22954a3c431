"""TOPSIS, technique for order preference by similarity to an ideal solution.

Source: Hwang & Yoon, Multiple Attribute Decision Making, 1981, section 3.2, steps 1 to 6.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.distances import squared_distances
from scoring.kernels.decide.folding import city_shares, counted, items_of, over_draws, row_sum
from scoring.kernels.decide.scaling import Divisor, Scaling, divisor, inverse, poles

Floats = npt.NDArray[np.float64]

DIVISORS: dict[Scaling, Divisor] = {
    "vector": "vector",
    "min_max": "range",
    "maximum": "maximum",
    "sum": "sum",
}


class TopsisFigures(NamedTuple):
    """What the book prints.

    `scaled` and `weighted` (n_cities, n_items); `best` and `worst` of the weighted items (n_items,); distances
    `to_best` and `to_worst` and the closeness `score` (n_cities,).
    """

    scaled: Floats
    weighted: Floats
    best: Floats
    worst: Floats
    to_best: Floats
    to_worst: Floats
    score: Floats


def topsis(values: Floats, weights: Floats, direction: Floats, *, scaling: Scaling = "vector") -> Floats:
    """Return the closeness to the ideal, D- / (D+ + D-), by Euclidean distances of weighted items.

    The ideal has the best present value of each item, the anti-ideal the worst. A missing item is left out of both
    distances; passing its weight on would multiply both by the same and leave their ratio as it is. A city at the
    ideal and the anti-ideal at once, because its items are the same everywhere, has 0.5.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).
    scaling : what items are divided by: ``vector`` root of the sum of squares, as in the book; ``min_max`` the
        range; ``maximum`` the highest magnitude; ``sum`` the sum of magnitudes.

    Returns
    -------
    Shape (..., n_cities), between 0 and 1.
    """
    best, worst = poles(values, direction)
    squares = inverse(divisor(values, DIVISORS[scaling])) ** 2
    present = items_of(values).present

    def closeness(shares: Floats) -> Floats:
        factors = shares**2 * squares
        to_best = np.sqrt(squared_distances(values, best, factors, complete=present is None))
        to_worst = np.sqrt(squared_distances(values, worst, factors, complete=present is None))
        return np.where(np.isnan(counted(shares, present)), np.nan, _closeness(to_best, to_worst))

    return over_draws(closeness, weights, len(values))


def _closeness(to_best: Floats, to_worst: Floats) -> Floats:
    whole = to_best + to_worst
    return np.divide(to_worst, whole, out=np.full_like(whole, 0.5), where=whole != 0.0)


def topsis_figures(
    values: Floats, weights: Floats, direction: Floats, *, scaling: Scaling = "vector"
) -> TopsisFigures:
    """Return the steps of `topsis` for one weighting, shape (n_items,)."""
    scaled, shares = values * inverse(divisor(values, DIVISORS[scaling])), city_shares(values, weights)
    best, worst = poles(scaled, direction)
    to_best, to_worst = (np.sqrt(row_sum((shares * (scaled - pole)) ** 2)) for pole in (best, worst))
    part = weights / weights.sum()
    score = _closeness(to_best, to_worst)
    return TopsisFigures(scaled, shares * scaled, part * best, part * worst, to_best, to_worst, score)
