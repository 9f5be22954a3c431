"""Running a plan: scores and coverage of every column for all cities at once."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from scoring.engine.conditions import holds
from scoring.engine.folding import MOST_LISTED, Folding, shown
from scoring.engine.history import raw_history
from scoring.engine.plan import LeafStep, Plan
from scoring.engine.raw import Raw
from scoring.engine.steps import take_steps
from scoring.errors import RejectedError, problem
from scoring.model.edition import Gate
from scoring.model.plan import Structure
from scoring.model.ratings import Bools, Floats, Ratings
from scoring.model.result import Chosen, StepOutcome


@frozen(kw_only=True, eq=False)
class Scores:
    """Scores and coverage.

    Parameters
    ----------
    score : shape (n_cities, n_columns), NaN where missing.
    coverage : share of each score's weight that rests on data, same shape.
    structure : the plan's, with the weights that methods chose.
    steps : what the steps did with the raw values.
    weightings : how methods chose weights.
    """

    score: Floats
    coverage: Floats
    structure: Structure
    steps: tuple[StepOutcome, ...] = ()
    weightings: tuple[Chosen, ...] = ()


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
        If a value function has no score for a present value, or a method meets values that it cannot take.
    PluginError
        If a method fails or returns what it may not.
    """
    prepared, steps = take_steps(plan, raw, ratings)
    folding = Folding.of(plan, ratings.cities)
    work = _Work(plan=plan, raw=prepared, ratings=ratings, folding=folding)
    for layer in plan.layers:
        for leaves in layer.leaves:
            work.score_leaves(leaves)
        for folds in layer.folds:
            folding.fold(folds)
        work.gate(layer.gates)
    if folding.problems:
        raise RejectedError(folding.problems)
    return Scores(
        score=folding.score,
        coverage=folding.coverage,
        structure=folding.with_weights(plan.structure),
        steps=steps,
        weightings=tuple(folding.chosen),
    )


@frozen(kw_only=True, eq=False)
class _Work:
    """What fills the tables besides folding: leaves and gates."""

    plan: Plan
    raw: Raw
    ratings: Ratings
    folding: Folding

    def score_leaves(self, step: LeafStep) -> None:
        """Apply the value functions of some leaves."""
        value = self._raw(step)
        present = ~np.isnan(value)
        score = value if step.turned is None else step.turned - value
        inputs = {"of": self.raw.of[:, step.columns], "n": self.raw.n[:, step.columns]}
        names = shown(tuple(leaf.id for leaf in step.leaves))
        for function in step.pipeline:
            taken = {name: inputs[name] for name in function.method.inputs}
            score = function(names, value.shape, score, **taken)
        self._complain("score-undefined", present & ~np.isfinite(score), step, value, inputs["of"])
        self.folding.score[:, step.columns] = np.where(present & np.isfinite(score), score, np.nan)
        self.folding.coverage[:, step.columns] = present

    def _raw(self, step: LeafStep) -> Floats:
        value = self.raw.value[:, step.columns]
        for position, leaf in enumerate(step.leaves):
            if leaf.history:
                current = (
                    self.folding.score[:, self.plan.place[leaf.history.current]]
                    if leaf.history.current
                    else None
                )
                found = raw_history(leaf.history, self.ratings.past, self.plan.edition, current, len(value))
                value[:, position] = np.where(self.raw.takes_part, found, np.nan)
        return value

    def _complain(self, code: str, wrong: Bools, step: LeafStep, value: Floats, of: Floats) -> None:
        for city, position in np.argwhere(wrong)[:MOST_LISTED]:
            self.folding.problems.append(
                problem(
                    code,
                    city=self.folding.city(city),
                    criterion=step.leaves[position].id,
                    found=f"{value[city, position]:g}",
                    of="" if np.isnan(of[city, position]) else f"{of[city, position]:g}",
                )
            )

    def gate(self, gates: tuple[Gate, ...]) -> None:
        """Replace scores whose condition does not hold."""
        for gate in gates:
            column = self.plan.place[gate.on]
            met = holds(gate.require, self.folding.score, self.plan.place, self.ratings.cities)
            closed = ~met & ~np.isnan(self.folding.score[:, column])
            self.folding.score[closed, column] = (
                np.nan if gate.otherwise == "missing" else float(gate.otherwise)
            )
