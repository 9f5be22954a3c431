"""Kendall's correlation of two rankings, by counting pairs, and his concordance of several."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from scoring.kernels.relate.places import Floats, Ints, Likeness, places, shared


class Pairs(NamedTuple):
    """What the pairs of cities say.

    Parameters
    ----------
    cities : number of cities.
    score : pairs in the same order minus pairs in opposite order.
    first, second : sizes of the sets of equal cities in each ranking, those of one city included.
    """

    cities: int
    score: int
    first: Ints
    second: Ints


class Concordance(NamedTuple):
    """Agreement of several rankings.

    Parameters
    ----------
    value : W, 0 for none to 1 for the same ranking; NaN where it is not defined.
    chi_squared, degrees, p_value : test against rankings drawn at random.
    cities : number of cities that all rankings rank.
    ties : equal cities have the mean of their ranks.
    """

    value: float
    chi_squared: float
    degrees: int
    p_value: float
    cities: int
    ties: Literal["average"] = "average"


def kendall_tau_b(first: Floats, second: Floats) -> Likeness:
    """Return Kendall's tau-b: pairs in the same order less pairs in opposite order, of the pairs that are not tied.

    (P - Q) / sqrt((N - T)(N - U)) for N pairs, T of them tied in the first and U in the second ranking. NaN where
    one ranking puts all common cities level, or where there are fewer than two. The work grows with n log n.

    Parameters
    ----------
    first, second : ranks, 1 the best, shape (n_cities,); NaN is not ranked.

    Notes
    -----
    Kendall, Rank Correlation Methods, 4th ed. 1970, chapter 3.
    """
    found = pairs(*shared(first, second))
    return Likeness(tau_b(found), found.cities, "pairs")


def tau_b(found: Pairs) -> float:
    """Return tau-b of counted pairs, NaN where all are tied in one ranking.

    Parameters
    ----------
    found : of `pairs`.
    """
    every = found.cities * (found.cities - 1) // 2
    untied = (every - _within(found.first)) * (every - _within(found.second))
    return float(np.clip(found.score / float(untied) ** 0.5, -1.0, 1.0)) if untied > 0 else np.nan


def pairs(first: Floats, second: Floats) -> Pairs:
    """Count pairs of cities by the order in which two rankings put them.

    Knight, A computer method for calculating Kendall's tau with ungrouped data, Journal of the American Statistical
    Association 61, 1966: sorted by one ranking, the pairs in opposite order are the inversions of the other.

    Parameters
    ----------
    first, second : shape (n,), none missing.
    """
    one, other = _codes(first), _codes(second)
    joint = one * (len(one) + 1) + other
    opposite = inversions(other[np.argsort(joint, kind="stable")])
    sets = np.bincount(one), np.bincount(other)
    every = len(one) * (len(one) - 1) // 2
    both_tied = _within(np.unique(joint, return_counts=True)[1])
    untied = every - _within(sets[0]) - _within(sets[1]) + both_tied
    return Pairs(len(one), untied - 2 * opposite, *sets)


def inversions(numbers: Ints) -> int:
    """Return in how many pairs a larger number stands before a smaller one.

    From the highest bit down, numbers that agree so far stand together in their old order; a pair is inverted where
    it first differs, the one before the zero.

    Parameters
    ----------
    numbers : not negative, shape (n,).

    Examples
    --------
    >>> inversions(np.array([2, 0, 1, 1]))
    3
    """
    found, current = 0, numbers
    place = np.arange(len(numbers))
    for bit in reversed(range(int(numbers.max(initial=0)).bit_length())):
        key = current >> bit
        one = key & 1
        number = np.bincount(key, minlength=int(key.max(initial=0)) + 2)
        start = np.cumsum(number) - number
        group = start[key - one]
        ones = np.cumsum(one)
        before = ones - one - np.where(group > 0, ones[group - 1], 0)
        found += int(before[one == 0].sum())
        moved = np.empty_like(current)
        moved[start[key] + np.where(one == 1, before, place - group - before)] = current
        current = moved
    return found


def kendall_w(ranks: Floats) -> Concordance:
    """Return Kendall's coefficient of concordance W of several rankings, corrected for ties.

    12 S / (m**2 (n**3 - n) - m sum(t**3 - t)) for m rankings of n cities, S the sum of squared deviations of the
    cities' rank sums, t the sizes of the sets of equal cities of each ranking. Cities that some ranking leaves out
    are left out. NaN where all rankings put all cities level, or for fewer than two cities.

    Parameters
    ----------
    ranks : 1 the best, shape (n_rankings, n_cities); NaN is not ranked.

    Notes
    -----
    Kendall, Rank Correlation Methods, 4th ed. 1970, chapter 6. m (n - 1) W follows chi-squared with n - 1 degrees
    of freedom, nearly, for n above 7.
    """
    from scipy.special import chdtrc  # noqa: PLC0415 - scipy is slow to load

    common = ranks[:, ~np.isnan(ranks).any(axis=0)]
    m, n = common.shape
    anew = np.array([places(ranking, "average") for ranking in common])
    tied = sum(float(np.sum(t**3 - t)) for t in (np.unique(row, return_counts=True)[1] for row in anew))
    spread = m * m * (n**3 - n) - m * tied
    if n <= 1 or spread <= 0:
        return Concordance(np.nan, np.nan, max(n - 1, 0), np.nan, n)
    sums = anew.sum(axis=0)
    value = 12.0 * float(np.sum((sums - sums.mean()) ** 2)) / spread
    chi_squared = m * (n - 1) * value
    return Concordance(value, chi_squared, n - 1, float(chdtrc(n - 1, chi_squared)), n)


def _codes(values: Floats) -> Ints:
    code: Ints = np.unique(values, return_inverse=True)[1].astype(np.int64)
    return code


def _within(sizes: Ints) -> int:
    """Return the pairs inside sets of these sizes."""
    return int((sizes * (sizes - 1) // 2).sum())
