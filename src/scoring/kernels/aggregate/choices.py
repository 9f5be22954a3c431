"""Rules that choose one item, and the plain sum."""

from __future__ import annotations

import numpy as np

from scoring.kernels.addition import sum_in_order
from scoring.kernels.aggregate.presence import Floats, counted


def minimum(values: Floats, weights: Floats) -> Floats:
    """Return the smallest present item of those with a weight above zero."""
    return np.fmin.reduce(counted(values, weights), axis=-1)


def maximum(values: Floats, weights: Floats) -> Floats:
    """Return the largest present item of those with a weight above zero."""
    return np.fmax.reduce(counted(values, weights), axis=-1)


def total(values: Floats, weights: Floats) -> Floats:
    """Return the plain sum of the items with a weight above zero; NaN if any of them is missing.

    A sum of points has no meaning without one of its parts, so this rule does not pass weights on.
    """
    return sum_in_order(np.where(np.asarray(weights) > 0, values, 0.0))


def first_present(values: Floats, weights: Floats) -> Floats:
    """Return the first present item, in the order of the children."""
    return _pick(counted(values, weights), first=True)


def last_present(values: Floats, weights: Floats) -> Floats:
    """Return the last present item, in the order of the children."""
    return _pick(counted(values, weights), first=False)


def _pick(values: Floats, *, first: bool) -> Floats:
    ordered = values if first else values[..., ::-1]
    place = np.argmax(~np.isnan(ordered), axis=-1)
    return np.take_along_axis(ordered, place[..., None], axis=-1)[..., 0]
