"""The least weight that has to move between items so that a weighted sum gains what it needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NEAR = 2.0**-40
"""A gain that lacks no more than this part of the largest one an item has is enough: the last bits of arithmetic."""


def least_mass(gains: Floats, need: Floats, up: Floats, down: Floats) -> Floats:
    """Return the least weight to move, infinite where no move gains enough.

    Weight moves best from the items that gain least to those that gain most, as far as the limits let it: the gain of
    the m-th unit moved falls with m, so that filling up in this order is optimal (a fractional knapsack).

    Parameters
    ----------
    gains : gain of each item for one unit of weight, in several cases, shape (n_cases, n_items).
    need : gain that is needed, shape (n_cases,).
    up, down : by how much each item's weight may rise and fall, shape (n_items,).

    Returns
    -------
    Shape (n_cases,).
    """
    order = np.argsort(-gains, axis=1, kind="stable")
    falling = np.take_along_axis(gains, order, axis=1)
    to, away = np.cumsum(up[order], axis=1), np.cumsum(down[order[:, ::-1]], axis=1)
    ends = np.concatenate([to, away], axis=1)
    by_end = np.argsort(ends, axis=1, kind="stable")
    points = np.take_along_axis(ends, by_end, axis=1)
    rises = by_end < len(up)
    # falls from point to point, so that the gain rises first and then falls
    slopes = _level(falling, rises) - _level(falling[:, ::-1], ~rises)
    gained = np.cumsum(slopes * np.diff(points, axis=1, prepend=0.0), axis=1)
    enough = gained >= (need - NEAR * np.abs(gains).max(axis=1))[:, None]
    last = np.argmax(enough, axis=1)[:, None]
    point, slope, total = (np.take_along_axis(line, last, axis=1)[:, 0] for line in (points, slopes, gained))
    over = np.divide(np.maximum(total - need, 0.0), slope, out=np.zeros_like(need), where=slope > 0)
    return np.where(need <= 0, 0.0, np.where(enough.any(axis=1), point - over, np.inf))


def _level(levels: Floats, ending: npt.NDArray[np.bool_]) -> Floats:
    """Return the level of the item that is being filled just before each point, at some of which an item is full."""
    item: npt.NDArray[np.int64] = np.cumsum(ending, axis=1) - ending
    return np.take_along_axis(levels, np.minimum(item, levels.shape[1] - 1), axis=1)


def moved(weights: Floats, gains: Floats, mass: float, up: Floats, down: Floats) -> Floats:
    """Return weights after the best move of some weight, for one case.

    Parameters
    ----------
    weights, gains, up, down : shape (n_items,).
    mass : weight that moves.
    """
    order = np.argsort(-gains, kind="stable")
    change = np.zeros_like(weights)
    change[order] += _filled(up[order], mass)
    change[order[::-1]] -= _filled(down[order[::-1]], mass)
    return weights + change


def _filled(rooms: Floats, mass: float) -> Floats:
    """Return how much goes into each of some rooms, filled one after the other."""
    before = np.cumsum(rooms) - rooms
    return np.clip(mass - before, 0.0, rooms)
