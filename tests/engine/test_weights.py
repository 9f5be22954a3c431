"""Weights of trees, evaluator types and stages, each index worked out by hand."""

from decimal import Decimal

import pytest

from scoring.model.edition import EvaluatorType, Stages


def test_an_index_of_weighted_components(bench):
    # Kota Kediri 2022: 0.1 * 3.60 + 0.2 * 3.21 + 0.3 * 3.23 + 0.2 * 3.07 + 0.2 * 3.65 = 3.315
    names = ["baseline", "output", "outcome", "impact", "quick_win"]
    rules = bench.scheme(
        [bench.measured(name, "value") for name in names],
        nodes={"index": bench.node(dict(zip(names, ["0.10", "0.20", "0.30", "0.20", "0.20"], strict=True)))},
    )
    scores = [3.60, 3.21, 3.23, 3.07, 3.65]
    found = bench.found(
        rules, measures=[("35.71", f"{name}.value", score) for name, score in zip(names, scores, strict=True)]
    )
    assert found.scores("index") == {"35.71": pytest.approx(3.315, rel=1e-15)}
    assert found.published("index") == {"35.71": 3.32}


def test_two_trees_over_the_same_criteria(bench):
    """Components weigh 0.75 and 0.25, dimensions are equal; both stand on the same four criteria."""
    rules = bench.scheme(
        [bench.measured("outcome", "economy", "living"), bench.measured("impact", "economy", "living")],
        nodes={
            "index": bench.node({"outcome": "0.75", "impact": "0.25"}),
            "dimension.economy": bench.node(["outcome.economy", "impact.economy"]),
            "dimension.living": bench.node({"outcome.living": "0.9", "impact.living": "0.1"}),
            "by_dimension": bench.node(["dimension.*"]),
        },
    )
    values = {"outcome.economy": 2, "outcome.living": 4, "impact.economy": 1, "impact.living": 3}
    found = bench.found(rules, measures=[("11.01", name, value) for name, value in values.items()])
    # outcome (2 + 4) / 2 = 3, impact (1 + 3) / 2 = 2, index 0.75 * 3 + 0.25 * 2 = 2.75
    assert found.scores("index") == {"11.01": pytest.approx(2.75)}
    # economy (2 + 1) / 2 = 1.5; living 0.9 * 4 + 0.1 * 3 = 3.9; both (1.5 + 3.9) / 2 = 2.7
    assert found.scores("dimension.economy") == {"11.01": pytest.approx(1.5)}
    assert found.scores("dimension.living") == {"11.01": pytest.approx(3.9)}
    assert found.scores("by_dimension") == {"11.01": pytest.approx(2.7)}


def test_weights_of_a_rubric_are_given_shares_or_equal(bench):
    marks = [("11.01", f"a.{key}", "e1", mark) for key, mark in (("p", 1), ("q", 2), ("r", 4))]
    for rule, weights, expected in (
        (None, ["0.5", "0.25", "0.25"], 0.5 + 0.5 + 1.0),
        ("given", ["0.5", "0.25", "0.25"], 2.0),
        ("shares", ["1", "2", "5"], (1 + 4 + 20) / 8),
        ("equal", [None] * 3, 7 / 3),
        (None, [None] * 3, 7 / 3),
    ):
        criteria = [
            (key, {"weight": weight and Decimal(weight)}) for key, weight in zip("pqr", weights, strict=True)
        ]
        found = bench.found(bench.scheme(bench.rubric("a", *criteria, weights=rule), index="a"), marks=marks)
        assert found.scores("a") == {"11.01": pytest.approx(expected, rel=1e-15)}


def test_weights_of_a_node_are_found_in_a_table_by_id_and_then_by_last_part(bench):
    rules = bench.scheme(
        [bench.measured("x", "p", "q", "r")],
        weights={"mine": {"q": Decimal(1), "x.r": Decimal(3), "r": Decimal(100), "p": Decimal(4)}},
        nodes={"index": bench.node(["x.*"], weights="mine")},
    )
    found = bench.found(rules, measures=[("1", "x.p", 2), ("1", "x.q", 10), ("1", "x.r", 6)])
    # (4 * 2 + 1 * 10 + 3 * 6) / 8 = 36 / 8; the entry by whole id goes before the one by last part
    assert found.scores("index") == {"1": pytest.approx(4.5)}


