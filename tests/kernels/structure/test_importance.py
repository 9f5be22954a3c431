"""Importance by variance against the figures of the paper, and the curve against least squares done by force."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.interpolate import BSpline

from scoring.kernels.structure.importance import discrepancy, importance
from scoring.kernels.structure.smoothing import STIFFNESS, smooth

NAN = float("nan")
RANDOM = np.random.default_rng(11)


def with_covariance(covariance, n=40):
    """Return values of exactly this covariance."""
    drawn = np.random.default_rng(7).normal(size=(n, len(covariance)))
    return np.linalg.qr(drawn - drawn.mean(axis=0))[0] @ np.linalg.cholesky(np.array(covariance)).T


@pytest.mark.parametrize(
    ("covariance", "expected"),
    [
        # Paruolo, Saisana and Saltelli 2013, section 1.1 (arXiv 1104.3009v2, page 4)
        ([[1, 0, 0], [0, 1, 0.7], [0, 0.7, 1]], [5 / 22, 289 / 440, 289 / 440]),
        # there, too, 7/9 and for the others 1/63; their formula gives (1/3)**2 / (1 * 1) for these
        ([[7, 0, 0], [0, 1, 0], [0, 0, 1]], [7 / 9, 1 / 9, 1 / 9]),
    ],
)
def test_straight_line_figures_of_the_deans_example(covariance, expected):
    values = with_covariance(covariance)
    found = importance(values, values.mean(axis=1), np.ones(3))
    assert_allclose(found.linear, expected, rtol=1e-10)
    assert_allclose(found.nominal, np.ones(3) / 3, atol=0)
    assert_array_equal(found.cities, [40, 40, 40])


@pytest.mark.parametrize(
    ("weights", "main", "printed"),
    [
        # the same paper, Table 2, columns S_lin and S_CV, and Table 5: ARWU, THES and HDI 2009
        ([0.1, 0.2, 0.2, 0.2, 0.2, 0.1], [0.64, 0.72, 0.81, 0.87, 0.63, 0.71], 0.31),
        ([0.1, 0.2, 0.2, 0.2, 0.2, 0.1], [0.65, 0.72, 0.85, 0.88, 0.70, 0.76], 0.36),
        ([0.4, 0.1, 0.2, 0.2, 0.05, 0.05], [0.77, 0.45, 0.19, 0.38, 0.10, 0.16], 0.34),
        ([0.4, 0.1, 0.2, 0.2, 0.05, 0.05], [0.81, 0.54, 0.21, 0.38, 0.12, 0.16], 0.42),
        ([3 / 9, 2 / 9, 1 / 9, 3 / 9], [0.80, 0.77, 0.77, 0.85], 0.57),
        ([3 / 9, 2 / 9, 1 / 9, 3 / 9], [0.80, 0.78, 0.81, 0.84], 0.63),
    ],
)
def test_discrepancies_of_the_paper(weights, main, printed):
    assert discrepancy(np.array(main), np.array(weights)) == pytest.approx(printed, abs=0.011)


def test_a_curve_is_seen_where_a_straight_line_sees_nothing():
    x = np.linspace(-1, 1, 41)
    found = importance(x[:, None], x**2, np.ones(1))
    assert found.linear[0] == pytest.approx(0.0, abs=1e-12)
    assert found.main[0] == pytest.approx(1.0, abs=1e-3)


def test_on_a_straight_line_main_effect_and_squared_correlation_are_one():
    x = RANDOM.random(25)
    found = importance(x[:, None], 3 - 2 * x, np.ones(1))
    assert_allclose([found.linear[0], found.main[0]], 1.0, atol=1e-12)


def test_of_yes_and_no_the_main_effect_is_that_of_the_two_means():
    x, y = np.array([0.0, 0, 0, 1, 1, 1, 1]), np.array([1.0, 2, 3, 4, 4, 6, 5])
    between = (3 * (2 - 25 / 7) ** 2 + 4 * (4.75 - 25 / 7) ** 2) / 7
    found = importance(x[:, None], y, np.ones(1))
    assert_allclose([found.linear[0], found.main[0]], between / y.var(), rtol=1e-10)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=4, max_size=25))
def test_there_is_no_curve_through_yes_and_no(drawn):
    x, y = np.array(drawn, dtype=np.float64).T
    if np.ptp(x) and np.ptp(y):
        found = importance(x[:, None] * 0.3 + 0.1, y, np.ones(1))
        assert found.main[0] == pytest.approx(found.linear[0], abs=1e-10)


def by_local_lines(x, y, widths):
    """Return the main effect as the paper estimates it: local lines, Gaussian kernel, width by leaving one out."""

    def predicted(at, x, y, width):
        root = np.exp(-0.25 * ((x - at) / width) ** 2)
        design = np.column_stack([np.ones(len(x)), x - at]) * root[:, None]
        return np.linalg.lstsq(design, y * root)[0][0]

    def error(width):
        return sum(
            (y[i] - predicted(x[i], np.delete(x, i), np.delete(y, i), width)) ** 2 for i in range(len(x))
        )

    width = min(widths, key=error)
    return np.var([predicted(at, x, y, width) for at in x]) / np.var(y)


@pytest.mark.parametrize("shape", [np.sin, np.exp, lambda x: np.abs(x - 1.5)])
def test_splines_and_the_papers_local_lines_agree_on_curves(shape):
    random = np.random.default_rng(5)
    x = random.random(60) * 4
    y = shape(x) + 0.15 * random.normal(size=60)
    found = importance(x[:, None], y, np.ones(1)).main[0]
    assert found == pytest.approx(by_local_lines(x, y, [0.15, 0.25, 0.4, 0.6, 1.0, 2.0]), abs=0.03)


def test_the_curve_is_the_best_of_penalised_least_squares_with_each_point_left_out_in_turn():
    random = np.random.default_rng(2)
    x = random.random(14)
    y = np.sin(5 * x) + 0.2 * random.normal(size=14)
    place = (x - x.min()) / np.ptp(x)
    # 20 segments, cubic: B-splines one by one, and a penalty on the second differences of their coefficients
    knots = np.arange(-3, 24) / 20
    basis = np.column_stack([np.nan_to_num(BSpline(knots, unit, 3)(place)) for unit in np.eye(23)])
    differences = np.diff(np.eye(23), n=2, axis=0)
    bends = basis @ np.linalg.pinv(differences)
    line = np.column_stack([np.ones(14), x])
    bends -= line @ np.linalg.lstsq(line, bends)[0]
    unit = (bends**2).sum()

    def fit(rows, stiffness):
        stacked = np.vstack([basis[rows], np.sqrt(stiffness * unit) * differences])
        return np.linalg.lstsq(stacked, np.append(y[rows], np.zeros(21)))[0]

    def error(stiffness):
        every = np.arange(14)
        return sum((y[i] - basis[i] @ fit(np.delete(every, i), stiffness)) ** 2 for i in every)

    best = min(STIFFNESS, key=error)
    assert_allclose(smooth(x, y), basis @ fit(np.arange(14), best), atol=1e-9)


points = st.integers(3, 20).flatmap(
    lambda n: st.tuples(*(st.lists(st.integers(0, 9), min_size=n, max_size=n) for _ in range(2)))
)


@given(points)
def test_the_main_effect_lies_between_the_straight_line_and_one(drawn):
    x, y = np.array(drawn, dtype=np.float64)
    found = importance(x[:, None], y, np.ones(1))
    if np.ptp(y) == 0:
        assert np.isnan(found.main[0])
    elif np.ptp(x) == 0:
        assert (found.main[0], found.linear[0]) == (0.0, 0.0)
    else:
        # the curve itself, not only what is reported of it
        assert found.linear[0] - 1e-9 <= np.var(smooth(x, y)) / np.var(y) <= 1 + 1e-9
        assert found.linear[0] <= found.main[0] <= 1


def test_units_direction_and_order_of_cities_do_not_show(technology):
    z = (technology - technology.mean(axis=0)) / technology.std(axis=0)
    scores = z.mean(axis=1)
    found = importance(technology, scores, np.ones(8))
    moved = importance(-5.0 * technology[::-1] + 3, 7 - 2 * scores[::-1], np.ones(8) * 4)
    for one, other in zip(found, moved, strict=True):
        assert_allclose(other, one, rtol=1e-9)


def test_a_missing_value_leaves_the_city_out_for_this_item_only(technology):
    scores = technology @ np.ones(8)
    holed = technology.copy()
    holed[4, 1] = NAN
    found, whole = importance(holed, scores, np.ones(8)), importance(technology, scores, np.ones(8))
    without = importance(np.delete(technology, 4, axis=0), np.delete(scores, 4), np.ones(8))
    assert_allclose(np.delete(found.main, 1), np.delete(whole.main, 1), atol=0)
    assert found.main[1] == without.main[1]
    assert_array_equal(found.cities, [23, 22, 23, 23, 23, 23, 23, 23])


def test_without_any_effect_of_the_heaviest_item_there_is_no_ratio():
    assert np.isnan(discrepancy(np.array([0.0, 0.5]), np.array([2.0, 1])))
