"""Filling a missing value from other cities. Values have the shape (n_cities, n_items).

Present values stay as they are to the last bit, and what cannot be filled stays missing. The order of the cities does not
show in any bit, and the direction of the items does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from scoring.kernels.addition import mean_over_cities
from scoring.kernels.normalise.reference import median

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def filled(values: Floats, fill: Floats | float) -> Floats:
    """Return the values, and `fill` where they are missing.

    Parameters
    ----------
    fill : broadcastable to the values; NaN where there is nothing to fill with.
    """
    return np.where(np.isnan(values), fill, values)


def constant(values: Floats, *, value: float) -> Floats:
    """Return the values, and one given number where they are missing.

    Parameters
    ----------
    value : in the unit of the items.
    """
    return filled(values, value)


def column_mean(values: Floats) -> Floats:
    """Return the values, and the mean of the present ones of the item where they are missing.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 3.1; Becker, COINr, ``i_mean``.
    """
    return filled(values, mean_over_cities(values))


def column_median(values: Floats) -> Floats:
    """Return the values, and the median of the present ones of the item where they are missing.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 3.1; Becker, COINr, ``i_median``.
    """
    return filled(values, median(values))


def group_mean(values: Floats, *, groups: Ints) -> Floats:
    """Return the values, and the mean of the item in the city's own group where they are missing.

    Becker, COINr, ``i_mean_grp``. A value stays missing where the city has no group or its group has no value.

    Parameters
    ----------
    groups : code of each city's group, -1 for none, shape (n_cities,).
    """
    return _in_groups(values, groups, column_mean)


def group_median(values: Floats, *, groups: Ints) -> Floats:
    """Return the values, and the median of the item in the city's own group where they are missing.

    Becker, COINr, ``i_median_grp``. A value stays missing where the city has no group or its group has no value.

    Parameters
    ----------
    groups : code of each city's group, -1 for none, shape (n_cities,).
    """
    return _in_groups(values, groups, column_median)


def _in_groups(values: Floats, groups: Ints, fill: Callable[[Floats], Floats]) -> Floats:
    whole = np.array(values, dtype=np.float64)
    for members in members_of(groups):
        whole[members] = fill(whole[members])
    return whole


def members_of(codes: Ints) -> Iterator[npt.NDArray[np.intp]]:
    """Yield the positions that share a code, code by code; those below 0 belong nowhere.

    Parameters
    ----------
    codes : shape (n,).
    """
    for code in np.unique(codes):
        if code >= 0:
            yield np.flatnonzero(np.equal(codes, code))
