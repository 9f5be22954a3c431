"""The built-in weightings from people's judgements."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.model.method import Weighting
from scoring.plugins import hookimpl


@hookimpl
def scoring_weightings() -> Iterable[Weighting]:
    """Yield the methods."""
    return ()
