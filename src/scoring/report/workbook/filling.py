"""Putting rows into a workbook that has only headers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scoring.report.workbook.rows import rows_xml
from scoring.report.workbook.sheet import Sheet

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can hold; stands on every part, so that the bytes do not depend on the time."""
FORMATS = re.compile(r'<col min="(\d+)" max="(\d+)"[^>]* style="(\d+)"')
EXTENT = re.compile(r'<dimension ref="A1:([A-Z]+)1"/>')
END = "</sheetData>"


def filled(book: bytes, sheets: Iterable[Sheet]) -> bytes:
    """Return the workbook with the rows of its sheets.

    Parameters
    ----------
    book : workbook with a header line in each sheet.
    sheets : in the order of the workbook.
    """
    target = BytesIO()
    rows = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, start=1)}
    with ZipFile(BytesIO(book)) as source, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as out:
        for name in source.namelist():
            content = source.read(name)
            if name in rows:
                content = _with_rows(content.decode(), rows[name]).encode()
            info = ZipInfo(name, BEGINNING)
            info.compress_type = ZIP_DEFLATED
            out.writestr(info, content)
    return target.getvalue()


def _with_rows(xml: str, sheet: Sheet) -> str:
    head, end, tail = xml.partition(END)
    extent = EXTENT.sub(lambda match: f'<dimension ref="A1:{match[1]}{sheet.rows + 1}"/>', head, count=1)
    return "".join([extent, rows_xml(sheet, styles(head)), end, tail])


def styles(xml: str) -> Sequence[str]:
    """Return the format number of each column as the workbook's own list of columns tells it."""
    return list(_each(xml))


def _each(xml: str) -> Iterator[str]:
    for first, last, style in FORMATS.findall(xml):
        yield from [style] * (int(last) - int(first) + 1)
