"""Weights that put a city first."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.estimate import Estimate, per, share
from scoring.kernels.acceptability.plan import Plan
from scoring.kernels.acceptability.ranks import ranks_under

Floats = npt.NDArray[np.float64]


def central_weights(counts: Counts) -> Estimate:
    """Return the mean of the weights under which each city is first, alone or tied; NaN if it never is.

    The central weight vector of Lahdelma & Salminen 2001. The error is the largest that a mean of numbers between 0
    and 1 can have, sqrt(c (1 - c) / n) with the n weightings that put the city first.

    Returns
    -------
    Shape (n_cities, n_items).
    """
    firsts = counts.ranks[0][:, None]
    centre = per(counts.first_weights, firsts) / counts.whole
    return Estimate(centre, np.sqrt(centre * (1.0 - centre) * per(1.0, firsts)))


def confidence_factors(plan: Plan, central: Floats) -> Floats:
    """Return 1 for a city that is first, alone or tied, under its own central weights, 0 for another, NaN without any.

    The confidence factor of Lahdelma & Salminen 2001 for scores that are certain. An index that is linear in the
    weights gives 1 but for the lattice, since the weights that put a city first are a convex set.

    Parameters
    ----------
    plan : of the cities.
    central : shape (n_cities, n_items).
    """
    factors = np.full(len(central), np.nan)
    cities = np.flatnonzero(~np.isnan(central).any(axis=1))
    ranks = ranks_under(plan, central[cities])
    factors[cities] = ranks[np.arange(len(cities)), cities] == 1
    return factors


def uncertain_confidence_factors(central: Floats, scores: Iterable[Floats]) -> Estimate:
    """Return the share of score draws in which each city is first, alone or tied, under its own central weights.

    The confidence factor of Lahdelma & Salminen 2001 for scores that are uncertain, under the weighted mean.

    Parameters
    ----------
    central : shape (n_cities, n_items), NaN for a city without central weights.
    scores : draws of all scores, some at a time, each of shape (n_draws, n_cities, n_items), none missing.
    """
    cities = np.flatnonzero(~np.isnan(central).any(axis=1))
    hits, number = np.zeros(len(central)), 0
    for drawn in scores:
        for city in cities:
            means = drawn @ central[city]
            hits[city] += np.count_nonzero(means[:, city] == means.max(axis=1))
        number += len(drawn)
    known = np.isin(np.arange(len(central)), cities)
    return share(hits, np.where(known, number, 0))
