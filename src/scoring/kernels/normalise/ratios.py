"""Shares of a best value, a sum or a length.

Every rule is a fit, which finds reference points, and an apply; values have the shape (n_cities, n_items), points and
`direction` the shape (n_items,). A ratio changes with the zero of the scale, so that values cannot be turned
beforehand: a changed sign would change the ratio. What a rule does where lower is better is part of the rule:
``inverse`` divides by the value instead, ``complement`` takes the ratio away from one.

A ratio is missing where its order would be lost: where it divides by zero or less, and for the inverse of values not
above zero. Whoever calls finds a present value without a score and names the item. What is missing stays missing.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from scoring.kernels.addition import sum_over_cities
from scoring.kernels.normalise.reference import (
    Floats,
    Numbers,
    Point,
    Reference,
    best,
    largest,
    named,
    number_present,
    or_constant,
    turned,
)

Costs = Literal["inverse", "complement"]


def _ratio(values: Floats, divisor: Floats) -> Floats:
    """Return values / divisor, missing where the divisor is zero or less."""
    return values / np.where(divisor > 0, divisor, np.nan)


def _turning(ratio: Floats, inverse: Floats, direction: Floats) -> Floats:
    return np.where(direction > 0, ratio, inverse)


def _basis(values: Floats, direction: Floats, costs: Costs) -> Floats:
    """Return the values, or 1 / x where lower is better and the rule takes the inverse."""
    inverse = _ratio(np.ones(1), values) if costs == "inverse" else values
    return _turning(values, inverse, direction)


def _turned_ratio(values: Floats, direction: Floats, divisor: Floats, costs: Costs) -> Floats:
    ratio = _ratio(_basis(values, direction, costs), divisor)
    return _turning(ratio, 1.0 - ratio if costs == "complement" else ratio, direction)


def fit_best(values: Floats, direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return the ``best`` present value."""
    return {"best": best(values, direction)}


def fraction_of_maximum(values: Floats, direction: Floats, reference: Reference) -> Floats:
    """Return x / max(x), or min(x) / x where lower is better.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, Table 14; for costs the linear scale transformation
    of Zavadskas and others, Elektronika ir Elektrotechnika 122, 2012 (WASPAS). COINr's ``n_fracmax`` loses the
    direction.

    Parameters
    ----------
    reference : of `fit_best`.
    """
    ends = reference["best"]
    return _turning(_ratio(values, ends), _ratio(np.where(ends > 0, ends, np.nan), values), direction)


def nonlinear(values: Floats, direction: Floats, reference: Reference) -> Floats:
    """Return (x / max(x))**2, or (min(x) / x)**3 where lower is better.

    Peldschus, Vaigauskas and Zavadskas, Bauplanung Bautechnik 37, 1983.

    Parameters
    ----------
    reference : of `fit_best`.
    """
    ratio = fraction_of_maximum(values, direction, reference)
    return _turning(ratio**2, ratio**3, direction)


def zavadskas_turskis(values: Floats, direction: Floats, reference: Reference) -> Floats:
    """Return 1 - |best - x| / best: x / max(x), or 2 - x / min(x) where lower is better.

    Zavadskas and Turskis, Informatica 19, 2008. The sign replaces the bars, so that what is better than the best
    fitted value scores above one.

    Parameters
    ----------
    reference : of `fit_best`.
    """
    return 1.0 - _ratio(turned(reference["best"] - values, direction), reference["best"])


