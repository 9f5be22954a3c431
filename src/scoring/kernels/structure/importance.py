"""How much of the differences between cities each item accounts for, next to its nominal weight."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.relate.places import Floats, Ints, shared
from scoring.kernels.relate.spearman import pearson
from scoring.kernels.structure.smoothing import smooth

SAME = 1e-9


class Importance(NamedTuple):
    """Importance of items by variance; arrays of the shape (n_items,).

    Parameters
    ----------
    nominal : weights, together 1.
    linear : squared correlation with the score.
    main : main effect, the share of the score's variance that would go if the item were the same everywhere; at least
        `linear`, at most 1, together not 1 where items correlate.
    discrepancy : of `main` and `nominal`, see `discrepancy`.
    cities : number of cities that have item and score.
    """

    nominal: Floats
    linear: Floats
    main: Floats
    discrepancy: float
    cities: Ints


def importance(values: Floats, scores: Floats, weights: Floats) -> Importance:
    """Return the main effect Var(E(score | item)) / Var(score) of each item, with the straight-line figure beside it.

    E(score | item) is a smooth curve through the cities that have both, see `smooth`; the variances are those of the
    same cities. An item that is the same everywhere accounts for nothing; NaN where the score is, or without two
    cities.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    scores : that the items make, shape (n_cities,); NaN is missing.
    weights : nominal weights of the items, shape (n_items,).

    Notes
    -----
    Paruolo, Saisana and Saltelli, Ratings and rankings: voodoo or science?, Journal of the Royal Statistical Society A
    176, 2013, 609-634, equation 5. They smooth by local lines, here by splines; both choose the stiffness by leaving
    one city out at a time.
    """
    of_items = [shared(item, scores) for item in values.T]
    linear, main = np.array([_of_item(item, score) for item, score in of_items]).reshape(-1, 2).T
    nominal = weights / weights.sum()
    cities = np.array([len(item) for item, _ in of_items], dtype=np.int64)
    return Importance(nominal, linear, main, discrepancy(main, nominal), cities)


def discrepancy(main: Floats, weights: Floats) -> float:
    """Return how far main effects are from weights at most, both divided by those of the item with most weight.

    Of several items with most weight the one with the largest main effect is taken.

    Parameters
    ----------
    main, weights : shape (n_items,).

    Notes
    -----
    d_m of Paruolo, Saisana and Saltelli 2013, equation 6.
    """
    heaviest = np.flatnonzero(weights >= weights.max() * (1.0 - SAME))
    first = heaviest[np.argmax(main[heaviest])]
    if not main[first] > 0:
        return np.nan
    return float(np.max(np.abs(weights / weights[first] - main / main[first])))


def _of_item(item: Floats, scores: Floats) -> tuple[float, float]:
    if len(scores) <= 1 or np.ptp(scores) == 0:
        return np.nan, np.nan
    if np.ptp(item) == 0:
        return 0.0, 0.0
    linear = pearson(item, scores) ** 2
    main = np.var(smooth(item, scores)) / np.var(scores)
    return linear, float(np.clip(main, linear, 1.0))
