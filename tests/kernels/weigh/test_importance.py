"""Wanted importance: reached where it can be, and said so where it cannot."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.weigh.importance import target_importance

MEASURES = ["correlation", "squared_correlation", "explained_variance"]


def pair(correlation):
    """Four cities whose two items, of variance 4/3, have exactly this correlation."""
    first, second = np.array([1.0, 1, -1, -1]), np.array([1.0, -1, 1, -1])
    return np.column_stack([first, correlation * first + np.sqrt(1 - correlation**2) * second])


def obtained(values, weights, measure):
    """Shares of importance by numpy on the index itself."""
    index = values @ weights
    if measure == "explained_variance":
        parts = weights * np.array([np.cov(item, index)[0, 1] for item in values.T])
    else:
        parts = np.array([np.corrcoef(item, index)[0, 1] for item in values.T])
        parts = parts * np.abs(parts) if measure == "squared_correlation" else parts
    return parts / np.abs(parts).sum()


@pytest.mark.parametrize("measure", MEASURES)
def test_one_to_two_is_reached_within_a_thousandth(measure):
    # COINr's get_opt_weights stops at 0.48 to 0.52 for such a target and calls it successful
    found = target_importance(pair(0.2), np.ones(2), target=(1.0, 2.0), measure=measure)
    assert found.reached
    assert found.converged
    assert found.gap < 1e-6
    assert_allclose(found.obtained, [1 / 3, 2 / 3], atol=1e-3)
    assert_allclose(obtained(pair(0.2), found.weights, measure), [1 / 3, 2 / 3], atol=1e-6)


def test_squared_correlations_by_hand():
    # r1 : r2 = (w1 + r w2) : (r w1 + w2) = 1 : sqrt(2) with r = 0.2: w1 (sqrt(2) - 0.2) = w2 (1 - 0.2 sqrt(2))
    found = target_importance(pair(0.2), np.ones(2), target=(1.0, 2.0))
    parts = np.array([1 - 0.2 * np.sqrt(2), np.sqrt(2) - 0.2])
    assert_allclose(found.weights, parts / parts.sum(), rtol=1e-6)


def test_explained_variance_by_hand():
    # w1 (w1 + r w2) : w2 (r w1 + w2) = 1 : 2 with r = 0 is w1**2 : w2**2 = 1 : 2
    found = target_importance(pair(0.0), np.ones(2), target=(1.0, 2.0), measure="explained_variance")
    parts = np.array([1.0, np.sqrt(2)])
    assert_allclose(found.weights, parts / parts.sum(), rtol=1e-6)


def test_an_unreachable_target_is_reported_with_the_nearest_shares():
    # with r = 0.8 all weight on the second item gives 0.64 : 1 = 0.390 : 0.610, and 1 : 2 is out of reach
    found = target_importance(pair(0.8), np.ones(2), target=(1.0, 2.0))
    assert not found.reached
    assert_allclose(found.weights, [0.0, 1.0], atol=1e-6)
    assert_allclose(found.obtained, [0.64 / 1.64, 1 / 1.64], atol=1e-6)
    assert_allclose(found.gap, 0.64 / 1.64 - 1 / 3, atol=1e-6)
    assert found.converged


def test_any_positive_target_of_explained_variance_is_reached():
    values = np.random.default_rng(1).normal(size=(40, 6)) @ np.random.default_rng(2).normal(size=(6, 6))
    target = (1.0, 5.0, 2.0, 0.1, 3.0, 8.0)
    found = target_importance(values, np.ones(6), target=target, measure="explained_variance")
    assert found.reached
    assert found.weights.min() > 0
    shares = obtained(values, found.weights, "explained_variance")
    assert_allclose(shares, np.array(target) / sum(target), atol=1e-6)


@pytest.mark.parametrize("measure", MEASURES)
def test_obtained_shares_are_those_of_the_weights(measure):
    # not those of the last trial, as in COINr
    values = np.random.default_rng(3).normal(size=(60, 5))
    values[:, 1:] += 0.7 * values[:, :1]
    found = target_importance(values, np.ones(5), target=(1.0, 2, 1, 6, 0.5), measure=measure)
    assert_allclose(found.obtained, obtained(values, found.weights, measure), atol=1e-9)
    assert_allclose(found.gap, np.abs(found.obtained - found.wanted).max(), atol=1e-12)
    assert found.reached == (found.gap <= 1e-3)


def test_no_target_means_the_same_for_all():
    values = np.random.default_rng(4).normal(size=(60, 4)) * np.array([1, 10, 100, 1000.0])
    found = target_importance(values, np.ones(4))
    assert_array_equal(found.wanted, [0.25] * 4)
    assert found.reached
    assert_allclose(obtained(values, found.weights, "squared_correlation"), [0.25] * 4, atol=1e-5)


def test_weights_are_not_negative_and_sum_to_one():
    values = pair(-0.6)
    for target in [(1.0, 0.0), (0.0, 1.0), (1.0, 9.0)]:
        for measure in MEASURES:
            found = target_importance(values, np.ones(2), target=target, measure=measure)
            assert found.weights.min() >= 0
            assert_allclose(found.weights.sum(), 1.0)


def test_an_item_that_runs_against_the_index_is_not_important():
    # of an item and its negative one always does; by squares without sign any two unequal weights would do
    values = pair(0.0)[:, :1] * np.array([1.0, -1.0])
    for measure in MEASURES:
        found = target_importance(values, np.ones(2), measure=measure)
        assert not found.reached
        assert found.gap > 0.49
    found = target_importance(pair(-0.6), np.ones(2), target=(9.0, 1.0), measure="squared_correlation")
    assert found.reached
    assert_allclose(obtained(pair(-0.6), found.weights, "squared_correlation"), [0.9, 0.1], atol=1e-6)


@pytest.mark.parametrize("seed", [106, 280])
@pytest.mark.parametrize("measure", MEASURES)
def test_fewer_cities_than_items_are_no_trouble(measure, seed):
    # some weighted mean is then the same in every city, and its variance is zero
    source = np.random.default_rng(seed)
    values = source.normal(size=(3, 5)) + source.normal(size=(3, 1)) * [1, -1, 1, 1, -1]
    found = target_importance(values, np.array([1.0, -1, 1, 1, -1]), measure=measure)
    assert found.weights.min() >= 0
    assert_allclose(found.weights.sum(), 1.0)


def test_a_cost_is_turned():
    values = np.random.default_rng(5).normal(size=(30, 3)) + 5
    plain = target_importance(values * np.array([1.0, -1, 1]), np.ones(3), target=(1.0, 2, 3))
    turned = target_importance(values, np.array([1.0, -1, 1]), target=(1.0, 2, 3))
    assert_allclose(turned.weights, plain.weights, rtol=1e-8)


def test_two_calls_give_the_same():
    values = np.random.default_rng(6).normal(size=(30, 4))
    first = target_importance(values, np.ones(4), target=(1.0, 2, 3, 4))
    again = target_importance(values, np.ones(4), target=(1.0, 2, 3, 4))
    assert first.weights.tobytes() == again.weights.tobytes()


def test_tolerance_decides_what_counts_as_reached():
    found = target_importance(pair(0.8), np.ones(2), target=(1.0, 2.0), tolerance=0.1)
    assert found.reached
