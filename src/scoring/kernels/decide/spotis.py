"""Stable Preference Ordering Towards Ideal Solution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import fold

Floats = npt.NDArray[np.float64]


class Distances(NamedTuple):
    """How far each city is from the best that can be.

    Parameters
    ----------
    normalised : d_ij, shape (n_cities, n_items).
    average : d(A_i, S*), shape (..., n_cities); low is good.
    """

    normalised: Floats
    average: Floats


def spotis(
    values: Floats, weights: Floats, direction: Floats, *, lower: Sequence[float], upper: Sequence[float]
) -> Floats:
    """Return one minus the weighted distance to the ideal point, 1 at best and 0 at worst.

    The bounds are given and not taken from the cities, so that no city can turn the order of two others. A
    missing item gives its weight to the city's present items.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing. A value beyond its bounds counts as the bound.
    weights : shape (..., n_items).
    direction : shape (n_items,).
    lower, upper : bounds of the values that can be, one number for all items or one an item.

    Returns
    -------
    Shape (..., n_cities), the paper's distance turned.

    Notes
    -----
    Dezert, Tchamova, Han and Tacnet, The SPOTIS Rank Reversal Free Method for Multi-Criteria Decision-Making
    Support, FUSION 2020, equations 1 and 2.
    """
    distances = spotis_figures(values, weights, direction, lower=lower, upper=upper)
    return 1.0 - distances.average


def spotis_figures(
    values: Floats, weights: Floats, direction: Floats, *, lower: Sequence[float], upper: Sequence[float]
) -> Distances:
    """Return the distances that the paper prints.

    Parameters
    ----------
    values, weights, direction, lower, upper : as in `spotis`.
    """
    least, most = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    ideal = np.where(direction > 0, most, least)
    normalised = np.abs(np.clip(values, least, most) - ideal) / (most - least)
    return Distances(normalised, fold(normalised, weights))
