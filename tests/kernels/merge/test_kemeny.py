"""The nearest ranking against the handbook's examples and against every ranking there is."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.stats import rankdata

from scoring.kernels.merge.kemeny.costs import costs
from scoring.kernels.merge.kemeny.median import kemeny
from scoring.kernels.merge.kemeny.parts import parts
from scoring.kernels.merge.kemeny.programme import best_order

NAN = float("nan")
# found by trying small tables: its best value with x between 0 and 1 is that of no order
FRACTIONAL = np.array([[4.0, 2, 1, 5, 1], [5, 3, 4, 4, 5], [1, 1, 5, 1, 2], [2, 1, 1, 5, 1], [2, 3, 2, 1, 5]])


def every_ranking(n):
    """Return the ranks of every order of n cities, level ones included."""
    codes = {tuple(rankdata(code, method="dense")) for code in product(range(n), repeat=n)}
    return np.array(sorted(codes))


def distance(orders, table, weights=None):
    """Return the mean distance of orders, shape (..., n), pair by pair: 1 for opposite, 1/2 for level on one side."""
    weights = np.ones(len(table)) if weights is None else np.asarray(weights)
    first, second = np.triu_indices(table.shape[1], 1)
    signs = np.sign(orders[..., first] - orders[..., second])
    total = 0.0
    for other, weight in zip(table, weights, strict=True):
        total = total + weight * np.nansum(np.abs(signs - np.sign(other[first] - other[second])), axis=-1) / 2
    return total / weights[~np.isnan(table).all(axis=1)].sum()


ORDERS_OF_FOUR = every_ranking(4)
cell = st.one_of(st.integers(1, 4).map(float), st.just(NAN))
tables = st.integers(1, 5).flatmap(
    lambda m: st.lists(st.lists(cell, min_size=4, max_size=4), min_size=m, max_size=m).map(np.array)
)


def test_condorcets_example_of_the_handbook():
    # OECD/JRC, Handbook on Constructing Composite Indicators, 2008, page 111: b, c, a has the support of 104 of the
    # 60 * 3 verdicts on pairs, the highest, so that 76 are against it
    table = np.array([[1.0, 2, 3], [3, 1, 2], [2, 1, 3], [2, 3, 1], [3, 2, 1]])
    found = kemeny(table, np.array([23.0, 17, 2, 10, 8]))
    assert_array_equal(found.ranks, [3, 1, 2])
    assert found.distance * 60 == pytest.approx(180 - 104, abs=1e-9)
    assert found[2:] == (found.distance, True, "competition")


def test_five_countries_of_the_technology_achievement_index():
    # the same handbook, Tables 35 to 37: Finland, USA, Sweden, Japan, Korea by eight indicators, more is better; the
    # three best orders have 6.375 of the 10 pairs: Japan fourth, Korea fifth, and before them USA, Sweden, Finland, or
    # Sweden, Finland, USA, or Sweden, USA, Finland. USA and Sweden are even (Table 36: 0.5) and may be level.
    impact = np.array(
        [
            [187, 125.6, 200.2, 50.7, 3.080, 4.150, 10, 27.4],
            [289, 130, 179.1, 66.2, 2.997, 4.073, 12, 13.9],
            [271, 156.6, 125.8, 59.7, 3.096, 4.145, 11.4, 15.3],
            [994, 64.6, 49, 80.8, 3.003, 3.865, 9.5, 10],
            [779, 9.8, 4.8, 66.7, 2.972, 3.653, 10.8, 23.2],
        ]
    )
    found = kemeny(np.array([rankdata(-indicator) for indicator in impact.T]))
    assert found.distance == pytest.approx(10 - 6.375, abs=1e-12)
    assert tuple(found.ranks) in {(3, 1, 2, 4, 5), (2, 3, 1, 4, 5), (3, 2, 1, 4, 5), (3, 1, 1, 4, 5)}


def test_a_circle_has_one_of_its_three_nearest_orders():
    # Table 34 of the handbook: each of a b c, b c a and c a b has 5 of the 9 verdicts for it
    found = kemeny(np.array([[1.0, 2, 3], [2, 3, 1], [3, 1, 2]]))
    assert tuple(found.ranks) in {(1, 2, 3), (3, 1, 2), (2, 3, 1)}
    assert found.distance * 3 == pytest.approx(4, abs=1e-12)


@given(tables, st.lists(st.sampled_from([0.0, 0.1, 0.2, 0.5, 1.0]), min_size=5, max_size=5))
def test_no_order_of_four_cities_is_nearer(table, weights):
    weights = np.array(weights[: len(table)])
    found = kemeny(table, weights)
    if not (weights[~np.isnan(table).all(axis=1)] > 0).any():
        assert found.distance == 0.0
        return
    nearest = distance(ORDERS_OF_FOUR, table, weights).min()
    assert found.exact
    assert found.distance == pytest.approx(nearest, abs=1e-9)
    assert distance(np.nan_to_num(found.ranks, nan=9.0), table, weights) == pytest.approx(nearest, abs=1e-9)


@settings(max_examples=15)
@given(st.lists(st.permutations(range(6)), min_size=2, max_size=7))
def test_no_order_of_six_cities_without_ties_is_nearer(drawn):
    table = np.array(drawn, dtype=np.float64)
    found = kemeny(table)
    against = (table[:, :, None] > table[:, None, :]).mean(axis=0)
    nearest = min(sum(against[i, j] for i, j in zip(*np.triu_indices(6, 1), strict=True)) for against in (
        against[np.ix_(order, order)] for order in permutations(range(6))
    ))  # fmt: skip
    assert found.distance == pytest.approx(nearest, abs=1e-9)


def test_an_order_that_needs_whole_numbers_is_found():
    found = kemeny(FRACTIONAL)
    nearest = distance(every_ranking(5), FRACTIONAL).min()
    assert found.exact
    assert found.distance == pytest.approx(nearest, abs=1e-9)


def test_where_the_solver_stops_early_the_bounds_say_so():
    found = kemeny(FRACTIONAL, nodes=0)
    best = kemeny(FRACTIONAL).distance
    assert not found.exact
    assert found.bound <= best + 1e-9
    assert best <= found.distance + 1e-9
    assert best_order(costs(FRACTIONAL, np.full(5, 0.2)), 0).order is None


@given(st.lists(st.permutations(range(7)), min_size=2, max_size=5))
def test_beyond_the_largest_part_the_bounds_hold_the_nearest(drawn):
    table = np.array(drawn, dtype=np.float64)
    best, found = kemeny(table), kemeny(table, largest=0)
    assert found.bound <= best.distance + 1e-9 <= found.distance + 2e-9
    assert found.exact == (found.bound == found.distance)
    assert found.distance == pytest.approx(distance(found.ranks, table), abs=1e-9)


def test_the_search_is_never_worse_than_borda():
    # insertion starts from Borda's order and takes no move that costs; 60 cities in a circle of majorities
    table = np.array([np.roll(np.arange(60.0), 7 * shift) for shift in range(5)])
    found = kemeny(table, largest=0)
    assert found.bound <= found.distance <= distance(rankdata(table.sum(axis=0)), table) + 1e-9
    assert not found.exact


def test_forty_cities_in_disorder_are_solved_exactly():
    table = np.array([np.random.default_rng(seed).permutation(40) * 1.0 for seed in range(5)])
    found = kemeny(table)
    assert found.exact
    assert kemeny(table, largest=0).distance >= found.distance - 1e-9


def test_majorities_divide_the_cities_into_parts():
    # cities 3, 4, 5 are in a circle, all put 0 above them and 1, 2 below in one order
    circle = np.array([[1.0, 2, 3], [2, 3, 1], [3, 1, 2]])
    table = np.column_stack([np.zeros(3), np.full(3, 8.0), np.full(3, 9.0), circle])
    found = parts(costs(table, np.full(3, 1 / 3)))
    assert [part.tolist() for part in found] == [[0], [3, 4, 5], [1], [2]]
    assert_allclose(kemeny(table).ranks[:3], [1, 5, 6])
