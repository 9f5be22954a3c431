"""What every weighting from data keeps."""

from functools import partial

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.weigh import axes, critic, envelope, importance, information, loss, removal, spread

COMPLETE = {"cilos", "idocriw"}
UNDIRECTED = {
    "equal", "standard_deviation", "variance", "coefficient_of_variation", "gini", "angle", "entropy",
    "principal_axis", "factor_weights",
}  # fmt: skip
WEIGHTINGS = {
    "equal": spread.equal,
    "standard_deviation": spread.standard_deviation,
    "variance": spread.variance,
    "coefficient_of_variation": spread.coefficient_of_variation,
    "gini": spread.gini,
    "angle": spread.angle,
    "lopcow": spread.lopcow,
    "entropy": information.entropy,
    "merec": removal.merec,
    "cilos": loss.cilos,
    "idocriw": loss.idocriw,
    "critic": critic.critic,
    "critic of ranks": partial(critic.critic, rule="spearman"),
    "principal_axis": axes.principal_axis,
    "factor_weights": axes.factor_weights,
    "target of correlation": partial(importance.target_importance, measure="correlation"),
    "target of squares": importance.target_importance,
    "target of variance": partial(importance.target_importance, measure="explained_variance"),
    "common doubt": envelope.common_benefit_of_the_doubt,
    "common doubt with limits": partial(envelope.common_benefit_of_the_doubt, lower=0.05, upper=0.6),
}
# the searches come to rest near the optimum, and not at the same last digits
SEARCHED = {name for name in WEIGHTINGS if name.startswith("target")}
# the unit of an item is the unit of its weight
IN_UNITS = SEARCHED | {"common doubt", "common doubt with limits"}
DIRECTION = np.array([1.0, -1, 1, 1, -1])

weightings = pytest.mark.parametrize("name", WEIGHTINGS)


def weights(name, values, direction=DIRECTION):
    values = np.ascontiguousarray(values)
    values.setflags(write=False)
    found = WEIGHTINGS[name](values, direction)
    return getattr(found, "weights", found)


def table(seed=1, rows=30, missing=0.0):
    """Positive values of five correlated items, varying."""
    source = np.random.default_rng(seed)
    values = np.exp(
        0.4 * source.normal(size=(rows, 5)) + 0.4 * source.normal(size=(rows, 1)) * [1, -1, 1, 1, -1]
    )
    values[source.random(values.shape) < missing] = np.nan
    return values


def gaps(name):
    return 0.0 if name in COMPLETE else 0.15


@weightings
@given(seed=st.integers(0, 10**6), rows=st.integers(3, 40))
@example(seed=106, rows=3)  # fewer cities than items: a weighted mean is the same in all
@example(seed=275, rows=5)
def test_weights_are_not_negative_and_sum_to_one(name, seed, rows):
    found = weights(name, table(seed, rows))
    assert found.shape == (5,)
    assert found.dtype == np.float64
    assert found.min() >= 0
    assert_allclose(found.sum(), 1.0, rtol=1e-12)


@weightings
def test_missing_values_leave_weights_not_negative_with_the_sum_one(name):
    found = weights(name, table(missing=gaps(name)))
    assert found.min() >= 0
    assert_allclose(found.sum(), 1.0, rtol=1e-12)


@weightings
def test_the_order_of_cities_does_not_matter(name):
    values = table(rows=200, missing=gaps(name))
    order = np.random.default_rng(0).permutation(200)
    close = {"rtol": 1e-6, "atol": 1e-9} if name in SEARCHED else {"rtol": 1e-10, "atol": 1e-14}
    assert_allclose(weights(name, values[order]), weights(name, values), **close)


@weightings
def test_the_order_of_items_does_not_matter(name):
    values = table(missing=gaps(name))
    order = np.array([3, 0, 4, 2, 1])
    close = {"rtol": 1e-5, "atol": 1e-8} if name in SEARCHED else {"rtol": 1e-9, "atol": 1e-13}
    found = weights(name, values[:, order], DIRECTION[order])
    assert_allclose(found, weights(name, values)[order], **close)


@weightings
def test_memory_layout_does_not_matter(name):
    values = np.asfortranarray(table(rows=100, missing=gaps(name)))
    values.setflags(write=False)
    found = WEIGHTINGS[name](values, DIRECTION)
    close = {"rtol": 1e-6, "atol": 1e-9} if name in SEARCHED else {"rtol": 1e-12, "atol": 1e-15}
    assert_allclose(getattr(found, "weights", found), weights(name, values), **close)


@pytest.mark.parametrize("name", sorted(set(WEIGHTINGS) - IN_UNITS))
def test_the_unit_does_not_matter(name):
    values = table(missing=gaps(name))
    other = values * np.array([1000.0, 1.0, 0.01, 7.0, 1.0])
    assert_allclose(weights(name, other), weights(name, values), rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("name", sorted(IN_UNITS))
def test_an_item_in_thousandfold_units_has_a_thousandth_of_the_weight(name):
    values = table(missing=gaps(name))
    unit = np.array([1000.0, 1.0, 0.01, 7.0, 1.0])
    expected = weights(name, values) / unit
    found = weights(name, values * unit)
    close = {"rtol": 1e-4, "atol": 1e-6} if name in SEARCHED else {"rtol": 1e-8, "atol": 1e-12}
    assert_allclose(found, expected / expected.sum(), **close)


@pytest.mark.parametrize("name", sorted(UNDIRECTED))
def test_direction_does_not_enter_where_it_should_not(name):
    values = table(missing=gaps(name))
    assert_allclose(weights(name, values, -DIRECTION), weights(name, values), rtol=1e-12)


@pytest.mark.parametrize("name", sorted(set(WEIGHTINGS) - UNDIRECTED))
def test_direction_enters_where_it_should(name):
    values = table()
    other = weights(name, values, np.array([-1.0, -1, 1, 1, -1]))
    assert np.abs(other - weights(name, values)).max() > 1e-4


@pytest.mark.parametrize(
    "name",
    [
        "standard_deviation",
        "variance",
        "lopcow",
        "critic",
        "critic of ranks",
        "principal_axis",
        *sorted(SEARCHED),
    ],
)
def test_the_negative_of_a_cost_is_a_benefit(name):
    values = table(missing=gaps(name))
    close = {"rtol": 1e-6, "atol": 1e-9} if name in SEARCHED else {"rtol": 1e-11}
    assert_allclose(weights(name, values * DIRECTION, np.ones(5)), weights(name, values), **close)


@weightings
def test_the_values_stay_as_they_are(name):
    values = table(missing=gaps(name))
    before = values.copy()
    WEIGHTINGS[name](values, DIRECTION)
    assert_array_equal(values, before)


@weightings
def test_two_calls_give_the_same_bytes(name):
    values = table(missing=gaps(name))
    assert weights(name, values).tobytes() == weights(name, values.copy()).tobytes()


@pytest.mark.parametrize(
    "name", sorted(set(WEIGHTINGS) - COMPLETE - {"common doubt", "common doubt with limits"})
)
def test_a_city_without_any_value_is_as_if_not_there(name):
    values = table()
    longer = np.insert(values, [0, 7, 30], np.nan, axis=0)
    close = {"rtol": 1e-6, "atol": 1e-9} if name in SEARCHED else {"rtol": 1e-9, "atol": 1e-13}
    assert_allclose(weights(name, longer), weights(name, values), **close)
