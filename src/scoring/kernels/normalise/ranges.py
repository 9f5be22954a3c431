"""Positions between a bad and a good point.

Every rule is a fit, which finds reference points, and an apply; values have the shape (n_cities, n_items), points and
`direction` the shape (n_items,). Points are in the units of the item: where less is better the bad point lies above
the good one, so that no caller turns them.

Where the rule would divide by zero or less (a constant item, a target that the worst city has already passed) the
score is `constant`, and missing without one; whoever calls finds a present value without a score and names the item.
Values outside the fitted ones follow the formula and are not clipped unless asked for. What is missing stays missing.
"""

from __future__ import annotations

import numpy as np

from scoring.kernels.normalise.reference import (
    Floats,
    Numbers,
    Point,
    Reference,
    best,
    named,
    or_constant,
    turned,
    worst,
)


def _between(
    values: Floats,
    direction: Floats,
    points: tuple[Floats, Floats],
    scores: tuple[float, float],
    *,
    clip: bool = False,
    constant: float | None = None,
) -> Floats:
    """Map the bad and the good point onto two scores and what lies between or beyond them alike."""
    bad, good = points
    spread = (good - bad) * direction
    share = (values - bad) * direction / np.where(spread > 0, spread, np.nan)
    if clip:
        share = np.clip(share, 0.0, 1.0)
    # in this form both ends are met to the last bit
    return or_constant((1.0 - share) * scores[0] + share * scores[1], values, spread, constant)


def fit_extremes(values: Floats, direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return the ``worst`` and the ``best`` present value."""
    return {"worst": worst(values, direction), "best": best(values, direction)}


def fit_worst(values: Floats, direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return the ``worst`` present value."""
    return {"worst": worst(values, direction)}


def fit_point(
    values: Floats, direction: Floats, *, point: Point, given: Numbers = (), **_parameters: object
) -> dict[str, Floats]:
    """Return the ``worst`` present value and the ``point`` of comparison.

    Parameters
    ----------
    point : which one; ``given`` stands for `given`.
    given : one number, or one an item, in the units of the item.
    """
    return {"worst": worst(values, direction), "point": named(point, values, direction, given=given)}


def min_max(
    values: Floats,
    direction: Floats,
    reference: Reference,
    *,
    low: float = 0.0,
    high: float = 1.0,
    clip: bool = False,
    constant: float | None = None,
) -> Floats:
    """Return low + (x - min) / (max - min) * (high - low); (max - x) / (max - min) where lower is better.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 5.3; COINr, ``n_minmax``.

    Parameters
    ----------
    reference : of `fit_extremes`.
    low, high : scores of the worst and of the best fitted city.
    clip : whether other cities beyond those two take their scores.
    constant : score of every city where all fitted ones have the same value.
    """
    points = reference["worst"], reference["best"]
    return _between(values, direction, points, (low, high), clip=clip, constant=constant)


def distance_to_maximum(
    values: Floats,
    direction: Floats,
    reference: Reference,
    *,
    clip: bool = False,
    constant: float | None = None,
) -> Floats:
    """Return 1 - (best - x) / (best - worst), which is `min_max` from 0 to 1; COINr, ``n_dist2max``.

    Parameters
    ----------
    reference : of `fit_extremes`.
    clip : whether other cities beyond the best and the worst fitted one score 1 and 0.
    constant : score of every city where all fitted ones have the same value.
    """
    return min_max(values, direction, reference, clip=clip, constant=constant)


def distance_to_reference(
    values: Floats,
    direction: Floats,
    reference: Reference,
    *,
    low: float = 0.0,
    high: float = 1.0,
    capped: bool = False,
    constant: float | None = None,
    **_fitted: object,
) -> Floats:
    """Return 1 - (point - x) / (point - worst), from `low` for the worst fitted city to `high` at the point.

    COINr, ``n_dist2ref``, which names the point by the row of a city.

    Parameters
    ----------
    reference : of `fit_point`.
    low, high : scores of the worst fitted city and of the point.
    capped : whether what is better than the point scores `high`.
    constant : score of every city where the point is not better than the worst fitted city.
    """
    points = reference["worst"], reference["point"]
    scores = _between(values, direction, points, (low, high), constant=constant)
    return np.minimum(scores, high) if capped else scores


def distance_to_target(
    values: Floats,
    direction: Floats,
    reference: Reference,
    *,
    target: Numbers,
    low: float = 0.0,
    high: float = 1.0,
    capped: bool = False,
    constant: float | None = None,
) -> Floats:
    """Return (x - min) / (target - min), from `low` to `high`; (max - x) / (max - target) where lower is better.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.5, item 4; COINr, ``n_dist2targ``.

    Parameters
    ----------
    reference : of `fit_worst`.
    target : value that scores `high`, in the units of the item: one number, or one an item.
    low, high : scores of the worst fitted city and of the target.
    capped : whether what is better than the target scores `high`.
    constant : score of every city where the target is not better than the worst fitted city.
    """
    points = reference["worst"], np.asarray(target, dtype=np.float64)
    scores = _between(values, direction, points, (low, high), constant=constant)
    return np.minimum(scores, high) if capped else scores


def goalposts(
    values: Floats,
    direction: Floats,
    _reference: Reference,
    *,
    lower: Numbers,
    upper: Numbers,
    low: float = 0.0,
    high: float = 1.0,
    clip: bool = True,
) -> Floats:
    """Return low + (x - lower) / (upper - lower) * (high - low), from `upper` down where lower is better.

    UNDP, Human Development Report, technical note 1; COINr, ``n_goalposts``.

    Parameters
    ----------
    lower, upper : the posts in the units of the item, `lower` below `upper` whatever the direction: one number, or
        one an item.
    low, high : scores at the bad and at the good post.
    clip : whether values beyond a post take its score.
    """
    posts = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    points = np.where(direction > 0, *posts), np.where(direction > 0, *posts[::-1])
    return _between(values, direction, points, (low, high), clip=clip)


def scaled(
    values: Floats,
    direction: Floats,
    reference: Reference,
    *,
    lower: Numbers,
    upper: Numbers,
    low: float = 0.0,
    high: float = 1.0,
) -> Floats:
    """Return `goalposts` without clipping; COINr, ``n_scaled``.

    Parameters
    ----------
    reference : not used.
    lower, upper : values in the units of the item, `lower` below `upper`: one number, or one an item.
    low, high : scores at the bad and at the good end.
    """
    return goalposts(values, direction, reference, lower=lower, upper=upper, low=low, high=high, clip=False)


def only_turned(values: Floats, direction: Floats, _reference: Reference) -> Floats:
    """Return the values, with the sign changed where lower is better; COINr, ``f_n = "none"``."""
    return turned(values, direction)