def fit_maximum(values: Floats, _direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return the ``maximum`` of the present values."""
    return {"maximum": largest(values)}


def maximum(values: Floats, direction: Floats, reference: Reference) -> Floats:
    """Return x / max(x), or 1 - x / max(x) where lower is better.

    Jahan and Edwards, Materials and Design 65, 2015 (linear, max).

    Parameters
    ----------
    reference : of `fit_maximum`.
    """
    return _turned_ratio(values, direction, reference["maximum"], "complement")


def fit_sum(
    values: Floats, direction: Floats, *, costs: Costs = "inverse", **_parameters: object
) -> dict[str, Floats]:
    """Return the ``sum`` of the present values, or of their inverses.

    Parameters
    ----------
    costs : what is done where lower is better.
    """
    return {"sum": sum_over_cities(_basis(values, direction, costs))}


def total(values: Floats, direction: Floats, reference: Reference, *, costs: Costs = "inverse") -> Floats:
    """Return x / sum(x), or (1 / x) / sum(1 / x) where lower is better.

    Jahan and Edwards, Materials and Design 65, 2015 (linear, sum).

    Parameters
    ----------
    reference : of `fit_sum`, with the same `costs`.
    costs : ``complement`` takes 1 - x / sum(x) where lower is better.
    """
    return _turned_ratio(values, direction, reference["sum"], costs)


def fit_norm(
    values: Floats, direction: Floats, *, costs: Costs = "complement", **_parameters: object
) -> dict[str, Floats]:
    """Return ``norm``, the square root of the sum of squares of the present values, or of their inverses.

    Parameters
    ----------
    costs : what is done where lower is better.
    """
    return {"norm": np.sqrt(sum_over_cities(_basis(values, direction, costs) ** 2))}


def vector(values: Floats, direction: Floats, reference: Reference, *, costs: Costs = "complement") -> Floats:
    """Return x / sqrt(sum(x**2)), or 1 - x / sqrt(sum(x**2)) where lower is better.

    Jahan and Edwards, Materials and Design 65, 2015 (vector). Hwang and Yoon, Multiple Attribute Decision Making,
    1981, leave costs as they are, because their ideal point turns them.

    Parameters
    ----------
    reference : of `fit_norm`, with the same `costs`.
    costs : ``inverse`` takes (1 / x) / sqrt(sum(1 / x**2)) where lower is better.
    """
    return _turned_ratio(values, direction, reference["norm"], costs)


def fit_logarithms(values: Floats, _direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return ``logarithms``, the sum of ln x, and ``cities``, the number of present values."""
    return {"logarithms": sum_over_cities(_logarithm(values)), "cities": number_present(values)}


def logarithmic(values: Floats, direction: Floats, reference: Reference) -> Floats:
    """Return ln x / ln prod(x), or (1 - ln x / ln prod(x)) / (n - 1) where lower is better.

    Zavadskas and Turskis, Informatica 19, 2008. The scores of the fitted cities sum to one in either direction. They
    change with the unit of x, and are missing where the product is not above one.

    Parameters
    ----------
    reference : of `fit_logarithms`.
    """
    ratio = _ratio(_logarithm(values), reference["logarithms"])
    return _turning(ratio, _ratio(1.0 - ratio, reference["cities"] - 1.0), direction)


def _logarithm(values: Floats) -> Floats:
    return np.log(np.where(values > 0, values, np.nan))


def fit_distances(values: Floats, direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return the ``best`` present value and ``distances``, the sum of all distances from it."""
    end = best(values, direction)
    return {"best": end, "distances": sum_over_cities(np.abs(end - values))}


def enhanced_accuracy(
    values: Floats, direction: Floats, reference: Reference, *, constant: float | None = None
) -> Floats:
    """Return 1 - (max - x) / sum(max - x), or 1 - (x - min) / sum(x - min) where lower is better.

    Zeng, Li and Yang, Journal of Medical Systems 37, 2013.

    Parameters
    ----------
    reference : of `fit_distances`.
    constant : score of every city where all fitted ones have the same value.
    """
    distance = turned(reference["best"] - values, direction)
    scores = 1.0 - _ratio(distance, reference["distances"])
    return or_constant(scores, values, reference["distances"], constant)


def fit_named(
    values: Floats, direction: Floats, *, point: Point, given: Numbers = (), **_parameters: object
) -> dict[str, Floats]:
    """Return the ``point`` of comparison.

    Parameters
    ----------
    point : which one; ``given`` stands for `given`.
    given : one number, or one an item, in the units of the item.
    """
    return {"point": named(point, values, direction, given=given)}


def ratio_to_reference(
    values: Floats,
    direction: Floats,
    reference: Reference,
    *,
    form: Literal["ratio", "difference"] = "ratio",
    **_fitted: object,
) -> Floats:
    """Return x / point, or (x - point) / point; where lower is better point / x, or (point - x) / point.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 5.4; it does not speak of costs.

    Parameters
    ----------
    reference : of `fit_named`.
    form : centred on 1, or on 0.
    """
    point = np.where(reference["point"] > 0, reference["point"], np.nan)
    if form == "difference":
        return _ratio(turned(values - point, direction), point)
    return _turning(_ratio(values, point), _ratio(point, values), direction)
