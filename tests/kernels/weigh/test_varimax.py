"""The rotation against a grid of angles and against what a rotation keeps."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.weigh.varimax import varimax


def criterion(loadings):
    """Variance of the squares within each factor, of loadings scaled to unit communality."""
    squares = loadings**2 / (loadings**2).sum(axis=1, keepdims=True)
    return squares.var(axis=0).sum()


@pytest.mark.parametrize("seed", range(5))
def test_no_other_angle_of_two_factors_is_better(seed):
    loadings = np.random.default_rng(seed).uniform(-1, 1, (7, 2))
    found = criterion(varimax(loadings))
    for angle in np.linspace(0, np.pi, 721):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        assert criterion(loadings @ turn) <= found + 1e-12


@pytest.mark.parametrize("factors", [1, 2, 3, 5])
def test_communalities_and_products_stay(factors):
    loadings = np.random.default_rng(factors).uniform(-1, 1, (9, factors))
    found = varimax(loadings)
    assert_allclose(found @ found.T, loadings @ loadings.T, atol=1e-12)
    assert criterion(found) >= criterion(loadings) - 1e-12


def test_a_simple_structure_is_found():
    simple = np.array([[0.9, 0], [0.8, 0], [0, 0.7], [0, 0.6], [0.5, 0]])
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    found = varimax(simple @ turn)
    assert_allclose(np.sort(np.abs(found), axis=1), np.sort(np.abs(simple), axis=1), atol=1e-10)


def test_an_item_without_loadings_stays_without():
    loadings = np.array([[0.9, 0.1], [0.0, 0.0], [0.3, 0.8]])
    assert_allclose(varimax(loadings)[1], [0.0, 0.0])
