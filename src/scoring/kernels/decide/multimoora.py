"""MULTIMOORA: the three rankings of MOORA as one.

Source: Brauers & Zavadskas, MULTIMOORA optimization used to decide on a bank loan to buy property, Technological
and Economic Development of Economy 17(1), 2011, section on dominance: a city dominates another generally where it is
ahead in two of the three rankings.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.distances import BLOCK
from scoring.kernels.decide.folding import over_draws
from scoring.kernels.decide.moora import full_multiplicative_form, moora, moora_reference_point
from scoring.kernels.lattice import to_lattice

Floats = npt.NDArray[np.float64]


def multimoora(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return how many cities a city dominates less how many dominate it, by ratio, reference point and product.

    One city dominates another where it is ahead in more of the three rankings than the other (three, or two; or one
    with ties in the rest). Dominance may run in a circle, which the paper settles case by case; counting the
    duels settles it for any number of cities. Ties are decided on the lattice of 10**-9. The rule for missing items
    is that of the three.

    Every city meets every other, a block at a time: the work grows with the square of their number, the memory
    does not.

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Whole numbers between 1 - n_cities and n_cities - 1, shape (..., n_cities).
    """

    def duels(shares: Floats) -> Floats:
        rankings = [
            to_lattice(score(values, shares, direction))
            for score in (moora, moora_reference_point, full_multiplicative_form)
        ]
        return np.stack([dominance(np.stack(three)) for three in zip(*rankings, strict=True)])

    return over_draws(duels, weights, len(values))


def dominance(rankings: Floats) -> Floats:
    """Return how many cities each dominates in most rankings less how many dominate it.

    Parameters
    ----------
    rankings : scores, higher is better, shape (n_rankings, n_cities); a city with NaN meets nobody and has NaN.

    Returns
    -------
    Shape (n_cities,).
    """
    missing = np.isnan(rankings).any(axis=0)
    net = np.full(rankings.shape[1], np.nan)
    net[~missing] = _duels(rankings[:, ~missing])
    return net


def _duels(rankings: Floats) -> Floats:
    n_cities = rankings.shape[1]
    net, step = np.empty(n_cities), max(1, BLOCK // max(1, n_cities))
    for start in range(0, n_cities, step):
        ahead = np.zeros((len(rankings[0][start : start + step]), n_cities), dtype=np.int8)
        for scores in rankings:
            mine = scores[start : start + step, None]
            ahead += mine > scores
            ahead -= mine < scores
        net[start : start + step] = np.sign(ahead).sum(axis=1, dtype=np.int64)
    return net
