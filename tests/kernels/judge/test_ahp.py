"""Pairwise comparisons against Saaty's printed examples and independent calculations."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.judge.ahp import ahp
from scoring.kernels.judge.consistency import random_index, worst_triads
from scoring.kernels.judge.pairwise import eigenvector, geometric_mean, linked, merged, reciprocal

METHODS = ["eigenvector", "geometric_mean"]


def table(*upper):
    """A table from the rows right of its diagonal; 0 is not compared."""
    size = len(upper) + 1
    made = np.eye(size)
    for item, row in enumerate(upper):
        made[item, item + 1 :] = row
    return made[None]


# Saaty, Decision making with the analytic hierarchy process, International Journal of Services Sciences 1, 2008.
# Table 2: coffee, wine, tea, beer, sodas, milk, water. Tea over wine is printed 2 and wine over tea 1/3; with 3 all
# printed figures come out.
DRINKS = table(
    [9, 5, 2, 1, 1, 1 / 2], [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9], [1 / 3, 1 / 4, 1 / 3, 1 / 9], [1 / 2, 1, 1 / 3], [2, 1 / 2], [1 / 3]
)  # fmt: skip
# Table 3: flexibility, opportunities, security, reputation, salary; table 4: flexibility of a job.
JOB = table([1 / 4, 1 / 6, 1 / 4, 1 / 8], [1 / 3, 3, 1 / 7], [4, 1 / 2], [1 / 7])
FLEXIBILITY = table([1 / 3, 1 / 6], [1 / 4])
# Saaty, How to make a decision, proceedings of the ISAHP, 1988: size of house.
HOUSE = table([6, 8], [4])


def consistent(weights):
    return (weights[:, None] / weights[None, :])[None]


def drawn(seed, people=3, items=6):
    """Tables of somewhat inconsistent people."""
    source = np.random.default_rng(seed)
    weights = source.random(items) + 0.1
    noise = np.triu(np.exp(source.normal(0, 0.4, (people, items, items))), 1)
    return reciprocal(np.eye(items) + noise * (weights[:, None] / weights[None, :]))


@pytest.mark.parametrize(
    ("comparisons", "printed"),
    [
        (DRINKS, [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]),
        (JOB, [0.036, 0.122, 0.262, 0.075, 0.506]),
        (FLEXIBILITY, [0.091, 0.218, 0.691]),
    ],
)
def test_priorities_are_those_that_saaty_prints(comparisons, printed):
    assert_allclose(ahp(comparisons).weights, printed, atol=5.1e-4)


def test_the_consistency_ratio_of_the_drinks_is_that_of_saaty():
    assert_allclose(ahp(DRINKS).consistency_ratio, [0.022], atol=5e-4)


def test_the_consistency_of_a_house_is_that_of_saaty():
    # printed: 3.136, .068, .117
    assert_allclose(eigenvector(reciprocal(HOUSE)).eigenvalue, [3.136], atol=5e-4)
    found = ahp(HOUSE)
    assert_allclose(found.consistency_index, [0.068], atol=5e-4)
    assert_allclose(found.consistency_ratio, [0.117], atol=5e-4)


def test_three_items_have_the_same_priorities_by_both_methods():
    # cube roots of the row products 1/18, 3/4, 24
    roots = np.cbrt([1 / 18, 3 / 4, 24])
    for method in METHODS:
        assert_allclose(ahp(FLEXIBILITY, prioritisation=method).weights, roots / roots.sum(), rtol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_priorities_agree_with_plain_iteration_and_row_products(seed):
    comparisons = drawn(seed, people=1)
    weights = np.ones(6)
    for _ in range(200):
        weights = comparisons[0] @ weights
        weights /= weights.sum()
    assert_allclose(ahp(comparisons).weights, weights, rtol=1e-12)
    rows = np.prod(comparisons[0], axis=1) ** (1 / 6)
    found = ahp(comparisons, prioritisation="geometric_mean")
    assert_allclose(found.weights, rows / rows.sum(), rtol=1e-12)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "hidden", [[], [(0, 1)], [(0, 1), (2, 3), (0, 4)], [(0, 2), (0, 3), (0, 4), (1, 3), (1, 4), (2, 4)]]
)
def test_consistent_comparisons_give_their_weights_even_where_some_are_missing(method, hidden):
    weights = np.array([0.4, 0.25, 0.2, 0.1, 0.05])
    comparisons = consistent(weights)
    for first, second in hidden:
        comparisons[0, first, second] = comparisons[0, second, first] = 0.0
    found = ahp(comparisons, prioritisation=method)
    assert_allclose(found.weights, weights, rtol=1e-10)
    assert_allclose(found.consistency_ratio, 0.0, atol=1e-10)
    assert_array_equal(found.missing, [len(hidden)])
    assert_allclose(found.triads.factor[0][found.triads.items[0, :, 0] >= 0], 1.0, rtol=1e-12)


def holey(seed):
    comparisons = drawn(seed, people=1)
    for first, second in ((0, 3), (1, 4), (2, 5), (0, 5)):
        comparisons[0, first, second] = comparisons[0, second, first] = 0.0
    return comparisons


@pytest.mark.parametrize("seed", range(3))
def test_harker_counts_a_missing_comparison_as_the_priorities_would_have_it(seed):
    comparisons = holey(seed)
    found = eigenvector(comparisons)
    weights = found.weights[0]
    filled = np.where(comparisons[0] == 0, weights[:, None] / weights[None, :], comparisons[0])
    assert_allclose(filled @ weights, found.eigenvalue[0] * weights, rtol=1e-10)


@pytest.mark.parametrize("seed", range(3))
def test_geometric_means_of_incomplete_tables_are_least_squares_of_logarithms(seed):
    comparisons = holey(seed)
    pairs = [(i, j) for i in range(6) for j in range(i + 1, 6) if comparisons[0, i, j] > 0]
    design = np.zeros((len(pairs), 6))
    for row, (i, j) in enumerate(pairs):
        design[row, [i, j]] = 1.0, -1.0
    logs = np.linalg.lstsq(design, np.log([comparisons[0, i, j] for i, j in pairs]), rcond=None)[0]
    assert_allclose(geometric_mean(comparisons)[0], np.exp(logs) / np.exp(logs).sum(), rtol=1e-10)


def test_an_incomplete_table_is_about_as_consistent_as_its_best_completion():
    # Bozoki, Fulop and Ronyai 2010 by AHPy's tests: 0.0372 times the random index 0.8286 of Donegan and Dodd
    found = ahp(table([1, 5, 2], [3, 4], [0]))
    assert_allclose(found.consistency_index, [0.0372 * 0.8286], atol=1e-4)
    # one of the six pairs is missing, so 0.9 times 1 - 2 / 6
    assert_allclose(found.consistency_ratio, found.consistency_index / 0.6, rtol=1e-12)


def test_the_random_index_goes_on_where_saatys_table_ends():
    # Alonso and Lamata 2006 print 1.5140, 1.5365, 1.5551, 1.5713, 1.5838 for 11 to 15 from their simulation
    printed = [1.5140, 1.5365, 1.5551, 1.5713, 1.5838]
    assert_allclose([random_index(size) for size in range(11, 16)], printed, atol=5e-3)
    # by hand 174.4086 / 100
    assert_allclose(random_index(101), 1.744086, rtol=1e-12)
    assert (np.diff([random_index(size) for size in range(2, 60)]) > 0).all()


def test_two_items_and_a_tree_of_comparisons_cannot_be_inconsistent():
    assert_array_equal(ahp(table([7])).consistency_ratio, [0.0])
    assert_array_equal(ahp(np.ones((1, 1, 1))).weights, [1.0])
    tree = ahp(table([3, 5, 7], [0, 0], [0]))
    assert_array_equal(tree.consistency_ratio, [0.0])
    assert_allclose(tree.weights, np.array([105, 35, 21, 15]) / 176, rtol=1e-12)


def test_the_most_inconsistent_triads_by_hand():
    # 0-1-2: 2 * 3 over 1.5 is 4; 0-1-3: 2 * 2 over 4 is 1; 0-2-3: 1.5 * 1 over 4 is 3/8; 1-2-3: 3 * 1 over 2 is 3/2
    found = worst_triads(reciprocal(table([2, 1.5, 4], [3, 2], [1])))
    assert_array_equal(found.items, [[[0, 1, 2], [0, 2, 3], [1, 2, 3]]])
    assert_allclose(found.factor, [[4.0, 8 / 3, 1.5]], rtol=1e-12)


def test_there_are_fewer_triads_where_comparisons_are_missing():
    found = worst_triads(reciprocal(table([2, 1.5, 4], [3, 0], [1])))
    assert_array_equal(found.items, [[[0, 1, 2], [0, 2, 3], [-1, -1, -1]]])
    assert_allclose(found.factor, [[4.0, 8 / 3, np.nan]], rtol=1e-12)
    assert_array_equal(worst_triads(reciprocal(table([2]))).items, np.full((1, 3, 3), -1))


def test_half_a_table_and_rounded_reciprocals_are_made_exact():
    rounded = np.array([[[1, 3, 0.2], [0.333, 1, 0], [5, 0, 1.0]]])
    assert_allclose(reciprocal(rounded), [[[1, 3, 0.2], [1 / 3, 1, 0], [5, 0, 1]]], rtol=1e-15)
    assert_allclose(reciprocal(table([3, 0.2], [0])), reciprocal(rounded), rtol=1e-15)


def test_judgements_are_put_together_by_geometric_means_of_those_who_judged():
    # 2 and 8 are 4; only the second compared 0 with 2; nobody 1 with 2
    found = merged(reciprocal(np.concatenate([table([2, 0], [0]), table([8, 5], [0])])))
    assert_allclose(found, [[[1, 4, 5], [0.25, 1, 0], [0.2, 0, 1]]], rtol=1e-14)


def test_row_products_give_the_same_from_merged_judgements_as_from_merged_weights():
    # Aczel and Saaty 1983
    comparisons = drawn(7, people=4)
    judgements = ahp(comparisons, prioritisation="geometric_mean", group="judgements")
    weights = ahp(comparisons, prioritisation="geometric_mean", group="geometric")
    assert_allclose(judgements.weights, weights.weights, rtol=1e-12)
    assert not np.allclose(weights.weights, ahp(comparisons, group="arithmetic").weights, rtol=1e-6)


def test_the_group_ratio_is_that_of_the_merged_table():
    comparisons = drawn(8, people=4)
    assert_allclose(ahp(comparisons).group_ratio, ahp(merged(comparisons)).consistency_ratio[0], rtol=1e-10)


@pytest.mark.parametrize("group", ["arithmetic", "geometric", "judgements"])
@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_items_and_people_does_not_matter(method, group):
    comparisons = drawn(9, people=4)
    items, people = np.array([3, 0, 5, 1, 4, 2]), np.array([2, 0, 3, 1])
    found = ahp(comparisons, prioritisation=method, group=group)
    other = ahp(comparisons[people][:, items][:, :, items], prioritisation=method, group=group)
    assert_allclose(other.weights, found.weights[items], rtol=1e-10)
    assert_allclose(other.individual, found.individual[people][:, items], rtol=1e-10)
    assert_allclose(other.consistency_ratio, found.consistency_ratio[people], rtol=1e-8)
    assert_allclose(other.triads.factor, found.triads.factor[people], rtol=1e-10)


def test_asked_the_other_way_round_row_products_turn_over():
    comparisons = drawn(10, people=1)
    turned = 1 / ahp(comparisons, prioritisation="geometric_mean").weights
    found = ahp(np.swapaxes(comparisons, 1, 2), prioritisation="geometric_mean")
    assert_allclose(found.weights, turned / turned.sum(), rtol=1e-10)


def test_sixty_items_are_judged_too():
    weights = np.random.default_rng(11).random(60) + 0.1
    found = ahp(consistent(weights))
    assert_allclose(found.weights, weights / weights.sum(), rtol=1e-10)
    assert_allclose(found.consistency_ratio, 0.0, atol=1e-10)


def test_which_items_are_linked():
    assert linked(table([2, 0, 0], [0, 0], [5])[0]).tolist() == [True, True, False, False]
    assert linked(table([0, 0, 3], [2, 0], [4])[0]).all()
