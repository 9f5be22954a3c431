"""The best order as a linear programme over pairs of cities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scoring.kernels.merge.kemeny.costs import NEAR, Costs, Ints, Order
from scoring.kernels.merge.merged import Floats

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

SLACK = 1e-6
"""Tolerance of the solver."""


class Solution(NamedTuple):
    """What the programme found.

    Parameters
    ----------
    order : an order of the lowest cost; None where the search stopped before it was found.
    bound : no order costs less.
    """

    order: Order | None
    bound: float


def best_order(table: Costs, nodes: int) -> Solution:
    """Return an order of the lowest cost.

    x_ij is 1 where city i stands above j or level with it: x_ij + x_ji >= 1, and x_ij + x_jk - x_ik <= 1 for any three
    cities, rows that are added when a solution breaks them; first for x between 0 and 1, and if some x then lie
    between, for whole ones.

    Parameters
    ----------
    table : costs of all pairs.
    nodes : nodes of the search tree after which the solver stops.

    Notes
    -----
    Groetschel, Juenger and Reinelt, A cutting plane algorithm for the linear ordering problem, Operations Research 32,
    1984, 1195-1220, here with level pairs.
    """
    triples = np.empty((0, 3), dtype=np.int64)
    above: Floats | None = None
    bound = -np.inf
    for whole in (False, True):
        above, found, triples = _cut(table, triples, whole, nodes)
        bound = max(bound, found)
        if above is None or np.abs(above - np.rint(above)).max() <= SLACK:
            break
    return Solution(None if above is None else _order(np.rint(above)), bound)


def _cut(table: Costs, triples: Ints, whole: bool, nodes: int) -> tuple[Floats | None, float, Ints]:
    """Solve until no three cities are in a circle; return x, the lower bound, and all rows that were broken."""
    while True:
        above, bound = _solve(table, triples, whole, nodes)
        broken = _broken(above) if above is not None else triples[:0]
        if not len(broken):
            return above, bound, triples
        triples = np.vstack([triples, broken])


def _solve(table: Costs, triples: Ints, whole: bool, nodes: int) -> tuple[Floats | None, float]:
    """Return x, shape (n, n), and the lower bound; None for x where the solver stopped before the end."""
    from scipy.optimize import Bounds, milp  # noqa: PLC0415 - scipy is slow to load

    n = len(table.before)
    # before_ij + (level_ij - before_ij) x_ji for x_ij = 1, and the same the other way round
    gain = table.level - table.before.T
    constant = float((table.before + table.before.T - table.level).sum()) / 2.0
    found = milp(
        gain.ravel(),
        integrality=np.full(n * n, int(whole)),
        bounds=Bounds(np.eye(n).ravel(), np.ones(n * n)),
        constraints=[_complete(table), _transitive(triples, n)],
        options={"mip_rel_gap": 0.0, "node_limit": nodes},
    )
    if found.success:
        return found.x.reshape(n, n), float(found.fun) + constant
    bound = getattr(found, "mip_dual_bound", None)
    return None, -np.inf if bound is None else float(bound) + constant


def _complete(table: Costs) -> LinearConstraint:
    """Bind one of each two cities above the other, and only one where no ranking puts cities level."""
    from scipy.optimize import LinearConstraint  # noqa: PLC0415
    from scipy.sparse import csr_array  # noqa: PLC0415

    n = len(table.before)
    first, second = np.triu_indices(n, 1)
    columns = np.concatenate([first * n + second, second * n + first])
    rows = np.tile(np.arange(len(first)), 2)
    matrix = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(first), n * n))
    even = table.before + table.before.T - 2.0 * table.level
    return LinearConstraint(matrix, 1.0, 2.0 if even.max() > NEAR else 1.0)


def _transitive(triples: Ints, n: int) -> LinearConstraint:
    from scipy.optimize import LinearConstraint  # noqa: PLC0415
    from scipy.sparse import csr_array  # noqa: PLC0415

    i, j, k = triples.T
    columns = np.concatenate([i * n + j, j * n + k, i * n + k])
    rows = np.tile(np.arange(len(triples)), 3)
    signs = np.repeat([1.0, 1.0, -1.0], len(triples))
    return LinearConstraint(csr_array((signs, (rows, columns)), shape=(len(triples), n * n)), -np.inf, 1.0)


def _broken(above: Floats) -> Ints:
    """Return the triples i, j, k of which i stands above j and j above k but i not above k."""
    excess = above[:, :, None] + above[None, :, :] - above[:, None, :]
    return np.argwhere(excess > 1.0 + SLACK)


def _order(above: Floats) -> Order:
    higher = np.sum(above == 0, axis=1)
    return [np.flatnonzero(higher == number) for number in np.unique(higher)]
