"""Whether items measure one thing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.relate.places import Floats
from scoring.kernels.structure.correlation import correlations, covariances


class Reliability(NamedTuple):
    """Cronbach's alpha of a group of items.

    Parameters
    ----------
    alpha : 1 for items that are the same, 0 for items without relation; can be negative.
    without : alpha of the others when one item is left out, shape (n_items,); NaN for two items.
    with_rest : correlation of one item with the sum of the others, shape (n_items,).
    """

    alpha: float
    without: Floats
    with_rest: Floats


def cronbach_alpha(values: Floats, *, standardised: bool = False) -> Reliability:
    """Return Cronbach's alpha, k / (k - 1) (1 - sum of variances / variance of the sum), and what each item does to it.

    The variance of the sum is the sum of all covariances, each over the cities that have both items. NaN for one item
    and where two items have no two cities in common.

    Parameters
    ----------
    values : higher is better, shape (n_cities, n_items); NaN is missing.
    standardised : take correlations for covariances, as for items of different units.

    Notes
    -----
    Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16, 1951; OECD/JRC, Handbook on
    Constructing Composite Indicators, 2008, equation 18.
    """
    table = correlations(values).values if standardised else covariances(values)
    every = np.arange(len(table))
    kept = [np.delete(every, item) for item in every]
    rest = np.array([table[np.ix_(others, others)].sum() for others in kept])
    across = np.array([table[item, others].sum() for item, others in zip(every, kept, strict=True)])
    with np.errstate(invalid="ignore", divide="ignore"):
        with_rest = across / np.sqrt(table.diagonal() * rest)
    return Reliability(
        alpha=_alpha(table),
        without=np.array([_alpha(table[np.ix_(others, others)]) for others in kept]),
        with_rest=with_rest,
    )


def _alpha(table: Floats) -> float:
    k, whole = len(table), float(table.sum())
    return k / (k - 1) * (1.0 - float(np.trace(table)) / whole) if k > 1 and whole != 0 else np.nan
