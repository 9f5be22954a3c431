"""Weights that methods choose: from the cities' scores, or from what people judged; always exact shares of one."""

from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pytest
from attrs import evolve, frozen
from numpy.testing import assert_allclose

from scoring.engine.compiling import compile_plan
from scoring.engine.evaluate import evaluate
from scoring.engine.raw import raw_values
from scoring.engine.structure import build
from scoring.errors import PluginError, RejectedError
from scoring.kernels.share import UNITS, units_of
from scoring.model.method import Weighting
from scoring.model.registry import Owner, Register

STRANGER = Owner(name="methods", distribution="scoring-stranger", version="1.2")


class Told(NamedTuple):
    weights: np.ndarray
    ratio: float


@frozen(kw_only=True)
class Points:
    """Parameters.

    Parameters
    ----------
    points : one number for each item.
    """

    points: tuple[float, ...]


def by_points(n_items, *, points):
    if len(points) != n_items:
        raise ValueError(f"{n_items} points are needed, found {len(points)}")
    return Told(weights=np.array(points, dtype=np.float64) / sum(points), ratio=0.25)


METHODS = [
    # the range of each item in the direction that is better
    Weighting(name="by_range", apply=lambda values, direction: np.ptp(values * direction, axis=0)),
    Weighting(name="by_sign", apply=lambda _, direction: (direction > 0).astype(np.float64)),
    Weighting(name="told", apply=lambda values, _: Told(np.ones(values.shape[1]), 0.5)),
    Weighting(name="negative", apply=lambda *_: np.array([2.0, -1.0])),
    Weighting(name="nothing", apply=lambda values, _: np.full(values.shape[1], np.nan)),
    Weighting(name="too_many", apply=lambda values, _: np.ones(values.shape[1] + 1)),
    Weighting(name="varied", apply=lambda values, _: np.ones(values.shape[1]), demands=("varying",)),
    Weighting(name="by_points", apply=by_points, parameters=Points, from_data=False),
    Weighting(name="broken", apply=lambda _: 1 / 0, from_data=False),
]


def run(bench, rules, measures):
    methods = {item.name: item for item in METHODS}
    register = Register(methods=methods, owners=dict.fromkeys(methods, STRANGER))
    registry = evolve(bench.registry, weightings=register)
    structure, problems = build(rules)
    plan, wrong = compile_plan(rules, structure, registry)
    if problems or wrong:
        raise RejectedError([*problems, *wrong])
    read = bench.ratings(measures=measures)
    scores = evaluate(plan, raw_values(plan, read), read)
    weights = {fold.id: fold.weights for fold in scores.structure.folds}
    return {name: scores.score[:, place].tolist() for name, place in plan.place.items()}, weights, scores


def of_node(bench, method, **parameters):
    return bench.scheme(
        [bench.measured("a", "p"), bench.measured("b", "p")],
        nodes={"index": bench.node(["a", "b"], weighting=bench.use(method, **parameters))},
    )


ROWS = [("1", "a.p", 1), ("1", "b.p", 5), ("2", "a.p", 4), ("2", "b.p", 6)]


def test_a_node_takes_the_weights_that_its_method_finds_in_the_scores(bench):
    # ranges 3 and 1, so weights 3/4 and 1/4: 0.75 * 1 + 0.25 * 5 = 2, 0.75 * 4 + 0.25 * 6 = 4.5
    found, weights, scores = run(bench, of_node(bench, "by_range"), ROWS)
    assert weights["index"] == (Fraction(3, 4), Fraction(1, 4))
    assert found["index"] == [2.0, 4.5]
    assert [(item.node, item.method) for item in scores.weightings] == [("index", "by_range")]


def test_a_rubric_takes_them_too_and_another_rubric_keeps_its_own(bench):
    rules = bench.scheme(
        [bench.measured("a", "p", "q", weighting=bench.use("by_range")), bench.measured("b", "p", "q")],
        nodes={"index": bench.node(["a", "b"])},
    )
    rows = [
        (city, f"{rubric}.{key}", value)
        for rubric in "ab"
        for city, key, value in (("1", "p", 0), ("1", "q", 0), ("2", "p", 1), ("2", "q", 4))
    ]
    _, weights, _ = run(bench, rules, rows)
    assert weights["a"] == (Fraction(1, 5), Fraction(4, 5))
    assert weights["b"] == (Fraction(1, 2), Fraction(1, 2))


def test_people_s_judgements_are_settled_before_any_city_is_read(bench):
    found, weights, scores = run(bench, of_node(bench, "by_points", points=[1, 3]), ROWS)
    assert weights["index"] == (Fraction(1, 4), Fraction(3, 4))
    assert found["index"] == [4.0, 5.5]
    assert scores.weightings[0].figures == {"ratio": 0.25}


def test_what_a_method_tells_beside_the_weights_is_kept(bench):
    _, weights, scores = run(bench, of_node(bench, "told"), ROWS)
    assert weights["index"] == (Fraction(1, 2), Fraction(1, 2))
    assert scores.weightings[0].figures == {"ratio": 0.5}


def test_a_single_child_needs_no_method(bench):
    rules = bench.scheme([bench.measured("a", "p", weighting=bench.use("nothing"))], index="a")
    found, weights, _ = run(bench, rules, [("1", "a.p", 3), ("2", "a.p", 3)])
    assert (found["a"], weights["a"]) == ([3, 3], (Fraction(1),))


def test_judgements_that_do_not_fit_are_told_at_their_place(bench):
    with pytest.raises(RejectedError) as caught:
        run(bench, of_node(bench, "by_points", points=[1, 2, 3]), ROWS)
    (item,) = caught.value.problems
    assert (item.code, item.place.key) == ("judgements-unfit", "node.index.weighting")
    assert item.details["cause"] == "2 points are needed, found 3"


@pytest.mark.parametrize("method", ["negative", "nothing"])
def test_weights_that_are_none_stop_the_run(bench, method):
    with pytest.raises(RejectedError) as caught:
        run(bench, of_node(bench, method), ROWS)
    (item,) = caught.value.problems
    assert (item.code, item.details["node"], item.details["method"]) == ("weights-undefined", "index", method)


@pytest.mark.parametrize("method", ["too_many", "broken"])
def test_a_method_that_fails_or_returns_another_shape_is_named(bench, method):
    with pytest.raises(PluginError) as caught:
        run(bench, of_node(bench, method), ROWS)
    assert "scoring-stranger" in caught.value.problems[0].details["owner"]


def test_a_constant_child_is_told_where_the_method_needs_differences(bench):
    with pytest.raises(RejectedError) as caught:
        run(
            bench,
            of_node(bench, "varied"),
            [("1", "a.p", 2), ("1", "b.p", 5), ("2", "a.p", 2), ("2", "b.p", 6)],
        )
    (item,) = caught.value.problems
    assert (item.code, item.details["child"], item.details["found"]) == ("value-constant", "a", "2")


def test_units_sum_exactly_whatever_the_weights():
    source = np.random.default_rng(5)
    for n_items in (1, 2, 3, 7, 60, 999):
        weights = source.random(n_items) ** 8
        units = units_of(weights)
        assert units.sum() == UNITS
        assert (units >= 0).all()
        assert_allclose(units / UNITS, weights / weights.sum(), atol=1.5e-12)


def test_units_of_shares_that_lie_on_them_are_exact():
    # 1/4, 1/8 and 5/8 of 10**12 are whole, so nothing is left over
    assert units_of(np.array([2.0, 1.0, 5.0])).tolist() == [250000000000, 125000000000, 625000000000]
