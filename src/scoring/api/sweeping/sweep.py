"""Scoring many runs of an edition in groups: each group's raw values, steps and rules are made once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from attrs import define, evolve, field, frozen

from scoring.api.sweeping.reach import reached, unreached
from scoring.api.sweeping.shares import weights_of_runs
from scoring.api.sweeping.stack import Column, Stack
from scoring.api.variants import Workshop
from scoring.engine.evaluate import Scores, evaluate
from scoring.engine.plan import Layer, Plan, PlannedStep
from scoring.engine.raw import Raw
from scoring.engine.steps import take_steps
from scoring.errors import ScoringError
from scoring.lab.factors import Levels, combined
from scoring.lab.places import ranks_of_many
from scoring.model.factor import FactorKind
from scoring.model.plan import Fold
from scoring.model.ratings import Floats, Ints
from scoring.model.sensitivity import Failure, Swept
from scoring.model.variant import Variant

PARTS: tuple[tuple[FactorKind, ...], ...] = (
    ("without_types", "without_evaluators", "error"),
    ("treatment", "imputation", "normalisation"),
    ("weighting", "aggregation"),
    ("weights", "without"),
)
"""Kinds of factors by what they change: raw values, steps, rules of nodes, weights; in the order of the work."""
AT_ONCE = 1024
"""Runs that are worked on at once."""
ZERO_IS_ABSENT = {"weighted_mean", "geometric_mean", "harmonic_mean", "power_mean", "minimum", "maximum"}
"""Rules for which a child without weight is as good as none, whatever their parameters."""

Key = tuple[int, ...]


def sweep(workshop: Workshop, levels: Sequence[Levels], chosen: Ints) -> Swept:
    """Return the ranking of every run; runs with the same choices are scored once.

    Parameters
    ----------
    workshop : the edition with its tables.
    levels : of all factors.
    chosen : level of each factor in each run, shape (n_runs, n_factors); below zero the edition as it stands.
    """
    order = [at for part in PARTS for at, item in enumerate(levels) if item.kind in part]
    distinct, of = np.unique(chosen[:, order], axis=0, return_inverse=True)
    choices = np.empty_like(distinct)
    choices[:, order] = distinct
    work = _Work.of(workshop, tuple(levels), choices)
    for raw, same_raw in _groups(choices, work.places(0)):
        for _, same_steps in _groups(choices, work.places(1), same_raw):
            for _, same_rules in _groups(choices, work.places(2), same_steps):
                work.score(raw, same_rules)
    return Swept(rank=work.rank, of=of.reshape(-1), failure=work.failure, failures=tuple(work.failures))


def _groups(choices: Ints, places: Sequence[int], rows: Ints | None = None) -> Iterator[tuple[Key, Ints]]:
    """Yield the rows with the same choices, of rows that are sorted by them."""
    rows = np.arange(len(choices)) if rows is None else rows
    keys = choices[rows][:, list(places)].tolist()
    for key, group in groupby(range(len(rows)), key=lambda at: tuple(keys[at])):
        yield key, rows[list(group)]


@define(kw_only=True, eq=False)
class _Work:
    """What is filled, and what was made last: rows come sorted, so that nothing older is needed again."""

    workshop: Workshop
    levels: tuple[Levels, ...]
    choices: Ints
    rank: Floats
    failure: Ints
    above: frozenset[str]
    failures: list[Failure] = field(factory=list)
    told: dict[Failure, int] = field(factory=dict)
    plans: dict[Hashable, Plan | ScoringError] = field(factory=dict)
    path: list[tuple[Hashable, Any]] = field(factory=list)

    @classmethod
    def of(cls, workshop: Workshop, levels: tuple[Levels, ...], choices: Ints) -> _Work:
        """Return the work on some runs, nothing of which is done."""
        shape = (len(choices), len(workshop.ratings.cities.codes))
        return cls(
            workshop=workshop,
            levels=levels,
            choices=choices,
            rank=np.full(shape, np.nan),
            failure=np.full(len(choices), -1, dtype=np.int64),
            above=reached(workshop.edition.plan, _changed(workshop.edition.plan, levels)),
        )

    def places(self, part: int) -> list[int]:
        """Return the positions of the factors that change one part."""
        return [at for at, item in enumerate(self.levels) if item.kind in PARTS[part]]

    def at(self, places: Sequence[int]) -> list[Levels]:
        """Return the levels of some factors."""
        return [self.levels[place] for place in places]

    def variant(self, row: int, parts: Sequence[int] = (0, 1, 2, 3)) -> Variant:
        """Return what a run does otherwise in some parts."""
        places = sorted(at for part in parts for at in self.places(part))
        return combined(self.at(places), self.choices[row, places], "run")

    def score(self, raw: Key, rows: Ints) -> None:
        """Score runs that differ in weights alone."""
        first = int(rows[0])
        try:
            stepped, rules = self._plan(first, 1), self._plan(first, 2)
            prepared, fixed = self._fixed(stepped, raw, first)
        except ScoringError:
            self._explain(rows)
            return
        group = _Group(work=self, stepped=stepped, rules=rules, raw=prepared, fixed=fixed)
        alone = group.alone(rows)
        self._singly(rows[alone])
        rest = rows[~alone]
        for start in range(0, len(rest), AT_ONCE):
            self._stacked(group, rest[start : start + AT_ONCE])
        self._explain(rest[self.failure[rest] == UNTOLD])

    def _stacked(self, group: _Group, rows: Ints) -> None:
        try:
            index, failed = group.index(rows)
        except ScoringError:  # one run's fault stops the others beside it
            self._singly(rows)
            return
        self.rank[rows] = ranks_of_many(index, tolerance=self.workshop.tolerance)
        self.rank[rows[failed]] = np.nan
        self.failure[rows[failed]] = UNTOLD

    def _plan(self, row: int, part: int) -> Plan:
        key = (part, tuple(self.choices[row, self.places(part)].tolist()))
        if key not in self.plans:
            try:
                self.plans[key] = self.workshop.plan(self.variant(row, [part]))
            except ScoringError as error:
                self.plans[key] = error
        found = self.plans[key]
        if isinstance(found, ScoringError):
            raise found
        return found

    def _fixed(self, plan: Plan, raw: Key, row: int) -> tuple[Raw, Scores]:
        """Return the values after the steps, and the scores that no rule or weight changes, each step taken from where the last group left."""
        nominal = self.workshop.edition.plan

        def begun() -> Raw:
            return self.workshop.raw_of(self.variant(row, [0]))

        value = self._along(0, raw, begun)
        for at, step in enumerate(plan.steps):
            value = self._along(
                at + 1, _signature(step), lambda step=step, value=value: self._taken(step, value)
            )
        below = unreached(nominal, self.above)
        scores = self._along(
            len(plan.steps) + 1, "scores", lambda: evaluate(below, value, self.workshop.ratings)
        )
        return value, scores

    def _taken(self, step: PlannedStep, value: Raw) -> Raw:
        plan = evolve(self.workshop.edition.plan, steps=(step,))
        return take_steps(plan, value, self.workshop.ratings)[0]

    def _along(self, depth: int, key: Hashable, make: Any) -> Any:  # noqa: ANN401 - raw values or scores
        """Return what was made at a depth of the path of the last group, or make it and forget what was deeper."""
        if len(self.path) > depth and self.path[depth][0] == key:
            found = self.path[depth][1]
        else:
            del self.path[depth:]
            try:
                found = make()
            except ScoringError as error:
                found = error
            self.path.append((key, found))
        if isinstance(found, ScoringError):
            raise found
        return found

    def _singly(self, rows: Ints) -> None:
        for row, item in zip(rows, self.workshop.score(map(self.variant, rows.tolist())), strict=True):
            if item.failed:
                self.failure[row] = self._told(item.code, item.failed)
            else:
                self.rank[row] = item.rank

    def _explain(self, rows: Ints) -> None:
        """Tell why runs failed, by scoring the first of them alone."""
        if not len(rows):
            return
        (item,) = self.workshop.score([self.variant(int(rows[0]))])
        self.failure[rows] = self._told(item.code, item.failed)

    def _told(self, code: str, message: str) -> int:
        found = Failure(code=code, message=message)
        if found not in self.told:
            self.told[found] = len(self.failures)
            self.failures.append(found)
        return self.told[found]


UNTOLD = -2
"""A run that failed and of which nobody knows yet why."""


@frozen(kw_only=True, eq=False)
class _Group:
    """Runs with the same raw values, steps and rules."""

    work: _Work
    stepped: Plan
    rules: Plan
    raw: Raw
    fixed: Scores

    @property
    def _folds(self) -> dict[str, Fold]:
        return {fold.id: fold for fold in self.rules.structure.folds}

    @property
    def _drawn(self) -> dict[str, int]:
        """The columns whose weights are drawn, with the position of the factor."""
        items = enumerate(self.work.levels)
        return {item.make(0).node: at for at, item in items if item.units is not None}

    def _left_out(self, rows: Ints) -> list[tuple[str, ...]]:
        """Return the columns that each run leaves out."""
        places = [at for at, item in enumerate(self.work.levels) if item.kind == "without"]
        named = [[item.make(level).without for level in range(item.count)] for item in self.work.at(places)]
        chosen = np.maximum(self.work.choices[rows][:, places], 0).tolist()
        return [
            tuple(
                dict.fromkeys(name for names, level in zip(named, row, strict=True) for name in names[level])
            )
            for row in chosen
        ]

    def alone(self, rows: Ints) -> Any:  # noqa: ANN401 - booleans
        """Tell which runs cannot be scored beside others."""
        siblings = any("siblings" in getattr(step.rule.method, "inputs", ()) for step in self.stepped.steps)
        differ = {names: self._differs(names, siblings) for names in set(self._left_out(rows))}
        found = np.array([differ[names] for names in self._left_out(rows)], dtype=np.bool_)
        for name, at in self._drawn.items():
            if self._folds[name].weighting is not None:  # its own weights come from the scores of the cities
                found |= self.work.choices[rows, at] < 0
        return found

    def _differs(self, names: Sequence[str], siblings: bool) -> bool:
        """Tell whether leaving columns out is more than taking their weight away."""
        if not names:
            return False
        parents = [fold for fold in self.rules.structure.folds if not set(names).isdisjoint(fold.children)]
        return siblings or any(self._by_place(fold) for fold in parents)

    def _by_place(self, fold: Fold) -> bool:
        return fold.aggregation.method not in ZERO_IS_ABSENT or fold.weighting is not None

    def index(self, rows: Ints) -> tuple[Floats, Any]:
        """Return the index of some runs, shape (n_runs, n_cities), and which of them failed."""
        weights = dict(self._weights(rows))
        failed = np.zeros(len(rows), dtype=np.bool_)
        for column in weights.values():
            failed |= np.asarray(np.isnan(column.table).any(axis=1))[column.of]
        stack = Stack(
            plan=self.rules,
            ratings=self.work.workshop.ratings,
            raw=self.raw,
            fixed=self.fixed,
            weights={
                name: Column(np.nan_to_num(own.table, nan=1.0), own.of) for name, own in weights.items()
            },
            covering=any(fold.coverage for fold in self.rules.structure.folds if fold.id in self.work.above),
            failed=failed,
        )
        for layer in self.rules.layers:
            self._layer(stack, layer)
        index = stack.of(self.rules.place[self.rules.edition.index])
        return index.table[index.of], stack.failed

    def _layer(self, stack: Stack, layer: Layer) -> None:
        above = self.work.above
        for leaves in layer.leaves:
            for at, leaf in enumerate(leaves.leaves):
                if leaf.id in above:
                    stack.leaf(leaves, at)
        for folds in layer.folds:
            for at, name in enumerate(folds.names):
                if name in above:
                    stack.fold(folds, at)
        for gate in layer.gates:
            if gate.on in above:
                stack.gate(gate)

    def _weights(self, rows: Ints) -> Iterator[tuple[str, Column]]:
        """Yield the weights of the columns that the runs weigh otherwise."""
        names, drawn = self._left_out(rows), self._drawn
        missing = {name for some in names for name in some}
        for fold in self.rules.structure.folds:
            if fold.id in drawn:
                at = drawn[fold.id]
                units, draw = self.work.levels[at].units, self.work.choices[rows, at]
                yield fold.id, weights_of_runs(fold, names, units, draw)
            elif not missing.isdisjoint(fold.children):
                yield fold.id, weights_of_runs(fold, names, None, np.full(len(rows), -1))


def _changed(plan: Plan, levels: Sequence[Levels]) -> set[str]:
    """Return the columns whose rule, weights or children a factor changes."""
    changed: set[str] = set()
    for item in levels:
        if item.kind in (*PARTS[2], "weights"):
            changed.add(item.make(item.count - 1).node or plan.structure.index)
        if item.kind == "without":
            names = {name for level in range(item.count) for name in item.make(level).without}
            changed |= {fold.id for fold in plan.structure.folds if not names.isdisjoint(fold.children)}
    return changed


def _signature(step: PlannedStep) -> tuple[str, str, str, bool]:
    return step.id, step.rule.method.name, repr(sorted(step.rule.keywords.items())), bool(step.points)
