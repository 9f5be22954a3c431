"""CILOS and IDOCRIW against the paper."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.weigh.information import entropy
from scoring.kernels.weigh.loss import cilos, idocriw, impact_loss

# Zavadskas & Podvezko 2016, first and third cost; matrices and weights stand in the tests of JMcDM (testcilos.jl,
# testidocriw.jl) and pymcdm 1.4.0.
PODVEZKO = np.array([[3, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]])
COSTS = np.array([-1.0, 1, -1, 1])


def test_the_example_of_the_paper_with_its_matrices():
    found = impact_loss(PODVEZKO, COSTS)
    assert_allclose(
        found.loss,
        [[0, 0.5, 0.6, 0], [0.4, 0, 0.2, 0.3636], [0.28, 0.2, 0, 0.5455], [0, 0.5, 0.6, 0]],
        atol=5e-5,
    )
    assert_allclose(found.system.diagonal(), [-0.68, -1.2, -1.4, -0.9091], atol=5e-5)
    assert_allclose(found.weights, [0.3343, 0.2199, 0.1957, 0.2501], atol=6e-5)
    assert_allclose(cilos(PODVEZKO, COSTS), found.weights)


def test_costs_are_costs():
    # dividing a cost by its highest value makes it a benefit, as in one library; the table above is missed
    assert np.abs(cilos(PODVEZKO, np.ones(4)) - cilos(PODVEZKO, COSTS)).max() > 0.05


def test_the_weights_balance_the_losses():
    values = np.random.default_rng(2).lognormal(size=(9, 5))
    found = impact_loss(values, np.array([1.0, -1, 1, -1, 1]))
    assert_allclose(found.system @ found.weights, np.zeros(5), atol=1e-14)
    assert found.weights.min() >= 0
    assert_allclose(found.weights.sum(), 1.0)


def test_two_items_by_hand():
    # best in the first (4, 1), best in the second (2, 5): losses 1 - 1/5 = 4/5 of the second, 1 - 2/4 = 1/2 of the first
    # -1/2 q1 + 4/5 q2 = 0: q in the proportion 8 : 5
    values = np.array([[4.0, 1.0], [2.0, 5.0]])
    assert_allclose(cilos(values, np.ones(2)), [8 / 13, 5 / 13], rtol=1e-13)


def test_of_several_best_cities_the_mean_loss_is_taken():
    # two cities with 4 in the first: losses of the second 4/5 and 2/5, mean 3/5; -1/2 q1 + 3/5 q2 = 0: 6 : 5
    values = np.array([[4.0, 1.0], [4.0, 3.0], [2.0, 5.0]])
    assert_allclose(cilos(values, np.ones(2)), [6 / 11, 5 / 11], rtol=1e-13)
    assert_allclose(cilos(values[::-1], np.ones(2)), [6 / 11, 5 / 11], rtol=1e-13)


def test_without_any_loss_all_weigh_the_same():
    # one city is best in everything, so that every weighting solves the equations
    values = np.array([[5.0, 6.0, 7.0], [1.0, 2.0, 3.0]])
    assert_allclose(cilos(values, np.ones(3)), [1 / 3] * 3, rtol=1e-13)


def test_idocriw_gives_the_weights_of_the_paper():
    found = idocriw(PODVEZKO, COSTS)
    assert_allclose(found.entropy, [0.1146, 0.1981, 0.4185, 0.2689], atol=5e-5)
    assert_allclose(found.cilos, [0.3343, 0.2199, 0.1957, 0.2501], atol=6e-5)
    assert_allclose(found.weights, [0.1658, 0.1885, 0.3545, 0.2911], atol=6e-5)


@pytest.mark.parametrize("size", [3, 4, 7])
def test_idocriw_is_not_entropy_on_square_tables(size):
    # one library minimises a form that its bounds leave untouched and gives the entropy weights to the digit
    values = np.random.default_rng(size).lognormal(size=(size, size))
    found = idocriw(values, np.ones(size))
    assert np.abs(found.weights - entropy(values, np.ones(size))).max() > 0.01


def test_idocriw_by_hand():
    # shares 2/3, 1/3 and 1/6, 5/6; one less the entropy to the base 2: 5/3 - log2(3) and 1 + (5/6) log2(5) - log2(6)
    # losses as above in the proportion 8 : 5
    values = np.array([[4.0, 1.0], [2.0, 5.0]])
    parts = np.array([8 * (5 / 3 - np.log2(3)), 5 * (1 + 5 / 6 * np.log2(5) - np.log2(6))])
    assert_allclose(idocriw(values, np.ones(2)).weights, parts / parts.sum(), rtol=1e-12)


def test_two_calls_give_the_same():
    assert_array_equal(cilos(PODVEZKO, COSTS), cilos(PODVEZKO, COSTS))
