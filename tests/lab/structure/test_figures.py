"""Correlations, reliability, components, weights and importance of the small index, by hand."""

import attrs
import numpy as np
import pytest

from scoring.errors import RejectedError
from scoring.lab.structure.carrying import importances, importances_of_criteria, weights
from scoring.lab.structure.correlating import chosen, correlated, pairs
from scoring.lab.structure.items import adequacy, components, reliability


def test_pairs_are_columns_against_columns_each_once():
    assert pairs(("a", "b", "c")) == (("a", "b"), ("a", "c"), ("b", "c"))
    assert pairs(("a", "b"), ("b", "a", "c")) == (("a", "b"), ("a", "c"), ("b", "c"))


def test_without_columns_each_node_of_several_children_is_looked_at(studied):
    every = (("a", "b"), ("a", "index"), ("b", "index"), ("p", "q"), ("p", "a"), ("q", "a"))
    assert chosen(studied, None, None, "") == every
    assert chosen(studied, None, None, "b") == (("q", "b"),)
    assert chosen(studied, 1, 0, "") == (("a", "index"), ("b", "index"))


def test_a_correlation_with_its_chance_and_its_cities(studied):
    (row,) = correlated(studied, [("p", "q")])
    # p: 1.5, 0.5, -0.5, -1.5, squares 5; q of the same cities: -1.5, -0.5, -0.5, 2.5, squares 9
    # products -2.25 - 0.25 + 0.25 - 3.75 = -6; r = -6 / sqrt(45)
    value = -6 / 45**0.5
    assert row.value == pytest.approx(value)
    # t with two degrees of freedom has the chance 1 - |t| / sqrt(2 + t**2), and t**2 = 2 r**2 / (1 - r**2)
    assert row.p_value == pytest.approx(1 - abs(value))
    assert (row.cities, row.look, row.member) == (4, "negative", "nation")


def test_inside_a_group_each_member_has_its_own_and_who_belongs_nowhere_counts_nowhere(studied):
    rows = correlated(studied, [("p", "q")], rule="kendall", group="side")
    assert [(row.member, row.value, row.cities) for row in rows] == [("e", -1.0, 2), ("w", -1.0, 2)]


# deviations of a: 0.65, 0.15, -0.6, -0.6, 0.4; of q: -1.6, -0.6, -0.6, 2.4, 0.4; of the index: half of their sum;
# sums of squares 1.325, 9.2 and 1.60625, of products a q -2.05, a index -0.3625, q index 3.575
@pytest.mark.parametrize(
    ("first", "second", "turned", "value", "look"),
    [
        ("q", "index", 1, 3.575 / (9.2 * 1.60625) ** 0.5, "high"),
        ("a", "index", 1, -0.3625 / (1.325 * 1.60625) ** 0.5, "low"),
        ("a", "q", 1, -2.05 / (1.325 * 9.2) ** 0.5, "negative"),
        ("a", "q", -1, 2.05 / (1.325 * 9.2) ** 0.5, ""),
    ],
)
def test_what_deserves_a_look(first, second, turned, value, look, studied):
    direction = np.array([1, 1, turned, 1, 1, 1, 1, 1.0])
    (row,) = correlated(attrs.evolve(studied, direction=direction), [(first, second)])
    assert (row.value, row.look) == (pytest.approx(value), look)


def test_there_must_be_such_a_group(studied):
    with pytest.raises(RejectedError) as caught:
        correlated(studied, [("p", "q")], group="sid")
    assert [(item.code, item.details["nearest"]) for item in caught.value.problems] == [
        ("unknown-group", "side")
    ]


def test_a_column_of_which_less_is_better_is_turned_round(studied):
    direction = np.array([1, 1, -1, 1, 1, 1, 1, 1.0])
    (row,) = correlated(attrs.evolve(studied, direction=direction), [("p", "q")])
    assert row.value == pytest.approx(6 / 45**0.5)


