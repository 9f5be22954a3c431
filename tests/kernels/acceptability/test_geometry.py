"""Acceptabilities that are areas and lengths, and central weights that are their centres, worked out by hand."""

from functools import partial

import numpy as np
import pytest

from scoring.kernels.acceptability import plan
from scoring.kernels.acceptability.central import central_weights
from scoring.kernels.acceptability.figures import acceptability
from scoring.kernels.acceptability.pairwise import wins
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw import ordered, simplex
from scoring.kernels.reach.shares import first_shares

N_DRAWS = 40_000


def counted(scores, draw=None):
    scores = np.array(scores, dtype=float)
    uniform = partial(simplex.block, seed=1, n_items=scores.shape[1])
    return run(plan.linear(scores), draw or uniform, N_DRAWS)


def agree(estimate, expected):
    """Tell whether estimates are within five standard errors, of the expected share itself."""
    expected = np.asarray(expected, dtype=float)
    error = np.sqrt(expected * (1 - expected) / N_DRAWS)
    assert (np.abs(estimate.value - expected) <= 5 * error).all()
    np.testing.assert_allclose(estimate.error, error, atol=0.002)


def test_two_criteria_and_all_ranks():
    # A (1, 0), B (0, 1), C (0.6, 0.6): A is first for w1 > 0.6, B for w1 < 0.4, C between; A stands above B for
    # w1 > 0.5, so that A is second for 0.5 < w1 < 0.6 and last for w1 < 0.5
    counts = counted([[1, 0], [0, 1], [0.6, 0.6]])
    agree(acceptability(counts), [[0.4, 0.4, 0.2], [0.1, 0.1, 0.8], [0.5, 0.5, 0.0]])


def test_three_criteria_and_the_middle():
    # corners are first where their weight passes one half, triangles of a quarter of the area each; so is the middle
    counts = counted([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0.5]])
    agree(acceptability(counts), acceptability_of_corners())
    # centres of the corner triangles: the mean of (1, 0, 0), (1/2, 1/2, 0) and (1/2, 0, 1/2)
    centre = central_weights(counts).value
    np.testing.assert_allclose(centre[0], [2 / 3, 1 / 6, 1 / 6], atol=0.006)
    np.testing.assert_allclose(centre[3], [1 / 3, 1 / 3, 1 / 3], atol=0.006)


def acceptability_of_corners():
    """Return the shares of all ranks of the three corners and the middle.

    The middle is first (1/4) or second (3/4): two weights above one half there cannot be. Where the middle is first a
    corner has the rank 2, 3 or 4 by the order of its weight, a third each; where corner j is first (1/4 each), the
    middle is second, and the two other corners are third and fourth, half each.
    """
    corner = [1 / 4, 1 / 12, 1 / 12 + 1 / 4, 1 / 12 + 1 / 4]
    return np.array([corner, corner, corner, [1 / 4, 3 / 4, 0, 0]]).T


def test_the_alternatives_of_the_tests_of_jsmaa():
    # SMAA2SimulationTest.testCorrectResults of JSMAA: (1, 0, 1) against (0, 1, 0). The first wins where w2 < 1/2, 3/4
    # of the triangle; the centre of the rest is (1/6, 2/3, 1/6), and 3/4 a + 1/4 b is the centre of the whole
    counts = counted([[1, 0, 1], [0, 1, 0]])
    agree(acceptability(counts), [[3 / 4, 1 / 4], [1 / 4, 3 / 4]])
    centre = central_weights(counts).value
    np.testing.assert_allclose(centre, [[7 / 18, 2 / 9, 7 / 18], [1 / 6, 2 / 3, 1 / 6]], atol=0.006)


def test_an_order_of_weights():
    # w1 >= w2 >= w3 is the mean of corners (1, 0, 0), (1/2, 1/2, 0), (1/3, 1/3, 1/3); A (3, 0, 0) against B (1, 1, 1)
    # is 3 w1 - 1: 2, 1/2 and 0 there. All of it is positive: A is always first
    order = partial(ordered.block, seed=1, importance=np.array([1, 2, 3]))
    counts = counted([[3, 0, 0], [1, 1, 1]], order)
    assert counts.ranks[0, 0] == N_DRAWS
    # against B (2, 2, 0) A (3, 0, 0) leads by w1 - 2 w2: 1, -1/2 and -1/3. A wins in the corner that the zero line
    # cuts off at 2/3 and 3/4 of the two sides from (1, 0, 0): 1/ (1 + 1/2) x 1 / (1 + 1/3) = 1/2
    agree(acceptability(counted([[3, 0, 0], [2, 2, 0]], order)), [[1 / 2, 1 / 2], [1 / 2, 1 / 2]])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("n_items", [2, 3])
def test_exact_first_rank_shares(seed, n_items):
    scores = np.random.default_rng(seed).integers(0, 12, (9, n_items)) / 1.0
    agree_with = np.array([float(share) for share in first_shares(scores)])
    firsts = acceptability(counted(scores)).value[0]
    error = np.sqrt(agree_with * (1 - agree_with) / N_DRAWS)
    assert (np.abs(firsts - agree_with) <= 5 * error + 1e-5).all()


def test_pairwise_wins_are_areas_too():
    # (1, 0, 1) beats (0, 1, 0) for w2 < 1/2: 3/4; (1, 0, 0) beats (0, 1, 0) for w1 > w2: 1/2
    scores = np.array([[1.0, 0, 1], [0, 1, 0], [1, 0, 0]])
    draw = partial(simplex.block, seed=1, n_items=3)
    shares = wins(plan.linear(scores), draw, range(10), n_draws=N_DRAWS).shares
    agree(shares, [[0, 3 / 4, 1], [1 / 4, 0, 1 / 2], [0, 1 / 2, 0]])
