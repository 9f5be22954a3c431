"""Where the tables of an edition come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from attrs import field, frozen

TableKind = Literal["cities", "evaluators", "panels", "marks", "measures", "history"]
TABLE_KINDS: tuple[TableKind, ...] = get_args(TableKind)


@frozen(kw_only=True)
class Source:
    """A table, or a set of tables, that is read.

    Parameters
    ----------
    kind : what the rows are.
    path : file or glob pattern relative to the edition.
    sheet : sheet of a workbook, a pattern with ``*``, or empty for the only sheet.
    spread : empty for a long table; ``criterion`` or ``evaluator`` when the remaining column headers are the
        ids of those and the cells hold the marks or values.
    columns : header in the file by field, where it is none of the known names in either language.
    constants : fields with one value in the whole file; ``{stem}`` is its name without ending, ``{sheet}`` the sheet's.
    decimal : sign of decimals in numbers that are written as text.
    missing : cell texts that mean a missing value, besides the empty cell.
    encoding : of text tables.
    fill_merged : take the value of a merged range for all its rows (key columns only).
    optional : whether it is no error when no file matches.
    """

    kind: TableKind
    path: str
    sheet: str = ""
    spread: Literal["", "criterion", "evaluator"] = ""
    columns: Mapping[str, str] = field(factory=dict)
    constants: Mapping[str, str] = field(factory=dict)
    decimal: Literal["point", "comma"] = "point"
    missing: tuple[str, ...] = ()
    encoding: str = "utf-8"
    fill_merged: bool = False
    optional: bool = False
