"""What a reader does not tell about the sheets of an xlsb book: far cells and error values.

A formula always has a stored result in this format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from scoring.intake.book.archive import Archive, RefusedError, check_far
from scoring.intake.book.sheet_xml import Fault

ROW, BLANK, CELL_ERROR, FORMULA_ERROR, LAST_CELL, SHEET = 0, 1, 3, 11, 11, 156
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def faults(archive: Archive) -> dict[str, list[Fault]]:
    """Return the faults of each sheet that has any.

    Raises
    ------
    RefusedError
        If a cell lies so far off that reading the sheet would fill the memory, or a part is cut off.
    """
    try:
        sheets = dict(_sheets(archive.parts["xl/workbook.bin"]))
        parts = archive.sheet_parts(sheets)
        found = {name: list(_faults(name, part)) for name, part in parts.items()}
    except (struct.error, IndexError) as error:
        raise RefusedError("workbook-broken", reason=str(error)) from error
    return {name: items for name, items in found.items() if items}


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and content of every record."""
    at = 0
    while at < len(part):
        kind, at = _varied(part, at, 2)
        size, at = _varied(part, at, 4)
        yield kind, part[at : at + size]
        at += size


def _varied(part: bytes, at: int, longest: int) -> tuple[int, int]:
    """Return a number written in at most `longest` bytes of seven bits, and where it ends.

    The kind of a record keeps its continuation bits out as well: kinds below 128 take one byte.
    """
    number = 0
    for place in range(longest):
        byte = part[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:  # noqa: PLR2004 the highest bit says that another byte follows
            break
    return number, at


def _sheets(book: bytes) -> Iterator[tuple[str, str]]:
    for kind, content in records(book):
        if kind == SHEET:
            relation, end = _text(content, 8)
            name, _ = _text(content, end)
            yield name, relation


def _text(content: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", content, at)
    end = at + 4 + 2 * length
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def _faults(sheet: str, part: bytes) -> Iterator[Fault]:
    row = rows = columns = 0
    for kind, content in records(part):
        if kind == ROW:
            row = int.from_bytes(content[:4], "little") + 1
        elif BLANK < kind <= LAST_CELL:
            column = int.from_bytes(content[:4], "little") + 1
            rows, columns = max(rows, row), max(columns, column)
            check_far(sheet, rows, columns, f"row {row}, column {column}")
            if kind in {CELL_ERROR, FORMULA_ERROR}:
                yield row, column, "e", ERRORS.get(content[8], "#ERROR!")
