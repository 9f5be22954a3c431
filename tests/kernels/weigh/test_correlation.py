"""Covariances and correlations against numpy and scipy."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from scoring.kernels.weigh.columns import BLOCK
from scoring.kernels.weigh.correlation import correlation, mean_ranks, products


def table(rows, missing=0.0, items=4):
    source = np.random.default_rng(rows)
    values = source.normal(size=(rows, items)) + 1e3 * np.arange(items)
    values[:, 1] += values[:, 0]
    values[source.random(values.shape) < missing] = np.nan
    return values


@pytest.mark.parametrize("rows", [3, 100, BLOCK // 2 + 5])
def test_complete_tables_give_what_numpy_gives(rows):
    values = table(rows)
    assert_allclose(products(values).covariance(), np.cov(values.T), rtol=1e-9, atol=1e-12)
    assert_allclose(correlation(values, np.ones(4)), np.corrcoef(values.T), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("rows", [30, 20000])
def test_missing_values_leave_the_city_out_of_the_pair_only(rows):
    values = table(rows, 0.2)
    found = products(values)
    for first, second in np.ndindex(4, 4):
        pair = values[:, [first, second]]
        pair = pair[~np.isnan(pair).any(axis=1)]
        assert found.number[first, second] == len(pair)
        assert_allclose(found.covariance()[first, second], np.cov(pair.T)[0, 1], rtol=1e-8, atol=1e-11)
        assert_allclose(found.correlation()[first, second], np.corrcoef(pair.T)[0, 1], rtol=1e-8, atol=1e-11)


def test_a_cost_turns_the_sign():
    values = table(50)
    turned = correlation(values, np.array([1.0, -1, 1, 1]))
    plain = correlation(values * np.array([1.0, -1, 1, 1]), np.ones(4))
    assert_allclose(turned, plain, rtol=1e-12, atol=1e-14)


def test_ranks_are_those_of_scipy():
    values = np.round(table(60), 0)  # with ties
    assert_array_equal(mean_ranks(values), stats.rankdata(values, axis=0))
    expected = stats.spearmanr(values).statistic
    assert_allclose(correlation(values, np.ones(4), "spearman"), expected, rtol=1e-12, atol=1e-14)


def test_ranks_are_among_the_present_values():
    column = np.array([[30.0], [np.nan], [10.0], [30.0], [20.0]])
    assert_array_equal(mean_ranks(column)[:, 0], [3.5, np.nan, 1.0, 3.5, 2.0])


@pytest.mark.parametrize("gap", [False, True])
def test_a_constant_item_is_not_correlated(gap):
    values = table(40, items=3)
    values[:, 2] = 0.1
    if gap:
        values[0, 0] = np.nan
    found = correlation(values, np.ones(3))
    assert_array_equal(np.isnan(found[2]), [True] * 3)
    assert_array_equal(np.isnan(found[:2, :2]), np.zeros((2, 2)))


def test_an_item_that_is_constant_among_the_shared_cities_is_not_correlated_with_that_one():
    values = np.array([[1.0, 0.1], [2.0, 0.1], [4.0, 0.1], [np.nan, 0.7]])
    found = correlation(values, np.ones(2))
    assert_array_equal(np.isnan(found), [[False, True], [True, False]])
