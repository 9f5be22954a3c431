"""MARCOS against printed examples and calculations by hand."""

import numpy as np
from numpy.testing import assert_allclose

from scoring.kernels.decide.marcos import marcos, marcos_figures

NAN = float("nan")


def test_marcos_of_health_care_suppliers():
    # Stevic, Pamucar, Puska & Chatterjee 2020, the paper of the method: eight suppliers, 21 items, as repeated in the
    # tests of pyrepo-mcda
    values = np.array(
        [
            [6.257, 4.217, 4.217, 6.257, 3.000, 4.217, 5.000, 3.557, 3.557, 3.557, 3.000],
            [4.217, 6.804, 7.000, 5.000, 7.000, 6.804, 5.593, 5.593, 6.804, 7.000, 5.000],
            [4.718, 5.593, 6.257, 5.000, 4.718, 5.000, 5.593, 4.718, 5.593, 5.000, 3.557],
            [5.000, 6.804, 5.000, 3.000, 5.000, 6.257, 7.612, 3.557, 5.000, 6.257, 6.257],
            [3.557, 5.593, 6.804, 3.000, 5.000, 7.000, 5.593, 5.000, 6.257, 7.000, 5.593],
            [6.257, 3.000, 4.217, 5.000, 3.557, 3.000, 4.217, 3.000, 4.217, 3.000, 2.466],
            [4.217, 5.000, 6.257, 5.593, 3.557, 5.593, 4.217, 5.593, 5.000, 6.257, 3.557],
            [7.612, 1.442, 3.000, 9.000, 2.080, 3.000, 1.442, 2.080, 1.442, 3.000, 1.000],
        ]
    )
    more = np.array(
        [
            [5.000, 4.718, 3.557, 3.557, 2.080, 3.557, 3.000, 4.718, 3.557, 2.080],
            [7.612, 5.593, 6.257, 5.000, 7.000, 5.593, 5.593, 6.804, 5.593, 5.593],
            [6.257, 5.000, 4.718, 4.718, 5.000, 3.557, 5.593, 5.593, 3.557, 4.217],
            [5.593, 6.257, 5.000, 5.593, 7.000, 5.000, 6.257, 5.000, 3.557, 4.217],
            [7.612, 6.257, 6.257, 5.000, 6.257, 5.593, 7.000, 5.000, 4.718, 5.000],
            [3.000, 4.217, 3.557, 5.000, 3.000, 4.217, 3.557, 2.080, 5.000, 3.000],
            [5.000, 6.257, 5.593, 5.593, 7.000, 6.257, 5.000, 6.257, 5.593, 5.000],
            [1.442, 2.080, 3.000, 3.000, 1.000, 1.442, 1.442, 3.000, 2.080, 1.000],
        ]
    )
    weights = [0.127, 0.159, 0.060, 0.075, 0.043, 0.051, 0.075, 0.061, 0.053, 0.020, 0.039]
    weights += [0.022, 0.017, 0.027, 0.022, 0.039, 0.017, 0.035, 0.015, 0.024, 0.016]
    direction = np.ones(21)
    direction[[0, 3]] = -1.0
    found = marcos(np.hstack([values, more]), np.array(weights), direction)
    assert_allclose(found, [0.524, 0.846, 0.703, 0.796, 0.843, 0.499, 0.722, 0.291], atol=6e-4)


def test_marcos_of_software():
    # data of Puska, Stojanovic, Maksimovic & Osmanovic 2020, Evaluation software of project management used MARCOS,
    # Operational Research in Engineering Sciences 3(1); figures of a trusted tool, JMcDM, from its tests
    values = np.array(
        [
            [8.675, 8.433, 8.000, 7.800, 8.025, 8.043],
            [8.825, 8.600, 7.420, 7.463, 7.825, 8.229],
            [8.325, 7.600, 8.040, 7.700, 7.925, 7.600],
            [8.525, 8.667, 7.180, 7.375, 7.750, 8.071],
        ]
    )
    weights = np.array([0.19019, 0.15915, 0.19819, 0.19019, 0.15115, 0.11111])
    printed = [0.684865943528, 0.672767106696, 0.662596906139, 0.661103207660]
    # its weights sum to 0.99998 and JMcDM scales them too
    assert_allclose(marcos(values, weights, np.ones(6)), printed, atol=2e-5)


def test_marcos_of_stackers():
    # Ulutas et al. 2020, CCSD-ITARA-MARCOS, Mathematics 8(10), as repeated in the tests of pymcdm
    values = np.array(
        [
            [660.0, 1000, 1600, 18, 1200],
            [800, 1000, 1600, 24, 900],
            [980, 1000, 2500, 24, 900],
            [920, 1500, 1600, 24, 900],
            [1380, 1500, 1500, 24, 1150],
            [1230, 1000, 1600, 24, 1150],
            [680, 1500, 1600, 18, 1100],
            [960, 2000, 1600, 12, 1150],
        ]
    )
    found = marcos(values, np.array([0.1061, 0.3476, 0.3330, 0.1185, 0.0949]), np.array([-1.0, 1, 1, 1, 1]))
    printed = [0.5649, 0.5543, 0.6410, 0.6174, 0.6016, 0.5453, 0.6282, 0.6543]
    assert_allclose(found, printed, atol=1.1e-4)


def test_marcos_by_hand():
    # a benefit (2, 4) and a cost (5, 2), equal weights: parts (1/2, 2/5), (1, 1); S = 9/20, 1; S of the worst 9/20
    figures = marcos_figures(np.array([[2.0, 5.0], [4.0, 2.0]]), np.ones(2), np.array([1.0, -1.0]))
    assert_allclose(figures.total, [9 / 20, 1], rtol=1e-14)
    assert_allclose(figures.to_worst, [1, 20 / 9], rtol=1e-14)
    assert_allclose(figures.to_best, [9 / 20, 1], rtol=1e-14)
    # f(K-) = K+ / (K+ + K-) = 9/29 and f(K+) = 20/29 for both
    assert_allclose(figures.by_worst, [9 / 29] * 2, rtol=1e-14)
    assert_allclose(figures.by_best, [20 / 29] * 2, rtol=1e-14)
    # f(K) = (29/20) / (1 + 9/20 + 20/9) and (29/9) / (the same)
    below = 1 + 9 / 20 + 20 / 9
    assert_allclose(figures.score, [29 / 20 / below, 29 / 9 / below], rtol=1e-14)


def test_the_weight_of_a_missing_item_goes_to_the_others():
    values = np.array([[2.0, NAN], [4.0, 2.0], [NAN, 5.0], [NAN, NAN]])
    figures = marcos_figures(values, np.ones(2), np.array([1.0, -1.0]))
    assert_allclose(figures.total, [1 / 2, 1, 2 / 5, NAN], rtol=1e-14)
    assert_allclose(figures.to_worst, np.array([1 / 2, 1, 2 / 5, NAN]) / (9 / 20), rtol=1e-14)
    assert_allclose(marcos(values, np.ones(2), np.array([1.0, -1.0])), figures.score, rtol=1e-14)
