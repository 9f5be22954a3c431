"""Turning components so that each item belongs to few of them."""

from __future__ import annotations

import numpy as np

from scoring.kernels.relate.places import Floats

STEPS = 1000
SETTLED = 1e-12


def varimax(loadings: Floats, *, normalised: bool = True) -> Floats:
    """Return the loadings after a rotation that makes the variance of their squares largest.

    The factor that explains most comes first, and each has the sign for which its loadings have a sum above zero.

    Parameters
    ----------
    loadings : of the components kept, shape (n_items, n_components).
    normalised : rotate the items at the same length, Kaiser's normalisation.

    Notes
    -----
    Kaiser, The varimax criterion for analytic rotation in factor analysis, Psychometrika 23, 1958; by singular values
    as in Horst, Factor Analysis of Data Matrices, 1965.
    """
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True)) if normalised else np.ones((len(loadings), 1))
    length = np.where(length > 0, length, 1.0)
    rotated = loadings @ _rotation(loadings / length)
    rotated = rotated[:, np.argsort(-(rotated**2).sum(axis=0), kind="stable")]
    turned: Floats = rotated * np.where(rotated.sum(axis=0) < 0, -1.0, 1.0)
    return turned


def _rotation(loadings: Floats) -> Floats:
    rotation = np.eye(loadings.shape[1])
    criterion = 0.0
    for _ in range(STEPS):
        rotated = loadings @ rotation
        target = rotated**3 - rotated * (rotated**2).mean(axis=0)
        left, size, right = np.linalg.svd(loadings.T @ target)
        rotation = left @ right
        if size.sum() <= criterion * (1.0 + SETTLED):
            break
        criterion = size.sum()
    return rotation
