"""What every registered method keeps, whoever brought it. A new method is tested by being registered."""

import re
from types import SimpleNamespace

import attrs
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import scoring.methods
from scoring.codec.parameters import parameters
from scoring.plugins import load

LOADED = load(scoring.methods.BUILT_INS, version="0")
REGISTRY = LOADED.registry
KINDS = {
    "value": REGISTRY.value_functions,
    "consensus": REGISTRY.consensus_rules,
    "aggregation": REGISTRY.aggregations,
}

# Parameters for methods that cannot do without; a method may stand here several times.
EXAMPLES = {
    "power_mean": [{"exponent": 2}, {"exponent": 0}, {"exponent": -1.5}],
    "linear": [{"raw": [-50, 150], "score": [0, 4]}, {"raw": [0, 100], "score": [10, 1], "clip": False}],
    "goalposts": [{"lower": 0, "upper": 80}, {"lower": 90, "upper": 5, "top": 100, "clip": False}],
    "log_goalposts": [{"lower": 1, "upper": 90}, {"lower": 95, "upper": 2, "clip": False}],
    "distance_to_target": [{"target": 70, "worst": 10}, {"target": 10, "worst": 70, "top": 4}],
    "bands": [{"limits": [0, 33, 66, 95], "scores": [1, 2, 3, 4]}],
    "levels": [{"marks": list(range(1, 101)), "scores": [mark**2 for mark in range(1, 101)]}],
    "trimmed_mean": [{}, {"share": 0}, {"share": 0.4}],
    "ratio": [{}, {"least_denominator": 10, "top": 100}],
    "owa": [{"ordered": [0.2, 0.3, 0.5]}, {"ordered": [*range(11)]}],
    "owa_orness": [{"orness": 0}, {"orness": 0.3}, {"orness": 1}],
    "mpi": [{}, {"penalty": "plus"}],
    "mean_min": [{"alpha": 0.5}, {"alpha": 1, "beta": 4}],
    "choquet": [{"interactions": [[3, 5, 0.01], [4, 9, -0.01], [5, 11, -0.005]]}],
    "spotis": [{"lower": [0] * 11, "upper": [101] * 11}],
}
# A sum of points has no meaning without one of its parts: the one rule that does not pass weights on.
NEEDS_ALL_ITEMS = {"sum"}
# Its parameters name children by their places: without a child they are others (tests/kernels/aggregate/test_interaction.py).
BY_PLACE = {"choquet"}


def cases(kind, without=()):
    """Every method of a kind, for one city by itself, with parameters that its class accepts."""
    for name in KINDS[kind]:
        method = KINDS[kind][name]
        if getattr(method, "scope", "city") != "city" or name in without:
            continue
        for given in EXAMPLES.get(name, [{}]):
            made, wrong = parameters(method.parameters, given, key="example")
            assert made is not None, f"{name}: put parameters into EXAMPLES; {wrong}"
            keywords = {item.name: getattr(made, item.name) for item in attrs.fields(method.parameters)}
            shown = f"{name} {given}" if given else name
            yield pytest.param(
                SimpleNamespace(method=method, keywords=keywords, call=bound(method, keywords)), id=shown
            )


def bound(method, keywords):
    return lambda *arrays, **named: method.apply(*arrays, **named, **keywords)


value_functions = pytest.mark.parametrize("case", [*cases("value")])
consensus_rules = pytest.mark.parametrize("case", [*cases("consensus")])
aggregations = pytest.mark.parametrize("case", [*cases("aggregation")])
aggregations_of_any_children = pytest.mark.parametrize("case", [*cases("aggregation", without=BY_PLACE)])
methods = pytest.mark.parametrize(
    "method",
    [
        pytest.param(register[name], id=f"{kind} {name}")
        for kind, register in KINDS.items()
        for name in register
    ],
)


def frozen(array):
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


def raw(rows=23, items=9):
    """Whole numbers from 1 to 100, some missing, and denominators."""
    source = np.random.default_rng(rows)
    value = source.integers(1, 101, (rows, items)).astype(np.float64)
    value[source.random(value.shape) < 0.15] = np.nan
    return frozen(value), {
        "of": frozen(source.integers(1, 120, value.shape) * 1.0),
        "n": frozen(np.full(value.shape, 50.0)),
    }


def taken(case, named):
    return {name: named[name] for name in case.method.inputs}


def weighted(items=11):
    """Scores of cities, nodes and children, some missing, with weights of which one is zero."""
    source = np.random.default_rng(items)
    values = source.integers(1, 1000, (23, 4, items)) / 10 + 0.05
    values[source.random(values.shape) < 0.2] = np.nan
    weights = source.random((4, items))
    weights[:, 1] = 0.0
    return frozen(values), frozen(weights)


