"""The Excel workbook of a run, one in each language, with the same bytes for the same result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from io import BytesIO

from xlsxwriter import Workbook

from scoring.codec.messages import escape
from scoring.report.frames import Tables
from scoring.report.labels import Labels
from scoring.report.workbook.content import sheets
from scoring.report.workbook.filling import filled
from scoring.report.workbook.metadata import metadata
from scoring.report.workbook.painter import painter
from scoring.report.workbook.sheet import Sheet, with_own_titles

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(tables: Tables) -> Iterator[tuple[str, bytes]]:
    """Yield the workbook in the language of the tables."""
    labels = Labels(scheme=tables.result.scheme, language=tables.language)
    content = with_own_titles([*sheets(tables, labels), metadata(tables, labels)])
    yield f"ranking.{tables.language}.xlsx", filled(_headers(content, labels), content)


def _headers(content: Iterable[Sheet], labels: Labels) -> bytes:
    """Return the workbook without rows."""
    target = BytesIO()
    with Workbook(target, OPTIONS) as book:
        book.set_properties({"title": escape(labels.title()), "created": _created(labels)})
        brush = painter(book, labels)
        for sheet in content:
            brush.paint(sheet)
    return target.getvalue()


def _created(labels: Labels) -> dt.datetime:
    """Return a time that depends on the edition alone."""
    date = labels.edition.date or dt.date(labels.edition.year, 12, 31)
    return dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
