"""Indices that are not linear, against each index itself, weighting by weighting."""

from functools import partial

import numpy as np
import pytest

from scoring.kernels.acceptability import indices, plan
from scoring.kernels.acceptability.figures import acceptability
from scoring.kernels.acceptability.ranks import ranks_under
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw import simplex

VALUES = np.random.default_rng(4).uniform(1, 100, (40, 5))
GAPS = np.where(np.random.default_rng(5).random(VALUES.shape) < 0.25, np.nan, VALUES)
GAPS[np.isnan(GAPS).all(axis=1), 0] = 50.0
WEIGHTS = simplex.block(0, 2**25, seed=6, n_items=5)[:200] / 2**25


def geometric(scores, weights):
    return np.exp((weights * np.log(scores)).sum() / weights.sum())


def power(scores, weights, exponent):
    return ((weights * scores**exponent).sum() / weights.sum()) ** (1 / exponent)


def closeness(table, weights, city):
    """Return TOPSIS of a city step by step (Hwang & Yoon 1981), of items that are scaled already."""
    ideal, nadir = np.nanmax(table, axis=0) * weights, np.nanmin(table, axis=0) * weights
    weighted = table[city] * weights
    far, near = np.sqrt(np.nansum((weighted - ideal) ** 2)), np.sqrt(np.nansum((weighted - nadir) ** 2))
    return near / (far + near)


def of_present(index):
    def values(table, weights):
        known = [~np.isnan(row) for row in table]
        return [index(row[there], weights[there]) for row, there in zip(table, known, strict=True)]

    return values


INDICES = {
    "arithmetic": (plan.linear, of_present(lambda scores, weights: (scores * weights).sum() / weights.sum())),
    "geometric": (indices.geometric, of_present(geometric)),
    "harmonic": (partial(indices.power, exponent=-1), of_present(partial(power, exponent=-1))),
    "quadratic": (partial(indices.power, exponent=2), of_present(partial(power, exponent=2))),
    "half": (partial(indices.power, exponent=0.5), of_present(partial(power, exponent=0.5))),
    "topsis": (
        indices.topsis,
        lambda table, weights: [closeness(table, weights, city) for city in range(len(table))],
    ),
}


def ranks_of(values):
    values = np.array(values)
    return (values[:, None, :] > values[:, :, None]).sum(axis=2) + 1


@pytest.mark.parametrize(("made", "index"), INDICES.values(), ids=INDICES)
@pytest.mark.parametrize("table", [VALUES, GAPS], ids=["complete", "missing"])
def test_ranks_are_those_of_the_index_but_for_the_lattice(made, index, table):
    expected = ranks_of([index(table, weights) for weights in WEIGHTS])
    apart = np.abs(ranks_under(made(table), WEIGHTS) - expected)
    assert apart.max() <= 1
    assert (apart > 0).mean() < 0.001


def test_the_geometric_mean_puts_cities_with_a_zero_last_and_level():
    scores = np.array([[0.0, 100], [1, 1], [100, 0], [2, 1]])
    assert ranks_under(indices.geometric(scores), np.array([[0.5, 0.5]])).tolist() == [[3, 2, 3, 1]]
    assert ranks_under(indices.geometric(scores), np.array([[1.0, 0.0]])).tolist() == [[4, 3, 1, 2]]
    assert ranks_under(indices.power(scores, -1), np.array([[1.0, 0.0]])).tolist() == [[4, 3, 1, 2]]


def test_powers_of_zero_one_and_nothing_but_zeros():
    np.testing.assert_array_equal(
        ranks_under(indices.power(VALUES, 0), WEIGHTS), ranks_under(indices.geometric(VALUES), WEIGHTS)
    )
    np.testing.assert_array_equal(
        ranks_under(indices.power(VALUES, 1), WEIGHTS), ranks_under(plan.linear(VALUES), WEIGHTS)
    )
    for exponent in (-1, 0, 2):
        assert (ranks_under(indices.power(np.zeros((3, 5)), exponent), WEIGHTS) == 1).all()


def test_topsis_of_an_item_that_is_the_same_everywhere():
    # it stands at ideal and nadir at once: closeness 0.5 for the city that has nothing else, 1 and 0 for the others
    values = np.array([[1.0, 3], [1, 5], [1, np.nan]])
    assert ranks_under(indices.topsis(values), np.array([[0.3, 0.7]])).tolist() == [[3, 1, 2]]
    assert ranks_under(indices.topsis(np.ones((3, 2))), np.array([[0.3, 0.7]])).tolist() == [[1, 1, 1]]


def test_net_flows_of_promethee_are_a_linear_index():
    # usual preference: the flow of an item is cities below minus cities above
    flows = np.sign(VALUES[:, None] - VALUES[None]).sum(axis=1) / (len(VALUES) - 1)
    expected = []
    for weights in WEIGHTS:
        preference = (np.sign(VALUES[:, None] - VALUES[None]).clip(0) * weights).sum(axis=2)
        expected.append((preference - preference.T).sum(axis=1) / (len(VALUES) - 1))
    # some whole numbers of cities tie under no weights of these; floats that tie are told apart by their last bits
    assert (ranks_under(plan.linear(flows), WEIGHTS) != ranks_of(np.round(expected, 12))).mean() < 0.001


def test_any_function_of_weights_is_ranked():
    def weakest(weights, first):
        return (VALUES[None] * (1 - weights[:, None, :])).min(axis=2)

    made = plan.free(weakest, n_cities=40, n_items=5)
    np.testing.assert_array_equal(ranks_under(made, WEIGHTS), ranks_of(weakest(WEIGHTS, 0)))


def test_a_function_may_give_ties_both_signs_infinity_and_no_score():
    scores = np.array([[1.0, -1, 0, -0.0, np.nan, np.inf, -np.inf, 1], [np.nan] * 8])
    made = plan.free(lambda weights, _: scores[: len(weights)], n_cities=8, n_items=1)
    assert ranks_under(made, np.ones((2, 1))).tolist() == [[2, 6, 4, 4, 0, 1, 7, 2], [0] * 8]


def test_a_function_may_bring_scores_of_its_own_to_each_weighting():
    # uncertain scores: A is 2 in the first block and 0 in the second, B is 1
    drawn = np.repeat([[2.0, 1.0], [0.0, 1.0]], 4096, axis=0)
    made = plan.free(lambda weights, first: drawn[first : first + len(weights)], n_cities=2, n_items=1)
    counts = run(made, partial(simplex.block, seed=1, n_items=1), 8192)
    np.testing.assert_array_equal(acceptability(counts).value, [[0.5, 0.5], [0.5, 0.5]])
