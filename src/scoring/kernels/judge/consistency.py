"""How consistent pairwise comparisons are, and which three items contradict one another most."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.judge.panel import Floats

Ints = npt.NDArray[np.int64]

RANDOM_INDEX = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random tables by number of items."""

LISTED = 3
"""Triads that are told of each person."""

NOBODY = -1
ROUNDING = 1e-9


class Triads(NamedTuple):
    """The most inconsistent triads of each person, the worst first.

    Parameters
    ----------
    items : positions i < j < k, -1 where there are fewer triads; shape (n_people, LISTED, 3).
    factor : by which a[i, j] a[j, k] and a[i, k] differ, 1 where they agree; NaN where there are fewer triads.
        Shape (n_people, LISTED). Koczkodaj's inconsistency is 1 - 1 / factor.
    """

    items: Ints
    factor: Floats


def random_index(n_items: int, missing: float = 0.0) -> float:
    """Return the mean consistency index of random tables.

    To 10 items it is Saaty's table, beyond it (1.7699 n - 4.3513) / (n - 1), the fit of Alonso and Lamata. Each of m
    missing comparisons takes the share 2 / ((n - 1) (n - 2)) from it.

    Parameters
    ----------
    n_items : n.
    missing : m, number of pairs not compared.

    References
    ----------
    T. L. Saaty, The analytic hierarchy process, 1980; J. A. Alonso, M. T. Lamata, Consistency in the analytic
    hierarchy process: a new approach, International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems
    14, 2006; K. C. Agoston, L. Csato, Inconsistency thresholds for incomplete pairwise comparison matrices, Omega
    108, 2022, equation (3).
    """
    known = n_items < len(RANDOM_INDEX)
    complete = RANDOM_INDEX[n_items] if known else (1.7699 * n_items - 4.3513) / (n_items - 1)
    return complete * (1.0 - 2.0 * missing / ((n_items - 1) * (n_items - 2))) if missing else complete


def consistency_index(eigenvalue: Floats, n_items: int) -> Floats:
    """Return (eigenvalue - n) / (n - 1), not below zero; 0 for one item.

    Parameters
    ----------
    eigenvalue : the largest of each table, shape (n_people,).
    n_items : n.
    """
    return np.maximum(eigenvalue - n_items, 0.0) / max(n_items - 1, 1)


def consistency_ratio(index: Floats, n_items: int, missing: Floats) -> Floats:
    """Return the consistency index over that of random tables; to 0.1 is usually taken as consistent enough.

    Where nothing can be inconsistent, with two items or comparisons that form a tree, it is 0.

    Parameters
    ----------
    index, missing : consistency index and number of pairs not compared, shape (n_people,).
    n_items : number of items.
    """
    random = np.array([random_index(n_items, number) for number in missing.tolist()])
    return np.divide(index, random, out=np.zeros_like(index), where=random > ROUNDING)


def worst_triads(tables: Floats) -> Triads:
    """Return the triads of items whose comparisons contradict one another most.

    Parameters
    ----------
    tables : reciprocal, 0 where not compared, shape (n_people, n_items, n_items).
    """
    n_people, n_items = tables.shape[:2]
    items = np.array([*combinations(range(n_items), 3)], dtype=np.int64).reshape(-1, 3)
    first, second, third = items.T
    with np.errstate(divide="ignore"):
        logs = np.where(tables > 0, np.log(tables), np.nan)
    apart = np.abs(logs[:, first, second] + logs[:, second, third] - logs[:, first, third])
    order = np.argsort(-apart, axis=-1, kind="stable")[:, :LISTED]
    found = Triads(
        np.full((n_people, LISTED, 3), NOBODY, dtype=np.int64), np.full((n_people, LISTED), np.nan)
    )
    found.factor[:, : order.shape[1]] = np.exp(np.take_along_axis(apart, order, axis=-1))
    found.items[:, : order.shape[1]] = np.where(
        np.isnan(np.take_along_axis(apart, order, axis=-1))[..., None], NOBODY, items[order]
    )
    return found
