"""The nation as folders that can be run."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scoring.testing.nation import texts, workbooks
from scoring.testing.nation.drawing import COMPLETE_YEAR
from scoring.testing.nation.files import write_csv, write_parquet, write_tables, write_texts
from scoring.testing.nation.indonesian import indonesian
from scoring.testing.nation.record import Nation, Tables

BOOKS_YEAR, BOOKS_CITIES = 2024, 12
"""The edition that is also handed in as workbooks, and the wanted size of its province."""


def write(nation: Nation, folder: Path) -> None:
    """Write the editions (one folder a year), a small one with workbooks, and the truth.

    Parameters
    ----------
    nation : what was generated.
    folder : made where it does not exist; files of the same names are replaced.
    """
    for year, tables in nation.editions.items():
        here = folder / str(year)
        _write_scheme(here, texts.edition(year), texts.rubrics(year))
        write_tables(here, tables)
        write_parquet(here / "marks.parquet", tables.marks)
    write_parquet(folder / "truth.parquet", nation.truth)
    _write_books(folder / "workbooks", _one_province(nation.editions[BOOKS_YEAR]))


def write_complete(tables: Tables, folder: Path, *, components: tuple[str, ...], books: bool) -> None:
    """Write one edition with every sub-dimension under every component.

    Parameters
    ----------
    tables : from `complete`.
    folder : made where it does not exist.
    components : the same as for `complete`.
    books : one workbook a city (a row a criterion, a column an evaluator) instead of one Parquet file.
    """
    edition = texts.complete_edition(COMPLETE_YEAR, components, books=books)
    _write_scheme(folder, edition, texts.complete_rubrics(COMPLETE_YEAR, components))
    for name in ("cities", "evaluators", "panels"):
        write_csv(folder / f"{name}.csv", getattr(tables, name))
    if books:
        workbooks.write_grids(folder / "marks", tables.marks)
    else:
        write_parquet(folder / "marks.parquet", tables.marks)


def _write_scheme(folder: Path, edition: str, rubrics: dict[str, str]) -> None:
    write_texts(folder, {"edition.toml": edition, **{f"rubrics/{name}": rubrics[name] for name in rubrics}})


def _one_province(tables: Tables) -> Tables:
    """Return the edition of the province whose size comes next to the wanted one."""
    sizes = tables.cities.group_by("province").len().with_columns(off=(pl.col("len") - BOOKS_CITIES).abs())
    province = sizes.sort("off", "province")["province"][0]
    cities = tables.cities.filter(pl.col("province") == province)
    here = pl.col("city").is_in(cities["code"].to_list())
    panels = tables.panels.filter(here)
    seated = pl.col("evaluator").is_in(panels["evaluator"].unique().to_list())
    return Tables(
        year=tables.year,
        cities=cities,
        evaluators=tables.evaluators.filter(seated),
        panels=panels,
        marks=tables.marks.filter(here),
        measures=tables.measures.filter(here),
        history=tables.history.filter(here),
    )


def _write_books(folder: Path, tables: Tables) -> None:
    """Write the edition as an office would: Indonesian headers and words, a comma in the measured numbers."""
    _write_scheme(folder, texts.edition(tables.year, books=True), texts.rubrics(tables.year))
    for name in ("cities", "evaluators", "panels", "history"):
        write_csv(folder / f"{name}.csv", indonesian(name, getattr(tables, name)))
    write_csv(folder / "measures.csv", indonesian("measures", tables.measures), separator=";", sign=",")
    workbooks.write_sheets(folder / "marks", indonesian("marks", tables.marks))
