"""What the engine does with a method that misbehaves, and with scores that a rule cannot take."""

import numpy as np
import pytest
from attrs import evolve, frozen

from scoring.errors import PluginError, RejectedError
from scoring.model.method import Aggregation, Consensus, ValueFunction
from scoring.model.registry import Owner, Register

STRANGER = Owner(name="methods", distribution="scoring-stranger", version="1.2")


def registry(bench, *methods):
    """The built-ins and some methods of a stranger."""

    def register(old, kind):
        found = {item.name: item for item in methods if isinstance(item, kind)}
        return Register(
            methods={**old.methods, **found}, owners={**old.owners, **dict.fromkeys(found, STRANGER)}
        )

    known = bench.registry
    return evolve(
        known,
        value_functions=register(known.value_functions, ValueFunction),
        consensus_rules=register(known.consensus_rules, Consensus),
        aggregations=register(known.aggregations, Aggregation),
    )


def value(apply, **fields):
    return ValueFunction(name="strange", apply=apply, **fields)


def rules_for(bench, method):
    use = bench.use("strange")
    if isinstance(method, ValueFunction):
        return bench.scheme(bench.rubric("a", ("p", {"value": (use,)}), "q"), index="a")
    if isinstance(method, Consensus):
        return bench.scheme(bench.rubric("a", ("p", {"consensus": use}), "q"), index="a")
    return bench.scheme(bench.rubric("a", "p", "q", aggregation=use), index="a")


MARKS = [("1", "a.p", "e1", 1), ("1", "a.p", "e2", 3), ("1", "a.q", "e1", 2), ("2", "a.q", "e1", 4)]


def run(bench, method, marks=MARKS, **tables):
    return bench.run(rules_for(bench, method), bench.ratings(marks=marks, **tables), registry(bench, method))


def failing(bench, method, **tables):
    with pytest.raises(PluginError) as caught:
        run(bench, method, **tables)
    (item,) = caught.value.problems
    return item, caught.value


KINDS = {
    "value function": value,
    "consensus rule": lambda apply: Consensus(name="strange", apply=apply),
    "aggregation": lambda apply: Aggregation(name="strange", apply=apply),
}
kinds = pytest.mark.parametrize("kind", KINDS)


def raising(*_, **__):
    raise ZeroDivisionError("no luck")


@kinds
def test_an_exception_is_told_with_method_owner_columns_and_shape(bench, kind):
    item, error = failing(bench, KINDS[kind](raising))
    assert item.code == "plugin-method-failed"
    assert item.details["method"] == f"{kind} strange"
    assert item.details["owner"] == "methods (scoring-stranger 1.2)"
    assert item.details["cause"] == "ZeroDivisionError: no luck"
    assert (
        item.details["columns"]
        == {"value function": "a.p", "consensus rule": "marks", "aggregation": "a"}[kind]
    )
    assert (
        item.details["shape"]
        == {"value function": (2, 1), "consensus rule": (1, 2), "aggregation": (2, 1, 2)}[kind]
    )
    assert isinstance(error.__cause__, ZeroDivisionError)


@kinds
def test_a_method_that_ends_the_process_is_told_too(bench, kind):
    def leaving(*_, **__):
        raise SystemExit(0)

    item, _ = failing(bench, KINDS[kind](leaving))
    assert item.code == "plugin-method-failed"


RETURNS = {
    "nothing": lambda _: None,
    "a list": lambda array: array.tolist(),
    "a number": lambda _: 1.0,
    "a scalar": lambda _: np.float64(1.0),
    "a masked array": lambda array: np.ma.masked_invalid(np.zeros(array.shape)),
    "single precision": lambda array: array.astype(np.float32),
    "whole numbers": lambda array: np.zeros(array.shape, dtype=np.int64),
    "objects": lambda array: array.astype(object),
    "another axis": lambda array: array[..., None],
    "one row only": lambda array: array[:1] if array.shape[0] > 1 else array[:0],
    "the mean of all": lambda array: np.asarray(array.mean()),
}


