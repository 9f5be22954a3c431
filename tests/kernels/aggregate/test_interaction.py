"""The 2-additive Choquet integral against the integral of its capacity, set by set."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels import aggregate
from scoring.kernels.aggregate.interaction import lacking

NAN = float("nan")


def integral(values, weights, interactions):
    """Choquet's integral with exact fractions: the capacity of each upper level set, from its Moebius masses.

    The mass of an item is its Shapley value less half its interaction indices, that of a pair its index
    (Grabisch 1997).
    """
    shapley = [weight / sum(weights) for weight in weights]
    pair = {frozenset((first - 1, second - 1)): index for first, second, index in interactions}
    single = [
        value - sum((index for items, index in pair.items() if item in items), Fraction(0)) / 2
        for item, value in enumerate(shapley)
    ]

    def capacity(items):
        alone = sum((single[item] for item in items), Fraction(0))
        return alone + sum(pair.get(frozenset(two), Fraction(0)) for two in combinations(items, 2))

    levels = [Fraction(0), *sorted(set(values))]
    above = [[item for item, value in enumerate(values) if value >= level] for level in levels[1:]]
    return sum(
        (high - low) * capacity(items)
        for low, high, items in zip(levels[:-1], levels[1:], above, strict=True)
    )


def drawn(seed, items=5):
    """Values and weights, and interactions that the weights carry."""
    source = np.random.default_rng(seed)
    weights = [Fraction(int(number)) for number in source.integers(1, 9, items)]
    values = [Fraction(int(number), 4) for number in source.integers(0, 40, items)]
    bound = min(weights) / sum(weights) * 2 / (items - 1)
    pairs = [*combinations(range(1, items + 1), 2)]
    sizes = source.integers(-4, 5, len(pairs))
    return (
        values,
        weights,
        [(*pair, bound * Fraction(int(size), 4)) for pair, size in zip(pairs, sizes, strict=True)],
    )


def floats(values, weights, interactions):
    return (
        np.array([float(value) for value in values]),
        np.array([float(weight) for weight in weights]),
        [(first, second, float(index)) for first, second, index in interactions],
    )


@pytest.mark.parametrize("seed", range(12))
def test_it_is_the_integral_of_its_capacity(seed):
    values, weights, interactions = floats(*drawn(seed))
    found = aggregate.choquet(values, weights, interactions=interactions)
    assert_allclose(found, float(integral(*drawn(seed))), rtol=1e-13)


@pytest.mark.parametrize(("index", "expected"), [(1, 2.0), (0.4, 3.2), (0, 4.0), (-0.4, 4.8), (-1, 6.0)])
def test_two_items_go_from_the_lowest_to_the_highest(index, expected):
    # the mean 4 less half the index times the distance 4
    found = aggregate.choquet(np.array([2.0, 6.0]), np.ones(2), interactions=[(1, 2, index)])
    assert_allclose(found, expected, rtol=1e-14)


@pytest.mark.parametrize("seed", range(8))
def test_a_higher_item_never_lowers_it_where_the_weights_carry_the_interactions(seed):
    values, weights, interactions = floats(*drawn(seed))
    assert (lacking(weights, interactions) <= 1e-12).all()
    before = aggregate.choquet(values, weights, interactions=interactions)
    after = aggregate.choquet(values + 3.0 * np.eye(5), weights, interactions=interactions)
    assert (after >= before - 1e-12).all()


def test_what_the_weights_lack_shows_where_it_falls():
    # shares 0.2, 0.3, 0.5; halves of the sizes 0.3, 0.35, 0.05
    found = lacking(np.array([2.0, 3.0, 5.0]), [(1, 2, 0.6), (2, 3, -0.1)])
    assert_allclose(found, [0.1, 0.05, -0.45], rtol=1e-13)
    low, high = (
        aggregate.choquet(np.array([first, 4.0, 4.0]), np.array([2.0, 3.0, 5.0]), interactions=[(1, 2, 0.6)])
        for first in (5.0, 6.0)
    )
    assert high < low


def test_a_missing_item_takes_its_interactions_with_it():
    weights = np.array([0.3, 0.3, 0.2, 0.2])
    found = aggregate.choquet(
        np.array([8.0, NAN, 4.0, 2.0]), weights, interactions=[(1, 2, 0.3), (1, 3, 0.1), (3, 4, -0.1)]
    )
    alone = aggregate.choquet(
        np.array([8.0, 4.0, 2.0]), weights[[0, 2, 3]], interactions=[(1, 2, 0.1), (2, 3, -0.1)]
    )
    assert found == alone
    # (0.3 * 8 + 0.2 * 4 + 0.2 * 2) / 0.7 - 0.1 * 4 / 2 + 0.1 * 2 / 2 = 36 / 7 - 0.1
    assert_allclose(found, 36 / 7 - 0.1, rtol=1e-14)


def test_an_item_without_weight_takes_no_part_in_interactions():
    values, weights = np.array([8.0, 5.0, 4.0]), np.array([0.5, 0.0, 0.5])
    assert aggregate.choquet(values, weights, interactions=[(1, 2, 0.5)]) == 6.0
    assert_array_equal(lacking(weights, [(1, 2, 0.5)]) <= 0, [True, True, True])


def test_a_stack_of_weights_is_like_one_by_one():
    source = np.random.default_rng(4)
    values, weights = source.random((7, 1, 4)), source.random((3, 4))
    found = aggregate.choquet(values, weights, interactions=[(1, 4, 0.1)])
    for draw in range(3):
        alone = aggregate.choquet(values[:, 0], weights[draw], interactions=[(1, 4, 0.1)])
        assert_array_equal(found[:, draw], alone)
