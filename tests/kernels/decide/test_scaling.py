"""Scalings against calculations by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide import scaling

NAN = float("nan")
# a benefit and a cost; the second benefit is the same everywhere
VALUES = np.array([[3.0, 8.0, 5.0], [4.0, 2.0, 5.0], [NAN, 4.0, 5.0], [0.0, NAN, 5.0]])
DIRECTION = np.array([1.0, -1.0, 1.0])


@pytest.mark.parametrize(
    ("rule", "benefit", "cost", "constant"),
    [
        # (x - 0) / 4; (8 - x) / 6; no range
        (scaling.min_max, [3 / 4, 1, NAN, 0], [0, 1, 4 / 6, NAN], 0.0),
        # x / 4; 1 - x / 8; 5 / 5
        (scaling.by_maximum, [3 / 4, 1, NAN, 0], [0, 6 / 8, 4 / 8, NAN], 1.0),
        # x / 7; 1 - x / 14; 5 / 20
        (scaling.by_sum, [3 / 7, 4 / 7, NAN, 0], [6 / 14, 12 / 14, 10 / 14, NAN], 0.25),
        # by hand x / sqrt(9 + 16); 1 - x / sqrt(64 + 4 + 16); 5 / sqrt(100)
        (
            scaling.by_vector,
            [3 / 5, 4 / 5, NAN, 0],
            [1 - 8 / 84**0.5, 1 - 2 / 84**0.5, 1 - 4 / 84**0.5, NAN],
            0.5,
        ),
        # x / 4; 2 / x; 5 / 5
        (scaling.ratios, [3 / 4, 1, NAN, 0], [2 / 8, 1, 2 / 4, NAN], 1.0),
        # x / 7; (1 / x) / (1/8 + 1/2 + 1/4 = 7/8); 5 / 20
        (scaling.shares, [3 / 7, 4 / 7, NAN, 0], [1 / 7, 4 / 7, 2 / 7, NAN], 0.25),
    ],
)
def test_scalings_by_hand(rule, benefit, cost, constant):
    found = rule(VALUES, DIRECTION)
    assert_allclose(found, np.column_stack([benefit, cost, [constant] * 4]), rtol=1e-15)


def test_a_scaling_is_found_by_its_name():
    for name, rule in [
        ("min_max", scaling.min_max),
        ("maximum", scaling.by_maximum),
        ("sum", scaling.by_sum),
        ("vector", scaling.by_vector),
    ]:
        assert_array_equal(scaling.scaled(VALUES, DIRECTION, name), rule(VALUES, DIRECTION))


def test_divisors_are_of_magnitudes():
    # ranges, largest magnitudes, sums and lengths of (-3, 1) and (4, 3)
    values = np.array([[-3.0, 4.0], [1.0, 3.0], [NAN, NAN]])
    assert_array_equal(scaling.divisor(values, "range"), [4.0, 1.0])
    assert_array_equal(scaling.divisor(values, "maximum"), [3.0, 4.0])
    assert_array_equal(scaling.divisor(values, "sum"), [4.0, 7.0])
    assert_allclose(scaling.divisor(values, "vector"), [10**0.5, 5.0], rtol=1e-15)


@pytest.mark.parametrize(
    "rule",
    [scaling.min_max, scaling.by_maximum, scaling.by_sum, scaling.by_vector, scaling.ratios, scaling.shares],
)
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_an_item_that_no_city_has_stays_missing(rule, rows):
    values = np.full((rows, 2), NAN)
    values[:, 0] = 2.0
    found = rule(values, np.array([1.0, -1.0]))
    assert found.shape == (rows, 2)
    assert np.isnan(found[:, 1]).all()
    assert np.isfinite(found[:, 0]).all()


@pytest.mark.parametrize("rule", [scaling.by_maximum, scaling.by_sum, scaling.by_vector])
def test_an_item_that_is_zero_everywhere_gives_every_city_the_same(rule):
    found = rule(np.zeros((3, 2)), np.array([1.0, -1.0]))
    assert_array_equal(found, [[0.0, 1.0]] * 3)


@pytest.mark.parametrize("items", [1, 3, 60, 3000])
@pytest.mark.parametrize("cities", [1, 31, 100, 2049])
def test_extents_are_those_that_numpy_finds(cities, items):
    values = np.random.default_rng(cities).normal(size=(cities, items))
    values[np.random.default_rng(items).random(values.shape) < 0.2] = NAN
    values[0] = 0.5
    lowest, highest = scaling.extent(values)
    assert_array_equal(lowest, np.nanmin(values, axis=0))
    assert_array_equal(highest, np.nanmax(values, axis=0))


def test_means_are_of_present_values():
    assert_allclose(scaling.column_mean(VALUES), [7 / 3, 14 / 3, 5.0], rtol=1e-15)
    assert np.isnan(scaling.column_mean(np.full((2, 1), NAN))).all()


def test_the_inverse_of_noise_is_zero():
    found = scaling.inverse(np.array([0.0, NAN, 1e-13, -4.0]), noise=1e-12)
    assert_array_equal(found, [0.0, 0.0, 0.0, -0.25])
    assert_array_equal(scaling.inverse(np.array([0.0, NAN, -4.0])), [0.0, 0.0, -0.25])
