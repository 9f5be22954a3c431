"""The built-in readers and writers."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.intake import READERS
from scoring.model.method import Reader, Writer
from scoring.plugins import hookimpl
from scoring.report import WRITERS


@hookimpl
def scoring_readers() -> Iterable[Reader]:
    """Yield the readers of CSV, Parquet and workbooks."""
    return READERS


@hookimpl
def scoring_writers() -> Iterable[Writer]:
    """Yield the writers of CSV, Parquet, JSON, workbook and Markdown."""
    return WRITERS
