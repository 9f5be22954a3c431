"""Errors of raw values: their size and shape, and what they leave alone."""

from decimal import Decimal

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.lab.errors import perturbed
from scoring.model.factor import DrawnError, MeasurementError
from scoring.model.plan import Leaf
from scoring.model.rubric import Scale

LEAVES = (Leaf(id="a", criterion="a"), Leaf(id="b@x", criterion="b"), Leaf(id="b@y", criterion="b"))
VALUE = np.full((4000, 3), 20.0)


def drawn(number=0, criteria=("a", "b"), stream=0, **error):
    return DrawnError(
        error=MeasurementError(criteria=criteria, **error),
        criteria=criteria,
        seed=7,
        stream=stream,
        number=number,
    )


@pytest.mark.parametrize(
    ("distribution", "deviation", "furthest"),
    [
        ("normal", 2.0, np.inf),
        ("uniform", 2.0 / 3**0.5, 2.0),  # half-width over the root of 3
        ("triangular", 2.0 / 6**0.5, 2.0),  # half-width over the root of 6
    ],
)
def test_errors_have_the_spread_of_their_distribution(distribution, deviation, furthest):
    moved = perturbed(VALUE, LEAVES, [drawn(distribution=distribution, size=2.0)]) - VALUE
    assert_allclose(moved.mean(), 0, atol=0.06)
    assert_allclose(moved.std(axis=0), deviation, rtol=0.04)
    assert np.abs(moved).max() <= furthest


def test_a_relative_error_is_a_share_of_the_value():
    moved = perturbed(-VALUE, LEAVES, [drawn(size=0.1, relative=True)]) + VALUE
    assert_allclose(moved.std(axis=0), 2.0, rtol=0.04)


def test_a_lognormal_error_multiplies_and_keeps_the_sign():
    moved = perturbed(VALUE, LEAVES, [drawn(distribution="lognormal", size=0.5)]) / VALUE
    assert (moved > 0).all()
    assert_allclose(np.log(moved).std(axis=0), 0.5, rtol=0.04)
    assert_allclose(np.median(moved), 1.0, atol=0.03)


def test_single_criteria_have_their_own_size_and_others_stay():
    error = drawn(criteria=("b",), size=1.0, sizes={"b": 3.0})
    moved = perturbed(VALUE, LEAVES, [error]) - VALUE
    assert_array_equal(moved[:, 0], 0)
    assert_allclose(moved[:, 1:].std(axis=0), 3.0, rtol=0.04)
    assert abs(np.corrcoef(moved[:, 1], moved[:, 2])[0, 1]) < 0.05


def test_values_stay_inside_their_scale_and_missing_ones_stay_missing():
    scale = Scale(lowest=Decimal(19), highest=None)
    leaves = (Leaf(id="a", criterion="a", scale=scale), *LEAVES[1:])
    value = VALUE.copy()
    value[::2, 0] = np.nan
    before = value.copy()
    moved = perturbed(value, leaves, [drawn(size=3.0)])
    assert_array_equal(np.isnan(moved), np.isnan(value))
    assert np.nanmin(moved[:, 0]) == 19
    assert np.nanmax(moved[:, 0]) > 24
    assert_array_equal(value, before)


def test_a_missing_value_changes_no_other_error():
    value = VALUE.copy()
    value[5, 1] = np.nan
    whole, holed = (perturbed(table, LEAVES, [drawn(size=1.0)]) for table in (VALUE, value))
    holed[5, 1] = whole[5, 1]
    assert_array_equal(whole, holed)


def test_draws_and_factors_have_errors_of_their_own_and_are_the_same_again():
    one, again, other, factor = (
        perturbed(VALUE, LEAVES, [drawn(number, size=1.0, stream=stream)])
        for number, stream in ((1, 0), (1, 0), (2, 0), (1, 1))
    )
    assert_array_equal(one, again)
    for different in (other, factor):
        assert abs(np.corrcoef(one[:, 0], different[:, 0])[0, 1]) < 0.05
