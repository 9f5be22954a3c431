"""The built-in treatments: screening, denominators, outliers, transformations."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.model.method import Treatment
from scoring.plugins import hookimpl


@hookimpl
def scoring_treatments() -> Iterable[Treatment]:
    """Yield the methods."""
    return ()
