"""Folding children into their parents: weights given or chosen, cities one by one or against one another."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from attrs import evolve, field, frozen

from scoring.engine.demands import Asking, unmet
from scoring.engine.judging import shares
from scoring.engine.plan import FoldStep, Plan
from scoring.errors import Problem, problem
from scoring.kernels.addition import sum_in_order
from scoring.kernels.lattice import snapped
from scoring.model.method import Method
from scoring.model.plan import Structure
from scoring.model.ratings import Bools, Cities, Floats
from scoring.model.result import Chosen

MOST_LISTED = 50
"""Problems of one kind that are told at one place."""


@frozen(kw_only=True, eq=False)
class Folding:
    """The scores while parents are made of their children.

    Parameters
    ----------
    ids : names of the columns.
    cities : the cities.
    score, coverage : tables that fill, shape (n_cities, n_columns).
    problems : what is wrong, as it is found.
    weights : the shares that methods chose, by column.
    chosen : how they chose them.
    """

    ids: tuple[str, ...]
    cities: Cities
    score: Floats
    coverage: Floats
    problems: list[Problem] = field(factory=list)
    weights: dict[str, tuple[Fraction, ...]] = field(factory=dict)
    chosen: list[Chosen] = field(factory=list)

    @classmethod
    def of(cls, plan: Plan, cities: Cities) -> Folding:
        """Return empty tables for a plan; what people judged is chosen already."""
        shape = (len(cities.codes), len(plan.ids))
        score, coverage = np.full(shape, np.nan), np.zeros(shape)
        return cls(ids=plan.ids, cities=cities, score=score, coverage=coverage, chosen=[*plan.judged])

    def city(self, position: int) -> str:
        """Return code and name of a city, for messages."""
        return f"{self.cities.codes[position]} {self.cities.names[position]}"

    def with_weights(self, structure: Structure) -> Structure:
        """Return the structure with the weights that methods chose."""
        folds = (evolve(fold, weights=self.weights.get(fold.id, fold.weights)) for fold in structure.folds)
        return evolve(structure, folds=tuple(folds)) if self.weights else structure

    def fold(self, step: FoldStep) -> None:
        """Fold the children of some columns."""
        values = np.ascontiguousarray(self.score[:, step.children])
        present = ~np.isnan(values)
        weights = self._weights(step, values)
        if self._refused(step, values, weights):
            return
        folded = score = self._folded(step, values, weights)
        for function in step.then:
            score = function(shown(step.names), score.shape, score)
        coverage = snapped(self._coverage(step, present, weights))
        # whatever the methods do, nothing is never made into something
        known = (present & (weights > 0)).any(axis=-1) & ~np.isnan(folded)
        known &= coverage >= snapped(step.coverage)
        self._check_defined(step, known, folded, score)
        self.score[:, step.columns] = np.where(known, score, np.nan)
        self.coverage[:, step.columns] = coverage

    def _folded(self, step: FoldStep, values: Floats, weights: Floats) -> Floats:
        if step.rule.method.scope == "city":
            return step.rule(shown(step.names), values.shape[:2], values, weights)
        columns = [
            step.rule(
                name, values.shape[:1], np.ascontiguousarray(values[:, at]), weights[at], step.direction[at]
            )
            for at, name in enumerate(step.names)
        ]
        return np.stack(columns, axis=1)

    def _weights(self, step: FoldStep, values: Floats) -> Floats:
        """Return the weights of every column: given, or chosen by a method from the scores of the cities."""
        if not any(step.weightings):
            return step.weights
        weights = step.weights.copy()
        for at, weighting in enumerate(step.weightings):
            if weighting is None:
                continue
            own = np.ascontiguousarray(values[:, at])
            if self._unmet(step, at, weighting.method, own):
                continue
            found, figures = weighting.chosen(step.names[at], own.shape[1], own, step.direction[at])
            if not (np.isfinite(found).all() and (found >= 0).all() and found.sum() > 0):
                self.problems.append(_undefined(weighting.method.name, step.names[at], found))
                continue
            exact = shares(found)
            self.weights[step.names[at]] = exact
            self.chosen.append(Chosen(node=step.names[at], method=weighting.method.name, figures=figures))
            weights[at] = [float(share) for share in exact]
        return weights

    def _refused(self, step: FoldStep, values: Floats, weights: Floats) -> bool:
        """Tell whether any column's children are not what its rule asks; all that is wrong is kept."""
        method = step.rule.method
        return any(
            [self._unmet(step, at, method, values[:, at], weights[at]) for at in range(len(step.names))]
            if method.demands
            else ()
        )

    def _unmet(
        self, step: FoldStep, at: int, method: Method, values: Floats, weights: Floats | None = None
    ) -> bool:
        items = [self.ids[place] for place in step.children[at].tolist()]
        asking = Asking(method=method.name, node=step.names[at], items=items, city=self.city)
        found = [item.told(asking) for item in unmet(method.demands, values, weights)]
        self.problems.extend(found[:MOST_LISTED])
        return bool(found)

    def _coverage(self, step: FoldStep, present: Bools, weights: Floats) -> Floats:
        below = self.coverage[:, step.children]
        if step.absent_counts:
            return sum_in_order(np.where(present, weights * below, 0.0))
        # whoever is not there does not matter, so coverage goes the way of the scores: chosen, or their mean
        chosen = step.rule(shown(step.names), present.shape[:2], np.where(present, below, np.nan), weights)
        return np.nan_to_num(chosen)

    def _check_defined(self, step: FoldStep, known: Bools, folded: Floats, score: Floats) -> None:
        for city, node in np.argwhere(known & np.isnan(score))[:MOST_LISTED]:
            found = f"{folded[city, node]:g}"
            self.problems.append(
                problem(
                    "score-undefined", city=self.city(city), criterion=step.names[node], found=found, of=""
                )
            )
        for city, node in np.argwhere(known & np.isinf(score))[:MOST_LISTED]:
            self.problems.append(problem("score-infinite", city=self.city(city), node=step.names[node]))


def shown(names: tuple[str, ...]) -> str:
    """Return a few of the names, for messages."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004


def _undefined(method: str, node: str, found: Floats) -> Problem:
    shown = ", ".join(f"{weight:g}" for weight in found)
    return problem("weights-undefined", method=method, node=node, found=shown)
