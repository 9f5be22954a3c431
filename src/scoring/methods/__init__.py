"""The built-in methods, registered through the seam as a stranger would."""

from __future__ import annotations

from scoring.methods import aggregations, consensus_rules, files, value_functions

BUILT_INS = (aggregations, consensus_rules, value_functions, files)
"""Plugin modules of the engine, in the order of loading."""
