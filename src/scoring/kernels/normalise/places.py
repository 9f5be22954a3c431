"""Places among the fitted cities.

Every rule is a fit, which keeps the fitted values, and an apply; values have the shape (n_cities, n_items) and
`direction` the shape (n_items,). The worst city has the lowest place. Values tie when they are the same number.

A city that was not fitted stands where its value falls among the fitted ones, by the same counts of those below and
beside it; beyond the best it therefore has a place above n (with ties ``min``) and below the worst one under 1 (with
ties ``average`` and ``max``). What is missing has no place and takes none; among nobody there is no place.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from scoring.kernels.normalise.reference import Floats, Reference, number_present, or_constant, turned

Ties = Literal["min", "average", "max"]


def fit_places(values: Floats, direction: Floats, **_parameters: object) -> dict[str, Floats]:
    """Return ``sorted``, the present values from the worst to the best, then NaN; shape (n_cities, n_items)."""
    return {"sorted": turned(np.sort(turned(values, direction), axis=0), direction)}


def _counts(values: Floats, fitted: Floats) -> tuple[Floats, Floats]:
    """Return how many fitted values lie below each value, and how many equal it."""
    below, up_to = np.zeros(values.shape), np.zeros(values.shape)
    for item in range(values.shape[1]):
        known = fitted[~np.isnan(fitted[:, item]), item]
        below[:, item] = np.searchsorted(known, values[:, item], side="left")
        up_to[:, item] = np.searchsorted(known, values[:, item], side="right")
    return below, up_to - below


def rank(values: Floats, direction: Floats, reference: Reference, *, ties: Ties = "min") -> Floats:
    """Return 1 for the worst fitted city up to n for the best; COINr, ``n_rank``.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, Table 3 and Table 15 ("High value = Top in the
    list").

    Parameters
    ----------
    reference : of `fit_places`.
    ties : with b fitted cities below and e equal, ``min`` gives b + 1, ``average`` b + (e + 1) / 2, ``max`` b + e.
    """
    below, equal = _counts(turned(values, direction), turned(reference["sorted"], direction))
    steps = {"min": np.ones(equal.shape), "average": (equal + 1.0) / 2.0, "max": equal}[ties]
    nobody = number_present(reference["sorted"]) == 0
    return np.where(np.isnan(values) | nobody, np.nan, below + steps)


def borda(values: Floats, direction: Floats, reference: Reference, *, ties: Ties = "min") -> Floats:
    """Return `rank` - 1, with ties ``min`` the number of fitted cities that are worse; COINr, ``n_borda``.

    Parameters
    ----------
    reference : of `fit_places`.
    ties : as in `rank`.
    """
    return rank(values, direction, reference, ties=ties) - 1.0


def percentile_rank(
    values: Floats,
    direction: Floats,
    reference: Reference,
    *,
    ties: Ties = "min",
    lowest: Literal["zero", "share"] = "zero",
    clip: bool = False,
    constant: float | None = None,
) -> Floats:
    """Return (rank - 1) / (n - 1), or rank / n, where n is the number of fitted cities with a value.

    The first is COINr, ``n_prank``; the second OECD/JRC, Handbook on Constructing Composite Indicators, 2008, Table
    15, there in percent.

    Parameters
    ----------
    reference : of `fit_places`.
    ties : as in `rank`.
    lowest : whether the lowest rank scores ``zero`` or its ``share`` 1 / n.
    clip : whether places beyond the fitted cities score 0 and 1.
    constant : score where a single city was fitted, so that there is nothing from ``zero`` to 1.
    """
    start = 1.0 if lowest == "zero" else 0.0
    number = number_present(reference["sorted"])
    steps = np.where(number > 0, number - start, np.nan)
    places = rank(values, direction, reference, ties=ties) - start
    share = places / np.where(steps > 0, steps, np.nan)
    scores = np.clip(share, 0.0, 1.0) if clip else share
    return or_constant(scores, values, steps, constant)
