"""Weights between limits, where the distribution is known, by rejection and by exchange."""

import numpy as np
import pytest

from scoring.kernels.draw import interval
from scoring.kernels.draw.stream import BLOCK

WHOLE = 2**29
PARTS = np.array([0.1, 0.25, 0.5, 0.75, 0.9])


def blocks(lower, upper):
    lower, upper = np.array(lower), np.array(upper)
    return np.concatenate(
        [interval.block(n, WHOLE, seed=9, lower=lower, upper=upper) / WHOLE for n in range(8)]
    )


def walks(lower, upper):
    lower, upper = interval.tightened(np.array(lower), np.array(upper))
    return interval.exchanged(np.random.default_rng(9), lower, upper, interval.SWEEPS)


WAYS = {"blocks": blocks, "walks": walks}


def reaches(weights, expected, parts=PARTS):
    """Tell whether quantiles are reached as often as they say."""
    share = (weights[:, None] <= np.asarray(expected)).mean(axis=0)
    np.testing.assert_allclose(share, parts, atol=5 * 0.5 / np.sqrt(len(weights)))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_two_items_are_uniform_between_what_both_limits_allow(way):
    # w1 in 0.2 ... 0.9 and w2 in 0.3 ... 0.6 leaves w1 in 0.4 ... 0.7
    weights = way([0.2, 0.3], [0.9, 0.6])
    reaches(weights[:, 0], 0.4 + 0.3 * PARTS)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("item", range(3))
def test_three_items_of_at_most_one_half(way, item):
    # the region is a triangle on its tip, w = (1 - s) / 2 with s uniform on the simplex: P(w <= x) = (2 x)**2
    weights = way([0.0] * 3, [0.5] * 3)
    reaches(weights[:, item], np.sqrt(PARTS) / 2)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("item", range(6))
def test_lower_limits_alone_leave_a_smaller_simplex(way, item):
    # w = low + 0.4 s with s uniform: P(s <= x) = 1 - (1 - x)**5
    lower = np.full(6, 0.1)
    weights = way(lower, np.ones(6))
    reaches(weights[:, item], 0.1 + 0.4 * (1 - (1 - PARTS) ** 0.2))


def test_limits_are_kept_to_some_units():
    lower, upper = np.full(60, 0.9 / 60), np.full(60, 1.1 / 60)
    weights = blocks(lower, upper)
    assert weights.min() >= lower[0] - 60 / WHOLE
    assert weights.max() <= upper[0] + 60 / WHOLE


def test_walks_and_rejection_agree_for_wide_and_narrow_limits():
    lower, upper = np.array([0.0, 0.1, 0.2, 0.1, 0.0]), np.array([0.3, 0.3, 0.5, 0.4, 0.2])
    one, other = blocks(lower, upper), walks(lower, upper)
    error = np.sqrt(one.var(axis=0) / BLOCK)
    np.testing.assert_allclose(one.mean(axis=0), other.mean(axis=0), atol=5 * error.max())
    np.testing.assert_allclose(one.std(axis=0), other.std(axis=0), rtol=0.06)


def test_limits_that_leave_one_weighting_give_it():
    weights = blocks([0.25, 0.75], [0.25, 0.9])
    np.testing.assert_allclose(weights, [[0.25, 0.75]] * len(weights), atol=2 / WHOLE)


def test_a_corner_of_the_simplex_of_sixty_items_is_forgotten():
    # sum of squares of uniform weights: 2 / (n + 1); a walk starts where all but one stand at their lower limits
    low, high = np.zeros(60), np.append(1.0, np.full(59, 1.0))
    squares = np.square(interval.exchanged(np.random.default_rng(3), low, high, interval.SWEEPS)).sum(axis=1)
    assert abs(squares.mean() * 61 / 2 - 1) < 5 * squares.std() * 61 / 2 / np.sqrt(BLOCK)
