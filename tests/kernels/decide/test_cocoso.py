"""CoCoSo against the printed example and calculations by hand."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide.cocoso import cocoso, cocoso_figures

NAN = float("nan")
# Yazdani, Zarate, Zavadskas & Turskis 2019, the paper of the method: seven robots, scaled matrix, k_a, k_b, k_c and k, as
# repeated in the tests of scikit-criteria, pymcdm and pyrepo-mcda
ROBOTS = np.array(
    [
        [60, 0.4, 2540, 500, 990],
        [6.35, 0.15, 1016, 3000, 1041],
        [6.8, 0.1, 1727.2, 1500, 1676],
        [10, 0.2, 1000, 2000, 965],
        [2.5, 0.1, 560, 500, 915],
        [4.5, 0.08, 1016, 350, 508],
        [3, 0.1, 1778, 1000, 920],
    ]
)
WEIGHTS = np.array([0.036, 0.192, 0.326, 0.326, 0.12])
DIRECTION = np.array([1.0, -1, 1, 1, 1])


def test_cocoso_of_robots():
    figures = cocoso_figures(ROBOTS, WEIGHTS, DIRECTION)
    assert_allclose(figures.scaled[3], [0.1304, 0.625, 0.2222, 0.6226, 0.3913], atol=6e-5)
    assert_allclose(figures.share, [0.131, 0.175, 0.18, 0.163, 0.088, 0.097, 0.165], atol=6e-4)
    # the fourth is printed as 3.682; S / min S + P / min P of the printed matrix is 3.721, and k = 2.416 agrees with that
    printed = np.array([3.245, 4.473, 4.64, 3.721, 2.0, 2.225, 3.951])
    assert_allclose(figures.over_least, printed, atol=6e-4)
    assert_allclose(figures.of_largest, [0.724, 0.973, 1.0, 0.906, 0.487, 0.54, 0.915], atol=6e-4)
    printed = [2.041, 2.788, 2.882, 2.416, 1.3, 1.443, 2.52]
    assert_allclose(figures.score, printed, atol=1.4e-3)
    assert_allclose(cocoso(ROBOTS, WEIGHTS, DIRECTION), printed, atol=1.4e-3)


def test_cocoso_by_hand():
    # three cities, weights 1/2: scaled (0, 1), (1, 0), (1/4, 1/4); S = 1/2, 1/2, 1/4; P = 1, 1, 1
    values = np.array([[0.0, 8.0], [4.0, 0.0], [1.0, 2.0]])
    figures = cocoso_figures(values, np.ones(2), np.ones(2), sum_share=0.25)
    assert_allclose(figures.total, [1 / 2, 1 / 2, 1 / 4], rtol=1e-14)
    assert_allclose(figures.powers, [1, 1, 1], rtol=1e-14)
    assert_allclose(figures.share, np.array([6, 6, 5]) / 17, rtol=1e-14)
    assert_allclose(figures.over_least, [3, 3, 2], rtol=1e-14)
    # (S / 4 + 3 P / 4) / (1/8 + 3/4)
    assert_allclose(figures.of_largest, [1, 1, (1 / 16 + 3 / 4) / (7 / 8)], rtol=1e-14)
    last = np.array([5 / 17, 2, 13 / 14])
    assert_allclose(figures.score[2], last.prod() ** (1 / 3) + last.mean(), rtol=1e-14)
    assert_allclose(cocoso(values, np.ones(2), np.ones(2), sum_share=0.25), figures.score, rtol=1e-14)


def test_a_city_that_is_worst_in_everything_has_the_least_score():
    # S and P of the first are zero: the paper would divide by them; the least above zero is 1/2 (second) and 1
    values = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 8.0]])
    figures = cocoso_figures(values, np.ones(2), np.ones(2))
    assert_allclose(figures.over_least, [0, 2, 4], rtol=1e-14)
    assert figures.score[0] == 0.0
    assert_array_equal(np.argsort(cocoso(values, np.ones(2), np.ones(2))), [0, 1, 2])


def test_a_missing_item_does_not_count_as_a_zero_among_the_powers():
    # scaled (1, 1), (0, 0), (1, -), (-, -): the third is as good as the first in all it has
    values = np.array([[2.0, 2.0], [1.0, 1.0], [2.0, NAN], [NAN, NAN]])
    figures = cocoso_figures(values, np.array([1.0, 3.0]), np.ones(2))
    assert_allclose(figures.total, [1, 0, 1, NAN])
    assert_allclose(figures.powers, [2, 0, 2, NAN])
    found = cocoso(values, np.array([1.0, 3.0]), np.ones(2))
    assert_allclose(found, figures.score, rtol=1e-14)
    assert found[0] == found[2]


def test_a_nation_of_equals_has_nothing_to_compromise_on():
    assert_array_equal(cocoso(np.full((3, 2), 5.0), np.ones(2), np.ones(2)), [0.0] * 3)
