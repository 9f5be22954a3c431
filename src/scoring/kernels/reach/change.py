"""The smallest change of weights that lets one city catch up with another."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw.constrained import Region
from scoring.kernels.reach.projection import onto_gain
from scoring.kernels.reach.transport import least_mass, moved

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Distance = Literal["L1", "L2"]


class Change(NamedTuple):
    """Weights as near as possible to given ones under which a city has caught up with another.

    Under them both tie; any step further in the same direction lets the city pass.

    Parameters
    ----------
    weights : sum 1, shape (n_items,); NaN where no weights do it.
    distance : L1 the sum of the absolute changes, twice the weight that moves; L2 the root of the sum of their squares.
        0 if the city stands level or above already, infinite where no weights do it.
    city, passed : the city that catches up and the one it catches up with.
    """

    weights: Floats
    distance: float
    city: int
    passed: int


class Limits(NamedTuple):
    """Between which changed weights stay; shapes (n_items,) or numbers. The given weights lie between them."""

    lower: Floats | float = 0.0
    upper: Floats | float = 1.0


FREE = Limits()


def to_pass(
    scores: Floats,
    weights: Floats,
    city: int,
    other: int,
    *,
    distance: Distance = "L1",
    limits: Limits = FREE,
) -> Change:
    """Return the smallest change after which a city stands level with another under the weighted mean.

    Parameters
    ----------
    scores : a higher one is better, none missing, shape (n_cities, n_items).
    weights : not negative, any sum above zero, shape (n_items,).
    city, other : rows of the cities.
    distance : measure of the change.
    limits : of the changed weights.
    """
    return nearest(scores, weights, np.array([[city, other]]), distance=distance, limits=limits)


def to_change_winner(
    scores: Floats, weights: Floats, *, distance: Distance = "L1", limits: Limits = FREE
) -> Change:
    """Return the smallest change after which another city stands level with the first.

    Parameters
    ----------
    scores, weights, distance, limits : as in `to_pass`.
    """
    return to_change_top(scores, weights, 1, distance=distance, limits=limits)


def to_change_top(
    scores: Floats, weights: Floats, size: int, *, distance: Distance = "L1", limits: Limits = FREE
) -> Change:
    """Return the smallest change after which a city from outside stands level with one of the first cities.

    Parameters
    ----------
    scores, weights, distance, limits : as in `to_pass`.
    size : how many cities are the first, fewer than all; of cities that tie at the end the first rows are.
    """
    order = np.argsort(-(scores @ weights), kind="stable")
    inside, outside = order[:size], order[size:]
    pairs = np.column_stack([np.tile(outside, size), np.repeat(inside, len(outside))])
    return nearest(scores, weights, pairs, distance=distance, limits=limits)


def nearest(
    scores: Floats, weights: Floats, pairs: Ints, *, distance: Distance = "L1", limits: Limits = FREE
) -> Change:
    """Return the smallest change after which the first city of one of some pairs stands level with the second.

    Parameters
    ----------
    scores, weights, distance, limits : as in `to_pass`.
    pairs : rows of cities, shape (n_pairs, 2).
    """
    start = weights / weights.sum()
    low, high = (np.broadcast_to(limit, start.shape).astype(np.float64) for limit in limits)
    gains = scores[pairs[:, 0]] - scores[pairs[:, 1]]
    mass = least_mass(gains, -(gains @ start), high - start, start - low)
    if distance == "L1":
        pair = int(mass.argmin())
        changed, size = moved(start, gains[pair], mass[pair], high - start, start - low), 2.0 * mass[pair]
    else:
        pair, changed, size = _nearest_by_squares(start, gains, np.isfinite(mass), low, high)
    if not np.isfinite(size):
        changed = np.full_like(start, np.nan)
    return Change(changed, float(size), int(pairs[pair, 0]), int(pairs[pair, 1]))


def _nearest_by_squares(
    start: Floats, gains: Floats, possible: npt.NDArray[np.bool_], low: Floats, high: Floats
) -> tuple[int, Floats, float]:
    """Try pairs from the least distance that they can have, the one without limits, until none can be nearer."""
    steepness = np.linalg.norm(gains - gains.mean(axis=1, keepdims=True), axis=1)
    need = np.maximum(-(gains @ start), 0.0)
    least = np.where(possible, 0.0, np.inf)
    np.divide(need, steepness, out=least, where=possible & (need > 0))
    best: tuple[int, Floats, float] = (0, start, np.inf)
    for pair in np.argsort(least, kind="stable"):
        if least[pair] >= best[2]:
            break
        changed = start if need[pair] <= 0 else onto_gain(start, gains[pair], low, high)
        size = float(np.linalg.norm(changed - start))
        if size < best[2]:
            best = (int(pair), changed, size)
    return best


def to_pass_within(scores: Floats, weights: Floats, city: int, other: int, inside: Region) -> Change:
    """Return the smallest change by L1 under linear constraints, by linear programming (HiGHS).

    Parameters
    ----------
    scores, weights, city, other : as in `to_pass`; the given weights need not fulfil the constraints.
    inside : constraints that the changed weights fulfil.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to import

    start = weights / weights.sum()
    rows, limits = inside.inequalities()
    equal, equal_to = inside.equalities()
    gains = (scores[city] - scores[other])[None]
    found = linprog(
        np.ones(2 * len(start)),
        A_ub=_both_ways(np.vstack([rows, -gains])),
        b_ub=np.append(limits - rows @ start, gains @ start),
        A_eq=_both_ways(equal),
        b_eq=equal_to - equal @ start,
    )
    if found.x is None:
        return Change(np.full_like(start, np.nan), np.inf, city, other)
    change = found.x[: len(start)] - found.x[len(start) :]
    return Change(start + change, float(np.abs(change).sum()), city, other)


def _both_ways(rows: Floats) -> Floats:
    return np.hstack([rows, -rows])
