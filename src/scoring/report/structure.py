"""The structure of an index as tables, and as a study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import polars as pl

from scoring.model.ratings import Floats
from scoring.model.structure_figures import (
    AdequacyRow,
    AlphaRow,
    ComponentRow,
    CorrelationRow,
    ImportanceRow,
    WeightRow,
)
from scoring.model.structure_study import (
    ProfileRow,
    RemovalRow,
    Reversal,
    ReversalRow,
    StudiedEdition,
    TrendRow,
)
from scoring.report.series import numbers, pick, texts
from scoring.report.study import Study

RECORDS: Mapping[str, type] = {
    "weights": WeightRow,
    "importance": ImportanceRow,
    "correlations": CorrelationRow,
    "alpha": AlphaRow,
    "adequacy": AdequacyRow,
    "components": ComponentRow,
    "removal": RemovalRow,
    "reversal": ReversalRow,
    "reversals": Reversal,
    "strengths": ProfileRow,
    "trends": TrendRow,
}
"""The record of a row of each table."""
CITIES = {
    "city": "",
    "mover": "mover_",
    "cause": "cause_",
    "first": "first_",
    "second": "second_",
    "third": "third_",
}
"""Fields that are positions of cities where they are whole numbers, and what stands before ``code`` and ``name``."""


def table(name: str, rows: Iterable[Any], studied: StudiedEdition) -> pl.DataFrame:
    """Return rows as a frame; a city has its code and its name, what is missing or without limit is null.

    Parameters
    ----------
    name : of the table.
    rows : records of its kind.
    studied : whose cities they are.
    """
    every = tuple(rows)
    columns: dict[str, pl.Series] = {}
    for item in attrs.fields(RECORDS[name]):
        values = [getattr(row, item.name) for row in every]
        if item.name in CITIES and item.type == "int":
            columns |= _of_cities(CITIES[item.name], values, studied)
        else:
            columns[item.name] = _column(str(item.type), values)
    return pl.DataFrame(columns)


def _of_cities(before: str, places: Sequence[int], studied: StudiedEdition) -> dict[str, pl.Series]:
    at = np.array(places, dtype=np.int64)
    return {f"{before}code": pick(studied.codes, at), f"{before}name": pick(studied.names, at)}


def _column(kind: str, values: Sequence[Any]) -> pl.Series:
    if kind == "float":
        found = np.array(values, dtype=np.float64)
        return numbers(np.where(np.isfinite(found), found, np.nan))
    return pl.Series(values=values, dtype=pl.Int64) if kind == "int" else texts(values)


def ranks_table(studied: StudiedEdition, ranks: Mapping[str, Floats]) -> pl.DataFrame:
    """Return a row a city with its rank in each column, in the order of the first.

    Parameters
    ----------
    studied : whose cities they are.
    ranks : by column, each of the shape (n_cities,).
    """
    columns = {name: numbers(found) for name, found in ranks.items()}
    frame = pl.DataFrame({"code": texts(studied.codes), "name": texts(studied.names), **columns})
    return frame.sort(next(iter(ranks)), "code", nulls_last=True)


def study(studied: StudiedEdition, tables: Mapping[str, pl.DataFrame], *, node: str) -> Study:
    """Return everything that is written of a structure.

    Parameters
    ----------
    studied : the edition.
    tables : by name.
    node : where it was looked; "" for everywhere.
    """
    figures = {"node": node, "cities": len(studied.codes), "columns": len(studied.structure.ids)}
    return Study(kind="structure", edition=studied.edition, year=studied.year, tables=tables, figures=figures)
