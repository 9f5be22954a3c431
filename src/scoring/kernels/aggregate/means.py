"""Means that a weighted mean of transformed items makes."""

from __future__ import annotations

import numpy as np

from scoring.kernels.aggregate.choices import maximum, minimum
from scoring.kernels.aggregate.columns import weighted_mean
from scoring.kernels.aggregate.presence import Floats, counted


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
        parts = counted(values, weights) / leading[..., None]
        mean = leading * np.power(weighted_mean(np.power(parts, exponent), weights), 1.0 / exponent)
    return np.where(leading > 0, mean, leading)


def geometric_mean(values: Floats, weights: Floats) -> Floats:
    """Return the weighted geometric mean exp(sum(w ln x) / sum(w)); a zero with any weight gives zero."""
    with np.errstate(divide="ignore"):
        logs = np.log(counted(values, weights))
    zero = np.isneginf(logs).any(axis=-1)
    mean = np.exp(weighted_mean(np.where(np.isneginf(logs), 0.0, logs), weights))
    return np.where(zero, 0.0, mean)


def harmonic_mean(values: Floats, weights: Floats) -> Floats:
    """Return the weighted harmonic mean sum(w) / sum(w / x) of items not below zero; a zero gives zero."""
    with np.errstate(divide="ignore"):
        inverse: Floats = 1.0 / weighted_mean(1.0 / counted(values, weights), weights)
    return inverse
