"""Laws that every fold keeps, whatever the numbers."""

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels import aggregate

NAN = float("nan")


def power(exponent):
    return lambda values, weights: aggregate.power_mean(values, weights, exponent=exponent)


MEANS = {
    "weighted_mean": aggregate.weighted_mean,
    "geometric_mean": aggregate.geometric_mean,
    "harmonic_mean": aggregate.harmonic_mean,
    "power_mean 3": power(3.0),
    "power_mean -2": power(-2.0),
    "minimum": aggregate.minimum,
    "maximum": aggregate.maximum,
    "median": aggregate.median,
    "owa": lambda values, weights: aggregate.owa(values, weights, ordered=[0.1, 0.2, 0.4, 0.3]),
    "owa_orness 0.3": lambda values, weights: aggregate.owa_of_orness(values, weights, orness=0.3),
    "mean_min": lambda values, weights: aggregate.mean_min(values, weights, alpha=0.7, beta=0.0),
}
CHOICES = {"first_present": aggregate.first_present, "latest": aggregate.last_present}
PENALISED = {
    "mpi": aggregate.mazziotta_pareto,
    "mpi plus": lambda values, weights: aggregate.mazziotta_pareto(values, weights, penalty="plus"),
    "mean_min beta": lambda values, weights: aggregate.mean_min(values, weights, alpha=0.7, beta=0.3),
}
ALL = MEANS | CHOICES | PENALISED | {"sum": aggregate.total}

means = pytest.mark.parametrize("fold", MEANS.values(), ids=MEANS)
every_fold = pytest.mark.parametrize("fold", ALL.values(), ids=ALL)
lying_between = pytest.mark.parametrize("fold", (MEANS | CHOICES).values(), ids=MEANS | CHOICES)
PASSING_ON = MEANS | CHOICES | PENALISED
passing_weights_on = pytest.mark.parametrize("fold", PASSING_ON.values(), ids=PASSING_ON)

scores = st.floats(0, 100).map(lambda number: round(number, 3))
shares = st.one_of(st.just(0.0), st.floats(0.001, 1))


@st.composite
def children(draw, *, missing=True, least=1):
    """Values and weights of some items, of which one is present and has weight."""
    count = draw(st.integers(least, 12))
    item = st.one_of(scores, st.just(NAN)) if missing else scores
    values = np.array(draw(st.lists(item, min_size=count, max_size=count)))
    weights = np.array(draw(st.lists(shares, min_size=count, max_size=count)))
    assume((~np.isnan(values) & (weights > 0)).any())
    return values, weights


def counted(values, weights):
    return values[~np.isnan(values) & (weights > 0)]


@lying_between
@given(children())
def test_a_mean_lies_between_the_lowest_and_the_highest_item(fold, items):
    found, inside = fold(*items), counted(*items)
    assert inside.min() * (1 - 1e-12) <= found <= inside.max() * (1 + 1e-12)


@given(
    children(), st.sampled_from([-100.0, -37.5, -0.01, 0.01, 37.5, 100.0]), st.sampled_from([1e-6, 1.0, 1e6])
)
def test_a_power_mean_of_any_exponent_lies_between_them_too(items, exponent, unit):
    # 0.0001 to the power of -100 is beyond all numbers
    values, weights = items[0] * unit, items[1]
    inside = counted(values, weights)
    assert inside.min() * (1 - 1e-12) <= power(exponent)(values, weights) <= inside.max() * (1 + 1e-12)


@given(children(missing=False))
def test_the_means_stand_in_their_order(items):
    # Hardy, Littlewood, Polya: a power mean does not fall when its exponent grows
    order = [
        "minimum",
        "power_mean -2",
        "harmonic_mean",
        "geometric_mean",
        "weighted_mean",
        "power_mean 3",
        "maximum",
    ]
    found = np.array([MEANS[name](*items) for name in order])
    assert (np.diff(found) >= -1e-11 * found.max()).all()


@means
@given(children(), st.integers(0, 11), scores)
def test_a_higher_item_never_lowers_the_mean(fold, items, which, more):
    values, weights = items
    raised = values.copy()
    raised[which % len(values)] += more
    assert fold(raised, weights) >= fold(values, weights) * (1 - 1e-12)


@means
@given(children(), st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(fold, items, source):
    order = list(range(len(items[0])))
    source.shuffle(order)
    assert_allclose(fold(items[0][order], items[1][order]), fold(*items), rtol=1e-12)


@passing_weights_on
@given(children(), st.sampled_from([0.001, 0.3, 7.0, 1e6]))
def test_the_size_of_the_weights_does_not_matter(fold, items, size):
    assert_allclose(fold(items[0], items[1] * size), fold(*items), rtol=1e-12)


@lying_between
@given(children(), st.sampled_from([0.01, 100.0]))
def test_the_unit_of_the_items_passes_through(fold, items, unit):
    assert_allclose(fold(items[0] * unit, items[1]), fold(*items) * unit, rtol=1e-12)


@passing_weights_on
@given(children())
def test_a_missing_item_is_as_if_it_were_not_there(fold, items):
    values, weights = items
    there = ~np.isnan(values)
    assert_array_equal(fold(values, weights), fold(values[there], weights[there]))


@every_fold
@given(children(), st.integers(0, 12), st.one_of(scores, st.just(NAN)))
def test_an_item_without_weight_is_as_if_it_were_not_there(fold, items, place, idle):
    values, weights = items
    place = min(place, len(values))
    longer = fold(np.insert(values, place, idle), np.insert(weights, place, 0.0))
    assert_array_equal(longer, fold(values, weights))


@passing_weights_on
@given(children(), st.integers(0, 11), st.floats(0.1, 0.9))
def test_an_item_in_two_halves_with_its_weight_split_is_the_same(fold, items, which, part):
    values, weights = items
    which %= len(values)
    split = np.insert(weights, which, weights[which] * part)
    split[which + 1] = weights[which] * (1 - part)
    assert_allclose(fold(np.insert(values, which, values[which]), split), fold(values, weights), rtol=1e-12)


@means
@given(scores, children(missing=False))
def test_equal_items_are_their_mean(fold, score, items):
    assert_allclose(fold(np.full(len(items[0]), score), items[1]), score, rtol=1e-12)


@every_fold
@given(children())
def test_the_result_is_missing_only_where_the_rule_says_so(fold, items):
    values, weights = items
    absent = (np.isnan(values) & (weights > 0)).any() if fold is aggregate.total else False
    assert bool(np.isnan(fold(values, weights))) == bool(absent)


@every_fold
@given(children())
@example((np.array([NAN, 1.0]), np.array([1.0, 1.0])))
def test_nothing_is_changed_in_place(fold, items):
    values, weights = (item.copy() for item in items)
    for item in items:
        item.setflags(write=False)
    fold(*items)
    assert_array_equal(items[0], values)
    assert_array_equal(items[1], weights)
