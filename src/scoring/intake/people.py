"""Evaluators and panels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl
from attrs import frozen

from scoring.intake.findings import Findings
from scoring.intake.known import locate, locate_city, report_twice
from scoring.intake.rules import Rules
from scoring.intake.table import Table
from scoring.model.nearest import nearest
from scoring.model.ratings import Bools, Ints


@frozen(kw_only=True, eq=False)
class Evaluators:
    """Evaluators by id.

    Parameters
    ----------
    ids : sorted.
    type : position among the types of the rules, -1 where it is not known, shape (n_evaluators,).
    listed : whether they come from a table, so that an id that is not there is wrong.
    """

    ids: tuple[str, ...]
    type: Ints
    listed: bool


@frozen(kw_only=True, eq=False)
class Panels:
    """Who sits on the panel of each city.

    All arrays have the shape (n_cities + 1, n_evaluators + 1); the last row and column, where the
    position -1 of an unknown id leads, hold no one.
    """

    member: Bools
    chair: Bools
    recused: Bools


def evaluators(table: Table, rules: Rules, findings: Findings) -> Evaluators:
    """Return the evaluators of their table.

    Parameters
    ----------
    table : rows of kind ``evaluators``.
    rules : with the evaluator types.
    findings : take what is wrong.
    """
    texts = table.frame["evaluator"].str.strip_chars()
    ids = texts.drop_nulls().unique().sort()
    place = texts.cast(pl.Enum(ids)).to_physical().cast(pl.Int64).fill_null(-1).to_numpy()
    table = table.with_fields(evaluator=texts)
    report_twice(table, place, findings, "evaluator-twice", field="evaluator", named=("evaluator",))
    if len(rules.types) == 1:
        table = table.with_fields(type=table.frame["type"].fill_null(rules.types[0]))
    types = locate(table, "type", rules.types, findings, "type-unknown", near=nearest)
    kind = np.full(len(ids), -1, dtype=np.int64)
    kind[place[place >= 0]] = types[place >= 0]
    return Evaluators(ids=tuple(ids.to_list()), type=kind, listed=True)


def found_in(tables: Iterable[Table], *, known: bool) -> Evaluators:
    """Return the evaluators that other tables name.

    Parameters
    ----------
    tables : panels and marks.
    known : whether they are all of the one type there is; else their type is not known.
    """
    names = [table.frame["evaluator"].str.strip_chars() for table in tables]
    ids = sorted({text for column in names for text in column.unique().to_list() if text})
    return Evaluators(
        ids=tuple(ids), type=np.full(len(ids), 0 if known else -1, dtype=np.int64), listed=False
    )


def panels(table: Table, codes: tuple[str, ...], people: Evaluators, findings: Findings) -> Panels:
    """Return who sits on which panel.

    Parameters
    ----------
    table : rows of kind ``panels``.
    codes : of the cities.
    people : the evaluators.
    findings : take what is wrong.
    """
    city = locate_city(table, codes, findings)
    person = locate(table, "evaluator", people.ids, findings, "evaluator-unknown")
    known = (city >= 0) & (person >= 0)
    keys = np.where(known, city * len(people.ids) + person, -1)
    report_twice(table, keys, findings, "panel-twice", field="evaluator", named=("city", "evaluator"))
    member, chair, recused = (
        np.zeros((len(codes) + 1, len(people.ids) + 1), dtype=np.bool_) for _ in range(3)
    )
    yes = {
        name: (table.frame[name] == "yes").fill_null(value=False).to_numpy() for name in ("chair", "recused")
    }
    for seats, chosen in ((member, known), (chair, known & yes["chair"]), (recused, known & yes["recused"])):
        seats[city[chosen], person[chosen]] = True
    _check_chairs(table, np.where(known & yes["chair"], city, -1), findings)
    return Panels(member=member, chair=chair, recused=recused)


def _check_chairs(table: Table, city: Ints, findings: Findings) -> None:
    """Find panels that have two chairs."""
    order = table.order(np.flatnonzero(city >= 0))
    first: dict[int, int] = {}
    second: dict[int, int] = {}
    for item in order.tolist():
        if first.setdefault(int(city[item]), item) != item:
            second[item] = first[int(city[item])]
    wrong = np.zeros(len(table), dtype=np.bool_)
    wrong[list(second)] = True

    def details(item: int) -> Mapping[str, object]:
        return {"city": table.frame["city"][item], "other": str(table.place(second[item], "chair"))}

    table.report(findings, "panel-two-chairs", wrong, "chair", details)
