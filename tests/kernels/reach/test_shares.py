"""Exact first-rank shares, by hand and by laws; the draws of the lab are tested against them elsewhere."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from scoring.kernels.reach.shares import first_shares

SCORES = arrays.arrays(
    np.float64,
    st.tuples(st.integers(1, 6), st.integers(1, 3)),
    elements=st.integers(0, 50).map(lambda n: n / 10),
)


def test_two_items():
    # A (1, 0) is first for w1 > 0.6, B (0, 1) for w1 < 0.4, C (0.6, 0.6) between
    assert first_shares(np.array([[1, 0], [0, 1], [0.6, 0.6]])) == [
        Fraction(2, 5),
        Fraction(2, 5),
        Fraction(1, 5),
    ]


def test_three_items():
    # a corner is first where its weight passes one half: a triangle of a quarter of the area
    scores = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0.5]])
    assert first_shares(scores) == [Fraction(1, 4)] * 4


def test_decimals_are_what_they_are_written_as():
    # 0.3 (1, 0) against 0.1 (0, 1): first for 0.3 w1 > 0.1 w2, w1 > 1/4
    assert first_shares(np.array([[0.3, 0], [0, 0.1]])) == [Fraction(3, 4), Fraction(1, 4)]


def test_one_free_weight_leaves_one_weighting():
    scores = np.array([[3.0, 0], [1, 4], [2, 2]])
    assert first_shares(scores, np.array([0.25, np.nan])) == [0, 1, 0]


def test_fixed_weights_shift_what_the_free_ones_decide():
    # half of the weight is on an item where A leads by 1: A has 0.5 + 0.5 v1, B 0.5 v2 of the free shares v:
    # A is first always; with a lead of 0.5 it is for 0.25 + 0.5 v1 > 0.5 v2, v1 > 1/4
    fixed = np.array([0.5, np.nan, np.nan])
    assert first_shares(np.array([[1.0, 1, 0], [0, 0, 1]]), fixed) == [1, 0]
    assert first_shares(np.array([[0.5, 1, 0], [0, 0, 1]]), fixed) == [Fraction(3, 4), Fraction(1, 4)]


def test_cities_with_the_same_scores_share_theirs():
    assert first_shares(np.array([[1.0, 0], [1, 0], [0, 1]])) == [Fraction(1, 2)] * 3


@given(scores=SCORES)
def test_shares_of_different_cities_sum_to_one(scores):
    assert sum(first_shares(np.unique(scores, axis=0))) >= 1
    corners = np.vstack([np.unique(scores, axis=0), np.full((1, scores.shape[1]), 9.0)])
    assert first_shares(corners)[-1] == 1


@given(scores=SCORES.filter(lambda scores: scores.shape[1] > 1), seed=st.integers(0, 99))
def test_cities_and_items_may_come_in_any_order(scores, seed):
    source = np.random.default_rng(seed)
    cities, items = source.permutation(len(scores)), source.permutation(scores.shape[1])
    shares = first_shares(scores)
    assert first_shares(scores[cities][:, items]) == [shares[city] for city in cities]


@pytest.mark.parametrize("n_items", [2, 3])
def test_only_cities_on_the_hull_have_a_share_and_all_shares_sum_to_one(n_items):
    scores = np.random.default_rng(1).integers(0, 10**6, (60, n_items)) / 1000
    shares = first_shares(scores)
    assert sum(shares) == 1
    means = np.random.default_rng(2).dirichlet(np.ones(n_items), 3000) @ scores.T
    assert {city for city, share in enumerate(shares) if share > 0} >= set(means.argmax(axis=1))
