"""Projections onto the simplex."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from scoring.kernels.reach.projection import onto_simplex

POINTS = arrays.arrays(np.float64, st.integers(2, 6), elements=st.floats(-3, 3))


def test_a_point_by_hand():
    # (1, 0.5, -2): less 0.25 each of the first two, the third at zero
    np.testing.assert_allclose(onto_simplex(np.array([1, 0.5, -2]), np.zeros(3), np.ones(3)), [0.75, 0.25, 0])


def test_upper_limits_cut_too():
    # (1, 0.5, -2) with at most 0.6: the others share 0.4, of which the second takes all
    projected = onto_simplex(np.array([1, 0.5, -2]), np.zeros(3), np.full(3, 0.6))
    np.testing.assert_allclose(projected, [0.6, 0.4, 0], atol=1e-15)


@given(point=POINTS, seed=st.integers(0, 99))
def test_no_other_weights_are_nearer(point, seed):
    projected = onto_simplex(point, np.zeros(len(point)), np.ones(len(point)))
    assert abs(projected.sum() - 1) < 1e-12
    assert projected.min() >= 0
    others = np.random.default_rng(seed).dirichlet(np.full(len(point), 0.5), 200)
    nearest = np.linalg.norm(others - point, axis=1).min()
    assert np.linalg.norm(projected - point) <= nearest + 1e-12
