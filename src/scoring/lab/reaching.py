"""What weights can do to ranks, found by programming and not by sampling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import numpy as np
from attrs import field, frozen

from scoring.errors import Problem, problem
from scoring.kernels.draw.constrained import Region
from scoring.kernels.reach.change import Change, to_change_top, to_change_winner, to_pass
from scoring.kernels.reach.extremes import best_rank, worst_rank
from scoring.model.ratings import Floats, Ints
from scoring.model.reach import Reach, Reached, Shift, Side

SECONDS = 30.0
"""After which the search for one rank stops with the best it has."""
TIED = 1e-7
"""Part of the range of scores by which two cities differ at least, as in the search."""
SIDES: tuple[Side, ...] = ("best", "worst")


@frozen(kw_only=True, eq=False)
class Reaching:
    """Cities whose index is a weighted mean of scores.

    Parameters
    ----------
    scores : a higher one is better; all missing in a city without index, some in one whose index is no linear function
        of the weights, shape (n_cities, n_items).
    index : of all cities under weightings, (n_draws, n_items) to (n_draws, n_cities).
    items : ids of what is weighted.
    weights : official ones, shape (n_items,).
    inside : constraints on the weights by which ranks are reached; None for none.
    seconds : after which the search for one rank stops.
    """

    scores: Floats = field(repr=False)
    index: Callable[[Floats], Floats] = field(repr=False)
    items: tuple[str, ...]
    weights: Floats
    inside: Region | None = None
    seconds: float = SECONDS

    @property
    def rows(self) -> Ints:
        """Positions of the cities that have all items."""
        return np.flatnonzero(~np.isnan(self.scores).any(axis=1))

    @property
    def left_out(self) -> Ints:
        """Positions of the ranked cities that lack an item, whose index is no linear function of the weights."""
        lacks = np.isnan(self.scores)
        return np.flatnonzero(lacks.any(axis=1) & ~lacks.all(axis=1))

    def lacking(self, cities: Sequence[int], codes: Sequence[str]) -> list[Problem]:
        """Return those of some cities that lack an item, of which nothing can be said.

        Parameters
        ----------
        cities : positions.
        codes : of all cities.
        """
        lacks = {*self.left_out.tolist()}
        named = [codes[city] for city in dict.fromkeys(cities) if city in lacks]
        return [problem("reach-incomplete", found=named)] if named else []

    def found(self, cities: Sequence[int], pairs: Sequence[tuple[int, int]], top: int) -> Reach:
        """Return the extreme ranks of some cities, and the smallest changes of the official weights.

        Cities that lack an item take no part in the search: they are looked at under the weights that it finds, and
        a rank is proven only where they could not have moved it further.

        Parameters
        ----------
        cities : positions of ranked cities that have all items.
        pairs : positions of two such cities; the smallest change is sought by which the lower passes the higher.
        top : how many first ranks are looked at besides the first one.
        """
        return Reach(
            items=self.items,
            official_weights=self.weights,
            inside="all" if self.inside is None else "draw",
            left_out=tuple(self.left_out.tolist()),
            ranks=tuple(self._reached(city, side) for city in cities for side in SIDES),
            shifts=(*self._passes(pairs), *self._firsts(top)),
        )

    def _reached(self, city: int, side: Side) -> Reached:
        search = best_rank if side == "best" else worst_rank
        row = int(np.searchsorted(self.rows, city))
        found = search(self.scores[self.rows], row, inside=self.inside, seconds=self.seconds)
        rank = found.rank + self._above(city, found.weights)
        bound = found.rank if side == "best" else found.rank + len(self.left_out)
        return Reached(
            city=city,
            side=side,
            rank=rank,
            weights=found.weights,
            margin=found.margin,
            proven=found.proven and rank == bound,
        )

    def _above(self, city: int, weights: Floats) -> int:
        """Return how many of the cities that lack an item stand above a city under some weights."""
        if not len(self.left_out):
            return 0
        index = self.index(np.maximum(weights, 0.0)[None])[0]
        return int((index[self.left_out] > index[city] + TIED * np.ptp(self.scores[self.rows])).sum())

    def _passes(self, pairs: Sequence[tuple[int, int]]) -> Iterator[Shift]:
        table, rows = self.scores[self.rows], self.rows
        index = dict(zip(rows.tolist(), table @ self.weights, strict=True))
        for pair in pairs:
            higher, lower = sorted(pair, key=lambda city: -index[city])
            low, high = (int(np.searchsorted(rows, city)) for city in (lower, higher))
            yield self._shift("pass", 0, to_pass(table, self.weights, low, high))

    def _firsts(self, top: int) -> Iterator[Shift]:
        table = self.scores[self.rows]
        if len(table) > 1:
            yield self._shift("winner", 1, to_change_winner(table, self.weights))
        if 1 < top < len(table):
            yield self._shift("top", top, to_change_top(table, self.weights, top))

    def _shift(self, what: Literal["pass", "winner", "top"], size: int, change: Change) -> Shift:
        return Shift(
            what=what,
            size=size,
            city=int(self.rows[change.city]),
            other=int(self.rows[change.passed]),
            distance=change.distance,
            weights=change.weights,
        )
