"""Components, adequacy and rotation against printed tables."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.structure.components import bartlett, kmo, principal_components
from scoring.kernels.structure.rotation import varimax

NAN = float("nan")
# OECD/JRC, Handbook on Constructing Composite Indicators, 2008, Table 8: four components of the eight indicators
LOADINGS = np.array(
    [
        [-0.11, -0.75, 0.13, 0.60],
        [-0.56, -0.48, 0.22, -0.54],
        [-0.92, 0.21, 0.02, -0.10],
        [0.35, -0.85, 0.01, -0.13],
        [-0.76, -0.39, -0.16, -0.16],
        [-0.91, 0.13, 0.01, 0.07],
        [-0.74, 0.11, 0.37, 0.39],
        [-0.36, -0.12, -0.87, 0.15],
    ]
)
# Table 9, the four after a varimax rotation, here in the order of their variance: factors 1, 4, 2 and 3
ROTATED = np.array(
    [
        [0.07, 0.06, 0.97, 0.06],
        [0.13, 0.93, 0.07, -0.07],
        [0.79, 0.42, -0.21, 0.21],
        [-0.64, 0.36, 0.56, -0.04],
        [0.37, 0.68, 0.17, 0.38],
        [0.82, 0.35, -0.04, 0.25],
        [0.88, 0.09, 0.23, -0.09],
        [0.08, 0.04, 0.04, 0.96],
    ]
)


def test_components_of_the_handbook(technology):
    found = principal_components(technology)
    # Table 7, per cent of variance; eigenvalues are printed with one decimal
    assert_allclose(found.explained * 100, [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9], atol=0.15)
    assert_allclose(found.eigenvalues, [3.3, 1.7, 1.0, 0.9, 0.5, 0.3, 0.2, 0.1], atol=0.06)
    turned = LOADINGS * np.sign(LOADINGS.sum(axis=0))
    assert_allclose(found.loadings[:, :4], turned, atol=0.03)
    assert found.cities == 23


def test_rotation_of_the_handbook(technology):
    found = varimax(principal_components(technology).loadings[:, :4])
    assert_allclose(found, ROTATED, atol=0.03)
    assert_allclose((found**2).sum(axis=0), [2.64, 1.76, 1.39, 1.19], atol=0.03)


def test_components_give_the_correlations_back(technology):
    found = principal_components(technology)
    assert_allclose(found.loadings @ found.loadings.T, np.corrcoef(technology.T), atol=1e-12)
    assert found.eigenvalues.sum() == pytest.approx(8.0, abs=1e-12)
    assert (found.loadings.sum(axis=0) >= 0).all()


def test_only_cities_with_all_items_count(technology):
    more = np.vstack([technology, np.where(np.arange(8) == 2, NAN, technology[0] * 3)])
    for one, other in zip(principal_components(more), principal_components(technology), strict=True):
        assert_allclose(one, other, atol=0)
    assert kmo(more).overall == kmo(technology).overall
    assert bartlett(more) == bartlett(technology)


def test_units_and_order_do_not_show(technology):
    order = [3, 1, 0, 2, 7, 5, 6, 4]
    found, moved = principal_components(technology), principal_components(technology[::-1, order] * 9.0)
    assert_allclose(moved.loadings, found.loadings[order], atol=1e-10)
    assert_allclose(kmo(technology[:, order]).items, kmo(technology).items[order], atol=1e-12)


def test_adequacy_of_the_cars(cars):
    # documentation of the R package performance, check_factorstructure(mtcars), which asks the package psych
    found, test = kmo(cars), bartlett(cars)
    assert round(found.overall, 2) == 0.83
    assert_array_equal(
        np.round(found.items, 2), [0.93, 0.90, 0.76, 0.84, 0.95, 0.74, 0.74, 0.91, 0.88, 0.85, 0.62]
    )
    assert round(test.chi_squared, 2) == 408.01
    assert test.degrees == 55
    assert test.p_value < 0.001


def test_adequacy_by_partial_correlations_of_residuals(technology):
    z = (technology - technology.mean(axis=0)) / technology.std(axis=0)
    plain = partial = 0.0
    for i in range(8):
        for j in range(i):
            others = np.delete(z, [i, j], axis=1)
            rest = [z[:, k] - others @ np.linalg.lstsq(others, z[:, k])[0] for k in (i, j)]
            plain += np.corrcoef(z[:, i], z[:, j])[0, 1] ** 2
            partial += np.corrcoef(*rest)[0, 1] ** 2
    assert kmo(technology).overall == pytest.approx(plain / (plain + partial), abs=1e-10)


def test_two_items_by_hand():
    # r = 1/2: chi-squared -(4 - 1 - 9/6) ln(1 - 1/4) = -1.5 ln 0.75 with 1 degree; both partial correlations are r
    values = np.array([[1.0, 1], [2, 2], [0, 2], [1, 3]]) @ np.array([[1.0, 0.5], [0, np.sqrt(0.75)]])
    assert np.corrcoef(values.T)[0, 1] == pytest.approx(0.5, abs=1e-12)
    assert bartlett(values)[:2] == (pytest.approx(-1.5 * np.log(0.75), abs=1e-12), 1)
    assert kmo(values).overall == pytest.approx(0.5, abs=1e-12)


def test_an_item_that_follows_from_the_others_is_told(technology):
    double = np.column_stack([technology, technology[:, 0] * 2 + 1])
    assert np.isnan(kmo(double).overall)
    assert np.isnan(kmo(double).items).all()
    assert bartlett(double)[:3] == (np.inf, 36, 0.0)


def test_too_few_cities_for_the_test():
    values = np.random.default_rng(1).normal(size=(7, 6))
    assert np.isnan(bartlett(values[:6]).p_value)
    assert bartlett(values).p_value < 1


@pytest.mark.parametrize("normalised", [True, False])
def test_no_other_angle_of_two_factors_is_simpler(technology, normalised):
    loadings = principal_components(technology).loadings[:, :2]
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True)) if normalised else 1.0

    def simplicity(rotated):
        return ((rotated / length) ** 2).var(axis=0).sum()

    angles = np.linspace(0, np.pi, 721)
    turned = [loadings @ np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) for a in angles]
    best = max(simplicity(rotated) for rotated in turned)
    found = varimax(loadings, normalised=normalised)
    assert simplicity(found) >= best - 1e-12
    assert_allclose((found**2).sum(axis=1), (loadings**2).sum(axis=1), atol=1e-12)


def test_an_item_without_loadings_stays_without():
    loadings = np.array([[0.8, 0.3], [0.7, -0.4], [0.0, 0.0]])
    assert_allclose(varimax(loadings)[2], [0, 0], atol=0)
