"""What replicates say of each city's score and rank."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.plan import free
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw.stream import BLOCK

Floats = npt.NDArray[np.float64]
Points = Callable[[Floats], Floats]


def counted_ranks(scores: Floats, points: Points, *, threads: int = 1) -> Counts:
    """Rank the cities in every replicate, by one sort of packed keys each, and count the ranks.

    Ties count by the competition rule 1, 2, 2, 4.

    Parameters
    ----------
    scores : of the replicates, a higher one is better, shape (n_cities, n_replicates); NaN is not ranked.
    points : from the scores of some replicates, shape (n_some, n_cities), to whole numbers in the same order, equal
        where scores tie; the largest times n_cities stays below 2**52, NaN stays NaN.
    threads : workers.
    """
    n_cities, n_replicates = scores.shape
    # a replicate stands where a weighting stands elsewhere; its one weight says nothing
    plan = free(partial(_points, scores, points), n_cities=n_cities, n_items=1, whole=1)
    return run(plan, _nothing, n_replicates, threads=threads)


def _points(scores: Floats, points: Points, weights: Floats, first: int) -> Floats:
    return points(scores[:, first : first + len(weights)].T)


def _nothing(number: int, whole: int) -> Floats:  # noqa: ARG001 - as every draw
    return np.full((BLOCK, 1), float(whole))


def score_quantile(scores: Floats, part: float) -> Floats:
    """Return a quantile of each city's scores, shape (n_cities,); NaN for a city without any.

    The smallest score that at least this part of the replicates does not pass (type 1 of Hyndman & Fan 1996).

    Parameters
    ----------
    scores : of the replicates, shape (n_cities, n_replicates); NaN is left out.
    part : 0 to 1.
    """
    number = (~np.isnan(scores)).sum(axis=1)
    # the product may pass a whole number by its last bit
    place = np.maximum(np.ceil(part * number * (1.0 - 2.0**-50)) - 1.0, 0.0).astype(np.int64)
    return np.array([_ordered(row, at) for row, at in zip(scores, place.tolist(), strict=True)])


def _ordered(row: Floats, place: int) -> float:
    return float(np.partition(row, place)[place])  # NaN sorts last


def replicate_moments(scores: Floats) -> tuple[Floats, Floats]:
    """Return mean and standard deviation, divided by n - 1, of each city's scores, shapes (n_cities,).

    Parameters
    ----------
    scores : of the replicates, shape (n_cities, n_replicates); NaN is left out.
    """
    present = ~np.isnan(scores)
    number = present.sum(axis=1)
    origin = np.fmin.reduce(scores, axis=1)  # a score that never moves has its own mean and no deviation
    apart = np.where(present, scores - origin[:, None], 0.0)
    mean = apart.sum(axis=1) / np.where(number > 0, number, np.nan)
    spread = (np.where(present, apart - mean[:, None], 0.0) ** 2).sum(axis=1)
    return origin + mean, np.sqrt(spread / np.where(number > 1, number - 1, np.nan))
