from pathlib import Path

import polars as pl
import pytest

NATION = Path(__file__).parents[2] / "fixtures" / "nation"
TEXT = {"code": pl.String, "city": pl.String, "cohort": pl.String}


def read(year: int, table: str) -> pl.DataFrame:
    """Read a table of a fixture edition with its codes as text."""
    if table == "marks":
        return pl.read_parquet(NATION / str(year) / "marks.parquet")
    return pl.read_csv(NATION / str(year) / f"{table}.csv", schema_overrides=TEXT, infer_schema_length=None)


@pytest.fixture(name="table", scope="session")
def _table():
    return read


@pytest.fixture(name="planted", scope="session")
def _planted():
    truth = pl.read_parquet(NATION / "truth.parquet")

    def kind(name: str, year: int = 0) -> pl.DataFrame:
        return truth.filter((pl.col("kind") == name) & (pl.col("year") == year))

    return kind
