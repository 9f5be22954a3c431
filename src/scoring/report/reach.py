"""What weights can do to ranks, as tables."""

from __future__ import annotations

import numpy as np
import polars as pl

from scoring.model.ratings import Floats
from scoring.model.reach import Reach
from scoring.model.uncertainty import Cities
from scoring.report.series import numbers, pick, texts


def reach_table(cities: Cities, reach: Reach) -> pl.DataFrame:
    """Return a row for each city and side that was asked for: the rank, and the weights that bring it about."""
    city = np.array([item.city for item in reach.ranks], dtype=np.int64)
    weights = np.array([item.weights for item in reach.ranks]).reshape(-1, len(reach.items))
    return pl.DataFrame(
        {
            "code": pick(cities.codes, city),
            "name": pick(cities.names, city),
            "official": numbers(cities.official[city]),
            "side": texts([item.side for item in reach.ranks]),
            "rank": pl.Series(values=[item.rank for item in reach.ranks], dtype=pl.Int64),
            "margin": _finite(np.array([item.margin for item in reach.ranks], dtype=np.float64)),
            "proven": pl.Series(values=[item.proven for item in reach.ranks], dtype=pl.Boolean),
            **{f"weight_{name}": numbers(weights[:, at]) for at, name in enumerate(reach.items)},
        }
    )


def shifts_table(cities: Cities, reach: Reach) -> pl.DataFrame:
    """Return a row for each smallest change of weights: what it does, its size, and the weights after it."""
    weights = np.array([item.weights for item in reach.shifts]).reshape(-1, len(reach.items))
    distance = np.array([item.distance for item in reach.shifts], dtype=np.float64)
    city, other = (
        np.array([getattr(item, side) for item in reach.shifts], dtype=np.int64) for side in ("city", "other")
    )
    return pl.DataFrame(
        {
            "change": texts([item.what for item in reach.shifts]),
            "size": pl.Series(values=[item.size for item in reach.shifts], dtype=pl.Int64),
            "code": pick(cities.codes, city),
            "name": pick(cities.names, city),
            "other": pick(cities.codes, other),
            "other_name": pick(cities.names, other),
            "possible": pl.Series(values=np.isfinite(distance)),
            "distance": _finite(distance),
            **{f"weight_{name}": numbers(weights[:, at]) for at, name in enumerate(reach.items)},
        }
    )


def _finite(values: Floats) -> pl.Series:
    return numbers(np.where(np.isfinite(values), values, np.nan))
