"""Where a city stands out among the others, and where it falls behind."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.relate.places import Bools, Floats, Ints, places


class Profile(NamedTuple):
    """Strengths and weaknesses of each city, as positions of items.

    Parameters
    ----------
    strengths : best rank first, shape (n_cities, top); -1 where there are no more.
    weaknesses : worst rank first, shape (n_cities, bottom); -1 where there are no more.
    ranks : 1 the best, equal cities sharing the best of theirs, shape (n_cities, n_items); NaN where missing.
    """

    strengths: Ints
    weaknesses: Ints
    ranks: Floats


def profile(
    values: Floats,
    direction: Floats,
    *,
    top: int = 5,
    bottom: int = 5,
    groups: Ints | None = None,
    least_distinct: float = 0.0,
    drop_last: bool = True,
) -> Profile:
    """Return the items in which each city has its best and its worst ranks; items of the same rank in their order.

    With few items the same item can stand in both lists.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    direction : 1 where higher and -1 where lower is better, shape (n_items,).
    top, bottom : how many of each.
    groups : group of each city, shape (n_cities,): ranks are inside it. None is one group.
    least_distinct : share of different values among the present ones that an item must be above to be named, so that a
        yes or no that half of the cities share is no strength.
    drop_last : an item in which a city is last, alone or with others, is no strength of it.

    Notes
    -----
    COINr 1.1.14, ``get_str_weak``; there `drop_last` takes the item from the weaknesses too, against its description.
    """
    member = np.zeros(len(values), dtype=np.int64) if groups is None else groups
    ranks, last = _ranks(values * direction, member)
    named = ~np.isnan(ranks) & (_distinct(values) > least_distinct)
    return Profile(
        strengths=_first(ranks, named & ~last if drop_last else named, top),
        weaknesses=_first(-ranks, named, bottom),
        ranks=ranks,
    )


def _ranks(values: Floats, member: Ints) -> tuple[Floats, Bools]:
    """Return ranks inside groups, and whether nobody in the group has a worse one."""
    ranks, last = np.full(values.shape, np.nan), np.zeros(values.shape, dtype=np.bool_)
    for group in np.unique(member):
        for item, column in enumerate(values.T):
            rows = np.flatnonzero((member == group) & ~np.isnan(column))
            if len(rows):
                ranks[rows, item] = places(-column[rows], "competition")
                last[rows, item] = column[rows] == column[rows].min()
    return ranks, last


def _distinct(values: Floats) -> Floats:
    present = [column[~np.isnan(column)] for column in values.T]
    return np.array([len(np.unique(column)) / max(len(column), 1) for column in present])


def _first(ranks: Floats, named: Bools, number: int) -> Ints:
    """Return the items with the lowest ranks of those named, -1 after the last."""
    order = np.argsort(np.where(named, ranks, np.inf), axis=1, kind="stable")
    found = np.where(np.take_along_axis(named, order, axis=1), order, -1)
    lacking = max(number - found.shape[1], 0)
    return np.pad(found[:, :number], ((0, 0), (0, lacking)), constant_values=-1).astype(np.int64)
