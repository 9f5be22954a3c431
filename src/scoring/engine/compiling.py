"""Compiling: every method bound, every column given its place and its turn, columns alike put together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeVar

import numpy as np

from scoring.engine.binding import Bound, bound, signature
from scoring.engine.demands import misfit_lengths
from scoring.engine.directions import Directions
from scoring.engine.judging import judged
from scoring.engine.plan import FoldStep, Layer, LeafStep, Plan
from scoring.engine.planning import Stored, planned_steps
from scoring.engine.uses import check_uses
from scoring.errors import Place, Problem, problem
from scoring.model.edition import Edition, Scheme
from scoring.model.method import Use
from scoring.model.plan import Fold, Leaf, Structure
from scoring.model.ratings import Ints
from scoring.model.registry import Register, Registry

T = TypeVar("T")
C = TypeVar("C", Leaf, Fold)


def compile_plan(
    scheme: Scheme, structure: Structure, registry: Registry, stored: Stored | None = None
) -> tuple[Plan | None, list[Problem]]:
    """Bind all methods of a structure and put its columns in layers.

    Parameters
    ----------
    scheme, structure : from `scoring.engine.structure.build`.
    registry : all methods.
    stored : reference points of earlier runs, by the id of the step that names them.

    Returns
    -------
    The plan, or None and the problems: methods that do not exist or parameters that cannot be, steps without
    criteria, criteria whose direction nothing takes in, judgements that do not fit.
    """
    if problems := check_uses(scheme, registry):
        return None, problems
    place = {name: position for position, name in enumerate(structure.ids)}
    steps, problems = planned_steps(scheme.edition, structure, registry, stored or {})
    directions = Directions.of(structure, steps)
    structure, told, unfit = judged(structure, registry)
    problems += [*directions.untaken(structure, registry), *unfit, *_misfit_lengths(structure, registry)]
    if problems:
        return None, problems
    depth = _depths(scheme.edition, structure)
    layers = tuple(
        Layer(
            leaves=tuple(_leaf_steps(_of_turn(structure.leaves, depth, turn), place, registry, directions)),
            folds=tuple(_fold_steps(_of_turn(structure.folds, depth, turn), place, registry, directions)),
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
        steps=steps,
        judged=told,
    ), []


def _misfit_lengths(structure: Structure, registry: Registry) -> Iterator[Problem]:
    """Yield the parameters of rules and weightings that are not as many as the children."""
    for fold in structure.folds:
        file, key = (f"rubric:{fold.id}", "") if fold.kind == "rubric" else ("", f"node.{fold.id}.")
        uses: dict[str, tuple[Use, Register[Any]]] = {
            "aggregation": (fold.aggregation, registry.aggregations)
        }
        if fold.weighting:
            uses["weighting"] = (fold.weighting, registry.weightings)
        for name, (use, register) in uses.items():
            rule = bound(use, register)
            for parameter, found in misfit_lengths(rule.method, rule.keywords, len(fold.children)):
                yield problem(
                    "parameter-length",
                    Place(file=file, key=f"{key}{name}.{parameter}"),
                    method=use.method,
                    name=parameter,
                    found=found,
                    allowed=len(fold.children),
                    items=", ".join(fold.children),
                )


def _of_turn(columns: Iterable[C], depth: dict[str, int], turn: int) -> list[C]:
    return [column for column in columns if depth[column.id] == turn]


def _pipeline(uses: tuple[Use, ...], registry: Registry) -> tuple[Bound, ...]:
    return tuple(bound(use, registry.value_functions) for use in uses)


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
        rule = bound(group[0][1], registry.consensus_rules)
        yield rule, _positions([leaf for leaf, _ in group], place)


def _leaf_steps(
    leaves: list[Leaf], place: dict[str, int], registry: Registry, directions: Directions
) -> Iterator[LeafStep]:
    def key(leaf: Leaf) -> Hashable:
        return directions.turned(leaf), tuple(signature(use) for use in leaf.value)

    for group in _grouped(leaves, key):
        yield LeafStep(
            columns=_positions(group, place),
            leaves=tuple(group),
            pipeline=_pipeline(group[0].value, registry),
            turned=directions.turned(group[0]),
        )


def _fold_steps(
    folds: list[Fold], place: dict[str, int], registry: Registry, directions: Directions
) -> Iterator[FoldStep]:
    def key(fold: Fold) -> Hashable:
        return (
            signature(fold.aggregation),
            len(fold.children),
            _absent_counts(fold),
            tuple(signature(use) for use in fold.then),
        )

    for group in _grouped(folds, key):
        yield FoldStep(
            columns=_positions(group, place),
            names=tuple(fold.id for fold in group),
            children=np.array([[place[child] for child in fold.children] for fold in group], dtype=np.int64),
            weights=np.array([[float(weight) for weight in fold.weights] for fold in group]),
            direction=np.array([[directions.sign(child) for child in fold.children] for fold in group]),
            weightings=tuple(_from_data(fold, registry) for fold in group),
            coverage=np.array([float(fold.coverage) for fold in group]),
            rule=bound(group[0].aggregation, registry.aggregations),
            then=_pipeline(group[0].then, registry),
            absent_counts=_absent_counts(group[0]),
        )


def _from_data(fold: Fold, registry: Registry) -> Bound | None:
    """Return the weighting that waits for the cities' scores; a single child needs none."""
    if fold.weighting is None or len(fold.children) == 1:
        return None
    found = bound(fold.weighting, registry.weightings)
    return found if found.method.from_data else None


def _absent_counts(fold: Fold) -> bool:
    return fold.kind != "types" and fold.aggregation.method not in {"latest", "first_present"}
