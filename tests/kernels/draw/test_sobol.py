"""Sobol sequences over the simplex, against scipy's own points and exact integrals."""

import numpy as np
import pytest
from scipy.stats import qmc

from scoring.kernels.draw import simplex, sobol
from scoring.kernels.draw.stream import BLOCK

WHOLE = 2**29
SHAPES = ["exponential", "spacings"]


def test_blocks_are_consecutive_parts_of_one_sequence():
    points = qmc.Sobol(3, scramble=True, bits=32, rng=np.random.default_rng([5, 0])).random(4 * BLOCK)
    shares = -np.log1p(-points) / -np.log1p(-points).sum(axis=1, keepdims=True)
    blocks = [sobol.block(number, WHOLE, seed=5, n_items=3) / WHOLE for number in range(4)]
    np.testing.assert_allclose(np.concatenate(blocks), shares, atol=4 / WHOLE)


@pytest.mark.parametrize("shape", SHAPES)
def test_weights_are_uniform_on_the_simplex(shape):
    # P(w > 0.4) = 0.6**3 on the simplex of four
    weights = sobol.block(0, WHOLE, seed=1, n_items=4, shape=shape) / WHOLE
    np.testing.assert_allclose((weights > 0.4).mean(axis=0), 0.216, atol=0.005)


@pytest.mark.parametrize(("shape", "times"), [("exponential", 10), ("spacings", 2)])
def test_means_are_nearer_than_those_of_random_weights(shape, times):
    # sorting folds the cube 120 times for six items, which costs evenness
    even = sobol.block(0, WHOLE, seed=1, n_items=6, shape=shape) / WHOLE
    random = simplex.block(0, WHOLE, seed=1, n_items=6) / WHOLE
    apart = [np.abs(weights.mean(axis=0) - 1 / 6).max() for weights in (even, random)]
    assert apart[0] < apart[1] / times
