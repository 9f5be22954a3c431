"""Compiling: every method bound, every column given its place and its turn, columns alike put together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeVar

import numpy as np
from attrs import frozen

from scoring.engine.binding import Bound, bind, signature
from scoring.engine.uses import check_uses
from scoring.errors import Place, Problem
from scoring.model.edition import Edition, Gate, Scheme
from scoring.model.method import Register, Registry, Use
from scoring.model.plan import Fold, Leaf, Structure
from scoring.model.ratings import Floats, Ints

T = TypeVar("T")
C = TypeVar("C", Leaf, Fold)


@frozen(kw_only=True, eq=False)
class LeafStep:
    """Leaves that go through the same value functions.

    Parameters
    ----------
    columns : their positions, shape (m,).
    leaves : the leaves, in the same order.
    pipeline : value functions, in order.
    turned : lowest plus highest of the scale when marks are turned round, else None.
    """

    columns: Ints
    leaves: tuple[Leaf, ...]
    pipeline: tuple[Bound, ...]
    turned: float | None


@frozen(kw_only=True, eq=False)
class FoldStep:
    """Folds of the same rule and the same number of children.

    Parameters
    ----------
    columns : their positions, shape (m,).
    names : their ids.
    children, weights : positions and shares of the children, shape (m, k).
    coverage : least coverage of each, shape (m,).
    rule : the aggregation.
    then : value functions applied to the result.
    absent_counts : whether a missing child lowers the coverage; an evaluator type that is not on a panel does not.
    """

    columns: Ints
    names: tuple[str, ...]
    children: Ints
    weights: Floats
    coverage: Floats
    rule: Bound
    then: tuple[Bound, ...]
    absent_counts: bool


@frozen(kw_only=True, eq=False)
class Layer:
    """Steps that need only columns of earlier layers."""

    leaves: tuple[LeafStep, ...]
    folds: tuple[FoldStep, ...]
    gates: tuple[Gate, ...]


@frozen(kw_only=True, eq=False)
class Plan:
    """A compiled edition, ready for any number of cities.

    Parameters
    ----------
    scheme, structure : what was compiled.
    ids : columns, in the order of the structure.
    place : position of each id.
    panels : leaves by consensus rule: (rule, positions).
    layers : steps, in order.
    """

    scheme: Scheme
    structure: Structure
    ids: tuple[str, ...]
    place: dict[str, int]
    panels: tuple[tuple[Bound, Ints], ...]
    layers: tuple[Layer, ...]

    @property
    def edition(self) -> Edition:
        """The edition that was compiled."""
        return self.scheme.edition


def compile_plan(
    scheme: Scheme, structure: Structure, registry: Registry
) -> tuple[Plan | None, list[Problem]]:
    """Bind all methods of a structure and put its columns in layers.

    Parameters
    ----------
    scheme, structure : from `scoring.engine.structure.build`.
    registry : all methods.

    Returns
    -------
    The plan, or None and the problems of methods that do not exist or parameters that cannot be.
    """
    if problems := check_uses(scheme, registry):
        return None, problems
    place = {name: position for position, name in enumerate(structure.ids)}
    depth = _depths(scheme.edition, structure)
    layers = tuple(
        Layer(
            leaves=tuple(_leaf_steps(_of_turn(structure.leaves, depth, turn), place, registry)),
            folds=tuple(_fold_steps(_of_turn(structure.folds, depth, turn), place, registry)),
            gates=tuple(gate for gate in scheme.edition.gates if depth.get(gate.on) == turn),
        )
        for turn in range(max(depth.values(), default=-1) + 1)
    )
    return Plan(
        scheme=scheme,
        structure=structure,
        ids=structure.ids,
        place=place,
        panels=tuple(_panels(structure, place, registry)),
        layers=layers,
    ), []


def _of_turn(columns: Iterable[C], depth: dict[str, int], turn: int) -> list[C]:
    return [column for column in columns if depth[column.id] == turn]


def _bound(use: Use, register: Register[Any]) -> Bound:
    """Bind a use that was checked before."""
    bound, _ = bind(use, register, Place())
    if bound is None:
        raise KeyError(use.method)
    return bound


def _pipeline(uses: tuple[Use, ...], registry: Registry) -> tuple[Bound, ...]:
    return tuple(_bound(use, registry.value_functions) for use in uses)


def _depths(edition: Edition, structure: Structure) -> dict[str, int]:
    """Return the layer of each column: behind its children, its gates' conditions and its history's node.

    Names that stand for nothing have been found before and are passed over.
    """
    gated: dict[str, list[str]] = {}
    for gate in edition.gates:
        gated.setdefault(gate.on, []).extend(item.node for item in gate.require if item.node)
    folds = {fold.id: fold for fold in structure.folds}
    leaves = {leaf.id: leaf for leaf in structure.leaves}
    depth: dict[str, int] = {}

    def settle(name: str) -> int:
        if name not in depth:
            needed = list(gated.get(name, ()))
            if name in folds:
                needed += folds[name].children
            elif (leaf := leaves.get(name)) and leaf.history and leaf.history.current:
                needed.append(leaf.history.current)
            depth[name] = 1 + max((settle(other) for other in needed), default=-1)
        return depth[name]

    for name in structure.ids:
        settle(name)
    return depth


def _grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> Iterator[list[T]]:
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    yield from groups.values()


def _positions(items: Iterable[Leaf | Fold], place: dict[str, int]) -> Ints:
    return np.array([place[item.id] for item in items], dtype=np.int64)


def _panels(structure: Structure, place: dict[str, int], registry: Registry) -> Iterator[tuple[Bound, Ints]]:
    marked = [(leaf, leaf.consensus) for leaf in structure.leaves if leaf.consensus]
    for group in _grouped(marked, lambda pair: signature(pair[1])):
        rule = _bound(group[0][1], registry.consensus_rules)
        yield rule, _positions([leaf for leaf, _ in group], place)


def _leaf_steps(leaves: list[Leaf], place: dict[str, int], registry: Registry) -> Iterator[LeafStep]:
    def key(leaf: Leaf) -> Hashable:
        scale = (leaf.scale.lowest, leaf.scale.highest) if leaf.scale and leaf.reverse else None
        return scale, tuple(signature(use) for use in leaf.value)

    for group in _grouped(leaves, key):
        yield LeafStep(
            columns=_positions(group, place),
            leaves=tuple(group),
            pipeline=_pipeline(group[0].value, registry),
            turned=_turned(group[0]),
        )


def _turned(leaf: Leaf) -> float | None:
    if not leaf.reverse or leaf.scale is None or leaf.scale.lowest is None or leaf.scale.highest is None:
        return None
    return float(leaf.scale.lowest + leaf.scale.highest)


def _fold_steps(folds: list[Fold], place: dict[str, int], registry: Registry) -> Iterator[FoldStep]:
    def key(fold: Fold) -> Hashable:
        return (
            signature(fold.aggregation),
            len(fold.children),
            _absent_counts(fold),
            tuple(signature(use) for use in fold.then),
        )

    for group in _grouped(folds, key):
        rule = _bound(group[0].aggregation, registry.aggregations)
        yield _fold_step(group, rule, _pipeline(group[0].then, registry), place)


def _fold_step(group: list[Fold], rule: Bound, then: tuple[Bound, ...], place: dict[str, int]) -> FoldStep:
    return FoldStep(
        columns=_positions(group, place),
        names=tuple(fold.id for fold in group),
        children=np.array([[place[child] for child in fold.children] for fold in group], dtype=np.int64),
        weights=np.array([[float(weight) for weight in fold.weights] for fold in group]),
        coverage=np.array([float(fold.coverage) for fold in group]),
        rule=rule,
        then=then,
        absent_counts=_absent_counts(group[0]),
    )


def _absent_counts(fold: Fold) -> bool:
    return fold.kind != "types" and fold.aggregation.method not in {"latest", "first_present"}
