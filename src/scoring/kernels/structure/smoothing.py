"""A smooth curve through points, as stiff as leaving one point out at a time shows to be best."""

from __future__ import annotations

import numpy as np

from scoring.kernels.relate.places import Floats

DEGREE = 3
SEGMENTS = 20
STIFFNESS = np.logspace(-8.0, 2.0, 41)
"""Penalties tried, in units of what all bends together can do; a straight line is tried besides."""

ROUNDING = 1e-10
"""A bend that moves the points by a smaller part than this does not move them."""


def smooth(x: Floats, y: Floats) -> Floats:
    """Return the curve at each x: a cubic spline on 20 segments with a penalty on its bends.

    The penalty is the one with the least sum of squared errors of points predicted from all others. The curve is the
    least-squares line plus bends that are at right angles to every line, shrunk: its values vary at least as much as
    those of the line and at most as much as y, and it is the line where nothing is gained by bending it.

    Parameters
    ----------
    x, y : shape (n,), none missing, x not the same everywhere.

    Notes
    -----
    Eilers and Marx, Flexible smoothing with B-splines and penalties, Statistical Science 11, 1996, 89-121, with second
    differences of the coefficients.
    """
    lines, bends = _lines(x), _bends(x)
    across, size, _ = np.linalg.svd(bends - lines @ (lines.T @ bends), full_matrices=False)
    moving = size > ROUNDING * np.linalg.norm(bends)
    across, strength = across[:, moving], size[moving] ** 2
    shrink = strength / (strength + STIFFNESS[:, None] * strength.sum())
    shrink = np.vstack([shrink, np.zeros(len(strength))])
    fitted = lines @ (lines.T @ y) + shrink * (across.T @ y) @ across.T
    own = (lines**2).sum(axis=1) + shrink @ (across**2).T
    errors = ((y - fitted) / np.maximum(1.0 - own, np.finfo(np.float64).eps)) ** 2
    best: Floats = fitted[int(errors.sum(axis=1).argmin())]
    return best


def _lines(x: Floats) -> Floats:
    """Return two columns of length one at right angles that make all straight lines, shape (n, 2)."""
    slope = x - x.mean()
    return np.column_stack([np.full(len(x), len(x) ** -0.5), slope / np.sqrt(slope @ slope)])


def _bends(x: Floats) -> Floats:
    """Return what each second difference of the coefficients does to the curve, shape (n, SEGMENTS + DEGREE - 2)."""
    from scipy.interpolate import BSpline  # noqa: PLC0415 - scipy is slow to load

    place = (x - x.min()) / (x.max() - x.min())
    knots = np.arange(-DEGREE, SEGMENTS + DEGREE + 1) / SEGMENTS
    basis = BSpline.design_matrix(place, knots, DEGREE).toarray()
    bends: Floats = basis @ np.linalg.pinv(np.diff(np.eye(SEGMENTS + DEGREE), n=2, axis=0))
    return bends
