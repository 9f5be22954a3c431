"""A good order by moving one city at a time."""

from __future__ import annotations

import numpy as np

from scoring.kernels.merge.kemeny.costs import NEAR, Costs, Ints, Order
from scoring.kernels.merge.merged import Floats


def good_order(table: Costs) -> Order:
    """Return an order that no move of one city to another place makes cheaper, by way of Borda's.

    Parameters
    ----------
    table : costs of all pairs.
    """
    apart = table.before - table.before.T
    order = np.argsort(apart.sum(axis=1), kind="stable")
    improving = True
    while improving:
        improving = False
        for city in order.tolist():
            moved = _moved(order, city, apart)
            improving = improving or moved is not order
            order = moved
    return levelled([np.array([city]) for city in order], table)


def _moved(order: Ints, city: int, apart: Floats) -> Ints:
    """Return the order with the city where it costs least; the same order where that gains nothing."""
    now = int(np.flatnonzero(order == city)[0])
    others = np.delete(order, now)
    cost = np.concatenate([[0.0], np.cumsum(apart[others, city])])
    best = int(cost.argmin())
    return np.insert(others, best, city) if cost[best] < cost[now] - NEAR else order


def levelled(order: Order, table: Costs) -> Order:
    """Put neighbours on one rank where that costs nothing, from the top down.

    Parameters
    ----------
    order : from the first down.
    table : costs of all pairs.
    """
    found = order[:1]
    for cities in order[1:]:
        across = np.ix_(found[-1], cities)
        if (table.level[across] - table.before[across]).sum() <= NEAR:
            found[-1] = np.concatenate([found[-1], cities])
        else:
            found.append(cities)
    return found
