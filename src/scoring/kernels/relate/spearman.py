"""Correlations of ranks, plain and with more weight on the top."""

from __future__ import annotations

import numpy as np

from scoring.kernels.relate.places import Floats, Likeness, ranked_anew

SAME = 1e-13
"""A column whose values differ by a smaller part than this is the same everywhere."""

NEAR_ONE = 1e-14
"""A correlation this near to one is one but for rounding."""


def pearson(first: Floats, second: Floats) -> float:
    """Return Pearson's correlation of two columns, NaN where one of them is the same everywhere.

    Parameters
    ----------
    first, second : shape (n,), none missing.
    """
    if not (_varies(first) and _varies(second)):
        return np.nan
    value = float(_unit(first) @ _unit(second))
    return float(np.sign(value)) if abs(value) > 1.0 - NEAR_ONE else value


def _varies(values: Floats) -> bool:
    return len(values) > 1 and bool(np.ptp(values) > SAME * np.abs(values).max())


def _unit(values: Floats) -> Floats:
    # the largest deviation becomes one, so that squares stay inside the range of numbers
    deviation = values - values.mean()
    deviation = deviation / np.abs(deviation).max()
    unit: Floats = deviation / np.sqrt(deviation @ deviation)
    return unit


def spearman(first: Floats, second: Floats) -> Likeness:
    """Return Spearman's correlation: Pearson's of the ranks, equal cities sharing their mean rank.

    The short form 1 - 6 sum(d**2) / (n (n**2 - 1)) is the same only where nobody is tied. NaN where one ranking
    puts all common cities level, or where there are fewer than two.

    Parameters
    ----------
    first, second : ranks, 1 the best, shape (n_cities,); NaN is not ranked.

    Notes
    -----
    Spearman, The proof and measurement of association between two things, American Journal of Psychology 15,
    1904; for ties Kendall, Rank Correlation Methods, 4th ed. 1970, chapter 3.
    """
    one, other = ranked_anew(first, second, "average")
    return Likeness(pearson(one, other), len(one), "average")


def weighted_spearman(first: Floats, second: Floats) -> Likeness:
    """Return r_w, in which a difference counts the more the nearer its two ranks are to the top.

    1 - 6 sum((a - b)**2 ((n - a + 1) + (n - b + 1))) / (n**4 + n**3 - n**2 - n) for ranks a and b of n cities. The
    formula is for rankings without ties; equal cities enter it with their mean rank. Symmetric, 1 for the same
    ranking, -1 for the opposite one without ties. NaN for fewer than two common cities.

    Parameters
    ----------
    first, second : ranks, 1 the best, shape (n_cities,); NaN is not ranked.

    Notes
    -----
    Pinto da Costa and Soares, A weighted rank measure of correlation, Australian & New Zealand Journal of
    Statistics 47, 2005, 515-529.
    """
    one, other = ranked_anew(first, second, "average")
    n = float(len(one))
    span = n**4 + n**3 - n**2 - n
    apart = 6.0 * np.sum((one - other) ** 2 * (2.0 * n + 2.0 - one - other))
    return Likeness(float(1.0 - apart / span) if span > 0 else np.nan, len(one), "average")


def ws(reference: Floats, ranking: Floats) -> Likeness:
    """Return WS, the likeness of a ranking to a reference, on which differences at the top weigh most.

    1 - sum(2**-a |a - b| / max(a - 1, n - a)) for ranks a of the reference and b of the ranking: the place in the
    reference decides what a difference costs, so that the two may not be exchanged. Above 0, 1 for the same
    ranking. Equal cities have their mean rank, of which the paper does not speak. NaN for fewer than two common
    cities.

    Parameters
    ----------
    reference, ranking : ranks, 1 the best, shape (n_cities,); NaN is not ranked.

    Notes
    -----
    Salabun and Urbaniak, A new coefficient of rankings similarity in decision-making problems, ICCS 2020, LNCS
    12138, 632-645.
    """
    one, other = ranked_anew(reference, ranking, "average")
    if len(one) <= 1:
        return Likeness(np.nan, len(one), "average")
    farthest = np.maximum(one - 1.0, len(one) - one)
    cost = np.sum(np.exp2(-one) * np.abs(one - other) / farthest)
    return Likeness(float(1.0 - cost), len(one), "average")
