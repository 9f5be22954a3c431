"""MAIRCA against printed examples and calculations by hand."""

import numpy as np
from numpy.testing import assert_allclose

from scoring.kernels.decide.mairca import mairca, mairca_figures

NAN = float("nan")


def test_mairca_of_mergers():
    # Aksoy 2021, An analysis on Turkey's merger and acquisition activities: MAIRCA method, table of Q, as repeated in
    # the tests of pymcdm
    values = np.array(
        [[70, 245, 16.4, 19], [52, 246, 7.3, 22], [53, 295, 10.3, 25], [63, 256, 12, 8], [64, 233, 5.3, 17]]
    )
    weights = np.array([0.04744, 0.02464, 0.51357, 0.41435])
    printed = np.array([0.0332, 0.1122, 0.0654, 0.1304, 0.1498])
    assert_allclose(mairca_figures(values, weights, np.ones(4)).gap, printed, atol=6e-5)
    assert_allclose(mairca(values, weights, np.ones(4)), 1 / 5 - printed, atol=6e-5)


def test_mairca_of_caterers():
    # data of Ulutas 2019, SWARA ve MAIRCA yontemleri ile catering firmasi secimi, BMIJ 7(4); figures of a trusted tool,
    # JMcDM, from its tests
    values = np.array(
        [
            [6.952, 8.000, 6.649, 7.268, 8.000, 7.652, 6.316],
            [7.319, 7.319, 6.604, 7.319, 8.000, 7.652, 5.313],
            [7.000, 7.319, 7.652, 6.952, 7.652, 6.952, 4.642],
            [7.319, 6.952, 6.649, 7.319, 7.652, 6.649, 5.000],
        ]
    )
    weights = np.array([0.172, 0.165, 0.159, 0.129, 0.112, 0.122, 0.140])
    figures = mairca_figures(values, weights, np.array([1.0, 1, 1, 1, 1, 1, -1]))
    printed = np.array([0.1206454, 0.0806646, 0.1458627, 0.1454237])
    assert_allclose(figures.gap, printed, atol=6e-8)


def test_mairca_by_hand():
    # two cities, scaled (0, 1) and (1, 0), weights 1/4 and 3/4: theoretical 1/8 and 3/8 each
    values, direction = np.array([[1.0, 1.0], [2.0, 9.0]]), np.array([1.0, -1.0])
    figures = mairca_figures(values, np.array([1.0, 3.0]), direction)
    assert_allclose(figures.theoretical, [[1 / 8, 3 / 8]] * 2, rtol=1e-14)
    assert_allclose(figures.real, [[0, 3 / 8], [1 / 8, 0]], atol=1e-15)
    assert_allclose(figures.gaps, [[1 / 8, 0], [0, 3 / 8]], atol=1e-15)
    assert_allclose(figures.gap, [1 / 8, 3 / 8], rtol=1e-14)
    assert_allclose(mairca(values, np.array([1.0, 3.0]), direction), [3 / 8, 1 / 8], rtol=1e-14)


def test_the_weight_of_a_missing_item_goes_to_the_others():
    values = np.array([[1.0, NAN], [2.0, 9.0], [NAN, 1.0], [NAN, NAN]])
    found = mairca(values, np.array([1.0, 3.0]), np.array([1.0, -1.0]))
    # the last city takes no part: three cities
    assert_allclose(found, [0, 1 / 12, 1 / 3, NAN], atol=1e-15)
