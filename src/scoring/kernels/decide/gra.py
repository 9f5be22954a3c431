"""Grey relational analysis."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import fold
from scoring.kernels.decide.scaling import min_max

Floats = npt.NDArray[np.float64]


class Relations(NamedTuple):
    """The steps of the analysis.

    Parameters
    ----------
    comparable : the grey relational generating, 1 is the best city of an item, shape (n_cities, n_items).
    coefficients : grey relational coefficients to the best of each item, shape (n_cities, n_items).
    grade : grey relational grade, shape (..., n_cities).
    """

    comparable: Floats
    coefficients: Floats
    grade: Floats


def gra(values: Floats, weights: Floats, direction: Floats, *, rho: float = 0.5) -> Floats:
    """Return the grey relational grade to a city that is the best in every item.

    A missing item gives its weight to the city's present items.

    Parameters
    ----------
    values : no item the same in all cities, shape (n_cities, n_items); NaN is missing.
    weights : shape (..., n_items).
    direction : shape (n_items,).
    rho : distinguishing coefficient, above 0 and not above 1; the smaller, the more only the best counts.

    Returns
    -------
    Above 0 and not above 1, shape (..., n_cities).

    Notes
    -----
    Deng, Control problems of grey systems, Systems and Control Letters 1, 1982; Kuo, Yang and Huang, The use of grey
    relational analysis in solving multiple attribute decision-making problems, Computers and Industrial
    Engineering 55, 2008, equations 1, 2, 4 and 5.
    """
    return gra_figures(values, weights, direction, rho=rho).grade


def gra_figures(values: Floats, weights: Floats, direction: Floats, *, rho: float = 0.5) -> Relations:
    """Return the steps that the paper prints.

    Parameters
    ----------
    values, weights, direction, rho : as in `gra`.
    """
    comparable = min_max(values, direction)
    deviations = 1.0 - comparable
    nearest = np.fmin.reduce(deviations, axis=None, initial=np.nan)
    farthest = np.fmax.reduce(deviations, axis=None, initial=np.nan)
    coefficients = (nearest + rho * farthest) / (deviations + rho * farthest)
    return Relations(comparable, coefficients, fold(coefficients, weights))
