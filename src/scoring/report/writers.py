"""The built-in writers, as records that the writers' hook yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from scoring.model.method import Writer
from scoring.report.catalogue import text

Files = Iterable[tuple[str, bytes]]


def _late(module: str) -> Callable[[Any], Files]:
    """Return the ``write`` of a module of this folder, imported at the first call."""

    def write(tables: Any) -> Files:  # noqa: ANN401 - Tables, which would import the table library
        files: Files = import_module(f"scoring.report.{module}").write(tables)
        return files

    return write


WRITERS: tuple[Writer, ...] = (
    Writer(name="csv", suffix=".csv", write=_late("comma"), summary=text("writer.csv")),
    Writer(name="parquet", suffix=".parquet", write=_late("parquet"), summary=text("writer.parquet")),
    Writer(name="json", suffix=".json", write=_late("document"), summary=text("writer.json")),
    Writer(
        name="workbook",
        suffix=".xlsx",
        write=_late("workbook.book"),
        languages=True,
        summary=text("writer.workbook"),
    ),
    Writer(
        name="summary",
        suffix=".md",
        write=_late("summary"),
        languages=True,
        summary=text("writer.summary"),
    ),
)
"""Writers in the order in which they run."""
