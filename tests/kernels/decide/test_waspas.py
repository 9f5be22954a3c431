"""WASPAS against printed examples."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.decide.waspas import waspas, waspas_figures

# Chakraborty, Zavadskas & Antucheviciene 2015, Applications of WASPAS method as a multi-criteria decision-making
# tool, Economic Computation and Economic Cybernetics Studies and Research 49(1), example 2: matrix, weights and the
# scores for each lambda, as repeated in the tests of scikit-criteria
VALUES = np.array(
    [
        [581818, 54.49, 3, 5500],
        [595454, 49.73, 3, 4500],
        [586060, 51.24, 3, 5000],
        [522727, 45.71, 3, 5800],
        [561818, 52.66, 3, 5200],
        [543030, 74.46, 4, 5600],
        [522727, 75.42, 4, 5800],
        [486970, 62.62, 4, 5600],
        [509394, 65.87, 4, 6400],
        [513333, 70.67, 4, 6000],
    ]
)
WEIGHTS = np.array([0.467, 0.160, 0.095, 0.278])
DIRECTION = np.array([-1.0, -1.0, -1.0, 1.0])
PRINTED = {
    0.0: [0.8578, 0.8144, 0.8408, 0.9413, 0.8632, 0.8241, 0.8454, 0.8915, 0.8987, 0.8697],
    0.3: [0.8582, 0.8159, 0.8414, 0.9415, 0.8636, 0.8263, 0.8484, 0.8936, 0.9011, 0.8723],
    0.5: [0.8584, 0.8169, 0.8419, 0.9417, 0.8638, 0.8278, 0.8503, 0.8949, 0.9027, 0.8740],
    0.9: [0.8589, 0.8189, 0.8427, 0.9419, 0.8644, 0.8308, 0.8542, 0.8976, 0.9059, 0.8775],
    1.0: [0.8590, 0.8194, 0.8430, 0.9420, 0.8645, 0.8315, 0.8552, 0.8983, 0.9067, 0.8784],
}


@pytest.mark.parametrize("sum_share", PRINTED)
def test_waspas_of_flexible_manufacturing_systems(sum_share):
    found = waspas(VALUES, WEIGHTS, DIRECTION, sum_share=sum_share)
    assert_allclose(found, PRINTED[sum_share], atol=1e-4)


def test_the_sum_and_the_product_are_told_apart():
    figures = waspas_figures(VALUES, WEIGHTS, DIRECTION)
    assert_allclose(figures.total, PRINTED[1.0], atol=1e-4)
    assert_allclose(figures.product, PRINTED[0.0], atol=1e-4)
    assert_allclose(figures.score, PRINTED[0.5], atol=1e-4)
    assert_allclose(figures.scaled[0], [486970 / 581818, 45.71 / 54.49, 1, 5500 / 6400], rtol=1e-14)


def test_waspas_of_a_benefit_and_a_cost_by_hand():
    # ratios (1, 1/4) and (1/4, 1): sums 5/8, products 1/2
    found = waspas(np.array([[16.0, 8.0], [4.0, 2.0]]), np.ones(2), np.array([1.0, -1.0]), sum_share=0.25)
    assert_allclose(found, [0.25 * 5 / 8 + 0.75 / 2] * 2, rtol=1e-14)
