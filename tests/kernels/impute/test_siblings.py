"""Filling from siblings against COINr's documentation and exact fractions."""

from fractions import Fraction
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.impute.siblings import sibling_mean, sibling_median

NAN = float("nan")
FILLS = [sibling_mean, sibling_median]
ONE_PARENT = np.zeros(4, dtype=np.int64)


def test_means_over_the_row_are_those_of_the_documentation(countries):
    # by row mean, normalised first, all four indicators good when high
    found = sibling_mean(countries, direction=np.ones(4), siblings=ONE_PARENT)
    expected = [2.850908, 10.163326, 64.72133, 0.246215, 1.828412, 39.42134, 1.128411]
    assert_allclose(found[np.isnan(countries)], expected, rtol=5e-7)
    assert_array_equal(found[~np.isnan(countries)], countries[~np.isnan(countries)])


def by_fractions(values, direction, siblings, middle):
    """A2 4.3 as a plain loop: x * direction, min-max, the row's middle inside the parent, and back."""
    turned = [
        [None if value is None else value * sign for value, sign in zip(row, direction, strict=True)]
        for row in values
    ]
    ends = [
        (min(present), max(present)) if present else None
        for present in (
            [value for value in column if value is not None] for column in zip(*turned, strict=True)
        )
    ]
    share = [
        [
            None if value is None or end[0] == end[1] else Fraction(value - end[0], end[1] - end[0])
            for value, end in zip(row, ends, strict=True)
        ]
        for row in turned
    ]
    whole = [[None if value is None else Fraction(value) for value in row] for row in values]
    for city, item in np.ndindex(len(values), len(direction)):
        own = [
            other
            for other, parent in zip(share[city], siblings, strict=True)
            if other is not None and parent == siblings[item] >= 0
        ]
        if values[city][item] is None and own and ends[item]:
            low, high = ends[item]
            whole[city][item] = (low + middle(own) * (high - low)) * direction[item]
    return whole


def as_floats(rows, items):
    return np.array(
        [[NAN if value is None else float(value) for value in row] for row in rows], dtype=np.float64
    ).reshape(-1, items)


cells = st.one_of(st.none(), st.integers(-9, 9))
tables = st.integers(1, 6).flatmap(
    lambda items: st.tuples(
        st.lists(st.lists(cells, min_size=items, max_size=items), min_size=1, max_size=7),
        st.lists(st.sampled_from([1, -1]), min_size=items, max_size=items),
        st.lists(st.integers(-1, 2), min_size=items, max_size=items),
    )
)


@pytest.mark.parametrize(
    ("fill", "middle"),
    [(sibling_mean, lambda own: sum(own) / len(own)), (sibling_median, median)],
)
@given(tables)
def test_values_are_those_of_exact_fractions(fill, middle, table):
    values, direction, siblings = table
    found = fill(
        as_floats(values, len(direction)),
        direction=np.array(direction, dtype=np.float64),
        siblings=np.array(siblings),
    )
    expected = as_floats(by_fractions(values, direction, siblings, middle), len(direction))
    assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("fill", FILLS)
def test_a_cost_is_filled_from_its_good_end(fill):
    # The city is best (1) in the benefit; in the cost the best is the lowest, 10.
    values = np.array([[5.0, NAN], [1.0, 30.0], [3.0, 10.0]])
    direction, siblings = np.array([1.0, -1.0]), np.array([7, 7])
    assert fill(values, direction=direction, siblings=siblings)[0, 1] == 10.0
    assert fill(values, direction=np.ones(2), siblings=siblings)[0, 1] == 30.0


@pytest.mark.parametrize("fill", FILLS)
def test_only_siblings_speak(fill):
    values = np.array([[NAN, 0.0, 100.0], [1.0, 1.0, 1.0], [0.0, 0.0, 0.0]])
    direction = np.ones(3)
    assert fill(values, direction=direction, siblings=np.array([0, 0, 1]))[0, 0] == 0.0
    assert fill(values, direction=direction, siblings=np.array([0, 1, 0]))[0, 0] == 1.0
    for alone in ([0, 1, 2], [-1, -1, -1]):
        assert_array_equal(fill(values, direction=direction, siblings=np.array(alone)), values)


@pytest.mark.parametrize("fill", FILLS)
def test_what_says_nothing_and_what_has_no_scale(fill):
    # items: one that varies, one that is 4 everywhere, one without any value
    values = np.array([[NAN, 4.0, NAN], [0.0, NAN, NAN], [2.0, 4.0, NAN], [NAN, NAN, NAN]])
    found = fill(values, direction=np.ones(3), siblings=np.zeros(3, dtype=np.int64))
    assert_array_equal(found, [[NAN, 4, NAN], [0, 4, NAN], [2, 4, NAN], [NAN, NAN, NAN]])


@pytest.mark.parametrize("fill", FILLS)
def test_units_do_not_matter_and_the_order_of_cities_and_items_neither(fill, countries):
    direction, siblings = np.array([1.0, -1.0, 1.0, 1.0]), np.array([0, 0, 1, 0])
    found = fill(countries, direction=direction, siblings=siblings)
    scaled = fill(countries * 1024, direction=direction, siblings=siblings)
    assert_array_equal(scaled, found * 1024)
    backwards = fill(countries[::-1], direction=direction, siblings=siblings)[::-1]
    assert backwards.tobytes() == found.tobytes()
    items = fill(countries[:, ::-1], direction=direction[::-1], siblings=siblings[::-1])[:, ::-1]
    assert_allclose(items, found, rtol=1e-14)


def test_the_mean_of_the_scores_is_the_same_with_and_without_what_was_filled(countries):
    # what COINr's documentation calls shadow imputation
    found = sibling_mean(countries, direction=np.ones(4), siblings=ONE_PARENT)
    low, high = np.nanmin(countries, axis=0), np.nanmax(countries, axis=0)
    before, after = (countries - low) / (high - low), (found - low) / (high - low)
    assert_allclose(after.mean(axis=1), np.nanmean(before, axis=1), rtol=1e-12)
