"""What happens to the others when a city leaves, or comes twice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.relate.places import Floats, Ints
from scoring.kernels.structure.reversal.turned import (
    TOLERANCE,
    Score,
    Turned,
    together,
    turned,
    verdicts,
)


class Clones(NamedTuple):
    """What copies of cities do.

    Parameters
    ----------
    turned : pairs of the others, and of the city copied with the others, that turned.
    apart : cities whose copy has another score than they themselves.
    """

    turned: Turned
    apart: Ints


def leave_one_out(score: Score, values: Floats, *, tolerance: float = TOLERANCE) -> Turned:
    """Return the pairs of cities that turn when another one leaves.

    Parameters
    ----------
    score : the rule.
    values : shape (n_cities, n_items), at least two cities.
    tolerance : scores that differ by no more are level.

    Notes
    -----
    Wang and Triantaphyllou, Ranking irregularities when evaluating alternatives by using some ELECTRE methods, Omega
    36, 2008, 45-63, on tests of this kind.
    """
    whole = score(values)
    before = verdicts(whole, tolerance)
    found = []
    for city in range(len(values)):
        rest = np.insert(score(np.delete(values, city, axis=0)), city, np.nan)
        compared = ~(np.isnan(whole) | np.isnan(rest))
        found.append(turned(before, verdicts(rest, tolerance), compared, city))
    return together(found)


def clones(score: Score, values: Floats, *, tolerance: float = TOLERANCE) -> Clones:
    """Return what turns when a city comes twice, and whether both have the same score.

    Parameters
    ----------
    score : the rule.
    values : shape (n_cities, n_items), at least one city.
    tolerance : scores that differ by no more are level.

    Notes
    -----
    Tideman, Independence of clones as a criterion for voting rules, Social Choice and Welfare 4, 1987, 185-206.
    """
    whole = score(values)
    before = verdicts(whole, tolerance)
    found, apart = [], []
    for city in range(len(values)):
        both = score(np.vstack([values, values[city]]))
        rest = both[:-1]
        compared = ~(np.isnan(whole) | np.isnan(rest))
        found.append(turned(before, verdicts(rest, tolerance), compared, city))
        if not np.isclose(rest[city], both[-1], rtol=0.0, atol=tolerance, equal_nan=True):
            apart.append(city)
    return Clones(together(found), np.array(apart, dtype=np.int64))
