"""MABAC against printed examples and calculations by hand."""

import numpy as np
from numpy.testing import assert_allclose

from scoring.kernels.decide.mabac import mabac, mabac_figures

NAN = float("nan")


def test_mabac_of_forklifts():
    # Pamucar & Cirovic 2015, the paper of the method: seven forklifts, border approximation area and scores, as
    # repeated in the tests of pymcdm and scikit-criteria
    values = np.array(
        [
            [22600, 3800, 2, 5, 1.06, 3.00, 3.5, 2.8, 24.5, 6.5],
            [19500, 4200, 3, 2, 0.95, 3.00, 3.4, 2.2, 24.0, 7.0],
            [21700, 4000, 1, 3, 1.25, 3.20, 3.3, 2.5, 24.5, 7.3],
            [20600, 3800, 2, 5, 1.05, 3.25, 3.2, 2.0, 22.5, 11.0],
            [22500, 3800, 4, 3, 1.35, 3.20, 3.7, 2.1, 23.0, 6.3],
            [23250, 4210, 3, 5, 1.45, 3.60, 3.5, 2.8, 23.5, 7.0],
            [20300, 3850, 2, 5, 0.90, 3.25, 3.0, 2.6, 21.5, 6.0],
        ]
    )
    weights = np.array([0.146, 0.144, 0.119, 0.121, 0.115, 0.101, 0.088, 0.068, 0.050, 0.048])
    direction = np.array([-1.0, 1, 1, 1, -1, -1, 1, 1, 1, 1])
    figures = mabac_figures(values, weights, direction)
    border = [0.2086, 0.1885, 0.1720, 0.1952, 0.1740, 0.1625, 0.1319, 0.1010, 0.0789, 0.0590]
    assert_allclose(figures.border, border, atol=6e-5)
    printed = [0.0826, 0.2183, -0.0488, 0.0246, -0.0704, 0.0465, 0.0464]
    assert_allclose(figures.score, printed, atol=6e-5)
    assert_allclose(mabac(values, weights, direction), printed, atol=6e-5)


def test_mabac_of_personnel():
    # data of Ulutas 2019, Entropi ve MABAC yontemleri ile personel secimi, OPUS 13(19); figures of a trusted tool,
    # JMcDM, from its tests
    values = np.array(
        [
            [2.0, 1, 4, 7, 6, 6, 7, 3000],
            [4, 1, 5, 6, 7, 7, 6, 3500],
            [3, 2, 6, 6, 5, 6, 8, 4000],
            [5, 1, 5, 7, 6, 7, 7, 3000],
            [4, 2, 5, 6, 7, 7, 6, 3000],
            [3, 2, 6, 6, 6, 6, 6, 3500],
        ]
    )
    found = mabac(
        values,
        np.array([0.293, 0.427, 0.067, 0.027, 0.053, 0.027, 0.053, 0.053]),
        np.array([1.0, 1, 1, 1, 1, 1, 1, -1]),
    )
    assert_allclose(found, [-0.31132, -0.10898, 0.20035, 0.04218, 0.34452, 0.20035], atol=1.1e-5)


def test_mabac_by_hand():
    # scaled (0, 1), (1, 0), (0, 0), weights 1/4 and 3/4: borders 1/4 and 3/4 of the cube root of 1 * 2 * 1
    values = np.array([[1.0, 1.0], [2.0, 9.0], [1.0, 9.0]])
    figures = mabac_figures(values, np.array([1.0, 3.0]), np.array([1.0, -1.0]))
    root = 2 ** (1 / 3)
    assert_allclose(figures.border, [root / 4, 3 * root / 4], rtol=1e-14)
    assert_allclose(figures.weighted, [[1 / 4, 3 / 2], [1 / 2, 3 / 4], [1 / 4, 3 / 4]], rtol=1e-14)
    assert_allclose(figures.score, [7 / 4 - root, 5 / 4 - root, 1 - root], rtol=1e-13)
    assert_allclose(figures.distances.sum(axis=1), figures.score, rtol=1e-13)


def test_the_weight_of_a_missing_item_goes_to_the_others():
    # the benefit's border is the square root of 1 * 2, the cost's that of 2 * 1
    values = np.array([[1.0, NAN], [2.0, 9.0], [NAN, 1.0], [NAN, NAN]])
    root = 2**0.5
    found = mabac(values, np.array([1.0, 3.0]), np.array([1.0, -1.0]))
    assert_allclose(found, [1 - root, (2 - root) / 4 + 3 * (1 - root) / 4, 2 - root, NAN], rtol=1e-13)
