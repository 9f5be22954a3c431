"""What is counted of the ranks under many weightings: whole numbers, so that parts add up in any order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counts:
    """Ranks of cities under some weightings; ties by the competition rule 1, 2, 2, 4.

    Parts of one plan and one draw are added by ``+``.

    Parameters
    ----------
    n_draws : weightings.
    whole : units that the weights of one sum to.
    edges : bins of ranks: bin b holds the ranks from edges[b] + 1 to edges[b + 1], shape (n_bins + 1,).
    ranks : weightings under which a city's rank is in a bin, shape (n_bins, n_cities).
    unranked : weightings under which a city has no rank, shape (n_cities,).
    places, squares : sums of rank - 1 and of its square, shape (n_cities,).
    first_weights : sums of the weights, in units, under which a city is first, alone or tied, shape (n_cities, n_items).
    tied : weightings under which cities tie that do not have the same scores.
    """

    n_draws: int
    whole: int
    edges: Ints
    ranks: Ints
    unranked: Ints
    places: Ints
    squares: Ints
    first_weights: Ints
    tied: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            n_draws=self.n_draws + other.n_draws,
            whole=self.whole,
            edges=self.edges,
            ranks=self.ranks + other.ranks,
            unranked=self.unranked + other.unranked,
            places=self.places + other.places,
            squares=self.squares + other.squares,
            first_weights=self.first_weights + other.first_weights,
            tied=self.tied + other.tied,
        )

    @property
    def ranked(self) -> Ints:
        """Weightings under which a city has a rank, shape (n_cities,)."""
        return self.n_draws - self.unranked
