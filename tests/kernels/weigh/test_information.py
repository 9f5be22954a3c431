"""Entropy weights against printed examples and hand calculations."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.weigh.columns import BLOCK
from scoring.kernels.weigh.information import divergence, entropy

# Zavadskas & Podvezko 2016; the figures stand in the tests of pymcdm 1.4.0 and JMcDM (testcilos.jl, testidocriw.jl).
PODVEZKO = np.array([[3, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]])


def plain(values):
    """Shannon's formula, cell by cell."""
    parts = []
    for column in values.T:
        x = column[~np.isnan(column)]
        p = x[x > 0] / x.sum()
        parts.append(1 + (p * np.log(p)).sum() / np.log(len(x)))
    return np.array(parts) / sum(parts)


def test_entropy_gives_the_weights_of_zavadskas_and_podvezko():
    assert_allclose(entropy(PODVEZKO, np.ones(4)), [0.1146, 0.1981, 0.4185, 0.2689], atol=5e-5)


def test_direction_does_not_enter():
    # inverting costs first, as one library does, misses the table above by 5 %
    costs = np.array([-1.0, 1, -1, 1])
    assert_array_equal(entropy(PODVEZKO, costs), entropy(PODVEZKO, np.ones(4)))


def test_entropy_gives_the_weights_of_elsayed():
    # Elsayed, Dawood & Karthikeyan, Int. J. Eng. Trends Technol. 46 (2017) 60, as in the tests of pymcdm 1.4.0
    rows = """
    7 312 1891 6613 163 / 72 88 728 941804 1078 / 10 252 2594 3466 117471 / 10 145 980 2371 86329
    65 54 350 501 29897 / 29 48 380 912 34051 / 7 476 3300 78470 2212 / 70 87 650 733 819000
    4 86 591 3015 103 / 12 79 579 3240 96098 / 21 45 261 1253 453 / 1 72 530 4333 0.1048
    """
    table = np.array(
        [row.split() for row in rows.replace("\n", "/").split("/") if row.strip()], dtype=np.float64
    )
    expected = [0.104991, 0.069124, 0.071373, 0.449937, 0.304575]
    assert_allclose(entropy(table, np.ones(5)), expected, atol=5e-7)


def test_entropy_by_hand():
    # shares 1/4, 3/4: 1 + (ln(1/4) / 4 + 3 ln(3/4) / 4) / ln 2 = 1 - 2 + 3 ln 3 / (4 ln 2) = 0.1887...
    # shares 1/2, 1/2 tell nothing; shares 0, 1 tell all: 0 ln 0 is 0
    table = np.array([[1.0, 5.0, 0.0], [3.0, 5.0, 8.0]])
    part = 0.75 * np.log(3) / np.log(2) - 1
    assert_allclose(divergence(table), [part, 0.0, 1.0], rtol=1e-14)
    assert_allclose(entropy(table, np.ones(3)), np.array([part, 0.0, 1.0]) / (1 + part), rtol=1e-14)


def test_shares_are_among_the_present_cities():
    # the first item is 1, 3 in two of three cities, as in the example by hand; its logarithm is to the base 2
    table = np.array([[1.0, 4.0], [np.nan, 4.0], [3.0, 1.0]])
    assert_allclose(divergence(table)[0], 0.75 * np.log(3) / np.log(2) - 1, rtol=1e-14)
    assert_allclose(entropy(table, np.ones(2)), plain(table), rtol=1e-13)


@pytest.mark.parametrize("rows", [2, 3, 50, BLOCK // 10 + 1])
@pytest.mark.parametrize("gaps", [False, True])
def test_blocks_change_nothing(rows, gaps):
    source = np.random.default_rng(rows)
    values = source.lognormal(5.0, 1.0, (rows, 5))
    if gaps and rows > 3:
        values[source.random(values.shape) < 0.1] = np.nan
        values[source.random(values.shape) < 0.1] = 0.0
    assert_allclose(entropy(values, np.ones(5)), plain(values), rtol=1e-9)


def test_a_constant_item_has_no_weight_and_nothing_but_constants_weighs_the_same():
    values = np.full((3001, 3), 0.1)
    values[:, 1] = np.linspace(1, 2, 3001)
    assert_array_equal(entropy(values, np.ones(3)), [0.0, 1.0, 0.0])
    assert_array_equal(entropy(values[:, [0, 2]], np.ones(2)), [0.5, 0.5])


@pytest.mark.parametrize("rows", [2, 3, 1000, 20000])
def test_a_constant_item_has_exactly_no_divergence(rows):
    values = np.tile([0.1, 0.3, 1 / 3, 0.7, 1e9 / 7, 3e-7], (rows, 1))
    assert_array_equal(divergence(values), np.zeros(6))
    values[0] = np.nan
    assert_array_equal(divergence(np.vstack([values, values[1:]])), np.zeros(6))


def test_small_differences_are_not_lost():
    # for x = 1 +- d, one less the entropy is d**2 / (2 ln 2) but for terms of d**4
    table = np.array([[1 - 1e-5, 1 - 2e-5], [1 + 1e-5, 1 + 2e-5]]) * 1e9
    assert_allclose(entropy(table, np.ones(2)), [0.2, 0.8], rtol=1e-5)


def test_an_item_of_zeros_has_no_weight():
    table = np.array([[0.0, 1.0], [0.0, 2.0]])
    assert_array_equal(entropy(table, np.ones(2)), [0.0, 1.0])
