"""COPRAS, complex proportional assessment.

Source: Zavadskas & Kaklauskas, Multiple Criteria Evaluation of Buildings, 1996; Zavadskas, Kaklauskas, Peldschus &
Turskis, Multi-attribute assessment of road design solutions by using the COPRAS method, The Baltic Journal of Road
and Bridge Engineering 2(4), 2007, stages 1 to 5.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import gains_and_costs, over_draws
from scoring.kernels.decide.scaling import column_sum, inverse

Floats = npt.NDArray[np.float64]


class CoprasFigures(NamedTuple):
    """What the paper prints.

    `weighted` d (n_cities, n_items); the sums of the benefits `gains` S+ and of the costs `costs` S-, `score` Q and
    the degree `utility` N = 100 Q / max Q (n_cities,).
    """

    weighted: Floats
    gains: Floats
    costs: Floats
    score: Floats
    utility: Floats


def copras(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return Q = S+ + sum(S-) / (S- sum(1 / S-)); S+ and S- are sums of w x / sum x over benefits and costs.

    The larger a city's costs, the lower its Q. A missing benefit gives its weight to the city's present benefits and a
    missing cost to its present costs; a city without any of one side has the nation's mean of S+, or S-.

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), above 0; they sum to one where nothing is missing.
    """
    sums = gains_and_costs(values * inverse(column_sum(values)), direction)
    return over_draws(lambda shares: _significance(*sums(shares)), weights, len(values))


def _significance(gains: Floats, costs: Floats) -> Floats:
    lightness = inverse(costs)
    shared_out = np.nansum(costs, axis=-1, keepdims=True) * inverse(lightness.sum(axis=-1, keepdims=True))
    return gains + shared_out * lightness


def copras_figures(values: Floats, weights: Floats, direction: Floats) -> CoprasFigures:
    """Return the steps of `copras` for one weighting, shape (n_items,)."""
    parts, share = values * inverse(column_sum(values)), weights / weights.sum()
    gains, costs = gains_and_costs(parts, direction)(share[None, :])
    score = _significance(gains, costs)[0]
    utility = 100.0 * score / np.fmax.reduce(score, initial=np.nan)
    return CoprasFigures(share * parts, gains[0], costs[0], score, utility)
