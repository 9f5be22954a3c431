"""An edition made ready for a bootstrap over evaluators."""

from __future__ import annotations

import numpy as np
from attrs import evolve, field, frozen

from scoring.api.repeated import Repeated, pruned, rules_of
from scoring.api.variants import Workshop
from scoring.engine.evaluate import evaluate
from scoring.engine.plan import Plan
from scoring.engine.standing import standing
from scoring.engine.steps import take_steps
from scoring.errors import RejectedError, problem
from scoring.kernels.lattice import POINTS, round_decimals, to_lattice
from scoring.lab.bootstrap.dependence import Dependence, dependence
from scoring.lab.bootstrap.panels import Stages, panels
from scoring.lab.bootstrap.parts import Drawing
from scoring.lab.bootstrap.replicates import Replicates, Told, across_the_nation, city_by_city
from scoring.lab.bootstrap.seating import Seating
from scoring.lab.places import ranks_of_many
from scoring.lab.variation import OFFICIAL
from scoring.model.plan import Leaf
from scoring.model.ratings import Floats
from scoring.model.rubric import MEAN
from scoring.model.uncertainty import Cities


@frozen(kw_only=True, eq=False)
class Panelled:
    """An edition with its panels.

    Parameters
    ----------
    workshop, plan : the edition with its tables, and its rules.
    node : whose scores are looked at.
    cities : as the node ranks them.
    score : as it is, shape (n_cities,).
    depends : how the score depends on marks.
    seating : who sits where.
    """

    workshop: Workshop = field(repr=False)
    plan: Plan = field(repr=False)
    node: str
    cities: Cities = field(repr=False)
    score: Floats = field(repr=False)
    depends: Dependence = field(repr=False)
    seating: Seating = field(repr=False)

    @classmethod
    def of(cls, workshop: Workshop, node: str, *, stages: Stages) -> Panelled:
        """Score an edition as it is, and seat its evaluators.

        Parameters
        ----------
        workshop : the edition with its tables.
        node : whose scores are looked at.
        stages : whether an evaluator's marks of all stages are drawn together.

        Raises
        ------
        ScoringError
            If the edition cannot be scored, or the node does not depend on marks.
        """
        plan, scores = workshop.scores(OFFICIAL)
        score = np.ascontiguousarray(scores.score[:, plan.place[node]])
        depends = _dependence(workshop, plan, node)
        table = workshop.ratings.cities
        cities = Cities(
            codes=table.codes,
            names=table.names,
            states=standing(plan, workshop.ratings, scores, ()).states,
            official=workshop.rank(_basis(plan, score)),
        )
        seating = _seating(workshop, plan, depends, stages=stages)
        return cls(
            workshop=workshop,
            plan=plan,
            node=node,
            cities=cities,
            score=score,
            depends=depends,
            seating=seating,
        )

    def points(self, scores: Floats) -> Floats:
        """Return whole numbers that are ordered as scores are, and equal where the edition says that they tie.

        Parameters
        ----------
        scores : of some replicates, shape (n_some, n_cities).
        """
        if self.workshop.tolerance <= 1.0 / POINTS:
            return to_lattice(scores)
        return -ranks_of_many(scores, tolerance=self.workshop.tolerance)

    def basis(self, scores: Floats) -> Floats:
        """Return what the edition ranks by: scores as they are, or as they are published."""
        return _basis(self.plan, scores)

    def replicates(self, drawing: Drawing, told: Told | None = None) -> Replicates:
        """Return the scores of the replicates.

        Parameters
        ----------
        drawing : how evaluators are drawn.
        told : progress.
        """
        if self.depends.nationwide:
            return across_the_nation(self.seating, drawing, self.nation, told)
        raw, ratings = self.workshop.raw, self.workshop.ratings
        score = Repeated(
            plan=pruned(self.plan, self.depends.needed), raw=raw, ratings=ratings, node=self.node
        )
        return city_by_city(self.seating, drawing, score, additive=self.depends.additive, told=told)

    def nation(self, values: Floats) -> Floats:
        """Return the scores of all cities, whatever the rules, shape (n_cities,).

        Parameters
        ----------
        values : raw values before any step, shape (n_cities, n_leaves).
        """
        raw = evolve(self.workshop.raw, value=values)
        return evaluate(self.plan, raw, self.workshop.ratings).score[:, self.plan.place[self.node]]


def _basis(plan: Plan, scores: Floats) -> Floats:
    publish = plan.edition.publish
    if publish.ranks_from == "exact":
        return scores
    return round_decimals(scores, publish.decimals, publish.rounding)


def _dependence(workshop: Workshop, plan: Plan, node: str) -> Dependence:
    stepped = frozenset(plan.ids[place] for step in plan.steps for place in step.columns)
    registry = workshop.edition.loaded.registry
    found = dependence(plan.structure, plan.edition, registry, node=node, stepped=stepped)
    if not any(leaf.consensus and leaf.id in found.needed for leaf in plan.structure.leaves):
        raise RejectedError([problem("bootstrap-no-marks", node=node)])
    return found


def _seating(workshop: Workshop, plan: Plan, depends: Dependence, *, stages: Stages) -> Seating:
    leaves, ratings, raw = plan.structure.leaves, workshop.ratings, workshop.raw
    wanted = frozenset(leaf.id for leaf in leaves if leaf.consensus and leaf.id in depends.needed)
    prepared = raw if depends.nationwide else take_steps(plan, raw, ratings)[0]
    return Seating(
        codes=ratings.cities.codes,
        panels=panels(ratings.marks, leaves, raw.takes_part, wanted=wanted, stages=stages),
        rules=rules_of(plan),
        base=prepared.value,
        straight=np.array([depends.additive and _straight(leaf) for leaf in leaves], dtype=np.bool_),
    )


def _straight(leaf: Leaf) -> bool:
    return leaf.consensus == MEAN and not leaf.value
