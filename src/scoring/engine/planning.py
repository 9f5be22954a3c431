"""The steps of an edition, each with its method bound and its columns found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import frozen

from scoring.engine import children
from scoring.engine.binding import bound
from scoring.engine.demands import misfit_lengths
from scoring.engine.plan import PlannedStep
from scoring.errors import Place, Problem, problem
from scoring.model.edition import Edition
from scoring.model.nearest import nearest
from scoring.model.plan import Leaf, Structure
from scoring.model.ratings import Floats
from scoring.model.references import StoredPoints
from scoring.model.registry import Register, Registry
from scoring.model.result import NATION
from scoring.model.step import Step, StepKind

REGISTERS: Mapping[StepKind, str] = {
    "treat": "treatments",
    "impute": "imputations",
    "normalise": "normalisations",
}


Stored = Mapping[str, StoredPoints]
"""Stored points by the id of the step that names them."""


def register_of(kind: StepKind, registry: Registry) -> Register[Any]:
    """Return the methods of one kind of step."""
    found: Register[Any] = getattr(registry, REGISTERS[kind])
    return found


def planned_steps(
    edition: Edition, structure: Structure, registry: Registry, stored: Stored
) -> tuple[tuple[PlannedStep, ...], list[Problem]]:
    """Bind every step of an edition.

    Parameters
    ----------
    edition : whose methods were checked.
    structure : its columns.
    registry : all methods.
    stored : reference points of earlier runs.
    """
    planner = _Planner(edition=edition, structure=structure, registry=registry, stored=stored)
    problems = [*planner.repeated()]
    steps = []
    turned: set[str] = set()
    for position, step in enumerate(edition.steps):
        leaves, wrong = planner.leaves(step, f"step[{position}]")
        problems += wrong
        if not wrong:
            planned = planner.planned(step, leaves, turned)
            problems += planner.faults(step, planned, f"step[{position}]")
            steps.append(planned)
        if step.kind == "normalise":
            turned |= {leaf.id for leaf in leaves}
    return tuple(steps), problems


@frozen(kw_only=True)
class _Planner:
    edition: Edition
    structure: Structure
    registry: Registry
    stored: Stored

    def repeated(self) -> Iterator[Problem]:
        names = [step.id for step in self.edition.steps]
        for position, name in enumerate(names):
            if name in names[:position]:
                yield problem("step-id-twice", Place(key=f"step[{position}].id"), found=name)

    def leaves(self, step: Step, key: str) -> tuple[list[Leaf], list[Problem]]:
        """Return the leaves that a step takes, in the order in which it names them."""
        leaves = self.structure.leaves
        if not step.of:
            measured = [leaf for leaf in leaves if leaf.input == "measure"]
            place = Place(key=f"{key}.id")
            return measured, [] if measured else [problem("step-without-criteria", place, step=step.id)]
        criteria = tuple(dict.fromkeys(leaf.criterion for leaf in leaves))
        names, wrong = children.expand(step.of, criteria, Place(key=f"{key}.of"))
        found = [leaf for name in names for leaf in leaves if leaf.criterion == name]
        wrong += [
            problem("step-of-history", Place(key=f"{key}.of"), step=step.id, found=leaf.id)
            for leaf in found
            if leaf.input == "history"
        ]
        return found, wrong

    def planned(self, step: Step, leaves: Sequence[Leaf], turned: set[str]) -> PlannedStep:
        place = {name: position for position, name in enumerate(self.structure.ids)}
        parents = {child: fold.id for fold in self.structure.folds for child in fold.children}
        numbers = {name: number for number, name in enumerate(dict.fromkeys(map(str, parents.values())))}
        return PlannedStep(
            id=step.id,
            kind=step.kind,
            rule=bound(step.use, register_of(step.kind, self.registry)),
            columns=np.array([place[leaf.id] for leaf in leaves], dtype=np.int64),
            direction=np.array([-1.0 if leaf.reverse and leaf.id not in turned else 1.0 for leaf in leaves]),
            siblings=np.array([numbers.get(parents.get(leaf.id, ""), -1) for leaf in leaves], dtype=np.int64),
            group=step.group,
            points=self._points(step, leaves),
        )

    def _points(self, step: Step, leaves: Sequence[Leaf]) -> Mapping[str, Floats]:
        stored = self.stored.get(step.id) if step.reference else None
        if not stored or self._lacking(step, leaves):
            return {}
        order = [stored.items.index(leaf.id) for leaf in leaves]
        return {name: np.ascontiguousarray(points[..., order]) for name, points in stored.points.items()}

    def _lacking(self, step: Step, leaves: Sequence[Leaf]) -> list[str]:
        stored = self.stored[step.id]
        if stored.method != step.use.method:
            return [leaf.id for leaf in leaves]
        return [leaf.id for leaf in leaves if leaf.id not in stored.items]

    def _names(self, planned: PlannedStep) -> tuple[str, ...]:
        return tuple(self.structure.leaves[place].id for place in planned.columns)

    def faults(self, step: Step, planned: PlannedStep, key: str) -> Iterator[Problem]:
        """Yield what is wrong with the group and the stored points of a step."""
        groups = (NATION, *self.edition.groups)
        inputs = getattr(planned.rule.method, "inputs", ())
        allowed = ", ".join(groups)
        if "groups" in inputs and not step.group:
            yield problem(
                "step-needs-group", Place(key=f"{key}.{step.kind}"), method=step.use.method, allowed=allowed
            )
        elif step.group and "groups" not in inputs:
            place = Place(key=f"{key}.group")
            yield problem("step-group-unused", place, method=step.use.method, found=step.group)
        elif step.group and step.group not in groups:
            place, near = Place(key=f"{key}.group"), nearest(step.group, groups)
            yield problem("unknown-group", place, found=step.group, allowed=allowed, nearest=near)
        method, n_items = planned.rule.method, len(planned.columns)
        for name, found in misfit_lengths(method, planned.rule.keywords, n_items):
            place, criteria = Place(key=f"{key}.{step.kind}.{name}"), ", ".join(self._names(planned))
            yield problem(
                "parameter-length",
                place,
                method=method.name,
                name=name,
                found=found,
                allowed=n_items,
                items=criteria,
            )
        if step.reference and step.id in self.stored:
            leaves = [self.structure.leaves[place] for place in planned.columns]
            for name in self._lacking(step, leaves):
                place = Place(key=f"{key}.reference")
                yield problem("reference-lacks", place, step=step.id, method=step.use.method, found=name)
