"""Positions between two points, by hand, and by the tests of COINr 1.1 (tests/testthat/test-normalise.R)."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.normalise import ranges
from scoring.kernels.normalise.reference import no_points, turned

NAN = float("nan")
UP, DOWN, BOTH = np.ones(1), -np.ones(1), np.array([1.0, -1.0])


def column(*numbers):
    return np.array(numbers, dtype=np.float64)[:, None]


def twice(*numbers):
    """The same column as a benefit and as a cost."""
    return np.repeat(column(*numbers), 2, axis=1)


def normalised(fit, apply, values, direction, **parameters):
    return apply(values, direction, fit(values, direction, **parameters), **parameters)


def test_min_max_takes_the_worst_to_low_and_the_best_to_high():
    # 3, 5, 11: (5 - 3) / 8 = 1/4 for a benefit, (11 - 5) / 8 = 3/4 for a cost; from 10 to 50: 10 + 40 / 4 = 20
    found = normalised(ranges.fit_extremes, ranges.min_max, twice(3, 5, 11, NAN), BOTH)
    assert_array_equal(found, [[0, 1], [0.25, 0.75], [1, 0], [NAN, NAN]])
    found = normalised(ranges.fit_extremes, ranges.min_max, twice(3, 5, 11), BOTH, low=10, high=50)
    assert_array_equal(found, [[10, 50], [20, 40], [50, 10]])


def test_min_max_meets_its_ends_to_the_last_bit():
    # the plain form low + share * (high - low) would give -0.8999999999999999 for the best city between -2 and -0.9
    source = np.random.default_rng(5)
    values = source.random((50, 40)) * 1e3
    for low, high in [(-2, -0.9), *(source.random((20, 2)) * [-1, 1])]:
        found = normalised(ranges.fit_extremes, ranges.min_max, values, np.ones(40), low=low, high=high)
        assert_array_equal(found.min(axis=0), np.full(40, low))
        assert_array_equal(found.max(axis=0), np.full(40, high))


def test_reference_points_are_kept_in_the_units_of_the_item():
    points = ranges.fit_extremes(twice(3, 5, 11, NAN), BOTH)
    assert_array_equal(points["worst"], [3, 11])
    assert_array_equal(points["best"], [11, 3])


def test_a_new_city_follows_the_formula_and_is_clipped_on_demand():
    points = ranges.fit_extremes(twice(3, 5, 11), BOTH)
    # (13 - 3) / 8 = 5/4 and (11 - 13) / 8 = -1/4; (1 - 3) / 8 = -1/4 and (11 - 1) / 8 = 5/4
    new = twice(13, 1)
    assert_array_equal(ranges.min_max(new, BOTH, points), [[1.25, -0.25], [-0.25, 1.25]])
    assert_array_equal(ranges.min_max(new, BOTH, points, clip=True), [[1, 0], [0, 1]])
    assert_array_equal(ranges.distance_to_maximum(new, BOTH, points), [[1.25, -0.25], [-0.25, 1.25]])
    assert_array_equal(ranges.distance_to_maximum(new, BOTH, points, clip=True), [[1, 0], [0, 1]])


def test_a_constant_item_has_no_score_unless_one_is_given():
    values = column(7, NAN, 7)
    assert np.isnan(normalised(ranges.fit_extremes, ranges.min_max, values, UP)).all()
    found = normalised(ranges.fit_extremes, ranges.min_max, values, UP, constant=50, high=100)
    assert_array_equal(found, column(50, NAN, 50))


def test_distance_to_maximum_against_exact_fractions():
    numbers = [Fraction(1, 10), Fraction(7, 2), Fraction(-3), Fraction(22, 7)]
    worst, best = min(numbers), max(numbers)
    expected = [float(1 - (best - number) / (best - worst)) for number in numbers]
    found = normalised(ranges.fit_extremes, ranges.distance_to_maximum, column(*map(float, numbers)), UP)
    assert_allclose(found[:, 0], expected, rtol=1e-14)


def test_distance_to_a_named_point():
    # 2, 4, 9, 13: mean 7, median 6.5; 1 - (7 - 4) / (7 - 2) = 2/5; 1 - (6.5 - 4) / (6.5 - 2) = 4/9
    values = column(2, 4, 9, 13)
    rule = ranges.fit_point, ranges.distance_to_reference, values
    assert_allclose(normalised(*rule, UP, point="mean")[:, 0], [0, 2 / 5, 7 / 5, 11 / 5], rtol=1e-15)
    assert_allclose(normalised(*rule, UP, point="median")[:, 0], [0, 4 / 9, 14 / 9, 22 / 9], rtol=1e-15)
    assert_allclose(normalised(*rule, UP, point="best")[:, 0], [0, 2 / 11, 7 / 11, 1], rtol=1e-15)
    # costs: the worst is 13; (13 - x) / (13 - 7)
    assert_allclose(normalised(*rule, DOWN, point="mean")[:, 0], [11 / 6, 9 / 6, 4 / 6, 0], rtol=1e-15)


def test_distance_to_a_given_point_is_capped_on_demand():
    # COINr's n_dist2ref with the second of 2, 4, 9, 13 as the reference: 1 - (4 - x) / (4 - 2)
    rule = ranges.fit_point, ranges.distance_to_reference, column(2, 4, 9, 13), UP
    assert_array_equal(normalised(*rule, point="given", given=4.0)[:, 0], [0, 1, 3.5, 5.5])
    assert_array_equal(normalised(*rule, point="given", given=4.0, capped=True)[:, 0], [0, 1, 1, 1])
    found = normalised(*rule, point="given", given=(4.0,), capped=True, low=1, high=5)
    assert_array_equal(found[:, 0], [1, 5, 5, 5])


def test_one_given_point_an_item():
    values = twice(2, 4, 9, 12)
    found = normalised(
        ranges.fit_point, ranges.distance_to_reference, values, BOTH, point="given", given=(4.0, 2.0)
    )
    # cost: the worst is 12, the point 2: (12 - x) / 10
    assert_array_equal(found, [[0, 1], [1, 0.8], [3.5, 0.3], [5, 0]])


@pytest.mark.parametrize(("direction", "beyond"), [(UP, 2.0), (DOWN, 13.0), (UP, 1.0), (DOWN, 20.0)])
def test_a_point_that_is_not_better_than_the_worst_city_has_no_score_unless_one_is_given(direction, beyond):
    values = column(2, 4, NAN, 13)
    for fit, apply, parameters in [
        (ranges.fit_point, ranges.distance_to_reference, {"point": "given", "given": beyond}),
        (ranges.fit_worst, ranges.distance_to_target, {"target": beyond}),
    ]:
        assert np.isnan(normalised(fit, apply, values, direction, **parameters)).all()
        found = normalised(fit, apply, values, direction, constant=1.0, **parameters)
        assert_array_equal(found, column(1, 1, NAN, 1))


def test_distance_to_a_target_as_in_the_tests_of_coinr():
    rule = ranges.fit_worst, ranges.distance_to_target
    up = column(0, 5, 11)
    assert_allclose(normalised(*rule, up, UP, target=10.0)[:, 0], [0, 0.5, 1.1], rtol=1e-15)
    assert_allclose(normalised(*rule, up, UP, target=10.0, capped=True)[:, 0], [0, 0.5, 1], rtol=1e-15)
    down = column(-1, 1, 10)
    assert_allclose(normalised(*rule, down, DOWN, target=0.0)[:, 0], [1.1, 0.9, 0], rtol=1e-15)
    assert_allclose(normalised(*rule, down, DOWN, target=0.0, capped=True)[:, 0], [1, 0.9, 0], rtol=1e-15)


def test_targets_are_in_the_units_of_the_item_in_either_direction():
    # target 8 of 2, 5, 11 as a benefit: (5 - 2) / 6 = 1/2; target 3 as a cost: (11 - 5) / 8 = 3/4
    found = normalised(
        ranges.fit_worst, ranges.distance_to_target, twice(2, 5, 11), BOTH, target=(8.0, 3.0), low=1, high=9
    )
    assert_array_equal(found, [[1, 10], [5, 7], [13, 1]])


def test_goalposts_as_in_the_tests_of_coinr():
    for value, up, down in [(1, 0.1, 0.9), (11, 1, 0), (-1, 0, 1)]:
        for direction, expected in [(UP, up), (DOWN, down)]:
            found = ranges.goalposts(column(value), direction, {}, lower=0.0, upper=10.0)
            assert_allclose(found, column(expected), rtol=1e-15)


def test_goalposts_of_the_human_development_index():
    # UNDP technical note 1: life expectancy between 20 and 85 years; Kota Tangerang 2021, 71.60 / 65 - 20 / 65
    found = ranges.goalposts(column(71.60), UP, {}, lower=(20.0,), upper=(85.0,))
    assert_allclose(found, column(0.79385), atol=5e-6)


def test_goalposts_one_an_item_with_a_range_above_zero_for_geometric_means():
    values = np.array([[0.0, 0.0], [25, 25], [60, 60], [NAN, 5]])
    found = ranges.goalposts(values, BOTH, {}, lower=(0.0, 5.0), upper=50.0, low=1, high=10)
    # benefit: 1 + 9 x / 50; cost: 1 + 9 (50 - x) / 45
    assert_allclose(found, [[1, 10], [5.5, 6], [10, 1], [NAN, 10]], rtol=1e-15)


def test_scaled_values_go_on_beyond_the_ends():
    # COINr's n_scaled: (x - 1) / 9 * 100
    found = ranges.scaled(twice(1, 10, 19, -8, NAN), BOTH, {}, lower=1.0, upper=10.0, high=100)
    assert_allclose(found, [[0, 100], [100, 0], [200, -100], [-100, 200], [NAN, NAN]], atol=1e-13)


def test_goalposts_need_no_reference():
    assert no_points(column(1, 2), UP, lower=1.0, upper=2.0) == {}


def test_no_normalisation_only_turns():
    found = ranges.only_turned(twice(3, 0, -2, NAN), BOTH, {})
    assert_array_equal(found, [[3, -3], [0, 0], [-2, 2], [NAN, NAN]])
    assert not np.signbit(turned(column(0.0), DOWN)).any()
