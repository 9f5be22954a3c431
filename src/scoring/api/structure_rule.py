"""The rule of one node as a function of its children alone, and how it keeps the order of cities."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from scoring.engine.binding import Bound
from scoring.engine.demands import unmet
from scoring.engine.plan import FoldStep, Plan
from scoring.errors import PluginError, RejectedError, problem
from scoring.kernels.lattice import snapped
from scoring.kernels.structure.reversal.turned import TOLERANCE
from scoring.lab.structure.cities import ranked
from scoring.lab.structure.columns import children
from scoring.lab.structure.turning import placed, reversals
from scoring.model.ratings import Floats, Ints
from scoring.model.structure_study import Reversal, ReversalRow, StudiedEdition


@frozen(kw_only=True, eq=False)
class NodeRule:
    """How a node's children are folded, with the weights that its method would choose anew for other cities.

    The node's value functions and thresholds of coverage come after it and have no part in it.

    Parameters
    ----------
    node : id of the node.
    rule : the aggregation.
    weights : given or chosen from all cities, shape (n_items,).
    weighting : the method that chooses weights from data, if one does.
    direction : 1 where a higher child is better, -1 where a lower one is, shape (n_items,).
    """

    node: str
    rule: Bound
    weights: Floats
    weighting: Bound | None
    direction: Floats

    def __call__(self, values: Floats) -> Floats:
        """Return the scores of some cities, shape (n_cities,); NaN where the rule cannot score them.

        Parameters
        ----------
        values : of the children, shape (n_cities, n_items).
        """
        try:
            return self._scores(np.ascontiguousarray(values))
        except PluginError:  # a method may give up on two cities alone
            return np.full(len(values), np.nan)

    def _scores(self, values: Floats) -> Floats:
        weights = self._chosen(values)
        if weights is None or any(unmet(self.rule.method.demands, values, weights)):
            return np.full(len(values), np.nan)
        direction = (self.direction,) if self.rule.method.scope == "nation" else ()
        return self.rule(self.node, values.shape[:1], values, weights, *direction)

    def _chosen(self, values: Floats) -> Floats | None:
        if self.weighting is None:
            return self.weights
        if any(unmet(self.weighting.method.demands, values)):
            return None
        found, _ = self.weighting.chosen(self.node, values.shape[1], values, self.direction)
        sound = np.isfinite(found).all() and (found >= 0).all() and found.sum() > 0
        return found / found.sum() if sound else None


def rule_of(plan: Plan, node: str) -> NodeRule:
    """Return the rule of a node.

    Parameters
    ----------
    plan : compiled edition.
    node : id of a column that is made of others.
    """
    step = next(step for layer in plan.layers for step in layer.folds if node in step.names)
    return _of_step(step, step.names.index(node))


def _of_step(step: FoldStep, at: int) -> NodeRule:
    return NodeRule(
        node=step.names[at],
        rule=step.rule,
        weights=step.weights[at],
        weighting=step.weightings[at],
        direction=step.direction[at],
    )


def turned(
    plan: Plan, studied: StudiedEdition, node: str, most: int
) -> tuple[tuple[ReversalRow, ...], tuple[Reversal, ...]]:
    """Check the rule of a node on its best cities.

    Parameters
    ----------
    plan : compiled edition.
    studied : its scores.
    node : id of a column that is made of others.
    most : number of cities.

    Raises
    ------
    RejectedError
        If there is no such node, or fewer than two cities have a score there.
    """
    places = [studied.column(child) for child in children(studied.structure, node)]
    best = _best(ranked(studied, node), most)
    if len(best) <= 1:
        raise RejectedError([problem("structure-few-cities", node=node, found=len(best))])
    rule, tolerance = rule_of(plan, node), max(studied.tolerance, TOLERANCE)
    values = snapped(studied.scores[best][:, places])  # what differs in the last bits is the same
    rows, found = reversals(rule, values, rule.direction, node, tolerance=tolerance)
    return rows, tuple(placed(item, best) for item in found)


def _best(ranks: Floats, most: int) -> Ints:
    scored = int((~np.isnan(ranks)).sum())
    return np.sort(np.argsort(ranks, kind="stable")[: min(most, scored)])
