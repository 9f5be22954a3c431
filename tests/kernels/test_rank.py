"""Ranks against scipy and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from scipy import stats

from scoring.kernels.rank import group_sizes, rank

NAN = float("nan")
OF_SCIPY = {"competition": "min", "dense": "dense", "average": "average"}

scores = st.lists(st.one_of(st.integers(0, 12).map(float), st.just(NAN)), max_size=30)


def by_scipy(numbers, ties):
    """Return ranks from the highest down, NaN left out."""
    found = np.full(len(numbers), np.nan)
    there = ~np.isnan(numbers)
    found[there] = stats.rankdata(-numbers[there], method=OF_SCIPY[ties])
    return found


@pytest.mark.parametrize("ties", OF_SCIPY)
@given(scores)
def test_ranks_agree_with_scipy(ties, numbers):
    numbers = np.array(numbers, dtype=np.float64)
    assert_array_equal(rank(numbers, ties=ties), by_scipy(numbers, ties))


@pytest.mark.parametrize("ties", OF_SCIPY)
@given(scores, st.data())
def test_ranks_inside_groups_agree_with_scipy_group_by_group(ties, numbers, data):
    numbers = np.array(numbers, dtype=np.float64)
    groups = np.array([data.draw(st.integers(-1, 3)) for _ in numbers], dtype=np.int64)
    found = rank(numbers, groups=groups, ties=ties)
    assert np.isnan(found[groups < 0]).all()
    for group in range(4):
        assert_array_equal(found[groups == group], by_scipy(numbers[groups == group], ties))


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("competition", [4, 1, 2, 2, NAN, 5, 5, 5]),
        ("dense", [3, 1, 2, 2, NAN, 4, 4, 4]),
        ("average", [4, 1, 2.5, 2.5, NAN, 6, 6, 6]),
        # the key puts row 3 before row 2, and rows 7, 5, 6
        ("ordinal", [4, 1, 3, 2, NAN, 6, 7, 5]),
    ],
)
def test_tie_rules_by_hand(ties, expected):
    key = np.array([0, 1, 9, 2, 4, 6, 7, 5])
    assert_array_equal(rank(np.array([60.0, 90, 80, 80, NAN, 50, 50, 50]), ties=ties, key=key), expected)


def test_a_key_never_beats_a_score():
    assert_array_equal(rank(np.array([1.0, 2.0, 3.0]), ties="ordinal", key=np.array([0, 1, 2])), [3, 2, 1])


def test_a_key_orders_ties_inside_each_group():
    numbers, groups, key = np.array([5.0, 5, 5, 5]), np.array([0, 1, 0, 1]), np.array([3, 2, 1, 0])
    assert_array_equal(rank(numbers, groups=groups, ties="ordinal", key=key), [2, 2, 1, 1])


def test_neighbours_within_the_tolerance_are_tied_through_a_chain():
    # 90 - 89 and 89 - 88 are within 1, 88 and 86 are not
    numbers = np.array([86.0, 88, 90, 89])
    assert_array_equal(rank(numbers, tolerance=1.0), [4, 1, 1, 1])
    assert_array_equal(rank(numbers, tolerance=1.0, ties="dense"), [2, 1, 1, 1])
    assert_array_equal(rank(numbers, tolerance=1.0, ties="average"), [4, 2, 2, 2])
    assert_array_equal(rank(numbers, tolerance=1.0, ties="ordinal", key=np.array([0, 1, 2, 3])), [4, 1, 2, 3])
    assert_array_equal(rank(numbers, tolerance=0.5), [4, 3, 1, 2])


@pytest.mark.parametrize("better", [80.1, 80.2, 3.31, 3.32, 0.3, 0.8, 100.0, 63.37])
@pytest.mark.parametrize(("step", "tolerance"), [(0.1, 0.1), (0.01, 0.01), (0.2, 0.2), (0.03, 0.03)])
def test_the_tolerance_is_decided_on_decimals(better, step, tolerance):
    # 80.2 - 80.1 is 0.10000000000000853 in binary, and 80.1 - 80.0 is 0.09999999999999432
    worse = round(better - step, 2)
    assert_array_equal(rank(np.array([worse, better]), tolerance=tolerance), [1, 1])
    assert_array_equal(rank(np.array([round(worse - 0.01, 2), better]), tolerance=tolerance), [2, 1])


def test_a_chain_does_not_cross_the_border_of_a_group():
    numbers, groups = np.array([90.0, 89.5, 89.0, 70.0]), np.array([0, 1, 0, 1])
    assert_array_equal(rank(numbers, groups=groups, tolerance=0.6), [1, 1, 2, 2])


@pytest.mark.parametrize("ties", [*OF_SCIPY, "ordinal"])
@pytest.mark.parametrize("tolerance", [0.0, 1.0, 1e-9])
@given(scores, st.randoms(use_true_random=False), st.data())
def test_the_order_of_the_rows_does_not_matter(ties, tolerance, numbers, source, data):
    numbers = np.array(numbers, dtype=np.float64)
    groups = np.array([data.draw(st.integers(-1, 2)) for _ in numbers], dtype=np.int64)
    key = np.arange(len(numbers))
    order = list(range(len(numbers)))
    source.shuffle(order)
    options = {"ties": ties, "tolerance": tolerance}
    found = rank(numbers, groups=groups, key=key, **options)
    assert_array_equal(rank(numbers[order], groups=groups[order], key=key[order], **options), found[order])


@given(scores, st.floats(0, 3))
def test_a_larger_tolerance_only_joins(numbers, tolerance):
    numbers = np.array(numbers, dtype=np.float64)
    strict, loose = rank(numbers), rank(numbers, tolerance=tolerance)
    there = ~np.isnan(numbers)
    assert (loose[there] <= strict[there]).all()


@given(scores)
def test_ordinal_ranks_are_all_different_and_without_gaps(numbers):
    numbers = np.array(numbers, dtype=np.float64)
    found = rank(numbers, ties="ordinal", key=np.arange(len(numbers)))
    assert_array_equal(np.sort(found[~np.isnan(found)]), np.arange(1, (~np.isnan(numbers)).sum() + 1))


def test_missing_scores_and_no_rows_are_not_ranked():
    assert_array_equal(rank(np.array([NAN, NAN])), [NAN, NAN])
    assert rank(np.array([])).shape == (0,)
    assert rank(np.array([]), groups=np.array([], dtype=np.int64), ties="average").shape == (0,)


def test_sizes_count_the_ranked_rows_of_each_group():
    ranks, groups = np.array([1.0, NAN, 2.0, 1.0, NAN, 1.0]), np.array([0, 0, 0, 2, 1, -1])
    assert_array_equal(group_sizes(ranks, groups), [2, 2, 2, 1, 0, 0])


def test_sizes_of_no_groups():
    assert_array_equal(group_sizes(np.array([1.0]), np.array([-1])), [0])
    assert group_sizes(np.array([]), np.array([], dtype=np.int64)).shape == (0,)


def test_the_same_decimal_is_a_tie_whatever_sum_it_came_from():
    numbers = np.array([4.2, 1.4 * 3, 0.7 * 6])
    assert len(set(numbers.tolist())) > 1  # else the test shows nothing
    assert_array_equal(rank(numbers), [1, 1, 1])
    assert_array_equal(rank(np.array([4.2, 4.199999999])), [1, 2])
