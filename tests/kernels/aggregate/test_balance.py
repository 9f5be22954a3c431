"""Penalties for imbalance against hand calculations."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels import aggregate

NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        # M = 100, S**2 = (100 + 100) / 2 = 100, S cv = 100 / 100 = 1
        ([90, 110], [1, 1], 99.0),
        # M = (3 * 80 + 120) / 4 = 90, S**2 = (3 * 100 + 900) / 4 = 300, 90 - 300 / 90
        ([80, 120], [3, 1], 90 - 10 / 3),
        # M = 100, S**2 = (400 + 0 + 400) / 3, 100 - 8 / 3
        ([80, 100, 120], [1, 1, 1], 100 - 8 / 3),
        ([105, 105, 105], [0.2, 0.3, 0.5], 105.0),
        ([0, 0], [1, 1], 0.0),
        # the weight of the missing item goes to the others
        ([90, NAN, 110, 70], [1, 5, 1, 0], 99.0),
    ],
)
def test_mazziotta_pareto_by_hand(values, weights, expected):
    values, weights = np.array(values, dtype=np.float64), np.array(weights, dtype=np.float64)
    assert_allclose(aggregate.mazziotta_pareto(values, weights), expected, rtol=1e-14)
    mean = np.average(np.nan_to_num(values), weights=weights * ~np.isnan(values))
    raised = aggregate.mazziotta_pareto(values, weights, penalty="plus")
    assert_allclose(raised, 2 * mean - expected, rtol=1e-14)


def test_the_two_forms_of_the_penalty_are_one():
    # M (1 - cv**2) of De Muro, Mazziotta and Pareto 2011, M - S cv of Mazziotta and Pareto 2016
    table = np.random.default_rng(1).normal(100, 10, (50, 6))
    mean, sd = table.mean(axis=1), table.std(axis=1)
    found = aggregate.mazziotta_pareto(table, np.ones(6))
    assert_allclose(found, mean * (1 - (sd / mean) ** 2), rtol=1e-13)
    assert_allclose(found, mean - sd * (sd / mean), rtol=1e-13)


@pytest.mark.parametrize(
    ("alpha", "beta", "expected"),
    # mean 6, minimum 3; sqrt(9 + 16) - 4 = 1
    [(0.0, 0.0, 6.0), (0.0, 4.0, 6.0), (0.5, 4.0, 5.5), (1.0, 4.0, 5.0), (0.5, 0.0, 4.5), (1.0, 0.0, 3.0)],
)
def test_mean_min_by_hand(alpha, beta, expected):
    found = aggregate.mean_min(np.array([3.0, 9.0]), np.ones(2), alpha=alpha, beta=beta)
    assert_allclose(found, expected, rtol=1e-14)


def test_mean_min_looks_only_at_present_items_with_weight():
    # mean (10 + 3 * 30) / 4 = 25, lowest 10: 25 - 0.4 * 15
    values, weights = np.array([[10.0, 0.0, NAN, 30.0]]), np.array([1.0, 0.0, 1.0, 3.0])
    assert_allclose(aggregate.mean_min(values, weights, alpha=0.4, beta=0.0), [19.0], rtol=1e-14)


@pytest.mark.parametrize("penalty", ["minus", "plus"])
def test_nothing_present_is_missing(penalty):
    nothing = np.full((2, 3), NAN)
    found = aggregate.mazziotta_pareto(nothing, np.ones(3), penalty=penalty)
    assert_array_equal(found, [NAN, NAN])
    assert_array_equal(aggregate.mean_min(nothing, np.ones(3), alpha=1.0, beta=0.0), [NAN, NAN])
