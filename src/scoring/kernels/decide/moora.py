"""MOORA and MULTIMOORA, multi-objective optimisation by ratio analysis.

Sources: Brauers & Zavadskas, The MOORA method and its application to privatization in a transition economy, Control
and Cybernetics 35(2), 2006 (ratio system and reference point); Brauers & Zavadskas, Project management by MULTIMOORA
as an instrument for transition economies, Technological and Economic Development of Economy 16(1), 2010 (full
multiplicative form); Hafezalkotob, Hafezalkotob, Liao & Herrera, An overview of MULTIMOORA for multi-criteria
decision-making, Information Fusion 51, 2019 (weights in each of the three).

All three start from x / sqrt(sum(x**2)) and weights that sum to one. Ratio system and full multiplicative form set
costs against benefits: there a missing benefit gives its weight to the city's present benefits and a missing cost to
its present costs, and a city without any of one side has the nation's mean of that side (of the logarithms, in the
full multiplicative form). In the reference point a missing item gives its weight to all present items of the city.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.distances import weighted_gaps
from scoring.kernels.decide.folding import city_shares, counted, gains_and_costs, items_of, over_draws
from scoring.kernels.decide.scaling import divisor, inverse, poles

Floats = npt.NDArray[np.float64]


class MooraFigures(NamedTuple):
    """What the papers print.

    `scaled` (n_cities, n_items); the best of each, `reference` (n_items,); `ratio`, `reference_gap` (low is good) and
    the full multiplicative form `product` (n_cities,).
    """

    scaled: Floats
    reference: Floats
    ratio: Floats
    reference_gap: Floats
    product: Floats


def moora(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return the ratio system: the sum of w r of the benefits less that of the costs, r = x / sqrt(sum(x**2)).

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), between -1 and 1.
    """
    sums = gains_and_costs(_scaled(values), direction)

    def ratio(shares: Floats) -> Floats:
        gains, costs = sums(shares)
        return gains - costs

    return over_draws(ratio, weights, len(values))


def _scaled(values: Floats) -> Floats:
    return values * inverse(divisor(values, "vector"))


def moora_reference_point(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return the largest weighted gap to the best value, max of w |r - r_best|, negated so that higher is better.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), at most 0; -2 or more.
    """
    best, factor = poles(values, direction).best, direction * inverse(divisor(values, "vector"))
    present = items_of(values).present

    def score(shares: Floats) -> Floats:
        _, largest = weighted_gaps(values, best, shares * factor, complete=present is None)
        return -largest / counted(shares, present)

    return over_draws(score, weights, len(values))


def full_multiplicative_form(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return the product of r**w of the benefits divided by that of the costs, r = x / sqrt(sum(x**2)).

    Weights stand in the exponent: as factors they would multiply every city's product by the same number.

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), above 0.
    """
    logs = _scaled(values)
    np.log(logs, out=logs)
    sums = gains_and_costs(logs, direction)

    def product(shares: Floats) -> Floats:
        gains, costs = sums(shares)
        return np.exp(gains - costs)

    return over_draws(product, weights, len(values))


def moora_figures(values: Floats, weights: Floats, direction: Floats) -> MooraFigures:
    """Return the figures of the three methods for one weighting, shape (n_items,), of values above zero."""
    scaled, share = _scaled(values), (weights / weights.sum())[None, :]
    reference = poles(scaled, direction).best
    gaps = city_shares(values, weights) * np.abs(reference - scaled)
    gains, costs = gains_and_costs(scaled, direction)(share)
    multiplied, divided = gains_and_costs(np.log(scaled), direction)(share)
    largest = np.fmax.reduce(gaps, axis=1, initial=np.nan)
    return MooraFigures(scaled, reference, (gains - costs)[0], largest, np.exp(multiplied - divided)[0])
