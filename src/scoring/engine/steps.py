"""Taking the steps of an edition on the raw values: treat, impute, normalise; with a record of what each changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from attrs import evolve, frozen

from scoring.engine.demands import Asking, constant, unmet
from scoring.engine.groups import codes_of, members
from scoring.engine.plan import Plan, PlannedStep
from scoring.engine.raw import Raw
from scoring.errors import PluginError, Problem, RejectedError, problem
from scoring.model.ratings import Floats, Ints, Ratings
from scoring.model.result import Altered, StepOutcome
from scoring.model.step import StepKind

NOT_KEPT: Mapping[StepKind, str] = {
    "treat": "missing values stay missing",
    "impute": "present values stay as they are",
    "normalise": "missing values stay missing",
}


def take_steps(plan: Plan, raw: Raw, ratings: Ratings) -> tuple[Raw, tuple[StepOutcome, ...]]:
    """Return the raw values after all steps, and what each step changed.

    Parameters
    ----------
    plan : compiled edition.
    raw : values before.
    ratings : cities and earlier results.

    Raises
    ------
    RejectedError
        If a method meets values that it cannot take, or makes nothing of a value.
    PluginError
        If a method fails or returns what it may not.
    """
    if not plan.steps:
        return raw, ()
    rows = np.flatnonzero(raw.takes_part)
    walk = _Walk(plan=plan, raw=raw, ratings=ratings, rows=rows, value=raw.value.copy())
    outcomes = tuple(walk.take(step) for step in plan.steps)
    return evolve(raw, value=walk.value), outcomes


@frozen(kw_only=True, eq=False)
class _Walk:
    """The values while the steps are taken: those of the cities that take part, whose positions are `rows`."""

    plan: Plan
    raw: Raw
    ratings: Ratings
    rows: Ints
    value: Floats

    def take(self, step: PlannedStep) -> StepOutcome:
        before = self.value[np.ix_(self.rows, step.columns)]
        self._refuse(step, before)
        points: Mapping[str, Floats] = {}
        if step.kind == "normalise":
            after, points = self._normalised(step, before)
        else:
            context = {name: self._context(step, name) for name in step.rule.method.inputs}
            after = step.rule(f"step {step.id}", before.shape, before, **context)
        self._hold(step, before, after)
        self.value[np.ix_(self.rows, step.columns)] = after
        return StepOutcome(
            id=step.id,
            kind=step.kind,
            method=step.rule.method.name,
            columns=tuple(self.plan.ids[place] for place in step.columns),
            altered=() if step.kind == "normalise" else tuple(_altered(before, after, self.rows)),
            points=points,
        )

    def _refuse(self, step: PlannedStep, values: Floats) -> None:
        names = [self.plan.ids[place] for place in step.columns]
        asking = Asking(method=step.rule.method.name, node=step.id, items=names, city=self._city)
        found = [item.told(asking) for item in unmet(step.rule.method.demands, values)]
        if found:
            raise RejectedError(found)

    def _city(self, position: int) -> str:
        city = self.rows[position]
        return f"{self.ratings.cities.codes[city]} {self.ratings.cities.names[city]}"

    def _normalised(self, step: PlannedStep, before: Floats) -> tuple[Floats, Mapping[str, Floats]]:
        points = step.points or step.rule.fitted(f"step {step.id}", before, step.direction)
        after = step.rule(f"step {step.id}", before.shape, before, step.direction, points)
        made_up = constant(before) & ~constant(after)  # differences that are none would be blown up
        lost = ~np.isnan(before) & (~np.isfinite(after) | made_up)
        if lost.any():
            raise RejectedError(list(self._lost(step, before, lost)))
        return after, points

    def _lost(self, step: PlannedStep, before: Floats, lost: Any) -> Iterator[Problem]:  # noqa: ANN401 - booleans
        for item in np.flatnonzero(lost.any(axis=0)):
            number, all_of_them = int(lost[:, item].sum()), int((~np.isnan(before[:, item])).sum())
            yield problem(
                "not-normalised",
                child=self.plan.ids[step.columns[item]],
                node=step.id,
                method=step.rule.method.name,
                found=f"{number} / {all_of_them}",
            )

    def _hold(self, step: PlannedStep, before: Floats, after: Floats) -> None:
        """Refuse what a method of a plugin may not do."""
        missing = np.isnan(before)
        broken = (after != before) & ~missing if step.kind == "impute" else missing & ~np.isnan(after)
        if broken.any():
            details = {"found": f"{int(broken.sum())} others", "allowed": NOT_KEPT[step.kind]}
            raise PluginError([step.rule.problem("plugin-wrong-return", f"step {step.id}", **details)])

    def _context(self, step: PlannedStep, name: str) -> Any:  # noqa: ANN401 - arrays and texts
        if name == "direction":
            return step.direction
        if name == "siblings":
            return step.siblings
        if name == "codes":
            return tuple(self.ratings.cities.codes[city] for city in self.rows)
        if name == "of":
            return self.raw.of[np.ix_(self.rows, step.columns)]
        if name == "groups":
            return codes_of(members(self.plan.edition, self.ratings.cities)[step.group])[self.rows]
        past, years = self._past(step)
        return past if name == "past" else years

    def _past(self, step: PlannedStep) -> tuple[Floats, Ints]:
        """Return the values of earlier years that the history table has of the criteria."""
        past = self.ratings.past
        current = self.plan.edition.year
        years = np.unique(past.year[past.year < current])
        table = np.full((len(years), len(self.value), len(step.columns)), np.nan)
        for item, place in enumerate(step.columns):
            name = self.plan.structure.leaves[place].criterion
            if name in past.nodes:
                rows = np.flatnonzero((past.node == past.nodes.index(name)) & (past.year < current))
                table[np.searchsorted(years, past.year[rows]), past.city[rows], item] = past.value[rows]
        return np.ascontiguousarray(table[:, self.rows]), np.append(years, current)


def _altered(before: Floats, after: Floats, rows: Ints) -> Iterator[Altered]:
    """Yield every cell that is not the same as before, city by city."""
    same = (before == after) | (np.isnan(before) & np.isnan(after))
    for city, item in np.argwhere(~same):
        yield Altered(
            city=int(rows[city]),
            item=int(item),
            before=float(before[city, item]),
            after=float(after[city, item]),
        )
