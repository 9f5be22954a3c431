"""Scoring many runs of an edition in groups: each group's raw values, steps and rules are made once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby

import numpy as np
from attrs import define, field

from scoring.api.sweeping.group import Group, left_out
from scoring.api.sweeping.reach import reached
from scoring.api.sweeping.trail import Trail
from scoring.api.variants import Workshop
from scoring.engine.plan import Plan
from scoring.errors import ScoringError
from scoring.lab.factors import Levels, combined
from scoring.lab.places import ranks_of_many
from scoring.model.factor import FactorKind
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
    trail: Trail
    failures: list[Failure] = field(factory=list)
    told: dict[Failure, int] = field(factory=dict)
    plans: dict[Hashable, Plan | ScoringError] = field(factory=dict)

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
            trail=Trail(
                workshop=workshop,
                above=reached(workshop.edition.plan, _changed(workshop.edition.plan, levels)),
            ),
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
            rules = self._plan(first, 2)
        except ScoringError:  # of fewer children the rules may hold
            whole = np.array([not names for names in left_out(self.levels, self.choices[rows])])
            self._explain(rows[whole])
            self._singly(rows[~whole])
            return
        try:
            stepped = self._plan(first, 1)
            prepared, fixed = self.trail.scores(
                stepped, raw, lambda: self.workshop.raw_of(self.variant(first, [0]))
            )
        except ScoringError:
            self._explain(rows)
            return
        group = Group(
            levels=self.levels,
            choices=self.choices,
            above=self.trail.above,
            ratings=self.workshop.ratings,
            stepped=stepped,
            rules=rules,
            raw=prepared,
            fixed=fixed,
        )
        self._score_group(group, rows)

    def _score_group(self, group: Group, rows: Ints) -> None:
        alone = group.alone(rows)
        self._singly(rows[alone])
        rest = rows[~alone]
        for start in range(0, len(rest), AT_ONCE):
            self._stacked(group, rest[start : start + AT_ONCE])
        untold = rest[self.failure[rest] == UNTOLD]
        names = left_out(self.levels, self.choices[untold])
        for some in dict.fromkeys(names):
            self._explain(untold[[own == some for own in names]])

    def _stacked(self, group: Group, rows: Ints) -> None:
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
        if item.failed:
            self.failure[rows] = self._told(item.code, item.failed)
        else:
            self._singly(rows)

    def _told(self, code: str, message: str) -> int:
        found = Failure(code=code, message=message)
        if found not in self.told:
            self.told[found] = len(self.failures)
            self.failures.append(found)
        return self.told[found]


UNTOLD = -2
"""A run that failed and of which nobody knows yet why."""


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
