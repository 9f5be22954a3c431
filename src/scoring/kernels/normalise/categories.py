"""A score for each stretch of values.

Every rule is a fit, which finds or leaves out reference points, and an apply; values have the shape (n_cities,
n_items) and `direction` the shape (n_items,). Limits and knots ascend in the units of the item, scores from the worst
to the best, whatever the direction: where lower is better the lowest stretch has the last score. A city on a limit
has reached it, from whichever side is worse. What is missing stays missing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.lattice import at_least
from scoring.kernels.normalise.places import fit_places, rank
from scoring.kernels.normalise.reference import Floats, Reference, largest, number_present, smallest, turned


def fit_quantiles(
    values: Floats, direction: Floats, *, shares: tuple[float, ...], **_parameters: object
) -> dict[str, Floats]:
    """Return ``limits``: for each share p the worst value with rank / n >= p, shape (n_shares, n_items).

    Ties take the lowest rank, as in the OECD/JRC Handbook, 2008, Table 15: cities that tie across a limit all stay
    below it. A limit that none of them reaches lies just beyond the best city.

    Parameters
    ----------
    shares : ascending, compared as decimals.
    """
    places = rank(values, direction, fit_places(values, direction))
    number, better = number_present(values), turned(values, direction)
    beyond = np.nextafter(largest(better), np.inf)
    limits = [
        np.fmin(smallest(np.where(at_least(places, share * number), better, np.nan)), beyond)
        for share in shares
    ]
    return {"limits": turned(np.array(limits), direction)}


def categorical_quantiles(
    values: Floats, direction: Floats, reference: Reference, *, scores: tuple[float, ...], **_fitted: object
) -> Floats:
    """Return the score of the stretch between quantiles of the fitted cities, limit[i] <= x < limit[i + 1].

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, Table 3 and Table 15. The limits are values of
    fitted cities, so that others are put beside them.

    Parameters
    ----------
    reference : of `fit_quantiles`.
    scores : one more than there are shares.
    """
    limits = turned(reference["limits"], direction)
    found = _scores(turned(values, direction)[None] >= limits[:, None], values, scores)
    return np.where(np.isnan(limits[0]), np.nan, found)


def categorical_limits(
    values: Floats,
    direction: Floats,
    _reference: Reference,
    *,
    limits: tuple[float, ...],
    scores: tuple[float, ...],
) -> Floats:
    """Return the score of the stretch between given limits.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.5, item 5.

    Parameters
    ----------
    limits : ascending, in the units of the item, compared as decimals.
    scores : one more than there are limits.
    """
    marks = turned(np.asarray(limits, dtype=np.float64)[:, None], direction)
    return _scores(at_least(turned(values, direction)[None], marks[:, None]), values, scores)


def _scores(reached: npt.NDArray[np.bool_], values: Floats, scores: tuple[float, ...]) -> Floats:
    """Return the score by the number of limits that are reached, counted over the first axis."""
    table = np.asarray(scores, dtype=np.float64)
    return np.where(np.isnan(values), np.nan, table[reached.sum(axis=0)])


def piecewise_linear(
    values: Floats,
    direction: Floats,
    _reference: Reference,
    *,
    knots: tuple[float, ...],
    scores: tuple[float, ...],
    clip: bool = True,
) -> Floats:
    """Return the straight line between knots: s[i] + (x - k[i]) / (k[i + 1] - k[i]) * (s[i + 1] - s[i]).

    Keeney and Raiffa, Decisions with Multiple Objectives, 1976 (value functions assessed at points).

    Parameters
    ----------
    knots : at least two, ascending, in the units of the item.
    scores : one a knot, from the worst to the best.
    clip : whether values beyond the knots take the nearest score, or follow the outermost lines.
    """
    points, heights = np.asarray(knots, dtype=np.float64), np.asarray(scores, dtype=np.float64)
    rising = _along(values, points, heights, clip=clip)
    falling = _along(-values, -points[::-1], heights, clip=clip)
    return np.where(direction > 0, rising, falling)


def _along(values: Floats, knots: Floats, heights: Floats, *, clip: bool) -> Floats:
    inside = np.clip(values, knots[0], knots[-1]) if clip else values
    left = np.clip(np.searchsorted(knots, inside, side="right") - 1, 0, len(knots) - 2)
    share = (inside - knots[left]) / (knots[left + 1] - knots[left])
    return (1.0 - share) * heights[left] + share * heights[left + 1]
