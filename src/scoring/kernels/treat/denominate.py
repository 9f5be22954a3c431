"""Making counts comparable between large and small cities."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def denominate(values: Floats, *, of: Floats, scale: float = 1.0) -> Floats:
    """Return x * scale / of; missing where the denominator is missing or zero.

    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 5; Becker, COINr, ``Denominate``.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    of : denominators of the same shape.
    scale : such as 1000 for a rate per thousand.
    """
    divisor = np.where(np.equal(of, 0), np.nan, of)
    return values * scale / divisor + 0.0  # no zero with a minus sign
