"""Every count against plain loops over exact fractions."""

from dataclasses import replace
from functools import partial
from itertools import pairwise
from math import prod

import numpy as np
import pytest

from scoring.kernels.acceptability import indices, plan
from scoring.kernels.acceptability.pairwise import wins
from scoring.kernels.acceptability.ranks import ranks_under
from scoring.kernels.acceptability.run import run_blocks
from scoring.kernels.draw import simplex, table

N_DRAWS = 150


def some(decimals, n_cities=14, n_items=4, most=100.0, seed=1):
    return np.random.default_rng(seed).random((n_cities, n_items)).round(decimals) * most


def with_gaps(scores, seed=2):
    holes = np.random.default_rng(seed).random(scores.shape) < 0.3
    holes[3] = True
    return np.where(holes, np.nan, scores)


UNIFORM = partial(simplex.block, seed=12, n_items=4)
COARSE = partial(table.block, table=np.array([[1, 1, 1, 1], [2, 1, 1, 0], [0, 0, 3, 1], [4, 0, 0, 0.0]]))
CASES = {
    "one decimal": (some(3), UNIFORM, None),
    "many ties": (some(1, most=10), COARSE, 4),
    "ties at the top": (np.array([[2.0, 0, 1, 1], [0, 2, 1, 1], [1, 1, 1, 1], [0, 0, 0, 0]]), COARSE, 4),
    "identical cities": (some(1, most=10)[[0, 1, 1, 2, 3, 0, 1, 4]], COARSE, 4),
    "many decimals": (some(6), UNIFORM, None),
    "decimals of weights": (some(2), partial(table.block, table=np.array([[0.07, 0.29, 0.57, 0.07]])), 10**8),
    "missing": (with_gaps(some(3)), UNIFORM, None),
    "missing and ties": (with_gaps(some(1, most=10)), COARSE, 4),
    "one city": (some(3, n_cities=1), UNIFORM, None),
    "all cities alike": (np.ones((5, 4)), UNIFORM, None),
    "negative": (some(3) - 50, UNIFORM, None),
    "some not ranked": (np.where(np.arange(14)[:, None] % 5 == 0, np.nan, some(3)), UNIFORM, None),
}


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request, ranks_by_loops):
    scores, draw, whole = request.param
    made = plan.linear(scores, whole=whole)
    units = draw(0, made.whole)[:N_DRAWS]
    return made, draw, units, ranks_by_loops(scores, units)


def test_scores_stand_on_the_lattice_as_they_are(case):
    assert case[0].exact


def test_ranks_of_each_weighting(case):
    made, _, units, ranks = case
    np.testing.assert_array_equal(ranks_under(made, units), ranks)


def test_rank_acceptability_counts(case):
    made, draw, _, ranks = case
    counts = run_blocks(made, draw, [0], n_draws=N_DRAWS)
    by_rank = np.array([(ranks == rank).sum(axis=0) for rank in range(1, made.n_ranked + 1)])
    np.testing.assert_array_equal(counts.ranks, by_rank)
    np.testing.assert_array_equal(counts.unranked, (ranks == 0).sum(axis=0))
    assert counts.n_draws == N_DRAWS


def test_sums_of_ranks_and_their_squares(case):
    made, draw, _, ranks = case
    counts = run_blocks(made, draw, [0], n_draws=N_DRAWS)
    better = np.maximum(ranks - 1, 0)
    np.testing.assert_array_equal(counts.places, better.sum(axis=0))
    np.testing.assert_array_equal(counts.squares, (better**2).sum(axis=0))


def test_sums_of_the_weights_that_put_a_city_first(case):
    made, draw, units, ranks = case
    counts = run_blocks(made, draw, [0], n_draws=N_DRAWS)
    sums = [units[ranks[:, city] == 1].sum(axis=0) for city in range(ranks.shape[1])]
    np.testing.assert_array_equal(counts.first_weights, sums)


def test_pairwise_wins(case):
    made, draw, _, ranks = case
    one, other = ranks[:, :, None], ranks[:, None, :]
    above = ((one < other) & (one > 0) & (other > 0)).sum(axis=0)
    counted = wins(made, draw, [0], n_draws=N_DRAWS)
    np.testing.assert_array_equal(counted.above, above)
    assert counted.n_draws == N_DRAWS


