"""What turns the order of cities, by rules of which it is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from scipy.stats import rankdata

from scoring.kernels.structure.reversal.leaving import clones, leave_one_out
from scoring.kernels.structure.reversal.pairs import dominance, transitivity

NAN = float("nan")
UP = np.ones(2)
# OECD/JRC, Handbook on Constructing Composite Indicators, 2008, Table 31 after Fishburn: seven indicators put the
# countries a, b, c, d in the orders c b a d (3), b a d c (2) and a d c b (2); more is better
FISHBURN = np.array([[2.0, 3, 4], [3, 4, 1], [4, 1, 2], [1, 2, 3]])[:, [0, 0, 0, 1, 1, 2, 2]]


def mean(values):
    return np.nanmean(values, axis=1)


def mean_after_min_max(values):
    low, high = values.min(axis=0), values.max(axis=0)
    return ((values - low) / np.where(high > low, high - low, 1.0)).mean(axis=1)


def borda(values):
    return sum(rankdata(item) for item in values.T)


def majorities(values):
    return np.sign(np.sign(values[:, None] - values).sum(axis=2)).sum(axis=1)


def as_rows(turned):
    return [tuple(int(part) for part in row) for row in zip(*turned, strict=True)]


def test_without_the_last_country_fishburns_order_turns():
    # the handbook: a 13, b 12, c 11, d 6 points; without d: a 6, b 7, c 8
    found = as_rows(leave_one_out(borda, FISHBURN))
    assert [row for row in found if row[0] == 3] == [(3, 0, 1, 1, -1), (3, 0, 2, 1, -1), (3, 1, 2, 1, -1)]


def test_the_city_that_sets_the_maximum_turns_two_others():
    # min-max of item 2 is 0.4, 0, 1 and, without city 2, 1, 0: means 0.5 + 0.2 against 0.5, then 0.5 against 0.5
    values = np.array([[1.0, 0.4], [0.0, 1.0], [0.6, 0.0]])
    whole = mean_after_min_max(values)
    found = as_rows(leave_one_out(mean_after_min_max, values))
    for cause, first, second, before, after in found:
        rest = np.delete(values, cause, axis=0)
        scores = np.insert(mean_after_min_max(rest), cause, NAN)
        assert np.sign(whole[first] - whole[second]) == before
        assert np.sign(scores[first] - scores[second]) == after
    # without city 1, city 2 has 0 and 1 and city 3 has 1 and 0: level, where 0.5 stood against 0.3
    assert (0, 1, 2, 1, 0) in found


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=6))
def test_a_rule_that_looks_at_one_city_turns_nobody(drawn):
    values = np.array(drawn, dtype=np.float64)
    assert as_rows(leave_one_out(mean, values)) == []
    found = clones(mean, values)
    assert as_rows(found.turned) == []
    assert found.apart.tolist() == []


def test_copies_turn_bordas_order():
    # a b c (3 indicators) and b c a (2): 3*2 = 6 points of a, 3 + 2*2 = 7 of b, 2 of c; with a copy of c
    # a has 3*3 = 9, b 3*2 + 2*3 = 12; with a copy of b: a 9, b and its copy 3*1.5 + 2*2.5 = 9.5
    # with a copy of a: a and its copy 3*2.5 + 2*0.5 = 8.5, b 3*1 + 2*3 = 9
    values = np.array([[3.0, 1], [2, 3], [1, 2]])[:, [0, 0, 0, 1, 1]]
    assert as_rows(clones(borda, values).turned) == []
    # a b c (3) and b c a (1): a 6, b 5, c 1; with a copy of c a 9 and b 3*2 + 3 = 9
    values = np.array([[3.0, 1], [2, 3], [1, 2]])[:, [0, 0, 0, 1]]
    assert (2, 0, 1, 1, 0) in as_rows(clones(borda, values).turned)


def test_a_copy_with_another_score_is_told():
    def later_is_better(values):
        return np.arange(len(values)) + 0.0

    assert_array_equal(clones(later_is_better, np.zeros((3, 1))).apart, [0, 1, 2])


def test_majorities_run_in_a_circle():
    # Condorcet: a b c, b c a and c a b; three level among all
    values = np.array([[3.0, 1, 2], [2, 3, 1], [1, 2, 3]])
    found = transitivity(majorities, values)
    assert_array_equal(found.circles, [[0, 1, 2]])
    assert as_rows(found.turned) == [(-1, 0, 1, 0, 1), (-1, 0, 2, 0, -1), (-1, 1, 2, 0, 1)]


def test_a_circle_the_other_way_round_is_found_once():
    values = np.array([[3.0, 1, 2], [1, 2, 3], [2, 3, 1], [0, 0, 0]])
    assert_array_equal(transitivity(majorities, values).circles, [[0, 2, 1]])


def test_a_mean_makes_one_order_of_all_pairs():
    found = transitivity(mean, np.random.default_rng(0).random((6, 3)))
    assert found.circles.shape == (0, 3)
    assert as_rows(found.turned) == []


def test_scores_within_the_tolerance_are_level():
    def nearly_level(values):
        return (1.0 if len(values) == 3 else -1.0) * 1e-6 * values[:, 0]

    values = np.array([[1.0], [2], [3]])
    assert as_rows(leave_one_out(nearly_level, values, tolerance=1e-5)) == []
    assert len(as_rows(leave_one_out(nearly_level, values, tolerance=1e-7))) == 3


def test_dominance_by_hand():
    values = np.array([[2.0, 2], [2, 1], [1, 3], [2, 2]])
    # 1 and 4 are the same and better than 2 in the second item; 3 stands apart
    found = dominance(lambda v: -v[:, 1], values, UP)
    assert_array_equal(found.broken, [[0, 1], [3, 1]])
    assert found.level.shape == (0, 2)
    assert_array_equal(dominance(lambda v: v[:, 0] + 0.0, values, UP).level, [[0, 1], [3, 1]])
    for part in dominance(mean, values, UP):
        assert part.shape == (0, 2)


def test_dominance_where_lower_is_better():
    values = np.array([[2.0, 2], [2, 1]])
    assert_array_equal(dominance(mean, values, np.array([1.0, -1])).broken, [[1, 0]])


def test_cities_with_other_items_and_without_a_score_are_not_compared():
    values = np.array([[5.0, NAN], [4, 4], [3, NAN], [NAN, NAN]])

    def upside_down(table):
        return -np.nan_to_num(table[:, 0]) + np.where(np.isnan(table[:, 0]), NAN, 0.0)

    assert_array_equal(dominance(upside_down, values, UP).broken, [[0, 2]])
    assert dominance(upside_down, values, UP).level.shape == (0, 2)

    without_first = np.array([[NAN, 5], [NAN, 4.0]])
    unscored = dominance(lambda v: np.where(v[:, 1] > 4, NAN, v[:, 1]), without_first, UP)
    assert unscored.level.shape == (0, 2)


@pytest.mark.parametrize("check", [leave_one_out, lambda s, v: clones(s, v).turned])
def test_a_city_without_a_score_turns_nobody(check):
    values = np.array([[3.0], [NAN], [1.0], [2.0]])
    assert as_rows(check(lambda v: v[:, 0] + 0.0, values)) == []
    assert clones(lambda v: v[:, 0] + 0.0, values).apart.tolist() == []


def test_nothing_is_written(technology):
    kept = technology.copy()
    leave_one_out(mean_after_min_max, technology)
    clones(mean_after_min_max, technology)
    transitivity(mean_after_min_max, technology)
    dominance(mean_after_min_max, technology, np.ones(8))
    assert_array_equal(technology, kept)
