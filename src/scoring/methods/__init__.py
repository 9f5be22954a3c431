"""The built-in methods, registered through the seam as a stranger would, and each as a plain function.

>>> import scoring.methods
>>> scoring.methods.weighted_mean([[1.0, 3.0], [2.0, 2.0]], [0.25, 0.75]).tolist()
[2.5, 2.0]
"""

from __future__ import annotations

from scoring.methods import (
    aggregations,
    consensus_rules,
    files,
    imputations,
    judgements,
    normalisations,
    ranking_methods,
    treatments,
    value_functions,
    weightings,
)
from scoring.methods.calling import Function, Names, UnfitError, method

__all__ = ["BUILT_INS", "Function", "Names", "UnfitError", "method"]

BUILT_INS = (
    aggregations,
    ranking_methods,
    consensus_rules,
    value_functions,
    normalisations,
    treatments,
    imputations,
    weightings,
    judgements,
    files,
)
"""Plugin modules of the engine, in the order of loading."""


def __getattr__(name: str) -> Function:
    """Return the built-in method of a name as a function on arrays."""
    if name.startswith("_"):
        raise AttributeError(name)
    return method(name)
