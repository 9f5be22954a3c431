from fractions import Fraction

from scoring.model.method import Use
from scoring.model.plan import Fold, Structure
from scoring.report.weights import shares

MEAN, FIRST = Use(method="weighted_mean"), Use(method="first_present")
HALF = Fraction(1, 2)


def fold(name, children, aggregation=MEAN, kind="node"):
    weights = (Fraction(1, len(children)),) * len(children)
    return Fold(id=name, kind=kind, children=children, weights=weights, aggregation=aggregation)


STRUCTURE = Structure(
    leaves=(),
    folds=(
        fold("a", ("a1", "a2"), kind="rubric"),
        fold("b", ("b1", "b2"), FIRST),
        fold("beside", ("a", "b")),
        fold("index", ("a", "b")),
        fold("other", ("beside",)),
    ),
    index="index",
    ranked=("index",),
)


def test_the_index_comes_first_then_what_it_is_made_from_then_what_lies_beside_it():
    found = [(item.parent, item.child) for item in shares(STRUCTURE, "node", "rubric")]
    assert found == [
        ("index", "a"),
        ("index", "b"),
        ("a", "a1"),
        ("a", "a2"),
        ("b", "b1"),
        ("b", "b2"),
        ("other", "beside"),
        ("beside", "a"),
        ("beside", "b"),
    ]


def test_only_the_kinds_asked_for_are_told():
    assert {item.parent for item in shares(STRUCTURE, "rubric")} == {"a"}


def test_a_rule_that_picks_has_no_weights():
    found = {(item.parent, item.child): item.weight for item in shares(STRUCTURE, "node")}
    assert found["index", "a"] == HALF
    assert found["b", "b1"] is None
