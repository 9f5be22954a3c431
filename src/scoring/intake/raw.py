"""What readers take and give: a file's bytes, and the tables in it as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from attrs import field, frozen

from scoring.errors import Problem
from scoring.model.ratings import Floats

TAG = "\x00"
"""First character of a cell that is no plain text in a column of text; the second says what it is."""

NUMBER, FLAG, DATE, ERROR, UNCACHED = "nbdef"
"""Tags: a typed number, a boolean, a date (ISO), an error value, a formula without a stored result."""


@frozen(kw_only=True, eq=False)
class Request:
    """A file that is to be read.

    Parameters
    ----------
    name : path relative to the edition, with ``/``.
    data : its bytes.
    sheets : patterns of the sheets that are wanted; "" means the only sheet.
    encoding : of a text table.
    headers : plain forms of the known headers, by which the header row is found.
    """

    name: str
    data: bytes
    sheets: tuple[str, ...] = ("",)
    encoding: str = "utf-8"
    headers: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Merged:
    """A merged range; rows and columns from 1, inclusive."""

    top: int
    left: int
    bottom: int
    right: int


Cells = pl.Series | Floats | Sequence[object]
"""The cells of one column: a series of text or float64, an array of float64 (NaN is an empty cell), or a sequence
as `series` takes it."""


@frozen(kw_only=True, eq=False)
class RawTable:
    """One table as it stands in the file, below its header.

    Parameters
    ----------
    headers : text of each header, stripped, "" for none.
    cells : cells of each column, in the same order, all of one length. A series is text, or float64 where every
        filled cell is a number, and null where empty; in text a cell of another kind is tagged (`TAG`, one of
        `NUMBER`, `FLAG`, `DATE`, `ERROR`, `UNCACHED`, then its text). An array is float64 with NaN where empty. A
        sequence holds text, numbers, booleans, None, and ``{tag: text}`` for other kinds.
    first : row number of the first row below the header.
    header : row number of the header; 0 where it has none.
    sheet : name of the sheet, "" for a text table.
    merged : merged ranges.
    """

    headers: tuple[str, ...]
    cells: tuple[Cells, ...]
    first: int = 2
    header: int = 1
    sheet: str = ""
    merged: tuple[Merged, ...] = ()

    @property
    def height(self) -> int:
        """Number of rows below the header."""
        return len(self.cells[0]) if self.cells else 0


@frozen(kw_only=True, eq=False)
class Content:
    """What a reader found in one file.

    Parameters
    ----------
    tables : the tables in the wanted sheets, in the order of the file.
    sheets : names of all visible sheets; empty for a file that has none.
    hidden : names of the hidden sheets.
    problems : why the file cannot be read; there are no tables then.
    faults : what is wrong in a file that can be read, for instance a row with too many cells.
    """

    tables: tuple[RawTable, ...] = ()
    sheets: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    faults: tuple[Problem, ...] = field(default=())


def listed(cells: Cells) -> list[object]:
    """Return the cells of a column one by one, None or "" where empty."""
    if isinstance(cells, np.ndarray):
        return [None if cell != cell else cell for cell in cells.tolist()]  # noqa: PLR0124 NaN is not itself
    return list(cells)


def series(cells: Sequence[object]) -> pl.Series:
    """Return the cells of a column as float64 where all filled ones are numbers, else as text with tags.

    Parameters
    ----------
    cells : text, int, float, bool or None; an empty text is an empty cell. A mapping of one tag to a text is
        a cell of another kind, such as ``{"d": "2025-06-30"}``.
    """
    kinds = set(map(type, cells))
    if kinds <= {float, int}:
        return pl.Series(cells, dtype=pl.Float64)
    if kinds == {str}:
        return pl.Series([cell or None for cell in cells] if "" in cells else cells, dtype=pl.String)
    if kinds <= {float, int, str, type(None)} and not any(cell for cell in cells if type(cell) is str):
        return pl.Series([None if cell == "" else cell for cell in cells], dtype=pl.Float64)
    return pl.Series([_tagged(cell) for cell in cells], dtype=pl.String)


def _tagged(cell: object) -> str | None:
    if isinstance(cell, Mapping):
        return "".join(f"{TAG}{tag}{text}" for tag, text in cell.items())
    if isinstance(cell, bool):
        return f"{TAG}{FLAG}{'true' if cell else 'false'}"
    if isinstance(cell, float | int):
        return f"{TAG}{NUMBER}{number_text(cell)}"
    return str(cell).replace(TAG, "\ufffd") if cell else None


def number_text(number: float) -> str:
    """Return a number as a person writes it.

    >>> number_text(5.0), number_text(11.1), number_text(float("nan"))
    ('5', '11.1', 'nan')
    """
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(float(number))  # noqa: PLR2004 beyond it a float has no units


def odd(texts: pl.Series) -> bool:
    """Tell whether any text may be blank or tagged: whether one begins with something else than an ASCII sign.

    It costs far less than looking at every text, and most columns hold ids.
    """
    first, last = texts.min(), texts.max()
    return isinstance(first, str) and isinstance(last, str) and (first < "!" or last > "~~")


def as_text(column: pl.Series) -> pl.Series:
    """Return a column of numbers as tagged text; a column of text as it is."""
    if column.dtype == pl.String:
        return column
    known = column.unique().drop_nulls()  # a long column of numbers has few that differ, or none at all
    texts = pl.Series([_tagged(cell) for cell in known], dtype=pl.String)
    return column.replace_strict(known, texts, default=None, return_dtype=pl.String)


def shown(cell: object) -> str:
    """Return a cell as a person sees it."""
    if isinstance(cell, float):
        return number_text(cell)
    text = "" if cell is None else str(cell)
    return text[2:] if text.startswith(TAG) else text
