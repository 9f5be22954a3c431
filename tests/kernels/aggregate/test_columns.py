"""The fast weighted mean gives the bits of the plain formula."""

import numpy as np
import pytest

from scoring.kernels import aggregate
from scoring.kernels.addition import sum_in_order
from scoring.kernels.aggregate import columns

SHAPES = {
    "one node": ((4000, 7), (7,)),
    "wide": ((300, 60), (60,)),
    "nodes": ((500, 5, 9), (5, 9)),
    "one": ((50, 1), (1,)),
}


def plain(values, weights):
    """Each city by itself, items added from the first to the last."""
    missing = np.isnan(values)
    share = np.where(missing, 0.0, weights)
    total = sum_in_order(share)
    return sum_in_order(share * np.where(missing, 0.0, values)) / np.where(total > 0, total, np.nan)


def table(shape, missing, seed=1):
    source = np.random.default_rng(seed)
    values = source.integers(1, 1000, shape) / 10 + 0.05
    values[source.random(shape) < missing] = np.nan
    return values


@pytest.mark.parametrize("missing", [0.0, 0.001, 0.3, 1.0])
@pytest.mark.parametrize(("shape", "nodes"), SHAPES.values(), ids=SHAPES)
def test_blocks_do_not_change_a_bit(shape, nodes, missing):
    values, weights = table(shape, missing), np.random.default_rng(2).random(nodes)
    weights[..., 0] = 0.0 if weights.shape[-1] > 1 else 1.0
    expected = plain(values, weights).tobytes()
    assert aggregate.weighted_mean(values, weights).tobytes() == expected
    assert aggregate.weighted_mean(np.asfortranarray(values), weights).tobytes() == expected


@pytest.mark.parametrize("block", [1, 64, 1000])
def test_the_size_of_a_block_does_not_change_a_bit(monkeypatch, block):
    values, weights = table((211, 6), 0.1), np.random.default_rng(3).random((4, 6))
    expected = aggregate.weighted_sum_of_many(values, weights).tobytes()
    monkeypatch.setattr(columns, "BLOCK", block)
    assert aggregate.weighted_sum_of_many(values, weights).tobytes() == expected
    assert aggregate.weighted_mean(values, weights[0]).tobytes() == plain(values, weights[0]).tobytes()


@pytest.mark.parametrize("missing", [0.0, 0.2])
def test_many_weightings_are_like_one_by_one(missing):
    values, weights = table((514, 12), missing), np.random.default_rng(4).random((3, 5, 12))
    found = aggregate.weighted_sum_of_many(values, weights)
    assert found.shape == (3, 5, 514)
    for draw in np.ndindex(3, 5):
        assert found[draw].tobytes() == aggregate.weighted_mean(values, weights[draw]).tobytes()
    one = aggregate.weighted_sum_of_many(values, weights[0, 0])
    assert one.shape == (514,)
    assert one.tobytes() == found[0, 0].tobytes()


def test_a_weight_of_nothing_and_no_city():
    values = np.array([[1.0, np.nan], [2.0, 4.0]])
    assert np.isnan(aggregate.weighted_sum_of_many(values, np.zeros((2, 2)))).all()
    assert np.isnan(aggregate.weighted_mean(values, np.array([0.0, 1.0]))).tolist() == [True, False]
    assert aggregate.weighted_sum_of_many(values[:0], np.ones((5, 2))).shape == (5, 0)


def test_a_row_of_its_own_for_each_city_is_taken_too():
    values, weights = table((40, 6), 0.2), np.random.default_rng(5).random((40, 6))
    assert aggregate.weighted_mean(values, weights).tobytes() == plain(values, weights).tobytes()
    spread = aggregate.weighted_mean(values[:, None, :], weights[:3])
    assert spread.shape == (40, 3)
    assert spread[:, 1].tobytes() == aggregate.weighted_mean(values, weights[1]).tobytes()
