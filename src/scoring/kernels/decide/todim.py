"""TODIM: interactive multicriteria decision making, after prospect theory."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import counted, items_of, over_draws
from scoring.kernels.decide.pairs import pair_sums
from scoring.kernels.decide.scaling import shares

Floats = npt.NDArray[np.float64]


class Feelings(NamedTuple):
    """What each city gains and loses against the others in each item, before weights.

    Parameters
    ----------
    gains : mean over the other cities of sqrt(p_i - p_j) where city i is the better, shape (n_cities, n_items).
    losses : mean over the other cities of sqrt(p_j - p_i) where it is the worse, shape (n_cities, n_items).
    """

    gains: Floats
    losses: Floats


def todim(values: Floats, weights: Floats, direction: Floats, *, theta: float = 1.0) -> Floats:
    """Return the global value, 1 for the city with the highest dominance over the others and 0 for the lowest.

    Item c speaks for city i against j by sqrt(w_c (p_i - p_j)) where i is better, and against it by
    sqrt((p_j - p_i) / w_c) / theta where it is worse; p are shares of the nation, x / sum x, for costs of 1 / x.

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items); NaN is missing.
    weights : shape (..., n_items); an item without weight does not count.
    direction : shape (n_items,).
    theta : attenuation of losses, above zero; the smaller, the more a loss hurts.

    Returns
    -------
    From 0 to 1, shape (..., n_cities); 0 for all where all are alike.

    Notes
    -----
    Gomes and Lima, TODIM: basics and application to multicriteria ranking of projects with environmental impacts,
    Foundations of Computing and Decision Sciences 16, 1992; Gomes and Rangel, An application of the TODIM method
    to the multicriteria rental evaluation of residential properties, European Journal of Operational Research 193,
    2009, equations 1 to 3; the form without a reference criterion is Llamazares, An analysis of the generalized TODIM
    method, European Journal of Operational Research 269, 2018, who shows that a smaller weight makes losses larger.

    A missing item gives its weight to the city's present items; in each item a city is compared with those that
    have it, by the mean and not the sum, which is the same up to a factor where nothing is missing.
    """
    total = dominance_sums(feelings(shares(values, direction)), weights, theta=theta)
    lowest = np.fmin.reduce(total, axis=-1, keepdims=True, initial=np.inf)
    highest = np.fmax.reduce(total, axis=-1, keepdims=True, initial=-np.inf)
    spread = highest - lowest
    return (total - lowest) / np.where(spread > 0, spread, 1.0)


def dominance_sums(felt: Feelings, weights: Floats, *, theta: float = 1.0) -> Floats:
    """Return the dominance of each city over the others, a mean over them, shape (..., n_cities).

    Parameters
    ----------
    felt : of `feelings`.
    weights : shape (..., n_items).
    theta : attenuation of losses.
    """
    gains, losses = items_of(felt.gains), items_of(felt.losses)

    def dominance(shares_of_items: Floats) -> Floats:
        roots = np.sqrt(shares_of_items)
        inverse = np.divide(1.0, roots, out=np.zeros_like(roots), where=roots > 0)
        counts = np.sqrt(counted(shares_of_items, gains.present))
        return roots @ gains.known.T / counts - inverse @ losses.known.T * counts / theta

    return over_draws(dominance, weights, len(felt.gains))


def feelings(shares_of_nation: Floats) -> Feelings:
    """Return gains and losses of each city in each item; they do not depend on weights.

    Parameters
    ----------
    shares_of_nation : higher is better, shape (n_cities, n_items); NaN is missing.
    """
    felt = Feelings(np.full_like(shares_of_nation, np.nan), np.full_like(shares_of_nation, np.nan))
    for item, column in enumerate(shares_of_nation.T):
        there = ~np.isnan(column)
        levels, place, cities = np.unique(column[there], return_inverse=True, return_counts=True)
        others = max(int(there.sum()) - 1, 1)
        for part, sums in zip(felt, pair_sums(levels, cities.astype(np.float64), np.sqrt), strict=True):
            part[there, item] = sums[place] / others
    return felt
