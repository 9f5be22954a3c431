"""MARCOS, measurement of alternatives and ranking according to compromise solution.

Source: Stevic, Pamucar, Puska & Chatterjee, Sustainable supplier selection in healthcare industries using a new MCDM
method: MARCOS, Computers & Industrial Engineering 140, 2020, equations 1 to 12.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import city_shares, items_of, mean_of, over_draws, row_sum
from scoring.kernels.decide.scaling import extent, ratios

Floats = npt.NDArray[np.float64]


class MarcosFigures(NamedTuple):
    """What the paper prints.

    `scaled` and `weighted` (n_cities, n_items); their sum `total` S, utilities `to_worst` K- and `to_best` K+, utility
    functions `by_worst` f(K-) and `by_best` f(K+) and the `score` f(K) (n_cities,).
    """

    scaled: Floats
    weighted: Floats
    total: Floats
    to_worst: Floats
    to_best: Floats
    by_worst: Floats
    by_best: Floats
    score: Floats


def marcos(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return f(K) = (K+ + K-) / (1 + (1 - f(K+)) / f(K+) + (1 - f(K-)) / f(K-)).

    S is the weighted sum of x / max x, for costs min x / x; K- = S / S of the worst and K+ = S / S of the best value
    of each item, f(K-) = K+ / (K+ + K-) and f(K+) = K- / (K+ + K-). A missing item gives its weight to the city's
    present items in S; the worst and the best have all items.

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), above 0, below 1.
    """
    parts = ratios(values, direction)
    items, lowest = items_of(parts), extent(parts).lowest

    def utility(shares: Floats) -> Floats:
        return _utilities(mean_of(items, shares), _worst(lowest, shares)[:, None])[-1]

    return over_draws(utility, weights, len(values))


def _worst(lowest: Floats, shares: Floats) -> Floats:
    """Return S of the worst parts; that of the best, each of which is one, is one."""
    return mean_of(items_of(lowest[None, :]), shares)[:, 0]


def _utilities(total: Floats, worst: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return K-, K+, f(K-), f(K+) and f(K)."""
    to_worst, to_best = total / worst, total
    both = to_best + to_worst
    by_worst, by_best = to_best / both, to_worst / both
    odds = 1.0 + (1.0 - by_best) / by_best + (1.0 - by_worst) / by_worst
    return to_worst, to_best, by_worst, by_best, both / odds


def marcos_figures(values: Floats, weights: Floats, direction: Floats) -> MarcosFigures:
    """Return the steps of `marcos` for one weighting, shape (n_items,)."""
    scaled = ratios(values, direction)
    weighted = city_shares(values, weights) * scaled
    total = row_sum(weighted)
    worst = _worst(extent(scaled).lowest, weights[None, :])
    return MarcosFigures(scaled, weighted, total, *_utilities(total, worst))
