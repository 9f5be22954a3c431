"""The columns above a changed node, for many variants side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import define, field

from scoring.engine.conditions import holds
from scoring.engine.demands import unmet
from scoring.engine.evaluate import Scores
from scoring.engine.judging import shares
from scoring.engine.plan import FoldStep, Plan
from scoring.kernels.addition import sum_in_order
from scoring.kernels.lattice import snapped
from scoring.model.edition import Gate
from scoring.model.method import Method
from scoring.model.ratings import Bools, Cities, Floats


@define(kw_only=True, eq=False)
class Stack:
    """Columns of many runs, each of the shape (n_runs, n_cities), or (1, n_cities) where all runs agree.

    The arithmetic is that of `scoring.engine.folding`, on one more axis, so that every run gets the bits that it gets
    alone; what is wrong with a run is kept as a flag, and told by scoring that run alone.

    Parameters
    ----------
    plan : compiled edition.
    cities : the cities.
    fixed : scores that all runs share.
    weights : weights of some columns, one row a run, by id: shape (n_runs, n_children).
    failed : whether each run failed, shape (n_runs,).
    score, coverage : what was made, by position of the column.
    """

    plan: Plan
    cities: Cities
    fixed: Scores
    weights: Mapping[str, Floats]
    failed: Bools
    score: dict[int, Floats] = field(factory=dict)
    coverage: dict[int, Floats] = field(factory=dict)

    def of(self, place: int) -> Floats:
        """Return the scores of a column.

        Parameters
        ----------
        place : position of the column.
        """
        return self.score[place] if place in self.score else self.fixed.score[None, :, place]

    def fold(self, step: FoldStep, at: int) -> None:
        """Fold the children of one column.

        Parameters
        ----------
        step, at : the column is the one at this place of the step.
        """
        children = step.children[at].tolist()
        values = _together([self.of(place) for place in children])
        present = ~np.isnan(values)
        weights = self._weights(step, at, values)
        self._fail(_refused(step.rule.method, values, weights))
        folded = score = self._folded(step, at, values, weights)
        for function in step.then:
            score = function(step.names[at], score.shape, score)
        coverage = snapped(self._covered(step, at, present, weights))
        known = (present & (weights > 0)[:, None, :]).any(axis=-1) & ~np.isnan(folded)
        known &= coverage >= snapped(step.coverage[at])
        self._fail(np.asarray((known & ~np.isfinite(score)).any(axis=1)))
        place = int(step.columns[at])
        self.score[place] = np.where(known, score, np.nan)
        self.coverage[place] = coverage

    def gate(self, gate: Gate) -> None:
        """Replace the scores of a column whose condition does not hold.

        Parameters
        ----------
        gate : on a column that was folded.
        """
        nodes = [item.node for item in gate.require if item.node]
        place = self.plan.place[gate.on]
        score = self.of(place)
        asked = _together([self.of(self.plan.place[node]) for node in nodes]) if nodes else score[:, :, None]
        spots = {node: spot for spot, node in enumerate(nodes)}
        met = np.stack([holds(gate.require, table, spots, self.cities) for table in asked])
        otherwise = np.nan if gate.otherwise == "missing" else float(gate.otherwise)
        self.score[place] = np.where(~met & ~np.isnan(score), otherwise, score)

    def _fail(self, runs: Bools) -> None:
        self.failed |= runs

    def _weights(self, step: FoldStep, at: int, values: Floats) -> Floats:
        """Return the weights, shape (n_runs, n_children) or (1, n_children)."""
        name, weighting = step.names[at], step.weightings[at]
        if name in self.weights:
            return self.weights[name]
        if weighting is None:
            return step.weights[at][None]
        self._fail(np.array([any(True for _ in unmet(weighting.method.demands, own)) for own in values]))
        rows = [weighting.chosen(name, own.shape[1], own, step.direction[at])[0] for own in values]
        return np.stack([self._exact(row, len(values), at) for at, row in enumerate(rows)])

    def _exact(self, row: Floats, n_rows: int, at: int) -> Floats:
        if np.isfinite(row).all() and (row >= 0).all() and row.sum() > 0:
            return np.array([float(share) for share in shares(row)])
        self._fail(np.arange(len(self.failed)) == at if n_rows > 1 else np.ones(len(self.failed), np.bool_))
        return np.full(len(row), 1.0 / len(row))

    def _folded(self, step: FoldStep, at: int, values: Floats, weights: Floats) -> Floats:
        lead, name = max(len(values), len(weights)), step.names[at]
        if step.rule.method.scope == "city":
            spread = np.broadcast_to(values, (lead, *values.shape[1:]))
            return step.rule(name, spread.shape[:2], spread, weights[:, None, :])
        runs = [
            step.rule(name, values.shape[1:2], own, row, step.direction[at])
            for own, row in _pairs(values, weights)
        ]
        return np.stack(runs)

    def _covered(self, step: FoldStep, at: int, present: Bools, weights: Floats) -> Floats:
        places = step.children[at].tolist()
        below = _together([self._coverage_of(place) for place in places])
        if step.absent_counts:
            return sum_in_order(np.where(present, weights[:, None, :] * below, 0.0))
        spread = np.where(present, below, np.nan)
        spread = np.broadcast_to(spread, (max(len(spread), len(weights)), *spread.shape[1:]))
        found = step.rule(step.names[at], spread.shape[:2], spread, weights[:, None, :])
        return np.nan_to_num(found)

    def _coverage_of(self, place: int) -> Floats:
        return self.coverage[place] if place in self.coverage else self.fixed.coverage[None, :, place]


def _together(columns: Sequence[Floats]) -> Floats:
    """Return columns as (n_runs, n_cities, n_columns); one row where all runs agree on all of them."""
    return np.stack(np.broadcast_arrays(*columns), axis=-1)


def _pairs(values: Floats, weights: Floats) -> list[tuple[Floats, Floats]]:
    lead = max(len(values), len(weights))
    spread = np.broadcast_to(values, (lead, *values.shape[1:]))
    return list(zip(spread, np.broadcast_to(weights, (lead, weights.shape[1])), strict=True))


def _refused(method: Method, values: Floats, weights: Floats) -> Bools:
    """Tell for each run whether its values are not what a rule asks."""
    if not method.demands:
        return np.zeros(1, dtype=np.bool_)
    pairs = _pairs(values, weights)
    if len(values) == 1 and (weights > 0).all():
        pairs = pairs[:1]
    return np.array([any(True for _ in unmet(method.demands, own, row)) for own, row in pairs])
