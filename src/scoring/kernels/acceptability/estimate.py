"""A figure beside its Monte Carlo standard error."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """A figure estimated from independent weightings.

    Parameters
    ----------
    value : the figure; NaN where no weighting tells it.
    error : its standard error, shape of `value`; zero where nothing varied.
    """

    value: Floats
    error: Floats


def per(amount: npt.ArrayLike, number: npt.ArrayLike) -> Floats:
    """Return amount / number, NaN where the number is zero; shapes that broadcast."""
    divisor = np.asarray(number, dtype=np.float64)
    return np.asarray(amount) / np.where(divisor > 0, divisor, np.nan)


def share(hits: npt.ArrayLike, number: npt.ArrayLike) -> Estimate:
    """Return a share of weightings with its binomial standard error sqrt(p (1 - p) / n)."""
    part = per(hits, number)
    return Estimate(part, np.sqrt(part * (1.0 - part) * per(1.0, number)))


def mean_of(first: npt.ArrayLike, second: npt.ArrayLike, number: npt.ArrayLike) -> Estimate:
    """Return a mean with its standard error sqrt(variance / n), variances below zero by rounding taken as zero.

    Parameters
    ----------
    first, second : sums of what is averaged and of its square.
    number : of weightings.
    """
    mean = per(first, number)
    variance = np.maximum(per(second, number) - mean**2, 0.0)
    return Estimate(mean, np.sqrt(variance * per(1.0, number)))
