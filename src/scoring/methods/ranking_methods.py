"""The built-in rules that compare all cities: multi-criteria ranking methods."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.methods import ranking_distances, ranking_outranking
from scoring.model.method import Aggregation
from scoring.plugins import hookimpl


@hookimpl
def scoring_aggregations() -> Iterable[Aggregation]:
    """Yield the methods."""
    yield from ranking_distances.records()
    yield from ranking_outranking.records()
