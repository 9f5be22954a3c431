"""The tree below the index, and names in it."""

import pytest

from scoring.errors import RejectedError
from scoring.lab.structure.columns import branches, criteria, named, nodes, nodes_of, of_index


def test_the_tree_ends_at_the_criteria_and_holds_a_shared_one_twice(structure):
    found = [(branch.column, branch.parent, branch.level, branch.weight) for branch in branches(structure)]
    assert found == [
        ("index", "", 0, 1.0),
        ("a", "index", 1, 0.5),
        ("b", "index", 1, 0.5),
        ("p", "a", 2, 0.75),
        ("q", "a", 2, 0.25),
        ("q", "b", 2, 1.0),
    ]
    assert [branch.above for branch in branches(structure)] == [-1, 0, 0, 1, 1, 2]
    assert criteria(structure) == {"p", "q"}
    assert list(of_index(structure)) == ["p", "q"]


def test_nodes_are_what_is_made_of_others_but_not_of_evaluator_types(structure):
    assert nodes(structure) == ("aside", "index", "b", "a")
    assert nodes_of(structure, "", least=2) == ("index", "a")
    assert nodes_of(structure, "b") == ("b",)


@pytest.mark.parametrize(
    ("wanted", "columns"),
    [
        (0, ("index",)),
        (1, ("a", "b")),
        (2, ("p", "q")),
        ("a", ("p", "q")),
        ("", ("a", "b")),
        ("p", ("p@x", "p@y")),
        (("p@x", "index"), ("p@x", "index")),
    ],
)
def test_columns_are_named_by_level_by_node_or_one_by_one(wanted, columns, structure):
    assert named(structure, wanted) == columns


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (3, "structure-no-level"),
        (-1, "structure-no-level"),
        ("q", "structure-no-children"),
        ("indx", "structure-no-children"),
        (("a", "z"), "unknown-node"),
    ],
)
def test_what_is_not_there_is_told(wanted, code, structure):
    with pytest.raises(RejectedError) as caught:
        named(structure, wanted)
    assert [item.code for item in caught.value.problems] == [code]
