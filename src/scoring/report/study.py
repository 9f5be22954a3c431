"""A study of the laboratory as files: each table as CSV and Parquet, all of them as one workbook and one JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import polars as pl
from attrs import field, frozen
from xlsxwriter import Workbook

from scoring.codec.messages import escape
from scoring.report.comma import csv
from scoring.report.document import UNSAFE
from scoring.report.parquet import parquet
from scoring.report.workbook.book import OPTIONS
from scoring.report.workbook.sheet import Titles

MOST_ROWS = 100_000
"""Rows of a table that a workbook holds; a longer one is in the Parquet file alone."""
WIDEST, NARROWEST = 44, 9
ANY_DECIMALS = 9


@frozen(kw_only=True, eq=False)
class Study:
    """What a study found.

    Parameters
    ----------
    kind : ``comparison``, ``uncertainty`` or ``sensitivity``.
    edition, year : of the edition that was studied.
    tables : by name, most telling first; without NaN.
    plots : bytes by file name.
    figures : single numbers and settings, as JSON values.
    """

    kind: str
    edition: str
    year: int
    tables: Mapping[str, pl.DataFrame]
    plots: Mapping[str, bytes] = field(factory=dict)
    figures: Mapping[str, Any] = field(factory=dict)


def files(study: Study) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a study as (name, bytes).

    Parameters
    ----------
    study : what was found.
    """
    for name, table in study.tables.items():
        yield f"{name}.csv", csv(table, ANY_DECIMALS)
        yield f"{name}.parquet", parquet(table)
    yield f"{study.kind}.json", document(study)
    yield f"{study.kind}.xlsx", workbook(study)
    yield from study.plots.items()


def document(study: Study) -> bytes:
    """Return the tables as lists of objects, and the figures, as JSON that is safe inside a page."""
    data = {
        "schema": f"scoring-{study.kind}/1",
        "edition": study.edition,
        "year": study.year,
        "figures": study.figures,
        **{name: table.to_dicts() for name, table in study.tables.items()},
    }
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1)
    return (UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n").encode()


def workbook(study: Study) -> bytes:
    """Return a sheet for each table; texts are texts, whatever they begin with."""
    target, titles = BytesIO(), Titles()
    with Workbook(target, OPTIONS) as book:
        book.set_properties({"title": study.kind, "created": dt.datetime(study.year, 12, 31, tzinfo=dt.UTC)})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for name, table in study.tables.items():
            sheet = book.add_worksheet(titles.own(name))
            sheet.freeze_panes(1, 1)
            shown = table.head(MOST_ROWS)
            sheet.autofilter(0, 0, max(shown.height, 1), max(shown.width - 1, 0))
            for place, column in enumerate(shown.iter_columns()):
                sheet.write_string(0, place, escape(column.name), head)
                sheet.set_column(place, place, _width(column))
                _fill(sheet, place, column)
    return target.getvalue()


def _fill(sheet: Any, place: int, column: pl.Series) -> None:  # noqa: ANN401 - a sheet of xlsxwriter
    write = sheet.write_number if column.dtype.is_numeric() else sheet.write_string
    for row, value in enumerate(column, start=1):
        if value is not None:
            write(row, place, value if column.dtype.is_numeric() else escape(str(value)))


def _width(column: pl.Series) -> int:
    lengths = (
        [] if column.dtype.is_numeric() else column.cast(pl.String).str.len_chars().drop_nulls().to_list()
    )
    return min(WIDEST, max(NARROWEST, len(column.name) + 3, *lengths, 0))
