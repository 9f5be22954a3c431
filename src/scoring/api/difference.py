"""Comparing two runs: what moved, and whether data, weights or method moved it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from attrs import evolve

from scoring.api.changes import changes
from scoring.api.failing import failure
from scoring.api.run import Run
from scoring.api.stored import load_run
from scoring.engine.compiling import compile_plan
from scoring.engine.evaluate import evaluate
from scoring.engine.plan import Plan
from scoring.engine.raw import raw_values
from scoring.engine.restrict import restricted
from scoring.errors import RejectedError
from scoring.model.difference import Difference, Moved
from scoring.model.plan import Structure
from scoring.model.ratings import Ratings
from scoring.model.result import NATION

Index = dict[str, float]


def diff(before: str | Path | Run, after: str | Path | Run) -> Difference:
    """Compare two runs.

    The way from one to the other is gone in three steps: first the new data under the old rules, then the new
    weights where a node kept its children, then the new rules whole. Each step's move of the index is its
    effect. Where the old rules cannot score the new data (a mark for which they have no score, a column of the
    cities table that is gone), no city has an index in these steps.

    Parameters
    ----------
    before, after : run folders or runs.

    Raises
    ------
    ScoringError
        If a run folder is not whole, or its rules no longer load.
    """
    first = before if isinstance(before, Run) else load_run(before)
    second = after if isinstance(after, Run) else load_run(after)
    return Difference(cities=tuple(_moves(first, second)), changes=tuple(changes(first, second)))


def _moves(first: Run, second: Run) -> Iterator[Moved]:
    steps = _steps(first, second)
    ranks = [_ranks(first), _ranks(second)]
    names = {code: name for run in (first, second) for code, name in _cities(run).items()}
    ordered = sorted(names, key=lambda code: (ranks[1].get(code, np.inf), code))
    for code in ordered:
        values = [step.get(code) for step in steps]
        effects = [None if new is None or old is None else new - old for old, new in pairwise(values)]
        yield Moved(
            code=code,
            name=names[code],
            before=values[0],
            after=values[3],
            rank_before=ranks[0].get(code),
            rank_after=ranks[1].get(code),
            data=effects[0],
            weights=effects[1],
            method=effects[2],
        )


def _steps(first: Run, second: Run) -> tuple[Index, Index, Index, Index]:
    """Return the index of every city: before, with the new data, with the new weights too, after."""
    old = first.plan
    data = restricted(second.result.ratings, old.structure)
    return (
        _stored_index(first),
        _index(old, data),
        _index(_with_weights(first, second.result.structure), data),
        _stored_index(second),
    )


def _index(plan: Plan, ratings: Ratings) -> Index:
    """Return the index of every city; of none where the rules cannot score the data."""
    if _columns(plan) - {"code", "name", *ratings.cities.attributes}:
        return {}
    try:
        scores = evaluate(plan, raw_values(plan, ratings), ratings).score
    except RejectedError:
        return {}
    return _by_code(ratings.cities.codes, scores[:, plan.place[plan.edition.index]])


def _columns(plan: Plan) -> set[str]:
    """Return the columns of the cities table that scores depend on."""
    needed = {item.city for gate in plan.edition.gates for item in gate.require if item.city}
    if any(step.group for step in plan.steps):
        needed |= {group.column for group in plan.edition.groups.values()}
    return needed


def _stored_index(run: Run) -> Index:
    result = run.result
    return _by_code(result.ratings.cities.codes, result.scores[:, result.column(result.structure.index)])


def _ranks(run: Run) -> Index:
    ranking = run.result.rankings[run.result.structure.index, NATION]
    return _by_code(run.result.ratings.cities.codes, ranking.rank)


def _by_code(codes: tuple[str, ...], values: Any) -> Index:  # noqa: ANN401 - an array
    return {code: value for code, value in zip(codes, values.tolist(), strict=True) if not np.isnan(value)}


def _with_weights(first: Run, new: Structure) -> Plan:
    """Return the old plan with the new weights of every node that kept its children, in whatever order."""
    weights = {fold.id: dict(zip(fold.children, fold.weights, strict=True)) for fold in new.folds}
    structure = first.plan.structure
    folds = tuple(
        evolve(fold, weights=tuple(found[child] for child in fold.children), weighting=None)
        if (found := weights.get(fold.id, {})).keys() == {*fold.children}
        else fold
        for fold in structure.folds
    )
    plan, wrong = compile_plan(first.plan.scheme, evolve(structure, folds=folds), first.loaded.registry)
    if plan is None:
        raise failure(wrong)
    return plan


def _cities(run: Run) -> dict[str, str]:
    cities = run.result.ratings.cities
    return dict(zip(cities.codes, cities.names, strict=True))
