"""Which columns of an edition a change reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from attrs import evolve

from scoring.engine.plan import FoldStep, Layer, LeafStep, Plan


def reached(plan: Plan, changed: Collection[str]) -> frozenset[str]:
    """Return the columns that are changed, and all that are made from them.

    Parameters
    ----------
    plan : compiled edition.
    changed : ids of columns.
    """
    found = set(changed)
    size = -1
    while size != len(found):
        size = len(found)
        found |= {fold.id for fold in plan.structure.folds if not found.isdisjoint(fold.children)}
        found |= {
            gate.on
            for gate in plan.edition.gates
            if any(item.node in found for item in gate.require if item.node)
        }
        found |= {leaf.id for leaf in plan.structure.leaves if leaf.history and leaf.history.current in found}
    return frozenset(found)


def unreached(plan: Plan, columns: Collection[str]) -> Plan:
    """Return a plan of which some columns are never made, and without its steps.

    Parameters
    ----------
    plan : compiled edition.
    columns : ids, with all that is made from them.
    """
    gone = {plan.place[name] for name in columns}
    layers = tuple(
        Layer(
            leaves=tuple(_kept_leaves(layer.leaves, gone)),
            folds=tuple(_kept(layer.folds, gone)),
            gates=tuple(gate for gate in layer.gates if gate.on not in columns),
        )
        for layer in plan.layers
    )
    return evolve(plan, layers=layers, steps=())


def _kept_leaves(steps: Collection[LeafStep], gone: Collection[int]) -> Iterator[LeafStep]:
    for step in steps:
        spots = [at for at, place in enumerate(step.columns.tolist()) if place not in gone]
        if len(spots) == len(step.leaves):
            yield step
        elif spots:
            yield evolve(step, columns=step.columns[spots], leaves=tuple(step.leaves[at] for at in spots))


def _kept(steps: Collection[FoldStep], gone: Collection[int]) -> Iterator[FoldStep]:
    for step in steps:
        rows = np.array([place not in gone for place in step.columns.tolist()], dtype=np.bool_)
        if rows.all():
            yield step
        elif rows.any():
            yield _rows(step, rows)


def _rows(step: FoldStep, rows: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> FoldStep:
    spots = np.flatnonzero(rows).tolist()
    return evolve(
        step,
        columns=step.columns[rows],
        names=tuple(step.names[at] for at in spots),
        children=step.children[rows],
        weights=step.weights[rows],
        direction=step.direction[rows],
        weightings=tuple(step.weightings[at] for at in spots),
        coverage=step.coverage[rows],
    )
