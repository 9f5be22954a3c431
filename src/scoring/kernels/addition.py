"""Adding in a fixed order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def sum_in_order(values: Floats) -> Floats:
    """Return the sum over the last axis, added one by one from the first item to the last.

    ``sum`` and ``einsum`` choose another order of addition for one row than for many, for another memory layout,
    for a wider table and on another processor; the last bit of a score would then depend on which cities are
    computed together.

    Parameters
    ----------
    values : shape (..., n_items), at least one item.

    Examples
    --------
    >>> float(sum_in_order(np.array([1e16, 1.0, -1e16])))
    0.0
    """
    total = np.array(values[..., 0])
    for item in range(1, values.shape[-1]):
        total += values[..., item]
    return total
