"""Which items count: those that are present and have a weight above zero."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Shared(NamedTuple):
    """Values with NaN as zero, and weights with zero there, both of the shape (..., n_items)."""

    values: Floats
    weights: Floats


def shared(values: Floats, weights: Floats) -> Shared:
    """Return values and weights from which a missing item is gone."""
    missing = np.isnan(values)
    return Shared(np.where(missing, 0.0, values), np.where(missing, 0.0, weights))


def counted(values: Floats, weights: Floats) -> Floats:
    """Return the values whose weight is above zero, NaN for the others."""
    return np.ascontiguousarray(np.where(np.asarray(weights) > 0, values, np.nan))


def above_zero(total: Floats) -> Floats:
    """Return sums of weights, NaN where nothing counts."""
    return np.where(total > 0, total, np.nan)
