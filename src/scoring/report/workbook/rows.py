"""The rows of a sheet as the XML of a workbook, made column by column.

xlsxwriter spends five microseconds on a cell; of the time of a whole run, two workbooks would take half. So it writes
the workbook with its formats and headers, and the rows below them are made here, all cells of a column in one
expression. A text is an inline string and a number is a value: there is no way by which a text becomes a formula or
a link.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scoring.model.ratings import cell_name
from scoring.report.comma import visible
from scoring.report.workbook.sheet import TEXT_STYLES, Column, Sheet

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
ROW = "row"


def rows_xml(sheet: Sheet, styles: Sequence[str]) -> str:
    """Return the ``<row>`` elements below the header, and the note.

    Parameters
    ----------
    sheet : whose values are written.
    styles : number of the cell format of each column in the workbook.
    """
    if not sheet.rows:
        return _note(sheet)
    frame = visible(pl.DataFrame({str(at): item.values for at, item in enumerate(sheet.columns)}))
    cells = [_cell(at, item, styles[at]) for at, item in enumerate(sheet.columns)]
    row = pl.concat_str(
        [pl.lit('<row r="'), pl.col(ROW), pl.lit('">'), *cells, pl.lit("</row>")], ignore_nulls=True
    )
    numbered = frame.with_row_index(ROW, offset=2).with_columns(pl.col(ROW).cast(pl.String))
    return "".join(numbered.select(row).to_series()) + _note(sheet)


def _cell(at: int, item: Column, style: str) -> pl.Expr:
    """Return the cells of a column; a missing value is an empty cell of the column's format."""
    value = pl.col(str(at))
    start = pl.concat_str(pl.lit(f'<c r="{_letters(at)}'), pl.col(ROW), pl.lit(f'" s="{style}"'))
    if item.style in TEXT_STYLES:
        text = _safe(value.str.head(LONGEST_CELL))
        filled = pl.concat_str(
            pl.lit(' t="inlineStr"><is><t xml:space="preserve">'), text, pl.lit("</t></is></c>")
        )
    else:
        filled = pl.concat_str(pl.lit("><v>"), value.cast(pl.String), pl.lit("</v></c>"))
    return pl.concat_str(start, filled.fill_null("/>"))


def _safe(text: pl.Expr) -> pl.Expr:
    """Return texts for XML; ``_x0041_``, which a workbook reads as a sign's code, stays as it is written."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.str.replace_all(sign, entity, literal=True)
    text = text.str.replace_all("_x([0-9A-Fa-f]{4})_", "_x005F_x${1}_")
    return text.str.replace_all("[\ufffe\uffff]", "\ufffd")


def _letters(at: int) -> str:
    return cell_name(1, at + 1)[:-1]


def _note(sheet: Sheet) -> str:
    if not sheet.note:
        return ""
    number = sheet.rows + 3
    note = pl.select(_safe(pl.lit(sheet.note))).item()
    return f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{note}</t></is></c></row>'
