"""The nearest weights, by the sum of squares, that fulfil one more condition."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

HALVINGS = 100
DOUBLINGS = 60
NEAR = 2.0**-40
"""A gain is not below zero if it lacks no more than this part of the largest one: the last bits of arithmetic."""


def onto_simplex(point: Floats, low: Floats, high: Floats) -> Floats:
    """Return the nearest weights that sum to one and lie between limits: a shift of all items, cut at the limits.

    Parameters
    ----------
    point : any numbers, shape (n_items,).
    low, high : limits, shape (n_items,); sum(low) <= 1 <= sum(high).
    """
    shifts = np.sort(np.concatenate([low - point, high - point]))
    sums = np.clip(point + shifts[:, None], low, high).sum(axis=1)  # rises, linear between the breaks
    return np.clip(point + np.interp(1.0, sums, shifts), low, high)


def onto_gain(weights: Floats, gains: Floats, low: Floats, high: Floats) -> Floats:
    """Return the nearest weights between limits, sum one, under which the weighted sum of gains is not below zero.

    By duality they are the projection of weights + t gains for the least t that fulfils the condition.

    Parameters
    ----------
    weights : between the limits, sum one, shape (n_items,).
    gains : shape (n_items,); some weights between the limits fulfil the condition.
    low, high : limits, shape (n_items,).
    """
    span = float(np.abs(gains).max())
    least, most = 0.0, 1.0 / span
    for _ in range(DOUBLINGS):
        if onto_simplex(weights + most * gains, low, high) @ gains >= -NEAR * span:
            break
        least, most = most, 2.0 * most
    for _ in range(HALVINGS):
        middle = (least + most) / 2.0
        if onto_simplex(weights + middle * gains, low, high) @ gains >= -NEAR * span:
            most = middle
        else:
            least = middle
    return onto_simplex(weights + most * gains, low, high)
