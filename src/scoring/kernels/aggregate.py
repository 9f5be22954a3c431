"""Folding children into their parent.

Every function takes ``values`` and ``weights`` of shapes that broadcast to ``(..., n_items)`` and returns
``(...)``. A missing item (NaN) gives its weight to the others; the result is NaN where nothing is present.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.addition import sum_in_order

Floats = npt.NDArray[np.float64]


def _present(values: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Return values with NaN as zero, weights with zero there, and the sum of those weights (NaN for none)."""
    missing = np.isnan(values)
    share = np.where(missing, 0.0, weights)
    total = sum_in_order(share)
    return np.where(missing, 0.0, values), share, np.where(total > 0, total, np.nan)


def _counted(values: Floats, weights: Floats) -> Floats:
    """Return the values whose weight is above zero, NaN for the others."""
    return np.ascontiguousarray(np.where(np.asarray(weights) > 0, values, np.nan))


def weighted_mean(values: Floats, weights: Floats) -> Floats:
    """Return the weighted arithmetic mean, sum(w x) / sum(w)."""
    known, share, total = _present(values, weights)
    return sum_in_order(share * known) / total


def power_mean(values: Floats, weights: Floats, *, exponent: float) -> Floats:
    """Return the weighted power mean (sum(w x**p) / sum(w))**(1/p) of items not below zero.

    Parameters
    ----------
    exponent : p; 0 is the geometric mean, its limit.
    """
    if exponent == 0:
        return geometric_mean(values, weights)
    # parts of the leading item: powers of the items themselves leave the range of numbers
    leading = maximum(values, weights) if exponent > 0 else minimum(values, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = _counted(values, weights) / leading[..., None]
        mean = leading * np.power(weighted_mean(np.power(parts, exponent), weights), 1.0 / exponent)
    return np.where(leading > 0, mean, leading)


def geometric_mean(values: Floats, weights: Floats) -> Floats:
    """Return the weighted geometric mean exp(sum(w ln x) / sum(w)); a zero with any weight gives zero."""
    counted = _counted(values, weights)
    with np.errstate(divide="ignore"):
        logs = np.log(counted)
    zero = np.isneginf(logs).any(axis=-1)
    mean = np.exp(weighted_mean(np.where(np.isneginf(logs), 0.0, logs), weights))
    return np.where(zero, 0.0, mean)


def harmonic_mean(values: Floats, weights: Floats) -> Floats:
    """Return the weighted harmonic mean sum(w) / sum(w / x) of items not below zero; a zero gives zero."""
    counted = _counted(values, weights)
    with np.errstate(divide="ignore"):
        inverse: Floats = 1.0 / weighted_mean(1.0 / counted, weights)
    return inverse


def minimum(values: Floats, weights: Floats) -> Floats:
    """Return the smallest present item of those with a weight above zero."""
    return np.fmin.reduce(_counted(values, weights), axis=-1)


def maximum(values: Floats, weights: Floats) -> Floats:
    """Return the largest present item of those with a weight above zero."""
    return np.fmax.reduce(_counted(values, weights), axis=-1)


def total(values: Floats, weights: Floats) -> Floats:
    """Return the plain sum of the items with a weight above zero; NaN if any of them is missing.

    A sum of points has no meaning without one of its parts, so this rule does not pass weights on.
    """
    return sum_in_order(np.where(np.asarray(weights) > 0, values, 0.0))


def first_present(values: Floats, weights: Floats) -> Floats:
    """Return the first present item, in the order of the children."""
    return _pick(_counted(values, weights), first=True)


def last_present(values: Floats, weights: Floats) -> Floats:
    """Return the last present item, in the order of the children."""
    return _pick(_counted(values, weights), first=False)


def _pick(values: Floats, *, first: bool) -> Floats:
    ordered = values if first else values[..., ::-1]
    place = np.argmax(~np.isnan(ordered), axis=-1)
    return np.take_along_axis(ordered, place[..., None], axis=-1)[..., 0]
