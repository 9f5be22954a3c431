"""Correlations of ranks against printed figures, scipy and plain loops."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import stats

from scoring.kernels.relate.spearman import pearson, spearman, weighted_spearman, ws

NAN = float("nan")
place = st.one_of(st.integers(1, 6).map(float), st.just(NAN))
two_rankings = st.integers(0, 14).flatmap(
    lambda n: st.tuples(*(st.lists(place, min_size=n, max_size=n) for _ in range(2)))
)
A_SWAP = np.array([1.0, 2, 3, 4, 5]), np.array([1.0, 3, 2, 4, 5])
# Paradowski, Baczkiewicz and Watrobski, Procedia Computer Science 192, 2021: rankings, r_w 0.96 and WS 0.90 as the
# tests of the package pyfdm (test_correlations.py) quote them
OF_A_STUDY = (
    np.array([7.0, 11, 2, 1, 4, 9, 6, 3, 5, 10, 8, 12]),
    np.array([7.0, 11, 3, 2, 4, 9, 6, 1, 5, 10, 8, 12]),
)


def test_the_figures_that_peers_quote_for_a_swap_of_the_second_and_third():
    # Salabun and Urbaniak 2020 as quoted by the tests of crispyn: r_s 0.9, r_w 0.8833. By hand: d**2 is 1 twice;
    # r_s = 1 - 6*2/120; r_w = 1 - 6*(1*(4+3) + 1*(3+4))/(625+125-25-5) = 1 - 84/720
    assert spearman(*A_SWAP).value == pytest.approx(0.9, abs=1e-15)
    assert weighted_spearman(*A_SWAP).value == pytest.approx(1 - 84 / 720, abs=1e-15)


def test_ws_of_a_swap_by_hand():
    # the cities of rank 2 and 3: 1/4 * 1/max(1, 3) and 1/8 * 1/max(2, 2)
    assert ws(*A_SWAP).value == pytest.approx(float(1 - Fraction(1, 12) - Fraction(1, 16)), abs=1e-15)


def test_printed_figures_of_a_study_of_twelve():
    assert round(weighted_spearman(*OF_A_STUDY).value, 2) == 0.96
    assert round(ws(*OF_A_STUDY).value, 2) == 0.90


def test_the_short_formula_would_be_wrong_with_ties():
    # ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: Pearson's is 4.5 / sqrt(4.5 * 5), the short formula gives 0.95
    found = spearman(np.array([1.0, 2, 2, 4]), np.array([1.0, 2, 3, 4]))
    assert found.value == pytest.approx(4.5 / np.sqrt(22.5), abs=1e-15)
    assert found == (found.value, 4, "average")


def test_ws_depends_on_which_ranking_is_the_reference():
    # reference 1, 2, 3 and ranking 2, 3, 1: 1/2*1/2 + 1/4*1/1 + 1/8*2/2 = 5/8;
    # the other way round ranks 2, 3, 1 against 1, 2, 3: 1/4*1/1 + 1/8*1/2 + 1/2*2/2 = 13/16
    first, second = np.array([1.0, 2, 3]), np.array([2.0, 3, 1])
    assert ws(first, second).value == pytest.approx(3 / 8, abs=1e-15)
    assert ws(second, first).value == pytest.approx(3 / 16, abs=1e-15)


@given(two_rankings)
def test_spearman_agrees_with_scipy_on_the_common_cities(drawn):
    first, second = np.array(drawn)
    both = ~np.isnan(first + second)
    found = spearman(first, second)
    assert found.cities == both.sum()
    one, other = first[both], second[both]
    if len(one) > 1 and np.ptp(one) and np.ptp(other):
        assert_allclose(found.value, stats.spearmanr(one, other).statistic, atol=1e-12)
    else:
        assert np.isnan(found.value)


@given(two_rankings)
def test_weighted_figures_agree_with_a_plain_loop_in_fractions(drawn):
    first, second = np.array(drawn)
    both = ~np.isnan(first + second)
    a, b = (
        [Fraction(rank) for rank in stats.rankdata(ranking[both]).tolist()] for ranking in (first, second)
    )
    n = len(a)
    if n < 2:
        assert np.isnan([weighted_spearman(first, second).value, ws(first, second).value]).all()
        return
    apart = sum((x - y) ** 2 * ((n - x + 1) + (n - y + 1)) for x, y in zip(a, b, strict=True))
    r_w = 1 - 6 * apart / (n**4 + n**3 - n**2 - n)
    assert_allclose(weighted_spearman(first, second).value, float(r_w), atol=1e-12)
    similar = 1 - sum(
        2.0 ** -float(x) * float(abs(x - y) / max(x - 1, n - x)) for x, y in zip(a, b, strict=True)
    )
    assert_allclose(ws(first, second).value, similar, atol=1e-12)


@pytest.mark.parametrize("measure", [spearman, weighted_spearman])
def test_the_opposite_ranking_is_minus_one_and_the_same_one_is_one(measure):
    ranks = np.arange(1.0, 9.0)
    assert measure(ranks, ranks[::-1]).value == -1.0
    assert measure(ranks, ranks).value == 1.0


@given(two_rankings)
def test_a_city_that_one_ranking_leaves_out_moves_nobody(drawn):
    first, second = np.array(drawn)
    more = np.append(first, 0.5), np.append(second, NAN)
    for measure in (spearman, weighted_spearman, ws):
        assert_allclose(measure(*more).value, measure(first, second).value, atol=1e-15)


@given(two_rankings)
def test_the_rule_for_ties_of_the_ranks_handed_in_does_not_show(drawn):
    first, second = np.array(drawn)
    there = ~np.isnan(first)
    dense, minimum = first.copy(), first.copy()
    dense[there] = stats.rankdata(first[there], method="dense")
    minimum[there] = stats.rankdata(first[there], method="min")
    for measure in (spearman, weighted_spearman, ws):
        assert_allclose(measure(dense, second).value, measure(minimum, second).value, atol=0)


@given(two_rankings)
def test_the_order_of_the_cities_does_not_show_and_nothing_is_written(drawn):
    first, second = np.array(drawn)
    kept = first.copy()
    for measure in (spearman, weighted_spearman, ws):
        assert_allclose(measure(first[::-1], second[::-1]).value, measure(first, second).value, atol=1e-12)
    assert_allclose(first, kept, atol=0)


def test_pearson_of_huge_and_tiny_numbers_is_that_of_their_shape():
    column = np.array([1.0, 2.0, 4.0])
    assert pearson(column * 1e200, column[::-1] * 1e-200) == pytest.approx(pearson(column, column[::-1]))


def test_a_column_that_differs_by_rounding_alone_correlates_with_nothing():
    assert np.isnan(pearson(np.array([0.1 + 0.2, 0.3, 0.3]), np.array([1.0, 2, 3])))
