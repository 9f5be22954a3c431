"""Every problem of an edition's rules: its code, and the key where it stands."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest

import scoring.engine
from scoring.codec.messages import catalogue, render
from scoring.engine.references import check_columns
from scoring.errors import RejectedError
from scoring.model.edition import (
    Award,
    Band,
    EvaluatorType,
    Gate,
    Group,
    Improvement,
    Publish,
    Requirement,
    Stages,
)
from scoring.model.rubric import Evidence, History, Sample, Scale

HALF = Decimal("0.5")
TWO_STAGES = {"stages": Stages(order=("desk", "visit"))}
PANEL_OF_TWO = {"evaluator_types": {"academic": EvaluatorType(), "ministry": EvaluatorType()}}


def limits(**numbers):
    return {name: Decimal(number) for name, number in numbers.items()}


def base(bench, *more, **edition):
    """An edition in which nothing is wrong but what is added."""
    nodes = {"index": bench.node(["a", "b"]), **edition.pop("nodes", {})}
    return bench.scheme(
        [bench.measured("a", "p", "q"), bench.measured("b", "p"), *more], nodes=nodes, **edition
    )


def of_rubric(*criteria, **fields):
    return lambda bench: base(bench, bench.rubric("c", *criteria, **fields))


def of_node(children, **fields):
    return lambda bench: base(bench, nodes={"n": bench.node(children, **fields)})


def of_edition(**edition):
    return lambda bench: base(bench, **edition)


def of_band(**fields):
    return of_edition(
        bands={"first": Band(of="a", limits=limits(x="1")), "grade": Band(**{"of": "a", **fields})}
    )


def of_gate(*requirements, on="a"):
    return of_edition(
        gates=(
            Gate(on="b", require=(Requirement(node="a.p", at_least=Decimal(1)),)),
            Gate(on=on, require=requirements),
        )
    )


def of_history(**fields):
    return lambda bench: base(
        bench, bench.rubric("h", ("x", {"input": "history", "history": History(of="index", **fields)}))
    )


CASES = [
    # children and weights
    (of_node(["a", "x*.p"]), ["pattern-matches-nothing node.n.children"]),
    (of_node(["a", "bb"]), ["unknown-child node.n.children"]),
    (of_node({"a": 1, "bb": 0}), ["unknown-child node.n.children"]),
    (of_node(["a", "b", "a"]), ["child-named-twice node.n.children"]),
    (of_node(["a.*", "a.p"]), ["child-named-twice node.n.children"]),
    (of_node(["a.p", "a.*"]), ["child-named-twice node.n.children"]),
    (of_node(["a.*", "a.*"]), ["child-named-twice node.n.children"]),
    (of_node([]), ["node-childless node.n.children"]),
    (of_node({}), ["node-childless node.n.children"]),
    (of_node({"a": "0.5", "b": "0.4"}), ["weights-sum node.n.children"]),
    (of_node({"a": "0.50000000000000000000000000000001", "b": "0.5"}), ["weights-sum node.n.children"]),
    (of_node({"a": "-0.5", "b": "1.5"}), ["weight-negative node.n.children"]),
    (of_node({"a": "0", "b": "0"}, weights="shares"), ["weights-all-zero node.n.children"]),
    (of_node(["a", "b"], weights="given"), ["weights-not-written node.n.children"]),
    (of_node(["a", "b"], weights="shares"), ["weights-not-written node.n.children"]),
    (of_node({"a.*": 1}), ["weight-for-pattern node.n.children"]),
    (of_node(["a", "b"], weights="shars"), ["unknown-weights node.n.weights"]),
    (
        lambda bench: base(bench, nodes={"n": bench.node(["a", "b"], weights="mine")}, weights={"mine": {"a": Decimal(1)}}),
        ["weight-not-in-table node.n.weights"],
    ),
    (
        lambda bench: base(bench, nodes={"n": bench.node(["a", "b"], weights="mine")}, weights={"mine": limits(a="1", b="-1")}),
        ["weight-negative node.n.children"],
    ),
    # rubrics
    (of_rubric(), ["rubric-empty rubric:c"]),
    (of_rubric(("p", {"weight": HALF}), "q"), ["weight-missing rubric:c criterion.q"]),
    (of_rubric("p", "q", weights="given"), ["weight-missing rubric:c criterion.p", "weight-missing rubric:c criterion.q"]),
    (of_rubric(("p", {"weight": HALF}), "q", weights="equal"), ["weight-beside-equal rubric:c criterion.p.weight"]),
    (of_rubric(("p", {"weight": HALF}), ("q", {"weight": Decimal("0.6")})), ["weights-sum rubric:c criterion"]),
    (of_rubric(("p", {"weight": Decimal(-1)}), ("q", {"weight": Decimal(2)})), ["weight-negative rubric:c criterion"]),
    (of_rubric("p", evaluators=("academic", "panel")), ["unknown-evaluator-type rubric:c evaluators[0]"]),
    (of_rubric("p", stages=("desk",)), ["unknown-stage rubric:c stages[0]"]),
    (of_rubric("p", scale=None), ["scale-missing rubric:c criterion.p"]),
    (of_rubric("p", scale=Scale(lowest=Decimal(0))), ["scale-missing rubric:c criterion.p"]),
    (of_rubric(("p", {"direction": "lower"}), input="measure", scale=None), ["direction-needs-scale rubric:c criterion.p.direction"]),
    (of_rubric(("p", {"input": "history"})), ["history-missing rubric:c criterion.p"]),
    (of_rubric(("p", {"history": History(of="index", rule="last")})), ["input-mismatch rubric:c criterion.p.history"]),
    (of_rubric(("p", {"evidence": Evidence(), "sample": Sample(minimum=1)})), ["input-mismatch rubric:c criterion.p.evidence", "input-mismatch rubric:c criterion.p.sample"]),
    (lambda bench: base(bench, bench.measured("c", ("p", {"consensus": bench.use("mean")}))), ["input-mismatch rubric:c criterion.p.consensus"]),
    # how it hangs together
    (of_node(["b"]) and (lambda bench: base(bench, nodes={"a": bench.node(["b"])})), ["id-claimed-twice node.a"]),
    (lambda bench: base(bench, nodes={"a.p": bench.node(["b"])}), ["id-claimed-twice node.a.p"]),
    (of_edition(index="indx"), ["unknown-index index"]),
    (lambda bench: base(bench, nodes={"m": bench.node(["n"]), "n": bench.node(["m"])}), ["circle node"]),
    (of_node(["n"]), ["circle node"]),
    (of_gate(Requirement(node="index", at_least=Decimal(1))), ["circle node"]),
    (of_node(["a", "a.p"]), ["criterion-counted-twice node.n.children"]),
    (
        lambda bench: base(bench, nodes={"m": bench.node(["a", "b"]), "n": bench.node(["m", "a.q"]), "o": bench.node(["n"])}),
        ["criterion-counted-twice node.n.children"],
    ),
    # gates
    (of_gate(Requirement(node="a.p", at_least=Decimal(1)), on="aa"), ["unknown-node gate[1].on"]),
    (of_gate(Requirement(node="b.q", at_least=Decimal(1))), ["unknown-node gate[1].require[0].node"]),
    (of_gate(Requirement()), ["requirement-of-one gate[1].require[0]"]),
    (of_gate(Requirement(node="a.p", at_least=Decimal(1), city="kind", among=("x",)), on="b.p"), ["requirement-of-one gate[1].require[0]"]),
    (of_gate(Requirement(node="b.p")), ["requirement-needs gate[1].require[0]"]),
    (of_gate(Requirement(city="kind", among=("x",)), Requirement(city="kind")), ["requirement-needs gate[1].require[1]"]),
    # bands
    (of_band(of="aa", limits=limits(x="1")), ["unknown-node band.grade.of"]),
    (of_band(), ["band-limits-choice band.grade"]),
    (of_band(limits=limits(x="1"), by="city.kind"), ["band-limits-choice band.grade"]),
    (of_band(limits_by={"k": limits(x="1")}), ["band-limits-choice band.grade"]),
    (of_band(limits=limits(x="1"), by="city.kind", limits_by={"k": limits(x="1")}), ["band-limits-choice band.grade"]),
    (of_band(limits=limits(x="1", y="1", z="0.5")), ["limits-ascend band.grade.limits.y", "limits-ascend band.grade.limits.z"]),
    (of_band(by="city.kind", limits_by={"k": limits(x="2", y="1")}), ["limits-ascend band.grade.limits_by.k.y"]),
    (of_band(limits=limits(x="1"), names={"x": "X", "yy": "Y"}), ["unknown-band band.grade.names.yy"]),
    (of_band(by="band.later", limits_by={"x": limits(x="1")}), ["band-by band.grade.by"]),
    (of_band(by="band.grade", limits_by={"x": limits(x="1")}), ["band-by band.grade.by"]),
    (of_band(by="first", limits_by={"x": limits(x="1")}), ["band-by band.grade.by"]),
    (of_band(limits=limits(x="1"), require=(Requirement(node="zz", at_least=Decimal(1)),)), ["unknown-node band.grade.require[0].node"]),
    # groups, awards, publishing
    (of_edition(groups={"nation": Group(column="x")}), ["group-reserved group.nation"]),
    (of_edition(groups={"size": Group(column="x", limits=limits(s="5", m="5"))}), ["limits-ascend group.size.limits.m"]),
    (of_edition(awards={"best": Award(nodes=("a", "zz"))}), ["unknown-node award.best.nodes[1]"]),
    (of_edition(awards={"best": Award(nodes=("a", "b"))}, publish=Publish(ranked=("a",))), ["award-unranked award.best.nodes[1]"]),
    (of_edition(awards={"best": Award(nodes=("a",), group="provnce")}, groups={"province": Group(column="x")}), ["unknown-group award.best.group"]),
    (of_edition(awards={"best": Award(nodes=("a",), top=0)}), ["number-outside award.best.top"]),
    (of_edition(publish=Publish(ranked=("index", "zz"))), ["unknown-node publish.ranked[1]"]),
    (of_edition(improvement=Improvement(of="zz")), ["unknown-node improvement.of"]),
    (of_edition(publish=Publish(decimals=10)), ["number-outside publish.decimals"]),
    (of_edition(publish=Publish(decimals=-1)), ["number-outside publish.decimals"]),
    (of_edition(publish=Publish(tolerance=Decimal("-0.1"))), ["number-outside publish.tolerance"]),
    (of_edition(publish=Publish(ties="ordinal")), ["ordinal-needs-key publish.ties"]),
    (of_edition(publish=Publish(languages=())), ["languages-empty publish.languages"]),
    # evaluator types and stages
    (of_edition(evaluator_types={"x": EvaluatorType(weight=Decimal(1)), "y": EvaluatorType()}), ["weight-missing evaluator_type.y"]),
    (of_edition(evaluator_types={"x": EvaluatorType(weight=HALF), "y": EvaluatorType(weight=Decimal("0.4"))}), ["weights-sum evaluator_type"]),
    (of_edition(evaluator_types={"x": EvaluatorType(weight=-HALF), "y": EvaluatorType(weight=Decimal("1.5"))}), ["weight-negative evaluator_type"]),
    (of_edition(stages=Stages(order=("desk", "visit"), weights=limits(desk="0.5", visit="0.4"))), ["weights-sum stages.weights"]),
    (of_edition(stages=Stages(order=("desk", "visit"), weights=limits(desk="-1", visit="2"))), ["weight-negative stages.weights"]),
    (
        of_edition(awards={"best": Award(nodes=("a", "zz"))}, publish=Publish(ranked=("a",))),
        ["unknown-node award.best.nodes[1]"],
    ),
    (
        of_edition(stages=Stages(order=("desk", "visit"), weights=limits(desk="0.5", vist="0.5"))),
        ["stage-weights stages.weights", "stage-weights stages.weights"],
    ),
    # history
    (of_history(rule="improvement"), ["history-needs rubric:h criterion.x.history"]),
    (of_history(rule="years"), ["history-needs rubric:h criterion.x.history"]),
    (of_history(rule="years", weights=(Decimal(0), Decimal(0))), ["history-needs rubric:h criterion.x.history"]),
    (
        of_history(rule="years", weights=(Decimal(3), Decimal(-1))),
        ["history-needs rubric:h criterion.x.history"],
    ),
    (of_history(rule="improvement", current="indx"), ["unknown-node rubric:h criterion.x.history"]),
    # methods
    (lambda bench: base(bench, nodes={"n": bench.node(["a"], aggregation=bench.use("weigted_mean"))}), ["unknown-method node.n.aggregation"]),
    (lambda bench: base(bench, bench.measured("c", "p", aggregation=bench.use("nothing"))), ["unknown-method rubric:c aggregation"]),
    (lambda bench: base(bench, nodes={"n": bench.node(["a"], then=(bench.use("identity"), bench.use("bnds")))}), ["unknown-method node.n.then[1]"]),
    (lambda bench: base(bench, bench.measured("c", ("p", {"value": (bench.use("lin"),)}))), ["unknown-method rubric:c criterion.p.value"]),
    (lambda bench: base(bench, bench.rubric("c", "p", "q", value=(bench.use("lin"),))), ["unknown-method rubric:c value"]),
    (lambda bench: base(bench, bench.rubric("c", ("p", {"consensus": bench.use("medain")}))), ["unknown-method rubric:c criterion.p.consensus"]),
    (
        lambda bench: base(bench, bench.rubric("c", "p"), evaluator_types={"x": EvaluatorType(consensus=bench.use("medain"))}),
        ["unknown-method evaluator_type.x.consensus"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "expected"), CASES, ids=[f"{number} {expected[0]}" for number, (_, expected) in enumerate(CASES)]
)
def test_a_fault_is_found_at_its_key(bench, make, expected):
    assert [f"{code} {place}" for code, place in bench.problems(make(bench))] == expected


@pytest.mark.parametrize(
    ("make", "expected"), CASES, ids=[f"{number} {expected[0]}" for number, (_, expected) in enumerate(CASES)]
)
def test_the_sentence_of_a_fault_can_be_written_in_both_languages(bench, make, expected):
    with pytest.raises(RejectedError) as caught:
        bench.plan(make(bench))
    for item in caught.value.problems:
        texts = {language: render(item, language=language) for language in ("en", "id")}
        assert texts["en"] != texts["id"]
        assert not re.search(r"[{}]", "".join(texts.values()))


def test_an_edition_without_a_fault_has_none(bench):
    assert bench.plan(base(bench)).structure.index == "index"


NUMBERS_OF_DETAILS = [
    (of_node(["a", "bb"]), {"found": "bb", "nearest": "b"}),
    (of_node({"a": "0.50", "b": "0.7"}), {"found": "1.2", "weights": "a 0.50, b 0.7"}),
    (of_edition(index="indx"), {"found": "indx", "nearest": "index"}),
    (lambda bench: base(bench, nodes={"m": bench.node(["n"]), "n": bench.node(["m"])}), {"found": "m -> n -> m"}),
    (of_node(["a", "a.p"]), {"node": "n", "found": "a.p"}),
    (of_band(limits=limits(low="2.5", high="2.5")), {"found": "high 2.5", "allowed": "above low 2.5"}),
    (of_band(by="band.frst", limits_by={"x": limits(x="1")}), {"found": "band.frst", "allowed": "first", "nearest": "first"}),
    (of_edition(awards={"best": Award(nodes=("a",), group="provnce")}, groups={"province": Group(column="x")}), {"found": "provnce", "allowed": "nation, province", "nearest": "province"}),
]  # fmt: skip


@pytest.mark.parametrize(("make", "expected"), NUMBERS_OF_DETAILS)
def test_a_fault_names_what_was_found_and_what_is_near(bench, make, expected):
    assert bench.details(make(bench)) == [expected]


def test_the_misprint_of_2022_is_told_with_all_weights(bench):
    names = ["baseline", "output", "outcome", "impact", "quick_win"]
    weights = dict(zip(names, ["0.10", "0.20", "0.40", "0.30", "0.20"], strict=True))
    rules = bench.scheme([bench.measured(name, "p") for name in names], nodes={"index": bench.node(weights)})
    assert bench.details(rules) == [
        {"found": "1.2", "weights": "baseline 0.10, output 0.20, outcome 0.40, impact 0.30, quick_win 0.20"}
    ]


def test_all_faults_come_at_once(bench):
    rules = bench.scheme(
        [bench.measured("a", "p"), bench.rubric("b", ("p", {"weight": HALF}), "q", scale=None)],
        index="indx",
        nodes={"m": bench.node({"a": "0.4"}), "n": bench.node(["zz", "y*"])},
    )
    assert [code for code, _ in bench.problems(rules)] == [
        "scale-missing", "scale-missing", "weight-missing", "weights-sum", "unknown-child", "pattern-matches-nothing", "unknown-index",
    ]  # fmt: skip


def test_all_faults_of_names_and_methods_come_at_once(bench):
    rules = base(
        bench,
        nodes={"n": bench.node(["a"], aggregation=bench.use("men"))},
        gates=(Gate(on="zz", require=(Requirement(node="yy", at_least=Decimal(1)),)),),
        bands={"grade": Band(of="xx", limits=limits(a="1"))},
        publish=Publish(ties="ordinal", decimals=12),
        improvement=Improvement(of="ww"),
    )
    assert sorted(code for code, _ in bench.problems(rules)) == [
        "number-outside", "ordinal-needs-key", "unknown-method", "unknown-node", "unknown-node", "unknown-node", "unknown-node",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "stages",
    [
        Stages(order=("desk", "visit", "final"), weights=limits(desk="0", visit="0", final="1")),
        Stages(order=("desk", "visit", "final"), weights=limits(final="1")),
        Stages(order=("desk", "visit", "final"), weights=limits(desk="1", visit="-1", final="1")),
    ],
)
def test_a_rubric_whose_stages_weigh_nothing_together_is_a_fault_and_no_crash(bench, stages):
    rules = base(bench, bench.rubric("c", "p", stages=("desk", "visit")), stages=stages)
    assert bench.problems(rules)


def test_evaluator_types_that_weigh_nothing_together_are_a_fault_and_no_crash(bench):
    types = {
        "x": EvaluatorType(weight=HALF),
        "y": EvaluatorType(weight=-HALF),
        "z": EvaluatorType(weight=Decimal(1)),
    }
    rules = base(bench, bench.rubric("c", "p", evaluators=("x", "y")), evaluator_types=types)
    assert ("weight-negative", "evaluator_type") in bench.problems(rules)


def test_weights_that_sum_to_one_only_after_rounding_are_refused_under_any_decimal_context(bench):
    import decimal

    with decimal.localcontext() as context:
        context.prec = 3
        assert bench.problems(of_node({"a": "0.3333", "b": "0.6666"})(bench)) == [
            ("weights-sum", "node.n.children")
        ]


def test_columns_that_the_cities_table_does_not_have_are_found_wherever_they_are_named(bench):
    lacking = Requirement(city="kinds", among=("x",))
    edition = base(
        bench,
        groups={"g": Group(column="provinse")},
        bands={
            "b": Band(of="a", by="city.sistem", limits_by={"k": limits(x="1")}),
            "c": Band(
                of="a", limits=limits(x="1"), require=(Requirement(node="b", at_least=Decimal(1)), lacking)
            ),
        },
        gates=(Gate(on="a", require=(Requirement(city="code", among=("1",)), lacking)),),
        publish=Publish(ties="ordinal", key=("name", "-populasi")),
    ).edition
    cities = bench.ratings(cities=["1"], province={"1": "Aceh"}, kind={"1": "kota"}).cities
    found = {
        (item.code, item.place.key, item.details["found"], item.details["nearest"])
        for item in check_columns(edition, cities)
    }
    assert found == {
        ("unknown-column", "group.g.column", "provinse", "province"),
        ("unknown-column", "band.b.by", "sistem", ""),
        ("unknown-column", "band.c.require[1].city", "kinds", "kind"),
        ("unknown-column", "gate[0].require[1].city", "kinds", "kind"),
        ("unknown-column", "publish.key[1]", "populasi", ""),
    }


def test_every_code_that_the_engine_can_give_is_asserted_somewhere_here():
    folder = Path(scoring.engine.__file__).parent
    literals = {
        text
        for path in folder.glob("*.py")
        for text in re.findall(r'"([a-z]+(?:-[a-z]+)+|circle)"', path.read_text("utf-8"))
    }
    codes = literals & set(catalogue())
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert len(codes) > 45
    assert {code for code in codes if f'"{code}' not in tests} == set()


def test_the_day_of_an_edition_is_of_no_concern_to_its_structure(bench):
    assert bench.plan(base(bench, date=dt.date(2024, 2, 29))).structure == bench.plan(base(bench)).structure
