"""Distances from a centre, by hand and by scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from scoring.kernels.normalise import centres
from scoring.kernels.normalise.reference import median, median_deviation, standard_deviation

NAN = float("nan")
UP, DOWN, BOTH = np.ones(1), -np.ones(1), np.array([1.0, -1.0])


def column(*numbers):
    return np.array(numbers, dtype=np.float64)[:, None]


def normalised(fit, apply, values, direction, **parameters):
    return apply(values, direction, fit(values, direction, **parameters), **parameters)


def test_standard_scores():
    # 2, 4, 6 and 8 with a missing one: mean 5, sum of squares 9 + 1 + 1 + 9 = 20, sd = sqrt(20 / 3)
    values = np.repeat(column(2, 4, NAN, 6, 8), 2, axis=1)
    steps = np.array([-3, -1, NAN, 1, 3]) / np.sqrt(20 / 3)
    found = normalised(centres.fit_mean, centres.z_score, values, BOTH)
    assert_allclose(found, np.column_stack([steps, -steps]), rtol=1e-15)


def test_standard_scores_with_another_mean_and_deviation():
    # COINr, tests/testthat/test-normalise.R: 1 to 10 to mean 5 and standard deviation 2
    found = normalised(centres.fit_mean, centres.z_score, column(*range(1, 11)), UP, mean=5, sd=2)
    assert_allclose(found.mean(), 5, rtol=1e-15)
    assert_allclose(found.std(ddof=1), 2, rtol=1e-15)
    # a cost: the mean stays, the order turns
    turned = normalised(centres.fit_mean, centres.z_score, column(*range(1, 11)), DOWN, mean=5, sd=2)
    assert_allclose(turned, found[::-1], rtol=1e-15)


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=12, unique=True))
def test_standard_scores_agree_with_scipy(numbers):
    numbers = np.round(numbers, 3)
    if np.ptp(numbers) > 0:
        found = normalised(centres.fit_mean, centres.z_score, column(*numbers), UP)
        assert_allclose(found[:, 0], stats.zscore(numbers, ddof=1), rtol=1e-9, atol=1e-9)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=12))
def test_median_and_its_deviation_agree_with_scipy(numbers):
    values = column(*numbers, NAN)
    assert_array_equal(median(values), [np.median(numbers)])
    assert_array_equal(median_deviation(values), [stats.median_abs_deviation(numbers)])


def test_robust_scores():
    # 1, 2, 4, 7, 100: median 4, distances 3, 2, 0, 3, 96, their median 3; 1.4826 * 3 = 4.4478
    values = np.repeat(column(1, 2, 4, NAN, 7, 100), 2, axis=1)
    steps = np.array([-3, -2, 0, NAN, 3, 96]) / 4.4478
    found = normalised(centres.fit_median, centres.robust_z, values, BOTH)
    assert_allclose(found, np.column_stack([steps, -steps]), rtol=1e-14)
    found = normalised(centres.fit_median, centres.robust_z, values, BOTH, centre=50, scale=10)
    assert_allclose(found, np.column_stack([50 + 10 * steps, 50 - 10 * steps]), rtol=1e-14)


@pytest.mark.parametrize("values", [column(5, 5, 5, 9), column(5, 5, 5), column(5)])
def test_robust_scores_are_undefined_where_most_cities_share_one_value(values):
    assert np.isnan(normalised(centres.fit_median, centres.robust_z, values, UP)).all()
    found = normalised(centres.fit_median, centres.robust_z, values, UP, constant=0.5)
    assert_array_equal(found, np.full(values.shape, 0.5))


@pytest.mark.parametrize("numbers", [(0.1, 0.1, 0.1), (0.1,) * 6, (1e9 / 3,) * 7, (4,)])
def test_equal_values_have_no_spread_even_where_their_mean_is_not_their_value(numbers):
    # the mean of 0.1, 0.1 and 0.1 is 0.10000000000000002
    assert_array_equal(standard_deviation(column(*numbers)), [0])
    values = column(*numbers, NAN)
    assert np.isnan(normalised(centres.fit_mean, centres.z_score, values, UP)).all()
    found = normalised(centres.fit_mean, centres.z_score, values, UP, constant=0)
    assert_array_equal(found, column(*[0] * len(numbers), NAN))


def test_an_item_without_values_has_no_centre_and_gives_no_score_to_a_new_city():
    for fit, apply in [(centres.fit_mean, centres.z_score), (centres.fit_median, centres.robust_z)]:
        points = fit(column(NAN, NAN), UP)
        assert np.isnan([*points.values()]).all()
        assert np.isnan(apply(column(3), UP, points, constant=1)).all()


def test_above_and_below_the_mean():
    # mean 100; 120 is not above 1.2 times the mean, 121 is
    values = np.repeat(column(121, 120, 100, 80, 79, NAN), 2, axis=1)
    found = normalised(centres.fit_mean, centres.above_below_mean, values, BOTH)
    assert_array_equal(found, [[1, -1], [0, 0], [0, 0], [0, 0], [-1, 1], [NAN, NAN]])
    found = normalised(centres.fit_mean, centres.above_below_mean, values, BOTH, threshold=0.0)
    assert_array_equal(found[:, 0], [1, 1, 0, -1, -1, NAN])


@pytest.mark.parametrize("numbers", [(-1, 1), (-3, -1)])
def test_above_and_below_a_mean_of_zero_or_less_is_undefined(numbers):
    assert np.isnan(normalised(centres.fit_mean, centres.above_below_mean, column(*numbers), UP)).all()
