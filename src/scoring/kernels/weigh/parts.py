"""From what each item tells to its weight."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def shares(parts: Floats) -> Floats:
    """Return parts in proportion, with the sum one.

    A part that is missing, infinite or below zero counts as none; where no part counts, no item tells more than
    another, and all weigh the same.

    Parameters
    ----------
    parts : shape (n_items,).

    Examples
    --------
    >>> shares(np.array([1.0, 3.0, np.nan])).tolist()
    [0.25, 0.75, 0.0]
    """
    counted = np.where(np.isfinite(parts) & (parts > 0), parts, 0.0)
    total = counted.sum()
    if not total > 0:
        return np.full(len(parts), 1.0 / len(parts))
    return counted / total
