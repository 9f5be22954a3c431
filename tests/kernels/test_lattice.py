"""Decisions on decimals against Python's decimal arithmetic."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from scoring.kernels.lattice import at_least, band_of, round_decimals, snapped, to_lattice

RULES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
NAN = float("nan")


def decimals(limit, places):
    return st.integers(-limit * 10**places, limit * 10**places).map(
        lambda units: Decimal(units).scaleb(-places)
    )


def by_decimal(number, places, rule):
    return float(number.quantize(Decimal(1).scaleb(-places), rounding=RULES[rule]))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("places", [0, 1, 2, 3, 9])
@given(st.one_of(decimals(5, 9), decimals(100, 6), decimals(1_000_000, 4)))
@example(Decimal("3.315"))
@example(Decimal("2.675"))
@example(Decimal("1.005"))
@example(Decimal("-1.005"))
@example(Decimal("0.5"))
@example(Decimal("-0.5"))
@example(Decimal("999999.9995"))
@example(Decimal("1000000.005"))
@example(Decimal("0.499999999"))
@example(Decimal("-0.001"))
def test_rounding_is_that_of_decimals(rule, places, number):
    found = float(round_decimals(np.float64(float(number)), places, rule))
    assert found == by_decimal(number, places, rule)
    assert str(found) != "-0.0"


@pytest.mark.parametrize("rule", RULES)
@given(st.lists(decimals(100, 4), min_size=2, max_size=30))
def test_a_sum_of_decimals_rounds_as_the_decimal_sum(rule, numbers):
    # the float sum lies some units in the last place beside the decimal one
    summed = np.float64(0.0)
    for number in numbers:
        summed += float(number)
    assert float(round_decimals(summed, 2, rule)) == by_decimal(sum(numbers), 2, rule)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (3.315, {"half_up": 3.32, "half_even": 3.32, "down": 3.31}),
        (3.325, {"half_up": 3.33, "half_even": 3.32, "down": 3.32}),
        (-3.325, {"half_up": -3.33, "half_even": -3.32, "down": -3.32}),
        (
            0.29,
            {"half_up": 0.29, "half_even": 0.29, "down": 0.29},
        ),  # 29 cents are 28.999999999999996 in binary
        (78.4984, {"half_up": 78.50, "half_even": 78.50, "down": 78.49}),
    ],
)
def test_rounding_by_hand(number, expected):
    assert {rule: float(round_decimals(np.float64(number), 2, rule)) for rule in RULES} == expected


def test_rounding_to_no_decimals_takes_halves_away_from_zero():
    numbers = np.array([0.5, 1.5, 2.5, -0.5, -2.5, NAN])
    assert_array_equal(round_decimals(numbers, 0), [1.0, 2.0, 3.0, -1.0, -3.0, NAN])
    assert_array_equal(round_decimals(numbers, 0, "half_even"), [0.0, 2.0, 2.0, 0.0, -2.0, NAN])
    assert_array_equal(round_decimals(numbers, 0, "down"), [0.0, 1.0, 2.0, 0.0, -2.0, NAN])


@given(st.floats(-1e6, 1e6), st.integers(0, 6), st.sampled_from(sorted(RULES)))
def test_rounding_twice_is_rounding_once(number, places, rule):
    once = round_decimals(np.float64(number), places, rule)
    assert round_decimals(once, places, rule) == once


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(0, 6), st.sampled_from(sorted(RULES)))
def test_rounding_never_turns_an_order_round(one, two, places, rule):
    low, high = sorted([one, two])
    assert round_decimals(np.float64(low), places, rule) <= round_decimals(np.float64(high), places, rule)


# each limit as the sum of decimals that binary numbers cannot hold; the plain float sum may miss it
SUMS_AT_A_LIMIT = [
    ("4.2", ["1.4", "1.4", "1.4"]),
    ("4.2", ["0.7"] * 6),
    ("35", ["11.65", "11.65", "11.7"]),
    ("35", ["0.1"] * 350),
    ("60.00", ["20.01", "19.98", "20.01"]),
    ("60.01", ["20.1", "19.9", "20.01"]),
    ("60.01", ["0.01"] * 6001),
    ("34.99", ["4.99", "10.1", "19.9"]),
    ("0.3", ["0.1", "0.1", "0.1"]),
    ("100", ["33.33", "33.33", "33.34"]),
]


@pytest.mark.parametrize(("limit", "parts"), SUMS_AT_A_LIMIT)
def test_a_sum_of_decimals_reaches_its_limit_and_just_below_does_not(limit, parts):
    assert sum(map(Fraction, parts)) == Fraction(limit)  # the case itself is right
    for order in (parts, parts[::-1]):
        reached = np.float64(0.0)
        for part in order:
            reached += float(part)
        assert at_least(reached, float(limit))
        assert not at_least(reached - 0.01, float(limit))
        assert not at_least(reached - 1e-8, float(limit))


def test_some_of_those_sums_miss_the_limit_as_plain_binary_numbers():
    missed = [
        limit
        for limit, parts in SUMS_AT_A_LIMIT
        if float(np.cumsum([float(part) for part in parts])[-1]) < float(limit)
    ]
    assert missed  # else the test above shows nothing


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0.0, -1),
        (0.01, 0),
        (34.99, 0),
        (35.0, 1),
        (60.0, 1),
        (60.01, 2),
        (100.0, 2),
        (NAN, -1),
        (-1.0, -1),
    ],
)
def test_the_bands_of_regional_innovation(value, band):
    # 0.01-34.99, 35.00-60.00 and 60.01-100 of the innovation index; below 0.01 there is no band
    assert band_of(np.array([value]), np.array([0.01, 35.0, 60.01])) == [band]


@pytest.mark.parametrize(
    ("value", "band"), [(4.19, 3), (4.2, 4), (1.4 * 3, 4), (4.199999999, 3), (3.5, 3), (1.79, 0), (0.99, -1)]
)
def test_the_predicates_of_electronic_government(value, band):
    assert band_of(np.array([value]), np.array([1.0, 1.8, 2.6, 3.5, 4.2])) == [band]


@given(st.lists(decimals(1000, 2), min_size=1, max_size=8, unique=True), decimals(1100, 2))
def test_the_band_is_the_highest_limit_that_is_reached(limits, value):
    limits = sorted(limits)
    expected = sum(limit <= value for limit in limits) - 1
    assert band_of(np.array([float(value)]), np.array([float(limit) for limit in limits])) == [expected]


def test_bands_of_a_table_keep_its_shape():
    found = band_of(np.array([[1.0, NAN], [3.0, 2.0]]), np.array([1.0, 2.0]))
    assert_array_equal(found, [[0, -1], [1, 1]])
    assert found.dtype == np.int64


def test_no_limits_are_no_band():
    assert_array_equal(band_of(np.array([5.0, NAN]), np.array([])), [-1, -1])


def test_a_missing_value_reaches_nothing():
    assert not at_least(np.float64(NAN), -1e9)
    assert not at_least(np.float64(1.0), NAN)


def test_limits_may_stand_beside_each_value():
    assert_array_equal(at_least(np.array([1.0, 2.0]), np.array([1.0, 2.1])), [True, False])


@given(st.integers(-(10**15), 10**15))
def test_every_short_decimal_has_its_own_lattice_point(units):
    assert to_lattice(np.float64(units / 1e9)) == units


def test_shares_that_sum_to_one_are_one():
    shares = np.cumsum([[0.1] * 10, [0.7, 0.2, 0.1, *[0.0] * 7], [1 / 3] * 3 + [0.0] * 7], axis=1)[:, -1]
    assert (shares != 1.0).any()  # as plain sums of binary numbers
    assert_array_equal(snapped(shares), [1.0, 1.0, 1.0])
    assert_array_equal(snapped(np.array([NAN, 0.25, 2 / 3])), [NAN, 0.25, 0.666666667])


@given(decimals(1000, 9))
def test_a_short_decimal_is_its_own_lattice_point(number):
    assert snapped(np.float64(float(number))) == float(number)
