"""Distances in blocks against calculations by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide import distances

NAN = float("nan")


def test_squared_distances_by_hand():
    values = np.array([[1.0, 5.0], [4.0, NAN], [NAN, NAN]])
    # 2 * 3**2 + 1 * 1**2 = 19, 0; 4 * 9 + 0 = 36; nothing present is no distance
    found = distances.squared_distances(
        values, np.array([4.0, 4.0]), np.array([[2.0, 1.0], [4.0, 0.0]]), complete=False
    )
    assert_array_equal(found, [[19.0, 0.0, 0.0], [36.0, 0.0, 0.0]])


def test_weighted_gaps_by_hand():
    values = np.array([[1.0, 5.0], [4.0, NAN], [NAN, NAN]])
    # a benefit, best 4: 3 and 0; a cost, best 2: 3; factors 2 and -1, then 0.5 and -4
    sums, largest = distances.weighted_gaps(
        values, np.array([4.0, 2.0]), np.array([[2.0, -1.0], [0.5, -4.0]]), complete=False
    )
    assert_array_equal(sums, [[9.0, 0.0, 0.0], [13.5, 0.0, 0.0]])
    assert_array_equal(largest, [[6.0, 0.0, 0.0], [12.0, 0.0, 0.0]])


@pytest.mark.parametrize("block", [1, 8, 24, 2**15])
@pytest.mark.parametrize("complete", [True, False])
def test_blocks_of_cities_do_not_show(monkeypatch, block, complete):
    monkeypatch.setattr(distances, "BLOCK", block)
    source = np.random.default_rng(block)
    values, factors = source.random((17, 8)), source.random((3, 8))
    point = values.max(axis=0)
    gaps = point - values
    squares = distances.squared_distances(values, point, factors, complete=complete)
    assert_allclose(squares, (factors[:, None] * gaps**2).sum(axis=2), rtol=1e-12)
    sums, largest = distances.weighted_gaps(values, point, factors, complete=complete)
    assert_allclose(sums, (factors[:, None] * gaps).sum(axis=2), rtol=1e-12)
    assert_allclose(largest, (factors[:, None] * gaps).max(axis=2), rtol=1e-15)


def test_blocks_cover_every_city_once(monkeypatch):
    monkeypatch.setattr(distances, "BLOCK", 10)
    parts = [np.arange(7)[cities] for cities in distances.city_blocks(7, 5)]
    assert [len(part) for part in parts] == [2, 2, 2, 1]
    assert_array_equal(np.concatenate(parts), np.arange(7))
    assert list(distances.city_blocks(0, 5)) == []
