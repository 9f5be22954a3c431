"""CoCoSo, combined compromise solution.

Source: Yazdani, Zarate, Zavadskas & Turskis, A combined compromise solution (CoCoSo) method for multi-criteria
decision-making problems, Management Decision 57(9), 2019, steps 1 to 5.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.distances import city_blocks
from scoring.kernels.decide.folding import city_shares, counted, items_of, mean_of, over_draws, row_sum
from scoring.kernels.decide.scaling import inverse, min_max

Floats = npt.NDArray[np.float64]


class CocosoFigures(NamedTuple):
    """What the paper prints.

    `scaled` r (n_cities, n_items); sums `total` S and `powers` P, appraisals `share` k_a, `over_least` k_b and
    `of_largest` k_c, and the `score` k (n_cities,).
    """

    scaled: Floats
    total: Floats
    powers: Floats
    share: Floats
    over_least: Floats
    of_largest: Floats
    score: Floats


def cocoso(values: Floats, weights: Floats, direction: Floats, *, sum_share: float = 0.5) -> Floats:
    """Return k = (k_a k_b k_c)**(1/3) + (k_a + k_b + k_c) / 3 of min-max scaled items r.

    S = sum(w r) and P = sum(r**w), sum(w) = 1; k_a = (P + S) / sum(P + S) over the cities; k_b = S / min S +
    P / min P; k_c = (lambda S + (1 - lambda) P) / (lambda max S + (1 - lambda) max P).

    A missing item gives its weight to the city's present items; P, a sum over items, is then the mean of the present
    powers times the number of items that have weight and that some city has, so that a missing item does not count as zero. An item without
    weight has no power (r**0 would be 1 for all). An item with one value everywhere has r = 0. Where the least S or P
    is zero, k_b takes the least above zero, which the paper does not provide for.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).
    sum_share : lambda, the part of S in k_c.

    Returns
    -------
    Shape (..., n_cities), not below 0.
    """
    scaled = min_max(values, direction)
    logs, items = _logs(scaled), items_of(scaled)

    def compromise(shares: Floats) -> Floats:
        powers = _powers(logs, shares, items.present)
        return _appraisals(mean_of(items, shares), powers, sum_share)[-1]

    return over_draws(compromise, weights, len(values))


def _logs(scaled: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return np.log(scaled)


def _powers(logs: Floats, shares: Floats, present: Floats | None) -> Floats:
    """Return P, shape (n_draws, n_cities)."""
    powers = np.empty((len(shares), len(logs)))
    total = np.broadcast_to(counted(shares, present), powers.shape)
    weighted = (shares > 0.0) * (1.0 if present is None else present.max(axis=0))
    for draw, weights in enumerate(shares):
        for cities in city_blocks(*logs.shape):
            powers[draw, cities] = _power_sums(logs[cities], weights / total[draw, cities, None])
    number = counted(weighted, present)
    return powers / number * weighted.sum(axis=1, keepdims=True)


def _power_sums(logs: Floats, exponents: Floats) -> Floats:
    """Return the sum of the powers of the present items with weight."""
    with np.errstate(invalid="ignore"):
        powers = np.exp(logs * exponents)
    powers[np.isnan(powers) | (exponents == 0.0)] = 0.0
    return powers.sum(axis=1)


def _least(sums: Floats) -> Floats:
    """Return the least sum above zero of each row."""
    return np.fmin.reduce(np.where(sums > 0.0, sums, np.nan), axis=-1, keepdims=True, initial=np.nan)


def _largest(sums: Floats) -> Floats:
    return np.fmax.reduce(sums, axis=-1, keepdims=True, initial=np.nan)


def _appraisals(total: Floats, powers: Floats, sum_share: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Return k_a, k_b, k_c and k."""
    both = total + powers
    share = both * inverse(np.nansum(both, axis=-1, keepdims=True))
    over_least = total * inverse(_least(total)) + powers * inverse(_least(powers))
    largest = sum_share * _largest(total) + (1.0 - sum_share) * _largest(powers)
    of_largest = (sum_share * total + (1.0 - sum_share) * powers) * inverse(largest)
    score = np.cbrt(share * over_least * of_largest) + (share + over_least + of_largest) / 3.0
    return share, over_least, of_largest, score


def cocoso_figures(
    values: Floats, weights: Floats, direction: Floats, *, sum_share: float = 0.5
) -> CocosoFigures:
    """Return the steps of `cocoso` for one weighting, shape (n_items,)."""
    scaled, shares = min_max(values, direction), city_shares(values, weights)
    with np.errstate(invalid="ignore"):
        powers = np.where(shares > 0.0, scaled**shares, np.where(shares == 0.0, 0.0, np.nan))
    number = np.count_nonzero(shares > 0.0, axis=1)
    asked = np.count_nonzero((shares > 0.0).any(axis=0))
    sums = row_sum(powers) / np.where(number > 0, number, np.nan) * asked
    total = row_sum(shares * scaled)
    return CocosoFigures(scaled, total, sums, *_appraisals(total, sums, sum_share))