def panels(evaluators=9):
    """Marks of panels, some missing, with a chair each."""
    source = np.random.default_rng(evaluators)
    marks = source.integers(0, 41, (23, evaluators)) / 10
    marks[source.random(marks.shape) < 0.3] = np.nan
    return frozen(marks), frozen(np.arange(evaluators) == np.full((23, 1), 2))


def in_parts(call, *arrays):
    """Compute one row, then three, then the rest."""
    cuts = [(0, 1), (1, 4), (4, 23)]
    return np.concatenate([call(*(array[start:end] for array in arrays)) for start, end in cuts])


# --- what is said about a method


@methods
def test_a_method_is_named_and_described_in_both_languages(method):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", method.name)
    assert method.summary.id.endswith(".")
    assert method.summary.en.endswith(".")
    assert method.summary.id != method.summary.en
    assert method.formula


@methods
def test_every_parameter_is_described_and_the_class_is_frozen(method):
    described = re.findall(r"^ *([a-z_, ]+) : ", method.parameters.__doc__ or "", re.MULTILINE)
    inherited = [
        line
        for cls in method.parameters.__mro__[1:-1]
        for line in re.findall(r"^ *([a-z_, ]+) : ", cls.__doc__ or "", re.MULTILINE)
    ]
    known = {name.strip() for names in (*described, *inherited) for name in names.split(",")}
    assert {item.name for item in attrs.fields(method.parameters)} <= known
    made = object.__new__(method.parameters)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.anything = 1


