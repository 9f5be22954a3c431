"""What merging returns, and what all rules of merging have in common."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.rank import rank

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Merged(NamedTuple):
    """A merged ranking.

    Parameters
    ----------
    ranks : 1 the best, shape (n_cities,); NaN for a city that no ranking ranks.
    points : what the cities are ranked by, the higher the better, shape (n_cities,).
    ties : equal cities share the best of their ranks: 1, 2, 2, 4.
    """

    ranks: Floats
    points: Floats
    ties: Literal["competition"] = "competition"


def merged(points: Floats) -> Merged:
    """Rank cities by their points; points that differ by rounding alone are the same.

    Parameters
    ----------
    points : shape (n_cities,).
    """
    return Merged(rank(points), points)


def shares(ranks: Floats, weights: Floats | None) -> Floats:
    """Return the part of each ranking in the whole; a ranking that ranks nobody has none.

    Parameters
    ----------
    ranks : shape (n_rankings, n_cities).
    weights : of the rankings, not negative, shape (n_rankings,); None weighs all the same.
    """
    given = np.ones(len(ranks)) if weights is None else weights
    counted = np.where(np.isnan(ranks).all(axis=1), 0.0, given)
    total = counted.sum()
    part: Floats = counted / (total if total > 0 else 1.0)
    return part
