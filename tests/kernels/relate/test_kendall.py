"""Pairs by counting them one by one, scipy, and concordance against printed examples."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import stats

from scoring.kernels.relate.kendall import inversions, kendall_tau_b, kendall_w, pairs

NAN = float("nan")
place = st.one_of(st.integers(1, 6).map(float), st.just(NAN))
two_rankings = st.integers(0, 14).flatmap(
    lambda n: st.tuples(*(st.lists(place, min_size=n, max_size=n) for _ in range(2)))
)
# Numerical Algorithms Group, library manual, example of g08daf: W 0.828, significance 0.008
OF_NAG = np.array(
    [
        [1.0, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
        [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
        [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10],
    ]
)


def test_tau_by_hand():
    # of the 10 pairs of 1 2 3 4 5 and 3 1 2 5 4 three are in opposite order: (7 - 3) / 10
    found = kendall_tau_b(np.array([1.0, 2, 3, 4, 5]), np.array([3.0, 1, 2, 5, 4]))
    assert found == (pytest.approx(0.4, abs=1e-15), 5, "pairs")


def test_tau_with_ties_by_hand():
    # 1 2 2 4 and 1 2 3 3: of 6 pairs one is tied in each; 4 agree, none is opposite: 4 / sqrt(5 * 5)
    found = kendall_tau_b(np.array([1.0, 2, 2, 4]), np.array([1.0, 2, 3, 3]))
    assert found.value == pytest.approx(0.8, abs=1e-15)


@given(two_rankings)
def test_tau_agrees_with_scipy_on_the_common_cities(drawn):
    first, second = np.array(drawn)
    both = ~np.isnan(first + second)
    found = kendall_tau_b(first, second)
    one, other = first[both], second[both]
    if len(one) > 1 and np.ptp(one) and np.ptp(other):
        assert_allclose(found.value, stats.kendalltau(one, other).statistic, atol=1e-12)
    else:
        assert np.isnan(found.value)
    assert found.cities == both.sum()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
def test_pairs_are_those_counted_one_by_one(drawn):
    table = np.array(drawn, dtype=np.float64).reshape(-1, 2)
    score = sum(np.sign((a[0] - b[0]) * (a[1] - b[1])) for a, b in combinations(drawn, 2))
    assert pairs(table[:, 0], table[:, 1]).score == score


@given(st.lists(st.integers(0, 40), max_size=60))
def test_inversions_are_those_counted_one_by_one(numbers):
    expected = sum(a > b for a, b in combinations(numbers, 2))
    assert inversions(np.array(numbers, dtype=np.int64)) == expected


def test_a_long_ranking_and_its_opposite_have_every_pair_inverted():
    n = 100_000
    assert inversions(np.arange(n)[::-1]) == n * (n - 1) // 2


def test_concordance_with_ties_of_the_nag_example():
    found = kendall_w(OF_NAG)
    assert round(found.value, 3) == 0.828
    assert round(found.p_value, 3) == 0.008
    assert found[2:] == (9, found.p_value, 10, "average")


def test_concordance_of_four_judges_by_hand():
    # rank sums 7, 9 and 8: S = 2, W = 12 * 2 / (16 * 24) = 1/16; proofwiki.org, Kendall's Coefficient of
    # Concordance, Arbitrary Example 1
    judges = np.array([[1.0, 3, 2], [1, 2, 3], [2, 3, 1], [3, 1, 2]])
    assert kendall_w(judges).value == pytest.approx(1 / 16, abs=1e-15)


def test_concordance_is_that_of_friedmans_test():
    found = kendall_w(OF_NAG)
    chi_squared, p_value = stats.friedmanchisquare(*OF_NAG.T)
    assert_allclose([found.chi_squared, found.p_value], [chi_squared, p_value], rtol=1e-12)


def test_concordance_of_two_rankings_without_ties_is_half_of_one_plus_spearman():
    first, second = np.arange(1.0, 8), np.array([3.0, 1, 2, 7, 5, 4, 6])
    rho = stats.spearmanr(first, second).statistic
    assert kendall_w(np.array([first, second])).value == pytest.approx((1 + rho) / 2, abs=1e-12)


def test_cities_that_a_ranking_leaves_out_are_left_out():
    more = np.hstack([OF_NAG, [[0.5, 20], [NAN, 7], [3, NAN]]])
    assert kendall_w(more) == kendall_w(OF_NAG)


@pytest.mark.parametrize("ranks", [np.ones((3, 4)), np.ones((3, 1)), np.full((3, 2), NAN)])
def test_without_an_order_there_is_no_concordance(ranks):
    assert np.isnan(kendall_w(ranks).value)


def test_same_rankings_agree_fully_whatever_their_ties():
    assert kendall_w(np.tile([1.0, 2, 2, 4, 5], (4, 1))).value == pytest.approx(1.0, abs=1e-15)
