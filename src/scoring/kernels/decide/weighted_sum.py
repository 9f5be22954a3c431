"""Weighted sum of scaled items (simple additive weighting).

Source: Fishburn, Additive utilities with incomplete product set, 1967; Hwang & Yoon, Multiple Attribute Decision
Making, 1981, section 3.2.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import city_shares, fold, row_sum
from scoring.kernels.decide.scaling import Scaling, scaled

Floats = npt.NDArray[np.float64]


class WeightedSumFigures(NamedTuple):
    """What the method prints: `scaled` and `weighted` (n_cities, n_items), `score` (n_cities,)."""

    scaled: Floats
    weighted: Floats
    score: Floats


def weighted_sum(
    values: Floats, weights: Floats, direction: Floats, *, scaling: Scaling = "min_max"
) -> Floats:
    """Return sum(w r) / sum(w) of scaled items r.

    A missing item gives its weight to the city's present items.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).
    scaling : how items become comparable, see `scoring.kernels.decide.scaling`.

    Returns
    -------
    Shape (..., n_cities); between 0 and 1 under ``min_max``.
    """
    return fold(scaled(values, direction, scaling), weights)


def weighted_sum_figures(
    values: Floats, weights: Floats, direction: Floats, *, scaling: Scaling = "min_max"
) -> WeightedSumFigures:
    """Return the steps of `weighted_sum` for one weighting, shape (n_items,)."""
    items = scaled(values, direction, scaling)
    weighted = city_shares(values, weights) * items
    return WeightedSumFigures(items, weighted, row_sum(weighted))
