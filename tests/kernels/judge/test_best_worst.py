"""The linear best-worst method against Rezaei's printed examples and its own definition."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.judge.best_worst import best_worst, ends

# Rezaei 2016, buying a car: quality, price, comfort, safety, style; best is price, worst is style. Tables 2 and 3.
CONSISTENT = np.array([2.0, 1, 4, 2, 8]), np.array([4.0, 8, 2, 4, 1])
NEARLY = np.array([2.0, 1, 4, 3, 8]), np.array([4.0, 8, 2, 3, 1])


def alone(pair):
    return best_worst(pair[0][None], pair[1][None])


def deviation(weights, pair):
    """The largest deviation from what was said, over all items."""
    best, worst = ends(*pair)
    return max(
        np.abs(weights[..., [best]] - pair[0] * weights).max(axis=-1).max(),
        np.abs(weights - pair[1] * weights[..., [worst]]).max(axis=-1).max(),
    )


def judgements(seed, items=6):
    """Rounded ratios of some weights, one to nine."""
    weights = np.random.default_rng(seed).uniform(1, 9, items)
    weights[:2] = 9.4, 1.0
    best, worst = np.rint(weights.max() / weights), np.rint(weights / weights.min())
    return np.clip(best, 1, 9), np.clip(worst, 1, 9)


@pytest.mark.parametrize(
    ("pair", "weights", "ksi"),
    [
        (CONSISTENT, [0.2105, 0.4211, 0.1053, 0.2105, 0.0526], 0.0),
        (NEARLY, [0.2295, 0.4481, 0.1148, 0.1530, 0.0546], 0.0109),
    ],
)
def test_weights_and_ksi_are_those_that_rezaei_prints(pair, weights, ksi):
    found = alone(pair)
    assert_allclose(found.weights, weights, atol=5e-5)
    assert_allclose(found.ksi, [ksi], atol=5e-5)


def test_consistent_judgements_give_exact_weights():
    assert_allclose(alone(CONSISTENT).weights, np.array([4, 8, 2, 4, 1]) / 19, rtol=1e-12)


def test_the_second_example_in_fractions():
    # binding: w1 = (w2 + k) / 2, w3 = (w2 + k) / 4, w4 = (w2 + k) / 3 = 3 w5 - k, w2 = 8 w5 + k, as the next test
    # shows: w2 + k = 84 / 183, k = 2 / 183
    found = alone(NEARLY)
    assert_allclose(found.weights * 183, [42, 82, 21, 28, 10], rtol=1e-12)
    assert_allclose(found.ksi * 183, [2], rtol=1e-11)


@pytest.mark.parametrize("seed", range(5))
def test_no_other_weights_deviate_less(seed):
    pair = judgements(seed)
    found = alone(pair)
    assert_allclose(deviation(found.weights, pair), found.ksi[0], rtol=1e-9, atol=1e-12)
    source = np.random.default_rng(seed)
    for size in (1.0, 0.1, 0.01, 0.001):
        for _ in range(200):
            other = np.abs(found.weights + size * (source.dirichlet(np.ones(6)) - 1 / 6))
            assert deviation(other / other.sum(), pair) >= found.ksi[0] - 1e-12


def test_the_input_based_ratio_by_hand():
    # Liang, Brunelli and Rezaei 2020: safety 3 * 3 against 8, 1 / (64 - 8); a person without differences is 0
    assert alone(CONSISTENT).input_ratio == [0.0]
    assert_allclose(alone(NEARLY).input_ratio, [1 / 56], rtol=1e-14)
    assert alone((np.ones(3), np.ones(3))).input_ratio == [0.0]
    # the most inconsistent: 9 * 9 against 9
    assert_allclose(alone((np.array([1.0, 9, 9]), np.array([9.0, 1, 9]))).input_ratio, [1.0], rtol=1e-14)


def test_equal_items_and_a_single_one():
    assert_allclose(alone((np.ones(4), np.ones(4))).weights, 0.25, rtol=1e-12)
    assert_allclose(alone((np.ones(1), np.ones(1))).weights, 1.0, rtol=1e-12)


def test_of_several_best_items_the_one_most_above_the_worst_is_the_best():
    assert ends(np.array([1.0, 1, 4]), np.array([3.0, 4, 1])) == (1, 2)
    assert ends(np.array([3.0, 1, 4]), np.array([1.0, 4, 1])) == (1, 2)
    assert ends(np.ones(3), np.ones(3)) == (0, 0)


@pytest.mark.parametrize("group", ["arithmetic", "geometric"])
def test_the_order_of_items_and_people_does_not_matter(group):
    pairs = [judgements(seed) for seed in range(4)]
    best, worst = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
    items, people = np.array([4, 2, 0, 5, 1, 3]), np.array([3, 1, 0, 2])
    found = best_worst(best, worst, group=group)
    other = best_worst(best[people][:, items], worst[people][:, items], group=group)
    assert_allclose(other.weights, found.weights[items], rtol=1e-10)
    assert_allclose(other.individual, found.individual[people][:, items], rtol=1e-10)
    assert_allclose(other.ksi, found.ksi[people], rtol=1e-9, atol=1e-14)
    assert_allclose(other.input_ratio, found.input_ratio[people], rtol=1e-13)
    assert_allclose(other.kendall_w, found.kendall_w, rtol=1e-13)


def test_a_panel_is_the_mean_of_its_people():
    found = best_worst(np.array([CONSISTENT[0], NEARLY[0]]), np.array([CONSISTENT[1], NEARLY[1]]))
    assert_allclose(found.individual, [alone(CONSISTENT).weights, alone(NEARLY).weights], rtol=1e-12)
    assert_allclose(found.weights, found.individual.mean(axis=0), rtol=1e-12)
