"""TODIM by hand, and against its definition pair by pair."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.decide.scaling import shares
from scoring.kernels.decide.todim import dominance_sums, feelings, todim

NAN = float("nan")
# Shares .22, .31, .47 of the first item and, as a cost, .47, .31, .22 of the second: the differences .09, .16 and .25
# have the roots .3, .4 and .5. Weights .64 and .36 have the roots .8 and .6.
VALUES = np.array([[22.0, 1 / 47], [31.0, 1 / 31], [47.0, 1 / 22]])
WEIGHTS, DIRECTION = np.array([0.64, 0.36]), np.array([1.0, -1.0])


def test_dominance_by_hand():
    found = dominance_sums(feelings(shares(VALUES, DIRECTION)), WEIGHTS) * 2  # a mean over two other cities
    # A: -(.3 + .5) / .8 + (.4 + .5) .6     B: .3 (.8) - .4 / .8 + .3 (.6) - .4 / .6
    # C: (.5 + .4) .8 - (.5 + .3) / .6
    assert_allclose(found, [-1.0 + 0.54, 0.24 - 0.5 + 0.18 - 2 / 3, 0.72 - 4 / 3], rtol=1e-12)


def test_global_values_by_hand():
    # A is -34.5/75, B -56/75 and C -46/75: C lies at 10 / 21.5 of the way from B to A
    assert_allclose(todim(VALUES, WEIGHTS, DIRECTION), [1.0, 0.0, 20 / 43], rtol=1e-12)


def test_losses_are_attenuated_by_theta():
    # A: -.4 + .54 = .14   B: .24 - .2 + .18 - .8/3 = -.14/3   C: .72 - 1.6/3 = .56/3
    assert_allclose(todim(VALUES, WEIGHTS, DIRECTION, theta=2.5), [0.8, 0.0, 1.0], rtol=1e-12)


def test_another_tool_finds_the_same():
    # pyDecision 5.1.8, todim_method(..., teta=1), run once; materials of a cryogenic tank, data of RMCDA 0.3
    values = np.array(
        [
            [75.5, 95, 770, 187, 179, 239, 237],
            [420, 91, 1365, 1120, 875, 1190, 200],
            [74.2, 70, 189, 210, 112, 217, 112],
            [2.8, 2.68, 7.9, 7.9, 4.43, 8.51, 8.53],
            [21.4, 22.1, 16.9, 14.4, 9.4, 11.5, 19.9],
            [0.37, 0.33, 0.04, 0.03, 0.016, 0.31, 0.29],
            [0.16, 0.16, 0.08, 0.08, 0.09, 0.07, 0.06],
        ]
    ).T
    weights = np.array([0.28, 0.14, 0.05, 0.24, 0.19, 0.05, 0.05])
    found = todim(values, weights, np.array([1.0, 1, 1, -1, -1, -1, -1]))
    pydecision = [0.06402908398, 0, 1, 0.955703906032, 0.884495656054, 0.865507819807, 0.433891993104]
    assert_allclose(found, pydecision, atol=1e-11)


@pytest.mark.parametrize("seed", range(4))
def test_the_sums_are_those_of_the_definition(seed):
    source = np.random.default_rng(seed)
    table = source.integers(1, 9, (12, 4)) / 8.0
    table[source.random(table.shape) < 0.2] = NAN
    weights = source.random(4)
    if seed == 1:
        weights[2] = 0.0
    found = dominance_sums(feelings(table), weights, theta=1.7)
    assert_allclose(found, [defined(table, weights, city, 1.7) for city in range(12)], rtol=1e-11)


def defined(table, weights, city, theta):
    """Return the mean dominance of a city, pair by pair; the weights are those of its present items."""
    there = [item for item in range(4) if not np.isnan(table[city, item]) and weights[item] > 0]
    if not there:
        return NAN
    total, whole = 0.0, sum(weights[item] for item in there)
    for item in there:
        others = [p for other, p in enumerate(table[:, item]) if other != city and not np.isnan(p)]
        for p in others:
            share, gap = weights[item] / whole, table[city, item] - p
            felt = (share * gap) ** 0.5 if gap >= 0 else -((-gap / share) ** 0.5) / theta
            total += felt / len(others)
    return total


def test_cities_that_are_alike_have_no_order():
    assert todim(np.full((3, 2), 4.0), np.ones(2), np.ones(2)).tolist() == [0.0, 0.0, 0.0]
