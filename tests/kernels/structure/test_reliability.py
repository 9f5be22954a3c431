"""Cronbach's alpha against the handbook's table and by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.structure.reliability import cronbach_alpha

NAN = float("nan")


def test_alpha_of_the_handbook(technology):
    # OECD/JRC, Handbook on Constructing Composite Indicators, 2008, page 72 and Table 11, standardised values
    found = cronbach_alpha(technology, standardised=True)
    assert found.alpha == pytest.approx(0.70, abs=0.005)
    assert_allclose(found.without, [0.704, 0.645, 0.636, 0.774, 0.603, 0.624, 0.662, 0.706], atol=0.002)
    assert_allclose(found.with_rest, [0.261, 0.527, 0.566, -0.108, 0.701, 0.614, 0.451, 0.249], atol=0.006)


def test_alpha_by_hand():
    # variances 1 and 4, covariance 1.5: 2 (1 - 5 / 8)
    values = np.array([[1.0, 1], [2, 4], [3, 4], [2, 3]])
    table = np.cov(values.T)
    found = cronbach_alpha(values)
    assert found.alpha == pytest.approx(2 * (1 - np.trace(table) / table.sum()), abs=1e-14)
    assert_allclose(found.with_rest, np.corrcoef(values.T)[0, 1], atol=1e-14)
    assert np.isnan(found.without).all()


def test_alpha_is_coinrs_formula():
    # COINr 1.1.14, get_cronbach: k**2 times the mean covariance of different items by the sum of all covariances
    values = np.random.default_rng(3).normal(size=(30, 5)) + np.arange(30)[:, None] / 10
    table = np.cov(values.T)
    mean = (table.sum() - np.trace(table)) / 20
    assert cronbach_alpha(values).alpha == pytest.approx(25 * mean / table.sum(), abs=1e-12)


def test_items_that_are_the_same_have_an_alpha_of_one():
    column = np.array([[1.0], [5], [2]])
    assert cronbach_alpha(np.hstack([column, column + 3, column])).alpha == pytest.approx(1.0, abs=1e-14)


def test_a_missing_value_leaves_the_city_in_the_other_pairs():
    values = np.array([[1.0, 2, 3], [2, 2, 5], [4, 3, 3], [5, 6, NAN], [3, 1, 1]])
    table = np.cov(values.T)
    table[2, :], table[:, 2] = np.cov(values[[0, 1, 2, 4]].T)[2], np.cov(values[[0, 1, 2, 4]].T)[2]
    expected = 1.5 * (1 - np.trace(table) / table.sum())
    assert cronbach_alpha(values).alpha == pytest.approx(expected, abs=1e-14)


def test_one_item_has_no_alpha():
    assert np.isnan(cronbach_alpha(np.array([[1.0], [2.0]])).alpha)
