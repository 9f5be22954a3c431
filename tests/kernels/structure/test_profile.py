"""Strengths and weaknesses by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from scoring.kernels.structure.profile import profile

NAN = float("nan")
VALUES = np.array(
    [
        [9.0, 1.0, 5.0, 1.0],
        [7.0, 2.0, NAN, 1.0],
        [8.0, 3.0, 4.0, 0.0],
        [7.0, 4.0, 3.0, 0.0],
    ]
)
UP = np.ones(4)


def test_ranks_strengths_and_weaknesses():
    found = profile(VALUES, UP, top=2, bottom=2)
    assert_array_equal(found.ranks, [[1, 4, 1, 1], [3, 3, NAN, 1], [2, 2, 2, 3], [3, 1, 3, 3]])
    # city 2 is last in item 1 with city 4, city 3 and 4 in item 4: no strengths; ranks alike stand in the items' order
    assert_array_equal(found.strengths, [[0, 2], [3, 1], [0, 1], [1, -1]])
    assert_array_equal(found.weaknesses, [[1, 0], [0, 1], [3, 0], [0, 2]])


def test_the_last_may_be_a_strength_when_asked_for():
    found = profile(VALUES, UP, top=3, drop_last=False)
    assert_array_equal(found.strengths, [[0, 2, 3], [3, 0, 1], [0, 1, 2], [1, 0, 2]])


def test_a_yes_or_no_need_not_be_named():
    # two different values of four cities are a share of 0.5
    found = profile(VALUES, UP, top=2, bottom=1, least_distinct=0.5)
    assert_array_equal(found.strengths, [[0, 2], [1, -1], [0, 1], [1, -1]])
    assert_array_equal(found.weaknesses, [[1], [0], [0], [0]])
    assert_array_equal(found.ranks[:, 3], [1, 1, 3, 3])


def test_ranks_inside_groups():
    found = profile(VALUES, UP, top=1, groups=np.array([0, 1, 0, 1]))
    assert_array_equal(found.ranks, [[1, 2, 1, 1], [1, 2, NAN, 1], [2, 1, 2, 2], [1, 1, 1, 2]])
    # in group 1 both cities are last in item 1, and the only one with a value is last in item 3
    assert_array_equal(found.strengths, [[0], [3], [1], [1]])


def test_lower_is_better_turns_the_item():
    found = profile(-VALUES, -UP, top=2, bottom=2)
    for one, other in zip(found, profile(VALUES, UP, top=2, bottom=2), strict=True):
        assert_array_equal(one, other)


def test_a_city_without_values_has_no_profile():
    found = profile(np.vstack([VALUES, np.full(4, NAN)]), UP)
    assert_array_equal(found.strengths[-1], np.full(5, -1))
    assert_array_equal(found.weaknesses[-1], np.full(5, -1))
    assert_array_equal(found.ranks[:-1], profile(VALUES, UP).ranks)


@given(st.permutations(range(4)))
def test_the_order_of_cities_does_not_show(order):
    found, moved = profile(VALUES, UP), profile(VALUES[order], UP)
    for one, other in zip(found, moved, strict=True):
        assert_array_equal(other, one[order])
