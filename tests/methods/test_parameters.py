"""Limits of the parameters of the built-in methods: what is refused, and at which key."""

import pytest

import scoring.methods
from scoring.codec.parameters import parameters
from scoring.plugins import load

REGISTRY = load(scoring.methods.BUILT_INS, version="0").registry
FUNCTIONS, RULES, FOLDS = REGISTRY.value_functions, REGISTRY.consensus_rules, REGISTRY.aggregations

GOOD = [
    (FUNCTIONS["linear"], {"raw": [1, 5], "score": [0, 100]}),
    (FUNCTIONS["linear"], {"raw": [5, 1], "score": [3, 3], "clip": False}),
    (FUNCTIONS["goalposts"], {"lower": 20, "upper": 85}),
    (FUNCTIONS["goalposts"], {"lower": 40, "upper": 0, "top": 4}),
    (FUNCTIONS["log_goalposts"], {"lower": 1007.436, "upper": 26572.352}),
    (FUNCTIONS["ratio"], {"least_denominator": 0}),
    (FUNCTIONS["done_planned"], {"top": 0.5}),
    (FUNCTIONS["distance_to_target"], {"target": 4, "worst": 12}),
    (FUNCTIONS["bands"], {"limits": [0], "scores": [-1]}),
    (FUNCTIONS["levels"], {"marks": [0, 1], "scores": [4, 0]}),
    (RULES["trimmed_mean"], {"share": 0}),
    (RULES["trimmed_mean"], {"share": 0.49}),
    (FOLDS["power_mean"], {"exponent": -100}),
    (FOLDS["power_mean"], {"exponent": 100}),
]
BAD = [
    (FUNCTIONS["linear"], {"raw": [1, 1], "score": [0, 100]}, ["raw"]),
    (FUNCTIONS["linear"], {"raw": [1, 2, 3], "score": [0, 100]}, ["raw"]),
    (FUNCTIONS["linear"], {"raw": [1, 2]}, ["score"]),
    (FUNCTIONS["linear"], {"raw": [1, 2], "score": [0, 1], "clip": 1}, ["clip"]),
    (FUNCTIONS["goalposts"], {"lower": 5, "upper": 5}, [""]),
    (FUNCTIONS["goalposts"], {"lower": 5}, ["upper"]),
    (FUNCTIONS["goalposts"], {"lower": float("nan"), "upper": 5}, ["lower"]),
    (FUNCTIONS["goalposts"], {"lower": True, "upper": "5"}, ["lower", "upper"]),
    (FUNCTIONS["log_goalposts"], {"lower": 0, "upper": 5}, [""]),
    (FUNCTIONS["log_goalposts"], {"lower": 5, "upper": -1}, [""]),
    (FUNCTIONS["log_goalposts"], {"lower": 5, "upper": 5}, [""]),
    (FUNCTIONS["ratio"], {"least_denominator": -1}, ["least_denominator"]),
    (FUNCTIONS["done_planned"], {"top": 0}, ["top"]),
    (FUNCTIONS["distance_to_target"], {"target": 4, "worst": 4}, [""]),
    (FUNCTIONS["bands"], {"limits": [1, 1], "scores": [1, 2]}, ["limits"]),
    (FUNCTIONS["bands"], {"limits": [2, 1], "scores": [1, 2]}, ["limits"]),
    (FUNCTIONS["bands"], {"limits": [], "scores": []}, ["limits"]),
    (FUNCTIONS["bands"], {"limits": [1, 2], "scores": [1]}, [""]),
    (FUNCTIONS["levels"], {"marks": [1, 0], "scores": [1, 2]}, ["marks"]),
    (FUNCTIONS["levels"], {"marks": [1, 2], "scores": [1, 2, 3]}, [""]),
    (RULES["trimmed_mean"], {"share": 0.5}, ["share"]),
    (RULES["trimmed_mean"], {"share": -0.1}, ["share"]),
    (FOLDS["power_mean"], {}, ["exponent"]),
    (FOLDS["power_mean"], {"exponent": 101}, ["exponent"]),
    (FOLDS["power_mean"], {"exponent": -101}, ["exponent"]),
    (
        FOLDS["power_mean"],
        {"exponent": float("inf")},
        ["exponent", "exponent"],
    ),  # not finite, and above the limit
    (FOLDS["weighted_mean"], {"exponent": 1}, ["exponent"]),
]


@pytest.mark.parametrize(("method", "given"), GOOD, ids=[f"{method.name} {given}" for method, given in GOOD])
def test_parameters_inside_their_limits_are_taken(method, given):
    made, problems = parameters(method.parameters, given, key="k")
    assert problems == []
    assert made is not None


@pytest.mark.parametrize(
    ("method", "given", "keys"), BAD, ids=[f"{method.name} {given}" for method, given, _ in BAD]
)
def test_parameters_outside_their_limits_are_refused_at_their_key(method, given, keys):
    made, problems = parameters(method.parameters, given, key="k")
    assert made is None
    assert [item.place.key for item in problems] == [f"k.{key}" if key else "k" for key in keys]


def test_the_built_ins_are_those_of_the_documents():
    assert list(FUNCTIONS) == [
        "identity",
        "linear",
        "goalposts",
        "log_goalposts",
        "distance_to_target",
        "bands",
        "levels",
        "ratio",
        "done_planned",
    ]
    assert list(RULES) == ["mean", "median", "trimmed_mean", "olympic", "chair"]
    assert [name for name in FOLDS if FOLDS[name].scope == "city"] == [
        "weighted_mean",
        "geometric_mean",
        "harmonic_mean",
        "power_mean",
        "minimum",
        "maximum",
        "sum",
        "first_present",
        "latest",
        "median",
        "owa",
        "owa_orness",
        "mpi",
        "ampi",
        "mean_min",
        "choquet",
    ]


def test_only_the_weighted_mean_is_additive_and_these_rules_need_scores_that_are_not_negative():
    assert [name for name in FOLDS if FOLDS[name].additive] == ["weighted_mean"]
    refusing = [
        name for name in FOLDS if "not_negative" in FOLDS[name].demands and FOLDS[name].scope == "city"
    ]
    assert refusing == ["geometric_mean", "harmonic_mean", "power_mean", "mpi", "ampi"]
