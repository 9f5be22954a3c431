"""Distillation: from degrees of outranking to classes, the best taken out first."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from scoring.kernels.lattice import POINTS, to_lattice

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

CHUNK = 4096


def distilled(credibility: Floats, *, alpha: float = 0.30, beta: float = -0.15) -> Ints:
    """Return the number of the class of each city, 1 for the class taken out first.

    Each round starts from the highest degree among the cities left. It goes down to the next degree that is lower by
    more than s, counts whom each city outranks by more than s and who outranks it so, and keeps the cities
    with the best balance; these are distilled again from the degree reached, until one is left or the degree is
    zero. The descending distillation is this one; the ascending one is that of the transposed degrees,
    counted from the end. Degrees are compared as multiples of 10**-9.

    Parameters
    ----------
    credibility : shape (n_cities, n_cities).
    alpha, beta : of the discrimination threshold s(degree) = alpha + beta * degree.

    Notes
    -----
    Roy, ELECTRE III: un algorithme de classements fonde sur une representation floue des preferences en presence de
    criteres multiples, Cahiers du CERO 20, 1978; Almeida Dias, Figueira and Roy, The software ELECTRE III-IV, 2006,
    section 2.2.
    """
    still = _Still(credibility, alpha, beta)
    number = np.zeros(len(credibility), dtype=np.int64)
    taken = 0
    while still.left.any():
        taken += 1
        number[still.take()] = taken
    return number


class _Still:
    """Cities left to distil, with the balance of each at the degree reached.

    The pairs are sorted by degree once; the degree of a round never rises again, so that the balances
    follow from the pairs that come in and from the cities that go out.
    """

    def __init__(self, credibility: Floats, alpha: float, beta: float) -> None:
        self.alpha, self.beta = alpha * POINTS, beta
        self.degree = to_lattice(credibility).astype(np.int32)
        np.fill_diagonal(self.degree, 0)
        self.strong = self.degree - self.degree.T > self.margin(self.degree)
        self.n_cities = len(credibility)
        order = np.argsort(-self.degree, axis=None)
        self.pairs = order[: np.count_nonzero(self.degree)]
        self.fallen = -self.degree.ravel()[self.pairs]  # ascending, as searchsorted asks
        self.left = np.ones(self.n_cities, dtype=np.bool_)
        self.balance = np.zeros(self.n_cities, dtype=np.int64)
        self.top = self.low = self.counted = 0

    def margin(self, degree: npt.NDArray[np.int32] | int) -> npt.NDArray[np.int32]:
        """Return s of a degree."""
        return np.rint(self.alpha + self.beta * degree).astype(np.int32)

    def take(self) -> Ints:
        """Take out the best class and return its cities."""
        reached = self.descend()
        cities = np.flatnonzero(self.left)
        best = cities[self.balance[cities] == self.balance[cities].max()]
        best = best[self.again(best, reached)]
        self.remove(best, reached)
        return best

    def descend(self) -> int:
        """Return the degree of this round, after its pairs have been counted."""
        self.top = self.next_pair(self.top)
        highest = self.degree_at(self.top)
        limit = highest - int(self.margin(highest))
        self.low = self.next_pair(max(self.low, self.place_of(limit, "right")))
        reached = self.degree_at(self.low)
        self.count_to(self.place_of(reached, "left"))
        return reached

    def place_of(self, degree: int, side: Literal["left", "right"]) -> int:
        # a key of another type than the array's would have all of it converted
        return int(np.searchsorted(self.fallen, np.int32(-degree), side=side))

    def degree_at(self, place: int) -> int:
        return -int(self.fallen[place]) if place < len(self.pairs) else 0

    def next_pair(self, start: int) -> int:
        """Return the first place from `start` on at which both cities are left."""
        for place in range(start, len(self.pairs), CHUNK):
            rows, columns = np.divmod(self.pairs[place : place + CHUNK], self.n_cities)
            both = self.left[rows] & self.left[columns]
            if both.any():
                return place + int(both.argmax())
        return len(self.pairs)

    def count_to(self, end: int) -> None:
        """Count the pairs whose degree lies above that of this round."""
        rows, columns = np.divmod(self.pairs[self.counted : end], self.n_cities)
        new = self.left[rows] & self.left[columns] & self.strong[rows, columns]
        self.balance += np.bincount(rows[new], minlength=self.n_cities)
        self.balance -= np.bincount(columns[new], minlength=self.n_cities)
        self.counted = max(self.counted, end)

    def remove(self, cities: Ints, reached: int) -> None:
        self.left[cities] = False
        self.balance += (self.strong[cities] & (self.degree[cities] > reached)).sum(axis=0)
        self.balance -= (self.strong[:, cities] & (self.degree[:, cities] > reached)).sum(axis=1)

    def again(self, cities: Ints, reached: int) -> Ints:
        """Return the places of the best of `cities`, distilled among themselves from a degree on down."""
        kept = np.arange(len(cities))
        while len(kept) > 1 and reached > 0:
            block = np.ix_(cities[kept], cities[kept])
            degree = self.degree[block]
            reached = int(degree.max(initial=0, where=degree < reached - self.margin(reached)))
            outranks = self.strong[block] & (degree > reached)
            balance = outranks.sum(axis=1) - outranks.sum(axis=0)
            kept = kept[balance == balance.max()]
        return kept
