"""From sorted keys to ranks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.keys import UNRANKED, low_bits
from scoring.kernels.acceptability.plan import Plan

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Standing(NamedTuple):
    """The classes of cities under some weightings, from the best down; valid until the next one is made.

    Parameters
    ----------
    order : classes, shape (n_draws, n_classes).
    place : cities that stand higher than each of them, so that the rank by the competition rule is one more; the
        number of all cities for a class that has no rank. None where it is 0, 1, 2 and so on for every weighting.
    tied : weightings under which classes tie.
    """

    order: Ints
    place: Ints | None
    tied: int


class Sorter:
    """Ranks classes under blocks of weightings, in memory of its own.

    Parameters
    ----------
    plan : of the cities.
    """

    def __init__(self, plan: Plan) -> None:
        shape = plan.rows, plan.keys.n_classes
        self.plan = plan
        self.mask = np.uint64((1 << low_bits(shape[1])) - 1)
        self.alike = bool((plan.sizes == 1).all())
        self.keys = np.empty(shape)
        self.order = np.empty(shape, dtype=np.int64)
        self.change = np.empty(shape[0] * shape[1], dtype=np.int64)

    def standings(self, units: Floats, first: int) -> Iterator[Standing]:
        """Yield the standings of weightings, some at a time.

        Parameters
        ----------
        units : weightings in units of the whole, shape (n_draws, n_items).
        first : number of the first of them.
        """
        left = self.plan.keys.left(units, self.plan.whole)
        for start in range(0, len(left), self.plan.rows):
            yield self._standing(left[start : start + self.plan.rows], first + start)

    def _standing(self, left: Floats, first: int) -> Standing:
        keys, order = self.keys[: len(left)], self.order[: len(left)]
        self.plan.keys.fill(left, first, keys)
        keys.sort(axis=1)
        bits = keys.view(np.int64)
        np.bitwise_and(bits, np.int64(self.mask), out=order)
        if self.alike and not self._may_tie(bits.ravel()) and bits[:, -1].max() < UNRANKED:
            return Standing(order, None, 0)
        return self._with_places(bits, order)

    def _may_tie(self, bits: Ints) -> bool:
        """Tell whether neighbours have one value; the last of a row and the first of the next count as such."""
        change = self.change[: len(bits) - 1]
        np.bitwise_xor(bits[1:], bits[:-1], out=change)
        return bool(change.view(np.uint64).min(initial=self.mask + np.uint64(1)) <= self.mask)

    def _with_places(self, bits: Ints, order: Ints) -> Standing:
        sizes = self.plan.sizes[order]
        place = np.cumsum(sizes, axis=1) - sizes
        missing = bits >= UNRANKED
        tied = ((bits[:, 1:] ^ bits[:, :-1]).view(np.uint64) <= self.mask) & ~missing[:, 1:]
        place[:, 1:][tied] = 0
        np.maximum.accumulate(place, axis=1, out=place)
        place[missing] = self.plan.n_ranked
        return Standing(order, place, int(tied.any(axis=1).sum()))
