"""Writers: tables, workbook, page of text, explanation. The only place that rounds for show.

What needs the table library is imported at first use, so that the writers can be listed without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scoring.report.explain.text import explanation_text
from scoring.report.writers import WRITERS

if TYPE_CHECKING:
    from scoring.report.explain.rows import explanation_rows
    from scoring.report.frames import Tables, in_language, tables
    from scoring.report.output import files

__all__ = ["WRITERS", "Tables", "explanation_rows", "explanation_text", "files", "in_language", "tables"]

_LATE = {
    "Tables": "scoring.report.frames",
    "explanation_rows": "scoring.report.explain.rows",
    "files": "scoring.report.output",
    "in_language": "scoring.report.frames",
    "tables": "scoring.report.frames",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the names above
    if name not in _LATE:
        raise AttributeError(name)
    return getattr(import_module(_LATE[name]), name)