@kinds
@pytest.mark.parametrize("wrong", RETURNS)
def test_what_a_method_may_not_return_is_refused(bench, kind, wrong):
    def apply(array, *_, **__):
        return RETURNS[wrong](array if kind == "value function" else np.ascontiguousarray(array[..., 0]))

    item, _ = failing(bench, KINDS[kind](apply))
    assert item.code == "plugin-wrong-return"
    assert (item.details["method"], item.details["owner"]) == (
        f"{kind} strange",
        "methods (scoring-stranger 1.2)",
    )
    assert item.details["found"]
    assert item.details["allowed"]


@kinds
def test_a_method_cannot_change_its_inputs(bench, kind):
    def greedy(array, *_, **__):
        array[...] = 4.0
        return array if kind == "value function" else array[..., 0]

    item, _ = failing(bench, KINDS[kind](greedy))
    assert item.code == "plugin-method-failed"
    assert "read-only" in item.details["cause"]


def test_a_method_cannot_change_the_weights_of_the_plan(bench):
    def greedy(values, weights):
        weights[...] = 0.0
        return values[..., 0]

    item, _ = failing(bench, Aggregation(name="strange", apply=greedy))
    assert "read-only" in item.details["cause"]


@kinds
def test_nothing_is_never_made_into_something(bench, kind):
    """A method that takes missing for zero must not give a score to a city without data."""

    def careless(array, *_, **__):
        filled = np.nan_to_num(array)
        return filled if kind == "value function" else filled.sum(axis=-1)

    marks = [
        *MARKS,
        ("3", "a.p", "e1", None, "", False, "recused"),
        ("3", "a.q", "e1", None),
        ("4", "a.p", "e1", 3),
        ("4", "a.q", "e1", 3),
    ]
    result = run(
        bench, KINDS[kind](careless), marks=marks, states={"4": "withdrawn"}, cities=["1", "2", "3", "4", "5"]
    )
    index = dict(zip(result.ratings.cities.codes, result.scores[:, result.column("a")].tolist(), strict=True))
    assert np.isnan([index["3"], index["4"], index["5"]]).all()
    assert result.states == ("ranked", "ranked", "incomplete", "withdrawn", "incomplete")
    assert np.isnan(result.rankings["a", "nation"].rank[2:]).all()


def test_what_follows_a_fold_does_not_make_something_of_nothing(bench):
    careless = value(np.nan_to_num)
    rules = bench.scheme(bench.rubric("a", "p", then=(bench.use("strange"),)), index="a")
    result = bench.run(
        rules, bench.ratings(marks=[("1", "a.p", "e1", 3)], cities=["1", "2"]), registry(bench, careless)
    )
    assert np.isnan(result.scores[1]).all()
    assert result.states == ("ranked", "incomplete")


def test_a_value_function_that_drops_a_value_stops_the_run_and_names_it(bench):
    item = undefined(bench, value(lambda array: np.where(array > 1.5, np.nan, array)))
    assert (item.code, item.details["city"], item.details["criterion"], item.details["found"]) == (
        "score-undefined",
        "1 Kota 1",
        "a.p",
        "2",
    )


@pytest.mark.parametrize("number", [np.inf, -np.inf])
def test_an_infinite_score_stops_the_run(bench, number):
    item = undefined(bench, value(lambda array: array * number))
    assert item.code == "score-undefined"
    item = undefined(
        bench,
        Aggregation(
            name="strange", apply=lambda values, _: np.where(np.isnan(values[..., 0]), np.nan, number)
        ),
    )
    assert (item.code, item.details["city"], item.details["node"]) == ("score-infinite", "1 Kota 1", "a")
    item = undefined(bench, Consensus(name="strange", apply=lambda marks, _: np.full(len(marks), number)))
    assert item.code == "score-undefined"


