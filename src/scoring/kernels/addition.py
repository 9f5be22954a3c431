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


def sum_over_cities(values: Floats) -> Floats:
    """Return the sum over the first axis without missing values, the same to the last bit for any order of cities.

    The values are sorted before they are added, so that the order in which cities stand cannot show.

    Parameters
    ----------
    values : shape (n_cities, ...); NaN is left out.

    Examples
    --------
    >>> float(sum_over_cities(np.array([1e16, 1.0, -1e16]))) == float(
    ...     sum_over_cities(np.array([1.0, -1e16, 1e16]))
    ... )
    True
    """
    ordered = np.sort(np.where(np.isnan(values), 0.0, values), axis=0)
    # one contiguous row an item, so that numpy adds each the same way whatever stands beside it
    return np.ascontiguousarray(np.moveaxis(ordered, 0, -1)).sum(axis=-1)


def mean_over_cities(values: Floats) -> Floats:
    """Return the mean over the first axis without missing values, NaN where all are missing.

    Parameters
    ----------
    values : shape (n_cities, ...).
    """
    number = (~np.isnan(values)).sum(axis=0)
    return sum_over_cities(values) / np.where(number > 0, number, np.nan)
