"""Comparing two runs: what moved, and whether data, weights or method moved it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import polars as pl
from attrs import evolve

from scoring.api.run import Run
from scoring.api.stored import load_run
from scoring.codec.rules import TOML_NAMES
from scoring.engine.evaluate import evaluate
from scoring.engine.plan import Plan, compile_plan
from scoring.engine.raw import raw_values
from scoring.engine.restrict import restricted
from scoring.model.difference import Cause, Change, Difference, Moved
from scoring.model.edition import Edition, Scheme
from scoring.model.plan import Structure
from scoring.model.ratings import Ratings
from scoring.model.result import NATION
from scoring.model.rubric import Rubric

CELL_KEY = ["kind", "code", "id", "stage", "evaluator", "year"]
CELL_VALUE = ["value", "of", "n", "date", "source", "state"]

Index = dict[str, float]


def diff(before: str | Path | Run, after: str | Path | Run) -> Difference:
    """Compare two runs.

    The way from one to the other is gone in three steps: first the new data under the old rules, then the new
    weights where a node kept its children, then the new rules whole. Each step's move of the index is its
    effect.

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
    return Difference(
        cities=tuple(_moves(first, second)),
        changes=(*_city_changes(first, second), *_cell_changes(first, second), *_rule_changes(first, second)),
    )


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
    old, new = first.plan, second.plan
    data = restricted(second.result.ratings, old.structure)
    return (
        _stored_index(first),
        _index(old, data),
        _index(_with_weights(first, new.structure), data),
        _stored_index(second),
    )


def _index(plan: Plan, ratings: Ratings) -> Index:
    scores = evaluate(plan, raw_values(plan, ratings), ratings).score[:, plan.place[plan.edition.index]]
    return _by_code(ratings.cities.codes, scores)


def _stored_index(run: Run) -> Index:
    result = run.result
    return _by_code(result.ratings.cities.codes, result.scores[:, result.column(result.structure.index)])


def _ranks(run: Run) -> Index:
    ranking = run.result.rankings[run.result.structure.index, NATION]
    return _by_code(run.result.ratings.cities.codes, ranking.rank)


def _by_code(codes: tuple[str, ...], values: Any) -> Index:  # noqa: ANN401 - an array
    return {code: value for code, value in zip(codes, values.tolist(), strict=True) if not np.isnan(value)}


def _with_weights(first: Run, new: Structure) -> Plan:
    """Return the old plan with the new weights of every node that kept its children."""
    weights = {(fold.id, fold.children): fold.weights for fold in new.folds}
    folds = tuple(
        evolve(fold, weights=weights.get((fold.id, fold.children), fold.weights))
        for fold in first.plan.structure.folds
    )
    plan, _ = compile_plan(
        first.plan.scheme, evolve(first.plan.structure, folds=folds), first.loaded.registry
    )
    return plan or first.plan


def _cities(run: Run) -> dict[str, str]:
    cities = run.result.ratings.cities
    return dict(zip(cities.codes, cities.names, strict=True))


def _city_changes(first: Run, second: Run) -> Iterator[Change]:
    states = [
        dict(zip(run.result.ratings.cities.codes, run.result.states, strict=True)) for run in (first, second)
    ]
    for code in sorted({*states[0], *states[1]}):
        before, after = states[0].get(code, ""), states[1].get(code, "")
        if before != after:
            yield Change(cause="city", what=code, before=before, after=after)


def _cell_changes(first: Run, second: Run) -> Iterator[Change]:
    old, new = (run.tables().cells.select(CELL_KEY + CELL_VALUE) for run in (first, second))
    joined = old.join(new, on=CELL_KEY, how="full", suffix="_new", coalesce=True, nulls_equal=True)
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_new")) for name in CELL_VALUE)
    for row in joined.filter(~same).sort(CELL_KEY).iter_rows(named=True):
        what = " ".join(str(row[name]) for name in CELL_KEY if row[name] not in {None, ""})
        yield Change(cause="data", what=what, before=_cell(row, ""), after=_cell(row, "_new"))


def _cell(row: Mapping[str, object], suffix: str) -> str:
    parts = {name: row[f"{name}{suffix}"] for name in CELL_VALUE}
    shown = [str(parts["value"])] if parts["value"] is not None else []
    shown += [
        f"{name} {value}" for name, value in parts.items() if name != "value" and value not in {None, ""}
    ]
    return ", ".join(shown)


def _rule_changes(first: Run, second: Run) -> Iterator[Change]:
    old, new = (dict(_rules(run.plan.scheme)) for run in (first, second))
    for key in sorted({*old, *new}):
        before, after = old.get(key, ""), new.get(key, "")
        if before != after:
            yield Change(cause=_cause(key), what=key, before=before, after=after)


def _rules(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Yield every value of an edition and its rubrics under its key in the files."""
    yield from _flat(_in_toml(scheme.edition), "")
    for name, rubric in scheme.rubrics.items():
        for key, value in _flat(_in_toml(rubric), ""):
            yield f"{name}: {key}", value


def _in_toml(record: Edition | Rubric) -> dict[str, Any]:
    names = TOML_NAMES[type(record)]
    return {names.get(name, name): value for name, value in attrs.asdict(record).items()}


def _flat(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Yield every value of nested tables with its dotted key."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, tuple | list):
        for position, inner in enumerate(value):
            yield from _flat(inner, f"{key}[{position}]")
    elif value is not None:
        yield key, str(value)


def _cause(key: str) -> Cause:
    parts = key.rsplit(": ", 1)[-1].split(".")
    if {"name", "names", "guidance", "levels", "source", "summary"} & set(parts[:-1]) or parts[
        -1
    ] == "source":
        return "text"
    return "weights" if "weight" in key or ".children." in key else "method"
