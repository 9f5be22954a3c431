"""What holds for every table of scores."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from scoring.kernels.acceptability import indices, plan
from scoring.kernels.acceptability.figures import acceptability
from scoring.kernels.acceptability.pairwise import wins
from scoring.kernels.acceptability.ranks import ranks_under
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw import simplex

SHAPES = st.tuples(st.integers(2, 9), st.integers(1, 5))
WHOLE_SCORES = arrays.arrays(np.float64, SHAPES, elements=st.integers(1, 20).map(float))
GAPS = arrays.arrays(
    np.float64, SHAPES, elements=st.one_of(st.integers(1, 20).map(float), st.just(float("nan")))
).filter(lambda scores: not np.isnan(scores).all())
INDICES = {
    "mean": plan.linear,
    "geometric": indices.geometric,
    "harmonic": partial(indices.power, exponent=-1),
    "quadratic": partial(indices.power, exponent=2),
    "topsis": indices.topsis,
}
FEW = 256


def weights_of(n_items, n_draws=FEW):
    return simplex.block(0, 2**20, seed=3, n_items=n_items)[:n_draws] + 1


def counted(made, n_items):
    return run(made, partial(simplex.block, seed=3, n_items=n_items), FEW)


@pytest.mark.parametrize("index", INDICES.values(), ids=INDICES)
@given(scores=GAPS)
def test_each_citys_acceptabilities_sum_to_one(index, scores):
    counts = counted(index(scores), scores.shape[1])
    sums = acceptability(counts).value.sum(axis=0)
    np.testing.assert_allclose(sums[counts.ranked > 0], 1, rtol=1e-14)
    assert np.isnan(sums[counts.ranked == 0]).all()
    assert ((counts.ranked == 0) >= np.isnan(scores).all(axis=1)).all()


@given(scores=WHOLE_SCORES)
def test_each_ranks_acceptabilities_sum_to_one_where_nothing_ties(scores):
    untied = np.unique(scores, axis=0)
    counts = counted(plan.linear(untied), scores.shape[1])
    if counts.tied == 0:
        assert (counts.ranks.sum(axis=1) == FEW).all()


@pytest.mark.parametrize("index", INDICES.values(), ids=INDICES)
@given(scores=WHOLE_SCORES)
def test_a_dominated_city_never_stands_above_its_dominator(index, scores):
    draw = partial(simplex.block, seed=3, n_items=scores.shape[1])
    above = wins(index(scores), draw, [0], n_draws=FEW).above
    dominated = (scores[:, None] <= scores[None]).all(axis=2)
    assert (above[dominated] == 0).all()


@pytest.mark.parametrize("index", INDICES.values(), ids=INDICES)
@given(scores=GAPS, seed=st.integers(0, 99))
def test_cities_may_come_in_any_order(index, scores, seed):
    order = np.random.default_rng(seed).permutation(len(scores))
    weights = weights_of(scores.shape[1])
    one, other = ranks_under(index(scores), weights), ranks_under(index(scores[order]), weights)
    np.testing.assert_array_equal(one[:, order], other)


@pytest.mark.parametrize("index", [plan.linear, indices.topsis])
@given(scores=GAPS, seed=st.integers(0, 99))
def test_items_may_come_in_any_order(index, scores, seed):
    order = np.random.default_rng(seed).permutation(scores.shape[1])
    weights = weights_of(scores.shape[1])
    one = ranks_under(index(scores), weights)
    np.testing.assert_array_equal(one, ranks_under(index(scores[:, order]), weights[:, order]))


@given(scores=WHOLE_SCORES, city=st.integers(0, 8))
def test_identical_cities_have_identical_counts(scores, city):
    twin = scores[city % len(scores)]
    counts = counted(plan.linear(np.vstack([scores, twin])), scores.shape[1])
    np.testing.assert_array_equal(counts.ranks[:, city % len(scores)], counts.ranks[:, -1])
    np.testing.assert_array_equal(counts.first_weights[city % len(scores)], counts.first_weights[-1])


@pytest.mark.parametrize("index", INDICES.values(), ids=INDICES)
@given(scores=WHOLE_SCORES)
def test_a_city_without_scores_changes_nobody_and_has_no_rank(index, scores):
    weights = weights_of(scores.shape[1])
    empty = np.full((1, scores.shape[1]), np.nan)
    ranks = ranks_under(index(np.vstack([scores, empty])), weights)
    np.testing.assert_array_equal(ranks[:, :-1], ranks_under(index(scores), weights))
    assert (ranks[:, -1] == 0).all()


@given(scores=GAPS)
def test_an_item_that_nobody_has_is_an_absent_item(scores):
    n_items = scores.shape[1]
    weights = weights_of(n_items + 1)
    absent = np.column_stack([scores, np.full(len(scores), np.nan)])
    np.testing.assert_array_equal(
        ranks_under(plan.linear(absent, whole=2**24), weights),
        ranks_under(plan.linear(scores), weights[:, :n_items]),
    )


@given(scores=WHOLE_SCORES)
def test_units_and_origin_of_the_scores_do_not_matter(scores):
    weights = weights_of(scores.shape[1])
    moved = ranks_under(plan.linear(scores * 0.5 - 3), weights)
    np.testing.assert_array_equal(moved, ranks_under(plan.linear(scores), weights))


@given(scores=WHOLE_SCORES, city=st.integers(0, 8), item=st.integers(0, 4))
def test_a_better_score_lowers_no_rank(scores, city, item):
    city, item = city % len(scores), item % scores.shape[1]
    better = scores.copy()
    better[city, item] += 3
    weights = weights_of(scores.shape[1])
    before, after = ranks_under(plan.linear(scores), weights), ranks_under(plan.linear(better), weights)
    assert (after[:, city] <= before[:, city]).all()


def test_cities_that_are_relabellings_of_one_another_share_alike():
    scores = np.array([[2.0, 1, 0], [0, 2, 1], [1, 0, 2]])
    draw = partial(simplex.block, seed=8, n_items=3)
    estimate = acceptability(run(plan.linear(scores), draw, 100_000))
    cyclic = [np.roll(estimate.value, 1, axis=1), np.roll(estimate.value, 2, axis=1)]
    np.testing.assert_allclose(cyclic, [estimate.value] * 2, atol=7 * estimate.error.max())
