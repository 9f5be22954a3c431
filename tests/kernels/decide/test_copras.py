"""COPRAS against printed examples and calculations by hand."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide.copras import copras, copras_figures

NAN = float("nan")


def test_copras_of_research_assistants():
    # Uysal & Inan 2022, Performance evaluation of research assistants by COPRAS method, International Journal of
    # Social Science and Economic Research: utilities N, as repeated in the tests of scikit-criteria
    values = np.array(
        [
            [3.57, 4.00, 4.00, 83.75, 3, 9, 1],
            [3.07, 3.95, 4.00, 83.00, 3, 1, 3],
            [3.23, 3.54, 3.46, 66.00, 4, 0, 2],
            [3.42, 3.96, 4.00, 70.00, 5, 5, 7],
            [2.56, 3.37, 3.79, 82.00, 4, 4, 5],
        ]
    )
    direction = np.array([1.0, 1, 1, 1, -1, 1, 1])
    figures = copras_figures(values, np.full(7, 1 / 7), direction)
    assert_allclose(figures.utility, [100.0000, 78.8501, 63.3837, 98.6506, 86.8878], atol=1e-4)
    found = copras(values, np.full(7, 1 / 7), direction)
    assert_allclose(found / found.max(), figures.utility / 100, rtol=1e-12)


def test_copras_of_telephones():
    # Goswami & Mitra 2020, Selecting the best mobile model, International Journal of Data and Network Science 4(1),
    # as repeated in the tests of pyrepo-mcda: utilities as parts of the best
    values = np.array(
        [
            [80.0, 16, 2, 5],
            [110, 32, 2, 9],
            [130, 64, 4, 9],
            [185, 64, 4, 1],
            [135, 64, 3, 4],
            [140, 32, 3, 5],
            [185, 64, 6, 7],
            [110, 16, 3, 3],
            [120, 16, 4, 3],
            [340, 128, 6, 5],
        ]
    )
    figures = copras_figures(
        values, np.array([0.60338, 0.13639, 0.19567, 0.06456]), np.array([-1.0, 1, 1, 1])
    )
    printed = [1, 0.85262, 0.91930, 0.68523, 0.80515, 0.72587, 0.83436, 0.79758, 0.79097, 0.79533]
    assert_allclose(figures.utility / 100, printed, atol=5.1e-6)


def test_copras_by_hand():
    # a benefit (1, 3) and a cost (1, 4), equal weights: S+ = (1/8, 3/8), S- = (1/10, 4/10);
    # Q = S+ + (1/2) / (S- * (10 + 10/4)) = (1/8 + 4/10, 3/8 + 1/10)
    figures = copras_figures(np.array([[1.0, 1.0], [3.0, 4.0]]), np.ones(2), np.array([1.0, -1.0]))
    assert_allclose(figures.gains, [1 / 8, 3 / 8], rtol=1e-14)
    assert_allclose(figures.costs, [1 / 10, 4 / 10], rtol=1e-14)
    assert_allclose(figures.score, [21 / 40, 19 / 40], rtol=1e-14)
    assert_allclose(figures.weighted, [[1 / 8, 1 / 10], [3 / 8, 4 / 10]], rtol=1e-14)


def test_a_larger_cost_lowers_the_score():
    values = np.array([[4.0, 5.0], [4.0, 6.0], [4.0, 7.0]])
    found = copras(values, np.array([0.3, 0.7]), np.array([1.0, -1.0]))
    assert (np.diff(found) < 0).all()


def test_scores_share_one_out():
    source = np.random.default_rng(1)
    found = copras(source.random((9, 4)) + 0.1, source.random(4), np.array([1.0, -1, -1, 1]))
    assert_allclose(found.sum(), 1.0, rtol=1e-12)


def test_without_costs_only_the_benefits_count():
    values = np.array([[1.0, 2.0], [3.0, 2.0]])
    assert_allclose(copras(values, np.ones(2), np.ones(2)), [3 / 8, 5 / 8], rtol=1e-14)
    # a cost without weight is no cost
    assert_allclose(copras(values, np.array([1.0, 0.0]), np.array([1.0, -1.0])), [1 / 4, 3 / 4], rtol=1e-14)


def test_without_benefits_the_costs_share_one_out():
    found = copras(np.array([[1.0], [4.0]]), np.ones(1), -np.ones(1))
    assert_allclose(found, [4 / 5, 1 / 5], rtol=1e-14)


def test_a_city_that_misses_its_costs_has_the_mean_of_them():
    values = np.array([[1.0, 1.0], [3.0, 4.0], [4.0, NAN], [NAN, NAN]])
    # S+ = (1/16, 3/16, 1/4), S- = (1/10, 4/10, their mean 1/4); sum(S-) = 3/4, sum(1 / S-) = 10 + 5/2 + 4 = 33/2
    found = copras(values, np.ones(2), np.array([1.0, -1.0]))
    shared = 3 / 4 / (33 / 2)
    assert_allclose(
        found, [1 / 16 + 10 * shared, 3 / 16 + 5 / 2 * shared, 1 / 4 + 4 * shared, NAN], rtol=1e-14
    )
    assert_array_equal(np.isnan(found), [False, False, False, True])
