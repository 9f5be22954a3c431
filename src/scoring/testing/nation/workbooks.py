"""Marks as one workbook a city, the way panels hand them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

WRITTEN = dt.datetime(2024, 11, 25)  # noqa: DTZ001 - a workbook's date has no time zone
"""The date inside every workbook, so that its bytes do not tell when it was made."""
TITLE = "Lembar penilaian kota cerdas (rekaan)"
LONG_HEADER_ROW = 2
WIDTHS = (38, 14, 10, 16)

Row = Sequence[str | int | None]


def write_sheets(folder: Path, marks: pl.DataFrame) -> None:
    """Write one workbook a city with one sheet an evaluator, named by ids; the header stands in row 3.

    Parameters
    ----------
    folder : where ``<code>.xlsx`` go.
    marks : Kode, Kriteria, Tahap, Penilai, Nilai, Status; in order.
    """
    for code, city in _parts(marks, "Kode"):
        with _book(folder / f"{code}.xlsx") as book:
            for evaluator, own in _parts(city, "Penilai"):
                sheet = book.add_worksheet(evaluator)
                sheet.write_string(0, 0, TITLE)
                rows = own.drop("Kode", "Penilai")
                _fill(sheet, LONG_HEADER_ROW, [rows.columns, *rows.iter_rows()])


def write_grids(folder: Path, marks: pl.DataFrame) -> None:
    """Write one workbook a city with one sheet: a row a criterion, a column an evaluator.

    Parameters
    ----------
    folder : where ``<code>.xlsx`` go.
    marks : city, criterion, evaluator, mark; in order.
    """
    for code, city in _parts(marks, "city"):
        grid = city.pivot("evaluator", index="criterion", values="mark", sort_columns=True)
        with _book(folder / f"{code}.xlsx") as book:
            header = ("Kriteria", *grid.columns[1:])
            _fill(book.add_worksheet("Penilaian"), 0, [header, *grid.iter_rows()])


def _parts(table: pl.DataFrame, column: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """Return the part of each value of a column, values ascending, rows in their order."""
    parts = table.partition_by(column, as_dict=True)
    for key in sorted(parts):
        yield str(key[0]), parts[key]


@contextmanager
def _book(path: Path) -> Iterator[Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": WRITTEN, "title": TITLE})
        yield book


def _fill(sheet: Any, first: int, rows: Iterable[Row]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell:
                sheet.write_string(row, column, cell)
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell)
