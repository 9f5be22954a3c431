"""Strengths and weaknesses of cities, and their way through the editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from scoring.kernels.rank import rank
from scoring.kernels.structure.profile import Profile, profile
from scoring.kernels.structure.trends import cagr, percent_change, slope
from scoring.lab.structure.correlating import members
from scoring.model.ratings import Floats, Ints, Past
from scoring.model.result import NATION
from scoring.model.structure_study import ProfileRow, StudiedEdition, TrendRow

NOBODY = -1


def ranked(studied: StudiedEdition, name: str) -> Floats:
    """Return the rank of each city in a column, shape (n_cities,).

    Parameters
    ----------
    studied : the edition.
    name : id of the column.
    """
    return rank(studied.benefits((name,))[:, 0], tolerance=studied.tolerance)


def profiles(
    studied: StudiedEdition, names: Sequence[str], *, top: int = 5, group: str = NATION
) -> tuple[ProfileRow, ...]:
    """Return the columns in which each city has its best and its worst ranks; where it is last is no strength.

    Parameters
    ----------
    studied : the edition.
    names : ids of columns.
    top : how many of each kind.
    group : inside whose members the cities are ranked.

    Raises
    ------
    RejectedError
        If there is no such group.
    """
    member = _member(studied, group)
    values = studied.benefits(tuple(names))
    values[member == NOBODY] = np.nan
    found = profile(values, np.ones(len(names)), top=top, bottom=top, groups=member)
    return tuple(row for city in range(len(values)) for row in _of_city(studied, names, found, member, city))


def _member(studied: StudiedEdition, group: str) -> Ints:
    codes = np.full(len(studied.codes), NOBODY, dtype=np.int64)
    for number, (_, inside) in enumerate(members(studied, group)):
        codes[inside] = number
    return codes


def _of_city(
    studied: StudiedEdition, names: Sequence[str], found: Profile, member: Ints, city: int
) -> Iterator[ProfileRow]:
    same = member == member[city]
    for kind, items in (("strength", found.strengths[city]), ("weakness", found.weaknesses[city])):
        for place, item in enumerate(items[items >= 0].tolist(), start=1):
            yield ProfileRow(
                city=city,
                kind="strength" if kind == "strength" else "weakness",
                place=place,
                column=names[item],
                score=float(studied.scores[city, studied.column(names[item])]),
                rank=float(found.ranks[city, item]),
                size=int((~np.isnan(found.ranks[same, item])).sum()),
            )


def trends(studied: StudiedEdition, past: Past, node: str) -> tuple[TrendRow, ...]:
    """Return how the results of a node grew, for every city with at least two of them.

    Parameters
    ----------
    studied : the edition; its own scores are the last year.
    past : results of earlier editions.
    node : id of the node.
    """
    series, years = _series(studied, past, node)
    growth, rise, percent = (rule(series, years) for rule in (cagr, slope, percent_change))
    return tuple(
        _trend(
            node, city, series[city], years, tuple(float(figure[city]) for figure in (growth, rise, percent))
        )
        for city in np.flatnonzero((~np.isnan(series)).sum(axis=1) > 1).tolist()
    )


def _series(studied: StudiedEdition, past: Past, node: str) -> tuple[Floats, Floats]:
    """Return a row a city and a column a year, ascending, and the years."""
    place = past.nodes.index(node) if node in past.nodes else NOBODY
    chosen = (past.node == place) & (past.year < studied.year)
    earlier = np.unique(past.year[chosen])
    series = np.full((len(studied.codes), len(earlier) + 1), np.nan)
    series[past.city[chosen], np.searchsorted(earlier, past.year[chosen])] = past.value[chosen]
    series[:, -1] = studied.scores[:, studied.column(node)]
    return series, np.append(earlier, studied.year).astype(np.float64)


def _trend(node: str, city: int, series: Floats, years: Floats, figures: tuple[float, ...]) -> TrendRow:
    there = np.flatnonzero(~np.isnan(series))
    first, last = int(there[0]), int(there[-1])
    return TrendRow(
        node=node,
        city=city,
        first_year=int(years[first]),
        last_year=int(years[last]),
        years=len(there),
        first=float(series[first]),
        last=float(series[last]),
        cagr=figures[0],
        slope=figures[1],
        percent=figures[2],
    )
