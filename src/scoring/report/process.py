"""The tables of what was done before and beside the scores: steps on raw values, weights that methods chose."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import numpy as np
import polars as pl

from scoring.model.result import Altered, Chosen, Result, StepOutcome
from scoring.report.series import numbers, texts


def steps(result: Result) -> pl.DataFrame:
    """Return every raw value that a treatment or imputation changed, in the order of steps, cities and criteria."""
    rows = [(step, item) for step in result.steps for item in step.altered]
    codes = result.ratings.cities.codes
    return pl.DataFrame(
        {
            "step": texts([step.id for step, _ in rows]),
            "kind": texts([step.kind for step, _ in rows]),
            "method": texts([step.method for step, _ in rows]),
            "code": texts([codes[item.city] for _, item in rows]),
            "criterion": texts([step.columns[item.item] for step, item in rows]),
            "before": _floats(rows, "before"),
            "after": _floats(rows, "after"),
        }
    )


def _floats(rows: list[tuple[StepOutcome, Altered]], name: str) -> pl.Series:
    return numbers(np.array([getattr(item, name) for _, item in rows], dtype=np.float64))


def weightings(result: Result) -> pl.DataFrame:
    """Return the weights that methods chose, with what the methods tell of them as JSON, in the order of the nodes."""
    folds = {fold.id: fold for fold in result.structure.folds}
    rows = [
        (chosen, child, float(weight))
        for chosen in result.weightings
        for child, weight in zip(folds[chosen.node].children, folds[chosen.node].weights, strict=True)
    ]
    return pl.DataFrame(
        {
            "node": texts([chosen.node for chosen, _, _ in rows]),
            "method": texts([chosen.method for chosen, _, _ in rows]),
            "child": texts([child for _, child, _ in rows]),
            "weight": numbers(np.array([weight for *_, weight in rows], dtype=np.float64)),
            "figures": texts([_figures(chosen) for chosen, _, _ in rows]),
        }
    )


def _figures(chosen: Chosen) -> str:
    return json.dumps(dict(_plain(chosen.figures)), sort_keys=True, allow_nan=False) if chosen.figures else ""


def _plain(figures: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in figures.items():
        yield name, _listed(value)


def _listed(value: object) -> object:
    """Return a figure as JSON knows it: arrays as lists, NaN as null."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, float):  # ten digits: the last bits of a decomposition depend on the machine
        return float(f"{value:.10g}") if np.isfinite(value) else None
    if isinstance(value, tuple | list):
        return [_listed(item) for item in value]
    return value if isinstance(value, str | int | bool | None) else str(value)
