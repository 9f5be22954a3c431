"""Noise on given weights, by the rule of COINr."""

import numpy as np

from scoring.kernels.draw import noise
from scoring.kernels.draw.stream import generator

WHOLE = 2**29
GIVEN = np.array([3.0, 2.0, 1.0, 4.0])


def test_the_rule_by_plain_loops():
    # get_noisy_weights of COINr: w + w * runif(-f, f), then each over the sum
    drawn = noise.block(0, WHOLE, seed=8, weights=GIVEN, factor=0.25) / WHOLE
    numbers = generator(8, 0).uniform(-1, 1, (len(drawn), 4))
    for row in (0, 17, 4095):
        noisy = [weight + weight * 0.25 * number for weight, number in zip(GIVEN, numbers[row], strict=True)]
        np.testing.assert_allclose(drawn[row], np.array(noisy) / sum(noisy), atol=5 / WHOLE)


def test_no_noise_leaves_the_weights():
    drawn = noise.block(0, WHOLE, seed=8, weights=GIVEN, factor=0.0) / WHOLE
    np.testing.assert_allclose(drawn, [GIVEN / 10] * len(drawn), atol=4 / WHOLE)


def test_each_item_may_have_a_factor_of_its_own():
    drawn = noise.block(0, WHOLE, seed=8, weights=GIVEN, factor=np.array([0.0, 0.0, 1.0, 0.0])) / WHOLE
    np.testing.assert_allclose(drawn[:, 0] / drawn[:, 1], 1.5, rtol=1e-7)
    assert drawn[:, 2].min() < 0.001
    assert drawn[:, 2].max() > 0.18  # 2 / 11 at most
