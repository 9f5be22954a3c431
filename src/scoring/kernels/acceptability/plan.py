"""What stays the same for all weightings: classes of like cities, their keys, and the bins of ranks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability import free as any_index
from scoring.kernels.acceptability.fixed import Lattice, exact, rounded
from scoring.kernels.acceptability.free import ScoresOf, vetoed
from scoring.kernels.acceptability.keys import Keys, low_bits, narrow, wide
from scoring.kernels.acceptability.ratio import ratio

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

KEY_BITS = 52
RATIO_BITS = 51
WIDE_KEY_BITS = 61
NARROW_LEAST = 24
WIDE_LEAST = 22
FREE_WHOLE = 2**29

ALL_RANKS = 2048
"""Largest number of cities of which every rank is counted apart."""
TOP_RANKS = 32
FEWEST_BINS, MOST_BINS = 96, 480
CELLS = 4_000_000
BLOCK_BYTES = 640 * 1024
MOST_ROWS = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything about some cities that does not depend on the weighting.

    Parameters
    ----------
    keys : make the sort keys of the classes.
    member : class of each city, -1 for one that is not ranked, shape (n_cities,).
    sizes : cities of each class, shape (n_classes,).
    whole : units that the weights of a weighting sum to: weights stand on the lattice 1 / whole.
    edges : number of better ranked cities at which each bin of ranks begins, and their end, shape (n_bins + 1,).
    exact : scores are short decimals and stand on the lattice as they are.
    """

    keys: Keys
    member: Ints
    sizes: Ints
    whole: int
    edges: Ints
    exact: bool

    @property
    def n_ranked(self) -> int:
        """Cities that are ranked."""
        return int(self.edges[-1])

    @property
    def rows(self) -> int:
        """Weightings that are ranked together, at least one: what the caches of a processor hold."""
        fitting = BLOCK_BYTES // (8 * self.keys.n_classes)
        return 1 << max(1, min(MOST_ROWS, fitting)).bit_length() - 1


def linear(scores: Floats, *, whole: int | None = None, stops: Bools | None = None) -> Plan:
    """Return the plan of the weighted arithmetic mean, and of every index that is linear in the weights.

    Short decimals of a moderate range are exact: cities tie when their means do. Other scores are rounded to a lattice
    of 22 to 26 bits of their range. A missing score gives its weight to the city's others; a city without any is not
    ranked. Linear are also the net flow of PROMETHEE II (scores being each item's net flow) and ordered weighted
    averages (each city's scores sorted).

    Parameters
    ----------
    scores : a higher one is better, shape (n_cities, n_items); NaN is missing, and some city has a score.
    whole : units of the whole, at most 2**29; None is the finest lattice, down to 2**-29, that the scores allow.
    stops : items that bring a city to the bottom, tied with others there, when they have any weight; shape as scores.
    """
    ranked = ~np.isnan(scores).all(axis=1)
    table = scores[ranked]
    present = ~np.isnan(table)
    lattice, make = _complete(table, whole) if present.all() else _with_missing(table, present, whole)
    halts = np.zeros(table.shape, dtype=np.bool_) if stops is None else stops[ranked]

    def keys(one: Ints) -> Keys:
        return vetoed(make(one), halts[one]) if halts.any() else make(one)

    return plan_of(keys, np.asarray(ranked), lattice, present.astype(np.int64), halts.astype(np.int64))


def _complete(table: Floats, whole: int | None) -> tuple[Lattice, Callable[[Ints], Keys]]:
    """Return the lattice of scores of which none is missing, and how keys come from one city of each class."""
    bits = low_bits(len(table))
    fit = exact(table, room=KEY_BITS - bits, whole=whole, least=NARROW_LEAST)
    if fit:
        return fit, lambda one: narrow(fit.lack[one])
    room = min(KEY_BITS, WIDE_KEY_BITS - bits)
    near = exact(table, room=room, whole=whole, least=WIDE_LEAST) or rounded(table, room=room, whole=whole)
    return near, lambda one: wide(near.lack[one])


def _with_missing(table: Floats, present: Bools, whole: int | None) -> tuple[Lattice, Callable[[Ints], Keys]]:
    near = exact(table, room=RATIO_BITS, whole=whole, least=WIDE_LEAST)
    near = near or rounded(table, room=RATIO_BITS, whole=whole)
    return near, lambda one: ratio(near.lack[one], present[one].astype(np.int64))


def free(scores_of: ScoresOf, *, n_cities: int, n_items: int, whole: int = FREE_WHOLE) -> Plan:
    """Return the plan of any index, given as a function of weights; see the module ``free``.

    Parameters
    ----------
    scores_of : from weights that sum to one and the number of the first of them to scores, shape (n_draws, n_cities).
    n_cities, n_items : of the index.
    whole : units of the whole.
    """
    return Plan(
        keys=any_index.free(scores_of, n_cities=n_cities, n_items=n_items),
        member=np.arange(n_cities),
        sizes=np.ones(n_cities, dtype=np.int64),
        whole=whole,
        edges=bin_edges(n_cities),
        exact=False,
    )


def plan_of(make: Callable[[Ints], Keys], ranked: Bools, lattice: Lattice, *further: Ints) -> Plan:
    """Return the plan of ranked cities on a lattice.

    Parameters
    ----------
    make : from one city of each class to the keys of the classes.
    ranked : which cities are, shape (n_cities,).
    lattice : of the ranked cities.
    further : what else tells cities apart, whole numbers of shape (n_ranked, any).
    """
    _, one, classes, sizes = np.unique(
        np.concatenate([lattice.lack, *further], axis=1),
        axis=0,
        return_index=True,
        return_inverse=True,
        return_counts=True,
    )
    member = np.full(len(ranked), -1)
    member[ranked] = classes.ravel()
    return Plan(
        keys=make(one),
        member=member,
        sizes=sizes,
        whole=lattice.whole,
        edges=bin_edges(int(ranked.sum())),
        exact=lattice.exact,
    )


def bin_edges(n_ranked: int) -> Ints:
    """Return where the bins of ranks begin, and their end, as numbers of better cities.

    Up to 2,048 cities each rank is a bin. Beyond, the first 32 ranks are, and the others fall into 96 to 480 bins of
    like width, so many that bins times cities stay near 4 million.
    """
    if n_ranked <= ALL_RANKS:
        return np.arange(n_ranked + 1)
    n_wide = int(np.clip(CELLS // n_ranked - TOP_RANKS, FEWEST_BINS, MOST_BINS))
    return np.append(
        np.arange(TOP_RANKS), TOP_RANKS + np.arange(n_wide + 1) * (n_ranked - TOP_RANKS) // n_wide
    )
