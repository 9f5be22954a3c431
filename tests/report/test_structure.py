"""Rows of a structure as frames."""

import numpy as np
import polars as pl
import pytest

from scoring.model.plan import Structure
from scoring.model.structure_study import RemovalRow, Reversal, StudiedEdition
from scoring.report.structure import RECORDS, ranks_table, study, table


@pytest.fixture
def studied():
    return StudiedEdition(
        edition="e",
        year=2024,
        codes=("1", "2"),
        names=("One", ""),
        structure=Structure(leaves=(), folds=(), index="index", ranked=()),
        scores=np.empty((2, 0)),
        direction=np.empty(0),
        groups={},
    )


@pytest.mark.parametrize("name", RECORDS)
def test_a_table_without_rows_has_its_columns_and_types(name, studied):
    found = table(name, (), studied)
    assert found.height == 0
    assert pl.Null not in found.dtypes
    assert found.width >= 5


def test_cities_have_code_and_name_and_what_is_missing_is_null(studied):
    rows = [
        RemovalRow(column="a", cities=2, mover=1, before=1.0, after=np.inf),
        RemovalRow(column="b", failed="no"),
    ]
    found = (
        table("removal", rows, studied).select("mover_code", "mover_name", "before", "after", "failed").rows()
    )
    assert found == [("2", None, 1.0, None, None), (None, None, None, None, "no")]
    (row,) = table("reversals", [Reversal(check="clones", cause=0, first=1, before=-1)], studied).to_dicts()
    assert (row["cause_code"], row["first_code"], row["second_code"], row["before"]) == ("1", "2", None, -1)


def test_ranks_stand_in_the_order_of_the_first_column(studied):
    found = ranks_table(studied, {"x": np.array([2.0, 1.0]), "y": np.array([1.0, np.nan])})
    assert found.rows() == [("2", None, 1.0, None), ("1", "One", 2.0, 1.0)]


def test_a_study_says_where_it_looked(studied):
    found = study(studied, {"alpha": table("alpha", (), studied)}, node="n")
    assert (found.kind, found.figures["node"], list(found.tables)) == ("structure", "n", ["alpha"])
