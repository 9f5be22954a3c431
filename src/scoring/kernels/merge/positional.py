"""Merging by the places that the rankings give a city.

A ranking that leaves cities out is stretched, so that its first place is 1 and its last the number of all cities:
place = 1 + (n - 1) (r - 1) / (m - 1) for rank r of m ranked cities and n cities in all, equal cities having their mean
rank. The weight of a ranking that leaves a city out goes, for this city, to those that rank it; a ranking of one city
says nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.merge.merged import Bools, Floats, Merged, merged, shares
from scoring.kernels.relate.places import places

NEAR = 1e-9
"""Parts of the weight that differ by less are the same."""


def borda(ranks: Floats, weights: Floats | None = None) -> Merged:
    """Merge by the mean place; points are Borda's, the cities that a city leaves behind it, mean of the rankings.

    Parameters
    ----------
    ranks : 1 the best, shape (n_rankings, n_cities); NaN is not ranked.
    weights : of the rankings, shape (n_rankings,).

    Notes
    -----
    Borda 1784, as in OECD/JRC, Handbook on Constructing Composite Indicators, 2008, Tables 25 and 26: N - 1 points
    for the first of N cities down to 0 for the last, here divided by the sum of the weights.
    """
    found = _placed(ranks, weights)
    return merged(found.number - found.mean(found.place))


def median_rank(ranks: Floats, weights: Floats | None = None) -> Merged:
    """Merge by the median place; points are the cities that a place leaves behind it.

    The median of weighted places lies where half of the weight is reached; where a place ends just at half, it is
    the mean of this and the next place.

    Parameters
    ----------
    ranks : 1 the best, shape (n_rankings, n_cities); NaN is not ranked.
    weights : of the rankings, shape (n_rankings,).
    """
    found = _placed(ranks, weights)
    order = np.argsort(found.place, axis=0, kind="stable")
    place, part = (np.take_along_axis(table, order, axis=0) for table in (found.place, found.part))
    reached = np.cumsum(part, axis=0)
    middle = np.argmax(reached >= 0.5 - NEAR, axis=0), np.argmax(reached > 0.5 + NEAR, axis=0)
    lower, upper = (np.take_along_axis(place, row[None], axis=0)[0] for row in middle)
    return merged(found.number - np.where(found.ranked, (lower + upper) / 2.0, np.nan))


def rank_position(ranks: Floats, weights: Floats | None = None) -> Merged:
    """Merge by the inverse sum of reciprocal places, which favours a city that stands near the top anywhere.

    Points are the mean of the reciprocal places; the method's own figure 1 / sum(1 / place), where less is better, is
    1 / (points times the number of rankings).

    Parameters
    ----------
    ranks : 1 the best, shape (n_rankings, n_cities); NaN is not ranked.
    weights : of the rankings, shape (n_rankings,).

    Notes
    -----
    Nuray and Can, Automatic ranking of information retrieval systems using data fusion, Information Processing &
    Management 42, 2006, 595-614, where a document that a system does not find has nothing to add to the sum.
    """
    found = _placed(ranks, weights)
    points = found.mean(1.0 / found.place)
    # far down, reciprocals differ by less than rounding allows for; their inverse, the harmonic mean, does not
    return Merged(merged(-1.0 / points).ranks, points)


class _Places(NamedTuple):
    """Each city's place in each ranking, each ranking's part in each city, who has a place, and how many have."""

    place: Floats
    part: Floats
    ranked: Bools
    number: int

    def mean(self, figures: Floats) -> Floats:
        """Return the mean over the rankings that place a city."""
        return np.where(self.ranked, np.where(self.part > 0, self.part * figures, 0.0).sum(axis=0), np.nan)


def _placed(ranks: Floats, weights: Floats | None) -> _Places:
    part = shares(ranks, weights)[:, None]
    height = np.where(part > 0, np.array([_heights(ranking) for ranking in ranks]), np.nan)
    known = ~np.isnan(height)
    ranked: Bools = np.asarray(known.any(axis=0))
    counted = np.where(known, part, 0.0)
    total = np.where(ranked, counted.sum(axis=0), 1.0)
    return _Places(1.0 + (ranked.sum() - 1.0) * height, counted / total, ranked, int(ranked.sum()))


def _heights(ranking: Floats) -> Floats:
    """Return places from 0, the first, to 1, the last; NaN where there is none."""
    there = ~np.isnan(ranking)
    height = np.full(ranking.shape, np.nan)
    if there.sum() > 1:
        height[there] = (places(ranking[there], "average") - 1.0) / (there.sum() - 1.0)
    return height
