"""The built-in weightings from data as records: what they say, what they refuse, and how they are called."""

import json
import re

import attrs
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.codec.parameters import parameters
from scoring.engine.demands import unmet
from scoring.methods.weightings import scoring_aggregations, scoring_weightings

METHODS = {method.name: method for method in scoring_weightings()}
SCORES = {method.name: method for method in scoring_aggregations()}
EXAMPLES = {
    "critic": [{}, {"rule": "spearman"}],
    "factor_weights": [{}, {"least_eigenvalue": 0.85}, {"least_total": 0.95}],
    "target_importance": [
        {},
        {"target": [1, 2, 3, 4], "measure": "correlation"},
        {"target": [0.1, 0.2, 0.3, 0.4], "measure": "explained_variance"},
    ],
    "common_benefit_of_the_doubt": [
        {},
        {"lower": 0.1, "upper": 0.5},
        {"lower": 0.2, "upper": 0.3, "limit": "weights"},
    ],
}
DIRECTION = np.array([1.0, -1, 1, 1])


def called(method, given, *arrays):
    made, wrong = parameters(method.parameters, given, key="k")
    assert wrong == []
    return method.apply(*arrays, **attrs.asdict(made))


def values(missing=False):
    source = np.random.default_rng(12)
    table = np.exp(source.normal(size=(30, 4)) * 0.5 + 0.5 * source.normal(size=(30, 1)) * [1, -1, 1, 1]) + 1
    if missing:
        table[source.random(table.shape) < 0.15] = np.nan
    table.setflags(write=False)
    return table


cases = pytest.mark.parametrize(
    ("name", "given"), [(name, given) for name in METHODS for given in EXAMPLES.get(name, [{}])]
)


def test_what_is_there():
    assert list(METHODS) == [
        "equal", "standard_deviation", "variance", "coefficient_of_variation", "gini", "angle", "lopcow", "entropy",
        "merec", "cilos", "idocriw", "critic", "principal_axis", "factor_weights", "target_importance",
        "common_benefit_of_the_doubt",
    ]  # fmt: skip
    assert list(SCORES) == ["benefit_of_the_doubt", "penalised_benefit_of_the_doubt"]
    assert all(method.from_data for method in METHODS.values())
    assert all(method.scope == "nation" for method in SCORES.values())


@pytest.mark.parametrize("method", [*METHODS.values(), *SCORES.values()], ids=[*METHODS, *SCORES])
def test_every_method_is_described_with_its_source(method):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", method.name)
    assert method.formula
    assert re.search(r"\b(1[89]|20)\d\d\b", method.source)
    assert method.summary.en.endswith(".")
    assert method.summary.id.endswith(".")
    assert method.summary.en != method.summary.id
    described = re.findall(r"^ *([a-z_, ]+) : ", method.parameters.__doc__ or "", re.MULTILINE)
    known = {name.strip() for names in described for name in names.split(",")}
    assert {field.name for field in attrs.fields(method.parameters)} <= known


@cases
def test_weights_are_shares(name, given):
    method = METHODS[name]
    found = called(method, given, values(missing="complete" not in method.demands), DIRECTION)
    weights = getattr(found, "weights", found)
    assert weights.shape == (4,)
    assert weights.dtype == np.float64
    assert weights.min() >= 0
    assert_allclose(weights.sum(), 1.0)


@cases
def test_what_else_is_told_can_be_written(name, given):
    found = called(METHODS[name], given, values(), DIRECTION)
    if hasattr(found, "_asdict"):
        plain = {key: np.asarray(value).tolist() for key, value in found._asdict().items()}
        assert json.loads(json.dumps(plain)) == plain


@pytest.mark.parametrize("name", METHODS)
def test_one_item_has_all_the_weight(name):
    found = called(METHODS[name], {}, values()[:, :1], DIRECTION[:1])
    assert_allclose(getattr(found, "weights", found), [1.0])


