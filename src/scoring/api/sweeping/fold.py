"""One column folded from its children, for many runs side by side.

The arithmetic is that of `scoring.engine.folding`, on one more axis, so that every run gets the bits that it gets alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from attrs import frozen

from scoring.engine.binding import Bound
from scoring.engine.demands import unmet
from scoring.engine.judging import shares
from scoring.engine.plan import FoldStep
from scoring.kernels.addition import sum_in_order
from scoring.kernels.lattice import snapped
from scoring.model.method import Method
from scoring.model.ratings import Bools, Floats


class Made(NamedTuple):
    """A column: score and coverage of the shape (n_rows, n_cities), and whether each row failed, shape (n_rows,)."""

    score: Floats
    coverage: Floats
    failed: Bools


@frozen(kw_only=True, eq=False)
class Parent:
    """A column of a plan, ready to be folded.

    Parameters
    ----------
    step, at : the column is the one at this place of the step.
    covering : whether coverage is followed; else it is left at one.
    """

    step: FoldStep
    at: int
    covering: bool

    @property
    def name(self) -> str:
        """Id of the column."""
        return self.step.names[self.at]

    def made(self, values: Floats, below: Floats, weights: Floats | None) -> Made:
        """Return the column; one row where neither children nor weights differ.

        Parameters
        ----------
        values, below : scores and coverage of the children, shape (n_rows or 1, n_cities, n_children).
        weights : shape (n_rows or 1, n_children); None where a method chooses them from the values.
        """
        failed = np.zeros(1, dtype=np.bool_)
        if weights is None:
            weights, failed = self._chosen(values)
        present = ~np.isnan(values)
        failed = failed | _refused(self.step.rule.method, values, weights)
        folded = score = self._folded(values, weights)
        for function in self.step.then:
            score = function(self.name, score.shape, score)
        known = _counting(present, weights) & ~np.isnan(folded)
        coverage = np.ones((1, 1))
        if self.covering:
            coverage = snapped(self._covered(present, below, weights))
            known &= coverage >= snapped(self.step.coverage[self.at])
        failed = failed | np.asarray((known & ~np.isfinite(score)).any(axis=1))
        return Made(np.where(known, score, np.nan), np.broadcast_to(coverage, known.shape), failed)

    def _chosen(self, values: Floats) -> tuple[Floats, Bools]:
        """Return the weights that a method chooses for each row, and for which rows it cannot."""
        weighting = self.step.weightings[self.at]
        if weighting is None:
            return self.step.weights[self.at][None], np.zeros(1, dtype=np.bool_)
        rows = [self._of_method(weighting, np.ascontiguousarray(own)) for own in values]
        return np.stack([row for row, _ in rows]), np.array([failed for _, failed in rows])

    def _of_method(self, weighting: Bound, own: Floats) -> tuple[Floats, bool]:
        if any(True for _ in unmet(weighting.method.demands, own)):
            return self.step.weights[self.at], True
        found, _ = weighting.chosen(self.name, own.shape[1], own, self.step.direction[self.at])
        if not (np.isfinite(found).all() and (found >= 0).all() and found.sum() > 0):
            return self.step.weights[self.at], True
        return np.array([float(share) for share in shares(found)]), False

    def _folded(self, values: Floats, weights: Floats) -> Floats:
        rule, lead = self.step.rule, max(len(values), len(weights))
        if rule.method.scope == "city":
            return _by_city(rule, self.name, values, weights)
        direction = self.step.direction[self.at]
        runs = [
            rule(self.name, values.shape[1:2], np.ascontiguousarray(own), row, direction)
            for own, row in zip(_spread(values, lead), _spread(weights, lead), strict=True)
        ]
        return np.stack(runs)

    def _covered(self, present: Bools, below: Floats, weights: Floats) -> Floats:
        if self.step.absent_counts:
            return sum_in_order(np.where(present, weights[:, None, :] * below, 0.0))
        return np.nan_to_num(_by_city(self.step.rule, self.name, np.where(present, below, np.nan), weights))


def _by_city(rule: Bound, name: str, values: Floats, weights: Floats) -> Floats:
    """Call a rule with the runs in the place of the columns of one city, as the engine does."""
    lead = max(len(values), len(weights))
    table = np.moveaxis(_spread(values, lead), 0, 1)
    return rule(name, table.shape[:2], table, weights).T


def _spread(table: Floats, lead: int) -> Floats:
    return np.broadcast_to(table, (lead, *table.shape[1:]))


def _counting(present: Bools, weights: Floats) -> Bools:
    """Tell for each row and city whether any child is there and has a weight."""
    if present.all():
        some = np.asarray((weights > 0).any(axis=-1))
        return some[:, None] & present[..., 0]
    return np.asarray((present & (weights > 0)[:, None, :]).any(axis=-1))


def _refused(method: Method, values: Floats, weights: Floats) -> Bools:
    """Tell for each row whether the values are not what a rule asks."""
    if not method.demands:
        return np.zeros(1, dtype=np.bool_)
    lead = max(len(values), len(weights))
    if len(values) == 1 and (weights > 0).all():
        lead = 1
    pairs = zip(_spread(values, lead), _spread(weights[:lead], lead), strict=True)
    return np.array([any(True for _ in unmet(method.demands, own, row)) for own, row in pairs])
