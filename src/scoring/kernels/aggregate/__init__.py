"""Folding children into their parent, one city at a time.

Every function takes ``values`` and ``weights`` of shapes that broadcast to ``(..., n_items)`` and returns
``(...)``. A missing item (NaN) gives its weight to the others, an item without weight does not count, and the
result is NaN where nothing is present.
"""

from __future__ import annotations

from scoring.kernels.aggregate.balance import mazziotta_pareto, mean_min
from scoring.kernels.aggregate.choices import first_present, last_present, maximum, minimum, total
from scoring.kernels.aggregate.columns import weighted_mean, weighted_sum_of_many
from scoring.kernels.aggregate.interaction import choquet
from scoring.kernels.aggregate.means import geometric_mean, harmonic_mean, power_mean
from scoring.kernels.aggregate.ordered import median, owa, owa_of_orness

__all__ = [
    "choquet",
    "first_present",
    "geometric_mean",
    "harmonic_mean",
    "last_present",
    "maximum",
    "mazziotta_pareto",
    "mean_min",
    "median",
    "minimum",
    "owa",
    "owa_of_orness",
    "power_mean",
    "total",
    "weighted_mean",
    "weighted_sum_of_many",
]