@pytest.mark.parametrize("name", METHODS)
def test_what_meets_the_demands_is_taken(name):
    method = METHODS[name]
    tables = [values(), np.round(values()), values() - 1.5, np.where(values() > 3, 0.0, values())]
    tables += [
        np.where(np.arange(4) == 1, 0.1, values()),
        np.full((5, 4), 3.0),
        values()[:1],
        values(missing=True),
    ]
    taken = 0
    for table in tables:
        if next(unmet(method.demands, table), None) is None:
            found = called(method, {}, table, DIRECTION)
            weights = getattr(found, "weights", found)
            assert weights.min() >= 0
            assert_allclose(weights.sum(), 1.0)
            taken += 1
    assert taken >= 2


@pytest.mark.parametrize(
    ("name", "demand"),
    [
        ("standard_deviation", "varying"),
        ("critic", "varying"),
        ("cilos", "varying"),
        ("cilos", "complete"),
        ("cilos", "positive"),
        ("idocriw", "complete"),
        ("merec", "positive"),
        ("entropy", "not_negative"),
        ("gini", "not_negative"),
        ("lopcow", "varying"),
    ],
)
def test_demands(name, demand):
    assert demand in METHODS[name].demands


BAD = [
    ("critic", {"rule": "kendall"}, ["k.rule"]),
    ("factor_weights", {"least_eigenvalue": -1}, ["k.least_eigenvalue"]),
    ("factor_weights", {"least_share": 1, "least_total": 1.5}, ["k.least_share", "k.least_total"]),
    ("target_importance", {"target": [1, -1]}, ["k.target"]),
    ("target_importance", {"target": [0, 0]}, ["k.target"]),
    ("target_importance", {"measure": "importance"}, ["k.measure"]),
    ("target_importance", {"tolerance": 0}, ["k.tolerance"]),
    ("common_benefit_of_the_doubt", {"lower": -0.1}, ["k.lower"]),
    ("common_benefit_of_the_doubt", {"upper": 0}, ["k.upper"]),
    ("common_benefit_of_the_doubt", {"lower": 0.5, "upper": 0.4}, ["k"]),
    ("common_benefit_of_the_doubt", {"limit": "pie"}, ["k.limit"]),
    ("entropy", {"base": 2}, ["k.base"]),
]


@pytest.mark.parametrize(("name", "given", "keys"), BAD)
def test_wrong_parameters_are_refused_at_their_key(name, given, keys):
    made, wrong = parameters(METHODS[name].parameters, given, key="k")
    assert made is None
    assert [problem.place.key for problem in wrong] == keys


def test_a_target_for_other_items_is_an_error():
    with pytest.raises(ValueError, match="target has 3 numbers for 4 items"):
        called(METHODS["target_importance"], {"target": [1, 2, 3]}, values(), DIRECTION)


@pytest.mark.parametrize("limits", [{"lower": 0.3}, {"upper": 0.2}])
def test_limits_that_cannot_hold_together_are_an_error(limits):
    with pytest.raises(ValueError, match="cannot hold for"):
        called(METHODS["common_benefit_of_the_doubt"], limits, values(), DIRECTION)
    for method in SCORES.values():
        with pytest.raises(ValueError, match="cannot hold for"):
            called(method, limits, values(), np.ones(4), DIRECTION)


def test_limits_are_for_the_items_that_count():
    weights = np.array([1.0, 0, 1, 1])
    assert called(SCORES["benefit_of_the_doubt"], {"lower": 0.3}, values(), weights, DIRECTION).shape == (30,)
    with pytest.raises(ValueError, match="cannot hold for"):
        called(SCORES["benefit_of_the_doubt"], {"lower": 0.4}, values(), weights, DIRECTION)


@pytest.mark.parametrize("name", SCORES)
def test_scores_of_a_stack_are_those_of_each(name):
    stack = np.array([[1.0, 1, 1, 1], [2, 0, 1, 1], [0, 1, 0, 3]])
    found = called(SCORES[name], {}, values(missing=True), stack, DIRECTION)
    assert found.shape == (3, 30)
    for row, weights in zip(found, stack, strict=True):
        assert_array_equal(called(SCORES[name], {}, values(missing=True), weights, DIRECTION), row)
