"""Correlations of any columns with any others, each pair over the cities that have both."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from scoring.kernels.relate.kendall import Pairs, pairs, tau_b
from scoring.kernels.relate.places import Bools, Floats, Ints, places, shared
from scoring.kernels.relate.spearman import pearson

CorrelationRule = Literal["pearson", "spearman", "kendall"]


class Correlations(NamedTuple):
    """Correlations of pairs of columns; arrays of the shape (n_first, n_second).

    Parameters
    ----------
    values : -1 to 1; NaN where a column is the same in all cities that have both, or where fewer than two have.
    p_values : chance of a value at least as far from 0 without any relation, two-sided.
    cities : number of cities that have both.
    """

    values: Floats
    p_values: Floats
    cities: Ints


class Flags(NamedTuple):
    """What deserves a look in correlations of indicators; arrays of their shape, False where there is no value.

    Parameters
    ----------
    high : the two may be one thing counted twice.
    low : the two have little in common.
    negative : what one adds, the other takes away.
    """

    high: Bools
    low: Bools
    negative: Bools


def correlations(
    first: Floats, second: Floats | None = None, *, rule: CorrelationRule = "pearson"
) -> Correlations:
    """Correlate each column of one table with each of another, or with each other of the same.

    A pair is correlated over the cities that have a value of both, ranked among themselves for Spearman's and
    Kendall's (tau-b). Their p-values: Student's t with n - 2 degrees of freedom for Pearson's and Spearman's, from 3
    cities on; the normal distribution with the variance corrected for ties for Kendall's.

    Parameters
    ----------
    first : shape (n_cities, n_first); NaN is missing.
    second : shape (n_cities, n_second); None is `first`.
    rule : ``pearson``, ``spearman`` or ``kendall``.

    Notes
    -----
    Kendall, Rank Correlation Methods, 4th ed. 1970, chapters 3 to 5.
    """
    rows = np.ascontiguousarray(first.T)
    columns = rows if second is None else np.ascontiguousarray(second.T)
    found = np.empty((3, len(rows), len(columns)))
    for i, row in enumerate(rows):
        for j in range(i if second is None else 0, len(columns)):
            found[:, i, j] = _of_pair(*shared(row, columns[j]), rule)
            if second is None:
                found[:, j, i] = found[:, i, j]
    return Correlations(found[0], found[1], found[2].astype(np.int64))


def flags(values: Floats, *, high: float = 0.9, low: float = 0.3, negative: float = -0.4) -> Flags:
    """Tell correlations apart: `high` and above, above `negative` up to `low`, `negative` and below.

    Parameters
    ----------
    values : correlations, any shape.
    high, low, negative : limits, themselves included; COINr 1.1.14, ``plot_corr``.
    """
    weak = values <= low
    opposed = values <= negative
    return Flags(high=values >= high, low=weak & ~opposed, negative=opposed)


def covariances(values: Floats) -> Floats:
    """Return covariances (n - 1) of the items, each pair over the cities that have both, shape (n_items, n_items).

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    """
    columns = np.ascontiguousarray(values.T)
    found = np.full((len(columns), len(columns)), np.nan)
    for i, j in zip(*np.triu_indices(len(columns)), strict=True):
        one, other = shared(columns[i], columns[j])
        if len(one) > 1:
            found[i, j] = found[j, i] = (one - one.mean()) @ (other - other.mean()) / (len(one) - 1)
    return found


def complete_correlation(values: Floats) -> tuple[Floats, int]:
    """Return Pearson's correlations of the items over the cities that have all of them, and how many these are.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    """
    complete = values[~np.isnan(values).any(axis=1)]
    return correlations(complete).values, len(complete)


def _of_pair(first: Floats, second: Floats, rule: CorrelationRule) -> tuple[float, float, int]:
    if rule == "kendall":
        found = pairs(first, second)
        return tau_b(found), _normal(found), found.cities
    if rule == "spearman":
        first, second = places(first, "average"), places(second, "average")
    value = pearson(first, second)
    return value, _student(value, len(first)), len(first)


def _student(value: float, cities: int) -> float:
    from scipy.special import betainc  # noqa: PLC0415 - scipy is slow to load

    if cities <= 2:  # noqa: PLR2004 - two cities leave no degree of freedom
        return np.nan
    # the two tails of t = r sqrt((n - 2) / (1 - r**2)), which the beta function gives without dividing by 1 - r**2
    return float(betainc((cities - 2) / 2.0, 0.5, (1.0 - value) * (1.0 + value)))


def _normal(found: Pairs) -> float:
    from scipy.special import erfc  # noqa: PLC0415 - scipy is slow to load

    variance = _variance(float(found.cities), found.first.astype(np.float64), found.second.astype(np.float64))
    return float(erfc(abs(found.score) / np.sqrt(2.0 * variance))) if variance > 0 else np.nan


def _variance(n: float, first: Floats, second: Floats) -> float:
    """Return the variance of the score of n cities with sets of these sizes tied."""
    alone = n * (n - 1) * (2 * n + 5)
    tied = sum(float(np.sum(t * (t - 1) * (2 * t + 5))) for t in (first, second))
    twos = float(np.sum(first * (first - 1)) * np.sum(second * (second - 1)))
    threes = float(np.sum(first * (first - 1) * (first - 2)) * np.sum(second * (second - 1) * (second - 2)))
    pairs_of, triples_of = max(n * (n - 1), 1.0), max(n * (n - 1) * (n - 2), 1.0)
    return (alone - tied) / 18.0 + twos / (2.0 * pairs_of) + threes / (9.0 * triples_of)
