"""Weighted product against calculations by hand."""

import numpy as np
from numpy.testing import assert_allclose

from scoring.kernels.decide.weighted_product import weighted_product, weighted_product_figures

NAN = float("nan")


def test_weighted_product_by_hand():
    # a benefit (best 16) and a cost (best 2), equal weights: sqrt(16/16 * 2/8) and sqrt(4/16 * 2/2)
    values = np.array([[16.0, 8.0], [4.0, 2.0]])
    found = weighted_product(values, np.array([1.0, 1.0]), np.array([1.0, -1.0]))
    assert_allclose(found, [0.5, 0.5], rtol=1e-14)


def test_a_missing_item_leaves_the_power_to_the_others():
    values = np.array([[16.0, NAN], [4.0, 2.0], [NAN, 8.0]])
    found = weighted_product(values, np.array([1.0, 1.0]), np.array([1.0, -1.0]))
    assert_allclose(found, [1.0, 0.5, 0.25], rtol=1e-14)


def test_the_order_is_that_of_the_plain_product():
    # Triantaphyllou 2000, section 2.2.2, example 2-2, as told in the English Wikipedia, "Weighted product model":
    # weights 0.20, 0.15, 0.40, 0.25; R(A1/A2) = 1.007, R(A1/A3) = 1.067, R(A2/A3) = 1.059
    values = np.array([[25.0, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]])
    first, second, third = weighted_product(values, np.array([0.20, 0.15, 0.40, 0.25]), np.ones(4))
    assert_allclose([first / second, first / third, second / third], [1.007, 1.067, 1.059], atol=6e-4)


def test_costs_are_divided_by():
    # 25**0.5 / 4**0.5 = 5/2 and 16**0.5 / 9**0.5 = 4/3: their ratio is 15/8
    values = np.array([[25.0, 4.0], [16.0, 9.0]])
    figures = weighted_product_figures(values, np.array([0.5, 0.5]), np.array([1.0, -1.0]))
    assert_allclose(figures.score[0] / figures.score[1], 15 / 8, rtol=1e-14)
    assert_allclose(figures.powers, [[1, 1], [4 / 5, 2 / 3]], rtol=1e-14)


def test_another_city_never_turns_an_order_where_nothing_is_missing():
    source = np.random.default_rng(3)
    values, weights = source.integers(1, 50, (20, 5)) * 1.0, source.random(5)
    direction = np.array([1.0, -1, 1, 1, -1])
    whole = weighted_product(values, weights, direction)
    part = weighted_product(values[5:], weights, direction)
    assert_allclose(part / whole[5:], part[0] / whole[5], rtol=1e-12)
