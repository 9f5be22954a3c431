"""Sobol indices against functions whose indices are known in closed form."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.sobol import design, indices

# Sobol's g-function with a = (0, 1, 4.5, 9, 99): V_i = 1 / (3 (1 + a_i)^2), V = prod(1 + V_i) - 1,
# S_i = V_i / V, T_i = V_i prod(1 + V_j, j != i) / V (Saltelli et al. 2010, section 4)
G = np.array([0, 1, 4.5, 9, 99])


def g_function(points):
    return np.prod((np.abs(4 * points - 2) + G) / (1 + G), axis=1)


def g_exact():
    parts = 1 / (3 * (1 + G) ** 2)
    whole = np.prod(1 + parts) - 1
    return parts / whole, parts * np.prod(1 + parts) / (1 + parts) / whole


def ishigami(points):
    x = np.pi * (2 * points - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


# Ishigami & Homma (1990) with a = 7, b = 0.1: S = 0.3139, 0.4424, 0; T = 0.5576, 0.4424, 0.2437
ISHIGAMI = ([0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437])


def estimated(function, n_factors, *, n_base=4096, seed=1, shift=0.0, **settings):
    points = design(n_base, n_factors, seed)
    mixed = np.stack([function(points.mixed(factor)) for factor in range(n_factors)])
    return indices(function(points.a) + shift, function(points.b) + shift, mixed + shift, **settings)


@pytest.mark.parametrize(
    ("function", "exact"), [(g_function, g_exact()), (ishigami, ISHIGAMI)], ids=["g-function", "Ishigami"]
)
def test_known_indices_are_found_and_lie_in_their_intervals(function, exact):
    found = estimated(function, len(exact[0]))
    assert_allclose(found.first, exact[0], atol=0.02)  # their standard error is about 0.01 at this size
    assert_allclose(found.total, exact[1], atol=0.02)
    # the sequence is far better than random points, for which the intervals hold: they are wide enough
    assert (found.first_low <= np.array(exact[0]) + 1e-3).all()
    assert (found.first_high >= np.array(exact[0]) - 1e-3).all()
    assert (found.total_low <= np.array(exact[1]) + 1e-3).all()
    assert (found.total_high >= np.array(exact[1]) - 1e-3).all()
    assert found.used == 4096


def test_the_mean_of_the_result_does_not_disturb_the_indices():
    near, far = estimated(ishigami, 3), estimated(ishigami, 3, shift=1e6)
    assert_allclose(far.first, near.first, atol=1e-6)
    assert_allclose(far.total, near.total, atol=1e-6)


def test_results_of_many_cities_are_taken_at_once():
    points = design(256, 3, 7)

    def both(at):
        return np.stack([ishigami(at), 2 * at[:, 0] + at[:, 1]], axis=1)

    mixed = np.stack([both(points.mixed(factor)) for factor in range(3)])
    found = indices(both(points.a), both(points.b), mixed, resamples=50)
    assert found.first.shape == (3, 2)
    alone = indices(both(points.a)[:, 1], both(points.b)[:, 1], mixed[..., 1], resamples=50)
    assert_allclose(found.first[:, 1], alone.first)
    assert_allclose(found.total_high[:, 1], alone.total_high)
    # 2 x + y with uniform x, y: 4/5 and 1/5
    assert_allclose(alone.first, [0.8, 0.2, 0], atol=0.02)
    assert_allclose(alone.total, [0.8, 0.2, 0], atol=0.02)


def test_a_failed_run_is_left_out_with_its_base_run_and_spoils_no_other():
    points = design(1024, 3, 2)
    a, b = ishigami(points.a), ishigami(points.b)
    mixed = np.stack([ishigami(points.mixed(factor)) for factor in range(3)])
    hurt = mixed.copy()
    hurt[1, 17] = np.nan
    a_hurt = a.copy()
    a_hurt[500] = np.nan
    found = indices(a_hurt, b, hurt)
    kept = np.setdiff1d(np.arange(1024), [17, 500])
    assert found.used == 1022
    whole = indices(a[kept], b[kept], mixed[:, kept])
    assert_allclose(found.first, whole.first)
    assert np.isfinite(found.total).all()


def test_a_result_that_does_not_vary_has_no_indices():
    same = np.full(64, 3.7)
    found = indices(same, same, np.stack([same, same]))
    assert np.isnan(found.first).all()
    assert np.isnan(found.total).all()


def test_with_every_run_failed_there_is_nothing():
    lost = np.full(8, np.nan)
    found = indices(lost, lost, np.stack([lost, lost]))
    assert found.used == 0
    assert np.isnan(found.first).all()
    assert found.first.shape == (2,)


def test_the_same_seed_gives_the_same_design_and_another_one_another():
    assert (design(64, 4, 0).a == design(64, 4, 0).a).all()
    assert (design(64, 4, 0).a != design(64, 4, 1).a).any()
    points = design(64, 4, 5)
    assert (points.mixed(2)[:, 2] == points.b[:, 2]).all()
    assert (np.delete(points.mixed(2), 2, axis=1) == np.delete(points.a, 2, axis=1)).all()
