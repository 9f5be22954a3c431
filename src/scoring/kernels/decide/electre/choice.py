"""ELECTRE I: a relation of outranking, and its kernel as the choice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.pairs import bands, one_by_one, unit_of
from scoring.kernels.decide.scaling import divisor, inverse
from scoring.kernels.lattice import at_least

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Choice(NamedTuple):
    """The steps of ELECTRE I; the row is the city that may outrank, the column the other.

    Parameters
    ----------
    concordance, discordance : shape (n_cities, n_cities); NaN where no item is common.
    outranks : shape (n_cities, n_cities); no city outranks itself.
    kernel : cities that no city of the kernel outranks, while some city of it outranks each of the others, shape
        (n_cities,). Cities that outrank one another in a circle count as one.
    """

    concordance: Floats
    discordance: Floats
    outranks: Bools
    kernel: Bools


def electre_i(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    concordance: float = 0.65,
    discordance: float = 0.35,
) -> Floats:
    """Return for each city the cities that it outranks minus the cities that outrank it.

    The paper chooses a kernel and ranks nobody; the count turns its relation into an order. Discordance
    measures all items by one span, so they have to be on one scale.

    Parameters
    ----------
    values : on one scale, shape (n_cities, n_items); NaN is missing.
    weights : shape (..., n_items); an item without weight does not count.
    direction : shape (n_items,).
    concordance : least share of the weight of the items in which the city is at least as good.
    discordance : largest lag in any item, as a part of the widest range of an item.

    Returns
    -------
    Whole numbers, shape (..., n_cities); NaN for a city without any item that has weight.

    Notes
    -----
    Roy, Classement et choix en presence de points de vue multiples, RIRO 2, 1968; Figueira, Mousseau and Roy, ELECTRE
    methods, in Multiple Criteria Decision Analysis, 2005, section 3.1. Two cities are compared in the
    items that both have; without any, neither outranks the other.
    """
    return one_by_one(lambda weighting: _net(values, weighting, direction, concordance, discordance), weights)


def electre_i_figures(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    concordance: float = 0.65,
    discordance: float = 0.35,
) -> Choice:
    """Return the steps that the papers print, for so many cities as a square table of them can hold.

    Parameters
    ----------
    values, direction, concordance, discordance : as in `electre_i`.
    weights : one weighting, shape (n_items,).
    """
    items, share = _counted(values, weights, direction)
    everyone = slice(0, len(values))
    agreed, opposed = _indices(items, share, everyone)
    outranks = at_least(agreed, concordance) & at_least(np.asarray(discordance), opposed)
    np.fill_diagonal(outranks, val=False)
    return Choice(agreed, opposed, outranks, kernel(outranks))


def kernel(outranks: Bools) -> Bools:
    """Return the kernel of a relation of outranking, after cities that outrank one another in a circle became one.

    Parameters
    ----------
    outranks : shape (n_cities, n_cities).
    """
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - slow to import, seldom used

    n_circles, circle = connected_components(outranks, connection="strong")
    between = np.zeros((n_circles, n_circles), dtype=np.bool_)
    between[tuple(circle[np.array(outranks.nonzero())])] = True
    np.fill_diagonal(between, val=False)
    chosen, open_ = np.zeros((2, n_circles), dtype=np.bool_)
    open_[:] = True
    while open_.any():
        free = open_ & ~between[open_].any(axis=0)
        chosen |= free
        open_ &= ~(free | between[free].any(axis=0))
    return chosen[circle]


def _net(
    values: Floats, weights: Floats, direction: Floats, concordance: float, discordance: float
) -> Floats:
    items, share = _counted(values, weights, direction)
    net = np.where(np.isnan(items).all(axis=0), np.nan, 0.0)
    for rows in bands(len(values), 16):
        agreed, opposed = _indices(items, share, rows)
        outranks = at_least(agreed, concordance) & at_least(np.asarray(discordance), opposed)
        net[rows] += outranks.sum(axis=1)
        net -= outranks.sum(axis=0)
    return net


def _counted(values: Floats, weights: Floats, direction: Floats) -> tuple[Floats, Floats]:
    """Return the items with weight as parts of the widest range, higher is better, (n_items, n_cities)."""
    counted, unit = weights > 0, unit_of(values)
    levels = (np.rint(values * unit) / unit)[:, counted]
    span = divisor(levels, "range").max(initial=0.0, keepdims=True)
    items = (levels * direction[counted]).T * inverse(span)
    return np.ascontiguousarray(items), weights[counted]


def _indices(items: Floats, share: Floats, rows: slice) -> tuple[Floats, Floats]:
    """Return concordance and discordance of some cities with all, NaN where no item is common."""
    agreed, common, widest = np.zeros((3, rows.stop - rows.start, items.shape[1]))
    for item, weight in zip(items, share, strict=True):
        lag = item - item[rows, None]
        agreed += weight * (lag <= 0)
        common += weight * ~np.isnan(lag)
        np.fmax(widest, lag, out=widest)
    known = common > 0
    return agreed / np.where(known, common, np.nan), np.where(known, widest, np.nan)
