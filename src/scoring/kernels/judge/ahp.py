"""The analytic hierarchy process for one set of items."""

from __future__ import annotations

from typing import Literal, NamedTuple

from scoring.kernels.judge.consistency import Triads, consistency_index, consistency_ratio, worst_triads
from scoring.kernels.judge.pairwise import eigenvector, geometric_mean, merged, missing, reciprocal
from scoring.kernels.judge.panel import Floats, Spread, group_weights, kendall_w, spread

Prioritisation = Literal["eigenvector", "geometric_mean"]
Pooling = Literal["arithmetic", "geometric", "judgements"]


class Hierarchy(NamedTuple):
    """Weights from a panel's pairwise comparisons, and how consistent each person is.

    Parameters
    ----------
    weights, individual, kendall_w, spread : see `scoring.kernels.judge.panel.Judged`.
    consistency_index, consistency_ratio : of each person's table, shape (n_people,).
    missing : number of pairs that each person did not compare, shape (n_people,).
    triads : where each person's table is most inconsistent.
    group_ratio : consistency ratio of the table of geometric means over the panel.
    """

    weights: Floats
    individual: Floats
    kendall_w: float
    spread: Spread
    consistency_index: Floats
    consistency_ratio: Floats
    missing: Floats
    triads: Triads
    group_ratio: float


def ahp(
    tables: Floats,
    *,
    prioritisation: Prioritisation = "eigenvector",
    group: Pooling = "geometric",
) -> Hierarchy:
    """Return the weights that pairwise comparisons make.

    The consistency index and ratio are those of the tables and do not depend on the prioritisation.

    Parameters
    ----------
    tables : [i, j] how many times item i is as important as item j, 0 where not compared or where the reciprocal
        stands opposite, and 1 on the diagonal; shape (n_people, n_items, n_items).
    prioritisation : from a table to priorities; geometric means of rows are logarithmic least squares where
        comparisons are missing.
    group : mean over the panel of the people's weights, ``arithmetic`` or ``geometric``, or the priorities of
        the geometric means of their ``judgements``.

    References
    ----------
    T. L. Saaty, The analytic hierarchy process, 1980; see `scoring.kernels.judge.pairwise`.
    """
    exact = reciprocal(tables)
    individual = _priorities(exact, prioritisation)
    index, ratio = _consistency(exact)
    together = merged(exact)
    return Hierarchy(
        weights=_priorities(together, prioritisation)[0]
        if group == "judgements"
        else group_weights(individual, group),
        individual=individual,
        kendall_w=kendall_w(individual),
        spread=spread(individual),
        consistency_index=index,
        consistency_ratio=ratio,
        missing=missing(exact),
        triads=worst_triads(exact),
        group_ratio=float(_consistency(together)[1][0]),
    )


def _priorities(tables: Floats, prioritisation: Prioritisation) -> Floats:
    return eigenvector(tables).weights if prioritisation == "eigenvector" else geometric_mean(tables)


def _consistency(tables: Floats) -> tuple[Floats, Floats]:
    """Return consistency index and ratio of each table."""
    n_items = tables.shape[-1]
    index = consistency_index(eigenvector(tables).eigenvalue, n_items)
    return index, consistency_ratio(index, n_items, missing(tables))
