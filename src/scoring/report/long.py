"""The long tables: ranks of every node in every group, scores of every column, awards."""

from __future__ import annotations

import numpy as np
import polars as pl

from scoring.model.edition import TieRule
from scoring.model.ratings import Ints
from scoring.model.result import NATION, Ranking, Result
from scoring.report.series import by_rank, numbers, pick, ranks, texts


def members(result: Result, group: str) -> tuple[str, ...]:
    """Return the values of a group: in the edition's order where it gives one, the others after them by name."""
    found = set(result.rankings[result.structure.index, group].member) - {""}
    declared = result.scheme.edition.groups.get(group)
    order = dict.fromkeys((*declared.limits, *declared.names)) if declared else {}
    return (*(value for value in order if value in found), *sorted(found.difference(order)))


def rankings(result: Result) -> pl.DataFrame:
    """Return the ranks of every ranked node in every group, sorted by node, group, member, rank and code."""
    found = tuple(result.rankings.values())
    order = [_order(result, item) for item in found]
    block = np.repeat(np.arange(len(found)), [len(rows) for rows in order])
    city = np.concatenate(order)
    column = np.array([result.column(item.node) for item in found], dtype=np.int64)[block]
    member = tuple(value for item in found for value in item.member)
    return pl.DataFrame(
        {
            "node": pick([item.node for item in found], block),
            "group": pick([item.group for item in found], block),
            "member": pick(member, block * len(result.states) + city),
            "rank": ranks(np.stack([item.rank for item in found])[block, city], _ties(result)),
            "size": ranks(np.stack([item.size for item in found])[block, city], "competition"),
            "code": pick(result.ratings.cities.codes, city),
            "name": pick(result.ratings.cities.names, city),
            "score": numbers(result.scores[city, column]),
            "published": numbers(result.published[city, column]),
        }
    )


def _order(result: Result, found: Ranking) -> Ints:
    """Return the cities of a ranking in its order: those that belong to no member of a group are left out."""
    place = {value: item for item, value in enumerate(members(result, found.group))}
    member = np.array([place.get(value, -1) for value in found.member], dtype=np.int64)
    order = by_rank(found.rank, member)
    return order if found.group == NATION else order[member[order] >= 0]


def _ties(result: Result) -> TieRule:
    return result.scheme.edition.publish.ties


CRITERION = "criterion"


def _shown(result: Result) -> tuple[list[int], list[str]]:
    """Return the columns that are written and the kind of each: criteria, rubrics and nodes.

    What one evaluator type or one stage makes of a criterion (``@`` or ``#`` in the id) is left to `explain`: it is
    many times the rest.
    """
    folds = {fold.id: fold.kind for fold in result.structure.folds if fold.kind in {"rubric", "node"}}
    columns = [place for place, name in enumerate(result.ids) if not {"@", "#"} & set(name)]
    return columns, [folds.get(result.ids[place], CRITERION) for place in columns]


def scores(result: Result) -> pl.DataFrame:
    """Return the scores of every city in criteria, rubrics and nodes, sorted by code and by the order of the columns."""
    columns, kinds = _shown(result)
    n_cities, n_columns = len(result.states), len(columns)
    column = np.tile(np.arange(n_columns), n_cities)
    return pl.DataFrame(
        {
            "code": pick(result.ratings.cities.codes, np.repeat(np.arange(n_cities), n_columns)),
            "node": pick(tuple(result.ids[place] for place in columns), column),
            "kind": pick(tuple(kinds), column),
            "score": numbers(result.scores[:, columns].ravel()),
            "published": numbers(result.published[:, columns].ravel()),
            "coverage": numbers(result.coverage[:, columns].ravel()),
        }
    )


def awards(result: Result) -> pl.DataFrame:
    """Return the awards won, in the edition's order."""
    city = np.array([item.city for item in result.winners], dtype=np.int64)
    column = np.array([result.column(item.node) for item in result.winners], dtype=np.int64)
    rank = np.array([item.rank for item in result.winners], dtype=np.float64)
    return pl.DataFrame(
        {
            "award": texts([item.award for item in result.winners]),
            "node": texts([item.node for item in result.winners]),
            "group": texts([item.group for item in result.winners]),
            "member": texts([item.member for item in result.winners]),
            "rank": ranks(rank, _ties(result)),
            "code": pick(result.ratings.cities.codes, city),
            "name": pick(result.ratings.cities.names, city),
            "score": numbers(result.scores[city, column]),
            "published": numbers(result.published[city, column]),
        }
    )
