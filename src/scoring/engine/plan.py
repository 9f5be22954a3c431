"""Compiling: every method bound, every column given its place and its turn, columns alike put together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeVar

import numpy as np
from attrs import evolve, field, frozen

from scoring.engine.binding import Bound, bind, signature
from scoring.errors import Place, Problem, problem
from scoring.model.edition import Edition, Gate, Scheme
from scoring.model.method import Register, Registry, Use
from scoring.model.plan import Fold, Leaf, Structure
from scoring.model.ratings import Floats, Ints

T = TypeVar("T")


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
    binder = _Binder(scheme=scheme, registry=registry)
    place = {name: position for position, name in enumerate(structure.ids)}
    depth = _depths(scheme.edition, structure)
    panels = _panels(structure, place, binder)
    layers = tuple(
        Layer(
            leaves=tuple(
                _leaf_steps([leaf for leaf in structure.leaves if depth[leaf.id] == turn], place, binder)
            ),
            folds=tuple(
                _fold_steps([fold for fold in structure.folds if depth[fold.id] == turn], place, binder)
            ),
            gates=tuple(gate for gate in scheme.edition.gates if depth.get(gate.on) == turn),
        )
        for turn in range(max(depth.values(), default=-1) + 1)
    )
    if binder.problems:
        return None, list(binder.problems.values())
    return Plan(
        scheme=scheme, structure=structure, ids=structure.ids, place=place, panels=panels, layers=layers
    ), []


@frozen(kw_only=True, eq=False)
class _Binder:
    """Binds uses and keeps each problem once."""

    scheme: Scheme
    registry: Registry
    problems: dict[tuple[str, str, str, str], Problem] = field(factory=dict)

    def bind(self, use: Use, register: Register[Any], place: Place) -> Bound | None:
        bound, wrong = bind(use, register, place)
        for item in wrong:
            self._put(item)
        return bound

    def pipeline(self, uses: tuple[Use, ...], place: Place, *, measured: bool) -> tuple[Bound, ...]:
        """Bind value functions; only a measured value has a denominator and a sample for them."""
        found = []
        for position, use in enumerate(uses):
            at = evolve(place, key=f"{place.key}[{position}]" if len(uses) > 1 else place.key)
            bound = self.bind(use, self.registry.value_functions, at)
            if bound and bound.method.inputs and not measured:
                needs = ", ".join(bound.method.inputs)
                self._put(problem("function-needs-input", at, found=use.method, needs=needs))
            if bound:
                found.append(bound)
        return tuple(found)

    def _put(self, item: Problem) -> None:
        self.problems.setdefault(_key(item), item)

    def criterion_key(self, leaf: Leaf, name: str) -> Place:
        """Return where a leaf's rule stands: at the criterion, or at its rubric or evaluator type."""
        rubric, _, key = leaf.criterion.rpartition(".")
        own = getattr(self.scheme.rubrics[rubric].criteria[key], name)
        if own is not None:
            return Place(file=f"rubric:{rubric}", key=f"criterion.{key}.{name}")
        if name == "consensus":
            return Place(key=f"evaluator_type.{leaf.type}.consensus")
        return Place(file=f"rubric:{rubric}", key=name)

    def fold_key(self, fold: Fold, name: str) -> Place:
        if fold.kind == "node":
            return Place(key=f"node.{fold.id}.{name}")
        return Place(file=f"rubric:{fold.id}", key=name) if fold.kind == "rubric" else Place()


def _key(item: Problem) -> tuple[str, str, str, str]:
    return item.code, item.place.file, item.place.key, repr(sorted(item.details.items()))


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


def _panels(structure: Structure, place: dict[str, int], binder: _Binder) -> tuple[tuple[Bound, Ints], ...]:
    marked = [leaf for leaf in structure.leaves if leaf.consensus]
    found = []
    for group in _grouped(marked, lambda leaf: signature(leaf.consensus) if leaf.consensus else ()):
        for leaf in group:  # every place that names a wrong rule is reported
            bound = binder.bind(
                leaf.consensus or Use(method="mean"),
                binder.registry.consensus_rules,
                binder.criterion_key(leaf, "consensus"),
            )
        if bound:
            found.append((bound, _positions(group, place)))
    return tuple(found)


def _leaf_steps(leaves: list[Leaf], place: dict[str, int], binder: _Binder) -> Iterator[LeafStep]:
    def key(leaf: Leaf) -> Hashable:
        scale = (leaf.scale.lowest, leaf.scale.highest) if leaf.scale and leaf.reverse else None
        return scale, tuple(signature(use) for use in leaf.value)

    for group in _grouped(leaves, key):
        for leaf in group:
            place_of_value = binder.criterion_key(leaf, "value")
            pipeline = binder.pipeline(leaf.value, place_of_value, measured=leaf.input == "measure")
        yield LeafStep(
            columns=_positions(group, place), leaves=tuple(group), pipeline=pipeline, turned=_turned(group[0])
        )


def _turned(leaf: Leaf) -> float | None:
    if not leaf.reverse or leaf.scale is None or leaf.scale.lowest is None or leaf.scale.highest is None:
        return None
    return float(leaf.scale.lowest + leaf.scale.highest)


def _fold_steps(folds: list[Fold], place: dict[str, int], binder: _Binder) -> Iterator[FoldStep]:
    def key(fold: Fold) -> Hashable:
        return (
            signature(fold.aggregation),
            len(fold.children),
            _absent_counts(fold),
            tuple(signature(use) for use in fold.then),
        )

    for group in _grouped(folds, key):
        for fold in group:
            rule = binder.bind(
                fold.aggregation, binder.registry.aggregations, binder.fold_key(fold, "aggregation")
            )
            then = binder.pipeline(fold.then, binder.fold_key(fold, "then"), measured=False)
        if rule:
            yield _fold_step(group, rule, then, place)


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
