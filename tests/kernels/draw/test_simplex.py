"""Uniform weights, against exact probabilities of the simplex."""

import numpy as np
import pytest

from scoring.kernels.draw import simplex
from scoring.kernels.draw.stream import BLOCK

N_BLOCKS = 16
N_DRAWS = N_BLOCKS * BLOCK
WHOLE = 2**29


def drawn(n_items, seed=11):
    blocks = [simplex.block(number, WHOLE, seed=seed, n_items=n_items) for number in range(N_BLOCKS)]
    return np.concatenate(blocks) / WHOLE


def near(share, expected, n_draws=N_DRAWS):
    return abs(share - expected) < 5 * np.sqrt(expected * (1 - expected) / n_draws)


@pytest.mark.parametrize("n_items", [2, 3, 6, 60])
def test_mean_and_variance_of_each_weight(n_items):
    # a weight is Beta(1, n - 1): mean 1 / n, variance (n - 1) / (n**2 (n + 1))
    weights = drawn(n_items)
    variance = (n_items - 1) / (n_items**2 * (n_items + 1))
    np.testing.assert_allclose(weights.mean(axis=0), 1 / n_items, atol=5 * np.sqrt(variance / N_DRAWS))
    np.testing.assert_allclose(weights.var(axis=0), variance, rtol=0.1)


@pytest.mark.parametrize("item", range(4))
@pytest.mark.parametrize("limit", [0.01, 0.1, 0.3, 0.7])
def test_a_weight_passes_a_limit_as_often_as_beta_says(item, limit):
    # P(w > x) = (1 - x)**(n - 1)
    assert near((drawn(4)[:, item] > limit).mean(), (1 - limit) ** 3)


def test_six_weights_have_one_above_two_fifths_in_46_percent():
    # by inclusion and exclusion 6 (0.6)**5 - 15 (0.2)**5 = 0.46176; box-uniform weights, rescaled, reach 6 %
    assert near((drawn(6).max(axis=1) > 0.4).mean(), 0.46176)


def test_a_single_item_has_all_the_weight():
    assert (simplex.block(0, 100, seed=1, n_items=1) == 100).all()


def test_shares_are_uniform_too():
    shares = simplex.shares(np.random.default_rng(4), N_DRAWS, 6)
    np.testing.assert_allclose(shares.sum(axis=1), 1, rtol=1e-15)
    assert near((shares.max(axis=1) > 0.4).mean(), 0.46176)