def test_a_star_stands_for_one_part_of_an_id(bench):
    rules = bench.scheme(
        [bench.measured("a.x", "one", "two"), bench.measured("a", "one"), bench.measured("b.x", "one")],
        nodes={"index": bench.node(["*.x.one"]), "deep": bench.node(["a.x.*"]), "flat": bench.node(["a.*"])},
    )
    folds = {fold.id: fold.children for fold in bench.plan(rules).structure.folds}
    assert folds["index"] == ("a.x.one", "b.x.one")
    assert folds["deep"] == ("a.x.one", "a.x.two")
    assert folds["flat"] == ("a.one", "a.x")


def test_evaluator_types_weigh_and_renormalise_where_one_is_absent(bench):
    rules = bench.scheme(
        bench.rubric("a", "x"),
        index="a",
        evaluator_types=bench.types(academic="0.5", practitioner="0.3", ministry="0.2"),
    )
    people = {"a1": "academic", "a2": "academic", "p1": "practitioner", "m1": "ministry"}
    found = bench.found(
        rules,
        types=people,
        marks=[
            # all types: 0.5 * (4 + 2) / 2 + 0.3 * 2 + 0.2 * 1 = 1.5 + 0.6 + 0.2 = 2.3
            *(("81.71", "a.x", name, mark) for name, mark in (("a1", 4), ("a2", 2), ("p1", 2), ("m1", 1))),
            # no ministry: (0.5 * 3 + 0.3 * 1) / 0.8 = 2.25
            *(("81.72", "a.x", name, mark) for name, mark in (("a1", 3), ("p1", 1))),
            # the ministry alone
            ("81.73", "a.x", "m1", 4),
        ],
    )
    assert found.scores("a") == {
        "81.71": pytest.approx(2.3),
        "81.72": pytest.approx(2.25),
        "81.73": pytest.approx(4),
    }
    # a type that is not on the panel is no gap in the data
    assert found.coverage("a") == {"81.71": 1.0, "81.72": 1.0, "81.73": 1.0}


def test_evaluator_types_without_weights_are_equal(bench):
    rules = bench.scheme(
        bench.rubric("a", "x"), index="a", evaluator_types=bench.types(academic=None, ministry=None)
    )
    marks = [("1", "a.x", "a1", 4), ("1", "a.x", "a2", 2), ("1", "a.x", "m1", 1)]
    found = bench.found(rules, types={"a1": "academic", "a2": "academic", "m1": "ministry"}, marks=marks)
    assert found.scores("a.x@academic") == {"1": 3.0}
    assert found.scores("a") == {"1": pytest.approx(2.0)}  # (3 + 1) / 2, not the mean of three marks


def test_a_rubric_of_one_type_is_marked_by_that_type_alone(bench):
    rules = bench.scheme(
        [
            bench.rubric("a", "x", evaluators=("academic",)),
            bench.rubric("b", "x", evaluators=("academic", "ministry")),
        ],
        evaluator_types=bench.types(academic="0.5", practitioner="0.3", ministry="0.2"),
        nodes={"index": bench.node(["a", "b"])},
    )
    marks = [("1", "a.x", "a1", 3), ("1", "b.x", "a1", 2), ("1", "b.x", "m1", 4)]
    found = bench.found(rules, types={"a1": "academic", "m1": "ministry"}, marks=marks)
    assert found.scores("a.x") == {"1": 3.0}
    # of two of the three types the weights are 0.5 / 0.7 and 0.2 / 0.7: (1.0 + 0.8) / 0.7 = 18 / 7
    assert found.scores("b.x") == {"1": pytest.approx(18 / 7)}


def test_each_type_has_its_consensus_and_a_criterion_may_have_its_own(bench):
    types = {
        "academic": EvaluatorType(weight=Decimal("0.5"), consensus=bench.use("median")),
        "ministry": EvaluatorType(weight=Decimal("0.5"), consensus=bench.use("chair")),
    }
    rules = bench.scheme(
        bench.rubric("a", "x", ("y", {"consensus": bench.use("trimmed_mean", share=0.34)})),
        index="a",
        evaluator_types=types,
    )
    people = {"a1": "academic", "a2": "academic", "a3": "academic", "m1": "ministry", "m2": "ministry"}
    given = {"a1": 0, "a2": 3, "a3": 4, "m1": 1, "m2": 2}
    marks = [("1", f"a.{key}", name, mark, "", name == "m2") for key in "xy" for name, mark in given.items()]
    found = bench.found(rules, types=people, marks=marks)
    # x: median of 0 3 4 is 3, the chair said 2; y: floor(0.34 * 3) = 1 cut leaves 3, floor(0.68) = 0 leaves 1.5
    assert found.scores("a.x@academic") == {"1": 3.0}
    assert found.scores("a.x@ministry") == {"1": 2.0}
    assert found.scores("a.y@academic") == {"1": 3.0}
    assert found.scores("a.y@ministry") == {"1": 1.5}


