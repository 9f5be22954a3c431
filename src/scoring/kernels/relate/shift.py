"""How far cities move between two rankings."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from scoring.kernels.relate.places import Floats, Likeness, ranked_anew


class Footrule(NamedTuple):
    """Spearman's footrule.

    Parameters
    ----------
    value : sum of the absolute differences of ranks.
    share : `value` of the largest that is possible, 0 for the same ranking to 1; NaN for fewer than two cities.
    cities : number of cities that both rank.
    ties : equal cities have the mean of their ranks.
    """

    value: float
    share: float
    cities: int
    ties: Literal["average"] = "average"


def average_shift(reference: Floats, ranking: Floats) -> Likeness:
    """Return the mean absolute difference of ranks, 0 for the same ranking.

    Equal cities have the best of their ranks, as published rankings give them. NaN without a common city.

    Parameters
    ----------
    reference, ranking : ranks, 1 the best, shape (n_cities,); NaN is not ranked.

    Notes
    -----
    R_S of OECD/JRC, Handbook on Constructing Composite Indicators, 2008, equation 38; Saisana, Saltelli and
    Tarantola, Journal of the Royal Statistical Society A 168, 2005, 307-323.
    """
    one, other = ranked_anew(reference, ranking, "competition")
    shift = float(np.mean(np.abs(one - other))) if len(one) else np.nan
    return Likeness(shift, len(one), "competition")


def footrule(first: Floats, second: Floats) -> Footrule:
    """Return Spearman's footrule, the sum of the absolute differences of ranks, and its share of the largest.

    The largest sum, that of a ranking and its opposite, is n**2 / 2 rounded down. Equal cities have their mean rank.

    Parameters
    ----------
    first, second : ranks, 1 the best, shape (n_cities,); NaN is not ranked.

    Notes
    -----
    Diaconis and Graham, Spearman's footrule as a measure of disarray, Journal of the Royal Statistical Society B
    39, 1977, 262-268.
    """
    one, other = ranked_anew(first, second, "average")
    value, largest = float(np.abs(one - other).sum()), len(one) ** 2 // 2
    return Footrule(value, value / largest if largest else np.nan, len(one))


def top_k_overlap(first: Floats, second: Floats, k: int) -> Likeness:
    """Return how much of the top of one ranking is the top of the other, 0 to 1.

    The top are the cities with a rank up to `k`, equal cities having the best of their ranks; where a tie makes one
    top longer than the other, the share is of the longer one. NaN without a common city.

    Parameters
    ----------
    first, second : ranks, 1 the best, shape (n_cities,); NaN is not ranked.
    k : places of the top, at least 1.

    Notes
    -----
    Fagin, Kumar and Sivakumar, Comparing top k lists, SIAM Journal on Discrete Mathematics 17, 2003, 134-160.
    """
    one, other = (place <= k for place in ranked_anew(first, second, "competition"))
    longest = max(int(one.sum()), int(other.sum()))
    overlap = float(np.sum(one & other)) / longest if longest else np.nan
    return Likeness(overlap, len(one), "competition")
