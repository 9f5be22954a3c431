"""The cities of an edition, from their table."""

from __future__ import annotations

import numpy as np
import polars as pl

from scoring.intake.book.heading import plain
from scoring.intake.findings import Findings
from scoring.intake.known import report_twice
from scoring.intake.numbers import fault, parsed
from scoring.intake.raw import number_text
from scoring.intake.table import Table
from scoring.intake.words import CITY_STATES, meanings
from scoring.model.edition import Edition
from scoring.model.ratings import Cities

_OWN = ("code", "name", "state")


def cities(table: Table, edition: Edition, findings: Findings) -> Cities:
    """Return the cities sorted by code; those without a code, or with one that stands twice, once.

    Parameters
    ----------
    table : rows of kind ``cities``.
    edition : whose groups say which attributes are numbers.
    findings : take what is wrong.
    """
    codes = table.frame["code"].str.strip_chars()
    unique = codes.drop_nulls().unique().sort()
    place = codes.cast(pl.Enum(unique)).to_physical().cast(pl.Int64).fill_null(-1).to_numpy()
    report_twice(table.with_fields(code=codes), place, findings, "city-twice", field="code", named=("code",))
    states = _states(table, findings)
    names = sorted({name for origin in table.origins for name in origin.columns} - {*_OWN})
    columns = {name: _attribute(table, name, edition, findings) for name in names}
    first = np.array(
        [int(np.flatnonzero(place == position)[0]) for position in range(len(unique))], dtype=np.int64
    )
    return Cities(
        codes=tuple(unique.to_list()),
        names=_chosen(table.frame["name"].fill_null("") if "name" in table.frame.columns else codes, first),
        states=_chosen(states, first),
        attributes={name: _chosen(column, first) for name, column in columns.items()},
    )


def _chosen(column: pl.Series, items: np.ndarray) -> tuple[str, ...]:
    return tuple(column.gather(items).to_list())


def _states(table: Table, findings: Findings) -> pl.Series:
    words = meanings(CITY_STATES)
    texts = table.frame["state"]
    states = [words.get(plain(text)) if text else "ranked" for text in texts.to_list()]
    table.report(
        findings,
        "word-unknown",
        np.array([state is None for state in states], dtype=np.bool_),
        "state",
        lambda item: {
            "found": texts[item],
            "field": table.header(item, "state"),
            "allowed": ", ".join(CITY_STATES),
        },
    )
    return pl.Series([state or "ranked" for state in states], dtype=pl.String)


def _attribute(table: Table, name: str, edition: Edition, findings: Findings) -> pl.Series:
    """Return a further column as text; one that is cut into classes must hold numbers."""
    cells = table.frame[name]
    if not any(group.column == name and group.limits for group in edition.groups.values()):
        return cells.fill_null("")
    decimal = next((source.decimal for source in edition.inputs if source.kind == "cities"), "point")
    numbers, wrong = parsed(cells, decimal)
    codes = np.array([fault(text or "", decimal) for text in cells.to_list()], dtype=object)
    for code in sorted(set(codes[wrong])):
        table.report(
            findings,
            code,
            wrong & (codes == code),
            name,
            lambda item: {"found": cells[item], "field": table.header(item, name)},
        )
    return pl.Series(
        [number_text(number) if number is not None else "" for number in numbers.to_list()], dtype=pl.String
    )
