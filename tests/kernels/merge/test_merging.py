"""Merging by places and by majorities: printed examples, hand calculation and laws of all rules."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.merge.copeland import copeland
from scoring.kernels.merge.kemeny.median import kemeny
from scoring.kernels.merge.positional import borda, median_rank, rank_position

NAN = float("nan")
RULES = [borda, median_rank, rank_position, copeland, kemeny]

# OECD/JRC, Handbook on Constructing Composite Indicators, 2008: 21 indicators rank the countries a, b, c, d (Table 25,
# after Moulin), 60 rank a, b, c (Table 28, after Condorcet), 7 rank a, b, c, d (Table 31, after Fishburn)
OF_MOULIN = np.array([[1.0, 2, 3, 4], [1, 3, 2, 4], [4, 1, 3, 2], [4, 2, 1, 3]]), np.array([3.0, 5, 7, 6])
OF_CONDORCET = (
    np.array([[1.0, 2, 3], [3, 1, 2], [2, 1, 3], [2, 3, 1], [3, 2, 1]]),
    np.array([23.0, 17, 2, 10, 8]),
)
OF_FISHBURN = np.array([[3.0, 2, 1, 4], [2, 1, 4, 3], [1, 4, 3, 2]]), np.array([3.0, 2, 2])


@pytest.mark.parametrize(
    ("example", "number", "expected"),
    [
        (OF_MOULIN, 21, [24, 44, 38, 20]),  # Table 26
        (OF_CONDORCET, 60, [58, 69, 53]),  # below Table 29
        (OF_FISHBURN, 7, [13, 12, 11, 6]),  # below Table 32
    ],
)
def test_bordas_points_of_the_handbook(example, number, expected):
    assert_allclose(borda(*example).points * number, expected, rtol=1e-12)


def test_without_the_last_country_bordas_order_turns():
    # Table 33: 6, 7, 8 points of a, b, c without d
    ranks, weights = OF_FISHBURN
    assert_array_equal(borda(ranks, weights).ranks, [1, 2, 3, 4])
    three = np.array([[3.0, 2, 1], [2, 1, 3], [1, 3, 2]])
    assert_allclose(borda(three, weights).points * 7, [6, 7, 8], rtol=1e-12)


def test_majorities_of_the_handbook():
    # Table 27: c beats a, b and d; b beats a and d; d beats a
    found = copeland(*OF_MOULIN)
    assert_array_equal(found.ranks, [4, 2, 1, 3])
    assert_array_equal(found.points, [-3, 1, 3, -1])


def test_a_circle_of_majorities_leaves_copelands_rule_without_an_order():
    # Table 30: a beats b 33 : 27, b beats c 42 : 18, c beats a 35 : 25
    assert_array_equal(copeland(*OF_CONDORCET).ranks, [1, 1, 1])


def test_copelands_rule_is_not_bordas_in_disguise():
    # three of five voters put the first city first, two put it last: it beats both others 3 : 2, yet the second has
    # 3 * 1 + 2 * 2 = 7 of Borda's points and the first 3 * 2
    ranks, weights = np.array([[1.0, 2, 3], [3, 1, 2]]), np.array([3.0, 2])
    assert_array_equal(copeland(ranks, weights).ranks, [1, 2, 3])
    assert_array_equal(borda(ranks, weights).ranks, [2, 1, 3])


def test_median_and_rank_position_by_hand():
    ranks = np.array([[1.0, 2, 3, 4], [2, 1, 4, 3], [4, 1, 2, 3]])
    # medians 2, 1, 3, 3; points are 4 - median
    found = median_rank(ranks)
    assert_array_equal(found.points, [2, 3, 1, 1])
    assert_array_equal(found.ranks, [2, 1, 3, 3])
    # mean reciprocals (1 + 1/2 + 1/4)/3, (1/2 + 1 + 1)/3, (1/3 + 1/4 + 1/2)/3, (1/4 + 1/3 + 1/3)/3
    found = rank_position(ranks)
    assert_allclose(found.points, [7 / 12, 10 / 12, 13 / 36, 11 / 36], rtol=1e-12)
    assert_array_equal(found.ranks, [2, 1, 3, 4])


@pytest.mark.parametrize(
    ("weights", "first"),
    [
        ([1.0, 1, 1], 2.0),
        ([1.0, 1, 2], 2.5),  # places 1, 2 have half of the weight: the mean of 2 and 3
        ([1.0, 1, 2.1], 3.0),
        ([3.0, 1, 1], 1.0),
    ],
)
def test_weighted_medians_by_hand(weights, first):
    ranks = np.array([[1.0, 2, 3], [2, 3, 1], [3, 1, 2]])
    assert_allclose(3 - median_rank(ranks, np.array(weights)).points[0], first, atol=1e-12)


def test_a_short_ranking_is_stretched_to_all_places():
    # of five cities the second ranking ranks three: its places are 1, 3 and 5
    ranks = np.array([[1.0, 2, 3, 4, 5], [NAN, 1, NAN, 2, 3]])
    assert_allclose(5 - borda(ranks).points, [1, 1.5, 3, 3.5, 5], atol=1e-12)
    assert_allclose(5 - median_rank(ranks).points, [1, 1.5, 3, 3.5, 5], atol=1e-12)
    assert_allclose(
        rank_position(ranks).points, [1, (1 / 2 + 1) / 2, 1 / 3, (1 / 4 + 1 / 3) / 2, 1 / 5], atol=1e-12
    )


@pytest.mark.parametrize("rule", RULES)
def test_tied_winners_stay_tied_firsts(rule):
    assert_array_equal(rule(np.array([[1.0, 1, 3, 4], [1, 1, 4, 3], [1, 1, 3, 4]])).ranks[:2], [1, 1])
    assert_array_equal(rule(np.array([[1.0, 2, 3, 4], [2, 1, 3, 4]])).ranks, [1, 1, 3, 4])
    assert rule(np.array([[1.0, 2]])).ties == "competition"


def test_far_down_a_long_ranking_nobody_is_tied_by_rounding():
    n = 50_000
    assert_array_equal(rank_position(np.arange(1.0, n + 1)[None]).ranks, np.arange(1, n + 1))


cell = st.one_of(st.integers(1, 5).map(float), st.just(NAN))
tables = st.tuples(st.integers(1, 4), st.integers(1, 6)).flatmap(
    lambda shape: st.lists(
        st.lists(cell, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    ).map(np.array)
)


def outcome(found):
    """Return what must stay the same: points, or the distance where the ranking itself may be one of several."""
    return found.distance if hasattr(found, "distance") else found.points


@pytest.mark.parametrize("rule", RULES)
@given(table=tables, data=st.data())
def test_the_order_of_cities_and_of_rankings_does_not_show(rule, table, data):
    cities = data.draw(st.permutations(range(table.shape[1])))
    rankings = data.draw(st.permutations(range(table.shape[0])))
    before, after = outcome(rule(table)), outcome(rule(table[rankings][:, cities]))
    assert_allclose(after, np.asarray(before)[cities] if np.ndim(before) else before, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("rule", RULES)
@given(table=tables)
def test_weights_count_as_copies_and_their_scale_not_at_all(rule, table):
    weights = np.arange(len(table)) % 3.0
    copies = np.repeat(table, weights.astype(int), axis=0)
    if len(copies):
        assert_allclose(outcome(rule(table, weights * 7.3)), outcome(rule(copies)), rtol=1e-10, atol=1e-9)


@pytest.mark.parametrize("rule", RULES)
@given(table=tables)
def test_who_ranks_nobody_and_whom_nobody_ranks_changes_nothing(rule, table):
    more = np.pad(table, ((0, 1), (0, 1)), constant_values=NAN)
    found = rule(more)
    assert np.isnan(found.ranks[-1])
    assert_array_equal(found.ranks[:-1], rule(table).ranks)


@pytest.mark.parametrize("rule", RULES)
@given(table=tables)
def test_the_rule_for_ties_of_the_rankings_does_not_show_and_nothing_is_written(rule, table):
    stretched, kept = table**2, table.copy()
    assert_array_equal(rule(stretched).ranks, rule(table).ranks)
    assert_array_equal(table, kept)


@pytest.mark.parametrize("rule", RULES)
@given(order=st.permutations(range(5)))
def test_one_ranking_is_its_own_merger(rule, order):
    ranks = np.array([1.0, 2, 2, 4, 5])[list(order)]
    assert_array_equal(rule(ranks[None]).ranks, ranks)


@pytest.mark.parametrize("rule", [borda, copeland, rank_position, kemeny])
@given(others=st.lists(st.permutations([2.0, 3, 4]), min_size=1, max_size=4), below=st.integers(0, 2))
def test_whom_all_put_before_another_stands_before(rule, others, below):
    # city 4 stands just behind `below` in every ranking
    table = np.array(others)
    table = np.hstack([table, table[:, [below]] + 0.5])
    ranks = rule(table).ranks
    assert ranks[below] < ranks[3]


@pytest.mark.parametrize("rule", [borda, copeland, median_rank])
@given(table=tables)
def test_opposite_rankings_have_the_opposite_merger(rule, table):
    number = (~np.isnan(rule(table).points)).sum()
    rest = 0.0 if rule is copeland else number - 1.0
    assert_allclose(rule(-table).points, rest - rule(table).points, atol=1e-9)


@pytest.mark.parametrize("rule", [borda, median_rank, rank_position])
def test_a_ranking_of_one_city_says_nothing(rule):
    two = np.array([[1.0, 2, 3], [3, 1, 2]])
    assert_array_equal(rule(np.vstack([two, [NAN, NAN, 1]])).points, rule(two).points)


@pytest.mark.parametrize("rule", [*RULES, partial(kemeny, largest=0)])
def test_without_any_rank_there_is_none(rule):
    assert np.isnan(rule(np.full((2, 3), NAN)).ranks).all()
