"""Weights of which only the order is known."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw import simplex
from scoring.kernels.draw.grid import on_grid
from scoring.kernels.draw.stream import generator

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Tied = Literal["any", "equal"]


def block(
    number: int, whole: int, *, seed: int, importance: Ints, tied: Tied = "any", stream: int = 0
) -> Floats:
    """Return one block of weights uniform on the part of the simplex where their order holds.

    The mean of a strict order is the rank order centroid (Barron & Barrett 1996): 1/n (1/i + ... + 1/n).

    Parameters
    ----------
    number, whole, seed, stream : as in `simplex.block`.
    importance : 1 for the most important item, shape (n_items,); items may share a number.
    tied : items that share a number have ``any`` order among themselves, or ``equal`` weights, up to the units
        that are left over on the lattice.

    Returns
    -------
    Whole numbers, shape (BLOCK, n_items).
    """
    order = np.argsort(importance, kind="stable")
    starts = np.flatnonzero(np.diff(importance[order], prepend=importance[order[0]] - 1))
    if tied == "equal":
        mixture = simplex.block(number, whole, seed=seed, n_items=len(starts), stream=stream)
        return on_grid(_equal(mixture, order, starts), whole)
    drawn = simplex.block(number, whole, seed=seed, n_items=len(order), stream=stream)
    return _any(drawn, order, starts, generator(seed, number, stream=stream, part=1))


def _any(drawn: Floats, order: Ints, starts: Ints, shuffle: np.random.Generator) -> Floats:
    """Sort uniform weights, and shuffle those that fall to the items of one importance."""
    falling = -np.sort(-drawn, axis=1)
    units = np.empty_like(drawn)
    for start, end in pairwise([*starts, len(order)]):
        part = falling[:, start:end]
        units[:, order[start:end]] = part if end - start == 1 else shuffle.permuted(part, axis=1)
    return units


def _equal(mixture: Floats, order: Ints, starts: Ints) -> Floats:
    """Mix the corners of the region: equal weights of the items of the j most important numbers, for every j."""
    ends = np.append(starts[1:], len(order))
    of_group = np.cumsum((mixture / ends)[:, ::-1], axis=1)[:, ::-1]
    weights = np.empty((len(mixture), len(order)))
    weights[:, order] = np.repeat(of_group, ends - starts, axis=1)
    return weights