def staged(bench, **stages):
    rules = bench.scheme(bench.rubric("a", "x"), index="a", stages=Stages(order=("desk", "visit"), **stages))
    marks = [
        ("1", "a.x", "e1", 2, "desk"),
        ("1", "a.x", "e1", 4, "visit"),
        ("2", "a.x", "e1", 3, "desk"),
        ("3", "a.x", "e1", 1, "visit"),
    ]
    return bench.found(rules, marks=marks)


def test_stages_are_weighed(bench):
    found = staged(bench, weights={"visit": Decimal("0.6"), "desk": Decimal("0.4")})
    # 0.4 * 2 + 0.6 * 4 = 3.2; one stage alone takes the whole weight
    assert found.scores("a") == {"1": pytest.approx(3.2), "2": pytest.approx(3.0), "3": pytest.approx(1.0)}
    assert found.coverage("a") == {"1": 1.0, "2": pytest.approx(0.4), "3": pytest.approx(0.6)}


def test_stages_without_weights_are_equal(bench):
    assert staged(bench).scores("a") == {"1": 3.0, "2": 3.0, "3": 1.0}


def test_a_later_stage_replaces_the_earlier(bench):
    found = staged(bench, rule="replace")
    assert found.scores("a") == {"1": 4.0, "2": 3.0, "3": 1.0}
    assert found.coverage("a") == {"1": 1.0, "2": 1.0, "3": 1.0}


def test_stages_stand_in_the_declared_order_and_not_in_that_of_the_alphabet(bench):
    rules = bench.scheme(
        bench.rubric("a", "x"), index="a", stages=Stages(order=("visit", "desk"), rule="replace")
    )
    found = bench.found(rules, marks=[("1", "a.x", "e1", 2, "desk"), ("1", "a.x", "e1", 4, "visit")])
    assert found.scores("a") == {"1": 2.0}


def test_stages_and_types_together(bench):
    rules = bench.scheme(
        bench.rubric("a", "x"),
        index="a",
        evaluator_types=bench.types(academic="0.75", ministry="0.25"),
        stages=Stages(order=("desk", "visit"), weights={"desk": Decimal("0.4"), "visit": Decimal("0.6")}),
    )
    marks = [("1", "a.x", "a1", 4, "desk"), ("1", "a.x", "m1", 0, "desk"), ("1", "a.x", "m1", 2, "visit")]
    found = bench.found(rules, types={"a1": "academic", "m1": "ministry"}, marks=marks)
    # desk 0.75 * 4 + 0.25 * 0 = 3; visit only the ministry's 2; 0.4 * 3 + 0.6 * 2 = 2.4
    assert found.scores("a.x#desk") == {"1": 3.0}
    assert found.scores("a.x#visit") == {"1": 2.0}
    assert found.scores("a") == {"1": pytest.approx(2.4)}


def test_a_rubric_of_one_stage_has_no_fold_over_stages(bench):
    rules = bench.scheme(
        [bench.rubric("a", "x", stages=("visit",)), bench.rubric("b", "x")],
        stages=Stages(order=("desk", "visit"), weights={"desk": Decimal("0.4"), "visit": Decimal("0.6")}),
        nodes={"index": bench.node(["a", "b"])},
    )
    found = bench.found(
        rules,
        marks=[("1", "a.x", "e1", 3, "visit"), ("1", "b.x", "e1", 1, "desk"), ("1", "b.x", "e1", 2, "visit")],
    )
    # a is 3; b is 0.4 * 1 + 0.6 * 2 = 1.6; the index (3 + 1.6) / 2
    assert found.scores("index") == {"1": pytest.approx(2.3)}


def test_a_lower_mark_may_be_the_better_one(bench):
    rules = bench.scheme(bench.rubric("a", ("x", {"direction": "lower"}), "y"), index="a")
    found = bench.found(rules, marks=[("1", "a.x", "e1", 1), ("1", "a.x", "e2", 2), ("1", "a.y", "e1", 1)])
    # turned inside 0 to 4: 4 - (1 + 2) / 2 = 2.5; y stays 1
    assert found.scores("a.x") == {"1": 2.5}
    assert found.scores("a") == {"1": pytest.approx(1.75)}


