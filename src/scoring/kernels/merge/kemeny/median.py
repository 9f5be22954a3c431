"""Kemeny's median ranking, with what is known of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from scoring.kernels.merge.kemeny.costs import NEAR, Costs, Order, costs
from scoring.kernels.merge.kemeny.parts import parts
from scoring.kernels.merge.kemeny.programme import best_order
from scoring.kernels.merge.kemeny.search import good_order, levelled
from scoring.kernels.merge.merged import Floats, shares

LARGEST = 40
NODES = 20_000


class Median(NamedTuple):
    """A median ranking.

    Parameters
    ----------
    ranks : 1 the best, shape (n_cities,); NaN for a city that no ranking ranks.
    distance : mean over the rankings of the pairs of cities that they put in another order, a pair that one side alone
        puts level counting half.
    bound : no ranking has a lower distance.
    exact : whether `distance` is that lowest one, to the tolerance of the solver (1e-6).
    ties : equal cities share the best of their ranks: 1, 2, 2, 4.
    """

    ranks: Floats
    distance: float
    bound: float
    exact: bool
    ties: Literal["competition"] = "competition"


class _Solved(NamedTuple):
    """The order of a part, how far its lower bound lies above the lowest cost of each pair, and whether it is best."""

    order: Order
    beyond: float
    exact: bool


def kemeny(
    ranks: Floats, weights: Floats | None = None, *, largest: int = LARGEST, nodes: int = NODES
) -> Median:
    """Return the ranking with the least mean distance to all rankings.

    The cities are first divided into parts that can be ordered one below the other without loss. A part of up to
    `largest` cities is solved exactly; of a larger one, or where the solver stops after `nodes`, the order is that of a
    search which moves one city at a time, and the bound adds the lowest cost of each pair. A pair counts for the
    rankings that rank both. Cities that can be level at no cost are. Where several rankings are equally near, one of
    them is returned, and which one may depend on the order of the cities.

    Parameters
    ----------
    ranks : 1 the best, shape (n_rankings, n_cities); NaN is not ranked.
    weights : of the rankings, shape (n_rankings,).
    largest : cities of a part that is solved exactly.
    nodes : nodes of the solver's search tree for one part.

    Notes
    -----
    Kemeny 1959, with ties Kemeny and Snell 1962 (their distance is twice this one); Young and Levenglick, A consistent
    extension of Condorcet's election principle, SIAM Journal on Applied Mathematics 35, 1978, 285-300.
    """
    part = shares(ranks, weights)
    ranked = np.flatnonzero((~np.isnan(ranks[part > 0])).any(axis=0))
    table = costs(ranks[:, ranked], part)
    groups = parts(table) if len(ranked) else []
    solved = [_solve(table.among(group), largest, nodes) for group in groups]
    order = [group[cities] for group, found in zip(groups, solved, strict=True) for cities in found.order]
    order = levelled(order, table)
    distance = table.of(order)
    exact = all(found.exact for found in solved)
    bound = distance if exact else table.lowest() + sum(found.beyond for found in solved)
    merged = np.full(ranks.shape[1], np.nan)
    merged[ranked] = _ranks(order, len(ranked))
    return Median(merged, distance, bound, exact)


def _solve(table: Costs, largest: int, nodes: int) -> _Solved:
    order, lowest = good_order(table), table.lowest()
    if table.of(order) <= lowest + NEAR * table.before.size:
        return _Solved(order, 0.0, exact=True)
    if len(table.before) > largest:
        return _Solved(order, 0.0, exact=False)
    best, bound = best_order(table, nodes)
    beyond = max(bound - lowest, 0.0)
    return _Solved(order, beyond, exact=False) if best is None else _Solved(best, beyond, exact=True)


def _ranks(order: Order, n: int) -> Floats:
    ranks = np.empty(n)
    sizes = np.array([len(cities) for cities in order], dtype=np.int64)
    for cities, first in zip(order, np.cumsum(sizes) - sizes, strict=True):
        ranks[cities] = first + 1.0
    return ranks
