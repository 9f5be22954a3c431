"""ARAS, additive ratio assessment.

Source: Zavadskas & Turskis, A new additive ratio assessment (ARAS) method in multicriteria decision-making,
Technological and Economic Development of Economy 16(2), 2010, equations 1 to 10.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import city_shares, counted, items_of, over_draws, row_sum
from scoring.kernels.decide.scaling import column_sum, gains, inverse, known, poles

Floats = npt.NDArray[np.float64]


class ArasFigures(NamedTuple):
    """What the paper prints; row 0 is the optimal alternative.

    `scaled` and `weighted` (1 + n_cities, n_items); the optimality function `optimality` S (1 + n_cities,); the degree
    of utility `score` K (n_cities,).
    """

    scaled: Floats
    weighted: Floats
    optimality: Floats
    score: Floats


def aras(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return K = S / S_0, the part of the optimal alternative's weighted sum of shares that a city reaches.

    The optimal alternative has the best value of each item and is itself among the alternatives whose shares
    x / sum x, for costs (1 / x) / sum(1 / x), are taken. A missing item gives its weight to the city's present items,
    in S and in S_0 alike, so that a city as good as the optimum in all it has reaches 1.

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), above 0, at most 1.
    """
    best, parts = _scaled(values, direction, poles(values, direction).best)
    optimum, items = known(best), items_of(parts)

    def utility(draws: Floats) -> Floats:
        return (draws @ items.known.T) / counted(draws * optimum, items.present)

    return over_draws(utility, weights, len(values))


def _scaled(values: Floats, direction: Floats, optimum: Floats) -> tuple[Floats, Floats]:
    """Return the shares of the optimal alternative and those of the cities."""
    best, parts = gains(optimum, direction), gains(values, direction)
    one_part = inverse(column_sum(parts) + best)
    parts *= one_part
    return best * one_part, parts


def aras_figures(
    values: Floats, weights: Floats, direction: Floats, *, optimum: Floats | None = None
) -> ArasFigures:
    """Return the steps of `aras` for one weighting, shape (n_items,).

    Parameters
    ----------
    optimum : optimal alternative, shape (n_items,); None is the best present value of each item.
    """
    best = poles(values, direction).best if optimum is None else optimum
    scaled = np.vstack(_scaled(values, direction, best))
    weighted = city_shares(np.vstack([best, values]), weights) * scaled
    same_items = city_shares(values, weights) * scaled[0]
    optimality = row_sum(weighted)
    return ArasFigures(scaled, weighted, optimality, optimality[1:] / row_sum(same_items))
