"""Missing marks, recusals, coverage and thresholds, states of cities."""

from decimal import Decimal

import pytest

from scoring.model.edition import Award, Band, Gate, Group, Improvement, Publish, Requirement, Stages
from scoring.model.rubric import History


def test_a_missing_mark_is_as_if_the_evaluator_were_not_there(bench):
    rules = bench.scheme(bench.rubric("a", "x"), index="a")
    found = bench.found(rules, marks=[("1", "a.x", "e1", 2), ("1", "a.x", "e2", None), ("1", "a.x", "e3", 3)])
    assert found.scores("a") == {"1": 2.5}
    assert found.coverage("a") == {"1": 1.0}


@pytest.mark.parametrize("state", ["recused", "not_assessable"])
def test_a_recused_evaluator_does_not_count(bench, state):
    rules = bench.scheme(bench.rubric("a", "x"), index="a")
    marks = [
        ("1", "a.x", "e1", 4),
        ("1", "a.x", "e2", None, "", False, state),
        ("2", "a.x", "e2", 1),
        ("3", "a.x", "e1", None, "", False, state),
    ]
    found = bench.found(rules, marks=marks)
    assert found.scores("a") == {"1": 4.0, "2": 1.0, "3": None}
    assert found.states() == {"1": "ranked", "2": "ranked", "3": "incomplete"}


def test_a_recused_chair_leaves_the_panel_without_a_decision(bench):
    rules = bench.scheme(bench.rubric("a", ("x", {"consensus": bench.use("chair")}), "y"), index="a")
    marks = [("1", f"a.{key}", "e1", 4) for key in "xy"] + [("1", "a.x", "e2", None, "", True, "recused")]
    found = bench.found(rules, marks=marks)
    assert found.scores("a.x") == {"1": None}
    assert found.scores("a") == {"1": 4.0}
    assert found.coverage("a") == {"1": 0.5}


def test_the_weight_of_a_missing_child_goes_to_the_others_and_shows_in_the_coverage(bench):
    rules = bench.scheme(
        [bench.measured("a", "p", "q"), bench.measured("b", "p")],
        nodes={"index": bench.node({"a": "0.6", "b": "0.4"})},
    )
    found = bench.found(rules, measures=[("1", "a.p", 2), ("1", "b.p", 4), ("2", "a.p", 2), ("2", "a.q", 3)])
    # city 1: a rests on p alone, so 2; 0.6 * 2 + 0.4 * 4 = 2.8. City 2: b is missing, so a = 2.5 is all
    assert found.scores("index") == {"1": pytest.approx(2.8), "2": pytest.approx(2.5)}
    # 0.6 * 0.5 + 0.4 = 0.7; 0.6
    assert found.coverage("index") == {"1": pytest.approx(0.7), "2": pytest.approx(0.6)}
    assert found.coverage("b") == {"1": 1.0, "2": 0.0}


@pytest.mark.parametrize(
    ("limit", "reached"),
    [("0.7", True), ("0.6999", True), ("0.700000001", False), ("0.71", False), ("0", True), ("1", False)],
)
def test_the_coverage_limit_itself_is_enough(bench, limit, reached):
    # 0.1 + 0.2 + 0.4 of the weight is there: 0.7 as decimals, 0.7000000000000001 or less in binary
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r", "s"),
        nodes={"index": bench.node({"a.p": "0.1", "a.q": "0.2", "a.r": "0.4", "a.s": "0.3"}, coverage=limit)},
    )
    found = bench.found(rules, measures=[("1", "a.p", 3), ("1", "a.q", 3), ("1", "a.r", 3)])
    assert found.scores("index") == {"1": pytest.approx(3) if reached else None}
    assert found.coverage("index") == {"1": pytest.approx(0.7)}
    assert found.states() == {"1": "ranked" if reached else "incomplete"}


def test_a_coverage_that_binary_numbers_miss_reaches_its_limit(bench):
    assert 0.1 + 0.7 < 0.8
    weights = {"a.p": "0.1", "a.q": "0.7", "a.r": "0.2"}
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r"), nodes={"index": bench.node(weights, coverage="0.8")}
    )
    found = bench.found(rules, measures=[("1", "a.p", 3), ("1", "a.q", 3)])
    assert found.coverage("index") == {"1": 0.8}
    assert found.scores("index") == {"1": pytest.approx(3)}


