"""Parts of the cities that can be ordered one after another without loss."""

from __future__ import annotations

import numpy as np

from scoring.kernels.merge.kemeny.costs import NEAR, Costs, Order
from scoring.kernels.merge.merged import Bools


def parts(table: Costs) -> Order:
    """Return groups of cities, the first on top, such that no city of a later group need stand above an earlier one.

    A city may stand below another at the lowest cost of their pair, or it may not. Cities that may not, in a circle,
    belong together; between the groups of such cities every pair has its lowest cost, so that the best order of all is
    the best orders of the groups, one below the other (the extended Condorcet criterion of Truchon 1998).

    Parameters
    ----------
    table : costs of all pairs.
    """
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - scipy is slow to load

    dear = table.before > table.least() + NEAR
    must = dear.T
    number, group = connected_components(must, directed=True, connection="strong")
    links = np.zeros((number, number), dtype=np.bool_)
    upper, lower = np.nonzero(must)
    links[group[upper], group[lower]] = True
    np.fill_diagonal(links, False)
    return [np.flatnonzero(group == chosen) for chosen in _downward(links)]


def _downward(links: Bools) -> list[int]:
    """Return the nodes of a graph without circles, each after those that link to it."""
    incoming = links.sum(axis=0)
    ready = [int(node) for node in np.flatnonzero(incoming == 0)]
    for node in ready:
        incoming = incoming - links[node]
        # the list grows while it is read
        ready.extend(int(free) for free in np.flatnonzero(links[node] & (incoming == 0)))
    return ready
