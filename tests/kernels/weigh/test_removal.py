"""MEREC against the paper's example and its equations one by one."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.weigh.columns import BLOCK
from scoring.kernels.weigh.removal import merec

# Keshavarz-Ghorabaee et al. 2021, illustrative example; data and weights stand in the tests of pymcdm 1.4.0,
# scikit-criteria 0.10 and JMcDM.
EXAMPLE = np.array(
    [[450, 8000, 54, 145], [10, 9100, 2, 160], [100, 8200, 31, 153], [220, 9300, 1, 162], [5, 8400, 23, 158]],
    dtype=np.float64,
)
TWO_COSTS = np.array([1.0, 1, -1, -1])


def plain(values, direction):
    """Steps 2 to 6 for every city and item, with the item really left out."""
    reference = np.where(direction > 0, np.nanmin(values, axis=0), np.nanmax(values, axis=0))
    parts = np.zeros(len(direction))
    for j in range(len(direction)):
        effects = []
        for city in values:
            there = [k for k in range(len(direction)) if not math.isnan(city[k])]
            if j in there:
                size = [abs(math.log(city[k]) - math.log(reference[k])) for k in there]
                without = [abs(math.log(city[k]) - math.log(reference[k])) for k in there if k != j]
                whole = math.log(1 + sum(size) / len(there))
                effects.append(abs(math.log(1 + sum(without) / len(there)) - whole))
        parts[j] = sum(effects) / len(effects)
    return parts / parts.sum()


def test_the_example_of_the_paper():
    assert_allclose(merec(EXAMPLE, TWO_COSTS), [0.5752, 0.0141, 0.4016, 0.0091], atol=5e-5)
    assert_allclose(merec(EXAMPLE, TWO_COSTS), plain(EXAMPLE, TWO_COSTS), rtol=1e-12)


def test_merec_by_hand():
    # benefits (1, e), (1, 1): the second city has l = 1, 0, so S = ln(1 + 1/2) and without the first item ln 1
    assert_array_equal(merec(np.array([[1.0, 3.0], [math.e, 3.0]]), np.ones(2)), [1.0, 0.0])
    # (e, e**2) after (1, 1): S = ln(5/2), S' = ln 2 and ln(3/2): effects ln(5/4) and ln(5/3)
    parts = np.log([5 / 4, 5 / 3])
    found = merec(np.array([[1.0, 1.0], [math.e, math.e**2]]), np.ones(2))
    assert_allclose(found, parts / parts.sum(), rtol=1e-14)


@pytest.mark.parametrize("rows", [2, 63, 64, 65, 200, BLOCK // 10 + 3])
@pytest.mark.parametrize("gaps", [False, True])
def test_blocks_and_products_change_nothing(rows, gaps):
    source = np.random.default_rng(rows)
    values = source.lognormal(size=(rows, 5))
    if gaps and rows > 10:
        values[source.random(values.shape) < 0.2] = np.nan
        values[3] = np.nan
    direction = np.array([1.0, -1, 1, -1, 1])
    assert_allclose(merec(values, direction), plain(values, direction), rtol=1e-11)


def test_products_of_many_factors_keep_clear_of_zero():
    # as far apart as numbers can be: 1e-300 to 1e300 in one item
    values = np.ones((200, 2))
    values[:, 0] = np.geomspace(1e-300, 1e300, 200)
    values[0, 1] = 2.0
    found = merec(values, np.ones(2))
    assert_allclose(found, plain(values, np.ones(2)), rtol=1e-10)


def test_a_missing_item_is_as_if_not_there_for_its_city():
    # the second city has one item only: l = 1 of m = 1, S = ln 2; the first has both, at their lowest
    values = np.array([[1.0, 1.0], [math.e, np.nan], [1.0, 2.0]])
    # first item: mean of 0, ln 2, ln(1 + ln 2 / 2) - ln(1 + ln 2 / 2) = 0; second: mean of 0 and ln(1 + ln 2 / 2)
    parts = np.array([math.log(2) / 3, math.log(1 + math.log(2) / 2) / 2])
    assert_allclose(merec(values, np.ones(2)), parts / parts.sum(), rtol=1e-14)


def test_units_do_not_matter():
    other = EXAMPLE * np.array([1000.0, 1.0, 0.01, 3.0])
    assert_allclose(merec(other, TWO_COSTS), merec(EXAMPLE, TWO_COSTS), rtol=1e-12)
