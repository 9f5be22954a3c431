"""Varimax rotation of factor loadings."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

SWEEPS = 200
STILL = 1e-12
"""Largest angle of a sweep, in radians, after which the rotation has come to rest."""


def varimax(loadings: Floats) -> Floats:
    """Return loadings rotated so that the squares within each factor differ most.

    Pairs of factors are turned in their plane, sweep after sweep, on loadings scaled to unit communality.

    Parameters
    ----------
    loadings : shape (n_items, n_factors).

    Source
    ------
    Kaiser, Psychometrika 23 (1958) 187, with his normalisation.
    """
    size = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    size = np.where(size > 0, size, 1.0)
    turned = loadings / size
    for _ in range(SWEEPS):
        angles = [_turn(turned, *pair) for pair in combinations(range(turned.shape[1]), 2)]
        if max(np.abs(angles), default=0.0) < STILL:
            break
    return turned * size


def _turn(loadings: Floats, first: int, second: int) -> float:
    """Turn two factors in place by the best angle, and return it."""
    x, y = loadings[:, first].copy(), loadings[:, second].copy()
    u, v = x * x - y * y, 2.0 * x * y
    number = len(x)
    sine = 2.0 * (u @ v) - 2.0 * u.sum() * v.sum() / number
    cosine = u @ u - v @ v - (u.sum() ** 2 - v.sum() ** 2) / number
    angle = float(np.arctan2(sine, cosine)) / 4.0
    loadings[:, first] = x * np.cos(angle) + y * np.sin(angle)
    loadings[:, second] = y * np.cos(angle) - x * np.sin(angle)
    return angle