def test_thresholds_hold_at_every_level_and_the_gap_carries_up(bench):
    half = Decimal("0.5")
    rules = bench.scheme(
        [bench.measured("a", "p", "q", "r", coverage=half), bench.measured("b", "p", "q", coverage=half)],
        nodes={
            "upper": bench.node({"a": "0.5", "b": "0.5"}, coverage="0.6"),
            "index": bench.node(["upper"], coverage="0.8"),
        },
    )
    measures = [
        # 1: a 1/3 is not enough; b 1/2 is; upper rests on b alone: 0.5 * 0.5 = 0.25 < 0.6
        ("1", "a.p", 1), ("1", "b.p", 3),
        # 2: a 2/3, b 1/2: 0.5 * 2/3 + 0.5 * 0.5 = 7/12 = 0.58 < 0.6
        ("2", "a.p", 1), ("2", "a.q", 3), ("2", "b.p", 3),
        # 3: a 2/3, b 1: 5/6 = 0.83, enough for 0.8
        ("3", "a.p", 1), ("3", "a.q", 3), ("3", "b.p", 3), ("3", "b.q", 4),
        # 4: a 1, b 1/2: 0.75 is enough for upper and not for the index
        ("4", "a.p", 1), ("4", "a.q", 3), ("4", "a.r", 2), ("4", "b.p", 3),
    ]  # fmt: skip
    found = bench.found(rules, measures=measures)
    assert found.scores("a") == {"1": None, "2": 2.0, "3": 2.0, "4": 2.0}
    assert found.scores("b") == {"1": 3.0, "2": 3.0, "3": 3.5, "4": 3.0}
    assert found.scores("upper") == {"1": None, "2": None, "3": 2.75, "4": 2.5}
    assert found.scores("index") == {"1": None, "2": None, "3": 2.75, "4": None}
    assert found.coverage("upper") == {
        "1": pytest.approx(0.25),
        "2": pytest.approx(7 / 12),
        "3": pytest.approx(5 / 6),
        "4": 0.75,
    }


def test_the_threshold_of_a_rubric_counts_weights_and_not_heads(bench):
    rules = bench.scheme(
        bench.measured(
            "a", ("p", {"weight": Decimal("0.8")}), ("q", {"weight": Decimal("0.2")}), coverage=Decimal("0.8")
        ),
        index="a",
    )
    found = bench.found(rules, measures=[("1", "a.p", 1), ("2", "a.q", 2)])
    assert found.scores("a") == {"1": pytest.approx(1), "2": None}


def test_a_type_absent_from_the_panel_is_no_gap_but_a_stage_is(bench):
    rules = bench.scheme(
        bench.rubric("a", "x"),
        index="a",
        evaluator_types=bench.types(academic="0.5", ministry="0.5"),
        stages=Stages(order=("desk", "visit")),
    )
    found = bench.found(rules, types={"a1": "academic"}, marks=[("1", "a.x", "a1", 3, "desk")])
    assert found.coverage("a.x#desk") == {"1": 1.0}
    assert found.coverage("a.x#visit") == {"1": 0.0}
    assert found.coverage("a") == {"1": 0.5}


def test_a_chosen_child_lends_its_own_coverage(bench):
    rules = bench.scheme(
        [bench.measured("a", "p", "q", "r", "s"), bench.measured("b", "p")],
        nodes={
            "index": bench.node(["a", "b"], aggregation=bench.use("first_present"), coverage="0.5"),
            "last": bench.node(["a", "b"], aggregation=bench.use("latest")),
        },
    )
    found = bench.found(rules, measures=[("1", "a.p", 3), ("1", "b.p", 4), ("2", "b.p", 4)])
    # city 1 takes its score from a alone, of which a quarter is known
    assert found.coverage("index") == {"1": 0.25, "2": 1.0}
    assert found.scores("index") == {"1": None, "2": 4.0}
    assert found.coverage("last") == {"1": 1.0, "2": 1.0}


