"""EDAS against printed examples and calculations by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide.edas import edas, edas_figures

NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "weights", "direction", "printed", "digits"),
    [
        pytest.param(
            [
                [256, 8, 41, 1.6, 1.77, 7347.16],
                [256, 8, 32, 1.0, 1.8, 6919.99],
                [256, 8, 53, 1.6, 1.9, 8400],
                [256, 8, 41, 1.0, 1.75, 6808.9],
                [512, 8, 35, 1.6, 1.7, 8479.99],
                [256, 4, 35, 1.6, 1.7, 7499.99],
            ],
            [0.405, 0.221, 0.134, 0.199, 0.007, 0.034],
            [1, 1, 1, 1, -1, -1],
            [0.414, 0.130, 0.461, 0.212, 0.944, 0.043],
            3,
            # LogForum 17(3), as repeated in the tests of scikit-criteria and pyrepo-mcda
            id="Ersoy 2021, equipment selection",
        ),
        pytest.param(
            [
                [5, 4, 3, 4, 4, 5, 3],
                [3, 4, 5, 4, 3, 3, 4],
                [4, 3, 2, 3, 2, 3, 4],
                [3, 3, 3, 4, 4, 3, 4],
                [4, 3, 3, 4, 4, 4, 3],
                [5, 4, 4, 5, 5, 5, 4],
            ],
            [0.31, 0.21, 0.17, 0.13, 0.09, 0.06, 0.03],
            [1, 1, 1, 1, 1, 1, 1],
            [0.73, 0.47, 0.01, 0.16, 0.38, 1.00],
            1.7,
            # Transformations in Business & Economics 17(2), as repeated in the tests of scikit-criteria; the paper
            # rounds on the way to two digits, so that its 0.16 is 0.151
            id="Karabasevic et al. 2018, personnel selection",
        ),
        pytest.param(
            [
                [5000, 5, 5300, 450],
                [4500, 5, 5000, 400],
                [4500, 4, 4700, 400],
                [4000, 4, 4200, 400],
                [5000, 4, 7100, 500],
                [5000, 5, 5400, 450],
                [5500, 5, 6200, 500],
                [5000, 4, 5800, 450],
            ],
            [0.25, 0.25, 0.25, 0.25],
            [1, 1, -1, -1],
            [0.759594, 0.886016, 0.697472, 0.739658, 0.059083, 0.731833, 0.641691, 0.385194],
            6,
            # data of Isletme Arastirmalari Dergisi 9(2); figures of a trusted tool, JMcDM, from its tests
            id="Ulutas 2017, sewing machines",
        ),
    ],
)
def test_printed_examples(values, weights, direction, printed, digits):
    arrays = [np.array(part, dtype=np.float64) for part in (values, weights, direction)]
    assert_allclose(edas(*arrays), printed, atol=0.51 * 10.0**-digits)
    assert_allclose(edas_figures(*arrays).score, printed, atol=0.51 * 10.0**-digits)


def test_edas_by_hand():
    # a benefit (1, 3, 8), mean 4, and a cost (2, 2, 5), mean 3, equal weights
    values = np.array([[1.0, 2.0], [3.0, 2.0], [8.0, 5.0]])
    figures = edas_figures(values, np.ones(2), np.array([1.0, -1.0]))
    assert_array_equal(figures.average, [4, 3])
    assert_allclose(figures.above, [[0, 1 / 3], [0, 1 / 3], [1, 0]], atol=1e-15)
    assert_allclose(figures.below, [[3 / 4, 0], [1 / 4, 0], [0, 2 / 3]], atol=1e-15)
    assert_allclose(figures.positive, [1 / 6, 1 / 6, 1 / 2], rtol=1e-14)
    assert_allclose(figures.negative, [3 / 8, 1 / 8, 1 / 3], rtol=1e-14)
    assert_allclose(figures.positive_part, [1 / 3, 1 / 3, 1], rtol=1e-14)
    assert_allclose(figures.negative_part, [0, 2 / 3, 1 / 9], atol=1e-15)
    assert_allclose(edas(values, np.ones(2), np.array([1.0, -1.0])), [1 / 6, 1 / 2, 5 / 9], rtol=1e-14)


def test_the_weight_of_a_missing_item_goes_to_the_others():
    values = np.array([[1.0, 2.0], [NAN, 2.0], [7.0, NAN], [NAN, NAN]])
    # the benefit's mean is 4, the cost's 2: SP = (0, 0, 3/4), SN = (3/8, 0, 0)
    found = edas(values, np.ones(2), np.array([1.0, -1.0]))
    assert_allclose(found, [0.0, 0.5, 1.0, NAN], atol=1e-15)


@pytest.mark.parametrize("cities", [3, 6])
def test_a_nation_of_equals_is_average(cities):
    # three times 0.1 has a mean above, six times one below 0.1 in binary: the rest must not be taken for a distance
    assert_array_equal(edas(np.full((cities, 1), 0.1), np.ones(1), np.ones(1)), np.full(cities, 0.5))
    assert_array_equal(edas(np.zeros((3, 1)), np.ones(1), np.ones(1)), [0.5] * 3)