@pytest.mark.parametrize("inner", [[], [1], [1, 2, 3]], ids=str)
def test_bins_of_ranks_and_sums_beside_them(case, inner):
    made, draw, _, ranks = case
    edges = np.array([0, *[edge for edge in inner if edge < made.n_ranked], made.n_ranked])
    counts = run_blocks(replace(made, edges=edges), draw, [0], n_draws=N_DRAWS)
    for bin_, (start, end) in enumerate(pairwise(edges)):
        np.testing.assert_array_equal(counts.ranks[bin_], ((ranks > start) & (ranks <= end)).sum(axis=0))
    better = np.maximum(ranks - 1, 0)
    np.testing.assert_array_equal(counts.places, better.sum(axis=0))
    np.testing.assert_array_equal(counts.squares, (better**2).sum(axis=0))


def test_a_weighting_may_leave_cities_without_a_rank_and_all_others_untied():
    # the second item alone counts in the first weighting, where two cities have nothing
    scores = np.array([[3.0, 1.0], [2.0, np.nan], [1.0, 2.0], [4.0, np.nan]])
    draw = partial(table.block, table=np.array([[0.0, 1.0], [1.0, 0.0]]))
    counts = run_blocks(plan.linear(scores), draw, [0], n_draws=1)
    np.testing.assert_array_equal(counts.ranks, [[0, 0, 1, 0], [1, 0, 0, 0], [0] * 4, [0] * 4])
    assert counts.unranked.tolist() == [0, 1, 0, 1]
    assert counts.tied == 0
    above = wins(plan.linear(scores), draw, [0], n_draws=1).above
    assert np.argwhere(above).tolist() == [[2, 0]]


def test_one_city_may_be_without_a_rank_where_nothing_ties():
    scores = np.array([[3.0, 1.0], [2.0, np.nan], [1.0, 2.0]])
    draw = partial(table.block, table=np.array([[0.0, 1.0]]))
    counts = run_blocks(plan.linear(scores), draw, [0], n_draws=5)
    np.testing.assert_array_equal(counts.ranks, [[0, 0, 5], [5, 0, 0], [0, 0, 0]])
    above = wins(plan.linear(scores), draw, [0], n_draws=5).above
    assert np.argwhere(above).tolist() == [[2, 0]]


def test_weightings_with_ties_are_counted():
    # (1, 2) ties in the first weighting of the four only: (1 + 1) / 2 against (2 + 0) / 2
    scores = np.array([[1.0, 1.0], [2.0, 0.0]])
    draw = partial(table.block, table=np.array([[1.0, 1.0], [1, 3], [3, 1], [0, 1]]))
    assert run_blocks(plan.linear(scores), draw, [0], n_draws=4).tied == 1


def test_cities_with_the_same_scores_do_not_count_as_a_tie():
    scores = np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    draw = partial(simplex.block, seed=1, n_items=2)
    assert run_blocks(plan.linear(scores), draw, [0]).tied == 0


@pytest.mark.parametrize("n_cities", [2049, 2100])
def test_more_than_2048_cities_have_their_top_ranks_and_bins_counted(n_cities):
    scores = np.random.default_rng(3).integers(0, 40, (n_cities, 3)) / 1.0
    scores[7] = np.nan
    made = plan.linear(scores)
    draw = partial(simplex.block, seed=2, n_items=3)
    counts = run_blocks(made, draw, [0], n_draws=60)
    ranks = ranks_under(made, draw(0, made.whole)[:60])
    assert counts.edges[:34].tolist() == [*range(33), counts.edges[33]]
    assert counts.edges[-1] == n_cities - 1
    for bin_, (start, end) in enumerate(zip(counts.edges[:-1], counts.edges[1:], strict=True)):
        inside = ((ranks > start) & (ranks <= end)).sum(axis=0)
        np.testing.assert_array_equal(counts.ranks[bin_], inside)
    better = np.maximum(ranks - 1, 0)
    np.testing.assert_array_equal(counts.places, better.sum(axis=0))
    np.testing.assert_array_equal(counts.squares, (better**2).sum(axis=0))


def geometric(scores, units):
    """Return the product of x**w, an exact whole power of whole scores."""
    return prod(int(score) ** int(weight) for score, weight in zip(scores, units, strict=True))


def test_geometric_mean_with_zeros(ranks_by_loops):
    # weights of 1 to 4 quarters: x**w of whole numbers is exact; primes cannot tie by chance
    scores = np.array(
        [[2.0, 3, 5, 7], [7, 5, 3, 2], [0, 11, 13, 2], [3, 0, 0, 19], [1, 1, 1, 1], [2, 2, 17, 1]]
    )
    made = indices.geometric(scores)
    units = COARSE(0, 4)[:4]
    np.testing.assert_array_equal(ranks_under(made, units), ranks_by_loops(scores, units, geometric))
