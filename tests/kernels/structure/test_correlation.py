"""Correlations against the handbook's table and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from scoring.kernels.structure.correlation import correlations, covariances, flags

NAN = float("nan")
RULES = ["pearson", "spearman", "kendall"]
OF_SCIPY = {
    "pearson": stats.pearsonr,
    "spearman": stats.spearmanr,
    "kendall": lambda one, other: stats.kendalltau(one, other, method="asymptotic"),
}
# OECD/JRC, Handbook on Constructing Composite Indicators, 2008, Table 6, above the diagonal, row by row
HANDBOOK = [
    [0.13, -0.09, 0.45, 0.28, 0.03, 0.22, 0.08],
    [0.46, 0.25, 0.56, 0.32, 0.30, 0.06],
    [-0.45, 0.56, 0.84, 0.63, 0.27],
    [0.00, -0.36, -0.35, -0.03],
    [0.64, 0.30, 0.33],
    [0.65, 0.26],
    [0.08],
]  # fmt: skip

cell = st.one_of(st.integers(0, 5).map(float), st.just(NAN))
columns = st.integers(3, 12).flatmap(
    lambda n: st.lists(st.tuples(cell, cell), min_size=n, max_size=n).map(np.array)
)


def test_correlations_of_the_handbook(technology):
    found = correlations(technology)
    # royalties and telephones: 0.58 from two decimals of the logarithm, 0.56 in print
    assert_allclose(found.values[np.triu_indices(8, 1)], np.concatenate(HANDBOOK), atol=0.02)
    assert np.sum(np.abs(found.values[np.triu_indices(8, 1)] - np.concatenate(HANDBOOK)) > 0.0075) == 1
    assert_array_equal(found.cities, np.full((8, 8), 23))


@pytest.mark.parametrize("rule", RULES)
@given(drawn=columns)
def test_values_and_chances_agree_with_scipy(rule, drawn):
    one, other = drawn[~np.isnan(drawn).any(axis=1)].T
    found = correlations(drawn[:, :1], drawn[:, 1:], rule=rule)
    assert found.cities.item() == len(one)
    if len(one) > 2 and np.ptp(one) and np.ptp(other):
        expected = OF_SCIPY[rule](one, other)
        assert_allclose(found.values.item(), expected.statistic, atol=1e-12)
        # beside a correlation of one, scipy's own chance is 1e-8 for rounding
        assert_allclose(found.p_values.item(), expected.pvalue, rtol=1e-7, atol=1e-7)
    elif len(one) < 2 or not (np.ptp(one) and np.ptp(other)):
        assert np.isnan(found.values.item())


def test_the_chance_of_kendalls_with_many_ties():
    one, other = np.array([[1.0, 1, 1, 2, 2, 2, 3, 3, 3, 3], [1, 1, 2, 1, 2, 2, 2, 2, 3, 3]])
    found = correlations(one[:, None], other[:, None], rule="kendall")
    expected = stats.kendalltau(one, other, method="asymptotic").pvalue
    assert found.p_values.item() == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("rule", RULES)
def test_a_table_with_itself_is_the_table_with_a_copy(rule, technology):
    technology[3, 2] = technology[7, 5] = NAN
    alone, copied = correlations(technology, rule=rule), correlations(technology, technology, rule=rule)
    for one, other in zip(alone, copied, strict=True):
        assert_allclose(one, other, atol=1e-14)
    assert_allclose(alone.values.diagonal(), 1.0, atol=1e-14)
    assert alone.cities[2, 5] == 21


@pytest.mark.parametrize("rule", RULES)
def test_units_and_the_order_of_cities_do_not_show_and_a_turned_column_turns_the_sign(rule, technology):
    values = correlations(technology, rule=rule).values
    assert_allclose(correlations(technology[::-1] * 1000.0 + 7.0, rule=rule).values, values, atol=1e-10)
    turned = correlations(technology * np.array([-1.0, 1, 1, 1, 1, 1, 1, 1]), rule=rule).values
    assert_allclose(turned[0, 1:], -values[0, 1:], atol=1e-12)


@pytest.mark.parametrize("rule", RULES)
def test_a_column_that_is_the_same_everywhere_correlates_with_nothing(rule):
    found = correlations(np.array([[1.0, 3], [2, 3], [4, 3]]), rule=rule)
    assert np.isnan(found.values[0, 1])
    assert np.isnan(found.p_values[0, 1]) or rule == "kendall"


def test_flags_at_their_limits():
    values = np.array([1.0, 0.9, 0.89, 0.31, 0.3, 0.0, -0.39, -0.4, -1.0, NAN])
    found = flags(values)
    assert_array_equal(found.high, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    assert_array_equal(found.low, [0, 0, 0, 0, 1, 1, 1, 0, 0, 0])
    assert_array_equal(found.negative, [0, 0, 0, 0, 0, 0, 0, 1, 1, 0])


def test_covariances_are_of_the_cities_that_have_both():
    values = np.array([[1.0, 2, NAN], [2, 4, 1], [4, 3, NAN], [NAN, 9, 5]])
    # items 1 and 2: (1, 2), (2, 4), (4, 3) with means 7/3 and 3: (4/3 - 1/3 + 0) / 2; items 1 and 3 share one city
    found = covariances(values)
    assert found[0, 1] == pytest.approx(0.5, abs=1e-15)
    assert np.isnan(found[0, 2])
    assert found[1, 2] == pytest.approx(10.0, abs=1e-15)
    assert found[0, 0] == pytest.approx(7 / 3, abs=1e-15)
