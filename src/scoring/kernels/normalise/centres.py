"""Distances from a centre, counted in spreads.

Every rule is a fit, which finds reference points, and an apply; values have the shape (n_cities, n_items), points and
`direction` the shape (n_items,). Points are in the units of the item, and the direction turns the distance. Where the
spread is zero the score is `constant`, and missing without one. What is missing stays missing.
"""

from __future__ import annotations

import numpy as np

from scoring.kernels.addition import mean_over_cities
from scoring.kernels.normalise.reference import (
    Floats,
    Reference,
    median,
    median_deviation,
    or_constant,
    standard_deviation,
    turned,
)

MAD_OF_NORMAL = 1.4826
"""Standard deviation of a normal distribution by its median absolute deviation: 1 / quantile(3/4)."""


def _standing(values: Floats, direction: Floats, centre: Floats, spread: Floats) -> Floats:
    return turned(values - centre, direction) / np.where(spread > 0, spread, np.nan)


def fit_mean(values: Floats, _direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return the ``mean`` and the standard deviation ``sd`` with n - 1, zero where all values are equal."""
    return {"mean": mean_over_cities(values), "sd": standard_deviation(values)}


def z_score(
    values: Floats,
    direction: Floats,
    reference: Reference,
    *,
    mean: float = 0.0,
    sd: float = 1.0,
    constant: float | None = None,
) -> Floats:
    """Return (x - mean(x)) / sd(x) * sd + mean, the distance turned where lower is better.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 5.2, with n - 1 as in its Table 15; COINr,
    ``n_zscore``.

    Parameters
    ----------
    reference : of `fit_mean`.
    mean, sd : mean and standard deviation of the scores of the fitted cities.
    constant : score of every city where all fitted ones have the same value.
    """
    standing = _standing(values, direction, reference["mean"], reference["sd"])
    return or_constant(standing * sd + mean, values, reference["sd"], constant)


def fit_median(values: Floats, _direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return the ``median`` and ``mad``, the median absolute deviation times 1.4826."""
    return {"median": median(values), "mad": MAD_OF_NORMAL * median_deviation(values)}


def robust_z(
    values: Floats,
    direction: Floats,
    reference: Reference,
    *,
    centre: float = 0.0,
    scale: float = 1.0,
    constant: float | None = None,
) -> Floats:
    """Return (x - median(x)) / (1.4826 MAD(x)) * scale + centre, the distance turned where lower is better.

    The MAD is zero as soon as more than half of the cities share one value, although the others differ. Leys and
    others, Detecting outliers, Journal of Experimental Social Psychology 49, 2013.

    Parameters
    ----------
    reference : of `fit_median`.
    centre, scale : score of the median, and score points for one robust standard deviation.
    constant : score of every city where the MAD is zero.
    """
    standing = _standing(values, direction, reference["median"], reference["mad"])
    return or_constant(standing * scale + centre, values, reference["mad"], constant)


def above_below_mean(
    values: Floats, direction: Floats, reference: Reference, *, threshold: float = 0.2
) -> Floats:
    """Return 1 above (1 + threshold) mean, -1 below (1 - threshold) mean, else 0; turned where lower is better.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 5.5. Missing where the mean is not above
    zero.

    Parameters
    ----------
    reference : of `fit_mean`.
    threshold : half the width of the neutral region, as a share of the mean.
    """
    mean = np.where(reference["mean"] > 0, reference["mean"], np.nan)
    sign = np.where(
        values > (1 + threshold) * mean, 1.0, np.where(values < (1 - threshold) * mean, -1.0, 0.0)
    )
    return np.where(np.isnan(values + mean), np.nan, turned(sign, direction))
