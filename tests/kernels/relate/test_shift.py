"""Moves between rankings by hand, and every ranking against every other."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.relate.kendall import kendall_tau_b
from scoring.kernels.relate.matrix import matrix
from scoring.kernels.relate.shift import average_shift, footrule, top_k_overlap
from scoring.kernels.relate.spearman import spearman, ws

NAN = float("nan")
place = st.one_of(st.integers(1, 6).map(float), st.just(NAN))
two_rankings = st.integers(0, 14).flatmap(
    lambda n: st.tuples(*(st.lists(place, min_size=n, max_size=n) for _ in range(2)))
)
# OECD/JRC, Handbook on Constructing Composite Indicators, 2008, Table 38: ranks of 23 countries in the Technology
# Achievement Index by linear (1 to 23), non-compensatory and geometric aggregation
LINEAR = np.arange(1.0, 24.0)
MULTICRITERIA = np.array([
    3.0, 1, 2, 4, 9, 8, 5, 12, 11, 9, 7, 6, 13, 17, 15, 15, 14, 18, 20, 19, 21, 23, 22,
])  # fmt: skip


def test_average_shift_of_the_handbook_by_hand():
    # differences 2 1 1 0 4 2 2 4 2 1 4 6 0 3 0 1 3 0 1 1 0 1 1, together 40
    assert average_shift(LINEAR, MULTICRITERIA) == (pytest.approx(40 / 23, abs=1e-15), 23, "competition")


def test_footrule_by_hand():
    # 1 2 3 4 and 4 1 2 3: 3 + 1 + 1 + 1 = 6 of at most 8
    assert footrule(np.array([1.0, 2, 3, 4]), np.array([4.0, 1, 2, 3])) == (6.0, 0.75, 4, "average")


@pytest.mark.parametrize("n", [2, 5, 8])
def test_the_opposite_ranking_is_the_farthest(n):
    ranks = np.arange(1.0, n + 1)
    assert footrule(ranks, ranks[::-1]).share == 1.0


def test_footrule_takes_the_mean_rank_of_equal_cities():
    # 1.5 1.5 3 against 1 2 3
    assert footrule(np.array([1.0, 1, 3]), np.array([1.0, 2, 3])).value == 1.0


@pytest.mark.parametrize(
    ("second", "k", "expected"),
    [
        ([2.0, 1, 4, 3, 5], 2, 1.0),
        ([2.0, 1, 4, 3, 5], 3, 2 / 3),
        # the top 2 of the second are three cities, two of which are the top of the first
        ([1.0, 2, 2, 4, 5], 2, 2 / 3),
        ([1.0, 2, 2, 4, 5], 9, 1.0),
        # without the city that is not ranked, the top 2 are cities 1 and 3, and 3 and 4
        ([3.0, NAN, 1, 2, 4], 2, 1 / 2),
    ],
)
def test_overlap_of_the_tops(second, k, expected):
    found = top_k_overlap(np.arange(1.0, 6.0), np.array(second), k)
    assert found.value == pytest.approx(expected, abs=1e-15)


@given(two_rankings)
def test_moves_lie_between_their_bounds_and_are_the_same_both_ways(drawn):
    first, second = np.array(drawn)
    for measure in (average_shift, footrule, partial(top_k_overlap, k=3)):
        assert_allclose(measure(first, second)[0], measure(second, first)[0], atol=1e-12)
    rule = footrule(first, second)
    if rule.cities:
        assert 0 <= average_shift(first, second).value <= rule.cities
        assert 0 <= top_k_overlap(first, second, 3).value <= 1
        assert 0 <= rule.value <= rule.cities**2 // 2
    else:
        assert np.isnan(average_shift(first, second).value)
        assert np.isnan(top_k_overlap(first, second, 3).value)


@given(two_rankings)
def test_the_same_ranking_is_no_move(drawn):
    first, _ = np.array(drawn)
    if (~np.isnan(first)).any():
        assert average_shift(first, first).value == 0.0
        assert footrule(first, first).value == 0.0
        assert top_k_overlap(first, first, 2).value == 1.0


def test_every_ranking_against_every_other():
    ranks = np.array([[1.0, 2, 3, 4], [2, 1, NAN, 3], [4, 3, 2, 1]])
    found = matrix(ranks, spearman)
    # rows 1 and 2 share the cities 1, 2 and 4: ranks 1 2 3 and 2 1 3
    assert_allclose(found.values, [[1, 0.5, -1], [0.5, 1, -0.5], [-1, -0.5, 1]], atol=1e-15)
    assert_array_equal(found.cities, [[4, 3, 4], [3, 3, 3], [4, 3, 4]])
    assert found.ties == "average"


def test_a_measure_with_a_reference_has_it_in_the_row():
    ranks = np.array([[1.0, 2, 3], [2.0, 3, 1]])
    assert_allclose(matrix(ranks, ws).values, [[1, 3 / 8], [3 / 16, 1]], atol=1e-15)


@pytest.mark.parametrize(
    ("measure", "ties"),
    [(kendall_tau_b, "pairs"), (footrule, "average"), (average_shift, "competition")],
)
def test_the_rule_for_ties_stands_in_the_matrix(measure, ties):
    assert matrix(np.array([[1.0, 2, 2], [1, 1, 3]]), measure).ties == ties
