"""Every raw value with its place: what `explain` walks back to."""

from __future__ import annotations

import numpy as np
import polars as pl

from scoring.model.edition import MARK_STATES
from scoring.model.ratings import Cities, Ints, Marks, Measures, Past, Places, Ratings, cell_name
from scoring.report.series import numbers, pick, texts

COLUMNS: dict[str, type[pl.DataType]] = {
    "kind": pl.String,
    "code": pl.String,
    "id": pl.String,
    "stage": pl.String,
    "type": pl.String,
    "evaluator": pl.String,
    "chair": pl.Boolean,
    "year": pl.Int64,
    "value": pl.Float64,
    "of": pl.Float64,
    "n": pl.Float64,
    "date": pl.String,
    "source": pl.String,
    "state": pl.String,
    "file": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
}
"""Columns of the table; a kind of value that has no such column is null there."""


def cells(ratings: Ratings) -> pl.DataFrame:
    """Return marks, measures and earlier results one below the other, each sorted as in `ratings`."""
    cities = ratings.cities
    parts = [_marks(cities, ratings.marks), _measures(cities, ratings.measures), _past(cities, ratings.past)]
    return pl.concat([_filled(part) for part in parts], rechunk=True)


def _filled(part: pl.DataFrame) -> pl.DataFrame:
    missing = [
        pl.lit(None, dtype=kind).alias(name) for name, kind in COLUMNS.items() if name not in part.columns
    ]
    return part.with_columns(missing).select(*COLUMNS)


def _marks(cities: Cities, marks: Marks) -> pl.DataFrame:
    columns = {
        "code": pick(cities.codes, marks.city),
        "id": pick(marks.criteria, marks.criterion),
        "stage": pick(marks.stages, marks.stage),
        "type": pick(marks.types, marks.evaluator),
        "evaluator": pick(marks.evaluators, marks.evaluator),
        "chair": pl.Series(values=np.ascontiguousarray(marks.chair)),
        "value": numbers(marks.mark),
        "state": pick(("", *MARK_STATES), marks.state),
    }
    return _table("mark", columns, marks.places)


def _measures(cities: Cities, measures: Measures) -> pl.DataFrame:
    columns = {
        "code": pick(cities.codes, measures.city),
        "id": pick(measures.criteria, measures.criterion),
        "value": numbers(measures.value),
        "of": numbers(measures.of),
        "n": numbers(measures.n),
        "date": texts(measures.date),
        "source": texts(measures.source),
    }
    return _table("measure", columns, measures.places)


def _past(cities: Cities, past: Past) -> pl.DataFrame:
    columns = {
        "code": pick(cities.codes, past.city),
        "id": pick(past.nodes, past.node),
        "year": pl.Series(values=np.ascontiguousarray(past.year), dtype=pl.Int64),
        "value": numbers(past.value),
    }
    return _table("history", columns, past.places)


def _table(kind: str, columns: dict[str, pl.Series], places: Places) -> pl.DataFrame:
    where = {
        "file": pick(places.files, places.file),
        "sheet": pick(places.sheets, places.sheet),
        "cell": _cell_names(places.row, places.column),
    }
    return pl.DataFrame(columns | where).with_columns(pl.lit(kind).alias("kind"))


def _cell_names(row: Ints, column: Ints) -> pl.Series:
    """Return the names of cells; one name is made for each column that occurs, not for each cell."""
    occurring, at = np.unique(column, return_inverse=True)
    letters = pick([cell_name(1, int(item))[:-1] for item in occurring], at)
    return letters + pl.Series(values=np.ascontiguousarray(row)).cast(pl.String)
