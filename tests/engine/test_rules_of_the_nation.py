"""Rules that compare cities: what reaches them, what they demand, and what becomes of it."""

import numpy as np
import pytest
from attrs import evolve

from scoring.engine.compiling import compile_plan
from scoring.engine.evaluate import evaluate
from scoring.engine.raw import raw_values
from scoring.engine.structure import build
from scoring.errors import RejectedError
from scoring.model.method import Aggregation
from scoring.model.registry import Owner, Register

STRANGER = Owner(name="methods", distribution="scoring-stranger", version="1.2")


def against_the_best(values, weights, direction):
    """Weighted mean of the distance to the best city on each item, 0 for the best."""
    turned = values * direction
    share = np.where(np.isnan(turned), 0.0, weights)
    gap = np.nan_to_num(turned - np.nanmax(turned, axis=0))
    return (gap * share).sum(axis=1) / np.where(share.sum(axis=1) > 0, share.sum(axis=1), np.nan)


def rule(**fields):
    return Aggregation(name="against_the_best", apply=against_the_best, scope="nation", **fields)


def run(bench, rules, measures, method=None, **tables):
    known = bench.registry.aggregations
    found = method or rule()
    register = Register(
        methods={**known.methods, found.name: found}, owners={**known.owners, found.name: STRANGER}
    )
    structure, problems = build(rules)
    plan, wrong = compile_plan(rules, structure, evolve(bench.registry, aggregations=register))
    if problems or wrong:
        raise RejectedError([*problems, *wrong])
    read = bench.ratings(measures=measures, **tables)
    scores = evaluate(plan, raw_values(plan, read), read)
    return {name: scores.score[:, place].tolist() for name, place in plan.place.items()}


def scheme(bench, *criteria):
    return bench.scheme(bench.measured("a", *criteria, aggregation=bench.use("against_the_best")), index="a")


ROWS = [
    ("1", "a.p", 1),
    ("1", "a.q", 10),
    ("2", "a.p", 4),
    ("2", "a.q", 30),
    ("3", "a.p", 3),
    ("3", "a.q", 20),
]


def test_a_rule_sees_all_cities_and_the_direction_of_raw_criteria(bench):
    # p: best 4, gaps -3, 0, -1; q lower is better: best 10, gaps 0, -20, -10; halves: -1.5, -10, -5.5
    found = run(bench, scheme(bench, "p", ("q", {"direction": "lower"})), ROWS)
    assert found["a"] == [-1.5, -10.0, -5.5]


def test_each_node_is_compared_by_itself(bench):
    rules = bench.scheme(
        [bench.measured(name, "p", "q", aggregation=bench.use("against_the_best")) for name in "ab"],
        nodes={"index": bench.node(["a", "b"])},
    )
    rows = [*ROWS, *((city, name.replace("a.", "b."), value * 2) for city, name, value in ROWS)]
    found = run(bench, rules, rows)
    assert found["a"] == [-1.5 - 10, 0, -0.5 - 5]
    assert found["b"] == [2 * score for score in found["a"]]


def test_a_city_that_does_not_take_part_is_not_compared(bench):
    found = run(bench, scheme(bench, "p", "q"), ROWS, states={"2": "withdrawn"})
    # without city 2 the best are 3 and 20
    assert found["a"][0] == -1.0 - 5.0
    assert np.isnan(found["a"][1])
    assert found["a"][2] == 0.0


def refused(bench, demand, rows):
    with pytest.raises(RejectedError) as caught:
        run(bench, scheme(bench, "p", "q"), rows, rule(demands=(demand,)))
    return [
        (item.code, item.details.get("city"), item.details["child"], item.details["found"])
        for item in caught.value.problems
    ]


def test_demands_are_told_with_city_and_criterion(bench):
    lacking = [("1", "a.p", 1), ("1", "a.q", 2), ("2", "a.p", 3)]
    assert refused(bench, "complete", lacking) == [("value-lacking", "2 Kota 2", "a.q", "nan")]
    low = [("1", "a.p", 1), ("1", "a.q", 0), ("2", "a.p", -3), ("2", "a.q", 1)]
    assert refused(bench, "positive", low) == [
        ("value-not-positive", "1 Kota 1", "a.q", "0"),
        ("value-not-positive", "2 Kota 2", "a.p", "-3"),
    ]
    assert refused(bench, "not_negative", low) == [("score-negative", "2 Kota 2", "a.p", "-3")]
    same = [("1", "a.p", 7), ("1", "a.q", 0), ("2", "a.p", 7), ("2", "a.q", 1)]
    assert refused(bench, "varying", same) == [("value-constant", None, "a.p", "7")]
    assert refused(bench, "two_cities", lacking) == [("value-alone", None, "a.q", "2")]


def test_a_city_without_any_value_lacks_nothing(bench):
    rows = [*ROWS, ("4", "a.p", np.nan)]
    found = run(bench, scheme(bench, "p", "q"), rows, rule(demands=("complete",)))
    assert found["a"][:3] == run(bench, scheme(bench, "p", "q"), ROWS)["a"]


def test_coverage_counts_what_is_there(bench):
    rules = bench.scheme(bench.measured("a", "p", "q", aggregation=bench.use("weighted_mean")), index="a")
    assert run(bench, rules, ROWS[:3])["a"][1] == 4.0
