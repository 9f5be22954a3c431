"""Weights on a lattice: whole numbers that sum to the whole exactly."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.addition import sum_in_order

Floats = npt.NDArray[np.float64]

SNAP = 2.0**-10
"""A weight this little below a lattice point, in units, stands on it."""


def on_grid(weights: Floats, whole: int) -> Floats:
    """Return whole numbers in proportion to weights, as float64; each row sums to the whole.

    Weights are rounded down, and what is left, less than one unit an item, goes to the largest weight of the row,
    the first of equal ones: zeros stay zero, and a larger weight never falls below a smaller one.

    Parameters
    ----------
    weights : not negative, sum above zero, shape (n_draws, n_items).
    whole : units of the whole, below 2**40; 2**b is the lattice 2**-b, 10**8 keeps decimals exact.

    Examples
    --------
    >>> on_grid(np.array([[0.35, 0.65], [1.0, 1.0]]), 101).tolist()
    [[35.0, 66.0], [51.0, 50.0]]
    """
    units = weights * (whole / sum_in_order(weights))[:, None]
    np.floor(units + SNAP, out=units)
    units[np.arange(len(units)), weights.argmax(axis=1)] += whole - units.sum(axis=1)
    return units
