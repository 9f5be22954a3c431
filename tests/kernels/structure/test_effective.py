"""Effective weights by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.structure.effective import effective_weights

# a root, its children 1 and 2 (3 : 1), children 3 and 4 of 1 (1 : 1), child 5 of 2, children 6 and 7 of 5 (2 : 8)
PARENTS = np.array([-1, 0, 0, 1, 1, 2, 5, 5])
WEIGHTS = np.array([0.4, 3, 1, 5, 5, 0.1, 2, 8])
EXPECTED = [1, 0.75, 0.25, 0.375, 0.375, 0.25, 0.05, 0.2]


def test_shares_multiply_down_the_tree():
    found = effective_weights(PARENTS, WEIGHTS)
    assert_allclose(found, EXPECTED, rtol=1e-14)
    leaves = [3, 4, 6, 7]
    assert found[leaves].sum() == pytest.approx(1.0, abs=1e-14)


def test_a_stack_of_weights_is_one_by_one():
    stack = np.random.default_rng(0).random((4, 3, 8))
    found = effective_weights(PARENTS, stack)
    for place in np.ndindex(4, 3):
        assert_allclose(found[place], effective_weights(PARENTS, stack[place]), rtol=1e-13)


def test_the_order_of_nodes_does_not_show():
    order = np.array([5, 3, 0, 7, 1, 6, 2, 4])
    place = np.argsort(order)
    parents = np.where(PARENTS[order] < 0, -1, place[PARENTS[order]])
    assert_allclose(effective_weights(parents, WEIGHTS[order]), np.array(EXPECTED)[order], rtol=1e-14)


def test_children_without_any_weight_have_no_share():
    weights = WEIGHTS.copy()
    weights[[3, 4]] = 0
    assert_allclose(effective_weights(PARENTS, weights)[[1, 3, 4]], [0.75, 0, 0], atol=0)
