"""Copeland on indicators: votes by hand, and against the definition in exact fractions."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide import pairs
from scoring.kernels.decide.copeland import copeland, dominance, outranking

NAN = float("nan")


def test_a_printed_example_of_motorcycles():
    # Ozdagoglu and others, Combining different MCDM methods with the Copeland method, Journal of Process Management and
    # New Technologies 9, 2021: ranks of four motorcycles by six methods, as carried by JMcDM; the order is A, C, B, D.
    # By hand: A beats all, C beats B by four of six and D by five, B beats D by five.
    ranks = np.array([[1.0, 1, 1, 1, 1, 4], [4, 2, 3, 3, 3, 1], [2, 3, 2, 2, 2, 2], [3, 4, 4, 4, 4, 3]])
    assert copeland(ranks, np.ones(6), -np.ones(6)).tolist() == [3.0, -1.0, 1.0, -3.0]


@pytest.mark.parametrize(
    "weights",
    [
        (0.1, 0.4, 0.2, 0.3),
        (0.7, 0.1, 0.2, 0.6),  # 0.7 + 0.1 is 0.7999999999999999
        (1 / 6, 1 / 3, 1 / 6, 1 / 3),
        (1 / 7, 3 / 7, 2 / 7, 2 / 7),
        (10 / 3, 1.0, 4.0, 1 / 3),
    ],
)
def test_half_the_weight_against_half_is_a_tie(weights):
    values = np.array([[2.0, 2, 1, 1], [1.0, 1, 2, 2]])
    assert copeland(values, np.array(weights), np.ones(4)).tolist() == [0.0, 0.0]


def test_the_smallest_majority_counts():
    values = np.array([[2.0, 1], [1.0, 2]])
    assert copeland(values, np.array([0.5 + 1e-8, 0.5 - 1e-8]), np.ones(2)).tolist() == [1.0, -1.0]


def test_equal_values_count_half_for_each():
    # shares of the weight for the first: .4 + .6/2 = .7, so the tie in the second item does not hide the first
    assert copeland(np.array([[2.0, 5], [1.0, 5]]), np.array([0.4, 0.6]), np.ones(2)).tolist() == [1.0, -1.0]


def test_only_items_that_both_have_count_whatever_the_order_of_the_rows():
    # 0 and 1 share the first item only, 1 and 2 the second, 0 and 2 nothing; 3 has nothing
    values = np.array([[1.0, NAN], [2.0, 1.0], [NAN, 3.0], [NAN, NAN]])
    weights = np.array([0.1, 0.9])
    expected = np.array([-1.0, 0.0, 1.0, NAN])
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]):
        assert_array_equal(copeland(values[order], weights, np.ones(2)), expected[order])


def table(seed, size=45, items=5):
    source = np.random.default_rng(seed)
    values = source.integers(0, 4, (size, items)) / 10
    values[source.random(values.shape) < 0.2] = NAN
    return values, source.integers(1, 8, items).astype(float), source.choice([1.0, -1.0], items)


def share(values, weights, direction, one, two):
    """Return O of two cities as a fraction, None without a common item."""
    both = ~np.isnan(values[one] + values[two])
    gaps = ((values[one] - values[two]) * direction)[both]
    whole = [Fraction(int(weight)) for weight in weights[both]]
    if not whole:
        return None
    votes = sum(
        weight if gap > 0 else weight / 2 if gap == 0 else 0 for weight, gap in zip(whole, gaps, strict=True)
    )
    return Fraction(votes) / sum(whole)


@pytest.mark.parametrize("numbers", [1 << 20, 400])
@pytest.mark.parametrize("seed", range(4))
def test_scores_shares_and_dominance_are_those_of_the_definition(seed, numbers, monkeypatch):
    monkeypatch.setattr(pairs, "NUMBERS", numbers)
    values, weights, direction = table(seed)
    size = len(values)
    shares = [[share(values, weights, direction, one, two) for two in range(size)] for one in range(size)]
    half = Fraction(1, 2)
    scores = [sum((o > half) - (o < half) for o in row if o is not None) for row in shares]
    none = np.isnan(values).all(axis=1)
    assert_array_equal(copeland(values, weights, direction), np.where(none, NAN, scores))
    blocks = [*outranking(values, weights, direction)]
    assert [np.arange(size)[rows].tolist() for rows, _ in blocks if len(blocks) > 1] != [[]]
    found = np.concatenate([block for _, block in blocks])
    assert_allclose(found, [[NAN if o is None else float(o) for o in row] for row in shares], atol=1e-8)
    sure = sum(o == 1 for row in shares for o in row)
    assert dominance(values, weights, direction) == (sure, sure / (size * (size - 1) / 2))


def test_an_item_without_weight_does_not_hinder_dominance():
    values = np.array([[2.0, 1.0], [1.0, 9.0]])
    assert dominance(values, np.array([1.0, 0.0]), np.ones(2)) == (1, 1.0)
    assert dominance(values, np.ones(2), np.ones(2)).pairs == 0


def test_one_city_has_no_pairs():
    found = dominance(np.ones((1, 2)), np.ones(2), np.ones(2))
    assert found.pairs == 0
    assert np.isnan(found.share)
    assert copeland(np.ones((1, 2)), np.ones(2), np.ones(2)).tolist() == [0.0]
    assert copeland(np.ones((0, 2)), np.ones((3, 2)), np.ones(2)).shape == (3, 0)


def test_a_stack_of_weightings_gives_what_each_gives():
    values, _, direction = table(9)
    weights = np.random.default_rng(9).random((2, 3, 5))
    found = copeland(values, weights, direction)
    assert found.shape == (2, 3, 45)
    for at in np.ndindex(2, 3):
        assert_array_equal(found[at], copeland(values, weights[at], direction))
