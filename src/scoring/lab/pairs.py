"""How often one city stands above another, under every weighting of a study."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import field, frozen

from scoring.kernels.acceptability.places import Sorter
from scoring.kernels.acceptability.plan import Plan
from scoring.kernels.acceptability.ranks import scatter
from scoring.kernels.acceptability.run import weightings
from scoring.kernels.draw.stream import Draw
from scoring.lab.counting import Numbers
from scoring.lab.matrices import one_thread
from scoring.model.ratings import Ints
from scoring.model.uncertainty import Between


@frozen(kw_only=True, eq=False)
class Tallied:
    """Weightings under which the first city of each pair stands above, below or level; added by ``+``.

    Parameters
    ----------
    n_draws : all weightings.
    above, below, level : shape (n_pairs,); a city without a rank stands nowhere.
    """

    n_draws: int
    above: Ints
    below: Ints
    level: Ints

    def __add__(self, other: Tallied) -> Tallied:
        return Tallied(
            n_draws=self.n_draws + other.n_draws,
            above=self.above + other.above,
            below=self.below + other.below,
            level=self.level + other.level,
        )


@frozen(kw_only=True, eq=False)
class Holding:
    """Holds the cities of some pairs against each other under the weightings of some blocks.

    Parameters
    ----------
    plan : of the cities.
    draw : of the weightings.
    n_draws : weightings of the whole run.
    pairs : positions of cities, shape (n_pairs, 2).
    """

    plan: Plan
    draw: Draw
    n_draws: int
    pairs: Ints = field(repr=False)

    def __call__(self, numbers: Numbers) -> Tallied:
        """Return what is counted under the weightings of blocks."""
        with one_thread():
            return self._tallied(numbers)

    def _tallied(self, numbers: Numbers) -> Tallied:
        members = self.plan.member[self.pairs]
        above, below, level = np.zeros((3, len(self.pairs)), dtype=np.int64)
        sorter, counted = Sorter(self.plan), 0
        for units, first in weightings(self.plan, self.draw, numbers, self.n_draws):
            for standing in sorter.standings(units, first):
                places = np.empty(standing.order.shape, dtype=np.int64)
                scatter(standing, places)
                one, other = places[:, members[:, 0]], places[:, members[:, 1]]
                both = (one < self.plan.n_ranked) & (other < self.plan.n_ranked) & (members >= 0).all(axis=1)
                above += (both & (one < other)).sum(axis=0)
                below += (both & (one > other)).sum(axis=0)
                level += (both & (one == other)).sum(axis=0)
            counted += len(units)
        return Tallied(n_draws=counted, above=above, below=below, level=level)


def between(pairs: Sequence[tuple[int, int]], tallied: Tallied) -> tuple[Between, ...]:
    """Return what was counted, pair by pair.

    Parameters
    ----------
    pairs : positions of cities.
    tallied : what was counted of them.
    """
    return tuple(
        Between(
            city=city,
            other=other,
            above=int(tallied.above[place]),
            below=int(tallied.below[place]),
            level=int(tallied.level[place]),
            n_draws=tallied.n_draws,
        )
        for place, (city, other) in enumerate(pairs)
    )