def test_alpha_by_hand(studied):
    first, second = reliability(studied, "a")
    # covariances over the cities of each pair: var p = 5 / 3; q over all five: deviations -1.6, -0.6, -0.6, 2.4, 0.4,
    # squares 2.56 + 0.36 + 0.36 + 5.76 + 0.16 = 9.2, var q = 2.3; cov = -6 / 3 = -2
    alpha = 2 * (1 - (5 / 3 + 2.3) / (5 / 3 + 2.3 - 4))
    assert first.alpha == second.alpha == pytest.approx(alpha)
    assert (first.items, first.child, second.child) == (2, "p", "q")
    assert first.with_rest == pytest.approx(-2 / (5 / 3 * 2.3) ** 0.5)
    # of two standardised items it is 2 r / (1 + r)
    r = -6 / 45**0.5
    assert reliability(studied, "a", standardised=True)[0].alpha == pytest.approx(2 * r / (1 + r))


def test_components_of_two_children_are_their_sum_and_their_difference(studied):
    rows = components(studied, "a")
    r = 6 / 45**0.5
    assert [(row.component, row.child) for row in rows] == [(1, "p"), (1, "q"), (2, "p"), (2, "q")]
    assert [row.eigenvalue for row in rows] == pytest.approx([1 + r, 1 + r, 1 - r, 1 - r])
    assert [row.cumulative for row in rows] == pytest.approx([(1 + r) / 2] * 2 + [1.0] * 2)
    assert [abs(row.loading) for row in rows[:2]] == pytest.approx([((1 + r) / 2) ** 0.5] * 2)
    assert [np.isnan(row.rotated) for row in rows] == [False, False, True, True]


def test_adequacy_of_two_children_is_a_half_and_bartlett_is_by_hand(studied):
    found = adequacy(studied, "a")
    # -(4 - 1 - (2 * 2 + 5) / 6) ln(1 - r**2) = -1.5 ln(1 - 36 / 45) = -1.5 ln 0.2
    assert found.chi_squared == pytest.approx(-1.5 * np.log(0.2))
    assert (found.kmo, found.degrees, found.cities, found.items) == (pytest.approx(0.5), 1, 4, 2)


def test_a_child_that_is_the_same_everywhere_is_left_out_of_components(studied):
    scores = studied.scores.copy()
    scores[:, 3] = 2.0
    same = attrs.evolve(studied, scores=scores)
    found = adequacy(same, "a")
    assert (found.left_out, found.items, found.cities) == ("p", 1, 5)
    assert np.isnan([found.kmo, found.chi_squared, found.p_value]).all()
    assert components(same, "a") == ()
    scores[:, 3] = np.nan
    assert adequacy(attrs.evolve(studied, scores=scores), "a").left_out == "p, q"


def test_weights_down_the_tree_and_their_methods(structure):
    found = [(row.column, row.parent, row.weight, row.effective) for row in weights(structure)]
    assert found == [
        ("index", "", 1.0, 1.0),
        ("a", "index", 0.5, 0.5),
        ("b", "index", 0.5, 0.5),
        ("p", "a", 0.75, 0.375),
        ("q", "a", 0.25, 0.125),
        ("q", "b", 1.0, 0.5),
    ]
    assert [row.kind for row in weights(structure)] == ["node", "rubric", "rubric", *["criterion"] * 3]
    assert [row.method for row in weights(structure)] == ["", "entropy", "entropy", "", "", ""]


def test_importance_stands_beside_the_weight_and_a_shared_criterion_has_all_its_ways(studied):
    rows = importances(studied, "a")
    assert [(row.column, row.nominal, row.scope) for row in rows] == [
        ("p", 0.75, "children"),
        ("q", 0.25, "children"),
    ]
    # a of the four cities that have p: 3.25, 2.75, 2, 2; deviations 0.75, 0.25, -0.5, -0.5, squares 1.125
    # with p: 1.125 + 0.125 + 0.25 + 0.75 = 2.25; r**2 = 2.25**2 / (5 * 1.125) = 0.9
    assert rows[0].linear == pytest.approx(0.9)
    assert 0.9 <= rows[0].main + 1e-12 <= 1
    below = importances_of_criteria(studied)
    assert [(row.node, row.column, row.nominal, row.scope) for row in below] == [
        ("index", "p", 0.375, "criteria"),
        ("index", "q", 0.625, "criteria"),
    ]
    assert [row.cities for row in below] == [4, 5]
