"""Weights from how far cities lie apart on an item: what differs more tells more.

A missing value is left out: mean, spread, lowest and highest are of the present values of the item. An item with
the same value in every city tells nothing and weighs nothing; where that is so of all, all weigh the same.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from scoring.kernels.weigh.columns import columns
from scoring.kernels.weigh.columns import variance as variance_of
from scoring.kernels.weigh.parts import shares

Floats = npt.NDArray[np.float64]

TOGETHER = 8
"""Items copied at once: as many as lie in one line of the cache."""


def equal(values: Floats, direction: Floats) -> Floats:  # noqa: ARG001 - all weightings are called alike
    """Return the same weight for every item.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    direction : shape (n_items,).
    """
    return np.full(values.shape[1], 1.0 / values.shape[1])


def standard_deviation(values: Floats, direction: Floats) -> Floats:  # noqa: ARG001
    """Return weights in proportion to the standard deviation of the items scaled to [0, 1].

    Each item is first put on the scale from its lowest to its highest value, so that its unit does not matter;
    turning costs round would not change the deviation.

    Parameters
    ----------
    values : shape (n_cities, n_items), each item varying.
    direction : shape (n_items,); does not enter.

    Source
    ------
    Diakoulaki, Mavrotas & Papayannakis, Computers & Operations Research 22 (1995) 763, section 3, method SD.
    """
    return shares(np.sqrt(_scaled_variance(values)))


def variance(values: Floats, direction: Floats) -> Floats:  # noqa: ARG001
    """Return weights in proportion to the variance of the items scaled to [0, 1].

    Parameters
    ----------
    values : shape (n_cities, n_items), each item varying.
    direction : shape (n_items,); does not enter.

    Source
    ------
    Rao & Patel, Materials & Design 31 (2010) 4738, section 2.
    """
    return shares(_scaled_variance(values))


def coefficient_of_variation(values: Floats, direction: Floats) -> Floats:  # noqa: ARG001
    """Return weights in proportion to standard deviation over mean, of the values as they are.

    Parameters
    ----------
    values : shape (n_cities, n_items), not negative, on scales with a true zero.
    direction : shape (n_items,); does not enter.

    Source
    ------
    Pearson, Philosophical Transactions A 187 (1896) 253, the coefficient; weights in proportion to it.
    """
    known = columns(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        return shares(np.sqrt(variance_of(values, known)) / known.mean)


def angle(values: Floats, direction: Floats) -> Floats:  # noqa: ARG001
    """Return weights in proportion to the angle between an item and one that is the same in every city.

    The angle between (x_1, ..., x_m) and (1, ..., 1) has the cosine sum(x) / sqrt(m sum(x**2)); its tangent is
    the standard deviation (with m below) over the mean, which is exact for small angles too. Dividing by the
    sum of the item, as the paper does, leaves the angle as it is. Costs are not inverted: the angle is one of
    the values as they are. (Tools differ in this; where all items are benefits, they agree.)

    Parameters
    ----------
    values : shape (n_cities, n_items), not negative, on scales with a true zero.
    direction : shape (n_items,); does not enter.

    Source
    ------
    Shuai, Zongzhun, Yongji & Lei, 24th Chinese Control and Decision Conference (2012) 3889.
    """
    known = columns(values)
    spread = np.sqrt(variance_of(values, known) * (known.number - 1) / known.number)
    return shares(np.arctan2(spread, known.mean))


def lopcow(values: Floats, direction: Floats) -> Floats:
    """Return weights by the logarithmic percentage change, |100 ln(root mean square / standard deviation)|.

    Both are of the items scaled to [0, 1] with the best city at 1; the standard deviation has the number of
    cities less one below.

    Parameters
    ----------
    values : shape (n_cities, n_items), each item varying.
    direction : shape (n_items,).

    Source
    ------
    Ecer & Pamucar, Omega 112 (2022) 102690, equations 2 to 5.
    """
    known = columns(values)
    from_worst = np.where(direction > 0, known.mean - known.lowest, known.highest - known.mean)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = variance_of(values, known)
        mean_square = from_worst**2 + spread * (known.number - 1) / known.number
        return shares(np.abs(100.0 * np.log(np.sqrt(mean_square / spread))))


def gini(values: Floats, direction: Floats) -> Floats:  # noqa: ARG001
    """Return weights in proportion to the Gini coefficient sum(|x_i - x_k|) / (2 m**2 mean).

    With x sorted upward it is sum((2 i - m - 1) x_i) / (m sum(x)): one sort instead of all pairs.

    Parameters
    ----------
    values : shape (n_cities, n_items), not negative, on scales with a true zero.
    direction : shape (n_items,); does not enter.

    Source
    ------
    Li & Chi, First International Conference on Information Science and Engineering (2009) 3726.
    """
    return shares(np.array([_gini_coefficient(upward) for upward in _sorted_items(values)]))


def _sorted_items(values: Floats) -> Iterator[Floats]:
    """Yield the present values of each item from the lowest up."""
    for start in range(0, values.shape[1], TOGETHER):
        items = values[:, start : start + TOGETHER].T.copy()
        items.sort(axis=1)
        for item in items:
            yield item[: np.searchsorted(item, np.nan)]  # missing ones come last


def _gini_coefficient(upward: Floats) -> float:
    total = upward.sum()
    if not total > 0 or upward[0] == upward[-1]:
        return 0.0
    place = np.arange(1.0 - len(upward), len(upward), 2.0)
    return float(place @ upward / (len(upward) * total))


def _scaled_variance(values: Floats) -> Floats:
    known = columns(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        return variance_of(values, known) / (known.highest - known.lowest) ** 2