def test_a_sum_lacks_its_score_when_a_part_is_missing(bench):
    rules = bench.scheme(bench.measured("a", "p", "q", aggregation=bench.use("sum")), index="a")
    found = bench.found(rules, measures=[("1", "a.p", 10), ("1", "a.q", 32), ("2", "a.p", 10)])
    assert found.scores("a") == {"1": 42.0, "2": None}
    assert found.coverage("a") == {"1": 1.0, "2": 0.5}


def test_a_child_without_weight_is_shown_and_not_counted(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q"), nodes={"index": bench.node({"a.p": "1", "a.q": "0"}, coverage="1")}
    )
    found = bench.found(rules, measures=[("1", "a.p", 2), ("2", "a.p", 2), ("2", "a.q", 4), ("3", "a.q", 4)])
    assert found.scores("a.q") == {"1": None, "2": 4.0, "3": 4.0}
    assert found.scores("index") == {"1": 2.0, "2": 2.0, "3": None}


STATES = {"2": "not_participating", "3": "withdrawn", "4": "not_assessable"}


def test_cities_that_do_not_take_part_have_no_scores_and_no_ranks(bench):
    rules = bench.scheme(bench.measured("a", "p"), index="a")
    measures = [
        (code, "a.p", value) for code, value in (("1", 1), ("2", 9), ("3", 8), ("4", 0), ("5", 2), ("6", 0))
    ]
    found = bench.found(
        rules,
        measures=measures,
        states=STATES,
        cities=["1", "2", "3", "4", "5", "6", "7"],
    )
    assert found.scores("a") == {"1": 1.0, "2": None, "3": None, "4": None, "5": 2.0, "6": 0.0, "7": None}
    # a score of zero is ranked, a missing one never
    assert found.ranks("a") == {"1": 2.0, "2": None, "3": None, "4": None, "5": 1.0, "6": 3.0, "7": None}
    assert found.sizes("a")["1"] == 3.0
    assert found.states() == {"1": "ranked", **STATES, "5": "ranked", "6": "ranked", "7": "incomplete"}
    assert found.coverage("a")["3"] == 0.0


def test_history_and_gates_do_not_bring_a_withdrawn_city_back(bench):
    rules = bench.scheme(
        [
            bench.rubric("a", ("old", {"input": "history", "history": History(of="index", rule="last")})),
            bench.measured("b", "p"),
        ],
        nodes={"index": bench.node(["a", "b"])},
        gates=(Gate(on="index", require=(Requirement(city="code", among=("9",)),), otherwise=0),),
    )
    found = bench.found(
        rules,
        measures=[("1", "b.p", 3), ("2", "b.p", 3)],
        past=[("1", "index", 2023, 2), ("2", "index", 2023, 4)],
        states={"2": "withdrawn"},
    )
    assert found.scores("index") == {"1": 0.0, "2": None}
    assert found.ranks() == {"1": 1.0, "2": None}


def test_an_edition_in_which_nobody_has_anything_still_stands(bench):
    rules = bench.scheme(bench.rubric("a", "x"), index="a")
    found = bench.found(rules, cities=["1", "2"])
    assert found.scores("a") == {"1": None, "2": None}
    assert found.states() == {"1": "incomplete", "2": "incomplete"}
    assert found.ranks("a") == {"1": None, "2": None}


def test_an_edition_without_cities_still_stands(bench):
    groups = {"size": Group(column="code", limits={"small": Decimal(0)})}
    bands = {"grade": Band(of="index", limits={"x": Decimal(0)})}
    rules = bench.scheme(
        [bench.rubric("a", "x"), bench.measured("b", "p")],
        nodes={"index": bench.node(["a", "b"])},
        groups=groups,
        bands=bands,
        improvement=Improvement(),
        awards={"best": Award(nodes=("index",), group="size")},
        publish=Publish(ties="ordinal", key=("-code",)),
    )
    found = bench.found(rules, cities=[])
    assert found.result.scores.shape == (0, 5)
    assert (found.ranks(), found.states(), found.winners()) == ({}, {}, [])
