"""Results of earlier editions, with gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from scoring.testing.nation.cycles import BEFORE, Cycle
from scoring.testing.nation.dimensions import KEYS
from scoring.testing.nation.exact import Scores, published
from scoring.testing.nation.quality import true_quality
from scoring.testing.nation.record import Land
from scoring.testing.nation.streams import bell, rounded

NODES = ("index", *(f"dimension.{key}" for key in KEYS))
SCHEMA = {"city": pl.String, "node": pl.String, "year": pl.Int64, "value": pl.Float64}
INVENTED_ERROR = 0.12

Row = tuple[str, str, int, float]


def invented(seed: int, land: Land, cycle: Cycle) -> list[Row]:
    """Return results of the year before the first edition, of which only the index is known."""
    level = true_quality(seed, BEFORE, land).mean(axis=1)
    error = INVENTED_ERROR * bell(seed, (land.size,), "before")[land.twin]
    values = rounded(level - INVENTED_ERROR + error, 2)
    return [
        (code, "index", BEFORE, float(value))
        for code, value, ranked in zip(land.codes, values, cycle.ranked, strict=True)
        if ranked
    ]


def computed(year: int, results: Mapping[str, Scores]) -> list[Row]:
    """Return what an edition published."""
    return [
        (code, node, year, float(published(score)))
        for code, scores in results.items()
        for node in NODES
        if (score := scores[node]) is not None
    ]


def history(rows: Iterable[Row]) -> pl.DataFrame:
    """Return the table of earlier results, sorted by city, node and year."""
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row").sort("city", "node", "year")
