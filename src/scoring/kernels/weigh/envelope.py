"""Benefit of the doubt: each city is scored with the weights that suit it best, against the best of all cities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.addition import sum_in_order
from scoring.kernels.weigh.columns import columns, variance
from scoring.kernels.weigh.frontier import Favourable, Frontier
from scoring.kernels.weigh.parts import shares

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Limit = Literal["shares", "weights"]

ROUNDING = 1e-9
"""A score this near to one is one."""


class BenefitOfTheDoubt(NamedTuple):
    """Scores with the weights that each city is scored with.

    Parameters
    ----------
    score : one on the frontier, shape (n_cities,).
    weights : under which no city scores above one, shape (n_cities, n_items); zero where the item is missing.
    peers : for each city, the cities on the frontier that hold it back.
    """

    score: Floats
    weights: Floats
    peers: tuple[Ints, ...]


class CommonBenefitOfTheDoubt(NamedTuple):
    """One weighting for all cities, with the scores under it.

    Parameters
    ----------
    weights : shape (n_items,), with the sum one.
    score : in parts of the best city's, shape (n_cities,).
    """

    weights: Floats
    score: Floats


def benefit_of_the_doubt(
    values: Floats, *, lower: float | Floats = 0.0, upper: float | Floats = 1.0, limit: Limit = "shares"
) -> BenefitOfTheDoubt:
    """Score each city with its most favourable weights.

    For city c the weights maximise sum_j(w_j x_cj) under sum_j(w_j x_kj) <= 1 for every city k and w >= 0. Scores
    do not depend on the units of the items. Several weightings may be the most favourable; one of
    them is returned.

    Limits are for each item the same, or one for each: with ``shares`` on the pie share w_j x_cj / sum_k(w_k x_ck),
    with ``weights`` on w_j / sum_k(w_k), where units matter. An item of value zero has no pie share, so that a lower
    limit leaves the city without score but zero.

    A missing item has no weight for its city; the limits of the others widen by n_items over the number of its
    items. As a benchmark for others, a city counts with what it has. A city without any value has no score.

    Parameters
    ----------
    values : higher is better, shape (n_cities, n_items), none below zero; NaN is missing.
    lower, upper : limits with sum(lower) <= 1 <= sum(upper), shape () or (n_items,).
    limit : what is limited.

    Source
    ------
    Cherchye, Moesen, Rogge & Van Puyenbroeck, Social Indicators Research 82 (2007) 111, with pie shares;
    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 6.3 and note 29, with weights.
    """
    table, unit = _in_units(values)
    frontier = Frontier(table)
    present = ~np.isnan(values)
    found = [
        frontier.favour(city, _limits(city, unit, there, (lower, upper), limit), there)
        for city, there in zip(table, present, strict=True)
    ]
    weights = np.array([item.weights for item in found]).reshape(values.shape)
    score = np.where(present.any(axis=1), sum_in_order(table * weights), np.nan)
    score[score > 1.0 - ROUNDING] = 1.0
    return BenefitOfTheDoubt(score=score, weights=weights / unit, peers=tuple(item.peers for item in found))


def envelope_score(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    lower: float = 0.0,
    upper: float = 1.0,
    limit: Limit = "shares",
) -> Floats:
    """Return the scores of `benefit_of_the_doubt`, shape (..., n_cities).

    Of the given weights only counts which are above zero: the other items are left out. A cost x is turned into
    lowest + highest - x.

    Parameters
    ----------
    values : shape (n_cities, n_items), none below zero.
    weights : shape (..., n_items).
    direction : shape (n_items,).
    lower, upper, limit : as for `benefit_of_the_doubt`.
    """
    table = _benefits(values, direction)

    def score(counted: npt.NDArray[np.bool_]) -> Floats:
        return benefit_of_the_doubt(table[:, counted], lower=lower, upper=upper, limit=limit).score

    return _for_each(weights > 0, score, len(values))


def penalised_envelope_score(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    lower: float = 0.0,
    upper: float = 1.0,
    limit: Limit = "shares",
) -> Floats:
    """Return those scores times 1 - cv**2, a penalty on uneven cities, shape (..., n_cities).

    cv is the coefficient of variation over the present items of a city, each standardised to the mean 100 and the
    standard deviation 10 (number of cities, and of items, below), turned so that higher is better.

    Parameters
    ----------
    values, weights, direction, lower, upper, limit : as for `envelope_score`; items vary.

    Source
    ------
    R package Compind 2.1, ci_bod_constr_mpi, with the penalty of De Muro, Mazziotta & Pareto, Social Indicators
    Research 104 (2011) 1, whose deviations are those of a population (the package takes those of a sample).
    """
    known = columns(values)
    spread = np.sqrt(variance(values, known) * (known.number - 1) / known.number)
    standard = 100.0 + 10.0 * direction * (values - known.mean) / np.where(spread > 0, spread, np.inf)

    def penalty(counted: npt.NDArray[np.bool_]) -> Floats:
        return 1.0 - _squared_variation(np.ascontiguousarray(standard[:, counted].T))

    scores = envelope_score(values, weights, direction, lower=lower, upper=upper, limit=limit)
    return scores * _for_each(weights > 0, penalty, len(values))


def common_benefit_of_the_doubt(
    values: Floats,
    direction: Floats,
    *,
    lower: float = 0.0,
    upper: float = 1.0,
    limit: Limit = "shares",
) -> CommonBenefitOfTheDoubt:
    """Return the one weighting that is most favourable to all cities together.

    It maximises the mean score, sum_j(w_j mean_j), under sum_j(w_j x_kj) <= 1 for every city k and w >= 0. Limits are
    as for one city, on the pie shares of a city with the mean values, or on the weights. A cost x is turned into
    lowest + highest - x. Means are of the present values; as a benchmark, a city counts with what it has.

    Parameters
    ----------
    values : shape (n_cities, n_items), none below zero.
    direction : shape (n_items,).
    lower, upper, limit : as for `benefit_of_the_doubt`.

    Source
    ------
    Despotis, Journal of the Operational Research Society 56 (2005) 969, common weights by the mean deviation.
    """
    benefits = _benefits(values, direction)
    table, unit = _in_units(benefits)
    mean = np.nan_to_num(columns(benefits).mean) / unit
    everything = np.ones(len(unit), dtype=np.bool_)
    limits = _limits(mean, unit, everything, (lower, upper), limit)
    chosen: Favourable = Frontier(table).favour(mean, limits, everything)
    score = np.where(np.isnan(values).all(axis=1), np.nan, sum_in_order(table * chosen.weights))
    return CommonBenefitOfTheDoubt(weights=shares(chosen.weights / unit), score=score)


def _squared_variation(items: Floats) -> Floats:
    """Return variance over squared mean of each column, the number of its present values below."""
    known = columns(items)
    squares = np.nan_to_num(variance(items, known) * (known.number - 1))
    return squares / np.maximum(known.number, 1.0) / known.mean**2


def _in_units(values: Floats) -> tuple[Floats, Floats]:
    """Return values in parts of the highest of their item, missing ones as zero, and these highest values."""
    unit = np.fmax.reduce(values, axis=0)
    unit = np.where(unit > 0, unit, 1.0)
    return np.nan_to_num(values / unit), unit


def _limits(
    city: Floats,
    unit: Floats,
    there: npt.NDArray[np.bool_],
    bounds: tuple[float | Floats, float | Floats],
    limit: Limit,
) -> Floats:
    """Return rows of limits @ w <= 0, with weights in the units of the table, shape (n_limits, n_items)."""
    lower, upper = (
        np.broadcast_to(bound, city.shape)[there] * len(there) / max(there.sum(), 1) for bound in bounds
    )
    part = np.diag(city if limit == "shares" else 1.0 / unit)[there]
    total = part.sum(axis=0)
    above = (np.outer(lower, total) - part)[lower > 0]
    below = (part - np.outer(upper, total))[upper < 1]
    return np.vstack([above, below])


def _benefits(values: Floats, direction: Floats) -> Floats:
    """Return values with costs mirrored inside their own range."""
    mirror = np.fmin.reduce(values, axis=0) + np.fmax.reduce(values, axis=0)
    return np.where(direction > 0, values, mirror - values)


def _for_each(
    counted: npt.NDArray[np.bool_], function: Callable[[npt.NDArray[np.bool_]], Floats], n_cities: int
) -> Floats:
    """Return a function of which items count for each weighting of a stack, once for equal ones."""
    stack = counted.reshape(-1, counted.shape[-1])
    kinds, place = np.unique(stack, axis=0, return_inverse=True)
    results = [function(kind) if kind.any() else np.full(n_cities, np.nan) for kind in kinds]
    return np.array(results)[place.reshape(-1)].reshape(*counted.shape[:-1], n_cities)
