"""Ids as positions, and the nearest known id for one that is not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import polars as pl

from scoring.intake.findings import Findings
from scoring.intake.raw import shown
from scoring.intake.table import Table
from scoring.model.nearest import nearest
from scoring.model.ratings import Ints

_ONE_DECIMAL = re.compile(r"\d+\.\d$")


def near_code(found: str, known: Iterable[str]) -> str:
    """Return the id that `found` probably was: one that differs by zeros at its end, or the nearest.

    >>> near_code("11.1", ["11.01", "11.1-A", "11.10"]), near_code("11.1", [])
    ('11.10', '11.10')
    """
    codes = tuple(known)
    with_zeros = [code for code in codes if code.startswith(found) and not code[len(found) :].strip("0")]
    if with_zeros and found:
        return min(with_zeros)
    if not codes:
        return f"{found}0" if _ONE_DECIMAL.match(found) else ""
    return nearest(found, codes)


def located(texts: pl.Series, known: Sequence[str]) -> tuple[Ints, pl.Series]:
    """Return the position of each text among the known ones, -1 for none, and the text without outer spaces.

    Parameters
    ----------
    texts : text, null for an empty cell.
    known : unique ids.
    """
    places = texts.cast(pl.Enum(known), strict=False)
    if places.null_count() > texts.null_count():
        texts = texts.str.strip_chars()
        places = texts.cast(pl.Enum(known), strict=False)
    numbers = places.to_physical().cast(pl.Int64)
    return (numbers.fill_null(-1) if numbers.null_count() else numbers).to_numpy(), texts


def locate(
    table: Table,
    field: str,
    known: Sequence[str],
    findings: Findings,
    code: str,
    *,
    near: Callable[[str, Iterable[str]], str] = near_code,
) -> Ints:
    """Return the position of each row's id; an id that is not known is a problem.

    Parameters
    ----------
    table : rows.
    field : of the id.
    known : known ids.
    findings : take the problems.
    code : of the problem.
    near : finds the nearest known id.
    """
    places, texts = located(table.frame[field], known)

    def details(item: int) -> Mapping[str, object]:
        return {"found": texts[item], "nearest": near(texts[item], known)}

    if (places < 0).sum() > texts.null_count():
        table.report(findings, code, (places < 0) & texts.is_not_null().to_numpy(), field, details)
    return places


def locate_city(table: Table, codes: Sequence[str], findings: Findings) -> Ints:
    """Return the position of each row's city; where there are no cities, none is wrong."""
    if not codes:
        return np.full(len(table), -1, dtype=np.int64)
    return locate(table, "city", codes, findings, "city-unknown")


def report_twice(
    table: Table, keys: Ints, findings: Findings, code: str, *, field: str, named: Sequence[str]
) -> None:
    """Report every row whose key another row before it has; the earlier place is named.

    Parameters
    ----------
    table : rows.
    keys : one number a row, -1 for a row whose ids are not all known.
    findings : take the problems.
    code : of the problem.
    field : whose place is told.
    named : fields that the sentence names.
    """
    order = np.argsort(keys, kind="stable")
    same = np.flatnonzero((np.diff(keys[order]) == 0) & (keys[order][1:] >= 0))
    if not len(same):
        return
    ordered = table.order(np.arange(len(keys)))
    order = ordered[np.argsort(keys[ordered], kind="stable")]
    earlier: dict[int, int] = {}
    twice = np.zeros(len(keys), dtype=np.bool_)
    for at in np.flatnonzero((np.diff(keys[order]) == 0) & (keys[order][1:] >= 0)).tolist():
        before, here = int(order[at]), int(order[at + 1])
        earlier[here] = earlier.get(before, before)
        twice[here] = True

    def details(item: int) -> Mapping[str, object]:
        place = table.place(earlier[item], field)
        return {name: shown(table.frame[name][item]) for name in named} | {"other": str(place)}

    table.report(findings, code, twice, field, details)
