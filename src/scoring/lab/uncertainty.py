"""What the counts of many weightings say of each city."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.acceptability import figures
from scoring.kernels.acceptability.central import central_weights, confidence_factors
from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.estimate import Estimate, share
from scoring.kernels.acceptability.pairwise import Wins
from scoring.kernels.acceptability.plan import Plan
from scoring.model.ratings import Floats
from scoring.model.uncertainty import Cities, Figure, Pairs, Setting, Uncertainty

QUANTILES = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}


class Interval(NamedTuple):
    """Ranks between which a city stands in at least a share of the weightings; shapes (n_cities,)."""

    low: Floats
    high: Floats


def uncertainty(
    plan: Plan,
    counts: Counts,
    *,
    setting: Setting,
    cities: Cities,
    items: tuple[str, ...],
    weights: Floats,
    size: int,
) -> Uncertainty:
    """Return all figures of a study.

    Parameters
    ----------
    plan, counts : of the cities, and what was counted.
    setting, cities : of the study.
    items, weights : what was weighted, and the official weights.
    size : how many first ranks are looked at.
    """
    central = central_weights(counts)
    best, worst = extremes(counts)
    return Uncertainty(
        setting=setting,
        cities=cities,
        items=items,
        official_weights=weights,
        edges=counts.edges,
        acceptability=_figure(figures.acceptability(counts)),
        figures=_figures(counts, size),
        best=best,
        worst=worst,
        unranked=np.asarray(counts.unranked / counts.n_draws),
        top=size,
        central=_figure(central),
        confidence=confidence_factors(plan, central.value),
        choice=_figure(figures.choice_entropy(counts)),
    )


def _figures(counts: Counts, size: int) -> dict[str, Figure]:
    found = {
        "mean": figures.mean_rank(counts),
        "sd": figures.rank_deviation(counts),
        **{name: figures.quantile(counts, part) for name, part in QUANTILES.items()},
        "first": figures.top(counts, 1),
        "top": figures.top(counts, size),
        "holistic": figures.holistic(counts),
        "entropy": figures.rank_entropy(counts),
    }
    return {name: _figure(estimate) for name, estimate in found.items()}


def _figure(estimate: Estimate) -> Figure:
    return Figure(value=np.asarray(estimate.value), error=np.asarray(estimate.error))


def quantile(counts: Counts, part: float) -> Figure:
    """Return a quantile of each city's rank: the smallest rank that this part of the weightings reaches or betters.

    Parameters
    ----------
    counts : of the ranks.
    part : 0 to 1.
    """
    return _figure(figures.quantile(counts, part))


def top(counts: Counts, size: int) -> Figure:
    """Return the probability of each city to be among the first.

    Parameters
    ----------
    counts : of the ranks.
    size : how many first ranks.
    """
    return _figure(figures.top(counts, size))


def interval(counts: Counts, part: float) -> Interval:
    """Return the ranks between which each city stands in at least a part of the weightings, as much above as below.

    Where ranks were counted in classes the interval is as wide as the classes at its ends.

    Parameters
    ----------
    counts : of the ranks.
    part : above 0, at most 1.
    """
    tail = (1.0 - part) / 2.0
    return Interval(_bound(counts, tail, upper=False), _bound(counts, 1.0 - tail, upper=True))


def extremes(counts: Counts) -> Interval:
    """Return the best and the worst rank that came up, by class where ranks were counted in classes."""
    return Interval(_bound(counts, 0.0, upper=False), _bound(counts, 1.0, upper=True))


def _bound(counts: Counts, part: float, *, upper: bool) -> Floats:
    reached = np.cumsum(counts.ranks, axis=0)
    # a part of a whole number of weightings may pass it by its last bit
    order = np.maximum(np.ceil(part * counts.ranked * (1.0 - 2.0**-50)), 1.0)
    bins = np.minimum((reached < order).sum(axis=0), len(reached) - 1)
    rank = counts.edges[bins + 1] if upper else counts.edges[bins] + 1
    return np.where(counts.ranked > 0, rank.astype(np.float64), np.nan)


def pairs(won: Wins) -> Pairs:
    """Return the pairwise winning indices with their standard errors."""
    return Pairs(n_draws=won.n_draws, above=_figure(share(won.above, won.n_draws)))
