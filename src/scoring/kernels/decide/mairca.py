"""MAIRCA, multi-attributive ideal-real comparative analysis.

Source: Gigovic, Pamucar, Bajic & Milicevic, The combination of expert judgment and GIS-MAIRCA analysis for the
selection of sites for ammunition depots, Sustainability 8(4), 2016, equations 3 to 11.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import city_shares, items_of, mean_of, over_draws, row_sum
from scoring.kernels.decide.scaling import min_max

Floats = npt.NDArray[np.float64]


class MaircaFigures(NamedTuple):
    """What the paper prints; in `gap` low is good.

    `theoretical` t_p, `real` t_r and `gaps` g (n_cities, n_items); the total `gap` Q (n_cities,).
    """

    theoretical: Floats
    real: Floats
    gaps: Floats
    gap: Floats


def mairca(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return the real rating sum(t_r) = 1 / n_cities - Q, so that higher is better; t_r = w r / n_cities.

    Q is the sum of the gaps between the theoretical rating w / n_cities, the same preference for each city, and the
    real one; r is the min-max scaled item and sum(w) = 1. A missing item gives its weight to the city's present
    items. An item with one value everywhere has r = 0. A city without a score is none of the
    n_cities.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), between 0 and 1 / n_cities.
    """
    items = items_of(min_max(values, direction))

    def rating(shares: Floats) -> Floats:
        reached = mean_of(items, shares)
        return reached / _number(reached)

    return over_draws(rating, weights, len(values))


def _number(scores: Floats) -> Floats:
    """Return how many cities of each row have a score, at least one."""
    return np.maximum(1.0, np.count_nonzero(~np.isnan(scores), axis=-1, keepdims=True))


def mairca_figures(values: Floats, weights: Floats, direction: Floats) -> MaircaFigures:
    """Return the steps of `mairca` for one weighting, shape (n_items,)."""
    shares = city_shares(values, weights)
    theoretical = shares / _number(row_sum(shares))
    real = theoretical * min_max(values, direction)
    return MaircaFigures(theoretical, real, theoretical - real, row_sum(theoretical - real))
