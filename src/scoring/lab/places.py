"""Ranks of many rankings at once."""

from __future__ import annotations

import numpy as np

from scoring.kernels.lattice import at_least
from scoring.model.ratings import Floats


def ranks_of_many(scores: Floats, *, tolerance: float) -> Floats:
    """Return competition ranks (1, 2, 2, 4) of many rankings, the same as `scoring.kernels.rank.rank` of each.

    Parameters
    ----------
    scores : shape (n_runs, n_cities), higher is better; NaN is not ranked.
    tolerance : largest difference of tied scores, as a decimal.
    """
    order = np.argsort(-scores, axis=1)
    ordered = np.take_along_axis(scores, order, axis=1)
    starts = np.ones(scores.shape, dtype=np.bool_)
    starts[:, 1:] = ~at_least(np.asarray(tolerance), ordered[:, :-1] - ordered[:, 1:])
    first = np.maximum.accumulate(np.where(starts, np.arange(1, scores.shape[1] + 1), 0), axis=1)
    ranks = np.empty(scores.shape)
    np.put_along_axis(ranks, order, np.where(np.isnan(ordered), np.nan, first), axis=1)
    return ranks
