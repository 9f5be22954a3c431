"""Scoring rows of raw values as cities of their own, by the rules that one node needs."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import numpy as np
from attrs import evolve, field, frozen

from scoring.engine.binding import Bound
from scoring.engine.evaluate import evaluate
from scoring.engine.plan import FoldStep, Layer, LeafStep, Plan
from scoring.engine.raw import Raw
from scoring.lab.bootstrap.panels import Rule, Rules
from scoring.model.ratings import Bools, Cities, Floats, Ints, Past, Ratings


@frozen(kw_only=True, eq=False)
class Repeated:
    """Scores raw values of cities, each as often as it is wanted.

    Parameters
    ----------
    plan : rules without steps, none of which compares cities.
    raw : raw values after all steps.
    ratings : what was read.
    node : whose score is wanted.
    """

    plan: Plan = field(repr=False)
    raw: Raw = field(repr=False)
    ratings: Ratings = field(repr=False)
    node: str

    def __call__(self, values: Floats, city: Ints) -> Floats:
        """Return the scores, shape (n_rows,).

        Parameters
        ----------
        values : raw values, shape (n_rows, n_leaves).
        city : position of the city that each row belongs to, shape (n_rows,).
        """
        raw = evolve(
            self.raw,
            value=values,
            of=self.raw.of[city],
            n=self.raw.n[city],
            takes_part=self.raw.takes_part[city],
        )
        ratings = evolve(
            self.ratings, cities=_cities(self.ratings.cities, city), past=_past(self.ratings.past, city)
        )
        return evaluate(self.plan, raw, ratings).score[:, self.plan.place[self.node]]


def _cities(cities: Cities, city: Ints) -> Cities:
    def taken(column: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(column[place] for place in city.tolist())

    attributes = {name: taken(column) for name, column in cities.attributes.items()}
    return Cities(
        codes=taken(cities.codes),
        names=taken(cities.names),
        states=taken(cities.states),
        attributes=attributes,
    )


def _past(past: Past, city: Ints) -> Past:
    """Return the earlier results of each row's city; their places stay behind."""
    order = np.argsort(past.city, kind="stable")
    first, end = (np.searchsorted(past.city[order], city, side=side) for side in ("left", "right"))
    number = end - first
    within = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    taken = order[np.repeat(first, number) + within]
    return evolve(
        past,
        city=np.repeat(np.arange(len(city)), number),
        node=past.node[taken],
        year=past.year[taken],
        value=past.value[taken],
    )


def pruned(plan: Plan, needed: Collection[str]) -> Plan:
    """Return a plan that makes some columns only, and takes no steps; every column keeps its place.

    Parameters
    ----------
    plan : the compiled edition.
    needed : ids of the columns.
    """
    layers = tuple(
        Layer(
            leaves=tuple(step for step in (_leaves(step, needed) for step in layer.leaves) if step.leaves),
            folds=tuple(step for step in (_folds(step, needed) for step in layer.folds) if step.names),
            gates=tuple(gate for gate in layer.gates if gate.on in needed),
        )
        for layer in plan.layers
    )
    return evolve(plan, layers=layers, steps=())


def _leaves(step: LeafStep, needed: Collection[str]) -> LeafStep:
    at = [place for place, leaf in enumerate(step.leaves) if leaf.id in needed]
    return evolve(step, columns=step.columns[at], leaves=tuple(step.leaves[place] for place in at))


def _folds(step: FoldStep, needed: Collection[str]) -> FoldStep:
    at = [place for place, name in enumerate(step.names) if name in needed]
    return evolve(
        step,
        names=tuple(step.names[place] for place in at),
        weightings=tuple(step.weightings[place] for place in at),
        **{
            name: getattr(step, name)[at]
            for name in ("columns", "children", "weights", "direction", "coverage")
        },
    )


def rules_of(plan: Plan) -> Rules:
    """Return how the marks of a panel become one, by column.

    Parameters
    ----------
    plan : the compiled edition.
    """
    of_leaf = np.full(len(plan.structure.leaves), -1, dtype=np.int64)
    for number, (_, columns) in enumerate(plan.panels):
        of_leaf[columns] = number
    return Rules(rules=tuple(_rule(rule) for rule, _ in plan.panels), of_leaf=of_leaf)


def _rule(rule: Bound) -> Rule:
    return partial(_folded, rule)


def _folded(rule: Bound, marks: Floats, chair: Bools) -> Floats:
    return rule("marks", (len(marks),), marks, chair)
