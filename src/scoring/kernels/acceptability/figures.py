"""What the counts say of each city's rank. Figures are of the weightings under which the city is ranked."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.estimate import Estimate, mean_of, per, share

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
QuantileRule = Literal["occurring", "linear"]
MetaWeights = Literal["centroid", "linear", "inverse"]


def acceptability(counts: Counts) -> Estimate:
    """Return the rank acceptability indices: the share of weightings with a rank in a bin, (n_bins, n_cities).

    b_i^r of Lahdelma & Salminen 2001, SMAA-2. Each city's sum to one; those of a rank do where nothing ties. Cities
    that tie all have the better rank (1, 2, 2, 4).
    """
    return share(counts.ranks, counts.ranked)


def mean_rank(counts: Counts) -> Estimate:
    """Return the mean rank, shape (n_cities,)."""
    mean = per(counts.places, counts.ranked) + 1.0
    return Estimate(mean, rank_deviation(counts).value * np.sqrt(per(1.0, counts.ranked)))


def rank_deviation(counts: Counts) -> Estimate:
    """Return the standard deviation of the rank, divided by n, shape (n_cities,).

    The error is sqrt((m4 / s**2 - s**2) / (4 n)) with the fourth central moment m4; in a bin of several ranks the
    middle one stands for all in m4.
    """
    number = counts.ranked.astype(object)  # whole numbers of any length: squares of sums pass 63 bits
    spread = number * counts.squares.astype(object) - counts.places.astype(object) ** 2
    variance = per(spread.astype(np.float64), counts.ranked.astype(np.float64) ** 2)
    apart = _middles(counts)[:, None] - 1.0 - per(counts.places, counts.ranked)
    fourth = per((counts.ranks * apart**4).sum(axis=0), counts.ranked)
    moving = np.where(variance > 0, variance, np.inf)
    error = np.sqrt(np.maximum(fourth / moving - variance, 0.0) * per(0.25, counts.ranked))
    return Estimate(np.sqrt(variance), error)


def quantile(counts: Counts, part: float, *, rule: QuantileRule = "occurring") -> Estimate:
    """Return a quantile of the rank, shape (n_cities,).

    The error is half the distance between the quantiles one binomial standard error below and above. In a bin of
    several ranks the middle one stands for all.

    Parameters
    ----------
    counts : of the ranks.
    part : 0 to 1; 0.5 is the median, 0 and 1 the best and the worst rank that came up.
    rule : ``occurring`` the smallest rank that at least this part of the weightings reaches or betters (type 1 of
        Hyndman & Fan 1996), ``linear`` between the two next (type 7).
    """
    near = np.sqrt(part * (1.0 - part) * per(1.0, counts.ranked))
    below, above = (_at(counts, np.clip(part + side, 0.0, 1.0), rule) for side in (-near, near))
    return Estimate(_at(counts, np.full(near.shape, part), rule), (above - below) / 2.0)


def _at(counts: Counts, part: Floats, rule: QuantileRule) -> Floats:
    """Return a quantile of each city, a part of its own each."""
    reached = np.cumsum(counts.ranks, axis=0)
    number = counts.ranked
    if rule == "occurring":
        # the product may pass a whole number by its last bit
        order = np.ceil(np.nan_to_num(part) * number * (1.0 - 2.0**-50)) - 1.0
        return _ordered(counts, reached, np.maximum(order, 0.0))
    order = np.nan_to_num(part) * np.maximum(number - 1, 0)
    low = np.floor(order)
    least, next_one = _ordered(counts, reached, low), _ordered(counts, reached, np.ceil(order))
    return least + (order - low) * (next_one - least)


def _ordered(counts: Counts, reached: Ints, order: Floats) -> Floats:
    """Return the rank that stands at a place, from 0, of each city's sorted ranks; NaN for a city without ranks."""
    bins = np.minimum((reached <= order).sum(axis=0), len(reached) - 1)
    return np.where(counts.ranked > 0, _middles(counts)[bins], np.nan)


def _middles(counts: Counts) -> Floats:
    """Return the middle rank of each bin, shape (n_bins,)."""
    return np.asarray((counts.edges[:-1] + counts.edges[1:] + 1) / 2.0)


def top(counts: Counts, size: int) -> Estimate:
    """Return the probability of a rank not above `size`, shape (n_cities,).

    Of a bin that goes beyond, the ranks count as equally frequent.
    """
    inside = np.clip((size - counts.edges[:-1]) / np.diff(counts.edges), 0.0, 1.0)
    return share(inside @ counts.ranks, counts.ranked)


def holistic(counts: Counts, meta_weights: MetaWeights = "centroid") -> Estimate:
    """Return the holistic acceptability index, the sum of a_r b_i^r, shape (n_cities,).

    Lahdelma & Salminen 2001, SMAA-2, section 3: meta-weights a_r of n cities that fall with the rank, ``centroid``
    sum(1/k, k = r ... n) / sum(1/k, k = 1 ... n), ``linear`` (n - r) / (n - 1), ``inverse`` 1 / r. A bin of several
    ranks has their mean.
    """
    of_rank = meta_weights_of(int(counts.edges[-1]), meta_weights)
    of_bin = np.add.reduceat(of_rank, counts.edges[:-1]) / np.diff(counts.edges)
    return mean_of(of_bin @ counts.ranks, of_bin**2 @ counts.ranks, counts.ranked)


def meta_weights_of(n_ranks: int, rule: MetaWeights) -> Floats:
    """Return the meta-weights of all ranks, shape (n_ranks,)."""
    rank = np.arange(1, n_ranks + 1)
    if rule == "linear":
        return (n_ranks - rank) / max(n_ranks - 1, 1)
    if rule == "inverse":
        return 1.0 / rank
    tails = np.cumsum(1.0 / rank[::-1])[::-1]
    return tails / tails[0]


def rank_entropy(counts: Counts) -> Estimate:
    """Return the entropy of each city's rank in bits, -sum(b log2 b), shape (n_cities,); 0 for a rank that never moves.

    The error is that of the mean of -log2 b.
    """
    return entropy(counts.ranks, counts.ranked)


def choice_entropy(counts: Counts) -> Estimate:
    """Return the entropy of the choice of the first city in bits, -sum(b_i^1 log2 b_i^1).

    ``smaa.entropy.choice`` of the R package smaa 0.3; of cities that tie at the top each counts.
    """
    return entropy(counts.ranks[0], counts.n_draws)


def entropy(hits: Ints, number: npt.ArrayLike) -> Estimate:
    """Return the entropy in bits of frequencies along the first axis, and its standard error."""
    part = per(hits, number)
    with np.errstate(divide="ignore"):
        surprise = np.where(part > 0, -np.log2(part), 0.0)
    return mean_of((hits * surprise).sum(axis=0), (hits * surprise**2).sum(axis=0), number)


def largest_error(counts: Counts) -> float:
    """Return the largest standard error of the rank acceptability indices, by which to stop; NaN without weightings."""
    error = acceptability(counts).error
    return float(np.nanmax(error)) if (counts.ranked > 0).any() else float("nan")
