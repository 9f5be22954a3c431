"""Weights of a known order, against the rank order centroid."""

import numpy as np
import pytest

from scoring.kernels.draw import ordered
from scoring.kernels.draw.stream import BLOCK

WHOLE = 2**29


def drawn(importance, **options):
    blocks = [
        ordered.block(number, WHOLE, seed=6, importance=np.array(importance), **options)
        for number in range(8)
    ]
    return np.concatenate(blocks) / WHOLE


def centroid(n_items):
    """Barron & Barrett 1996: the weight of rank i is 1/n (1/i + ... + 1/n)."""
    return [sum(1 / k for k in range(rank, n_items + 1)) / n_items for rank in range(1, n_items + 1)]


@pytest.mark.parametrize("n_items", [2, 3, 6])
def test_the_mean_is_the_rank_order_centroid(n_items):
    weights = drawn(range(1, n_items + 1))
    np.testing.assert_allclose(weights.mean(axis=0), centroid(n_items), atol=5 * 0.5 / np.sqrt(8 * BLOCK))


def test_three_items_by_hand():
    # 11/18, 5/18 and 2/18
    weights = drawn([3, 1, 2])
    np.testing.assert_allclose(weights.mean(axis=0), [2 / 18, 11 / 18, 5 / 18], atol=0.005)


def test_the_order_holds_in_every_weighting():
    weights = drawn([4, 1, 3, 2])[:, [1, 3, 2, 0]]
    assert (np.diff(weights, axis=1) <= 0).all()


def test_items_of_one_importance_have_any_order():
    # the first is the largest of three, mean 11/18; the others share 7/18, each as often the larger
    weights = drawn([1, 2, 2])
    np.testing.assert_allclose(weights.mean(axis=0), [11 / 18, 7 / 36, 7 / 36], atol=0.005)
    assert (weights[:, 0] >= weights[:, 1:].max(axis=1)).all()
    assert abs((weights[:, 1] > weights[:, 2]).mean() - 0.5) < 5 * 0.5 / np.sqrt(8 * BLOCK)


def test_items_of_one_importance_have_equal_weights():
    # a line from (1, 0, 0) to (1/3, 1/3, 1/3): mean (2/3, 1/6, 1/6), uniform on it
    weights = drawn([1, 2, 2], tied="equal")
    np.testing.assert_allclose(weights.mean(axis=0), [2 / 3, 1 / 6, 1 / 6], atol=0.005)
    np.testing.assert_allclose(weights[:, 1], weights[:, 2], atol=3 / WHOLE)
    quarters = np.quantile(weights[:, 0], [0.25, 0.5, 0.75])
    np.testing.assert_allclose(quarters, [1 / 2, 2 / 3, 5 / 6], atol=0.01)


def test_all_of_one_importance_is_uniform():
    # P(w > 0.4) = 0.6**2
    share = (drawn([1, 1, 1]) > 0.4).mean(axis=0)
    np.testing.assert_allclose(share, 0.36, atol=5 * np.sqrt(0.36 * 0.64 / (8 * BLOCK)))
