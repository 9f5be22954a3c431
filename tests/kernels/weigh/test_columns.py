"""Blocks and merged rows give what numpy gives on the whole table."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.weigh.columns import BLOCK, MERGED, blocks, columns, fold, variance

ROWS = [1, 2, MERGED - 1, MERGED, MERGED + 1, 1000, BLOCK // 3, BLOCK // 3 + 1, BLOCK]


def table(rows, missing=0.0):
    source = np.random.default_rng(rows)
    values = source.lognormal(3.0, 1.0, (rows, 3))
    values[source.random(values.shape) < missing] = np.nan
    return values


@pytest.mark.parametrize("rows", ROWS)
def test_blocks_are_the_table(rows):
    values = table(rows)
    assert_array_equal(np.vstack([*blocks(values)]), values)
    assert all(np.shares_memory(block, values) for block in blocks(values))


def test_a_block_holds_no_more_than_it_should():
    assert {len(block) * 3 for block in blocks(table(BLOCK), 300)} <= {300, BLOCK * 3 % 300}


@pytest.mark.parametrize("rows", [*range(1, 40), 1000])
@pytest.mark.parametrize("function", [np.minimum, np.maximum, np.add])
def test_a_fold_is_a_reduction(rows, function):
    block = table(rows)
    assert_allclose(fold(function, block), function.reduce(block, axis=0), rtol=1e-13)


@pytest.mark.parametrize("missing", [0.0, 0.2])
@pytest.mark.parametrize("rows", [9, 17, 1000, BLOCK // 3 + 1])
def test_columns_and_variance_are_those_of_numpy(rows, missing):
    values = table(rows, missing)
    found = columns(values)
    assert_array_equal(found.number, (~np.isnan(values)).sum(axis=0))
    assert_array_equal(found.lowest, np.nanmin(values, axis=0))
    assert_array_equal(found.highest, np.nanmax(values, axis=0))
    assert_allclose(found.mean, np.nanmean(values, axis=0), rtol=1e-13)
    assert_allclose(variance(values, found), np.nanvar(values, axis=0, ddof=1), rtol=1e-12)
    assert found.complete(rows) == (not np.isnan(values).any())


def test_an_item_without_a_value_has_no_figures():
    values = np.array([[np.nan, 1.0], [np.nan, 3.0]])
    found = columns(values)
    assert_array_equal(found.number, [0, 2])
    assert_array_equal(np.isnan([found.lowest[0], found.highest[0], found.mean[0]]), [True] * 3)
    assert_array_equal(variance(values, found), [np.nan, 2.0])


def test_a_constant_item_has_no_variance_at_all_although_its_mean_is_rounded():
    values = np.full((1001, 1), 0.1)
    assert columns(values).mean != 0.1  # the sum of so many tenths is not exact
    assert variance(values, columns(values)) == 0.0
