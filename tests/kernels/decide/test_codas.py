"""CODAS against printed examples and a table of pairs."""

import tracemalloc

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide.codas import codas, codas_figures

NAN = float("nan")
# Badi, Shetwan & Abdulshahed 2017, Supplier selection using CODAS method, and Badi, Abdulshahed & Shetwan 2018,
# Decision Making: Applications in Management and Engineering 1(1), as repeated in the tests of pymcdm, pyrepo-mcda and
# scikit-criteria
SUPPLIERS = np.array(
    [
        [45, 3600, 45, 0.9],
        [25, 3800, 60, 0.8],
        [23, 3100, 35, 0.9],
        [14, 3400, 50, 0.7],
        [15, 3300, 40, 0.8],
        [28, 3000, 30, 0.6],
    ]
)


def test_codas_of_suppliers():
    weights, direction = np.array([0.2857, 0.3036, 0.2321, 0.1786]), np.array([1.0, -1, 1, 1])
    printed = [1.3914, 0.3411, -0.2170, -0.5381, -0.7292, -0.2481]
    assert_allclose(codas(SUPPLIERS, weights, direction), printed, atol=1.1e-4)
    assert_allclose(codas_figures(SUPPLIERS, weights, direction).score, printed, atol=1.1e-4)


def test_codas_of_a_desalination_plant():
    # Badi, Ballem & Shetwan 2018, International Journal for Quality Research 12(3), as repeated in the tests of
    # pyrepo-mcda and scikit-criteria
    values = np.array(
        [[8.0, 8, 10, 9, 5], [8, 9, 9, 9, 8], [9, 9, 7, 8, 6], [8, 8, 7, 8, 9], [9, 8, 7, 7, 4]]
    )
    found = codas(values, np.array([0.19, 0.26, 0.24, 0.17, 0.14]), np.array([-1.0, 1, 1, 1, -1]))
    assert_allclose(found, [0.4463, 0.1658, -0.2544, -0.4618, 0.1041], atol=1.1e-4)


def test_codas_of_rooms():
    # Keshavarz Ghorabaee et al. 2016, the paper of the method, its comparative example (data of Zavadskas & Turskis
    # 2010), as repeated in the tests of scikit-criteria
    values = np.array(
        [
            [7.6, 46, 18, 390, 0.1, 11],
            [5.5, 32, 21, 360, 0.05, 11],
            [5.3, 32, 21, 290, 0.05, 11],
            [5.7, 37, 19, 270, 0.05, 9],
            [4.2, 38, 19, 240, 0.1, 8],
            [4.4, 38, 19, 260, 0.1, 8],
            [3.9, 42, 16, 270, 0.1, 5],
            [7.9, 44, 20, 400, 0.05, 6],
            [8.1, 44, 20, 380, 0.05, 6],
            [4.5, 46, 18, 320, 0.1, 7],
            [5.7, 48, 20, 320, 0.05, 11],
            [5.2, 48, 20, 310, 0.05, 11],
            [7.1, 49, 19, 280, 0.1, 12],
            [6.9, 50, 16, 250, 0.05, 10],
        ]
    )
    found = codas(values, np.array([0.21, 0.16, 0.26, 0.17, 0.12, 0.08]), np.array([1.0, 1, 1, 1, -1, -1]))
    printed = [0.768, 0.363, -0.105, -0.329, -2.384, -2.207, -2.043, 2.929, 2.890, -1.282, 0.568, 0.313]
    assert_allclose(found[:12], printed, atol=1.1e-3)
    assert_allclose(found[12:], [0.157, 0.364], atol=1.1e-3)


def test_codas_of_robots():
    # data of Yazdani et al. 2019; figures of a trusted tool, JMcDM, from its tests
    values = np.array(
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
    found = codas(values, np.array([0.036, 0.192, 0.326, 0.326, 0.12]), np.array([1.0, -1, 1, 1, 1]))
    printed = [
        0.512176491,
        1.463300035,
        1.07153259,
        -0.212467998,
        -1.851520552,
        -1.17167677,
        0.188656204,
    ]
    assert_allclose(found, printed, atol=1e-8)


@pytest.mark.parametrize("threshold", [1e-9, 0.01, 0.02, 0.05, 0.3, 5.0])
def test_running_sums_give_what_the_table_of_pairs_gives(threshold):
    source = np.random.default_rng(6)
    values = source.integers(1, 9, (200, 4)) * 1.0
    values[source.random(values.shape) < 0.1] = NAN
    weights, direction = np.array([0.4, 0.3, 0.2, 0.1]), np.array([1.0, -1, 1, 1])
    found = codas(values, weights, direction, threshold=threshold)
    pairs = codas_figures(values, weights, direction, threshold=threshold)
    assert_allclose(found, pairs.score, rtol=1e-9, atol=1e-10)


def test_a_difference_of_exactly_the_threshold_counts():
    # one benefit of weight 1: E = T = 0, 0.1, 0.3; 0.3 - 0.1 is 0.19999999999999998 in binary and 0.2 as a decimal
    values = np.array([[0.7], [0.8], [1.0]])
    found = codas(values, np.ones(1), np.ones(1), threshold=0.2)
    # sums of E - E_k: -0.4, -0.1, 0.5; of T - T_k for 0.2 and more: -0.3, -0.2, 0.3 + 0.2
    assert_allclose(found, [-0.7, -0.3, 1.0], atol=1e-12)


def test_the_weight_of_a_missing_item_goes_to_the_others():
    values = np.array([[5.0, 5.0], [10.0, NAN], [10.0, 10.0], [NAN, NAN]])
    # parts (1/2, 1/2), (1, -), (1, 1); gaps to the worst 0, 1/2, (1/2, 1/2): T = 0, 1/2, 1/2, E = 0, 1/2, sqrt(1/8)
    figures = codas_figures(values, np.ones(2), np.ones(2))
    assert_allclose(figures.taxicab, [0, 1 / 2, 1 / 2, NAN])
    assert_allclose(figures.euclidean, [0, 1 / 2, (1 / 8) ** 0.5, NAN])
    found = codas(values, np.ones(2), np.ones(2))
    assert_allclose(found, figures.score, rtol=1e-12)
    assert_array_equal(np.isnan(found), [False, False, False, True])


def test_twenty_thousand_cities_need_no_table_of_pairs():
    values = np.random.default_rng(2).random((20_000, 3)) + 0.5
    tracemalloc.start()
    found = codas(values, np.ones(3), np.ones(3))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.shape == (20_000,)
    assert peak < 20 * values.nbytes  # a table of pairs is 3.2 GB, the values are half a megabyte
