"""A sheet of a workbook without its rows: formats, header, widths, filters, panes, colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scoring.codec.messages import escape
from scoring.report.labels import Labels
from scoring.report.workbook.sheet import TEXT_STYLES, Column, Sheet

NARROWEST, WIDEST = 7, 44
ARROW = 4
"""Characters that the arrow of the filter takes from a header."""
HEADER_HEIGHT = 48
LONGEST_TITLE = 90
"""Characters of the edition's name in the footer, which may hold 255 in all."""
INK, PAPER, LINE, BAR = "#1F3A4D", "#F4F7F9", "#C9D3DA", "#9CC5D3"
LIGHT, DEEP = "#FFFFFF", "#A9D3C2"


@frozen
class Painter:
    """Adds sheets to one workbook.

    Parameters
    ----------
    book : the workbook.
    labels : names and texts in the language of the workbook.
    formats : cell format by style, and ``header``.
    """

    book: Workbook
    labels: Labels
    formats: Mapping[str, Format]

    def paint(self, sheet: Sheet) -> None:
        """Add one sheet."""
        target = self.book.add_worksheet(sheet.title)
        self._page(target, sheet)
        for position, column in enumerate(sheet.columns):
            self._column(target, position, column)

    def _page(self, target: Worksheet, sheet: Sheet) -> None:
        last = len(sheet.columns) - 1
        target.freeze_panes(1, sheet.fixed)
        target.autofilter(0, 0, max(sheet.rows, 1), last)
        target.set_row_pixels(0, HEADER_HEIGHT)
        target.hide_gridlines(2)
        target.set_landscape()
        target.set_paper(9)
        target.fit_to_pages(1, 0)
        target.repeat_rows(0)
        target.set_footer(self.labels.say("sheet.page", title=_footer(self.labels.title())))
        target.ignore_errors({"number_stored_as_text": f"A1:XFD{sheet.rows + 1}"})

    def _column(self, target: Worksheet, position: int, column: Column) -> None:
        style = self.formats[column.style]
        target.set_column(position, position, width(column, self.labels.edition.publish.decimals), style)
        header = "header" if column.style in TEXT_STYLES else "header of numbers"
        target.write_string(0, position, column.header, self.formats[header])
        if column.look and len(column.values):
            target.conditional_format(1, position, len(column.values), position, LOOKS[column.look])


LOOKS: Mapping[str, dict[str, Any]] = {
    "bar": {"type": "data_bar", "bar_solid": True, "bar_color": BAR, "min_type": "num", "min_value": 0},
    "scale": {"type": "2_color_scale", "min_color": LIGHT, "max_color": DEEP},
}


def painter(book: Workbook, labels: Labels) -> Painter:
    """Return a painter with the formats of the edition's decimals."""
    decimals = labels.edition.publish.decimals
    body = {"bottom": 4, "bottom_color": LINE, "valign": "top"}
    score, exact = _places(decimals), _places(decimals + 4)
    patterns = {
        "text": "General",
        "code": "@",
        "whole": "0",
        "half": "0.0",
        "score": score,
        "exact": exact,
        "change": f"+{score};[Red]-{score};{score}",
        "share": "0%",
    }
    # a text beside a number needs air, or the two read as one
    air = {style: {"indent": 1} if style in TEXT_STYLES else {} for style in patterns}
    formats = {
        style: book.add_format({"num_format": pattern, **body, **air[style]})
        for style, pattern in patterns.items()
    }
    head = {
        "bold": True,
        "font_color": PAPER,
        "bg_color": INK,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
    }
    formats["header"] = book.add_format({**head, "border_color": LINE, "indent": 1})
    formats["header of numbers"] = book.add_format({**head, "border_color": LINE, "align": "right"})
    return Painter(book, labels, formats)


def width(column: Column, decimals: int) -> int:
    """Return the width of a column in characters: its longest value, and the longest word of its header."""
    words = re.split(r"[\s]+", column.header)
    header = max(*map(len, words), len(column.header) // 3 + 1) + ARROW
    return min(WIDEST, max(NARROWEST, header, _longest(column, decimals) + 2))


def _longest(column: Column, decimals: int) -> int:
    if column.style in TEXT_STYLES:
        return max((len(value) for value in set(column.values) if value is not None), default=0)
    values = column.values.drop_nulls()
    if values.is_empty():
        return 0
    places = {"score": decimals + 1, "exact": decimals + 5, "change": decimals + 2, "half": 2, "share": 1}
    largest: Any = values.max()
    return len(str(int(largest))) + places.get(column.style, 0)


def _places(decimals: int) -> str:
    return "0." + "0" * decimals if decimals else "0"


def _footer(title: str) -> str:
    """Return a title in which ``&`` is no command, short enough for a footer."""
    return escape(title)[:LONGEST_TITLE].replace("&", "&&")
