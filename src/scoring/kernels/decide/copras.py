"""COPRAS, complex proportional assessment.

Source: Zavadskas & Kaklauskas, Multiple Criteria Evaluation of Buildings, 1996; Zavadskas, Kaklauskas, Peldschus &
Turskis, Multi-attribute assessment of road design solutions by using the COPRAS method, The Baltic Journal of Road
and Bridge Engineering 2(4), 2007, stages 1 to 5.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import city_shares, counted, items_of, over_draws, row_sum
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

    The larger a city's costs, the lower its Q. A missing item gives its weight to the city's present items, in S+ and
    S-. A city without a present cost of positive weight has Q = S+: it takes no part in sharing out sum(S-).

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), above 0; they sum to one where nothing is missing.
    """
    items = items_of(values * inverse(column_sum(values)))
    benefit, cost = (direction > 0) * 1.0, (direction < 0) * 1.0

    def significance(shares: Floats) -> Floats:
        total = counted(shares, items.present)
        gains, costs = ((shares * side) @ items.known.T / total for side in (benefit, cost))
        return _significance(gains, costs)

    return over_draws(significance, weights, len(values))


def _significance(gains: Floats, costs: Floats) -> Floats:
    lightness = inverse(costs)
    shared_out = np.nansum(costs, axis=-1, keepdims=True) * inverse(lightness.sum(axis=-1, keepdims=True))
    return gains + shared_out * lightness


def copras_figures(values: Floats, weights: Floats, direction: Floats) -> CoprasFigures:
    """Return the steps of `copras` for one weighting, shape (n_items,)."""
    weighted = city_shares(values, weights) * values * inverse(column_sum(values))
    counts = ~np.isnan(row_sum(weighted))
    gains, costs = (
        np.where(counts, np.nansum(np.where(chosen, weighted, 0.0), axis=1), np.nan)
        for chosen in (direction > 0, direction < 0)
    )
    score = _significance(gains, costs)
    highest = np.fmax.reduce(score, initial=np.nan)
    return CoprasFigures(weighted, gains, costs, score, 100.0 * score / highest)
