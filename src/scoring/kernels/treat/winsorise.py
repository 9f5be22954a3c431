"""Drawing the most extreme values in. Values have the shape (n_cities, n_items).

The order of the cities and the direction of the items do not matter; see `scoring.kernels.treat.shape` for which items
are left alone.
"""

from __future__ import annotations

import numpy as np

from scoring.kernels.describe import KURTOSIS_LIMIT, SKEWNESS_LIMIT, skewness
from scoring.kernels.lattice import to_lattice
from scoring.kernels.treat.shape import Floats, When, taken, where_taken


def winsorise(
    values: Floats,
    *,
    when: When = "outlying",
    skewness_limit: float = SKEWNESS_LIMIT,
    kurtosis_limit: float = KURTOSIS_LIMIT,
    most_cells: int = 5,
) -> Floats:
    """Return the values with outliers drawn in to their neighbours, step by step until the item passes.

    Becker, COINr, ``winsorise``. A step gives all values at the maximum the next lower one where the skewness is not
    negative, else all values at the minimum the next higher one. Steps are taken while the item fails the test and fewer
    than `most_cells` values differ from what they were; tied values are taken together, so that there may then be more.
    An item that the last step would leave with a single value is left alone altogether; COINr fails on it and returns it
    untreated.

    Parameters
    ----------
    when : ``always`` takes steps whatever the test says, up to `most_cells`.
    skewness_limit, kurtosis_limit : of the test, `scoring.kernels.describe.outlying`.
    most_cells : number of changed values from which on no step is taken.
    """
    limits = [
        _limits(
            np.sort(column[~np.isnan(column)]),
            when=when,
            skewness_limit=skewness_limit,
            kurtosis_limit=kurtosis_limit,
            most_cells=most_cells,
        )
        for column in np.asarray(values).T
    ]
    low, high = np.array(limits, dtype=np.float64).reshape(-1, 2).T
    return np.clip(values, low, high)


def _limits(
    ordered: Floats, *, when: When, skewness_limit: float, kurtosis_limit: float, most_cells: int
) -> tuple[float, float]:
    """Return the values between which one item is drawn in."""
    if not ordered.size:
        return np.nan, np.nan
    low, high = ordered[0], ordered[-1]
    while ((ordered < low) | (ordered > high)).sum() < most_cells:
        drawn = np.clip(ordered, low, high)
        if not taken(drawn, when=when, skewness_limit=skewness_limit, kurtosis_limit=kurtosis_limit):
            break
        if to_lattice(skewness(drawn)) >= 0:
            high = drawn[drawn < high].max()
        else:
            low = drawn[drawn > low].min()
        if low == high:
            return ordered[0], ordered[-1]
    return low, high


@where_taken
def clip_quantiles(values: Floats, *, low: float = 0.025, high: float = 0.975) -> Floats:
    """Return the values of each item drawn in to two of its quantiles.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 5 (trimming the tails). Quantiles are of the
    present values, linear between neighbours: type 7 of Hyndman and Fan, Sample quantiles in statistical packages, 1996.
    It also has the parameters of `scoring.kernels.treat.shape.taken`.

    Parameters
    ----------
    low, high : shares of the cities at the two quantiles.
    """
    return np.clip(values, *np.nanquantile(np.sort(values, axis=0), [low, high], axis=0))
