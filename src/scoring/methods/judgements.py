"""The built-in weightings from people's judgements."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.methods.judgement_comparisons import of_comparisons
from scoring.methods.judgement_orders import of_orders
from scoring.methods.judgement_points import of_points
from scoring.model.method import Weighting
from scoring.plugins import hookimpl


@hookimpl
def scoring_weightings() -> Iterable[Weighting]:
    """Yield the methods."""
    yield from of_comparisons()
    yield from of_orders()
    yield from of_points()
