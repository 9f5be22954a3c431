"""Reference points of present values. Shapes: values (n_cities, n_items), points (n_items,) unless said otherwise.

Points are in the units of the item and never turned; NaN where an item has no value at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import numpy.typing as npt

from scoring.kernels.addition import mean_over_cities, sum_over_cities

Floats = npt.NDArray[np.float64]
Reference = Mapping[str, Floats]
Numbers = float | tuple[float, ...]
"""One number for all items, or one an item."""
Point = Literal["mean", "median", "best", "worst", "given"]


def turned(values: Floats, direction: Floats) -> Floats:
    """Return values that are better the higher they are, x * direction.

    Parameters
    ----------
    values : shape (..., n_items).
    direction : 1 where higher and -1 where lower is better, shape (n_items,).
    """
    return values * direction + 0.0  # no zero with a minus sign


def number_present(values: Floats) -> Floats:
    """Return how many cities have a value."""
    return (~np.isnan(values)).sum(axis=0).astype(np.float64)


def smallest(values: Floats) -> Floats:
    """Return the smallest present value."""
    return np.fmin.reduce(values, axis=0, initial=np.nan)


def largest(values: Floats) -> Floats:
    """Return the largest present value."""
    return np.fmax.reduce(values, axis=0, initial=np.nan)


def best(values: Floats, direction: Floats) -> Floats:
    """Return the best present value: the largest, or the smallest where lower is better."""
    return np.where(direction > 0, largest(values), smallest(values))


def worst(values: Floats, direction: Floats) -> Floats:
    """Return the worst present value: the smallest, or the largest where lower is better."""
    return best(values, -direction)


def standard_deviation(values: Floats) -> Floats:
    """Return the standard deviation with n - 1, exactly zero where all present values are equal."""
    squares = sum_over_cities((values - mean_over_cities(values)) ** 2)
    number = number_present(values)
    spread = np.sqrt(squares / np.where(number > 1, number - 1, np.nan))
    # a mean such as that of three times 0.1 is not 0.1 in binary, and would leave a spread of rounding alone
    return np.where(smallest(values) == largest(values), 0.0, spread)


def median(values: Floats) -> Floats:
    """Return the median, the middle between the two central values of an even number."""
    ordered = np.sort(np.vstack([values, np.full((1, values.shape[1]), np.nan)]), axis=0)
    number = number_present(values).astype(np.int64)
    low, high = (
        np.take_along_axis(ordered, np.maximum(place, 0)[None], axis=0)[0]
        for place in ((number - 1) // 2, number // 2)
    )
    return np.where(number > 0, (low + high) / 2, np.nan)


def median_deviation(values: Floats) -> Floats:
    """Return the median of the absolute distances from the median, not multiplied by any factor."""
    return median(np.abs(values - median(values)))


def named(point: Point, values: Floats, direction: Floats, *, given: Numbers = ()) -> Floats:
    """Return the point of each item that goes by a name.

    Parameters
    ----------
    point : ``given`` stands for the numbers in `given`.
    given : one number, or one an item.
    """
    if point == "given":
        return np.broadcast_to(np.asarray(given, dtype=np.float64), direction.shape).copy()
    if point == "mean":
        return mean_over_cities(values)
    if point == "median":
        return median(values)
    return best(values, direction) if point == "best" else worst(values, direction)


def or_constant(scores: Floats, values: Floats, spread: Floats, constant: float | None) -> Floats:
    """Return the scores, and `constant` for present values of items whose `spread` is zero or less.

    Parameters
    ----------
    scores, values : shape (n_cities, n_items).
    spread : what the rule divides by; NaN where nothing was fitted.
    constant : None for no score at all.
    """
    fill = np.where(np.isnan(values), np.nan, np.nan if constant is None else constant)
    return np.where(spread <= 0, fill, scores)


def no_points(_values: Floats, _direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return nothing: the fit of rules whose points are all given."""
    return {}
