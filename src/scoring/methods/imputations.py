"""The built-in imputations."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.model.method import Imputation
from scoring.plugins import hookimpl


@hookimpl
def scoring_imputations() -> Iterable[Imputation]:
    """Yield the methods."""
    return ()
