"""The built-in normalisations."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.model.method import Normalisation
from scoring.plugins import hookimpl


@hookimpl
def scoring_normalisations() -> Iterable[Normalisation]:
    """Yield the methods."""
    return ()
