"""Scores by stretches of values, by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.normalise import categories

NAN = float("nan")
UP, DOWN, BOTH = np.ones(1), -np.ones(1), np.array([1.0, -1.0])
THIRDS = {"shares": (0.5, 0.9), "scores": (0.0, 1.0, 2.0)}


def column(*numbers):
    return np.array(numbers, dtype=np.float64)[:, None]


def twice(*numbers):
    return np.repeat(column(*numbers), 2, axis=1)


def by_quantiles(values, direction, **parameters):
    points = categories.fit_quantiles(values, direction, **parameters)
    return categories.categorical_quantiles(values, direction, points, **parameters)


def test_a_share_is_reached_by_its_own_city():
    # ten cities: rank / n = 0.5 is the fifth, 0.9 the ninth
    found = by_quantiles(column(*range(1, 11), NAN), UP, **THIRDS)
    assert_array_equal(found[:, 0], [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, NAN])
    found = by_quantiles(column(*range(1, 11), NAN), DOWN, **THIRDS)
    assert_array_equal(found[:, 0], [2, 2, 1, 1, 1, 1, 0, 0, 0, 0, NAN])


def test_shares_are_compared_as_decimals():
    # 0.55 * 100 is 55.00000000000001 in binary; the 55th of a hundred cities has reached it
    found = by_quantiles(column(*range(1, 101)), UP, shares=(0.55,), scores=(0.0, 1.0))
    assert_array_equal(found[:, 0], [0] * 54 + [1] * 46)


def test_cities_that_tie_across_a_limit_stay_below_it():
    # 4, 4, 4, 8: the three share rank 1 / 4 < 0.5
    found = by_quantiles(column(4, 8, 4, 4), UP, **THIRDS)
    assert_array_equal(found[:, 0], [0, 2, 0, 0])


def test_a_limit_that_nobody_reaches_lies_just_beyond_the_best_city():
    # 4, 4, 4, 4: all share rank 1 / 4; a better city has the rank 5, beyond every share
    points = categories.fit_quantiles(twice(4, 4, 4, 4), BOTH, **THIRDS)
    found = categories.categorical_quantiles(twice(3.99, 4, 4.01), BOTH, points, **THIRDS)
    assert_array_equal(found, [[0, 2], [0, 0], [2, 0]])


def test_new_cities_are_put_beside_the_fitted_ones():
    points = categories.fit_quantiles(twice(*range(1, 11)), BOTH, **THIRDS)
    assert_array_equal(points["limits"], [[5, 6], [9, 2]])
    found = categories.categorical_quantiles(twice(4.9, 5, 6.1, 8.9, 99), BOTH, points, **THIRDS)
    assert_array_equal(found, [[0, 1], [1, 1], [1, 0], [1, 0], [2, 0]])


def test_given_limits_are_reached_from_the_worse_side():
    # benefit: 0 below 10, 1 from 10, 2 from 20; cost: 2 up to 10, 1 up to 20, 0 above
    found = categories.categorical_limits(
        twice(9, 10, 15, 20, 21, NAN), BOTH, {}, limits=(10.0, 20.0), scores=(0.0, 1.0, 2.0)
    )
    assert_array_equal(found, [[0, 2], [1, 2], [1, 1], [2, 1], [2, 0], [NAN, NAN]])


def test_given_limits_are_compared_as_decimals():
    found = categories.categorical_limits(
        column(0.1 + 0.2, 0.3, 0.1 * 3), DOWN, {}, limits=(0.3,), scores=(0, 1)
    )
    assert_array_equal(found[:, 0], [1, 1, 1])


def test_straight_lines_between_knots():
    # 5 is half the way from 0 to 10 and earns half of 60; 25 is half the way from 10 to 40, between 60 and 100
    parameters = {"knots": (0.0, 10.0, 40.0), "scores": (0.0, 60.0, 100.0)}
    values = twice(0, 5, 10, 25, 40, NAN)
    found = categories.piecewise_linear(values, BOTH, {}, **parameters)
    assert_allclose(found[:, 0], [0, 30, 60, 80, 100, NAN], rtol=1e-15)
    # cost: scores from above: 40 earns 0, 10 earns 60, 0 earns 100; 5 is half the way from 10 down to 0
    assert_allclose(found[:, 1], [100, 80, 60, 30, 0, NAN], rtol=1e-15)


def test_beyond_the_knots_scores_stay_or_go_on():
    parameters = {"knots": (0.0, 10.0, 40.0), "scores": (0.0, 60.0, 100.0)}
    values = twice(-5, 55)
    assert_array_equal(categories.piecewise_linear(values, BOTH, {}, **parameters), [[0, 100], [100, 0]])
    # benefit: 6 a unit below, 4/3 above, 0 - 5 * 6 and 100 + 15 * 4/3; cost: 100 + 5 * 4 and 0 - 15 * 2
    found = categories.piecewise_linear(values, BOTH, {}, clip=False, **parameters)
    assert_allclose(found, [[-30, 120], [120, -30]], rtol=1e-14)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=8))
def test_straight_lines_agree_with_interpolation_by_numpy(numbers):
    knots, scores = (-50.0, -1.5, 0.0, 80.0), (0.0, 0.5, 0.5, 3.0)
    found = categories.piecewise_linear(column(*numbers), UP, {}, knots=knots, scores=scores)
    assert_allclose(found[:, 0], np.interp(numbers, knots, scores), rtol=1e-12, atol=1e-12)
