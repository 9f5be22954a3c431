"""Weightings from a table."""

import numpy as np

from scoring.kernels.draw import table
from scoring.kernels.draw.stream import BLOCK

EXPERTS = np.array([[0.2, 0.3, 0.5], [0.35, 0.35, 0.3], [0.0, 0.99, 0.01]])


def test_rows_come_in_turn_across_blocks():
    units = np.concatenate([table.block(number, 100, table=EXPERTS) for number in range(2)])
    expected = [[20, 30, 50], [35, 35, 30], [0, 99, 1]]
    assert units.tolist() == [expected[row % 3] for row in range(2 * BLOCK)]


def test_resampled_rows_come_equally_often():
    units = np.concatenate([table.block(number, 100, table=EXPERTS, seed=1) for number in range(8)])
    counts = np.array([(units[:, 0] == first).sum() for first in (20, 35, 0)])
    assert counts.sum() == 8 * BLOCK
    np.testing.assert_allclose(counts / (8 * BLOCK), 1 / 3, atol=5 * np.sqrt(2 / 9 / (8 * BLOCK)))
