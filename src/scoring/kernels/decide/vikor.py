"""VIKOR, the compromise ranking.

Source: Opricovic & Tzeng, Compromise solution by MCDM methods, European Journal of Operational Research 156, 2004,
section 2, steps (a) to (e).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.distances import weighted_gaps
from scoring.kernels.decide.folding import city_shares, counted, items_of, over_draws, row_sum
from scoring.kernels.decide.scaling import NOISE, inverse, poles
from scoring.kernels.lattice import snapped, to_lattice

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class VikorFigures(NamedTuple):
    """What the paper prints; in `utility`, `regret` and `compromise` low is good.

    `best` f* and `worst` f- (n_items,); `utility` S, `regret` R and `compromise` Q (n_cities,).
    """

    best: Floats
    worst: Floats
    utility: Floats
    regret: Floats
    compromise: Floats


def vikor(values: Floats, weights: Floats, direction: Floats, *, majority: float = 0.5) -> Floats:
    """Return 1 - Q, so that higher is better; Q = v (S - S*) / (S- - S*) + (1 - v) (R - R*) / (R- - R*).

    S is the sum, R the largest of the weighted gaps w (f* - f) / (f* - f-) to the best value. A missing item gives
    its weight to the city's present items, in S and in R. An item with one value everywhere has no gap, and where
    all cities have the same S or R its term is zero: nobody is behind.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).
    majority : v, the weight of S (the majority of items) against R (the worst item).

    Returns
    -------
    Shape (..., n_cities), between 0 and 1.
    """
    best, worst = poles(values, direction)
    slopes, present = inverse(best - worst), items_of(values).present

    def compromise(shares: Floats) -> Floats:
        total = counted(shares, present)
        utility, regret = weighted_gaps(values, best, shares * slopes, complete=present is None)
        return 1.0 - _compromise(utility / total, regret / total, majority)

    return over_draws(compromise, weights, len(values))


def _compromise(utility: Floats, regret: Floats, majority: float) -> Floats:
    return majority * _position(utility) + (1.0 - majority) * _position(regret)


def _position(figures: Floats) -> Floats:
    """Return where each figure lies between the least (0) and the largest (1) of its row."""
    least = np.fmin.reduce(figures, axis=-1, keepdims=True, initial=np.nan)
    largest = np.fmax.reduce(figures, axis=-1, keepdims=True, initial=np.nan)
    return (figures - least) * inverse(largest - least, noise=NOISE)


def vikor_figures(
    values: Floats, weights: Floats, direction: Floats, *, majority: float = 0.5
) -> VikorFigures:
    """Return the steps of `vikor` for one weighting, shape (n_items,)."""
    best, worst = poles(values, direction)
    gaps = city_shares(values, weights) * (best - values) * inverse(best - worst)
    utility, regret = row_sum(gaps), np.fmax.reduce(gaps, axis=1, initial=np.nan)
    return VikorFigures(best, worst, utility, regret, _compromise(utility, regret, majority))


def compromise_set(figures: VikorFigures) -> Bools:
    """Tell which cities form the compromise solution, shape (n_cities,).

    The city with the least Q alone, where it is ahead of the second by at least 1 / (n_cities - 1) (C1, acceptable
    advantage) and also has the least S or R (C2, acceptable stability). If only C2 fails, it and the second; if C1
    fails, every city that is behind by less. Differences are decided on the lattice of 10**-9, so that cities which
    tie as decimals are in the set together.

    Parameters
    ----------
    figures : of one weighting; a city without a result is not counted.
    """
    points = to_lattice(figures.compromise)
    ranked = ~np.isnan(points)
    behind = points - np.fmin.reduce(points, initial=np.nan)
    first = ranked & (behind == 0.0)
    others = behind[ranked & ~first]
    second = ranked & (behind == (others.min() if others.size else 0.0))
    advantage = np.asarray(1.0 / max(1, int(ranked.sum()) - 1))
    close = ranked & (behind < to_lattice(advantage))
    if np.count_nonzero(close) > 1:
        return close
    return first if _stable(first, figures) else first | second


def _stable(first: Bools, figures: VikorFigures) -> bool:
    """Tell whether a first city is also the first by S or by R."""
    by_utility, by_regret = snapped(figures.utility), snapped(figures.regret)
    return bool(
        (by_utility[first] == np.fmin.reduce(by_utility, initial=np.nan)).any()
        or (by_regret[first] == np.fmin.reduce(by_regret, initial=np.nan)).any()
    )
