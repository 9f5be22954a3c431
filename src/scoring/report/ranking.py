"""The ranking: one row a city."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from scoring.model.ratings import Floats
from scoring.model.result import NATION, Ranking, Result
from scoring.report.series import by_rank, numbers, ranks, texts


def ranking(result: Result) -> pl.DataFrame:
    """Return one row a city: the ranked by national rank, then the unranked by code."""
    order = by_rank(national(result).rank)
    return pl.DataFrame({name: column[order] for name, column in _columns(result)})


def national(result: Result) -> Ranking:
    """Return the national ranking of the index."""
    return result.rankings[result.structure.index, NATION]


def groups(result: Result) -> tuple[str, ...]:
    """Return the groups in which the index is ranked, besides the nation."""
    return tuple(
        group for node, group in result.rankings if node == result.structure.index and group != NATION
    )


def other_nodes(result: Result) -> tuple[str, ...]:
    """Return the ranked nodes besides the index."""
    index = result.structure.index
    return tuple(node for node, group in result.rankings if group == NATION and node != index)


def _columns(result: Result) -> Iterator[tuple[str, pl.Series]]:
    cities, index = result.ratings.cities, result.column(result.structure.index)
    ties = result.scheme.edition.publish.ties
    yield "rank", ranks(national(result).rank, ties)
    yield "code", texts(cities.codes)
    yield "name", texts(cities.names)
    yield "state", texts(result.states)
    yield "index", numbers(result.published[:, index])
    yield "index_exact", numbers(result.scores[:, index])
    yield "coverage", numbers(result.coverage[:, index])
    for name, banding in result.bandings.items():
        yield f"band_{name}", texts(banding.labels)
    yield "last", numbers(_floats(result, result.last))
    yield "improvement", numbers(_floats(result, result.improvement))
    yield "improvement_rank", ranks(_floats(result, result.improvement_rank), ties)
    yield from _group_columns(result)
    for node in other_nodes(result):
        yield f"score_{node}", numbers(result.published[:, result.column(node)])
    for name, values in cities.attributes.items():
        yield f"city_{name}", texts(values)


def _group_columns(result: Result) -> Iterator[tuple[str, pl.Series]]:
    ties = result.scheme.edition.publish.ties
    for group in groups(result):
        found = result.rankings[result.structure.index, group]
        yield f"group_{group}", texts(found.member)
        yield f"rank_{group}", ranks(found.rank, ties)


def _floats(result: Result, values: Floats | None) -> Floats:
    return np.full(len(result.states), np.nan) if values is None else values
