"""A bootstrap over evaluators as tables and a study."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs
import numpy as np
import polars as pl

from scoring.model.bootstrap import Bootstrap, BootstrapInterval
from scoring.model.ratings import Floats, Ints
from scoring.report.series import by_rank, numbers, pick, texts
from scoring.report.study import Study


def cities_table(found: Bootstrap, interval: BootstrapInterval) -> pl.DataFrame:
    """Return a row a city, in the official order: score, standard error, interval, and what its rank can be."""
    columns = {
        "official": found.cities.official,
        "score": found.score,
        "mean": found.mean,
        "se": found.error,
        "low": interval.low,
        "high": interval.high,
        "rank_mean": found.figures["rank_mean"].value,
        "rank_sd": found.figures["rank_sd"].value,
        "rank_low": interval.rank_low,
        "rank_high": interval.rank_high,
        **_chance("first", found),
        **_chance("top", found, f"top_{found.top}"),
        "unranked": np.where(np.isnan(found.score), np.nan, found.unranked),
    }
    frame = _named(found).with_columns(
        **{name: numbers(column) for name, column in columns.items()},
        evaluators=pl.Series(values=found.evaluators),
        alone=pl.Series(values=found.alone),
        way=texts(found.ways),
    )
    return frame[_order(found)]


def _chance(name: str, found: Bootstrap, shown: str = "") -> dict[str, Floats]:
    figure, title = found.figures[name], shown or name
    return {title: figure.value, f"{title}_error": figure.error}


def interval_table(found: Bootstrap, interval: BootstrapInterval) -> pl.DataFrame:
    """Return a row a city with the scores and ranks between which it stands."""
    columns = {
        "score": found.score,
        "low": interval.low,
        "high": interval.high,
        "official": found.cities.official,
        "rank_low": interval.rank_low,
        "rank_high": interval.rank_high,
    }
    return _named(found).with_columns(**{name: numbers(column) for name, column in columns.items()})[
        _order(found)
    ]


def ranks_table(found: Bootstrap) -> pl.DataFrame:
    """Return a row for each city and rank that came up: the share of the replicates, with its standard error."""
    order = _order(found)
    share, error = (part[:, order].T for part in (found.shares.value, found.shares.error))
    city, at = np.nonzero(np.nan_to_num(share) > 0)
    return pl.DataFrame(
        {
            "code": pick(found.cities.codes, order[city]),
            "name": pick(found.cities.names, order[city]),
            "rank": pl.Series(values=found.edges[at] + 1),
            "to_rank": pl.Series(values=found.edges[at + 1]),
            "share": numbers(share[city, at]),
            "error": numbers(error[city, at]),
        }
    )


def figures(found: Bootstrap) -> dict[str, Any]:
    """Return what holds for the whole study, as JSON values."""
    told = attrs.asdict(found.setting)
    return {
        **{name: told[name] for name in ("node", "replicates", "seed", "stages", "size")},
        "ties": "competition",
        "tolerance": told["tolerance"],
        "cities_by_way": dict(sorted(Counter(found.ways).items())),
        "panels_of_one": int(found.alone.sum()),
    }


def study(found: Bootstrap, interval: BootstrapInterval) -> Study:
    """Return everything that is written of a bootstrap."""
    return Study(
        kind="bootstrap",
        edition=found.setting.edition,
        year=found.setting.year,
        tables={"cities": cities_table(found, interval), "ranks": ranks_table(found)},
        figures={**figures(found), "interval": interval.share},
    )


def _named(found: Bootstrap) -> pl.DataFrame:
    cities = found.cities
    return pl.DataFrame(
        {"code": texts(cities.codes), "name": texts(cities.names), "state": texts(cities.states)}
    )


def _order(found: Bootstrap) -> Ints:
    return by_rank(found.cities.official)
