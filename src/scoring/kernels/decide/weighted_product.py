"""Weighted product of items.

Source: Bridgman, Dimensional Analysis, 1922; Miller & Starr, Executive Decisions and Operations Research, 1969;
Triantaphyllou, Multi-Criteria Decision Making Methods, 2000, section 2.2.2.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import city_shares, fold, row_sum
from scoring.kernels.decide.scaling import ratios

Floats = npt.NDArray[np.float64]


class WeightedProductFigures(NamedTuple):
    """What the method prints: `scaled` and `powers` (n_cities, n_items), `score` (n_cities,)."""

    scaled: Floats
    powers: Floats
    score: Floats


def weighted_product(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return prod(r**w) of parts of the best value, r = x / max x, for costs min x / x; sum(w) = 1.

    Where nothing is missing this orders cities as prod(x**w), with -w for costs, does: the best values are the
    same factor for each. They make the parts free of units, so that a missing item may give its weight to the
    city's present items.

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), above 0, at most 1.
    """
    logs = ratios(values, direction)
    np.log(logs, out=logs)
    return np.exp(fold(logs, weights))


def weighted_product_figures(values: Floats, weights: Floats, direction: Floats) -> WeightedProductFigures:
    """Return the steps of `weighted_product` for one weighting, shape (n_items,)."""
    parts = ratios(values, direction)
    powers = parts ** city_shares(values, weights)
    return WeightedProductFigures(parts, powers, np.exp(row_sum(np.log(powers))))
