"""From the cells of a source to texts, numbers, dates and words; what is none of them is found here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from attrs import field, frozen

from scoring.intake.book.heading import plain
from scoring.intake.findings import Findings
from scoring.intake.known import near_code
from scoring.intake.layout import Layout
from scoring.intake.numbers import either, fault, parsed, without
from scoring.intake.raw import DATE, ERROR, FLAG, NUMBER, TAG, UNCACHED, as_text, odd, shown
from scoring.intake.table import Table
from scoring.intake.words import FLAGS, MARK_STATES, meanings
from scoring.model.ratings import Bools

_TAGGED = {FLAG: "cell-boolean", DATE: "cell-date", ERROR: "cell-error", UNCACHED: "cell-uncached"}
_ISO = r"^\d{4}-\d{2}-\d{2}$"

SAID = "@said"
"""State of a mark that stands where the mark is expected."""

_WORDS = {"state": meanings(MARK_STATES), "flag": meanings(FLAGS)}


@frozen(kw_only=True, eq=False)
class Reading:
    """Turns the cells of one source into values.

    Parameters
    ----------
    table : the cells.
    layout : what each field holds.
    findings : take what is wrong.
    known : known ids by field, for the nearest one.
    """

    table: Table
    layout: Layout
    findings: Findings
    known: Mapping[str, Sequence[str]] = field(factory=dict)

    def values(self) -> Table:
        """Return the table with ids and texts as text, numbers as float64, dates as ISO text, words as text."""
        frame = self.table.frame
        names = [name for name in frame.columns if not name.startswith("@")]
        for name in self.layout.required:
            if name in names and name != self.layout.value:
                self._report("cell-empty", frame[name].is_null(), name)
        values = {name: self._value(name) for name in names}
        return self.table.with_fields(**values, **self._said())

    def _said(self) -> dict[str, pl.Series]:
        """Return the states that stand where a mark is expected."""
        if "mark" not in self.table.frame.columns or self.table.frame["mark"].dtype != pl.String:
            return {}
        return {SAID: _translated(self.table.frame["mark"], _WORDS["state"])}

    def _value(self, name: str) -> pl.Series:
        form = self.layout.form(name)
        if form in {"number", "whole"}:
            return self._number(name, whole=form == "whole")
        cells = as_text(self.table.frame[name]) if form != "id" else self.table.frame[name]
        if form == "id":
            return self._id(name, cells)
        if form == "date":
            return self._date(name, cells)
        if form == "flag":
            return self._flag(name, cells)
        return self._text(name, cells)

    def _id(self, name: str, cells: pl.Series) -> pl.Series:
        """Return ids as text; a number has lost the zeros an id may have had."""
        if cells.dtype != pl.String:
            self._report("code-as-number", cells.is_not_null(), name)
            return pl.Series(name, [None] * len(cells), dtype=pl.String)
        tags = self._tags(name, cells, {NUMBER: "code-as-number", **_TAGGED})
        return cells if tags is None else without(cells, tags)

    def _text(self, name: str, cells: pl.Series) -> pl.Series:
        """Return texts; a number, a date or a boolean is what it is written as."""
        tags = self._tags(name, cells, {ERROR: "cell-error", UNCACHED: "cell-uncached"})
        if not cells.str.starts_with(TAG).any():
            return cells.str.strip_chars()
        cells = cells if tags is None else without(cells, tags)
        return either(cells.str.starts_with(TAG), cells.str.slice(2), cells).str.strip_chars()

    def _flag(self, name: str, cells: pl.Series) -> pl.Series:
        texts = self._text(name, cells)
        found = _translated(texts, _WORDS["flag"])
        self._report(
            "word-unknown", texts.is_not_null() & found.is_null(), name, allowed="yes, no, ya, tidak, 1, 0"
        )
        return found

    def _date(self, name: str, cells: pl.Series) -> pl.Series:
        """Return ISO dates; a date as text must be one, since 03/04/2025 is two days."""
        tags = self._tags(name, cells, {key: _TAGGED[key] for key in (FLAG, ERROR, UNCACHED)})
        cells = cells if tags is None else without(cells, tags)
        texts = either(cells.str.starts_with(TAG + DATE), cells.str.slice(2, 10), cells.str.strip_chars())
        days = without(texts, ~texts.str.contains(_ISO)).str.to_date("%Y-%m-%d", strict=False)
        self._report("date-invalid", texts.is_not_null() & days.is_null(), name)
        return without(texts, days.is_null())

    def _number(self, name: str, *, whole: bool) -> pl.Series:
        cells = self.table.frame[name]
        decimal = self.layout.source.decimal
        numbers, wrong = parsed(cells, decimal)
        if wrong.any():
            self._no_numbers(name, cells, wrong)
        if whole:
            part = (numbers != numbers.round()) | (numbers < 0)
            self._report("number-not-whole", part, name)
            numbers = without(numbers, part)
        return numbers

    def _no_numbers(self, name: str, cells: pl.Series, wrong: Bools) -> None:
        texts = as_text(cells).to_list()
        codes = np.full(len(texts), "", dtype=object)
        words = _WORDS["state"] if name == "mark" else {}
        for item in np.flatnonzero(wrong).tolist():
            text = texts[item]
            tagged = _TAGGED.get(text[1:2], "number-not-finite") if text.startswith(TAG) else ""
            codes[item] = "" if plain(text) in words else tagged or fault(text, self.layout.source.decimal)
        for code in sorted(set(codes) - {""}):
            self._report(code, codes == code, name)

    def _tags(self, name: str, cells: pl.Series, codes: Mapping[str, str]) -> pl.Series | None:
        """Report cells of other kinds; return which they are, None where there are none."""
        if not odd(cells) or not cells.str.starts_with(TAG).any():
            return None
        tag = cells.str.slice(0, 2)
        for key, code in codes.items():
            self._report(code, tag == TAG + key, name)
        return tag.is_in([TAG + key for key in codes]).fill_null(value=False)

    def _report(self, code: str, wrong: Bools | pl.Series, name: str, **more: object) -> None:
        mask = wrong.fill_null(value=False).to_numpy() if isinstance(wrong, pl.Series) else wrong
        self.table.report(self.findings, code, mask, name, lambda item: {**self._details(item, name), **more})

    def _details(self, item: int, name: str) -> dict[str, object]:
        found = shown(self.table.frame[name][item])
        near = near_code(found, self.known.get(name, ())) if self.layout.form(name) == "id" else ""
        return {"found": found, "field": self.table.header(item, name), "nearest": near}


def _translated(texts: pl.Series, words: Mapping[str, str]) -> pl.Series:
    """Return what each word means, null for an unknown one."""
    known = {text: words.get(plain(text)) for text in texts.unique().to_list() if text is not None}
    if not known:
        return texts
    return texts.replace_strict(known, default=None, return_dtype=pl.String)
