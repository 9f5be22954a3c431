"""Reads workbooks one after the other; ``python -m scoring.intake.book.child``.

A workbook of a few kilobytes can make any reader ask for all the memory there is, and no ``except`` helps. This
program therefore runs beside the engine with a limit on memory and time, and the engine starts it again when it dies.

A request is a line of JSON (``size``, ``suffix``, ``sheets``, ``headers``) on standard input and the bytes of the file.
An answer is two lengths in eight bytes each on standard output, JSON and numbers. The JSON holds the sheets, or the
code of what is wrong. A column of a sheet is a list, or the number of its cells where all filled cells are numbers:
those follow as float64, column after column, NaN where empty. A cell of a list is text, a number or a
boolean; a date is ``{"d": ...}``, an error value ``{"e": ...}``, a formula without a stored result ``{"f": ""}``.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import math
import sys
import time
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import python_calamine as calamine

from scoring.intake.book import sheet_bin, sheet_ods, sheet_xml
from scoring.intake.book.archive import Archive, RefusedError
from scoring.intake.book.heading import TITLES, header_row
from scoring.intake.book.limits import MEMORY, PROCESSOR
from scoring.intake.book.names import wanted

Range = tuple[int, int, int, int]


def main(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        _limit()
        numbers = array("d")
        text = json.dumps(answer(data, request, numbers), default=_date, ensure_ascii=False).encode()
        parts = numbers.tobytes()
        answers.write(len(text).to_bytes(8, "big") + len(parts).to_bytes(8, "big") + text + parts)
        answers.flush()


def answer(data: bytes, request: Mapping[str, Any], numbers: array[float]) -> dict[str, Any]:
    """Return the sheets of a book, whose numbers are added to `numbers`, or what is wrong with it."""
    try:
        return _read(data, request, numbers)
    except RefusedError as refused:
        return {"code": refused.code, "details": refused.details}
    except calamine.PasswordError:
        return {"code": "file-is-encrypted", "details": {}}
    except MemoryError:
        return {"code": "workbook-memory", "details": {"allowed": MEMORY >> 20}}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 the reader may also panic, which is no Exception
        return {"code": "workbook-broken", "details": {"reason": str(error)}}


def _read(data: bytes, request: Mapping[str, Any], numbers: array[float]) -> dict[str, Any]:
    archive = Archive(data, request["suffix"])
    faults, merged = _inspect(archive)
    del archive
    known = frozenset(request["headers"])
    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        visible, hidden = _names(book)
        chosen = {name for pattern in request["sheets"] for name in wanted(pattern, visible, hidden)}
        tables = []
        for name in (*visible, *hidden):
            if name in chosen:
                sheet = book.get_sheet_by_name(name)
                areas = [
                    (top + 1, left + 1, bottom + 1, right + 1)
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
                ]
                table = _table(sheet, faults.get(name, []), known, numbers)
                tables.append({"name": name, "merged": areas or merged.get(name, []), **table})
    return {"sheets": visible, "hidden": hidden, "tables": tables}


def _inspect(archive: Archive) -> tuple[dict[str, list[sheet_xml.Fault]], dict[str, list[Range]]]:
    if archive.kind == "ods":
        return sheet_ods.inspect(archive.parts["content.xml"])
    return (sheet_xml if archive.kind == "xlsx" else sheet_bin).faults(archive), {}


def _names(book: calamine.CalamineWorkbook) -> tuple[list[str], list[str]]:
    """Return the names of visible and of hidden sheets; charts and macros are none."""
    sheets = [item for item in book.sheets_metadata if item.typ == calamine.SheetTypeEnum.WorkSheet]
    visible = [item.name for item in sheets if item.visible == calamine.SheetVisibleEnum.Visible]
    return visible, [item.name for item in sheets if item.name not in visible]


def _table(
    sheet: calamine.CalamineSheet,
    faults: list[sheet_xml.Fault],
    known: frozenset[str],
    numbers: array[float],
) -> dict[str, Any]:
    """Return the header of a sheet, its row, and the columns below it."""
    rows: list[list[Any]] = list(sheet.to_python(skip_empty_area=False))
    _put(rows, faults)
    header = max(header_row(rows[:TITLES], known), 0)
    headers = rows[header] if rows else []
    columns = zip(*rows[header + 1 :], strict=True) if len(rows) > header + 1 else ((),) * len(headers)
    return {
        "header": header + 1,
        "headers": headers,
        "columns": [_column(cells, numbers) for cells in columns],
    }


def _column(cells: Sequence[Any], numbers: array[float]) -> Sequence[Any] | int:
    """Return the cells, or how many they are where they could be added to `numbers`."""
    kinds = set(map(type, cells))
    if not kinds <= {float, int, str} or kinds == {str}:
        return cells
    if str in kinds:
        if any(cell for cell in cells if type(cell) is str):
            return cells
        found = array("d", [math.nan if cell == "" else cell for cell in cells])
    else:
        found = array("d", cells)
    if sum(map(math.isnan, found)) > cells.count("") or any(map(math.isinf, found)):
        return cells
    numbers.extend(found)
    return len(found)


def _put(rows: list[list[Any]], faults: list[sheet_xml.Fault]) -> None:
    """Put faults where the reader has empty cells or, beyond the last filled cell, none."""
    if not faults:
        return
    height, width = max(row for row, *_ in faults), max(column for _, column, *_ in faults)
    rows += [[] for _ in range(height - len(rows))]
    width = max(width, len(rows[0]))
    for cells in rows:
        cells.extend([""] * (width - len(cells)))
    for row, column, tag, text in faults:
        rows[row - 1][column - 1] = {tag: text}


def _date(value: object) -> dict[str, str]:
    """Return what JSON has no word for: dates, times and durations."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return {"d": value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)}


def _limit() -> None:
    """Limit memory once and processor time for the next book; where the system has no limits, the parent watches."""
    try:
        import resource  # noqa: PLC0415 not on every system
    except ImportError:
        return
    seconds = int(time.process_time()) + PROCESSOR
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, highest = resource.getrlimit(kind)
        if highest == resource.RLIM_INFINITY or limit <= highest:
            resource.setrlimit(kind, (limit, highest))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
