"""MABAC, multi-attributive border approximation area comparison.

Source: Pamucar & Cirovic, The selection of transport and handling resources in logistics centers using MABAC,
Expert Systems with Applications 42(6), 2015, equations 3 to 11.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.distances import city_blocks
from scoring.kernels.decide.folding import city_shares, fold, row_sum
from scoring.kernels.decide.scaling import column_sum, min_max

Floats = npt.NDArray[np.float64]


class MabacFigures(NamedTuple):
    """What the paper prints.

    `scaled` n, `weighted` V = w (n + 1) and `distances` Q = V - G (n_cities, n_items); the border approximation area
    `border` G (n_items,); `score` S (n_cities,).
    """

    scaled: Floats
    weighted: Floats
    border: Floats
    distances: Floats
    score: Floats


def mabac(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return sum of w (n + 1) - g: how far a city lies above the border approximation area; sum(w) = 1.

    n is the min-max scaled item, g the geometric mean of w (n + 1) over the cities that have the item. Because w is
    the same for all of them, g is w times the geometric mean of n + 1. A missing item gives its weight to the
    city's present items, in w (n + 1) and in g alike. An item with one value everywhere adds zero.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), between -1 and 1.
    """
    above = min_max(values, direction)
    above += 1.0
    above -= _border(above)
    return fold(above, weights)


def _border(raised: Floats) -> Floats:
    """Return the geometric mean of each item's present values."""
    logs = np.zeros(raised.shape[1])
    for cities in city_blocks(*raised.shape):
        logs += column_sum(np.log(raised[cities]))
    number = np.count_nonzero(~np.isnan(raised), axis=0)
    return np.exp(logs / np.where(number > 0, number, np.nan))


def mabac_figures(values: Floats, weights: Floats, direction: Floats) -> MabacFigures:
    """Return the steps of `mabac` for one weighting, shape (n_items,)."""
    scaled, shares = min_max(values, direction), city_shares(values, weights)
    border = _border(scaled + 1.0)
    weighted, distances = shares * (scaled + 1.0), shares * (scaled + 1.0 - border)
    return MabacFigures(scaled, weighted, border * weights / weights.sum(), distances, row_sum(distances))