def undefined(bench, method):
    with pytest.raises(RejectedError) as caught:
        run(bench, method)
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("use", "row", "found", "of"),
    [
        (("log_goalposts", {"lower": 1, "upper": 9}), ("1", "a.p", 0.0), "0", ""),
        (("log_goalposts", {"lower": 1, "upper": 9}), ("1", "a.p", -5.0), "-5", ""),
        (("bands", {"limits": [10], "scores": [1]}), ("1", "a.p", 9.99), "9.99", ""),
        (("levels", {"marks": [1, 2], "scores": [1, 2]}), ("1", "a.p", 1.5), "1.5", ""),
        (("ratio", {}), ("1", "a.p", 3.0, 0.0), "3", "0"),
        (("ratio", {}), ("1", "a.p", 3.0), "3", ""),
        (("done_planned", {}), ("1", "a.p", 0.0, 0.0), "0", "0"),
    ],
)
def test_a_value_without_a_score_is_a_problem_with_city_and_value(bench, use, row, found, of):
    rules = bench.scheme(
        bench.measured("a", ("p", {"value": (bench.use(use[0], **use[1]),)}), "q"), index="a"
    )
    with pytest.raises(RejectedError) as caught:
        bench.run(rules, bench.ratings(measures=[row, ("2", "a.q", 1)]))
    assert [(item.code, dict(item.details)) for item in caught.value.problems] == [
        ("score-undefined", {"city": "1 Kota 1", "criterion": "a.p", "found": found, "of": of})
    ]


@pytest.mark.parametrize(
    "rule", [("geometric_mean", {}), ("harmonic_mean", {}), ("power_mean", {"exponent": 2})]
)
def test_a_rule_for_positive_scores_refuses_negatives_with_all_their_names(bench, rule):
    nodes = {"index": bench.node(["a", "b"], aggregation=bench.use(rule[0], **rule[1]))}
    rules = bench.scheme([bench.measured("a", "p"), bench.measured("b", "p")], nodes=nodes)
    rows = [
        ("1", "a.p", -0.5),
        ("1", "b.p", 3),
        ("2", "a.p", 2),
        ("2", "b.p", -1),
        ("3", "a.p", 0),
        ("3", "b.p", 4),
    ]
    with pytest.raises(RejectedError) as caught:
        bench.run(rules, bench.ratings(measures=rows))
    assert [
        (
            item.code,
            item.details["city"],
            item.details["node"],
            item.details["child"],
            item.details["found"],
            item.details["method"],
        )
        for item in caught.value.problems
    ] == [
        ("score-negative", "1 Kota 1", "index", "a", "-0.5", rule[0]),
        ("score-negative", "2 Kota 2", "index", "b", "-1", rule[0]),
    ]


def test_a_negative_score_without_weight_is_no_hindrance(bench):
    nodes = {"index": bench.node({"a.p": 1, "a.q": 0}, aggregation=bench.use("geometric_mean"))}
    found = bench.found(
        bench.scheme(bench.measured("a", "p", "q"), nodes=nodes), measures=[("1", "a.p", 3), ("1", "a.q", -1)]
    )
    assert found.scores("index") == {"1": pytest.approx(3)}


def test_all_undefined_scores_of_all_criteria_come_at_once(bench):
    steps = (bench.use("log_goalposts", lower=1, upper=9),)
    rules = bench.scheme(
        bench.measured("a", ("p", {"value": steps}), ("q", {"value": (bench.use("ratio"),)})), index="a"
    )
    rows = [(code, f"a.{key}", 0.0, 0.0) for code in ("1", "2") for key in "pq"]
    with pytest.raises(RejectedError) as caught:
        bench.run(rules, bench.ratings(measures=rows))
    assert sorted((item.details["city"], item.details["criterion"]) for item in caught.value.problems) == [
        ("1 Kota 1", "a.p"), ("1 Kota 1", "a.q"), ("2 Kota 2", "a.p"), ("2 Kota 2", "a.q"),
    ]  # fmt: skip


@frozen(kw_only=True)
class Shift:
    by: float = 1.0


