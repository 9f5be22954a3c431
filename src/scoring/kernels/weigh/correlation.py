"""Covariance and correlation of items, from the cities that have a value of both."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.weigh.columns import BLOCK, Columns, blocks, columns, fold

Floats = npt.NDArray[np.float64]
CorrelationRule = Literal["pearson", "spearman"]

WIDE = 2 * BLOCK
ROUNDING = 1e-13
"""A mean squared deviation below this part of the squared width is none."""


class Products(NamedTuple):
    """Sums over the cities that have a value of both items of a pair; arrays of the shape (n_items, n_items).

    Parameters
    ----------
    known : what `columns` says of the items.
    number : cities with both.
    both : sum of the products of the deviations from the means over these cities.
    first : sum of the squared deviations of the item of the row.
    """

    known: Columns
    number: Floats
    both: Floats
    first: Floats

    def covariance(self) -> Floats:
        """Return the covariances, NaN where fewer than two cities have both."""
        return self.both / np.where(self.number > 1, self.number - 1, np.nan)

    def correlation(self) -> Floats:
        """Return Pearson's correlations, NaN where an item is the same in all cities with both."""
        scale = np.sqrt(self.first * self.first.T)
        return np.clip(self.both / np.where(scale > 0, scale, np.nan), -1.0, 1.0)


def products(values: Floats) -> Products:
    """Return the sums that covariance and correlation are made of.

    Parameters
    ----------
    values : shape (n_cities, n_items), at least one city; NaN is missing.
    """
    found = _of_all(values)
    if np.isnan(found.both).any():
        found = _of_pairs(values)
    width = (found.known.highest - found.known.lowest)[:, None]
    varying = (width > 0) & (found.first > ROUNDING * found.number * width**2)
    return found._replace(first=np.where(varying, found.first, 0.0))


def correlation(values: Floats, direction: Floats, rule: CorrelationRule = "pearson") -> Floats:
    """Return the correlations of items turned so that higher is better, shape (n_items, n_items).

    A correlation is of the cities with a value of both items; NaN where one of them is the same in all of these.
    The ranks of Spearman's are among all present values of an item, equal values sharing their mean rank.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    direction : shape (n_items,).
    rule : ``pearson`` or ``spearman``.
    """
    table = values if rule == "pearson" else mean_ranks(values)
    return products(table).correlation() * np.outer(direction, direction)


def mean_ranks(values: Floats) -> Floats:
    """Return ranks from 1, the lowest, upward; equal values share their mean rank; missing ones stay missing.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    """
    ranks = np.full(values.shape, np.nan)
    for item, column in enumerate(values.T):
        present = ~np.isnan(column)
        _, place, number = np.unique(column[present], return_inverse=True, return_counts=True)
        ranks[present, item] = (np.cumsum(number) - (number - 1) / 2)[place]
    return ranks


def _of_all(values: Floats) -> Products:
    """Return the sums of a table without missing values; NaN where one is missing."""
    n_items = values.shape[1]
    start = next(blocks(values, WIDE))
    centre, room = start.mean(axis=0), np.empty_like(start)
    lowest, highest, total = start[0].copy(), start[0].copy(), np.zeros(n_items)
    both = np.zeros((n_items, n_items))
    for block in blocks(values, WIDE):
        deviation = room[: len(block)]
        np.subtract(block, centre, out=deviation)
        both += deviation.T @ deviation
        total += fold(np.add, deviation)
        np.minimum(lowest, fold(np.minimum, block), out=lowest)
        np.maximum(highest, fold(np.maximum, block), out=highest)
    shift = total / len(values)
    both -= len(values) * np.outer(shift, shift)
    number = np.full(n_items, float(len(values)))
    known = Columns(number=number, lowest=lowest, highest=highest, mean=centre + shift)
    first = np.repeat(both.diagonal()[:, None], n_items, axis=1)
    return Products(known=known, number=np.tile(number, (n_items, 1)), both=both, first=first)


def _of_pairs(values: Floats) -> Products:
    known = columns(values)
    number, sums, both, first = np.zeros((4, values.shape[1], values.shape[1]))
    for block in blocks(values):
        there = (~np.isnan(block)).astype(np.float64)
        deviation = np.nan_to_num(block - known.mean)
        number += there.T @ there
        sums += deviation.T @ there
        both += deviation.T @ deviation
        first += (deviation * deviation).T @ there
    shared = np.maximum(number, 1.0)
    both -= sums * sums.T / shared
    return Products(known=known, number=number, both=both, first=first - sums * sums / shared)
