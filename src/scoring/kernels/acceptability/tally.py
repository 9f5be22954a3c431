"""Counting ranks, weighting by weighting."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.places import Sorter, Standing
from scoring.kernels.acceptability.plan import Plan

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ONE = np.int64(1)  # a plain 1 is cast for every item, which costs twenty times the addition


class Tally:
    """Counts of one worker, by class of cities.

    Parameters
    ----------
    plan : of the cities.
    """

    def __init__(self, plan: Plan) -> None:
        n_classes, n_bins = plan.keys.n_classes, len(plan.edges) - 1
        self.plan = plan
        self.sorter = Sorter(plan)
        self.every_rank = n_bins == plan.n_ranked
        self.bins = np.append(np.repeat(np.arange(n_bins), np.diff(plan.edges)), n_bins)
        self.in_turn = np.tile(np.arange(n_classes), (plan.rows, 1))
        # a row for each class, whose ranks lie close together: less memory is touched
        self.cells = np.zeros((n_classes, n_bins + 1), dtype=np.int64)
        self.places, self.squares = np.zeros((2, n_classes), dtype=np.int64)
        self.first_weights = np.zeros((n_classes, plan.keys.n_items), dtype=np.int64)
        self.n_draws = self.tied = 0

    def add(self, units: Floats, first: int) -> None:
        """Count the ranks under weightings.

        Parameters
        ----------
        units : in units of the whole, at least one weighting, shape (n_draws, n_items).
        first : number of the first of them.
        """
        rows, classes, start = [], [], 0
        for standing in self.sorter.standings(units, first):
            row, best = _firsts(standing)
            rows.append(row + start)
            classes.append(best)
            start += len(standing.order)
            self._count(standing)
        self._add_weights(units, np.concatenate(rows), np.concatenate(classes))
        self.n_draws += len(units)

    def _count(self, standing: Standing) -> None:
        order, place, tied = standing
        self.tied += tied
        if place is None:
            better, bins = self.in_turn[: len(order)], self.bins[: order.shape[1]]
        else:
            better, bins = np.where(place < self.plan.n_ranked, place, 0), self.bins[place]
        if not self.every_rank:
            np.add.at(self.places, order.ravel(), better.ravel())
            np.add.at(self.squares, order.ravel(), np.square(better).ravel())
        np.multiply(order, self.cells.shape[1], out=order)
        np.add(order, bins, out=order)
        np.add.at(self.cells.ravel(), order.ravel(), ONE)

    def _add_weights(self, units: Floats, rows: Ints, classes: Ints) -> None:
        """Add the weightings to the sums of the classes that are first under them."""
        by_class = np.argsort(classes, kind="stable")
        best, starts = np.unique(classes[by_class], return_index=True)
        if len(best):
            sums = np.add.reduceat(units[rows[by_class]], starts, axis=0)
            self.first_weights[best] += sums.astype(np.int64)

    def counts(self) -> Counts:
        """Return what was counted so far, by city."""
        ranks = self._by_city(self.cells[:, :-1]).T
        if self.every_rank:
            better = np.arange(self.plan.n_ranked)
            places, squares = better @ ranks, better**2 @ ranks
        else:
            places, squares = self._by_city(self.places), self._by_city(self.squares)
        return Counts(
            n_draws=self.n_draws,
            whole=self.plan.whole,
            edges=self.plan.edges,
            ranks=ranks,
            unranked=np.where(self.plan.member < 0, self.n_draws, self.cells[self.plan.member, -1]),
            places=places,
            squares=squares,
            first_weights=self._by_city(self.first_weights),
            tied=self.tied,
        )

    def _by_city(self, of_class: Ints) -> Ints:
        """Return for each city what was counted for its class, zero for a city that is not ranked."""
        of_city = of_class[self.plan.member]
        of_city[self.plan.member < 0] = 0
        return of_city


def _firsts(standing: Standing) -> tuple[Ints, Ints]:
    """Return the weightings and the classes that are first under them, all that tie there."""
    order, place, _ = standing
    if place is None:
        return np.arange(len(order)), order[:, 0].copy()
    rows, columns = np.nonzero(place == 0)
    return rows, order[rows, columns]
