"""Exact shares from weights in floating point."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

UNITS = 10**12
"""Parts of the whole on which derived weights are put."""


def units_of(weights: Floats) -> npt.NDArray[np.int64]:
    """Return whole parts of 10**12 in proportion to weights; they sum to it exactly.

    Each weight is rounded down, and the parts left over go to the largest remainders, the first of equal ones
    first. The last bits of a weight, which may depend on the machine, do not show.

    Parameters
    ----------
    weights : not negative, sum above zero, shape (n_items,).

    Examples
    --------
    >>> units_of(np.array([1.0, 1.0, 1.0])).tolist()
    [333333333334, 333333333333, 333333333333]
    """
    exact = np.asarray(weights, dtype=np.float64) / np.sum(weights) * UNITS
    snapped = np.round(exact, 1)  # a weight that is a whole number of parts but for its last bit stays one
    units = np.floor(snapped).astype(np.int64)
    rest = int(UNITS - units.sum())
    order = np.argsort(-(snapped - units), kind="stable")
    units[np.resize(order, abs(rest))] += int(np.sign(rest))
    return units
