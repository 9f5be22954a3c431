"""Statistics of indicators, and flags on those that need a second look.

Values have the shape (n_cities, n_items), statistics (n_items,); they are of the present values, and NaN where there are
too few of them. The order of the cities does not show in any bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.addition import mean_over_cities, sum_over_cities
from scoring.kernels.lattice import at_least
from scoring.kernels.normalise.reference import (
    largest,
    median,
    number_present,
    smallest,
    standard_deviation,
)

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

SKEWNESS_LIMIT = 2.0
KURTOSIS_LIMIT = 3.5


class Description(NamedTuple):
    """Statistics of indicators, each of the shape (n_items,).

    Parameters
    ----------
    number : how many cities have a value.
    availability : their share of all cities.
    minimum, maximum, mean, median : of the present values, in their unit.
    standard_deviation : with n - 1.
    skewness, kurtosis : as in `skewness` and `kurtosis`.
    unique_share : different values per present value.
    zero_share : zeros per present value.
    """

    number: Floats
    availability: Floats
    minimum: Floats
    maximum: Floats
    mean: Floats
    median: Floats
    standard_deviation: Floats
    skewness: Floats
    kurtosis: Floats
    unique_share: Floats
    zero_share: Floats


class Flags(NamedTuple):
    """What stands out in indicators, each of the shape (n_items,).

    Parameters
    ----------
    outlying : skewed and peaked at once, as in `outlying`.
    low_availability : too few cities have a value.
    few_unique : too few different values per present value.
    many_zeros : too many zeros per present value.
    """

    outlying: Bools
    low_availability: Bools
    few_unique: Bools
    many_zeros: Bools


def skewness(values: Floats) -> Floats:
    """Return the skewness G1 = sqrt(n (n - 1)) / (n - 2) * sqrt(n) sum(d**3) / sum(d**2)**1.5 with d = x - mean(x).

    Type 2 of Joanes and Gill, Comparing measures of sample skewness and kurtosis, 1998, as in Excel's SKEW and in COINr.
    NaN below three present values, and where all are equal.

    Parameters
    ----------
    values : shape (n_cities, ...).

    Examples
    --------
    >>> skewness(np.array([[1.0], [2.0], [6.0]])).round(6).tolist()
    [1.457863]
    """
    number, apart = number_present(values), _apart(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        moment = np.sqrt(number) * sum_over_cities(apart**3) / sum_over_cities(apart**2) ** 1.5
        corrected = moment * np.sqrt(number * (number - 1)) / (number - 2)
    return np.where((number > 2) & _varies(values), corrected, np.nan)  # noqa: PLR2004


def kurtosis(values: Floats) -> Floats:
    """Return the excess kurtosis G2 = (n - 1) / ((n - 2) (n - 3)) * ((n + 1) (r - 3) + 6), r = n sum(d**4) / sum(d**2)**2.

    Type 2 of Joanes and Gill, Comparing measures of sample skewness and kurtosis, 1998, as in Excel's KURT and in COINr.
    NaN below four present values, and where all are equal.

    Parameters
    ----------
    values : shape (n_cities, ...).

    Examples
    --------
    >>> kurtosis(np.array([[0.0], [0.0], [0.0], [1.0]])).round(12).tolist()
    [4.0]
    """
    number, apart = number_present(values), _apart(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = number * sum_over_cities(apart**4) / sum_over_cities(apart**2) ** 2
        corrected = ((number + 1) * (ratio - 3) + 6) * (number - 1) / ((number - 2) * (number - 3))
    return np.where((number > 3) & _varies(values), corrected, np.nan)  # noqa: PLR2004


def _apart(values: Floats) -> Floats:
    """Return the distances from the mean, in units of the largest, so that no power leaves the range of numbers."""
    distance = values - mean_over_cities(values)
    longest = largest(np.abs(distance))
    with np.errstate(divide="ignore", invalid="ignore"):
        apart: Floats = distance / longest
    return apart


def _varies(values: Floats) -> Bools:
    varies: Bools = smallest(values) < largest(values)
    return varies


def outlying(
    values: Floats, *, skewness_limit: float = SKEWNESS_LIMIT, kurtosis_limit: float = KURTOSIS_LIMIT
) -> Bools:
    """Tell which indicators are skewed and peaked at once, the sign of outliers.

    Becker, COINr, ``check_SkewKurt``: an indicator passes where its absolute skewness is below the one limit or its
    kurtosis below the other. Below four present values, and where all are equal, there is nothing to judge, and it passes.

    Parameters
    ----------
    values : shape (n_cities, ...).
    skewness_limit, kurtosis_limit : from which on it fails, decided on decimals.
    """
    skewed = at_least(np.abs(skewness(values)), skewness_limit)
    return skewed & at_least(kurtosis(values), kurtosis_limit)


def unique_number(values: Floats) -> Floats:
    """Return how many different values there are."""
    ordered = np.sort(values, axis=0)
    changes = (ordered[1:] != ordered[:-1]) & ~np.isnan(ordered[1:])
    return changes.sum(axis=0) + np.minimum(number_present(values), 1.0)


def describe(values: Floats) -> Description:
    """Return statistics of every indicator; Becker, COINr, ``get_stats``.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    """
    number = number_present(values)
    known = np.where(number > 0, number, np.nan)
    return Description(
        number=number,
        availability=number / len(values) if len(values) else np.full_like(number, np.nan),
        minimum=smallest(values),
        maximum=largest(values),
        mean=mean_over_cities(values),
        median=median(values),
        standard_deviation=standard_deviation(values),
        skewness=skewness(values),
        kurtosis=kurtosis(values),
        unique_share=unique_number(values) / known,
        zero_share=(values == 0).sum(axis=0) / known,
    )


def flags(
    values: Floats,
    *,
    skewness_limit: float = SKEWNESS_LIMIT,
    kurtosis_limit: float = KURTOSIS_LIMIT,
    least_availability: float = 0.65,
    least_unique: float = 0.5,
    least_non_zero: float = 0.5,
) -> Flags:
    """Return what stands out; Becker, COINr, ``get_stats``, with its limits.

    As COINr's documentation says, unique and non-zero values are counted per present value; its code counts them per
    city, which makes a missing value look like a zero. Where nothing is present only the availability is flagged.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    skewness_limit, kurtosis_limit : as in `outlying`.
    least_availability, least_unique, least_non_zero : shares below which an indicator is flagged, decided on decimals.
    """
    told = describe(values)
    present = told.number > 0
    return Flags(
        outlying=outlying(values, skewness_limit=skewness_limit, kurtosis_limit=kurtosis_limit),
        low_availability=~at_least(told.availability, least_availability),
        few_unique=present & ~at_least(told.unique_share, least_unique),
        many_zeros=present & ~at_least(1.0 - told.zero_share, least_non_zero),
    )
