"""How often cities stand above one another, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from scoring.model.uncertainty import Between, Cities, Pairs
from scoring.report.series import by_rank, numbers, pick, texts


def pairs_table(cities: Cities, pairs: Pairs) -> pl.DataFrame:
    """Return a row for each two ranked cities: how often the first stands above the second."""
    order = by_rank(cities.official)
    order = order[~np.isnan(cities.official[order])]
    city, other = (part.ravel() for part in np.meshgrid(order, order, indexing="ij"))
    city, other = city[apart := city != other], other[apart]
    return pl.DataFrame(
        {
            "code": pick(cities.codes, city),
            "other": pick(cities.codes, other),
            "above": numbers(pairs.above.value[city, other]),
            "error": numbers(pairs.above.error[city, other]),
        }
    )


def between_table(cities: Cities, found: Sequence[Between]) -> pl.DataFrame:
    """Return a row for each two cities that were asked for: how often one stands above, below or level."""
    columns: dict[str, Any] = {
        "code": texts([cities.codes[item.city] for item in found]),
        "name": texts([cities.names[item.city] for item in found]),
        "other": texts([cities.codes[item.other] for item in found]),
        "other_name": texts([cities.names[item.other] for item in found]),
    }
    for side in ("above", "below", "level"):
        part = np.array([getattr(item, side) / item.n_draws for item in found], dtype=np.float64)
        draws = np.array([item.n_draws for item in found], dtype=np.float64)
        columns[side] = numbers(part)
        columns[f"{side}_error"] = numbers(np.sqrt(part * (1.0 - part) / draws))
    return pl.DataFrame(columns)
