"""How good each city truly is."""

from __future__ import annotations

import numpy as np

from scoring.testing.nation.dimensions import KEYS
from scoring.testing.nation.record import Land
from scoring.testing.nation.streams import Floats, bell

MIDDLE, CITY_SPREAD, DIMENSION_SPREAD, YEAR_SPREAD = 2.75, 0.35, 0.22, 0.10
GROWTH, FIRST_YEAR = 0.10, 2022
GUIDED = 0.25
"""What having been guided by the programme adds."""
LOWEST, HIGHEST = 1.0, 4.0


def true_quality(seed: int, year: int, land: Land) -> Floats:
    """Return the true level of each city in each dimension on the scale 1 to 4, shape (n_cities, 6)."""
    shape = (land.size, len(KEYS))
    guided = np.where((land.cohort > 0) & (land.cohort <= year), GUIDED, 0.0)
    level = MIDDLE + guided + CITY_SPREAD * bell(seed, (land.size,), "city") + GROWTH * (year - FIRST_YEAR)
    level = level + YEAR_SPREAD * bell(seed, (land.size,), "city", year)
    each = level[:, None] + DIMENSION_SPREAD * bell(seed, shape, "dimension")
    return np.clip(each, LOWEST, HIGHEST)[land.twin]
