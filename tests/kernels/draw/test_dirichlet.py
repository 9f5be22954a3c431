"""Dirichlet weights, by the moments of the distribution."""

import numpy as np
import pytest

from scoring.kernels.draw import dirichlet
from scoring.kernels.draw.stream import BLOCK

WHOLE = 2**29
GIVEN = np.array([0.5, 0.3, 0.0, 0.2])


def drawn(weights, concentration):
    blocks = [
        dirichlet.block(number, WHOLE, seed=2, weights=weights, concentration=concentration)
        for number in range(8)
    ]
    return np.concatenate(blocks) / WHOLE


@pytest.mark.parametrize("concentration", [0.5, 4.0, 200.0])
def test_mean_and_variance(concentration):
    weights = drawn(GIVEN, concentration)
    variance = GIVEN * (1 - GIVEN) / (concentration + 1)
    np.testing.assert_allclose(weights.mean(axis=0), GIVEN, atol=5 * np.sqrt(0.25 / len(weights)))
    np.testing.assert_allclose(weights.var(axis=0), variance, rtol=0.06)


def test_an_item_without_weight_keeps_none():
    assert (drawn(GIVEN, 3.0)[:, 2] == 0).all()


def test_weights_need_not_sum_to_one():
    assert drawn(GIVEN, 5.0).tobytes() == drawn(GIVEN * 4, 5.0).tobytes()


def test_equal_weights_with_the_concentration_of_their_number_are_uniform():
    # P(w > 0.4) = 0.6**3 on the simplex of four
    share = (drawn(np.ones(4), 4.0) > 0.4).mean(axis=0)
    np.testing.assert_allclose(share, 0.216, atol=5 * np.sqrt(0.216 * 0.784 / (8 * BLOCK)))


def test_the_smallest_concentration_gives_no_empty_row():
    assert (drawn(np.ones(4), 1e-4).max(axis=1) > 0.4).all()
