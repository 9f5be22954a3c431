"""Median and ordered weighted averages against published examples, hand calculations and numpy."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels import aggregate

NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        # the three examples of the article "Weighted median" of the English Wikipedia: 4, and the mean of the
        # lower and the upper weighted median 2 and 3
        ([1, 2, 3, 4, 5], [0.15, 0.1, 0.2, 0.3, 0.25], 4.0),
        ([1, 2, 3, 4], [0.25, 0.25, 0.25, 0.25], 2.5),
        ([1, 2, 3, 4], [0.49, 0.01, 0.25, 0.25], 2.5),
        # 4, three times 5, nine times 7
        ([5, 4, 7], [3, 1, 9], 7.0),
        # 0.1 + 0.2 + 0.2 reach half as decimals, not as binary numbers: (3 + 8) / 2
        ([1, 2, 3, 8], [0.1, 0.2, 0.2, 0.5], 5.5),
    ],
)
def test_median_of_examples(values, weights, expected):
    values, weights = np.array(values, dtype=np.float64), np.array(weights)
    assert_allclose(aggregate.median(values, weights), expected, rtol=1e-14)
    assert_allclose(aggregate.median(values[::-1], weights[::-1]), expected, rtol=1e-14)


@pytest.mark.parametrize("width", [1, 2, 3, 8, 9])
def test_median_with_equal_weights_is_that_of_numpy(width):
    values = np.random.default_rng(width).normal(size=(50, width))
    values[:, 1:][values[:, 1:] > 1] = NAN
    assert_allclose(aggregate.median(values, np.full(width, 0.3)), np.nanmedian(values, axis=1), rtol=1e-14)


def test_median_with_weights_is_the_quantile_of_numpy():
    source = np.random.default_rng(5)
    for _ in range(50):
        values, weights = source.normal(size=7), source.random(7)
        expected = np.quantile(values, 0.5, weights=weights, method="inverted_cdf")
        assert aggregate.median(values, weights) == expected


def test_a_heavier_item_draws_the_median_and_a_missing_one_does_not():
    values = np.array([[10.0, 20.0, 90.0], [10.0, NAN, 90.0], [NAN, NAN, NAN]])
    assert_array_equal(aggregate.median(values, np.array([1.0, 1.0, 3.0])), [90.0, 90.0, NAN])
    assert_array_equal(aggregate.median(values, np.array([2.0, 1.0, 2.0])), [20.0, 50.0, NAN])


def test_owa_by_hand():
    # 0.4 * 1 + 0.3 * 0.7 + 0.2 * 0.6 + 0.1 * 0.2 = 0.4 + 0.21 + 0.12 + 0.02
    found = aggregate.owa(np.array([0.7, 1.0, 0.2, 0.6]), np.ones(4), ordered=[0.4, 0.3, 0.2, 0.1])
    assert_allclose(found, 0.75, rtol=1e-14)


def test_owa_scales_the_ordered_weights():
    # (4 * 9 + 1 * 5 + 0 * 1) / 5 = 41 / 5
    found = aggregate.owa(np.array([1.0, 9.0, 5.0]), np.ones(3), ordered=[4, 1, 0])
    assert_allclose(found, 8.2, rtol=1e-14)


def test_owa_with_weights_of_the_items_by_hand():
    # 30, 20, 10 hold 0.3, 0.2, 0.5. Q rises by 1.6 a unit up to 0.5, by 0.4 beyond: Q(0.3) = 0.48, Q(0.5) = 0.8.
    # 0.48 * 30 + 0.32 * 20 + 0.2 * 10 = 14.4 + 6.4 + 2
    found = aggregate.owa(np.array([10.0, 30.0, 20.0]), np.array([0.5, 0.3, 0.2]), ordered=[0.8, 0.2])
    assert_allclose(found, 22.8, rtol=1e-14)


def test_owa_spreads_its_weights_over_fewer_items():
    # two of three items: Q(1 / 2) lies half way between Q(1 / 3) = 0.6 and Q(2 / 3) = 0.9, 0.75 * 8 + 0.25 * 4
    found = aggregate.owa(np.array([4.0, NAN, 8.0]), np.ones(3), ordered=[0.6, 0.3, 0.1])
    assert_allclose(found, 7.0, rtol=1e-14)


@pytest.mark.parametrize(
    ("ordered", "expected"),
    [([1, 0, 0, 0], 8.0), ([0, 0, 0, 1], 1.0), ([0, 0.5, 0.5, 0], 3.5), ([1, 1, 1, 1], 4.0)],
)
def test_owa_holds_maximum_minimum_median_and_mean_as_cases(ordered, expected):
    values = np.array([8.0, 3.0, 1.0, 4.0])
    assert_allclose(aggregate.owa(values, np.ones(4), ordered=ordered), expected, rtol=1e-14)


def test_owa_of_equal_ordered_weights_is_the_weighted_mean():
    source = np.random.default_rng(3)
    values, weights = source.random((20, 6)), source.random(6)
    found = aggregate.owa(values, weights, ordered=[1] * 4)
    assert_allclose(found, np.average(values, axis=1, weights=weights), rtol=1e-13)


def test_owa_of_orness_by_hand():
    # orness 1/3: Q(r) = r**2, rises 1, 3, 5, 7 of 16: (1 * 8 + 3 * 4 + 5 * 3 + 7 * 1) / 16 = 42 / 16
    values = np.array([8.0, 3.0, 1.0, 4.0])
    assert_allclose(aggregate.owa_of_orness(values, np.ones(4), orness=1 / 3), 42 / 16, rtol=1e-13)
    # orness 2/3: Q(r) = sqrt(r) of the weights 1 and 3: 0.5 * 6 + 0.5 * 2
    assert_allclose(
        aggregate.owa_of_orness(np.array([6.0, 2.0]), np.array([1.0, 3.0]), orness=2 / 3), 4.0, rtol=1e-13
    )


def test_owa_of_orness_goes_from_the_lowest_over_the_mean_to_the_highest():
    values, weights = np.array([8.0, 3.0, NAN, 1.0, 9.0]), np.array([0.1, 0.2, 0.3, 0.4, 0.0])
    found = [aggregate.owa_of_orness(values, weights, orness=orness) for orness in (0, 0.2, 0.5, 0.8, 1)]
    assert_allclose([found[0], found[2], found[4]], [1.0, 1.8 / 0.7, 8.0], rtol=1e-13)
    assert (np.diff(found) > 0).all()