def test_value_functions_are_applied_one_after_the_other(bench):
    pipeline = (
        bench.use("linear", raw=[0, 4], score=[0, 100]),
        bench.use("bands", limits=[0, 50, 75], scores=[1, 2, 3]),
    )
    rules = bench.scheme(
        bench.rubric(
            "a",
            ("x", {"direction": "lower", "value": pipeline}),
            "y",
            value=(bench.use("linear", raw=[0, 4], score=[0, 10]),),
        ),
        index="a",
    )
    found = bench.found(
        rules,
        marks=[
            ("1", "a.x", "e1", 2),
            ("2", "a.x", "e1", 0),
            ("3", "a.x", "e1", 3),
            ("1", "a.y", "e1", 1),
            ("2", "a.y", "e1", 4),
            ("3", "a.y", "e1", 0),
        ],
    )
    # x: 2 -> 2 -> 50 -> 2; 0 -> 4 -> 100 -> 3; 3 -> 1 -> 25 -> 1.  y by the rubric's own: 2.5, 10, 0
    assert found.scores("a.x") == {"1": 2.0, "2": 3.0, "3": 1.0}
    assert found.scores("a.y") == {"1": 2.5, "2": 10.0, "3": 0.0}


def test_a_criterion_may_switch_off_the_value_functions_of_its_rubric(bench):
    rules = bench.scheme(
        bench.rubric(
            "a", ("x", {"value": ()}), "y", value=(bench.use("linear", raw=[0, 4], score=[0, 100]),)
        ),
        index="a",
    )
    found = bench.found(rules, marks=[("1", "a.x", "e1", 3), ("1", "a.y", "e1", 3)])
    assert found.scores("a.x") == {"1": 3.0}
    assert found.scores("a.y") == {"1": 75.0}


def test_what_is_done_to_a_folded_score_comes_after_the_fold(bench):
    rules = bench.scheme(
        bench.measured("a", "x", "y", then=(bench.use("linear", raw=[0, 10], score=[0, 100]),)),
        nodes={"index": bench.node(["a"], then=(bench.use("bands", limits=[0, 55], scores=[1, 4]),))},
    )
    found = bench.found(rules, measures=[("1", "a.x", 4), ("1", "a.y", 7), ("2", "a.x", 4), ("2", "a.y", 6)])
    assert found.scores("a") == {"1": pytest.approx(55), "2": pytest.approx(50)}
    assert found.scores("index") == {"1": 4.0, "2": 1.0}


def test_denominators_reach_the_functions_that_take_them(bench):
    rules = bench.scheme(
        bench.measured(
            "a",
            ("done", {"value": (bench.use("done_planned", top=4),)}),
            ("count", {"value": (bench.use("ratio", least_denominator=10),)}),
        ),
        index="a",
    )
    found = bench.found(
        rules,
        measures=[
            ("1", "a.done", 9, 12),
            ("1", "a.count", 6, 3),
            ("2", "a.done", 5, 4),
            ("2", "a.count", 6, 12),
        ],
    )
    # 4 * 9/12 and 6 / max(10, 3); at most 4, and 6 / 12
    assert found.scores("a.done") == {"1": 3.0, "2": 4.0}
    assert found.scores("a.count") == {"1": pytest.approx(0.6), "2": 0.5}


def test_every_aggregation_reaches_its_node(bench):
    expected = {
        "weighted_mean": (2 + 4 + 8) / 3,
        "geometric_mean": 4.0,  # cube root of 64
        "harmonic_mean": 3 / (1 / 2 + 1 / 4 + 1 / 8),
        "minimum": 2.0,
        "maximum": 8.0,
        "sum": 14.0,
        "first_present": 4.0,
        "latest": 2.0,
    }
    nodes = {name: bench.node(["a.q", "a.r", "a.p"], aggregation=bench.use(name)) for name in expected}
    nodes["power"] = bench.node(["a.*"], aggregation=bench.use("power_mean", exponent=2))
    rules = bench.scheme(bench.measured("a", "p", "q", "r"), index="a", nodes=nodes)
    found = bench.found(rules, measures=[("1", "a.p", 2), ("1", "a.q", 4), ("1", "a.r", 8)])
    for name, score in expected.items():
        assert found.scores(name) == {"1": pytest.approx(score, rel=1e-14)}
    assert found.scores("power") == {"1": pytest.approx((84 / 3) ** 0.5)}  # (4 + 16 + 64) / 3
