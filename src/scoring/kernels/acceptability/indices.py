"""Plans of indices that are not linear, through something that is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.fixed import Lattice, quantised
from scoring.kernels.acceptability.plan import Plan, linear, plan_of
from scoring.kernels.acceptability.ratio import ratio

Floats = npt.NDArray[np.float64]

TOPSIS_WHOLE = 2**25
TOPSIS_BITS = 24


def geometric(scores: Floats, *, whole: int | None = None) -> Plan:
    """Return the plan of the weighted geometric mean, by the order of sum(w ln x).

    A zero with any weight brings a city to the bottom, tied with all others that have one. Missing scores give their
    weight to the city's others.

    Parameters
    ----------
    scores : not negative, shape (n_cities, n_items); NaN is missing.
    whole : units of the whole, as in `plan.linear`.
    """
    return linear(np.log(_without_zeros(scores)), whole=whole, stops=scores == 0)


def power(scores: Floats, exponent: float, *, whole: int | None = None) -> Plan:
    """Return the plan of the weighted power mean, by the order of sum(w x**p), turned for p below zero.

    Parameters
    ----------
    scores : not negative, shape (n_cities, n_items); NaN is missing, and gives its weight to the city's others.
    exponent : p; 1 is the arithmetic, 0 the geometric, -1 the harmonic mean. With p not above zero a zero brings a
        city to the bottom.
    whole : units of the whole, as in `plan.linear`.
    """
    if exponent == 0:
        return geometric(scores, whole=whole)
    if exponent == 1:
        return linear(scores, whole=whole)
    if exponent < 0:
        positive = _without_zeros(scores)
        parts = -np.power(positive / np.nanmin(positive), exponent)
        return linear(parts, whole=whole, stops=scores == 0)
    most = np.nanmax(scores)
    return linear(np.power(scores / (most if most > 0 else 1.0), exponent), whole=whole)


def _without_zeros(scores: Floats) -> Floats:
    """Return scores with the smallest positive one in the place of zeros, whose cities are stopped anyhow."""
    positive = scores[scores > 0]
    return np.where(scores == 0, positive.min(initial=positive.max(initial=1.0)), scores)


def topsis(values: Floats, *, whole: int = TOPSIS_WHOLE) -> Plan:
    """Return the plan of TOPSIS (Hwang & Yoon 1981), by two matrix products a block.

    The closeness d- / (d+ + d-) orders cities as d+**2 / (d+**2 + d-**2) does, from the smallest up; with ideal and
    nadir the best and the worst present value of each item, both squares are sums of w**2 times what does not depend
    on the weights. A missing value gives its weight to the city's others. A city whose items are the same everywhere
    has the closeness 0.5; one without a varying item of any weight is not ranked otherwise.

    Parameters
    ----------
    values : normalised, a higher one better, shape (n_cities, n_items); NaN is missing.
    whole : units of the whole, at most 2**25; squared distances stand on a lattice of 2**-24 of the largest.
    """
    ranked = ~np.isnan(values).all(axis=1)
    table = values[ranked]
    present = (~np.isnan(table)).astype(np.int64)
    to_best = np.square(np.fmax.reduce(table) - table)
    to_worst = np.square(table - np.fmin.reduce(table))
    worse, better = quantised(np.stack([to_best, to_worst]), TOPSIS_BITS)
    same = ((worse + better) == 0).all(axis=1, keepdims=True) * present
    worse, better = worse + same, better + same
    return plan_of(
        lambda one: ratio(worse[one], (worse + better)[one], squared=True),
        np.asarray(ranked),
        Lattice(worse, whole, exact=False),
        better,
        present,
    )
