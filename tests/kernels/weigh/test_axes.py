"""Weights from principal axes against the tables of the handbook of OECD and JRC."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.weigh.axes import factor_weights, principal_axis

EIGHT = np.ones(8)


@pytest.fixture
def handbook(technology):
    # the handbook keeps "the factors with eigenvalues close to unity", down to 0.9, against its own first rule
    return factor_weights(technology, EIGHT, least_eigenvalue=0.85)


def test_eigenvalues_of_table_16(handbook):
    assert_allclose(handbook.eigenvalues, [3.3, 1.7, 1.0, 0.9, 0.5, 0.3, 0.2, 0.1], atol=0.06)
    part = 100 * handbook.eigenvalues / 8
    assert_allclose(part, [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9], atol=0.12)


def test_rotated_loadings_of_table_17(handbook):
    # printed in the order 1, 2, 3, 4; by the variance explained it is 1, 4, 2, 3
    printed = np.array(
        [
            [0.07, 0.97, 0.06, 0.06],
            [0.13, 0.07, -0.07, 0.93],
            [0.79, -0.21, 0.21, 0.42],
            [-0.64, 0.56, -0.04, 0.36],
            [0.37, 0.17, 0.38, 0.68],
            [0.82, -0.04, 0.25, 0.35],
            [0.88, 0.23, -0.09, 0.09],
            [0.08, 0.04, 0.96, 0.04],
        ]
    )
    assert_allclose(handbook.loadings, printed[:, [0, 3, 1, 2]], atol=0.016)
    assert_allclose((handbook.loadings**2).sum(axis=0), [2.64, 1.76, 1.39, 1.19], atol=0.025)
    assert_allclose(handbook.explained, [0.38, 0.25, 0.20, 0.17], atol=0.006)


def test_squared_loadings_of_table_17(handbook):
    squares = handbook.loadings**2 / (handbook.loadings**2).sum(axis=0)
    printed = np.array(
        [
            [0.00, 0.67, 0.00, 0.00],
            [0.01, 0.00, 0.00, 0.49],
            [0.24, 0.03, 0.04, 0.10],
            [0.16, 0.23, 0.00, 0.07],
            [0.05, 0.02, 0.12, 0.26],
            [0.25, 0.00, 0.05, 0.07],
            [0.29, 0.04, 0.01, 0.00],
            [0.00, 0.00, 0.77, 0.00],
        ]
    )
    assert_allclose(squares, printed[:, [0, 3, 1, 2]], atol=0.02)


def test_intermediate_composites_of_page_90(handbook):
    # internet, electricity, schooling; royalties, telephones; patents, exports; university
    assert_array_equal(handbook.factor, [2, 1, 0, 2, 1, 0, 0, 3])


def test_weights_of_table_18(handbook):
    # exports are printed as 0.07, but by the handbook's own figures they are 0.23 * 0.20 / 0.80 = 0.057
    printed = [0.17, 0.15, 0.11, 0.23 * 0.20 / 0.80, 0.08, 0.12, 0.14, 0.16]
    assert_allclose(handbook.weights, printed, atol=0.0065)


def test_the_rules_of_the_handbook_keep_two_factors(technology):
    # eigenvalues 3.35 and 1.75 are above one, and 63.7 % are above 60 %
    found = factor_weights(technology, EIGHT)
    assert found.loadings.shape == (8, 2)


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ({"least_eigenvalue": 3.0}, 2),  # 41.9 % are not enough
        ({"least_eigenvalue": 3.0, "least_total": 0.4}, 1),
        ({"least_total": 0.7}, 3),
        ({"least_total": 0.99}, 7),
        ({"least_eigenvalue": 0.0, "least_share": 0.0}, 8),
        ({"least_eigenvalue": 0.0, "least_share": 0.115}, 3),
    ],
)
def test_further_factors_join_until_enough_is_explained(technology, rules, kept):
    assert factor_weights(technology, EIGHT, **rules).loadings.shape == (8, kept)


def test_turning_an_item_turns_its_loadings_and_leaves_its_weight(technology):
    direction = np.array([1.0, 1, 1, -1, 1, 1, 1, 1])
    plain, turned = factor_weights(technology, EIGHT), factor_weights(technology, direction)
    assert_allclose(turned.weights, plain.weights, rtol=1e-10)
    assert_allclose(np.abs(turned.loadings[3]), np.abs(plain.loadings[3]), rtol=1e-10)
    assert principal_axis(technology, direction).loadings[3] > 0
    assert principal_axis(technology, EIGHT).loadings[3] < 0


def test_principal_axis_by_hand():
    # a, 0.5 a + sqrt(3/4) b, c with a, b, c uncorrelated: correlations 0.5, 0, 0
    # the largest eigenvalue is 1.5, its axis (1, 1, 0) / sqrt(2); loadings are sqrt(1.5 / 2) = sqrt(0.75)
    a, b, c = np.array([[x, y, z] for x in (1, -1) for y in (1, -1) for z in (1, -1)], dtype=np.float64).T
    found = principal_axis(np.column_stack([a, 0.5 * a + np.sqrt(0.75) * b, 7 * c + 3]), np.ones(3))
    assert_allclose(found.weights, [0.5, 0.5, 0.0], atol=1e-12)
    assert_allclose(found.loadings, [np.sqrt(0.75), np.sqrt(0.75), 0.0], atol=1e-12)
    assert_allclose(found.eigenvalues, [1.5, 1.0, 0.5], atol=1e-12)
    assert_allclose(found.explained, 0.5)


def test_two_items_weigh_the_same_however_they_are_correlated():
    # the axis of two items is (1, 1) / sqrt(2) or (1, -1) / sqrt(2)
    values = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 3.0]])
    assert_allclose(principal_axis(values, np.ones(2)).weights, [0.5, 0.5])
    assert_allclose(principal_axis(values, np.array([1.0, -1])).weights, [0.5, 0.5])
    assert_allclose(principal_axis(values, np.ones(2)).explained, (1 + 0.5) / 2)


def test_items_without_correlation_weigh_the_same():
    # any axis is a first one; which the solver picks must not show
    values = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]], dtype=np.float64)
    assert_allclose(principal_axis(values, np.ones(3)).weights, [1 / 3] * 3)
