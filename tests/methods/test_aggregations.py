"""Limits of the aggregations' parameters, what they say of compensation, and interactions that weights do not carry."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import scoring.methods
from scoring.codec.parameters import parameters
from scoring.plugins import load

RULES = load(scoring.methods.BUILT_INS, version="0").registry.aggregations
GOOD = [
    ("owa", {"ordered": [0, 1, 0]}),
    ("owa_orness", {"orness": 0}),
    ("owa_orness", {"orness": 1}),
    ("mpi", {}),
    ("ampi", {"penalty": "plus"}),
    ("mean_min", {"alpha": 1}),
    ("mean_min", {"alpha": 0.5, "beta": 10}),
    ("choquet", {"interactions": [[1, 2, 0.1], [2, 3, -0.1]]}),
]
BAD = [
    ("owa", {}, "k.ordered"),
    ("owa", {"ordered": []}, "k.ordered"),
    ("owa", {"ordered": [0, 0]}, "k.ordered"),
    ("owa", {"ordered": [0.5, -0.1]}, "k.ordered"),
    ("owa_orness", {"orness": 1.01}, "k.orness"),
    ("owa_orness", {"orness": -0.01}, "k.orness"),
    ("mpi", {"penalty": "none"}, "k.penalty"),
    ("mean_min", {"alpha": 1.5}, "k.alpha"),
    ("mean_min", {"alpha": 1, "beta": -1}, "k.beta"),
    ("choquet", {"interactions": []}, "k.interactions"),
    ("choquet", {"interactions": [[1, 1, 0.1]]}, "k.interactions"),
    ("choquet", {"interactions": [[0, 1, 0.1]]}, "k.interactions"),
    ("choquet", {"interactions": [[1, 2, 0.1], [2, 1, 0.1]]}, "k.interactions"),
    ("choquet", {"interactions": [[1, 2]]}, "k.interactions[0]"),
    ("choquet", {"interactions": [[1.5, 2, 0.1]]}, "k.interactions[0][0]"),
]


def made(name, given):
    return parameters(RULES[name].parameters, given, key="k")


@pytest.mark.parametrize(("name", "given"), GOOD)
def test_parameters_inside_their_limits_are_taken(name, given):
    record, problems = made(name, given)
    assert problems == []
    assert record is not None


@pytest.mark.parametrize(("name", "given", "key"), BAD)
def test_parameters_outside_their_limits_are_refused_at_their_key(name, given, key):
    record, problems = made(name, given)
    assert record is None
    assert [problem.place.key for problem in problems] == [key]


def test_a_weight_below_zero_is_named_by_its_place():
    _, (problem,) = made("owa", {"ordered": [0.5, -0.1]})
    assert "ordered[1] must not be below 0, found -0.1" in problem.details["cause"]


def test_a_pair_named_twice_is_told_with_both_places():
    _, (problem,) = made("choquet", {"interactions": [[1, 2, 0.1], [2, 3, 0.1], [2, 1, 0.1]]})
    assert "interactions[2] names the pair of interactions[0] again" in problem.details["cause"]


def folded(weights, interactions):
    return RULES["choquet"].apply(
        np.array([[2.0, 6.0, 4.0]]), np.array(weights), interactions=tuple(map(tuple, interactions))
    )


def test_interactions_that_the_weights_carry_are_taken():
    # 4.2 - 0.4 * 4 / 2
    assert_allclose(folded([0.2, 0.3, 0.5], [(1, 2, 0.4)]), [3.4], rtol=1e-14)


def test_interactions_beyond_the_weights_are_refused_with_the_child():
    with pytest.raises(ValueError, match=r"child 1 exceed twice its weight by 0\.1:"):
        folded([0.2, 0.3, 0.5], [(1, 2, 0.5)])
    with pytest.raises(ValueError, match="child 2 exceed"):
        folded([[0.5, 0.4, 0.1], [0.5, 0.1, 0.4]], [(1, 2, 0.3), (2, 3, -0.1)])


def test_an_interaction_of_a_child_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="name child 4, and there are 3 children"):
        folded([0.2, 0.3, 0.5], [(1, 4, 0.1)])


def test_what_the_rules_say_of_compensation():
    said = {name: RULES[name].compensation for name in RULES if RULES[name].scope == "city"}
    assert said == {
        "weighted_mean": "full",
        "geometric_mean": "partial",
        "harmonic_mean": "partial",
        "power_mean": None,  # full with exponent 1
        "minimum": "none",
        "maximum": "full",
        "sum": "full",
        "first_present": "none",
        "latest": "none",
        "median": "full",
        "owa": None,
        "owa_orness": None,
        "mpi": "partial",
        "ampi": "partial",
        "mean_min": None,  # full with alpha 0, none with alpha 1 and beta 0
        "choquet": None,
    }
