"""What the compiled edition says about marks and measured values, as tables to look up whole columns in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from attrs import frozen

from scoring.model.edition import Edition
from scoring.model.plan import Leaf, Structure
from scoring.model.ratings import Bools, Floats

PANEL = "panel"
"""The one evaluator type of an edition that names none."""


@frozen(kw_only=True, eq=False)
class Rules:
    """Criteria, stages and evaluator types of an edition.

    Parameters
    ----------
    criteria : ids of all criteria, sorted.
    inputs : where each takes its raw value from: ``marks``, ``measure`` or ``history``.
    marked, measured : ids of the criteria that are marked, and measured, sorted.
    stages : stage names in the edition's order; one nameless stage where there are none.
    types : evaluator types, sorted.
    due : whether a type marks a criterion in a stage, shape (n_marked, n_stages, n_types).
    scales : lowest, highest and step of each criterion, shape (n_criteria, 3); NaN where open.
    leaves : a leaf of each criterion.
    nodes : ids that earlier results may have, sorted.
    """

    criteria: tuple[str, ...]
    inputs: tuple[str, ...]
    marked: tuple[str, ...]
    measured: tuple[str, ...]
    stages: tuple[str, ...]
    types: tuple[str, ...]
    due: Bools
    scales: Floats
    leaves: Mapping[str, Leaf]
    nodes: tuple[str, ...]


def rules(edition: Edition, structure: Structure) -> Rules:
    """Return what an edition says about its input."""
    leaves = {leaf.criterion: leaf for leaf in structure.leaves}
    criteria = tuple(sorted(leaves))
    of_input: Callable[[str], tuple[str, ...]] = lambda kind: tuple(  # noqa: E731 read twice, below
        name for name in criteria if leaves[name].input == kind
    )
    marked, stages = of_input("marks"), edition.stages.order if edition.stages else ("",)
    types = tuple(sorted(edition.evaluator_types or (PANEL,)))
    return Rules(
        criteria=criteria,
        inputs=tuple(leaves[name].input for name in criteria),
        marked=marked,
        measured=of_input("measure"),
        stages=stages,
        types=types,
        due=_due(structure.leaves, marked, stages, types),
        scales=np.array([_scale(leaves[name]) for name in criteria], dtype=np.float64).reshape(-1, 3),
        leaves=leaves,
        nodes=_nodes(edition, structure),
    )


def _due(
    leaves: Iterable[Leaf], marked: tuple[str, ...], stages: tuple[str, ...], types: tuple[str, ...]
) -> Bools:
    due = np.zeros((len(marked), len(stages), len(types)), dtype=np.bool_)
    for leaf in leaves:
        if leaf.input == "marks" and (leaf.type or PANEL) in types and leaf.stage in stages:
            spot = marked.index(leaf.criterion), stages.index(leaf.stage), types.index(leaf.type or PANEL)
            due[spot] = True
    return due


def _scale(leaf: Leaf) -> tuple[float, float, float]:
    scale = leaf.scale
    ends = (scale.lowest, scale.highest, scale.step) if scale else (None, None, None)
    lowest, highest, step = (np.nan if end is None else float(end) for end in ends)
    return lowest, highest, step


def _nodes(edition: Edition, structure: Structure) -> tuple[str, ...]:
    named = {leaf.history.of for leaf in structure.leaves if leaf.history}
    improved = {edition.improvement.of} if edition.improvement else set()
    return tuple(sorted({*structure.ids, edition.index, *named, *improved} - {""}))
