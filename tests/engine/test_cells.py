"""From cells to raw values, and ratings seen through another edition's rules."""

import numpy as np
import pytest

from scoring.engine.evaluate import evaluate
from scoring.engine.raw import raw_values
from scoring.engine.restrict import restricted
from scoring.model.edition import Stages


def test_a_mark_without_a_column_is_never_given_to_another_city(bench):
    rules = bench.scheme(
        [bench.rubric("a", "x", evaluators=("academic",)), bench.rubric("b", "x")],
        evaluator_types=bench.types(academic=None, ministry=None),
        nodes={"index": bench.node(["a", "b"])},
    )
    marks = [("1", "a.x", "a1", 4), ("2", "a.x", "a1", 1), ("2", "a.x", "m1", 3)]
    with pytest.raises(LookupError, match=r"a\.x"):
        bench.found(rules, types={"a1": "academic", "m1": "ministry"}, marks=marks)


def test_panels_of_any_size_keep_their_own_marks(bench):
    """Every mark is its own number, so that a mark in a wrong place shows."""
    rules = bench.scheme(bench.rubric("a", "x", "y", "z"), index="a")
    sizes = {"1": 1, "2": 9, "3": 2, "4": 0, "5": 5}
    marks = [
        (code, f"a.{key}", f"e{person}", (place * 100 + which * 10 + person) / 1000)
        for place, (code, size) in enumerate(sizes.items())
        for which, key in enumerate("xyz")
        for person in range(size)
        if not (key == "y" and code == "3")
    ]
    found = bench.found(rules, marks=marks, cities=list(sizes))
    for place, (code, size) in enumerate(sizes.items()):
        for which, key in enumerate("xyz"):
            # the mean of (100 place + 10 which + person) / 1000 over persons 0 to size - 1
            expected = (place * 100 + which * 10 + (size - 1) / 2) / 1000
            there = size > 0 and not (key == "y" and code == "3")
            assert found.scores(f"a.{key}")[code] == (pytest.approx(expected) if there else None)


def test_measured_values_stand_beside_marks_in_one_rubric(bench):
    rules = bench.scheme(bench.rubric("a", "x", ("m", {"input": "measure"})), index="a")
    found = bench.found(
        rules, marks=[("1", "a.x", "e1", 2), ("2", "a.x", "e1", 4)], measures=[("1", "a.m", 4)]
    )
    assert found.scores("a") == {"1": 3.0, "2": 4.0}


def test_ratings_seen_through_narrower_rules(bench):
    wide = bench.scheme(
        [bench.rubric("a", "x", "y"), bench.measured("m", "p", "q")],
        evaluator_types=bench.types(academic=None, ministry=None),
        stages=Stages(order=("desk", "visit")),
        nodes={"index": bench.node(["a", "m"])},
    )
    narrow = bench.scheme(
        [bench.rubric("a", "y", evaluators=("ministry",), stages=("visit",)), bench.measured("m", "q", "r")],
        evaluator_types=bench.types(academic=None, ministry=None),
        stages=Stages(order=("desk", "visit")),
        nodes={"index": bench.node(["a", "m"])},
    )
    people = {"a1": "academic", "m1": "ministry"}
    marks = [
        ("1", f"a.{key}", name, mark, stage)
        for key, plus in (("x", 0), ("y", 0.5))
        for name, mark in (("a1", 1 + plus), ("m1", 2 + plus))
        for stage in ("desk", "visit")
    ]
    read = bench.ratings(
        types=people, marks=marks, measures=[("1", "m.p", 9), ("1", "m.q", 3), ("2", "m.q", 1)]
    )
    bench.run(wide, read)  # as it was read
    plan = bench.plan(narrow)
    seen = restricted(read, plan.structure)
    assert seen.marks.mark.tolist() == [2.5]
    assert seen.measures.criteria == ("m.q",)
    assert seen.measures.value.tolist() == [3.0, 1.0]
    assert [str(seen.measures.places.at(item)) for item in (0, 1)] == ["measures.csv!D3", "measures.csv!D4"]
    scores = evaluate(plan, raw_values(plan, seen), seen)
    # city 1: (2.5 + 3) / 2, city 2: 1 alone
    assert scores.score[:, plan.place["index"]].tolist() == [2.75, 1.0]


def test_ratings_without_anything_can_be_restricted(bench):
    plan = bench.plan(bench.scheme(bench.measured("m", "p"), index="m"))
    seen = restricted(bench.ratings(cities=["1"]), plan.structure)
    assert np.isnan(evaluate(plan, raw_values(plan, seen), seen).score).all()
