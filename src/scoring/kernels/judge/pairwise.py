"""Tables of pairwise comparisons: how they are completed, put together and turned into priorities.

A table has the shape (n_items, n_items); entry [i, j] says how many times item i is as important as item j, and 0
that nobody compared them. Tables stand in a stack (n_people, n_items, n_items).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.judge.panel import Floats


class Priorities(NamedTuple):
    """Priorities of the items by table.

    Parameters
    ----------
    weights : summing to one, shape (n_people, n_items).
    eigenvalue : the largest of each table, n_items where it is fully consistent; shape (n_people,).
    """

    weights: Floats
    eigenvalue: Floats


def reciprocal(tables: Floats) -> Floats:
    """Return tables in which [i, j] times [j, i] is exactly one, or both are 0.

    The larger of two reciprocals is kept, as people write 3 and 0.333; a 0 opposite a comparison is filled in.

    Parameters
    ----------
    tables : shape (n_people, n_items, n_items).
    """
    across = np.swapaxes(tables, -1, -2)
    with np.errstate(divide="ignore"):
        return np.where(tables >= across, tables, 1.0 / across)


def missing(tables: Floats) -> Floats:
    """Return the number of pairs that are not compared, shape (n_people,)."""
    return (tables == 0).sum(axis=(-1, -2)) / 2.0


def merged(tables: Floats) -> Floats:
    """Return the table whose entries are the geometric means of the people's, of those who compared the pair.

    Parameters
    ----------
    tables : reciprocal, shape (n_people, n_items, n_items).

    Returns
    -------
    Shape (1, n_items, n_items); 0 where nobody compared.

    References
    ----------
    J. Aczel, T. L. Saaty, Procedures for synthesizing ratio judgements, Journal of Mathematical Psychology 27,
    1983.
    """
    given = tables > 0
    number = given.sum(axis=0)
    logs = np.log(np.where(given, tables, 1.0)).sum(axis=0) / np.maximum(number, 1)
    return np.where(number > 0, np.exp(logs), 0.0)[None]


def eigenvector(tables: Floats) -> Priorities:
    """Return the principal eigenvectors.

    A pair without comparison counts as if it had been judged as the priorities say (Harker): 0 in its two places,
    and one more on the diagonal of both items.

    Parameters
    ----------
    tables : reciprocal, every item linked to every other by comparisons; shape (n_people, n_items, n_items).

    References
    ----------
    T. L. Saaty, A scaling method for priorities in hierarchical structures, Journal of Mathematical Psychology
    15, 1977; P. T. Harker, Alternative modes of questioning in the analytic hierarchy process, Mathematical
    Modelling 9, 1987.
    """
    lacking = (tables == 0).sum(axis=-1)
    values, vectors = np.linalg.eig(tables + lacking[..., None] * np.eye(tables.shape[-1]))
    largest = np.argmax(values.real, axis=-1)
    chosen = np.take_along_axis(vectors.real, largest[:, None, None], axis=-1)[..., 0]
    weights = np.abs(chosen)
    eigenvalue = np.take_along_axis(values.real, largest[:, None], axis=-1)[:, 0]
    return Priorities(weights / weights.sum(axis=-1, keepdims=True), eigenvalue)


def geometric_mean(tables: Floats) -> Floats:
    """Return the priorities whose ratios are nearest to the comparisons in logarithms, shape (n_people, n_items).

    For a complete table they are the geometric means of its rows; else they solve the normal equations, the
    Laplacian of the comparisons times ln w = sums of ln a over the rows.

    Parameters
    ----------
    tables : as for `eigenvector`.

    References
    ----------
    G. Crawford, C. Williams, A note on the analysis of subjective judgment matrices, Journal of Mathematical
    Psychology 29, 1985; S. Bozoki, J. Fulop, L. Ronyai, On optimal completion of incomplete pairwise comparison
    matrices, Mathematical and Computer Modelling 52, 2010, section 4.
    """
    given = tables > 0
    sums = np.log(np.where(given, tables, 1.0)).sum(axis=-1)
    laplacian = given.sum(axis=-1)[..., None] * np.eye(tables.shape[-1]) - given
    # one added everywhere makes the sum of ln w zero and the equations solvable
    logs = np.linalg.solve(laplacian + 1.0, sums[..., None])[..., 0]
    weights = np.exp(logs)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def linked(table: Floats) -> Floats:
    """Return which items are linked to the first by comparisons, one or several in a row, shape (n_items,).

    Parameters
    ----------
    table : of one person, shape (n_items, n_items).
    """
    given = (table > 0) | (table.T > 0)
    reached = np.arange(len(table)) == 0
    for _ in table:
        reached = reached | given[reached].any(axis=0)
    return reached
