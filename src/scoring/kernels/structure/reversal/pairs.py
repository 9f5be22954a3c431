"""Whether verdicts on pairs make an order, and whether who is better in all is ahead."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.relate.places import Bools, Floats, Ints
from scoring.kernels.structure.reversal.turned import TOLERANCE, Score, Turned, turned, verdicts


class Transitivity(NamedTuple):
    """What the rule says of each two cities alone.

    Parameters
    ----------
    circles : the first beats the second, the second the third and the third the first, each circle once from its
        lowest position, shape (n_circles, 3).
    turned : pairs that alone stand in another order than among all.
    """

    circles: Ints
    turned: Turned


class Dominance(NamedTuple):
    """Pairs of which the first is at least as good in all items and better in one, positions of the shape (n, 2).

    Parameters
    ----------
    broken : the second has the higher score.
    level : both have the same score.
    """

    broken: Ints
    level: Ints


def transitivity(score: Score, values: Floats, *, tolerance: float = TOLERANCE) -> Transitivity:
    """Score each two cities alone, and return circles and pairs that stand otherwise than among all.

    Parameters
    ----------
    score : the rule, called for each pair.
    values : shape (n_cities, n_items).
    tolerance : scores that differ by no more are level.

    Notes
    -----
    Tests 2 and 3 of Wang and Triantaphyllou, Ranking irregularities when evaluating alternatives by using some ELECTRE
    methods, Omega 36, 2008, 45-63.
    """
    whole = score(values)
    alone = np.zeros((len(values), len(values)), dtype=np.int8)
    for first, second in zip(*np.triu_indices(len(values), 1), strict=True):
        alone[first, second] = verdicts(score(values[[first, second]]), tolerance)[0, 1]
    alone -= alone.T
    return Transitivity(
        _circles(alone > 0), turned(verdicts(whole, tolerance), alone, ~np.isnan(whole), cause=-1)
    )


def dominance(score: Score, values: Floats, direction: Floats, *, tolerance: float = TOLERANCE) -> Dominance:
    """Return the pairs of which one is nowhere worse and somewhere better, and yet not ahead.

    Two cities are compared only where they have the same items.

    Parameters
    ----------
    score : the rule.
    values : shape (n_cities, n_items); NaN is missing.
    direction : 1 where higher and -1 where lower is better, shape (n_items,).
    tolerance : scores that differ by no more are level.
    """
    scores = score(values)
    signs, scored = verdicts(scores, tolerance), ~np.isnan(scores)
    better = _better(values * direction) & scored & scored[:, None]
    return Dominance(np.argwhere(better & (signs < 0)), np.argwhere(better & (signs == 0)))


def _circles(beats: Bools) -> Ints:
    found = [np.empty((0, 3), dtype=np.int64)]
    for first in range(len(beats)):
        later = np.arange(len(beats)) > first
        around = beats & (beats[first] & later)[:, None] & (beats[:, first] & later)
        ends = np.argwhere(around)
        found.append(np.column_stack([np.full(len(ends), first), ends]))
    return np.vstack(found)


def _better(values: Floats) -> Bools:
    """Tell whether the row's city is at least as good as the column's in all items and better in one."""
    missing = np.isnan(values)
    found = np.zeros((len(values), len(values)), dtype=np.bool_)
    for city, own in enumerate(values):
        same = (missing == missing[city]).all(axis=1)
        nowhere_worse = ((own >= values) | missing[city]).all(axis=1)
        found[city] = same & nowhere_worse & (own > values).any(axis=1)
    return found