@methods
def test_unknown_parameters_and_wrong_types_are_refused(method):
    given = EXAMPLES.get(method.name, [{}])[0]
    _, wrong = parameters(method.parameters, {**given, "no_such_parameter": 1}, key="node.index.aggregation")
    assert [item.place.key for item in wrong] == ["node.index.aggregation.no_such_parameter"]
    for item in attrs.fields(method.parameters):
        made, wrong = parameters(method.parameters, {**given, item.name: {"a": "table"}}, key="k")
        assert made is None
        assert [problem.place.key for problem in wrong] == [f"k.{item.name}"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_method_has_an_owner_with_version_and_hash(kind):
    register = KINDS[kind]
    for name in register:
        owner = register.owners[name]
        assert owner.version
        assert re.fullmatch("[0-9a-f]{64}", owner.sha256)


@pytest.mark.parametrize("register", [LOADED.readers, LOADED.writers], ids=["readers", "writers"])
def test_readers_and_writers_are_described_in_both_languages(register):
    assert list(register)
    for name in register:
        record = register[name]
        assert re.fullmatch(r"[a-z][a-z0-9_]*", record.name)
        assert record.summary.id
        assert record.summary.en
        assert record.summary.id != record.summary.en
        endings = record.suffixes if record.kind == "reader" else (record.suffix,)
        assert all(re.fullmatch(r"(\.[a-z0-9]+)+", ending) for ending in endings)


def test_no_two_readers_claim_the_same_ending():
    endings = [ending for name in LOADED.readers for ending in LOADED.readers[name].suffixes]
    assert sorted(endings) == sorted(set(endings))


def test_the_built_ins_load_without_a_problem():
    assert LOADED.problems == ()


# --- value functions


@value_functions
def test_scores_have_the_shape_of_the_values(case):
    value, named = raw()
    found = case.call(value, **taken(case, named))
    assert isinstance(found, np.ndarray)
    assert found.shape == value.shape
    assert found.dtype == np.float64
    nothing = case.call(value[:0], **{name: array[:0] for name, array in taken(case, named).items()})
    assert nothing.shape == (0, value.shape[1])


@value_functions
def test_a_score_is_missing_where_the_value_is_and_only_there(case):
    value, named = raw()
    assert_array_equal(np.isnan(case.call(value, **taken(case, named))), np.isnan(value))


@value_functions
def test_a_score_is_missing_where_an_input_is(case):
    value, named = raw()
    for name in case.method.inputs:
        hollow = {**taken(case, named), name: frozen(np.full(value.shape, np.nan))}
        assert np.isnan(case.call(value, **hollow)).all()


@value_functions
def test_each_score_comes_from_its_own_value_alone(case):
    value, named = raw()
    inputs = taken(case, named)
    whole = case.call(value, **inputs)
    parts = in_parts(
        lambda part, *more: case.call(part, **dict(zip(inputs, more, strict=True))), value, *inputs.values()
    )
    assert parts.tobytes() == whole.tobytes()
    backwards = case.call(
        frozen(value[:, ::-1]), **{name: frozen(array[:, ::-1]) for name, array in inputs.items()}
    )
    assert_array_equal(backwards[:, ::-1], whole)


@value_functions
def test_a_function_that_says_it_rises_does(case):
    value, named = raw()
    inputs = taken(case, named)
    low, high = case.call(value, **inputs), case.call(value + 1, **inputs)
    if case.method.increasing:
        there = ~np.isnan(value)
        assert (high[there] >= low[there]).all()
    else:
        assert case.method.increasing is None  # it depends on the parameters, or it is not said at all


# --- consensus rules


@consensus_rules
def test_a_panel_gives_one_mark(case):
    marks, chair = panels()
    found = case.call(marks, chair)
    assert found.shape == (23,)
    assert found.dtype == np.float64
    assert case.call(marks[:0], chair[:0]).shape == (0,)


@consensus_rules
def test_a_panel_without_marks_has_none_and_no_other_lies_outside_its_marks(case):
    marks, chair = panels()
    assert np.isnan(case.call(frozen(np.full_like(marks, np.nan)), chair)).all()
    found = case.call(marks, chair)
    empty = np.isnan(marks).all(axis=1)
    assert np.isnan(found[empty]).all()
    known = np.isfinite(found)
    lowest, highest = np.nanmin(marks[known], axis=1), np.nanmax(marks[known], axis=1)
    assert ((found[known] >= lowest - 1e-12) & (found[known] <= highest + 1e-12)).all()


@consensus_rules
def test_an_evaluator_without_a_mark_is_as_if_not_there(case):
    marks, chair = panels()
    for row in range(len(marks)):
        there = ~np.isnan(marks[row])
        if there.any():
            alone = case.call(frozen(marks[row, there]), frozen(chair[row, there]))
            assert_array_equal(case.call(marks[row], chair[row]), alone)


@consensus_rules
def test_panels_are_folded_alike_in_any_company(case):
    marks, chair = panels()
    whole = case.call(marks, chair)
    assert in_parts(case.call, marks, chair).tobytes() == whole.tobytes()
    wide = np.hstack([marks, np.full((23, 8), np.nan)])
    assert (
        case.call(frozen(wide), frozen(np.hstack([chair, np.zeros((23, 8), dtype=np.bool_)]))).tobytes()
        == whole.tobytes()
    )


# --- aggregations


@aggregations
def test_children_give_one_score(case):
    values, weights = weighted()
    found = case.call(values, weights)
    assert found.shape == (23, 4)
    assert found.dtype == np.float64
    assert case.call(values[:0], weights).shape == (0, 4)


@aggregations
def test_a_parent_of_missing_children_is_missing_and_never_zero(case):
    values, weights = weighted()
    assert np.isnan(case.call(frozen(np.full_like(values, np.nan)), weights)).all()


@aggregations_of_any_children
def test_a_missing_child_gives_its_weight_to_the_others(case):
    values, weights = weighted()
    found = case.call(values, weights)
    for city, node in np.ndindex(found.shape):
        there = ~np.isnan(values[city, node])
        if case.method.name in NEEDS_ALL_ITEMS and not there[weights[node] > 0].all():
            assert np.isnan(found[city, node])
        else:
            alone = case.call(frozen(values[city, node, there]), frozen(weights[node, there]))
            assert_array_equal(found[city, node], alone)


@aggregations
def test_a_child_without_weight_does_not_count(case):
    values, weights = weighted()
    other = values.copy()
    other[..., 1] = np.where(np.isnan(values[..., 1]), 3.0, np.nan)
    assert_array_equal(case.call(frozen(other), weights), case.call(values, weights))


@aggregations
def test_a_rule_called_additive_is_the_weighted_mean(case):
    values, weights = weighted()
    whole = frozen(np.nan_to_num(values, nan=7.5))
    mean = np.stack([np.average(whole[:, node], axis=1, weights=weights[node]) for node in range(4)], axis=1)
    found = case.call(whole, weights)
    assert case.method.additive == np.allclose(found, mean, rtol=1e-12)


@aggregations
def test_a_rule_takes_negative_scores_unless_it_says_it_does_not(case):
    values, weights = weighted()
    if "not_negative" not in case.method.demands:
        below = frozen(-np.nan_to_num(values, nan=7.5))
        assert np.isfinite(case.call(below, weights)).all()
    else:
        # a mean of this kind has no meaning below zero; the engine refuses such scores by name
        assert_allclose(case.call(frozen(np.full((1, 3), 5.0)), frozen(np.ones(3))), [5.0], rtol=1e-12)


@aggregations
def test_nodes_are_folded_alike_in_any_company(case):
    values, weights = weighted()
    whole = case.call(values, weights)
    assert in_parts(lambda part: case.call(part, weights), values).tobytes() == whole.tobytes()
    for node in range(4):
        alone = case.call(frozen(values[:, node]), weights[node])
        assert alone.tobytes() == np.ascontiguousarray(whole[:, node]).tobytes()
