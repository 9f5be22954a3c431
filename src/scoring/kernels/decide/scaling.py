"""Making items of different units comparable before they are weighted.

Every function takes ``values`` of the shape (n_cities, n_items) and ``direction`` of the shape (n_items,), and
returns scaled values of the shape of ``values``, higher is better. A missing value stays missing, and reference
points are those of the present values. An item that tells no city from another has no scale: where its divisor is
zero, its scaled value is zero, so that it gives every city the same.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Divisor = Literal["range", "maximum", "sum", "vector"]
Scaling = Literal["min_max", "maximum", "sum", "vector"]

NOISE = 1e-12  # rounding of sums whose parts are around one
WIDTH = 2048  # numbers that one step of a reduction over cities takes at once


class Extent(NamedTuple):
    """Lowest and highest present value of each item, shape (n_items,); NaN where none is present."""

    lowest: Floats
    highest: Floats


class Poles(NamedTuple):
    """Best and worst present value of each item, shape (n_items,); NaN where none is present."""

    best: Floats
    worst: Floats


def over_cities(operation: np.ufunc, values: Floats) -> Floats:
    """Reduce the first axis by ``fmin`` or ``fmax``, several rows at once for speed; NaN where all are missing.

    Parameters
    ----------
    operation : a ufunc for which NaN is neutral.
    values : shape (n_cities, n_items).
    """
    n_cities, n_items = values.shape
    rows = max(1, WIDTH // n_items)
    cut = n_cities - n_cities % rows
    wide = values[:cut].reshape(-1, rows * n_items)
    first = operation.reduce(wide, axis=0, initial=np.nan).reshape(rows, n_items)
    return operation.reduce(np.concatenate([first, values[cut:]]), axis=0)


def extent(values: Floats) -> Extent:
    """Return the lowest and the highest present value of each item."""
    return Extent(over_cities(np.fmin, values), over_cities(np.fmax, values))


def poles(values: Floats, direction: Floats) -> Poles:
    """Return the best and the worst present value of each item."""
    lowest, highest = extent(values)
    gains = direction > 0
    return Poles(np.where(gains, highest, lowest), np.where(gains, lowest, highest))


def inverse(divisor: Floats, *, noise: float = 0.0) -> Floats:
    """Return 1 / divisor, and zero where the divisor is zero or missing.

    Parameters
    ----------
    divisor : any shape.
    noise : magnitude up to which a divisor is taken for a zero that was rounded.
    """
    divides = np.abs(divisor) > noise  # False where it is missing
    return np.divide(1.0, divisor, out=np.zeros_like(divisor), where=divides)


def known(values: Floats) -> Floats:
    """Return the values with zero where they are missing; the same array where none is."""
    missing = np.isnan(values)
    return np.where(missing, 0.0, values) if missing.any() else values


def column_sum(values: Floats) -> Floats:
    """Return the sum of the present values of each item."""
    return known(values).sum(axis=0)


def column_mean(values: Floats) -> Floats:
    """Return the mean of the present values of each item, NaN where none is present."""
    number = np.count_nonzero(~np.isnan(values), axis=0)
    return column_sum(values) / np.where(number > 0, number, np.nan)


def divisor(values: Floats, kind: Divisor) -> Floats:
    """Return the number by which each item is divided, never negative, shape (n_items,).

    Parameters
    ----------
    kind : ``range`` highest minus lowest; ``maximum`` highest magnitude; ``sum`` sum of the magnitudes; ``vector``
        root of the sum of the squares.
    """
    if kind == "vector":
        return _lengths(values)
    if kind == "sum":
        return column_sum(np.abs(values))
    lowest, highest = extent(values)
    spread = highest - lowest if kind == "range" else np.maximum(np.abs(lowest), np.abs(highest))
    return np.where(np.isnan(spread), 0.0, spread)


def _lengths(values: Floats) -> Floats:
    squares = np.einsum("ij,ij->j", values, values)
    # a missing value shows in the sum: looking there is less work than looking at every value
    if np.isnan(squares).any():
        return _lengths(known(values))
    return np.sqrt(squares)


def min_max(values: Floats, direction: Floats) -> Floats:
    """Return (x - min) / (max - min), for costs (max - x) / (max - min): 1 is the best city, 0 the worst."""
    best, worst = poles(values, direction)
    parts = values - worst
    parts *= inverse(best - worst)
    return parts


def by_maximum(values: Floats, direction: Floats) -> Floats:
    """Return x / max|x|, for costs 1 - x / max|x| (Hwang & Yoon 1981, linear scale transformation)."""
    return _divided(values, direction, divisor(values, "maximum"))


def by_sum(values: Floats, direction: Floats) -> Floats:
    """Return x / sum|x|, for costs 1 - x / sum|x|."""
    return _divided(values, direction, divisor(values, "sum"))


def by_vector(values: Floats, direction: Floats) -> Floats:
    """Return x / sqrt(sum(x**2)), for costs 1 - x / sqrt(sum(x**2)) (Hwang & Yoon 1981, vector normalisation)."""
    return _divided(values, direction, divisor(values, "vector"))


def _divided(values: Floats, direction: Floats, by: Floats) -> Floats:
    parts = values * inverse(by)
    parts *= direction
    parts += np.where(direction > 0, 0.0, 1.0)
    return parts


def ratios(values: Floats, direction: Floats) -> Floats:
    """Return x / max x, for costs min x / x: parts of the best value, of values above zero."""
    best, costs = poles(values, direction).best, direction < 0
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = values / best
        parts[:, costs] = best[costs] / values[:, costs]
    return parts


def shares(values: Floats, direction: Floats) -> Floats:
    """Return x / sum x, for costs (1 / x) / sum(1 / x): shares of the nation, of values above zero."""
    parts = gains(values, direction)
    parts *= inverse(column_sum(parts))
    return parts


def gains(values: Floats, direction: Floats) -> Floats:
    """Return x, for costs 1 / x, of values above zero; the shape is (..., n_items)."""
    costs = direction < 0
    turned = values.copy()
    with np.errstate(divide="ignore"):
        turned[..., costs] = 1.0 / values[..., costs]
    return turned


def scaled(values: Floats, direction: Floats, scaling: Scaling) -> Floats:
    """Scale by the rule of that name.

    Parameters
    ----------
    scaling : ``min_max``, ``maximum`` (`by_maximum`), ``sum`` (`by_sum`) or ``vector`` (`by_vector`).
    """
    rules = {"min_max": min_max, "maximum": by_maximum, "sum": by_sum, "vector": by_vector}
    return rules[scaling](values, direction)
