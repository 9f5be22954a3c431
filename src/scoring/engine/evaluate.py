"""Running a plan: scores and coverage of every column for all cities at once."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from scoring.engine.conditions import holds
from scoring.engine.history import raw_history
from scoring.engine.plan import FoldStep, LeafStep, Plan
from scoring.engine.raw import Raw
from scoring.errors import Problem, RejectedError, problem
from scoring.kernels.addition import sum_in_order
from scoring.kernels.lattice import snapped
from scoring.model.edition import Gate
from scoring.model.ratings import Bools, Floats, Ratings

MOST_LISTED = 50


@frozen(kw_only=True, eq=False)
class Scores:
    """Scores and coverage.

    Parameters
    ----------
    score : shape (n_cities, n_columns), NaN where missing.
    coverage : share of each score's weight that rests on data, same shape.
    """

    score: Floats
    coverage: Floats


def evaluate(plan: Plan, raw: Raw, ratings: Ratings) -> Scores:
    """Compute every column of a plan.

    Parameters
    ----------
    plan : compiled edition.
    raw : raw values of the leaves, shape (n_cities, n_leaves).
    ratings : cities and earlier results.

    Raises
    ------
    RejectedError
        If a value function has no score for a present value, or a rule meets a negative it cannot take.
    PluginError
        If a method fails or returns what it may not.
    """
    shape = (len(raw.value), len(plan.ids))
    work = _Work(
        plan=plan,
        raw=raw,
        ratings=ratings,
        score=np.full(shape, np.nan),
        coverage=np.zeros(shape),
        problems=[],
    )
    for layer in plan.layers:
        for leaves in layer.leaves:
            work.score_leaves(leaves)
        for folds in layer.folds:
            work.fold(folds)
        work.gate(layer.gates)
    if work.problems:
        raise RejectedError(work.problems)
    return Scores(score=work.score, coverage=work.coverage)


@frozen(kw_only=True, eq=False)
class _Work:
    """The tables while they fill."""

    plan: Plan
    raw: Raw
    ratings: Ratings
    score: Floats
    coverage: Floats
    problems: list[Problem]

    def score_leaves(self, step: LeafStep) -> None:
        """Apply the value functions of some leaves."""
        value = self._raw(step)
        present = ~np.isnan(value)
        score = value if step.turned is None else step.turned - value
        inputs = {"of": self.raw.of[:, step.columns], "n": self.raw.n[:, step.columns]}
        names = _shown(tuple(leaf.id for leaf in step.leaves))
        for function in step.pipeline:
            taken = {name: inputs[name] for name in function.method.inputs}
            score = function(names, value.shape, score, **taken)
        self._complain("score-undefined", present & ~np.isfinite(score), step, value, inputs["of"])
        self.score[:, step.columns] = np.where(present & np.isfinite(score), score, np.nan)
        self.coverage[:, step.columns] = present

    def _raw(self, step: LeafStep) -> Floats:
        value = self.raw.value[:, step.columns]
        for position, leaf in enumerate(step.leaves):
            if leaf.history:
                current = (
                    self.score[:, self.plan.place[leaf.history.current]] if leaf.history.current else None
                )
                found = raw_history(leaf.history, self.ratings.past, self.plan.edition, current, len(value))
                value[:, position] = np.where(self.raw.takes_part, found, np.nan)
        return value

    def _complain(self, code: str, wrong: Bools, step: LeafStep, value: Floats, of: Floats) -> None:
        for city, position in np.argwhere(wrong)[:MOST_LISTED]:
            self.problems.append(
                problem(
                    code,
                    city=self._city(city),
                    criterion=step.leaves[position].id,
                    found=f"{value[city, position]:g}",
                    of="" if np.isnan(of[city, position]) else f"{of[city, position]:g}",
                )
            )

    def _city(self, position: int) -> str:
        return f"{self.ratings.cities.codes[position]} {self.ratings.cities.names[position]}"

    def fold(self, step: FoldStep) -> None:
        """Fold the children of some columns."""
        values = np.ascontiguousarray(self.score[:, step.children])
        present = ~np.isnan(values)
        if "not_negative" in step.rule.method.demands:
            self._refuse_negatives(step, values)
        folded = score = step.rule(_shown(step.names), values.shape[:2], values, step.weights)
        for function in step.then:
            score = function(_shown(step.names), score.shape, score)
        coverage = snapped(self._coverage(step, present))
        # whatever the methods do, nothing is never made into something
        known = (present & (step.weights > 0)).any(axis=-1) & ~np.isnan(folded)
        known &= coverage >= snapped(step.coverage)
        self._check_defined(step, known, folded, score)
        self.score[:, step.columns] = np.where(known, score, np.nan)
        self.coverage[:, step.columns] = coverage

    def _coverage(self, step: FoldStep, present: Bools) -> Floats:
        below = self.coverage[:, step.children]
        if step.absent_counts:
            return sum_in_order(np.where(present, step.weights * below, 0.0))
        # whoever is not there does not matter, so coverage goes the way of the scores: chosen, or their mean
        chosen = step.rule(
            _shown(step.names), present.shape[:2], np.where(present, below, np.nan), step.weights
        )
        return np.nan_to_num(chosen)

    def _refuse_negatives(self, step: FoldStep, values: Floats) -> None:
        for city, node, child in np.argwhere((values < 0) & (step.weights > 0))[:MOST_LISTED]:
            self.problems.append(
                problem(
                    "score-negative",
                    city=self._city(city),
                    node=step.names[node],
                    child=self.plan.ids[int(step.children[node, child])],
                    found=f"{values[city, node, child]:g}",
                    method=step.rule.method.name,
                )
            )

    def _check_defined(self, step: FoldStep, known: Bools, folded: Floats, score: Floats) -> None:
        for city, node in np.argwhere(known & np.isnan(score))[:MOST_LISTED]:
            found = f"{folded[city, node]:g}"
            self.problems.append(
                problem(
                    "score-undefined", city=self._city(city), criterion=step.names[node], found=found, of=""
                )
            )
        for city, node in np.argwhere(known & np.isinf(score))[:MOST_LISTED]:
            self.problems.append(problem("score-infinite", city=self._city(city), node=step.names[node]))

    def gate(self, gates: tuple[Gate, ...]) -> None:
        """Replace scores whose condition does not hold."""
        for gate in gates:
            column = self.plan.place[gate.on]
            met = holds(gate.require, self.score, self.plan.place, self.ratings.cities)
            closed = ~met & ~np.isnan(self.score[:, column])
            self.score[closed, column] = np.nan if gate.otherwise == "missing" else float(gate.otherwise)


def _shown(names: tuple[str, ...]) -> str:
    """Return a few of the names, for messages."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004
