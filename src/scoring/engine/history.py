"""Raw values that come from earlier editions."""

from __future__ import annotations

import numpy as np

from scoring.kernels.aggregate import weighted_mean
from scoring.model.edition import Edition
from scoring.model.ratings import Floats, Past
from scoring.model.rubric import History


def earlier_results(past: Past, node: str, year: int, n_cities: int) -> tuple[Floats, tuple[int, ...]]:
    """Return the results of one node before `year`.

    Parameters
    ----------
    past : all earlier results.
    node : the node that is meant.
    year : year of this edition.
    n_cities : number of cities.

    Returns
    -------
    Table of shape (n_cities, n_years), newest year first, NaN where a city has none; and the years.
    """
    if node not in past.nodes:
        return np.full((n_cities, 0), np.nan), ()
    chosen = (past.node == past.nodes.index(node)) & (past.year < year)
    years = tuple(int(item) for item in np.unique(past.year[chosen])[::-1])
    table = np.full((n_cities, len(years)), np.nan)
    column = len(years) - 1 - np.searchsorted(np.array(years[::-1], dtype=np.int64), past.year[chosen])
    table[past.city[chosen], column] = past.value[chosen]
    return table, years


def last_result(table: Floats) -> Floats:
    """Return the newest result there is, shape (n_cities,); NaN for a city without any."""
    return newest(table, 1)[:, 0]


def newest(table: Floats, count: int) -> Floats:
    """Return the newest `count` results that are present, closing gaps; NaN where there are fewer.

    Parameters
    ----------
    table : newest first, shape (n_cities, n_years).
    count : number of columns of the result.
    """
    order = np.argsort(np.isnan(table), axis=-1, kind="stable")
    closed = np.take_along_axis(table, order, axis=-1)[:, :count]
    filled = np.full((len(table), count), np.nan)
    filled[:, : closed.shape[1]] = closed
    return filled


def raw_history(
    history: History, past: Past, edition: Edition, current: Floats | None, n_cities: int
) -> Floats:
    """Return the raw value of a history criterion, shape (n_cities,).

    Parameters
    ----------
    history : what is taken.
    past : earlier results.
    edition : this edition.
    current : score of the node that stands for this year, shape (n_cities,), where one is named.
    n_cities : number of cities.
    """
    table, years = earlier_results(past, history.of, edition.year, n_cities)
    if history.rule == "last":
        return last_result(table)
    if history.rule == "improvement":
        return np.subtract(current if current is not None else np.nan, last_result(table))
    weights = np.array([float(weight) for weight in history.weights])
    if history.gaps == "hold":
        return weighted_mean(_by_calendar(table, years, edition.year, current, len(weights)), weights)
    joined = table if current is None else np.column_stack([current, table])
    return weighted_mean(newest(joined, len(weights)), weights)


def _by_calendar(
    table: Floats, years: tuple[int, ...], year: int, current: Floats | None, count: int
) -> Floats:
    """Return one column a calendar year, newest first; the newest is this year if `current` stands for it."""
    newest_year = year if current is not None else year - 1
    held = np.full((len(table), count), np.nan)
    if current is not None:
        held[:, 0] = current
    for column, earlier in enumerate(years):
        if newest_year - earlier < count:
            held[:, newest_year - earlier] = table[:, column]
    return held
