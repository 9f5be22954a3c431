"""Value functions against calculations by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels import value

NAN = float("nan")


def row(*numbers):
    return np.array([numbers], dtype=np.float64)


def test_linear_maps_the_ends_and_the_middle():
    # 1 to 5 onto 0 to 100: 2 is a quarter of the way
    found = value.linear(row(1, 2, 3, 5), start=(1, 5), end=(0, 100))
    assert_allclose(found, row(0, 25, 50, 100), rtol=1e-15)


def test_linear_may_fall_from_either_side():
    assert_allclose(value.linear(row(0, 1, 4), start=(0, 4), end=(10, 2)), row(10, 8, 2))
    assert_allclose(value.linear(row(0, 1, 4), start=(4, 0), end=(2, 10)), row(10, 8, 2))


def test_linear_clips_unless_told_not_to():
    assert_allclose(value.linear(row(-1, 6), start=(0, 5), end=(0, 10)), row(0, 10))
    assert_allclose(value.linear(row(-1, 6), start=(0, 5), end=(0, 10), clip=False), row(-2, 12))
    assert_allclose(value.linear(row(-1, 6), start=(0, 5), end=(10, 0)), row(10, 0))


def test_goalposts_of_life_expectancy_and_schooling():
    # Kota Tangerang 2021: (71.60 - 20) / 65 = 0.793846; (13.87 / 18 + 10.83 / 15) / 2 = 0.746278
    assert_allclose(value.goalposts(row(71.60), lower=20, upper=85), row(0.79385), atol=5e-6)
    schooling = value.goalposts(row(13.87), lower=0, upper=18) + value.goalposts(
        row(10.83), lower=0, upper=15
    )
    assert_allclose(schooling / 2, row(0.74628), atol=5e-6)


def test_goalposts_the_other_way_round_reward_low_values():
    # poverty: 40 % earns nothing, 0 % everything; 10 % earns three quarters of 4
    assert_allclose(value.goalposts(row(40, 10, 0, 55), lower=40, upper=0, top=4), row(0, 3, 4, 0))


def test_log_goalposts_of_spending():
    # (ln 14575 - ln 1007.436) / (ln 26572.352 - ln 1007.436) = 0.81648, thousand rupiah
    found = value.log_goalposts(row(14_575), lower=1007.436, upper=26572.352)
    assert_allclose(found, row(0.81648), atol=5e-6)
    # 10 is half the way from 1 to 100 in logarithms
    assert_allclose(
        value.log_goalposts(row(1, 10, 100, 1000), lower=1, upper=100, top=8), row(0, 4, 8, 8), rtol=1e-15
    )


def test_log_goalposts_without_clipping_go_on():
    assert_allclose(
        value.log_goalposts(row(0.1, 1000), lower=1, upper=100, clip=False), row(-0.5, 1.5), rtol=1e-14
    )


def test_log_goalposts_have_no_score_for_zero_and_below():
    found = value.log_goalposts(row(0, -5, NAN), lower=1, upper=100)
    assert not np.isfinite(found).any()
    assert np.isnan(found[0, 2])


def test_ratio_with_a_least_denominator():
    # innovations: 6 points over max(10, 3) = 0.6; over max(10, 12) = 0.5
    assert_allclose(value.ratio(row(6, 6), row(3, 12), least_denominator=10), row(0.6, 0.5))
    assert_allclose(value.ratio(row(3), row(4), top=100), row(75))


def test_ratio_has_no_score_without_a_denominator():
    assert_array_equal(value.ratio(row(1, 1, NAN), row(0, NAN, 4)), row(NAN, NAN, NAN))
    assert_array_equal(value.ratio(row(1, 1), row(0, NAN), least_denominator=10), row(0.1, NAN))


def test_done_by_planned_of_kebumen_2022():
    # programmes carried out: 9/9, 9/10, 6/7, 10/12, 4/4
    found = value.done_planned(row(9, 9, 6, 10, 4), row(9, 10, 7, 12, 4), top=100)
    assert_allclose(found, row(100, 90, 600 / 7, 1000 / 12, 100), rtol=1e-15)


def test_done_by_planned_is_at_most_all_and_missing_where_nothing_was_planned():
    assert_array_equal(value.done_planned(row(12, 0, 3), row(10, 4, 0), top=4), row(4, 0, NAN))


def test_distance_to_target_from_both_sides():
    # waste collected: 50 % is worst, 90 % the target: 80 is three quarters of the way
    assert_allclose(
        value.distance_to_target(row(40, 50, 80, 90, 99), target=90, worst=50, top=4), row(0, 0, 3, 4, 4)
    )
    # unemployment: 12 % is worst, 4 % the target
    assert_allclose(
        value.distance_to_target(row(13, 12, 10, 4, 1), target=4, worst=12), row(0, 0, 0.25, 1, 1)
    )


def test_bands_have_inclusive_lower_limits_on_decimals():
    limits, scores = (0.0, 33.0, 66.0, 95.0), (1.0, 2.0, 3.0, 4.0)
    found = value.bands(
        row(0, 32.99, 33, 65.9, 22.0 * 3, 95, 9.5 * 10, 0.95 * 100, 120), limits=limits, scores=scores
    )
    assert_array_equal(found, row(1, 1, 2, 2, 3, 4, 4, 4, 4))


def test_bands_below_the_first_limit_and_of_nothing_have_no_score():
    assert_array_equal(value.bands(row(-0.01, NAN), limits=(0.0,), scores=(1.0,)), row(NAN, NAN))


def test_levels_by_table():
    found = value.levels(
        row(1, 2, 3, 0.1 + 0.2, 2.5, 9, -1, NAN), marks=(0.3, 1, 2, 3), scores=(0, 40, 70, 100)
    )
    assert_array_equal(found, row(40, 70, 100, 0, NAN, NAN, NAN, NAN))


def test_reverse_turns_a_scale_round_inside_its_ends():
    assert_array_equal(value.reverse(row(1, 2, 5, NAN), lowest=1, highest=5), row(5, 4, 1, NAN))


numbers = st.floats(-1e4, 1e4)
FUNCTIONS = {
    "linear": lambda x: value.linear(x, start=(-50, 120), end=(0, 4)),
    "linear unclipped": lambda x: value.linear(x, start=(-50, 120), end=(0, 4), clip=False),
    "goalposts": lambda x: value.goalposts(x, lower=-20, upper=85, top=100),
    "distance_to_target": lambda x: value.distance_to_target(x, target=90, worst=-10, top=4),
    "log_goalposts": lambda x: value.log_goalposts(np.abs(x) + 1, lower=2, upper=5000) * np.sign(1),
    "bands": lambda x: value.bands(x, limits=(-1e5, 0.0, 12.5), scores=(0.0, 1.0, 4.0)),
}


@pytest.mark.parametrize("function", [item for name, item in FUNCTIONS.items() if name != "log_goalposts"])
@given(numbers, numbers)
def test_more_is_never_worse(function, one, two):
    low, high = sorted([one, two])
    assert function(row(low)) <= function(row(high)) + 1e-12


@given(st.floats(1e-6, 1e9), st.floats(1e-6, 1e9))
def test_more_is_never_worse_on_the_logarithm(one, two):
    low, high = sorted([one, two])
    found = value.log_goalposts(row(low, high), lower=2, upper=5000)
    assert found[0, 0] <= found[0, 1] + 1e-12


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [
        ("linear", 0, 4),
        ("goalposts", 0, 100),
        ("distance_to_target", 0, 4),
        ("log_goalposts", 0, 1),
        ("bands", 0, 4),
    ],
)
@given(numbers)
def test_scores_stay_between_their_ends(name, lowest, highest, number):
    assert lowest - 1e-12 <= FUNCTIONS[name](row(number)) <= highest + 1e-12


@pytest.mark.parametrize("name", FUNCTIONS)
def test_missing_stays_missing(name):
    assert math.isnan(FUNCTIONS[name](row(NAN))[0, 0])


@given(st.integers(0, 400).map(lambda mark: mark / 100))
def test_turning_a_scale_twice_gives_the_mark(mark):
    twice = value.reverse(value.reverse(row(mark), lowest=0, highest=4), lowest=0, highest=4)
    assert_allclose(twice, row(mark), atol=1e-15)
