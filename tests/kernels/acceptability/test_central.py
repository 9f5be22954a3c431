"""Central weights and confidence factors.

Beside what is tested here, the whole chain was run once on the data of the R package smaa 0.3-3 (thrombolytics, and the
antidepressants of Hansen et al. in its repository), 10,000 draws of scores and weights each: acceptabilities, central
weights, confidence factors and pairwise wins agreed with the package's stored results in all printed digits.
"""

from functools import partial

import numpy as np

from scoring.kernels.acceptability import central, plan
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw import simplex, table


def test_a_city_that_is_never_first_has_no_central_weights():
    # tests/nacw.R of the R package smaa 0.3-3: the first alternative is better in all criteria, all weights 1/3
    scores = np.array([[1.0, 1, 1], [0, 0, 0]])
    counts = run(plan.linear(scores), partial(table.block, table=np.ones((1, 3))), 10_000)
    centre = central.central_weights(counts)
    np.testing.assert_allclose(centre.value, [[1 / 3] * 3, [np.nan] * 3], rtol=1e-8)
    np.testing.assert_array_equal(central.confidence_factors(plan.linear(scores), centre.value), [1, np.nan])
    assert np.isnan(centre.error[1]).all()


def test_cities_that_tie_at_the_top_are_all_first():
    # SMAA2SimulationTest.testEqualRanks of JSMAA: two alternatives that are the same have central weights of 1/3
    counts = run(plan.linear(np.zeros((2, 3))), partial(simplex.block, seed=1, n_items=3), 20_000)
    centre = central.central_weights(counts)
    np.testing.assert_allclose(centre.value, 1 / 3, atol=5 * np.sqrt(1 / 18 / 20_000))


def test_the_error_bounds_the_true_one():
    draws = [partial(simplex.block, seed=seed, n_items=3) for seed in range(60)]
    scores = plan.linear(np.array([[1.0, 0, 1], [0, 1, 0]]))
    estimates = [central.central_weights(run(scores, draw, 400)) for draw in draws]
    spread = np.std([estimate.value for estimate in estimates], axis=0)
    assert (spread <= np.mean([estimate.error for estimate in estimates], axis=0)).all()


def test_a_linear_index_is_certain_of_its_central_weights():
    # the weights that put a city first are a convex set, and hold their own mean
    scores = np.random.default_rng(2).integers(0, 100, (30, 4)) / 1.0
    made = plan.linear(scores)
    counts = run(made, partial(simplex.block, seed=3, n_items=4), 20_000)
    factors = central.confidence_factors(made, central.central_weights(counts).value)
    np.testing.assert_array_equal(factors, np.where(counts.ranks[0] > 0, 1, np.nan))


def test_an_index_that_is_not_linear_need_not_be():
    # A is first where one weight passes 0.8, in two corners whose mean is the middle, where B is
    def scores_of(weights, first):
        return np.column_stack([weights.max(axis=1), np.full(len(weights), 0.8)])

    made = plan.free(scores_of, n_cities=2, n_items=2)
    draw = partial(table.block, table=np.array([[0.9, 0.1], [0.1, 0.9], [0.5, 0.5]]))
    centre = central.central_weights(run(made, draw, 3)).value
    np.testing.assert_allclose(centre, [[0.5, 0.5], [0.5, 0.5]], atol=1e-8)
    np.testing.assert_array_equal(central.confidence_factors(made, centre), [0, 1])


def test_uncertain_scores_are_first_in_a_share_of_their_draws():
    # under (1/2, 1/2) A has means 2, 1, 0 and 2, and B always 1: A is first in three draws, in one of them tied, and B
    # in two
    one = np.array([[[2.0, 2], [1, 1]], [[1, 1], [0, 2]]])
    two = np.array([[[0.0, 0], [1, 1]], [[4, 0], [2, 0]]])
    centre = np.array([[0.5, 0.5], [0.5, 0.5]])
    factors = central.uncertain_confidence_factors(centre, [one, two])
    np.testing.assert_allclose(factors.value, [3 / 4, 2 / 4])
    np.testing.assert_allclose(factors.error, [np.sqrt(3 / 16 / 4), 1 / 4])
    without = central.uncertain_confidence_factors(np.array([[np.nan, np.nan], [0.5, 0.5]]), [one])
    np.testing.assert_allclose(without.value, [np.nan, 1 / 2])