def test_parameters_reach_a_stranger_s_method_checked_and_with_their_defaults(bench):
    seen = []

    def shift(array, *, by):
        seen.append(by)
        return array + by

    strange = value(shift, parameters=Shift)
    known = registry(bench, strange)
    for given, expected in (({}, 3.0), ({"by": 2}, 4.0)):
        rules = bench.scheme(bench.rubric("a", ("p", {"value": (bench.use("strange", **given),)})), index="a")
        result = bench.run(rules, bench.ratings(marks=[("1", "a.p", "e1", 2)]), known)
        assert result.scores[0].tolist() == [expected, expected]
    assert seen == [1.0, 2.0]
    assert all(isinstance(number, float) for number in seen)


def test_wrong_parameters_are_found_at_their_key(bench):
    rules = bench.scheme(
        bench.rubric(
            "a",
            ("p", {"value": (bench.use("goalposts", lower=1),)}),
            ("q", {"value": (bench.use("bands", limits=[2, 1], scores=[1, 2]),)}),
        ),
        nodes={
            "n": bench.node(["a"], aggregation=bench.use("power_mean", exponent="two")),
            "m": bench.node(["a"], aggregation=bench.use("weighted_mean", exponent=1)),
        },
        index="a",
    )
    found = bench.problems(rules)
    assert sorted(place for _, place in found) == [
        "node.m.aggregation.exponent",
        "node.n.aggregation.exponent",
        "rubric:a criterion.p.value.upper",
        "rubric:a criterion.q.value.limits",
    ]


def test_a_rule_gets_its_values_row_by_row_in_memory(bench):
    """A sum of a stranger's own would otherwise depend on how many cities are computed together."""
    seen = []

    def apply(values, weights):
        seen.append((values.flags.c_contiguous, weights.flags.c_contiguous, values.dtype, weights.dtype))
        return values[..., 0]

    run(bench, Aggregation(name="strange", apply=apply))
    assert seen == [(True, True, np.float64, np.float64)]


def test_methods_are_called_once_for_all_columns_alike(bench):
    shapes = []

    def apply(array):
        shapes.append(array.shape)
        return array

    keys = [f"k{number}" for number in range(6)]
    rules = bench.scheme(bench.measured("a", *keys, value=(bench.use("strange"),)), index="a")
    bench.run(
        rules,
        bench.ratings(measures=[(code, f"a.{key}", 1) for code in "123" for key in keys]),
        registry(bench, value(apply)),
    )
    assert shapes == [(3, 6)]


def test_a_function_that_needs_a_denominator_cannot_follow_a_fold(bench):
    rules = bench.scheme(
        bench.measured("a", "p", then=(bench.use("ratio"),)),
        nodes={"index": bench.node(["a"], then=(bench.use("done_planned"),))},
    )
    assert sorted(bench.problems(rules)) == [
        ("function-needs-input", "node.index.then"),
        ("function-needs-input", "rubric:a then"),
    ]


def test_a_function_that_needs_a_denominator_cannot_follow_marks(bench):
    steps = (bench.use("identity"), bench.use("ratio"))
    assert bench.problems(bench.scheme(bench.rubric("a", ("p", {"value": steps})), index="a")) == [
        ("function-needs-input", "rubric:a criterion.p.value[1]")
    ]


def test_a_folded_score_that_loses_its_value_behind_the_fold_stops_the_run(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q"),
        nodes={"index": bench.node(["a"], then=(bench.use("bands", limits=[2], scores=[1]),))},
    )
    with pytest.raises(RejectedError) as caught:
        bench.run(
            rules,
            bench.ratings(measures=[("1", "a.p", 1), ("1", "a.q", 2), ("2", "a.p", 2), ("2", "a.q", 3)]),
        )
    assert [(item.code, dict(item.details)) for item in caught.value.problems] == [
        ("score-undefined", {"city": "1 Kota 1", "criterion": "index", "found": "1.5", "of": ""})
    ]


def test_a_registered_method_is_not_changed_by_its_use(bench):
    before = bench.registry.aggregations["power_mean"]
    bench.plan(
        bench.scheme(bench.measured("a", "p", aggregation=bench.use("power_mean", exponent=2)), index="a")
    )
    assert evolve(before) == before
