"""A sheet of the workbook as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

import polars as pl
from attrs import evolve, field, frozen

from scoring.codec.messages import escape

Style = Literal["text", "code", "whole", "half", "score", "exact", "change", "share"]
Look = Literal["", "bar", "scale"]
TEXT_STYLES = ("text", "code")
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
LONGEST_TITLE = 31


@frozen(kw_only=True, eq=False)
class Column:
    """One column.

    Parameters
    ----------
    header : translated title.
    values : one a row; null leaves the cell empty.
    style : how the values are shown; ``text`` and ``code`` hold texts, the others numbers.
    look : ``bar`` draws a bar behind each number, ``scale`` colours the cells by size.
    """

    header: str
    values: pl.Series
    style: Style = "text"
    look: Look = ""


@frozen(kw_only=True, eq=False)
class Sheet:
    """One sheet.

    Parameters
    ----------
    title : translated name.
    columns : all of one length.
    fixed : number of columns that stay in view.
    note : line below the table.
    """

    title: str
    columns: tuple[Column, ...]
    fixed: int = 0
    note: str = ""

    @property
    def rows(self) -> int:
        """Number of rows below the header."""
        return len(self.columns[0].values)


def column(
    values: pl.Series,
    header: str,
    style: Style = "text",
    look: Look = "",
    named: Callable[[str], str] | None = None,
) -> Column:
    """Return a column of a table; `named` gives what its values are called."""
    if named is not None:
        names = {value: named(value) for value in set(values) if value is not None}
        values = pl.Series(values=[names.get(value) for value in values], dtype=pl.String)
    return Column(header=escape(header), values=values, style=style, look=look)


def rank_style(series: pl.Series) -> Style:
    """Return the style of a column of ranks: averaged ties have half ranks."""
    return "half" if series.dtype == pl.Float64 else "whole"


@frozen
class Titles:
    """Titles that a workbook accepts: no forbidden sign, not too long, each once whatever the case."""

    taken: set[str] = field(factory=set)

    def own(self, title: str) -> str:
        """Return a title like this one that no other sheet has."""
        plain = "".join(sign for sign in title.translate(FORBIDDEN) if sign.isprintable())
        plain = plain[:LONGEST_TITLE].strip(" '") or "-"
        number, found = 1, plain
        while found.casefold() in self.taken or found.casefold() == "history":
            number += 1
            found = f"{plain[: LONGEST_TITLE - len(str(number)) - 1]} {number}"
        self.taken.add(found.casefold())
        return found


def with_own_titles(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Return the sheets with titles that a workbook accepts."""
    titles = Titles()
    return [evolve(sheet, title=titles.own(sheet.title)) for sheet in sheets]
