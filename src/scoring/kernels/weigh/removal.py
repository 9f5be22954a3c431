"""Weights from the effect of leaving an item out (MEREC)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.weigh.columns import BLOCK, blocks, columns
from scoring.kernels.weigh.parts import shares

Floats = npt.NDArray[np.float64]

MULTIPLIED = 64
"""Factors multiplied before a logarithm is taken: each is above 1 / 1500, as logarithms are below 1500, so that
their product keeps clear of zero."""


def merec(values: Floats, direction: Floats) -> Floats:
    """Return weights in proportion to how much leaving an item out changes the performance of the cities.

    With l_ij = |ln(x_ij / r_j)|, r_j the lowest value of a benefit and the highest of a cost, and m items, a city
    has the performance S_i = ln(1 + sum_j(l_ij) / m) and without item j S'_ij = ln(1 + (sum_k(l_ik) - l_ij) / m).
    The weight is in proportion to sum_i |S'_ij - S_i|.

    A city with missing values has its performance from the m items it has; the effect of an item is the mean
    over the cities that have it.

    Parameters
    ----------
    values : shape (n_cities, n_items), positive; NaN is missing.
    direction : shape (n_items,).

    Source
    ------
    Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis & Antucheviciene, Symmetry 13 (2021) 525, steps 2 to 6.
    """
    known = columns(values)
    reference = np.log(np.where(direction > 0, known.lowest, known.highest))
    effects = _effects if known.complete(len(values)) else _effects_of_present
    with np.errstate(divide="ignore", invalid="ignore"):
        return shares(effects(values, reference) / known.number)


def _effects(values: Floats, reference: Floats) -> Floats:
    """Return sum_i(S_i - S'_ij) = -sum_i ln(1 - l_ij / (m + sum_k(l_ik))), shape (n_items,)."""
    n_items = values.shape[1]
    effect, ones = np.zeros(n_items), np.ones(n_items)
    room = np.empty_like(next(blocks(values, BLOCK // 2)))
    for block in blocks(values, BLOCK // 2):
        distance = room[: len(block)]
        np.log(block, out=distance)
        np.subtract(distance, reference, out=distance)
        np.abs(distance, out=distance)
        total = n_items + distance @ ones
        np.divide(distance, total[:, None], out=distance)
        np.subtract(1.0, distance, out=distance)
        effect -= _logarithms(distance)
    return effect


def _effects_of_present(values: Floats, reference: Floats) -> Floats:
    effect = np.zeros(values.shape[1])
    for block in blocks(values, BLOCK // 2):
        distance = np.abs(np.log(block) - reference)
        number = np.maximum((~np.isnan(block)).sum(axis=1), 1)
        distance = np.nan_to_num(distance, copy=False)
        effect -= _logarithms(1.0 - distance / (number + distance.sum(axis=1))[:, None])
    return effect


def _logarithms(factors: Floats) -> Floats:
    """Return the sums of the logarithms over the rows, shape (n_items,), by the logarithms of products."""
    n_items = factors.shape[1]
    whole = len(factors) // MULTIPLIED * MULTIPLIED
    multiplied = np.multiply.reduce(factors[:whole].reshape(MULTIPLIED, -1), axis=0).reshape(-1, n_items)
    rest = np.multiply.reduce(factors[whole:], axis=0)
    return np.log(multiplied).sum(axis=0) + np.log(rest)
