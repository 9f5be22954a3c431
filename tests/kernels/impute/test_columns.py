"""Filling from other cities against COINr's documentation and hand calculations."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.impute.columns import (
    column_mean,
    column_median,
    constant,
    group_mean,
    group_median,
    members_of,
)

NAN = float("nan")


def gaps(values, found):
    """What was put into the gaps, row by row; nothing else may have changed."""
    missing = np.isnan(values)
    assert found[~missing].tobytes() == values[~missing].tobytes()
    return found[missing]


def test_means_are_those_of_the_documentation(countries):
    # by column mean: Pat 122.35, CultServ 0.6470778, CultGood 4.5395
    expected = [4.5395, 4.5395, 122.35, 0.6470778, 4.5395, 122.35, 4.5395]
    assert_allclose(gaps(countries, column_mean(countries)), expected, atol=5e-8)


def test_group_medians_are_those_of_the_documentation(countries):
    # i_median_grp with the first five rows in one group and the last five in another
    groups = np.repeat([0, 1], 5)
    expected = [8.5835, 8.5835, 136.75, 0.966025, 8.5835, 26.85, 1.2345]
    assert_allclose(gaps(countries, group_median(countries, groups=groups)), expected, atol=5e-8)


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        # of 1, 2, 9: mean 4, median 2; of 5, 8: mean and median 6.5
        (column_mean, [4.0, 6.5]),
        (column_median, [2.0, 6.5]),
    ],
)
def test_columns_by_hand(fill, expected):
    values = np.array([[1.0, 5.0], [9.0, NAN], [2.0, 8.0], [NAN, NAN]])
    assert_array_equal(fill(values)[3], expected)


def test_groups_by_hand():
    values = np.array([[1.0], [NAN], [9.0], [2.0], [NAN], [30.0], [50.0]])
    groups = np.array([4, 4, 4, 4, 2, 2, 2])
    # 1, 9, 2: mean 4, median 2; 30, 50: mean and median 40
    assert_array_equal(gaps(values, group_mean(values, groups=groups)), [4, 40])
    assert_array_equal(gaps(values, group_median(values, groups=groups)), [2, 40])


@pytest.mark.parametrize("fill", [group_mean, group_median])
def test_without_a_group_or_a_value_in_it_a_value_stays_missing(fill):
    values = np.array([[1.0], [NAN], [NAN], [NAN]])
    assert_array_equal(fill(values, groups=np.array([0, -1, 1, 0])), [[1], [NAN], [NAN], [1]])
    assert_array_equal(fill(values, groups=np.full(4, -1)), values)


@pytest.mark.parametrize("fill", [group_mean, group_median])
def test_present_values_stay_to_the_last_bit(fill):
    # COINr issue #40: group imputation altered values that were there
    source = np.random.default_rng(40)
    values = source.random((30, 4)) / 3
    values[source.random(values.shape) < 0.3] = NAN
    gaps(values, fill(values, groups=source.integers(-1, 4, 30)))


def test_a_city_without_group_gives_nothing_to_others():
    values = np.array([[1.0], [100.0], [NAN], [3.0]])
    assert group_mean(values, groups=np.array([0, -1, 0, 0]))[2] == 2.0


def test_one_group_for_all_is_the_column():
    source = np.random.default_rng(1)
    values = np.where(source.random((12, 3)) < 0.3, NAN, source.random((12, 3)))
    assert_array_equal(group_mean(values, groups=np.zeros(12, dtype=np.int64)), column_mean(values))
    assert_array_equal(group_median(values, groups=np.zeros(12, dtype=np.int64)), column_median(values))


def test_a_column_without_any_value_stays_missing():
    values = np.array([[NAN, 1.0], [NAN, NAN]])
    for fill in (column_mean, column_median):
        assert_array_equal(fill(values), [[NAN, 1], [NAN, 1]])


def test_a_constant_fills_every_gap(countries):
    assert set(gaps(countries, constant(countries, value=-1.5))) == {-1.5}


def test_members_are_those_that_share_a_code():
    assert [found.tolist() for found in members_of([3, -1, 0, 3, 0])] == [[2, 4], [0, 3]]
