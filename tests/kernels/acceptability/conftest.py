"""Ranks by plain loops over exact fractions, to compare with."""

from fractions import Fraction

import numpy as np
import pytest


def exact(number):
    return Fraction(repr(float(number)))


def mean_of(scores, weights):
    """Return the weighted mean of the present scores; None where none has a weight."""
    pairs = [
        (exact(score), int(weight))
        for score, weight in zip(scores, weights, strict=True)
        if not np.isnan(score)
    ]
    total = sum(weight for _, weight in pairs)
    return sum(score * weight for score, weight in pairs) / total if total else None


def competition_ranks(values):
    """Return one more than the number of larger values, 0 for None."""
    known = [value for value in values if value is not None]
    return [0 if one is None else 1 + sum(other > one for other in known) for one in values]


@pytest.fixture(scope="session")
def ranks_by_loops():
    """Return the ranks of cities under weightings in whole units: a function (scores, units, value=mean)."""

    def ranks(scores, units, value=mean_of):
        return np.array([competition_ranks([value(row, weighting) for row in scores]) for weighting in units])

    return ranks
