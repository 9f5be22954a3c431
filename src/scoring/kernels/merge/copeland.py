"""Merging by majorities over pairs of cities."""

from __future__ import annotations

import numpy as np

from scoring.kernels.decide import copeland as votes
from scoring.kernels.merge.merged import Floats, Merged, merged, shares


def copeland(ranks: Floats, weights: Floats | None = None) -> Merged:
    """Merge by the cities that a city beats less those that beat it; points are this difference.

    A city beats another when the rankings that put it first have more than half of the weight of those that rank
    both, level ones counting half for each. A city that beats every other is first, which it need not be by Borda's
    rule.

    Parameters
    ----------
    ranks : 1 the best, shape (n_rankings, n_cities); NaN is not ranked.
    weights : of the rankings, shape (n_rankings,).

    Notes
    -----
    Copeland 1951, as in Saari and Merlin, The Copeland method, Economic Theory 8, 1996, 51-76.
    """
    # each ranking is an item in which less is better
    return merged(votes.copeland(ranks.T, shares(ranks, weights), -np.ones(len(ranks))))
