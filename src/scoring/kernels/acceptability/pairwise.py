"""How often each city stands above each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.estimate import Estimate, share
from scoring.kernels.acceptability.places import Sorter
from scoring.kernels.acceptability.plan import Plan
from scoring.kernels.acceptability.ranks import scatter
from scoring.kernels.acceptability.run import weightings
from scoring.kernels.draw.stream import Draw

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.int16]
Bools = npt.NDArray[np.bool_]

AT_ONCE = 1024
"""Weightings compared together; an eighth of them is what a byte can count."""
NO_RANK = np.iinfo(np.int16).max


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wins:
    """Pairs of cities under some weightings; parts of one plan and one draw are added by ``+``.

    Parameters
    ----------
    n_draws : weightings.
    above : weightings under which the city of the row stands above that of the column, not tied, shape (n_cities,
        n_cities). A city without a rank stands neither above nor below.
    """

    n_draws: int
    above: Ints

    def __add__(self, other: Wins) -> Wins:
        return Wins(n_draws=self.n_draws + other.n_draws, above=self.above + other.above)

    @property
    def shares(self) -> Estimate:
        """Return the pairwise winning indices (Leskinen et al. 2006), shape (n_cities, n_cities)."""
        return share(self.above, self.n_draws)


def wins(plan: Plan, draw: Draw, numbers: Iterable[int], *, n_draws: int | None = None) -> Wins:
    """Count the wins of all pairs under the weightings of some blocks.

    The work grows with the square of the number of classes: about ten times that of the ranks at 514 cities. A part of the
    weightings is often enough, 10**5 of them for a standard error of at most 0.16 %.

    Parameters
    ----------
    plan : of fewer than 32,767 cities.
    draw, numbers, n_draws : as in `run.run_blocks`.
    """
    n_classes = plan.keys.n_classes
    above = np.zeros((n_classes, n_classes), dtype=np.int64)
    sorter, counted = Sorter(plan), 0
    for units, first in weightings(plan, draw, numbers, n_draws):
        places, tied = _places(sorter, units, first)
        for start in range(0, len(places), AT_ONCE):
            part = places[start : start + AT_ONCE]
            if tied or (part == plan.n_ranked).any():
                _add_both_ways(part, plan.n_ranked, above)
            else:
                _add_untied(part, above)
        counted += len(units)
    return Wins(n_draws=counted, above=_by_city(above, plan.member))


def _places(sorter: Sorter, units: Floats, first: int) -> tuple[Places, bool]:
    """Return how many cities stand above each class, shape (n_draws, n_classes), and whether any classes tie."""
    places = np.empty((len(units), sorter.plan.keys.n_classes), dtype=np.int16)
    start = tied = 0
    for standing in sorter.standings(units, first):
        scatter(standing, places[start : start + len(standing.order)])
        start += len(standing.order)
        tied += standing.tied
    return places, tied > 0


def _add_untied(places: Places, above: Ints) -> None:
    """Compare each pair once: who does not win loses."""
    table = _by_class(places)
    won = np.empty(table.shape, dtype=np.bool_)
    for one in range(len(table) - 1):
        np.less(table[one], table[one + 1 :], out=won[one + 1 :])
        number = _number(won[one + 1 :])
        above[one, one + 1 :] += number
        above[one + 1 :, one] += len(places) - number


def _add_both_ways(places: Places, n_ranked: int, above: Ints) -> None:
    """Compare each pair both ways; a class without a rank wins and loses nothing."""
    table = _by_class(places)
    missing = table == n_ranked
    higher, lower = np.where(missing, NO_RANK, table), np.where(missing, -1, table)
    won = np.empty(table.shape, dtype=np.bool_)
    for one in range(len(table)):
        np.less(higher[one], lower, out=won)
        above[one] += _number(won)


def _by_class(places: Places) -> Places:
    """Return a row for each class; the weightings that lack to a full table are ties."""
    table = np.zeros((places.shape[1], AT_ONCE), dtype=np.int16)
    table[:, : len(places)] = places.T
    return table


def _number(won: Bools) -> Ints:
    """Count the true values of each row, eight columns at a time, each in a byte of its own."""
    eights = np.add.reduce(won.view(np.uint64), axis=1)
    return eights.view(np.uint8).reshape(-1, 8).sum(axis=1, dtype=np.int64)


def _by_city(of_class: Ints, member: Ints) -> Ints:
    ranked = member >= 0
    return np.where(ranked[:, None] & ranked, of_class[member][:, member], 0)
