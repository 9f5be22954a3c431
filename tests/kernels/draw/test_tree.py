"""Weights of a tree's leaves."""

from functools import partial

import numpy as np

from scoring.kernels.draw import simplex, table, tree

#      0
#    1   2
#   3 4   5 6 7
PARENTS = np.array([-1, 0, 0, 1, 1, 2, 2, 2])


def fixed(*weights):
    return partial(table.block, table=np.array([weights]))


def test_leaves_have_the_product_of_the_shares_above_them():
    draws = {0: fixed(0.6, 0.4), 1: fixed(0.5, 0.5), 2: fixed(0.2, 0.3, 0.5)}
    units = tree.block(0, 100, parents=PARENTS, draws=draws)
    # 0.6 x 0.5 twice, 0.4 x 0.2, 0.4 x 0.3 and 0.4 x 0.5
    assert (units == [30, 30, 8, 12, 20]).all()


def test_shares_multiply_down_every_level():
    #  0 - 1 - 2 - 3 and 4, of which each first child has one half
    parents = np.array([-1, 0, 1, 2, 2, 1, 0])
    shares = np.array([1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    np.testing.assert_allclose(tree.effective(parents, shares), [1, 1 / 2, 1 / 4, 1 / 8, 1 / 8, 1 / 4, 1 / 2])


def test_a_drawn_node_leaves_the_shares_below_it_as_they_are():
    draws = {0: partial(simplex.block, seed=1, n_items=2), 1: fixed(0.25, 0.75), 2: fixed(0.2, 0.3, 0.5)}
    weights = tree.block(3, 2**29, parents=PARENTS, draws=draws) / 2**29
    top = simplex.block(3, 2**32, seed=1, n_items=2) / 2**32
    np.testing.assert_allclose(weights[:, :2].sum(axis=1), top[:, 0], atol=5 / 2**29)
    np.testing.assert_allclose(weights[:, 0] * 3, weights[:, 1], atol=12 / 2**29)


def test_nodes_that_share_a_seed_draw_apart_by_their_streams():
    draws = {node: partial(simplex.block, seed=1, n_items=2, stream=node) for node in (0, 1)} | {
        2: fixed(1.0, 1.0, 1.0)
    }
    weights = tree.block(0, 2**29, parents=PARENTS, draws=draws) / 2**29
    above, below = weights[:, :2].sum(axis=1), weights[:, 0] / weights[:, :2].sum(axis=1)
    assert abs(np.corrcoef(above, below)[0, 1]) < 5 / 64


def test_effective_weights_of_all_nodes():
    shares = np.array([1.0, 0.6, 0.4, 0.5, 0.5, 0.2, 0.3, 0.5])
    np.testing.assert_allclose(tree.effective(PARENTS, shares), [1, 0.6, 0.4, 0.3, 0.3, 0.08, 0.12, 0.2])
    assert tree.leaves(PARENTS).tolist() == [3, 4, 5, 6, 7]
