"""ELECTRE III: two distillations and the order between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.electre.credibility import credibility
from scoring.kernels.decide.electre.distillation import distilled
from scoring.kernels.decide.pairs import one_by_one
from scoring.kernels.rank import rank

Floats = npt.NDArray[np.float64]


class Preorders(NamedTuple):
    """The steps of ELECTRE III.

    Parameters
    ----------
    credibility : shape (n_cities, n_cities).
    descending, ascending : number of the class of each city in either distillation, 1 is the best; NaN for a city
        without any item that has weight; shape (n_cities,).
    final : rank by the mean of the standings in both, 1 is the best, shape (n_cities,).
    score : that mean, from -1 to 1, shape (n_cities,).
    """

    credibility: Floats
    descending: Floats
    ascending: Floats
    final: Floats
    score: Floats


def electre_iii(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    q: Sequence[float] = (0.0,),
    p: Sequence[float] = (0.0,),
    v: Sequence[float] = (),
    alpha: float = 0.30,
    beta: float = -0.15,
) -> Floats:
    """Return the mean of the standings of each city in the descending and in the ascending distillation.

    The standing is the share of the other cities in lower classes minus the share in higher ones. A city that stands
    no lower than another in both distillations, and higher in one, has the higher score; where the two
    disagree, the paper calls the cities incomparable and the score decides.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    weights : shape (..., n_items); an item without weight does not count.
    direction : shape (n_items,).
    q, p, v : thresholds of indifference, preference and veto in the units of the items, one number for all items or
        one an item; no `v` is no veto.
    alpha, beta : of the discrimination threshold s(degree) = alpha + beta * degree.

    Returns
    -------
    From -1 to 1, shape (..., n_cities); NaN for a city without any item that has weight.

    Notes
    -----
    Roy, ELECTRE III, Cahiers du CERO 20, 1978. Two cities are compared in the items that both have. The degrees
    of all pairs are held at once, some 40 bytes a pair: 7,000 cities in 2 GB.
    """

    def score(weighting: Floats) -> Floats:
        return electre_iii_figures(values, weighting, direction, q=q, p=p, v=v, alpha=alpha, beta=beta).score

    return one_by_one(score, weights)


def electre_iii_figures(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    q: Sequence[float] = (0.0,),
    p: Sequence[float] = (0.0,),
    v: Sequence[float] = (),
    alpha: float = 0.30,
    beta: float = -0.15,
) -> Preorders:
    """Return the steps that the papers print.

    Parameters
    ----------
    values, direction, q, p, v, alpha, beta : as in `electre_iii`.
    weights : one weighting, shape (n_items,).
    """
    degree = credibility(values, weights, direction, q=q, p=p, v=v).credibility
    compared = (~np.isnan(values[:, weights > 0])).any(axis=1)
    among = degree if compared.all() else degree[np.ix_(compared, compared)]
    falling = distilled(among, alpha=alpha, beta=beta)
    rising = distilled(among.T, alpha=alpha, beta=beta)
    descending, ascending, score = np.full((3, len(values)), np.nan)
    descending[compared] = falling
    ascending[compared] = rising.max(initial=0) + 1 - rising
    score[compared] = (standing(descending[compared]) + standing(ascending[compared])) / 2.0
    return Preorders(degree, descending, ascending, rank(score), score)


def standing(classes: Floats) -> Floats:
    """Return the share of the other cities in lower classes minus the share in higher ones.

    Parameters
    ----------
    classes : number of the class of each city, 1 is the best, shape (n_cities,).
    """
    ordered, others = np.sort(classes), max(len(classes) - 1, 1)
    better = np.searchsorted(ordered, classes, side="left")
    worse = len(classes) - np.searchsorted(ordered, classes, side="right")
    return np.asarray((worse - better) / others, dtype=np.float64)
