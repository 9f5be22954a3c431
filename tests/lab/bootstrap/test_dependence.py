"""Small structures whose columns depend on marks in one way each."""

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve

from scoring._version import VERSION
from scoring.lab.bootstrap.dependence import dependence
from scoring.methods import BUILT_INS
from scoring.model.edition import Edition, Gate, Node, Requirement
from scoring.model.method import Use
from scoring.model.plan import Fold, Leaf, Structure
from scoring.model.rubric import History
from scoring.plugins import load

MEAN = Use(method="weighted_mean")
HALF = (Fraction(1, 2), Fraction(1, 2))
EDITION = Edition(
    format="scoring-edition/1",
    id="e",
    year=2024,
    index="index",
    inputs=(),
    nodes={"index": Node(children=("a", "b"))},
)


def fold(name, *children, **other):
    return Fold(
        **{"id": name, "kind": "node", "children": children, "weights": HALF, "aggregation": MEAN, **other}
    )


LEAVES = (
    Leaf(id="mark", criterion="mark", consensus=Use(method="median"), value=(Use(method="linear"),)),
    Leaf(id="one", criterion="one", input="measure"),
    Leaf(id="other", criterion="other", input="measure"),
)
PLAIN = Structure(
    leaves=LEAVES,
    folds=(
        fold("a", "mark", "one"),
        fold("b", "one", "other"),
        fold("index", "a", "b"),
        fold("aside", "a", "b"),
    ),
    index="index",
    ranked=("index",),
)


@pytest.fixture(scope="module")
def registry():
    return load(BUILT_INS, version=VERSION, folder=None).registry


@pytest.fixture
def ask(registry):
    def asked(structure=PLAIN, *, node="index", stepped=(), gates=()):
        edition = evolve(EDITION, gates=gates)
        return dependence(structure, edition, registry, node=node, stepped=stepped)

    return asked


def changed(name, **other):
    folds = tuple(evolve(item, **other) if item.id == name else item for item in PLAIN.folds)
    return evolve(PLAIN, folds=folds)


def gate(on, node):
    return (Gate(on=on, require=(Requirement(node=node, at_least=Decimal(1)),)),)


def test_weighted_means_add_up_whatever_happens_inside_a_column_of_marks(ask):
    found = ask()
    assert found.additive
    assert found.needed == {"mark", "one", "other", "a", "b", "index"}
    assert found.moving == {"mark", "a", "index"}
    assert (found.nationwide, found.crooked) == ((), ())


def test_a_node_without_marks_does_not_move(ask):
    assert ask(node="b").moving == set()


@pytest.mark.parametrize(
    "other", [{"aggregation": Use(method="geometric_mean")}, {"then": (Use(method="linear"),)}]
)
def test_another_rule_above_marks_bends_what_they_add(ask, other):
    assert ask(changed("a", **other)).crooked == ("a",)
    assert ask(changed("b", **other)).additive  # no marks come through here
    assert ask(changed("aside", **other)).additive  # and this is no part of the index


@pytest.mark.parametrize(
    "other", [{"aggregation": Use(method="topsis")}, {"weighting": Use(method="entropy")}]
)
@pytest.mark.parametrize("name", ["a", "b", "index"])
def test_rules_that_compare_cities_are_told_wherever_they_are_needed(ask, name, other):
    assert ask(changed(name, **other)).nationwide == (name,)
    assert not ask(changed(name, **other)).additive


def test_steps_on_marks_compare_cities_and_steps_on_measures_are_over_before(ask):
    assert ask(stepped={"mark"}).nationwide == ("mark",)
    assert ask(stepped={"one", "other"}).additive


def test_gates_bend_when_marks_decide_or_are_decided_upon(ask):
    assert ask(gates=gate("b", "a")).crooked == ("b",)
    assert ask(gates=gate("a", "b")).crooked == ("a",)
    assert ask(gates=gate("b", "one")).additive
    assert ask(gates=gate("aside", "a")).additive


def test_a_history_of_a_node_that_moves_bends(ask):
    past = Leaf(
        id="past",
        criterion="past",
        input="history",
        history=History(of="index", rule="improvement", current="a"),
    )
    structure = evolve(
        PLAIN, leaves=(*LEAVES, past), folds=(PLAIN.folds[0], fold("b", "past", "one"), PLAIN.folds[2])
    )
    found = ask(structure)
    assert found.crooked == ("past",)
    assert {"past", "b"} <= found.moving
