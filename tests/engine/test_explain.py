"""The way from an index back to its cells: contributions add up exactly, whatever the rule."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.cells import cells_of
from scoring.engine.explain import Scored, effective_weights, explain
from scoring.model.edition import Gate, Requirement, Stages
from scoring.model.method import Use
from scoring.model.plan import Fold
from scoring.model.rubric import History


def scored(result, city=0):
    def by_id(table):
        return {
            name: None if np.isnan(number) else float(number)
            for name, number in zip(result.ids, table[city], strict=True)
        }

    return Scored(
        score=by_id(result.scores),
        coverage=by_id(result.coverage),
        cells=cells_of(result.ratings, result.structure, city),
    )


def explained(found, code, root=""):
    return explain(found.result.structure, scored(found.result, found.codes.index(code)), root)


def walk(part):
    yield part
    for child in part.parts:
        yield from walk(child)


def leaves(part):
    return {item.id: item for item in walk(part) if item.kind == "leaf"}


def contributions(part):
    return {name: item.contribution for name, item in leaves(part).items()}


def assert_adds_up(part):
    """The leaves give the index, and every column gives its children, as exact fractions."""
    assert sum(value for value in contributions(part).values() if value is not None) == Fraction(part.score)
    for item in walk(part):
        if item.parts and item.contribution is not None:
            assert sum(child.contribution or 0 for child in item.parts) == item.contribution


def test_contributions_of_a_weighted_mean_are_its_terms(bench):
    rules = bench.scheme(
        [bench.measured("a", "p", "q"), bench.measured("b", "p")],
        nodes={"index": bench.node({"a": "0.5", "b": "0.5"})},
    )
    found = bench.found(rules, measures=[("1", "a.p", 1), ("1", "a.q", 3), ("1", "b.p", 4)])
    part = explained(found, "1")
    # 0.25 * 1 + 0.25 * 3 + 0.5 * 4 = 0.25 + 0.75 + 2 = 3, all of them exact in binary
    assert contributions(part) == {"a.p": Fraction(1, 4), "a.q": Fraction(3, 4), "b.p": Fraction(2)}
    assert (part.id, part.kind, part.depth, part.score) == ("index", "node", 0, 3.0)
    assert [(item.id, item.kind, item.depth, item.weight, item.effective) for item in walk(part)][1:] == [
        ("a", "rubric", 1, Fraction(1, 2), Fraction(1, 2)),
        ("a.p", "leaf", 2, Fraction(1, 2), Fraction(1, 2)),
        ("a.q", "leaf", 2, Fraction(1, 2), Fraction(1, 2)),
        ("b", "rubric", 1, Fraction(1, 2), Fraction(1, 2)),
        ("b.p", "leaf", 2, Fraction(1), Fraction(1)),
    ]


def test_the_weight_of_a_missing_child_is_shown_where_it_went(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r"),
        nodes={"index": bench.node({"a.p": "0.2", "a.q": "0.3", "a.r": "0.5"})},
    )
    found = bench.found(rules, measures=[("1", "a.p", 1), ("1", "a.r", 4)])
    part = explained(found, "1")
    rows = {
        item.id: (item.score, item.weight, item.effective, item.contribution, item.coverage)
        for item in part.parts
    }
    assert rows["a.q"] == (None, Fraction(3, 10), None, None, 0.0)
    # 0.2 and 0.5 of 0.7
    assert rows["a.p"][2] == Fraction(2, 7)
    assert rows["a.r"][2] == Fraction(5, 7)
    assert part.coverage == pytest.approx(0.7)
    assert_adds_up(part)


TENTHS = {"a.p": 0.1, "a.q": 0.7, "a.r": 2.3, "b.p": 3.3, "b.q": 1.9}
RULES = [
    "weighted_mean",
    "geometric_mean",
    "harmonic_mean",
    "minimum",
    "maximum",
    "first_present",
    "latest",
    "sum",
]


@pytest.mark.parametrize("upper", [*RULES, "power_mean"])
@pytest.mark.parametrize("lower", RULES)
@pytest.mark.parametrize("absent", [(), ("a.q",), ("b.p", "b.q"), ("a.p", "b.p")])
def test_contributions_add_up_exactly_under_every_rule(bench, upper, lower, absent):
    rule = bench.use(upper, exponent=3) if upper == "power_mean" else bench.use(upper)
    rules = bench.scheme(
        [
            bench.measured(
                "a",
                *[
                    (key, {"weight": Decimal(weight)})
                    for key, weight in (("p", "0.1"), ("q", "0.6"), ("r", "0.3"))
                ],
                aggregation=bench.use(lower),
            ),
            bench.measured("b", "p", "q", aggregation=bench.use(lower)),
        ],
        nodes={"index": bench.node({"a": "0.7", "b": "0.3"}, aggregation=rule)},
    )
    found = bench.found(
        rules, measures=[("1", name, value) for name, value in TENTHS.items() if name not in absent]
    )
    part = explained(found, "1")
    if part.score is None:
        assert "sum" in {upper, lower}
        assert set(contributions(part).values()) == {None}
    else:
        assert_adds_up(part)


def test_a_chosen_child_has_everything(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r"),
        nodes={"index": bench.node(["a.p", "a.q", "a.r"], aggregation=bench.use("first_present"))},
    )
    part = explained(bench.found(rules, measures=[("1", "a.q", 2), ("1", "a.r", 4)]), "1")
    assert contributions(part) == {"a.p": None, "a.q": Fraction(2), "a.r": Fraction(0)}


def test_children_tied_for_the_minimum_share_it(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r"),
        nodes={
            "index": bench.node({"a.p": "0.2", "a.q": "0.6", "a.r": "0.2"}, aggregation=bench.use("minimum"))
        },
    )
    part = explained(bench.found(rules, measures=[("1", "a.p", 2), ("1", "a.q", 2), ("1", "a.r", 3)]), "1")
    # 0.2 and 0.6 of 0.8
    assert contributions(part) == {"a.p": Fraction(1, 2), "a.q": Fraction(3, 2), "a.r": Fraction(0)}


@pytest.mark.parametrize(
    ("rule", "idle"),
    [("minimum", 0.5), ("maximum", 4), ("first_present", 4), ("latest", 4), ("weighted_mean", 4)],
)
def test_a_child_without_weight_contributes_nothing(bench, rule, idle):
    nodes = {"index": bench.node({"a.p": "0", "a.q": "1", "a.r": "0"}, aggregation=bench.use(rule))}
    found = bench.found(
        bench.scheme(bench.measured("a", "p", "q", "r"), nodes=nodes),
        measures=[("1", "a.p", idle), ("1", "a.q", 2), ("1", "a.r", idle)],
    )
    assert contributions(explained(found, "1")) == {
        "a.p": Fraction(0),
        "a.q": Fraction(2),
        "a.r": Fraction(0),
    }


def test_the_parts_of_a_sum_are_its_points(bench):
    rules = bench.scheme(
        bench.measured(
            "a",
            ("p", {"weight": Decimal(5)}),
            ("q", {"weight": Decimal(1)}),
            weights="shares",
            aggregation=bench.use("sum"),
        ),
        index="a",
    )
    part = explained(bench.found(rules, measures=[("1", "a.p", 10), ("1", "a.q", 30)]), "1")
    # a sum does not weigh: 10 of the 40 points come from p
    assert contributions(part) == {"a.p": Fraction(10), "a.q": Fraction(30)}


def test_types_and_stages_are_explained_down_to_the_cells(bench):
    rules = bench.scheme(
        bench.rubric("a", "x"),
        index="a",
        evaluator_types=bench.types(academic="0.75", ministry="0.25"),
        stages=Stages(order=("desk", "visit"), weights={"desk": Decimal("0.5"), "visit": Decimal("0.5")}),
    )
    marks = [
        ("1", "a.x", "a1", 4, "desk"),
        ("1", "a.x", "a2", 2, "desk", False, ""),
        ("1", "a.x", "m1", 1, "desk"),
        ("1", "a.x", "m1", None, "visit", True, "recused"),
    ]
    found = bench.found(rules, types={"a1": "academic", "a2": "academic", "m1": "ministry"}, marks=marks)
    part = explained(found, "1")
    assert {item.id: item.kind for item in walk(part)} == {
        "a": "rubric",
        "a.x": "stages",
        "a.x#desk": "types",
        "a.x#desk@academic": "leaf",
        "a.x#desk@ministry": "leaf",
        "a.x#visit": "types",
        "a.x#visit@academic": "leaf",
        "a.x#visit@ministry": "leaf",
    }
    assert_adds_up(part)
    # the desk stage stands on 0.75 * 3 + 0.25 * 1
    assert contributions(part)["a.x#desk@academic"] == Fraction(9, 4)
    cells = {
        name: [
            (cell.evaluator, cell.type, cell.stage, cell.value, cell.state, str(cell.place))
            for cell in item.cells
        ]
        for name, item in leaves(part).items()
    }
    assert cells == {
        "a.x#desk@academic": [
            ("a1", "academic", "desk", 4.0, "", "marks.csv!D2"),
            ("a2", "academic", "desk", 2.0, "", "marks.csv!D3"),
        ],
        "a.x#desk@ministry": [("m1", "ministry", "desk", 1.0, "", "marks.csv!D4")],
        "a.x#visit@academic": [],
        "a.x#visit@ministry": [("m1", "ministry", "visit", None, "recused", "marks.csv!D5")],
    }


def test_a_missing_index_has_no_contributions(bench):
    rules = bench.scheme(bench.measured("a", "p", "q", coverage=Decimal(1)), index="a")
    part = explained(bench.found(rules, measures=[("1", "a.p", 3)]), "1")
    assert (part.score, part.contribution) == (None, None)
    assert contributions(part) == {"a.p": None, "a.q": None}
    assert part.parts[0].effective == 1


def test_an_index_of_zero_is_shared_by_weight_without_a_division_by_zero(bench):
    rules = bench.scheme(bench.measured("a", "p", "q"), index="a")
    part = explained(bench.found(rules, measures=[("1", "a.p", 0), ("1", "a.q", 0)]), "1")
    assert contributions(part) == {"a.p": Fraction(0), "a.q": Fraction(0)}


def test_scores_that_cancel_out_still_add_up(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q"),
        nodes={"index": bench.node(["a"], then=(bench.use("linear", raw=[-1, 1], score=[1, 3]),))},
    )
    part = explained(bench.found(rules, measures=[("1", "a.p", -0.3), ("1", "a.q", 0.3)]), "1")
    assert part.score == 2.0
    assert_adds_up(part)


def test_a_score_that_a_gate_has_set_is_shared_too(bench):
    gate = Gate(on="index", require=(Requirement(city="code", among=("9",)),), otherwise=Decimal("1.5"))
    rules = bench.scheme(
        bench.measured("a", "p", "q"), nodes={"index": bench.node(["a.p", "a.q"])}, gates=(gate,)
    )
    part = explained(bench.found(rules, measures=[("1", "a.p", 1), ("1", "a.q", 3)]), "1")
    assert part.score == 1.5
    assert_adds_up(part)


def test_any_column_can_be_explained(bench):
    rules = bench.scheme(
        [bench.measured("a", "p", "q"), bench.measured("b", "p")], nodes={"index": bench.node(["a", "b"])}
    )
    found = bench.found(rules, measures=[("1", "a.p", 1), ("1", "a.q", 2), ("1", "b.p", 4)])
    part = explained(found, "1", "a")
    assert (part.id, part.depth, part.contribution) == ("a", 0, Fraction(3, 2))
    assert_adds_up(part)


def test_history_shows_the_earlier_results_it_rests_on_newest_first(bench):
    history = History(of="index", rule="years", weights=(Decimal(3), Decimal(2)))
    rules = bench.scheme(bench.rubric("h", ("x", {"input": "history", "history": history})), index="h")
    past = [
        ("1", "index", 2022, 2.0),
        ("1", "index", 2023, 4.0),
        ("1", "other", 2023, 1.0),
        ("2", "index", 2023, 1.0),
    ]
    part = explained(bench.found(rules, past=past), "1")
    # (3 * 4 + 2 * 2) / 5 = 3.2
    assert part.score == pytest.approx(3.2)
    assert [(cell.stage, cell.value) for cell in part.parts[0].cells] == [("2023", 4.0), ("2022", 2.0)]


scores = st.one_of(st.none(), st.floats(0, 4).map(lambda number: round(number, 2)))


@settings(deadline=None, database=None)
@given(
    st.lists(scores, min_size=4, max_size=4),
    st.lists(st.integers(0, 5), min_size=4, max_size=4),
    st.sampled_from(RULES),
)
def test_effective_weights_are_shares_of_what_is_present(values, numbers, rule):
    if not any(numbers):
        numbers = [1] * 4
    shares = tuple(Fraction(number, sum(numbers)) for number in numbers)
    fold = Fold(
        id="n", kind="node", children=("a", "b", "c", "d"), weights=shares, aggregation=Use(method=rule)
    )
    found = effective_weights(fold, values)
    assert [weight is None for weight in found] == [value is None for value in values]
    counted = [share for share, value in zip(shares, values, strict=True) if value is not None and share]
    assert sum(weight for weight in found if weight is not None) == (1 if counted else 0)
