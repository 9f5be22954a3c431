"""Weighted means in bulk against calculations by hand and one by one."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.aggregate import weighted_mean
from scoring.kernels.decide import folding

NAN = float("nan")


def test_a_missing_item_gives_its_weight_to_the_present_ones():
    table = np.array([[2.0, 3.0, 4.0], [2.0, NAN, 4.0], [NAN, NAN, NAN]])
    # by hand 0.4 + 0.9 + 2.0; (0.4 + 2.0) / 0.7; nothing
    found = folding.fold(table, np.array([0.2, 0.3, 0.5]))
    assert_allclose(found, [3.3, 24 / 7, NAN], rtol=1e-15)


def test_a_city_without_a_present_item_of_positive_weight_has_nothing():
    found = folding.fold(np.array([[1.0, NAN], [1.0, 2.0]]), np.array([0.0, 2.0]))
    assert_array_equal(found, [NAN, 2.0])
    assert np.isnan(folding.fold(np.ones((2, 2)), np.zeros(2))).all()


def test_a_mean_of_negative_zeros_is_a_plain_zero():
    found = folding.fold(np.full((2, 2), -0.0), np.array([0.5, 0.5]))
    assert not np.signbit(found).any()


@pytest.mark.parametrize("gaps", [0.0, 0.3])
def test_a_stack_of_weights_is_folded_like_each_of_them(gaps):
    source = np.random.default_rng(8)
    table = source.normal(size=(31, 7))
    table[source.random(table.shape) < gaps] = NAN
    weights = source.random((4, 5, 7))
    found = folding.fold(table, weights)
    assert found.shape == (4, 5, 31)
    for place in np.ndindex(4, 5):
        assert_allclose(found[place], weighted_mean(table, weights[place]), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("cells", [1, 20, 63, 10**6])
def test_blocks_do_not_show(monkeypatch, cells):
    source = np.random.default_rng(9)
    table, weights = source.normal(size=(10, 3)), source.random((13, 3))
    whole = folding.fold(table, weights)
    monkeypatch.setattr(folding, "CELLS", cells)
    assert_allclose(folding.fold(table, weights), whole, rtol=1e-12)


def test_a_block_is_never_larger_than_it_may_be(monkeypatch):
    monkeypatch.setattr(folding, "CELLS", 40)
    sizes = []

    def score(shares):
        sizes.append(len(shares))
        return np.zeros((len(shares), 10))

    folding.over_draws(score, np.ones((11, 2)), 10)
    assert sizes == [4, 4, 3]


def test_no_cities_and_no_weightings_give_empty_results():
    assert folding.fold(np.empty((0, 3)), np.ones((2, 3))).shape == (2, 0)
    assert folding.fold(np.ones((4, 3)), np.ones((0, 3))).shape == (0, 4)


def test_gains_and_costs_keep_missing_weight_on_their_side():
    # two gains of weight 1 and 3, one cost of weight 4, a gain that nobody has of weight 2: eight in all
    table = np.array(
        [
            [2.0, 4.0, 1.0, NAN],
            [2.0, NAN, 1.0, NAN],
            [NAN, NAN, 3.0, NAN],
            [2.0, 2.0, NAN, NAN],
            [NAN] * 4,
        ]
    )
    sums = folding.gains_and_costs(table, np.array([1.0, 1.0, -1.0, 1.0]))
    gains, costs = sums(np.array([[0.1, 0.3, 0.4, 0.2], [0.0, 0.0, 1.0, 0.0]]))
    # means 14/4, 2, none, 2 of the gains: the nation's mean is 5/2; of the costs 1, 1, 3, and 5/3 for none
    assert_allclose(gains[0], [7 / 4, 1, 5 / 4, 1, NAN], rtol=1e-14)
    assert_allclose(costs[0], [1 / 2, 1 / 2, 3 / 2, 5 / 6, NAN], rtol=1e-14)
    # a city without the one item that has weight has nothing
    assert_allclose(gains[1], [0, 0, 0, NAN, NAN])
    assert_allclose(costs[1], [1, 1, 3, NAN, NAN])


def test_shares_of_a_city_sum_to_one():
    values = np.array([[1.0, NAN, 1.0], [1.0, 1.0, 1.0], [NAN, 1.0, NAN]])
    found = folding.city_shares(values, np.array([1.0, 0.0, 3.0]))
    assert_array_equal(found, [[0.25, NAN, 0.75], [0.25, 0.0, 0.75], [NAN, NAN, NAN]])
    assert_array_equal(folding.row_sum(found), [1.0, 1.0, NAN])
