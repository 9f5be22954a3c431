"""ELECTRE III: to which degree one city outranks another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.pairs import bands, unit_of

Floats = npt.NDArray[np.float64]


class Thresholds(NamedTuple):
    """Thresholds of each item in whole numbers, shape (n_items,).

    Parameters
    ----------
    indifference, preference, veto : q, p and v; the veto is infinite where there is none.
    """

    indifference: Floats
    preference: Floats
    veto: Floats


class Credibility(NamedTuple):
    """Degrees of outranking; the row is the city that outranks, the column the other, (n_cities, n_cities).

    Parameters
    ----------
    concordance : C, weighted mean over the items that both have, NaN without any.
    credibility : concordance, lowered by the items that oppose more than it; 0 where no item is common.
    """

    concordance: Floats
    credibility: Floats


def credibility(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    q: Sequence[float],
    p: Sequence[float],
    v: Sequence[float] = (),
) -> Credibility:
    """Return the degree to which each city outranks each other.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    weights : one weighting, shape (n_items,); an item without weight does not count.
    direction : shape (n_items,).
    q, p, v : thresholds of indifference, preference and veto in the units of the items, one number for all items or
        one an item; no `v` is no veto.

    Notes
    -----
    Figueira, Mousseau and Roy, ELECTRE methods, in Multiple Criteria Decision Analysis, 2005, section 3.2.
    """
    unit = unit_of(values)
    counted = weights > 0
    items = np.ascontiguousarray(np.rint(values * direction * unit)[:, counted].T)
    limits = Thresholds(*(_whole(number, unit)[counted] for number in (q, p, v or (np.inf,))))
    agreed, degree = np.empty((2, len(values), len(values)))
    for rows in bands(len(values), 4):
        agreed[rows] = _concordance(items, weights[counted], limits, rows)
        degree[rows] = _lowered(agreed[rows], items, limits, rows)
    return Credibility(agreed, degree)


def _whole(number: Sequence[float], unit: Floats) -> Floats:
    return np.rint(np.broadcast_to(np.asarray(number, dtype=np.float64), unit.shape) * unit)


def _fall(lag: Floats, start: float, end: float) -> Floats:
    """Return 1 up to `start` and 0 from `end` on, falling evenly between; an unknown lag never gives 0."""
    if end <= start:
        return np.where(lag > start, 0.0, 1.0)
    if np.isinf(end):
        return np.ones_like(lag)
    return np.clip((end - lag) / (end - start), 0.0, 1.0)


def _concordance(items: Floats, share: Floats, limits: Thresholds, rows: slice) -> Floats:
    agreed, common = np.zeros((2, rows.stop - rows.start, items.shape[1]))
    for item, weight, start, end in zip(items, share, limits.indifference, limits.preference, strict=True):
        lag = item - item[rows, None]
        known = ~np.isnan(lag)
        common += weight * known
        agreed += weight * np.where(known, _fall(lag, start, end), 0.0)
    return agreed / np.where(common > 0, common, np.nan)


def _lowered(agreed: Floats, items: Floats, limits: Thresholds, rows: slice) -> Floats:
    degree = np.where(np.isnan(agreed), 0.0, agreed)
    doubt = 1.0 - agreed
    for item, start, end in zip(items, limits.preference, limits.veto, strict=True):
        silent = _fall(item - item[rows, None], start, end)
        opposed = silent < doubt
        degree *= np.divide(silent, doubt, out=np.ones_like(degree), where=opposed)
    return degree
