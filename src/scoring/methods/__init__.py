"""The built-in methods, registered through the seam as a stranger would."""

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
