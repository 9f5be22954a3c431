"""Weights from the entropy of the items and from the loss that the best in one item means for the others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.weigh.columns import BLOCK, blocks, fold
from scoring.kernels.weigh.parts import shares

Floats = npt.NDArray[np.float64]

ROUNDING = 1e-12
"""A divergence below this may be that of an item with the same value everywhere."""


def entropy(values: Floats, direction: Floats) -> Floats:  # noqa: ARG001 - all weightings are called alike
    """Return weights in proportion to one less the entropy of an item's shares.

    With p = x / sum(x) over the present cities, m in number, and 0 ln 0 = 0, the entropy is
    e = -sum(p ln p) / ln m, and the weight is in proportion to 1 - e. An item with the same value in every city
    weighs nothing. The direction does not enter: the shares of a cost tell as much as those of a benefit.

    Parameters
    ----------
    values : shape (n_cities, n_items), not negative; NaN is missing and left out.
    direction : shape (n_items,); does not enter.

    Source
    ------
    Shannon, Bell System Technical Journal 27 (1948) 379; Zavadskas & Podvezko, International Journal of Information
    Technology & Decision Making 15 (2016) 267, equations 1 to 4.
    """
    return shares(divergence(values))


def divergence(values: Floats) -> Floats:
    """Return one less the entropy of each item, exactly zero for a constant one, shape (n_items,).

    Parameters
    ----------
    values : shape (n_cities, n_items), not negative.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        total, information, number = _sums(values)
        if not np.isfinite(information).all():
            total, information, number = _careful_sums(values)
        found = (information / total - np.log(total / number)) / np.log(number)
    for item in np.flatnonzero(found < ROUNDING):
        found[item] *= np.nanmin(values[:, item]) < np.nanmax(values[:, item])
    return found


def _sums(values: Floats) -> tuple[Floats, Floats, Floats]:
    """Return sum(y), sum(y ln y) and the number of cities, with y in parts of a usual value, so that ln y is small."""
    total, information = np.zeros((2, values.shape[1]))
    first = next(blocks(values, BLOCK // 2))
    part, log, ones = np.empty_like(first), np.empty_like(first), np.ones(len(first))
    usual = len(first) / fold(np.add, first)
    for block in blocks(values, BLOCK // 2):
        y, product, one = part[: len(block)], log[: len(block)], ones[: len(block)]
        np.multiply(block, usual, out=y)
        np.log(y, out=product)
        np.multiply(product, y, out=product)
        total += one @ y
        information += one @ product
    return total, information, np.full(values.shape[1], float(len(values)))


def _careful_sums(values: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the same where values are missing or zero."""
    total, information, number = np.zeros((3, values.shape[1]))
    highest = np.fmax.reduce(values, axis=0)
    for block in blocks(values):
        y = np.nan_to_num(block / highest)
        total += y.sum(axis=0)
        information += (y * np.log(np.where(y > 0, y, 1.0))).sum(axis=0)
        number += (~np.isnan(block)).sum(axis=0)
    return total, information, number
