"""Runs that differ in weights and in what they leave out, and in nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from scoring.api.sweeping.shares import weights_of_runs
from scoring.api.sweeping.stack import Column, Stack
from scoring.engine.evaluate import Scores
from scoring.engine.plan import Layer, Plan
from scoring.engine.raw import Raw
from scoring.lab.factors import Levels
from scoring.model.plan import Fold
from scoring.model.ratings import Bools, Floats, Ints, Ratings

ZERO_IS_ABSENT = {"weighted_mean", "geometric_mean", "harmonic_mean", "power_mean", "minimum", "maximum"}
"""Rules for which a child without weight is as good as none, whatever their parameters."""


@frozen(kw_only=True, eq=False)
class Group:
    """Runs with the same raw values, steps and rules.

    Parameters
    ----------
    levels : of all factors.
    choices : level of each factor in each run, shape (n_runs, n_factors).
    above : columns that rules or weights change.
    ratings : cities and earlier results.
    stepped : plan with the steps of the group.
    rules : plan with its rules.
    raw : raw values after the steps.
    fixed : scores that all its runs share.
    """

    levels: Sequence[Levels]
    choices: Ints
    above: frozenset[str]
    ratings: Ratings
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
        items = enumerate(self.levels)
        return {item.make(0).node: at for at, item in items if item.units is not None}

    def alone(self, rows: Ints) -> Bools:
        """Tell which runs cannot be scored beside others.

        Parameters
        ----------
        rows : positions of the runs.
        """
        siblings = any("siblings" in getattr(step.rule.method, "inputs", ()) for step in self.stepped.steps)
        differ = {
            names: self._differs(names, siblings) for names in set(left_out(self.levels, self.choices[rows]))
        }
        found = np.array(
            [differ[names] for names in left_out(self.levels, self.choices[rows])], dtype=np.bool_
        )
        for name, at in self._drawn.items():
            if self._folds[name].weighting is not None:  # its own weights come from the scores of the cities
                found |= self.choices[rows, at] < 0
        return found

    def _differs(self, names: Sequence[str], siblings: bool) -> bool:
        """Tell whether leaving columns out is more than taking their weight away."""
        if not names:
            return False
        parents = [fold for fold in self.rules.structure.folds if not set(names).isdisjoint(fold.children)]
        return siblings or any(self._by_place(fold) for fold in parents)

    def _by_place(self, fold: Fold) -> bool:
        return fold.aggregation.method not in ZERO_IS_ABSENT or fold.weighting is not None

    def index(self, rows: Ints) -> tuple[Floats, Bools]:
        """Return the index of some runs, shape (n_runs, n_cities), and which of them failed, shape (n_runs,).

        Parameters
        ----------
        rows : positions of the runs.
        """
        weights = dict(self._weights(rows))
        failed = np.zeros(len(rows), dtype=np.bool_)
        for column in weights.values():
            failed |= np.asarray(np.isnan(column.table).any(axis=1))[column.of]
        stack = Stack(
            plan=self.rules,
            ratings=self.ratings,
            raw=self.raw,
            fixed=self.fixed,
            weights={
                name: Column(np.nan_to_num(own.table, nan=1.0), own.of) for name, own in weights.items()
            },
            covering=any(fold.coverage for fold in self.rules.structure.folds if fold.id in self.above),
            failed=failed,
        )
        for layer in self.rules.layers:
            self._layer(stack, layer)
        index = stack.of(self.rules.place[self.rules.edition.index])
        return index.table[index.of], stack.failed

    def _layer(self, stack: Stack, layer: Layer) -> None:
        above = self.above
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
        names, drawn = left_out(self.levels, self.choices[rows]), self._drawn
        missing = {name for some in names for name in some}
        for fold in self.rules.structure.folds:
            if fold.id in drawn:
                at = drawn[fold.id]
                units, draw = self.levels[at].units, self.choices[rows, at]
                yield fold.id, weights_of_runs(fold, names, units, draw)
            elif not missing.isdisjoint(fold.children):
                yield fold.id, weights_of_runs(fold, names, None, np.full(len(rows), -1))


def left_out(levels: Sequence[Levels], choices: Ints) -> list[tuple[str, ...]]:
    """Return the columns that each run leaves out.

    Parameters
    ----------
    levels : of all factors.
    choices : level of each factor in each run, shape (n_runs, n_factors).
    """
    places = [at for at, item in enumerate(levels) if item.kind == "without"]
    named = [[levels[at].make(level).without for level in range(levels[at].count)] for at in places]
    return [
        tuple(dict.fromkeys(name for names, level in zip(named, row, strict=True) for name in names[level]))
        for row in np.maximum(choices[:, places], 0).tolist()
    ]
