"""Variants of rules: what changes, and nothing else."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.errors import RejectedError
from scoring.lab.variation import OFFICIAL, combinations, shown, varied, without
from scoring.model.edition import Edition, Node, Scheme
from scoring.model.method import Use
from scoring.model.plan import Fold, Leaf, Structure
from scoring.model.rubric import Criterion, Rubric
from scoring.model.step import Step
from scoring.model.variant import Variant

MINIMUM, EQUAL = Use(method="minimum"), Use(method="equal")
SCHEME = Scheme(
    edition=Edition(
        format="scoring-edition/1",
        id="e",
        year=2024,
        steps=(
            Step(id="fill", impute=Use(method="column_mean")),
            Step(id="first", normalise=Use(method="min_max"), reference="references/x.json"),
            Step(id="last", normalise=Use(method="rank")),
        ),
        nodes={
            "index": Node(children={"a": Decimal("0.7"), "b": Decimal("0.3")}),
            "other": Node(children=("a", "b"), weights="equal"),
        },
    ),
    rubrics={
        "a": Rubric(
            format="scoring-rubric/1",
            id="a",
            weights="given",
            criteria={"p": Criterion(weight=Decimal("0.2")), "q": Criterion(weight=Decimal("0.8"))},
        )
    },
)


def test_combinations_are_all_there_with_the_official_one_first():
    found = combinations(weightings=[EQUAL, Use(method="critic")], aggregations=[MINIMUM], node="n")
    assert [item.name for item in found] == ["official", "equal + minimum", "critic + minimum"]
    assert {item.node for item in found[1:]} == {"n"}
    assert combinations() == (OFFICIAL,)
    assert shown(Use(method="owa", parameters={"ordered": [1, 0]})) == "owa:ordered=[1, 0]"


def test_the_official_variant_changes_nothing():
    assert varied(SCHEME, OFFICIAL) == SCHEME


def test_a_weighting_takes_the_place_of_written_weights_at_a_node():
    nodes = varied(SCHEME, Variant(name="v", weighting=EQUAL)).edition.nodes
    assert (nodes["index"].children, nodes["index"].weights, nodes["index"].weighting) == (
        ("a", "b"),
        None,
        EQUAL,
    )
    assert nodes["other"] == SCHEME.edition.nodes["other"]
    other = varied(SCHEME, Variant(name="v", weighting=EQUAL, node="other")).edition.nodes
    assert (other["other"].weights, other["other"].weighting) == (None, EQUAL)


def test_a_rubric_loses_the_weights_of_its_criteria():
    rubric = varied(SCHEME, Variant(name="v", node="a", weighting=EQUAL, aggregation=MINIMUM)).rubrics["a"]
    assert (rubric.weights, rubric.weighting, rubric.aggregation) == (None, EQUAL, MINIMUM)
    assert [criterion.weight for criterion in rubric.criteria.values()] == [None, None]


def test_a_normalisation_replaces_the_last_or_a_named_step_and_its_reference():
    z = Use(method="z_score")
    steps = varied(SCHEME, Variant(name="v", normalisation=z)).edition.steps
    assert [step.use.method for step in steps] == ["column_mean", "min_max", "z_score"]
    steps = varied(SCHEME, Variant(name="v", normalisation=z, step="first")).edition.steps
    assert [(step.use.method, step.reference) for step in steps[1:]] == [("z_score", ""), ("rank", "")]


@pytest.mark.parametrize(
    ("variant", "code"),
    [
        (Variant(name="v", aggregation=MINIMUM, node="indx"), "unknown-node"),
        (Variant(name="v", normalisation=EQUAL, step="fill"), "unknown-normalising-step"),
    ],
)
def test_what_is_not_there_cannot_be_changed(variant, code):
    with pytest.raises(RejectedError) as caught:
        varied(SCHEME, variant)
    assert [item.code for item in caught.value.problems] == [code]


def structure():
    def fold(name, children, *weights):
        return Fold(
            id=name,
            kind="node",
            children=children,
            weights=tuple(map(Fraction, weights)),
            aggregation=MINIMUM,
        )

    return Structure(
        leaves=tuple(Leaf(id=name, criterion=name) for name in "pqr"),
        folds=(fold("a", ("p", "q"), "1/4", "3/4"), fold("index", ("a", "r"), 0, 1)),
        index="index",
        ranked=("index",),
    )


def test_what_is_left_out_gives_its_weight_to_its_siblings_in_exact_shares():
    found = {fold.id: fold for fold in without(structure(), ["p"]).folds}
    assert (found["a"].children, found["a"].weights) == (("q",), (Fraction(1),))
    assert found["index"] == structure().folds[1]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["x"], "unknown-child"),
        (["index"], "unknown-child"),
        (["p", "q"], "nothing-left"),
        (["r"], "nothing-left"),
    ],
)
def test_nothing_may_be_left_without_weight(names, code):
    with pytest.raises(RejectedError) as caught:
        without(structure(), names)
    assert [item.code for item in caught.value.problems] == [code]
