"""What a reader does not tell about a sheet of an xlsx book: far cells, error values, formulas without a result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.intake.book.archive import Archive, check_far, parsed
from scoring.intake.book.limits import CELLS
from scoring.intake.book.names import column_number

Fault = tuple[int, int, str, str]
"""Row and column from 1, tag (``e`` error value, ``f`` formula without a stored result), text."""

_BEYOND = re.compile(rb'<c r="(?![A-Z][0-9]{1,4}")')
_COLUMNS = re.compile(rb'<c r="([A-Za-z]+)')
_LONG = tuple(re.compile(rb'<c r="[A-Za-z]+[0-9]{%d}' % digits) for digits in (7, 6, 5))
_TOKEN = re.compile(
    rb"<(?:\w+:)?row\b([^>]*?)/?>|<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL
)
_NAMED = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_NUMBERED = re.compile(rb"""\br\s*=\s*["']([0-9]+)["']""")
_KIND = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_STORED = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?(?:/>|>([^<]*)<)")
_STALE = re.compile(rb"""fullCalcOnLoad\s*=\s*["'](?:1|true)["']""")


def faults(archive: Archive) -> dict[str, list[Fault]]:
    """Return the faults of each sheet that has any.

    Raises
    ------
    RefusedError
        If a cell lies so far off that reading the sheet would fill the memory.
    """
    suspect = False
    for name, part in archive.parts.items():
        if name.startswith("xl/worksheets/"):
            _check_far(name, part)
            suspect = suspect or _suspect(part)
    if not suspect:
        return {}
    book = archive.parts["xl/workbook.xml"]
    stale = bool(_STALE.search(book))
    found = {
        name: list(_faults(part, stale=stale)) for name, part in archive.sheet_parts(_relations(book)).items()
    }
    return {name: items for name, items in found.items() if items}


def _relations(book: bytes) -> dict[str, str]:
    sheets = (item for item in parsed(book).iter() if item.tag.endswith("}sheet") or item.tag == "sheet")
    return {
        item.get("name", ""): next((value for key, value in item.items() if key.endswith("}id")), "")
        for item in sheets
    }


def _check_far(name: str, part: bytes) -> None:
    """Measure the rectangle of filled cells, exactly only where a rough bound does not settle it."""
    if _named(part) and (not _BEYOND.search(part) or _rough(part) <= CELLS):
        return
    rows = columns = 0
    for row, column, _, body in cells(part):
        if body:
            rows, columns = max(rows, row), max(columns, column)
            check_far(name.rpartition("/")[2], rows, columns, f"row {row}, column {column}")


def _named(part: bytes) -> bool:
    """Tell whether every cell begins with its name, written as nearly all programs write it."""
    named, others = part.count(b'<c r="'), part.count(b"<col") + part.count(b"<conditionalFormatting")
    return part.count(b"<c") == named + others and b":c" not in part


def _rough(part: bytes) -> int:
    """Return a bound of the number of cells in the rectangle from A1 to the last cell."""
    columns = max((column_number(letters.decode()) for letters in set(_COLUMNS.findall(part))), default=0)
    digits = next((length for length, long in zip((7, 6, 5), _LONG, strict=True) if long.search(part)), 4)
    return columns * (10**digits - 1)


def _suspect(part: bytes) -> bool:
    return b"<f" in part or b":f" in part or b'"e"' in part or b"'e'" in part


def cells(part: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield row, column, attributes and content of every cell; a cell without a name follows the one before."""
    row = column = 0
    for token in _TOKEN.finditer(part):
        if token[1] is not None:
            numbered = _NUMBERED.search(token[1])
            row, column = int(numbered[1]) if numbered else row + 1, 0
            continue
        named = _NAMED.search(token[2])
        row, column = (int(named[2]), column_number(named[1].decode())) if named else (row, column + 1)
        yield row, column, token[2], token[3] or b""


def _faults(part: bytes, *, stale: bool) -> Iterator[Fault]:
    if not _suspect(part):
        return
    for row, column, attributes, body in cells(part):
        kind = _KIND.search(attributes)
        stored = _STORED.search(body)
        value = (stored[1] or b"") if stored else b""
        if kind and kind[1] == b"e":
            yield row, column, "e", value.decode("utf-8", "replace")
        elif _FORMULA.search(body) and _uncached(
            kind[1] if kind else b"n", stored is not None, value, stale=stale
        ):
            yield row, column, "f", ""


def _uncached(kind: bytes, has_value: bool, value: bytes, *, stale: bool) -> bool:
    """Tell whether a formula has no result; a text result may be empty.

    Programs that write a formula without computing it store a zero and ask for everything to be computed when the book
    is opened: such a zero is no result either.
    """
    if kind == b"str":
        return not has_value
    return not value or (stale and value == b"0")
