"""What a reader does not tell about the sheets of an ods book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from scoring.intake.book.archive import check_far
from scoring.intake.book.sheet_xml import Fault

_TOKEN = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)((?:\s[^>]*?)?)/?>(?:\s*<text:p[^>]*>([^<]*))?"
)
_REPEATED = re.compile(rb"""table:number-(?:columns|rows)-repeated\s*=\s*["']([0-9]+)["']""")
_ROWS = re.compile(rb"""table:number-rows-spanned\s*=\s*["']([0-9]+)["']""")
_COLUMNS = re.compile(rb"""table:number-columns-spanned\s*=\s*["']([0-9]+)["']""")
_NAME = re.compile(rb"""table:name\s*=\s*["']([^"']*)["']""")
_ERROR = re.compile(rb"""value-type\s*=\s*["']error["']""")


class Cell(NamedTuple):
    """A cell, or a run of equal ones."""

    sheet: str
    row: int
    column: int
    rows: int
    columns: int
    attributes: bytes
    text: bytes


def inspect(content: bytes) -> tuple[dict[str, list[Fault]], dict[str, list[tuple[int, int, int, int]]]]:
    """Return the faults and the merged ranges (top, left, bottom, right) of each sheet.

    Raises
    ------
    RefusedError
        If a filled cell lies, or is repeated, so far off that reading the sheet would fill the memory.
    """
    faults: dict[str, list[Fault]] = {}
    merged: dict[str, list[tuple[int, int, int, int]]] = {}
    reach: dict[str, tuple[int, int]] = {}
    for cell in cells(content):
        rows, columns = reach.get(cell.sheet, (0, 0))
        rows, columns = max(rows, cell.row + cell.rows - 1), max(columns, cell.column + cell.columns - 1)
        check_far(cell.sheet, rows, columns, f"row {rows}, column {columns}")
        reach[cell.sheet] = rows, columns
        tag = _tag(cell)
        if tag:
            text = unescape(cell.text.decode("utf-8", "replace"))
            faults.setdefault(cell.sheet, []).append((cell.row, cell.column, tag, text if tag == "e" else ""))
        down, right = _number(_ROWS, cell.attributes), _number(_COLUMNS, cell.attributes)
        if max(down, right) > 1:
            spot = (cell.row, cell.column, cell.row + down - 1, cell.column + right - 1)
            merged.setdefault(cell.sheet, []).append(spot)
    return faults, merged


def _tag(cell: Cell) -> str:
    formula = b"table:formula" in cell.attributes
    if _ERROR.search(cell.attributes) or (formula and cell.text.startswith((b"#", b"Err:"))):
        return "e"
    return "f" if formula and b"office:value-type" not in cell.attributes else ""


def cells(content: bytes) -> Iterator[Cell]:
    """Yield the filled cells, and those that are merged with others."""
    sheet, row, column, repeated, below = "", 0, 0, 1, 1
    for token in _TOKEN.finditer(content):
        what, attributes = token[1], token[2]
        if what == b"table":
            named = _NAME.search(attributes)
            sheet, below = unescape(named[1].decode("utf-8", "replace")) if named else "", 1
        elif what == b"table-row":
            repeated = _number(_REPEATED, attributes)
            row, column, below = below, 1, below + repeated
        else:
            width = _number(_REPEATED, attributes)
            if (
                b"office:value-type" in attributes
                or b"table:formula" in attributes
                or b"-spanned" in attributes
            ):
                yield Cell(sheet, row, column, repeated, width, attributes, token[3] or b"")
            column += width


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1][:9]) if found else 1
