"""What it costs to put one city before another, or level with it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.merge.merged import Floats

Ints = npt.NDArray[np.int64]
Order = list[Ints]
"""Cities from the first down, those on one rank together."""

NEAR = 1e-12
"""Costs that differ by less are the same."""


class Costs(NamedTuple):
    """The distance that each pair of cities adds; arrays of the shape (n, n), 0 on the diagonal.

    Parameters
    ----------
    before : cost of the row's city before the column's.
    level : cost of the two on one rank.
    """

    before: Floats
    level: Floats

    def among(self, cities: Ints) -> Costs:
        """Return the costs among some of the cities.

        Parameters
        ----------
        cities : their positions.
        """
        chosen = np.ix_(cities, cities)
        return Costs(self.before[chosen], self.level[chosen])

    def least(self) -> Floats:
        """Return the lowest cost of each pair, whatever becomes of the others, shape (n, n)."""
        return np.minimum(np.minimum(self.before, self.before.T), self.level)

    def lowest(self) -> float:
        """Return the sum of the lowest costs of all pairs, below which no order can be."""
        return float(self.least().sum()) / 2.0

    def of(self, order: Order) -> float:
        """Return the cost of an order of all cities.

        Parameters
        ----------
        order : positions of the cities.
        """
        place = np.empty(len(self.before))
        for number, cities in enumerate(order):
            place[cities] = number
        ahead, beside = place[:, None] < place, place[:, None] == place
        return float(self.before[ahead].sum() + self.level[beside].sum() / 2.0)


def costs(ranks: Floats, part: Floats) -> Costs:
    """Return what each order of each pair adds to the mean distance to the rankings.

    A ranking that puts a pair in the opposite order adds its part, one that puts it level where the order does not, or
    the other way round, half of it; a ranking that leaves one of the two out adds nothing.

    Parameters
    ----------
    ranks : 1 the best, shape (n_rankings, n); NaN is not ranked.
    part : part of each ranking in the whole, shape (n_rankings,).
    """
    ahead, even = np.zeros((2, ranks.shape[1], ranks.shape[1]))
    for ranking, weight in zip(ranks[part > 0], part[part > 0], strict=True):
        ahead += weight * (ranking[:, None] < ranking)
        even += weight * (ranking[:, None] == ranking)
    np.fill_diagonal(even, 0.0)
    return Costs(before=ahead.T + even / 2.0, level=(ahead + ahead.T) / 2.0)
