"""Reads CSV: everything as text, nothing guessed but the separator, and that from the header line alone."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

import polars as pl

from scoring.errors import Place, Problem, problem
from scoring.intake.book.heading import TITLES, header_row, plain
from scoring.intake.raw import Content, RawTable, Request
from scoring.intake.signature import mismatch
from scoring.model.ratings import cell_name

SEPARATORS = (",", ";", "\t")
OTHERS = ("utf-8", "cp1252")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SIGNS = {"\t": "tab"}


def read(requests: Iterable[Request]) -> Iterator[Content]:
    """Read text tables whose cells are separated by a comma, a semicolon or a tab."""
    return map(_content, requests)


def _content(request: Request) -> Content:
    suffix = request.name[request.name.rfind(".") :].lower()
    wrong = mismatch(request.data, suffix) if "16" not in request.encoding else ""
    if wrong:
        return Content(problems=(problem(wrong, Place(file=request.name), suffix=suffix),))
    try:
        text = request.data.decode(request.encoding)
    except UnicodeError as error:
        return Content(problems=(_undecoded(request, getattr(error, "start", 0)),))
    except LookupError:
        return Content(
            problems=(problem("file-encoding-name", Place(file=request.name), encoding=request.encoding),)
        )
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        place = Place(file=request.name, line=text.count("\n", 0, text.index("\x00")) + 1)
        return Content(problems=(problem("file-nul", place),))
    return _table(request.name, text, request.headers)


def _undecoded(request: Request, start: int) -> Problem:
    """Say where the encoding fails and which one would fit."""
    data = request.data
    guesses = ("utf-16",) if data.startswith(_UTF16) else OTHERS
    fits = next((name for name in guesses if name != request.encoding and _fits(data, name)), "")
    line = data.count(b"\n", 0, start) + 1
    place = Place(file=request.name, line=line, column=start - (data.rfind(b"\n", 0, start) + 1) + 1)
    return problem(
        "file-encoding" if fits else "file-encoding-unknown", place, encoding=request.encoding, fits=fits
    )


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _table(name: str, text: str, known: frozenset[str]) -> Content:
    separator = _separator(text, known)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        top = list(islice(lines, TITLES))
        header = max(header_row(top, known), 0)
        headers = tuple(cell.strip() for cell in top[header]) if top else ()
        frame = _plain_frame(text, separator, header, len(headers)) if '"' not in text else None
        if frame is None:
            frame = _frame([*top[header + 1 :], *lines], len(headers))
    except csv.Error as error:
        place = Place(file=name, line=lines.line_num, column=1)
        return Content(faults=(problem("row-broken", place, reason=str(error)),))
    except _TooLongError:
        return Content(faults=tuple(_too_long(name, text, separator, header, len(headers))))
    table = RawTable(
        headers=headers,
        cells=tuple(frame.get_columns()),
        first=header + 2,
        header=header + 1,
    )
    return Content(tables=(table,))


def _separator(text: str, known: frozenset[str]) -> str:
    """Return the separator by which one of the first lines holds most known headers, or that occurs most."""
    lines = [line for line in text[:65536].splitlines()[:TITLES] if line.strip()]

    def hits(separator: str) -> int:
        return max((_known(line.split(separator), known) for line in lines), default=0)

    first = lines[0] if lines else ""
    return max(SEPARATORS, key=lambda separator: (hits(separator), first.count(separator)))


def _known(cells: Sequence[str], known: frozenset[str]) -> int:
    return sum(plain(cell.strip().strip('"')) in known for cell in cells)


class _TooLongError(Exception):
    """A row has more cells than the header."""


def _frame(rows: Sequence[Sequence[str]], width: int) -> pl.DataFrame:
    """Return rows as text columns; a cell that is not there or empty is null."""
    if any(len(row) > width and any(row[width:]) for row in rows):
        raise _TooLongError
    columns = list(zip_longest(*rows, fillvalue=""))[:width] if rows else []
    columns += [("",) * len(rows)] * (width - len(columns))
    frame = pl.DataFrame({str(at): pl.Series(cells, dtype=pl.String) for at, cells in enumerate(columns)})
    return _nulls(frame)


def _plain_frame(text: str, separator: str, header: int, width: int) -> pl.DataFrame | None:
    """Return the rows below the header of a text without quotes, where a line is a row.

    None where the fast reader does not take them: the first row decides how many columns it sees.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = 0
    for _ in range(header + 1):
        start = text.find("\n", start) + 1 or len(text)
    schema = {str(position): pl.String for position in range(width)}
    if start >= len(text) or not width:
        return pl.DataFrame(schema=schema)
    try:
        frame = pl.read_csv(
            text[start:].encode(), has_header=False, separator=separator, schema=schema, quote_char=None
        )
    except pl.exceptions.PolarsError:
        return None
    return _nulls(frame)


def _nulls(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.when(pl.all() != "").then(pl.all()))


def _too_long(name: str, text: str, separator: str, header: int, width: int) -> Iterator[Problem]:
    """Find the rows that have more cells than the header."""
    sign = _SIGNS.get(separator, separator)
    for position, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
        if position > header + 1 and len(row) > width and any(row[width:]):
            place = Place(file=name, cell=cell_name(position, width + 1))
            yield problem("row-too-long", place, found=len(row), allowed=width, separator=sign)
