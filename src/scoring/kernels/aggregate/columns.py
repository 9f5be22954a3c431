"""The weighted mean, fast for many cities: items become rows, so that every addition runs over many cities.

The items are added in their order, as `scoring.kernels.addition.sum_in_order` does; the bits are the same for
any number of cities, any block and any number of weightings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from scoring.kernels.addition import sum_in_order
from scoring.kernels.aggregate.presence import Floats, above_zero, shared

Bools = npt.NDArray[np.bool_]

BLOCK = 2**17  # numbers taken at once; they stay in the cache of a processor


def weighted_mean(values: Floats, weights: Floats) -> Floats:
    """Return the weighted arithmetic mean, sum(w x) / sum(w).

    Parameters
    ----------
    values, weights : broadcast to (..., n_items).
    """
    if np.ndim(weights) >= values.ndim:
        known = shared(values, weights)
        return sum_in_order(known.weights * known.values) / above_zero(sum_in_order(known.weights))
    rows = _by_item(np.asarray(weights))
    mean = np.empty(np.broadcast_shapes(values.shape, np.shape(weights))[:-1])
    step = max(1, BLOCK * len(values) // max(1, values.size))
    for start in range(0, len(values), step):
        mean[start : start + step] = _mean_of_rows(_by_item(values[start : start + step]), rows)
    return mean


def weighted_sum_of_many(values: Floats, weights: Floats) -> Floats:
    """Return the weighted means of many cities under one or many weightings; the same bits as `weighted_mean`.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : shape (..., n_items).

    Returns
    -------
    Sums of weighted items, the weights of present ones summing to one; shape (..., n_cities).
    """
    stack = _by_item(weights)[..., None]
    many = np.empty((*np.shape(weights)[:-1], len(values)))
    step = max(1, BLOCK // max(stack[0].size, values.shape[1]))
    for start in range(0, len(values), step):
        many[..., start : start + step] = _mean_of_rows(_by_item(values[start : start + step]), stack)
    return many


def _by_item(table: Floats) -> Floats:
    """Return a table of shape (..., n_items) as (n_items, ...)."""
    return np.ascontiguousarray(np.moveaxis(table, -1, 0))


def _mean_of_rows(rows: Floats, weights: Floats) -> Floats:
    """Return the mean over the first axis; what is missing is looked for only where a sum shows it."""
    summed = _added(weight * row for row, weight in zip(rows, weights, strict=True))
    if not np.isnan(summed).any():
        return summed / above_zero(_added(weights))
    missing = np.isnan(rows)
    known = np.where(missing, 0.0, rows)
    summed = _added(share * row for row, share in zip(known, _shares(weights, missing), strict=True))
    return summed / above_zero(_added(_shares(weights, missing)))


def _shares(weights: Floats, missing: Bools) -> Iterator[Floats]:
    return (np.where(gone, 0.0, weight) for gone, weight in zip(missing, weights, strict=True))


def _added(parts: Iterable[Floats]) -> Floats:
    """Return the sum of parts of one shape, from the first to the last."""
    ordered = iter(parts)
    total = np.array(next(ordered))
    for part in ordered:
        total += part
    return total
