"""Blocks, places and sums over pairs of cities."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide import pairs

NAN = float("nan")


def test_whole_numbers_have_twelve_digits_of_the_largest_value():
    # 95.3 has its first digit at 10**1, so 12 digits reach 10**-10; 2e6 reaches 10**-5
    values = np.array([[0.5, 2e6, 0.0], [95.3, NAN, 0.0]])
    assert pairs.unit_of(values).tolist() == [1e10, 1e5, 1e11]


@pytest.mark.parametrize("size", [1e-9, 1.0, 1e12])
def test_sums_that_differ_by_rounding_alone_are_the_same_place_in_any_unit(size):
    values = np.array([[0.1 + 0.2], [0.3], [0.7]]) * size
    assert pairs.codes(values, np.array([1.0])).tolist() == [[0.0, 0.0, 1.0]]
    assert pairs.codes(values, np.array([-1.0])).tolist() == [[1.0, 1.0, 0.0]]


def test_a_missing_value_has_no_place():
    assert_array_equal(
        pairs.codes(np.array([[3.0, NAN], [NAN, NAN], [1.0, NAN]]), np.ones(2)),
        [[1.0, NAN, 0.0], [NAN, NAN, NAN]],
    )


@pytest.mark.parametrize("n_cities", [0, 1, 7, 1500])
def test_blocks_of_a_triangle_hold_every_pair_once(n_cities):
    seen = np.zeros((n_cities, n_cities), dtype=int)
    for rows, columns in pairs.triangle(n_cities, 60):
        assert columns.start == rows.start
        seen[rows, rows.stop :] += 1
        seen[rows, rows] += np.triu(np.ones_like(seen[rows, rows]), 1)
    assert_array_equal(seen, np.triu(np.ones_like(seen), 1))


@pytest.mark.parametrize("n_cities", [0, 1, 7, 1500])
def test_bands_hold_every_city_once(n_cities):
    rows = [np.arange(n_cities)[band] for band in pairs.bands(n_cities, 600)]
    assert_array_equal(np.concatenate([*rows, []]), np.arange(n_cities))


def test_sums_over_pairs_are_those_of_the_full_table():
    source = np.random.default_rng(3)
    levels, cities = np.unique(source.normal(size=700)), source.integers(1, 4, 700).astype(float)
    table = np.sqrt(np.maximum(levels[:, None] - levels, 0.0))
    below, above = pairs.pair_sums(levels, cities, np.sqrt)
    assert_allclose(below, table @ cities, rtol=1e-12)
    assert_allclose(above, table.T @ cities, rtol=1e-12)


def test_a_rule_for_one_weighting_serves_a_stack():
    weights = np.arange(12.0).reshape(2, 2, 3)
    found = pairs.one_by_one(lambda weighting: np.array([weighting.sum(), 1.0]), weights)
    assert_array_equal(found[..., 0], weights.sum(axis=-1))
    assert pairs.one_by_one(lambda weighting: weighting, np.arange(3.0)).shape == (3,)
