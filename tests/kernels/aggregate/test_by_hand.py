"""Every fold against a calculation by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from scoring.kernels import aggregate

NAN = float("nan")


def power(exponent):
    return lambda values, weights: aggregate.power_mean(values, weights, exponent=exponent)


def test_weighted_mean_by_hand():
    # 0.2 * 2 + 0.3 * 3 + 0.5 * 4 = 0.4 + 0.9 + 2.0 = 3.3
    found = aggregate.weighted_mean(np.array([2.0, 3.0, 4.0]), np.array([0.2, 0.3, 0.5]))
    assert_allclose(found, 3.3, rtol=1e-15)


def test_weighted_mean_gives_the_index_of_kota_kediri_2022():
    # 0.1 * 3.60 + 0.2 * 3.21 + 0.3 * 3.23 + 0.2 * 3.07 + 0.2 * 3.65 = 0.36 + 0.642 + 0.969 + 0.614 + 0.73
    components = np.array([3.60, 3.21, 3.23, 3.07, 3.65])
    assert_allclose(aggregate.weighted_mean(components, np.array([10.0, 20, 30, 20, 20])), 3.315, rtol=1e-15)


def test_weighted_mean_passes_the_weight_of_a_missing_item_on():
    # (0.2 * 2 + 0.5 * 4) / 0.7 = 2.4 / 0.7 = 24 / 7
    found = aggregate.weighted_mean(np.array([2.0, NAN, 4.0]), np.array([0.2, 0.3, 0.5]))
    assert_allclose(found, 24 / 7, rtol=1e-15)


def test_weighted_mean_may_be_negative():
    # 0.25 * -4 + 0.75 * 2 = 0.5
    assert_allclose(aggregate.weighted_mean(np.array([-4.0, 2.0]), np.array([1.0, 3.0])), 0.5, rtol=1e-15)


def test_weighted_mean_of_a_table_folds_the_last_axis_and_spreads_the_weights():
    values = np.array([[[1.0, 3.0], [2.0, NAN]], [[NAN, NAN], [0.0, 4.0]]])
    weights = np.array([[0.5, 0.5], [0.25, 0.75]])
    # (1 + 3) / 2; 2 alone; nothing; 0.75 * 4
    assert_array_equal(aggregate.weighted_mean(values, weights), [[2.0, 2.0], [NAN, 3.0]])


def test_geometric_mean_by_hand():
    # cube root of 2 * 4 * 8 = 64 is 4; weighted 1:3, fourth root of 1 * 16**3 = 4096 is 8
    assert_allclose(aggregate.geometric_mean(np.array([2.0, 4.0, 8.0]), np.ones(3)), 4.0, rtol=1e-14)
    assert_allclose(aggregate.geometric_mean(np.array([1.0, 16.0]), np.array([1.0, 3.0])), 8.0, rtol=1e-14)


def test_geometric_mean_gives_the_development_index_of_kota_tangerang_2021():
    # 100 * cube root of (0.79385 * 0.74628 * 0.81648), published 78.50, worked out as 78.4984
    found = 100 * aggregate.geometric_mean(np.array([0.79385, 0.74628, 0.81648]), np.ones(3))
    assert_allclose(found, 78.4984, atol=5e-4)


@pytest.mark.parametrize(
    "fold", [aggregate.geometric_mean, aggregate.harmonic_mean, power(-1.0), power(0.0), power(-3.5)]
)
def test_a_zero_with_weight_makes_these_means_zero(fold):
    assert fold(np.array([0.0, 5.0]), np.array([0.01, 0.99])) == 0.0
    assert fold(np.array([0.0, NAN]), np.array([0.5, 0.5])) == 0.0


@pytest.mark.parametrize(
    "fold",
    [aggregate.geometric_mean, aggregate.harmonic_mean, power(-1.0), power(0.0), power(-3.5), power(2.0)],
)
@pytest.mark.parametrize("idle", [0.0, NAN, 7.0])
def test_an_item_without_weight_does_not_count_whatever_it_is(fold, idle):
    assert_allclose(fold(np.array([idle, 5.0]), np.array([0.0, 1.0])), 5.0, rtol=1e-14)


def test_harmonic_mean_by_hand():
    # 40 there and 60 back: 2 / (1/40 + 1/60) = 2 / (5/120) = 48
    assert_allclose(aggregate.harmonic_mean(np.array([40.0, 60.0]), np.ones(2)), 48.0, rtol=1e-14)
    # weighted 1:2: 3 / (1/2 + 2/4) = 3
    assert_allclose(aggregate.harmonic_mean(np.array([2.0, 4.0]), np.array([1.0, 2.0])), 3.0, rtol=1e-14)


def test_power_mean_by_hand():
    # square root of (1 + 49) / 2 = 25 is 5
    assert_allclose(power(2.0)(np.array([1.0, 7.0]), np.ones(2)), 5.0, rtol=1e-14)


def test_power_mean_holds_the_other_means_as_cases():
    values, weights = np.array([2.0, NAN, 3.0, 5.0]), np.array([0.1, 0.2, 0.3, 0.4])
    assert_allclose(power(1.0)(values, weights), aggregate.weighted_mean(values, weights), rtol=1e-14)
    assert_allclose(power(0.0)(values, weights), aggregate.geometric_mean(values, weights), rtol=1e-14)
    assert_allclose(power(-1.0)(values, weights), aggregate.harmonic_mean(values, weights), rtol=1e-14)


@pytest.mark.parametrize("seed", range(5))
def test_means_agree_with_scipy(seed):
    source = np.random.default_rng(seed)
    values, weights = source.uniform(0.1, 100, (20, 7)), source.uniform(0.01, 1, 7)
    options = {"weights": weights, "axis": 1}
    assert_allclose(aggregate.geometric_mean(values, weights), stats.gmean(values, **options), rtol=1e-12)
    assert_allclose(aggregate.harmonic_mean(values, weights), stats.hmean(values, **options), rtol=1e-12)
    assert_allclose(
        aggregate.weighted_mean(values, weights), np.average(values, axis=1, weights=weights), rtol=1e-12
    )
    for exponent in (-4.0, -0.5, 0.5, 3.0, 20.0):
        assert_allclose(
            power(exponent)(values, weights), stats.pmean(values, exponent, **options), rtol=1e-12
        )


def test_minimum_and_maximum_look_only_at_present_items_with_weight():
    values, weights = np.array([NAN, 0.0, 3.0, 2.0, 9.0]), np.array([1.0, 0.0, 0.2, 0.8, 0.0])
    assert aggregate.minimum(values, weights) == 2.0
    assert aggregate.maximum(values, weights) == 3.0


def test_sum_is_of_points_and_not_weighted():
    assert aggregate.total(np.array([10.0, 20.0, 12.0]), np.array([0.1, 0.2, 0.7])) == 42.0


def test_sum_is_missing_when_a_part_with_weight_is():
    assert np.isnan(aggregate.total(np.array([10.0, NAN]), np.array([0.5, 0.5])))
    assert aggregate.total(np.array([10.0, NAN]), np.array([1.0, 0.0])) == 10.0


def test_first_and_last_present_go_by_the_order_of_the_children():
    values = np.array([[NAN, 4.0, 2.0, NAN], [1.0, NAN, NAN, 3.0], [NAN, NAN, NAN, NAN]])
    assert_array_equal(aggregate.first_present(values, np.ones(4)), [4.0, 1.0, NAN])
    assert_array_equal(aggregate.last_present(values, np.ones(4)), [2.0, 3.0, NAN])


def test_first_and_last_present_leave_out_items_without_weight():
    values, weights = np.array([5.0, 4.0, 2.0, 1.0]), np.array([0.0, 0.5, 0.5, 0.0])
    assert aggregate.first_present(values, weights) == 4.0
    assert aggregate.last_present(values, weights) == 2.0


FOLDS = {
    "weighted_mean": aggregate.weighted_mean,
    "geometric_mean": aggregate.geometric_mean,
    "harmonic_mean": aggregate.harmonic_mean,
    "power_mean 2": power(2.0),
    "power_mean -2": power(-2.0),
    "minimum": aggregate.minimum,
    "maximum": aggregate.maximum,
    "sum": aggregate.total,
    "first_present": aggregate.first_present,
    "latest": aggregate.last_present,
}


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
def test_nothing_present_is_missing_and_never_zero(fold):
    assert_array_equal(fold(np.full((2, 3), NAN), np.array([0.2, 0.3, 0.5])), [NAN, NAN])


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
def test_one_item_is_itself(fold):
    assert_allclose(fold(np.array([[3.7], [0.0]]), np.array([0.25])), [3.7, 0.0], rtol=1e-14)


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
def test_no_rows_give_no_results(fold):
    assert fold(np.empty((0, 4)), np.ones(4)).shape == (0,)
