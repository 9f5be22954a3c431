"""Filling a missing value from the city's own values of other items below the same parent.

Each item is brought to 0 for its worst and 1 for its best present value, higher is better; the city's mean or median over the
siblings is then brought back to the item's unit. Becker, COINr, ``Impute`` with ``impute_by = "row"``.

A sibling says nothing where it is missing or the same for every city. A missing value of an item that is the same for every
city becomes that value if a sibling says something. A city without any telling sibling, an item without any value, and an
item without parent stay as they are. Present values stay to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scoring.kernels.addition import sum_in_order
from scoring.kernels.impute.columns import Floats, Ints, filled, members_of
from scoring.kernels.normalise.reference import best, median, worst


def sibling_mean(values: Floats, *, direction: Floats, siblings: Ints) -> Floats:
    """Return the values, filled by the mean of the city's siblings.

    The plain mean of a parent's items is then the same as without the missing one, if they are on this 0 to 1 scale.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    direction : 1 where higher and -1 where lower is better, shape (n_items,).
    siblings : code of each item's parent, -1 for none, shape (n_items,).
    """
    return _from_siblings(values, direction, siblings, _row_mean)


def sibling_median(values: Floats, *, direction: Floats, siblings: Ints) -> Floats:
    """Return the values, filled by the median of the city's siblings.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    direction : 1 where higher and -1 where lower is better, shape (n_items,).
    siblings : code of each item's parent, -1 for none, shape (n_items,).
    """
    return _from_siblings(values, direction, siblings, _row_median)


def _from_siblings(
    values: Floats, direction: Floats, siblings: Ints, middle: Callable[[Floats], Floats]
) -> Floats:
    bad, good = worst(values, direction), best(values, direction)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (values - bad) / (good - bad)  # 0 / 0 where all are equal
    fill = np.full(share.shape, np.nan)
    for items in members_of(siblings):
        fill[:, items] = middle(share[:, items])[:, None]
    return filled(values, (1.0 - fill) * bad + fill * good)


def _row_mean(share: Floats) -> Floats:
    """Return the mean of each row's present values, added in the order of the items."""
    number = (~np.isnan(share)).sum(axis=1)
    return sum_in_order(np.where(np.isnan(share), 0.0, share)) / np.where(number > 0, number, np.nan)


def _row_median(share: Floats) -> Floats:
    return median(share.T)
