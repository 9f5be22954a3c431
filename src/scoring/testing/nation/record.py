"""What the generator hands out."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from attrs import frozen

from scoring.testing.nation.streams import Floats, Ints


@frozen(kw_only=True, eq=False)
class Land:
    """The invented country: places that stay the same in every edition.

    Parameters
    ----------
    codes, names, provinces, kinds : one text a city, sorted by code.
    population : inhabitants, shape (n_cities,).
    cohort : year in which the city joined the guided programme, 0 for a city that never did, shape (n_cities,).
    twin : position of the city whose marks, measures and past this one repeats (its own otherwise), same shape.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    provinces: tuple[str, ...]
    kinds: tuple[str, ...]
    population: Ints
    cohort: Ints
    twin: Ints

    @property
    def size(self) -> int:
        """Number of cities."""
        return len(self.codes)


@frozen(kw_only=True, eq=False)
class People:
    """The evaluators of all editions.

    Parameters
    ----------
    ids, types, teams : one text an evaluator.
    severity : how far below the truth the evaluator marks, in levels of the scale, shape (n_evaluators,).
    taste : liking for each dimension, shape (n_evaluators, 6).
    """

    ids: tuple[str, ...]
    types: tuple[str, ...]
    teams: tuple[str, ...]
    severity: Floats
    taste: Floats


@frozen(kw_only=True, eq=False)
class Tables:
    """The input of one edition: frames with the columns of the files they become.

    Parameters
    ----------
    year : of the edition.
    cities : code, name, province, kind, population, cohort, state.
    evaluators : evaluator, type, team.
    panels : city, evaluator, chair.
    marks : city, criterion, (stage,) evaluator, mark, state; sorted, null where a mark is missing.
    measures : city, criterion, value, of, n, date, source.
    history : city, node, year, value.
    """

    year: int
    cities: pl.DataFrame
    evaluators: pl.DataFrame
    panels: pl.DataFrame
    marks: pl.DataFrame
    measures: pl.DataFrame
    history: pl.DataFrame


@frozen(kw_only=True, eq=False)
class Nation:
    """Editions of one invented country, and the truth behind them.

    Parameters
    ----------
    seed : what everything was drawn from.
    editions : tables by year.
    truth : long table (year, kind, city, evaluator, item, value) of everything that was planted, and of the
        results computed in exact fractions.
    """

    seed: int
    editions: Mapping[int, Tables]
    truth: pl.DataFrame
