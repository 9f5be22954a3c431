"""Tables -> ratings: csv, parquet, workbooks; columns, checks. Everything wrong is found in one pass."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.intake.raw import Content, Merged, RawTable, Request
    from scoring.intake.readers import READERS
    from scoring.intake.tables import read

__all__ = ["READERS", "Content", "Merged", "RawTable", "Request", "read"]

_HOMES = {
    "READERS": "readers",
    "Content": "raw",
    "Merged": "raw",
    "RawTable": "raw",
    "Request": "raw",
    "read": "tables",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 a name of another module
    """Load a name when it is asked for: the process that reads workbooks needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
