"""The tree from the index down to the criteria, and how columns are named in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scoring.errors import Problem, RejectedError, problem
from scoring.model.nearest import nearest
from scoring.model.plan import Structure
from scoring.model.structure_study import Columns


class Branch(NamedTuple):
    """A column at one place of the tree.

    Parameters
    ----------
    column, parent : ids; "" for the parent of the index.
    above : position of the parent's branch, -1 for the index.
    level : steps below the index.
    weight : share among the siblings.
    """

    column: str
    parent: str
    above: int
    level: int
    weight: float


def branches(structure: Structure) -> tuple[Branch, ...]:
    """Return the tree below the index down to the criteria, each parent before its children.

    A column that two others are made of stands in it twice; what a criterion is made of, evaluator types and stages,
    does not.

    Parameters
    ----------
    structure : columns of an edition.
    """
    folds = {fold.id: fold for fold in structure.folds if fold.id not in criteria(structure)}
    found = [Branch(structure.index, "", -1, 0, 1.0)]
    for place, branch in enumerate(found):  # the list grows while it is walked
        if branch.column in folds:
            fold = folds[branch.column]
            found += [
                Branch(child, fold.id, place, branch.level + 1, float(weight))
                for child, weight in zip(fold.children, fold.weights, strict=True)
            ]
    return tuple(found)


def criteria(structure: Structure) -> frozenset[str]:
    """Return the ids of the criteria."""
    return frozenset(leaf.criterion for leaf in structure.leaves)


def nodes(structure: Structure) -> tuple[str, ...]:
    """Return the ids of the columns that are made of others, criteria left out; parents before their children."""
    return tuple(fold.id for fold in reversed(structure.folds) if fold.kind in {"node", "rubric"})


def nodes_of(structure: Structure, node: str, least: int = 1) -> tuple[str, ...]:
    """Return one node, or all, of those with so many children at least.

    Parameters
    ----------
    structure : columns of an edition.
    node : id of a node; "" for all.
    least : number of children.

    Raises
    ------
    RejectedError
        If nothing of the name is made of others.
    """
    found = (node,) if node else nodes(structure)
    return tuple(name for name in found if len(children(structure, name)) >= least)


def named(structure: Structure, wanted: Columns) -> tuple[str, ...]:
    """Return the ids of columns.

    Parameters
    ----------
    structure : columns of an edition.
    wanted : a level below the index, a node for its children, or ids.

    Raises
    ------
    RejectedError
        If there is no such level, node or column.
    """
    if isinstance(wanted, int):
        return _of_level(structure, wanted)
    if isinstance(wanted, str):
        return children(structure, wanted or structure.index)
    wrong = [_unknown("unknown-node", name, structure.ids) for name in wanted if name not in structure.ids]
    if wrong:
        raise RejectedError(wrong)
    return tuple(wanted)


def children(structure: Structure, node: str) -> tuple[str, ...]:
    """Return the children of a node.

    Parameters
    ----------
    structure : columns of an edition.
    node : its id.

    Raises
    ------
    RejectedError
        If nothing of the name is made of others.
    """
    found = {fold.id: fold.children for fold in structure.folds}
    if node not in found:
        raise RejectedError([_unknown("structure-no-children", node, found)])
    return found[node]


def _of_level(structure: Structure, level: int) -> tuple[str, ...]:
    every = branches(structure)
    found = tuple(dict.fromkeys(branch.column for branch in every if branch.level == level))
    if not found:
        deepest = max(branch.level for branch in every)
        raise RejectedError([problem("structure-no-level", found=level, allowed=f"0 ... {deepest}")])
    return found


def of_index(structure: Structure) -> Iterator[str]:
    """Yield the ids of the criteria from which the index is made, each once."""
    below = criteria(structure)
    yield from dict.fromkeys(branch.column for branch in branches(structure) if branch.column in below)


def _unknown(
    code: str, name: str, known: Iterator[str] | tuple[str, ...] | dict[str, tuple[str, ...]]
) -> Problem:
    return problem(code, found=name, nearest=nearest(name, tuple(known)))
