"""The best and the worst rank of a city under any weights, by mixed-integer linear programming (HiGHS)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw.constrained import Region, region

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MARGIN = 1e-6
"""By how much of the range of scores a city stands above another at least, where that is to be shown."""
HALF = 0.5


class Extreme(NamedTuple):
    """A rank that a city can reach, and how.

    Parameters
    ----------
    rank : by the competition rule: one more than the number of cities above.
    weights : weights that bring it about, sum 1, shape (n_items,).
    margin : how far the nearest of the cities that the weights decide about is from a tie under them, in units of the
        scores: the highest of those that the best rank leaves behind, the lowest of those that the worst rank lets
        pass; infinite without any. At 0, to 1e-7 of the range of scores, the rank is reached by a tie.
    proven : no rank beyond can be reached; False if the search was stopped by `seconds`.
    """

    rank: int
    weights: Floats
    margin: float
    proven: bool


class Rivals(NamedTuple):
    """The other cities as seen from one.

    Parameters
    ----------
    leads : their scores minus the city's, over the range of all scores, shape (n_cities, n_items).
    always : those above under all weights.
    undecided : those of which it depends on the weights; the rest stand below or level under all.
    """

    leads: Floats
    always: Ints
    undecided: Ints


def rivals(scores: Floats, city: int) -> Rivals:
    """Compare all cities with one: a city that leads in every item is always above, one that leads in none never is.

    Parameters
    ----------
    scores : a higher one is better, none missing, shape (n_cities, n_items).
    city : row of the city.
    """
    width = np.ptp(scores)
    leads = (scores - scores[city]) / (width if width > 0 else 1.0)
    always = leads.min(axis=1) > 0
    return Rivals(leads, np.flatnonzero(always), np.flatnonzero(~always & (leads.max(axis=1) > 0)))


def best_rank(scores: Floats, city: int, *, inside: Region | None = None, seconds: float = np.inf) -> Extreme:
    """Return the best rank of a city under the weighted mean, with the fewest cities above it.

    A city that ties does not stand above: minimise sum(z), (s_j - s_i) w <= M_j z_j, z_j 0 or 1.

    Parameters
    ----------
    scores, city : as in `rivals`.
    inside : further constraints on the weights, which some weights fulfil.
    seconds : after which the search stops with the best it has.
    """
    others = rivals(scores, city)
    leads = others.leads[others.undecided]
    most = leads.max(axis=1, initial=0.0)
    allowed = region(scores.shape[1]) if inside is None else inside
    above, proven = _chosen(leads, -most, np.zeros(len(leads)), allowed, seconds)
    weights, margin = _clearest(-leads[~above], allowed)
    rank = 1 + len(others.always) + int(above.sum())
    return Extreme(rank, weights, _scaled(margin, scores), proven)


def worst_rank(
    scores: Floats, city: int, *, inside: Region | None = None, seconds: float = np.inf
) -> Extreme:
    """Return the worst rank of a city under the weighted mean, with the most cities above it.

    A city stands above if it leads by at least 1e-6 of the range of scores: with y_j = 1 for those that do not,
    minimise sum(y), (s_i - s_j) w <= M_j y_j - margin.

    Parameters
    ----------
    scores, city, inside, seconds : as in `best_rank`.
    """
    others = rivals(scores, city)
    leads = others.leads[others.undecided]
    slack = MARGIN - leads.min(axis=1, initial=0.0)
    allowed = region(scores.shape[1]) if inside is None else inside
    behind, proven = _chosen(-leads, -slack, np.full(len(leads), -MARGIN), allowed, seconds)
    weights, margin = _clearest(leads[~behind], allowed)
    rank = 1 + len(others.always) + int((~behind).sum())
    return Extreme(rank, weights, _scaled(margin, scores), proven)


def _chosen(
    rows: Floats, switches: Floats, limits: Floats, inside: Region, seconds: float
) -> tuple[Bools, bool]:
    """Return the fewest switches of which rows w + switches z <= limits has a solution, and whether that is proven."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - slow to import

    n_rows, n_items = rows.shape
    further, bounds = inside.inequalities()
    equal, equal_to = inside.equalities()
    found = milp(
        np.append(np.zeros(n_items), np.ones(n_rows)),
        constraints=[
            LinearConstraint(np.hstack([rows, np.diag(switches)]), ub=limits),
            LinearConstraint(_beside(further, n_rows), ub=bounds),
            LinearConstraint(_beside(equal, n_rows), equal_to, equal_to),
        ],
        integrality=np.append(np.zeros(n_items), np.ones(n_rows)),
        bounds=Bounds(0.0, 1.0),
        options={"time_limit": seconds},
    )
    if found.x is None:
        return np.ones(n_rows, dtype=np.bool_), False
    return found.x[n_items:] > HALF, found.status == 0


def _clearest(leads: Floats, inside: Region) -> tuple[Floats, float]:
    """Return the weights under which the least of some leads is largest, and that lead."""
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to import

    rows, limits = inside.inequalities()
    equal, equal_to = inside.equalities()
    n_items = rows.shape[1]
    found = linprog(
        np.append(np.zeros(n_items), -1.0),
        A_ub=np.vstack([np.column_stack([-leads, np.ones(len(leads))]), _beside(rows, 1)]),
        b_ub=np.append(np.zeros(len(leads)), limits),
        A_eq=_beside(equal, 1),
        b_eq=equal_to,
        bounds=[(0.0, 1.0)] * n_items + [(None, 2.0)],
    )
    if found.x is None:
        return np.full(n_items, np.nan), np.nan
    return found.x[:-1] + 0.0, float(found.x[-1]) if len(leads) else np.inf  # no -0.0


def _scaled(margin: float, scores: Floats) -> float:
    return margin * float(np.ptp(scores)) if np.isfinite(margin) else margin


def _beside(rows: Floats, n_columns: int) -> Floats:
    return np.hstack([rows, np.zeros((len(rows), n_columns))])
